//! Cleaning on the way in: what is stored, shown and counted in evidence ranges.

/// The text without the markup of the marketplace's pages.
pub fn clean(text: &str) -> String {
    text.to_owned()
}
