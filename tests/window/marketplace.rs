//! The marketplace API: from the wizard through the browser to a notification, and what is left of it.

use std::net::TcpListener;

use lapwing_e2e::command_line;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::keyring;
use lapwing_e2e::market::Market;
use lapwing_e2e::needles::Needles;
use lapwing_e2e::notifications::CLICK;
use lapwing_e2e::page::Page;
use lapwing_e2e::pages::{MainWindow, Wizard};
use lapwing_e2e::program::Program;
use lapwing_e2e::wait::{PATIENCE, until};
use serde_json::Value;

use crate::journey::{JOB, QUERY, SEARCH};

#[test]
fn from_the_wizard_through_the_browser_to_a_notification_about_a_posting_that_is_kept_nowhere() {
    let desktop = Desktop::new();
    let browser = desktop.browser();
    let market = Market::open("official");
    let port = free_port();
    let program = Program::start(&desktop);
    let page = program.page();
    let wizard = Wizard::on(&page);

    wizard.choose_marketplace();
    wizard.name_client(market.client_id(), port, market.address());
    wizard.type_key(market.client_secret());
    wizard.go_on_to("authorize");

    // Refused first, so that the way back is walked, too.
    wizard.authorize();
    let asked = browser.next(0);
    browser.follow(&browser.visit(&asked), "deny");
    assert!(wizard.authorization_problem().contains("refused"));
    wizard.authorize();
    let asked = browser.next(1);
    assert!(asked.starts_with(market.address()) && !asked.contains("scope"), "{asked}");
    let consent = browser.visit(&asked);
    let ended = browser.follow(&consent, "allow");
    assert!(ended.address.starts_with(&format!("http://127.0.0.1:{port}/callback")), "{}", ended.address);
    assert!(!ended.html.contains("<script"), "{}", ended.html);
    wizard.wait_until_authorized();
    wizard.go_on_to("key");
    let report = wizard.test_key();
    assert!(!report.is_empty());
    wizard.go_on_to("search");
    wizard.write_query(QUERY);
    wizard.name_search(SEARCH);
    wizard.go_on_to("notifications");
    wizard.send_test_notification();
    wizard.confirm_notification();
    wizard.finish();

    let notifications = desktop.notifications();
    let window = MainWindow::on(&page);
    window.check_now();
    notifications.next(0, "the baseline", |shown| shown.summary.ends_with("already fit"));
    window.wait_for_rows();
    let before = notifications.all().len();
    market.publish(&JOB);
    window.check_now();
    let told = notifications.next(before, JOB.title, |shown| shown.summary == JOB.title);
    notifications.act(&told, CLICK);
    window.wait_for_job(JOB.title);
    window.save();
    window.wait_for_job_state("saved");
    nothing_is_kept(&desktop, &market, &page);
    background_is_explained_first(&desktop, &window);
    program.quit();

    // What its user marked stays, without a word of what it said.
    let stored = command_line::jobs(&desktop, "");
    assert_eq!(stored.len(), 1, "{stored:?}");
    assert!(Needles::of(JOB.title).below(desktop.profile()).is_empty());
    forget_keys(&desktop);
}

/// Neither secret, tokens nor text is in a file or in the page's reach; the secrets are in the keyring.
fn nothing_is_kept(desktop: &Desktop, market: &Market, page: &Page) {
    let held = keyring::items(desktop.bus(), "lapwing");
    let holds = |what: &str| held.iter().filter(|item| contains(&item.secret, what)).count();
    assert_eq!((holds(market.client_secret()), holds("oauth2v2_")), (1, 1), "the secret, and one pair of tokens");
    let secret = Needles::of(market.client_secret());
    assert_eq!(secret.below(&desktop.data_dir()), [""; 0]);
    assert_eq!(secret.in_bytes(page.everything().as_bytes()), [""; 0]);
    assert_eq!(Needles::of(JOB.title).below(&desktop.data_dir()), [""; 0], "its text is in no file");
    assert_eq!(Needles::of("lighthouse keeper").below(&desktop.data_dir()), [""; 0]);
    for token in ["oauth2v2_access", "oauth2v2_refresh"] {
        assert_eq!(Needles::of(&format!("{token}_")).below(desktop.profile()), [""; 0]);
    }
}

/// Checking in the background is off until its user was told what is known of whether it is allowed.
fn background_is_explained_first(desktop: &Desktop, window: &MainWindow<'_>) {
    let interval = || command_line::document(desktop, &["plan"])["streams"][0]["interval_seconds"].clone();
    assert_eq!(interval(), Value::Null);
    let terms = window.ask_for_the_background();
    assert!(terms.contains("15 minutes") && terms.contains("14 days"), "{terms}");
    window.answer_about_the_background(false);
    assert_eq!(interval(), Value::Null, "left off");
    window.ask_for_the_background();
    window.answer_about_the_background(true);
    until("it is asked in the background", PATIENCE, || (interval() == 900).then_some(()));
}

/// Tests share the keyring.
fn forget_keys(desktop: &Desktop) {
    let sources = command_line::document(desktop, &["source", "list"]);
    command_line::run(desktop, &["source", "remove", sources[0]["name"].as_str().unwrap()]);
    until("the keyring is left as it was", PATIENCE, || {
        let held = keyring::items(desktop.bus(), "lapwing");
        held.iter().all(|item| !contains(&item.secret, "oauth2v2_")).then_some(())
    });
}

fn contains(hay: &[u8], needle: &str) -> bool {
    hay.windows(needle.len()).any(|window| window == needle.as_bytes())
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
