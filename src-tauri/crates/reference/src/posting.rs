//! A posting: the facts that one job object of the jobs API gives.

use jiff::Timestamp;
use serde_json::Value;

use crate::clean::clean;
use crate::countries::country;
use crate::facts::{self, English};
use crate::text::Text;

/// A client's country: one that is no code, name or alias is known and equals no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Country {
    /// The code of two letters.
    Code(&'static str),
    /// Known, but not listed.
    Unlisted,
}

/// A posting's facts. What the posting does not give is `None` (or empty).
#[derive(Clone, Debug, PartialEq)]
pub struct Posting {
    /// The language of the text, detected elsewhere.
    pub lang: Option<String>,
    /// The countries freelancers must be in. The jobs API never says.
    pub required_countries: Option<Vec<String>>,
    pub(crate) source: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) description: Option<Text>,
    pub(crate) skills: Vec<Text>,
    pub(crate) tags: Vec<Text>,
    pub(crate) occupations: Vec<Text>,
    /// The category's name and group, which bare words search.
    pub(crate) category_names: Vec<Text>,
    /// The category's slugs, which only `category:` searches.
    pub(crate) category_slugs: Vec<Text>,
    pub(crate) contract_type: Option<&'static str>,
    pub(crate) level: Option<usize>,
    pub(crate) budget: Option<f64>,
    pub(crate) rate: Option<(f64, f64)>,
    pub(crate) duration: Option<usize>,
    pub(crate) workload: Option<&'static str>,
    pub(crate) country: Option<Country>,
    pub(crate) city: Option<Text>,
    pub(crate) timezone: Option<Text>,
    pub(crate) verified: Option<bool>,
    pub(crate) spent: Option<f64>,
    pub(crate) hires: Option<f64>,
    pub(crate) rating: Option<f64>,
    pub(crate) reviews: Option<f64>,
    pub(crate) proposals: Option<(f64, f64)>,
    pub(crate) invites: Option<f64>,
    pub(crate) interviewing: Option<f64>,
    pub(crate) hired: Option<f64>,
    pub(crate) positions: Option<f64>,
    pub(crate) hours: Option<f64>,
    pub(crate) posted: Option<Timestamp>,
    pub(crate) required_score: Option<f64>,
    pub(crate) required_hours: Option<f64>,
    pub(crate) required_english: Option<English>,
    pub(crate) required_rising: Option<bool>,
    pub(crate) required_portfolio: Option<bool>,
    pub(crate) is_private: bool,
    pub(crate) contract_to_hire: Option<bool>,
    pub(crate) featured: Option<bool>,
}

impl Posting {
    /// Reads one job object; none without an id.
    pub fn from_jobs_api(value: &Value) -> Option<Posting> {
        value.get("id")?.as_str().filter(|id| !id.is_empty())?;
        let number = |path: &str| at(value, path).and_then(facts::number);
        let yes = |path: &str| at(value, path).and_then(Value::as_bool);
        let label = |path: &str| at(value, path).and_then(Value::as_str);
        let text = |path: &str| label(path).and_then(Text::read);
        let texts = |paths: [&str; 2]| paths.into_iter().filter_map(text).collect();

        let budget = number("budget.fixed_amount").filter(|&amount| amount != 0.0);
        let rate = facts::hourly_range(number("hourly_budget.min"), number("hourly_budget.max"));
        let reviews = number("buyer.feedback_count");
        Some(Posting {
            lang: None,
            required_countries: None,
            source: None,
            title: text("title"),
            description: text("description"),
            skills: list(value, "skills"),
            tags: list(value, "tags"),
            occupations: list(value, "occupations"),
            category_names: texts(["category.name", "category.group"]),
            category_slugs: texts(["category.slug", "category.group_slug"]),
            contract_type: facts::contract_type(at(value, "job_type").and_then(facts::stated_type), rate, budget),
            level: ["contractor_tier", "tier_text"].into_iter().find_map(|path| facts::level(at(value, path)?)),
            budget,
            rate,
            duration: label("duration_label").and_then(facts::duration),
            workload: ["workload", "engagement"].into_iter().find_map(|path| facts::workload(label(path)?)),
            country: ["buyer.country", "location.country"].into_iter().find_map(|path| known_country(label(path)?)),
            city: text("buyer.city").or_else(|| text("location.city")),
            timezone: text("buyer.timezone").or_else(|| text("location.timezone")),
            verified: yes("buyer.payment_verified"),
            spent: number("buyer.total_spent"),
            hires: number("buyer.total_jobs_with_hires"),
            rating: facts::rating(number("buyer.score"), reviews),
            reviews,
            proposals: number("client_activity.total_applicants")
                .map(|count| (count, count))
                .or_else(|| at(value, "proposals_tier").and_then(facts::proposals)),
            invites: number("client_activity.invitations_sent"),
            interviewing: number("client_activity.total_invited_to_interview"),
            hired: number("client_activity.total_hired"),
            positions: number("number_of_positions"),
            hours: number("qualifications.min_hours_week"),
            posted: posted(value),
            required_score: number("qualifications.min_job_success_score"),
            required_hours: number("qualifications.min_odesk_hours"),
            required_english: number("qualifications.pref_english_skill").and_then(English::of_number),
            required_rising: yes("qualifications.rising_talent"),
            required_portfolio: yes("qualifications.should_have_portfolio"),
            is_private: yes("is_private").unwrap_or(false),
            contract_to_hire: yes("is_contract_to_hire"),
            featured: yes("premium"),
        })
    }

    /// The same posting in this language.
    #[must_use]
    pub fn with_language(mut self, lang: Option<String>) -> Posting {
        self.lang = lang;
        self
    }

    /// The same posting from the source of this name.
    #[must_use]
    pub fn with_source(mut self, name: &str) -> Posting {
        self.source = Text::read(name);
        self
    }
}

/// The value at a path of names with dots between them.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |inner, name| inner.get(name))
}

/// The texts of an array of strings.
fn list(value: &Value, name: &str) -> Vec<Text> {
    let items = value.get(name).and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    items.iter().filter_map(Value::as_str).filter_map(Text::read).collect()
}

/// The country written in a posting, unless it is blank.
fn known_country(written: &str) -> Option<Country> {
    let cleaned = clean(written);
    (!cleaned.trim().is_empty()).then(|| country(&cleaned).map_or(Country::Unlisted, Country::Code))
}

/// `posted_on`, else `publish_time`, else `created_on`, else the digits in `url` or `ciphertext`.
fn posted(value: &Value) -> Option<Timestamp> {
    let stated = ["posted_on", "publish_time", "created_on"].into_iter();
    let hidden = ["url", "ciphertext"].into_iter();
    stated
        .filter_map(|name| value.get(name))
        .find_map(facts::instant)
        .or_else(|| hidden.filter_map(|name| value.get(name)?.as_str()).find_map(facts::instant_of_id))
}
