//! Money and numbers as words of the shell: without a locale, because the shell has none.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lapwing_domain::job::{ContractType, CountRange};
use lapwing_domain::{Job, Money};

use crate::messages::{Message, fill};

/// What a job pays: `$60–90/h`, `$1,200`; `None` when it does not say.
pub fn pay(job: &Job) -> Option<String> {
    let hourly = job.rate.map(|rate| {
        let amount = if rate.min.cents == rate.max.cents {
            amount(rate.min)
        } else {
            format!("{}–{}", amount(rate.min), plain(rate.max))
        };
        fill(Message::NotificationPerHour, &[("amount", &amount)])
    });
    match job.contract {
        Some(ContractType::Fixed) => job.budget.map(amount).or(hourly),
        _ => hourly.or_else(|| job.budget.map(amount)),
    }
}

/// `$1,200`, `€12.50`, `CAD 900`.
pub fn amount(money: Money) -> String {
    format!("{}{}", sign(money), plain(money))
}

/// `$84k`, `$1.2M`: for amounts that are of interest in their size only. Never rounded up.
pub fn rounded(money: Money) -> String {
    let units = money.cents / 100;
    let short = match units {
        ..1_000 => units.to_string(),
        1_000..10_000 => tenths(units / 100, "k"),
        10_000..1_000_000 => format!("{}k", units / 1_000),
        _ => tenths(units / 100_000, "M"),
    };
    format!("{}{short}", sign(money))
}

/// `1,200`.
pub fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `16 Nov 2026`, by the clock of this computer.
pub fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%-d %b %Y").to_string()
}

/// `5–9`, `50+`, `12`.
pub fn range(range: CountRange) -> String {
    match range.max {
        Some(max) if max == range.min => range.min.to_string(),
        Some(max) => format!("{}–{max}", range.min),
        None => format!("{}+", range.min),
    }
}

fn tenths(tenths: i64, unit: &str) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{}{unit}", grouped(whole)),
        (whole, tenth) => format!("{}.{tenth}{unit}", grouped(whole)),
    }
}

fn plain(money: Money) -> String {
    let (units, cents) = (money.cents / 100, money.cents % 100);
    if cents == 0 { grouped(units) } else { format!("{}.{cents:02}", grouped(units)) }
}

fn sign(money: Money) -> String {
    match money.currency.code() {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        code => format!("{code}\u{a0}"),
    }
}

#[cfg(test)]
mod tests {
    use lapwing_domain::JobId;
    use lapwing_domain::job::Rate;
    use lapwing_domain::money::Currency;

    use super::*;

    fn usd(units: f64) -> Option<Money> {
        Money::from_units(units, Currency::USD)
    }

    #[test]
    fn sizes_are_short() {
        for (units, expected) in [
            (0.0, "$0"),
            (999.0, "$999"),
            (1_000.0, "$1k"),
            (1_299.0, "$1.2k"),
            (84_999.0, "$84k"),
            (999_999.0, "$999k"),
            (1_000_000.0, "$1M"),
            (2_345_678_900.0, "$2,345.6M"),
        ] {
            assert_eq!(usd(units).map(rounded).as_deref(), Some(expected));
        }
    }

    #[test]
    fn amounts_are_exact_and_name_their_currency() {
        for (code, units, expected) in [
            ("USD", 1_200.0, "$1,200"),
            ("EUR", 12.5, "€12.50"),
            ("GBP", 0.05, "£0.05"),
            ("CAD", 900.0, "CAD\u{a0}900"),
        ] {
            let money = Money::from_units(units, Currency::from_code(code).unwrap()).unwrap();
            assert_eq!(amount(money), expected);
        }
    }

    #[test]
    fn a_job_pays_by_its_contract() {
        let mut job = Job::new(JobId("1".into()));
        assert_eq!(pay(&job), None);
        job.rate = Rate::from_ends(Some(60.0), Some(90.0), Currency::USD);
        assert_eq!(pay(&job).as_deref(), Some("$60–90/h"));
        job.rate = Rate::from_ends(Some(60.0), None, Currency::USD);
        assert_eq!(pay(&job).as_deref(), Some("$60/h"));
        job.budget = usd(500.0);
        job.contract = Some(ContractType::Fixed);
        assert_eq!(pay(&job).as_deref(), Some("$500"));
    }

    #[test]
    fn ranges_say_where_they_are_open() {
        let told = |min, max| range(CountRange { min, max });
        assert_eq!([told(5, Some(9)), told(50, None), told(12, Some(12))], ["5–9", "50+", "12"]);
    }
}
