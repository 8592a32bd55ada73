//! Countries as the listing compares them: two letters, however a posting writes them.

use lapwing_domain::job::Country;

/// ISO 3166-1 alpha-2, upper case.
pub(crate) type Code = [u8; 2];

/// The parameter's form: two letters, known or not.
pub(crate) fn by_code(text: &str) -> Option<Code> {
    let code: Code = text.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then(|| code.map(|b| b.to_ascii_uppercase()))
}

/// The country a posting names by code, three-letter code or name.
pub(crate) fn identify(text: &str) -> Option<Code> {
    match Country::read(text)? {
        Country::Code(code) => Some(code),
        Country::Other(_) => None,
    }
}
