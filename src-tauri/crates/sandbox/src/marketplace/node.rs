//! A posting as the schema's node. Fields it leaves out are null.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::job::Country;
use serde_json::{Value, json};

use super::ontology;
use super::posting::Posting;
use crate::facts::JobType;
use crate::time::{self, Habit};

/// Labels of lengths with the schema's word for the longest they allow, and that in weeks.
const LENGTHS: [(&str, &str, u32); 4] = [
    ("Less than 1 month", "MONTH", 3),
    ("1 to 3 months", "QUARTER", 9),
    ("3 to 6 months", "SEMESTER", 18),
    ("More than 6 months", "ONGOING", 52),
];

/// Whole or fractional dollars as the schema's `Money`, whose number is a text.
fn money(amount: f64, currency: &str) -> Value {
    json!({ "rawValue": format!("{amount:?}"), "currency": currency, "displayValue": format!("{amount:.2} {currency}") })
}

impl Posting {
    /// The whole node; its times are `skew` ahead of the truth.
    pub(crate) fn node(&self, skew: SignedDuration) -> Value {
        let mut node = self.own_fields(skew);
        let further = [self.pay_fields(), self.label_fields()];
        if let Some(fields) = node.as_object_mut() {
            fields.extend(further.into_iter().filter_map(|more| more.as_object().cloned()).flatten());
        }
        node
    }

    fn own_fields(&self, skew: SignedDuration) -> Value {
        let positions = self.job["number_of_positions"].as_u64().unwrap_or(1);
        let published = self.written(self.posted, skew);
        let skill = |name: &str| json!({ "id": ontology::id(name), "name": ontology::slug(name), "prettyName": name, "highlighted": false });
        json!({
            "id": self.id,
            "job": self.job_fields(skew),
            "title": self.job["title"],
            "description": self.job["description"].as_str().unwrap_or_default(),
            "ciphertext": self.ciphertext(),
            "recordNumber": self.id,
            "freelancersToHire": positions,
            "totalFreelancersToHire": positions,
            "enterprise": false,
            "relevanceEncoded": "{}",
            "totalApplicants": self.applicants(),
            "preferredFreelancerLocation": [],
            "preferredFreelancerLocationMandatory": false,
            "premium": self.job["premium"] == json!(true),
            "applied": false,
            "createdDateTime": published,
            "publishedDateTime": published,
            "client": self.client_fields(),
            "skills": self.skills().map(skill).collect::<Vec<_>>(),
            "occupations": ontology::occupations(&self.job),
            "category": self.job["category"]["group_slug"],
            "subcategory": self.job["category"]["slug"],
        })
    }

    /// With and without its `~`: the service sends both.
    fn ciphertext(&self) -> String {
        let known = self.job["ciphertext"].as_str().map(|text| text.trim_start_matches('~').to_owned());
        let bare = known.unwrap_or_else(|| format!("02{}", self.id));
        if self.salt().is_multiple_of(3) { bare } else { format!("~{bare}") }
    }

    /// An instant in one of the ways the service writes them.
    fn written(&self, instant: Timestamp, skew: SignedDuration) -> String {
        let habit = [Habit::Offset, Habit::Zulu, Habit::Fraction][usize::from(self.salt().to_le_bytes()[1]) % 3];
        habit.write(instant.saturating_add(skew).unwrap_or(instant))
    }

    /// `amount` stands here for what is paid by the hour, too: as zero, or as the null that the schema rules out.
    fn pay_fields(&self) -> Value {
        let currency = self.currency();
        if self.contract() == JobType::Fixed {
            return json!({ "amount": money(self.facts().fixed.unwrap_or(0.0), currency) });
        }
        let amount = if self.salt().is_multiple_of(2) { Value::Null } else { money(0.0, currency) };
        let [min, max] = self.hourly_ends();
        let stated = |end: Option<f64>| end.map(|end| money(end, currency));
        json!({
            "amount": amount,
            "hourlyBudgetType": self.hourly_budget_type(),
            "hourlyBudgetMin": stated(min),
            "hourlyBudgetMax": stated(max),
        })
    }

    /// What is offered by the hour; zero is nothing.
    fn hourly_ends(&self) -> [Option<f64>; 2] {
        ["min", "max"].map(|end| self.job["hourly_budget"][end].as_f64().filter(|end| *end > 0.0))
    }

    fn hourly_budget_type(&self) -> &'static str {
        if self.hourly_ends() == [None, None] { "NOT_PROVIDED" } else { "MANUAL" }
    }

    fn currency(&self) -> &str {
        let named = |place: &str| self.job[place]["currency"].as_str();
        named("budget").or_else(|| named("hourly_budget")).unwrap_or("USD")
    }

    fn label_fields(&self) -> Value {
        let level = self.level().unwrap_or("NONE");
        let Some((label, word, _)) = self.length() else {
            return json!({ "experienceLevel": level, "engagement": self.job["engagement"] });
        };
        json!({
            "experienceLevel": level,
            "engagement": self.job["engagement"],
            "duration": word,
            "durationLabel": label,
            "engagementDuration": self.engagement_duration(),
        })
    }

    fn level(&self) -> Option<&'static str> {
        match self.facts().tier? {
            1 => Some("ENTRY_LEVEL"),
            2 => Some("INTERMEDIATE"),
            _ => Some("EXPERT"),
        }
    }

    fn length(&self) -> Option<(&'static str, &'static str, u32)> {
        let plain = |text: &str| text.to_lowercase().replace(['-', '_'], " ");
        let label = plain(self.facts().duration?);
        let known = LENGTHS.into_iter().find(|(known, ..)| plain(known) == label);
        known.or_else(|| (label == "ongoing").then_some(LENGTHS[3]))
    }

    fn engagement_duration(&self) -> Value {
        self.length().map_or(
            Value::Null,
            |(label, word, weeks)| json!({ "id": ontology::id(word), "label": label, "weeks": weeks }),
        )
    }

    fn client_fields(&self) -> Value {
        let buyer = &self.job["buyer"];
        let facts = self.facts();
        let count = |name: &str| buyer[name].as_u64().unwrap_or(0);
        let hires = count("total_jobs_with_hires").max(count("active_assignments"));
        let country = buyer["country"].as_str().and_then(Country::read);
        let spent = facts.spent.map_or(Value::Null, |spent| money(spent, "USD"));
        json!({
            "memberSinceDateTime": buyer["contract_date"],
            "totalHires": hires,
            "totalPostedJobs": count("total_assignments").max(hires) + count("open_jobs_count").max(1),
            "totalSpent": spent,
            "verificationStatus": self.verification(facts.payment_verified),
            "location": {
                "city": buyer["city"],
                "country": country.as_ref().map(Country::name),
                "timezone": buyer["timezone"],
            },
            "totalReviews": count("feedback_count"),
            "totalFeedback": buyer["score"].as_f64().unwrap_or(0.0),
            "companyRid": ontology::id(&format!("company {}", self.id)),
            "edcUserId": ontology::id(&format!("member {}", self.id)),
            "companyOrgUid": ontology::id(&self.organization()),
            "hasFinancialPrivacy": facts.spent.is_none(),
        })
    }

    /// What tells the client's organization from others: postings of one client are known by when its account began and
    /// where it is.
    fn organization(&self) -> String {
        let buyer = &self.job["buyer"];
        let known =
            ["contract_date", "country", "city"].map(|name| buyer[name].as_str().filter(|text| !text.is_empty()));
        match known {
            [Some(since), Some(country), Some(city)] => format!("organization {since} {country} {city}"),
            _ => format!("organization {}", self.id),
        }
    }

    /// The empty text is no value of the schema's, and the service's usual word for everything but the best.
    fn verification(&self, verified: Option<bool>) -> &'static str {
        match verified {
            Some(true) => "VERIFIED",
            Some(false) if self.salt().is_multiple_of(2) => "NOT_VERIFIED",
            _ => "",
        }
    }

    /// The linked posting.
    pub(crate) fn job_fields(&self, skew: SignedDuration) -> Value {
        let activity = &self.job["client_activity"];
        let count = |name: &str| activity[name].as_u64().unwrap_or(0);
        let seen = activity["last_buyer_activity"].as_str().and_then(time::parse);
        let closed = self.facts().status == Some(crate::facts::Status::Closed);
        json!({
            "id": self.id,
            "workFlowState": if closed {
                json!({ "status": "CLOSED", "closeResult": if count("total_hired") > 0 { "0" } else { "1" } })
            } else {
                json!({ "status": "ACTIVE" })
            },
            "activityStat": { "jobActivity": {
                "lastClientActivity": seen.map(|seen| self.written(seen, skew)),
                "invitesSent": count("invitations_sent"),
                "totalInvitedToInterview": count("total_invited_to_interview"),
                "totalHired": count("total_hired"),
                "totalUnansweredInvites": count("unanswered_invites"),
                "totalOffered": 0,
            } },
            "content": {
                "title": self.job["title"],
                "description": self.job["description"].as_str().unwrap_or_default(),
            },
            "contractTerms": self.terms(),
            "contractorSelection": self.selection(),
        })
    }

    fn terms(&self) -> Value {
        let facts = self.facts();
        let duration = self.engagement_duration();
        let hourly = self.contract() == JobType::Hourly;
        let [min, max] = self.hourly_ends();
        let by_the_hour = json!({
            "engagementDuration": duration,
            "engagementType": self.engagement().word(),
            "hourlyBudgetType": self.hourly_budget_type(),
            "hourlyBudgetMin": min,
            "hourlyBudgetMax": max,
        });
        let fixed = json!({
            "amount": money(facts.fixed.unwrap_or(0.0), self.currency()),
            "engagementDuration": duration,
        });
        json!({
            "contractType": if hourly { "HOURLY" } else { "FIXED" },
            "onSiteType": "REMOTE",
            "personsToHire": self.job["number_of_positions"].as_u64().unwrap_or(1),
            "experienceLevel": self.level(),
            "fixedPriceContractTerms": (!hourly).then_some(fixed),
            "hourlyContractTerms": hourly.then_some(by_the_hour),
        })
    }

    fn selection(&self) -> Value {
        let asked = &self.job["qualifications"];
        let english = match asked["pref_english_skill"].as_u64() {
            Some(1) => "BASIC",
            Some(2) => "CONVERSATIONAL",
            Some(3) => "FLUENT",
            Some(4) => "NATIVE",
            _ => "ANY",
        };
        json!({
            "proposalRequirement": { "coverLetterRequired": true, "screeningQuestions": [] },
            "qualification": {
                "contractorType": "ALL",
                "englishProficiency": english,
                "hasPortfolio": asked["should_have_portfolio"].as_bool(),
                "hoursWorked": asked["min_odesk_hours"].as_u64(),
                "risingTalent": asked["rising_talent"].as_bool(),
                "jobSuccessScore": asked["min_job_success_score"].as_u64(),
            },
            "location": {},
        })
    }
}
