//! What `make run` does where there is no display: opens Lapwing in a virtual one, walks a newcomer's way to the first
//! live match in the sandbox, saves a picture of it, says both and ends.
//!
//! Needs a desktop session of its own, which `scripts/session.sh` makes.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used, reason = "it is run to say something")]

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let Some(picture) = std::env::args_os().nth(1).map(std::path::PathBuf::from) else {
        eprintln!("first-look PICTURE.png: where should the picture go?");
        return ExitCode::from(2);
    };
    let found = look::around();
    std::fs::write(&picture, &found.picture).expect("the picture can be written");
    println!("The sandbox's first match: {}\n    {}", found.title, found.body);
    println!("A picture of it: {}", picture.display());
    ExitCode::SUCCESS
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("A first look without a display works on Linux only. Open Lapwing instead.");
    ExitCode::from(2)
}

#[cfg(target_os = "linux")]
mod look {
    use std::time::Duration;

    use lapwing_e2e::desktop::Desktop;
    use lapwing_e2e::notifications::{CLICK, Notification};
    use lapwing_e2e::pages::{MainWindow, Wizard};
    use lapwing_e2e::program::Program;
    use lapwing_e2e::wait::until;

    /// How long a newcomer should have to wait at most.
    const FIRST_MATCH_WITHIN: Duration = Duration::from_secs(120);

    /// What there was to see.
    pub struct Found {
        pub title: String,
        pub body: String,
        pub picture: Vec<u8>,
    }

    /// From an empty profile to the first job that fits and was not there before.
    pub fn around() -> Found {
        let desktop = Desktop::new();
        let program = Program::start(&desktop);
        let page = program.page();
        let wizard = Wizard::on(&page);
        wizard.look_around();
        wizard.try_search("rust OR python OR react");
        wizard.go_on_to("notifications");
        wizard.finish();
        let window = MainWindow::on(&page);
        let first = until("a match", FIRST_MATCH_WITHIN, || desktop.notifications().all().into_iter().find(is_one_job));
        desktop.notifications().act(&first, CLICK);
        window.wait_for_job(&first.summary);
        let picture = page.picture();
        program.quit();
        Found { title: first.summary, body: first.body, picture }
    }

    /// Only a job of its own can be saved; summaries cannot.
    fn is_one_job(told: &Notification) -> bool {
        told.actions.iter().any(|(_, label)| label == "Save")
    }
}
