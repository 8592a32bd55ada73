//! A key in a `.env` file. The process's own environment is not touched.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use lapwing_vault::Secret;

use super::{BadKey, KeyText};

/// Why a file gives no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read as text.
    #[error("The file {} cannot be read. Check that it is a text file and that you may read it.", name(path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Cause.
        #[source]
        source: io::Error,
    },
    /// It is far larger than a file of settings.
    #[error("The file {} is too large for a .env file. Pick another one.", name(.0))]
    TooLarge(PathBuf),
    /// The variable is not in it.
    #[error("The file {} has no line {variable}=… Add it, or pick another file.", name(path))]
    NoVariable {
        /// The file.
        path: PathBuf,
        /// The variable's name.
        variable: String,
    },
    /// The variable's value is no key.
    #[error(transparent)]
    BadKey(#[from] BadKey),
}

/// Largest file read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Reads the key that `variable` holds in the `.env` file at `path`; the last line that names it counts.
///
/// # Errors
/// When the file cannot be read, does not name the variable, or the value is no key.
pub fn key_from_file(path: &Path, variable: &str) -> Result<KeyText, KeyFileError> {
    let text = read(path)?;
    let lines = text.expose().trim_start_matches('\u{feff}');
    // A line that cannot be parsed is somebody else's; the error would quote it.
    let value = dotenvy::from_read_iter(lines.as_bytes())
        .filter_map(|line| line.ok().map(|(name, value)| (name, Secret::new(value))))
        .filter(|(name, _)| name == variable)
        .last();
    // A line that another one's open quote has swallowed, or that breaks a rule itself, still says what it means.
    let line = || lines.lines().rfind(|line| names(line, variable));
    match (value, line()) {
        (Some((_, value)), _) => Ok(KeyText::clean(value.expose())?),
        (None, Some(line)) => Ok(KeyText::clean(line)?),
        (None, None) => Err(KeyFileError::NoVariable { path: path.to_owned(), variable: variable.to_owned() }),
    }
}

/// Whether a line sets the variable.
fn names(line: &str, variable: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
    line.strip_prefix(variable).is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// What is told of a file: where it lies is nobody's business who did not name it.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Opens a file. A pipe or a device could keep whoever opens it waiting for ever.
fn open(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    File::open(path)
}

fn read(path: &Path) -> Result<Secret<String>, KeyFileError> {
    let unreadable = |source| KeyFileError::Unreadable { path: path.to_owned(), source };
    let mut text = String::new();
    let read = open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
    let text = Secret::new(text);
    match read.map_err(unreadable)? as u64 {
        0..=LARGEST => Ok(text),
        _ => Err(KeyFileError::TooLarge(path.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(contents: &[u8]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), contents).unwrap();
        file
    }

    fn key(contents: &[u8]) -> Result<String, KeyFileError> {
        key_from_file(file(contents).path(), "UPWORK_API_KEY").map(|text| text.key.expose().clone())
    }

    #[test]
    fn the_variable_is_found_among_others_quoted_or_not() {
        for contents in [
            "UPWORK_API_KEY=abc123\n",
            "# local\nOTHER=1\nexport UPWORK_API_KEY=\"abc123\" # mine\n",
            "\u{feff}UPWORK_API_KEY='abc123'\r\n",
            "UPWORK_API_KEY=old\nUPWORK_API_KEY=abc123",
            "not a variable\nUPWORK_API_KEY=abc123",
            "NOTE='it is left open\nUPWORK_API_KEY=abc123",
            "UPWORK_API_KEY=\"abc123",
        ] {
            assert_eq!(key(contents.as_bytes()).unwrap(), "abc123", "{contents:?}");
        }
    }

    #[test]
    fn a_file_without_the_variable_or_with_an_empty_one_is_told_apart() {
        assert!(matches!(key(b"OTHER=1"), Err(KeyFileError::NoVariable { .. })));
        assert!(matches!(key(b"UPWORK_API_KEY_OLD=1"), Err(KeyFileError::NoVariable { .. })));
        assert!(matches!(key(b"UPWORK_API_KEY=\n"), Err(KeyFileError::BadKey(BadKey::Empty))));
        assert!(matches!(key(b"UPWORK_API_KEY=two words\n"), Err(KeyFileError::BadKey(BadKey::Whitespace))));
    }

    #[test]
    fn what_is_no_text_file_is_refused() {
        assert!(matches!(key(&[0xff, 0xfe, 0x00]), Err(KeyFileError::Unreadable { .. })));
        assert!(matches!(key(&vec![b'a'; 2 << 20]), Err(KeyFileError::TooLarge(_))));
        assert!(matches!(
            key_from_file(Path::new("/nonexistent/.env"), "A"),
            Err(KeyFileError::Unreadable { source, .. }) if source.kind() == io::ErrorKind::NotFound
        ));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_waited_for() {
        for path in ["/dev/zero", "/"] {
            assert!(matches!(key_from_file(Path::new(path), "A"), Err(KeyFileError::Unreadable { .. })), "{path}");
        }
    }

    #[test]
    fn an_error_names_the_file_and_not_where_it_lies() {
        let error = key_from_file(Path::new("/home/somebody/secret.env"), "A").unwrap_err().to_string();
        assert!(error.contains("secret.env") && !error.contains("somebody"), "{error}");
    }

    #[test]
    fn no_error_quotes_the_file() {
        let error = key(b"UPWORK_API_KEY=\"hunter2 x\nX=hunter2").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }

    #[test]
    fn reading_a_file_leaves_the_environment_alone() {
        key(b"LAPWING_TEST_VARIABLE=1\nUPWORK_API_KEY=abc123").unwrap();
        assert!(std::env::var_os("LAPWING_TEST_VARIABLE").is_none());
    }
}
