//! The notification server of the session bus: whether there is one and what it makes of a body.

use std::time::Duration;

use tokio::sync::OnceCell;
use tokio::time::timeout;
use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A bus that does not answer within this is as good as none.
const PATIENCE: Duration = Duration::from_secs(2);

/// The session bus, joined when first needed.
#[derive(Default)]
pub struct Server {
    bus: OnceCell<Connection>,
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
