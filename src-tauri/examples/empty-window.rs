//! The least that a window of this kind can be: one page with one letter. What the program's own first paint is held to.

#![allow(clippy::expect_used, reason = "a yardstick that does not come about is none")]

use tauri::http::Response;
use tauri::{Url, WebviewUrl, WebviewWindowBuilder};

const SCHEME: &str = "empty";
const PAGE: &str = "<!doctype html><html lang=\"en\"><title>Empty</title><body>.</body></html>";

fn main() {
    tauri::Builder::default()
        .register_uri_scheme_protocol(SCHEME, |_, _| {
            Response::builder()
                .header("Content-Type", "text/html")
                .body(PAGE.as_bytes())
                .expect("a page can be answered")
        })
        .setup(|app| {
            let address = Url::parse(&format!("{SCHEME}://localhost/")).expect("it is an address");
            WebviewWindowBuilder::new(app, "empty", WebviewUrl::CustomProtocol(address))
                .inner_size(1280.0, 800.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .expect("a window opens");
}
