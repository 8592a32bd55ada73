//! The process that speaks `WebDriver` on one side and the web view's own protocol on the other.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};

use crate::wait::{PATIENCE, until};

/// A driver that waits for a session with the web view that listens at `target`.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts one. It attaches to a running program instead of starting one, so that the program lives as long as its
    /// user wants and not as long as a session.
    pub(crate) fn start(target: u16) -> Self {
        let port = free_port();
        let process = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), format!("--target={}:{target}", Ipv4Addr::LOCALHOST)])
            .stdin(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts; Debian has it in webkit2gtk-driver");
        until("WebKitWebDriver listens", PATIENCE, || is_listening(port).then_some(()));
        Self { process, port }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // One that has ended by itself needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port nobody listens at.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    listener.local_addr().expect("it has an address").port()
}

/// Whether somebody listens at `port`. Looked up and not tried: a web view takes a connection for a driver.
pub(crate) fn is_listening(port: u16) -> bool {
    const LISTEN: &str = "0A";
    let wanted = format!(":{port:04X}");
    let table = fs::read_to_string("/proc/net/tcp").expect("/proc/net/tcp is there");
    table.lines().any(|line| {
        let mut columns = line.split_whitespace().skip(1);
        let ends = columns.next().is_some_and(|local| local.ends_with(&wanted));
        ends && columns.nth(1) == Some(LISTEN)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_seen_to_be_listened_at() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(is_listening(port));
        drop(listener);
        assert!(!is_listening(port));
    }
}
