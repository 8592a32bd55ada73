//! A tray: programs put their icon into it, and their menus are read and clicked over the bus, as a panel does.

#![allow(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the interface is given"
)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure, Value};
use zbus::{Connection, Proxy};

use crate::bus::{self, Bus};
use crate::wait::{PATIENCE, try_until, until};

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// The tray, for as long as the value lives.
#[derive(Debug)]
pub struct Tray {
    connection: Connection,
    items: Arc<Mutex<Vec<Item>>>,
}

/// Where an icon's own side of the bus is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    owner: String,
    path: String,
}

/// A line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    id: i32,
    /// Its words; empty for a rule.
    pub label: String,
    /// Whether it can be clicked.
    pub enabled: bool,
}

impl Tray {
    /// Becomes the tray of `bus`.
    pub fn serve(bus: &Bus) -> Self {
        let items = Arc::<Mutex<Vec<Item>>>::default();
        let watcher = Watcher { items: Arc::clone(&items) };
        let connection = bus.connect(|builder| builder.name(NAME)?.serve_at(PATH, watcher));
        Self { connection, items }
    }

    /// The menu of the icon that was put in last, as soon as there is one. What a menu within it has stands after it.
    #[track_caller]
    pub fn menu(&self) -> Vec<Entry> {
        until("an icon with a menu in the tray", PATIENCE, || {
            let item = self.items.lock().expect("nobody fails while holding it").last().cloned()?;
            bus::run(self.entries(&item)).ok().filter(|entries| !entries.is_empty())
        })
    }

    /// Waits until the first line of the menu, which tells how things stand, begins with `words`, and gives back all of it.
    #[track_caller]
    pub fn wait_for_line(&self, words: &str) -> String {
        let line = || self.menu().swap_remove(0).label;
        let found = try_until(PATIENCE, || Some(line()).filter(|line| line.starts_with(words)));
        found.unwrap_or_else(|| panic!("the tray does not say “{words}”; it says “{}”", line()))
    }

    /// Clicks the menu's entry that begins with `label`, as soon as it can be clicked.
    #[track_caller]
    pub fn click(&self, label: &str) {
        let clickable = |entry: &Entry| entry.label.starts_with(label) && entry.enabled;
        let entry = try_until(PATIENCE, || self.menu().into_iter().find(clickable));
        let entry = entry.unwrap_or_else(|| panic!("no “{label}” to click in the tray; there is {:?}", self.menu()));
        let item = self.items.lock().expect("nobody fails while holding it").last().cloned().expect("it has a menu");
        bus::run(async {
            let menu = self.menu_of(&item).await?;
            menu.call::<_, _, ()>("Event", &(entry.id, "clicked", Value::from(0_i32), 0_u32)).await
        })
        .expect("the menu takes a click");
    }

    async fn menu_of(&self, item: &Item) -> zbus::Result<Proxy<'static>> {
        let icon = Proxy::new(&self.connection, item.owner.clone(), item.path.clone(), ITEM).await?;
        let menu: OwnedObjectPath = icon.get_property("Menu").await?;
        Proxy::new(&self.connection, item.owner.clone(), menu, MENU).await
    }

    async fn entries(&self, item: &Item) -> zbus::Result<Vec<Entry>> {
        type Properties = HashMap<String, OwnedValue>;
        const ALL_LEVELS: i32 = -1;
        let menu = self.menu_of(item).await?;
        let all: Vec<&str> = Vec::new();
        let (_, (_, _, children)): (u32, (i32, Properties, Vec<OwnedValue>)) =
            menu.call("GetLayout", &(0_i32, ALL_LEVELS, all)).await?;
        Ok(children.into_iter().flat_map(entries_of).collect())
    }
}

/// An entry, and after it those of the menu it opens.
fn entries_of(child: OwnedValue) -> Vec<Entry> {
    let Some((entry, children)) = entry(child) else { return Vec::new() };
    [entry].into_iter().chain(children.into_iter().flat_map(entries_of)).collect()
}

fn entry(child: OwnedValue) -> Option<(Entry, Vec<OwnedValue>)> {
    let fields = Structure::try_from(child).ok()?.into_fields();
    let mut fields = fields.into_iter();
    let id = i32::try_from(fields.next()?).ok()?;
    let mut properties = HashMap::<String, Value<'_>>::try_from(fields.next()?).ok()?;
    let children = Vec::<OwnedValue>::try_from(fields.next()?).unwrap_or_default();
    let label = properties.remove("label").and_then(|label| String::try_from(label).ok()).unwrap_or_default();
    // What is not said is so: an entry is enabled unless it says otherwise.
    let enabled = properties.remove("enabled").and_then(|enabled| bool::try_from(enabled).ok()).unwrap_or(true);
    Some((Entry { id, label: label.replace('_', ""), enabled }, children))
}

struct Watcher {
    items: Arc<Mutex<Vec<Item>>>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// `service` is a path on the caller's connection or, from some libraries, the name of a connection.
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] call: Header<'_>) {
        let caller = call.sender().map(ToString::to_string).unwrap_or_default();
        let item = if service.starts_with('/') {
            Item { owner: caller, path: service.to_owned() }
        } else {
            Item { owner: service.to_owned(), path: "/StatusNotifierItem".to_owned() }
        };
        self.items.lock().expect("nobody fails while holding it").push(item);
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        let items = self.items.lock().expect("nobody fails while holding it");
        items.iter().map(|item| format!("{}{}", item.owner, item.path)).collect()
    }
}
