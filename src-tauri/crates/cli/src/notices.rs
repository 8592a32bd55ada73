//! What a desktop would be shown of keys, as sentences.

/// A key has been in use for a quarter.
pub fn due(source: &str, days: u32) -> String {
    format!(
        "The key of “{source}” has been in use for {days} days. Keys are best replaced each quarter: lapwing-cli source \
         rotate {source} --key-stdin"
    )
}

/// Somebody else seems to use a key. Without a number, only refusals show it.
pub fn used_elsewhere(source: &str, calls: Option<u32>) -> String {
    let seen = match calls {
        Some(1) => "the service counted a call that Lapwing did not make".to_owned(),
        Some(calls) => format!("the service counted {calls} calls within a minute that Lapwing did not make"),
        None => "the service goes on refusing calls though few were made".to_owned(),
    };
    format!(
        "The key of “{source}” may be used elsewhere: {seen}. If that was not you, replace it: lapwing-cli source rotate \
         {source} --key-stdin --reason leak"
    )
}
