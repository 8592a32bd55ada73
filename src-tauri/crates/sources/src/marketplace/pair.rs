//! The two tokens that an authorization ends with, and how they rest in a keyring.

use jiff::{SignedDuration, Timestamp};
use lapwing_vault::Secret;

use crate::error::Cause;

/// An access token and the refresh token that the next pair is had with.
#[derive(Debug, Clone)]
pub struct TokenPair {
    /// Goes with every query.
    pub access: Secret<String>,
    /// Goes to the token endpoint only, which answers with another pair.
    pub refresh: Secret<String>,
    /// When the access token ends.
    pub access_until: Timestamp,
    /// When the refresh token ends unless it is used before.
    pub refresh_until: Timestamp,
}

/// The kept text is not one that [`TokenPair::to_secret`] wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The kept authorization cannot be read. Authorize Lapwing again.")]
pub struct BadPair;

/// What the first line of the text form says, so that another form can be told from it one day.
const FORM: &str = "tokens 1";

impl TokenPair {
    /// How long a refresh token lasts when it is not used: "2 weeks since its last usage".
    pub const REFRESH_LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);

    /// The pair as one text for a keyring, and for nothing else.
    pub fn to_secret(&self) -> Secret<String> {
        let Self { access, refresh, access_until, refresh_until } = self;
        Secret::new(format!("{FORM}\n{}\n{}\n{access_until}\n{refresh_until}", access.expose(), refresh.expose()))
    }

    /// Reads what [`TokenPair::to_secret`] wrote.
    ///
    /// # Errors
    /// When it is anything else; the text is not repeated.
    pub fn from_secret(text: &Secret<String>) -> Result<Self, BadPair> {
        let lines: Vec<&str> = text.expose().split('\n').collect();
        let [FORM, access, refresh, access_until, refresh_until] = lines[..] else { return Err(BadPair) };
        if !is_token(access) || !is_token(refresh) {
            return Err(BadPair);
        }
        Ok(Self {
            access: Secret::new(access.to_owned()),
            refresh: Secret::new(refresh.to_owned()),
            access_until: access_until.parse().map_err(|_| BadPair)?,
            refresh_until: refresh_until.parse().map_err(|_| BadPair)?,
        })
    }

    /// Whether both have the same tokens.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.access.expose() == other.access.expose() && self.refresh.expose() == other.refresh.expose()
    }
}

/// Whether a text can be a token: visible ASCII, so that it fits a header and a line.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Where a pair is kept between runs.
#[async_trait::async_trait]
pub trait PairStore: Send + Sync {
    /// The pair that is kept now, which another program may have renewed meanwhile.
    ///
    /// # Errors
    /// When the place cannot be read at the moment.
    async fn load(&self) -> Result<Option<TokenPair>, Cause>;

    /// Keeps this pair in place of the one before. When it returns, the new one survives a crash; until then the old one
    /// is kept.
    ///
    /// # Errors
    /// When it could not be kept; the old one is then still there.
    async fn replace(&self, pair: &TokenPair) -> Result<(), Cause>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> TokenPair {
        TokenPair {
            access: Secret::new("oauth2v2_access".into()),
            refresh: Secret::new("oauth2v2_refresh".into()),
            access_until: "2026-11-24T08:00:00Z".parse().unwrap(),
            refresh_until: "2026-12-07T08:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_pair_is_read_back_from_its_text() {
        let read = TokenPair::from_secret(&pair().to_secret()).unwrap();
        assert!(read.is_same(&pair()));
        assert_eq!((read.access_until, read.refresh_until), (pair().access_until, pair().refresh_until));
    }

    #[test]
    fn a_pair_never_prints_its_tokens() {
        let shown = format!("{:?} {:#?} {}", pair(), pair(), pair().to_secret());
        assert!(!shown.contains("oauth2v2"), "{shown}");
    }

    #[test]
    fn any_other_text_is_refused_without_repeating_it() {
        let whole = pair().to_secret().expose().clone();
        for text in [
            "",
            "oauth2v2_access",
            "tokens 2\na\nb\n2026-11-24T08:00:00Z\n2026-12-07T08:00:00Z",
            "tokens 1\n\nb\n2026-11-24T08:00:00Z\n2026-12-07T08:00:00Z",
            "tokens 1\na\nb c\n2026-11-24T08:00:00Z\n2026-12-07T08:00:00Z",
            "tokens 1\na\nb\nsoon\n2026-12-07T08:00:00Z",
            &format!("{whole}\nmore"),
        ] {
            let refused = TokenPair::from_secret(&Secret::new(text.to_owned())).unwrap_err();
            assert!(!refused.to_string().contains("oauth2v2"), "{text}");
        }
    }
}
