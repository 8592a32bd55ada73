//! The usage page, beside what the command line tells.

use lapwing_e2e::command_line;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::Market;
use lapwing_e2e::page::marked;
use lapwing_e2e::pages::MainWindow;

use crate::journey;

#[test]
fn the_usage_page_tells_what_the_command_line_tells() {
    let desktop = Desktop::new();
    let market = Market::open("usage");
    let (program, page) = journey::watching(&desktop, &market);
    MainWindow::on(&page).open_usage();

    let usage = command_line::document(&desktop, &["usage"]);
    let plan = command_line::document(&desktop, &["plan"]);
    let hosts = command_line::document(&desktop, &["usage", "--hosts"]);
    page.wait_to_read(&marked("usage-month"), &usage["calls_this_month"].to_string());
    page.wait_to_read(&marked("usage-today"), &usage["calls_today"].to_string());
    let stream = &plan["streams"][0];
    page.wait_to_read(&format!("{} code", marked("stream")), &format!("GET {}", stream["request"].as_str().unwrap()));
    page.wait_to_read(&marked("expectation"), journey::SEARCH);
    let shown = page.texts(&marked("host"));
    let contacted = hosts["hosts"].as_array().unwrap();
    assert!(!contacted.is_empty());
    assert_eq!(shown.len(), contacted.len(), "{shown:?}");
    for (row, host) in shown.iter().zip(contacted) {
        let address = format!("{}:{}", host["host"].as_str().unwrap(), host["port"]);
        assert!(row.contains(&address) && row.contains(&host["requests"].to_string()), "{address} in {row}");
    }
    program.quit();
}
