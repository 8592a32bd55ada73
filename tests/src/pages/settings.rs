//! The settings: sources and their keys.

use crate::page::keys::ESCAPE;
use crate::page::{Page, marked};

/// The settings with one source in them. Every method waits for what it needs.
#[derive(Debug)]
pub struct Settings<'a>(&'a Page);

impl<'a> Settings<'a> {
    /// The settings that are open, or about to be, with all their parts: one that comes late moves what stands below it.
    #[track_caller]
    pub fn on(page: &'a Page) -> Self {
        page.wait_for(&marked("detail"));
        page.wait_for(&marked("source"));
        Self(page)
    }

    /// Opens the assistant that rotates the source's key, and says why: `quarter`, `personLeft` or `leak`.
    #[track_caller]
    pub fn rotate(&self, reason: &str) {
        self.0.click(&marked("source-rotate"));
        self.0.click(&format!("{} label:has(input[value=\"{reason}\"])", marked("rotate-key")));
        self.0.wait_for(&format!("{} input[value=\"{reason}\"]:checked", marked("rotate-key")));
    }

    /// Has the source's key tested.
    #[track_caller]
    pub fn test_key(&self) {
        self.0.click(&marked("source-test"));
    }

    /// Opens the assistant from the alarm that others may use the key.
    #[track_caller]
    pub fn answer_alarm(&self) {
        // A driver does not scroll to what can be seen in part, and clicks in the middle of it all the same.
        self.0.run(&format!("document.querySelector('{}').scrollIntoView({{ block: 'center' }})", marked("key-alarm")));
        self.0.click(&format!("[role=\"alert\"]:has({}) button", marked("key-alarm")));
    }

    /// Has the assistant take the key in the clipboard, test it and, if it is good, use it.
    #[track_caller]
    pub fn use_pasted_key(&self) {
        self.0.click(&marked("key-paste"));
        self.0.click(&marked("key-replace"));
    }

    /// Waits until the assistant says this of the key, then closes it.
    #[track_caller]
    pub fn give_up_on(&self, problem: &str) {
        self.0.wait_to_read(&marked("new-key"), problem);
        self.0.press(ESCAPE);
        self.0.wait_until_gone(&marked("rotate-key"));
    }

    /// Waits until the source's rotation is at this step: `traffic`, `confirm` or `closed`.
    #[track_caller]
    pub fn wait_for_step(&self, step: &str) {
        self.0.wait_for(&format!("{}[data-step=\"{step}\"]", marked("rotation")));
    }

    /// What is left to do of the rotation, in order.
    pub fn steps_left(&self) -> Vec<String> {
        self.0.texts(&format!("{} li", marked("rotation")))
    }

    /// The mail that asks the service to deactivate the old key.
    #[track_caller]
    pub fn closing_mail(&self) -> String {
        self.0.wait_to_read(&format!("{} pre", marked("rotation")), "Subject:")
    }

    /// Has the old key deleted.
    #[track_caller]
    pub fn confirm_rotation(&self) {
        self.0.click(&marked("rotation-confirm"));
    }

    /// Waits until the source's key is in this state, such as `accepted`.
    #[track_caller]
    pub fn wait_for_key(&self, state: &str) {
        self.0.wait_for(&format!("{}[data-key-state=\"{state}\"]", marked("source")));
    }
}
