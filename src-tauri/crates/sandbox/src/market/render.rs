//! Writes a posting as the job object of the documented dialect, in the posting's own habits.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::course::{Activity, Posting};
use super::draft::{Draft, Habits, Pay};
use super::words;
use crate::facts::{self, Facts, JobType, Status};

/// Labels of the four lengths, and the short words in use for the same.
const DURATIONS: [(&str, &str); 4] = [
    ("Less than 1 month", "less-than-1-month"),
    ("1 to 3 months", "1-to-3-months"),
    ("3 to 6 months", "3-to-6-months"),
    ("More than 6 months", "ongoing"),
];
const TIERS: [&str; 3] = ["entry", "intermediate", "expert"];
/// Upper bounds of the proposal buckets with their label, short label and range.
const PROPOSALS: [(u32, &str, &str, &str); 5] = [
    (4, "Less than 5", "lessThan5", "0-4"),
    (9, "5 to 10", "5to10", "5-9"),
    (14, "10 to 15", "10to15", "10-14"),
    (19, "15 to 20", "15to20", "15-19"),
    (49, "20 to 50", "20to50", "20-49"),
];
const MOST_PROPOSALS: (&str, &str, &str) = ("50+", "50Plus", "50-");
/// When clients' accounts are counted back from: 1 January 2024.
const SINCE: i64 = 1_704_067_200;

impl Posting {
    /// What the listing filters by: exactly what [`Posting::job`] states, and nothing of what a placeholder hides.
    pub(super) fn facts(&self) -> Facts<'_> {
        let Draft { client, habits, published, tier, .. } = &self.draft;
        let hidden = self.is_placeholder();
        let shown = !hidden;
        let (fixed, hourly) = match self.pay() {
            Pay::Fixed(amount) => (amount.map(f64::from), None),
            Pay::Hourly { min, max } => (None, facts::ends(min.map(f64::from), max.map(f64::from))),
        };
        let listed_in = (shown && habits.category).then_some(&self.draft.trade.category);
        Facts {
            posted: *published,
            visited: self.visited,
            payment_verified: client.verified.filter(|_| shown),
            category: listed_in.map(|category| category.slug),
            category_group: listed_in.map(|category| category.group_slug),
            country: client.place.filter(|_| shown).map(|place| place.code),
            fixed: fixed.filter(|_| shown),
            hourly: hourly.filter(|_| shown),
            job_type: self.stated_type().filter(|_| shown),
            status: shown.then(|| if self.is_closed() { Status::Closed } else { Status::Open }),
            tier: Some(*tier),
            duration: self.duration_label().filter(|_| shown),
            engagement: self.engagement_label().filter(|_| shown),
            tags: if shown { self.draft.skills.iter().chain(&self.draft.tags).copied().collect() } else { Vec::new() },
            spent: client.spent.filter(|_| shown).map(f64::from),
            assignments: shown.then(|| f64::from(client.assignments)),
            hires: client.hires.filter(|_| shown).map(f64::from),
        }
    }

    /// The service's id.
    pub(super) fn id(&self) -> String {
        format!("upwork-{}", self.draft.snowflake)
    }

    /// The whole job object, or the placeholder.
    pub(super) fn job(&self) -> Value {
        let draft = &self.draft;
        let ciphertext = format!("~02{}", draft.snowflake);
        let mut job = Map::new();
        let mut put = |name: &str, value: Value| job.insert(name.to_owned(), value);
        put("id", json!(self.id()));
        put("url", json!(format!("https://www.upwork.com/jobs/{ciphertext}")));
        put("ciphertext", json!(ciphertext));
        put("contractor_tier", self.tier_value());
        if self.is_placeholder() {
            put("is_private", json!(true));
            put("privacy_reason", json!("This job is visible to invited freelancers only"));
            return Value::Object(job);
        }
        put("title", json!(words::title(draft)));
        put("description", json!(words::description(draft, self.is_edited())));
        put("job_type", self.type_value());
        put("status", self.status_value());
        put("skills", json!(draft.skills));
        put("buyer", self.buyer());
        put("client_activity", self.client_activity());
        put("hide_budget", json!(draft.hides_budget));
        put("number_of_positions", json!(draft.positions));
        put("is_contract_to_hire", json!(draft.contract_to_hire));
        put("is_private", json!(false));
        put("privacy_reason", json!(""));
        put("last_visited_at", json!(draft.habits.time.write(self.visited)));
        self.put_times(&mut job);
        self.put_pay(&mut job);
        self.put_labels(&mut job);
        Value::Object(job)
    }

    fn put_times(&self, job: &mut Map<String, Value>) {
        let Habits { time, times, .. } = self.draft.habits;
        let names: &[&str] = match times {
            0 => &["posted_on", "publish_time", "created_on"],
            1 => &["posted_on"],
            2 => &["publish_time"],
            3 => &["created_on"],
            _ => &[],
        };
        for name in names {
            job.insert((*name).to_owned(), json!(time.write(self.draft.published)));
        }
    }

    fn put_pay(&self, job: &mut Map<String, Value>) {
        let (budget, hourly) = match self.pay() {
            Pay::Fixed(amount) => (amount.map(|amount| json!({ "fixed_amount": amount, "currency": "USD" })), None),
            Pay::Hourly { min: None, max: None } => (None, None),
            Pay::Hourly { min, max } => {
                let mut range = Map::from_iter([("currency".to_owned(), json!("USD"))]);
                put_known(&mut range, "min", min.map(Value::from), self.draft.habits.nulls);
                put_known(&mut range, "max", max.map(Value::from), self.draft.habits.nulls);
                (None, Some(Value::Object(range)))
            }
        };
        put_known(job, "budget", budget, self.draft.habits.nulls);
        put_known(job, "hourly_budget", hourly, self.draft.habits.nulls);
    }

    fn put_labels(&self, job: &mut Map<String, Value>) {
        let draft = &self.draft;
        let nulls = draft.habits.nulls;
        let filed = &draft.trade.category;
        let category =
            json!({ "name": filed.name, "slug": filed.slug, "group": filed.group, "group_slug": filed.group_slug });
        put_known(job, "category", draft.habits.category.then_some(category), nulls);
        put_known(job, "occupations", draft.habits.category.then(|| json!([draft.trade.occupation])), nulls);
        put_known(job, "tags", (!draft.tags.is_empty()).then(|| json!(draft.tags)), nulls);
        put_known(job, "duration_label", self.duration_label().map(Value::from), nulls);
        put_known(job, "engagement", self.engagement_label().map(Value::from), nulls);
        put_known(job, "proposals_tier", self.proposals_label().map(Value::from), nulls);
        put_known(job, "premium", draft.featured.then_some(json!(true)), nulls);
    }

    fn buyer(&self) -> Value {
        let Draft { client, habits, .. } = &self.draft;
        let country = client.place.map(|place| match habits.country {
            0 => String::from_utf8_lossy(&place.code).into_owned(),
            1 => place.code3.to_owned(),
            _ => place.name.to_owned(),
        });
        let since = client.since_days.and_then(|days| {
            let began = SINCE - i64::from(days) * 86_400;
            Timestamp::from_second(began).ok().map(|began| began.strftime("%Y-%m-%d").to_string())
        });
        let mut buyer = Map::new();
        let mut put = |name, value| put_known(&mut buyer, name, value, habits.nulls);
        put("payment_verified", client.verified.map(Value::from));
        put("country", country.map(Value::from));
        put("city", client.place.and(client.city).map(Value::from));
        put("timezone", client.place.map(|place| json!(place.timezone)));
        put("total_spent", client.spent.map(Value::from));
        put("total_assignments", Some(json!(client.assignments)));
        put("total_jobs_with_hires", client.hires.map(Value::from));
        put("active_assignments", Some(json!(client.active)));
        put("feedback_count", Some(json!(client.reviews)));
        put("score", Some(json!(client.rating)));
        put("total_hours", Some(json!(client.hours)));
        put("open_jobs_count", Some(json!(client.open_jobs)));
        put("contract_date", since.map(Value::from));
        put("company_industry", client.shows_business.then(|| json!(client.business.label)));
        put("company_size", client.shows_business.then(|| json!(client.size)));
        Value::Object(buyer)
    }

    fn client_activity(&self) -> Value {
        let Activity { applicants, hired, interviewing, unanswered_invites, invitations } = self.activity();
        let mut activity = Map::from_iter([
            ("total_hired".to_owned(), json!(hired)),
            ("total_invited_to_interview".to_owned(), json!(interviewing)),
            ("unanswered_invites".to_owned(), json!(unanswered_invites)),
            ("invitations_sent".to_owned(), json!(invitations)),
            ("last_buyer_activity".to_owned(), json!(self.draft.habits.time.write(self.last_buyer_activity()))),
        ]);
        let counted = (self.draft.habits.proposals >= 3).then(|| json!(applicants));
        put_known(&mut activity, "total_applicants", counted, self.draft.habits.nulls);
        Value::Object(activity)
    }

    fn proposals_label(&self) -> Option<&'static str> {
        let applicants = self.activity().applicants;
        let bucket = PROPOSALS.iter().find(|bucket| applicants <= bucket.0);
        let (label, short, range) = bucket.map_or(MOST_PROPOSALS, |bucket| (bucket.1, bucket.2, bucket.3));
        match self.draft.habits.proposals {
            0 | 4 => Some(label),
            1 => Some(short),
            2 => Some(range),
            _ => None,
        }
    }

    fn duration_label(&self) -> Option<&'static str> {
        let (label, short) = DURATIONS.get(usize::from(self.draft.duration?))?;
        Some(if self.draft.habits.short_labels { short } else { label })
    }

    fn engagement_label(&self) -> Option<&'static str> {
        Some(match (self.draft.full_time?, self.draft.habits.short_labels) {
            (true, true) => "full-time",
            (false, true) => "part-time",
            (true, false) => "More than 30 hrs/week",
            (false, false) => "Less than 30 hrs/week",
        })
    }

    /// The type as it is written, which is not always what the amounts say; `None` is written as `unknown`.
    fn stated_type(&self) -> Option<JobType> {
        let hourly = matches!(self.draft.pay, Pay::Hourly { .. });
        match (self.draft.habits.wrong_type, self.draft.habits.codes) {
            (true, false) => None,
            (wrong, _) => Some(if hourly == wrong { JobType::Fixed } else { JobType::Hourly }),
        }
    }

    fn type_value(&self) -> Value {
        match (self.stated_type(), self.draft.habits.codes) {
            (Some(JobType::Hourly), true) => json!(1),
            (Some(JobType::Fixed), true) => json!(2),
            (Some(JobType::Hourly), false) => json!("hourly"),
            (Some(JobType::Fixed), false) => json!("fixed-price"),
            (None, _) => json!("unknown"),
        }
    }

    fn status_value(&self) -> Value {
        match (self.is_closed(), self.draft.habits.codes) {
            (false, true) => json!(1),
            (true, true) => json!(2),
            (false, false) => json!("open"),
            (true, false) => json!("closed"),
        }
    }

    fn tier_value(&self) -> Value {
        let label = TIERS.get(usize::from(self.draft.tier - 1));
        if self.draft.habits.codes { json!(self.draft.tier) } else { json!(label) }
    }
}

/// Writes what is known; what is not is `null` or left out, by the posting's habit.
fn put_known(fields: &mut Map<String, Value>, name: &str, value: Option<Value>, nulls: bool) {
    match value {
        Some(value) => fields.insert(name.to_owned(), value),
        None if nulls => fields.insert(name.to_owned(), Value::Null),
        None => None,
    };
}
