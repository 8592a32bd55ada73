//! The page that asks a member for consent, and what it refuses to ask.

use lapwing_sandbox::{Fault, Options};
use reqwest::StatusCode;

use crate::support::{AUTHORIZE, CALLBACK, Scene};

#[tokio::test]
async fn the_page_names_the_client_and_its_links_answer() {
    let scene = Scene::silent().await;
    let page = scene.ask_well(&[("state", "\"<s&t>")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.body.contains(&format!("may {} read job postings?", scene.sandbox.client_id())), "{}", page.body);
    for (id, wanted) in [("allow", "code"), ("deny", "error")] {
        let (_, after) = page.body.split_once(&format!("<a id=\"{id}\" href=\"")).unwrap();
        let target = after.split_once('"').unwrap().0.replace("&amp;", "&");
        assert!(target.starts_with(AUTHORIZE), "{target}");
        let (address, given) = scene.send(scene.request(reqwest::Method::GET, &target)).await.sent_back();
        assert_eq!((&*address, given["state"].as_str()), (CALLBACK, "\"<s&t>"));
        assert!(given.contains_key(wanted), "{given:?}");
    }
}

#[tokio::test]
async fn without_a_state_none_comes_back() {
    let scene = Scene::silent().await;
    let (_, given) = scene.ask_well(&[("answer", "allow")]).await.sent_back();
    assert_eq!(given.keys().collect::<Vec<_>>(), ["code"]);
}

#[tokio::test]
async fn a_member_who_declines_is_no_grant() {
    let scene = Scene::silent().await;
    let (_, given) = scene.ask_well(&[("state", "s"), ("answer", "deny")]).await.sent_back();
    assert_eq!((&*given["error"], &*given["state"]), ("access_denied", "s"));
    assert!(!given["error_description"].is_empty() && !given.contains_key("code"));
}

#[tokio::test]
async fn what_cannot_be_trusted_is_told_to_the_person_and_never_redirected() {
    let scene = Scene::silent().await;
    scene.sandbox.control().register_callback(CALLBACK);
    let id = scene.sandbox.client_id();
    for (client_id, redirect_uri) in [
        ("another", CALLBACK),
        ("", CALLBACK),
        (id, "http://127.0.0.1:8765/callback/"),
        (id, "http://127.0.0.1:8766/callback"),
        (id, "http://localhost:8765/callback"),
        (id, "https://evil.example/"),
        (id, ""),
    ] {
        let pairs = [("response_type", "code"), ("client_id", client_id), ("redirect_uri", redirect_uri)];
        let answer = scene.ask(&[&pairs[..], &[("answer", "allow")]].concat()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{client_id} {redirect_uri}");
        assert!(answer.body.contains("cannot ask"), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_wrong_request_comes_back_with_its_error_and_the_state() {
    let scene = Scene::silent().await;
    let id = scene.sandbox.client_id();
    let base = [("client_id", id), ("redirect_uri", CALLBACK), ("state", "s"), ("answer", "allow")];
    let code = ("response_type", "code");
    for (more, error) in [
        (&[][..], "invalid_request"),
        (&[("response_type", "token")], "unsupported_response_type"),
        (&[code, code], "invalid_request"),
        (&[code, ("scope", "r_jobs")], "invalid_scope"),
        (&[code, ("code_challenge", "c")], "invalid_request"),
        (&[code, ("code_challenge", "c"), ("code_challenge_method", "plain")], "invalid_request"),
    ] {
        let (_, given) = scene.ask(&[&base, more].concat()).await.sent_back();
        assert_eq!((&*given["error"], &*given["state"]), (error, "s"), "{more:?}");
        assert!(!given.contains_key("code"), "{more:?}");
    }
}

#[tokio::test]
async fn the_registered_callback_is_the_only_one_and_can_be_changed() {
    let options = Options { callback: Some("http://localhost:1/x?keep=1".to_owned()), ..Options::default() };
    let scene = Scene::new(options).await;
    assert_eq!(scene.ask_well(&[("answer", "allow")]).await.status, StatusCode::BAD_REQUEST);
    let pairs = [("response_type", "code"), ("client_id", scene.sandbox.client_id()), ("answer", "allow")];
    let (_, given) =
        scene.ask(&[&pairs[..], &[("redirect_uri", "http://localhost:1/x?keep=1")]].concat()).await.sent_back();
    assert!(given["keep"] == "1" && given.contains_key("code"), "{given:?}");
    scene.sandbox.control().register_callback(CALLBACK);
    assert_eq!(scene.ask_well(&[("answer", "allow")]).await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn a_faulty_page_loses_or_changes_the_state() {
    let scene = Scene::silent().await;
    let control = scene.sandbox.control();
    let ask = async || scene.ask_well(&[("state", "s"), ("answer", "allow")]).await.sent_back().1;
    control.set_fault(Fault::StateWrong);
    let given = ask().await;
    assert!(given["state"] != "s" && given.contains_key("code"), "{given:?}");
    control.set_fault(Fault::StateMissing);
    assert!(!ask().await.contains_key("state"));
    control.clear_faults();
    assert_eq!(ask().await["state"], "s");
}
