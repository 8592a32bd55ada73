//! That no statement of the hot paths reads more than it shows: what the database plans to do, asked of the database.

use lapwing_domain::SearchId;
use rusqlite::Connection;

use crate::lists::{Sort, View};
use crate::{clients, follow_ups, ledger, marks, pages, schema, searches, undoable, usage, views};

mod upgrading;

const VIEWS: [View; 6] =
    [View::Inbox, View::Saved, View::Applied, View::Dismissed, View::All, View::Search(SearchId(1))];

fn planned(sql: &str) -> Vec<String> {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::apply(&mut connection, schema::STEPS).unwrap();
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    steps
}

/// Every step must be a look-up or begin at a place in an index; nothing may be sorted.
fn reads_only_what_it_needs(sql: &str) {
    for step in planned(sql) {
        assert!(!step.starts_with("SCAN") && !step.contains("TEMP B-TREE"), "{step}\nin {sql}");
    }
}

#[test]
fn a_page_walks_one_index_from_its_cursor_and_sorts_nothing() {
    for (view, sort) in VIEWS.into_iter().flat_map(|view| [(view, Sort::Newest), (view, Sort::Oldest)]) {
        let sql = views::stretch(view, sort, "jobs.title");
        reads_only_what_it_needs(&sql);
        assert!(planned(&sql)[0].starts_with("SEARCH"), "{view:?} begins at the cursor");
    }
}

#[test]
fn a_ranked_page_reads_an_index_alone_but_for_the_rows_it_shows() {
    let ranked = Sort::ALL.into_iter().filter(|sort| sort.is_ranked());
    for (sort, view) in ranked.flat_map(|sort| VIEWS.map(|view| (sort, view))) {
        let steps = planned(&views::stretch(view, sort, "jobs.title"));
        let of_index = |step: &&String| step.contains("COVERING INDEX jobs_ranked");
        let begins = steps.iter().find(of_index).is_some_and(|step| step.starts_with("SEARCH"));
        let begins = begins || steps.iter().any(|step| step.contains("COVERING INDEX matches_by_time (search_id=?"));
        let whole = view == View::All && steps.iter().any(|step| step.starts_with("SCAN jobs USING COVERING INDEX"));
        assert!(begins || whole, "{view:?} {sort:?} {steps:?}");
        let scans = steps.iter().filter(|step| step.starts_with("SCAN") && *step != "SCAN ranked").count();
        assert_eq!(scans, usize::from(view == View::All), "{view:?} {sort:?} {steps:?}");
    }
}

#[test]
fn what_is_due_and_what_can_be_undone_are_looked_up() {
    for sql in [follow_ups::DUE, follow_ups::NEXT] {
        assert!(planned(sql)[0].starts_with("SEARCH marks USING INDEX marks_due"), "{:?}", planned(sql));
    }
    // From its end, as far as the limit: those that were taken back are not in it.
    let open = planned(undoable::OPEN);
    assert_eq!(open[0], "SCAN changes USING INDEX changes_open");
    assert!(open.iter().skip(1).all(|step| !step.starts_with("SCAN")), "{open:?}");
    let looked_up = planned(undoable::JOBS).into_iter().filter(|step| step.starts_with("SEARCH")).count();
    assert_eq!(looked_up, 2);
}

#[test]
fn the_marks_of_a_page_are_looked_up_at_once() {
    for sql in [marks::MARKS, marks::LABELS] {
        let steps = planned(sql);
        assert!(steps.iter().any(|step| step.starts_with("SEARCH")), "{steps:?}");
        assert!(steps.iter().all(|step| !step.starts_with("SCAN") || step.starts_with("SCAN asked")), "{steps:?}");
    }
    assert!(planned(marks::ALL_LABELS)[0].contains("COVERING INDEX labels_by_name"));
}

#[test]
fn other_jobs_of_a_client_are_read_in_their_order() {
    reads_only_what_it_needs(clients::OTHERS);
}

#[test]
fn counting_reads_an_index_alone() {
    let totals = VIEWS.map(|view| views::total(view).0);
    let of_searches = format!("SELECT {} FROM searches", searches::NUMBERS);
    for sql in totals.into_iter().chain([pages::NUMBERS, &of_searches]) {
        let counted = planned(sql).into_iter().filter(|step| step.contains(" jobs") || step.contains(" matches"));
        for step in counted {
            assert!(step.contains("COVERING INDEX"), "{step}\nin {sql}");
        }
    }
}

#[test]
fn the_searches_of_a_page_are_looked_up_at_once() {
    let steps = planned(pages::SEARCH_NAMES);
    let looked_up = |table: &str| steps.iter().any(|step| step.starts_with(&format!("SEARCH {table} USING")));
    assert!(looked_up("matches") && looked_up("searches"), "{steps:?}");
    assert!(steps.iter().all(|step| !step.starts_with("SCAN") || step.starts_with("SCAN asked")), "{steps:?}");
}

#[test]
fn everything_asked_by_job_is_looked_up() {
    for table in ["job_sources", "job_changes", "state_changes", "mark_changes", "labels", "matches", "intents"] {
        reads_only_what_it_needs(&format!("SELECT * FROM {table} WHERE job_key = ?1"));
    }
}

#[test]
fn counting_calls_reads_one_sources_stretch_of_the_ledger() {
    reads_only_what_it_needs(ledger::COUNT);
    assert!(planned(ledger::COUNT)[0].contains("COVERING INDEX ledger_by_source"));
    for sql in [usage::TALLY, usage::FIRST] {
        assert!(planned(sql)[0].contains("INDEX ledger_by_source (source_id=?"), "{sql}");
    }
}
