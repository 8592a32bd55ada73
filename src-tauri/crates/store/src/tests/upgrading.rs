//! What was stored by the program before marks were kept.

use jiff::Timestamp;
use lapwing_domain::job::{Client, Job};
use lapwing_domain::marks::Application;
use lapwing_domain::triage::State;
use lapwing_domain::{JobId, JobKey};
use rusqlite::{Connection, params};

use crate::clients::ClientIdentity;
use crate::facts::Facts;
use crate::lists::{Counts, Sort, View};
use crate::undoable::StepWhat;
use crate::{Store, schema};

/// Steps up to the one that brought the marketplace.
const BEFORE: usize = 10;

const STATES: [State; 5] = [State::New, State::Saved, State::Applied, State::Interviewing, State::Dismissed];

/// One job in each state, the first two of one client; the applied one, and the one after it, applied at 20 s.
fn fill(connection: &Connection) {
    connection
        .execute_batch(
            "INSERT INTO sources (id, name, service, base_url, key_place, key_state, calls_used, created_at) \
             VALUES (1, 'production', 'jobs_api', 'https://api.example.com', 'session', 'unknown', 0, 0);
             INSERT INTO changes (id, at) VALUES (1, 20000);",
        )
        .unwrap();
    for (key, state) in (1_i64..).zip(STATES) {
        let since = Timestamp::from_second(if key <= 2 { 1_000 } else { key }).ok();
        let client = Client { since, city: "Köln".into(), ..Client::default() };
        let facts = Facts::of(&Job { client, ..Job::new(JobId(String::new())) }).to_json();
        connection
            .execute(
                "INSERT INTO jobs (key, origin, service_id, source_id, state, first_seen, last_seen, shelf, title, private, \
                 country_code, skills, facts, description) \
                 VALUES (?1, 'o', ?1, 1, ?2, 10000, 10000, ?3, 'Job', 0, 'DE', '', ?4, '')",
                params![key, state.word(), shelf(state), facts],
            )
            .unwrap();
        if state != State::New {
            let (first, change) = if state == State::Interviewing { (State::Applied, None) } else { (state, Some(1)) };
            let sql =
                "INSERT INTO state_changes (job_key, change_id, from_state, to_state, at) VALUES (?1, ?2, ?3, ?4, ?5)";
            connection.execute(sql, params![key, change, "new", first.word(), 20_000]).unwrap();
        }
    }
}

fn shelf(state: State) -> Option<&'static str> {
    match state {
        State::New | State::Seen => None,
        State::Dismissed => Some("dismissed"),
        State::Saved | State::Applied | State::Interviewing | State::Hired => Some("saved"),
    }
}

fn upgraded() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lapwing.db");
    let mut connection = Connection::open(&path).unwrap();
    schema::apply(&mut connection, &schema::STEPS[..BEFORE]).unwrap();
    fill(&connection);
    drop(connection);
    let store = Store::open(&path).unwrap();
    (dir, store)
}

#[tokio::test]
async fn jobs_that_were_applied_for_find_their_own_list_and_when_that_was() {
    let (_dir, store) = upgraded();
    let counts = store.counts().await.unwrap();
    assert_eq!(counts, Counts { saved: 1, applied: 2, dismissed: 1, all: 5, ..Counts::default() });
    let keys = store.keys(View::Applied, Sort::Oldest, 10).await.unwrap();
    assert_eq!(keys, [JobKey(3), JobKey(4)]);
    let applied = Some(Application::on(Timestamp::from_second(20).unwrap()));
    let marks = store.marks_of((1..=5).map(JobKey).collect()).await.unwrap();
    assert_eq!(marks.len(), 2);
    assert!(keys.iter().all(|key| marks[key].application == applied), "{marks:?}");
}

#[tokio::test]
async fn clients_of_what_was_stored_are_known_again() {
    let (_dir, store) = upgraded();
    let view = store.client_of(JobKey(1), 10).await.unwrap();
    assert_eq!((view.identity, view.total), (ClientIdentity::Probable, 1));
    assert_eq!(view.jobs[0].key, JobKey(2));
    assert_eq!(store.client_of(JobKey(3), 10).await.unwrap().total, 0);
}

#[tokio::test]
async fn steps_from_before_can_still_be_taken_back() {
    let (_dir, store) = upgraded();
    let steps = store.steps(10).await.unwrap();
    assert_eq!(steps.len(), 1);
    assert!(matches!(steps[0].what, StepWhat::State(_)) && steps[0].jobs == 3, "{steps:?}");
    assert_eq!(store.undo(crate::steps::ChangeId(1), Timestamp::UNIX_EPOCH).await.unwrap(), 3);
    assert_eq!(store.counts().await.unwrap(), Counts { applied: 1, all: 5, ..Counts::default() });
}
