//! Where things are: one data directory that the window and the command line share.

use std::path::{Path, PathBuf};

use crate::EngineError;

/// The data directory and the files in it.
#[derive(Debug, Clone)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// The user's own: `lapwing` in the system's place for application data.
    pub fn default_path() -> Option<PathBuf> {
        dirs::data_dir().map(|dir| dir.join("lapwing"))
    }

    /// Opens or makes the directory, readable by its owner only.
    pub fn open(path: &Path) -> Result<Self, EngineError> {
        let failed = |source| EngineError::DataDir { path: path.to_path_buf(), source };
        std::fs::create_dir_all(path).map_err(failed)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
            let mode = std::fs::metadata(path).map_err(failed)?.mode();
            if mode & 0o077 != 0 {
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).map_err(failed)?;
            }
        }
        Ok(Self(path.to_path_buf()))
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.0.join("lapwing.db")
    }

    /// The file whose lock makes a program the watcher of this directory.
    pub fn watch_lock(&self) -> PathBuf {
        self.0.join("watch.lock")
    }
}
