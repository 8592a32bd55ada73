//! Asking the freelancer to pay.

use std::ops::Range;

use super::words::Words;

/// What is paid for by those who fall for it.
const FOR: &[&str] = &[
    "registration",
    "application",
    "training",
    "security",
    "onboarding",
    "processing",
    "activation",
    "enrollment",
    "enrolment",
    "joining",
    "verification",
    "refundable",
    "starter",
    "equipment",
    "upfront",
    "initial",
    "certification",
    "membership",
];
const FEE: &[&str] = &["fee", "fees", "deposit", "deposits", "charge", "payment"];
const PAY: &[&str] = &["pay", "pays", "send", "transfer", "make", "cover", "submit", "deposit"];
const YOU: &[&str] =
    &["you", "your", "freelancer", "freelancers", "applicant", "applicants", "candidate", "candidates"];
const MUST: &[&str] = &[
    "must", "need", "needs", "have", "has", "required", "should", "will", "ll", "shall", "asked", "expected",
    "requires",
];

/// Places of all signs, in no order.
pub(super) fn places(words: &Words) -> Vec<Range<usize>> {
    let spans = words.iter().filter_map(|(at, _)| fee(words, at).or_else(|| gift_cards(words, at)));
    spans.filter_map(|(first, last)| words.span(first, last)).collect()
}

/// "you must pay a refundable security deposit", "a registration fee is required before you start".
fn fee(words: &Words, at: usize) -> Option<(usize, usize)> {
    let kind = at.checked_sub(1).filter(|&kind| words.is(at, FEE) && words.is(kind, FOR))?;
    let before = words.before(kind, 10);
    let pay = words.last(before.clone(), PAY).filter(|&pay| {
        let to_pay = words.before(pay, 6);
        words.any(to_pay.clone(), YOU) && words.any(to_pay, MUST) || words.is(pay.wrapping_sub(1), YOU)
    });
    let after = words.after(at, 10);
    let required = words.first(after.clone(), &["required", "mandatory", "payable", "needed"]).filter(|&required| {
        let start = words.any(after.clone(), &["start", "begin", "starting", "apply", "join", "hired", "onboarded"]);
        let when = words.any(required + 1..after.end, &["before", "to", "from"]);
        required - at <= 4 && start && when
    });
    let (first, last) = match (pay, required) {
        (Some(pay), _) => (pay, at),
        (None, Some(required)) => (kind, required),
        (None, None) => return None,
    };
    (!words.is_product(first) && !words.is_denied(first) && !words.any(before, &["no", "without", "zero"]))
        .then_some((first, last))
}

/// "you will need to buy gift cards".
fn gift_cards(words: &Words, at: usize) -> Option<(usize, usize)> {
    const BUY: &[&str] = &["buy", "purchase", "get", "send", "pick"];
    let card = words.is(at, &["gift"]) && words.is(at + 1, &["card", "cards"]);
    let buy = words.last(words.before(at, 5), BUY).filter(|_| card)?;
    let to_buy = words.before(buy, 6);
    let told = words.any(to_buy.clone(), YOU) && words.any(to_buy, MUST);
    (told && !words.is_product(buy) && !words.is_denied(buy)).then_some((buy, at + 1))
}
