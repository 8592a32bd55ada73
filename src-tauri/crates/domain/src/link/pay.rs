//! What a job pays. The page asks for a rate among hourly jobs and for an amount among those of a fixed price, so the
//! two never have to hold of one job.

use super::filters::{list, unknown_choice};
use super::ranges;
use super::{Draft, Parameters};

/// A kind of contract, with the parameters and fields that belong to it.
struct Contract {
    /// Its value of the parameter `t`.
    choice: &'static str,
    word: &'static str,
    parameter: &'static str,
    field: &'static str,
    /// What is said of its parameter where the link leaves this kind out.
    left_out: &'static str,
}

const CONTRACTS: [Contract; 2] = [
    Contract {
        choice: "0",
        word: "hourly",
        parameter: "hourly_rate",
        field: "rate",
        left_out: "It is about hourly jobs, and the link asks for fixed prices only.",
    },
    Contract {
        choice: "1",
        word: "fixed",
        parameter: "amount",
        field: "budget",
        left_out: "It is about fixed prices, and the link asks for hourly jobs only.",
    },
];

/// What a link asks of one kind of contract.
struct Side {
    contract: &'static Contract,
    /// The link names the kind.
    named: bool,
    /// The condition on what it pays, and the value it comes from.
    pay: Option<(String, String)>,
}

/// Carries the kind of contract, the hourly rate and the fixed price over, as one condition.
pub(super) fn carry(parameters: &mut Parameters, draft: &mut Draft) {
    let kinds = parameters.shift_remove("t").unwrap_or_default();
    let choices = CONTRACTS.iter().map(|contract| contract.choice);
    let (named, unknown): (Vec<&str>, Vec<&str>) = list(&kinds).partition(|value| choices.clone().any(|c| c == *value));
    let why = unknown_choice(choices);
    draft.leave_all("t", unknown.into_iter().map(|value| (value, why.as_str())));
    let mut sides = Vec::new();
    for contract in &CONTRACTS {
        let values = parameters.shift_remove(contract.parameter).unwrap_or_default();
        let is_named = named.contains(&contract.choice);
        if !named.is_empty() && !is_named {
            draft.leave_all(contract.parameter, values.iter().map(|value| (value.as_str(), contract.left_out)));
            continue;
        }
        let (range, wrong) = ranges::read(&values);
        draft.leave_all(contract.parameter, wrong);
        let pay = range.map(|range| (format!("{}:{range}", contract.field), values.join(",")));
        if is_named || pay.is_some() {
            sides.push(Side { contract, named: is_named, pay });
        }
    }
    if !sides.is_empty() {
        let from: Vec<(&str, &str)> = sides.iter().flat_map(Side::from).collect();
        draft.add(&from, &condition(&sides));
    }
}

/// `type:hourly rate:>=50 OR type:fixed budget:>=1000`, as short as it can be said.
fn condition(sides: &[Side]) -> String {
    if sides.iter().all(|side| side.pay.is_none()) {
        return format!("type:{}", sides.iter().map(|side| side.contract.word).collect::<Vec<_>>().join(","));
    }
    let one = |side: &Side| {
        let kind = side.named.then(|| format!("type:{}", side.contract.word));
        kind.into_iter().chain(side.pay.as_ref().map(|(pay, _)| pay.clone())).collect::<Vec<_>>().join(" ")
    };
    sides.iter().map(one).collect::<Vec<_>>().join(" OR ")
}

impl Side {
    /// Parameters and values that it comes from.
    fn from(&self) -> impl Iterator<Item = (&str, &str)> {
        let kind = self.named.then_some(("t", self.contract.choice));
        let pay = self.pay.as_ref().map(|(_, value)| (self.contract.parameter, value.as_str()));
        kind.into_iter().chain(pay)
    }
}
