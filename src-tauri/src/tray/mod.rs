//! The icon in the tray and its menu. A desktop without a tray is no reason not to watch.

mod look;
mod panel;
mod snooze;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::{Timestamp, Zoned};
use lapwing_engine::Engine;
use tauri::image::Image;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager as _, Wry, include_image};
use tokio::sync::Notify;

use crate::data::Scratch;
use crate::farewell;
use crate::messages::{Message, text};
use crate::opening::Opening;
use crate::window;
use look::{Face, Look};
use snooze::{Chosen, SnoozeMenu};

const OPEN: &str = "open";
const CHECK: &str = "check";
const PAUSE: &str = "pause";
const QUIT: &str = "quit";

/// Shows the tray and keeps it true: looks again each time `changed` is notified, and when a snooze ends. Does not return.
pub async fn run(app: AppHandle, changed: Arc<Notify>) {
    let on_light = panel::is_light().await;
    let Some(tray) = put_up(&app, on_light).await else { return };
    loop {
        let (look, snoozed_until) = look(&app).await;
        tray.show(&app, look);
        tokio::select! {
            () = changed.notified() => {}
            () = snooze::end_of(snoozed_until) => {}
        }
    }
}

/// What the tray shows now, and until when notifications are snoozed.
async fn look(app: &AppHandle) -> (Look, Option<Timestamp>) {
    let Ok(engine) = app.state::<Opening>().engine().await else { return (Look::no_storage(), None) };
    match (engine.status().await, engine.settings().await, engine.snoozed_until().await) {
        (Ok(status), Ok(settings), Ok(until)) => {
            let now = Zoned::now();
            let snoozed = until.map(|until| snooze::told(&until.to_zoned(now.time_zone().clone()), &now));
            (Look::of(&status, settings.paused, snoozed.as_deref()), until)
        }
        _ => (Look::no_storage(), None),
    }
}

/// The tray on the main thread, which alone may touch it.
async fn put_up(app: &AppHandle, on_light: bool) -> Option<Arc<Tray>> {
    let (built, answer) = tokio::sync::oneshot::channel();
    let handle = app.clone();
    let sent = app.run_on_main_thread(move || {
        // The library that draws the icon is looked for when first used, and the crate that does so panics without it.
        let tray = catch_unwind(AssertUnwindSafe(|| Tray::build(&handle, on_light)));
        let _ = built.send(match tray {
            Ok(Ok(tray)) => Some(Arc::new(tray)),
            Ok(Err(error)) => {
                tracing::warn!(%error, "there is no tray");
                None
            }
            Err(_) => {
                tracing::warn!("there is no tray: the library for it is missing");
                None
            }
        });
    });
    sent.ok()?;
    answer.await.ok()?
}

struct Tray {
    icon: TrayIcon,
    line: MenuItem<Wry>,
    check: MenuItem<Wry>,
    pause: MenuItem<Wry>,
    snooze: SnoozeMenu,
    on_light: bool,
    shown: std::sync::Mutex<Option<Look>>,
}

impl Tray {
    fn build(app: &AppHandle, on_light: bool) -> tauri::Result<Self> {
        let first = Look::starting();
        let item = |id: &str, words: &str, enabled| MenuItem::with_id(app, id, words, enabled, None::<&str>);
        let line = item("line", &first.line, false)?;
        let open = item(OPEN, text(Message::TrayOpen), true)?;
        let check = item(CHECK, &first.check, first.can_check)?;
        let pause = item(PAUSE, first.pause, first.can_pause)?;
        let snooze = SnoozeMenu::build(app, &first)?;
        let quit = item(QUIT, text(Message::TrayQuit), true)?;
        let rule = || PredefinedMenuItem::separator(app);
        let menu = Menu::with_items(app, &[&line, &rule()?, &open, &check, &pause, &snooze.menu, &rule()?, &quit])?;
        let icon = TrayIconBuilder::with_id("lapwing")
            .icon(picture(first.face, on_light))
            .icon_as_template(true)
            .tooltip(&first.line)
            .temp_dir_path(app.state::<Scratch>().tray_icons())
            .menu(&menu)
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_menu_event(|app, event| chosen(app, &event))
            .on_tray_icon_event(|icon, event| clicked(icon, &event))
            .build(app)?;
        Ok(Self { icon, line, check, pause, snooze, on_light, shown: std::sync::Mutex::default() })
    }

    fn show(self: &Arc<Self>, app: &AppHandle, look: Look) {
        let tray = Arc::clone(self);
        let sent = app.run_on_main_thread(move || {
            if let Err(error) = tray.change(look) {
                tracing::warn!(%error, "the tray could not be changed");
            }
        });
        if let Err(error) = sent {
            tracing::warn!(%error, "the tray could not be reached");
        }
    }

    /// Changes what differs: an icon is a file on its way through the desktop.
    fn change(&self, look: Look) -> tauri::Result<()> {
        let mut shown = self.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if shown.as_ref() == Some(&look) {
            return Ok(());
        }
        if shown.as_ref().is_none_or(|before| before.face != look.face) {
            self.icon.set_icon_with_as_template(Some(picture(look.face, self.on_light)), true)?;
        }
        self.icon.set_tooltip(Some(format!("Lapwing: {}", look.line)))?;
        self.line.set_text(&look.line)?;
        self.check.set_text(&look.check)?;
        self.check.set_enabled(look.can_check)?;
        self.pause.set_text(look.pause)?;
        self.pause.set_enabled(look.can_pause)?;
        self.snooze.change(&look)?;
        *shown = Some(look);
        Ok(())
    }
}

fn picture(face: Face, on_light: bool) -> Image<'static> {
    match (face, on_light) {
        (Face::Watching, true) => include_image!("icons/tray/watching-on-light.png"),
        (Face::Watching, false) => include_image!("icons/tray/watching-on-dark.png"),
        (Face::Paused, true) => include_image!("icons/tray/paused-on-light.png"),
        (Face::Paused, false) => include_image!("icons/tray/paused-on-dark.png"),
        (Face::Problem, true) => include_image!("icons/tray/problem-on-light.png"),
        (Face::Problem, false) => include_image!("icons/tray/problem-on-dark.png"),
    }
}

fn clicked(icon: &TrayIcon, event: &TrayIconEvent) {
    let opens =
        matches!(event, TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. });
    if opens && !cfg!(target_os = "macos") {
        window::show(icon.app_handle());
    }
}

fn chosen(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        OPEN => window::show(app),
        CHECK => with_engine(app, |engine| async move { engine.check_now().await.map(drop) }),
        PAUSE => with_engine(app, |engine| async move {
            let paused = engine.settings().await?.paused;
            engine.set_paused(!paused).await
        }),
        QUIT => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move { farewell::quit(&app).await });
        }
        id => {
            if let Some(chosen) = Chosen::of(id) {
                with_engine(app, move |engine| chosen.act(engine));
            }
        }
    }
}

fn with_engine<F>(app: &AppHandle, work: impl FnOnce(Engine) -> F + Send + 'static)
where
    F: Future<Output = lapwing_engine::Result<()>> + Send,
{
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(error) = app.state::<Opening>().with(work).await {
            tracing::warn!(problem = error.message(), "an entry of the tray's menu failed");
        }
    });
}
