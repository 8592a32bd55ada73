//! The part of the desktop that programs ask whether its user prefers light or dark.

#![allow(clippy::unused_self, reason = "the interface is given")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use zbus::Connection;
use zbus::zvariant::{OwnedValue, Value};

use crate::bus::{self, Bus};

const NAME: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";
const COLOUR_SCHEME: &str = "color-scheme";

/// Which themes a desktop's user prefers, by the portal's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark ones.
    Dark = 1,
    /// Light ones.
    Light = 2,
}

/// The portal, for as long as the value lives.
#[derive(Debug)]
pub struct Portal {
    connection: Connection,
    scheme: Arc<AtomicU32>,
}

impl Portal {
    /// Becomes the portal of `bus`, whose user prefers light.
    pub(crate) fn serve(bus: &Bus) -> Self {
        let scheme = Arc::new(AtomicU32::new(Scheme::Light as u32));
        let settings = Settings { scheme: Arc::clone(&scheme) };
        let connection = bus.connect(|builder| builder.name(NAME)?.serve_at(PATH, settings));
        Self { connection, scheme }
    }

    /// Changes what is preferred, and tells everybody.
    pub fn prefer(&self, scheme: Scheme) {
        self.scheme.store(scheme as u32, Ordering::Relaxed);
        let told = (APPEARANCE, COLOUR_SCHEME, Value::from(scheme as u32));
        bus::run(self.connection.emit_signal(None::<&str>, PATH, SETTINGS, "SettingChanged", &told))
            .expect("the bus carries signals");
    }
}

struct Settings {
    scheme: Arc<AtomicU32>,
}

impl Settings {
    fn value(&self, namespace: &str, key: &str) -> zbus::fdo::Result<Value<'static>> {
        match (namespace, key) {
            (APPEARANCE, COLOUR_SCHEME) => Ok(Value::from(self.scheme.load(Ordering::Relaxed))),
            _ => Err(zbus::fdo::Error::UnknownProperty(format!("{namespace} {key}"))),
        }
    }
}

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Settings {
    /// The old way to read, which wraps what it found once more.
    fn read(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
        let wrapped = Value::Value(Box::new(self.value(namespace, key)?));
        Ok(OwnedValue::try_from(wrapped).map_err(zbus::Error::from)?)
    }

    fn read_one(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
        Ok(OwnedValue::try_from(self.value(namespace, key)?).map_err(zbus::Error::from)?)
    }

    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        2
    }
}
