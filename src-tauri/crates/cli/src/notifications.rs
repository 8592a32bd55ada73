//! `notifications …`: what holds for all of them, wherever they are shown.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use lapwing_engine::domain::notify::{Detail, PROPOSALS_PAST};
use lapwing_engine::domain::plan::QuietHours;
use lapwing_engine::domain::when;
use lapwing_engine::{DeliveryRules, Engine};
use serde::Serialize;

use crate::arguments::{NotificationsCommand, RuleName};
use crate::output::Output;
use crate::ports::{self, Deaf};
use crate::status::Failure;

#[derive(Serialize)]
struct RulesJson {
    quiet_hours: Option<String>,
    budget: Option<NonZeroU32>,
    detail: &'static str,
    proposals_past: u32,
    snoozed_until: Option<Timestamp>,
}

pub async fn run(command: NotificationsCommand, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let result = act(&engine, command, output).await;
    engine.close().await;
    result
}

async fn act(engine: &Engine, command: NotificationsCommand, output: Output) -> Result<(), Failure> {
    let rules = engine.delivery_rules().await?;
    match command {
        NotificationsCommand::Set { rule, value } => {
            let rules = changed(rules, rule, value.trim()).map_err(Failure::usage)?;
            engine.set_delivery_rules(rules).await?;
            output.say(&line(rules, rule));
        }
        NotificationsCommand::Show => {
            let snoozed = engine.snoozed_until().await?;
            output.result(&json(rules, snoozed), || text(rules, snoozed));
        }
    }
    Ok(())
}

/// The rules with one of them changed; an empty value makes it what it is at first.
fn changed(rules: DeliveryRules, rule: RuleName, value: &str) -> Result<DeliveryRules, &'static str> {
    let said = Some(value).filter(|value| !value.is_empty());
    Ok(match rule {
        RuleName::QuietHours => DeliveryRules { quiet: said.map(quiet_hours).transpose()?, ..rules },
        RuleName::Budget => {
            let most = said.map(|value| value.parse().map_err(|_| "Expected a number above zero.")).transpose()?;
            DeliveryRules { budget: most, ..rules }
        }
        RuleName::Detail => {
            let word = |word| Detail::from_word(word).ok_or("Expected everything, name or nothing.");
            DeliveryRules { detail: said.map(word).transpose()?.unwrap_or_default(), ..rules }
        }
        RuleName::ProposalsPast => {
            let number = |value: &str| value.parse().map_err(|_| "Expected a number above zero.");
            let past = said.map(number).transpose()?.map_or(PROPOSALS_PAST, NonZeroU32::get);
            DeliveryRules { proposals_past: past, ..rules }
        }
    })
}

fn quiet_hours(text: &str) -> Result<QuietHours, &'static str> {
    let hours = QuietHours::from_text(text).filter(|hours| hours.times().0 != hours.times().1);
    hours.ok_or("Expected days and two times of day, such as mon,tue,wed,thu,fri 22:00-07:00.")
}

fn json(rules: DeliveryRules, snoozed_until: Option<Timestamp>) -> RulesJson {
    RulesJson {
        quiet_hours: rules.quiet.map(|quiet| quiet.text()),
        budget: rules.budget,
        detail: rules.detail.word(),
        proposals_past: rules.proposals_past,
        snoozed_until,
    }
}

fn text(rules: DeliveryRules, snoozed_until: Option<Timestamp>) -> String {
    let all = [RuleName::QuietHours, RuleName::Budget, RuleName::Detail, RuleName::ProposalsPast];
    let snoozed = snoozed_until.map(|until| format!("None is shown before {}.", when::moment(until)));
    all.map(|rule| line(rules, rule)).into_iter().chain(snoozed).collect::<Vec<_>>().join("\n")
}

/// A rule as a sentence.
fn line(rules: DeliveryRules, rule: RuleName) -> String {
    match rule {
        RuleName::QuietHours => match rules.quiet {
            Some(quiet) => format!("Quiet hours: {}.", quiet.text()),
            None => "There are no quiet hours.".to_owned(),
        },
        RuleName::Budget => match rules.budget {
            Some(most) => format!("At most {most} an hour."),
            None => "As many an hour as there are.".to_owned(),
        },
        RuleName::Detail => match rules.detail {
            Detail::Everything => "Each shows everything.".to_owned(),
            Detail::Name => "Each shows the names of the searches only.".to_owned(),
            Detail::Nothing => "Each shows only that there is something.".to_owned(),
        },
        RuleName::ProposalsPast => {
            let past = rules.proposals_past;
            format!("A job you saved or applied to is told once it has {past} proposals or more.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(rules: DeliveryRules, pairs: &[(RuleName, &str)]) -> DeliveryRules {
        pairs.iter().fold(rules, |rules, (rule, value)| changed(rules, *rule, value).unwrap())
    }

    fn all_set() -> DeliveryRules {
        set(
            DeliveryRules::default(),
            &[
                (RuleName::QuietHours, "sat,sun 22:00-09:00"),
                (RuleName::Budget, "6"),
                (RuleName::Detail, "name"),
                (RuleName::ProposalsPast, "35"),
            ],
        )
    }

    #[test]
    fn each_rule_is_a_sentence() {
        insta::assert_snapshot!(text(DeliveryRules::default(), None));
        insta::assert_snapshot!(text(all_set(), Some("2026-11-23T10:00:00Z".parse().unwrap())));
    }

    #[test]
    fn a_document_has_each_rule_by_its_name() {
        insta::assert_json_snapshot!(json(all_set(), Some("2026-11-23T10:00:00Z".parse().unwrap())));
    }

    #[test]
    fn an_empty_value_takes_a_rule_back() {
        let all = [RuleName::QuietHours, RuleName::Budget, RuleName::Detail, RuleName::ProposalsPast];
        assert_eq!(set(all_set(), &all.map(|rule| (rule, ""))), DeliveryRules::default());
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (rule, value) in [
            (RuleName::QuietHours, "22:00-07:00"),
            (RuleName::QuietHours, "mon 22:00-22:00"),
            (RuleName::Budget, "0"),
            (RuleName::Detail, "all"),
            (RuleName::ProposalsPast, "0"),
            (RuleName::ProposalsPast, "many"),
        ] {
            assert!(changed(DeliveryRules::default(), rule, value).is_err(), "{rule:?} {value:?}");
        }
    }
}
