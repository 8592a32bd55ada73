//! Who may ask: the one registered client, the codes it was given and the tokens it holds. Time comes with every question.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use url::{Host, Url};

use crate::credentials::Credentials;

/// How long a code may wait to be exchanged.
const CODE_LIVES: SignedDuration = SignedDuration::from_mins(10);
/// How long an access token is good for.
const ACCESS_LIVES: SignedDuration = SignedDuration::from_hours(24);
/// How long a refresh token lasts from its last use.
const REFRESH_LIVES: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long a refresh token lasts once it has been used: its successor may have been lost on the way.
const USED_REFRESH_LIVES: SignedDuration = SignedDuration::from_hours(24);

/// What a client gets for a code or a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
}

impl Tokens {
    /// What the answer says of the access token's life.
    pub(crate) const EXPIRES_IN: i64 = ACCESS_LIVES.as_secs();

    fn new() -> Self {
        Self { access: format!("oauth2v2_{}", made_up()), refresh: format!("oauth2v2_{}", made_up()) }
    }
}

/// A code or a token is good for nothing, in the service's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidGrant {
    #[error("Authorization code is expired, used or not known")]
    Code,
    #[error("The redirect_uri is not the one the code was given for")]
    RedirectUri,
    #[error("The code_verifier does not fit the code_challenge")]
    Verifier,
    #[error("Refresh token is expired or revoked or not registered")]
    RefreshToken,
}

#[derive(Debug)]
struct Code {
    redirect_uri: String,
    challenge: Option<String>,
    until: Timestamp,
}

#[derive(Debug)]
struct Pair {
    tokens: Tokens,
    access_until: Timestamp,
    refresh_until: Timestamp,
}

#[derive(Debug)]
pub(crate) struct Grants {
    client_id: String,
    client_secret: String,
    callback: Option<String>,
    codes: HashMap<String, Code>,
    pairs: Vec<Pair>,
    refreshes: u64,
}

impl Grants {
    pub(crate) fn new(credentials: &Credentials, callback: Option<String>) -> Self {
        Self {
            client_id: credentials.client_id.clone(),
            client_secret: credentials.client_secret.clone(),
            callback,
            codes: HashMap::new(),
            pairs: Vec::new(),
            refreshes: 0,
        }
    }

    pub(crate) fn knows_client(&self, id: &str) -> bool {
        self.client_id == id
    }

    pub(crate) fn knows_secret(&self, secret: &str) -> bool {
        self.client_secret == secret
    }

    pub(crate) fn register_callback(&mut self, uri: String) {
        self.callback = Some(uri);
    }

    /// Whether `uri` is the registered callback, to the letter. While none is registered, the first that leads to this
    /// computer becomes it.
    pub(crate) fn accepts_callback(&mut self, uri: &str) -> bool {
        if self.callback.is_none() && leads_here(uri) {
            self.callback = Some(uri.to_owned());
        }
        self.callback.as_deref() == Some(uri)
    }

    /// The code for a member's consent.
    pub(crate) fn consent(&mut self, redirect_uri: &str, challenge: Option<&str>, now: Timestamp) -> String {
        self.codes.retain(|_, code| now < code.until);
        let code = made_up();
        let (redirect_uri, challenge) = (redirect_uri.to_owned(), challenge.map(str::to_owned));
        self.codes.insert(code.clone(), Code { redirect_uri, challenge, until: after(now, CODE_LIVES) });
        code
    }

    /// The first tokens for `code`, which is spent by the attempt.
    pub(crate) fn exchange(
        &mut self,
        code: &str,
        redirect_uri: &str,
        verifier: Option<&str>,
        now: Timestamp,
    ) -> Result<Tokens, InvalidGrant> {
        let given = self.codes.remove(code).filter(|given| now < given.until).ok_or(InvalidGrant::Code)?;
        if given.redirect_uri != redirect_uri {
            return Err(InvalidGrant::RedirectUri);
        }
        if given.challenge.is_some() && given.challenge != verifier.map(challenge_of) {
            return Err(InvalidGrant::Verifier);
        }
        Ok(self.issue(now))
    }

    /// The next tokens for a refresh token, which goes on for a day at most.
    pub(crate) fn refresh(&mut self, token: &str, now: Timestamp) -> Result<Tokens, InvalidGrant> {
        let used = self.pairs.iter_mut().find(|pair| pair.tokens.refresh == token && now < pair.refresh_until);
        let used = used.ok_or(InvalidGrant::RefreshToken)?;
        used.refresh_until = used.refresh_until.min(after(now, USED_REFRESH_LIVES));
        self.refreshes += 1;
        Ok(self.issue(now))
    }

    /// Ends `token` and the one given out with it.
    pub(crate) fn revoke(&mut self, token: &str) {
        self.pairs.retain(|pair| pair.tokens.access != token && pair.tokens.refresh != token);
    }

    /// Whether a call with this access token may ask.
    pub(crate) fn admits(&self, access: &str, now: Timestamp) -> bool {
        self.pairs.iter().any(|pair| pair.tokens.access == access && now < pair.access_until)
    }

    pub(crate) fn expire_access_tokens(&mut self, now: Timestamp) {
        self.pairs.iter_mut().for_each(|pair| pair.access_until = pair.access_until.min(now));
    }

    pub(crate) fn expire_refresh_tokens(&mut self, now: Timestamp) {
        self.pairs.iter_mut().for_each(|pair| pair.refresh_until = pair.refresh_until.min(now));
    }

    /// How many refresh tokens are good for something.
    pub(crate) fn live_refresh_tokens(&self, now: Timestamp) -> usize {
        self.pairs.iter().filter(|pair| now < pair.refresh_until).count()
    }

    /// How many refreshes have been granted.
    pub(crate) const fn refreshes(&self) -> u64 {
        self.refreshes
    }

    fn issue(&mut self, now: Timestamp) -> Tokens {
        self.pairs.retain(|pair| now < pair.access_until || now < pair.refresh_until);
        let tokens = Tokens::new();
        let (access_until, refresh_until) = (after(now, ACCESS_LIVES), after(now, REFRESH_LIVES));
        self.pairs.push(Pair { tokens: tokens.clone(), access_until, refresh_until });
        tokens
    }
}

/// 32 digits nobody has seen before. They protect nothing, so ordinary chance will do.
fn made_up() -> String {
    format!("{:032x}", fastrand::u128(..))
}

fn after(now: Timestamp, life: SignedDuration) -> Timestamp {
    now.saturating_add(life).unwrap_or(Timestamp::MAX)
}

/// RFC 7636, S256.
fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// Whether a browser that is sent to `uri` ends up on this computer.
fn leads_here(uri: &str) -> bool {
    let Ok(url) = Url::parse(uri) else { return false };
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "http" && loopback && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLBACK: &str = "http://127.0.0.1:8765/callback";

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    fn grants() -> Grants {
        Grants::new(&Credentials::from_seed(1, None), None)
    }

    fn connected(grants: &mut Grants) -> Tokens {
        let code = grants.consent(CALLBACK, None, at(0));
        grants.exchange(&code, CALLBACK, None, at(0)).unwrap()
    }

    #[test]
    fn a_used_refresh_token_lasts_a_day_and_no_use_prolongs_it() {
        let mut grants = grants();
        let first = connected(&mut grants);
        let second = grants.refresh(&first.refresh, at(10)).unwrap();
        grants.refresh(&first.refresh, at(33)).unwrap();
        assert_eq!(grants.refresh(&first.refresh, at(34)), Err(InvalidGrant::RefreshToken));
        assert!(grants.refresh(&second.refresh, at(14 * 24 + 9)).is_ok());
        assert_eq!(grants.refreshes(), 3);
    }

    #[test]
    fn a_refresh_token_unused_for_two_weeks_is_dead() {
        let mut grants = grants();
        let tokens = connected(&mut grants);
        assert_eq!(grants.live_refresh_tokens(at(14 * 24 - 1)), 1);
        assert_eq!(grants.live_refresh_tokens(at(14 * 24)), 0);
        assert_eq!(grants.refresh(&tokens.refresh, at(14 * 24)), Err(InvalidGrant::RefreshToken));
    }

    #[test]
    fn the_challenge_is_the_one_of_the_standard() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge_of(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn only_an_address_on_this_computer_registers_itself() {
        for elsewhere in
            ["https://127.0.0.1:8765/callback", "http://192.168.1.7/", "http://localhost.example.com/", "callback", ""]
        {
            assert!(!grants().accepts_callback(elsewhere), "{elsewhere}");
        }
        for here in [CALLBACK, "http://localhost:3000/x", "http://[::1]:9/"] {
            let mut grants = grants();
            assert!(grants.accepts_callback(here) && grants.accepts_callback(here), "{here}");
            assert!(!grants.accepts_callback("http://127.0.0.1:1/other"), "{here}");
        }
    }
}
