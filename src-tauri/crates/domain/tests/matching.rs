//! Matching and explaining, beyond the cases of the language's page.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::job::{ContractType, CountRange, Country, English, Level, Rate, Workload};
use lapwing_domain::money::{Currency, Money};
use lapwing_domain::query::{At, EvidenceField, Node, Outcome, PreparedJob, Query, Use, near_miss, parse};
use lapwing_domain::{Job, JobId};

fn query(text: &str) -> Query {
    parse(text, Use::SavedSearch).unwrap().query
}

fn at() -> At<'static> {
    At::moment("2026-02-01T12:00:00Z".parse().unwrap())
}

fn money(units: f64) -> Option<Money> {
    Money::from_units(units, Currency::USD)
}

fn prepared(fill: impl FnOnce(&mut Job)) -> PreparedJob {
    let mut job = Job::new(JobId("job".into()));
    fill(&mut job);
    PreparedJob::new(job.settle())
}

fn assert_matches(job: &PreparedJob, table: &[(&str, bool)]) {
    for (text, expected) in table {
        assert_eq!(query(text).matches(job, &at()), *expected, "{text}");
        assert_eq!(query(&format!("-({text})")).matches(job, &at()), !*expected, "-({text})");
    }
}

fn node(text: &str, job: &PreparedJob) -> Node {
    let mut nodes = query(text).explain(job, &at());
    assert_eq!(nodes.len(), 1, "{text}");
    nodes.remove(0)
}

/// Field, place and value of a condition's evidence.
fn evidence(text: &str, job: &PreparedJob) -> Vec<(EvidenceField, usize, usize, String)> {
    node(text, job).evidence.into_iter().map(|e| (e.field, e.start, e.end, e.value)).collect()
}

fn fact(name: &'static str, value: &str) -> Vec<(EvidenceField, usize, usize, String)> {
    vec![(EvidenceField::Fact(name), 0, 0, value.to_owned())]
}

#[test]
fn facts_of_client_and_posting_are_compared() {
    let job = prepared(|job| {
        job.client.jobs = Some(20);
        job.client.hire_rate = Some(45.5);
        job.client.timezone = "America/Chicago".into();
        job.positions = Some(3);
        job.hours = Some(30.0);
        job.workload = Some(Workload::AsNeeded);
        job.featured = Some(true);
        job.contract_to_hire = Some(false);
        job.activity.proposals = Some(CountRange { min: 50, max: None });
    });
    assert_matches(
        &job,
        &[
            ("client.jobs:>=20", true),
            ("client.jobs:21..", false),
            ("client.hire_rate:45.5", true),
            ("client.hire_rate:>45.5", false),
            ("timezone:chicago", true),
            ("timezone:=chicago", false),
            ("timezone:=\"america chicago\"", true),
            ("chicago", false),
            ("positions:2..3", true),
            ("hours:<30", false),
            ("workload:as-needed,full-time", true),
            ("featured:yes", true),
            ("contract_to_hire:no", true),
            ("proposals:1000", true),
            ("proposals:<=50", true),
            ("proposals:<50", false),
        ],
    );
}

#[test]
fn requirements_are_compared() {
    let job = prepared(|job| {
        job.requirements.location = vec![Country::Code(*b"US"), Country::Other("Narnia".into())];
        job.requirements.job_success = Some(90.0);
        job.requirements.hours = Some(100.0);
        job.requirements.english = Some(English::Fluent);
        job.requirements.rising = Some(false);
    });
    assert_matches(
        &job,
        &[
            ("requires.location:CA,US", true),
            ("requires.location:CA", false),
            ("requires.jss:>=90", true),
            ("requires.hours:<100", false),
            ("requires.english:>conversational", true),
            ("requires.english:native", false),
            ("requires.english:basic..fluent", true),
            ("requires.english:..conversational", false),
            ("requires.english:fluent..fluent", true),
            ("requires.english:native..", false),
            ("requires.rising:no", true),
            ("requires.portfolio:no", false),
            ("has:requirements", true),
        ],
    );
}

#[test]
fn an_unknown_fact_holds_for_no_condition_and_for_every_negation() {
    let nothing = prepared(|_| {});
    for condition in [
        "title:x",
        "skill:=x",
        "type:hourly",
        "level:<=expert",
        "duration:<1mo..>6mo",
        "budget:>=0",
        "rate:..9",
        "country:US",
        "posted:<9w",
        "posted:>=2000-01-01",
        "featured:no",
        "requires.location:US",
        "proposals:0..",
        "city:x",
        "category:x",
        "rust",
    ] {
        assert!(!query(condition).matches(&nothing, &at()), "{condition}");
        assert!(query(&format!("-{condition}")).matches(&nothing, &at()), "-{condition}");
        assert_eq!(node(condition, &nothing).outcome, Outcome::Unknown, "{condition}");
        assert_eq!(node(&format!("-{condition}"), &nothing).outcome, Outcome::Holds, "-{condition}");
    }
    assert!(query("private:no missing:rate,budget -has:country").matches(&nothing, &at()));
    assert_eq!(node("has:rate", &nothing).outcome, Outcome::Fails);
}

#[test]
fn posted_is_measured_from_now_or_by_utc_days() {
    let job = prepared(|job| job.posted = Some("2026-01-30T12:00:00Z".parse().unwrap()));
    assert_matches(
        &job,
        &[
            ("posted:<49h", true),
            ("posted:<48h", false),
            ("posted:<=2d", true),
            ("posted:<2d", false),
            ("posted:<2880m", false),
            ("posted:>2d", false),
            ("posted:>1d", true),
            ("posted:1d..2d", true),
            ("posted:..47h", false),
            ("posted:2880m..", true),
            ("posted:<1w", true),
            ("posted:2026-01-30", true),
            ("posted:>2026-01-30", false),
            ("posted:<=2026-01-30", true),
            ("posted:2026-01-31..", false),
        ],
    );
    let week_old = prepared(|job| job.posted = Some("2026-01-25T12:00:00Z".parse().unwrap()));
    assert_matches(&week_old, &[("posted:<1w", false), ("posted:>=1w", true), ("posted:>1w", false)]);
    let ahead = prepared(|job| job.posted = Some("2026-02-01T13:00:00Z".parse().unwrap()));
    assert_matches(&ahead, &[("posted:<1h", true), ("posted:>=0m", false)]);
}

#[test]
fn a_phrase_stays_within_one_text() {
    let job = prepared(|job| {
        job.title = "Senior Rust".into();
        job.description = "developer wanted.\nApply now".into();
        job.skills = vec!["React".into(), "Native Apps".into()];
    });
    assert_matches(
        &job,
        &[
            ("\"senior rust\"", true),
            ("\"rust developer\"", false),
            ("\"wanted apply\"", true),
            ("\"react native\"", false),
            ("react native", true),
            ("skill:=native", false),
            ("skill:=\"native apps\"", true),
            ("title:=\"senior rust\"", true),
            ("title:=senior", false),
            ("skill:senior", false),
        ],
    );
}

#[test]
fn compounds_match_however_they_are_written() {
    let job =
        prepared(|job| job.description = "Node.js/Express, C++17 on ASP.NET; full-stack; don't; node js next".into());
    assert_matches(
        &job,
        &[
            ("\"node js express\"", true),
            ("\"nodejs express\"", true),
            ("\"node.js express\"", true),
            ("\"node.js next\"", true),
            ("\"nodejs next\"", false),
            ("\"express c++ 17 on .net\"", false),
            ("\"on asp .net\"", true),
            ("\"on aspnet full stack\"", true),
            ("\"net fullstack don't\"", true),
            ("c", false),
            ("stack* don*", true),
            ("full-*", true),
            ("express-*", false),
        ],
    );
}

#[test]
fn private_placeholders_are_asked_for_only_by_name() {
    for (text, asks) in [
        ("private:yes", true),
        ("rust OR private:yes", true),
        ("-(rust -private:yes)", true),
        ("-private:no", true),
        ("-private:yes", false),
        ("private:no", false),
        ("private:no,yes", true),
        ("rust", false),
        ("", false),
    ] {
        assert_eq!(query(text).asks_for_private(), asks, "{text}");
    }
}

#[test]
fn a_near_miss_holds_more_than_it_lacks() {
    let job = prepared(|job| job.title = "Rust parser".into());
    for (text, missed) in [
        ("rust parser react", Some(vec!["react"])),
        ("rust parser title:rust rate:>5 react", Some(vec!["rate:>5", "react"])),
        ("rust react", None),
        ("rust parser", None),
        ("react", None),
        ("", None),
    ] {
        let nodes = query(text).explain(&job, &at());
        let found = near_miss(&nodes).map(|nodes| nodes.iter().map(|node| node.text.as_str()).collect::<Vec<_>>());
        assert_eq!(found, missed, "{text}");
    }
}

#[test]
fn evidence_quotes_every_place_in_the_cleaned_text() {
    let job = prepared(|job| {
        job.title = "São: Node.js & node".into();
        job.skills = vec!["Go".into(), "NodeJS".into()];
    });
    let quoted = |field, start, end, value: &str| (field, start, end, value.to_owned());
    assert_eq!(
        evidence("node.js", &job),
        [quoted(EvidenceField::Title, 5, 12, "Node.js"), quoted(EvidenceField::Skill(1), 0, 6, "NodeJS")]
    );
    assert_eq!(
        evidence("node", &job),
        [quoted(EvidenceField::Title, 5, 9, "Node"), quoted(EvidenceField::Title, 15, 19, "node")]
    );
    assert_eq!(evidence("\"sao node js\"", &job), [quoted(EvidenceField::Title, 0, 12, "São: Node.js")]);
    assert_eq!(evidence("skill:=nodejs,rust", &job), [quoted(EvidenceField::Skill(1), 0, 6, "NodeJS")]);
    assert_eq!(evidence("wordpress", &job), []);
}

#[test]
fn evidence_is_enough_to_show_and_no_more() {
    let job = prepared(|job| job.description = "rust ".repeat(10_000));
    assert_eq!(evidence("rust", &job).len(), 200);
}

#[test]
fn blank_texts_are_as_unknown_as_empty_ones() {
    let job = prepared(|job| {
        job.description = " \n".into();
        job.skills = vec![" ".into()];
    });
    assert_matches(&job, &[("missing:description", true), ("has:skills", false)]);
    assert_eq!(node("description:x", &job).outcome, Outcome::Unknown);
}

#[test]
fn evidence_of_facts_is_the_value_compared() {
    let job = prepared(|job| {
        job.rate = Rate::from_ends(Some(20.0), Some(60.5), Currency::USD);
        job.client.spent = money(1_300.0);
        job.client.country = Some(Country::Code(*b"DE"));
        job.client.rating = Some(4.9);
        job.contract = Some(ContractType::Hourly);
        job.level = Some(Level::Expert);
        job.activity.proposals = Some(CountRange { min: 50, max: None });
        job.posted = Some("2026-01-30T12:00:00Z".parse().unwrap());
    });
    assert_eq!(evidence("rate:>=70", &job), fact("rate", "20..60.5 USD"));
    assert_eq!(evidence("client.spent:>1k", &job), fact("client.spent", "1300 USD"));
    assert_eq!(evidence("-country:IN", &job), fact("country", "DE"));
    assert_eq!(evidence("client.rating:>4", &job), fact("client.rating", "4.9"));
    assert_eq!(evidence("type:fixed", &job), fact("type", "hourly"));
    assert_eq!(evidence("level:>entry", &job), fact("level", "expert"));
    assert_eq!(evidence("level:..intermediate", &job), fact("level", "expert"));
    assert_eq!(evidence("proposals:<5", &job), fact("proposals", "50.."));
    assert_eq!(evidence("posted:<1d", &job), fact("posted", "2026-01-30T12:00:00Z"));
    assert_eq!(evidence("has:budget", &job), fact("has", "budget unknown"));
    assert_eq!(evidence("client.verified:yes", &job), []);
}

#[test]
fn a_condition_is_explained_by_what_it_is_made_of() {
    let job = prepared(|job| {
        job.title = "Rust developer".into();
        job.client.spent = money(0.0);
    });
    let nodes = query("rust (go OR developers OR country:US) -(php OR client.spent:0)").explain(&job, &at());
    let outline: Vec<_> = nodes.iter().map(|node| (node.text.as_str(), node.outcome)).collect();
    assert_eq!(
        outline,
        [
            ("rust", Outcome::Holds),
            ("go OR developers OR country:US", Outcome::Holds),
            ("-(php OR client.spent:0)", Outcome::Fails)
        ]
    );
    let children: Vec<_> = nodes[1].children.iter().map(|node| node.outcome).collect();
    assert_eq!(children, [Outcome::Fails, Outcome::Holds, Outcome::Unknown]);
    assert_eq!(nodes[1].evidence[0].value, "developer");
    assert_eq!(node("go OR country:US", &job).outcome, Outcome::Unknown);
    assert_eq!(node("-(rust country:US)", &job).outcome, Outcome::Holds);
    assert!(query("").explain(&job, &at()).is_empty());
}
