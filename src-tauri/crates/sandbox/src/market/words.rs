//! How a posting is worded: title and description from its trade's bank, in the habits of people who write postings.

use super::client::Business;
use super::draft::Draft;
use crate::dice::{chance, dice, pick, some};

static OPENINGS: [&str; 8] = [
    "Hi there!",
    "Hello,",
    "About us: we are a small company in {industry} and have been around for eleven years.",
    "We are a team of {n} and build {product}.",
    "I run a one-person business in {industry} and need help with something I cannot do well myself.",
    "Our company works in {industry}. We have customers, a plan, and more to do than hands.",
    "This is for a customer of ours who works in {industry}.",
    "We have looked for the right person for a while, so please read to the end.",
];

static CONTEXTS: [&str; 10] = [
    "Some background: we have tried this twice before, once on our own and once with somebody who left half-way. What exists is usable but not documented, and you are free to keep, change or throw away any part of it as long as you tell us why.",
    "How we work: there is a short plan for each week, written by whoever does the work, and a short note at its end about what came of it. Nobody counts minutes. What we do mind is hearing about a problem three days after it was known.",
    "What you will get from us: a contact who answers the same day, access to everything you need on the first day, and example data that is close to the real thing. What we need from you is an honest estimate and a word when it turns out wrong.",
    "The result matters more to us than the way there. If you see a simpler solution than the one we describe, say so before you begin; we have been wrong before and would rather change the plan than pay for the wrong thing.",
    "There are {n} people here who will use the result every day, none of them technical. Plan an hour for showing it to them, and expect at least one good question that none of us has thought of.",
    "We are in {industry}, where things move slowly and mistakes are expensive. Please do not be surprised if we ask for small steps, each of which can be looked at and, if need be, taken back.",
    "Our budget is what it is, and we have said it openly. If you think the scope does not fit it, tell us which part you would leave out; that is a better answer than a promise.",
    "A word on the timing: there is a fair in {n} weeks at which we would like to show a first version. It does not have to be complete, but what is there has to work in front of people.",
    "We have written down what we know in a document of four pages, with pictures, and will share it with everybody who gets to the second round. It names the open points, so you will not have to find them yourself.",
    "So far all of this was done by a colleague who is about to go on parental leave. There will be two weeks in which you can ask her everything; after that it should be possible to carry on without her.",
];

static LOGISTICS: [&str; 9] = [
    "We would like to start within a week and can wait longer for the right person.",
    "Expect about {n} hours in the first week; after that we will see together.",
    "There is more work behind this if we get on well.",
    "Communication is in English, mostly in writing, with one call a week.",
    "We pay per milestone, and quickly.",
    "Time zones matter little as long as you answer within a day.",
    "This is a one-off job with a clear end.",
    "Access is read-only at first and grows with trust.",
    "A small paid trial comes before the larger part.",
];

static CLOSINGS: [&str; 6] = [
    "Looking forward to hearing from you!",
    "Please keep your proposal short and say how you would begin.",
    "Thank you for reading this far.",
    "Proposals that were clearly not written for this job will not be answered.",
    "Questions are welcome before you apply.",
    "Best regards",
];

static ADDITIONS: [&str; 4] = [
    "EDIT: the budget has changed after the first talks, please look again.",
    "Update: we have answered the questions we were asked above.",
    "EDIT: still open, we are reading every proposal.",
    "Update: the start moved by a week.",
];

/// For titles that would otherwise be the same for every client.
static TITLE_ENDS: [&str; 5] =
    [" for {product}", " ({industry})", " - {industry} company", ", {n} weeks", " | {product}"];

static BULLETS: [&str; 5] = ["- ", "• ", "* ", "✅ ", "– "];

/// The title as the client typed it.
pub(super) fn title(draft: &Draft) -> String {
    let rng = &mut dice([draft.words, 1, 5]);
    let mut plain = fill(draft.brief.title, draft.client.business, rng);
    if !draft.brief.title.contains('{') && chance(rng, 50) {
        plain.push_str(&fill(pick(rng, &TITLE_ENDS), draft.client.business, rng));
    }
    match rng.u32(0..100) {
        0..5 => format!("{plain} - long-term"),
        5..9 => format!("{plain} (start this week)"),
        9..12 => format!("URGENT: {plain}"),
        12..15 => plain.to_lowercase(),
        15..17 => format!("{plain}!!"),
        17..20 => plain.replace(" and ", " &amp; "),
        20..23 => format!("  {plain} "),
        _ => plain,
    }
}

/// The description; `edited` adds what the client wrote later.
pub(super) fn description(draft: &Draft, edited: bool) -> String {
    let rng = &mut dice([draft.words, 2, 5]);
    let mut paragraphs = match rng.u32(0..100) {
        0..18 => brief(draft, rng),
        18..55 => plain(draft, rng),
        _ => sections(draft, rng),
    };
    // Drawn in any case, so that an edit changes nothing but the end.
    let addition = pick(rng, &ADDITIONS);
    if edited {
        paragraphs.push(addition.to_owned());
    }
    let text = paragraphs.join("\n\n");
    if chance(rng, 30) { text.replace('\n', "\r\n") } else { text }
}

/// A few lines by somebody in a hurry.
fn brief(draft: &Draft, rng: &mut fastrand::Rng) -> Vec<String> {
    let business = draft.client.business;
    let mut said = vec![fill(draft.brief.gist, business, rng)];
    if chance(rng, 55) {
        said.push(fill(
            pick(rng, &["It is for {product}.", "We are in {industry}.", "This belongs to {product}."]),
            business,
            rng,
        ));
    }
    for (percent, bank) in
        [(50, draft.trade.tasks), (60, draft.trade.wants), (40, &LOGISTICS), (50, draft.trade.questions)]
    {
        if chance(rng, percent) {
            said.push(sentences(rng, bank, 1, business));
        }
    }
    vec![said.join(" ")]
}

/// Prose without lists.
fn plain(draft: &Draft, rng: &mut fastrand::Rng) -> Vec<String> {
    let business = draft.client.business;
    let count = rng.usize(2..5);
    let tasks = sentences(rng, draft.trade.tasks, count, business);
    let count = rng.usize(1..4);
    let wants = sentences(rng, draft.trade.wants, count, business);
    let (opening, logistics) = (pick(rng, &OPENINGS), pick(rng, &LOGISTICS));
    let mut paragraphs = vec![
        format!("{} {}", fill(opening, business, rng), fill(draft.brief.gist, business, rng)),
        format!("What has to be done: {tasks}"),
        format!("{wants} {}", fill(logistics, business, rng)),
    ];
    if chance(rng, 40) {
        paragraphs.insert(1, sentences(rng, &CONTEXTS, 1, business));
    }
    paragraphs.push(pick(rng, &CLOSINGS).to_owned());
    paragraphs
}

/// Headings and lists, as people write who have done this before.
fn sections(draft: &Draft, rng: &mut fastrand::Rng) -> Vec<String> {
    let business = draft.client.business;
    let bullet = pick(rng, &BULLETS);
    let opening = pick(rng, &OPENINGS);
    let mut paragraphs = vec![fill(opening, business, rng), fill(draft.brief.gist, business, rng)];
    let contexts = rng.usize(0..3);
    for index in rng.choose_multiple(0..CONTEXTS.len(), contexts) {
        paragraphs.push(fill(CONTEXTS[index], business, rng));
    }
    for (heading, bank, most) in [
        (pick(rng, &["What you will do", "Scope:", "THE WORK", "Tasks"]), draft.trade.tasks, 9),
        (pick(rng, &["What we look for", "Requirements:", "YOU", "Your profile"]), draft.trade.wants, 7),
    ] {
        let count = rng.usize(3..most);
        let chosen: Vec<&str> = some(rng, bank, count).copied().collect();
        let items = chosen.into_iter().map(|item| format!("{bullet}{}", fill(item, business, rng)));
        paragraphs.push(format!("{heading}\n{}", items.collect::<Vec<_>>().join("\n")));
    }
    let count = rng.usize(1..3);
    paragraphs.push(sentences(rng, &LOGISTICS, count, business));
    let count = rng.usize(1..draft.trade.questions.len());
    let questions: Vec<&str> = some(rng, draft.trade.questions, count).copied().collect();
    paragraphs.push(format!("With your proposal, please answer:\n{}", questions.join("\n")));
    paragraphs.push(pick(rng, &CLOSINGS).to_owned());
    paragraphs
}

/// Some items of a bank as sentences in a row.
fn sentences(rng: &mut fastrand::Rng, bank: &[&str], count: usize, business: &Business) -> String {
    let chosen: Vec<&str> = some(rng, bank, count).copied().collect();
    let filled = chosen.into_iter().map(|item| fill(item, business, rng));
    filled
        .map(|item| if item.ends_with(['.', '?', '!']) { item } else { format!("{item}.") })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Puts the client's own words into a template.
fn fill(template: &str, business: &Business, rng: &mut fastrand::Rng) -> String {
    let number = rng.u32(3..10).to_string();
    let product = pick(rng, business.products);
    let with_article =
        if business.industry.starts_with(['a', 'e', 'i', 'o', 'u']) { "an {industry}" } else { "a {industry}" };
    template
        .replace("a {industry}", with_article)
        .replace("{industry}", business.industry)
        .replace("{product}", product)
        .replace("{n}", &number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::arrivals::Arrival;
    use crate::snowflake;

    fn drafts() -> impl Iterator<Item = Draft> {
        let arrival = |salt| Arrival { snowflake: snowflake::at(1_767_600_763_250, salt), steady: false };
        (0..2_000).map(move |salt| Draft::of(1, arrival(salt)))
    }

    #[test]
    fn no_slot_is_left_open_and_articles_fit() {
        for draft in drafts() {
            let text = format!("{} {}", title(&draft), description(&draft, true));
            assert!(!text.contains(['{', '}']), "{text}");
            for wrong in [" a education", " a energy", " a agriculture", ". our ", ". a "] {
                assert!(!text.contains(wrong), "{text}");
            }
        }
    }

    #[test]
    fn descriptions_differ_in_length_and_hardly_ever_repeat() {
        let texts: std::collections::HashSet<String> = drafts().map(|draft| description(&draft, false)).collect();
        assert!(texts.len() > 1_800, "{}", texts.len());
        let short = texts.iter().filter(|text| text.len() < 300).count();
        let long = texts.iter().filter(|text| text.len() > 1_000).count();
        assert!(short > 150 && long > 500, "{short} short, {long} long");
    }

    #[test]
    fn an_edit_adds_to_the_end_and_changes_nothing_else() {
        for draft in drafts().take(200) {
            let (before, after) = (description(&draft, false), description(&draft, true));
            assert!(after.starts_with(&before) && after.len() > before.len(), "{after}");
        }
    }

    #[test]
    fn words_stay_the_same_for_the_same_posting() {
        let draft = drafts().next().unwrap();
        assert_eq!(title(&draft), title(&draft));
        assert_eq!(description(&draft, false), description(&draft, false));
    }
}
