//! Real nodes decode with all the facts they give, and queries find those they should. What is expected is read from
//! the raw JSON here, not with the decoder's help.

use jiff::Timestamp;
use lapwing_domain::Job;
use lapwing_domain::job::ContractType;
use lapwing_domain::query::{At, PreparedJob, Use, parse};
use serde_json::Value;

use crate::data::data;
use crate::job;

fn nodes() -> Option<Vec<Value>> {
    Some(serde_json::from_str(&data("marketplace-nodes-2025.json")?).unwrap())
}

/// A number where the service writes it: alone, or as an amount's raw value.
fn number(node: &Value, path: &str) -> Option<f64> {
    let value = node.pointer(path)?;
    let amount = value.get("rawValue").and_then(Value::as_str).map(|raw| raw.parse().unwrap());
    amount.or_else(|| value.as_f64())
}

fn above_zero(node: &Value, path: &str) -> Option<f64> {
    number(node, path).filter(|number| *number > 0.0)
}

fn text<'a>(node: &'a Value, path: &str) -> &'a str {
    node.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a job knows a fact.
type Known = fn(&Job) -> bool;

/// Whether the node gives a fact is whether the job knows it.
fn assert_known(nodes: &[Value], fact: &str, given: impl Fn(&Value) -> bool, known: impl Fn(&Job) -> bool) {
    for node in nodes {
        assert_eq!(given(node), known(&job(node)), "{fact} of {}", node["id"]);
    }
    assert!(nodes.iter().any(given), "{fact} is given nowhere");
}

#[test]
fn real_nodes_decode_with_the_facts_they_give() {
    let Some(nodes) = nodes() else { return };
    assert_eq!(nodes.len(), 3);
    let texts: [(&str, Known); 13] = [
        ("/id", |job| !job.id.0.is_empty()),
        ("/title", |job| !job.title.is_empty()),
        ("/description", |job| !job.description.is_empty()),
        ("/ciphertext", |job| job.url.is_some()),
        ("/publishedDateTime", |job| job.posted.is_some()),
        ("/experienceLevel", |job| job.level.is_some()),
        ("/duration", |job| job.duration.is_some()),
        ("/engagement", |job| job.workload.is_some()),
        ("/subcategory", |job| job.category.as_ref().is_some_and(|category| !category.slug.is_empty())),
        ("/occupations/category/prefLabel", |job| job.category.as_ref().is_some_and(|filed| !filed.group.is_empty())),
        ("/client/location/country", |job| job.client.country.is_some()),
        ("/client/location/timezone", |job| !job.client.timezone.is_empty()),
        ("/client/verificationStatus", |job| job.client.verified.is_some()),
    ];
    for (path, known) in texts {
        assert_known(&nodes, path, |node| !text(node, path).is_empty(), known);
    }
    let numbers: [(&str, Known); 7] = [
        ("/totalApplicants", |job| job.activity.proposals.is_some()),
        ("/freelancersToHire", |job| job.positions.is_some()),
        ("/client/totalHires", |job| job.client.hires.is_some()),
        ("/client/totalPostedJobs", |job| job.client.jobs.is_some() && job.client.hire_rate.is_some()),
        ("/client/totalReviews", |job| job.client.reviews.is_some()),
        ("/client/totalSpent", |job| job.client.spent.is_some()),
        ("/hourlyBudgetMax", |job| job.rate.is_some() && job.contract == Some(ContractType::Hourly)),
    ];
    for (path, known) in numbers {
        assert_known(&nodes, path, |node| number(node, path).is_some(), known);
    }
    let fixed = |job: &Job| job.budget.is_some() && job.contract == Some(ContractType::Fixed);
    assert_known(&nodes, "/amount", |node| above_zero(node, "/amount").is_some(), fixed);
    assert_known(
        &nodes,
        "rating",
        |node| above_zero(node, "/client/totalReviews").is_some(),
        |job| job.client.rating.is_some(),
    );
}

/// A query, and whether a raw node should be found by it.
type Expected = (&'static str, fn(&Value) -> bool);

#[rustfmt::skip]
const QUERIES: [Expected; 18] = [
    ("type:hourly", |node| above_zero(node, "/hourlyBudgetMax").is_some()),
    ("type:fixed budget:<=20", |node| above_zero(node, "/amount").is_some_and(|amount| amount <= 20.0)),
    ("-has:budget", |node| above_zero(node, "/amount").is_none()),
    ("rate:10..12", |node| {
        let ends = above_zero(node, "/hourlyBudgetMin").zip(above_zero(node, "/hourlyBudgetMax"));
        ends.is_some_and(|(min, max)| min <= 12.0 && max >= 10.0)
    }),
    ("country:UK,CA", |node| ["United Kingdom", "Canada"].contains(&text(node, "/client/location/country"))),
    ("city:london", |node| text(node, "/client/location/city") == "London"),
    ("client.verified:yes client.spent:>1k", |node| {
        text(node, "/client/verificationStatus") == "VERIFIED" && number(node, "/client/totalSpent") > Some(1000.0)
    }),
    ("client.hire_rate:>=90", |node| {
        let (hires, posted) = (number(node, "/client/totalHires"), number(node, "/client/totalPostedJobs"));
        hires.zip(posted).is_some_and(|(hires, posted)| hires / posted >= 0.9)
    }),
    ("client.rating:>=4.995", |node| number(node, "/client/totalFeedback") >= Some(4.995)),
    ("missing:rating", |node| number(node, "/client/totalReviews") == Some(0.0)),
    ("proposals:<4", |node| number(node, "/totalApplicants").is_some_and(|count| count < 4.0)),
    ("workload:part-time", |node| text(node, "/engagement").starts_with("Less than 30")),
    ("duration:<1mo level:intermediate", |node| {
        text(node, "/duration") == "WEEK" && text(node, "/experienceLevel") == "INTERMEDIATE"
    }),
    ("posted:2025-10-15..2025-10-31", |node| text(node, "/publishedDateTime") >= "2025-10-15"),
    ("title:\"lead capture\" -hubspot", |node| {
        let title = text(node, "/title").to_lowercase();
        let said = |words: &str| title.contains(words) || text(node, "/description").to_lowercase().contains(words);
        title.contains("lead capture") && !said("hubspot")
    }),
    ("category:\"mobile & software\"", |node| {
        text(node, "/occupations/category/prefLabel").contains("Mobile & Software")
    }),
    ("category:web_mobile_design", |node| text(node, "/subcategory") == "web_mobile_design"),
    ("has:requirements OR private:yes OR requires.jss:>0", |_| false),
];

#[test]
fn queries_find_exactly_the_nodes_they_should() {
    let Some(nodes) = nodes() else { return };
    let now = At::moment("2025-11-01T00:00:00Z".parse::<Timestamp>().unwrap());
    let jobs: Vec<PreparedJob> = nodes.iter().map(|node| PreparedJob::new(job(node))).collect();
    for (query, expected) in QUERIES {
        let parsed = parse(query, Use::SavedSearch).unwrap().query;
        let found: Vec<&str> =
            jobs.iter().filter(|job| parsed.matches(job, &now)).map(|job| job.job().id.0.as_str()).collect();
        let expected: Vec<&str> = nodes.iter().filter(|node| expected(node)).map(|node| text(node, "/id")).collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn the_expectations_tell_real_nodes_apart() {
    let Some(nodes) = nodes() else { return };
    let found = |expected: fn(&Value) -> bool| nodes.iter().filter(|node| expected(node)).count();
    let telling = QUERIES.iter().filter(|(_, expected)| (1..nodes.len()).contains(&found(*expected))).count();
    assert!(telling >= 12, "only {telling} queries find some nodes and leave out others");
}
