//! Pasted search links: whatever is pasted is refused or becomes a query that reads back, and what is left over is said
//! in full.

#![no_main]

use lapwing_domain::link::read_link;
use lapwing_domain::query::{Use, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    check(&text);
    // Hardly any mutation leaves the address alone, so what is behind it is tried on its own too.
    check(&format!("https://www.upwork.com/nx/search/jobs/?{text}"));
});

fn check(link: &str) {
    match read_link(link) {
        Ok(read) => {
            let parsed = parse(&read.query, Use::SavedSearch);
            let printed = parsed.map(|parsed| parsed.query.to_string());
            assert_eq!(printed.as_deref(), Ok(&*read.query), "{link:?}");
            for left in &read.left {
                assert!(!left.why.is_empty() && !left.value.contains(char::is_control), "{left:?}");
            }
        }
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
}
