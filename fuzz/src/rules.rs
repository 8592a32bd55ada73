//! What holds for every decoded job, whichever service it came from.

use lapwing_domain::Job;
use lapwing_domain::job::{ContractType, Country};

/// Longest id taken for one, in bytes.
const LONGEST_ID: usize = 256;

/// Checks a job.
///
/// # Panics
/// When it breaks a rule.
pub fn check_job(job: &Job) {
    assert!(!job.id.0.trim().is_empty() && job.id.0.len() <= LONGEST_ID, "{:?}", job.id);
    check_texts(job);
    check_facts(job);
    assert_eq!(&job.clone().settle(), job, "settled twice");
}

/// Cleaned texts, and no blank ones in lists.
fn check_texts(job: &Job) {
    let lists = [&job.skills, &job.tags, &job.occupations];
    assert!(lists.iter().all(|list| list.iter().all(|text| !text.trim().is_empty())), "{lists:?}");
    let category = job.category.iter();
    let named = category.flat_map(|category| [&category.name, &category.slug, &category.group, &category.group_slug]);
    let countries = job.client.country.iter().chain(&job.requirements.location).filter_map(|country| match country {
        Country::Other(name) => Some(name),
        Country::Code(_) => None,
    });
    let single = [&job.title, &job.description, &job.client.city, &job.client.timezone];
    for text in single.into_iter().chain(lists.into_iter().flatten()).chain(named).chain(countries) {
        let kept = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        assert!(text.chars().all(kept), "control characters in {text:?}");
    }
}

/// The rules of `Job::settle` and of the types of facts.
fn check_facts(job: &Job) {
    assert!(job.budget.is_none_or(|amount| amount.cents > 0), "{:?}", job.budget);
    assert!(job.rate.is_none_or(|rate| 0 < rate.min.cents && rate.min.cents <= rate.max.cents), "{:?}", job.rate);
    match (job.budget, job.rate) {
        (Some(_), None) => assert_eq!(job.contract, Some(ContractType::Fixed)),
        (None, Some(_)) => assert_eq!(job.contract, Some(ContractType::Hourly)),
        _ => {}
    }
    let client = &job.client;
    assert!(client.spent.is_none_or(|amount| amount.cents >= 0), "{:?}", client.spent);
    let rated = client.rating.is_none_or(|rating| rating > 0.0 || client.reviews.is_some_and(|reviews| reviews > 0));
    assert!(rated, "{client:?}");
    assert!(client.hire_rate.is_none_or(|percent| (0.0..=100.0).contains(&percent)), "{:?}", client.hire_rate);
    let proposals = job.activity.proposals;
    assert!(proposals.is_none_or(|range| range.max.is_none_or(|max| range.min <= max)), "{proposals:?}");
    let required = &job.requirements;
    for number in [client.rating, job.hours, required.job_success, required.hours].into_iter().flatten() {
        assert!(number.is_finite() && number >= 0.0, "{number}");
    }
}
