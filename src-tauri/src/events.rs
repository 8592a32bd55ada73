//! What the window and the tray are told: that something changed, never what.

use std::sync::Arc;

use lapwing_engine::{Changed, EventSink};
use tauri::AppHandle;
use tauri_specta::Event as _;
use tokio::sync::Notify;

use crate::dto::watching;

/// Passes changes on to the window and wakes the tray.
pub struct Events {
    app: AppHandle,
    tray: Arc<Notify>,
}

impl Events {
    /// For `app`; `tray` is notified when the status may have changed.
    pub fn new(app: AppHandle, tray: Arc<Notify>) -> Self {
        Self { app, tray }
    }
}

impl EventSink for Events {
    fn changed(&self, changed: Changed) {
        if changed.status {
            self.tray.notify_one();
        }
        if let Err(error) = watching::Changed::from(changed).emit(&self.app) {
            tracing::warn!(%error, "the window was not told of a change");
        }
    }
}
