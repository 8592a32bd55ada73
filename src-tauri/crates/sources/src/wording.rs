//! How each dialect of the jobs API words what a service is asked for.
//!
//! What lies behind a word is certain, or the condition would not be here (`docs/jobs-api.md`, "What the service filters").

use lapwing_domain::pushdown::{Capabilities, ServerFilter};

use crate::dialect::Dialect;

/// A parameter and its value.
type Parameter = (&'static str, String);

impl Dialect {
    /// The conditions it has words for.
    pub fn capabilities(self) -> Capabilities {
        match self {
            Self::Documented => Capabilities::DOCUMENTED,
            Self::SearchUrl => Capabilities::SEARCH_URL,
        }
    }

    /// A filter in its words: the parameters of the request, or those inside the address. A condition that it has no word
    /// for is left out.
    ///
    /// ```
    /// use lapwing_domain::pushdown::{Bounds, ServerFilter};
    /// use lapwing_sources::Dialect;
    ///
    /// let filter = ServerFilter::everything().with_verified(true).with_budget(Bounds::new(Some(500), None));
    /// let worded = |dialect: Dialect| dialect.parameters(&filter).into_iter().map(|(name, value)| format!("{name}={value}"));
    /// assert!(worded(Dialect::Documented).eq(["payment_verified=true", "budget_min=500"]));
    /// assert!(worded(Dialect::SearchUrl).eq(["payment_verified=1", "amount=500-"]));
    /// ```
    pub fn parameters(self, filter: &ServerFilter) -> Vec<(&'static str, String)> {
        let filter = filter.within(&self.capabilities());
        match self {
            Self::Documented => documented(&filter).collect(),
            Self::SearchUrl => address(&filter).collect(),
        }
    }
}

fn documented(filter: &ServerFilter) -> impl Iterator<Item = Parameter> {
    let number = |name, number: Option<u64>| number.map(|number| (name, number.to_string()));
    let verified = filter.verified().map(|verified| ("payment_verified", verified.to_string()));
    let budget = filter.budget();
    [
        verified,
        number("budget_min", budget.least()),
        number("budget_max", budget.most()),
        number("buyer.total_spent_min", filter.spent()),
        number("buyer.total_jobs_with_hires_min", filter.hires()),
    ]
    .into_iter()
    .flatten()
}

fn address(filter: &ServerFilter) -> impl Iterator<Item = Parameter> {
    let end = |end: Option<u64>| end.map(|end| end.to_string()).unwrap_or_default();
    let budget = filter.budget();
    let amount = || ("amount", format!("{}-{}", end(budget.least()), end(budget.most())));
    [
        filter.verified().map(|verified| ("payment_verified", u8::from(verified).to_string())),
        (!budget.are_open()).then(amount),
        filter.hires().map(|least| ("client_hires", format!("{least}-"))),
        filter.contract_to_hire().then(|| ("contract_to_hire", "true".to_owned())),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use lapwing_domain::pushdown::Bounds;

    use super::*;

    fn worded(dialect: Dialect, filter: &ServerFilter) -> String {
        let parameters = dialect.parameters(filter);
        parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn every_condition_is_said_in_each_dialect_that_has_a_word_for_it() {
        let all = ServerFilter::everything().with_verified(false).with_budget(Bounds::new(Some(500), Some(1_000)));
        let all = all.with_spent(2_500).with_hires(12).with_contract_to_hire();
        assert_eq!(
            worded(Dialect::Documented, &all),
            "payment_verified=false&budget_min=500&budget_max=1000&buyer.total_spent_min=2500\
             &buyer.total_jobs_with_hires_min=12"
        );
        assert_eq!(
            worded(Dialect::SearchUrl, &all),
            "payment_verified=0&amount=500-1000&client_hires=10-&contract_to_hire=true"
        );
        for dialect in Dialect::ALL {
            assert_eq!(worded(dialect, &ServerFilter::everything()), "");
        }
    }

    #[test]
    fn an_open_end_of_an_amount_stays_open() {
        for (least, most, address) in
            [(Some(5), None, "amount=5-"), (None, Some(9), "amount=-9"), (Some(5), Some(5), "amount=5-5")]
        {
            let filter = ServerFilter::everything().with_budget(Bounds::new(least, most));
            assert_eq!(worded(Dialect::SearchUrl, &filter), address);
        }
    }
}
