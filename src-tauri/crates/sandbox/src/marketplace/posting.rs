//! A posting of the market or published by hand, as the marketplace's side tells it: by its own ids and its own facts.

use jiff::Timestamp;
use serde_json::Value;

use crate::dice;
use crate::facts::{Facts, JobType};
use crate::search_url::proposals;
use crate::snowflake;

/// A job object that is more than a placeholder.
#[derive(Debug)]
pub(crate) struct Posting {
    /// 19 digits.
    pub(crate) id: String,
    pub(crate) posted: Timestamp,
    pub(crate) job: Value,
}

/// How many hours a client of hourly work asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engagement {
    FullTime,
    PartTime,
    AsNeeded,
    NotSure,
}

impl Engagement {
    /// The schema's word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::FullTime => "FULL_TIME",
            Self::PartTime => "PART_TIME",
            Self::AsNeeded => "AS_NEEDED",
            Self::NotSure => "NOT_SURE",
        }
    }
}

impl Posting {
    /// A placeholder is not found by any search, so it is none.
    pub(crate) fn of(job: Value, posted: Timestamp) -> Option<Self> {
        if job["is_private"] == Value::Bool(true) || !job["title"].is_string() {
            return None;
        }
        let digits = |text: &str| text.len() == 19 && text.bytes().all(|byte| byte.is_ascii_digit());
        let own = job["id"].as_str().unwrap_or_default();
        let in_own = own.rsplit('-').next().filter(|text| digits(text)).map(str::to_owned);
        let id = in_own.unwrap_or_else(|| snowflake::at(posted.as_millisecond(), dice::of_text(own)).to_string());
        Some(Self { id, posted, job })
    }

    /// A number that follows from the id: chance that is the same in every answer.
    pub(crate) fn salt(&self) -> u64 {
        dice::of_text(&self.id)
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts::of(&self.job, self.posted, self.posted)
    }

    /// The contract type: by the money, which tells it also where the stated type is wrong, else as stated.
    pub(crate) fn contract(&self) -> JobType {
        let facts = self.facts();
        match (facts.hourly, facts.fixed) {
            (Some(_), None) => JobType::Hourly,
            (None, Some(_)) => JobType::Fixed,
            _ => facts.job_type.unwrap_or(JobType::Hourly),
        }
    }

    pub(crate) fn engagement(&self) -> Engagement {
        let label = ["engagement", "workload"].into_iter().find_map(|name| self.job[name].as_str());
        let label = label.unwrap_or_default().to_lowercase().replace(['-', '_'], " ");
        if label.contains("full time") || label.contains("more than 30") || label.contains("30+") {
            Engagement::FullTime
        } else if label.contains("part time") || label.contains("less than 30") {
            Engagement::PartTime
        } else if label.contains("as needed") {
            Engagement::AsNeeded
        } else {
            Engagement::NotSure
        }
    }

    /// How many proposals there are, by the least that a label says.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts are whole and far below the bounds; what is not is cut to them"
    )]
    pub(crate) fn applicants(&self) -> u32 {
        proposals(&self.job).map_or(0, |(least, _)| least as u32)
    }

    /// Title, description and skills, each a text of its own.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.job["title"], &self.job["description"]].into_iter().filter_map(Value::as_str);
        texts.chain(self.skills())
    }

    pub(crate) fn skills(&self) -> impl Iterator<Item = &str> {
        self.job["skills"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn posting(job: Value) -> Option<Posting> {
        Posting::of(job, Timestamp::from_second(1_767_600_763).unwrap())
    }

    #[test]
    fn ids_have_nineteen_digits_and_are_kept_where_they_are_the_services_own() {
        let own = posting(json!({ "id": "upwork-1898384734048453782", "title": "t" })).unwrap();
        assert_eq!(own.id, "1898384734048453782");
        let by_hand = posting(json!({ "id": "upwork-1", "title": "t" })).unwrap();
        let other = posting(json!({ "id": "upwork-2", "title": "t" })).unwrap();
        assert_eq!((by_hand.id.len(), by_hand.id == other.id), (19, false));
        assert_eq!(by_hand.id, posting(json!({ "id": "upwork-1", "title": "edited" })).unwrap().id);
    }

    #[test]
    fn a_placeholder_is_no_posting() {
        assert!(posting(json!({ "id": "upwork-1", "is_private": true, "title": "t" })).is_none());
        assert!(posting(json!({ "id": "upwork-1" })).is_none());
    }

    #[test]
    fn the_money_tells_the_contract_and_the_stated_type_only_without_any() {
        for (job, contract) in [
            (json!({ "job_type": "fixed-price", "hourly_budget": { "min": 20, "max": 40 } }), JobType::Hourly),
            (json!({ "job_type": 1, "budget": { "fixed_amount": 100 } }), JobType::Fixed),
            (json!({ "job_type": 2 }), JobType::Fixed),
            (json!({ "job_type": "unknown" }), JobType::Hourly),
        ] {
            let mut job = job;
            job["title"] = json!("t");
            assert_eq!(posting(job.clone()).unwrap().contract(), contract, "{job}");
        }
    }
}
