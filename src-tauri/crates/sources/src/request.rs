//! One page of jobs as it is asked for, in either dialect of the jobs API.

use jiff::Timestamp;
use url::form_urlencoded::Serializer;

use crate::dialect::Dialect;
use crate::error::FetchError;
use crate::source::Page;

/// Where an address of the search-URL dialect leads. The service reads its query string; nobody opens it.
const SEARCH_PAGE: &str = "https://www.upwork.com/nx/search/jobs/";

/// Jobs in a page of the documented dialect when nothing says how many.
const USUAL: usize = 20;

/// The newest postings among which the search-URL dialect looks at most. It looks through three times what is asked for, so
/// that without filters every page up to here comes whole.
const REACH: u32 = 500;

/// A broad request for one page, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PageRequest {
    page: u32,
    limit: u32,
    posted_after: Option<Timestamp>,
    dialect: Dialect,
}

impl PageRequest {
    /// The most jobs a page may hold (the service clamps or refuses more).
    pub const MOST: u32 = 50;

    /// The newest page, as large as allowed, in the documented dialect.
    pub fn newest() -> Self {
        Self { page: 0, limit: Self::MOST, posted_after: None, dialect: Dialect::Documented }
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

    /// The dialect it is asked in.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Whether the service looks as far as this page. Beyond, pages are short or empty whatever there is, and must not be
    /// taken for the end.
    pub fn is_in_reach(&self) -> bool {
        match self.dialect {
            Dialect::Documented => true,
            Dialect::SearchUrl => self.offset().saturating_add(self.limit) <= REACH,
        }
    }

    /// Whether this answer suggests that the service speaks the other dialect: it names a parameter it does not take; or
    /// it did not look at the address at all, and sent as many jobs as it sends to those who ask for nothing.
    pub fn is_misunderstood(&self, answer: &Result<Page, FetchError>) -> bool {
        match answer {
            Err(failure) => failure.names_parameter(),
            // A later page may well end there.
            Ok(page) => {
                let usual = page.rows() == USUAL && self.limit as usize != USUAL;
                self.dialect == Dialect::SearchUrl && self.page == 0 && usual
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

    /// The query of the documented dialect. A filter becomes a parameter here.
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
        query.finish()
    }

    /// The address of the search-URL dialect. A filter becomes a parameter of it here, and the pages are then no longer
    /// whole: the service filters only what it looks at ([`PageRequest::is_in_reach`]).
    fn address(&self) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("sort", "recency");
        query.append_pair("limit", &self.limit.to_string());
        if self.page > 0 {
            query.append_pair("offset", &self.offset().to_string());
        }
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
