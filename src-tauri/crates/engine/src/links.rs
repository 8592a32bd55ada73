//! Which addresses from a posting a browser may be sent to. Job text is hostile until proven otherwise.

use crate::EngineError;
use crate::ports::Result;

/// Hosts that postings live on. Subdomains count; look-alikes do not.
const HOSTS: [&str; 1] = ["upwork.com"];

/// The address, if it is `https`, without credentials or an odd port, at a host postings live on.
pub fn checked(address: Option<&str>) -> Result<String> {
    let refused = |why: &str| EngineError::Invalid(format!("This job's address cannot be opened: {why}."));
    let address = address.ok_or_else(|| refused("the posting gives none"))?;
    let url = url::Url::parse(address).map_err(|_| refused("it is not an address"))?;
    if url.scheme() != "https" {
        return Err(refused("it is not an https address"));
    }
    if !url.username().is_empty() || url.password().is_some() || url.port().is_some() {
        return Err(refused("it carries a user name or a port"));
    }
    let host = url.domain().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
    let known = HOSTS
        .iter()
        .any(|allowed| host == *allowed || host.strip_suffix(allowed).is_some_and(|rest| rest.ends_with('.')));
    if known { Ok(url.into()) } else { Err(refused("it leads to a host that is not the job's source")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_at_their_source_may_be_opened() {
        for address in
            ["https://www.upwork.com/jobs/~021", "https://upwork.com/jobs/~021", "HTTPS://WWW.UPWORK.COM/jobs/~021"]
        {
            assert!(checked(Some(address)).is_ok(), "{address}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for address in [
            "http://www.upwork.com/jobs/~021",
            "https://www.upwork.com.example.com/",
            "https://notupwork.com/",
            "https://www.upwork.com@example.com/",
            "https://www.upwork.com:8443/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "//www.upwork.com/",
            "https://[::1]/",
            "",
        ] {
            assert!(checked(Some(address)).is_err(), "{address}");
        }
        assert!(checked(None).is_err());
    }
}
