//! From the start of the program to the first thing that is painted in its window, beside an empty window of its kind.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::table::{Line, Table, percentile};
use crate::desktop::Desktop;
use crate::program::Program;
use crate::wait::{PATIENCE, until};

const ROUNDS: usize = 9;
/// How many times as long as the empty window's it may take.
const TARGET: f64 = 1.3;

pub(super) fn measure(desktop: &Desktop, table: &mut Table) {
    let [mut empty, mut own] = [const { Vec::<f64>::new() }; 2];
    // What is read from the disk for the first time is a measure of the disk.
    first_paint(desktop, "examples/empty-window");
    first_paint(desktop, "lapwing");
    for _ in 0..ROUNDS {
        empty.push(first_paint(desktop, "examples/empty-window"));
        own.push(first_paint(desktop, "lapwing"));
    }
    let (value, floor) = (percentile(&own, 50), percentile(&empty, 50));
    table.add(Line {
        what: "First paint, the median",
        value,
        floor: Some(floor),
        held: value / floor,
        target: TARGET,
        unit: "ms",
        told: false,
    });
}

/// Starts a program; milliseconds until its page was painted.
fn first_paint(desktop: &Desktop, name: &str) -> f64 {
    const PAINTED: &str = "const [paint] = performance.getEntriesByName('first-contentful-paint');
        return paint ? performance.timeOrigin + paint.startTime : null;";
    let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let program = Program::start_named(desktop, name);
    let page = program.page();
    let painted = until(&format!("{name} paints"), PATIENCE, || page.run(PAINTED).as_f64());
    // The empty window knows of no orderly end, which is none of its paint's business.
    drop((page, program));
    painted - start.as_secs_f64() * 1_000.0
}
