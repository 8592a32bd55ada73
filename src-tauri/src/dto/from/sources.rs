use lapwing_domain::watch::Plan;
use lapwing_engine::{
    HeldKey, KeyPlace, KeyState, NewKey, NewSource, Service, Source, StepName, TestReport, VaultState,
};

use crate::dto::{count, sources as wire};

impl From<Plan> for wire::Plan {
    fn from(plan: Plan) -> Self {
        match plan {
            Plan::Starter => Self::Starter,
            Plan::Professional => Self::Professional,
            Plan::Business => Self::Business,
        }
    }
}

impl From<wire::Plan> for Plan {
    fn from(plan: wire::Plan) -> Self {
        match plan {
            wire::Plan::Starter => Self::Starter,
            wire::Plan::Professional => Self::Professional,
            wire::Plan::Business => Self::Business,
        }
    }
}

impl From<VaultState> for wire::KeyringState {
    fn from(state: VaultState) -> Self {
        match state {
            VaultState::Available => Self::Available,
            VaultState::Locked => Self::Locked,
            VaultState::Missing => Self::Missing,
        }
    }
}

/// A source, seen while the keyring is in this state: what a locked one holds cannot be said to be there or missing.
pub fn source(source: Source, keyring: VaultState) -> wire::Source {
    let record = source.record;
    let in_keyring = matches!(record.key_place, KeyPlace::Keyring { .. });
    let key_state = match record.key_state {
        KeyState::Rejected => wire::KeyState::Rejected,
        _ if in_keyring && keyring == VaultState::Locked => wire::KeyState::Locked,
        KeyState::Unknown => wire::KeyState::Unknown,
        KeyState::Accepted => wire::KeyState::Accepted,
        KeyState::Missing => wire::KeyState::Missing,
    };
    wire::Source {
        id: record.id.to_string(),
        name: record.name,
        service: match record.service {
            Service::JobsApi => wire::Service::JobsApi,
            Service::Marketplace => wire::Service::Marketplace,
            Service::Sandbox => wire::Service::Sandbox,
        },
        host: source.host,
        base_url: record.base_url,
        plan: record.plan.map(Into::into),
        environment: record.environment,
        enabled: record.enabled,
        key_state,
        key_place: match record.key_place {
            KeyPlace::Keyring { .. } => wire::KeyPlace::Keyring,
            KeyPlace::Environment { .. } => wire::KeyPlace::Environment,
            KeyPlace::Session => wire::KeyPlace::Session,
            KeyPlace::BuiltIn => wire::KeyPlace::BuiltIn,
        },
        last_four: record.last_four,
        calls_this_month: source.calls_this_month,
        month_limit: source.month_limit,
        key: source.key.into(),
        authorization: source.authorization.map(Into::into),
    }
}

impl wire::HeldKey {
    /// What may be told of the key the engine holds.
    pub fn told(held: HeldKey, from_clipboard: bool) -> Self {
        Self { last_four: held.last_four, length: count(held.length), notes: held.notes, from_clipboard }
    }
}

impl From<wire::NewSource> for NewSource {
    fn from(new: wire::NewSource) -> Self {
        Self {
            name: new.name,
            base_url: new.base_url,
            plan: new.plan.map(Into::into),
            calls_used: new.calls_used,
            environment: new.environment.filter(|label| !label.trim().is_empty()),
            key: NewKey::Held { session_only: new.session_only },
        }
    }
}

impl From<TestReport> for wire::TestReport {
    fn from(report: TestReport) -> Self {
        Self {
            ok: report.ok(),
            problem: report.problem(),
            dialect: report.dialect.map(|dialect| dialect.word().to_owned()),
            calls: report.calls,
            latency_ms: report.latency.map(|time| u32::try_from(time.as_millis()).unwrap_or(u32::MAX)),
            newest_posted: report.newest_posted.map(Into::into),
            requests_per_minute: report.quota.limit,
            steps: report.steps.into_iter().map(step).collect(),
        }
    }
}

fn step(step: lapwing_engine::TestStep) -> wire::TestStep {
    let name = match step.name {
        StepName::Key => wire::TestStepName::Key,
        StepName::Jobs => wire::TestStepName::Jobs,
        StepName::Plan => wire::TestStepName::Plan,
    };
    wire::TestStep { name, ok: step.ok, message: step.message }
}

#[cfg(test)]
mod tests {
    use lapwing_domain::SourceId;
    use lapwing_engine::{Counted, KeyLife, SourceRecord};

    use super::*;

    fn stored(key_place: KeyPlace, key_state: KeyState) -> Source {
        let record = SourceRecord {
            id: SourceId(3),
            name: "Main".into(),
            service: Service::JobsApi,
            base_url: "https://api.example.com".into(),
            key_place,
            key_state,
            last_four: Some("4711".into()),
            plan: Some(Plan::Starter),
            calls_used: 0,
            calls_used_month: None,
            environment: None,
            dialect: None,
            enabled: true,
            created_at: jiff::Timestamp::UNIX_EPOCH,
        };
        let key = KeyLife {
            added_at: jiff::Timestamp::UNIX_EPOCH,
            age_days: 3,
            due: false,
            alarm: None,
            counted: Counted::Unknown,
            rotation: None,
        };
        Source {
            record,
            host: "api.example.com".into(),
            calls_this_month: 7,
            month_limit: Some(1000),
            key,
            authorization: None,
        }
    }

    #[test]
    fn a_locked_keyring_shows_on_the_keys_it_holds_and_no_others() {
        let state = |place, state| source(stored(place, state), VaultState::Locked).key_state;
        let keyring = || KeyPlace::Keyring { account: "a".into() };
        assert_eq!(state(keyring(), KeyState::Accepted), wire::KeyState::Locked);
        assert_eq!(state(keyring(), KeyState::Rejected), wire::KeyState::Rejected);
        assert_eq!(state(KeyPlace::Session, KeyState::Accepted), wire::KeyState::Accepted);
    }

    #[test]
    fn neither_account_nor_variable_of_a_key_crosses() {
        for place in [
            KeyPlace::Keyring { account: "secret-account".into() },
            KeyPlace::Environment { variable: "SECRET_VAR".into() },
        ] {
            let crossed =
                serde_json::to_string(&source(stored(place, KeyState::Accepted), VaultState::Available)).unwrap();
            assert!(!crossed.to_lowercase().contains("secret"), "{crossed}");
        }
    }

    #[test]
    fn a_blank_label_is_none() {
        let new = wire::NewSource {
            name: "Main".into(),
            base_url: "https://api.example.com".into(),
            plan: None,
            calls_used: 0,
            environment: Some("  ".into()),
            session_only: true,
        };
        assert_eq!(NewSource::from(new).environment, None);
    }
}
