//! Before the window goes, its page saves what is written in it and not saved yet.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager as _};
use tauri_specta::Event as _;
use tokio::sync::watch;

use crate::dto::watching::Leaving;
use crate::window;

/// A page that has not answered by then has not come yet, or hangs.
const WITHIN: Duration = Duration::from_secs(1);

/// How far a window is with going.
#[derive(Default)]
pub struct Farewell {
    /// Whether the page could save everything, as it said last.
    saved: watch::Sender<bool>,
    /// The window is hidden and goes once its page has saved what it had.
    closing: AtomicBool,
    /// The page could not save everything, which its user has seen.
    warned: AtomicBool,
}

impl Farewell {
    /// The page has saved what it had, all of it or not.
    pub fn saved(&self, all: bool) {
        self.saved.send_replace(all);
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
        if may_go(&app).await {
            window::destroy_if(&app, |app| app.state::<Farewell>().closing.swap(false, Ordering::SeqCst));
        } else {
            window::show(&app);
        }
    });
}

/// Ends the program, as its user wishes, once the page of its window has saved what it had.
pub async fn quit(app: &AppHandle) {
    if may_go(app).await {
        app.exit(0);
    } else {
        window::show(app);
    }
}

/// Ends the program because the session ends, which waits for nobody who hesitates.
pub async fn end(app: &AppHandle) {
    saves_all(app).await;
    app.exit(0);
}

/// Whether the window may go. Where something could not be saved, the page says so, and may go when asked again.
async fn may_go(app: &AppHandle) -> bool {
    let all = saves_all(app).await;
    all | app.state::<Farewell>().warned.swap(!all, Ordering::SeqCst)
}

/// Has the page save what it has, and waits until it says that it did. Answers whether nothing is left that it could not
/// save.
async fn saves_all(app: &AppHandle) -> bool {
    if !window::is_open(app) {
        return true;
    }
    // Listens from here on, so that no answer is too early.
    let mut saved = app.state::<Farewell>().saved.subscribe();
    if let Err(error) = Leaving.emit_to(app, window::LABEL) {
        tracing::warn!(%error, "the page was not told that its window goes");
        return true;
    }
    let answered = tokio::time::timeout(WITHIN, saved.changed()).await;
    if answered.is_err() {
        tracing::warn!("the page did not say whether everything is saved");
        return true;
    }
    *saved.borrow()
}
