//! That what the engine is shown is what the scenario says.

use lapwing_domain::pushdown::{Bounds, ServerFilter};
use lapwing_sources::{Dialect, JobSource as _, Page, PageRequest};

use super::*;
use crate::clock::JumpingClock;
use crate::service::Service;

const WEEK: i64 = 7 * 86_400;

fn market(an_hour: f64) -> Arc<Market> {
    Arc::new(Market::new(1, an_hour, 0, WEEK))
}

async fn asked(service: &Service, request: PageRequest) -> Page {
    service.fetch(&request).await.unwrap()
}

#[test]
fn postings_come_as_often_as_asked_late_and_out_of_order() {
    let market = market(30.0);
    assert!((4_700..5_400).contains(&market.postings.len()), "{}", market.postings.len());
    assert!(market.postings.is_sorted_by_key(|posting| posting.published));
    assert!(!market.postings.is_sorted_by_key(|posting| posting.appears));
    let late = |posting: &market::Posting| (900..=1_800).contains(&(posting.appears - posting.published));
    assert!(market.postings.iter().all(late));
}

#[test]
fn searches_fit_a_thousandth_to_a_twentieth_and_some_can_be_filtered() {
    let searches = Searches::new(7, 20, false);
    let market = market(60.0);
    let fitting = searches.fitting(&market);
    for search in 0..20 {
        let fits = fitting.iter().filter(|found| found.contains(&search)).count();
        let share = measure::ratio(fits, market.postings.len());
        assert!((0.0005..0.06).contains(&share), "{}: {share}", searches.texts[usize::from(search)]);
    }
    let filtered = measure::filters(&searches, Dialect::Documented);
    let filtered = filtered.iter().filter(|filter| !filter.is_everything()).count();
    assert!((8..20).contains(&filtered), "{filtered}");
}

#[test]
fn an_edit_changes_a_posting_and_not_what_it_fits() {
    let (searches, market) = (Searches::new(7, 20, false), market(60.0));
    let later = Market { postings: market.postings.iter().map(|posting| posting.shown_at(WEEK * 2)).collect() };
    assert_eq!(searches.fitting(&market), searches.fitting(&later));
    let edited = |(number, posting): &(usize, &market::Posting)| {
        posting.job(*number, posting.appears) != posting.job(*number, WEEK * 2)
    };
    let edits = market.postings.iter().enumerate().filter(edited).count();
    assert!((600..1_100).contains(&edits), "{edits}");
}

#[tokio::test]
async fn the_service_shows_what_has_appeared_newest_first_and_filters_it() {
    let market = market(60.0);
    let (clock, _rests) = JumpingClock::new(WEEK / 2);
    let service = Service::new(Arc::clone(&market), Arc::new(clock), Dialect::Documented, None);
    let first = asked(&service, PageRequest::newest()).await.jobs;
    let second = asked(&service, PageRequest::newest().with_page(1)).await.jobs;
    let numbers: Vec<usize> = first.iter().chain(&second).map(|job| job.id.0.parse().unwrap()).collect();
    assert!(numbers.len() == 100 && numbers.is_sorted_by(|newer, older| newer > older));
    assert!(numbers.iter().all(|number| market.postings[*number].appears <= WEEK / 2));
    let rich = ServerFilter::everything().with_spent(10_000);
    let filtered = asked(&service, PageRequest::newest().with_filter(rich)).await.jobs;
    assert!(filtered.len() == 50 && filtered.iter().all(|job| rich.holds(job)));
}

#[tokio::test]
async fn an_address_is_answered_from_the_newest_postings_alone() {
    let (clock, _rests) = JumpingClock::new(WEEK / 2);
    let service = Service::new(market(60.0), Arc::new(clock), Dialect::SearchUrl, None);
    let seldom =
        PageRequest::newest().with_filter(ServerFilter::everything().with_budget(Bounds::new(Some(3_000), None)));
    let found = asked(&service, seldom.in_dialect(Dialect::SearchUrl)).await.jobs.len();
    assert!((10..50).contains(&found), "{found} of the newest 150");
    assert!(service.fetch(&PageRequest::newest()).await.is_err_and(|failure| failure.names_parameter()));
}
