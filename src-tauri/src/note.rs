//! A note: Markdown its user wrote, as HTML that can be shown. What it may become is a short list; everything else is
//! taken out, so that a note pasted from somewhere brings no picture, no style and no script.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

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
    // There is nothing here that an address without a host could lead to.
    .url_relative(UrlRelative::Deny)
    .link_rel(Some("noreferrer noopener"));
    safe
});

/// Elements within one another. Nobody writes deeper, and looking for what is open takes time that grows with the square.
const DEEPEST: usize = 50;

/// The note as HTML. HTML in it is text: read as HTML, a few thousand characters of unclosed elements become gigabytes.
pub fn rendered(note: &str) -> String {
    let mut written = String::with_capacity(note.len() * 2);
    let mut depth = 0_usize;
    let events = Parser::new_ext(note, Options::ENABLE_STRIKETHROUGH).filter(|event| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= DEEPEST
        }
        Event::End(_) => {
            depth -= 1;
            depth < DEEPEST
        }
        _ => true,
    });
    html::push_html(&mut written, events.map(without_html));
    SAFE.clean(&written).to_string()
}

fn without_html(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        other => other,
    }
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

    /// Everything in the HTML that is no text.
    fn tags(html: &str) -> Vec<&str> {
        html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
    }

    #[test]
    fn what_a_pasted_note_brings_along_is_text_or_nothing() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![pixel](https://example.org/pixel.png)",
            "<style>body{display:none}</style>",
            "a <b onmouseover=x()>b</b> <script>c</script>",
            "<p style=\"position:fixed\" onclick=\"x()\" class=\"a\" id=\"app\">p</p>",
            "[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc/passwd) [d](vbscript:x)",
            "[a](/index.html) [b](//example.org) [c](?x) [d](tauri://localhost)",
            "<iframe src=https://example.org></iframe><svg onload=x()></svg><form action=https://example.org><input>",
            "<a href=\"https://example.org\" target=\"_blank\" ping=\"https://example.org\">e</a>",
            "<!-- --><![CDATA[<script>]]><?php ?><!DOCTYPE html>",
        ] {
            let shown = rendered(hostile);
            for tag in tags(&shown) {
                assert!(
                    ["p", "/p", "a rel=\"noreferrer noopener\"", "/a"].contains(&tag),
                    "{tag} of {hostile} in {shown}"
                );
            }
        }
        assert_eq!(rendered("<b>bold</b>").trim(), "<p>&lt;b&gt;bold&lt;/b&gt;</p>");
    }

    #[test]
    fn a_note_that_is_made_to_grow_does_not() {
        let formatting = (0..1_500).fold(String::new(), |all, number| all + &format!("<em {number}>"));
        for hostile in [
            format!("<p>{formatting}{}", "<p>x".repeat(2_000)),
            ">".repeat(20_000),
            "* ".repeat(10_000),
            "[".repeat(20_000),
            "*a_ ".repeat(5_000),
            format!("{}[a]", "[a]: https://example.org/b\n".repeat(700)),
        ] {
            let shown = rendered(&hostile).len();
            assert!(shown < 40 * hostile.len(), "{} became {shown}: {}", hostile.len(), &hostile[..20]);
        }
    }
}
