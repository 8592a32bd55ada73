//! The page's filters, other than words and pay, and what each of them is in our language.

use indexmap::IndexSet;

use super::{Draft, Parameters, ranges, words};
use crate::job::Country;

/// What becomes of a parameter.
enum Reading {
    /// Numbers asked of a field.
    Ranges { field: &'static str },
    /// Each value is one of these, and means these values of a field.
    Choices { field: &'static str, choices: &'static [(&'static str, &'static str)] },
    /// Countries asked of a field.
    Countries { field: &'static str },
    /// Words asked of a field.
    Text { field: &'static str },
    /// It cannot be carried over.
    Left { why: &'static str },
}

const CATEGORY: &str = "The link has only the category's number. Add its name, as in `category:\"Web Development\"`.";
const SKILL: &str = "The link has only the skill's number. Add its name, as in `skill:rust`.";

/// Parameters in the order in which their conditions stand in the query.
const FILTERS: &[(&str, Reading)] = &[
    (
        "contractor_tier",
        Reading::Choices { field: "level", choices: &[("1", "entry"), ("2", "intermediate"), ("3", "expert")] },
    ),
    (
        "duration_v3",
        Reading::Choices {
            field: "duration",
            choices: &[("week", "<1mo"), ("month", "1-3mo"), ("semester", "3-6mo"), ("ongoing", ">6mo")],
        },
    ),
    (
        "workload",
        Reading::Choices {
            field: "workload",
            // What the page calls `as_needed` are jobs of less than 30 hours a week, which postings state as part-time.
            choices: &[("as_needed", "part-time,as-needed"), ("part_time", "part-time"), ("full_time", "full-time")],
        },
    ),
    ("payment_verified", Reading::Choices { field: "client.verified", choices: YES_NO }),
    ("client_hires", Reading::Ranges { field: "client.hires" }),
    ("proposals", Reading::Ranges { field: "proposals" }),
    ("location", Reading::Countries { field: "country" }),
    ("timezone", Reading::Text { field: "timezone" }),
    ("contract_to_hire", Reading::Choices { field: "contract_to_hire", choices: YES_NO }),
    ("category2_uid", Reading::Left { why: CATEGORY }),
    ("subcategory2_uid", Reading::Left { why: CATEGORY }),
    ("ontology_skill_uid", Reading::Left { why: SKILL }),
    ("previous_clients", Reading::Left { why: "Postings do not say for whom you have worked." }),
];

const YES_NO: &[(&str, &str)] = &[("1", "yes"), ("true", "yes"), ("0", "no"), ("false", "no")];

/// Carries over what is known and notes all the rest.
pub(super) fn carry(parameters: &mut Parameters, draft: &mut Draft) {
    for (parameter, reading) in FILTERS {
        let Some(values) = parameters.shift_remove(*parameter) else { continue };
        let (field, found) = match reading {
            Reading::Ranges { field } => {
                let (condition, wrong) = ranges::read(&values);
                draft.leave_all(parameter, wrong);
                (field, condition)
            }
            Reading::Choices { field, choices } => (field, self::choices(parameter, &values, choices, draft)),
            Reading::Countries { field } => (field, countries(parameter, &values, draft)),
            Reading::Text { field } => (field, texts(parameter, &values, draft)),
            Reading::Left { why } => {
                draft.leave_all(parameter, values.iter().map(|value| (value.as_str(), *why)));
                continue;
            }
        };
        if let Some(found) = found {
            draft.add(&[(parameter, &values.join(","))], &format!("{field}:{found}"));
        }
    }
    for (parameter, values) in parameters.drain(..) {
        let why = "Lapwing does not know this parameter.";
        draft.leave_all(&parameter, values.iter().map(|value| (value.as_str(), why)));
    }
}

/// The values of a list; one given twice counts once.
pub(super) fn list(values: &[String]) -> impl Iterator<Item = &str> {
    let values = values.iter().flat_map(|value| value.split(',')).map(str::trim).filter(|value| !value.is_empty());
    values.collect::<IndexSet<_>>().into_iter()
}

/// What is said of a value that is none of these.
pub(super) fn unknown_choice<'a>(choices: impl Iterator<Item = &'a str>) -> String {
    format!("Expected one of: {}.", choices.collect::<Vec<_>>().join(", "))
}

fn choices(
    parameter: &str,
    values: &[String],
    choices: &'static [(&'static str, &'static str)],
    draft: &mut Draft,
) -> Option<String> {
    let mut found = IndexSet::new();
    for value in list(values) {
        match choices.iter().find(|(choice, _)| *choice == value) {
            Some((_, words)) => found.extend(words.split(',')),
            None => draft.leave(parameter, value, unknown_choice(choices.iter().map(|(choice, _)| *choice))),
        }
    }
    joined(&found)
}

fn countries(parameter: &str, values: &[String], draft: &mut Draft) -> Option<String> {
    let mut found = IndexSet::new();
    let mut names = list(values).peekable();
    while let Some(name) = names.next() {
        // Some names have a comma of their own: `Congo, the Democratic Republic of the` is one country and not two.
        let whole = names.peek().and_then(|rest| Country::known(&format!("{name}, {rest}")));
        if whole.is_some() {
            names.next();
        }
        match whole.or_else(|| Country::known(name)) {
            Some(code) => {
                found.insert(Country::Code(code).to_string());
            }
            None => draft.leave(parameter, name, "No country has this name. A region is written as its countries."),
        }
    }
    joined(&found)
}

fn texts(parameter: &str, values: &[String], draft: &mut Draft) -> Option<String> {
    let mut found = IndexSet::new();
    for value in list(values) {
        match words::term(value) {
            Ok(term) => {
                found.insert(term);
            }
            Err(why) => draft.leave(parameter, value, why),
        }
    }
    joined(&found)
}

fn joined<T: AsRef<str>>(values: &IndexSet<T>) -> Option<String> {
    let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    (!values.is_empty()).then(|| values.join(","))
}
