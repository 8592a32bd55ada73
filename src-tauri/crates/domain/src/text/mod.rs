//! Text as the query language sees it: cleaned on the way in, normalised for comparing, cut into tokens, stemmed.

mod clean;
mod normal;

pub use clean::clean;
pub use normal::normal;
