//! What was measured, beside what it is held to.

use std::fmt;

/// One measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What was measured.
    pub what: &'static str,
    /// What came out.
    pub value: f64,
    /// The same measure where nothing is to be done, where there is one.
    pub floor: Option<f64>,
    /// What is held to the target: the value, what is above the floor, or how many times the floor it is.
    pub held: f64,
    /// The most it may be.
    pub target: f64,
    /// What all of these count.
    pub unit: &'static str,
    /// Only told, held to nothing.
    pub told: bool,
}

impl Line {
    /// Whether the target is met.
    pub fn is_met(&self) -> bool {
        self.told || self.held <= self.target
    }
}

/// All measures of a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table(Vec<Line>);

impl Table {
    /// One more measure.
    pub(super) fn add(&mut self, line: Line) {
        self.0.push(line);
    }
}

/// A Markdown table, so that it can be copied into a page of the documents.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| Measure | Figure | Floor | Held to the target | Target | |")?;
        writeln!(f, "|---|--:|--:|--:|--:|---|")?;
        for line in &self.0 {
            let Line { what, value, unit, target, held, .. } = line;
            let floor = line.floor.map(|floor| format!("{floor:.1} {unit}")).unwrap_or_default();
            let verdict = if line.told {
                ""
            } else if line.is_met() {
                "met"
            } else {
                "missed"
            };
            let (held, target) =
                if line.told { (String::new(), String::new()) } else { (format!("{held:.2}"), format!("{target}")) };
            writeln!(f, "| {what} | {value:.1} {unit} | {floor} | {held} | {target} | {verdict} |")?;
        }
        Ok(())
    }
}

/// The value that so many percent of the samples do not exceed.
///
/// # Panics
/// Without samples.
pub(super) fn percentile(samples: &[f64], percent: usize) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * percent).div_ceil(100).saturating_sub(1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_sample_that_so_many_do_not_exceed() {
        let samples: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!([50, 95, 100].map(|percent| percentile(&samples, percent).to_string()), ["100", "190", "200"]);
        assert_eq!(percentile(&[3.0], 95).to_string(), "3");
    }

    #[test]
    fn a_missed_target_is_named() {
        let line =
            |held, told| Line { what: "moving", value: 40.0, floor: Some(20.0), held, target: 17.0, unit: "ms", told };
        let mut table = Table::default();
        for line in [line(17.0, false), line(20.0, false), line(20.0, true)] {
            table.add(line);
        }
        let shown = table.to_string();
        let ends: Vec<&str> = shown.lines().skip(2).map(|line| line.rsplit('|').nth(1).unwrap().trim()).collect();
        assert_eq!(ends, ["met", "missed", ""]);
    }
}
