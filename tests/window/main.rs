//! The real window, from end to end. Each test has a desktop of its own, one after the other.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod axe;
mod day;
mod dialects;
mod failures;
mod farewell;
mod first_light;
mod hostile;
mod killed;
mod marketplace;
mod narrow;
mod network;
mod pictures;
mod rotation;
mod search_link;
mod secrets;
mod tray;
mod usage;

use lapwing_e2e::journey;
