//! The notification server of the session bus: whether there is one and what it makes of a body. And whether the session
//! is locked, which the system's bus tells.

use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::timeout;
use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;
use zbus::zvariant::OwnedValue;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

const LOGIN: &str = "org.freedesktop.login1";
/// The caller's own session, or the one that its user sits at.
const SESSION_PATH: &str = "/org/freedesktop/login1/session/auto";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// A bus that does not answer within this is as good as none.
const PATIENCE: Duration = Duration::from_secs(2);

/// The session bus, joined when first needed.
#[derive(Default)]
pub struct Server {
    bus: OnceCell<Connection>,
    system: OnceCell<Connection>,
}

impl Server {
    /// Whether somebody shows notifications, or would be started to.
    pub async fn is_there(&self) -> bool {
        timeout(PATIENCE, self.look()).await.is_ok_and(|found| found.unwrap_or(false))
    }

    /// Whether it renders markup in a body. One that does not answer is not trusted with any.
    pub async fn renders_markup(&self) -> bool {
        timeout(PATIENCE, self.capabilities())
            .await
            .is_ok_and(|answer| answer.is_ok_and(|all| all.iter().any(|one| one == "body-markup")))
    }

    /// Whether the session is locked. Where nobody keeps sessions, nobody can tell, and it is taken as open.
    pub async fn session_is_locked(&self) -> bool {
        timeout(PATIENCE, self.locked_hint()).await.is_ok_and(|answer| answer.unwrap_or(false))
    }

    async fn locked_hint(&self) -> zbus::Result<bool> {
        let bus = self.system.get_or_try_init(Connection::system).await?;
        let asked = (SESSION, "LockedHint");
        let answer = bus.call_method(Some(LOGIN), SESSION_PATH, Some(PROPERTIES), "Get", &asked).await?;
        Ok(bool::try_from(answer.body().deserialize::<OwnedValue>()?)?)
    }

    async fn look(&self) -> zbus::Result<bool> {
        let bus = DBusProxy::new(self.bus().await?).await?;
        if bus.name_has_owner(BusName::try_from(NAME)?).await? {
            return Ok(true);
        }
        Ok(bus.list_activatable_names().await?.iter().any(|name| name.as_str() == NAME))
    }

    async fn capabilities(&self) -> zbus::Result<Vec<String>> {
        let answer = self.bus().await?.call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &()).await?;
        answer.body().deserialize()
    }

    async fn bus(&self) -> zbus::Result<&Connection> {
        self.bus.get_or_try_init(Connection::session).await
    }
}
