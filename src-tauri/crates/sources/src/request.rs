//! One page of jobs as it is asked for, in either dialect of the jobs API.

use jiff::Timestamp;
use lapwing_domain::pushdown::ServerFilter;
use url::form_urlencoded::Serializer;

use crate::dialect::Dialect;
use crate::error::FetchError;
use crate::source::Page;

/// Where an address of the search-URL dialect leads. The service reads its query string; nobody opens it.
const SEARCH_PAGE: &str = "https://www.upwork.com/nx/search/jobs/";

/// Jobs in a page of the documented dialect when nothing says how many.
const USUAL: usize = 20;

/// The fewest and the most of the newest postings that the search-URL dialect looks through.
const WINDOW: (u32, u32) = (100, 500);

/// A request for one page, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PageRequest {
    page: u32,
    limit: u32,
    posted_after: Option<Timestamp>,
    posted_before: Option<Timestamp>,
    filter: ServerFilter,
    dialect: Dialect,
}

impl PageRequest {
    /// The most jobs a page may hold (the service clamps or refuses more).
    pub const MOST: u32 = 50;

    /// The newest page of all that there is, as large as allowed, in the documented dialect.
    pub fn newest() -> Self {
        let filter = ServerFilter::everything();
        Self {
            page: 0,
            limit: Self::MOST,
            posted_after: None,
            posted_before: None,
            filter,
            dialect: Dialect::Documented,
        }
    }

    /// The same request with at most `limit` jobs a page, between 1 and [`PageRequest::MOST`].
    #[must_use]
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit: limit.clamp(1, Self::MOST), ..self }
    }

    /// The same request for page `page`, counted from 0. The service takes only offsets that are whole pages.
    #[must_use]
    pub fn with_page(self, page: u32) -> Self {
        Self { page, ..self }
    }

    /// The same request, leaving out what was published before `instant`, which is rounded down to the second. The
    /// search-URL dialect has no word for it, so that there older jobs come, too.
    #[must_use]
    pub fn with_posted_after(self, instant: Timestamp) -> Self {
        Self { posted_after: Some(instant), ..self }
    }

    /// The same request, leaving out what was published after `instant`, which is rounded up to the next second. As with
    /// [`PageRequest::with_posted_after`], only the documented dialect has a word for it.
    #[must_use]
    pub fn with_posted_before(self, instant: Timestamp) -> Self {
        Self { posted_before: Some(instant), ..self }
    }

    /// The same request for what passes `filter`, as far as the dialect has words for it. More may come.
    #[must_use]
    pub fn with_filter(self, filter: ServerFilter) -> Self {
        Self { filter, ..self }
    }

    /// The same request in another dialect.
    #[must_use]
    pub fn in_dialect(self, dialect: Dialect) -> Self {
        Self { dialect, ..self }
    }

    /// Jobs asked for.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// Jobs skipped before the page.
    pub fn offset(&self) -> u32 {
        self.page.min(u32::MAX / self.limit) * self.limit
    }

    /// Earliest publish time asked for.
    pub fn posted_after(&self) -> Option<Timestamp> {
        self.posted_after
    }

    /// Latest publish time asked for.
    pub fn posted_before(&self) -> Option<Timestamp> {
        self.posted_before
    }

    /// What is asked for: the filter as far as the dialect has words for it.
    pub fn filter(&self) -> ServerFilter {
        self.filter.within(&self.dialect.capabilities())
    }

    /// The dialect it is asked in.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Among how many of the newest postings, whatever they are, the service looks for this page; `None` when it looks
    /// through everything. The filter is applied to these alone: what passes it and lies behind them does not come, so that
    /// a page that is short or empty is no sign that there is nothing more.
    pub fn looks_through(&self) -> Option<u32> {
        let (fewest, most) = WINDOW;
        match self.dialect {
            Dialect::Documented => None,
            Dialect::SearchUrl => Some(self.offset().saturating_add(self.limit).saturating_mul(3).clamp(fewest, most)),
        }
    }

    /// Whether the service looks as far as this page. Beyond, pages are short or empty whatever there is, and must not be
    /// taken for the end. Without a filter, pages up to there come whole.
    pub fn is_in_reach(&self) -> bool {
        self.looks_through().is_none_or(|looked| self.offset().saturating_add(self.limit) <= looked)
    }

    /// Whether this answer suggests that the service speaks the other dialect: it names a parameter it does not take; or
    /// it did not look at the address at all, and sent as many jobs as it sends to those who ask for nothing.
    pub fn is_misunderstood(&self, answer: &Result<Page, FetchError>) -> bool {
        match answer {
            Err(failure) => failure.names_parameter(),
            // A later page may well end there.
            Ok(page) => {
                let usual = page.rows() == USUAL && self.limit as usize != USUAL;
                // As many as that may well pass a filter; then they do.
                let filter = self.filter();
                let all_pass = !filter.is_everything() && page.jobs.iter().all(|job| filter.holds(job));
                self.dialect == Dialect::SearchUrl && self.page == 0 && usual && !all_pass
            }
        }
    }

    /// Path and query as sent, for the ledger. Holds no key: that travels in a header.
    pub fn path(&self) -> String {
        let query = match self.dialect {
            Dialect::Documented => self.documented(),
            Dialect::SearchUrl => Serializer::new(String::new()).append_pair("upwork_url", &self.address()).finish(),
        };
        format!("/jobs?{query}")
    }

    /// The query of the documented dialect.
    fn documented(&self) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("limit", &self.limit.to_string());
        if self.page > 0 {
            query.append_pair("offset", &self.offset().to_string());
        }
        query.append_pair("sort", "posted_on_desc");
        if let Some(instant) = self.posted_after {
            let second = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
            query.append_pair("posted_after", &second.to_string());
        }
        if let Some(instant) = self.posted_before {
            let second = Timestamp::from_second(instant.as_second() + 1).unwrap_or(instant);
            query.append_pair("posted_before", &second.to_string());
        }
        query.extend_pairs(self.dialect.parameters(&self.filter)).finish()
    }

    /// The address of the search-URL dialect. With a filter the pages are no longer whole
    /// ([`PageRequest::looks_through`]).
    fn address(&self) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("sort", "recency");
        query.append_pair("limit", &self.limit.to_string());
        if self.page > 0 {
            query.append_pair("offset", &self.offset().to_string());
        }
        query.extend_pairs(self.dialect.parameters(&self.filter));
        format!("{SEARCH_PAGE}?{}", query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Quota, SetAside};

    #[test]
    fn each_dialect_asks_for_the_same_page_in_its_own_way() {
        let request = PageRequest::newest().with_page(2).with_posted_after("2026-01-05T08:12:43.75Z".parse().unwrap());
        assert_eq!(
            request.path(),
            "/jobs?limit=50&offset=100&sort=posted_on_desc&posted_after=2026-01-05T08%3A12%3A43Z"
        );
        let path = request.in_dialect(Dialect::SearchUrl).path();
        let parameters: Vec<(String, String)> =
            url::form_urlencoded::parse(path.strip_prefix("/jobs?").unwrap().as_bytes()).into_owned().collect();
        let address = "https://www.upwork.com/nx/search/jobs/?sort=recency&limit=50&offset=100";
        assert_eq!(parameters, [("upwork_url".to_owned(), address.to_owned())]);
    }

    #[test]
    fn a_stretch_of_publish_times_is_asked_for_with_both_its_ends_inside() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (from, to) = (at("2026-01-05T08:12:43.75Z"), at("2026-01-05T09:00:00Z"));
        let request = PageRequest::newest().with_posted_after(from).with_posted_before(to);
        assert_eq!(
            request.path(),
            "/jobs?limit=50&sort=posted_on_desc&posted_after=2026-01-05T08%3A12%3A43Z\
             &posted_before=2026-01-05T09%3A00%3A01Z"
        );
    }

    #[test]
    fn a_filter_goes_into_the_request_as_the_dialect_words_it() {
        let filter = ServerFilter::everything().with_verified(true).with_spent(1_000).with_contract_to_hire();
        let request = PageRequest::newest().with_filter(filter);
        assert_eq!(
            request.path(),
            "/jobs?limit=50&sort=posted_on_desc&payment_verified=true&buyer.total_spent_min=1000"
        );
        let address = request.in_dialect(Dialect::SearchUrl);
        let inside = url::form_urlencoded::parse(address.path().strip_prefix("/jobs?").unwrap().as_bytes())
            .map(|(_, value)| value.into_owned())
            .collect::<String>();
        assert_eq!(
            inside,
            "https://www.upwork.com/nx/search/jobs/?sort=recency&limit=50&payment_verified=1&contract_to_hire=true"
        );
        assert_eq!(address.filter(), ServerFilter::everything().with_verified(true).with_contract_to_hire());
        assert_eq!(address.in_dialect(Dialect::Documented), request, "nothing is forgotten on the way");
    }

    #[test]
    fn an_address_is_looked_for_among_three_times_what_it_asks_for_within_bounds() {
        let address = PageRequest::newest().in_dialect(Dialect::SearchUrl);
        for (request, looked) in [
            (address, 150),
            (address.with_limit(1), 100),
            (address.with_page(1), 300),
            (address.with_page(3), 500),
            (address.with_page(u32::MAX), 500),
        ] {
            assert_eq!(request.looks_through(), Some(looked));
        }
        assert_eq!(PageRequest::newest().looks_through(), None);
    }

    #[test]
    fn a_filtered_page_of_the_usual_size_was_understood_if_all_of_it_passes() {
        let job = |verified| {
            let mut job = lapwing_domain::Job::new(lapwing_domain::JobId("job".to_owned()));
            job.client.verified = verified;
            job
        };
        let page = |jobs: Vec<lapwing_domain::Job>| {
            Ok(Page { jobs, set_aside: Vec::new(), quota: Quota::default(), bytes: 0, status: 200 })
        };
        let filter = ServerFilter::everything().with_verified(true);
        let address = PageRequest::newest().with_filter(filter).in_dialect(Dialect::SearchUrl);
        let passing = vec![job(Some(true)); 20];
        assert!(!address.is_misunderstood(&page(passing.clone())));
        assert!(address.is_misunderstood(&page([passing[1..].to_vec(), vec![job(None)]].concat())));
        assert!(address.with_filter(ServerFilter::everything()).is_misunderstood(&page(passing)));
    }

    #[test]
    fn ten_whole_pages_are_in_reach_of_an_address() {
        let reached = |page| PageRequest::newest().with_page(page).in_dialect(Dialect::SearchUrl).is_in_reach();
        assert_eq!((reached(0), reached(9), reached(10), reached(u32::MAX)), (true, true, false, false));
        assert!(PageRequest::newest().with_page(10).is_in_reach());
    }

    #[test]
    fn a_page_of_the_usual_size_for_an_address_that_asked_for_another_was_not_understood() {
        let page = |rows| {
            let row = SetAside { raw: String::new(), reason: String::new() };
            let set_aside = vec![row; rows];
            Ok(Page { jobs: Vec::new(), set_aside, quota: Quota::default(), bytes: 0, status: 200 })
        };
        let address = PageRequest::newest().in_dialect(Dialect::SearchUrl);
        assert!(address.is_misunderstood(&page(20)) && address.with_limit(1).is_misunderstood(&page(20)));
        assert!(!address.with_page(1).is_misunderstood(&page(20)));
        assert!(!address.with_limit(20).is_misunderstood(&page(20)));
        assert!(!address.is_misunderstood(&page(50)) && !address.is_misunderstood(&page(0)));
        assert!(!PageRequest::newest().is_misunderstood(&page(20)));
    }
}
