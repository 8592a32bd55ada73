//! What the program was started with. Must not know what is done with it.

use std::ffi::OsString;
use std::path::PathBuf;

/// How to start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arguments {
    /// Begin in the tray, without a window.
    pub hidden: bool,
    /// Where everything is kept; `None` is the user's own place.
    pub data_dir: Option<PathBuf>,
}

/// What can be asked on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Start.
    Run(Arguments),
    /// Print [`USAGE`].
    Help,
    /// Print the version.
    Version,
}

/// One line for whoever asked, or asked wrongly.
pub const USAGE: &str = "Usage: lapwing [--hidden] [--data-dir DIR]";

/// Reads the arguments after the program's own name.
///
/// # Errors
/// A sentence saying what is wrong.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Asked, String> {
    let mut read = Arguments::default();
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        let Some(text) = argument.to_str() else {
            return Err(format!("“{}” is not an option.", argument.display()));
        };
        match text {
            "--hidden" => read.hidden = true,
            "--data-dir" => read.data_dir = Some(directory(rest.next())?),
            "--help" | "-h" => return Ok(Asked::Help),
            "--version" | "-V" => return Ok(Asked::Version),
            _ => match text.strip_prefix("--data-dir=") {
                Some(path) => read.data_dir = Some(directory(Some(path.into()))?),
                None => return Err(format!("“{text}” is not an option.")),
            },
        }
    }
    Ok(Asked::Run(read))
}

fn directory(path: Option<OsString>) -> Result<PathBuf, String> {
    match path {
        Some(path) if !path.is_empty() => Ok(path.into()),
        _ => Err("--data-dir wants a folder.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_words(words: &[&str]) -> Result<Asked, String> {
        read(words.iter().map(OsString::from))
    }

    #[test]
    fn nothing_means_the_users_own_place_and_a_window() {
        assert_eq!(read_words(&[]), Ok(Asked::Run(Arguments::default())));
    }

    #[test]
    fn a_folder_is_taken_in_both_spellings() {
        let expected = Arguments { hidden: true, data_dir: Some("/tmp/a b".into()) };
        for words in [["--hidden", "--data-dir", "/tmp/a b"].as_slice(), &["--data-dir=/tmp/a b", "--hidden"]] {
            assert_eq!(read_words(words), Ok(Asked::Run(expected.clone())), "{words:?}");
        }
    }

    #[test]
    fn what_is_no_option_is_named() {
        assert_eq!(read_words(&["--hiden"]), Err("“--hiden” is not an option.".to_owned()));
        for words in [["--data-dir"].as_slice(), &["--data-dir="], &["--data-dir", ""]] {
            assert_eq!(read_words(words), Err("--data-dir wants a folder.".to_owned()), "{words:?}");
        }
    }

    #[test]
    fn help_and_version_win_over_what_follows() {
        assert_eq!(read_words(&["--hidden", "--help", "--nonsense"]), Ok(Asked::Help));
        assert_eq!(read_words(&["-V"]), Ok(Asked::Version));
    }
}
