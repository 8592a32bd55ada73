//! Cleaning on the way in: what is stored and shown, and what is matched.

/// Tags that leave nothing behind.
const INLINE: [&str; 10] = ["span", "b", "i", "em", "strong", "mark", "u", "a", "font", "code"];

/// Tags that leave a space behind.
const BLOCK: [&str; 26] = [
    "p",
    "br",
    "div",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "blockquote",
    "pre",
    "hr",
    "img",
    "script",
    "style",
    "section",
    "article",
];

/// Tags removed, then entities decoded once, then control characters dropped.
pub(crate) fn clean(raw: &str) -> String {
    let untagged = without_tags(raw);
    let decoded = htmlize::unescape(untagged);
    decoded.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect()
}

/// The text without the listed tags; everything else stays.
fn without_tags(raw: &str) -> String {
    let chars: Vec<char> = raw.chars().collect();
    let mut kept = String::new();
    let mut at = 0;
    while at < chars.len() {
        if let Some((name, end)) = tag_at(&chars, at) {
            if INLINE.contains(&name.as_str()) {
                at = end;
                continue;
            }
            if BLOCK.contains(&name.as_str()) {
                kept.push(' ');
                at = end;
                continue;
            }
        }
        kept.push(chars[at]);
        at += 1;
    }
    kept
}

/// The lower-case name of the opening or closing tag that starts here, and the place behind it.
fn tag_at(chars: &[char], start: usize) -> Option<(String, usize)> {
    if chars[start] != '<' {
        return None;
    }
    let mut at = start + 1;
    if chars.get(at) == Some(&'/') {
        at += 1;
    }
    let mut name = String::new();
    while let Some(c) = chars.get(at).filter(|c| c.is_ascii_alphanumeric()) {
        name.push(c.to_ascii_lowercase());
        at += 1;
    }
    let next = *chars.get(at)?;
    if name.is_empty() || !(next.is_whitespace() || next == '/' || next == '>') {
        return None;
    }
    tag_end(chars, at).map(|end| (name, end))
}

/// The place behind the `>` that closes a tag; a `>` within a quoted attribute value does not close it.
fn tag_end(chars: &[char], from: usize) -> Option<usize> {
    let mut at = from;
    while at < chars.len() {
        let c = chars[at];
        if c == '>' {
            return Some(at + 1);
        }
        let quotes = matches!(c, '"' | '\'') && chars[at - 1] == '=';
        if quotes && let Some(length) = chars[at + 1..].iter().position(|&other| other == c) {
            at += length + 1;
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn removes_only_the_listed_tags() {
        assert_eq!(clean("<span class=\"highlight\">Scrap</span>er"), "Scraper");
        assert_eq!(clean("a<BR/>b<br />c</P>d<hr>e"), "a b c d e");
        assert_eq!(clean("Vec<String> <!-- x --> a < b > c <bb>"), "Vec<String> <!-- x --> a < b > c <bb>");
        assert_eq!(clean("<a title=\"a>b\">x</a>"), "x");
        assert_eq!(clean("<b open"), "<b open");
        assert_eq!(clean("<article>x</article>"), " x ");
    }

    #[test]
    fn decodes_entities_once_and_after_the_tags() {
        assert_eq!(clean("a &amp; b"), "a & b");
        assert_eq!(clean("&amp;lt;"), "&lt;");
        assert_eq!(clean("&lt;b&gt;"), "<b>");
    }

    #[test]
    fn drops_control_characters_but_white_space() {
        assert_eq!(clean("a\u{0}b\u{7f}c\u{85}d\te\r\n"), "abcd\te\r\n");
    }
}
