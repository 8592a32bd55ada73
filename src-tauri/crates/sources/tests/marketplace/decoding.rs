//! Facts and where they come from.

use lapwing_domain::job::{
    ContractType, CountRange, Country, Duration, English, Job, Level, Requirements, Status, Workload,
};
use lapwing_sources::marketplace::{BadJob, decode_node};
use serde_json::{Value, json};

use crate::{full, job, with};

#[test]
fn a_full_node_becomes_a_job_with_every_fact() {
    let job = job(&full());
    assert_eq!((job.id.0.as_str(), job.title.as_str()), ("1900000000000000007", "Tend a tray & menu"));
    assert_eq!(job.description, "Line one line two");
    assert_eq!(job.skills, ["Rust", "Desktop & Tray"]);
    assert_eq!(job.url.as_deref(), Some("https://www.upwork.com/jobs/~021900000000000000007"));
    assert_eq!((job.contract, job.status), (Some(ContractType::Hourly), Some(Status::Open)));
    assert_eq!((job.level, job.duration), (Some(Level::Expert), Some(Duration::OneToThreeMonths)));
    let rate = job.rate.unwrap();
    assert_eq!((rate.min.units(), rate.max.units(), rate.max.currency.code()), (45.0, 70.5, "EUR"));
    assert_eq!((job.budget, job.workload), (None, Some(Workload::PartTime)));
    assert_eq!(job.posted.unwrap().to_string(), "2026-01-05T08:12:43Z");
    assert_eq!((job.featured, job.positions), (Some(true), Some(2)));
}

#[test]
fn what_this_service_never_tells_is_unknown_and_nothing_is_private() {
    let job = job(&full());
    assert_eq!((job.private, job.contract_to_hire, job.hours), (false, None, None));
    assert!(job.tags.is_empty());
}

#[test]
fn client_activity_and_requirements_come_from_their_own_branches() {
    let Job { client, activity, requirements, .. } = job(&full());
    assert_eq!(client.country, Some(Country::Code(*b"DE")));
    assert_eq!((client.city.as_str(), client.timezone.as_str()), ("Köln", "Europe/Berlin"));
    assert_eq!((client.verified, client.spent.unwrap().units()), (Some(true), 18250.5));
    assert_eq!((client.hires, client.jobs, client.hire_rate), (Some(12), Some(16), Some(75.0)));
    assert_eq!((client.rating, client.reviews), (Some(4.87), Some(9)));
    assert_eq!(client.since.unwrap().to_string(), "2019-03-01T00:00:00Z");
    assert_eq!(activity.proposals, Some(CountRange { min: 12, max: Some(12) }));
    assert_eq!((activity.invites, activity.interviewing, activity.hired), (Some(3), Some(2), Some(1)));
    assert_eq!(activity.last_seen.unwrap().to_string(), "2026-01-05T07:55:12Z");
    let expected = Requirements {
        location: vec![Country::Code(*b"DE"), Country::Code(*b"AT")],
        job_success: Some(90.0),
        hours: Some(100.0),
        english: Some(English::Fluent),
        rising: Some(false),
        portfolio: Some(true),
    };
    assert_eq!(requirements, expected);
}

#[test]
fn the_category_is_filed_under_its_group_and_what_else_is_labelled_is_an_occupation() {
    let job = job(&full());
    let category = job.category.unwrap();
    assert_eq!((category.name.as_str(), category.slug.as_str()), ("Desktop Apps", "desktop_apps"));
    assert_eq!((category.group.as_str(), category.group_slug.as_str()), ("Development", "dev_group"));
    assert_eq!(job.occupations, ["Installers", "Tray Tending"]);
    let slugs = with("category", &json!("dev_group")).category.unwrap();
    assert_eq!((slugs.name.as_str(), slugs.group.as_str(), slugs.group_slug.as_str()), ("", "", "dev_group"));
    let blank = json!({ "category": null, "subCategories": [null, { "prefLabel": " " }], "occupationService": {} });
    assert_eq!((with("occupations", &blank).category, with("occupations", &blank).occupations.len()), (None, 0));
}

#[test]
fn each_fact_falls_back_to_its_second_place() {
    for (workload, expected) in [
        (json!("NOT_SURE"), Workload::FullTime),
        (json!(null), Workload::FullTime),
        (json!("AS_NEEDED"), Workload::AsNeeded),
    ] {
        let mut node = full();
        node["job"]["contractTerms"]["hourlyContractTerms"]["engagementType"] = workload.clone();
        assert_eq!(job(&node).workload, Some(expected), "{workload}");
    }
    let label = json!({ "label": "3 to 6 months", "weeks": 18 });
    for node in [
        json!({ "id": "7", "duration": null, "durationLabel": "3 to 6 months" }),
        json!({ "id": "7", "duration": "DECADE", "engagementDuration": label }),
        json!({ "id": "7", "job": { "contractTerms": { "hourlyContractTerms": { "engagementDuration": label } } } }),
        json!({ "id": "7", "job": { "contractTerms": { "fixedPriceContractTerms": { "engagementDuration": label } } } }),
    ] {
        assert_eq!(job(&node).duration, Some(Duration::ThreeToSixMonths), "{node}");
    }
    let skills =
        json!([{ "prettyName": null, "name": "rust-lang" }, { "prettyName": " " }, null, "go", { "name": [] }]);
    assert_eq!(with("skills", &skills).skills, ["rust-lang"]);
}

#[test]
fn every_value_of_an_enumeration_means_what_the_schema_says_and_others_nothing() {
    use Duration::{OneToThreeMonths, OverSixMonths, ThreeToSixMonths, UnderOneMonth};
    for (value, duration) in [
        ("WEEK", Some(UnderOneMonth)),
        ("MONTH", Some(OneToThreeMonths)),
        ("QUARTER", Some(ThreeToSixMonths)),
        ("SEMESTER", Some(ThreeToSixMonths)),
        ("ONGOING", Some(OverSixMonths)),
        ("FORTNIGHT", None),
    ] {
        assert_eq!(with("duration", &json!(value)).duration, duration, "{value}");
    }
    for (value, level) in [
        ("ENTRY_LEVEL", Some(Level::Entry)),
        ("INTERMEDIATE", Some(Level::Intermediate)),
        ("EXPERT", Some(Level::Expert)),
        ("NONE", None),
        ("WIZARD", None),
    ] {
        assert_eq!(with("experienceLevel", &json!(value)).level, level, "{value}");
    }
    for (value, contract) in
        [("HOURLY", Some(ContractType::Hourly)), ("FIXED", Some(ContractType::Fixed)), ("BARTER", None)]
    {
        let terms = json!({ "contractTerms": { "contractType": value } });
        assert_eq!(with("job", &terms).contract, contract, "{value}");
    }
    for (value, status) in [("ACTIVE", Some(Status::Open)), ("CLOSED", Some(Status::Closed)), ("PAUSED", None)] {
        assert_eq!(with("job", &json!({ "workFlowState": { "status": value } })).status, status, "{value}");
    }
    for (value, english) in [
        ("ANY", None),
        ("BASIC", Some(English::Basic)),
        ("CONVERSATIONAL", Some(English::Conversational)),
        ("FLUENT", Some(English::Fluent)),
        ("NATIVE", Some(English::Native)),
        ("POETIC", None),
    ] {
        let selection = json!({ "contractorSelection": { "qualification": { "englishProficiency": value } } });
        assert_eq!(with("job", &selection).requirements.english, english, "{value}");
    }
}

#[test]
fn only_a_verified_client_is_verified_and_an_empty_status_is_unknown() {
    for (value, verified) in [
        (json!("VERIFIED"), Some(true)),
        (json!("NOT_VERIFIED"), Some(false)),
        (json!("ACTIVE_BUT_NOT_VERIFIED"), Some(false)),
        (json!("VERIFICATION_IN_PROGRESS"), Some(false)),
        (json!("UNKNOWN"), None),
        (json!(""), None),
        (json!(null), None),
        (json!(true), None),
        (json!("VERIFIED_TWICE"), None),
    ] {
        assert_eq!(with("client", &json!({ "verificationStatus": value })).client.verified, verified, "{value}");
    }
}

#[test]
fn the_hire_rate_is_hires_of_jobs_posted_and_at_most_all() {
    for (hires, posted, rate) in [
        (json!(3), json!(4), Some(75.0)),
        (json!(0), json!(4), Some(0.0)),
        (json!(9), json!(4), Some(100.0)),
        (json!(0), json!(0), None),
        (json!(3), json!(0), None),
        (json!(null), json!(4), None),
        (json!(3), json!(null), None),
        (json!(-3), json!(4), None),
    ] {
        let client = with("client", &json!({ "totalHires": hires, "totalPostedJobs": posted })).client;
        assert_eq!(client.hire_rate, rate, "{hires} of {posted}");
    }
}

#[test]
fn a_rating_of_zero_is_unknown_without_reviews() {
    let rating = |reviews: Value| with("client", &json!({ "totalFeedback": 0, "totalReviews": reviews })).client.rating;
    assert_eq!([rating(json!(0)), rating(json!(null)), rating(json!(2))], [None, None, Some(0.0)]);
}

#[test]
fn countries_only_preferred_are_no_requirement() {
    let france = vec![Country::Code(*b"FR")];
    let austria = vec![Country::Code(*b"AT")];
    for (selected, mandatory, expected) in [
        (json!(["AUT"]), json!(true), &austria),
        (json!(["Austria"]), json!(false), &austria),
        (json!([]), json!(true), &france),
        (json!([null, " "]), json!(true), &france),
        (json!(null), json!("true"), &france),
        (json!(null), json!(false), &vec![]),
        (json!(null), json!(null), &vec![]),
    ] {
        let mut node = full();
        node["job"]["contractorSelection"]["location"]["countries"] = selected.clone();
        node["preferredFreelancerLocationMandatory"] = mandatory.clone();
        assert_eq!(job(&node).requirements.location, *expected, "{selected} {mandatory}");
    }
    let atlantis = json!({ "contractorSelection": { "location": { "countries": ["Atlantis"] } } });
    assert_eq!(with("job", &atlantis).requirements.location, [Country::Other("Atlantis".into())]);
}

#[test]
fn the_page_is_addressed_by_the_ciphertext_with_or_without_its_tilde() {
    for ciphertext in ["~02ab7", "02ab7", " ~02ab7 "] {
        let url = with("ciphertext", &json!(ciphertext)).url;
        assert_eq!(url.as_deref(), Some("https://www.upwork.com/jobs/~02ab7"), "{ciphertext}");
    }
    for odd in ["", "~", "~~02", "~02/../../x", "~02?x=1", "~02 7", "@example.com", "~é"] {
        assert_eq!(with("ciphertext", &json!(odd)).url, None, "{odd}");
    }
}

#[test]
fn a_node_without_a_usable_id_is_refused_with_the_reason() {
    for (node, reason) in [
        (json!(null), BadJob::NotAnObject("null")),
        (json!([full()]), BadJob::NotAnObject("a list")),
        (json!({ "ciphertext": "~027" }), BadJob::NoId),
        (json!({ "id": "" }), BadJob::NoId),
        (json!({ "id": true }), BadJob::OddId("true or false")),
        (json!({ "id": 1.9e18 }), BadJob::OddId("not a whole number")),
    ] {
        assert_eq!(decode_node(&node).unwrap_err(), reason, "{node}");
    }
    assert_eq!(job(&json!({ "id": 1_900_000_000_000_000_007_u64 })).id.0, "1900000000000000007");
}
