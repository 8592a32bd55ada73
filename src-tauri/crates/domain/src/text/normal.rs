//! The form in which texts are compared.

/// The normal form of a text. Normalising twice changes nothing.
pub fn normal(text: &str) -> String {
    text.to_lowercase()
}
