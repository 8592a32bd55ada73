//! The W3C `WebDriver` protocol, as far as it is needed here, spoken with `WebKitWebDriver`.

mod driver;
mod session;

pub(crate) use driver::{Driver, free_port, is_listening};
pub(crate) use session::{Element, Refusal, Session};
