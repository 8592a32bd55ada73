//! The other forms of an English word, for whoever looks for letters and not for stems.

use super::stem::{is_stemmable, stem};

/// Endings that make a form of a word as it stands, beside its plural.
const AFTER_WORD: [&str; 9] = ["ed", "ing", "ings", "er", "ers", "ment", "ments", "able", "ly"];

/// Endings that make a form of what is left of a word without its own ending.
#[rustfmt::skip]
const AFTER_BASE: [&str; 24] = [
    "", "s", "e", "es", "ed", "ing", "ings", "er", "ers", "y", "ies", "ied", "ying", "ion", "ions", "or", "ors", "ment",
    "ments", "ement", "ements", "able", "ability", "ly",
];

/// What is left of a word without its ending has so many letters at least.
const SHORTEST_BASE: usize = 2;

/// The word itself, then the forms with its stem that the usual endings make. Forms that nobody writes are among them:
/// without a dictionary they cannot be told from others, and whoever looks for them finds nothing more.
///
/// Nothing but the word when it takes no part in stemming.
///
/// ```
/// use lapwing_domain::text::inflections;
///
/// let forms = inflections("scraping");
/// assert_eq!(forms[0], "scraping");
/// assert!(["scrape", "scraped", "scrapes"].iter().all(|form| forms.iter().any(|found| found == form)));
/// assert!(!forms.iter().any(|form| form == "scrap"));
/// ```
pub fn inflections(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if is_stemmable(word) {
        let root = stem(word);
        add_from_bases(word, &mut Forms { root: &root, found: &mut forms });
        // A word with an ending of its own takes no more than a plural.
        let plain = forms.len() == 1;
        add_to_word(word, plain, &mut Forms { root: &root, found: &mut forms });
    }
    forms
}

/// The forms found so far, each once.
struct Forms<'a> {
    root: &'a str,
    found: &'a mut Vec<String>,
}

impl Forms<'_> {
    /// Takes what has the same stem.
    fn add(&mut self, form: String) {
        if stem(&form) == self.root && !self.found.contains(&form) {
            self.found.push(form);
        }
    }
}

fn add_from_bases(word: &str, forms: &mut Forms<'_>) {
    let bases = AFTER_BASE.iter().filter_map(|ending| word.strip_suffix(ending));
    for base in bases.filter(|base| base.len() >= SHORTEST_BASE && base.len() < word.len()) {
        for ending in AFTER_BASE {
            forms.add(format!("{base}{ending}"));
            forms.add(format!("{}{ending}", halved(base)));
            if let Some(form) = doubled(base, ending) {
                forms.add(form);
            }
        }
    }
}

fn add_to_word(word: &str, plain: bool, forms: &mut Forms<'_>) {
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end));
    forms.add(format!("{word}{}", if hisses { "es" } else { "s" }));
    for ending in AFTER_WORD.iter().filter(|_| plain) {
        forms.add(format!("{word}{ending}"));
        if let Some(form) = doubled(word, ending) {
            forms.add(form);
        }
    }
}

/// `plan`, `ed`: `planned`. Only before a vowel, behind one vowel.
fn doubled(base: &str, ending: &str) -> Option<String> {
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let mut ends = base.chars().rev();
    let (last, before) = (ends.next()?, ends.next()?);
    (ending.starts_with(is_vowel) && is_vowel(before) && !is_vowel(last)).then(|| format!("{base}{last}{ending}"))
}

/// `planned` without `ed` is `plann`: `plan`.
fn halved(base: &str) -> &str {
    let mut ends = base.chars().rev();
    match (ends.next(), ends.next()) {
        (Some(last), Some(before)) if last == before => &base[..base.len() - last.len_utf8()],
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_usual_form_of_a_word_leads_to_the_others_of_its_stem() {
        for family in [
            &["scrape", "scrapes", "scraped", "scraping"][..],
            &["test", "tests", "tested", "testing"],
            &["develop", "develops", "developed", "developing", "developer", "developers", "development"],
            &["automate", "automates", "automated", "automating", "automation", "automations", "automator"],
            &["manage", "manages", "managed", "managing", "manager", "managers", "management"],
            &["study", "studies", "studied"],
            &["plan", "plans", "planned", "planning"],
            &["match", "matches", "matched", "matching"],
            &["design", "designs", "designed", "designing", "designer", "designers"],
            &["query", "queries", "queried"],
            &["sky", "skies"],
        ] {
            for word in family {
                let forms = inflections(word);
                for other in family.iter().filter(|other| stem(other) == stem(word)) {
                    assert!(forms.iter().any(|form| form == other), "{word}: {other} is not in {forms:?}");
                }
            }
        }
    }

    #[test]
    fn every_form_has_the_stem_of_its_word_and_stands_once() {
        for word in ["rust", "automation", "classes", "seo", "a", "be", "running"] {
            let forms = inflections(word);
            assert_eq!(forms.first().map(String::as_str), Some(word));
            assert!(forms.iter().all(|form| stem(form) == stem(word)), "{forms:?}");
            let distinct: std::collections::HashSet<_> = forms.iter().collect();
            assert_eq!(distinct.len(), forms.len());
        }
    }

    #[test]
    fn what_is_not_stemmed_has_no_other_form() {
        for word in ["c++", "gpt4", "день", "node.js"] {
            assert_eq!(inflections(word), [word]);
        }
    }
}
