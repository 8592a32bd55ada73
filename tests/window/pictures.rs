//! Pictures of the real window, for people to look at. Those in `docs/images/` are made here too, when
//! `LAPWING_WRITE_IMAGES=1` asks for it; their postings are the synthetic market's, written by nobody.

use std::fs;

use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::looks::{self, SIZES, THEMES};
use lapwing_e2e::market::Market;
use lapwing_e2e::page::Page;
use lapwing_e2e::pages::{MainWindow, Wizard};
use lapwing_e2e::pictures;
use lapwing_e2e::program::Program;

use crate::journey;

/// What README.md shows.
const SHOWN: [&str; 4] = ["inbox-light", "inbox-dark", "wizard-light", "usage-light"];

#[test]
fn the_window_follows_the_desktop_between_light_and_dark_and_is_pictured_in_both() {
    let desktop = Desktop::new();
    let market = Market::synthetic();
    let program = Program::start(&desktop);
    let page = program.page();

    let wizard = Wizard::on(&page);
    wizard.wait_for("service");
    take(&desktop, &page, "service");
    wizard.choose_jobs_api();
    wizard.go_back_to("getKey");
    take(&desktop, &page, "get-key");
    wizard.go_on_to("key");
    wizard.point_at(market.address());
    wizard.type_key(market.key());
    wizard.test_key();
    take(&desktop, &page, "wizard");
    wizard.go_on_to("search");
    journey::write_search(&desktop, &page);
    take(&desktop, &page, "search");
    wizard.go_on_to("notifications");
    wizard.send_test_notification();
    wizard.confirm_notification();
    take(&desktop, &page, "notifications");
    wizard.finish();

    let window = MainWindow::on(&page);
    window.wait_for_state("watching");
    window.next();
    window.wait_for_job_state("seen");
    take(&desktop, &page, "inbox");
    window.open_settings();
    take(&desktop, &page, "settings");
    window.open_rotation();
    take(&desktop, &page, "rotation");
    window.close_dialog();
    window.open_usage();
    take(&desktop, &page, "usage");
    window.open_new_search();
    window.choose_times_of_day();
    take(&desktop, &page, "new-search");
    program.quit();
}

/// Pictures of a view in both themes and all sizes; the largest may go into the documents.
fn take(desktop: &Desktop, page: &Page, view: &str) {
    for (scheme, theme) in THEMES.into_iter().rev() {
        looks::turn(desktop, page, scheme);
        for (width, height) in SIZES {
            page.resize(width, height);
            let name = format!("{view}-{theme}");
            let path = pictures::keep(&format!("{name}-{width}x{height}"), &page.picture());
            if width == SIZES[0].0 && SHOWN.contains(&name.as_str()) && wanted_in_documents() {
                let folder = pictures::root().join("docs/images");
                fs::create_dir_all(&folder).unwrap();
                fs::copy(&path, folder.join(format!("{name}.png"))).unwrap();
            }
        }
        page.resize(SIZES[0].0, SIZES[0].1);
    }
}

fn wanted_in_documents() -> bool {
    std::env::var_os("LAPWING_WRITE_IMAGES").is_some_and(|asked| asked == "1")
}
