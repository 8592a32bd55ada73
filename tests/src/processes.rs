//! Processes as the system shows them in `/proc`: who started whom, with what, and what memory they use.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use rustix::process::{Pid, Signal, kill_process};

/// One process.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Process {
    /// Its id.
    pub id: u32,
    /// The name of its program, cut by the system to 15 characters.
    pub name: String,
}

/// A process and everything it has started that still runs, in the order of their ids.
pub fn tree(root: u32) -> Vec<Process> {
    let all: Vec<(Process, u32)> = all().filter_map(read).collect();
    let mut ids = BTreeSet::from([root]);
    loop {
        let before = ids.len();
        ids.extend(
            all.iter().filter(|(_, parent)| ids.contains(parent)).map(|(process, _)| process.id).collect::<Vec<_>>(),
        );
        if ids.len() == before {
            break;
        }
    }
    let mut tree: Vec<Process> =
        all.into_iter().map(|(process, _)| process).filter(|one| ids.contains(&one.id)).collect();
    tree.sort();
    tree
}

/// Every process there is.
pub fn all() -> impl Iterator<Item = u32> {
    fs::read_dir("/proc").expect("/proc is there").filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}

/// The arguments and the environment a process shows, one after the other; empty where they may not be read.
pub fn shown(id: u32) -> Vec<u8> {
    let mut shown = fs::read(of(id, "cmdline")).unwrap_or_default();
    shown.push(0);
    shown.extend(fs::read(of(id, "environ")).unwrap_or_default());
    shown
}

/// The memory of a process and everything it has started, in KiB: its own, and its share of what it uses with others.
pub fn memory_kib(root: u32) -> u64 {
    tree(root).iter().map(|process| share_kib(process.id)).sum()
}

fn share_kib(id: u32) -> u64 {
    let text = fs::read_to_string(of(id, "smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok()).unwrap_or(0)
}

/// Asks a process to end.
pub(crate) fn terminate(id: u32) {
    signal(id, Signal::TERM);
}

/// Ends a process.
pub(crate) fn kill(id: u32) {
    signal(id, Signal::KILL);
}

fn signal(id: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        // One that is gone already needs no signal.
        let _ = kill_process(pid, signal);
    }
}

/// A process and who started it. One that has ended and waits for its parent to notice does not count.
fn read(id: u32) -> Option<(Process, u32)> {
    let stat = fs::read_to_string(of(id, "stat")).ok()?;
    let (front, rest) = stat.rsplit_once(')')?;
    let (_, name) = front.split_once('(')?;
    let mut fields = rest.split_whitespace();
    let condition = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    (condition != "Z").then(|| (Process { id, name: name.to_owned() }, parent))
}

fn of(id: u32, file: &str) -> PathBuf {
    PathBuf::from(format!("/proc/{id}/{file}"))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::wait::{PATIENCE, try_until};

    #[test]
    fn a_child_is_in_its_parents_tree_and_shows_its_arguments() {
        let mut child = Command::new("sleep").arg("61").spawn().unwrap();
        let itself = Process { id: child.id(), name: "sleep".to_owned() };
        // A child is there a moment before its new name and its arguments are.
        let found = try_until(PATIENCE, || {
            let named = tree(std::process::id()).contains(&itself);
            let tells = shown(child.id()).windows(2).any(|bytes| bytes == b"61");
            (named && tells && memory_kib(child.id()) > 0).then_some(())
        });
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(found, Some(()));
    }
}
