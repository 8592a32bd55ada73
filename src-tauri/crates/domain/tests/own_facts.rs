//! Conditions on what is not in the posting: the user's profile, the history, the source; and on its language.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::job::{Country, English, Rate};
use lapwing_domain::money::Currency;
use lapwing_domain::query::{At, Outcome, PreparedJob, Query, Use, parse};
use lapwing_domain::triage::State;
use lapwing_domain::{Job, JobId, Profile, Record};

const NOW: &str = "2026-02-01T12:00:00Z";

fn job(fill: impl FnOnce(&mut Job)) -> Job {
    let mut job = Job::new(JobId("own".into()));
    fill(&mut job);
    job.settle()
}

fn query(text: &str) -> Query {
    parse(text, Use::History).unwrap().query
}

fn holds(text: &str, job: &PreparedJob) -> bool {
    query(text).matches(job, &At::moment(NOW.parse().unwrap()))
}

fn known(fill: impl FnOnce(&mut Record)) -> PreparedJob {
    let mut record = Record::default();
    fill(&mut record);
    PreparedJob::with_record(job(|_| {}), record)
}

fn fits(job: &Job, me: &Profile) -> bool {
    let at = At { me: Some(me), ..At::moment(NOW.parse().unwrap()) };
    query("fits:me").matches(&PreparedJob::new(job.clone()), &at)
}

#[test]
fn every_posting_fits_without_a_profile_or_requirements() {
    let demanding = job(|job| {
        job.requirements.english = Some(English::Native);
        job.requirements.location = vec![Country::Code(*b"US")];
    });
    assert!(holds("fits:me", &PreparedJob::new(demanding.clone())));
    assert!(fits(&demanding, &Profile::default()));
    let me = Profile { country: Some(*b"DE"), english: Some(English::Basic), ..Profile::default() };
    assert!(fits(&job(|_| {}), &me));
}

/// A posting, and whether it fits.
type Case = (fn(&mut Job), bool);

#[test]
fn a_requirement_that_the_profile_does_not_meet_refuses() {
    let rate = |most| Rate::from_ends(Some(10.0), Some(most), Currency::USD);
    let me = Profile {
        country: Some(*b"DE"),
        english: Some(English::Fluent),
        job_success: Some(90.0),
        hours: Some(100.0),
        rate_floor: Some(40.0),
        ..Profile::default()
    };
    let cases: [Case; 9] = [
        (|job| job.requirements.location = vec![Country::Code(*b"US"), Country::Code(*b"DE")], true),
        (|job| job.requirements.location = vec![Country::Code(*b"US")], false),
        (|job| job.requirements.english = Some(English::Fluent), true),
        (|job| job.requirements.english = Some(English::Native), false),
        (|job| job.requirements.job_success = Some(90.0), true),
        (|job| job.requirements.job_success = Some(90.5), false),
        (|job| job.requirements.hours = Some(101.0), false),
        (|job| job.requirements.rising = Some(true), true),
        (|job| job.requirements.location = vec![Country::Other("Atlantis".into())], false),
    ];
    for (at, (fill, expected)) in cases.into_iter().enumerate() {
        assert_eq!(fits(&job(fill), &me), expected, "case {at}");
    }
    assert!(fits(&job(|job| job.rate = rate(40.0)), &me), "the top of the range reaches the floor");
    assert!(!fits(&job(|job| job.rate = rate(39.5)), &me));
}

#[test]
fn an_explanation_names_every_requirement_that_refuses() {
    let me = Profile { country: Some(*b"DE"), english: Some(English::Basic), ..Profile::default() };
    let demanding = job(|job| {
        job.requirements.english = Some(English::Native);
        job.requirements.location = vec![Country::Code(*b"US")];
    });
    let at = At { me: Some(&me), ..At::moment(NOW.parse().unwrap()) };
    let nodes = query("fits:me").explain(&PreparedJob::new(demanding), &at);
    assert_eq!(nodes[0].outcome, Outcome::Fails);
    let values: Vec<&str> = nodes[0].evidence.iter().map(|found| found.value.as_str()).collect();
    assert_eq!(values, ["requires.english native", "requires.location US"]);
}

#[test]
fn the_history_is_asked_by_state_search_day_note_and_label() {
    let job = known(|record| {
        record.state = Some(State::Saved);
        record.starred = true;
        record.searches = vec!["Rust jobs".into(), "Remote".into()];
        record.first_seen = Some("2026-02-01T09:00:00Z".parse().unwrap());
        record.note = "Asked about the deadline".into();
        record.labels = vec!["long term".into()];
    });
    for (text, expected) in [
        ("is:saved", true),
        ("is:new,saved", true),
        ("is:new", false),
        ("-is:dismissed", true),
        ("is:starred", true),
        ("is:repost", false),
        ("is:unread", false),
        ("in:rust", true),
        ("in:=\"rust jobs\"", true),
        ("in:=rust", false),
        ("seen:<4h", true),
        ("seen:2026-02-01", true),
        ("seen:>1d", false),
        ("note:deadlines", true),
        ("label:=\"long term\"", true),
        ("label:=long", false),
        ("deadline", false),
    ] {
        assert_eq!(holds(text, &job), expected, "{text}");
    }
    let stranger = known(|_| {});
    assert!(!holds("is:new", &stranger) && !holds("seen:>1m", &stranger) && holds("-note:x", &stranger));
    assert!(holds("is:unread is:new", &known(|record| record.state = Some(State::New))));
}

#[test]
fn a_source_is_asked_by_its_name() {
    let job = known(|record| record.sources = vec!["My key".into(), "Sandbox".into()]);
    for (text, expected) in [
        ("source:sandbox", true),
        ("source:=\"my key\"", true),
        ("source:=key", false),
        ("source:other", false),
        ("-source:other", true),
        ("sandbox", false),
    ] {
        assert_eq!(holds(text, &job), expected, "{text}");
    }
}

#[test]
fn a_language_is_detected_in_the_posting_and_unknown_in_a_few_words() {
    let german = PreparedJob::new(job(|job| {
        job.title = "Übersetzer gesucht".into();
        job.description = "Wir suchen jemanden, der unsere Anleitung ins Englische überträgt.".into();
    }));
    assert!(holds("lang:de", &german) && holds("lang:en,de", &german) && !holds("lang:en", &german));
    let short = PreparedJob::new(job(|job| job.title = "React".into()));
    assert!(!holds("lang:en", &short) && holds("-lang:en", &short));
    let nodes = query("lang:en").explain(&short, &At::moment(NOW.parse().unwrap()));
    assert_eq!(nodes[0].outcome, Outcome::Unknown);
}
