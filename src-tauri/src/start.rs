//! Starting and ending: what is put together, in which order, and how it is taken apart.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use lapwing_engine::{Engine, OsVault, Ports, SystemClock, SystemRandom, Writer};
use tauri::{App, AppHandle, Manager as _, RunEvent, Wry};
use tauri_plugin_window_state::StateFlags;
use tokio::sync::Notify;

use crate::arguments::{self, Arguments, Asked};
use crate::bindings;
use crate::clipboard::SystemClipboard;
use crate::data::{Places, Scratch};
use crate::drops::DroppedFile;
use crate::environment::StartEnvironment;
use crate::events::Events;
use crate::farewell::{self, Farewell};
use crate::notifications::{self, Desktop};
use crate::opening::Opening;
use crate::preferences::WindowPreferences;
use crate::sandbox_host::InProcess;
use crate::tray;
use crate::window::{self, FirstPage};

/// A window whose page has not come by then is not waited for any longer.
const FIRST_PAGE_WITHIN: Duration = Duration::from_secs(5);

/// How to run.
pub struct Plan {
    /// Begin in the tray, without a window.
    pub hidden: bool,
    /// Where everything is kept.
    pub places: Places,
    /// Whether that is a place of its own, beside the user's usual one.
    pub own_data_dir: bool,
    /// The keys in the environment.
    pub environment: StartEnvironment,
}

/// Runs the program until it is ended.
///
/// # Errors
/// When the desktop cannot be reached at all.
pub fn run(plan: Plan) -> tauri::Result<()> {
    let bindings = bindings::builder();
    let context = tauri::generate_context!();
    let app = plugins(&plan, &context.config().identifier)
        .invoke_handler(bindings.invoke_handler())
        .setup(move |app| {
            bindings.mount_events(app);
            set_up(app, plan)
        })
        .build(context)?;
    app.run(|app, event| match event {
        // The last window was closed: the tray stays. Quitting comes with a code.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        RunEvent::Exit => end(app),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        _ => {}
    });
    Ok(())
}

fn plugins(plan: &Plan, identifier: &str) -> tauri::Builder<Wry> {
    let mut size = StateFlags::SIZE | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    if !cfg!(target_os = "linux") {
        // Linux window managers place windows themselves; Wayland allows nothing else.
        size |= StateFlags::POSITION;
    }
    tauri::Builder::default()
        // First, so that a second start ends before anything else happens.
        .plugin(
            tauri_plugin_single_instance::Builder::new()
                .dbus_id(instance_name(plan, identifier))
                .callback(|app, arguments, _| started_again(app, arguments))
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(size)
                .with_filename(plan.places.window_state().to_string_lossy())
                .build(),
        )
}

/// A second start shows the window, unless it asked to stay out of sight, as the one at login does.
fn started_again(app: &AppHandle, arguments: Vec<String>) {
    match arguments::read(arguments.into_iter().skip(1).map(Into::into)) {
        Ok(Asked::Run(Arguments { hidden: true, .. })) => {}
        _ => window::show(app),
    }
}

/// One instance per data directory, as far as the name on the bus can tell them apart.
fn instance_name(plan: &Plan, identifier: &str) -> String {
    if plan.own_data_dir { plan.places.instance_name(identifier) } else { identifier.to_owned() }
}

fn set_up(app: &mut App, plan: Plan) -> Result<(), Box<dyn Error>> {
    if let Err(error) = plan.places.make_private() {
        tracing::warn!(%error, "the data directory cannot be written");
    }
    let handle = app.handle().clone();
    let scratch = Scratch::new(&handle.path().cache_dir()?, &instance_name(&plan, &handle.config().identifier));
    if let Err(error) = scratch.make() {
        tracing::warn!(%error, "the cache directory cannot be written");
    }
    app.manage(scratch);
    app.manage(WindowPreferences::open(&handle, &plan.places.preferences())?);
    app.manage(plan.places);
    app.manage(Opening::default());
    app.manage(SystemClipboard::default());
    app.manage(FirstPage::default());
    app.manage(Farewell::default());
    app.manage(DroppedFile::default());
    notifications::prepare(&handle)?;
    if !plan.hidden {
        window::show(&handle);
    }
    tauri::async_runtime::spawn(begin(handle.clone(), plan.environment, plan.hidden));
    tauri::async_runtime::spawn(quit_when_told(handle));
    Ok(())
}

/// Opens the engine beside the window, then does what can wait until the window has its page.
async fn begin(app: AppHandle, environment: StartEnvironment, hidden: bool) {
    let changed = Arc::new(Notify::new());
    let ports = Ports {
        clock: Arc::new(SystemClock::start()),
        random: Arc::new(SystemRandom),
        notifier: Some(Desktop::new(app.clone())),
        events: Arc::new(Events::new(app.clone(), Arc::clone(&changed))),
        vault: Arc::new(OsVault::new()),
        environment: Arc::new(environment),
        sandbox: Arc::new(InProcess::default()),
    };
    let opened = Engine::open(app.state::<Places>().data_dir(), Writer::Window, ports).await;
    if let Err(error) = &opened {
        tracing::error!(%error, "the data could not be opened");
    }
    app.state::<Opening>().settle(opened.map_err(Into::into));
    if !hidden {
        // Its failure is the time that ran out, which is as good a moment as any.
        let _ = tokio::time::timeout(FIRST_PAGE_WITHIN, app.state::<FirstPage>().0.notified()).await;
    }
    if let Some(engine) = app.state::<Opening>().open_engine() {
        engine.start_watching();
    }
    tray::run(app, changed).await;
}

/// Ends the program in order when the session ends or somebody presses Ctrl+C.
async fn quit_when_told(app: AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut terminate), Ok(mut hang_up), Ok(mut interrupt)) =
            (signal(SignalKind::terminate()), signal(SignalKind::hangup()), signal(SignalKind::interrupt()))
        else {
            return;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    farewell::end(&app).await;
}

fn end(app: &AppHandle) {
    if let Some(engine) = app.state::<Opening>().open_engine() {
        tauri::async_runtime::block_on(engine.close());
    }
}
