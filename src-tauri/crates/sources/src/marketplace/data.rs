//! GraphQL answers: what came, what failed, and whether that is enough.
//!
//! The service answers 200 whatever happened, and data may come beside errors: only when what was asked for is missing do
//! they count as a failure.

use lapwing_domain::ephemeral::Ephemeral;
use serde_json::Value;

use super::judge::unaccepted;
use super::node::decode_node;
use super::request::SearchRequest;
use crate::answer::{is_html, one_line};
use crate::error::{Answer, FetchError};

/// Where the answer to a search stands.
const CONNECTION: &str = "marketplaceJobPostingsSearch";

/// One page of a search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchPage {
    /// The jobs that could be read, newest first. Their content may be shown for a day and kept nowhere.
    pub jobs: Vec<Ephemeral>,
    /// Why the others could not be; nothing of what they contain.
    pub unreadable: Vec<String>,
    /// How many jobs the search finds, if the service says.
    pub total: Option<u32>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// What the service could not tell beside the jobs it sent.
    pub incomplete: Option<String>,
    /// HTTP status.
    pub status: u16,
    /// Bytes of the body, decompressed.
    pub bytes: u64,
    /// Calls it took: two when a token had to be renewed on the way.
    pub calls: u32,
}

/// What an answer holds.
#[derive(Debug)]
pub(super) struct Data {
    root: Value,
    errors: Vec<Problem>,
    pub(super) answer: Answer,
}

/// One error of an answer.
#[derive(Debug, PartialEq, Eq)]
struct Problem {
    /// The service's sentence, on one line.
    message: String,
    classification: String,
    /// What the key may not see, when that is the problem.
    blocked: Option<Vec<String>>,
}

impl Data {
    /// Reads a whole body.
    pub(super) fn read(body: &[u8], answer: Answer) -> Result<Self, FetchError> {
        let mut body: Value = serde_json::from_slice(body).map_err(|broken| match broken {
            broken if broken.is_eof() && !body.is_empty() => FetchError::Truncated { answer, source: None },
            _ => FetchError::NotJson { html: is_html(body), answer },
        })?;
        let errors = body.get("errors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let errors = errors.iter().map(Problem::read).collect();
        let root = body.get_mut("data").map(Value::take).unwrap_or_default();
        Ok(Self { root, errors, answer })
    }

    /// The same with `token` blotted out of what the service said, should it have repeated it.
    pub(super) fn without(mut self, token: &str) -> Self {
        for problem in &mut self.errors {
            problem.message = problem.message.replace(token, "[redacted]");
        }
        self
    }

    /// What stands at this place.
    ///
    /// # Errors
    /// The answer's own errors when nothing stands there, or that it is odd when there are none.
    pub(super) fn at(&self, place: &[&str]) -> Result<&Value, FetchError> {
        let found = place.iter().try_fold(&self.root, |value, name| value.get(name)).filter(|found| !found.is_null());
        found.ok_or_else(|| self.failure(&place.join(".")))
    }

    /// The list that stands at this place.
    pub(super) fn list(&self, place: &[&str]) -> Result<&[Value], FetchError> {
        let found = self.at(place)?.as_array();
        found.map(Vec::as_slice).ok_or_else(|| self.odd(&place.join(".")))
    }

    fn odd(&self, place: &str) -> FetchError {
        FetchError::Malformed { what: format!("nothing that can be read at \"{place}\""), answer: self.answer }
    }

    /// Why there is nothing at a place: a missing permission before anything else, since it explains the rest.
    fn failure(&self, place: &str) -> FetchError {
        let answer = self.answer;
        if let Some(fields) = self.errors.iter().find_map(|problem| problem.blocked.clone()) {
            return FetchError::MissingPermission { fields, answer };
        }
        let Some(first) = self.errors.first() else { return self.odd(place) };
        let message = first.message.clone();
        if first.is_validation() {
            return FetchError::BadRequest { what: Box::new(unaccepted(super::addresses::GRAPHQL)), message, answer };
        }
        FetchError::Server { message, answer }
    }

    /// The errors beside data that is enough.
    fn incomplete(&self) -> Option<String> {
        let mut said: Vec<&str> = Vec::new();
        for problem in &self.errors {
            if !said.contains(&problem.message.as_str()) {
                said.push(&problem.message);
            }
        }
        (!said.is_empty()).then(|| one_line(&said.join(" ")))
    }

    /// The jobs of a search, and why the others could not be read.
    ///
    /// # Errors
    /// When there is no list of jobs.
    pub(super) fn jobs(&self) -> Result<(Vec<Ephemeral>, Vec<String>), FetchError> {
        let (mut jobs, mut unreadable) = (Vec::new(), Vec::new());
        for edge in self.list(&[CONNECTION, "edges"])? {
            match edge.get("node").filter(|node| !node.is_null()) {
                None => unreadable.push("the service sent nothing in its place".to_owned()),
                Some(node) => match decode_node(node) {
                    Ok(job) => jobs.push(Ephemeral::new(job)),
                    Err(bad) => unreadable.push(bad.to_string()),
                },
            }
        }
        Ok((jobs, unreadable))
    }

    /// The answer to a search.
    ///
    /// # Errors
    /// As for [`Data::jobs`].
    pub(super) fn page(&self, request: &SearchRequest) -> Result<SearchPage, FetchError> {
        let (jobs, unreadable) = self.jobs()?;
        let connection = self.at(&[CONNECTION])?;
        let total = connection.get("totalCount").and_then(Value::as_u64);
        let info = connection.get("pageInfo").unwrap_or(&Value::Null);
        Ok(SearchPage {
            next: next(info, request, jobs.len() + unreadable.len()),
            total: total.and_then(|total| u32::try_from(total).ok()),
            jobs,
            unreadable,
            incomplete: self.incomplete(),
            status: self.answer.status,
            bytes: self.answer.bytes,
            calls: 1,
        })
    }
}

/// Where the next page begins. When the service does not say whether there is one, a full page has one behind it.
fn next(info: &Value, request: &SearchRequest, rows: usize) -> Option<String> {
    let more = info.get("hasNextPage").and_then(Value::as_bool).unwrap_or_else(|| request.is_full(rows));
    let cursor = info.get("endCursor").and_then(Value::as_str).map(str::trim).filter(|cursor| !cursor.is_empty());
    let cursor = cursor.map_or_else(|| request.end(rows).to_string(), str::to_owned);
    (more && rows > 0).then_some(cursor)
}

impl Problem {
    fn read(error: &Value) -> Self {
        let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
        let kind = error.get("extensions").and_then(|extensions| extensions.get("classification"));
        Self {
            message: one_line(message),
            classification: kind.and_then(Value::as_str).unwrap_or_default().to_owned(),
            blocked: blocked(message),
        }
    }

    fn is_validation(&self) -> bool {
        self.classification.contains("Validation") || self.message.starts_with("Validation error")
    }
}

/// What a key lacks permissions for. The service tells it in its sentence and nowhere else:
/// "… doesn't have enough oauth2 permissions/scopes to access: [Type.field, …]".
fn blocked(message: &str) -> Option<Vec<String>> {
    let (_, rest) = message.split_once("permissions/scopes")?;
    let listed = rest.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(listed, _)| listed);
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c));
    Some(listed.split(',').map(str::trim).filter(is_name).map(str::to_owned).collect())
}
