use lapwing_engine::{Changed, Matching, PopUps, Round, Settings, Status, WatchState};

use crate::dto::{count, watching as wire};

impl From<WatchState> for wire::WatchState {
    fn from(state: WatchState) -> Self {
        match state {
            WatchState::Elsewhere => Self::Elsewhere,
            WatchState::NoSource => Self::NoSource,
            WatchState::Checking => Self::Checking,
            WatchState::Paused => Self::Paused,
            WatchState::KeyRejected => Self::KeyRejected,
            WatchState::KeyMissing => Self::KeyMissing,
            WatchState::Limited => Self::Limited,
            WatchState::Offline => Self::Offline,
            WatchState::Failing => Self::Failing,
            WatchState::NoSearch => Self::NoSearch,
            WatchState::Watching => Self::Watching,
        }
    }
}

impl From<Matching> for wire::Matching {
    fn from(matching: Matching) -> Self {
        Self { searches: matching.searches, looked_at: matching.looked_at, stored: matching.stored }
    }
}

impl wire::Status {
    /// How watching goes, and how far matching stored jobs is.
    pub fn of(status: Status, matching: Option<Matching>) -> Self {
        Self {
            state: status.state.into(),
            problem: status.problem,
            last_check: status.last_check.map(Into::into),
            next_check: status.next_check.map(Into::into),
            calls_left: status.calls_left,
            month_limit: status.month_limit,
            check_cost: status.check_cost,
            keyring: status.keyring.into(),
            notifications: match status.pop_ups {
                PopUps::Unknown => wire::Notifications::Unknown,
                PopUps::Available => wire::Notifications::Available,
                PopUps::Missing => wire::Notifications::Missing,
            },
            sandbox: status.sandbox,
            matching: matching.map(Into::into),
        }
    }
}

impl From<Settings> for wire::Settings {
    fn from(settings: Settings) -> Self {
        Self {
            interval_minutes: settings.interval_minutes,
            shortest_interval_minutes: settings.shortest_interval_minutes,
            paused: settings.paused,
        }
    }
}

impl From<Round> for wire::CheckReport {
    fn from(round: Round) -> Self {
        let problems = round.problems.iter().map(|one| format!("{}: {}", one.source, one.problem));
        Self {
            calls: round.calls,
            new_jobs: round.new_jobs,
            new_matches: count(round.matches.len()),
            problem: Some(problems.collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty()),
        }
    }
}

impl From<Changed> for wire::Changed {
    fn from(changed: Changed) -> Self {
        Self { jobs: changed.jobs, searches: changed.searches, sources: changed.sources, status: changed.status }
    }
}

impl From<Result<(), String>> for wire::Delivery {
    fn from(shown: Result<(), String>) -> Self {
        Self { delivered: shown.is_ok(), problem: shown.err() }
    }
}

#[cfg(test)]
mod tests {
    use lapwing_engine::VaultState;
    use serde_json::json;

    use super::*;

    fn status(matching: Option<Matching>) -> serde_json::Value {
        let status = Status {
            state: WatchState::Watching,
            problem: None,
            last_check: None,
            next_check: None,
            calls_left: None,
            month_limit: None,
            check_cost: 0,
            keyring: VaultState::Available,
            pop_ups: PopUps::Unknown,
            sandbox: true,
        };
        serde_json::to_value(wire::Status::of(status, matching)).unwrap()
    }

    #[test]
    fn the_status_tells_how_far_matching_stored_jobs_is() {
        let matching = Matching { searches: vec!["Rust".into()], looked_at: 500, stored: 1_200 };
        let told = json!({ "searches": ["Rust"], "lookedAt": 500, "stored": 1_200 });
        assert_eq!(status(Some(matching))["matching"], told);
        assert_eq!(status(None)["matching"], json!(null));
    }
}
