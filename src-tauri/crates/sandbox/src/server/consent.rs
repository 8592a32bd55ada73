//! The pages of the marketplace's side that a person sees.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::AUTHORIZE;

/// Asks whether the client may read job postings; the answer comes back to the same address.
pub(super) fn page(client_id: &str, query: &str) -> Response {
    let (client, address) = (escaped(client_id), format!("{AUTHORIZE}?{}", escaped(query)));
    let body = format!(
        "<h1>The sandbox asks: may {client} read job postings?</h1>\n\
         <p><a id=\"allow\" href=\"{address}&amp;answer=allow\">Allow</a>\n\
         <a id=\"deny\" href=\"{address}&amp;answer=deny\">Deny</a></p>"
    );
    document(StatusCode::OK, &body)
}

/// Tells the person why nobody is asked.
pub(super) fn problem(what: &str) -> Response {
    document(StatusCode::BAD_REQUEST, &format!("<h1>The sandbox cannot ask</h1>\n<p>{what}</p>"))
}

fn document(status: StatusCode, body: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Sandbox</title></head>\n\
         <body>\n{body}\n</body>\n</html>\n"
    );
    (status, [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
