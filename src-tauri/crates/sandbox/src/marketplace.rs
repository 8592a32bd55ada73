//! The marketplace's official API as the sandbox plays it: who may ask, and what is found. Knows nothing of HTTP.

pub(crate) mod grants;
