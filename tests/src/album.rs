//! Pictures of every view, in every size and theme, with none, one and ten thousand jobs.

mod sheets;

use std::fs;
use std::path::{Path, PathBuf};

use crate::awkward;
use crate::desktop::Desktop;
use crate::journey::{self, JOB};
use crate::looks::{self, SIZES, Size, THEMES};
use crate::market::Market;
use crate::page::keys::{ENTER, HOME};
use crate::page::{Page, marked};
use crate::pages::MainWindow;
use crate::program::Program;
use crate::stock::{self, Stock};
use crate::tour;
use crate::wait::say;

/// Jobs of a window that was open for months.
const MANY: Stock = Stock { stored: 10_000, inbox: 10_000 };

/// Takes the pictures that are wanted, all of them when none is named, into `folder`: one folder for each content, and in
/// it `VIEW-WIDTHxHEIGHT-THEME.png`. The sheets lie beside these folders.
///
/// # Panics
/// When a view cannot be reached or a picture not be written.
pub fn make(folder: &Path, wanted: &[String]) {
    let contents: [(&str, Take); 5] =
        [("first-run", first_run), ("none", none), ("one", one), ("many", many), ("awkward", awkward)];
    for (content, take) in contents {
        if wanted.is_empty() || wanted.iter().any(|name| name == content) {
            let album = Album { folder: folder.join(content), desktop: Desktop::new() };
            fs::create_dir_all(&album.folder).expect("the folder can be made");
            take(&album);
            say(&format!("{content}: {} pictures in {}", sheets::of(&album.folder), album.folder.display()));
        }
    }
}

/// Takes the pictures of one content.
type Take = fn(&Album);

/// The pictures of one content.
struct Album {
    folder: PathBuf,
    desktop: Desktop,
}

impl Album {
    /// A view in all of `sizes`, light and dark.
    fn take(&self, page: &Page, view: &str, sizes: &[Size]) {
        for (scheme, theme) in THEMES {
            looks::turn(&self.desktop, page, scheme);
            for (width, height) in sizes {
                page.resize(*width, *height);
                let path = self.folder.join(format!("{view}-{width}x{height}-{theme}.png"));
                fs::write(path, page.picture()).expect("a picture can be written");
            }
        }
        page.resize(SIZES[0].0, SIZES[0].1);
    }

    fn of_main_window(&self, page: &Page, jobs: bool) {
        page.resize(SIZES[0].0, SIZES[0].1);
        tour::main_window(page, jobs, &mut |view, sizes| self.take(page, view, sizes));
    }
}

fn first_run(album: &Album) {
    let market = Market::synthetic();
    let program = Program::start(&album.desktop);
    let page = program.page();
    tour::wizard(&album.desktop, &page, &market, &mut |view, sizes| album.take(&page, view, sizes));
    program.quit();

    fs::write(album.desktop.data_dir().join("lapwing.db"), b"this is no database, and never was one")
        .expect("it can be spoilt");
    let program = Program::start(&album.desktop);
    let page = program.page();
    page.wait_for(&marked("storage-problem"));
    album.take(&page, "storage-problem", &SIZES);
    program.quit();
}

fn none(album: &Album) {
    let market = Market::silent("none");
    let (program, page) = journey::watching(&album.desktop, &market);
    album.of_main_window(&page, false);
    program.quit();
}

fn one(album: &Album) {
    let market = Market::silent("one");
    market.publish(&JOB);
    let (program, page) = journey::watching(&album.desktop, &market);
    MainWindow::on(&page).wait_for_rows();
    album.of_main_window(&page, true);
    program.quit();
}

fn many(album: &Album) {
    let market = Market::silent("many");
    let (program, page) = stock::long_used(&album.desktop, &market, MANY);
    journey::put_on_their_way(&page);
    album.of_main_window(&page, true);
    program.quit();
}

/// What is hard to lay out, in the list and in full.
fn awkward(album: &Album) {
    let market = Market::silent("awkward");
    for posting in awkward::ALL {
        market.publish_object(posting.wire());
    }
    let (program, page) = journey::watching(&album.desktop, &market);
    let window = MainWindow::on(&page);
    window.wait_for_rows();
    album.take(&page, "inbox", &SIZES);
    // The newest is the last that was published.
    for (place, posting) in awkward::ALL.iter().rev().enumerate() {
        page.press(HOME);
        (0..place).for_each(|_| page.press('j'));
        page.press(ENTER);
        window.wait_for_job(posting.title);
        album.take(&page, posting.name, &SIZES);
        window.unfold_all();
        page.run("document.querySelector('[data-testid=job-pane]').scrollTop = 1e6");
        album.take(&page, &format!("{}-end", posting.name), &SIZES);
        tour::home(&page);
    }
    program.quit();
}
