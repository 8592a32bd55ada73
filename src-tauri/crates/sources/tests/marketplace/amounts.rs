//! Amounts: promised where they do not apply, zero where they are not meant, and in several shapes.

use lapwing_domain::job::{ContractType, Job};
use serde_json::{Value, json};

use crate::{full, job, with};

fn money(units: &str) -> Value {
    json!({ "rawValue": units, "currency": "USD", "displayValue": units })
}

fn budget(job: &Job) -> Option<(f64, &str)> {
    job.budget.as_ref().map(|amount| (amount.units(), amount.currency.code()))
}

fn ends(job: &Job) -> Option<(f64, f64)> {
    job.rate.map(|rate| (rate.min.units(), rate.max.units()))
}

/// A posting of a stated type, with the node's own amount and its hourly range.
fn posting(contract: &Value, amount: &Value, range: [Value; 2]) -> Job {
    let [min, max] = range;
    job(&json!({
        "id": "7", "amount": amount, "hourlyBudgetMin": min, "hourlyBudgetMax": max,
        "job": { "contractTerms": { "contractType": contract } }
    }))
}

#[test]
fn an_amount_is_read_from_an_object_a_text_or_a_number() {
    for (amount, expected) in [
        (json!({ "rawValue": "1250.5", "currency": "EUR" }), Some((1250.5, "EUR"))),
        (json!({ "rawValue": 1250.5, "currency": "eur" }), Some((1250.5, "EUR"))),
        (json!({ "rawValue": "1250.5", "currency": null }), Some((1250.5, "USD"))),
        (json!("1,250.50"), Some((1250.5, "USD"))),
        (json!(1250.5), Some((1250.5, "USD"))),
        (json!({ "rawValue": null, "currency": "USD" }), None),
        (json!({ "rawValue": "plenty" }), None),
        (json!({ "rawValue": "-5" }), None),
        (json!({ "rawValue": { "rawValue": "5" } }), None),
        (json!([1250.5]), None),
    ] {
        assert_eq!(budget(&with("amount", &amount)), expected, "{amount}");
    }
}

#[test]
fn the_contracts_terms_say_the_budget_and_the_node_where_they_do_not() {
    for (agreed, own, expected) in [
        (money("800.0"), money("10.0"), Some(800.0)),
        (money("800.0"), money("0.0"), Some(800.0)),
        (money("800.0"), json!(null), Some(800.0)),
        (money("0.0"), money("10.0"), Some(10.0)),
        (json!(null), money("10.0"), Some(10.0)),
        (json!("?"), json!(10), Some(10.0)),
        (money("0.0"), money("0.0"), None),
        (json!(null), json!(null), None),
    ] {
        let terms = json!({ "contractType": "FIXED", "fixedPriceContractTerms": { "amount": agreed } });
        let job = job(&json!({ "id": "7", "amount": own, "job": { "contractTerms": terms } }));
        assert_eq!(job.budget.map(|amount| amount.units()), expected, "{agreed} {own}");
        assert_eq!(job.contract, Some(ContractType::Fixed));
    }
}

#[test]
fn an_amount_of_zero_or_none_says_nothing_about_what_is_paid_by_the_hour() {
    for amount in [money("0.0"), json!(0), json!("0"), json!(null)] {
        let hourly = posting(&json!("HOURLY"), &amount, [money("20.0"), money("60.0")]);
        assert_eq!((hourly.contract, hourly.budget), (Some(ContractType::Hourly), None), "{amount}");
        assert_eq!(ends(&hourly), Some((20.0, 60.0)));
        let open = posting(&json!("HOURLY"), &amount, [json!(null), json!(null)]);
        assert_eq!((open.contract, open.budget, open.rate), (Some(ContractType::Hourly), None, None), "{amount}");
    }
}

#[test]
fn a_stated_type_gives_way_to_the_amounts_unless_they_say_both() {
    let none = [json!(null), json!(null)];
    let contradicted = posting(&json!("HOURLY"), &money("500.0"), none.clone());
    assert_eq!((contradicted.contract, contradicted.rate), (Some(ContractType::Fixed), None));
    let both = posting(&json!("HOURLY"), &money("500.0"), [money("20.0"), money("60.0")]);
    assert_eq!((both.contract, budget(&both)), (Some(ContractType::Hourly), Some((500.0, "USD"))));
    let fixed = posting(&json!("FIXED"), &money("500.0"), [money("0.0"), money("0.0")]);
    assert_eq!((fixed.contract, fixed.rate), (Some(ContractType::Fixed), None));
    for unstated in [json!(null), json!("BARTER"), json!(true)] {
        let by_amount = posting(&unstated, &money("500.0"), none.clone());
        assert_eq!(by_amount.contract, Some(ContractType::Fixed), "{unstated}");
        let by_range = posting(&unstated, &money("0.0"), [money("20.0"), json!(null)]);
        assert_eq!(by_range.contract, Some(ContractType::Hourly), "{unstated}");
        assert_eq!(posting(&unstated, &money("0.0"), none.clone()).contract, None, "{unstated}");
    }
}

#[test]
fn an_hourly_range_keeps_the_end_it_has_and_is_put_the_right_way_round() {
    for (min, max, expected) in [
        (money("20.0"), money("60.0"), Some((20.0, 60.0))),
        (money("60.0"), money("20.0"), Some((20.0, 60.0))),
        (money("0.0"), money("60.0"), Some((60.0, 60.0))),
        (json!(null), money("60.0"), Some((60.0, 60.0))),
        (json!(20), json!("60"), Some((20.0, 60.0))),
        (json!([]), json!({}), None),
        (money("0.0"), money("0.0"), None),
    ] {
        let job = job(&json!({ "id": "7", "hourlyBudgetMin": min, "hourlyBudgetMax": max }));
        assert_eq!(ends(&job), expected, "{min} {max}");
    }
}

#[test]
fn an_hourly_range_has_the_currency_that_either_end_names() {
    let euros = json!({ "rawValue": "60", "currency": "EUR" });
    for min in [json!(null), json!({ "rawValue": "?" }), json!({ "rawValue": "20", "currency": "EUR" })] {
        let job = job(&json!({ "id": "7", "hourlyBudgetMin": min, "hourlyBudgetMax": euros }));
        let rate = job.rate.unwrap();
        assert_eq!((rate.min.currency.code(), rate.max.currency.code()), ("EUR", "EUR"), "{min}");
    }
}

#[test]
fn the_contracts_terms_say_the_hourly_range_where_the_node_does_not() {
    let mut node = full();
    node["job"]["contractTerms"]["hourlyContractTerms"]["hourlyBudgetMin"] = json!(30.0);
    node["job"]["contractTerms"]["hourlyContractTerms"]["hourlyBudgetMax"] = json!(35.5);
    assert_eq!(ends(&job(&node)), Some((45.0, 70.5)));
    for unknown in [json!(null), money("0.0")] {
        (node["hourlyBudgetMin"], node["hourlyBudgetMax"]) = (unknown.clone(), unknown.clone());
        assert_eq!(ends(&job(&node)), Some((30.0, 35.5)), "{unknown}");
    }
}

#[test]
fn a_spend_of_zero_is_known_and_a_spend_not_shown_is_not() {
    let spent = |amount: Value| with("client", &json!({ "totalSpent": amount })).client.spent.map(|spent| spent.cents);
    assert_eq!([spent(money("0.0")), spent(money("72.11")), spent(json!(null))], [Some(0), Some(7211), None]);
}
