//! `doctor`

use std::path::PathBuf;
use std::sync::Arc;

use lapwing_engine::{Ailment, Check, CheckName, Examination, Writer, examine};
use serde::Serialize;

use crate::desktop;
use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::status::{self, Failure};

#[derive(Serialize)]
struct CheckJson<'a> {
    name: &'static str,
    ok: bool,
    message: &'a str,
    fix: Option<&'a str>,
}

#[derive(Serialize)]
struct DoctorJson<'a> {
    ok: bool,
    checks: Vec<CheckJson<'a>>,
}

pub async fn run(calls: bool, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let path = ports::data_dir(data_dir)?;
    let how = Examination { notifications: desktop::notifications().await, calls };
    let mut checks = examine(&path, Writer::Cli, ports::ports(Arc::new(Deaf)), how).await;
    if !calls {
        name_the_option(&mut checks);
    }
    output.result(&json(&checks), || text(&checks));
    match status::of_round(checks.iter().filter_map(|check| check.ailment).map(of_ailment)) {
        None => Ok(()),
        Some(status) => Err(Failure::silent(status)),
    }
}

/// Calls are spent only when that is asked for; here is how.
fn name_the_option(checks: &mut [Check]) {
    for check in checks.iter_mut().filter(|check| check.name == CheckName::Service && check.is_ok()) {
        check.message.push_str(" To test all the same: lapwing-cli doctor --calls");
    }
}

fn of_ailment(ailment: Ailment) -> u8 {
    match ailment {
        Ailment::Storage => status::STORAGE,
        Ailment::Key => status::KEY,
        Ailment::Limited => status::LIMITED,
        Ailment::Service => status::NETWORK,
    }
}

fn json(checks: &[Check]) -> DoctorJson<'_> {
    let checks: Vec<_> = checks
        .iter()
        .map(|check| CheckJson {
            name: check.name.word(),
            ok: check.is_ok(),
            message: &check.message,
            fix: check.fix.as_deref(),
        })
        .collect();
    DoctorJson { ok: checks.iter().all(|check| check.ok), checks }
}

/// A line for each check, and below the failed ones what to do.
fn text(checks: &[Check]) -> String {
    let widest = checks.iter().map(|check| check.name.word().len()).max().unwrap_or_default();
    let lines = checks.iter().flat_map(|check| {
        let verdict = if check.is_ok() { "ok    " } else { "FAILED" };
        let line = format!("{verdict}  {:widest$}  {}", check.name.word(), plain(&check.message));
        let fix = check.fix.as_ref().map(|fix| format!("{}{}", " ".repeat(verdict.len() + widest + 4), plain(fix)));
        [Some(line), fix].into_iter().flatten()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: CheckName, ailment: Option<Ailment>, message: &str) -> Check {
        let fix = ailment.map(|_| format!("Put the {} right.", name.word()));
        Check { name, ailment, message: message.to_owned(), fix }
    }

    fn checks() -> Vec<Check> {
        let mut checks = vec![
            check(CheckName::Keyring, Some(Ailment::Key), "No keyring was found to keep keys in."),
            check(CheckName::NotificationBus, None, "Notifications can be shown."),
            check(CheckName::Database, None, "The database is whole (schema 4), with 28 GiB free."),
            check(CheckName::Network, None, "api.upworkjobsapi.com takes connections."),
            check(CheckName::Service, None, "Not checked: testing a source costs two calls of its quota."),
            check(CheckName::Key, None, "The key of “main” was accepted, 12 days ago."),
            check(CheckName::Quota, Some(Ailment::Limited), "“ma\u{1b}in” may not be asked before noon."),
            check(CheckName::Clock, None, "The clock goes as the services' do."),
        ];
        name_the_option(&mut checks);
        checks
    }

    #[test]
    fn each_check_is_a_line_and_what_to_do_stands_below_it() {
        insta::assert_snapshot!(text(&checks()));
    }

    #[test]
    fn a_document_says_whether_all_is_well_and_then_each_check() {
        insta::assert_json_snapshot!(json(&checks()));
    }
}
