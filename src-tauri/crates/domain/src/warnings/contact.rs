//! Asking to talk or to be paid where the marketplace does not see it.

use std::ops::Range;

use super::words::Words;

const MESSENGERS: &[&str] = &["telegram", "whatsapp", "signal", "skype", "wechat", "viber", "discord"];
/// Behind a messenger's name these make it a thing to work on.
const WORK: &[&str] = &[
    "bot",
    "bots",
    "api",
    "apis",
    "integration",
    "integrations",
    "channel",
    "channels",
    "group",
    "groups",
    "server",
    "servers",
    "business",
    "clone",
    "community",
    "automation",
    "marketing",
    "chatbot",
    "chatbots",
    "mini",
    "web",
    "sdk",
    "webhook",
    "webhooks",
    "template",
    "templates",
    "campaign",
    "campaigns",
    "processing",
    "app",
    "pay",
];
const CONTACT: &[&str] = &[
    "contact", "message", "msg", "text", "reach", "ping", "dm", "pm", "write", "add", "call", "hit", "talk", "speak",
    "chat", "connect", "find", "send", "inbox", "email", "mail",
];
const PERSON: &[&str] = &["me", "us", "my", "our", "hr", "manager", "recruiter", "supervisor"];
const TALK: &[&str] = &[
    "communicate",
    "talk",
    "chat",
    "discuss",
    "speak",
    "connect",
    "continue",
    "move",
    "communication",
    "conversation",
];
const BY: &[&str] = &["on", "via", "through", "over", "by", "using", "in", "at", "to", "with", "thru"];
const MY: &[&str] = &["my", "our", "the", "this"];
const HANDLE: &[&str] = &["id", "handle", "username", "number", "contact", "no", "at", "is", "me", "us", "on"];
const PROVIDERS: &[&str] =
    &["gmail", "yahoo", "hotmail", "outlook", "protonmail", "proton", "icloud", "yandex", "aol", "gmx"];
const OPEN: [char; 4] = ['(', '[', '{', '<'];
const CLOSE: [char; 4] = [')', ']', '}', '>'];

/// The marketplace's host: postings call it by its name.
const HOST: &str = "upwork.com";

/// Places of all signs, in no order.
pub(super) fn places(words: &Words) -> Vec<Range<usize>> {
    let place = |at: usize| {
        messenger(words, at)
            .and_then(|last| by_messenger(words, at, last))
            .or_else(|| outside(words, at))
            .or_else(|| address(words, at))
            .or_else(|| spelled_address(words, at))
            .or_else(|| phone(words, at))
    };
    let spans = words.iter().filter_map(|(at, _)| place(at));
    spans.filter_map(|(first, last)| words.span(first, last)).collect()
}

/// The last word of the messenger's name that begins here, unless it is named as a thing to work on.
fn messenger(words: &Words, at: usize) -> Option<usize> {
    let split = |first: &str, second: &str| words.is(at, &[first]) && words.is(at + 1, &[second]);
    let last = match () {
        () if words.is(at, MESSENGERS) => at,
        () if split("whats", "app") || split("tele", "gram") => at + 1,
        () => return None,
    };
    let beside = words.get(last + 1).is_some_and(|next| next.before.is_empty() || next.before == "-");
    (!(beside && words.is(last + 1, WORK))).then_some(last)
}

type Span = Option<(usize, usize)>;

fn by_messenger(words: &Words, at: usize, last: usize) -> Span {
    named(words, at, last).or_else(|| asked(words, at, last)).or_else(|| agreed(words, at, last))
}

/// "my skype is", "signal: +1 …", "telegram @name".
fn named(words: &Words, at: usize, last: usize) -> Span {
    let mut next = last + 1;
    while next < last + 4 && words.is(next, HANDLE) {
        next += 1;
    }
    let handle = words.get(next).filter(|_| words.after(last, 4).contains(&next));
    let has_handle = handle.is_some_and(|word| word.before.ends_with('@')) || digits(words, next).is_some();
    if has_handle && !words.is_product(at) {
        let more = |at: &usize| words.get(*at).is_some_and(|word| word.before == "_");
        let end = (next + 1..next + 5).take_while(more).last().unwrap_or(next);
        return Some((at, digits(words, next).unwrap_or(end)));
    }
    let own = at > 0 && words.is(at - 1, &["my", "our"]);
    let told =
        words.is(next - 1, &["is"]) && (last + 1..next - 1).all(|at| words.is(at, &["id", "handle", "username"]));
    (own && told && !words.is_product(at)).then(|| (at - 1, next - 1))
}

/// "contact me on Telegram".
fn asked(words: &Words, at: usize, last: usize) -> Span {
    let by = at.checked_sub(1)?;
    let by = if words.is(by, MY) { by.checked_sub(1)? } else { by };
    let marked = words.get(at).is_some_and(|word| word.before.contains([':', '(']));
    if !marked && !words.is(by, BY) {
        return None;
    }
    let before = words.before(at, 8);
    let person = words.last(before.start..by, PERSON).or_else(|| words.last(by..at, PERSON))?;
    let verb = words.last(before.start..person, CONTACT).filter(|verb| person - verb <= 4)?;
    let should = verb > 0 && words.is(verb - 1, &["should", "would"]) && !words.any(words.before(verb, 4), &["you"]);
    (!should && !words.is_product(verb) && !words.is_denied(verb)).then_some((verb, last))
}

/// "the interview will be held on Telegram", "we will talk via Skype".
fn agreed(words: &Words, at: usize, last: usize) -> Span {
    let by = at.checked_sub(1).filter(|&by| words.is(by, BY))?;
    let before = words.before(by, 8);
    let interview = words.last(before.clone(), &["interview", "interviews", "onboarding"]);
    let held = |from: usize| {
        words.any(from..by, &["held", "conducted", "done", "scheduled"]) || words.any(from..by, &["take", "takes"])
    };
    let talk = || {
        let verb = words.last(before.clone(), TALK).filter(|verb| by - verb <= 4)?;
        words.any(words.before(verb, 4), &["we", "let", "lets", "us"]).then_some(verb)
    };
    let first = interview.filter(|&from| held(from)).or_else(talk)?;
    (!words.is_product(first) && !words.is_denied(first)).then_some((first, last))
}

/// "contact me outside of the platform".
fn outside(words: &Words, at: usize) -> Span {
    const ACT: &[&str] = &[
        "contact",
        "message",
        "talk",
        "communicate",
        "communication",
        "chat",
        "pay",
        "paid",
        "payment",
        "payments",
        "work",
        "deal",
        "hire",
        "hired",
        "move",
        "continue",
        "interview",
        "discuss",
    ];
    if !words.is(at, &["outside", "off"]) {
        return None;
    }
    let brand = HOST.split('.').next()?;
    let mut place = at + 1;
    while place < at + 3 && words.is(place, &["of", "the", "this", "from"]) {
        place += 1;
    }
    let named = words.is(place, &["platform", "marketplace", brand]) && words.after(at, 4).contains(&place);
    let act = words.last(words.before(at, 6), ACT).filter(|_| named)?;
    (!words.is_product(act) && !words.is_denied(act)).then_some((act, place))
}

/// An e-mail address where the sentence asks to write there.
fn address(words: &Words, at: usize) -> Span {
    const SAMPLE: &[&str] = &["example", "test", "domain", "company", "yourdomain", "email", "xyz", "abc"];
    let joined = |at: usize, marks: &[&str]| {
        let adjacent = at > 0 && words.span(at - 1, at - 1)?.end + 1 == words.get(at)?.place.start;
        adjacent.then(|| words.get(at).filter(|word| marks.contains(&word.before.as_str())))?
    };
    joined(at, &["@"]).filter(|_| !words.is(at, SAMPLE))?;
    let mut first = at - 1;
    while at - first < 6 && joined(first, &[".", "_", "-", "+"]).is_some() {
        first -= 1;
    }
    let mut last = at;
    while last - at < 5 && joined(last + 1, &[".", "-"]).is_some() {
        last += 1;
    }
    let zone = words.get(last).filter(|_| last > at)?;
    let is_zone = zone.text.len() >= 2 && zone.text.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_zone && asks_to_write(words, first)).then_some((first, last))
}

/// "name (at) gmail (dot) com", "name at gmail dot com": who spells an address out hides it from the marketplace.
fn spelled_address(words: &Words, at: usize) -> Span {
    if at == 0 || !words.is(at, &["at"]) {
        return None;
    }
    let (this, host) = (words.get(at)?, words.get(at + 1)?);
    let bracketed = this.before.ends_with(OPEN) && host.before.starts_with(CLOSE);
    let dot = words.is(at + 2, &["dot"]);
    let zone = if dot { at + 3 } else { at + 2 };
    let end = words.get(zone)?;
    let joined = dot || (end.before == "." && host.place.end + 1 == end.place.start);
    let is_zone = (2..=6).contains(&end.text.len()) && end.text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let provider = words.is(at + 1, PROVIDERS);
    let plain = provider && (dot || asks_to_write(words, at - 1));
    (joined && is_zone && (bracketed || plain)).then_some((at - 1, zone))
}

/// Whether the words before an address ask to write there.
fn asks_to_write(words: &Words, at: usize) -> bool {
    const WRITE: &[&str] = &[
        "send",
        "email",
        "mail",
        "contact",
        "reach",
        "write",
        "apply",
        "resume",
        "cv",
        "portfolio",
        "message",
        "forward",
        "submit",
        "drop",
        "gmail",
    ];
    const OTHER: &[&str] =
        &["login", "password", "username", "credentials", "test", "account", "from", "cc", "like", "example"];
    let before = words.before(at, 10);
    words.any(before.clone(), WRITE) && !words.any(before, OTHER) && !words.is_product(at) && !words.is_denied(at)
}

/// "call me at +1 555 0100 200".
fn phone(words: &Words, at: usize) -> Span {
    const CALL: &[&str] = &["call", "text", "phone", "sms", "ring", "mobile", "cell", "tel", "whatsapp"];
    let last = digits(words, at)?;
    let before = words.before(at, 5);
    let call = words.last(before.clone(), CALL)?;
    let ours = words.any(before, &["me", "us", "my", "our"]);
    (ours && !words.is_product(call) && !words.is_denied(call)).then_some((call, last))
}

/// The last word of the telephone number that begins here.
fn digits(words: &Words, at: usize) -> Option<usize> {
    let of = |at: usize| words.get(at).filter(|word| word.text.bytes().all(|byte| byte.is_ascii_digit()));
    let mut count = of(at)?.text.len();
    let mut last = at;
    while last - at < 6
        && let Some(next) = of(last + 1).filter(|word| word.before.chars().all(|c| "-.()".contains(c)))
    {
        count += next.text.len();
        last += 1;
    }
    (8..=15).contains(&count).then_some(last)
}
