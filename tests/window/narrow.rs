//! The window where there is room for one pane: the list, the job over it, the way back, and the lists in a drawer.

use lapwing_e2e::awkward;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::Market;
use lapwing_e2e::page::keys::{ENTER, ESCAPE, HOME};
use lapwing_e2e::page::{Page, marked};
use lapwing_e2e::pages::MainWindow;
use lapwing_e2e::wait::{PATIENCE, until};

use crate::journey::{self, JOB, SECOND_JOB};

#[test]
fn one_pane_shows_the_list_then_the_job_and_leads_back_and_the_lists_are_in_a_drawer() {
    let desktop = Desktop::new();
    let market = Market::silent("narrow");
    for posting in awkward::ALL {
        market.publish_object(posting.wire());
    }
    market.publish(&SECOND_JOB);
    market.publish(&JOB);
    let (program, page) = journey::watching(&desktop, &market);
    let window = MainWindow::on(&page);
    page.resize(480, 800);
    window.wait_for_rows();
    assert!(!page.has(&marked("job-page")), "the list has the window to itself");
    fits(&page);

    // By the mouse: into the job, to the next, and back to the same place.
    page.click(&format!("{}[aria-posinset=\"2\"]", marked("job-row")));
    window.wait_for_job(SECOND_JOB.title);
    assert!(!page.has(&marked("job-row")), "the job covers the list");
    fits(&page);
    page.click(&marked("action-save"));
    window.wait_for_job_state("saved");
    page.click(&marked("back"));
    window.wait_for_rows();
    until("the row that was read is the current one", PATIENCE, || {
        let current =
            format!("return document.querySelector('{}[data-current] .title')?.textContent", marked("job-row"));
        (page.run(&current) == SECOND_JOB.title).then_some(())
    });

    // By the keyboard, past everything that is hard to lay out.
    page.press(HOME);
    page.press(ENTER);
    window.wait_for_job(JOB.title);
    page.press('j');
    window.wait_for_job(SECOND_JOB.title);
    for posting in awkward::ALL.iter().rev() {
        page.press('j');
        window.wait_for_job(posting.title);
        window.unfold_all();
        fits(&page);
    }
    page.press(ESCAPE);
    window.wait_for_rows();

    // The lists.
    page.click(&marked("open-sidebar"));
    page.wait_for(&format!("{} {}", marked("drawer"), marked("view-saved")));
    fits(&page);
    page.click(&marked("view-saved"));
    page.wait_until_gone(&marked("drawer"));
    window.wait_for_row(SECOND_JOB.title);
    page.click(&marked("open-sidebar"));
    page.press(ESCAPE);
    page.wait_until_gone(&marked("drawer"));
    fits(&page);

    // Where there is room again, both are there.
    window.go('i');
    window.wait_for_row(JOB.title);
    page.press(HOME);
    page.press(ENTER);
    window.wait_for_job(JOB.title);
    page.resize(900, 700);
    window.wait_for_rows();
    window.wait_for_job(JOB.title);
    fits(&page);
    program.quit();
}

/// Nothing reaches over the edge of the window, and nothing has to be scrolled sideways.
#[track_caller]
fn fits(page: &Page) {
    const WIDE: &str = "const wide = [...document.querySelectorAll('body *')].filter((one) => {
        const { width, right, left } = one.getBoundingClientRect();
        const shown = width > 1 && one.checkVisibility() && one.closest('.unseen') === null;
        let around = one.parentElement;
        while (around !== null && getComputedStyle(around).overflowX === 'visible') around = around.parentElement;
        return shown && around === null && (right > innerWidth + 1 || left < -1);
      });
      if (document.scrollingElement.scrollWidth > innerWidth) wide.push(document.scrollingElement);
      for (const one of document.querySelectorAll('[data-testid=job-pane], [data-testid=job-rows]'))
        if (one.scrollWidth > one.clientWidth + 1) wide.push(one);
      return wide.map((one) => one.outerHTML.slice(0, 160));";
    let wide = page.run(WIDE);
    assert_eq!(wide, serde_json::json!([]), "{wide:#}");
}
