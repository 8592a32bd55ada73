//! Checks of the sources: their servers, their answers, their keys, their quota.

use std::time::Duration;

use futures_util::future::join_all;
use lapwing_domain::usage::exhausted_at;
use lapwing_domain::when;
use lapwing_sources::reach::{Reached, reach};
use lapwing_sources::{FailureKind, ProxyRule, TestReport};
use lapwing_store::{Counted, Errand, KeyPlace, KeyState, SourceRecord};
use lapwing_vault::VaultState;

use super::{Ailment, Check, CheckName, fact_and_advice};
use crate::care::KeyLife;
use crate::keys::{base_url_of, rejected};
use crate::outbound::on_errand;
use crate::ports::Result;
use crate::waiting::{Wait, month_limit};
use crate::{Engine, EngineError, GrantState};

/// How long a server may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a check found about one source.
#[derive(Debug)]
pub(super) enum Finding {
    Fine(String),
    Ill { ailment: Ailment, fact: String, advice: String },
}

impl Finding {
    /// A problem told in sentences that say the fact first.
    fn problem(ailment: Ailment, source: &SourceRecord, sentences: &str) -> Self {
        let (fact, advice) = fact_and_advice(sentences);
        let named = fact.contains(&format!("“{}”", source.name));
        let fact = if named { fact } else { format!("“{}”: {fact}", source.name) };
        Self::Ill { ailment, fact, advice }
    }
}

/// Whether each source's server, or the proxy before it, takes connections.
pub(super) async fn network(engine: &Engine, sources: &[SourceRecord]) -> Check {
    let attempts = sources.iter().map(|source| async move {
        let base = match base_url_of(&source.base_url) {
            Ok(base) => base,
            Err(problem) => return Finding::problem(Ailment::Service, source, &problem.to_string()),
        };
        let account = engine.outbound(source.service);
        let attempt = reach(&base, &ProxyRule::System, PATIENCE, account.as_ref());
        match on_errand(Errand::Reach, attempt).await {
            Ok(Reached::Server(server)) => Finding::Fine(format!("{server} takes connections.")),
            Ok(Reached::Proxy(proxy)) => {
                Finding::Fine(format!("The proxy {proxy}, which leads to {}, takes connections.", base.host()))
            }
            Err(problem) => Finding::problem(Ailment::Service, source, &problem.to_string()),
        }
    });
    sum(CheckName::Network, join_all(attempts).await, "Not checked: there is no source to connect to.")
}

/// Whether each source answers a test, which costs calls and is made only when they may be spent.
pub(super) async fn service(engine: &Engine, sources: &[SourceRecord], calls: bool) -> Result<Check> {
    let name = CheckName::Service;
    if !calls {
        return Ok(Check::fine(name, "Not checked: testing a source costs two calls of its quota, sometimes three."));
    }
    let mut findings = Vec::new();
    for source in sources {
        findings.push(match engine.wait_of(source).await? {
            Some(Wait { until, .. }) => {
                Finding::Fine(format!("“{}” was not asked: it waits until {}.", source.name, when::moment(until)))
            }
            None => match engine.test_source(source.id).await {
                Ok(report) => tested(source, &report),
                Err(problem) => Finding::problem(Ailment::Key, source, &problem.to_string()),
            },
        });
    }
    Ok(sum(name, findings, "Not checked: there is no source to test."))
}

fn tested(source: &SourceRecord, report: &TestReport) -> Finding {
    let ailment = match report.failure.as_ref().map(lapwing_sources::FetchError::kind) {
        None => return Finding::Fine(format!("“{}” answers as it should.", source.name)),
        Some(FailureKind::KeyMissing | FailureKind::KeyRejected) => Ailment::Key,
        Some(FailureKind::RateLimited) => Ailment::Limited,
        Some(FailureKind::BadRequest | FailureKind::Network | FailureKind::Service) => Ailment::Service,
    };
    Finding::problem(ailment, source, &report.problem().unwrap_or_default())
}

/// Whether each source has its key, and what the service last said of it. A locked keyring is not opened for this.
pub(super) async fn key(engine: &Engine, sources: &[SourceRecord], vault: VaultState) -> Result<Check> {
    let mut findings = Vec::new();
    for source in sources {
        let in_keyring = matches!(source.key_place, KeyPlace::Keyring { .. });
        let missing = match vault {
            VaultState::Locked if in_keyring => {
                Some("Its key is in the keyring, which is locked. Unlock it.".to_owned())
            }
            _ => engine.key_of(source).await.err().map(|problem| problem.to_string()),
        };
        let access = engine.authorization_view(source).await?.map(|authorization| authorization.state);
        let ended = access.is_some_and(|state| state != GrantState::Authorized).then(|| rejected(source).to_string());
        let missing = missing.or(ended);
        let life = engine.key_life(source).await?;
        findings.push(match (missing, source.key_state, &life.alarm) {
            (Some(sentences), ..) => Finding::problem(Ailment::Key, source, &sentences),
            (None, KeyState::Rejected, _) => Finding::problem(Ailment::Key, source, &rejected(source).to_string()),
            (None, _, Some(_)) => used_elsewhere(source),
            (None, KeyState::Accepted, None) => {
                Finding::Fine(format!("The key of “{}” was accepted.{}", source.name, to_know(source, &life)))
            }
            (None, KeyState::Unknown | KeyState::Missing, None) => Finding::Fine(format!(
                "The key of “{}” is there and was not tried yet.{}",
                source.name,
                to_know(source, &life)
            )),
        });
    }
    if findings.is_empty() {
        let (fact, advice) = fact_and_advice(&EngineError::NoSource.to_string());
        return Ok(Check::ill(CheckName::Key, Ailment::Key, fact, advice));
    }
    Ok(sum(CheckName::Key, findings, ""))
}

/// What is no ailment of a key and yet to be known.
fn to_know(source: &SourceRecord, life: &KeyLife) -> String {
    let mut text = String::new();
    if life.due {
        let (name, days) = (&source.name, life.age_days);
        text = format!(" It has been in use for {days} days: time to rotate it (lapwing-cli source rotate {name}).");
    }
    if life.rotation.is_some() {
        text.push_str(" Its rotation is open: the key before is still kept.");
    }
    if life.counted == Counted::Silent {
        text.push_str(
            " Whether somebody else uses it cannot be watched: the service does not say how many calls are left.",
        );
    }
    text
}

fn used_elsewhere(source: &SourceRecord) -> Finding {
    let name = &source.name;
    Finding::Ill {
        ailment: Ailment::Key,
        fact: format!("The key of “{name}” may be used elsewhere: the service counts calls that Lapwing did not make."),
        advice: format!(
            "If that was not you, replace the key: lapwing-cli source rotate {name} --key-stdin --reason leak"
        ),
    }
}

/// Whether each source may be asked, and how long its month's calls last.
pub(super) async fn quota(engine: &Engine, sources: &[SourceRecord]) -> Result<Check> {
    let mut findings = Vec::new();
    for source in sources {
        findings.push(match engine.wait_of(source).await? {
            Some(Wait { until, reason }) => Finding::Ill {
                ailment: Ailment::Limited,
                fact: format!("“{}” may not be asked before {}. {reason}", source.name, when::moment(until)),
                advice: "Wait until then, or ask the service for a larger plan.".to_owned(),
            },
            None => Finding::Fine(calls_left(engine, source).await?),
        });
    }
    Ok(sum(CheckName::Quota, findings, "Not checked: there is no source whose calls are counted."))
}

async fn calls_left(engine: &Engine, source: &SourceRecord) -> Result<String> {
    let (name, used) = (&source.name, engine.calls_this_month(source).await?);
    let Some(limit) = month_limit(source) else {
        return Ok(format!("“{name}” has made {used} calls this month; its plan is not known."));
    };
    let now = engine.now();
    let lasts = match exhausted_at(used, limit, engine.pace_of(source, now).await?, now) {
        Some(at) => format!(" At the pace of the last days they are used up on {}.", when::moment(at)),
        None => String::new(),
    };
    Ok(format!("“{name}” has {} of {limit} calls left this month.{lasts}", limit.saturating_sub(used)))
}

/// One check of what was found about each source: the problems if there are any, with the worst one's kind.
fn sum(name: CheckName, findings: Vec<Finding>, nothing: &str) -> Check {
    let (mut fine, mut facts, mut advice, mut ailment) = (Vec::new(), Vec::new(), Vec::<String>::new(), None);
    for finding in findings {
        match finding {
            Finding::Fine(sentence) => fine.push(sentence),
            Finding::Ill { ailment: found, fact, advice: what_to_do } => {
                facts.push(fact);
                if !advice.contains(&what_to_do) {
                    advice.push(what_to_do);
                }
                ailment = Some(ailment.map_or(found, |worst: Ailment| worst.min(found)));
            }
        }
    }
    match ailment {
        Some(ailment) => Check::ill(name, ailment, facts.join(" "), advice.join(" ")),
        None if fine.is_empty() => Check::fine(name, nothing),
        None => Check::fine(name, fine.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ill(ailment: Ailment, fact: &str, advice: &str) -> Finding {
        Finding::Ill { ailment, fact: fact.to_owned(), advice: advice.to_owned() }
    }

    #[test]
    fn of_several_sources_the_problems_are_told_each_advice_once_and_the_worst_kind_counts() {
        let findings = vec![
            Finding::Fine("“one” is well.".into()),
            ill(Ailment::Service, "“two” is down.", "Try later."),
            ill(Ailment::Key, "“three” has no key.", "Add one."),
            ill(Ailment::Service, "“four” is down.", "Try later."),
        ];
        let check = sum(CheckName::Service, findings, "");
        assert_eq!(check.ailment, Some(Ailment::Key));
        assert_eq!(check.message, "“two” is down. “three” has no key. “four” is down.");
        assert_eq!(check.fix.as_deref(), Some("Try later. Add one."));
    }

    #[test]
    fn without_a_source_there_is_nothing_to_find() {
        let check = sum(CheckName::Network, Vec::new(), "Not checked.");
        assert_eq!((check.is_ok(), check.message.as_str(), check.fix), (true, "Not checked.", None));
    }
}
