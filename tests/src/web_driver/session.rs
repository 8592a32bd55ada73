//! One session with a web view: commands and their answers.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use ureq::Agent;

/// Longer than any command takes, the opening of a session included.
const LONGEST: Duration = Duration::from_mins(1);

/// What the protocol calls the key under which an element's id travels.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element(String);

impl Element {
    /// It, as an argument of a script.
    pub(crate) fn argument(&self) -> Value {
        json!({ELEMENT: self.0})
    }
}

/// A command the driver refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The protocol's name for the reason, such as `no such window`.
    pub(crate) error: String,
    message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.error, self.message)
    }
}

type Answer<T> = Result<T, Refusal>;

/// A session. It outlives the windows it looks at.
#[derive(Debug)]
pub(crate) struct Session {
    agent: Agent,
    address: String,
}

impl Session {
    /// Opens a session at the driver with this address.
    pub(crate) fn open(driver: &str) -> Answer<Self> {
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(LONGEST)).build();
        let session = Self { agent: config.into(), address: driver.to_owned() };
        // No `browserName`: the web view has none, and would refuse any.
        let opened = session.post("/session", &json!({"capabilities": {"alwaysMatch": {}}}))?;
        let id = opened["sessionId"].as_str().expect("a session has an id").to_owned();
        Ok(Self { address: format!("{driver}/session/{id}"), ..session })
    }

    /// The windows there are, by handle.
    pub(crate) fn windows(&self) -> Answer<Vec<String>> {
        let handles = self.get("/window/handles")?;
        Ok(handles.as_array().into_iter().flatten().filter_map(|handle| Some(handle.as_str()?.to_owned())).collect())
    }

    /// Turns to a window.
    pub(crate) fn turn_to(&self, window: &str) -> Answer<()> {
        self.post("/window", &json!({"handle": window})).map(drop)
    }

    /// Gives the window's page this size, in CSS pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Answer<()> {
        self.post("/window/rect", &json!({"width": width, "height": height})).map(drop)
    }

    /// The elements a CSS selector finds, in the page's order.
    pub(crate) fn find(&self, css: &str) -> Answer<Vec<Element>> {
        let found = self.post("/elements", &json!({"using": "css selector", "value": css}))?;
        let ids = found.as_array().into_iter().flatten();
        Ok(ids.filter_map(|element| Some(Element(element[ELEMENT].as_str()?.to_owned()))).collect())
    }

    /// Clicks, with the mouse.
    pub(crate) fn click(&self, element: &Element) -> Answer<()> {
        self.post(&format!("/element/{}/click", element.0), &json!({})).map(drop)
    }

    /// Empties a field.
    pub(crate) fn clear(&self, element: &Element) -> Answer<()> {
        self.post(&format!("/element/{}/clear", element.0), &json!({})).map(drop)
    }

    /// Types into a field.
    pub(crate) fn enter(&self, element: &Element, text: &str) -> Answer<()> {
        self.post(&format!("/element/{}/value", element.0), &json!({"text": text})).map(drop)
    }

    /// The text that can be seen of an element.
    pub(crate) fn text(&self, element: &Element) -> Answer<String> {
        self.get(&format!("/element/{}/text", element.0)).map(|text| text.as_str().unwrap_or_default().to_owned())
    }

    /// Presses a key and lets go of it, wherever the focus is. `key` is a letter, or a code of the protocol.
    pub(crate) fn press(&self, key: char) -> Answer<()> {
        self.press_all(&key.to_string())
    }

    /// Presses one key after the other, as fast as the page takes them.
    pub(crate) fn press_all(&self, keys: &str) -> Answer<()> {
        let stroke = |key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})];
        let strokes: Vec<Value> = keys.chars().flat_map(stroke).collect();
        self.post("/actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})).map(drop)
    }

    /// Presses a key while another one is held, wherever the focus is.
    pub(crate) fn press_with(&self, held: char, key: char) -> Answer<()> {
        let strokes = json!([
            {"type": "keyDown", "value": held},
            {"type": "keyDown", "value": key},
            {"type": "keyUp", "value": key},
            {"type": "keyUp", "value": held},
        ]);
        self.post("/actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})).map(drop)
    }

    /// Moves the mouse to the corner of the page, where nothing answers to it. In two steps: a page that was resized
    /// believes in the display's own pointer, and a mouse that is where it was before moves nothing.
    pub(crate) fn put_mouse_away(&self) -> Answer<()> {
        let to = |place: u32| json!({"type": "pointerMove", "duration": 0, "x": place, "y": place});
        let away = json!([to(2), to(1)]);
        self.post("/actions", &json!({"actions": [{"type": "pointer", "id": "mouse", "actions": away}]})).map(drop)
    }

    /// Moves the mouse onto an element.
    pub(crate) fn hover(&self, element: &Element) -> Answer<()> {
        let onto = json!([{"type": "pointerMove", "duration": 0, "origin": {ELEMENT: element.0}, "x": 0, "y": 0}]);
        self.post("/actions", &json!({"actions": [{"type": "pointer", "id": "mouse", "actions": onto}]})).map(drop)
    }

    /// Runs the body of a function in the page; what it returns comes back.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Answer<Value> {
        self.post("/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// Runs the body of a function in the page that calls its last argument with what shall come back.
    pub(crate) fn run_until_called(&self, script: &str, arguments: &[Value]) -> Answer<Value> {
        self.post("/execute/async", &json!({"script": script, "args": arguments}))
    }

    /// A picture of what can be seen of the page, as PNG.
    pub(crate) fn picture(&self) -> Answer<Vec<u8>> {
        let picture = self.get("/screenshot")?;
        Ok(BASE64_STANDARD.decode(picture.as_str().unwrap_or_default()).expect("a picture is Base64"))
    }

    fn get(&self, path: &str) -> Answer<Value> {
        let answer = self.agent.get(format!("{}{path}", self.address)).call();
        understood(answer)
    }

    fn post(&self, path: &str, body: &Value) -> Answer<Value> {
        let request = self.agent.post(format!("{}{path}", self.address)).content_type("application/json");
        understood(request.send(body.to_string()))
    }
}

fn understood(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer<Value> {
    let unheard = |problem: ureq::Error| Refusal { error: "no answer".to_owned(), message: problem.to_string() };
    let mut answer = answer.map_err(unheard)?;
    let text = answer.body_mut().read_to_string().map_err(unheard)?;
    let mut body: Value = serde_json::from_str(&text).unwrap_or_default();
    let value = body["value"].take();
    if answer.status().is_success() {
        return Ok(value);
    }
    let said = |key: &str| value[key].as_str().unwrap_or("unknown").to_owned();
    Err(Refusal { error: said("error"), message: said("message") })
}
