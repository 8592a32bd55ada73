//! The real window, from end to end.
#![cfg(target_os = "linux")]
