//! Sentences that depend on what a failure carries.

use jiff::SignedDuration;
use lapwing_domain::when;

use super::{Unaccepted, Wait};

/// The service's own sentence, marked as such.
pub(super) fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(" The service says: \"{message}\"") }
}

/// When Lapwing asks again.
pub(super) fn waiting(wait: Wait) -> String {
    match wait {
        Wait::RetryAfter(time) => {
            let time = SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX);
            format!("Lapwing asks again in {}.", when::length(time))
        }
        Wait::Until(instant) => format!("Lapwing asks again after {}.", when::moment(instant)),
        Wait::NextMinute => {
            "Lapwing asks again in the next minute, or, when the month's calls are used up, on the 1st (UTC)."
                .to_owned()
        }
    }
}

/// What the service does not accept.
pub(super) fn refused(what: &Unaccepted, status: u16) -> String {
    let Unaccepted { request, parameter } = what;
    let what = parameter.as_ref().map_or_else(|| "request".to_owned(), |name| format!("parameter {name}"));
    format!(
        "The service does not accept the {what} ({status}). It may have changed: look for a newer version of Lapwing. \
         The request was: {request}"
    )
}

/// Where the address leads.
pub(super) fn redirected(to_host: Option<&str>) -> String {
    match to_host {
        Some(host) => format!(
            "The address sends on to {host}, and the key is not sent there. If that is the service's new address, enter it as the base address."
        ),
        None => {
            "The address sends on to another one, and the key is not sent there. Check the base address.".to_owned()
        }
    }
}

/// What the key may not see, and where that is ticked. A type is behind the second box if it is about who asks; all that
/// belongs to a posting is behind the first.
pub(super) fn lacking(fields: &[String]) -> String {
    let common = |field: &String| {
        ["CompanySelector", "Current", "Query.companySelector"].iter().any(|kind| field.starts_with(kind))
    };
    let (jobs, commons) = match fields {
        [] => (true, true),
        fields => (!fields.iter().all(common), fields.iter().any(common)),
    };
    let boxes: Vec<_> = [jobs.then_some(READ_JOBS), commons.then_some(READ_COMMON)].into_iter().flatten().collect();
    let blocked = if fields.is_empty() { String::new() } else { format!(" Blocked: {}.", fields.join(", ")) };
    format!(
        "The key lacks a permission. Tick {} in the key's settings at the service, then authorize Lapwing again.{blocked}",
        boxes.join(" and ")
    )
}

/// The permission for searching, as the service's settings name it.
const READ_JOBS: &str = "\"Read marketplace Job Postings\"";

/// The permission that every call needs, as the service's settings name it.
const READ_COMMON: &str = "\"Common Entities - Read-Only Access\"";
