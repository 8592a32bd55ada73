//! The browser's way back.

use std::time::Duration;

use lapwing_sources::marketplace::{Callback, CallbackError, Code, Listener, Pending};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::scene::oauth_at;

const LONG: Duration = Duration::from_mins(1);

fn pending() -> Pending {
    oauth_at("http://127.0.0.1:1", false).begin(|bytes| bytes.fill(0xab))
}

fn state() -> String {
    "ab".repeat(32)
}

/// A port that was free just now.
async fn free() -> Callback {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    Callback { port }
}

async fn listening(longest: Duration) -> (Callback, JoinHandle<Result<Code, CallbackError>>) {
    let callback = free().await;
    let listener = Listener::bind(&callback).await.unwrap();
    (callback, tokio::spawn(async move { listener.listen(&pending(), longest).await }))
}

async fn send(callback: &Callback, request: &[u8]) -> String {
    let mut browser = TcpStream::connect(("127.0.0.1", callback.port)).await.unwrap();
    // A request that is refused halfway is hung up on.
    let _ = browser.write_all(request).await;
    let mut answer = Vec::new();
    let _ = browser.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

async fn open(callback: &Callback, target: &str) -> String {
    send(callback, format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").as_bytes()).await
}

async fn is_free(callback: &Callback) -> bool {
    TcpStream::connect(("127.0.0.1", callback.port)).await.is_err()
}

#[tokio::test]
async fn the_code_arrives_once_and_the_port_is_free_again() {
    let (callback, listening) = listening(LONG).await;
    let page = open(&callback, &format!("/callback?code=c0de&state={}", state())).await;
    assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
    assert!(listening.await.unwrap().is_ok());
    assert!(is_free(&callback).await);
}

#[tokio::test]
async fn connections_that_say_nothing_do_not_keep_the_code_out() {
    let (callback, listening) = listening(LONG).await;
    let mut idle = Vec::new();
    for _ in 0..40 {
        idle.push(TcpStream::connect(("127.0.0.1", callback.port)).await.unwrap());
    }
    let page = open(&callback, &format!("/callback?code=c0de&state={}", state())).await;
    assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
    assert!(listening.await.unwrap().is_ok());
}

#[tokio::test]
async fn the_page_keeps_the_address_to_itself_and_runs_nothing() {
    let (callback, _listening) = listening(LONG).await;
    for target in ["/callback?code=c0de&state=wrong-state".to_owned(), format!("/callback?code=c0de&state={}", state())]
    {
        let page = open(&callback, &target).await;
        for header in [
            "\r\nReferrer-Policy: no-referrer\r\n",
            "\r\nCache-Control: no-store\r\n",
            "\r\nContent-Security-Policy: default-src 'none'",
            "\r\nContent-Type: text/html; charset=utf-8\r\n",
        ] {
            assert!(page.contains(header), "{header} in {page}");
        }
        assert!(!page.contains("c0de") && !page.contains("state") && !page.contains("<script"), "{page}");
    }
}

#[tokio::test]
async fn answers_without_the_right_state_are_turned_away_and_waited_past() {
    let (callback, listening) = listening(LONG).await;
    for query in [
        "?code=evil",
        "?code=evil&state=",
        "?code=evil&state=abab",
        "?error=access_denied",
        "?error=access_denied&state=x",
        "",
        "?state=x",
    ] {
        let page = open(&callback, &format!("/callback{query}")).await;
        assert!(page.starts_with("HTTP/1.1 400 "), "{query}: {page}");
    }
    assert!(!listening.is_finished());
    open(&callback, &format!("/callback?state={}&code=c0de", state())).await;
    assert!(listening.await.unwrap().is_ok());
}

#[tokio::test]
async fn other_paths_and_other_methods_change_nothing() {
    let (callback, listening) = listening(LONG).await;
    let query = format!("?code=c0de&state={}", state());
    for path in ["/", "/favicon.ico", "/callback/", "/Callback", "//callback", "/callback2"] {
        let page = open(&callback, &format!("{path}{query}")).await;
        assert!(page.starts_with("HTTP/1.1 404 "), "{path}: {page}");
    }
    for request in [
        format!("POST /callback{query} HTTP/1.1\r\n\r\n"),
        format!("GET /callback{query}\r\n\r\n"),
        "\r\n\r\n".to_owned(),
    ] {
        let page = send(&callback, request.as_bytes()).await;
        assert!(page.starts_with("HTTP/1.1 400 "), "{request}: {page}");
    }
    assert!(!listening.is_finished());
}

#[tokio::test]
async fn a_refusal_with_the_right_state_ends_it() {
    let (callback, listening) = listening(LONG).await;
    open(&callback, &format!("/callback?error=access_denied&state={}", state())).await;
    assert!(matches!(listening.await.unwrap(), Err(CallbackError::Denied)));
}

#[tokio::test]
async fn a_browser_that_says_nothing_or_too_much_keeps_nobody_waiting() {
    let (callback, listening) = listening(LONG).await;
    let mut silent = Vec::new();
    for _ in 0..10 {
        silent.push(TcpStream::connect(("127.0.0.1", callback.port)).await.unwrap());
    }
    let huge = format!("GET /callback?code={} HTTP/1.1\r\n\r\n", "x".repeat(1 << 20));
    let page = send(&callback, huge.as_bytes()).await;
    assert!(!page.starts_with("HTTP/1.1 200 "), "{page}");
    open(&callback, &format!("/callback?code=c0de&state={}", state())).await;
    assert!(listening.await.unwrap().is_ok());
}

#[tokio::test]
async fn nobody_is_waited_for_longer_than_told() {
    let (callback, listening) = listening(Duration::from_millis(1)).await;
    assert!(matches!(listening.await.unwrap(), Err(CallbackError::TimedOut)));
    assert!(is_free(&callback).await);
    assert_eq!(Listener::LONGEST, Duration::from_mins(5));
}

#[tokio::test]
async fn whoever_stops_listening_frees_the_port() {
    let (callback, listening) = listening(LONG).await;
    listening.abort();
    let _ = listening.await;
    assert!(is_free(&callback).await);
}

#[tokio::test]
async fn a_taken_port_is_named_with_what_to_do() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = other.local_addr().unwrap().port();
    let refused = Listener::bind(&Callback { port }).await.unwrap_err();
    assert!(matches!(refused, CallbackError::PortTaken { port: named } if named == port), "{refused:?}");
    assert!(refused.to_string().contains(&format!("Port {port}")), "{refused}");
}

#[test]
fn the_address_to_register_is_fixed() {
    assert_eq!(Callback::default().address(), "http://127.0.0.1:8765/callback");
    assert_eq!(Callback { port: 9000 }.address(), "http://127.0.0.1:9000/callback");
}
