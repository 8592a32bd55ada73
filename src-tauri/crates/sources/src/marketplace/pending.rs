//! An authorization that was begun, and reading how it ended.

use std::fmt;
use std::io;

use lapwing_vault::Secret;
use subtle::ConstantTimeEq;
use url::{Url, form_urlencoded};

use super::pair::is_token;

/// An authorization that waits for its code. It holds what the answer is recognised by, and is used for one answer.
pub struct Pending {
    pub(super) address: Url,
    pub(super) state: Secret<String>,
    /// What the code is proved with, if it has to be.
    pub(super) verifier: Option<Secret<String>>,
}

impl fmt::Debug for Pending {
    /// Without the state, which is in the address as well.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("host", &self.address.host_str()).finish_non_exhaustive()
    }
}

/// What authorizing ends with, good for one exchange.
#[derive(Debug, Clone)]
pub struct Code(Secret<String>);

impl Code {
    pub(super) fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub enum CallbackError {
    /// The person said no.
    #[error("Access was refused in the browser. Begin again when you want to allow it.")]
    Denied,
    /// The service said no.
    #[error(
        "The service ended the authorization ({0}). Check the key and its callback address in the service's settings, then begin again."
    )]
    Refused(&'static str),
    /// What came is no code and no address with one.
    #[error("This holds no code. Copy the whole address that the browser ended on, or the code itself.")]
    NoCode,
    /// What tells this authorization from others is missing.
    #[error(
        "The answer does not say which authorization it belongs to. Begin again, and use the page that opens then."
    )]
    NoState,
    /// It belongs to another authorization.
    #[error("The answer belongs to another authorization. Use the page that was opened last, or begin again.")]
    WrongState,
    /// Nobody finished in time.
    #[error("The authorization was not finished in time. Begin again, and allow access within five minutes.")]
    TimedOut,
    /// Another program listens where the answer would arrive.
    #[error(
        "Port {port} of this computer is taken by another program. Close that program, or choose another port and register the new callback address with the key."
    )]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The system does not let Lapwing listen there.
    #[error("Lapwing cannot listen on port {port} of this computer. Choose another port, or paste the code instead.")]
    NoListener {
        /// The port.
        port: u16,
        /// Cause.
        #[source]
        source: io::Error,
    },
}

impl Pending {
    /// The page to open in the browser.
    pub fn address(&self) -> &Url {
        &self.address
    }

    /// Reads what a person pasted: the code alone, or the whole address that the browser ended on.
    ///
    /// # Errors
    /// When there is no code in it, or it is another authorization's, or a refusal.
    pub fn read(&self, text: &str) -> Result<Code, CallbackError> {
        let text = text.trim();
        match Url::parse(text) {
            Ok(address) if address.has_host() => self.answer(address.query().unwrap_or_default()),
            _ if text.contains("code=") || text.contains("error=") => {
                self.answer(text.rsplit_once('?').map_or(text, |(_, query)| query))
            }
            _ => code(text),
        }
    }

    /// Reads the query of the callback address. Whose it is comes first: nothing else is believed before.
    pub(super) fn answer(&self, query: &str) -> Result<Code, CallbackError> {
        let query = query.split('#').next().unwrap_or_default();
        let value = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == wanted).map(|(_, value)| Secret::new(value.into_owned()))
        };
        let (found, refusal, state) = (value("code"), value("error"), value("state"));
        if found.is_none() && refusal.is_none() {
            return Err(CallbackError::NoCode);
        }
        let state = state.ok_or(CallbackError::NoState)?;
        if !bool::from(state.expose().as_bytes().ct_eq(self.state.expose().as_bytes())) {
            return Err(CallbackError::WrongState);
        }
        match refusal {
            Some(refusal) => Err(refused(refusal.expose())),
            None => code(found.as_ref().map_or("", |found| found.expose())),
        }
    }
}

/// Longest code taken for one.
const LONGEST_CODE: usize = 4096;

fn code(text: &str) -> Result<Code, CallbackError> {
    if is_token(text) && text.len() <= LONGEST_CODE {
        Ok(Code(Secret::new(text.to_owned())))
    } else {
        Err(CallbackError::NoCode)
    }
}

/// The refusals of RFC 6749, 4.1.2.1. A word that is not among them is not repeated.
fn refused(word: &str) -> CallbackError {
    const WORDS: [&str; 6] = [
        "invalid_request",
        "unauthorized_client",
        "unsupported_response_type",
        "invalid_scope",
        "server_error",
        "temporarily_unavailable",
    ];
    match word {
        "access_denied" => CallbackError::Denied,
        word => CallbackError::Refused(WORDS.into_iter().find(|known| *known == word).unwrap_or("for no known reason")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending() -> Pending {
        Pending {
            address: "https://accounts.example.com/authorize?state=s3cret".parse().unwrap(),
            state: Secret::new("s3cret".to_owned()),
            verifier: None,
        }
    }

    fn read(text: &str) -> Result<String, CallbackError> {
        pending().read(text).map(|code| code.expose().to_owned())
    }

    #[test]
    fn a_code_is_read_alone_or_from_the_address_that_the_browser_ended_on() {
        for text in [
            "c0de-1_2.3~4",
            "  c0de-1_2.3~4\n",
            "http://127.0.0.1:8765/callback?code=c0de-1_2.3~4&state=s3cret",
            "127.0.0.1:8765/callback?state=s3cret&code=c0de-1_2.3~4",
            "code=c0de-1_2.3%7E4&state=s3cret#_=_",
        ] {
            assert_eq!(read(text).unwrap(), "c0de-1_2.3~4", "{text}");
        }
    }

    #[test]
    fn an_address_of_another_authorization_or_of_none_is_refused() {
        let address = |query: &str| read(&format!("http://127.0.0.1:8765/callback?{query}"));
        assert!(matches!(address("code=c&state=other"), Err(CallbackError::WrongState)));
        assert!(matches!(address("code=c&state=s3cret2"), Err(CallbackError::WrongState)));
        assert!(matches!(address("code=c&state="), Err(CallbackError::WrongState)));
        assert!(matches!(address("code=c"), Err(CallbackError::NoState)));
        assert!(
            matches!(address("error=access_denied"), Err(CallbackError::NoState)),
            "not believed without its state"
        );
        assert!(matches!(address("error=access_denied&state=other"), Err(CallbackError::WrongState)));
    }

    #[test]
    fn refusals_are_named_and_unknown_words_not_repeated() {
        let address = |query: &str| read(&format!("http://127.0.0.1:8765/callback?state=s3cret&{query}")).unwrap_err();
        assert!(matches!(address("error=access_denied"), CallbackError::Denied));
        assert!(matches!(address("error=access_denied&code=c"), CallbackError::Denied), "a refusal outweighs a code");
        assert!(address("error=invalid_scope").to_string().contains("(invalid_scope)"));
        let odd = address("error=%3Cscript%3E").to_string();
        assert!(!odd.contains("script"), "{odd}");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "",
            "two words",
            "https://accounts.example.com/authorize?client_id=1&state=s3cret",
            "http://127.0.0.1:8765/callback?code=&state=s3cret",
            "http://127.0.0.1:8765/callback?code=a%20b&state=s3cret",
            "http://127.0.0.1:8765/callback?code=a%0Ab&state=s3cret",
            &"x".repeat(LONGEST_CODE + 1),
        ] {
            assert!(matches!(read(text), Err(CallbackError::NoCode)), "{text}");
        }
    }

    #[test]
    fn neither_state_nor_code_is_printed() {
        let shown = format!("{:?} {:?}", pending(), pending().read("c0de"));
        assert!(!shown.contains("s3cret") && !shown.contains("c0de"), "{shown}");
    }
}
