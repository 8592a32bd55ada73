//! Notifications on the desktop, and what happens when one is acted on.

#[cfg(target_os = "linux")]
mod server;
mod text;

use std::sync::Arc;

use async_trait::async_trait;
use lapwing_domain::JobKey;
use lapwing_domain::triage::State;
use lapwing_engine::{Notice, Notifier};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt as _};

use crate::messages::{self, Message};
use crate::opening::Opening;
use crate::window;

/// The kind of notification that carries all of the actions below.
const ABOUT_A_JOB: &str = "job";
/// The kind that can be opened only: what one is reminded of has a state that is not to be lost by a press in passing.
const REMINDER: &str = "reminder";
const OPEN: &str = "open";
const SAVE: &str = "save";
const DISMISS: &str = "dismiss";
/// Where the job's id travels in a notification.
const JOB: &str = "job";

/// Makes the actions known and listens for them. Before the first notification, or nothing is heard of it.
///
/// # Errors
/// When the plugin refuses the actions.
pub fn prepare(app: &AppHandle) -> tauri_plugin_notification::Result<()> {
    let action = |id: &str, message| Action::builder(id, messages::text(message)).build();
    let actions = vec![
        action(OPEN, Message::NotificationOpen),
        action(SAVE, Message::NotificationSave),
        action(DISMISS, Message::NotificationDismiss),
    ];
    let notifications = app.notification();
    notifications.register_action_types(vec![
        ActionType::builder(ABOUT_A_JOB).actions(actions).build(),
        ActionType::builder(REMINDER).actions(vec![action(OPEN, Message::NotificationOpen)]).build(),
    ])?;
    let app = app.clone();
    notifications.on_action(move |performed| act(&app, performed))
}

fn act(app: &AppHandle, performed: &ActionPerformed) {
    let job = performed.notification().and_then(|shown| shown.extra().get(JOB)).and_then(|id| id.as_str());
    match (performed.action_id(), job) {
        (SAVE, Some(job)) => set_state(app, job, State::Saved),
        (DISMISS, Some(job)) => set_state(app, job, State::Dismissed),
        // The click on the notification itself, and `open`.
        (_, Some(job)) => window::show_job(app, job),
        (_, None) => window::show(app),
    }
}

fn set_state(app: &AppHandle, job: &str, state: State) {
    let Ok(key) = job.parse::<JobKey>() else { return };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let done = match app.state::<Opening>().engine().await {
            Ok(engine) => engine.set_state(vec![key], state, None).await.map(drop).map_err(|error| error.to_string()),
            Err(error) => Err(error.message().to_owned()),
        };
        if let Err(problem) = done {
            tracing::warn!(%problem, state = state.word(), "a notification's action failed");
        }
    });
}

/// Shows notifications through the desktop.
pub struct Desktop {
    app: AppHandle,
    #[cfg(target_os = "linux")]
    server: server::Server,
}

impl Desktop {
    /// For `app`, after [`prepare`].
    pub fn new(app: AppHandle) -> Arc<Self> {
        Arc::new(Self {
            app,
            #[cfg(target_os = "linux")]
            server: server::Server::default(),
        })
    }

    #[cfg(target_os = "linux")]
    async fn plain(&self, body: String) -> String {
        if self.server.renders_markup().await { text::without_markup(&body) } else { body }
    }

    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unused_async, reason = "the bus is asked elsewhere")]
    async fn plain(&self, body: String) -> String {
        body
    }
}

#[async_trait]
impl Notifier for Desktop {
    #[cfg(target_os = "linux")]
    async fn available(&self) -> bool {
        self.server.is_there().await
    }

    #[cfg(not(target_os = "linux"))]
    async fn available(&self) -> bool {
        true
    }

    #[cfg(target_os = "linux")]
    async fn locked(&self) -> bool {
        self.server.session_is_locked().await
    }

    async fn show(&self, notice: Notice) -> Result<(), String> {
        let text::Words { title, body } = text::words(&notice);
        let mut pop_up = self.app.notification().builder().title(title).body(self.plain(body).await);
        let kind = if matches!(notice, Notice::FollowUp { .. }) { REMINDER } else { ABOUT_A_JOB };
        if let Notice::Job { key, .. } | Notice::Followed { key, .. } | Notice::FollowUp { key, .. } = &notice {
            pop_up = pop_up.action_type_id(kind).extra(JOB, key.to_string());
        }
        pop_up.show().map_err(|error| format!("The notification could not be shown: {error}."))
    }
}
