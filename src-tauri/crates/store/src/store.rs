//! The handle: opening, closing, and handing work to the database threads.

use std::path::Path;

use crate::error::StoreError;

/// The open database. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {}

impl Store {
    /// Opens the file, creating it (0600) and its folder (0700) where absent, and brings its schema up to date. Blocks:
    /// call it at start-up or off the async threads.
    ///
    /// A file this program must not write (newer, damaged, read-only) is refused and left byte for byte as it was.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let _ = path;
        todo!()
    }

    /// Finishes what was handed in, then ends the threads and waits for them. Later calls answer
    /// [`StoreError::Closed`]. Blocks; closing twice does nothing.
    pub fn close(&self) {
        todo!()
    }

    /// A number that changes when **another** process (or another `Store`) has written to the file.
    pub async fn data_version(&self) -> Result<u32, StoreError> {
        todo!()
    }
}
