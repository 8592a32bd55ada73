//! Frames that are dropped while a list is scrolled, beside those that the same page drops with nothing to scroll.

use serde_json::json;

use super::table::{Line, Table, percentile};
use super::{empty, full};
use crate::page::Page;

const ROUNDS: usize = 3;
/// How long is scrolled each time, in milliseconds.
const WHILE: u32 = 4_000;
/// Pixels a frame: a screen in a fifth of a second.
const STEP: u32 = 60;

pub(super) fn measure(page: &Page, table: &mut Table) {
    let [mut still, mut scrolled] = [const { Vec::<f64>::new() }; 2];
    for _ in 0..ROUNDS {
        empty(page);
        still.extend(intervals(page));
        full(page);
        scrolled.extend(intervals(page));
    }
    let frame = percentile(&still, 50);
    let (floor, value) = (dropped(&still, frame), dropped(&scrolled, frame));
    table.add(Line {
        what: "Frames dropped while scrolling",
        value,
        floor: Some(floor),
        held: value - floor,
        target: 0.0,
        unit: "",
        told: false,
    });
    let (value, floor) = (percentile(&scrolled, 95), Some(percentile(&still, 95)));
    table.add(Line { what: "Between two frames, p95", value, floor, held: 0.0, target: 0.0, unit: "ms", told: true });
}

/// Times between frames while the list, if there is one, is scrolled.
fn intervals(page: &Page) -> Vec<f64> {
    let told = page.run_until_called(include_str!("frames.js"), &[json!(WHILE), json!(STEP)]);
    told.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
}

/// How many frames are missing between those there were.
fn dropped(intervals: &[f64], frame: f64) -> f64 {
    intervals.iter().map(|interval| ((interval / frame).round() - 1.0).max(0.0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_that_is_late_is_no_dropped_one_and_a_gap_of_three_has_two() {
        assert!(dropped(&[16.0, 17.0, 20.0, 14.0], 16.7).abs() < f64::EPSILON);
        assert!((dropped(&[16.0, 50.0, 33.0], 16.7) - 3.0).abs() < f64::EPSILON);
    }
}
