//! Postings by somebody who wants more than to be read: in the list, on the job's page, in notifications, in the tray and
//! in a terminal they are text, nobody is asked for anything, and the content policy holds should that ever fail.
//!
//! What cannot be seen from here is whether a name was looked up: the listener has an address, not a name.

mod texts;

use lapwing_e2e::command_line;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::listener::Listener;
use lapwing_e2e::market::Market;
use lapwing_e2e::notifications::{CLICK, Notification};
use lapwing_e2e::page::keys::{ENTER, ESCAPE};
use lapwing_e2e::page::{Page, marked};
use lapwing_e2e::pages::{MainWindow, Wizard};
use lapwing_e2e::program::Program;
use lapwing_e2e::wait::{PATIENCE, try_until, until};
use serde_json::{Value, json};

use crate::journey::{self, JOB};
use texts::Hostile;

/// What must stay where it is whatever a posting says.
const TOOLBAR: [&str; 3] = ["action-save", "action-dismiss", "status-line"];

/// What the content policy must have refused of `attempts.js`, by directive and the end of the address.
const REFUSED: [(&str, &str); 21] = [
    ("script-src-elem", "inline"),
    ("script-src-elem", "/script.js"),
    ("script-src-attr", "inline"),
    ("style-src-elem", "inline"),
    ("style-src-elem", "/css"),
    ("style-src-attr", "inline"),
    ("img-src", "/picture"),
    ("img-src", "/set"),
    ("img-src", "/drawn"),
    // Of what is framed only the origin is told.
    ("frame-src", ""),
    ("object-src", ""),
    ("media-src", "/video"),
    ("media-src", "/audio"),
    ("base-uri", ""),
    ("form-action", "/form"),
    ("font-src", "/font"),
    ("connect-src", "/fetch"),
    ("connect-src", "/opaque"),
    ("connect-src", "/socket"),
    ("connect-src", "/events"),
    ("connect-src", "/request"),
];

#[test]
fn a_hostile_posting_is_text_wherever_it_is_shown_and_asks_nobody_for_anything() {
    let desktop = Desktop::new();
    let browser = desktop.browser();
    let market = Market::silent("hostile");
    market.publish(&JOB);
    let listener = Listener::start();
    let (program, page) = journey::watching(&desktop, &market);
    let title = program.window_title();

    for hostile in texts::all() {
        let told = tell(&desktop, &page, &market, &hostile, &listener);
        desktop.notifications().act(&told, CLICK);
        read(&page, &hostile);
        assert_eq!(program.window_title(), title, "{}", hostile.name);
        assert_eq!(listener.heard(), [""; 0], "{}", hostile.name);
    }
    find_by_hostile_words(&page);
    change_under_the_readers_eyes(&page, &market);

    neutral("the tray", &desktop.tray.menu().into_iter().map(|entry| entry.label).collect::<Vec<_>>().join(" "));
    terminal(&desktop);
    assert_eq!(browser.opened(), [""; 0], "nothing was opened");
    listener.prove_that_it_hears();
    assert_eq!(listener.heard(), [""], "it heard the test and nobody else");
    program.quit();
}

#[test]
fn the_content_policy_refuses_what_a_script_in_the_page_tries() {
    let desktop = Desktop::new();
    let browser = desktop.browser();
    let listener = Listener::start();
    let program = Program::start(&desktop);
    let page = program.page();
    Wizard::on(&page).wait_for("service");
    let address = page.run("return location.href");

    page.run_until_called(include_str!("hostile/attempts.js"), &[json!(listener.authority())]);
    let told = || page.run("return window.__refused");
    let missing = |told: &Value| {
        let told: Vec<&str> = told.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let refused = |directive: &str, end: &str| {
            told.iter().any(|line| line.starts_with(&format!("{directive} ")) && line.ends_with(end))
        };
        REFUSED.into_iter().filter(|(directive, end)| !refused(directive, end)).collect::<Vec<_>>()
    };
    let all = try_until(PATIENCE, || missing(&told()).is_empty().then_some(()));
    assert!(all.is_some(), "not refused: {:?}; refused: {:#}", missing(&told()), told());
    let words = told().to_string();
    for thrown in ["\"eval\"", "\"function\"", "\"import\""] {
        assert!(words.contains(thrown), "{thrown} ran: {words}");
    }

    // Going elsewhere is none of the policy's business: the window refuses that.
    for leave in ["location.href = arguments[0]", "window.open(arguments[0])", "location.replace(arguments[0])"] {
        page.run_with(leave, &[json!(format!("http://{}/elsewhere", listener.authority()))]);
    }
    Wizard::on(&page).wait_for("service");
    assert_eq!(page.run("return location.href"), address);
    assert_eq!(page.run("return window.__hit ?? null"), Value::Null, "nothing ran");
    assert_eq!(browser.opened(), [""; 0], "nothing was opened");
    assert_eq!(listener.heard(), [""; 0]);
    listener.prove_that_it_hears();
    program.quit();
}

/// Has it published and told; what was told is neutral.
fn tell(desktop: &Desktop, page: &Page, market: &Market, hostile: &Hostile, listener: &Listener) -> Notification {
    let notifications = desktop.notifications();
    let before = notifications.all().len();
    market.publish_object(hostile.posting(&listener.authority()));
    MainWindow::on(page).check_now();
    let told = notifications.next(before, hostile.name, |shown| shown.summary.starts_with(&hostile.words()));
    neutral("its summary", &told.summary);
    neutral("its body", &told.body);
    assert!(!told.body.contains(['<', '>']), "markup in a body that is rendered: {}", told.body);
    for (_, label) in &told.actions {
        neutral("its actions", label);
    }
    told
}

/// Reads it in the list and in full, wide and narrow, with the mouse over whatever leads somewhere.
fn read(page: &Page, hostile: &Hostile) {
    let window = MainWindow::on(page);
    window.wait_for_job(&hostile.words());
    window.wait_for_row(&hostile.words());
    inspect(page, &marked("job-rows"), &hostile.words());
    window.unfold_all();
    page.hover(&format!("{} :is(a, [title])", marked("job-page")));
    inspect(page, &marked("job-page"), hostile.shows);
    page.press('m');
    page.wait_for("[role=dialog]");
    inspect(page, &marked("job-page"), hostile.shows);
    window.leave_dialog();
    page.resize(480, 800);
    window.wait_for_job(&hostile.words());
    inspect(page, &marked("job-page"), hostile.shows);
    page.resize(1280, 800);
    window.wait_for_row(&hostile.words());
}

/// What is typed is hostile, too: as a filter that finds, and as one that is refused with a sentence about it.
fn find_by_hostile_words(page: &Page) {
    let window = MainWindow::on(page);
    let filter = marked("filter");
    page.enter(&filter, "title:\"escaped <script>window\"");
    until("the filter finds one", PATIENCE, || (window.titles().len() == 1).then_some(()));
    window.wait_for_row("Rust escaped");
    page.enter(&filter, "<img/src=x/onerror=window.__hit='filter'>:1 (");
    page.wait_for(&format!("{filter}[aria-invalid=true]"));
    inspect(page, "body", "");
    page.enter(&filter, "rust");
    window.wait_for_row("Rust huge");
}

/// What a posting said before is in its history, beside what it says now.
fn change_under_the_readers_eyes(page: &Page, market: &Market) {
    let window = MainWindow::on(page);
    let id = market.publish_object(json!({"title": "Rust for a change", "description": "Before.", "job_type": 1,
        "buyer": {"country": "NO"}, "hourly_budget": {"min": 20, "max": 30}}));
    page.press(ESCAPE);
    page.wait_for_value(&marked("filter"), "");
    window.check_now();
    window.wait_for_toast("Checked: 1 new job fits");
    page.press('/');
    page.enter(&marked("filter"), "\"rust for a change\"");
    window.wait_for_row("Rust for a change");
    page.press(ENTER);
    window.wait_for_job("Rust for a change");
    let hostile = "Rust changed &lt;img src=x onerror=\"window.__hit='edit'\"&gt; \u{202e}turned";
    market.edit(
        &id,
        &json!({"title": hostile, "description": hostile, "hourly_budget": {"min": 90, "max": 95},
        "buyer": {"country": hostile, "city": hostile}, "skills": [hostile], "category": {"name": hostile}}),
    );
    window.check_now();
    window.wait_for_job("Rust changed");
    window.unfold_all();
    inspect(page, &marked("job-page"), "<img src=x onerror=\"window.__hit='edit'\">");
}

#[track_caller]
fn inspect(page: &Page, place: &str, legible: &str) {
    let in_view = TOOLBAR.map(marked);
    let covered = page.has("[role=dialog]") || !page.has(&marked("job-page"));
    let toolbar = if covered { json!([]) } else { json!(in_view) };
    let problems = page.run_with(include_str!("hostile/inspect.js"), &[json!(legible), json!(place), toolbar]);
    assert_eq!(problems, json!([]), "{problems:#}");
}

/// What is printed for people: two lines a job, and nothing that steers a terminal.
fn terminal(desktop: &Desktop) {
    let shown = command_line::shown(desktop, &["jobs", "--limit", "10000"]);
    assert_eq!(shown.lines().count(), 2 * command_line::jobs(desktop, "").len(), "{shown:.2000}");
    neutral("the terminal", &shown.replace('\n', " "));
}

/// No control character, and nothing that turns the direction of writing.
#[track_caller]
fn neutral(place: &str, text: &str) {
    let steers = |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let found: Vec<char> = text.chars().filter(steers).collect();
    assert!(found.is_empty(), "{place} is steered by {found:?}: {text:.500}");
}
