//! Whom Lapwing speaks to, in a network where every attempt to reach anybody is counted by the kernel.

use std::fs;
use std::net::TcpStream;
use std::process::Command;

use lapwing_e2e::command_line;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::Market;
use lapwing_e2e::pages::MainWindow;
use lapwing_e2e::wait::say;

use crate::journey::{self, JOB};

/// Starts what is added to it in a network of its own, which holds this computer and nothing else. Where the system does
/// not allow that, this says so.
fn network() -> Option<Command> {
    let command = || {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-current-user", "--keep-caps", "--net"]);
        command.args(["sh", "-c", "ip link set lo up && exec \"$@\"", "sh"]);
        command
    };
    let works = command().arg("true").output().is_ok_and(|output| output.status.success());
    if !works {
        say("This computer makes no network for a test (unshare, ip): whom Lapwing speaks to was not looked at.");
    }
    works.then(command)
}

#[test]
fn a_whole_session_contacts_nobody_but_its_source() {
    let Some(mut command) = network() else { return };
    let _turn = Desktop::without_services();
    let this = std::env::current_exe().expect("this program knows where it is");
    command.arg(this).args(["--exact", "network::inside", "--ignored", "--nocapture"]);
    let output = command.output().expect("the session runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains("1 passed"), "{out}\n{err}");
}

#[test]
#[ignore = "runs in a network of its own, started by the test above"]
fn inside() {
    let desktop = Desktop::new();
    let market = Market::open("network");
    let (program, page) = journey::watching(&desktop, &market);
    let before = desktop.notifications().all().len();
    market.publish(&JOB);
    MainWindow::on(&page).check_now();
    desktop.notifications().next(before, JOB.title, |shown| shown.summary == JOB.title);
    program.close_window();
    program.quit();
    let hosts = command_line::document(&desktop, &["usage", "--hosts"]);

    assert_eq!(strangers(), 0, "nobody outside this computer was called");
    let (address, port) = market.address().rsplit_once(':').expect("the market has a port");
    for host in hosts["hosts"].as_array().expect("servers are listed") {
        let server = format!("{}://{}", host["scheme"].as_str().unwrap(), host["host"].as_str().unwrap());
        assert_eq!((server.as_str(), host["port"].to_string().as_str()), (address, port));
    }
    let errands: Vec<_> = hosts["hosts"].as_array().unwrap().iter().map(|host| &host["purpose"]).collect();
    assert_eq!(errands, ["check-now", "poll", "test"]);

    assert!(TcpStream::connect("192.0.2.1:443").is_err(), "an address that belongs to nobody");
    assert!(strangers() > 0, "the kernel counts attempts");
}

/// Attempts to reach somebody outside this computer, and to ask a name server on it.
fn strangers() -> u64 {
    let old = fs::read_to_string("/proc/net/snmp").expect("the kernel counts");
    let new = fs::read_to_string("/proc/net/snmp6").unwrap_or_default();
    let of_new = new.lines().filter_map(|line| line.strip_prefix("Ip6OutNoRoutes")?.trim().parse::<u64>().ok());
    counter(&old, "Ip:", "OutNoRoutes") + counter(&old, "Udp:", "NoPorts") + of_new.sum::<u64>()
}

/// A counter of `/proc/net/snmp`, where a line of names stands before one of numbers.
fn counter(text: &str, protocol: &str, name: &str) -> u64 {
    let mut lines = text.lines().filter(|line| line.starts_with(protocol)).map(str::split_whitespace);
    let (names, numbers) = (lines.next().expect("names"), lines.next().expect("numbers"));
    let found = names.zip(numbers).find(|(column, _)| *column == name);
    found.and_then(|(_, number)| number.parse().ok()).expect("the counter is a number")
}
