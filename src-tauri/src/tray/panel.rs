//! Whether the panel the tray sits in is light, so that the icon can be seen on it.

/// Only a desktop that says outright that it prefers light is taken at its word: the panels of those that say nothing,
/// GNOME's among them, are dark.
#[cfg(target_os = "linux")]
pub async fn is_light() -> bool {
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_secs(2);
    const PREFERS_LIGHT: u32 = 2;
    let asked = tokio::time::timeout(PATIENCE, colour_scheme()).await;
    asked.is_ok_and(|scheme| scheme.is_ok_and(|scheme| scheme == PREFERS_LIGHT))
}

/// The desktop portal's `color-scheme`: 0 nothing said, 1 dark, 2 light.
#[cfg(target_os = "linux")]
async fn colour_scheme() -> zbus::Result<u32> {
    let bus = zbus::Connection::session().await?;
    let answer = bus
        .call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.portal.Settings"),
            "Read",
            &("org.freedesktop.appearance", "color-scheme"),
        )
        .await?;
    let body = answer.body();
    let mut value: zbus::zvariant::Value<'_> = body.deserialize()?;
    // Portals of different age wrap the number once or twice.
    while let zbus::zvariant::Value::Value(inner) = value {
        value = *inner;
    }
    Ok(u32::try_from(value)?)
}

/// Elsewhere the icon is a template that the system colours, or sits on a panel that is light as it comes.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "the bus is asked elsewhere")]
pub async fn is_light() -> bool {
    true
}
