//! How fast the window answers: measured in the page, beside the same page with nothing in it, and told as a table.

mod bundle;
mod frames;
mod paint;
mod table;
mod turns;

use crate::desktop::Desktop;
use crate::market::Market;
use crate::page::Page;
use crate::pages::MainWindow;
use crate::stock::{self, Stock};
use crate::wait::say;

pub use table::{Line, Table};

/// What a window holds that was used for years.
const STOCK: Stock = Stock { stored: 100_000, inbox: 10_000 };

/// Measures everything, and gives back the table.
///
/// # Panics
/// When something does not come about at all, however slowly.
pub fn measure() -> Table {
    let mut table = Table::default();
    bundle::weigh(&mut table);
    let desktop = Desktop::new();
    let market = Market::silent("speed");
    say(&format!("Storing {} jobs, {} of them in the inbox.", STOCK.stored, STOCK.inbox));
    let (program, page) = stock::long_used(&desktop, &market, STOCK);
    page.resize(1280, 800);
    say("Measuring keys.");
    turns::measure(&page, &mut table);
    say("Measuring frames.");
    frames::measure(&page, &mut table);
    drop(page);
    program.quit();
    say("Measuring first paints.");
    paint::measure(&desktop, &mut table);
    table
}

/// The list with ten thousand jobs, from its top.
fn full(page: &Page) {
    MainWindow::on_its_way_to(page, 'i').wait_for_rows();
}

/// The same page with an empty list.
fn empty(page: &Page) {
    MainWindow::on_its_way_to(page, 's');
    page.wait_for(&crate::page::marked("empty"));
}
