//! The user's browser: it remembers what it is asked to open, and its user does there what the test says.

use std::fs;
use std::path::PathBuf;

use crate::wait::{PATIENCE, until};

/// A browser that opens nothing by itself.
#[derive(Debug)]
pub struct Browser {
    opened: PathBuf,
}

/// A page as its user sees it.
#[derive(Debug)]
pub struct Visited {
    /// Where the browser ended, after all redirects.
    pub address: String,
    /// The page's text, with its markup.
    pub html: String,
}

impl Browser {
    /// The launcher of such a browser, which writes down what it is asked to open.
    pub(crate) fn launcher(opened: &std::path::Path) -> String {
        format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", opened.display())
    }

    pub(crate) fn new(opened: PathBuf) -> Self {
        Self { opened }
    }

    /// Everything it was asked to open, in order.
    pub fn opened(&self) -> Vec<String> {
        fs::read_to_string(&self.opened).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// Waits until it was asked to open more than `before` addresses; the newest.
    #[track_caller]
    pub fn next(&self, before: usize) -> String {
        until("the browser is asked to open something", PATIENCE, || self.opened().into_iter().nth(before))
    }

    /// Goes to an address.
    ///
    /// # Panics
    /// When nobody answers there, or with a failure.
    pub fn visit(&self, address: &str) -> Visited {
        use ureq::ResponseExt as _;
        let mut answer = ureq::get(address).call().unwrap_or_else(|error| panic!("{address}: {error}"));
        let html = answer.body_mut().read_to_string().expect("a page is text");
        Visited { address: answer.get_uri().to_string(), html }
    }

    /// Follows the link with this id on a page.
    ///
    /// # Panics
    /// When there is none.
    pub fn follow(&self, page: &Visited, id: &str) -> Visited {
        let marked = format!("id=\"{id}\"");
        let link = page
            .html
            .split('<')
            .find(|tag| tag.contains(&marked))
            .unwrap_or_else(|| panic!("no {id} in {}", page.html));
        let target =
            link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link leads somewhere");
        let target = target.replace("&amp;", "&");
        let here = page.address.split('/').take(3).collect::<Vec<_>>().join("/");
        let address = if target.starts_with("http") { target } else { format!("{here}{target}") };
        self.visit(&address)
    }
}
