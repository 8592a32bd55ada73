//! Addresses of web pages in plain text, so that a page can offer them and nothing else a text may hold.
//!
//! A text comes from a stranger. A link is offered only when what is shown is what will be opened: addresses that name a
//! user, that hold characters nobody sees, or that lead back to this computer or its network are left as text.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use pulldown_cmark::{Event, Parser, Tag};
use url::{Host, Url};

use crate::text::is_invisible;

/// Links found in one text: more would be a list of links and no posting.
const MOST_LINKS: usize = 100;
/// Characters of an address; browsers and servers refuse much longer ones.
const LONGEST: usize = 2_048;
/// How a link begins, and what stands before it when it is opened.
const BEGINNINGS: [(&str, &str); 3] = [("https://", ""), ("http://", ""), ("www.", "https://")];

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// First character in the text.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// What is to be opened: `http` or `https`, in ASCII.
    pub address: String,
    /// Where it leads, in ASCII, so that `аpple.com` with a letter of another script shows as `xn--pple-43d.com`.
    pub host: String,
}

/// The links of a text in their order, at most 100. Takes time in proportion to the text.
///
/// ```
/// use lapwing_domain::links::links;
///
/// let found = links("See (https://example.com/a_(b)), www.example.org. Never javascript:alert(1) or https://me@example.com");
/// let addresses: Vec<&str> = found.iter().map(|link| link.address.as_str()).collect();
/// assert_eq!(addresses, ["https://example.com/a_(b)", "https://www.example.org/"]);
/// ```
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let (mut byte, mut number) = (0, 0);
    let mut before = None;
    while let Some(c) = text[byte..].chars().next() {
        let rest = &text[byte..];
        let run = match beginning(rest).filter(|_| !before.is_some_and(joins)) {
            Some(scheme) => {
                let run = run(rest);
                if let Some((shown, address, host)) = open(run, scheme) {
                    found.push(Link { start: number, end: number + shown.chars().count(), address, host });
                    if found.len() == MOST_LINKS {
                        break;
                    }
                }
                run
            }
            None => &rest[..c.len_utf8()],
        };
        before = run.chars().next_back();
        byte += run.len();
        number += run.chars().count();
    }
    found
}

/// What stands before an address that begins like this; `None` when none begins here.
fn beginning(rest: &str) -> Option<&'static str> {
    let begins = |start: &str| rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    BEGINNINGS.into_iter().find(|(start, _)| begins(start)).map(|(_, scheme)| scheme)
}

/// Whether what follows belongs to the same word, or to the same address of another kind, such as `data:https://…`.
fn joins(before: char) -> bool {
    before.is_alphanumeric() || is_invisible(before) || matches!(before, '@' | '/' | '.' | '-' | '_' | '\\' | '%' | '=')
}

/// All that could be part of an address: up to white space or a mark that addresses do not have.
fn run(rest: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '“' | '”' | '«' | '»');
    rest.find(ends).map_or(rest, |end| &rest[..end])
}

/// What of the run is the link, its address and its host.
fn open<'a>(run: &'a str, scheme: &str) -> Option<(&'a str, String, String)> {
    // Looked at in full before anything is trimmed: an unseen character behind a bracket is as suspicious.
    if is_suspicious(run) {
        return None;
    }
    let shown = trimmed(run);
    let url = leading_out(shown, scheme)?;
    Some((shown, url.to_string(), url.host_str().unwrap_or("").to_owned()))
}

fn leading_out(shown: &str, scheme: &str) -> Option<Url> {
    let url = Url::parse(&format!("{scheme}{shown}")).ok()?;
    let named_user = !url.username().is_empty() || url.password().is_some() || authority(shown).contains('@');
    (!named_user && leads_out(&url.host()?)).then_some(url)
}

/// A whole address as [`links`] writes it, if it is one that may be opened.
///
/// ```
/// use lapwing_domain::links::address;
///
/// assert_eq!(address("https://Example.com").as_deref(), Some("https://example.com/"));
/// assert_eq!(address("http://192.168.1.1/"), None);
/// ```
pub fn address(text: &str) -> Option<String> {
    let opens = matches!(beginning(text), Some("")) && run(text) == text && !is_suspicious(text);
    leading_out(text, "").filter(|_| opens).map(Into::into)
}

/// The addresses that links of a text in Markdown lead to, as [`links`] writes them, but those that may not be opened.
///
/// ```
/// use lapwing_domain::links::in_markdown;
///
/// let note = "[docs](https://example.com/a_b),[home](http://192.168.1.1) or <https://www.example.org>";
/// assert_eq!(in_markdown(note).collect::<Vec<_>>(), ["https://example.com/a_b", "https://www.example.org/"]);
/// ```
pub fn in_markdown(text: &str) -> impl Iterator<Item = String> {
    Parser::new(text).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => address(&dest_url),
        _ => None,
    })
}

/// Whether somebody might see another address than the one that is opened.
fn is_suspicious(run: &str) -> bool {
    run.chars().nth(LONGEST).is_some() || run.contains(|c: char| c.is_control() || is_invisible(c) || c == '\\')
}

/// Host, port and user of an address as written.
fn authority(shown: &str) -> &str {
    let after = shown.find("//").map_or(shown, |at| &shown[at + 2..]);
    after.find(['/', '?', '#']).map_or(after, |end| &after[..end])
}

/// Without the sentence's marks behind it, and without closing brackets that were opened before it.
fn trimmed(run: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut over = PAIRS.map(|(open, close)| run.matches(close).count().saturating_sub(run.matches(open).count()));
    let mut shown = run;
    while let Some(last) = shown.chars().next_back() {
        let bracket = PAIRS.iter().position(|(_, close)| *close == last);
        match bracket.and_then(|at| over.get_mut(at)) {
            Some(left @ 1..) => *left -= 1,
            None if is_mark(last) => {}
            _ => break,
        }
        shown = &shown[..shown.len() - last.len_utf8()];
    }
    shown
}

/// Marks that end a sentence or a part of it rather than an address.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '|' | '‘' | '’' | '…')
        || matches!(c, '。' | '，' | '、' | '！' | '？' | '；' | '：' | '）' | '】' | '」' | '』' | '》')
}

/// Whether a host is one of the open internet. A stranger's link has no business on this computer or beside it.
fn leads_out(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let local = ["localhost", "local", "internal", "lan", "home.arpa"];
            let within = |zone: &str| name.strip_suffix(zone).is_some_and(|rest| rest.ends_with('.'));
            name.contains('.') && !local.iter().any(|zone| within(zone))
        }
        Host::Ipv4(address) => leads_out_v4(*address),
        Host::Ipv6(address) => leads_out_v6(*address),
    }
}

fn leads_out_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    let carrier = first == 100 && (64..128).contains(&second);
    !(address.is_private() || address.is_loopback() || address.is_link_local() || first == 0 || first >= 224 || carrier)
}

fn leads_out_v6(address: Ipv6Addr) -> bool {
    match IpAddr::V6(address).to_canonical() {
        IpAddr::V4(inner) => leads_out_v4(inner),
        // All addresses that are given out so far.
        IpAddr::V6(address) => address.segments()[0] & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let quote = |link: &Link| text.chars().skip(link.start).take(link.end - link.start).collect();
        links(text).iter().map(quote).collect()
    }

    fn addresses(text: &str) -> Vec<String> {
        links(text).into_iter().map(|link| link.address).collect()
    }

    #[test]
    fn marks_and_brackets_of_the_sentence_are_no_part_of_a_link() {
        for (text, link) in [
            ("Look at https://example.com/a.", "https://example.com/a"),
            ("(https://example.com/a)", "https://example.com/a"),
            ("(see https://example.com/a_(b)).", "https://example.com/a_(b)"),
            ("[https://example.com/?q=[x]]!", "https://example.com/?q=[x]"),
            ("<https://example.com/a>", "https://example.com/a"),
            ("“https://example.com/a”", "https://example.com/a"),
            ("'https://example.com/a',", "https://example.com/a"),
            ("**https://example.com/a**", "https://example.com/a"),
            ("https://example.com/a?b=c&d=e#f…", "https://example.com/a?b=c&d=e#f"),
            ("Ссылка：https://example.com/путь。", "https://example.com/путь"),
            ("HTTPS://EXAMPLE.com/A", "HTTPS://EXAMPLE.com/A"),
            ("WWW.example.com, or", "WWW.example.com"),
            ("a:https://example.com/", "https://example.com/"),
        ] {
            assert_eq!(shown(text), [link], "{text}");
        }
    }

    #[test]
    fn places_are_counted_in_characters() {
        let text = "Größe 🚀: https://example.com/ö und www.example.org/b";
        let places: Vec<_> = links(text).iter().map(|link| (link.start, link.end)).collect();
        assert_eq!(places, [(9, 30), (35, 52)]);
        assert_eq!(addresses(text), ["https://example.com/%C3%B6", "https://www.example.org/b"]);
    }

    #[test]
    fn nothing_but_pages_of_the_open_web_is_a_link() {
        for text in [
            "javascript:alert(1)",
            "JavaScript://www.example.com/%0aalert(1)",
            "data:text/html,<b>x</b>",
            "file:///etc/passwd",
            "mailto:me@example.com",
            "ftp://example.com",
            "lapwing://open",
            "https://",
            "http://.",
            "www.",
            "www",
            "https://localhost:8080/",
            "http://printer/",
            "http://router.local/admin",
            "http://127.0.0.1/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://192.168.1.1/reboot",
            "http://10.0.0.1",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[fe80::1]/",
        ] {
            assert_eq!(links(text), [], "{text}");
        }
        assert_eq!(
            addresses("http://93.184.215.14/x and http://[2606:2800::1]/"),
            ["http://93.184.215.14/x", "http://[2606:2800::1]/"]
        );
    }

    #[test]
    fn a_link_that_is_not_what_it_seems_is_left_as_text() {
        for text in [
            "https://example.com@evil.example",
            "https://me:secret@example.com/",
            "https://@example.com/",
            "www.example.com@evil.example",
            "https://example.com\\@evil.example/",
            "https://exam\u{200b}ple.com/",
            "https://example.com/\u{202e}gpj.exe",
            "https://example.com/\u{2066}x",
            "https://example.com/a)\u{feff}",
            "https://example.com/\u{e0041}",
            "https://example.com/\u{3164}x",
            "https://example.com/\u{7}",
        ] {
            assert_eq!(links(text), [], "{text:?}");
        }
    }

    #[test]
    fn a_host_that_looks_like_another_shows_as_what_it_is() {
        let host = |text: &str| links(text).first().map(|link| link.host.clone());
        assert_eq!(host("https://аpple.com/").as_deref(), Some("xn--pple-43d.com"));
        assert_eq!(host("https://ＥＸＡＭＰＬＥ.com/").as_deref(), Some("example.com"));
        assert!(addresses("https://аpple.com/ü").iter().all(|address| address.is_ascii()));
    }

    #[test]
    fn what_goes_on_from_a_word_before_is_no_link() {
        for text in ["xhttps://example.com", "mail@www.example.com", "awww.example.com", "a/www.example.com"] {
            assert_eq!(links(text), [], "{text}");
        }
    }

    #[test]
    fn an_address_within_another_is_one_link() {
        assert_eq!(shown("https://example.com/http://example.org"), ["https://example.com/http://example.org"]);
    }

    #[test]
    fn no_more_than_a_hundred_and_none_that_is_endless() {
        assert_eq!(links(&"https://example.com/ ".repeat(101)).len(), 100);
        let long = |length: usize| format!("https://example.com/{}", "a".repeat(length - 20));
        assert_eq!(links(&long(LONGEST)).len(), 1);
        assert_eq!(links(&long(LONGEST + 1)), []);
        assert_eq!(addresses(&format!("{} https://example.org/", long(500_000))), ["https://example.org/"]);
    }

    #[test]
    fn hostile_texts_are_walked_through_once() {
        for piece in ["https://", "www.", "http://a.b/", "https://a.b)", "((((", "))))", "\u{202e}https://a.b/ "] {
            let text = piece.repeat(1_000_000 / piece.len());
            assert!(links(&text).len() <= MOST_LINKS, "{piece}");
        }
        let close = format!("https://example.com/{}", ")".repeat(1_000));
        assert_eq!(shown(&close), ["https://example.com/"]);
    }
}
