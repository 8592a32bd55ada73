//! Whether a query holds for a posting.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::countries::country;
use crate::facts::English;
use crate::operands::Test;
use crate::posting::{Country, Posting};
use crate::profile::Profile;
use crate::query::{Node, Query};
use crate::text::Text;

/// Whether the query holds for the posting at this instant, for the user of this profile.
pub fn holds(query: &Query, posting: &Posting, profile: Option<&Profile>, now: Timestamp) -> bool {
    node_holds(&query.root, posting, profile, now)
}

/// A condition on a fact that the posting does not give does not hold, and its negation does.
fn node_holds(node: &Node, posting: &Posting, profile: Option<&Profile>, now: Timestamp) -> bool {
    match node {
        Node::Everything => true,
        Node::And(nodes) => nodes.iter().all(|node| node_holds(node, posting, profile, now)),
        Node::Or(nodes) => nodes.iter().any(|node| node_holds(node, posting, profile, now)),
        Node::Not(node) => !node_holds(node, posting, profile, now),
        Node::Text(pattern) => bare_texts(posting).into_iter().any(|text| pattern.is_in(text)),
        Node::Field("fits", _) => profile.is_none_or(|profile| fits(posting, profile)),
        Node::Field("has", Test::Choice(fact)) => has(posting, fact),
        Node::Field("missing", Test::Choice(fact)) => !has(posting, fact),
        Node::Field(name, test) => test_holds(name, test, posting, now),
    }
}

/// A bare word or phrase searches title, description, skills, tags, occupations and category names and groups.
fn bare_texts(posting: &Posting) -> Vec<&Text> {
    let lists = [&posting.skills, &posting.tags, &posting.occupations, &posting.category_names];
    posting.title.iter().chain(&posting.description).chain(lists.into_iter().flatten()).collect()
}

/// What a value of a field asks of the posting's fact.
fn test_holds(name: &str, test: &Test, posting: &Posting, now: Timestamp) -> bool {
    match test {
        Test::Contains(pattern) => field_texts(name, posting).into_iter().any(|text| pattern.is_in(text)),
        Test::Is(pattern) => field_texts(name, posting).into_iter().any(|text| pattern.is_whole(text)),
        Test::Number(bounds) => number(name, posting).is_some_and(|(least, most)| bounds.overlap(least, most)),
        Test::Rank(bounds) => rank(name, posting).is_some_and(|rank| bounds.contain(rank)),
        Test::Choice(value) => choice(name, posting) == Some(value),
        Test::Country(code) => countries(name, posting).contains(code),
        Test::Age(bounds) => posting.posted.is_some_and(|posted| bounds.contain(age(posted, now))),
        Test::Day(bounds) => posting.posted.is_some_and(|posted| bounds.contain(posted.to_zoned(TimeZone::UTC).date())),
        Test::Language(code) => posting.lang.as_ref().is_some_and(|lang| lang.eq_ignore_ascii_case(code)),
    }
}

/// The texts of a text field.
fn field_texts<'a>(name: &str, posting: &'a Posting) -> Vec<&'a Text> {
    match name {
        "title" => posting.title.iter().collect(),
        "description" => posting.description.iter().collect(),
        "skill" => posting.skills.iter().collect(),
        "tag" => posting.tags.iter().collect(),
        "category" => posting.category_names.iter().chain(&posting.category_slugs).collect(),
        "city" => posting.city.iter().collect(),
        "timezone" => posting.timezone.iter().collect(),
        "source" => posting.source.iter().collect(),
        _ => Vec::new(),
    }
}

/// The range of a field's number; a single number is a range of itself. The jobs API never gives `client.jobs` nor
/// `client.hire_rate`.
fn number(name: &str, posting: &Posting) -> Option<(f64, f64)> {
    let single = |fact: Option<f64>| fact.map(|value| (value, value));
    match name {
        "rate" => posting.rate,
        "proposals" => posting.proposals,
        "rate.min" => single(posting.rate.map(|(least, _)| least)),
        "rate.max" => single(posting.rate.map(|(_, most)| most)),
        "budget" => single(posting.budget),
        "client.spent" => single(posting.spent),
        "client.hires" => single(posting.hires),
        "client.rating" => single(posting.rating),
        "client.reviews" => single(posting.reviews),
        "invites" => single(posting.invites),
        "interviewing" => single(posting.interviewing),
        "hired" => single(posting.hired),
        "positions" => single(posting.positions),
        "hours" => single(posting.hours),
        "requires.jss" => single(posting.required_score),
        "requires.hours" => single(posting.required_hours),
        _ => None,
    }
}

/// The place of a field's name in its order.
fn rank(name: &str, posting: &Posting) -> Option<usize> {
    match name {
        "level" => posting.level,
        "duration" => posting.duration,
        "requires.english" => posting.required_english.map(English::rank),
        _ => None,
    }
}

/// The name that a field has.
fn choice(name: &str, posting: &Posting) -> Option<&'static str> {
    let yes_no = |fact: Option<bool>| fact.map(|yes| if yes { "yes" } else { "no" });
    match name {
        "type" => posting.contract_type,
        "workload" => posting.workload,
        "client.verified" => yes_no(posting.verified),
        "requires.rising" => yes_no(posting.required_rising),
        "requires.portfolio" => yes_no(posting.required_portfolio),
        "private" => yes_no(Some(posting.is_private)),
        "contract_to_hire" => yes_no(posting.contract_to_hire),
        "featured" => yes_no(posting.featured),
        _ => None,
    }
}

/// The codes of a field's countries.
fn countries(name: &str, posting: &Posting) -> Vec<&'static str> {
    match name {
        "country" => match posting.country {
            Some(Country::Code(code)) => vec![code],
            Some(Country::Unlisted) | None => Vec::new(),
        },
        "requires.location" => posting.required_countries.iter().flatten().filter_map(|name| country(name)).collect(),
        _ => Vec::new(),
    }
}

/// Whether a fact is known.
fn has(posting: &Posting, fact: &str) -> bool {
    match fact {
        "budget" => posting.budget.is_some(),
        "rate" => posting.rate.is_some(),
        "country" => posting.country.is_some(),
        "spent" => posting.spent.is_some(),
        "rating" => posting.rating.is_some(),
        "hires" => posting.hires.is_some(),
        "proposals" => posting.proposals.is_some(),
        "verified" => posting.verified.is_some(),
        "skills" => !posting.skills.is_empty(),
        "description" => posting.description.is_some(),
        "requirements" => {
            let numbers = posting.required_score.is_some() || posting.required_hours.is_some();
            let yes_no = posting.required_rising.is_some() || posting.required_portfolio.is_some();
            numbers || posting.required_english.is_some() || yes_no || posting.required_countries.is_some()
        }
        _ => false,
    }
}

/// What the posting requires against the user's own profile: location, score, English and rate floor. Unknown
/// requirements fit, and so does what the profile lacks.
fn fits(posting: &Posting, profile: &Profile) -> bool {
    let location = match (&posting.required_countries, &profile.country) {
        (Some(among), Some(own)) => among.iter().any(|one| country(one).is_some() && country(one) == country(own)),
        _ => true,
    };
    let score = match (posting.required_score, profile.job_success_score) {
        (Some(least), Some(own)) => own >= least,
        _ => true,
    };
    let english = match (posting.required_english, profile.english) {
        (Some(least), Some(own)) => own >= least,
        _ => true,
    };
    let rate = match (posting.rate, profile.hourly_rate) {
        (Some((_, most)), Some(own)) => most >= own,
        _ => true,
    };
    location && score && english && rate
}

/// The age in seconds.
fn age(posted: Timestamp, now: Timestamp) -> f64 {
    now.duration_since(posted).as_secs_f64()
}
