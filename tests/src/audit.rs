//! What axe finds in the page as it is drawn. It comes from the page's own development dependencies.

use std::fs;

use serde_json::Value;

use crate::page::Page;
use crate::pictures::root;

/// An auditor that has read axe.
#[derive(Debug)]
pub struct Audit(String);

impl Audit {
    /// Reads axe.
    ///
    /// # Panics
    /// When it is not installed.
    pub fn new() -> Self {
        let path = root().join("ui/node_modules/axe-core/axe.min.js");
        Self(
            fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}; make setup installs it", path.display())),
        )
    }

    /// What axe finds in the page as it stands, one line for each rule and element.
    ///
    /// # Panics
    /// When axe does not run.
    pub fn of(&self, page: &Page) -> Vec<String> {
        if page.run("return typeof window.axe") != "object" {
            page.run(&self.0);
        }
        let told = page.run_until_called(include_str!("audit.js"), &[]);
        let Value::Array(found) = told else { panic!("axe failed: {told}") };
        found.into_iter().filter_map(|line| line.as_str().map(str::to_owned)).collect()
    }
}

impl Default for Audit {
    fn default() -> Self {
        Self::new()
    }
}
