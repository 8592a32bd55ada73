//! Lists: what each view holds, in which order, page by page, and what the numbers beside them say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{
    Home, all_match, batch, full_job, job, job_posted, kept, keys, minutes_later, now, placeholder, search, source,
    take_in,
};
use lapwing_domain::job::Job;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobKey, SavedSearch};
use lapwing_store::{Counts, Cursor, Retention, SearchName, Sort, Store, StoredJob, View};
use rusqlite::Connection;

async fn titles(store: &Store, view: View) -> Vec<String> {
    let page = store.page(view, Sort::Newest, None, 100).await.unwrap();
    assert_eq!(page.total as usize, page.rows.len(), "{view:?}");
    page.rows.into_iter().map(|row| kept(&row.job).title.clone()).collect()
}

/// Three jobs matched by "One" (published at 1, 2 and 3 minutes), one not matched.
async fn filled() -> (Home, lapwing_domain::SearchId, Vec<JobKey>) {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let jobs = (1..=3).map(|number| job_posted(&number.to_string(), minutes_later(number))).collect();
    let matched = home.store.ingest(batch(source, jobs), all_match(&[one])).await.unwrap();
    take_in(&home.store, source, vec![job_posted("4", minutes_later(4))]).await;
    (home, one, keys(&matched))
}

#[tokio::test]
async fn a_row_shows_what_is_known_of_its_job() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let job = full_job("a");
    home.store.ingest(batch(source, vec![job.clone()]), all_match(&[one])).await.unwrap();
    let page = home.store.page(View::Inbox, Sort::Newest, None, 10).await.unwrap();
    let row = &page.rows[0];
    let shown = kept(&row.job);
    assert_eq!((&shown.id, &shown.title, shown.status), (&job.id, &job.title, job.status));
    assert_eq!((shown.posted, shown.private, shown.contract), (job.posted, false, job.contract));
    assert_eq!((shown.budget, shown.rate), (job.budget, job.rate));
    assert_eq!((&shown.client.country, shown.client.verified), (&job.client.country, job.client.verified));
    assert_eq!((shown.client.spent, shown.activity.proposals), (job.client.spent, job.activity.proposals));
    assert_eq!((&shown.skills, &shown.url), (&job.skills, &job.url));
    assert_eq!(shown.description, "", "a list reads no descriptions");
    assert_eq!((row.state, row.first_seen, row.retention), (State::New, now(), Retention::Kept));
    assert_eq!((row.origin.as_str(), row.source), (common::ORIGIN, source));
    assert_eq!(row.searches, [SearchName { id: one, name: "One".into() }]);
    assert_eq!(home.store.summaries(vec![JobKey(999), row.key]).await.unwrap(), page.rows);
}

#[tokio::test]
async fn lists_are_newest_first_by_publish_time_or_first_sight() {
    let home = Home::new();
    let source = source(&home.store).await;
    let jobs = vec![
        job_posted("an hour old", minutes_later(-60)),
        job("of unknown age, seen now"),
        job_posted("just published", minutes_later(1)),
    ];
    take_in(&home.store, source, jobs).await;
    let expected = ["Job just published", "Job of unknown age, seen now", "Job an hour old"];
    assert_eq!(titles(&home.store, View::All).await, expected);
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition_even_among_ties() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let jobs: Vec<Job> = (0..25).map(|number| job_posted(&number.to_string(), minutes_later(number / 10))).collect();
    home.store.ingest(batch(source, jobs), all_match(&[one])).await.unwrap();
    for view in [View::Inbox, View::All, View::Search(one)] {
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = home.store.page(view, Sort::Newest, cursor, 4).await.unwrap();
            assert_eq!(page.total, 25);
            seen.extend(page.rows.iter().map(|row| (row.job.posted(), row.key)));
            match page.next {
                // As it crosses to the window and back.
                Some(next) => cursor = Some(next.to_string().parse::<Cursor>().unwrap()),
                None => break,
            }
        }
        assert_eq!(seen.len(), 25, "{view:?}");
        assert!(seen.is_sorted_by(|newer, older| newer > older), "{view:?}: {seen:?}");
    }
}

#[tokio::test]
async fn a_page_that_ends_the_list_has_no_next() {
    let (home, one, _) = filled().await;
    assert_eq!(home.store.page(View::Search(one), Sort::Newest, None, 3).await.unwrap().next, None);
    assert!(home.store.page(View::Search(one), Sort::Newest, None, 2).await.unwrap().next.is_some());
}

#[test]
fn a_text_that_is_no_cursor_is_refused() {
    for text in ["", "1", "newest", "newest.0.1", "newest.0.1.b", "best.0.1.2", "newest.0.1.2.3"] {
        assert!(text.parse::<Cursor>().is_err(), "{text}");
    }
}

#[tokio::test]
async fn each_view_holds_its_states() {
    let (home, one, keys) = filled().await;
    home.store.mark_seen(keys[0], now()).await.unwrap();
    home.store.set_state(vec![keys[1]], State::Saved, None, now()).await.unwrap();
    home.store.set_state(vec![keys[2]], State::Dismissed, None, now()).await.unwrap();
    assert_eq!(titles(&home.store, View::Inbox).await, ["Job 1"]);
    assert_eq!(titles(&home.store, View::Saved).await, ["Job 2"]);
    assert_eq!(titles(&home.store, View::Dismissed).await, ["Job 3"]);
    assert_eq!(titles(&home.store, View::All).await, ["Job 4", "Job 3", "Job 2", "Job 1"]);
    assert_eq!(titles(&home.store, View::Search(one)).await, ["Job 2", "Job 1"]);
    let counts = Counts { inbox: 1, unread: 0, saved: 1, applied: 0, dismissed: 1, all: 4 };
    assert_eq!(home.store.counts().await.unwrap(), counts);
    for state in [State::Applied, State::Interviewing, State::Hired] {
        home.store.set_state(vec![keys[1]], state, None, now()).await.unwrap();
        assert_eq!(titles(&home.store, View::Applied).await, ["Job 2"], "{state:?}");
        assert_eq!(titles(&home.store, View::Saved).await, [""; 0], "{state:?}");
        assert_eq!(home.store.counts().await.unwrap(), Counts { saved: 0, applied: 1, ..counts }, "{state:?}");
    }
}

#[tokio::test]
async fn searches_have_numbers_of_their_own() {
    let (home, one, keys) = filled().await;
    let numbers = async || {
        let searches = home.store.counted_searches().await.unwrap();
        searches.into_iter().map(|counted| (counted.search.id, counted.matches, counted.unread)).collect::<Vec<_>>()
    };
    assert_eq!(numbers().await, [(one, 3, 3)]);
    home.store.mark_seen(keys[0], now()).await.unwrap();
    home.store.set_state(vec![keys[2]], State::Dismissed, None, now()).await.unwrap();
    assert_eq!(numbers().await, [(one, 2, 1)]);
}

#[tokio::test]
async fn a_paused_search_takes_its_jobs_out_of_the_inbox_unless_another_holds_them() {
    let (home, one, keys) = filled().await;
    let two = search(&home.store, "Two").await;
    home.store.finish_matching(&two, vec![keys[1]], Vec::new(), now()).await.unwrap();
    home.store.pause_search(one, true).await.unwrap();
    home.store.pause_search(one, true).await.unwrap();
    assert_eq!(titles(&home.store, View::Inbox).await, ["Job 2"]);
    assert_eq!(titles(&home.store, View::Search(one)).await.len(), 3, "it keeps its matches");
    assert_eq!(home.store.counts().await.unwrap().unread, 1);
    home.store.pause_search(one, false).await.unwrap();
    assert_eq!(titles(&home.store, View::Inbox).await.len(), 3);
}

#[tokio::test]
async fn a_removed_search_is_nowhere_until_it_is_restored() {
    let (home, one, _) = filled().await;
    home.store.remove_search(one, now()).await.unwrap();
    assert_eq!(titles(&home.store, View::Inbox).await, [""; 0]);
    assert_eq!(titles(&home.store, View::Search(one)).await, [""; 0]);
    assert!(
        home.store
            .page(View::All, Sort::Newest, None, 10)
            .await
            .unwrap()
            .rows
            .iter()
            .all(|row| row.searches.is_empty())
    );
    home.store.restore_search(one).await.unwrap();
    home.store.restore_search(one).await.unwrap();
    assert_eq!(titles(&home.store, View::Inbox).await.len(), 3);
    assert_eq!(titles(&home.store, View::Search(one)).await.len(), 3);
}

#[tokio::test]
async fn a_search_edited_while_paused_leaves_the_inbox_right() {
    let (home, one, keys) = filled().await;
    home.store.pause_search(one, true).await.unwrap();
    let paused = home.store.search(one).await.unwrap().unwrap();
    home.store.edit_search(SavedSearch { query: "go".into(), ..paused.clone() }).await.unwrap();
    home.store.pause_search(one, false).await.unwrap();
    assert_eq!(home.store.counts().await.unwrap().inbox, 0);
    let two = search(&home.store, "Two").await;
    home.store.finish_matching(&two, keys, Vec::new(), now()).await.unwrap();
    assert_eq!(home.store.counts().await.unwrap().inbox, 3);
    home.store.edit_search(SavedSearch { query: "zig".into(), paused: true, ..two }).await.unwrap();
    assert_eq!(home.store.counts().await.unwrap().inbox, 0);
}

#[tokio::test]
async fn placeholders_are_only_in_the_list_of_all_until_matched() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    take_in(&home.store, source, vec![placeholder("a")]).await;
    assert_eq!(titles(&home.store, View::Inbox).await, [""; 0]);
    let all = home.store.page(View::All, Sort::Newest, None, 10).await.unwrap();
    assert!(kept(&all.rows[0].job).private);
    home.store.ingest(batch(source, vec![full_job("a")]), all_match(&[one])).await.unwrap();
    assert_eq!(titles(&home.store, View::Inbox).await, [full_job("a").title]);
}

#[tokio::test]
async fn a_publish_time_learnt_later_moves_the_job_in_every_list() {
    let (home, one, keys) = filled().await;
    let source = home.store.sources().await.unwrap()[0].id;
    take_in(&home.store, source, vec![job_posted("1", minutes_later(30))]).await;
    for view in [View::Inbox, View::Search(one), View::All] {
        assert_eq!(home.store.page(view, Sort::Newest, None, 1).await.unwrap().rows[0].key, keys[0], "{view:?}");
    }
}

#[tokio::test]
async fn a_scan_gives_whole_jobs_in_the_order_of_the_list_and_goes_on_after_any_of_them() {
    let home = Home::new();
    let source = source(&home.store).await;
    take_in(&home.store, source, vec![full_job("a"), full_job("b"), job("c")]).await;
    let first = home.store.scan(View::All, Sort::Newest, None, 2).await.unwrap();
    assert_eq!(
        first.jobs.iter().filter_map(|stored| stored.job.kept()).collect::<Vec<_>>(),
        [&job("c"), &full_job("b")]
    );
    let StoredJob { state, first_seen, origin, source: by, .. } = &first.jobs[0];
    assert_eq!((*state, *first_seen, origin.as_str(), *by), (State::New, now(), common::ORIGIN, source));
    assert_eq!(first.next, Some(first.jobs[1].place));
    let rest = home.store.scan(View::All, Sort::Newest, Some(first.jobs[0].place), 10).await.unwrap();
    assert_eq!(
        rest.jobs.iter().filter_map(|stored| stored.job.kept()).collect::<Vec<_>>(),
        [&full_job("b"), &full_job("a")]
    );
    assert_eq!(rest.next, None);
}

#[tokio::test]
async fn a_scan_names_every_source_that_brought_a_job() {
    let home = Home::new();
    let first = source(&home.store).await;
    let second = home.store.add_source(common::new_source("staging"), now()).await.unwrap().id;
    for source in [first, second, second] {
        take_in(&home.store, source, vec![job("both")]).await;
    }
    take_in(&home.store, second, vec![job("one")]).await;
    let jobs = home.store.scan(View::All, Sort::Newest, None, 10).await.unwrap().jobs;
    let brought: Vec<_> = jobs.iter().map(|stored| (stored.source, stored.sources.clone())).collect();
    assert_eq!(brought, [(second, vec![second]), (first, vec![first, second])]);
}

#[tokio::test]
async fn a_row_with_damaged_facts_is_shown_with_what_is_there_and_mended_by_the_next_copy() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![full_job("a")]).await)[0];
    let other = Connection::open(home.path()).unwrap();
    other
        .execute("UPDATE jobs SET facts = '{\"city\": 3', skills = 'oops', status = 'ajar', posted = ?1", [i64::MAX])
        .unwrap();
    let page = home.store.page(View::All, Sort::Newest, None, 10).await.unwrap();
    let row = kept(&page.rows[0].job);
    assert_eq!((row.title.clone(), row.skills.len(), row.status), (full_job("a").title, 0, None));
    let full = home.store.job(key).await.unwrap().unwrap();
    let shown = kept(&full.job);
    assert_eq!((&shown.description, &shown.client.city), (&full_job("a").description, &String::new()));
    assert_eq!(home.store.scan(View::All, Sort::Newest, None, 10).await.unwrap().jobs.len(), 1);
    take_in(&home.store, source, vec![full_job("a")]).await;
    assert_eq!(home.store.job(key).await.unwrap().unwrap().job, Content::Kept(full_job("a")));
}
