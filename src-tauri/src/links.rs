//! Addresses outside the program: which may be opened, and where the page itself may be. The page names no address of
//! its own; it asks for a job's, which the engine has checked, or for one of those written here.

use std::io;

use url::Url;

use crate::dto::WireError;
use crate::dto::application::FixedAddress;
use crate::messages::{Message, text};

const KEY_MAIL: &str = "sales@upworkjobsapi.com";
const SUPPORT_MAIL: &str = "support@upworkjobsapi.com";
/// Where a key of the marketplace's API is applied for.
const APPLY_PAGE: &str = "https://www.upwork.com/developer/keys/apply";
const STATUS_PAGE: &str = "https://status.upworkjobsapi.com/";

/// A launcher that still runs by then has become, or has found, the program that opens the address. The desktop's own is
/// a script that tries one browser after the other, and takes its time to find none.
#[cfg(target_os = "linux")]
const LAUNCHED_WITHIN: std::time::Duration = std::time::Duration::from_secs(5);

/// Hands an address that was checked to the desktop's browser or mail program.
///
/// # Errors
/// [`WireError::NotOpened`] when nothing opens it.
pub async fn open(address: String) -> Result<(), WireError> {
    let target = address.clone();
    let launched = tokio::task::spawn_blocking(move || launch(&target)).await.unwrap_or_else(|end| Err(end.into()));
    launched.map_err(|error| {
        // The error quotes the address, and that may be of a job's text or lead to an authorization.
        tracing::warn!(kind = %error.kind(), "an address was not opened");
        let message = if address.starts_with("mailto:") {
            "No mail program could be opened. Set one up, or copy the address."
        } else {
            "No browser could be opened."
        };
        WireError::NotOpened { message: message.to_owned(), address }
    })
}

#[cfg(target_os = "linux")]
fn launch(address: &str) -> io::Result<()> {
    ::open::that_detached_with_timeout(address, LAUNCHED_WITHIN)
}

#[cfg(not(target_os = "linux"))]
fn launch(address: &str) -> io::Result<()> {
    ::open::that_detached(address)
}

/// The address behind one of the fixed names.
pub fn fixed(which: FixedAddress) -> String {
    match which {
        FixedAddress::KeyMail => mail(KEY_MAIL, Message::MailKeySubject, Some(Message::MailKeyBody)),
        FixedAddress::SupportMail => mail(SUPPORT_MAIL, Message::MailSupportSubject, None),
        FixedAddress::StatusPage => STATUS_PAGE.to_owned(),
        FixedAddress::KeyApplication => APPLY_PAGE.to_owned(),
    }
}

fn mail(to: &str, subject: Message, body: Option<Message>) -> String {
    let mut address = format!("mailto:{to}?subject={}", percent_encoded(text(subject)));
    if let Some(body) = body {
        // RFC 6068: line breaks in a body are CR LF.
        address.push_str("&body=");
        address.push_str(&percent_encoded(&text(body).replace('\n', "\r\n")));
    }
    address
}

/// Everything but unreserved characters encoded: mail programs read `+` as a plus sign, so form encoding will not do.
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len() * 2), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// Whether the window may show this address: the program's own page, and while developing the server that makes it.
pub fn is_own_page(address: &Url, development: Option<&Url>) -> bool {
    let own = match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        "http" | "https" => address.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    own || development.is_some_and(|server| server.origin() == address.origin() && server.origin().is_tuple())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn the_mail_for_a_key_carries_subject_and_text_and_nothing_else() {
        let address = url(&fixed(FixedAddress::KeyMail));
        assert_eq!((address.scheme(), address.path()), ("mailto", KEY_MAIL));
        let fields: Vec<_> =
            address.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        assert_eq!(fields.len(), 2, "{fields:?}");
        assert_eq!(fields[0], ("subject".to_owned(), text(Message::MailKeySubject).to_owned()));
        assert_eq!(fields[1].1.replace("\r\n", "\n"), text(Message::MailKeyBody));
        assert!(!address.as_str().contains('+'), "a plus would be shown as a plus");
    }

    #[test]
    fn the_other_addresses_lead_to_the_service() {
        assert_eq!(fixed(FixedAddress::StatusPage), STATUS_PAGE);
        assert!(fixed(FixedAddress::SupportMail).starts_with("mailto:support@upworkjobsapi.com?subject="));
    }

    #[test]
    fn the_window_stays_on_its_own_page() {
        for own in [
            "tauri://localhost",
            "tauri://localhost/index.html#/x",
            "http://tauri.localhost/",
            "https://tauri.localhost/a",
        ] {
            assert!(is_own_page(&url(own), None), "{own}");
        }
        for foreign in [
            "https://example.com/",
            "http://localhost:1420/",
            "http://tauri.localhost.example.com/",
            "tauri://example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:alert(1)",
        ] {
            assert!(!is_own_page(&url(foreign), None), "{foreign}");
        }
    }

    #[test]
    fn while_developing_the_development_server_is_its_own_page_too() {
        let server = url("http://localhost:1420");
        assert!(is_own_page(&url("http://localhost:1420/src/main.ts"), Some(&server)));
        assert!(!is_own_page(&url("http://localhost:1421/"), Some(&server)));
        assert!(!is_own_page(&url("data:text/html,x"), Some(&url("data:text/html,y"))));
    }
}
