//! `notifications`: rules that the window shows and keeps, too.

use serde_json::json;

use crate::support::Cli;

#[test]
fn the_number_of_proposals_that_is_news_is_set_shown_and_taken_back() {
    let cli = Cli::new();
    let past = || cli.done(&["--json", "notifications", "show"]).document()["proposals_past"].clone();
    assert_eq!(past(), json!(20));
    let set = cli.done(&["notifications", "set", "proposals_past", "35"]);
    assert_eq!(set.err, "A job you saved or applied to is told once it has 35 proposals or more.\n");
    assert_eq!(past(), json!(35));
    let refused = cli.run(&["notifications", "set", "proposals_past", "0"]);
    assert_eq!((refused.status, refused.err.as_str()), (2, "Expected a number above zero.\n"));
    assert_eq!(cli.run(&["notifications", "set", "volume", "3"]).status, 2);
    assert_eq!(past(), json!(35), "what was refused changed nothing");
    cli.done(&["notifications", "set", "proposals_past", ""]);
    assert_eq!(past(), json!(20));
}

#[test]
fn one_rule_is_changed_and_the_others_stay() {
    let cli = Cli::new();
    for (rule, value) in [("quiet_hours", "sat,sun 22:00-09:00"), ("budget", "6"), ("detail", "name")] {
        cli.done(&["notifications", "set", rule, value]);
    }
    let rules = json!({
        "quiet_hours": "sat,sun 22:00-09:00", "budget": 6, "detail": "name", "proposals_past": 20,
        "snoozed_until": null,
    });
    assert_eq!(cli.done(&["--json", "notifications", "show"]).document(), rules);
}
