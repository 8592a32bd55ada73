//! One watcher per data directory: a lock on a file that the window and the command line share.
//!
//! The system drops the lock when its holder ends, however it ends, so there is nothing to clean up after a crash. The
//! file also tells who holds it; on systems where a locked file cannot be read by others the name is simply not known.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use crate::EngineError;

/// Held as long as this program watches.
#[derive(Debug)]
pub struct WatchLock {
    _file: File,
}

impl WatchLock {
    /// Takes the lock, or says who holds it.
    pub fn take(path: &Path) -> Result<Self, EngineError> {
        let failed = |source| EngineError::DataDir { path: path.to_path_buf(), source };
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
                write!(file, "{}", std::process::id()).map_err(failed)?;
                Ok(Self { _file: file })
            }
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let holder = file.read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
                Err(EngineError::WatchedElsewhere { process: holder })
            }
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_watcher_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("watch.lock");
        let first = WatchLock::take(&path).unwrap();
        match WatchLock::take(&path) {
            Err(EngineError::WatchedElsewhere { process }) => assert_eq!(process, Some(std::process::id())),
            other => panic!("{other:?}"),
        }
        drop(first);
        WatchLock::take(&path).unwrap();
    }
}
