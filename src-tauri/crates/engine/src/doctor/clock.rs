//! Whether the computer's clock can be right. It dates every posting, and a wrong one breaks secure connections.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::when;
use lapwing_store::ClockReading;

use super::{Ailment, Check, CheckName};
use crate::Engine;
use crate::ports::Result;

/// Before any Lapwing was built: a clock that stands there was never set.
const NEVER_SET: &str = "2026-01-01T00:00:00Z";

/// Clocks that differ by less are as good as right.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// Something known to have happened, so that it cannot lie ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Witness {
    /// What happened, as the end of a sentence.
    pub(super) what: &'static str,
    /// When.
    pub(super) at: Timestamp,
}

/// What is stored of the past: when services were asked, and when what they sent was published.
pub(super) async fn witnesses(engine: &Engine) -> Result<Vec<Witness>> {
    let streams = engine.store().streams().await?;
    let latest = |what, times: Vec<Timestamp>| times.into_iter().max().map(|at| Witness { what, at });
    let asked = latest("a service was asked", streams.iter().filter_map(|stream| stream.last_poll).collect());
    let posted = latest("a posting was published", streams.iter().filter_map(|stream| stream.watermark).collect());
    Ok(asked.into_iter().chain(posted).collect())
}

/// How long what a service's clock said is worth something: this one may have been set since.
const RECENT: SignedDuration = SignedDuration::from_hours(24);

/// Whether `now` can be the time, by what happened, and by what a service's clock said last.
pub(super) fn check(now: Timestamp, witnesses: &[Witness], reading: Option<ClockReading>) -> Check {
    let ill = |message: String| {
        let fix = "Set the computer's clock, best by letting it follow a time server.";
        Check::ill(CheckName::Clock, Ailment::Service, message, fix)
    };
    if NEVER_SET.parse::<Timestamp>().is_ok_and(|earliest| now < earliest) {
        return ill(format!("The clock stands at {}, which is long past.", when::moment(now)));
    }
    match witnesses.iter().max_by_key(|witness| witness.at) {
        Some(Witness { what, at }) if at.duration_since(now) > TOLERANCE => ill(format!(
            "The clock stands at {}, but {what} at {}, which would be in the future.",
            when::moment(now),
            when::moment(*at)
        )),
        _ => match reading.filter(|reading| now.duration_since(reading.heard).abs() <= RECENT) {
            Some(ClockReading { said, heard }) if said.duration_since(heard).abs() > TOLERANCE => ill(format!(
                "The clock stood at {} when a service's stood at {}.",
                when::moment(heard),
                when::moment(said)
            )),
            Some(_) => {
                let agreed = "as that of the service that answered last";
                Check::fine(CheckName::Clock, format!("The clock stands at {}, {agreed}.", when::moment(now)))
            }
            None => Check::fine(CheckName::Clock, format!("The clock stands at {}.", when::moment(now))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_that_was_never_set_cannot_be_right() {
        let check = check(at("1970-01-01T00:03:00Z"), &[], None);
        assert_eq!(check.ailment, Some(Ailment::Service));
        assert_eq!(check.message, "The clock stands at 1970-01-01 00:03:00 UTC, which is long past.");
    }

    #[test]
    fn what_happened_cannot_lie_ahead() {
        let asked = Witness { what: "a service was asked", at: at("2026-11-20T10:00:00Z") };
        let posted = Witness { what: "a posting was published", at: at("2026-11-22T10:05:01Z") };
        let found = check(at("2026-11-22T10:00:00Z"), &[posted.clone(), asked.clone()], None);
        assert_eq!(found.ailment, Some(Ailment::Service));
        assert!(found.message.contains("but a posting was published at 2026-11-22 10:05:01 UTC"), "{found:?}");
        assert!(check(at("2026-11-22T10:00:01Z"), &[posted, asked], None).is_ok(), "a few minutes are nothing");
    }

    #[test]
    fn a_services_clock_that_says_otherwise_is_told_of_for_a_day() {
        let reading = |said| Some(ClockReading { said: at(said), heard: at("2026-11-22T10:00:00Z") });
        let now = at("2026-11-22T12:00:00Z");
        let found = check(now, &[], reading("2026-11-22T10:05:01Z"));
        assert_eq!(
            found.message,
            "The clock stood at 2026-11-22 10:00:00 UTC when a service's stood at 2026-11-22 10:05:01 UTC."
        );
        assert_eq!(found.ailment, Some(Ailment::Service));
        let agreed = check(now, &[], reading("2026-11-22T09:55:00Z"));
        assert!(agreed.message.ends_with("as that of the service that answered last."), "{agreed:?}");
        assert!(check(at("2026-11-23T10:00:01Z"), &[], reading("2020-01-01T00:00:00Z")).is_ok());
    }
}
