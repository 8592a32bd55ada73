//! The description of the project that a marketplace asks for before it grants a key, composed from what its user says.
//!
//! It must be true of what Lapwing does, because a key granted for something else may be taken back: that it checks
//! periodically, and how often, stands in it however it was answered.

use jiff::SignedDuration;

use crate::plan::LEAST_INTERVAL;
use crate::when;

/// The longest purpose that fits a form.
const LONGEST_PURPOSE: usize = 600;

/// What its user says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// What the key is wanted for, in the user's words.
    pub purpose: String,
    /// Whether others than the user will use the program with this key.
    pub third_parties: bool,
    /// How often each search is to be checked while the program runs; `None` only when its user asks.
    pub every: Option<SignedDuration>,
}

/// What goes into the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRequest {
    /// The project's title.
    pub title: String,
    /// The project's description.
    pub description: String,
}

/// Why no description can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAnswers {
    /// There is no purpose.
    #[error("Say what you want the key for, in a sentence or two.")]
    NoPurpose,
    /// The purpose is too long.
    #[error("The purpose is longer than {LONGEST_PURPOSE} characters. Shorten it.")]
    TooLong,
    /// The purpose names the marketplace.
    #[error(
        "Leave “{name}” out of the purpose: the marketplace refuses requests that use its name. Write “the marketplace”."
    )]
    Names {
        /// The name, as written.
        name: String,
    },
}

impl Answers {
    /// Composes title and description. `brand` is the name that must not stand in them, in any case.
    ///
    /// # Errors
    /// When the purpose is empty, too long or holds the brand.
    pub fn compose(&self, brand: &str) -> Result<KeyRequest, BadAnswers> {
        let purpose = self.purpose.split_whitespace().collect::<Vec<_>>().join(" ");
        if purpose.is_empty() {
            return Err(BadAnswers::NoPurpose);
        }
        if purpose.chars().count() > LONGEST_PURPOSE {
            return Err(BadAnswers::TooLong);
        }
        if let Some(name) = named(&purpose, brand) {
            return Err(BadAnswers::Names { name });
        }
        let end = if purpose.ends_with(['.', '!', '?']) { "" } else { "." };
        let users = if self.third_parties {
            "Besides me, third parties will use it with this key, on computers that I am responsible for."
        } else {
            "It is for my personal use only: nobody else uses it with this key."
        };
        let title =
            if self.third_parties { "Job search on our own desktop" } else { "Personal job search on my desktop" };
        let description = format!(
            "Purpose: {purpose}{end}\n\
             Application: a desktop program on my own computer that asks the job search for postings that fit searches \
             which I write myself, and shows me the ones that fit. No commercial use.\n\
             Users: {users}\n\
             Requests: {} Every request is one such search, newest postings first, at most 20 of them in the background. \
             This is far below 40,000 requests a day.\n\
             Data: job content is deleted 24 hours after it was first fetched, is not exported, not passed on and not used \
             to train anything. Each listing shows where it came from. No logo, name, colours or trademarks of the \
             marketplace are used.",
            self.checks()
        );
        Ok(KeyRequest { title: title.to_owned(), description })
    }

    /// How often is asked, as it will be.
    fn checks(&self) -> String {
        match self.every {
            None => {
                "it asks when I press a button. Should I turn periodic checks on, it asks again for each search that I \
                     chose at most every 15 minutes while the program runs."
                    .to_owned()
            }
            Some(every) => format!(
                "it asks when I press a button, and it checks periodically: for each search that I chose, every {} or less \
                 often, while the program runs on my desktop. I can turn this off at any time.",
                when::length(every.max(LEAST_INTERVAL))
            ),
        }
    }
}

/// The brand in a text as it is written there.
fn named(text: &str, brand: &str) -> Option<String> {
    let brand: Vec<char> = brand.chars().flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = text.chars().collect();
    let same = |one: &[char]| one.iter().flat_map(|letter| letter.to_lowercase()).eq(brand.iter().copied());
    let mut places = letters.windows(brand.len().max(1));
    places.find(|place| !brand.is_empty() && same(place)).map(|place| place.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(purpose: &str) -> Answers {
        Answers { purpose: purpose.into(), third_parties: false, every: Some(SignedDuration::from_mins(30)) }
    }

    #[test]
    fn the_description_names_purpose_users_and_how_often_is_checked() {
        let KeyRequest { title, description } = answers("I look for  Rust work").compose("acme").unwrap();
        assert_eq!(title, "Personal job search on my desktop");
        for part in [
            "Purpose: I look for Rust work.\n",
            "personal use only",
            "it checks periodically: for each search that I chose, every 30 minutes or less often",
            "40,000 requests a day",
            "deleted 24 hours after it was first fetched",
        ] {
            assert!(description.contains(part), "{part}\n{description}");
        }
        let shared = Answers { third_parties: true, ..answers("x") }.compose("acme").unwrap();
        assert!(shared.description.contains("third parties will use it"), "{}", shared.description);
        assert!(!shared.description.contains("personal use only"), "{}", shared.description);
    }

    #[test]
    fn no_interval_is_promised_that_the_program_does_not_keep() {
        let told = |every| Answers { every, ..answers("x") }.compose("acme").unwrap().description;
        assert!(told(Some(SignedDuration::from_mins(5))).contains("every 15 minutes or less often"));
        assert!(told(Some(SignedDuration::from_hours(2))).contains("every 2 hours or less often"));
        let by_hand = told(None);
        assert!(by_hand.contains("when I press a button") && by_hand.contains("at most every 15 minutes"), "{by_hand}");
    }

    #[test]
    fn the_brand_stands_nowhere_however_it_is_cased() {
        for purpose in ["Watch Acme jobs", "for ACME", "myacmetool"] {
            let refused = answers(purpose).compose("acme").unwrap_err();
            assert!(matches!(&refused, BadAnswers::Names { name } if name.eq_ignore_ascii_case("acme")), "{purpose}");
        }
        let made = answers("I look for work").compose("acme").unwrap();
        assert!(!format!("{}{}", made.title, made.description).to_lowercase().contains("acme"));
    }

    #[test]
    fn an_empty_or_endless_purpose_is_refused_with_what_to_do() {
        assert_eq!(answers(" \n").compose("acme"), Err(BadAnswers::NoPurpose));
        assert_eq!(answers(&"x".repeat(601)).compose("acme"), Err(BadAnswers::TooLong));
        assert!(answers("Is it granted?").compose("acme").unwrap().description.contains("granted?\n"));
    }
}
