use lapwing_domain::Money;
use lapwing_domain::job::{ContractType, Rate, Status};
use lapwing_domain::triage::State;
use lapwing_engine::{Counts, JobSummary, PageOf, Sort, Undo, View};
use url::Url;

use crate::dto::application::{Sort as WireSort, View as WireView};
use crate::dto::{WireError, id, jobs as wire};
use crate::figures;

/// Skills a row shows.
const ROW_SKILLS: usize = 4;

impl From<State> for wire::JobState {
    fn from(state: State) -> Self {
        match state {
            State::New => Self::New,
            State::Seen => Self::Seen,
            State::Saved => Self::Saved,
            State::Applied => Self::Applied,
            State::Interviewing => Self::Interviewing,
            State::Hired => Self::Hired,
            State::Dismissed => Self::Dismissed,
        }
    }
}

impl From<wire::JobState> for State {
    fn from(state: wire::JobState) -> Self {
        match state {
            wire::JobState::New => Self::New,
            wire::JobState::Seen => Self::Seen,
            wire::JobState::Saved => Self::Saved,
            wire::JobState::Applied => Self::Applied,
            wire::JobState::Interviewing => Self::Interviewing,
            wire::JobState::Hired => Self::Hired,
            wire::JobState::Dismissed => Self::Dismissed,
        }
    }
}

impl TryFrom<WireView> for View {
    type Error = WireError;

    fn try_from(view: WireView) -> Result<Self, WireError> {
        Ok(match view {
            WireView::Inbox => Self::Inbox,
            WireView::Saved => Self::Saved,
            WireView::Applied => Self::Applied,
            WireView::Dismissed => Self::Dismissed,
            WireView::All => Self::All,
            WireView::Search { search_id } => Self::Search(id(&search_id)?),
        })
    }
}

impl From<WireSort> for Sort {
    fn from(sort: WireSort) -> Self {
        match sort {
            WireSort::Newest => Self::Newest,
            WireSort::Oldest => Self::Oldest,
            WireSort::Rate => Self::Rate,
            WireSort::Budget => Self::Budget,
            WireSort::Spent => Self::Spent,
            WireSort::Proposals => Self::Proposals,
        }
    }
}

impl From<Money> for wire::Amount {
    fn from(money: Money) -> Self {
        Self { units: money.units(), currency: money.currency.code().to_owned() }
    }
}

impl From<lapwing_engine::SearchName> for wire::SearchName {
    fn from(search: lapwing_engine::SearchName) -> Self {
        Self { id: search.id.to_string(), name: search.name }
    }
}

impl From<JobSummary> for wire::JobRow {
    #[expect(clippy::disallowed_methods, reason = "the window shows what it forgets when it closes")]
    fn from(row: JobSummary) -> Self {
        let job = row.job.show();
        Self {
            id: row.key.to_string(),
            title: job.title.clone(),
            state: row.state.into(),
            private: job.private,
            closed: job.status == Some(Status::Closed),
            posted: job.posted.map(Into::into),
            seen: row.first_seen.into(),
            pay: pay(job.contract, job.budget, job.rate),
            country: job.client.country.as_ref().map(ToString::to_string),
            verified: job.client.verified,
            spent: job.client.spent.map(Into::into),
            proposals: job.activity.proposals.map(figures::range),
            skills: job.skills.iter().take(ROW_SKILLS).cloned().collect(),
            searches: row.searches.into_iter().map(Into::into).collect(),
            starred: row.starred,
            labels: row.labels,
            noted: row.noted,
            follow_up: row.follow_up.map(Into::into),
            host: host(&row.origin),
            retention: row.retention.into(),
        }
    }
}

fn pay(contract: Option<ContractType>, budget: Option<Money>, rate: Option<Rate>) -> wire::Pay {
    let hourly = |rate: Rate| wire::Pay::Hourly { min: rate.min.into(), max: rate.max.into() };
    let fixed = |amount: Money| wire::Pay::Fixed { amount: amount.into() };
    let known = match contract {
        Some(ContractType::Fixed) => budget.map(fixed).or(rate.map(hourly)),
        _ => rate.map(hourly).or(budget.map(fixed)),
    };
    let contract = contract.map(|contract| match contract {
        ContractType::Hourly => wire::Contract::Hourly,
        ContractType::Fixed => wire::Contract::Fixed,
    });
    known.unwrap_or(wire::Pay::Unknown { contract })
}

/// The host of an origin; what is no address, such as `sandbox`, is its own name.
fn host(origin: &str) -> String {
    Url::parse(origin).ok().and_then(|url| url.host_str().map(ToOwned::to_owned)).unwrap_or_else(|| origin.to_owned())
}

impl From<PageOf<JobSummary>> for wire::JobsPage {
    fn from(page: PageOf<JobSummary>) -> Self {
        Self {
            rows: page.rows.into_iter().map(Into::into).collect(),
            next: page.next.map(|cursor| cursor.to_string()),
            total: page.total,
        }
    }
}

impl From<Counts> for wire::Counts {
    fn from(counts: Counts) -> Self {
        Self {
            inbox: counts.inbox,
            unread: counts.unread,
            saved: counts.saved,
            applied: counts.applied,
            dismissed: counts.dismissed,
            all: counts.all,
        }
    }
}

impl From<Undo> for wire::Change {
    fn from(undo: Undo) -> Self {
        Self { undo: undo.token.to_string(), changed: undo.changed }
    }
}

#[cfg(test)]
mod tests {
    use lapwing_domain::money::Currency;

    use super::*;

    fn usd(units: f64) -> Option<Money> {
        Money::from_units(units, Currency::USD)
    }

    #[test]
    fn pay_goes_by_the_contract_and_falls_back_to_what_is_known() {
        let rate = Rate::from_ends(Some(40.0), Some(60.0), Currency::USD);
        let kind = |contract, budget, rate| serde_json::to_value(pay(contract, budget, rate)).unwrap()["kind"].clone();
        assert_eq!(kind(Some(ContractType::Fixed), usd(500.0), rate), "fixed");
        assert_eq!(kind(Some(ContractType::Hourly), usd(500.0), rate), "hourly");
        assert_eq!(kind(Some(ContractType::Fixed), None, rate), "hourly");
        assert_eq!(kind(None, usd(500.0), None), "fixed");
    }

    #[test]
    fn an_unknown_pay_still_says_what_kind_of_contract_it_is() {
        let unknown = pay(Some(ContractType::Hourly), None, None);
        assert_eq!(
            serde_json::to_value(unknown).unwrap(),
            serde_json::json!({ "kind": "unknown", "contract": "hourly" })
        );
    }

    #[test]
    fn listings_name_their_host_without_scheme_and_port() {
        assert_eq!(host("https://api.upworkjobsapi.com:443"), "api.upworkjobsapi.com");
        assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1");
        assert_eq!(host("sandbox"), "sandbox");
    }

    #[test]
    fn a_search_view_crosses_with_its_id() {
        let view: WireView = serde_json::from_str(r#"{"kind":"search","searchId":"12"}"#).unwrap();
        assert_eq!(View::try_from(view), Ok(View::Search(lapwing_domain::SearchId(12))));
        assert!(View::try_from(WireView::Search { search_id: "x".into() }).is_err());
    }
}
