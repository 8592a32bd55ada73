//! A notification server: it shows nothing, keeps everything, and clicks when told to.

mod server;

use std::sync::{Arc, Mutex};

use zbus::Connection;

use crate::bus::{self, Bus};
use crate::wait::{PATIENCE, try_until};

use server::{Server, ServerSignals as _};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What a click on the notification itself is called on the bus.
pub const CLICK: &str = "default";

/// A notification, as it came over the bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The server's number for it.
    pub id: u32,
    /// First line.
    pub summary: String,
    /// The rest.
    pub body: String,
    /// The actions offered, each with its label.
    pub actions: Vec<(String, String)>,
    /// The names of the hints sent along.
    pub hints: Vec<String>,
}

impl Notification {
    /// Whether something can be done with the one job it is about.
    pub fn is_about_one_job(&self) -> bool {
        self.actions.iter().any(|(action, _)| action == "save")
    }
}

/// Whether a server renders markup in the body of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// It does, so a body must escape what it does not mean.
    Rendered,
    /// It shows a body letter by letter.
    Shown,
}

/// The server, for as long as the value lives.
#[derive(Debug)]
pub struct Notifications {
    connection: Connection,
    shown: Arc<Mutex<Vec<Notification>>>,
}

impl Notifications {
    /// Becomes the notification server of `bus`.
    pub fn serve(bus: &Bus, markup: Markup) -> Self {
        let shown = Arc::<Mutex<Vec<Notification>>>::default();
        let server = Server::new(markup, Arc::clone(&shown));
        let connection = bus.connect(|builder| builder.name(NAME)?.serve_at(PATH, server));
        Self { connection, shown }
    }

    /// Everything that was sent so far, oldest first.
    pub fn all(&self) -> Vec<Notification> {
        self.shown.lock().expect("nobody fails while holding it").clone()
    }

    /// The first notification from the `from`th on that `fits`, as soon as there is one.
    #[track_caller]
    pub fn next(&self, from: usize, what: &str, fits: impl Fn(&Notification) -> bool) -> Notification {
        let found = try_until(PATIENCE, || self.all().into_iter().skip(from).find(&fits));
        found.unwrap_or_else(|| panic!("no notification of {what}; there are {:#?}", self.all()))
    }

    /// Does what a click does: on the notification itself ([`CLICK`]) or on one of its actions.
    pub fn act(&self, notification: &Notification, action: &str) {
        bus::run(async {
            let server = self.connection.object_server().interface::<_, Server>(PATH).await?;
            let bus = server.signal_emitter();
            bus.activation_token(notification.id, "a-token-of-the-desktop").await?;
            bus.action_invoked(notification.id, action).await?;
            bus.notification_closed(notification.id, BY_ITS_READER).await
        })
        .expect("the bus carries signals");
    }
}

/// Why a notification was closed, as the specification numbers it: it was clicked or waved away.
const BY_ITS_READER: u32 = 2;
