//! The page in Lapwing's window, used as a person uses it: seen, clicked, typed into.

use serde_json::{Value, json};

use crate::pictures;
use crate::wait::{PATIENCE, until};
use crate::web_driver::{Driver, Element, Refusal, Session, is_listening};

/// Keys that are held, as `WebDriver` names them.
const CONTROL: char = '\u{e009}';
const SHIFT: char = '\u{e008}';

const TWO_FRAMES: &str = "const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";

/// The keys that have names, as `WebDriver` names them.
pub mod keys {
    /// Enter.
    pub const ENTER: char = '\u{e007}';
    /// Escape.
    pub const ESCAPE: char = '\u{e00c}';
    /// Home.
    pub const HOME: char = '\u{e011}';
    /// End.
    pub const END: char = '\u{e010}';
    /// Tab.
    pub const TAB: char = '\u{e004}';
    /// The arrow that points down.
    pub const DOWN: char = '\u{e015}';
}

/// The page of one run of the program.
#[derive(Debug)]
pub struct Page {
    session: Session,
    _driver: Driver,
}

/// The selector of what the page marks with `data-testid`.
pub fn marked(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}

impl Page {
    pub(crate) fn of(inspector: u16) -> Self {
        until("the window's page can be driven", PATIENCE, || is_listening(inspector).then_some(()));
        let driver = Driver::start(inspector);
        let session = Session::open(&driver.address()).expect("the page takes a session");
        Self { session, _driver: driver }
    }

    /// Turns to the window that is open now, after the one before was closed.
    #[track_caller]
    pub fn turn_to_the_window(&self) {
        until("a window to turn to", PATIENCE, || {
            let window = self.session.windows().ok()?.pop()?;
            self.session.turn_to(&window).ok()
        });
    }

    /// Whether there is such an element.
    pub fn has(&self, css: &str) -> bool {
        self.session.find(css).is_ok_and(|found| !found.is_empty())
    }

    /// Waits for an element.
    #[track_caller]
    pub fn wait_for(&self, css: &str) {
        until(&format!("{css} on the page"), PATIENCE, || self.has(css).then_some(()));
    }

    /// Waits until there is no such element.
    #[track_caller]
    pub fn wait_until_gone(&self, css: &str) {
        until(&format!("{css} leaves the page"), PATIENCE, || (!self.has(css)).then_some(()));
    }

    /// The texts of all such elements, as they can be seen.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let found = self.session.find(css).unwrap_or_default();
        found.iter().filter_map(|element| self.text(element)).collect()
    }

    /// A driver takes a text whose end is cut off for one that cannot be seen; the page knows better.
    fn text(&self, element: &Element) -> Option<String> {
        let told = self.session.text(element).ok()?;
        if !told.is_empty() {
            return Some(told);
        }
        let script = "return arguments[0].checkVisibility() ? arguments[0].innerText.trim() : ''";
        self.session.run(script, &[element.argument()]).ok()?.as_str().map(str::to_owned)
    }

    /// Waits until such an element's text satisfies `fits`, and gives that text back.
    #[track_caller]
    pub fn wait_for_text(&self, css: &str, what: &str, fits: impl Fn(&str) -> bool) -> String {
        until(&format!("{css} with {what}"), PATIENCE, || self.texts(css).into_iter().find(|text| fits(text)))
    }

    /// Waits until such an element says `part`, and gives back all it says.
    #[track_caller]
    pub fn wait_to_read(&self, css: &str, part: &str) -> String {
        self.wait_for_text(css, &format!("“{part}”"), |text| text.contains(part))
    }

    /// Waits until this stands in a field.
    #[track_caller]
    pub fn wait_for_value(&self, css: &str, value: &str) {
        let script = "return document.querySelector(arguments[0])?.value";
        until(&format!("“{value}” in {css}"), PATIENCE, || {
            (self.session.run(script, &[json!(css)]).ok()? == json!(value)).then_some(())
        });
    }

    /// Clicks an element as soon as it can be clicked and stands still: one that moves away under the pointer is missed, by
    /// a driver as by a hand.
    #[track_caller]
    pub fn click(&self, css: &str) {
        const PLACE: &str = "const at = document.querySelector(arguments[0])?.getBoundingClientRect();
            return at ? [at.x, at.y] : null;";
        let mut before = Value::Null;
        until(&format!("{css} stands still"), PATIENCE, || {
            let place = self.session.run(PLACE, &[json!(css)]).ok()?;
            let still = place.is_array() && place == before;
            before = place;
            still.then_some(())
        });
        self.with(css, "clicked", |element| self.session.click(element));
    }

    /// Empties a field and types into it.
    #[track_caller]
    pub fn enter(&self, css: &str, text: &str) {
        self.with(css, "typed into", |element| {
            self.session.clear(element)?;
            self.session.enter(element, text)
        });
    }

    /// Presses a key, wherever the focus is.
    pub fn press(&self, key: char) {
        self.session.press(key).expect("a key can be pressed");
    }

    /// Presses a key while Ctrl is held, wherever the focus is.
    pub fn press_with_control(&self, key: char) {
        self.session.press_with(CONTROL, key).expect("a key can be pressed");
    }

    /// Presses a letter while Shift is held, wherever the focus is.
    pub fn press_with_shift(&self, letter: char) {
        self.session.press_with(SHIFT, letter.to_ascii_uppercase()).expect("a key can be pressed");
    }

    /// Presses one key after the other, as fast as the page takes them.
    pub fn press_all(&self, keys: &str) {
        self.session.press_all(keys).expect("keys can be pressed");
    }

    /// Types a text, key by key, wherever the focus is.
    pub fn type_text(&self, text: &str) {
        text.chars().for_each(|letter| self.press(letter));
    }

    /// Quits by the key for it. The page may be gone before the key is up again, so nothing is said about that.
    pub fn press_quit(&self) {
        let _ = self.session.press_with(CONTROL, 'q');
    }

    /// Gives the page this size, in CSS pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.session.resize(width, height).expect("the window can be resized");
        let script = "return [innerWidth, innerHeight]";
        until(&format!("a page of {width} by {height}"), PATIENCE, || {
            (self.session.run(script, &[]).ok()? == json!([width, height])).then_some(())
        });
        // What is laid out by the size follows with the next frame.
        self.session.run_until_called(TWO_FRAMES, &[]).expect("the page draws itself");
    }

    /// What a script in the page returns.
    pub fn run(&self, script: &str) -> Value {
        self.session.run(script, &[]).expect("the script runs")
    }

    /// What a script in the page returns, called with these arguments.
    pub fn run_with(&self, script: &str, arguments: &[Value]) -> Value {
        self.session.run(script, arguments).expect("the script runs")
    }

    /// What a script in the page calls its last argument with, after these.
    pub fn run_until_called(&self, script: &str, arguments: &[Value]) -> Value {
        self.session.run_until_called(script, arguments).expect("the script comes to its end")
    }

    /// Moves the mouse onto each such element that can be seen, one after the other; how many there were.
    pub fn hover(&self, css: &str) -> usize {
        let found = self.session.find(css).unwrap_or_default();
        // One that has left, or that lies out of sight, is nothing a mouse could rest on.
        found.iter().filter(|element| self.session.hover(element).is_ok()).count()
    }

    /// A picture of the page, once the mouse is out of the way, its fonts are there and nothing moves any more.
    pub fn picture(&self) -> Vec<u8> {
        const STILL: &str = "const done = arguments[arguments.length - 1];
            document.fonts.ready
                .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
                .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));";
        self.session.put_mouse_away().expect("the mouse can be moved");
        self.session.run_until_called(STILL, &[]).expect("the page comes to rest");
        self.session.picture().expect("a picture can be taken")
    }

    /// Everything the page knows that a script can reach: its text and markup, what stands in its fields, and what it
    /// keeps.
    pub fn everything(&self) -> String {
        let told = self.session.run_until_called(include_str!("everything.js"), &[]).expect("the page tells");
        assert!(told["markup"].is_string(), "the page does not tell everything: {told}");
        told.to_string()
    }

    #[track_caller]
    fn with(&self, css: &str, done: &str, act: impl Fn(&Element) -> Result<(), Refusal>) {
        let mut last = "there is no such element".to_owned();
        let mut attempt = || {
            let found = self.session.find(css).ok()?;
            // The page draws itself anew at any time, so a refusal is no reason to give up.
            act(found.first()?).map_err(|refusal| last = refusal.to_string()).ok()
        };
        let reached = crate::wait::try_until(PATIENCE, &mut attempt);
        assert!(reached.is_some(), "{css} cannot be {done}: {last}");
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let name = format!("failed-{}", pictures::name_of_this_test());
            // The page of a program that was quit before has nothing to show.
            if let Ok(png) = self.session.picture() {
                let path = pictures::keep(&name, &png);
                eprintln!("The page is on {}", path.display());
                // Where the test ran, the picture may be gone with everything else.
                let text = self.session.run("return document.body.innerText", &[]).unwrap_or_default();
                let start: String = text.as_str().unwrap_or_default().chars().take(500).collect();
                eprintln!("It reads: {}", start.split_whitespace().collect::<Vec<_>>().join(" "));
                pictures::keep_screen(&format!("{name}-screen"));
            }
        }
    }
}
