//! Jobs that their user follows: what a later copy of one brings that is worth telling.

use crate::job::{Job, Status};
use crate::triage::State;

/// So many proposals are news unless the user says otherwise.
pub const PROPOSALS_PAST: u32 = 20;

/// Something that happened to a followed job. Each is told once, a price once for every price there was.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum News {
    /// It takes no proposals any more.
    Closed,
    /// Somebody was hired.
    Hired,
    /// It pays something else.
    Price {
        /// What it pays now, as shown; empty when it no longer says.
        now: String,
    },
    /// It has this many proposals or more.
    Proposals {
        /// How many.
        past: u32,
    },
}

impl News {
    /// As one line: `closed`, `hired`, `price 500 USD`, `proposals 20`.
    pub fn text(&self) -> String {
        match self {
            Self::Closed => "closed".to_owned(),
            Self::Hired => "hired".to_owned(),
            Self::Price { now } => format!("price {now}"),
            Self::Proposals { past } => format!("proposals {past}"),
        }
    }

    /// Reads [`News::text`].
    pub fn from_text(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            None if text == "closed" => Some(Self::Closed),
            None if text == "hired" => Some(Self::Hired),
            Some(("price", now)) => Some(Self::Price { now: now.to_owned() }),
            Some(("proposals", past)) => Some(Self::Proposals { past: past.parse().ok()? }),
            _ => None,
        }
    }
}

/// Whether a job in this state is followed: the user means to apply, or did and waits for what comes of it.
pub fn is_followed(state: State) -> bool {
    matches!(state, State::Saved | State::Applied | State::Interviewing)
}

/// What is news in a job after a later copy of it. What was not known before is no news, with one exception: a service
/// says nothing of hires before there is one.
pub fn news(before: &Job, after: &Job, proposals_past: u32) -> Vec<News> {
    let mut news = Vec::new();
    if before.status != Some(Status::Closed) && after.status == Some(Status::Closed) {
        news.push(News::Closed);
    }
    if before.activity.hired.unwrap_or(0) < after.activity.hired.unwrap_or(0) {
        news.push(News::Hired);
    }
    let (was, now) = (price(before), price(after));
    if was != now && !was.is_empty() {
        news.push(News::Price { now });
    }
    // A bucket such as 20 to 50 is past 20 by its lower end.
    let at_least = |job: &Job| job.activity.proposals.map(|proposals| proposals.min);
    if let (Some(was), Some(now)) = (at_least(before), at_least(after))
        && was < proposals_past
        && now >= proposals_past
    {
        news.push(News::Proposals { past: proposals_past });
    }
    news
}

/// What a job pays, as text; empty when it does not say.
fn price(job: &Job) -> String {
    match (job.budget, job.rate) {
        (Some(budget), _) => budget.to_string(),
        (None, Some(rate)) if rate.min == rate.max => format!("{}/h", rate.min),
        (None, Some(rate)) => format!("{}–{}/h", rate.min, rate.max),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::JobId;
    use crate::job::{CountRange, Rate};
    use crate::money::{Currency, Money};

    fn job() -> Job {
        let mut job = Job::new(JobId("1".into()));
        job.status = Some(Status::Open);
        job.budget = Money::from_units(500.0, Currency::USD);
        job.activity.proposals = Some(CountRange { min: 10, max: Some(15) });
        job
    }

    fn found(change: impl FnOnce(&mut Job)) -> Vec<News> {
        let (before, mut after) = (job(), job());
        change(&mut after);
        news(&before, &after, PROPOSALS_PAST)
    }

    #[test]
    fn nothing_new_is_no_news() {
        assert_eq!(found(|_| ()), []);
        assert_eq!(found(|job| job.title = "Another title".into()), []);
    }

    #[test]
    fn closing_hiring_prices_and_proposals_are_news() {
        assert_eq!(found(|job| job.status = Some(Status::Closed)), [News::Closed]);
        assert_eq!(found(|job| job.activity.hired = Some(1)), [News::Hired]);
        assert_eq!(found(|job| job.activity.hired = Some(0)), []);
        let dearer = found(|job| job.budget = Money::from_units(800.0, Currency::USD));
        assert_eq!(dearer, [News::Price { now: "800 USD".into() }]);
        let proposals = |min| found(|job| job.activity.proposals = Some(CountRange { min, max: None }));
        assert_eq!((proposals(19), proposals(20)), (vec![], vec![News::Proposals { past: 20 }]));
    }

    #[test]
    fn a_job_turned_hourly_has_another_price() {
        let hourly = found(|job| {
            job.budget = None;
            job.rate = Rate::from_ends(Some(40.0), Some(60.0), Currency::USD);
        });
        assert_eq!(hourly, [News::Price { now: "40 USD–60 USD/h".into() }]);
    }

    #[test]
    fn what_was_not_known_before_is_no_news() {
        let unknown = Job::new(JobId("1".into()));
        assert_eq!(news(&unknown, &job(), 5), []);
        let closed = Job { status: Some(Status::Closed), ..job() };
        assert_eq!(news(&closed, &closed, 5), []);
    }

    #[test]
    fn jobs_are_followed_while_something_may_come_of_them() {
        let followed: Vec<State> = State::ALL.into_iter().filter(|state| is_followed(*state)).collect();
        assert_eq!(followed, [State::Saved, State::Applied, State::Interviewing]);
    }

    #[test]
    fn news_read_back_from_their_text() {
        for news in
            [News::Closed, News::Hired, News::Price { now: "40 USD–60 USD/h".into() }, News::Proposals { past: 20 }]
        {
            assert_eq!(News::from_text(&news.text()), Some(news));
        }
        for text in ["", "reopened", "proposals many", "closed "] {
            assert_eq!(News::from_text(text), None, "{text:?}");
        }
        assert_eq!(News::from_text("price "), Some(News::Price { now: String::new() }));
    }
}
