use lapwing_engine::domain::SourceId;
use lapwing_engine::{CallTally, GapId, NewGap, Purpose};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn tally(day: &str, purpose: Purpose, stream: Option<&str>, calls: u32) -> CallTally {
    CallTally {
        day: at(day),
        purpose,
        stream: stream.map(str::to_owned),
        calls,
        failed: 0,
        unfinished: 0,
        bytes: 48_000,
    }
}

fn source(name: &str, figures: Figures) -> SourceUsage {
    SourceUsage {
        id: SourceId(1),
        name: name.into(),
        plan: None,
        figures,
        elsewhere: 0,
        free: false,
        tallies: Vec::new(),
        gaps: Vec::new(),
    }
}

fn figures(calls: u32, today: u32, limit: Option<u32>, until: Option<&str>) -> Figures {
    Figures {
        calls_this_month: calls,
        calls_today: today,
        month_limit: limit,
        forecast_exhausted_at: until.map(at),
        forecast_at_turn: calls + 200,
    }
}

/// A source in use, one whose plan is not known, one that is used up, and the sandbox.
fn all_kinds() -> Usage {
    let (today, yesterday) = ("2026-11-22T00:00:00Z", "2026-11-21T00:00:00Z");
    let busy = SourceUsage {
        elsewhere: 40,
        tallies: vec![
            CallTally { failed: 1, ..tally(today, Purpose::Poll, Some("newest"), 16) },
            tally(today, Purpose::Test, None, 2),
            CallTally { unfinished: 1, ..tally(yesterday, Purpose::CheckNow, Some("newest"), 1) },
        ],
        gaps: vec![GapRecord {
            id: GapId(1),
            source: SourceId(1),
            stream: "newest".into(),
            gap: NewGap {
                from: at("2026-11-21T03:00:00Z"),
                to: at("2026-11-21T05:30:00Z"),
                why: "The calls did not reach so far back.".into(),
            },
            noted_at: at("2026-11-21T06:00:00Z"),
            closed_at: None,
        }],
        ..source("main", figures(612, 18, Some(1_000), Some("2026-11-27T09:30:00Z")))
    };
    Usage {
        at: at(today),
        totals: figures(1_619, 18, None, Some("2026-11-22T10:00:00Z")),
        sources: vec![
            busy,
            source("no plan", figures(7, 0, None, None)),
            source("spent", figures(1_000, 0, Some(1_000), Some("2026-11-22T10:00:00Z"))),
            SourceUsage { free: true, ..source("Sandbox", figures(5_760, 240, None, None)) },
        ],
    }
}

#[test]
fn each_source_is_told_with_its_days_and_below_them_what_they_come_to() {
    insta::assert_snapshot!(text(&all_kinds()));
}

#[test]
fn one_source_needs_no_sum() {
    let figures = figures(3, 3, Some(25_000), None);
    insta::assert_snapshot!(text(&Usage {
        at: at("2026-11-22T10:00:00Z"),
        totals: figures,
        sources: vec![source("main", figures)]
    }));
}

#[test]
fn a_document_has_the_totals_and_the_same_keys_for_each_source() {
    insta::assert_json_snapshot!(json(&all_kinds()));
}
