//! `first-look OUT.png`: what `make run` does where there is no display. Starts the program, walks through the sandbox
//! to its first live match, saves a picture of it and prints both.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("Usage: first-look OUT.png");
        return ExitCode::from(2);
    };
    // What did not come about is said by a panic; where in these sources that was helps nobody here.
    std::panic::set_hook(Box::new(|panic| {
        let sentence = panic.payload_as_str().unwrap_or("the first look failed");
        eprintln!("error: {sentence}");
    }));
    look::around(path.as_ref());
    ExitCode::SUCCESS
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("A first look without a display works on Linux only.");
    ExitCode::FAILURE
}

#[cfg(target_os = "linux")]
mod look {
    use std::path::Path;
    use std::time::Duration;

    use lapwing_e2e::desktop::Desktop;
    use lapwing_e2e::notifications::CLICK;
    use lapwing_e2e::pages::{MainWindow, Wizard};
    use lapwing_e2e::program::Program;
    use lapwing_e2e::wait::until;

    /// The sandbox lists something for this query at least every 45 seconds; checks come every minute.
    const QUERY: &str = "rust OR python OR react";
    const LONGEST: Duration = Duration::from_mins(2);

    pub fn around(path: &Path) {
        let desktop = Desktop::new();
        let program = Program::start(&desktop);
        let page = program.page();
        let wizard = Wizard::on(&page);
        wizard.look_around();
        wizard.write_first_search(QUERY);
        wizard.go_on_to("notifications");
        wizard.finish();
        let notifications = desktop.notifications();
        notifications.next(0, "what fits already", |_| true);

        println!("Lapwing watches its sandbox for “{QUERY}”. Waiting for the first new job that fits.");
        let told = until("a notification about new jobs", LONGEST, || notifications.all().into_iter().nth(1));
        let window = MainWindow::on(&page);
        if told.is_about_one_job() {
            notifications.act(&told, CLICK);
            window.wait_for_job(&told.summary);
        } else {
            window.show_arrived();
            window.next();
        }
        let job = window.shown_job();
        std::fs::write(path, page.picture()).expect("the picture can be written");
        println!("\n  {}\n  {}\n\nShown: {job}\nPicture: {}", told.summary, told.body, path.display());
        program.quit();
    }
}
