//! Sizes and themes in which the window is looked at.

use crate::desktop::Desktop;
use crate::page::Page;
use crate::portal::Scheme;
use crate::wait::{PATIENCE, until};

/// Width and height of a page.
pub type Size = (u32, u32);

/// Three panes, two, one.
pub const SIZES: [Size; 3] = [(1280, 800), (900, 700), (480, 800)];

/// Every theme, with its name.
pub const THEMES: [(Scheme, &str); 2] = [(Scheme::Light, "light"), (Scheme::Dark, "dark")];

/// Lets the desktop prefer a theme, and waits until the page has turned to it.
#[track_caller]
pub fn turn(desktop: &Desktop, page: &Page, scheme: Scheme) {
    desktop.portal.prefer(scheme);
    until(&format!("the page turns {scheme:?}"), PATIENCE, || {
        let dark = page.run("return matchMedia('(prefers-color-scheme: dark)').matches");
        (dark == (scheme == Scheme::Dark)).then_some(())
    });
}
