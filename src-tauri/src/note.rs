//! A note: Markdown its user wrote, as HTML that can be shown. What it may become is a short list; everything else is
//! taken out, so that a note pasted from somewhere brings no picture, no style and no script.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Options, Parser, html};

static SAFE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut safe = Builder::empty();
    safe.tags(HashSet::from([
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "br",
        "hr",
        "a",
    ]))
    .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
    .url_schemes(HashSet::from(["https", "http"]))
    .link_rel(Some("noreferrer noopener"));
    safe
});

/// The note as HTML.
pub fn rendered(note: &str) -> String {
    let mut written = String::with_capacity(note.len() * 2);
    html::push_html(&mut written, Parser::new_ext(note, Options::ENABLE_STRIKETHROUGH));
    SAFE.clean(&written).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_what_it_says() {
        let shown =
            rendered("# Plan\n\n- ask about **tests**\n- [docs](https://example.org/a?b=1&c=2)\n\n~~old~~ `code`");
        for part in
            ["<h1>Plan</h1>", "<strong>tests</strong>", "href=\"https://example.org/a?b=1&amp;c=2\"", "<del>old</del>"]
        {
            assert!(shown.contains(part), "{part} in {shown}");
        }
    }

    #[test]
    fn what_a_pasted_note_brings_along_is_taken_out() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![pixel](https://example.org/pixel.png)",
            "<style>body{display:none}</style>",
            "<p style=\"position:fixed\" onclick=\"x()\" class=\"a\" id=\"app\">p</p>",
            "[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc/passwd) <a href=\"vbscript:x\">d</a>",
            "<iframe src=https://example.org></iframe><svg onload=x()></svg><form action=https://example.org><input>",
            "<a href=\"https://example.org\" target=\"_blank\" ping=\"https://example.org\">e</a>",
        ] {
            let shown = rendered(hostile);
            for part in [
                "<script",
                "<img",
                "<style",
                "style=",
                "onclick",
                "onerror",
                "onload",
                "class=",
                " id=",
                "javascript:",
                "data:",
            ] {
                assert!(!shown.contains(part), "{part} of {hostile} in {shown}");
            }
            for part in ["file:", "vbscript:", "<iframe", "<svg", "<form", "<input", "target=", "ping=", "alert(1)</"] {
                assert!(!shown.contains(part), "{part} of {hostile} in {shown}");
            }
        }
    }
}
