//! Usage, plans and contacted servers, to the wire.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::plan::Outlook;
use lapwing_domain::watch::{day_start, month_start};
use lapwing_engine::{
    CallSum, ContactedHost, Errand, GapRecord, Lasting, PlannedSource, PlannedStream, Purpose, SourceUsage, Spending,
    StreamKind, Usage,
};

use crate::dto::usage as wire;

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

impl From<Usage> for wire::Usage {
    fn from(usage: Usage) -> Self {
        Self {
            calls_this_month: usage.totals.calls_this_month,
            calls_today: usage.totals.calls_today,
            month_limit: usage.totals.month_limit,
            sources: usage.sources.into_iter().map(|source| wire::SourceUsage::of(source, usage.at)).collect(),
        }
    }
}

impl wire::SourceUsage {
    fn of(source: SourceUsage, now: Timestamp) -> Self {
        Self {
            id: source.id.to_string(),
            lasting: source.lasting().into(),
            days: every_day(&source, now),
            spendings: source.spendings().into_iter().map(Into::into).collect(),
            name: source.name,
            plan: source.plan.map(Into::into),
            calls_this_month: source.figures.calls_this_month,
            calls_today: source.figures.calls_today,
            month_limit: source.figures.month_limit,
            elsewhere: source.elsewhere,
            gaps: source.gaps.into_iter().map(Into::into).collect(),
        }
    }
}

/// A chart of days has a place for each, whether anything was called or not.
fn every_day(source: &SourceUsage, now: Timestamp) -> Vec<wire::DayCalls> {
    let today = day_start(now);
    let mut days = Vec::new();
    let mut day = month_start(now);
    while day <= today {
        let sum = source.days().find(|called| called.day == day).map(|called| called.sum).unwrap_or_default();
        let CallSum { calls, failed, unfinished, .. } = sum;
        days.push(wire::DayCalls { day: day.into(), calls, failed, unfinished });
        let Ok(next) = day.checked_add(A_DAY) else { break };
        day = next;
    }
    days
}

impl From<Lasting> for wire::Lasting {
    fn from(lasting: Lasting) -> Self {
        match lasting {
            Lasting::Free => Self::Free,
            Lasting::Unknown => Self::Unknown,
            Lasting::UsedUp => Self::UsedUp,
            Lasting::Until(at) => Self::Until { at: at.into() },
            Lasting::Lasts { by_then } => Self::Lasts { by_then },
        }
    }
}

impl From<Purpose> for wire::Purpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Poll => Self::Poll,
            Purpose::CheckNow => Self::CheckNow,
            Purpose::Test => Self::Test,
            Purpose::Probe => Self::Probe,
            Purpose::GapClosing => Self::GapClosing,
        }
    }
}

impl From<Errand> for wire::Purpose {
    fn from(errand: Errand) -> Self {
        match errand {
            Errand::Poll => Self::Poll,
            Errand::CheckNow => Self::CheckNow,
            Errand::Test => Self::Test,
            Errand::Probe => Self::Probe,
            Errand::GapClosing => Self::GapClosing,
            Errand::Authorization => Self::Authorization,
            Errand::Reach => Self::Reach,
            Errand::Other => Self::Other,
        }
    }
}

impl From<Spending> for wire::Spending {
    fn from(spending: Spending) -> Self {
        let CallSum { calls, failed, unfinished, bytes } = spending.sum;
        Self {
            purpose: spending.purpose.into(),
            stream: spending.stream,
            calls,
            failed,
            unfinished,
            kilobytes: kilobytes(bytes),
        }
    }
}

impl From<GapRecord> for wire::Gap {
    fn from(record: GapRecord) -> Self {
        Self { stream: record.stream, from: record.gap.from.into(), to: record.gap.to.into(), why: record.gap.why }
    }
}

impl From<PlannedSource> for wire::PlannedSource {
    fn from(planned: PlannedSource) -> Self {
        Self {
            id: planned.id.to_string(),
            free: planned.free,
            own_searches: planned.streams.iter().any(|stream| matches!(stream.kind, StreamKind::Own { .. })),
            streams: planned.streams.into_iter().map(Into::into).collect(),
            one_more_costs: planned.one_more_costs,
            reasons: planned.reasons.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<PlannedStream> for wire::PlannedStream {
    fn from(stream: PlannedStream) -> Self {
        Self {
            filtered: stream.filtered(),
            by_hand: stream.by_hand(),
            request: format!("{} {}", stream.method(), stream.request),
            name: stream.name,
            interval_seconds: stream.interval.map(seconds),
            calls_a_day: stream.calls_a_day,
            covers: stream.covers.into_iter().map(expectation).collect(),
        }
    }
}

fn expectation((search, outlook): (String, Outlook)) -> wire::Expectation {
    wire::Expectation {
        search,
        longest_seconds: seconds(outlook.longest),
        usual_seconds: seconds(outlook.usual),
        share: outlook.share,
    }
}

impl From<ContactedHost> for wire::ContactedHost {
    fn from(host: ContactedHost) -> Self {
        let port = host.port.map(|port| format!(":{port}")).unwrap_or_default();
        Self {
            address: format!("{}://{}{port}", host.scheme, host.host),
            proxy: host.proxy,
            loopback: host.loopback,
            purpose: host.errand.into(),
            requests: u32::try_from(host.requests).unwrap_or(u32::MAX),
            kilobytes: kilobytes(host.bytes),
            last_at: host.last_at.into(),
        }
    }
}

fn seconds(time: SignedDuration) -> u32 {
    u32::try_from(time.as_secs().max(0)).unwrap_or(u32::MAX)
}

fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1_000)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use lapwing_domain::SourceId;
    use lapwing_engine::{CallTally, Figures};
    use serde_json::json;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn source() -> SourceUsage {
        let day = at("2026-11-02T00:00:00Z");
        let (purpose, stream) = (Purpose::Poll, Some("newest".to_owned()));
        SourceUsage {
            id: SourceId(7),
            name: "main".into(),
            plan: None,
            figures: Figures { calls_this_month: 5, ..Figures::default() },
            elsewhere: 0,
            free: false,
            tallies: vec![CallTally { day, purpose, stream, calls: 5, failed: 1, unfinished: 0, bytes: 1_001 }],
            gaps: Vec::new(),
        }
    }

    #[test]
    fn every_day_of_the_month_until_today_has_its_place() {
        let usage = Usage { at: at("2026-11-03T23:59:00Z"), totals: Figures::default(), sources: vec![source()] };
        let told = serde_json::to_value(wire::Usage::from(usage)).unwrap();
        let days = told["sources"][0]["days"].as_array().unwrap();
        let calls: Vec<_> = days.iter().map(|day| json!([day["day"], day["calls"]])).collect();
        let expected = [
            json!(["2026-11-01T00:00:00Z", 0]),
            json!(["2026-11-02T00:00:00Z", 5]),
            json!(["2026-11-03T00:00:00Z", 0]),
        ];
        assert_eq!(calls, expected);
        let spent = json!([{
            "purpose": "poll", "stream": "newest", "calls": 5, "failed": 1, "unfinished": 0, "kilobytes": 2
        }]);
        assert_eq!(told["sources"][0]["spendings"], spent);
        assert_eq!(told["sources"][0]["lasting"], json!({ "kind": "unknown" }));
    }

    #[test]
    fn a_contacted_server_is_named_with_its_port_unless_that_differs_at_each_start() {
        let contacted = |port| ContactedHost {
            scheme: "http".into(),
            host: "127.0.0.1".into(),
            port,
            proxy: None,
            loopback: true,
            errand: Errand::Reach,
            requests: u64::MAX,
            bytes: 0,
            first_at: Timestamp::UNIX_EPOCH,
            last_at: Timestamp::UNIX_EPOCH,
        };
        let told = [Some(8_080), None].map(|port| wire::ContactedHost::from(contacted(port)));
        assert_eq!(told.each_ref().map(|host| host.address.as_str()), ["http://127.0.0.1:8080", "http://127.0.0.1"]);
        assert_eq!((told[0].requests, told[0].kilobytes, told[0].purpose), (u32::MAX, 0, wire::Purpose::Reach));
    }
}
