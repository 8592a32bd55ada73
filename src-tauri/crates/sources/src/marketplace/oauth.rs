//! OAuth 2.0, authorization code: from the page in the browser to a pair of tokens, to the next pair, to none.
//!
//! What the service's documentation settles: client id and secret travel in the body (a refresh with a header alone is
//! refused); `scope` is never sent (permissions belong to the key, and sending one is an error); the callback address is
//! exactly the registered one. Proof keys (PKCE) are not documented for keys of this kind, so that they are a choice.

use std::fmt::Write;

use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use jiff::{SignedDuration, Timestamp};
use lapwing_vault::Secret;
use oauth2::basic::{BasicClient, BasicErrorResponseType, BasicRequestTokenError, BasicTokenResponse};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, TokenResponse, TokenUrl,
};
use url::form_urlencoded;

use super::addresses::{Addresses, REVOKE, TOKEN};
use super::callback::Callback;
use super::judge::{judge, unaccepted};
use super::pair::{TokenPair, is_token};
use super::pending::{Code, Pending};
use super::transport::Transport;
use crate::answer::one_line;
use crate::error::{Answer, FetchError};
use crate::http::{Http, HttpOptions};

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// How long an access token is taken to last when the service does not say: what its documentation does.
const ACCESS_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// One key at the service's accounts.
#[derive(Debug)]
pub struct OAuth {
    addresses: Addresses,
    http: Http,
    client_id: String,
    client_secret: Secret<String>,
    callback: Callback,
    pkce: bool,
}

/// What a token was asked for with, which decides what its refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grant {
    Code,
    Refresh,
}

impl OAuth {
    /// The key with this id and secret, whose registered callback address is that of `callback`. With `pkce`, the code
    /// is proved by a verifier as well.
    pub fn new(
        addresses: Addresses,
        client_id: String,
        client_secret: Secret<String>,
        callback: Callback,
        pkce: bool,
        options: HttpOptions,
    ) -> Self {
        let http = Http::new(addresses.accounts().clone(), options);
        Self { addresses, http, client_id, client_secret, callback, pkce }
    }

    /// Begins an authorization. `random` fills a buffer with unpredictable bytes.
    pub fn begin(&self, mut random: impl FnMut(&mut [u8])) -> Pending {
        let state = unguessable(&mut random);
        let verifier = self.pkce.then(|| unguessable(&mut random));
        let client = self.client();
        let mut request = client.authorize_url(|| CsrfToken::new(state.expose().clone()));
        if let Some(verifier) = &verifier {
            let verifier = PkceCodeVerifier::new(verifier.expose().clone());
            request = request.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        }
        let (address, _) = request.url();
        Pending { address, state, verifier }
    }

    /// Exchanges the code that `pending` ended with.
    ///
    /// # Errors
    /// [`FetchError::CodeGone`] when the code was used before or is too old; [`FetchError::Rejected`] when id or secret
    /// are refused; otherwise what keeps any request from being answered.
    pub async fn exchange(&self, pending: &Pending, code: Code, now: Timestamp) -> Result<TokenPair, FetchError> {
        let client = self.client();
        let mut request = client.exchange_code(AuthorizationCode::new(code.expose().to_owned()));
        if let Some(verifier) = &pending.verifier {
            request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.expose().clone()));
        }
        let transport = Transport::new(&self.http);
        let answer = request.request_async(&transport).await;
        self.pair(answer, transport.heard(), Grant::Code, now).map_err(|error| error.without(code.expose()))
    }

    /// Has the next pair for a refresh token. The service lets the old refresh token work for a day more, so that a
    /// program that ends before it has kept the new pair can ask again.
    ///
    /// # Errors
    /// [`FetchError::GrantGone`] when the refresh token is no longer good; otherwise as for [`OAuth::exchange`].
    pub async fn refresh(&self, refresh: &Secret<String>, now: Timestamp) -> Result<TokenPair, FetchError> {
        let (client, token) = (self.client(), RefreshToken::new(refresh.expose().clone()));
        let transport = Transport::new(&self.http);
        let answer = client.exchange_refresh_token(&token).request_async(&transport).await;
        self.pair(answer, transport.heard(), Grant::Refresh, now).map_err(|error| error.without(refresh.expose()))
    }

    /// Tells the service to forget the pair. The endpoint is known from server metadata alone, so that a failure means
    /// little: whoever removes the key goes on without it.
    ///
    /// # Errors
    /// What keeps any request from being answered.
    pub async fn revoke(&self, pair: &TokenPair) -> Result<(), FetchError> {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", &self.client_id)
            .append_pair("client_secret", self.client_secret.expose())
            .append_pair("token", pair.refresh.expose())
            .append_pair("token_type_hint", "refresh_token")
            .finish();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, form)]);
        let mut reply = self.http.post(REVOKE, headers, body.into_bytes()).await?;
        let judged = judge(&mut reply, REVOKE, self.http.base());
        judged.map(drop).map_err(|error| self.blot(error).without(pair.refresh.expose()).without(pair.access.expose()))
    }

    fn client(&self) -> Client {
        let client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_client_secret(ClientSecret::new(self.client_secret.expose().clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::from_url(self.addresses.authorize()))
            .set_token_uri(TokenUrl::from_url(self.addresses.token()));
        match RedirectUrl::new(self.callback.address()) {
            Ok(callback) => client.set_redirect_uri(callback),
            // A number and two constants always parse.
            Err(_) => client,
        }
    }

    fn pair(
        &self,
        answered: Result<BasicTokenResponse, BasicRequestTokenError<FetchError>>,
        answer: Answer,
        grant: Grant,
        now: Timestamp,
    ) -> Result<TokenPair, FetchError> {
        let odd = |what: &str| FetchError::Malformed { what: what.to_owned(), answer };
        let tokens = answered.map_err(|error| self.blot(failure(error, answer, grant)))?;
        let refresh = tokens.refresh_token().ok_or_else(|| odd("the token answer has no refresh token"))?.secret();
        let access = tokens.access_token().secret();
        if !is_token(access) || !is_token(refresh) {
            return Err(odd("a token has characters that no token has"));
        }
        let life = tokens.expires_in().and_then(|life| SignedDuration::try_from(life).ok()).unwrap_or(ACCESS_LIFE);
        Ok(TokenPair {
            access: Secret::new(access.clone()),
            refresh: Secret::new(refresh.clone()),
            access_until: now.saturating_add(life).unwrap_or(now),
            refresh_until: now.saturating_add(TokenPair::REFRESH_LIFE).unwrap_or(now),
        })
    }

    /// The error without the client's secret, should the service have repeated it.
    fn blot(&self, error: FetchError) -> FetchError {
        error.without(self.client_secret.expose())
    }
}

fn failure(error: BasicRequestTokenError<FetchError>, answer: Answer, grant: Grant) -> FetchError {
    use oauth2::RequestTokenError::{Other, Parse, Request, ServerResponse};

    match error {
        Request(failure) => failure,
        ServerResponse(refusal) => {
            let message = refusal.error_description().map(|sentence| one_line(sentence)).unwrap_or_default();
            match (refusal.error(), grant) {
                (BasicErrorResponseType::InvalidGrant, Grant::Code) => FetchError::CodeGone { answer },
                (BasicErrorResponseType::InvalidGrant, Grant::Refresh) => FetchError::GrantGone { answer },
                (BasicErrorResponseType::InvalidClient | BasicErrorResponseType::UnauthorizedClient, _) => {
                    FetchError::Rejected { message, answer }
                }
                _ => FetchError::BadRequest { what: Box::new(unaccepted(TOKEN)), message, answer },
            }
        }
        // Where it is broken may be told; what stands there may be a token.
        Parse(broken, _) => {
            FetchError::Malformed { what: format!("the token answer cannot be read at \"{}\"", broken.path()), answer }
        }
        Other(_) => FetchError::Malformed { what: "the token answer is no JSON, or empty".to_owned(), answer },
    }
}

/// Thirty-two random bytes in hexadecimal, which is as long as a verifier may be and longer than anyone can guess.
fn unguessable(random: &mut impl FnMut(&mut [u8])) -> Secret<String> {
    let mut bytes = [0; 32];
    random(&mut bytes);
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    Secret::new(text)
}
