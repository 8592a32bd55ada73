//! The one window. It is optional: closed, its web view is gone and the watcher lives on; opened again, a new one is made.

use tauri::utils::Theme as SystemTheme;
use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager as _, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use tauri_specta::Event as _;
use tokio::sync::Notify;

use crate::data::Scratch;
use crate::dto::application::{Place, Theme};
use crate::dto::watching::ShowJob;
use crate::farewell::{self, Farewell};
use crate::preferences::WindowPreferences;
use crate::{drops, links};

/// Its name.
pub const LABEL: &str = "main";

/// `--paper` of the light and of the dark theme, in sRGB: what is seen until the page has painted.
const LIGHT_PAPER: Color = Color(249, 250, 252, 255);
const DARK_PAPER: Color = Color(19, 22, 28, 255);

/// Told when a page has been loaded for the first time.
#[derive(Default)]
pub struct FirstPage(pub Notify);

/// Shows the window, making it if there is none.
pub fn show(app: &AppHandle) {
    on_main_thread(app, |app| match app.get_webview_window(LABEL) {
        Some(window) => raise(&window),
        None => build(app),
    });
}

/// Shows a job in the window.
pub fn show_job(app: &AppHandle, id: &str) {
    // A window that is being built reads the place when its page asks; one that is open hears the event.
    if let Err(failure) = app.state::<WindowPreferences>().set_place(&Place::job(id.to_owned())) {
        tracing::warn!(%failure, "the place of a job was not kept");
    }
    let id = id.to_owned();
    on_main_thread(app, move |app| match app.get_webview_window(LABEL) {
        Some(window) => ShowJob { id }.emit_to(app, LABEL).and_then(|()| raise(&window)),
        None => build(app),
    });
}

/// Makes the window follow a theme that was just chosen.
pub fn follow(app: &AppHandle, theme: Theme) {
    on_main_thread(app, move |app| {
        let Some(window) = app.get_webview_window(LABEL) else { return Ok(()) };
        window.set_theme(fixed(theme))?;
        paint(&window)
    });
}

/// Whether there is a window, in sight or not.
pub fn is_open(app: &AppHandle) -> bool {
    app.get_webview_window(LABEL).is_some()
}

/// Puts the window out of sight.
pub fn hide(app: &AppHandle) {
    on_main_thread(app, |app| app.get_webview_window(LABEL).map_or(Ok(()), |window| window.hide()));
}

/// Has the window and its web view go, if that is still wanted when it is its turn.
pub fn destroy_if(app: &AppHandle, wanted: impl FnOnce(&AppHandle) -> bool + Send + 'static) {
    on_main_thread(app, |app| match app.get_webview_window(LABEL) {
        Some(window) if wanted(app) => window.destroy(),
        _ => Ok(()),
    });
}

/// Windows are made, shown and looked up in one place at a time, so that two callers cannot make two.
fn on_main_thread(app: &AppHandle, work: impl FnOnce(&AppHandle) -> tauri::Result<()> + Send + 'static) {
    let handle = app.clone();
    let sent = app.run_on_main_thread(move || {
        if let Err(error) = work(&handle) {
            tracing::error!(%error, "the window could not be shown");
        }
    });
    if let Err(error) = sent {
        tracing::error!(%error, "the window could not be reached");
    }
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.iter().find(|window| window.label == LABEL) else {
        return Err(tauri::Error::WindowNotFound);
    };
    let theme = app.state::<WindowPreferences>().looks().theme;
    let development = tauri::is_dev().then(|| app.config().build.dev_url.clone()).flatten();
    let first_page = app.clone();
    let window = WebviewWindowBuilder::from_config(app, config)?
        // Shown once it has the colour of its page, so that nothing flashes.
        .visible(false)
        .theme(fixed(theme))
        .data_directory(app.state::<Scratch>().web_view())
        .on_navigation(move |address: &Url| links::is_own_page(address, development.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_page_load(move |_, page| {
            if page.event() == PageLoadEvent::Finished {
                first_page.state::<FirstPage>().0.notify_one();
            }
        })
        .build()?;
    drops::listen(app, &window);
    let closes = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            farewell::close(&closes);
        }
    });
    paint(&window)?;
    raise(&window)
}

/// Opens the print dialog for what the window shows.
pub fn print(app: &AppHandle) {
    on_main_thread(app, |app| app.get_webview_window(LABEL).map_or(Ok(()), |window| window.print()));
}

fn raise(window: &WebviewWindow) -> tauri::Result<()> {
    window.state::<Farewell>().stay();
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

fn paint(window: &WebviewWindow) -> tauri::Result<()> {
    let paper = match window.theme()? {
        SystemTheme::Dark => DARK_PAPER,
        _ => LIGHT_PAPER,
    };
    window.set_background_color(Some(paper))
}

fn fixed(theme: Theme) -> Option<SystemTheme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(SystemTheme::Light),
        Theme::Dark => Some(SystemTheme::Dark),
    }
}
