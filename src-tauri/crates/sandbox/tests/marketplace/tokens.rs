//! Codes become tokens, tokens become new ones, and both end.

use lapwing_sandbox::Fault;
use reqwest::{Method, StatusCode};

use crate::support::{CALLBACK, REVOKE, Scene, TOKEN, Tokens};

const DEAD_CODE: &str = "Authorization code is expired, used or not known";
const DEAD_REFRESH: &str = "Refresh token is expired or revoked or not registered";

fn invalid_grant(description: &str) -> (u16, String, String) {
    (400, "invalid_grant".to_owned(), description.to_owned())
}

#[tokio::test]
async fn a_code_becomes_two_tokens_and_only_once() {
    let scene = Scene::silent().await;
    let code = scene.consent(&[]).await;
    let answer = scene.exchange(&code, &[]).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    let body = answer.json();
    assert_eq!((body["token_type"].as_str(), body["expires_in"].as_i64()), (Some("Bearer"), Some(86_400)));
    let tokens = Tokens::of(&answer);
    assert!(tokens.access.starts_with("oauth2v2_") && tokens.refresh.starts_with("oauth2v2_"));
    assert_ne!(tokens.access, tokens.refresh);
    assert_eq!(scene.exchange(&code, &[]).await.refused(), invalid_grant(DEAD_CODE));
}

#[tokio::test]
async fn a_code_waits_ten_minutes() {
    let scene = Scene::silent().await;
    let (first, second) = (scene.consent(&[]).await, scene.consent(&[]).await);
    scene.clock.advance(jiff::SignedDuration::from_secs(599));
    assert_eq!(scene.exchange(&first, &[]).await.status, StatusCode::OK);
    scene.clock.advance(jiff::SignedDuration::from_secs(1));
    assert_eq!(scene.exchange(&second, &[]).await.refused(), invalid_grant(DEAD_CODE));
}

#[tokio::test]
async fn a_code_is_good_only_with_the_callback_it_was_given_for() {
    let scene = Scene::silent().await;
    let code = scene.consent(&[]).await;
    let other = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", "http://localhost/")];
    let answer = scene.post_well(TOKEN, &other).await;
    assert_eq!(answer.refused(), invalid_grant("The redirect_uri is not the one the code was given for"));
    assert_eq!(scene.exchange(&code, &[]).await.refused(), invalid_grant(DEAD_CODE));
}

#[tokio::test]
async fn a_challenge_that_was_sent_is_checked() {
    let scene = Scene::silent().await;
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let challenge =
        [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
    let unfit = invalid_grant("The code_verifier does not fit the code_challenge");
    for (more, fits) in
        [(&[("code_verifier", verifier)][..], true), (&[("code_verifier", "another")], false), (&[], false)]
    {
        let code = scene.consent(&challenge).await;
        let answer = scene.exchange(&code, more).await;
        if fits {
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        } else {
            assert_eq!(answer.refused(), unfit, "{more:?}");
        }
    }
}

#[tokio::test]
async fn the_client_must_name_itself_in_the_body() {
    let scene = Scene::silent().await;
    let tokens = scene.connect().await;
    let (id, secret) = (scene.sandbox.client_id(), scene.sandbox.client_secret());
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", &tokens.refresh)];
    let form = crate::support::form(&refresh);
    let in_header = scene.request(Method::POST, TOKEN).basic_auth(id, Some(secret)).body(form);
    let (status, error, description) = scene.send(in_header).await.refused();
    assert_eq!((status, &*error), (400, "invalid_request"));
    assert!(description.starts_with("Missing parameters: client_id"), "{description}");
    let no_secret = scene.post(TOKEN, &[&refresh[..], &[("client_id", id)]].concat()).await;
    assert_eq!(no_secret.refused().2, "Missing parameters: client_secret");
    let pairs = [&refresh[..], &[("client_id", id), ("client_secret", "wrong")]].concat();
    let wrong = scene.post(TOKEN, &pairs).await.refused();
    assert_eq!((wrong.0, &*wrong.1), (401, "invalid_client"));
    assert_eq!(scene.sandbox.control().refresh_count(), 0);
}

#[tokio::test]
async fn grants_that_are_not_for_this_client_are_refused_by_name() {
    let scene = Scene::silent().await;
    for (grant, error) in [("client_credentials", "unauthorized_client"), ("password", "unsupported_grant_type")] {
        let refused = scene.post_well(TOKEN, &[("grant_type", grant)]).await.refused();
        assert_eq!((refused.0, &*refused.1), (400, error));
    }
    let bare = scene.post_well(TOKEN, &[("grant_type", "authorization_code")]).await.refused();
    assert_eq!(bare.2, "Missing parameters: code, redirect_uri");
}

#[tokio::test]
async fn a_refresh_gives_a_new_pair_and_leaves_the_old_one_a_day() {
    let scene = Scene::silent().await;
    let first = scene.connect().await;
    let second = Tokens::of(&scene.refresh(&first.refresh).await);
    assert_ne!((&second.access, &second.refresh), (&first.access, &first.refresh));
    assert_eq!(scene.sandbox.control().live_refresh_tokens(), 2);
    scene.pass(23);
    assert_eq!(scene.refresh(&first.refresh).await.status, StatusCode::OK);
    scene.pass(1);
    assert_eq!(scene.refresh(&first.refresh).await.refused(), invalid_grant(DEAD_REFRESH));
    assert_eq!(scene.refresh(&second.refresh).await.status, StatusCode::OK);
    assert_eq!(scene.sandbox.control().refresh_count(), 3);
}

#[tokio::test]
async fn a_refresh_token_lasts_two_weeks_from_its_last_use() {
    let scene = Scene::silent().await;
    let mut tokens = scene.connect().await;
    for _ in 0..3 {
        scene.pass(13 * 24);
        tokens = Tokens::of(&scene.refresh(&tokens.refresh).await);
    }
    scene.pass(14 * 24);
    assert_eq!(scene.refresh(&tokens.refresh).await.refused(), invalid_grant(DEAD_REFRESH));
}

#[tokio::test]
async fn a_revoked_token_takes_its_pair_along_and_no_other() {
    let scene = Scene::silent().await;
    let (first, second) = (scene.connect().await, scene.connect().await);
    let revoke = async |token: &str| {
        let pairs = [("client_id", scene.sandbox.client_id()), ("token", token)];
        scene.post(REVOKE, &pairs).await.status
    };
    assert_eq!(revoke(&first.access).await, StatusCode::OK);
    assert_eq!(scene.refresh(&first.refresh).await.refused(), invalid_grant(DEAD_REFRESH));
    assert_eq!(revoke("never seen").await, StatusCode::OK);
    assert_eq!(scene.sandbox.control().live_refresh_tokens(), 1);
    assert_eq!(revoke(&second.refresh).await, StatusCode::OK);
    assert_eq!(scene.sandbox.control().live_refresh_tokens(), 0);
    let nobody = scene.post(REVOKE, &[("client_id", "another"), ("token", "t")]).await.refused();
    assert_eq!((nobody.0, &*nobody.1), (401, "invalid_client"));
}

#[tokio::test]
async fn faults_refuse_codes_and_refresh_tokens_that_are_good() {
    let scene = Scene::silent().await;
    let control = scene.sandbox.control();
    let code = scene.consent(&[]).await;
    control.set_fault(Fault::CodeUsed);
    assert_eq!(scene.exchange(&code, &[]).await.refused(), invalid_grant(DEAD_CODE));
    control.set_fault(Fault::GrantGone);
    let tokens = scene.connect().await;
    assert_eq!(scene.refresh(&tokens.refresh).await.refused(), invalid_grant(DEAD_REFRESH));
    control.clear_faults();
    assert_eq!(scene.refresh(&tokens.refresh).await.status, StatusCode::OK);
    control.expire_refresh_tokens();
    assert_eq!(control.live_refresh_tokens(), 0);
}

#[tokio::test]
async fn what_happens_to_programs_happens_to_the_token_endpoint() {
    let scene = Scene::silent().await;
    let control = scene.sandbox.control();
    let tokens = scene.connect().await;
    let answer = async |fault| {
        control.set_fault(fault);
        scene.refresh(&tokens.refresh).await
    };
    let limited = answer(Fault::RateLimited).await;
    assert_eq!((limited.status, limited.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "40"));
    let no_hint = answer(Fault::RateLimitedNoHint).await;
    assert_eq!((no_hint.status, no_hint.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, ""));
    assert_eq!(answer(Fault::ServerError).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer(Fault::BadGateway).await.status, StatusCode::BAD_GATEWAY);
    let walled = answer(Fault::Cloudflare).await;
    assert_eq!((walled.status, walled.header("content-type")), (StatusCode::FORBIDDEN, "text/html; charset=utf-8"));
    let elsewhere = answer(Fault::RedirectOtherHost).await;
    assert_eq!(elsewhere.status, StatusCode::TEMPORARY_REDIRECT);
    assert!(elsewhere.header("location").starts_with("http://localhost:"), "{elsewhere:?}");
    assert_eq!(control.refresh_count(), 0);
    let malformed = answer(Fault::Malformed).await;
    assert!(malformed.status.is_success() && serde_json::from_str::<serde_json::Value>(&malformed.body).is_err());
    control.clear_faults();
    assert_eq!(scene.ask_well(&[("answer", "allow")]).await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn calls_are_recorded_without_codes_tokens_and_secrets() {
    let scene = Scene::silent().await;
    let code = scene.consent(&[("state", "s")]).await;
    let tokens = Tokens::of(&scene.exchange(&code, &[]).await);
    let careless = format!("{TOKEN}?client_secret={}&code={code}&x=1", scene.sandbox.client_secret());
    scene.post(&careless, &[]).await;
    let calls = scene.sandbox.control().calls();
    assert!(calls[0].target.contains("state=s") && !calls[0].had_token, "{:?}", calls[0]);
    assert_eq!((&*calls[1].method, &*calls[1].target), ("POST", TOKEN));
    assert_eq!(calls[2].target, format!("{TOKEN}?client_secret=…&code=…&x=1"));
    let record = format!("{calls:?}");
    for secret in [&*code, &*tokens.access, &*tokens.refresh, scene.sandbox.client_secret()] {
        assert!(!record.contains(secret), "{secret} in {record}");
    }
    assert!(record.contains(&form_encoded(CALLBACK)), "{record}");
}

fn form_encoded(text: &str) -> String {
    crate::support::form(&[("", text)]).trim_start_matches('=').to_owned()
}
