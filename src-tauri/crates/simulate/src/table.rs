//! The table, as Markdown.

use lapwing_reference::watching::Told;

use crate::measure::{Row, ratio};

/// All rows, with a head.
pub fn table(rows: &[Row]) -> String {
    let mut lines = vec![
        "| Postings | Calls | Staleness, worst / median | Told | Late, median / p95 | Oracle tells | Naive tells | Missed | Twice | Warned |"
            .to_owned(),
        "|---|---|---|---|---|---|---|---|---|---|".to_owned(),
    ];
    lines.extend(rows.iter().map(line));
    lines.join("\n")
}

fn line(row: &Row) -> String {
    let staleness = &row.ours.staleness;
    let least = row.fresh.map(|fresh| format!(", least {}", time(fresh))).unwrap_or_default();
    let oracle = time(row.oracle.staleness.worst);
    let (warned, looks) = row.warned;
    let cells = [
        row.what.to_owned(),
        format!("{} of {}", row.ours.calls, row.allowed),
        format!("{} (oracle {oracle}{least}) / {}", time(staleness.worst), time(staleness.median)),
        format!("{} of {}", share(&row.ours), row.ours.jobs.fitting),
        late(&row.ours),
        format!("{}, {}", share(&row.oracle), late(&row.oracle)),
        format!("{}, {}", share(&row.naive), late(&row.naive)),
        row.missed.to_string(),
        row.twice.to_string(),
        format!("{warned} of {looks}"),
    ];
    format!("| {} |", cells.join(" | "))
}

fn share(told: &Told) -> String {
    format!("{:.1} %", 100.0 * ratio(told.jobs.told, told.jobs.fitting))
}

fn late(told: &Told) -> String {
    let at =
        |percent: usize| told.delays.get((told.delays.len() * percent / 100).min(told.delays.len().saturating_sub(1)));
    let of = |percent| at(percent).map_or("–".to_owned(), |seconds| time(*seconds));
    format!("{} / {}", of(50), of(95))
}

/// Minutes, or hours where those are many.
fn time(seconds: i64) -> String {
    let minutes = (seconds + 30) / 60;
    if minutes < 120 { format!("{minutes} min") } else { format!("{}.{} h", minutes / 60, minutes % 60 / 6) }
}
