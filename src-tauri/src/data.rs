//! Where the shell keeps its own files: in the data directory, beside the database.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The shell's files in one data directory.
#[derive(Debug, Clone)]
pub struct Places(PathBuf);

impl Places {
    /// Those of `data_dir`, an absolute path.
    pub fn new(data_dir: PathBuf) -> Self {
        Self(data_dir)
    }

    /// The data directory.
    pub fn data_dir(&self) -> &Path {
        &self.0
    }

    /// A name on the session bus that differs from that of other data directories.
    pub fn instance_name(&self, identifier: &str) -> String {
        let mut hash = DefaultHasher::new();
        self.0.hash(&mut hash);
        format!("{identifier}.data{:016x}", hash.finish())
    }

    /// Looks, place and the wizard's progress.
    pub fn preferences(&self) -> PathBuf {
        self.0.join("window.json")
    }

    /// Size of the window.
    pub fn window_state(&self) -> PathBuf {
        self.0.join("window-state.json")
    }

    /// Makes the files that others will write, so that they are their owner's only: whoever writes them later keeps the
    /// permissions it finds.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make_private(&self) -> io::Result<()> {
        for path in [self.preferences(), self.window_state()] {
            private().append(true).open(path)?;
        }
        Ok(())
    }
}

/// Puts a file of its owner's only in the place of another. Whatever ends the program meanwhile, and however full the
/// disk is, one of the two is there, whole.
///
/// # Errors
/// Those of the file system; then the old one is there.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = private().write(true).truncate(true).open(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(new, path)
}

/// Sets a file aside, under a name of its own, that cannot be read as what it should be: it would be replaced else.
pub fn set_aside_unless(path: &Path, is_sound: impl FnOnce(&[u8]) -> bool) {
    match fs::read(path) {
        Ok(bytes) if is_sound(&bytes) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        found => {
            let aside = path.with_extension("bad");
            let moved = fs::rename(path, &aside);
            tracing::warn!(?aside, error = ?found.err(), failed = ?moved.err(), "a file cannot be read and is set aside");
        }
    }
}

/// Makes the file if there is none, for its owner only.
fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Where things are that may be thrown away: what the web view keeps for itself, icons on their way to the tray.
#[derive(Debug, Clone)]
pub struct Scratch(PathBuf);

impl Scratch {
    /// In the system's place for such things: the usual one, or one of its own for another data directory.
    pub fn new(cache: &Path, instance: &str) -> Self {
        Self(cache.join(instance))
    }

    /// What the web view keeps.
    pub fn web_view(&self) -> PathBuf {
        self.0.join("web-view")
    }

    /// Icons on their way to the tray.
    pub fn tray_icons(&self) -> PathBuf {
        self.0.join("tray")
    }

    /// Makes the folder, its owner's only: what others put into it has permissions of their choosing.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.0)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_the_shell_keeps_is_its_owners_only() {
        let directory = tempfile::tempdir().unwrap();
        let places = Places::new(directory.path().to_owned());
        places.make_private().unwrap();
        fs::write(places.preferences(), "{}").unwrap();
        places.make_private().unwrap();
        assert_eq!(fs::read_to_string(places.preferences()).unwrap(), "{}", "a file that is there is left as it is");
        assert_eq!([mode(&places.preferences()), mode(&places.window_state())], [0o600, 0o600]);
        let scratch = Scratch::new(&directory.path().join("cache"), "app.example");
        scratch.make().unwrap();
        assert_eq!(mode(scratch.web_view().parent().unwrap()), 0o700);
    }

    #[test]
    fn a_replaced_file_is_whole_whenever_somebody_looks() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("window.json");
        let texts = ["a".repeat(100_000), "b".repeat(50_000)];
        replace(&path, texts[0].as_bytes()).unwrap();
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let all = texts.iter().cycle().take(200).try_for_each(|text| replace(&path, text.as_bytes()));
                done.store(true, Ordering::Relaxed);
                all.unwrap();
            });
            while !done.load(Ordering::Relaxed) {
                assert!(texts.contains(&fs::read_to_string(&path).unwrap()), "a part of a file was read");
            }
        });
        assert_eq!(mode(&path), 0o600);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_set_aside() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("window.json");
        set_aside_unless(&path, |_| false);
        fs::write(&path, "sound").unwrap();
        set_aside_unless(&path, |bytes| bytes == b"sound");
        assert!(path.exists());
        set_aside_unless(&path, |_| false);
        assert!(!path.exists());
        assert_eq!(fs::read_to_string(directory.path().join("window.bad")).unwrap(), "sound");
    }

    #[test]
    fn a_file_that_cannot_be_replaced_stays() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("window.json");
        replace(&path, b"old").unwrap();
        fs::create_dir(path.with_extension("new")).unwrap();
        replace(&path, b"new").unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
