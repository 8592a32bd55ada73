//! Looking for a secret wherever it must not be, in every spelling in which bytes usually travel.

use std::fs;
use std::path::Path;

use aho_corasick::AhoCorasick;
use base64::Engine;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};

/// A secret in all its spellings.
#[derive(Debug)]
pub struct Needles {
    spellings: Vec<Spelling>,
    finder: AhoCorasick,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    name: String,
    bytes: Vec<u8>,
}

impl Needles {
    /// The spellings of `secret`: UTF-8, UTF-16 both ways, Base64 in both alphabets wherever it may begin, hexadecimal
    /// in both cases, and as part of an address.
    ///
    /// # Panics
    /// When the secret is so short or so plain that finding it means nothing.
    pub fn of(secret: &str) -> Self {
        assert!(secret.len() >= 16, "a short secret is found everywhere");
        let spellings = spellings(secret);
        let finder = AhoCorasick::new(spellings.iter().map(|spelling| &spelling.bytes)).expect("they are few");
        Self { spellings, finder }
    }

    /// The names of the spellings found in `hay`.
    pub fn in_bytes(&self, hay: &[u8]) -> Vec<&str> {
        let mut found: Vec<&str> = self
            .finder
            .find_overlapping_iter(hay)
            .map(|found| self.spellings[found.pattern().as_usize()].name.as_str())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What is found in the files below `folder` and in their names, as `FILE: SPELLING`.
    pub fn below(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        let mut rest = vec![folder.to_owned()];
        while let Some(path) = rest.pop() {
            let Ok(look) = fs::symlink_metadata(&path) else { continue };
            let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
            if look.is_dir() {
                let entries = fs::read_dir(&path).expect("a folder of the profile can be read");
                rest.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
            } else if look.is_file() {
                // One that is gone by now holds nothing any more.
                bytes.extend(fs::read(&path).unwrap_or_default());
            }
            found.extend(self.in_bytes(&bytes).into_iter().map(|name| format!("{}: {name}", path.display())));
        }
        found
    }
}

fn spellings(secret: &str) -> Vec<Spelling> {
    let mut all: Vec<Spelling> = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>| {
        if all.iter().all(|known| known.bytes != bytes) {
            all.push(Spelling { name, bytes });
        }
    };
    add("UTF-8".into(), secret.into());
    add("UTF-16LE".into(), secret.encode_utf16().flat_map(u16::to_le_bytes).collect());
    add("UTF-16BE".into(), secret.encode_utf16().flat_map(u16::to_be_bytes).collect());
    for before in 0..3 {
        add(format!("Base64 after {before}"), base64_after(before, secret, &BASE64_STANDARD_NO_PAD));
        add(format!("Base64 for addresses after {before}"), base64_after(before, secret, &BASE64_URL_SAFE_NO_PAD));
    }
    add("hexadecimal".into(), bytewise(secret, |byte| format!("{byte:02x}")));
    add("HEXADECIMAL".into(), bytewise(secret, |byte| format!("{byte:02X}")));
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escaped = |escape: fn(u8) -> String| {
        bytewise(secret, |byte| if kept(byte) { char::from(byte).to_string() } else { escape(byte) })
    };
    add("part of an address".into(), escaped(|byte| format!("%{byte:02X}")));
    add("part of an address, lower case".into(), escaped(|byte| format!("%{byte:02x}")));
    add("JSON".into(), serde_json::Value::from(secret).to_string().trim_matches('"').into());
    all
}

fn bytewise(secret: &str, spell: impl Fn(u8) -> String) -> Vec<u8> {
    secret.bytes().map(spell).collect::<String>().into_bytes()
}

/// Base64 of `secret` when `before` other bytes come first: only the letters that do not depend on its neighbours.
fn base64_after(before: usize, secret: &str, alphabet: &impl Engine) -> Vec<u8> {
    let padded = [vec![0; before], secret.into()].concat();
    let mut letters = alphabet.encode(&padded).into_bytes();
    if !padded.len().is_multiple_of(3) {
        letters.pop();
    }
    // Six bits a letter: the first whole letter of the secret comes after those that its neighbours share.
    letters.split_off((before * 8).div_ceil(6))
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};

    use super::*;

    const SECRET: &str = "lw~~~~with???>>>odd/signs+%=7";

    #[test]
    fn every_spelling_is_found_in_the_middle_of_anything() {
        let needles = Needles::of(SECRET);
        for spelling in spellings(SECRET) {
            let hay = [b"before".as_slice(), &spelling.bytes, b"after"].concat();
            assert!(needles.in_bytes(&hay).contains(&spelling.name.as_str()), "{}", spelling.name);
        }
    }

    #[test]
    fn base64_is_found_wherever_the_secret_begins_and_whatever_follows() {
        let needles = Needles::of(SECRET);
        for before in ["", "a", "ab", "abc", "abcd"] {
            for after in ["", "y", "yz", "xyz"] {
                let text = format!("{before}{SECRET}{after}");
                for encoded in [BASE64_STANDARD.encode(&text), BASE64_URL_SAFE.encode(&text)] {
                    assert!(!needles.in_bytes(encoded.as_bytes()).is_empty(), "{encoded} of {text}");
                }
            }
        }
    }

    #[test]
    fn the_spellings_of_an_odd_secret_all_differ() {
        assert_eq!(spellings(SECRET).len(), 13);
    }

    #[test]
    fn another_text_is_not_found() {
        assert_eq!(Needles::of(SECRET).in_bytes(SECRET.to_uppercase().as_bytes()), Vec::<&str>::new());
    }

    #[test]
    fn a_planted_secret_is_found_in_files_and_in_their_names() {
        let folder = tempfile::tempdir().unwrap();
        let needles = Needles::of("a-secret-that-fits-a-name");
        let below = folder.path().join("deep");
        fs::create_dir(&below).unwrap();
        fs::write(below.join("plain"), b"nothing").unwrap();
        assert_eq!(needles.below(folder.path()), Vec::<String>::new());

        fs::write(below.join("plain"), b"x=a-secret-that-fits-a-name;").unwrap();
        fs::write(below.join("a-secret-that-fits-a-name"), b"").unwrap();
        let found = needles.below(folder.path());
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
