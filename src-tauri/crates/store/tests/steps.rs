//! What can be taken back, and how it is told; snippets, and the order of searches.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, job, keys, lend, minutes_later, now, search, source, take_in};
use lapwing_domain::SearchId;
use lapwing_domain::triage::State;
use lapwing_store::{Snippet, StepRecord, StepWhat, Store, StoreError, Undoable};

async fn told(store: &Store) -> Vec<(StepWhat, u32)> {
    let tell = |step: StepRecord| (step.what, step.jobs);
    store.steps(10).await.unwrap().into_iter().map(tell).collect()
}

#[tokio::test]
async fn steps_are_told_latest_first_until_they_are_taken_back() {
    let home = Home::new();
    let store = &home.store;
    let source = source(store).await;
    let keys = keys(&take_in(store, source, vec![job("a"), job("b")]).await);
    let one = search(store, "One").await.id;
    let snippet = store.add_snippet("Greeting", "Hello").await.unwrap().id;
    let star = store.set_star(vec![keys[0]], true, minutes_later(1)).await.unwrap();
    store.set_state(keys.clone(), State::Saved, None, minutes_later(2)).await.unwrap();
    store.remove_search(one, minutes_later(3)).await.unwrap();
    store.set_star(vec![keys[0]], false, minutes_later(4)).await.unwrap();
    store.remove_snippet(snippet, minutes_later(5)).await.unwrap();
    let expected = [
        (StepWhat::SnippetRemoved("Greeting".into()), 0),
        (StepWhat::Star(false), 1),
        (StepWhat::SearchRemoved("One".into()), 0),
        (StepWhat::State(State::Saved), 2),
        (StepWhat::Star(true), 1),
    ];
    assert_eq!(told(store).await, expected);
    let steps = store.steps(2).await.unwrap();
    assert_eq!((steps.len(), steps[1].title.as_deref(), steps[1].at), (2, Some("Job a"), minutes_later(4)));
    assert!(store.restore_snippet(snippet).await.unwrap() && store.restore_search(one).await.unwrap());
    assert!(!store.restore_snippet(snippet).await.unwrap() && !store.restore_search(one).await.unwrap());
    assert_eq!(store.undo(star.id, minutes_later(6)).await.unwrap(), 0);
    assert_eq!(told(store).await, [(StepWhat::Star(false), 1), (StepWhat::State(State::Saved), 2)]);
    let undo = store.steps(1).await.unwrap()[0].undo;
    assert!(matches!(undo, Undoable::Change(_)), "{undo:?}");
}

#[tokio::test]
async fn titles_of_lent_jobs_are_not_told_with_steps() {
    let home = Home::new();
    let source = source(&home.store).await;
    let keys = keys(&lend(&home.store, source, vec![job("a")]).await);
    home.store.set_star(keys, true, now()).await.unwrap();
    let steps = home.store.steps(1).await.unwrap();
    assert_eq!((steps[0].jobs, steps[0].title.as_deref()), (1, None));
}

#[tokio::test]
async fn steps_whose_jobs_are_gone_hide_none_that_can_be_taken_back() {
    let home = Home::new();
    let source = source(&home.store).await;
    let kept = keys(&take_in(&home.store, source, vec![job("kept")]).await);
    home.store.set_star(kept, true, now()).await.unwrap();
    for id in ["a", "b", "c"] {
        let lent = keys(&lend(&home.store, source, vec![job(id)]).await);
        home.store.set_state(lent, State::Dismissed, None, minutes_later(1)).await.unwrap();
    }
    home.store.erase_expired(minutes_later(25 * 60), false).await.unwrap();
    let steps = home.store.steps(2).await.unwrap();
    assert_eq!(steps.into_iter().map(|step| step.what).collect::<Vec<_>>(), [StepWhat::Star(true)]);
}

#[tokio::test]
async fn snippets_stay_in_the_order_they_were_added_in() {
    let home = Home::new();
    let first = home.store.add_snippet("b", "Hello {client}").await.unwrap();
    let second = home.store.add_snippet("a", "Bye").await.unwrap();
    let edited = Snippet { name: "B".into(), text: "Hi".into(), ..first };
    home.store.edit_snippet(edited.clone()).await.unwrap();
    let home = home.reopened();
    assert_eq!(home.store.snippets().await.unwrap(), [edited.clone(), second.clone()]);
    home.store.remove_snippet(edited.id, now()).await.unwrap();
    assert_eq!(home.store.snippet(edited.id).await.unwrap(), None);
    let gone = home.store.edit_snippet(edited.clone()).await;
    assert!(matches!(gone, Err(StoreError::NotFound { what: "snippet", .. })), "{gone:?}");
    home.store.restore_snippet(edited.id).await.unwrap();
    assert_eq!(home.store.snippets().await.unwrap(), [edited, second]);
}

#[tokio::test]
async fn no_two_snippets_have_one_name() {
    let home = Home::new();
    let store = &home.store;
    let greeting = store.add_snippet("Greeting", "Hello").await.unwrap();
    let other = store.add_snippet("Other", "Bye").await.unwrap();
    store.remove_snippet(greeting.id, now()).await.unwrap();
    store.add_snippet("GREETING", "Hi").await.unwrap();
    for refused in [
        store.add_snippet("greeting", "").await.map(drop),
        store.edit_snippet(Snippet { name: "greeting".into(), ..other }).await,
        store.restore_snippet(greeting.id).await.map(drop),
    ] {
        assert!(matches!(&refused, Err(StoreError::NameTaken { name }) if name == "GREETING"), "{refused:?}");
    }
}

async fn order(store: &Store) -> Vec<String> {
    store.searches().await.unwrap().into_iter().map(|search| search.name).collect()
}

#[tokio::test]
async fn a_search_is_moved_before_another_one_or_last_and_stays_there() {
    let home = Home::new();
    let mut ids = Vec::new();
    for name in ["a", "b", "c", "d"] {
        ids.push(search(&home.store, name).await.id);
    }
    home.store.move_search(ids[3], Some(ids[0])).await.unwrap();
    assert_eq!(order(&home.store).await, ["d", "a", "b", "c"]);
    home.store.move_search(ids[0], None).await.unwrap();
    home.store.move_search(ids[1], Some(ids[1])).await.unwrap();
    let home = home.reopened();
    assert_eq!(order(&home.store).await, ["d", "b", "c", "a"]);
    home.store.remove_search(ids[1], now()).await.unwrap();
    home.store.move_search(ids[0], Some(ids[3])).await.unwrap();
    home.store.restore_search(ids[1]).await.unwrap();
    assert_eq!(order(&home.store).await, ["a", "d", "b", "c"], "a search that comes back finds its place");
    let new = search(&home.store, "e").await;
    assert_eq!(order(&home.store).await.last(), Some(&new.name));
    for (id, before) in [(SearchId(99), None), (ids[0], Some(SearchId(99)))] {
        let refused = home.store.move_search(id, before).await;
        assert!(matches!(refused, Err(StoreError::NotFound { what: "search", .. })), "{refused:?}");
    }
}
