//! Small pictures beside one another, so that many can be looked over at once.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::wait::say;

/// Joins the pictures of a folder into one sheet for each size and theme, beside the folder; how many pictures there were.
/// `montage` of `ImageMagick` does it; without it there are no sheets, which is said.
pub(super) fn of(folder: &Path) -> usize {
    let mut kinds = BTreeMap::<String, Vec<PathBuf>>::new();
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder is there").filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.sort();
    for picture in &all {
        // VIEW-WIDTHxHEIGHT-THEME
        let name = picture.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let mut parts = name.rsplitn(3, '-');
        let (theme, size) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        kinds.entry(format!("{size}-{theme}")).or_default().push(picture.clone());
    }
    let content = folder.file_name().and_then(OsStr::to_str).unwrap_or_default();
    for (kind, pictures) in kinds {
        let sheet = folder.with_file_name(format!("sheet-{content}-{kind}.png"));
        let joined = Command::new("montage")
            .args(["-label", "%t", "-background", "#808080", "-geometry", "426x+6+6", "-tile", "5x"])
            .args(&pictures)
            .arg(&sheet)
            .status();
        if !joined.is_ok_and(|status| status.success()) {
            say("There are no sheets: montage, of ImageMagick, did not make them.");
            break;
        }
    }
    all.len()
}
