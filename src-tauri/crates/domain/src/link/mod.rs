//! Links of the marketplace's job search, as copied from a browser's address bar, made queries of our language.
//!
//! Nothing of a link is dropped silently: what cannot be carried over is handed back with the reason. Two things are no
//! part of a search and go without a word: parameters that say only how the page shows what it found, and blank ones.
//! The parameters are those of the page as the jobs API's search-URL dialect documents them.

mod filters;
mod pay;
mod ranges;
mod words;

use indexmap::IndexMap;
use url::Url;

use crate::query::{Use, parse};

/// Characters a link may have: more than any query written out in percent codes.
const MOST_CHARS: usize = 65_536;
/// Where the marketplace's pages are.
const HOSTS: &[&str] = &["www.upwork.com", "upwork.com"];
/// Its job search, under the address of today and older ones that still lead there.
const PATHS: &[&str] = &["/nx/search/jobs", "/nx/jobs/search", "/search/jobs", "/ab/jobs/search"];
/// What stands between the job search's path and the id of the job that is shown over it.
const OVER_THE_SEARCH: &str = "/details/";
/// How the page shows what it found: its pages, its order, where the reader came from, the job shown over it.
const NOT_OF_THE_SEARCH: &[&str] = &[
    "page",
    "per_page",
    "paging",
    "limit",
    "offset",
    "sort",
    "from",
    "from_recent_search",
    "pageTitle",
    "_navType",
    "_modalInfo",
];

/// What a link asks for, in our language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromLink {
    /// The query in its normal form; blank when the link has no condition that could be carried over.
    pub query: String,
    /// What is missing from the query, or in it in another way than the page would read it.
    pub left: Vec<Left>,
}

/// Something of a link that could not be carried over as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The parameter's name.
    pub parameter: String,
    /// Its value, or the part of it that this is about; without control characters.
    pub value: String,
    /// One sentence for people.
    pub why: String,
}

/// Why a text is no link of a job search.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Longer than a link can be.
    #[error("A search link has at most 65,536 characters. Copy the address of a job search from the browser.")]
    TooLong,
    /// Not the address of a page.
    #[error("This is no link. Copy the address of a job search from the browser.")]
    NotALink,
    /// A page of another site.
    #[error("This link leads to {host} and not to the marketplace's job search.")]
    OtherSite {
        /// Where it leads.
        host: String,
    },
    /// The page of one job.
    #[error("This is the page of one job. Copy the link of the search that found it.")]
    JobPage,
    /// Another page of the marketplace.
    #[error("This page is not the marketplace's job search. Search for jobs there and copy that page's link.")]
    OtherPage,
}

/// Parameters by name, each with its values, in the order of the link.
type Parameters = IndexMap<String, Vec<String>>;

/// Makes a query of a search link. The query always parses, and prints as it stands.
///
/// ```
/// use lapwing_domain::link::read_link;
///
/// let read = read_link("https://www.upwork.com/nx/search/jobs/?q=rust%20OR%20go&t=0&hourly_rate=50-&category2_uid=531")?;
/// assert_eq!(read.query, "(rust OR go) type:hourly rate:>=50");
/// assert_eq!(read.left[0].parameter, "category2_uid");
/// # Ok::<(), lapwing_domain::link::LinkError>(())
/// ```
///
/// # Errors
/// When this is no link, or the link of anything but a job search.
pub fn read_link(link: &str) -> Result<FromLink, LinkError> {
    let (url, over_the_search) = search_page(link)?;
    let mut draft = Draft::default();
    let mut parameters = parameters(&url, &mut draft);
    for text in parameters.shift_remove("q").unwrap_or_default() {
        let read = words::read(&text);
        draft.left.extend(read.left.into_iter().map(|(value, why)| Left::new("q", value, why)));
        if let Some(query) = read.query {
            draft.add(&[("q", &text)], &query);
        }
    }
    pay::carry(&mut parameters, &mut draft);
    filters::carry(&mut parameters, &mut draft);
    let read = draft.finish();
    if over_the_search && read.query.is_empty() { Err(LinkError::JobPage) } else { Ok(read) }
}

/// The address, if it is the job search's, and whether a job is shown over it.
fn search_page(link: &str) -> Result<(Url, bool), LinkError> {
    let link = link.trim();
    if link.len() > MOST_CHARS {
        return Err(LinkError::TooLong);
    }
    let url = address(link).ok_or(LinkError::NotALink)?;
    let host = url.domain().unwrap_or_default().trim_end_matches('.');
    if !HOSTS.contains(&host) {
        return Err(LinkError::OtherSite { host: url.host_str().unwrap_or_default().to_owned() });
    }
    let path = url.path().trim_end_matches('/');
    let (page, over_the_search) = path.split_once(OVER_THE_SEARCH).map_or((path, false), |(page, _)| (page, true));
    if PATHS.contains(&page) {
        Ok((url, over_the_search))
    } else if path.contains("~0") || path.contains("%7E0") || path.contains("%7e0") {
        Err(LinkError::JobPage)
    } else {
        Err(LinkError::OtherPage)
    }
}

/// A page's address; some browsers copy it without its scheme.
fn address(link: &str) -> Option<Url> {
    if let Ok(url) = Url::parse(link) {
        return (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url);
    }
    let url = Url::parse(&format!("https://{link}")).ok()?;
    url.domain().is_some_and(|host| HOSTS.contains(&host)).then_some(url)
}

/// The parameters that have a value and belong to the search. What is no text is noted.
fn parameters(url: &Url, draft: &mut Draft) -> Parameters {
    let mut parameters = Parameters::new();
    for (name, value) in url.query_pairs() {
        let (name, value) = (printable(&name), printable(&value));
        if value.trim().is_empty() || NOT_OF_THE_SEARCH.contains(&name.as_str()) {
            continue;
        }
        if value.contains(char::REPLACEMENT_CHARACTER) {
            draft.leave(&name, &value, "Its percent codes are no readable text.");
            continue;
        }
        let values = parameters.entry(name).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }
    parameters
}

/// Control characters mean nothing in a search, and are not for a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Left {
    fn new(parameter: &str, value: impl Into<String>, why: impl Into<String>) -> Self {
        Self { parameter: parameter.to_owned(), value: value.into(), why: why.into() }
    }
}

/// A query in the making.
#[derive(Default)]
struct Draft {
    /// Conditions that parse, alone and together.
    conditions: Vec<String>,
    left: Vec<Left>,
}

impl Draft {
    /// Adds a condition that all jobs have to meet, made of these parameters' values, unless the query would be none
    /// with it.
    fn add(&mut self, from: &[(&str, &str)], condition: &str) {
        self.conditions.push(condition.to_owned());
        if let Err(problem) = self.query() {
            self.conditions.pop();
            for (parameter, value) in from {
                self.leave(parameter, value, problem.as_str());
            }
        }
    }

    fn leave(&mut self, parameter: &str, value: &str, why: impl Into<String>) {
        self.left.push(Left::new(parameter, value, why));
    }

    /// Notes values of a parameter, each with the reason.
    fn leave_all<'a>(&mut self, parameter: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) {
        self.left.extend(values.into_iter().map(|(value, why)| Left::new(parameter, value, why)));
    }

    /// The normal form of all conditions together, or what is wrong with it.
    fn query(&self) -> Result<String, String> {
        let all = match self.conditions.as_slice() {
            [only] => only.clone(),
            several => several.iter().map(|condition| format!("({condition})")).collect::<Vec<_>>().join(" "),
        };
        parse(&all, Use::SavedSearch)
            .map(|parsed| parsed.query.to_string())
            .map_err(|problems| problems.into_iter().next().map(|problem| problem.message).unwrap_or_default())
    }

    fn finish(self) -> FromLink {
        // Every condition was added only after the query had been read with it.
        FromLink { query: self.query().unwrap_or_default(), left: self.left }
    }
}
