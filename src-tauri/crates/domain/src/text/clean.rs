//! Cleaning on the way in: what is stored and shown, and what evidence ranges refer to.

/// Tags that mark words inside a line: removing them must not split a word.
const INLINE: [&str; 10] = ["span", "b", "i", "em", "strong", "mark", "u", "a", "font", "code"];

/// Tags that separate: removing them must not join two words.
#[rustfmt::skip]
const BLOCK: [&str; 26] = [
    "p", "br", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "tbody", "thead",
    "blockquote", "pre", "hr", "img", "script", "style", "section", "article",
];

/// The text without the markup of the marketplace's pages: known tags removed, entities decoded once, control
/// characters dropped. What only looks like a tag, such as `Vec<String>`, stays.
///
/// ```
/// use lapwing_domain::text::clean;
///
/// assert_eq!(clean("<span class=\"highlight\">Scrap</span>er &amp; more<br>Vec<String>"), "Scraper & more Vec<String>");
/// ```
pub fn clean(text: &str) -> String {
    // Tags first: an escaped `&lt;b&gt;` is something the client wrote, not markup.
    let decoded = htmlize::unescape(without_tags(text));
    decoded.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect()
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        out.push_str(before);
        if let Some((name, length)) = tag_at(tag) {
            if !is_one_of(&INLINE, name) {
                out.push(' ');
            }
            rest = &tag[length..];
        } else {
            out.push('<');
            rest = &tag[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Name and length of the known tag that the text begins with.
fn tag_at(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('<')?;
    let name_and_rest = inside.strip_prefix('/').unwrap_or(inside);
    let name_length = name_and_rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = name_and_rest.split_at(name_length);
    if !is_one_of(&INLINE, name) && !is_one_of(&BLOCK, name) {
        return None;
    }
    let attributes = rest.starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace());
    let end = attributes.then(|| tag_end(rest)).flatten()?;
    Some((name, text.len() - rest.len() + end))
}

/// Length up to and including the `>` that closes a tag, quoted attribute values skipped. A `<` always ends the search,
/// which keeps cleaning linear whatever the text holds.
fn tag_end(rest: &str) -> Option<usize> {
    let reach = rest.find('<').unwrap_or(rest.len());
    let attributes = &rest.as_bytes()[..reach];
    let mut quote = None;
    for (at, &byte) in attributes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that never closes was an apostrophe: the first `>` counts after all.
    attributes.iter().position(|&byte| byte == b'>').map(|at| at + 1)
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    !name.is_empty() && names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_tags_leave_nothing_and_block_tags_a_space() {
        for (text, cleaned) in [
            ("<span class=\"highlight\">Scrap</span>er", "Scraper"),
            ("one<br>two<BR/>three<br />four", "one two three four"),
            ("<P style='a'>x</p >y", " x y"),
            ("<h3>a</h3><h7>b</h7>", " a <h7>b</h7>"),
            ("<script>alert(1)</script>", " alert(1) "),
            ("<a href=\"/x?a>b\">link</a>", "link"),
            ("<a title='it's'>link</a>", "link"),
        ] {
            assert_eq!(clean(text), cleaned, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_tag_stays() {
        for text in
            ["Vec<String>", "a < b > c", "<strongest>", "i<3 u", "<p", "<", "</", "<b <i", "< b>", "HashMap<u8, a"]
        {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn entities_are_decoded_once_and_after_the_tags() {
        assert_eq!(clean("R&amp;D &#39;x&#39; &amp;lt; &lt;b&gt;"), "R&D 'x' &lt; <b>");
        assert_eq!(clean("&nosuch; R&D &"), "&nosuch; R&D &");
    }

    #[test]
    fn control_characters_go_and_white_space_stays() {
        assert_eq!(clean("a\u{0}b\u{7f}c\u{85}d\te\r\nf&#7;"), "abcd\te\r\nf");
    }

    #[test]
    fn hostile_markup_takes_linear_time() {
        let hostile = "<a \"'".repeat(200_000);
        assert_eq!(clean(&hostile), hostile);
        assert_eq!(clean(&"<a ".repeat(200_000)).len(), 600_000);
    }
}
