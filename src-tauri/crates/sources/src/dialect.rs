//! The two ways the jobs API is asked, and how one is told from the other (`docs/jobs-api.md`, "Two dialects").

use crate::error::FetchError;
use crate::request::PageRequest;
use crate::source::Page;

/// How the jobs API wants to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// One query parameter per filter.
    #[default]
    Documented,
    /// One parameter holding the address of a search page.
    SearchUrl,
}

impl Dialect {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Documented, Self::SearchUrl];

    /// The word used in reports, on the command line and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::SearchUrl => "search-url",
        }
    }

    /// Reads [`Dialect::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.word() == word)
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Documented => Self::SearchUrl,
            Self::SearchUrl => Self::Documented,
        }
    }
}

/// What an answer to a misunderstood request, and one to the same request in the other dialect, come to.
#[derive(Debug)]
pub struct Settled {
    /// The answer that counts.
    pub answer: Result<Page, FetchError>,
    /// What the service speaks; `None` when neither answer shows it.
    pub dialect: Option<Dialect>,
}

/// Settles what a service speaks, from a request it misunderstood ([`PageRequest::is_misunderstood`]) and its answer to the
/// same request in the other dialect. `remembered` says that the first dialect was no guess: when both are refused, its
/// refusal is the one that tells what changed.
pub fn settle(
    request: &PageRequest,
    remembered: bool,
    first: Result<Page, FetchError>,
    second: Result<Page, FetchError>,
) -> Settled {
    let other = Some(request.dialect().other());
    let refused = matches!(&second, Err(failure) if failure.names_parameter());
    match (first, second) {
        (_, Ok(page)) => Settled { answer: Ok(page), dialect: other },
        // It looked like the other dialect, and is not.
        (Ok(page), Err(_)) if refused => Settled { answer: Ok(page), dialect: Some(request.dialect()) },
        // A page that may be an excerpt is not taken as the whole.
        (Ok(_), Err(failure)) => Settled { answer: Err(failure), dialect: None },
        (Err(first), Err(second)) if refused => {
            Settled { answer: Err(if remembered { first } else { second }), dialect: None }
        }
        // Of the two, only the first was not understood; the second failed for another reason.
        (Err(_), Err(failure)) => Settled { answer: Err(failure), dialect: other },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Answer, Unaccepted};
    use crate::source::Quota;

    #[test]
    fn every_dialect_is_read_back_from_its_word() {
        for dialect in Dialect::ALL {
            assert_eq!(Dialect::from_word(dialect.word()), Some(dialect));
            assert_ne!(dialect.other(), dialect);
        }
        assert_eq!(Dialect::from_word("klingon"), None);
    }

    fn page(status: u16) -> Page {
        Page { jobs: Vec::new(), set_aside: Vec::new(), quota: Quota::default(), bytes: 0, status }
    }

    fn refused(parameter: &str) -> FetchError {
        FetchError::BadRequest {
            what: Box::new(Unaccepted { request: "GET /jobs".to_owned(), parameter: Some(parameter.to_owned()) }),
            message: String::new(),
            answer: Answer::default(),
        }
    }

    fn failed() -> FetchError {
        FetchError::Server { message: String::new(), answer: Answer::default() }
    }

    #[test]
    fn two_answers_settle_what_is_spoken_or_that_neither_is() {
        use Dialect::{Documented, SearchUrl};
        let told = |settled: &Settled| match &settled.answer {
            Ok(page) => page.status.to_string(),
            Err(FetchError::BadRequest { what, .. }) => what.parameter.clone().unwrap_or_default(),
            Err(other) => format!("{:?}", other.kind()),
        };
        for (asked, remembered, first, second, answer, dialect) in [
            (Documented, false, Err(refused("limit")), Ok(page(2)), "2", Some(SearchUrl)),
            (SearchUrl, true, Err(refused("upwork_url")), Ok(page(2)), "2", Some(Documented)),
            (SearchUrl, true, Ok(page(1)), Ok(page(2)), "2", Some(Documented)),
            (SearchUrl, true, Ok(page(1)), Err(refused("limit")), "1", Some(SearchUrl)),
            (SearchUrl, true, Ok(page(1)), Err(failed()), "Service", None),
            (Documented, false, Err(refused("limit")), Err(failed()), "Service", Some(SearchUrl)),
            (Documented, false, Err(refused("limit")), Err(refused("upwork_url")), "upwork_url", None),
            (Documented, true, Err(refused("limit")), Err(refused("upwork_url")), "limit", None),
        ] {
            let settled = settle(&PageRequest::newest().in_dialect(asked), remembered, first, second);
            assert_eq!((told(&settled).as_str(), settled.dialect), (answer, dialect));
        }
    }
}
