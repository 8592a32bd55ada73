//! The server's side of the bus, as the desktop notifications specification 1.2 has it.

#![allow(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the interface is given"
)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;

use super::{Markup, Notification};

/// The object on the bus.
pub(super) struct Server {
    markup: Markup,
    shown: Arc<Mutex<Vec<Notification>>>,
}

impl Server {
    pub(super) fn new(markup: Markup, shown: Arc<Mutex<Vec<Notification>>>) -> Self {
        Self { markup, shown }
    }
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(clippy::too_many_arguments, reason = "so says the specification")]
    fn notify(
        &self,
        _app: &str,
        replaces: u32,
        _icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().expect("nobody fails while holding it");
        let next = u32::try_from(shown.len()).map_or(u32::MAX, |count| count + 1);
        let id = if replaces == 0 { next } else { replaces };
        let actions = actions.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        shown.push(Notification { id, summary, body, actions, hints: hints.into_keys().collect() });
        id
    }

    async fn close_notification(
        &self,
        id: u32,
        #[zbus(signal_emitter)] bus: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        const BY_A_CALL: u32 = 3;
        Ok(bus.notification_closed(id, BY_A_CALL).await?)
    }

    fn get_capabilities(&self) -> Vec<&'static str> {
        let mut capabilities = vec!["actions", "body"];
        if self.markup == Markup::Rendered {
            capabilities.push("body-markup");
        }
        capabilities
    }

    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("tests", "Lapwing", "1", "1.2")
    }

    /// An action was clicked.
    #[zbus(signal)]
    pub(super) async fn action_invoked(bus: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;

    /// What the program may raise its window with.
    #[zbus(signal)]
    pub(super) async fn activation_token(bus: &SignalEmitter<'_>, id: u32, token: &str) -> zbus::Result<()>;

    /// It is gone.
    #[zbus(signal)]
    pub(super) async fn notification_closed(bus: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}
