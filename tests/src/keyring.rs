//! What the real Secret Service of the session keeps.

use std::collections::HashMap;

use zbus::Proxy;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use crate::bus::{self, Bus};

const NAME: &str = "org.freedesktop.secrets";

/// An item of the keyring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What its owner sees it called.
    pub label: String,
    /// What it is found by.
    pub attributes: HashMap<String, String>,
    /// What it keeps.
    pub secret: Vec<u8>,
}

/// Everything kept under the service `name`.
///
/// # Panics
/// When there is no Secret Service on `bus`, or it is locked.
pub fn items(bus: &Bus, name: &str) -> Vec<Item> {
    bus::run(read(bus, name)).expect("the Secret Service answers")
}

async fn read(bus: &Bus, name: &str) -> zbus::Result<Vec<Item>> {
    /// Session, parameters, value, content type.
    type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);
    let connection = zbus::connection::Builder::address(bus.address())?.build().await?;
    let service = Proxy::new(&connection, NAME, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service").await?;
    let (_, session): (OwnedValue, OwnedObjectPath) = service.call("OpenSession", &("plain", Value::from(""))).await?;
    let wanted = HashMap::from([("service", name)]);
    let (open, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) = service.call("SearchItems", &(wanted,)).await?;
    assert_eq!(locked, [], "the keyring is locked");
    let mut secrets: HashMap<OwnedObjectPath, Secret> = service.call("GetSecrets", &(&open, &session)).await?;
    let mut items = Vec::new();
    for path in open {
        let secret = secrets.remove(&path).map(|(_, _, value, _)| value).unwrap_or_default();
        let item = Proxy::new(&connection, NAME, path, "org.freedesktop.Secret.Item").await?;
        items.push(Item {
            label: item.get_property("Label").await?,
            attributes: item.get_property("Attributes").await?,
            secret,
        });
    }
    Ok(items)
}
