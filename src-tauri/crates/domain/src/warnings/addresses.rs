//! Addresses that are not encrypted or that hide where they lead.

use std::ops::Range;

use crate::links::{Link, links};

/// Hosts of short addresses that lead elsewhere, and those that open a chat.
const SHORT: [&str; 22] = [
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "is.gd",
    "v.gd",
    "ow.ly",
    "buff.ly",
    "rebrand.ly",
    "cutt.ly",
    "shorturl.at",
    "rb.gy",
    "tiny.cc",
    "t.ly",
    "s.id",
    "bl.ink",
    "soo.gd",
    "clck.ru",
    "t.me",
    "telegram.me",
    "wa.me",
    "adf.ly",
];
/// Hosts that stand in source code as names rather than as places to go.
const NAMES: [&str; 4] = ["w3.org", "schemas.xmlsoap.org", "schemas.android.com", "example.com"];

/// Places of all signs, in no order.
pub(super) fn places(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> =
        links(text).into_iter().filter(is_bare).map(|link| link.start..link.end).collect();
    found.extend(bare_shorteners(text));
    found
}

fn is_bare(link: &Link) -> bool {
    let of = |host: &str| link.host == host || link.host.strip_suffix(host).is_some_and(|rest| rest.ends_with('.'));
    let is_number = link.host.starts_with('[') || link.host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number || SHORT.into_iter().any(of) || (link.address.starts_with("http:") && !NAMES.into_iter().any(of))
}

/// Short addresses written without a scheme: `bit.ly/abc`.
fn bare_shorteners(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut number = 0;
    for run in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '<' | '"' | '“' | ',')) {
        let path = |host: &str| {
            let head = run.get(..host.len()).filter(|head| head.eq_ignore_ascii_case(host))?;
            let rest = run[head.len()..].strip_prefix('/')?;
            let path: usize = rest.chars().take_while(|c| c.is_alphanumeric() || "-_+/".contains(*c)).count();
            (path > 0).then_some(head.len() + 1 + path)
        };
        found.extend(SHORT.into_iter().find_map(path).map(|length| number..number + length));
        number += run.chars().count();
    }
    found
}
