//! What axe finds in the window as `WebKit` draws it: nothing, in every view, light and dark, wide and narrow.

use lapwing_e2e::audit::Audit;
use lapwing_e2e::awkward;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::journey::{self, JOB};
use lapwing_e2e::looks::{self, SIZES, Size, THEMES};
use lapwing_e2e::market::Market;
use lapwing_e2e::page::Page;
use lapwing_e2e::pages::MainWindow;
use lapwing_e2e::program::Program;
use lapwing_e2e::tour;

#[test]
fn axe_finds_nothing_in_any_step_of_the_first_run() {
    let desktop = Desktop::new();
    let market = Market::silent("axe-wizard");
    market.publish(&JOB);
    let program = Program::start(&desktop);
    let page = program.page();
    let mut findings = Findings::new(&desktop, &page);
    tour::wizard(&desktop, &page, &market, &mut |view, sizes| findings.look(view, sizes));
    findings.are_none();
    program.quit();
}

#[test]
fn axe_finds_nothing_in_any_view_without_jobs() {
    let desktop = Desktop::new();
    let market = Market::silent("axe-none");
    let (program, page) = journey::watching(&desktop, &market);
    let mut findings = Findings::new(&desktop, &page);
    tour::main_window(&page, false, &mut |view, sizes| findings.look(view, sizes));
    findings.are_none();
    program.quit();
}

#[test]
fn axe_finds_nothing_in_any_view_with_jobs() {
    let desktop = Desktop::new();
    let market = Market::silent("axe-jobs");
    for posting in awkward::ALL {
        market.publish_object(posting.wire());
    }
    for job in [&journey::SECOND_JOB, &journey::THIRD_JOB, &JOB] {
        market.publish(job);
    }
    let (program, page) = journey::watching(&desktop, &market);
    MainWindow::on(&page).wait_for_rows();
    journey::put_on_their_way(&page);
    let mut findings = Findings::new(&desktop, &page);
    tour::main_window(&page, true, &mut |view, sizes| findings.look(view, sizes));
    findings.are_none();
    program.quit();
}

/// What was found, with where it was.
struct Findings<'a> {
    desktop: &'a Desktop,
    page: &'a Page,
    audit: Audit,
    views: usize,
    lines: Vec<String>,
}

impl<'a> Findings<'a> {
    fn new(desktop: &'a Desktop, page: &'a Page) -> Self {
        page.resize(SIZES[0].0, SIZES[0].1);
        Self { desktop, page, audit: Audit::new(), views: 0, lines: Vec::new() }
    }

    /// Looks at a view at its widest and at its narrowest: what lies between has nothing of its own.
    fn look(&mut self, view: &str, sizes: &[Size]) {
        self.views += 1;
        let ends = [sizes.first(), sizes.last().filter(|_| sizes.len() > 1)];
        for (width, height) in ends.into_iter().flatten() {
            self.page.resize(*width, *height);
            for (scheme, theme) in THEMES {
                looks::turn(self.desktop, self.page, scheme);
                let found = self.audit.of(self.page);
                self.lines.extend(found.into_iter().map(|line| format!("{view}, {theme}, {width}x{height}: {line}")));
            }
        }
        self.page.resize(SIZES[0].0, SIZES[0].1);
    }

    #[track_caller]
    fn are_none(self) {
        assert!(self.views > 0, "it looked at something");
        assert!(self.lines.is_empty(), "axe found, in {} views:\n{}", self.views, self.lines.join("\n"));
    }
}
