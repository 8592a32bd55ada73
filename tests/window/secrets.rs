//! Where the key must not be: anywhere but in the keyring.

use std::fs;

use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::keyring;
use lapwing_e2e::market::Market;
use lapwing_e2e::needles::Needles;
use lapwing_e2e::page::Page;
use lapwing_e2e::pages::{MainWindow, Wizard};
use lapwing_e2e::processes;
use lapwing_e2e::program::Program;

use crate::journey::{self, JOB};

#[test]
fn the_key_is_in_no_file_no_process_and_not_in_the_page() {
    let desktop = Desktop::new();
    let market = Market::open("hidden");
    let needles = Needles::of(market.key());
    let program = Program::start(&desktop);
    let page = program.page();
    journey::bring_in_key(&page, &market);
    in_no_page(&needles, &page);
    journey::search_and_finish(&desktop, &page);
    market.publish(&JOB);
    let window = MainWindow::on(&page);
    window.check_now();
    window.wait_for_toast("Checked: 1 new job fits");

    in_no_page(&needles, &page);
    in_no_process(&needles, &program);
    in_no_file(&needles, market.key(), &desktop);
    program.quit();
    in_no_file(&needles, market.key(), &desktop);
}

#[test]
fn a_pasted_key_is_cleaned_said_so_and_cleared_from_the_clipboard() {
    let desktop = Desktop::new();
    let market = Market::open("pasted");
    let key = market.key();
    let mut clipboard = arboard::Clipboard::new().unwrap();
    let program = Program::start(&desktop);
    let page = program.page();
    let wizard = Wizard::on(&page);
    wizard.choose_jobs_api();
    wizard.point_at(market.address());
    clipboard.set_text(format!("  X-API-KEY: \"{key}\" \n")).unwrap();
    let notes = wizard.paste_key();
    assert!(!notes.is_empty(), "what was cleaned is said");
    assert!(clipboard.get_text().is_ok_and(|text| text.contains(key)), "the clipboard is its owner's until told");
    wizard.clear_clipboard();
    assert!(!clipboard.get_text().is_ok_and(|text| text.contains(key)), "the clipboard still holds the key");
    assert!(wizard.test_key().contains("Key accepted"));
    in_no_page(&Needles::of(key), &page);
    wizard.go_on_to("search");
    let kept = keyring::items(desktop.bus(), "lapwing");
    assert!(kept.iter().any(|item| item.secret.ends_with(key.as_bytes())), "the key is kept as it was meant");
    program.quit();
}

#[test]
fn a_key_in_the_environment_is_taken_out_of_it() {
    let desktop = Desktop::new();
    let market = Market::open("environment");
    let needles = Needles::of(market.key());
    let program = Program::start_with_key(&desktop, market.key());
    let page = program.page();
    let wizard = Wizard::on(&page);
    wizard.choose_jobs_api();
    wizard.point_at(market.address());
    wizard.take_key_from_environment();
    assert!(wizard.test_key().contains("Key accepted"));
    in_no_process(&needles, &program);
    in_no_page(&needles, &page);
    program.quit();
}

/// The page, which is first seen to tell what it knows.
fn in_no_page(needles: &Needles, page: &Page) {
    page.run("sessionStorage.setItem('told', 'what the page keeps')");
    let everything = page.everything();
    page.run("sessionStorage.removeItem('told')");
    assert!(everything.contains("what the page keeps"), "the page's storage is looked into: {everything}");
    assert!(everything.contains("data-testid"), "the page's markup is looked into");
    assert_eq!(needles.in_bytes(everything.as_bytes()), Vec::<&str>::new(), "the key is in the page");
}

/// Every process there is, not only Lapwing's own: a key in an argument would be anybody's to read.
fn in_no_process(needles: &Needles, program: &Program) {
    let ours = processes::shown(program.id());
    assert!(ours.windows(4).any(|bytes| bytes == b"HOME"), "what a process shows is looked into");
    for process in processes::all() {
        let found = needles.in_bytes(&processes::shown(process));
        assert_eq!(found, Vec::<&str>::new(), "the key is shown by process {process}");
    }
}

/// The whole profile: data, settings, caches, logs. The keyring's own encrypted file lies in the session's.
fn in_no_file(needles: &Needles, key: &str, desktop: &Desktop) {
    let planted = desktop.profile().join("planted");
    fs::write(&planted, format!("key={key}")).unwrap();
    let found = needles.below(desktop.profile());
    fs::remove_file(&planted).unwrap();
    assert_eq!(found, [format!("{}: UTF-8", planted.display())], "only what was planted is found");
    let known = Needles::of(JOB.title).below(&desktop.data_dir());
    assert!(!known.is_empty(), "what is known to be stored is found");
}
