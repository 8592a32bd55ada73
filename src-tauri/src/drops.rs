//! Files and links dropped on the window. Of a file the page hears the name; what is in it is read here, since it may be a
//! key.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, DragDropEvent, Manager as _, WebviewWindow, WindowEvent};
use tauri_specta::Event as _;

use crate::dto::watching::Dropped;
use lapwing_domain::text::neutral;

/// Longest name that is told.
const NAME: usize = 80;

/// The file that was dropped last, until it is taken.
#[derive(Default)]
pub struct DroppedFile(Mutex<Option<PathBuf>>);

impl DroppedFile {
    /// Takes it.
    pub fn take(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, path: PathBuf) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }
}

/// Tells the page of files that are dropped on its window.
pub fn listen(app: &AppHandle, window: &WebviewWindow) {
    let (app, label) = (app.clone(), window.label().to_owned());
    window.on_window_event(move |event| {
        let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event else { return };
        let Some(path) = paths.first() else { return };
        let dropped = what(path);
        if dropped.link.is_none() {
            app.state::<DroppedFile>().put(path.clone());
        }
        if let Err(error) = dropped.emit_to(&app, &*label) {
            tracing::warn!(%error, "the page did not hear of a file that was dropped");
        }
    });
}

/// What the page hears. Links come among the paths where the desktop hands both over in one list.
fn what(path: &Path) -> Dropped {
    let begins = |path: &&str| ["https://", "http://", "lapwing://"].iter().any(|scheme| path.starts_with(scheme));
    let link = path.to_str().filter(begins);
    Dropped { name: name_of(path), link: link.map(str::to_owned) }
}

fn name_of(path: &Path) -> String {
    neutral(&path.file_name().unwrap_or_default().to_string_lossy(), NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_file_is_taken_once_and_told_by_its_name() {
        let dropped = DroppedFile::default();
        dropped.put(PathBuf::from("/home/somebody/.env"));
        assert_eq!(dropped.take(), Some(PathBuf::from("/home/somebody/.env")));
        assert_eq!(dropped.take(), None);
        assert_eq!(what(Path::new("/home/somebody/a\u{202e}b.env")), Dropped { name: "ab.env".into(), link: None });
    }

    #[test]
    fn a_dropped_link_is_no_file() {
        let link = "https://www.example.org/nx/search/jobs/?q=rust";
        assert_eq!(what(Path::new(link)).link.as_deref(), Some(link));
        assert_eq!(what(Path::new("/home/somebody/https:")).link, None);
    }
}
