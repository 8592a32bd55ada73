use jiff::SignedDuration;
use lapwing_engine::domain::plan::Reason;
use lapwing_engine::domain::pushdown::{Bounds, ServerFilter};
use lapwing_engine::domain::{SearchId, SourceId};

use super::*;

fn search(name: &str, minutes: i64, share: f64) -> (String, Outlook) {
    let longest = SignedDuration::from_mins(minutes);
    (name.to_owned(), Outlook { search: SearchId(1), longest, usual: longest / 2, share })
}

fn stream(request: &str, filter: ServerFilter, minutes: i64, covers: Vec<(String, Outlook)>) -> PlannedStream {
    let interval = Some(SignedDuration::from_mins(minutes));
    let (name, request) = ("newest".to_owned(), request.to_owned());
    let kind = StreamKind::Planned { filter };
    PlannedStream { name, request, kind, interval, calls_a_day: 33.456, covers }
}

fn source(name: &str, streams: Vec<PlannedStream>, one_more_costs: f64, reasons: &[Reason]) -> PlannedSource {
    PlannedSource {
        id: SourceId(1),
        name: name.to_owned(),
        streams,
        free: reasons.contains(&Reason::Free),
        calls_left: Some(950),
        reserve: 50,
        one_more_costs,
        reasons: reasons.to_vec(),
    }
}

/// A source that reads everything, one that cannot, one that is spent, one that nobody needs, and the sandbox.
fn all_kinds() -> Vec<PlannedSource> {
    let broad = || "/jobs?limit=50&sort=posted_on_desc";
    let everything = ServerFilter::everything;
    let paid = everything().with_verified(true).with_budget(Bounds::new(Some(500), None));
    let narrow = stream("/jobs?limit=50&budget_min=500", paid, 40, vec![search("Go\u{1b}", 40, 0.42)]);
    let other = stream(broad(), everything(), 300, vec![search("Rare", 300, 0.05)]);
    let spent = PlannedStream {
        interval: None,
        calls_a_day: 0.0,
        ..stream(broad(), everything(), 0, vec![search("Rust", 0, 0.0)])
    };
    let until = "2026-12-01T00:00:00Z".parse().unwrap();
    vec![
        source(
            "main",
            vec![stream(broad(), everything(), 43, vec![search("Rust", 43, 1.0), search("Go", 43, 0.999)])],
            0.0,
            &[
                Reason::Broad { searches: 2 },
                Reason::Spread { calls: 950, hours: 700.0 },
                Reason::Reserve { calls: 50 },
                Reason::Quiet { hours: 20.0 },
                Reason::Rates { hours: 0.0, a_day: 1_440.0 },
            ],
        ),
        source(
            "busy",
            vec![narrow, other],
            1.25,
            &[
                Reason::Narrow { streams: 2, share: 0.8 },
                Reason::UnknownPlan { as_if: 1_000 },
                Reason::Chosen { interval: SignedDuration::from_mins(30) },
                Reason::Rates { hours: 96.0, a_day: 24_000.0 },
                Reason::TooMuch { share: 0.05 },
            ],
        ),
        source("spent", vec![spent], 0.0, &[Reason::Spent { until }]),
        source("idle", Vec::new(), 0.0, &[]),
        source(
            "Sandbox",
            vec![stream(broad(), everything(), 2, vec![search("Rust", 2, 1.0)])],
            0.0,
            &[Reason::Broad { searches: 1 }, Reason::Free],
        ),
    ]
}

#[test]
fn each_source_is_told_with_what_it_is_asked_what_that_promises_and_why() {
    insta::assert_snapshot!(all_kinds().iter().map(text).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn a_document_has_every_stream_with_its_source() {
    insta::assert_json_snapshot!(json(&all_kinds()));
}
