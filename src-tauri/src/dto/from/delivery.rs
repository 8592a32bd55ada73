//! Rules of notifications, to and from the wire.

use std::num::NonZeroU32;

use jiff::civil;
use lapwing_domain::notify::{Detail, Muted};
use lapwing_domain::plan::QuietHours;
use lapwing_engine::{DeliveryRules, Mute};

use crate::dto::{WireError, delivery as wire};

const DAYS: [(wire::Weekday, civil::Weekday); 7] = [
    (wire::Weekday::Monday, civil::Weekday::Monday),
    (wire::Weekday::Tuesday, civil::Weekday::Tuesday),
    (wire::Weekday::Wednesday, civil::Weekday::Wednesday),
    (wire::Weekday::Thursday, civil::Weekday::Thursday),
    (wire::Weekday::Friday, civil::Weekday::Friday),
    (wire::Weekday::Saturday, civil::Weekday::Saturday),
    (wire::Weekday::Sunday, civil::Weekday::Sunday),
];

impl From<QuietHours> for wire::QuietHours {
    fn from(quiet: QuietHours) -> Self {
        let (from, to) = quiet.times();
        let text = |time: civil::Time| time.strftime("%H:%M").to_string();
        let days = DAYS.iter().filter(|(_, day)| quiet.begins_on(*day)).map(|(day, _)| *day).collect();
        Self { days, from: text(from), to: text(to) }
    }
}

impl wire::QuietHours {
    fn read(&self) -> Result<QuietHours, WireError> {
        let time = |text: &str| civil::Time::strptime("%H:%M", text).ok();
        let days = DAYS.iter().filter(|(day, _)| self.days.contains(day)).map(|(_, day)| *day);
        let hours = time(&self.from).zip(time(&self.to)).filter(|(from, to)| from != to && !self.days.is_empty());
        let message = "Quiet hours begin and end at two times of day such as 22:00, on at least one day.";
        let invalid = || WireError::Invalid { message: message.to_owned() };
        hours.map(|(from, to)| QuietHours::new(from, to, days)).ok_or_else(invalid)
    }
}

impl From<Detail> for wire::Detail {
    fn from(detail: Detail) -> Self {
        match detail {
            Detail::Nothing => Self::Nothing,
            Detail::Name => Self::Name,
            Detail::Everything => Self::Everything,
        }
    }
}

impl From<wire::Detail> for Detail {
    fn from(detail: wire::Detail) -> Self {
        match detail {
            wire::Detail::Nothing => Self::Nothing,
            wire::Detail::Name => Self::Name,
            wire::Detail::Everything => Self::Everything,
        }
    }
}

impl From<DeliveryRules> for wire::DeliveryRules {
    fn from(rules: DeliveryRules) -> Self {
        Self {
            quiet: rules.quiet.map(Into::into),
            budget: rules.budget.map(NonZeroU32::get),
            detail: rules.detail.into(),
            proposals_past: rules.proposals_past,
        }
    }
}

impl wire::DeliveryRules {
    /// The rules, if they can be held.
    ///
    /// # Errors
    /// Times that are none, a budget of nothing (to hear nothing at all, searches are made silent), and no proposals, which
    /// every job begins with.
    pub fn read(&self) -> Result<DeliveryRules, WireError> {
        let no_budget =
            || WireError::Invalid { message: "At least one notification an hour, or any number.".to_owned() };
        let no_proposals = || WireError::Invalid { message: "At least one proposal is news.".to_owned() };
        Ok(DeliveryRules {
            quiet: self.quiet.as_ref().map(wire::QuietHours::read).transpose()?,
            budget: self.budget.map(|most| NonZeroU32::new(most).ok_or_else(no_budget)).transpose()?,
            detail: self.detail.into(),
            proposals_past: Some(self.proposals_past).filter(|past| *past > 0).ok_or_else(no_proposals)?,
        })
    }
}

impl From<Mute> for wire::Mute {
    fn from(mute: Mute) -> Self {
        Self {
            id: mute.id.0.to_string(),
            client: matches!(mute.muted, Muted::Client(_)),
            label: mute.label,
            until: mute.until.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(days: Vec<wire::Weekday>, from: &str, budget: Option<u32>) -> wire::DeliveryRules {
        wire::DeliveryRules {
            quiet: Some(wire::QuietHours { days, from: from.into(), to: "07:00".into() }),
            budget,
            detail: wire::Detail::Name,
            proposals_past: 30,
        }
    }

    #[test]
    fn rules_cross_there_and_back() {
        let weekend = rules(vec![wire::Weekday::Saturday, wire::Weekday::Sunday], "22:30", Some(6));
        let read = weekend.read().unwrap();
        assert_eq!(read.quiet.map(|quiet| quiet.text()).as_deref(), Some("sat,sun 22:30-07:00"));
        assert_eq!(wire::DeliveryRules::from(read), weekend);
    }

    #[test]
    fn rules_that_cannot_be_meant_are_refused() {
        let monday = || vec![wire::Weekday::Monday];
        for refused in [
            rules(vec![], "22:00", None),
            rules(monday(), "25:00", None),
            rules(monday(), "07:00", None),
            rules(monday(), "22:00", Some(0)),
        ] {
            assert!(matches!(refused.read(), Err(WireError::Invalid { .. })), "{refused:?}");
        }
    }
}
