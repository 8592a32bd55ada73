//! What a job pays, in words.

use crate::job::{ContractType, Job, Rate};

/// What a job pays, plain and unambiguous: `60–90 USD/h`, `1200 EUR`. `None` when it does not say.
///
/// ```
/// use lapwing_domain::job::Rate;
/// use lapwing_domain::money::Currency;
/// use lapwing_domain::pay::pay;
/// use lapwing_domain::{Job, JobId};
///
/// let mut job = Job::new(JobId("1".into()));
/// assert_eq!(pay(&job), None);
/// job.rate = Rate::from_ends(Some(60.0), Some(90.0), Currency::USD);
/// assert_eq!(pay(&job).as_deref(), Some("60–90 USD/h"));
/// ```
pub fn pay(job: &Job) -> Option<String> {
    let (hourly, fixed) = (job.rate.map(per_hour), job.budget.map(|amount| amount.to_string()));
    match job.contract {
        Some(ContractType::Fixed) => fixed.or(hourly),
        _ => hourly.or(fixed),
    }
}

fn per_hour(Rate { min, max }: Rate) -> String {
    if min == max {
        return format!("{max}/h");
    }
    let least = min.to_string();
    format!("{}–{max}/h", least.trim_end_matches(max.currency.code()).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::JobId;
    use crate::money::{Currency, Money};

    #[test]
    fn a_job_pays_by_its_contract() {
        let mut job = Job::new(JobId("1".into()));
        job.rate = Rate::from_ends(Some(12.5), Some(20.0), Currency::USD);
        assert_eq!(pay(&job).as_deref(), Some("12.50–20 USD/h"));
        job.budget = Money::from_units(500.0, Currency::from_code("EUR").unwrap());
        assert_eq!(pay(&job).as_deref(), Some("12.50–20 USD/h"));
        job.contract = Some(ContractType::Fixed);
        assert_eq!(pay(&job).as_deref(), Some("500 EUR"));
        job.budget = None;
        job.rate = Rate::from_ends(Some(20.0), None, Currency::USD);
        assert_eq!(pay(&job).as_deref(), Some("20 USD/h"));
    }
}
