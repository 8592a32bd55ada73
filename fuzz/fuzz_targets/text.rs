//! Cleaning, the normal form, tokens, the index and the language: whatever a posting holds, places lie inside it and
//! stay true.

#![no_main]

use lapwing_domain::text::{
    Place, TokenIndexBuilder, Tokens, clean, is_stemmable, language, language_code, normal, stem, tokens,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let cleaned = clean(&text);
    let kept = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    assert!(cleaned.chars().all(kept), "control characters in {cleaned:?}");
    assert!(language(&cleaned).is_none_or(|found| language_code(found) == Some(found)));
    if cleaned != text {
        check(&text);
    }
    check(&cleaned);
});

fn check(text: &str) {
    let tokens = tokens(text);
    check_normal(text, &tokens);
    check_forms(text, &tokens);
    check_index(text, &tokens);
}

/// Normalising twice changes nothing, and tokens are cut the same before it and after.
fn check_normal(text: &str, cut: &Tokens) {
    let once = normal(text);
    assert_eq!(normal(&once), once, "normalised twice");
    let wholes = |tokens: &Tokens| tokens.iter().map(|token| token.whole()).collect::<Vec<_>>();
    assert_eq!(wholes(cut), wholes(&tokens(&once)), "tokens of the normal form");
}

/// Every form has letters and lies inside its text.
fn check_forms(text: &str, tokens: &Tokens) {
    let length = text.chars().count();
    let mut behind = 0;
    for token in tokens.iter() {
        token.for_each_form(&mut String::new(), |form| {
            assert!(!form.text.is_empty());
            assert!(form.start_char < form.end_char && form.end_char as usize <= length, "{form:?}");
            assert!(behind <= form.first && form.first < form.end && form.end <= tokens.positions(), "{form:?}");
        });
        behind += token.part_texts().len();
    }
    assert_eq!(behind, tokens.positions(), "positions are those of the parts");
}

/// The index finds every form, and every stem, where the text has it.
fn check_index(text: &str, tokens: &Tokens) {
    let mut builder = TokenIndexBuilder::default();
    builder.add("something before");
    let positions = builder.add(text);
    let index = builder.build();
    for (form, places) in index.forms().chain(index.stems()) {
        assert!(places.is_sorted_by_key(|place| place.first), "{form:?} is out of order");
    }
    for token in tokens.iter() {
        token.for_each_form(&mut String::new(), |form| {
            let found = |places| has(places, positions.start as usize + form.first, (form.start_char, form.end_char));
            assert!(found(index.form(form.text)), "{form:?} is not in the index");
            if is_stemmable(form.text) {
                assert!(found(index.stem(&stem(form.text))), "the stem of {form:?} is not in the index");
            }
        });
    }
}

/// Whether one of the places begins at this position and comes from these characters.
fn has(places: &[Place], first: usize, chars: (u32, u32)) -> bool {
    let from = places.partition_point(|place| (place.first as usize) < first);
    let mut here = places[from..].iter().take_while(|place| place.first as usize == first);
    here.any(|place| (place.start_char, place.end_char) == chars)
}
