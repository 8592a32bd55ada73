//! The OAuth client's way to the token endpoint: the same connection, with the same rules, that everything else takes.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use http::StatusCode;
use oauth2::basic::BasicErrorResponse;
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};

use super::addresses::TOKEN;
use super::judge::{facts, judge};
use crate::error::{Answer, FetchError};
use crate::http::Http;

/// Carries one token request, and remembers what came back.
pub(super) struct Transport<'a> {
    http: &'a Http,
    heard: Mutex<Answer>,
}

impl<'a> Transport<'a> {
    pub(super) fn new(http: &'a Http) -> Self {
        Self { http, heard: Mutex::default() }
    }

    /// What is known of the answer.
    pub(super) fn heard(&self) -> Answer {
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refusals in OAuth's own words go back to its client; anything else that is no token is a failure already.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let (parts, body) = request.into_parts();
        let mut reply = self.http.post(TOKEN, parts.headers, body).await?;
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = facts(&reply);
        let in_own_words = matches!(reply.status, 400 | 401)
            && reply.flaw.is_none()
            && serde_json::from_slice::<BasicErrorResponse>(&reply.body).is_ok();
        if !in_own_words {
            judge(&mut reply, TOKEN, self.http.base())?;
        }
        let mut response = HttpResponse::new(reply.body);
        *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or_default();
        *response.headers_mut() = reply.headers;
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Transport<'_> {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
