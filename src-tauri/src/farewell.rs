//! Before the window goes, its page saves what is written in it and not saved yet.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager as _};
use tauri_specta::Event as _;
use tokio::sync::Notify;

use crate::dto::watching::Leaving;
use crate::window;

/// A page that has not answered by then has not come yet, or hangs.
const WITHIN: Duration = Duration::from_secs(1);

/// How far a window is with going.
#[derive(Default)]
pub struct Farewell {
    /// The page has saved what it had.
    saved: Notify,
    /// The window is hidden and goes once its page has saved what it had.
    closing: AtomicBool,
}

impl Farewell {
    /// The page has saved what it had.
    pub fn saved(&self) {
        self.saved.notify_waiters();
    }

    /// The window is wanted after all.
    pub fn stay(&self) {
        self.closing.store(false, Ordering::SeqCst);
    }
}

/// Hides the window at once, and has it go once its page has saved what it had, unless it is wanted again meanwhile.
pub fn close(app: &AppHandle) {
    app.state::<Farewell>().closing.store(true, Ordering::SeqCst);
    window::hide(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        ask_page(&app).await;
        window::destroy_if(&app, |app| app.state::<Farewell>().closing.swap(false, Ordering::SeqCst));
    });
}

/// Ends the program once the page of its window has saved what it had.
pub async fn quit(app: &AppHandle) {
    ask_page(app).await;
    app.exit(0);
}

/// Has the page save what it has, and waits until it says that it did.
async fn ask_page(app: &AppHandle) {
    if !window::is_open(app) {
        return;
    }
    let farewell = app.state::<Farewell>();
    let saved = farewell.saved.notified();
    tokio::pin!(saved);
    // Listens from here on, so that no answer is too early.
    saved.as_mut().enable();
    if let Err(error) = Leaving.emit_to(app, window::LABEL) {
        tracing::warn!(%error, "the page was not told that its window goes");
        return;
    }
    if tokio::time::timeout(WITHIN, saved).await.is_err() {
        tracing::warn!("the page did not say whether everything is saved");
    }
}
