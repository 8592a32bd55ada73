//! What the process gives away of itself: its environment, memory images of crashes, the words of a panic.
//!
//! Everything here runs first, while there is one thread only.

use std::env;

/// Takes a variable out of the environment: its value, and on Unix also the bytes that other programs of the same user
/// could still read in the list of processes. Children do not inherit it.
///
/// Call it before any other thread is started.
#[expect(unsafe_code, reason = "the environment can be changed in no other way")]
pub fn take_variable(name: &str) -> Option<String> {
    let value = env::var(name).ok();
    #[cfg(unix)]
    overwrite_value(name);
    // SAFETY: the caller promises that there is one thread, so nobody reads the environment meanwhile.
    unsafe { env::remove_var(name) };
    value.filter(|value| !value.trim().is_empty())
}

/// Overwrites the value where the system put it at the start: removing a variable leaves those bytes in place, and
/// `/proc` shows them.
#[cfg(unix)]
#[expect(unsafe_code, reason = "the bytes live in memory of the C library")]
fn overwrite_value(name: &str) {
    let Ok(name) = std::ffi::CString::new(name) else { return };
    // SAFETY: `name` ends with a zero byte. The pointer is the C library's own copy or the process's initial stack, both
    // writable, and there is one thread, so nobody replaces it meanwhile. Only bytes before the closing zero are written.
    unsafe {
        let value = libc::getenv(name.as_ptr());
        if !value.is_null() {
            std::ptr::write_bytes(value, b'x', libc::strlen(value));
        }
    }
}

/// Forbids memory images after a crash: they would hold the keys in use.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "core dumps could not be turned off");
        }
    }
}

/// Reports panics through the log: where, and what only if the words were written in the program. Words put together at
/// run time may quote anything, a key or a posting included.
pub fn report_panics_without_their_data() {
    std::panic::set_hook(Box::new(|panic| {
        let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(details withheld)");
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current();
        tracing::error!(thread = thread.name().unwrap_or("unnamed"), place, "panic: {words}");
    }));
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    const CHILD: &str = "LAPWING_TEST_TAKES_ITS_KEY";
    const KEY: &str = "a-key-that-nobody-may-read-4711";

    /// The child half: takes the variable and waits for its parent to have looked.
    #[test]
    fn child_that_takes_its_key() {
        if std::env::var_os(CHILD).is_none() {
            return;
        }
        let taken = super::take_variable("UPWORK_API_KEY");
        let mut out = std::io::stdout();
        writeln!(out, "\ntaken={}", taken.as_deref() == Some(KEY)).unwrap();
        out.flush().unwrap();
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).unwrap();
    }

    #[test]
    fn a_taken_key_is_gone_from_the_list_of_processes() {
        let name = "hardening::tests::child_that_takes_its_key";
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture", "--test-threads=1"])
            .envs([(CHILD, "1"), ("UPWORK_API_KEY", KEY)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = std::io::BufReader::new(child.stdout.take().unwrap());
        let taken = std::io::BufRead::lines(&mut said).map_while(Result::ok).find(|line| line.starts_with("taken="));
        let environment = std::fs::read(format!("/proc/{}/environ", child.id())).unwrap();
        child.stdin.take().unwrap().write_all(b"\n").unwrap();
        child.wait().unwrap();

        assert_eq!(taken.as_deref(), Some("taken=true"));
        let environment = String::from_utf8_lossy(&environment);
        assert!(environment.contains(CHILD), "the environment could not be read");
        assert!(!environment.contains(KEY));
    }
}
