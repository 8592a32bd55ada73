//! The main window: lists, one job, status line.

use crate::page::keys::{ENTER, ESCAPE};
use crate::page::{Page, marked};
use crate::wait::{PATIENCE, try_until, until};

/// The main window. Every method waits for what it needs.
#[derive(Debug)]
pub struct MainWindow<'a>(&'a Page);

impl<'a> MainWindow<'a> {
    /// The main window that is open, or about to be.
    #[track_caller]
    pub fn on(page: &'a Page) -> Self {
        page.wait_for(&marked("job-list"));
        Self(page)
    }

    /// Goes from anywhere to a list, by `g` and the key for it.
    #[track_caller]
    pub fn on_its_way_to(page: &'a Page, list: char) -> Self {
        page.press('g');
        page.press(list);
        Self::on(page)
    }

    /// Waits until the status line tells this state.
    #[track_caller]
    pub fn wait_for_state(&self, state: &str) {
        self.0.wait_for(&format!("{}[data-state=\"{state}\"]", marked("status-line")));
    }

    /// Checks now, by the key for it. While a check is under way the key would begin none.
    #[track_caller]
    pub fn check_now(&self) {
        self.0.wait_until_gone(&format!("{}[aria-busy]", marked("check-now")));
        self.0.press('r');
    }

    /// Saves the job that is shown, and waits until it is.
    #[track_caller]
    pub fn save(&self) {
        self.0.press('s');
        self.wait_for_job_state("saved");
    }

    /// Dismisses the job that is shown, and waits until it is gone from the list.
    #[track_caller]
    pub fn dismiss(&self, title: &str) {
        self.0.press('e');
        self.wait_for_toast("Dismissed");
        assert!(!self.titles().iter().any(|shown| shown == title), "“{title}” was dismissed and is still in the list");
    }

    /// Takes back what was done last.
    pub fn undo(&self) {
        self.0.press('z');
    }

    /// Shows the jobs that have come in meanwhile.
    #[track_caller]
    pub fn show_arrived(&self) {
        self.0.click(&marked("arrivals"));
        self.0.wait_until_gone(&marked("arrivals"));
    }

    /// Opens the settings.
    #[track_caller]
    pub fn open_settings(&self) {
        self.0.click(&marked("open-settings"));
        self.0.wait_for(&marked("settings"));
    }

    /// Opens the usage page.
    #[track_caller]
    pub fn open_usage(&self) {
        self.0.click(&marked("open-usage"));
        self.0.wait_for(&marked("usage-source"));
    }

    /// Opens the dialog that rotates the key of the first source, from the settings.
    #[track_caller]
    pub fn open_rotation(&self) {
        self.0.click(&marked("source-rotate"));
        self.0.wait_for("[role=dialog]");
    }

    /// Opens the dialog for a new search, from the list of searches.
    #[track_caller]
    pub fn open_new_search(&self) {
        self.0.click(&marked("add-search"));
        self.0.wait_for(&marked("search-dialog"));
    }

    /// Writes a search and saves it; its list is shown then.
    #[track_caller]
    pub fn add_search(&self, name: &str, query: &str) {
        self.open_new_search();
        self.0.enter(&marked("search-query"), query);
        self.0.enter(&marked("search-name"), name);
        self.0.click(&marked("search-save"));
        self.0.wait_until_gone(&marked("search-dialog"));
    }

    /// Goes to a list or a page by `g` and the key for it.
    pub fn go(&self, key: char) {
        self.0.press('g');
        self.0.press(key);
    }

    /// Lets the search that is written be told in summaries at times of day.
    #[track_caller]
    pub fn choose_times_of_day(&self) {
        self.0.click("[data-testid=telling] label:has([value=digest])");
        self.0.click("[data-testid=telling] label:has([value=at])");
        self.0.wait_for(&marked("digest-times"));
    }

    /// Asks for the first search to be checked in the background; what is explained before.
    #[track_caller]
    pub fn ask_for_the_background(&self) -> String {
        // It shows itself to the mouse above it and to the focus.
        self.0.run("document.querySelector('li:has([data-testid=view-search]) .extra button').focus()");
        self.0.press(ENTER);
        self.0.wait_for("[role=menuitem]");
        let background =
            "[...document.querySelectorAll('[role=menuitem]')].find((item) => item.textContent.includes('background'))";
        self.0.run(&format!("{background}.focus()"));
        self.0.press(ENTER);
        self.0.wait_for_text(&marked("background-terms"), "an explanation", |text| !text.is_empty())
    }

    /// Turns it on after that, or leaves it off.
    #[track_caller]
    pub fn answer_about_the_background(&self, on: bool) {
        self.0.click(&marked(if on { "background-on" } else { "background-off" }));
        self.0.wait_until_gone(&marked("background-terms"));
    }

    /// Closes the dialog that is open.
    #[track_caller]
    pub fn close_dialog(&self) {
        self.0.click("[role=dialog] .head button");
        self.0.wait_until_gone("[role=dialog]");
    }

    /// Leaves the dialog that is open by the key for it.
    #[track_caller]
    pub fn leave_dialog(&self) {
        self.0.press(ESCAPE);
        self.0.wait_until_gone("[role=dialog]");
    }

    /// Unfolds whatever of the job that is shown is folded.
    pub fn unfold_all(&self) {
        let script = format!(
            "for (const one of document.querySelectorAll('{0} [aria-expanded=false]:not([aria-haspopup]), {0} \
             details:not([open]) > summary')) one.click()",
            marked("job-page")
        );
        self.0.run(&script);
    }

    /// Goes to the next job in the list and waits until it is shown.
    #[track_caller]
    pub fn next(&self) {
        let before = self.shown_id();
        self.0.press('j');
        until("the next job is shown", PATIENCE, || (self.shown_id() != before).then_some(()));
    }

    /// The titles in the list, as far as they are drawn.
    pub fn titles(&self) -> Vec<String> {
        // A driver takes a title that is cut off for one that cannot be seen.
        let all = format!("[...document.querySelectorAll('{} .title')]", marked("job-row"));
        let titles = self.0.run(&format!("return {all}.map((one) => one.textContent)"));
        titles.as_array().into_iter().flatten().filter_map(|title| title.as_str().map(str::to_owned)).collect()
    }

    /// Waits until the list has jobs.
    #[track_caller]
    pub fn wait_for_rows(&self) {
        self.0.wait_for(&marked("job-row"));
    }

    /// Waits until the list has this job.
    #[track_caller]
    pub fn wait_for_row(&self, title: &str) {
        let found = try_until(PATIENCE, || self.titles().iter().any(|shown| shown.contains(title)).then_some(()));
        assert!(found.is_some(), "“{title}” is not in the list; there are {:?}", self.titles());
    }

    /// Waits until this job is shown in full.
    #[track_caller]
    pub fn wait_for_job(&self, title: &str) {
        self.0.wait_to_read(&format!("{} h1", marked("job-page")), title);
    }

    /// The title of the job that is shown in full.
    #[track_caller]
    pub fn shown_job(&self) -> String {
        self.0.wait_for_text(&format!("{} h1", marked("job-page")), "a title", |title| !title.is_empty())
    }

    /// The id of the job that is shown in full, if one is.
    pub fn shown_id(&self) -> Option<String> {
        let script = format!("return document.querySelector('{}')?.dataset.jobId", marked("job-page"));
        self.0.run(&script).as_str().map(str::to_owned)
    }

    /// Waits until the job that is shown has this state.
    #[track_caller]
    pub fn wait_for_job_state(&self, state: &str) {
        self.0.wait_for(&format!("{}[data-state=\"{state}\"]", marked("job-page")));
    }

    /// Waits for a message.
    #[track_caller]
    pub fn wait_for_toast(&self, words: &str) {
        self.0.wait_to_read(&marked("toast"), words);
    }
}
