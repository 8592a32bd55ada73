//! Living in the tray: what closing the window gives back, and what opening it again brings back.

use std::time::{Duration, Instant};

use lapwing_e2e::command_line::{self, state_of};
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::{Market, Posting};
use lapwing_e2e::notifications::Notification;
use lapwing_e2e::page::Page;
use lapwing_e2e::pages::{MainWindow, Wizard};
use lapwing_e2e::processes;
use lapwing_e2e::program::Program;
use lapwing_e2e::wait::{PATIENCE, say, until};

use crate::journey::{self, JOB, SECOND_JOB, THIRD_JOB};

/// The process that draws pages.
const PAGE_PROCESS: &str = "WebKitWebProces";

/// Least share of the memory that closing the window gives back, in percent.
const GIVEN_BACK: u64 = 45;

/// Opening again takes well under a second; a busy computer gets this much.
const SOON: Duration = Duration::from_secs(5);

#[test]
fn closing_to_the_tray_gives_memory_back_and_opening_again_shows_the_same_place() {
    let desktop = Desktop::new();
    let market = Market::open("tray");
    let (program, page) = journey::watching(&desktop, &market);
    let window = MainWindow::on(&page);
    window.next();
    window.next();
    let job = window.shown_job();
    journey::wait_until_place_is_kept(&desktop, &page);
    assert!(program.children().iter().any(|name| name == PAGE_PROCESS), "{:?}", program.processes());
    let open = processes::memory_kib(program.id());

    program.close_window();
    until("the page's process ends", PATIENCE, || {
        (!program.children().iter().any(|name| name == PAGE_PROCESS)).then_some(())
    });
    let closed = processes::memory_kib(program.id());
    let given_back = 100 - closed * 100 / open;
    say(&format!("Memory: {open} KiB with the window, {closed} KiB in the tray: {given_back} % given back."));
    assert!(given_back >= GIVEN_BACK, "closing the window gives back {given_back} %");

    for _ in 0..2 {
        assert_eq!(open_from_the_tray(&desktop, &page), job, "the same place");
        program.close_window();
    }
    program.quit();
}

#[test]
fn it_goes_on_watching_in_the_tray_and_notifications_are_acted_on_from_there() {
    let desktop = Desktop::new();
    let market = Market::open("watcher");
    let (program, page) = journey::watching(&desktop, &market);
    program.close_window();
    let saved = check_from_the_tray(&desktop, &market, &JOB);
    desktop.notifications().act(&saved, "save");
    until("the job is saved", PATIENCE, || (state_of(&desktop, JOB.title) == "saved").then_some(()));
    let dismissed = check_from_the_tray(&desktop, &market, &SECOND_JOB);
    desktop.notifications().act(&dismissed, "dismiss");
    until("the job is dismissed", PATIENCE, || (state_of(&desktop, SECOND_JOB.title) == "dismissed").then_some(()));
    assert!(!program.has_window(), "neither needs the window");

    let opened = check_from_the_tray(&desktop, &market, &THIRD_JOB);
    desktop.notifications().act(&opened, "open");
    page.turn_to_the_window();
    MainWindow::on(&page).wait_for_job(THIRD_JOB.title);
    program.quit();
}

#[test]
fn notifications_are_snoozed_in_the_tray_and_shown_again() {
    let desktop = Desktop::new();
    let market = Market::open("snoozed");
    let (program, _page) = journey::watching(&desktop, &market);
    program.close_window();
    let told = desktop.notifications().all().len();
    desktop.tray.click("For an hour");
    desktop.tray.wait_for_line("Watching · no notifications until ");
    until("the menu offers to end it", PATIENCE, || {
        desktop.tray.menu().into_iter().find(|entry| entry.label.starts_with("Show them again (snoozed until "))
    });
    assert!(desktop.tray.menu().iter().any(|entry| entry.label == "Snooze notifications"));

    market.publish(&JOB);
    desktop.tray.click("Check now");
    until("the job is found", PATIENCE, || (command_line::jobs(&desktop, "observatory").len() == 1).then_some(()));
    desktop.tray.wait_for_line("Watching");
    assert_eq!(desktop.notifications().all().len(), told, "nothing is shown");

    desktop.tray.click("Show them again");
    desktop.notifications().next(told, JOB.title, |shown| shown.summary == JOB.title);
    until("the tray forgets the snooze", PATIENCE, || (desktop.tray.wait_for_line("") == "Watching").then_some(()));

    desktop.tray.click("Until tomorrow morning");
    let line = desktop.tray.wait_for_line("Watching · no notifications until ");
    assert!(line.ends_with("08:00"), "{line}");
    assert_eq!(desktop.notifications().all().len(), told + 1, "and it was told once");
    program.quit();
}

#[test]
fn a_hidden_start_is_one_process_until_a_second_start_opens_the_window() {
    let desktop = Desktop::new();
    let program = Program::start_hidden(&desktop);
    desktop.tray.menu();
    assert_eq!(program.children(), Vec::<String>::new(), "one process, no web view");
    assert!(!program.has_window());
    let hidden = processes::memory_kib(program.id());

    program.start_again(&desktop);
    until("the window opens", PATIENCE, || program.has_window().then_some(()));
    let page = program.page();
    Wizard::on(&page).wait_for("service");
    say(&format!("Memory: {hidden} KiB started hidden, {} KiB with the window.", processes::memory_kib(program.id())));
    program.quit();
}

#[test]
fn quit_in_the_tray_ends_everything() {
    quitting_ends_everything(|desktop, _| desktop.tray.click("Quit"));
}

/// Some desktops have no tray, and closing the window ends nothing.
#[test]
fn quit_in_the_window_ends_everything() {
    quitting_ends_everything(|_, page| page.press_quit());
}

fn quitting_ends_everything(quit: impl Fn(&Desktop, &Page)) {
    let desktop = Desktop::new();
    let mut program = Program::start(&desktop);
    let page = program.page();
    Wizard::on(&page).wait_for("service");
    let started = program.processes();
    quit(&desktop, &page);
    assert!(program.ended("Lapwing, told to quit").success());
    until("everything it started ends", PATIENCE, || {
        let left: Vec<u32> = processes::all().collect();
        (!started.iter().any(|process| left.contains(&process.id))).then_some(())
    });
}

/// Lets `job` be published and found, and gives back the notification about it.
fn check_from_the_tray(desktop: &Desktop, market: &Market, job: &Posting) -> Notification {
    let told = desktop.notifications().all().len();
    market.publish(job);
    desktop.tray.click("Check now");
    desktop.notifications().next(told, job.title, |shown| shown.summary == job.title)
}

/// Opens the window from the tray and gives back the title of the job it shows.
fn open_from_the_tray(desktop: &Desktop, page: &Page) -> String {
    let start = Instant::now();
    desktop.tray.click("Open");
    page.turn_to_the_window();
    let job = MainWindow::on(page).shown_job();
    let took = start.elapsed();
    say(&format!("The window is back, with its job, after {} ms.", took.as_millis()));
    assert!(took < SOON, "the window took {took:?}");
    job
}
