//! Sentences that depend on what a failure carries.

use super::Wait;

/// The service's own sentence, marked as such.
pub(super) fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(" The service says: \"{message}\"") }
}

/// When Lapwing asks again.
pub(super) fn waiting(wait: Wait) -> String {
    match wait {
        Wait::RetryAfter(time) if time.as_secs() < 120 => format!("Lapwing asks again in {} seconds.", time.as_secs()),
        Wait::RetryAfter(time) => format!("Lapwing asks again in {} minutes.", time.as_secs().div_ceil(60)),
        Wait::Until(instant) => format!("Lapwing asks again after {instant}."),
        Wait::NextMinute => "Lapwing asks again in the next minute.".to_owned(),
    }
}

/// What the service does not accept.
pub(super) fn refused(parameter: Option<&str>, status: u16) -> String {
    match parameter {
        Some(name) => format!(
            "The service does not accept the parameter {name} ({status}). It may have changed: look for a newer version of Lapwing."
        ),
        None => format!(
            "The service does not accept the request ({status}). It may have changed: look for a newer version of Lapwing."
        ),
    }
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
