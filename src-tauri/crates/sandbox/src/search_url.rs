//! What a call to `/jobs` asks for in the search-URL dialect: one parameter that holds the address of a search page, whose
//! query string holds the rest.
//!
//! Of a parameter given twice the first counts; an empty one counts as absent. Inside the address, parameters that say
//! nothing here are passed over, as a page's own are.

mod conditions;
mod expression;
mod ranges;

use std::cmp::Ordering;

use serde::Serialize;
use serde_json::Value;
use url::{Url, form_urlencoded};

use self::conditions::Conditions;
pub(crate) use self::conditions::proposals;
pub(crate) use self::expression::Expression;
use crate::ask::LargeLimit;

/// The only parameter there is.
pub(crate) const PARAMETER: &str = "upwork_url";
/// Where the address must lead.
const HOSTS: [&str; 2] = ["www.upwork.com", "upwork.com"];
/// The job search, under the addresses it has had.
const PATHS: [&str; 4] = ["/nx/search/jobs", "/nx/jobs/search", "/search/jobs", "/ab/jobs/search"];
const EXAMPLE: &str = "https://www.upwork.com/nx/search/jobs/?q=rust&sort=recency";

const MOST_A_PAGE: usize = 50;
const USUAL_A_PAGE: usize = 20;
/// The fewest and the most postings a call looks through.
const WINDOW: (usize, usize) = (100, 500);

/// A page of what a search page would show.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Search {
    limit: usize,
    offset: usize,
    order: Order,
    conditions: Conditions,
}

/// The order of the page. What is equal in it, or gives nothing to go by, follows newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Newest,
    ClientSpent,
    ClientScore,
}

/// One thing that is wrong with a call, as the service words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Detail {
    pub(crate) field: String,
    pub(crate) message: String,
    pub(crate) example: &'static str,
}

impl Detail {
    fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into(), example: EXAMPLE }
    }

    /// A parameter of the call, not of the address, that the service does not know.
    pub(crate) fn unsupported(name: &str) -> Self {
        Self::new(name, format!("Unsupported parameter: {name}. Only {PARAMETER} is accepted."))
    }
}

/// The query string of the address.
struct Given(Vec<(String, String)>);

impl Given {
    fn text(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(given, _)| given == name)?;
        (!value.trim().is_empty()).then_some(value.trim())
    }

    /// The value of `name` as `read` takes it.
    fn read<T>(&self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Detail> {
        let unreadable = |text: &str| Detail::new(PARAMETER, format!("Invalid value for {name}: {text}"));
        self.text(name).map(|text| read(text).ok_or_else(|| unreadable(text))).transpose()
    }

    /// The members of a comma list; none when it is not given.
    fn list<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Detail> {
        let all = self.read(name, |text| list(text).map(&read).collect())?;
        Ok(all.unwrap_or_default())
    }
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|member| !member.is_empty())
}

impl Search {
    /// Reads the part after the `?` of the call. Everything wrong with its parameters is told at once, and of the address
    /// the first thing.
    pub(crate) fn parse(query: &str, large: LargeLimit) -> Result<Self, Vec<Detail>> {
        let mut unsupported = Vec::new();
        let mut address = None;
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if name == PARAMETER {
                address.get_or_insert(value.into_owned());
            } else {
                unsupported.push(Detail::unsupported(&name));
            }
        }
        let Some(address) = address.filter(|address| !address.trim().is_empty()) else {
            unsupported.push(Detail::new(PARAMETER, format!("The parameter {PARAMETER} is required.")));
            return Err(unsupported);
        };
        if !unsupported.is_empty() {
            return Err(unsupported);
        }
        Self::of_address(address.trim(), large).map_err(|detail| vec![detail])
    }

    fn of_address(address: &str, large: LargeLimit) -> Result<Self, Detail> {
        let elsewhere = || Detail::new(PARAMETER, "Must be the address of a job search on www.upwork.com.");
        let url = Url::parse(address).map_err(|_| elsewhere())?;
        let searches = PATHS.contains(&url.path().trim_end_matches('/'));
        if url.scheme() != "https" || !url.host_str().is_some_and(|host| HOSTS.contains(&host)) || !searches {
            return Err(elsewhere());
        }
        let given = Given(url.query_pairs().into_owned().collect());
        let limit = given.read("limit", |text| match text.parse().ok()? {
            0 => None,
            over if over > MOST_A_PAGE => (large == LargeLimit::Clamped).then_some(MOST_A_PAGE),
            limit => Some(limit),
        })?;
        Ok(Self {
            limit: limit.unwrap_or(USUAL_A_PAGE),
            offset: given.read("offset", |text| text.parse().ok())?.unwrap_or(0),
            order: given.text("sort").map_or(Order::Newest, order),
            conditions: Conditions::of(&given)?,
        })
    }

    /// How many of the newest postings are looked through: what lies beyond is not found, however well it fits.
    pub(crate) fn window(&self) -> usize {
        let (least, most) = WINDOW;
        self.limit.saturating_add(self.offset).saturating_mul(3).clamp(least, most)
    }

    /// The page, out of the newest postings, which come newest first.
    pub(crate) fn page(&self, newest: Vec<Value>) -> Vec<Value> {
        let mut fitting: Vec<Value> = newest.into_iter().filter(|job| self.conditions.admit(job)).collect();
        let key = |job: &Value| match self.order {
            Order::Newest => None,
            Order::ClientSpent => number(&job["buyer"]["total_spent"]),
            Order::ClientScore => number(&job["buyer"]["score"]),
        };
        // A stable order: what is equal stays newest first.
        fitting.sort_by(|a, b| highest_first(key(a), key(b)));
        fitting.into_iter().skip(self.offset).take(self.limit).collect()
    }
}

fn order(text: &str) -> Order {
    match text.split([' ', '+', '_']).filter(|word| !matches!(*word, "asc" | "desc")).collect::<Vec<_>>()[..] {
        ["client", "total", "charge"] => Order::ClientSpent,
        ["client", "rating"] => Order::ClientScore,
        _ => Order::Newest,
    }
}

fn highest_first(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// A number, also one written as a text.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(address: &str) -> Search {
        Search::of_address(&format!("https://www.upwork.com/nx/search/jobs/?{address}"), LargeLimit::Clamped).unwrap()
    }

    #[test]
    fn a_call_looks_through_three_times_what_it_asks_for_within_bounds() {
        for (address, window) in [
            ("", 100),
            ("limit=33", 100),
            ("limit=34", 102),
            ("limit=50", 150),
            ("limit=50&offset=50", 300),
            ("limit=50&offset=100", 450),
            ("limit=50&offset=117", 500),
            ("limit=50&offset=450", 500),
            ("limit=50&offset=18446744073709551615", 500),
        ] {
            assert_eq!(search(address).window(), window, "{address}");
        }
    }

    #[test]
    fn orders_are_read_however_they_are_joined() {
        for (text, wanted) in [
            ("recency", Order::Newest),
            ("relevance+desc", Order::Newest),
            ("client_total_charge+desc", Order::ClientSpent),
            ("client_rating", Order::ClientScore),
            ("astrology", Order::Newest),
        ] {
            assert_eq!(order(text), wanted, "{text}");
        }
    }
}
