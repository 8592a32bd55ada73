//! From a key to what it leads to: the time from `keydown` to the second animation frame after the page shows it.

use serde_json::{Value, json};

use super::table::{Line, Table, percentile};
use super::{empty, full};
use crate::journey::SEARCH;
use crate::page::keys::{ENTER, HOME};
use crate::page::{Page, marked};
use crate::stock::OTHER_SEARCH;
use crate::wait::{PATIENCE, until};

/// Samples of each measure, in rounds, so that what disturbs the computer for a while disturbs all of them.
const ROUNDS: usize = 4;
const A_ROUND: usize = 50;

/// The most that each may take above the floor, in milliseconds.
const MOVING: f64 = 17.0;
const OPENING: f64 = 34.0;
const SWITCHING: f64 = 84.0;

pub(super) fn measure(page: &Page, table: &mut Table) {
    page.run(include_str!("turns.js"));
    let [mut nothing, mut moving, mut opening, mut switching] = [const { Vec::<f64>::new() }; 4];
    for _ in 0..ROUNDS {
        empty(page);
        nothing.extend((0..A_ROUND).map(|_| time(page, &["nothing"], 'j')[0]));
        full(page);
        page.press(HOME);
        // What is shown first has more to draw than what follows.
        time(page, &["opening"], 'j');
        for _ in 0..A_ROUND {
            let times = time(page, &["moving", "opening"], 'j');
            moving.push(times[0]);
            opening.push(times[1]);
        }
        for turn in 0..A_ROUND {
            let search = if turn % 2 == 0 { OTHER_SEARCH } else { SEARCH };
            focus_search(page, search);
            switching.push(time(page, &[&format!("switching {search}")], ENTER)[0]);
        }
    }
    let floor = percentile(&nothing, 95);
    for (what, samples, target) in [
        ("Moving to the next job", &moving, MOVING),
        ("Opening a job", &opening, OPENING),
        ("Switching the search", &switching, SWITCHING),
    ] {
        let value = percentile(samples, 95);
        let (held, floor) = (value - floor, Some(floor));
        table.add(Line { what, value, floor, held, target, unit: "ms", told: false });
    }
    for (what, samples) in
        [("Moving, the median", &moving), ("Opening, the median", &opening), ("Switching, the median", &switching)]
    {
        let (value, floor) = (percentile(samples, 50), Some(percentile(&nothing, 50)));
        table.add(Line { what, value, floor, held: 0.0, target: 0.0, unit: "ms", told: true });
    }
}

/// Presses a key; how long it was until each of these was shown, in milliseconds.
fn time(page: &Page, events: &[&str], key: char) -> Vec<f64> {
    page.run_with("window.__turns.begin(arguments[0])", &[json!(events)]);
    page.press(key);
    let times = until(&format!("{events:?} after {key:?}"), PATIENCE, || {
        let told = page.run("return window.__turns.times()");
        told.is_array().then_some(told)
    });
    times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn focus_search(page: &Page, name: &str) {
    let buttons = format!("[...document.querySelectorAll('{}')]", marked("view-search"));
    page.run_with(&format!("{buttons}.find((one) => one.textContent.includes(arguments[0])).focus()"), &[json!(name)]);
}
