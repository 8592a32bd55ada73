//! Waiting for something to come about, never for time to pass; and saying what a run has shown.

use std::io::{self, Write as _};
use std::thread;
use std::time::{Duration, Instant};

/// Time enough for anything that is not waiting for a network, on a slow and busy computer.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often is looked again.
const PAUSE: Duration = Duration::from_millis(20);

/// Looks again and again until there is something, and gives it back.
///
/// # Panics
/// When `within` has passed: “`what` did not come about”.
#[track_caller]
pub fn until<T>(what: &str, within: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    match try_until(within, &mut look) {
        Some(found) => found,
        None => panic!("{what}: not within {within:?}"),
    }
}

/// Looks again and again until there is something, or until `within` has passed.
pub fn try_until<T>(within: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if start.elapsed() >= within {
            return None;
        }
        thread::sleep(PAUSE);
    }
}

/// Says something that is worth reading when all went well, too: test programs keep what is printed to themselves.
pub fn say(line: &str) {
    // Whoever closed standard error does not want to hear it.
    let _ = writeln!(io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_until_there_is_something() {
        let mut looks = 0;
        let found = until("the third look", PATIENCE, || {
            looks += 1;
            (looks == 3).then_some(looks)
        });
        assert_eq!(found, 3);
    }

    #[test]
    fn it_gives_up_in_time() {
        assert_eq!(try_until(Duration::from_millis(1), || None::<()>), None);
    }
}
