//! The wizard of the first run.

use crate::page::{Page, marked};

/// The wizard, step by step. Every method waits for what it needs and for what it leads to.
#[derive(Debug)]
pub struct Wizard<'a>(&'a Page);

impl<'a> Wizard<'a> {
    /// The wizard that is open, or about to be.
    #[track_caller]
    pub fn on(page: &'a Page) -> Self {
        page.wait_for(&marked("wizard"));
        Self(page)
    }

    /// Waits for a step.
    #[track_caller]
    pub fn wait_for(&self, step: &str) {
        self.0.wait_for(&format!("{}[data-step=\"{step}\"]", marked("wizard")));
    }

    /// Chooses the jobs API and goes on to bringing in a key.
    #[track_caller]
    pub fn choose_jobs_api(&self) {
        self.0.click(&marked("wizard-service-jobs-api"));
        self.wait_for("getKey");
        self.go_on_to("key");
    }

    /// Chooses the marketplace API with a key that is there already.
    #[track_caller]
    pub fn choose_marketplace(&self) {
        self.0.click(&marked("wizard-service-marketplace"));
        self.wait_for("likelihood");
        self.0.click(&marked("likelihood-have"));
        self.wait_for("credentials");
    }

    /// Names the client and where it waits, at another address than the service's own.
    #[track_caller]
    pub fn name_client(&self, id: &str, port: u16, address: &str) {
        self.0.click(&marked("credentials-more"));
        self.0.enter(&marked("callback-port"), &port.to_string());
        self.0.enter(&marked("wizard-base-url"), address);
        self.0.enter(&marked("client-id"), id);
        self.0.wait_to_read(&marked("callback"), &format!("127.0.0.1:{port}/callback"));
    }

    /// Has the browser opened to allow access.
    #[track_caller]
    pub fn authorize(&self) {
        self.0.click(&marked("authorize-begin"));
    }

    /// What is said about access that was not given.
    #[track_caller]
    pub fn authorization_problem(&self) -> String {
        self.0.wait_for_text(&marked("authorize-problem"), "a sentence", |text| !text.is_empty())
    }

    /// Waits until access was given.
    #[track_caller]
    pub fn wait_until_authorized(&self) {
        self.0.wait_for(&marked("authorize-done"));
    }

    /// Chooses the sandbox, which leads straight to the first search.
    #[track_caller]
    pub fn look_around(&self) {
        self.0.click(&marked("wizard-service-sandbox"));
        self.wait_for("search");
    }

    /// Names another address than the service's own.
    #[track_caller]
    pub fn point_at(&self, address: &str) {
        self.0.click(&marked("wizard-advanced"));
        self.0.enter(&marked("wizard-base-url"), address);
    }

    /// Types a key into the one-way field and hands it over.
    #[track_caller]
    pub fn type_key(&self, key: &str) {
        self.0.click(&marked("wizard-type"));
        self.0.enter(&marked("wizard-typed"), key);
        self.0.click(&marked("wizard-typed-done"));
        self.wait_for_held_key();
    }

    /// Takes the key from the clipboard, and gives back what was said about cleaning it.
    #[track_caller]
    pub fn paste_key(&self) -> Vec<String> {
        self.0.click(&marked("wizard-paste"));
        self.wait_for_held_key();
        self.0.texts(&format!("{} li", marked("wizard-key-notes")))
    }

    /// Takes the key from `UPWORK_API_KEY`.
    #[track_caller]
    pub fn take_key_from_environment(&self) {
        self.0.click(&marked("wizard-from-env"));
        self.wait_for_held_key();
    }

    /// Has the pasted key taken out of the clipboard.
    #[track_caller]
    pub fn clear_clipboard(&self) {
        self.0.click(&marked("wizard-clear-clipboard"));
        self.0.wait_for(&marked("wizard-clipboard-cleared"));
    }

    /// Tests the key, and gives back what came of it.
    #[track_caller]
    pub fn test_key(&self) -> String {
        self.0.click(&marked("wizard-test"));
        self.0.wait_for_text(&marked("wizard-test-report"), "a result", |text| !text.is_empty())
    }

    /// What is said about a keyring that cannot keep the key.
    #[track_caller]
    pub fn keyring_notice(&self) -> String {
        self.0.wait_for_text(&marked("wizard-keyring"), "a sentence", |text| !text.is_empty())
    }

    /// Chooses to keep the key in memory.
    #[track_caller]
    pub fn keep_for_this_session(&self) {
        self.0.click(&format!("{} input", marked("wizard-session-only")));
    }

    /// Goes on by the main button.
    #[track_caller]
    pub fn go_on_to(&self, step: &str) {
        self.0.click(&marked("wizard-next"));
        self.wait_for(step);
    }

    /// Goes back by the button for it.
    #[track_caller]
    pub fn go_back_to(&self, step: &str) {
        self.0.click(&marked("wizard-back"));
        self.wait_for(step);
    }

    /// Writes the first search and waits until its preview says that so many of the stored jobs fit.
    #[track_caller]
    pub fn write_search(&self, query: &str, fitting: usize) {
        self.0.enter(&marked("wizard-query"), query);
        let count = format!("{fitting} of ");
        self.0.wait_for_text(&marked("wizard-preview-count"), &count, |text| text.starts_with(&count));
    }

    /// Writes the first search where nothing is stored to try it on.
    #[track_caller]
    pub fn write_query(&self, query: &str) {
        self.0.enter(&marked("wizard-query"), query);
        self.0.wait_for(&marked("wizard-preview"));
    }

    /// Writes the first search and waits until its preview has tried it, whatever fits.
    #[track_caller]
    pub fn try_search(&self, query: &str) {
        self.0.enter(&marked("wizard-query"), query);
        self.0.wait_for_text(&marked("wizard-preview-count"), "a count", |text| text.contains(" of "));
    }

    /// Writes the first search and waits for any preview of it.
    #[track_caller]
    pub fn write_first_search(&self, query: &str) {
        self.0.enter(&marked("wizard-query"), query);
        self.0.wait_for(&marked("wizard-preview-row"));
    }

    /// Gives the search a name.
    #[track_caller]
    pub fn name_search(&self, name: &str) {
        self.0.enter(&marked("wizard-search-name"), name);
    }

    /// Sends the test notification.
    #[track_caller]
    pub fn send_test_notification(&self) {
        self.0.click(&marked("wizard-notify-test"));
    }

    /// Says that the test notification was seen.
    #[track_caller]
    pub fn confirm_notification(&self) {
        self.0.click(&marked("wizard-seen-yes"));
        self.0.wait_for(&marked("wizard-seen-good"));
    }

    /// Finishes; the main window comes.
    #[track_caller]
    pub fn finish(&self) {
        self.0.click(&marked("wizard-finish"));
        self.0.wait_until_gone(&marked("wizard"));
    }

    #[track_caller]
    fn wait_for_held_key(&self) {
        self.0.wait_for_text(&marked("wizard-held"), "a key behind dots", |text| text.contains('•'));
    }
}
