//! Notifications owed: written with the match, taken at most once, and what is not to be told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, all_match, at, batch, full_job, job_posted, kept, keys, minutes_later, now, search, source};
use lapwing_domain::SearchId;
use lapwing_domain::job::{Client, Status};
use lapwing_domain::notify::{Kind, Muted, News};
use lapwing_store::{
    CallOutcome, Claim, Decisions, IngestBatch, IntentId, NewIntent, Purpose, Store, StoreError, TimelineEvent,
    Upserted, Writer,
};

fn single(jobs: &[Upserted], search: SearchId) -> Vec<NewIntent> {
    let kind = |job: &Upserted| Kind::Match { job: job.key, searches: vec![search] };
    jobs.iter().map(|job| NewIntent { kind: kind(job), written_by: Writer::Window }).collect()
}

#[tokio::test]
async fn intents_are_written_with_their_matches_and_read_back_in_order() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let two = search(&home.store, "Two").await.id;
    let decide = move |jobs: &[Upserted]| Decisions {
        matches: vec![(jobs[0].key, two), (jobs[0].key, one)],
        intents: vec![
            NewIntent { kind: Kind::Match { job: jobs[0].key, searches: vec![two, one] }, written_by: Writer::Window },
            NewIntent { kind: Kind::Followed { job: jobs[0].key, news: News::Closed }, written_by: Writer::Window },
            NewIntent { kind: Kind::Silence { search: one }, written_by: Writer::Cli },
            NewIntent { kind: Kind::Baseline { jobs: 12, searches: vec![one, two] }, written_by: Writer::Cli },
        ],
    };
    let taken = home.store.ingest(batch(source, vec![full_job("a")]), decide).await.unwrap();
    let key = keys(&taken)[0];
    let home = home.reopened();
    let pending = home.store.pending_intents().await.unwrap();
    assert_eq!(pending.iter().map(|intent| intent.id).collect::<Vec<_>>(), taken.intents);
    let kinds: Vec<_> = pending.iter().map(|intent| intent.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            Kind::Match { job: key, searches: vec![two, one] },
            Kind::Followed { job: key, news: News::Closed },
            Kind::Silence { search: one },
            Kind::Baseline { jobs: 12, searches: vec![one, two] },
        ]
    );
    let writers: Vec<Writer> = pending.iter().map(|intent| intent.written_by).collect();
    assert_eq!(writers, [Writer::Window, Writer::Window, Writer::Cli, Writer::Cli]);
    assert!(pending.iter().all(|i| i.created_at == now() && i.delivered_at.is_none() && i.outcome.is_none()));
}

#[tokio::test]
async fn of_two_that_take_the_same_intents_each_gets_its_own_and_none_comes_twice() {
    let home = Home::new();
    let other = Store::open(&home.path()).unwrap();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let jobs: Vec<_> = (0..20).map(|number| full_job(&number.to_string())).collect();
    let decide = move |jobs: &[Upserted]| Decisions { matches: Vec::new(), intents: single(jobs, one) };
    let ids = home.store.ingest(batch(source, jobs), decide).await.unwrap().intents;
    let (mine, theirs) = tokio::join!(
        home.store.take_for_pop_up(ids[..15].to_vec(), now()),
        other.take_for_pop_up(ids[5..].to_vec(), now()),
    );
    let mut taken = [mine.unwrap(), theirs.unwrap()].concat();
    taken.sort();
    assert_eq!(taken, ids);
    assert_eq!(home.store.pending_intents().await.unwrap(), []);
    assert_eq!(home.store.take_for_pop_up(ids, now()).await.unwrap(), []);
}

#[tokio::test]
async fn a_notification_is_in_its_jobs_history_once_taken() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let decide = move |jobs: &[Upserted]| Decisions { matches: Vec::new(), intents: single(jobs, one) };
    let taken = home.store.ingest(batch(source, vec![full_job("a")]), decide).await.unwrap();
    let told = async || {
        let history = home.store.timeline(taken.jobs[0].key).await.unwrap();
        history
            .into_iter()
            .filter(|entry| entry.event == TimelineEvent::Notified)
            .map(|entry| entry.at)
            .collect::<Vec<_>>()
    };
    assert_eq!(told().await, []);
    home.store.take_for_pop_up(taken.intents.clone(), minutes_later(1)).await.unwrap();
    assert_eq!(told().await, [minutes_later(1)]);
}

#[tokio::test]
async fn what_is_never_to_be_told_waits_no_longer_and_is_not_in_the_history() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let decide = move |jobs: &[Upserted]| Decisions { matches: Vec::new(), intents: single(jobs, one) };
    let taken = home.store.ingest(batch(source, vec![full_job("a")]), decide).await.unwrap();
    let untold = taken.intents.iter().map(|id| (*id, "muted")).collect();
    assert_eq!(home.store.take_untold(untold, now()).await.unwrap(), taken.intents);
    assert_eq!(home.store.pending_intents().await.unwrap(), []);
    assert_eq!(home.store.shown_since(minutes_later(-1)).await.unwrap(), []);
    let history = home.store.timeline(keys(&taken)[0]).await.unwrap();
    assert!(history.iter().all(|entry| entry.event != TimelineEvent::Notified));
}

#[tokio::test]
async fn a_pop_up_counts_once_however_many_intents_it_settles() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let jobs = (0..5).map(|number| full_job(&number.to_string())).collect();
    let decide = move |jobs: &[Upserted]| Decisions { matches: Vec::new(), intents: single(jobs, one) };
    let ids: Vec<IntentId> = home.store.ingest(batch(source, jobs), decide).await.unwrap().intents;
    home.store.take_for_pop_up(ids[..3].to_vec(), minutes_later(1)).await.unwrap();
    home.store.take_for_pop_up(vec![ids[3]], minutes_later(1)).await.unwrap();
    home.store.take_for_pop_up(vec![ids[4]], minutes_later(9)).await.unwrap();
    let shown = [minutes_later(1), minutes_later(1), minutes_later(9)];
    assert_eq!(home.store.shown_since(now()).await.unwrap(), shown);
    assert_eq!(home.store.shown_since(minutes_later(1)).await.unwrap(), shown[2..]);
}

#[tokio::test]
async fn a_job_that_was_told_is_known_to_have_been() {
    let home = Home::new();
    let source = source(&home.store).await;
    let (one, two) = (search(&home.store, "One").await.id, search(&home.store, "Two").await.id);
    let tell = |of: SearchId| move |jobs: &[Upserted]| Decisions { matches: Vec::new(), intents: single(jobs, of) };
    let jobs = || vec![full_job("a")];
    let first = home.store.ingest(batch(source, jobs()), tell(one)).await.unwrap().intents;
    home.store.ingest(batch(source, jobs()), tell(two)).await.unwrap();
    let before = async || {
        let pending = home.store.pending_intents().await.unwrap();
        pending.iter().map(|intent| intent.told_before).collect::<Vec<_>>()
    };
    assert_eq!(before().await, [false, false]);
    home.store.take_for_pop_up(first, now()).await.unwrap();
    assert_eq!(before().await, [true]);
}

#[tokio::test]
async fn news_of_a_followed_job_are_written_once() {
    let home = Home::new();
    let source = source(&home.store).await;
    let tell = |news: Vec<News>| {
        move |jobs: &[Upserted]| {
            let kind = |news| Kind::Followed { job: jobs[0].key, news };
            let intents = news.into_iter().map(|news| NewIntent { kind: kind(news), written_by: Writer::Window });
            Decisions { matches: Vec::new(), intents: intents.collect() }
        }
    };
    let price = |now: &str| News::Price { now: now.into() };
    let written =
        async |news| home.store.ingest(batch(source, vec![full_job("a")]), tell(news)).await.unwrap().intents.len();
    assert_eq!(written(vec![News::Closed, price("500 USD")]).await, 2);
    assert_eq!(written(vec![News::Closed, price("500 USD"), price("800 USD")]).await, 1);
}

#[tokio::test]
async fn an_edited_job_comes_with_what_it_was_before() {
    let home = Home::new();
    let source = source(&home.store).await;
    let closed = || {
        let mut job = full_job("a");
        job.status = Some(Status::Closed);
        job
    };
    let mut before = Vec::new();
    for jobs in [vec![full_job("a")], vec![full_job("a")], vec![closed()], vec![full_job("a"), closed(), closed()]] {
        let taken = home.store.ingest(batch(source, jobs), common::nothing).await.unwrap();
        before.push(taken.jobs[0].before.as_ref().and_then(|job| kept(job).status));
    }
    assert_eq!(before, [None, None, Some(Status::Open), Some(Status::Closed)]);
}

#[tokio::test]
async fn mutes_are_listed_until_they_end_and_muted_anew_rather_than_twice() {
    let home = Home::new();
    let word = || Muted::word("crypto").unwrap();
    let client = Client { since: Some(at("2019-04-01T00:00:00Z")), ..Client::default() };
    let first = home.store.mute(word(), "crypto", now(), minutes_later(10)).await.unwrap();
    let other = home.store.mute(Muted::client(&client).unwrap(), "A job", now(), minutes_later(60)).await.unwrap();
    assert_eq!(home.store.mute(word(), "crypto", minutes_later(5), minutes_later(90)).await.unwrap(), first);
    let listed = async |since| {
        let mutes = home.store.mutes(since).await.unwrap();
        mutes.into_iter().map(|mute| (mute.id, mute.label, mute.until)).collect::<Vec<_>>()
    };
    let (crypto, job) = ((first, "crypto".into(), minutes_later(90)), (other, "A job".into(), minutes_later(60)));
    assert_eq!(listed(now()).await, [job, crypto.clone()]);
    assert_eq!(listed(minutes_later(60)).await, [crypto]);
    home.store.unmute(first).await.unwrap();
    assert!(matches!(home.store.unmute(first).await, Err(StoreError::NotFound { what: "mute", .. })));
    assert_eq!(home.store.mutes(now()).await.unwrap()[0].muted, Muted::client(&client).unwrap());
}

#[tokio::test]
async fn a_silence_is_known_until_something_is_found_again() {
    let home = Home::new();
    let source = source(&home.store).await;
    let (one, two) = (search(&home.store, "One").await.id, search(&home.store, "Two").await.id);
    let found = async |id: &str, minutes| {
        let round = IngestBatch { now: minutes_later(minutes), ..batch(source, vec![full_job(id)]) };
        home.store.ingest(round, all_match(&[one])).await.unwrap();
    };
    found("a", 0).await;
    assert!(!home.store.is_known_silent(one).await.unwrap());
    let silence = NewIntent { kind: Kind::Silence { search: one }, written_by: Writer::Window };
    home.store.add_intent(silence, minutes_later(5)).await.unwrap();
    assert!(home.store.is_known_silent(one).await.unwrap());
    assert!(!home.store.is_known_silent(two).await.unwrap());
    found("b", 10).await;
    assert!(!home.store.is_known_silent(one).await.unwrap());
}

#[tokio::test]
async fn what_a_search_yielded_and_when_its_source_answered_is_told_from_then_on() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let jobs = vec![job_posted("a", minutes_later(-90)), job_posted("b", minutes_later(-30)), job_posted("c", now())];
    home.store.ingest(batch(source, jobs), all_match(&[one])).await.unwrap();
    let matched = home.store.matched_since(one, minutes_later(-60)).await.unwrap();
    assert_eq!(matched, [minutes_later(-30), now()]);
    for (minutes, status) in [(0, Some(200)), (30, Some(200)), (61, Some(500)), (62, Some(200)), (120, None)] {
        let claim = Claim {
            source,
            stream: Some("all".into()),
            purpose: Purpose::Poll,
            request: "GET /jobs".into(),
            now: minutes_later(minutes),
            next_due: None,
        };
        let call = home.store.claim(claim).await.unwrap();
        let outcome = CallOutcome { status, bytes: None, error: None, free: false };
        home.store.finish_call(call, outcome, minutes_later(minutes)).await.unwrap();
    }
    let answered = home.store.answered_since(source, minutes_later(-1)).await.unwrap();
    assert_eq!(answered, [now(), minutes_later(62)], "the first answer of each hour");
}
