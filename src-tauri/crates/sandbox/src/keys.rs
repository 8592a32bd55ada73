//! The keys the sandbox knows, what each is worth, and what it has spent.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::meter::{Charge, Meter, Rate};
use crate::plan::Plan;

/// Whether a key is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// Accepted.
    Valid,
    /// Withdrawn; answered like an expired one.
    Revoked,
    /// Past its time.
    Expired,
}

/// How a call stands with its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// No `X-API-KEY` header.
    Missing,
    /// A key nobody issued.
    Unknown,
    /// A revoked or expired key.
    Dead,
    /// A valid key; the rate is `None` on a plan without limits.
    Known(Charge, Option<Rate>),
}

#[derive(Debug)]
struct Entry {
    state: KeyState,
    meter: Meter,
}

#[derive(Debug)]
pub(crate) struct Keys {
    plan: Plan,
    entries: HashMap<String, Entry>,
}

impl Keys {
    pub(crate) fn new(plan: Plan) -> Self {
        Self { plan, entries: HashMap::new() }
    }

    pub(crate) const fn plan(&self) -> Plan {
        self.plan
    }

    /// Puts all keys on another plan, with a full burst each; the month's calls stay counted.
    pub(crate) fn set_plan(&mut self, plan: Plan, now: Timestamp) {
        self.plan = plan;
        for entry in self.entries.values_mut() {
            let used = entry.meter.used(now);
            entry.meter = Meter::new(now, plan.allowance());
            entry.meter.set_used(now, used);
        }
    }

    /// Makes `key` known in this state; what it has spent stays counted.
    pub(crate) fn set_state(&mut self, key: &str, state: KeyState, now: Timestamp) {
        self.entry(key, now).state = state;
    }

    pub(crate) fn set_used(&mut self, key: &str, used: u64, now: Timestamp) {
        self.entry(key, now).meter.set_used(now, used);
    }

    /// Calls made with `key` in the month of `now`; 0 for a key nobody issued.
    pub(crate) fn used(&self, key: &str, now: Timestamp) -> u64 {
        self.entries.get(key).map_or(0, |entry| entry.meter.used(now))
    }

    /// Counts a call made with what the header held.
    pub(crate) fn charge(&mut self, presented: Option<&str>, now: Timestamp) -> Standing {
        let Some(presented) = presented else { return Standing::Missing };
        let Some(entry) = self.entries.get_mut(presented) else { return Standing::Unknown };
        if entry.state != KeyState::Valid {
            return Standing::Dead;
        }
        let allowance = self.plan.allowance();
        let charge = entry.meter.charge(now, allowance);
        Standing::Known(charge, entry.meter.rate(now, allowance))
    }

    fn entry(&mut self, key: &str, now: Timestamp) -> &mut Entry {
        let allowance = self.plan.allowance();
        self.entries
            .entry(key.to_owned())
            .or_insert_with(|| Entry { state: KeyState::Valid, meter: Meter::new(now, allowance) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn keys_are_compared_to_the_letter() {
        let mut keys = Keys::new(Plan::Starter);
        keys.set_state("Key", KeyState::Valid, NOW);
        assert!(matches!(keys.charge(Some("Key"), NOW), Standing::Known(Charge::Admitted, Some(_))));
        for wrong in ["key", "Key ", "", "Ke"] {
            assert_eq!(keys.charge(Some(wrong), NOW), Standing::Unknown, "{wrong:?}");
        }
        assert_eq!(keys.charge(None, NOW), Standing::Missing);
    }

    #[test]
    fn a_dead_key_spends_nothing_and_can_come_back() {
        let mut keys = Keys::new(Plan::Starter);
        keys.set_state("k", KeyState::Valid, NOW);
        keys.charge(Some("k"), NOW);
        for dead in [KeyState::Revoked, KeyState::Expired] {
            keys.set_state("k", dead, NOW);
            assert_eq!(keys.charge(Some("k"), NOW), Standing::Dead);
        }
        keys.set_state("k", KeyState::Valid, NOW);
        keys.charge(Some("k"), NOW);
        assert_eq!(keys.used("k", NOW), 2);
    }

    #[test]
    fn another_plan_gives_a_full_burst_and_keeps_the_month() {
        let mut keys = Keys::new(Plan::Starter);
        keys.set_used("k", 400, NOW);
        keys.set_plan(Plan::Business, NOW);
        let Standing::Known(Charge::Admitted, Some(rate)) = keys.charge(Some("k"), NOW) else { panic!("not admitted") };
        assert_eq!((rate.limit, rate.remaining, rate.burst), (500, 999, 1_000));
        assert_eq!(keys.used("k", NOW), 401);
    }
}
