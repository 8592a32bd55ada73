//! The log: a file in the data directory and standard error. No keys and no words of postings go into it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Beyond this the file is put aside and the one put aside before is dropped.
const MOST_BYTES: u64 = 1 << 20;

/// Set to choose what is logged, in the syntax of `tracing_subscriber::EnvFilter`.
const FILTER_VARIABLE: &str = "LAPWING_LOG";

/// Ours at `info`, everybody else's warnings.
const FILTER: &str = "warn,lapwing=info,lapwing_engine=info,lapwing_store=info,lapwing_sources=info,lapwing_vault=info,lapwing_sandbox=info";

/// Starts logging. Without a directory that can be written, only to standard error.
pub fn start(directory: &Path) {
    let filter = EnvFilter::try_from_env(FILTER_VARIABLE).unwrap_or_else(|_| EnvFilter::new(FILTER));
    let (file, failure) = match BoundedFile::open(directory.join("lapwing.log"), MOST_BYTES) {
        Ok(file) => (Some(file), None),
        Err(error) => (None, Some(error)),
    };
    let to_file = file.map(|file| tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Mutex::new(file)));
    let to_terminal = tracing_subscriber::fmt::layer().with_ansi(io::stderr().is_terminal()).with_writer(io::stderr);
    // Fails only where a subscriber is set already, and then there is one.
    let _ = tracing_subscriber::registry().with(filter).with(to_file).with(to_terminal).try_init();
    if let Some(error) = failure {
        tracing::warn!(%error, "logging to standard error only");
    }
}

/// A file of its owner's only that is put aside when it has grown too long.
struct BoundedFile {
    path: PathBuf,
    file: File,
    written: u64,
    most: u64,
}

impl BoundedFile {
    fn open(path: PathBuf, most: u64) -> io::Result<Self> {
        let file = append(&path)?;
        let written = file.metadata()?.len();
        Ok(Self { path, file, written, most })
    }

    fn put_aside(&mut self) -> io::Result<()> {
        fs::rename(&self.path, self.path.with_extension("log.1"))?;
        self.file = append(&self.path)?;
        self.written = 0;
        Ok(())
    }
}

fn append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl Write for BoundedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.written >= self.most {
            self.put_aside()?;
        }
        let count = self.file.write(bytes)?;
        self.written += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_grew_too_long_is_put_aside_once() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lapwing.log");
        let mut log = BoundedFile::open(path.clone(), 8).unwrap();
        for line in ["first line\n", "second line\n", "third line\n"] {
            log.write_all(line.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "third line\n");
        assert_eq!(fs::read_to_string(path.with_extension("log.1")).unwrap(), "second line\n");
    }

    #[test]
    fn a_log_goes_on_where_it_ended() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lapwing.log");
        for line in ["one\n", "two\n"] {
            BoundedFile::open(path.clone(), 100).unwrap().write_all(line.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_the_log() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("lapwing.log");
        BoundedFile::open(path.clone(), 100).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
