//! Damage stays where it is: whatever is null or of a wrong type takes its own facts along and no others.

use std::collections::BTreeMap;

use lapwing_domain::{Job, JobId};
use serde_json::{Value, json};

use crate::{full, job};

/// Places in the full node, and the facts that are read from there and nowhere else.
const PLACES: [(&str, &[&str]); 53] = [
    ("/ciphertext", &["url"]),
    ("/title", &["title"]),
    ("/description", &["description"]),
    ("/createdDateTime", &[]),
    ("/publishedDateTime", &["posted"]),
    ("/duration", &["duration"]),
    ("/experienceLevel", &["level"]),
    ("/hourlyBudgetMin", &["rate"]),
    ("/hourlyBudgetMin/rawValue", &["rate"]),
    ("/hourlyBudgetMin/displayValue", &[]),
    ("/hourlyBudgetMax", &["rate"]),
    ("/category", &["category"]),
    ("/subcategory", &["category"]),
    ("/premium", &["featured"]),
    ("/totalApplicants", &["proposals"]),
    ("/freelancersToHire", &["positions"]),
    ("/preferredFreelancerLocation", &[]),
    ("/skills", &["skills"]),
    ("/skills/0", &["skills"]),
    ("/occupations", &["category", "occupations"]),
    ("/occupations/category", &["category"]),
    ("/occupations/subCategories", &["category", "occupations"]),
    ("/occupations/occupationService", &["occupations"]),
    (
        "/client",
        &[
            "city",
            "country",
            "hire_rate",
            "hires",
            "jobs",
            "rating",
            "reviews",
            "since",
            "spent",
            "timezone",
            "verified",
        ],
    ),
    ("/client/totalHires", &["hire_rate", "hires"]),
    ("/client/totalPostedJobs", &["hire_rate", "jobs"]),
    ("/client/totalReviews", &["reviews"]),
    ("/client/totalFeedback", &["rating"]),
    ("/client/totalSpent", &["spent"]),
    ("/client/totalSpent/rawValue", &["spent"]),
    ("/client/verificationStatus", &["verified"]),
    ("/client/memberSinceDateTime", &["since"]),
    ("/client/location", &["city", "country", "timezone"]),
    ("/client/location/country", &["country"]),
    ("/client/location/city", &["city"]),
    ("/client/location/timezone", &["timezone"]),
    ("/job/workFlowState", &["status"]),
    ("/job/workFlowState/status", &["status"]),
    ("/job/activityStat", &["hired", "interviewing", "invites", "last_seen"]),
    ("/job/activityStat/jobActivity/lastClientActivity", &["last_seen"]),
    ("/job/activityStat/jobActivity/invitesSent", &["invites"]),
    ("/job/activityStat/jobActivity/totalInvitedToInterview", &["interviewing"]),
    ("/job/activityStat/jobActivity/totalHired", &["hired"]),
    ("/job/contractTerms", &["workload"]),
    ("/job/contractTerms/hourlyContractTerms/engagementType", &["workload"]),
    (
        "/job/contractorSelection",
        &[
            "required_english",
            "required_hours",
            "required_jss",
            "required_location",
            "required_portfolio",
            "required_rising",
        ],
    ),
    ("/job/contractorSelection/location", &["required_location"]),
    ("/job/contractorSelection/location/countries", &["required_location"]),
    ("/job/contractorSelection/qualification/englishProficiency", &["required_english"]),
    ("/job/contractorSelection/qualification/hasPortfolio", &["required_portfolio"]),
    ("/job/contractorSelection/qualification/hoursWorked", &["required_hours"]),
    ("/job/contractorSelection/qualification/risingTalent", &["required_rising"]),
    ("/job/contractorSelection/qualification/jobSuccessScore", &["required_jss"]),
];

/// Every fact of a job by name, printed.
fn facts(job: &Job) -> BTreeMap<&'static str, String> {
    let Job { client, activity, requirements, .. } = job;
    let named: [(&str, &dyn std::fmt::Debug); 42] = [
        ("id", &job.id),
        ("title", &job.title),
        ("description", &job.description),
        ("skills", &job.skills),
        ("tags", &job.tags),
        ("occupations", &job.occupations),
        ("category", &job.category),
        ("url", &job.url),
        ("contract", &job.contract),
        ("status", &job.status),
        ("level", &job.level),
        ("budget", &job.budget),
        ("rate", &job.rate),
        ("duration", &job.duration),
        ("workload", &job.workload),
        ("country", &client.country),
        ("city", &client.city),
        ("timezone", &client.timezone),
        ("verified", &client.verified),
        ("spent", &client.spent),
        ("jobs", &client.jobs),
        ("hires", &client.hires),
        ("hire_rate", &client.hire_rate),
        ("rating", &client.rating),
        ("reviews", &client.reviews),
        ("since", &client.since),
        ("proposals", &activity.proposals),
        ("invites", &activity.invites),
        ("interviewing", &activity.interviewing),
        ("hired", &activity.hired),
        ("last_seen", &activity.last_seen),
        ("required_location", &requirements.location),
        ("required_jss", &requirements.job_success),
        ("required_hours", &requirements.hours),
        ("required_english", &requirements.english),
        ("required_rising", &requirements.rising),
        ("required_portfolio", &requirements.portfolio),
        ("posted", &job.posted),
        ("private", &job.private),
        ("featured", &job.featured),
        ("positions", &job.positions),
        ("hours", &job.hours),
    ];
    named.into_iter().map(|(name, fact)| (name, format!("{fact:?}"))).collect()
}

/// The names of the facts that change when `damage` takes the place of what the full node says there.
fn changed(place: &str, damage: &Value) -> Vec<&'static str> {
    let (whole, mut node) = (facts(&job(&full())), full());
    *node.pointer_mut(place).unwrap_or_else(|| panic!("the full node has no {place}")) = damage.clone();
    let damaged = facts(&job(&node));
    whole.into_iter().filter(|(name, fact)| damaged[name] != *fact).map(|(name, _)| name).collect()
}

#[test]
fn a_null_takes_exactly_the_facts_it_stands_for() {
    for (place, own) in PLACES {
        assert_eq!(changed(place, &json!(null)), own, "{place}");
    }
}

#[test]
fn a_wrong_type_takes_no_other_facts_along() {
    let odd =
        [json!([[]]), json!({ "a": [1] }), json!(true), json!(-7.25), json!(1e300), json!(""), json!("\u{0}nonsense")];
    for (place, own) in PLACES {
        for damage in &odd {
            let surplus: Vec<_> = changed(place, damage).into_iter().filter(|name| !own.contains(name)).collect();
            assert!(surplus.is_empty(), "{place} = {damage} also changes {surplus:?}");
        }
    }
}

#[test]
fn a_node_with_nulls_everywhere_is_a_job_of_which_only_the_id_is_known() {
    fn hollow(value: &mut Value) {
        match value {
            Value::Object(fields) => fields.values_mut().for_each(hollow),
            Value::Array(items) => items.iter_mut().for_each(hollow),
            other => *other = Value::Null,
        }
    }
    let unknown = Job::new(JobId("7".into()));
    let (mut hollowed, mut flat) = (full(), full());
    hollow(&mut hollowed);
    flat.as_object_mut().unwrap().values_mut().for_each(|value| *value = Value::Null);
    for mut node in [hollowed, flat] {
        node["id"] = json!("7");
        assert_eq!(job(&node), unknown, "{node}");
    }
}
