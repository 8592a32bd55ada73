//! Whether this session's desktop shows notifications. The command line shows none; `doctor` tells of it all the same.

use lapwing_engine::Notifications;

#[cfg(target_os = "linux")]
pub async fn notifications() -> Notifications {
    use std::time::Duration;

    /// A bus that does not answer within this is as good as none.
    const PATIENCE: Duration = Duration::from_secs(2);

    match tokio::time::timeout(PATIENCE, shown_by_somebody()).await {
        Ok(Ok(true)) => Notifications::Shown,
        Ok(Ok(false)) => Notifications::Nobody,
        _ if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some() => Notifications::NoBus,
        _ => Notifications::NoDesktop,
    }
}

/// Whether somebody shows notifications, or would be started to.
#[cfg(target_os = "linux")]
async fn shown_by_somebody() -> zbus::Result<bool> {
    const NAME: &str = "org.freedesktop.Notifications";

    let connection = zbus::Connection::session().await?;
    let bus = zbus::fdo::DBusProxy::new(&connection).await?;
    if bus.name_has_owner(NAME.try_into()?).await? {
        return Ok(true);
    }
    Ok(bus.list_activatable_names().await?.iter().any(|name| name.as_str() == NAME))
}

/// On this system notifications are the desktop's own.
#[cfg(not(target_os = "linux"))]
pub async fn notifications() -> Notifications {
    Notifications::Shown
}
