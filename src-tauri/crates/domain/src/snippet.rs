//! Texts the user wrote to paste into proposals, with placeholders that a job fills.
//!
//! A placeholder is a name in braces, such as `{title}`. Braces that are doubled stand for themselves: `{{title}}` becomes
//! `{title}`. All else is left as it was written, and what a job brings in is never read again for placeholders.

use std::collections::HashSet;

use crate::job::Job;
use crate::money::Money;
use crate::pay::pay;
use crate::profile::Profile;
use crate::text::neutral;

/// Longest name of a snippet, in characters.
pub const LONGEST_NAME: usize = 80;

/// Longest text of a snippet, in characters.
pub const LONGEST_TEXT: usize = 10_000;

/// Longest name between braces; more is no placeholder.
const LONGEST_PLACEHOLDER: usize = 40;
/// Characters of a title, and of each other value.
const TITLE: usize = 300;
const VALUE: usize = 80;
/// Skills that are named: services put those that matter first.
const MOST_SKILLS: usize = 5;

/// What a snippet can have filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Placeholder {
    /// The job's title.
    Title,
    /// Its first five skills.
    Skills,
    /// What it pays.
    Pay,
    /// The English name of the client's country.
    ClientCountry,
    /// The least the user works for, per hour, in the job's currency.
    Rate,
}

impl Placeholder {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Title, Self::Skills, Self::Pay, Self::ClientCountry, Self::Rate];

    /// The word between the braces.
    ///
    /// ```
    /// use lapwing_domain::snippet::Placeholder;
    ///
    /// assert_eq!(Placeholder::ClientCountry.word(), "client.country");
    /// ```
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Skills => "skills",
            Self::Pay => "pay",
            Self::ClientCountry => "client.country",
            Self::Rate => "rate",
        }
    }

    /// Reads [`Placeholder::word`], in upper case too, as it begins a sentence.
    ///
    /// ```
    /// use lapwing_domain::snippet::Placeholder;
    ///
    /// assert_eq!(Placeholder::from_word("Title"), Some(Placeholder::Title));
    /// assert_eq!(Placeholder::from_word("salary"), None);
    /// ```
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|placeholder| placeholder.word().eq_ignore_ascii_case(word))
    }

    fn value(self, job: &Job, me: Option<&Profile>) -> Option<String> {
        let value = match self {
            Self::Title => neutral(&job.title, TITLE),
            Self::Skills => {
                let skills = job.skills.iter().map(|skill| neutral(skill, VALUE)).filter(|skill| !skill.is_empty());
                skills.take(MOST_SKILLS).collect::<Vec<_>>().join(", ")
            }
            Self::Pay => pay(job)?,
            Self::ClientCountry => neutral(job.client.country.as_ref()?.name(), VALUE),
            Self::Rate => {
                let floor = Money::from_units(me?.rate_floor?, job.currency()).filter(|floor| floor.cents > 0)?;
                format!("{floor}/h")
            }
        };
        (!value.is_empty()).then_some(value)
    }
}

/// A snippet with its placeholders filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// Placeholders for which there is no value, each once. Nothing stands where they stood.
    pub missing: Vec<Placeholder>,
    /// What looks like a placeholder and is none, as written between the braces, each once. It still stands in the text.
    pub unknown: Vec<String>,
}

/// Fills a snippet from a job that may be kept, and from the user's own profile. Words of the job come in one line, without
/// characters that are not seen and change how others are, and cut to a length.
///
/// ```
/// use lapwing_domain::snippet::{Placeholder, fill};
/// use lapwing_domain::{Job, JobId};
///
/// let mut job = Job::new(JobId("1".into()));
/// job.title = "Sail maker".into();
/// let filled = fill("I read “{title}”. My rate: {rate}. {{as is}} {deadline}", &job, None);
/// assert_eq!(filled.text, "I read “Sail maker”. My rate: . {as is} {deadline}");
/// assert_eq!((filled.missing, filled.unknown), (vec![Placeholder::Rate], vec!["deadline".to_owned()]));
/// ```
///
/// Content that is only lent cannot be given to it:
///
/// ```compile_fail,E0308
/// # use lapwing_domain::{Ephemeral, Job, JobId, snippet::fill};
/// fill("{title}", &Ephemeral::new(Job::new(JobId("1".into()))), None);
/// ```
///
/// ```compile_fail,E0308
/// # use lapwing_domain::{Content, Job, JobId, snippet::fill};
/// fill("{title}", &Content::Kept(Job::new(JobId("1".into()))), None);
/// ```
pub fn fill(text: &str, job: &Job, me: Option<&Profile>) -> Filled {
    let mut filled = Filled::default();
    let mut unknown = HashSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        filled.text.push_str(before);
        if brace.starts_with("{{") || brace.starts_with("}}") {
            filled.text.push_str(&brace[..1]);
            rest = &brace[2..];
            continue;
        }
        let Some(name) = name_in(brace) else {
            filled.text.push_str(&brace[..1]);
            rest = &brace[1..];
            continue;
        };
        let (whole, after) = brace.split_at(name.len() + 2);
        let placeholder = Placeholder::from_word(name.trim());
        match placeholder.map(|placeholder| placeholder.value(job, me).ok_or(placeholder)) {
            Some(Ok(value)) => filled.text.push_str(&value),
            Some(Err(placeholder)) if filled.missing.contains(&placeholder) => {}
            Some(Err(placeholder)) => filled.missing.push(placeholder),
            None => {
                filled.text.push_str(whole);
                if unknown.insert(name.trim()) {
                    filled.unknown.push(name.trim().to_owned());
                }
            }
        }
        rest = after;
    }
    filled.text.push_str(rest);
    filled
}

/// What stands between the brace that the text begins with and the one that closes it, if that could be a name.
fn name_in(brace: &str) -> Option<&str> {
    let inside = brace.strip_prefix('{')?;
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ' ');
    let end = inside.char_indices().take(LONGEST_PLACEHOLDER + 1).find(|(_, c)| !belongs(*c))?;
    let name = &inside[..end.0];
    (end.1 == '}' && name.contains(char::is_alphabetic)).then_some(name)
}

/// A name or text that cannot be a snippet's, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSnippet {
    /// The name is blank.
    #[error("The snippet has no name. Give it one.")]
    NoName,
    /// The name is too long, or not on one line.
    #[error("A snippet's name has at most {LONGEST_NAME} characters, on one line. Shorten it.")]
    LongName,
    /// The text is blank.
    #[error("The snippet has no text. Write it.")]
    NoText,
    /// The text is too long.
    #[error("The text has {length} characters; a snippet has at most {LONGEST_TEXT}. Shorten it.")]
    LongText {
        /// Its characters.
        length: usize,
    },
    /// The text holds control characters.
    #[error("The text holds control characters. Take them out, or paste it as plain text.")]
    Control,
}

/// A snippet's name as it is kept: without spaces around it, and single ones in it.
///
/// ```
/// use lapwing_domain::snippet::{BadSnippet, name};
///
/// assert_eq!(name("  First   words ").as_deref(), Ok("First words"));
/// assert_eq!(name(" "), Err(BadSnippet::NoName));
/// ```
pub fn name(name: &str) -> Result<String, BadSnippet> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(BadSnippet::NoName),
        1..=LONGEST_NAME if !name.contains(char::is_control) => Ok(name),
        _ => Err(BadSnippet::LongName),
    }
}

/// A snippet's text as it is kept: each line ends the same way, and all else is as it was written.
///
/// ```
/// use lapwing_domain::snippet::text;
///
/// assert_eq!(text("Hello\r\n  {title}").as_deref(), Ok("Hello\n  {title}"));
/// let problem = text(&"a".repeat(10_001)).unwrap_err();
/// assert_eq!(problem.to_string(), "The text has 10001 characters; a snippet has at most 10000. Shorten it.");
/// ```
pub fn text(text: &str) -> Result<String, BadSnippet> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match text.chars().count() {
        _ if text.trim().is_empty() => Err(BadSnippet::NoText),
        length if length > LONGEST_TEXT => Err(BadSnippet::LongText { length }),
        _ if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) => Err(BadSnippet::Control),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests;
