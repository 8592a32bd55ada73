//! Somebody who listens on this computer and is never to hear anything.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::wait::{PATIENCE, until};

/// How long a caller may take to say what it wants.
const PATIENT_FOR: Duration = Duration::from_millis(200);

/// A listener on a port of its own, that remembers who called.
#[derive(Debug)]
pub struct Listener {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    /// Begins to listen, until the tests end.
    pub fn start() -> Self {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
        let port = socket.local_addr().expect("it has an address").port();
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&heard);
        thread::spawn(move || {
            for caller in socket.incoming().flatten() {
                let said = first_line(&caller);
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(said);
            }
        });
        Self { port, heard }
    }

    /// Where it listens: `127.0.0.1:PORT`.
    pub fn authority(&self) -> String {
        format!("{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// What every connection so far began with; a connection counts that said nothing.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Calls it, and waits until that was heard: it does listen, and whoever called before was heard before.
    #[track_caller]
    pub fn prove_that_it_hears(&self) {
        let before = self.heard().len();
        drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens"));
        until("the listener hears a call", PATIENCE, || (self.heard().len() > before).then_some(()));
    }
}

fn first_line(caller: &TcpStream) -> String {
    let mut line = String::new();
    // Whoever says nothing, or nothing in time, has called all the same.
    let _ = caller.set_read_timeout(Some(PATIENT_FOR));
    let _ = BufReader::new(caller).read_line(&mut line);
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_heard_with_what_it_began_with() {
        use std::io::Write as _;
        let listener = Listener::start();
        assert_eq!(listener.heard(), [""; 0]);
        let mut caller = TcpStream::connect(listener.authority()).unwrap();
        caller.write_all(b"GET /pixel HTTP/1.1\r\n\r\n").unwrap();
        listener.prove_that_it_hears();
        assert_eq!(listener.heard()[0], "GET /pixel HTTP/1.1");
    }
}
