//! A local server that behaves like the job services.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod ask;
mod calls;
mod clock;
mod control;
mod country;
mod credentials;
mod dice;
mod error;
mod facts;
mod fault;
mod faults;
mod filter;
mod keys;
mod listing;
mod market;
mod meter;
mod options;
mod plan;
mod replay;
mod sandbox;
mod server;
mod shared;
mod snowflake;
mod stock;
mod time;
mod world;

pub use calls::Call;
pub use clock::{Clock, ManualClock, SystemClock};
pub use control::Control;
pub use error::{ControlError, SandboxError};
pub use fault::{Fault, UnknownFault};
pub use options::{Lateness, Options};
pub use plan::{Allowance, Plan, UnknownPlan};
pub use sandbox::Sandbox;
