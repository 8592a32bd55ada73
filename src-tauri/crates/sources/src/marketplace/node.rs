//! One node as a domain job.

use lapwing_domain::Job;
use lapwing_domain::job::{Activity, Category, Client, CountRange, Country, Duration, Rate, Requirements};
use lapwing_domain::money::{Currency, Money};
use serde_json::Value;

use super::enums;
use crate::facts::{BadJob, Fields, labels, row};

/// Where a posting's page is; its ciphertext without the `~` follows.
const PAGE: &str = "https://www.upwork.com/jobs/~";

/// Reads one node, `edges[].node` of the answer. Facts of unexpected shape are unknown; unknown fields are ignored.
///
/// # Errors
/// When there is no usable id. The service also sends `null` in place of a node of which it could not resolve a part.
///
/// # Examples
/// ```
/// use lapwing_sources::marketplace::{BadJob, decode_node};
///
/// let node = serde_json::json!({ "id": "7", "title": "Tidy a crate", "hourlyBudgetMin": { "rawValue": "40.0" } });
/// let job = decode_node(&node)?;
/// assert_eq!(job.title, "Tidy a crate");
/// assert_eq!(job.rate.map(|rate| rate.max.units()), Some(40.0));
/// # Ok::<(), BadJob>(())
/// ```
pub fn decode_node(node: &Value) -> Result<Job, BadJob> {
    let (id, node) = row(node)?;
    let posting = node.inner("job");
    let terms = posting.inner("contractTerms");
    let mut job = Job::new(id);
    job.title = node.text("title");
    job.description = node.text("description");
    job.skills = skills(node);
    (job.category, job.occupations) = filed(node);
    job.url = page(node);
    job.contract = terms.label("contractType", labels::contract);
    job.status = posting.inner("workFlowState").label("status", enums::status);
    job.level = node.label("experienceLevel", labels::level);
    job.budget = budget(node, terms);
    job.rate = rate(node).or_else(|| rate(terms.inner("hourlyContractTerms")));
    job.duration = duration(node, terms);
    job.workload = terms
        .inner("hourlyContractTerms")
        .label("engagementType", labels::workload)
        .or_else(|| node.label("engagement", labels::workload));
    job.client = client(node.inner("client"));
    job.activity = activity(node, posting.inner("activityStat").inner("jobActivity"));
    job.requirements = requirements(node, posting.inner("contractorSelection"));
    job.posted = node.instant("publishedDateTime");
    job.featured = node.flag("premium");
    job.positions = node.count("freelancersToHire");
    Ok(job.settle())
}

/// The skills as they are shown, or as they are named in addresses where the service leaves that out.
fn skills(node: Fields<'_>) -> Vec<String> {
    let shown = |skill| {
        let texts = ["prettyName", "name"].map(|name| Fields::of(skill).text(name));
        texts.into_iter().find(|text| !text.trim().is_empty())
    };
    node.items("skills").iter().filter_map(shown).collect()
}

/// The category, and the occupations. A posting has one category and, in it, one subcategory or more, of which the
/// first names the category; the others and the service are its occupations.
fn filed(node: Fields<'_>) -> (Option<Category>, Vec<String>) {
    let occupations = node.inner("occupations");
    let label = |occupation: Fields<'_>| occupation.text("prefLabel");
    let is_given = |label: &String| !label.trim().is_empty();
    let mut below = occupations.items("subCategories").iter().map(Fields::of).map(label).filter(is_given);
    let category = Category {
        name: below.next().unwrap_or_default(),
        slug: node.text("subcategory"),
        group: label(occupations.inner("category")),
        group_slug: node.text("category"),
    };
    let service = Some(label(occupations.inner("occupationService"))).filter(is_given);
    ((category != Category::default()).then_some(category), below.chain(service).collect())
}

/// The posting's page. The service sends its ciphertext with and without the `~`; anything that would need escaping in
/// an address is no ciphertext.
fn page(node: Fields<'_>) -> Option<String> {
    let ciphertext = node.value("ciphertext")?.as_str()?.trim();
    let name = ciphertext.strip_prefix('~').unwrap_or(ciphertext);
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| format!("{PAGE}{name}"))
}

/// An amount as the schema's `Money`, whose `rawValue` is a text or a number, or as a number alone.
fn units(fields: Fields<'_>, name: &str) -> Option<f64> {
    fields.inner(name).number("rawValue").or_else(|| fields.number(name))
}

fn money(fields: Fields<'_>, name: &str) -> Option<Money> {
    Money::from_units(units(fields, name)?, fields.inner(name).currency())
}

/// The fixed amount. The node's own `amount` is zero or null for what is paid by the hour, and sometimes elsewhere, so
/// the contract's terms come first.
fn budget(node: Fields<'_>, terms: Fields<'_>) -> Option<Money> {
    let agreed = money(terms.inner("fixedPriceContractTerms"), "amount");
    agreed.filter(|amount| amount.cents > 0).or_else(|| money(node, "amount"))
}

/// The hourly range. Both places name its ends alike; those in the contract's terms are numbers without a currency.
fn rate(place: Fields<'_>) -> Option<Rate> {
    const ENDS: [&str; 2] = ["hourlyBudgetMin", "hourlyBudgetMax"];
    let currency = ENDS.into_iter().find_map(|end| money(place, end)).map_or(Currency::USD, |amount| amount.currency);
    let [min, max] = ENDS.map(|end| units(place, end));
    Rate::from_ends(min, max, currency)
}

/// The duration by its bucket, else by the first label that means one.
fn duration(node: Fields<'_>, terms: Fields<'_>) -> Option<Duration> {
    let own = ["duration", "durationLabel"].into_iter().find_map(|name| node.label(name, labels::duration));
    let places = || [node, terms.inner("hourlyContractTerms"), terms.inner("fixedPriceContractTerms")].into_iter();
    own.or_else(|| places().find_map(|place| place.inner("engagementDuration").label("label", labels::duration)))
}

fn client(client: Fields<'_>) -> Client {
    let place = client.inner("location");
    let (jobs, hires) = (client.count("totalPostedJobs"), client.count("totalHires"));
    Client {
        id: Some(client.text("companyOrgUid")).filter(|id| !id.is_empty()),
        country: Country::read(&place.text("country")),
        city: place.text("city"),
        timezone: place.text("timezone"),
        verified: client.label("verificationStatus", enums::verified),
        spent: money(client, "totalSpent"),
        jobs,
        hires,
        hire_rate: jobs.zip(hires).and_then(|(jobs, hires)| hire_rate(jobs, hires)),
        rating: client.number("totalFeedback").filter(|score| *score >= 0.0),
        reviews: client.count("totalReviews"),
        since: client.instant("memberSinceDateTime"),
    }
}

/// Hires of jobs posted, in percent. One job may hire several people, so more than all of them counts as all.
fn hire_rate(jobs: u32, hires: u32) -> Option<f64> {
    (jobs > 0).then(|| (f64::from(hires) / f64::from(jobs) * 100.0).min(100.0))
}

fn activity(node: Fields<'_>, activity: Fields<'_>) -> Activity {
    Activity {
        proposals: node.count("totalApplicants").map(|count| CountRange { min: count, max: Some(count) }),
        invites: activity.count("invitesSent"),
        interviewing: activity.count("totalInvitedToInterview"),
        hired: activity.count("totalHired"),
        last_seen: activity.instant("lastClientActivity"),
    }
}

fn requirements(node: Fields<'_>, selection: Fields<'_>) -> Requirements {
    let qualification = selection.inner("qualification");
    Requirements {
        location: location(node, selection.inner("location")),
        job_success: qualification.number("jobSuccessScore").filter(|score| *score >= 0.0),
        hours: qualification.number("hoursWorked").filter(|hours| *hours >= 0.0),
        english: qualification.label("englishProficiency", enums::english),
        rising: qualification.flag("risingTalent"),
        portfolio: qualification.flag("hasPortfolio"),
    }
}

/// The countries freelancers must be in. Those only preferred require nothing.
fn location(node: Fields<'_>, selected: Fields<'_>) -> Vec<Country> {
    let countries = |fields: Fields<'_>, name| -> Vec<Country> {
        fields.texts(name).iter().filter_map(|country| Country::read(country)).collect()
    };
    let required = countries(selected, "countries");
    let mandatory = node.flag("preferredFreelancerLocationMandatory") == Some(true);
    if required.is_empty() && mandatory { countries(node, "preferredFreelancerLocation") } else { required }
}
