//! What the job page shows beside the posting itself: what it requires, signs to beware of, links, the client.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use lapwing_domain::Job;
use lapwing_domain::hours::{Zone, shared_hours};
use lapwing_domain::job::{Country, English};
use lapwing_domain::links::Link;
use lapwing_domain::query::Outcome;
use lapwing_domain::requirements::Requirement;
use lapwing_domain::warnings::{Part, Rule, Warning};
use lapwing_domain::{Money, money::Currency};
use lapwing_engine::{ClientIdentity, ClientView};

use crate::dto::{client as client_wire, count, detail as wire};
use crate::figures;
use crate::messages::{Message, fill, text};

/// Countries that are named; a posting may list very many.
const COUNTRIES: usize = 8;

impl From<Requirement<'_>> for wire::Requirement {
    fn from(requirement: Requirement<'_>) -> Self {
        let outcome = match requirement.outcome() {
            Outcome::Holds => wire::Outcome::Holds,
            Outcome::Fails => wire::Outcome::Fails,
            Outcome::Unknown => wire::Outcome::Unknown,
        };
        let (name, wants, mine) = words(&requirement);
        Self { name, wants, mine, outcome }
    }
}

fn words(requirement: &Requirement<'_>) -> (wire::RequirementName, String, Option<String>) {
    use wire::RequirementName as Name;
    match *requirement {
        Requirement::Location { wants, mine } => {
            (Name::Location, countries(wants), mine.map(|code| Country::Code(code).name().to_owned()))
        }
        Requirement::JobSuccess { wants, mine } => (Name::JobSuccess, at_least(&percent(wants)), mine.map(percent)),
        Requirement::Hours { wants, mine } => (Name::Hours, at_least(&hours(wants)), mine.map(hours)),
        Requirement::English { wants, mine } => {
            (Name::English, at_least(text(english(wants))), mine.map(|mine| text(english(mine)).to_owned()))
        }
        Requirement::Rising => (Name::Rising, text(Message::RequirementRising).to_owned(), None),
        Requirement::Portfolio => (Name::Portfolio, text(Message::RequirementPortfolio).to_owned(), None),
        Requirement::Rate { pays, floor } => {
            let pays_up_to = fill(Message::RequirementRatePays, &[("value", &figures::amount(pays.max))]);
            (Name::Rate, pays_up_to, Some(rate_floor(floor, pays.max.currency)))
        }
    }
}

fn countries(wants: &[Country]) -> String {
    let mut names: Vec<&str> = wants.iter().take(COUNTRIES).map(Country::name).collect();
    if wants.len() > COUNTRIES {
        names.push("…");
    }
    if let [only] = names[..] {
        only.to_owned()
    } else {
        fill(Message::RequirementOneOf, &[("value", &names.join(", "))])
    }
}

fn at_least(value: &str) -> String {
    fill(Message::RequirementAtLeast, &[("value", value)])
}

fn percent(score: f64) -> String {
    fill(Message::RequirementPercent, &[("value", &score.to_string())])
}

fn hours(hours: f64) -> String {
    fill(Message::RequirementHours, &[("value", &hours.to_string())])
}

fn rate_floor(floor: f64, currency: Currency) -> String {
    let amount = Money::from_units(floor, currency).map_or_else(|| floor.to_string(), figures::amount);
    fill(Message::RequirementRateFloor, &[("value", &amount)])
}

fn english(level: English) -> Message {
    match level {
        English::Basic => Message::EnglishBasic,
        English::Conversational => Message::EnglishConversational,
        English::Fluent => Message::EnglishFluent,
        English::Native => Message::EnglishNative,
    }
}

impl From<Warning> for wire::Warning {
    fn from(warning: Warning) -> Self {
        let rule = match warning.rule {
            Rule::OffPlatform => wire::WarningRule::OffPlatform,
            Rule::Fees => wire::WarningRule::Fees,
            Rule::BareLink => wire::WarningRule::BareLink,
        };
        let Warning { part, start, end, text, .. } = warning;
        Self { rule, in_title: part == Part::Title, text, start: count(start), end: count(end) }
    }
}

impl From<Link> for wire::Link {
    fn from(link: Link) -> Self {
        let Link { start, end, address, host } = link;
        Self { start: count(start), end: count(end), address, host }
    }
}

impl From<ClientIdentity> for client_wire::ClientIdentity {
    fn from(identity: ClientIdentity) -> Self {
        match identity {
            ClientIdentity::Unknown => Self::Unknown,
            ClientIdentity::Probable => Self::Probable,
            ClientIdentity::Certain => Self::Certain,
        }
    }
}

/// Who posted a job. Hours are of today: clocks are changed on different days in different places.
pub(super) fn client(view: ClientView, job: &Job) -> client_wire::Client {
    let now = Zoned::now();
    let offset = Zone::of(&job.client).and_then(|zone| zone.offset(|name| offset_of(name, now.timestamp())));
    let mine = now.offset().seconds() / 60;
    let shared = offset.and_then(|theirs| shared_hours(mine, theirs));
    let place = [job.client.city.as_str(), job.client.country.as_ref().map_or("", |country| country.name())];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    client_wire::Client {
        identity: view.identity.into(),
        since: job.client.since.map(Into::into),
        place: (!place.is_empty()).then_some(place),
        offset,
        shared_hours: shared.map(|(from, to)| client_wire::Hours { from: from.into(), to: to.into() }),
        jobs: view.jobs.into_iter().map(Into::into).collect(),
        total: view.total,
        note: view.note,
        noteable: view.noteable,
    }
}

/// Minutes that a zone of the time zone database is ahead of UTC.
fn offset_of(name: &str, at: Timestamp) -> Option<i32> {
    Some(TimeZone::get(name).ok()?.to_offset(at).seconds() / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_has_its_summer_and_an_unknown_one_has_no_offset() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(offset_of("Europe/Berlin", at("2026-01-15T12:00:00Z")), Some(60));
        assert_eq!(offset_of("Europe/Berlin", at("2026-07-15T12:00:00Z")), Some(120));
        assert_eq!(offset_of("Europe/Nowhere", at("2026-07-15T12:00:00Z")), None);
    }
}
