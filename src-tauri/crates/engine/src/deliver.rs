//! From intents to pop-ups: at most once, marked before they are handed over.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::notify::{Decision, Detail, HOUR, Kind, Moment, Mutes, PopUp, Summary, Untold, Waiting, decide};
use lapwing_domain::query::PreparedJob;
use lapwing_domain::{JobKey, SearchId};
use lapwing_store::{FullJob, Intent, IntentId, Retention, Writer};

use crate::Engine;
use crate::ports::{Changed, Notice, Result};

/// Whether pop-ups can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PopUps {
    /// Not tried yet.
    #[default]
    Unknown,
    /// Somebody is there to show them.
    Available,
    /// Nobody is there. Matches are in the window all the same.
    Missing,
}

/// How often it is looked for pop-ups that wait, whatever the last decision said: another program may have written them.
const DELIVER_EVERY: SignedDuration = SignedDuration::from_secs(60);

impl Engine {
    /// Shows what waits for its time, when that has come. `looked` is when it was last looked for.
    pub(crate) async fn tend_notifications(&self, looked: &mut Timestamp) {
        let now = self.now();
        let asked_for = crate::guard(&self.inner.next_delivery).is_some_and(|next| next <= now);
        if asked_for || now.duration_since(*looked).abs() >= DELIVER_EVERY {
            *looked = now;
            self.deliver_logged().await;
        }
    }

    pub(crate) async fn deliver_logged(&self) {
        if let Err(problem) = self.deliver().await {
            tracing::warn!(%problem, "notifications could not be delivered");
        }
    }

    /// Lets the loop decide anew what is shown, no later than at this instant.
    pub(crate) fn look_again_by(&self, at: Option<Timestamp>) {
        let mut next = crate::guard(&self.inner.next_delivery);
        *next = [*next, at].into_iter().flatten().min();
    }

    /// Shows what of everything that waits is to be shown now, reminders whose time has come among it. Without anybody to
    /// show it, it goes on waiting, and the status says so.
    pub(crate) async fn deliver(&self) -> Result<()> {
        let Some(notifier) = self.ports().notifier.clone() else { return Ok(()) };
        let _turn = self.inner.delivering.lock().await;
        // What changes from here on, while this reads, is to be looked at again.
        *crate::guard(&self.inner.next_delivery) = None;
        self.store().note_follow_ups(self.writer(), self.now()).await?;
        let reminder = self.store().next_follow_up().await?;
        self.look_again_by(reminder);
        let intents = self.store().pending_intents().await?;
        if intents.is_empty() {
            return Ok(());
        }
        let waiting = self.waiting(intents).await?;
        let (now, rules) = (self.now(), self.rules().await?);
        let shown = self.store().shown_since(now.checked_sub(HOUR).unwrap_or(Timestamp::MIN)).await?;
        let moment = Moment { now, offset: self.ports().clock.offset(), locked: notifier.locked().await };
        let Decision { pop_ups, untold, detail, next } = decide(&waiting, &rules, &shown, &moment);
        self.look_again_by(next);
        let untold = untold.into_iter().map(|(id, why)| (IntentId(id), outcome(why))).collect();
        self.store().take_untold(untold, now).await?;
        if pop_ups.is_empty() || !self.can_pop_up(notifier.available().await) {
            return Ok(());
        }
        for pop_up in pop_ups {
            let ids = pop_up.intents().iter().copied().map(IntentId).collect();
            if !self.store().take_for_pop_up(ids, now).await?.is_empty()
                && let Some(notice) = self.notice(&pop_up, detail).await?
                && let Err(reason) = notifier.show(notice).await
            {
                tracing::warn!(reason, "a notification was not shown");
            }
        }
        self.ports().events.changed(Changed::JOBS);
        Ok(())
    }

    /// The intents as they wait, with what is settled about them already.
    async fn waiting(&self, intents: Vec<Intent>) -> Result<Vec<Waiting>> {
        let oldest = intents.iter().map(|intent| intent.created_at).min().unwrap_or_default();
        let mutes = Mutes::of(self.store().mutes(oldest).await?.into_iter().map(|mute| (mute.muted, mute.until)));
        let mut waiting = Vec::with_capacity(intents.len());
        for intent in intents {
            let untold = match &intent.kind {
                Kind::Match { .. } if intent.told_before => Some(Untold::ToldBefore),
                Kind::Match { job, .. } if !mutes.is_empty() => {
                    let job = self.store().job(*job).await?.map(|full| to_compare(&full));
                    let covered = job.is_some_and(|job| mutes.cover(&job, intent.created_at));
                    covered.then_some(Untold::Muted)
                }
                _ => None,
            };
            waiting.push(Waiting {
                id: intent.id.0,
                kind: intent.kind,
                created_at: intent.created_at,
                from_elsewhere: intent.written_by == Writer::Cli,
                untold,
            });
        }
        Ok(waiting)
    }

    /// Shows one notice that is no intent, as far as that is possible.
    pub(crate) async fn tell(&self, notice: Notice) {
        let Some(notifier) = self.ports().notifier.clone() else { return self.ports().events.told(&notice) };
        if self.can_pop_up(notifier.available().await)
            && let Err(reason) = notifier.show(notice).await
        {
            tracing::warn!(reason, "a notification was not shown");
        }
    }

    /// Whether a notice would reach anybody now.
    pub(crate) async fn is_heard(&self) -> bool {
        match self.ports().notifier.clone() {
            Some(notifier) => self.can_pop_up(notifier.available().await),
            None => true,
        }
    }

    /// Shows the test notification; the sentence says why it could not be shown.
    pub async fn test_notification(&self) -> Result<(), String> {
        let nobody = "No program on this computer shows notifications. Matches are still in the window and the tray.";
        let notifier = self.ports().notifier.clone().ok_or(nobody)?;
        if !self.can_pop_up(notifier.available().await) {
            return Err(nobody.to_owned());
        }
        notifier.show(Notice::Test).await
    }

    fn can_pop_up(&self, available: bool) -> bool {
        let now = if available { PopUps::Available } else { PopUps::Missing };
        let before = std::mem::replace(&mut *self.pop_ups(), now);
        if before != now {
            if now == PopUps::Missing {
                tracing::warn!("nobody shows notifications on this computer; matches are in the window");
            }
            self.ports().events.changed(Changed::STATUS);
        }
        available
    }

    /// What a pop-up says, as far as it may; `None` when its job is no longer there.
    async fn notice(&self, pop_up: &PopUp, detail: Detail) -> Result<Option<Notice>> {
        let everything = detail == Detail::Everything;
        Ok(match pop_up {
            PopUp::Job { job: key, searches, .. } => {
                let Some(full) = self.still_here(*key).await? else { return Ok(None) };
                let job = everything.then(|| Box::new(full.job));
                Some(Notice::Job { key: *key, job, searches: self.names_of(searches, detail).await? })
            }
            PopUp::Followed { job: key, news, .. } => {
                let Some(full) = self.still_here(*key).await? else { return Ok(None) };
                let about = everything.then(|| (Box::new(full.job), news.clone()));
                Some(Notice::Followed { key: *key, about })
            }
            PopUp::Silence { search, .. } => {
                Some(Notice::Silence { search: self.names_of(&[*search], detail).await?.pop() })
            }
            PopUp::FollowUp { job: key, .. } => {
                // A reminder is its user's own: it holds although what was lent is gone.
                let Some(full) = self.store().job(*key).await? else { return Ok(None) };
                let shown = everything && full.retention != Retention::Erased;
                Some(Notice::FollowUp { key: *key, job: shown.then(|| Box::new(full.job)) })
            }
            PopUp::Summary(Summary { jobs, searches, followed, silent, follow_ups, baseline, .. }) => {
                Some(Notice::Summary {
                    jobs: *jobs,
                    followed: *followed,
                    silent: *silent,
                    follow_ups: *follow_ups,
                    searches: self.names_of(searches, detail).await?,
                    baseline: *baseline,
                })
            }
        })
    }

    /// A job that can still be told of.
    async fn still_here(&self, key: JobKey) -> Result<Option<FullJob>> {
        Ok(self.store().job(key).await?.filter(|full| full.retention != Retention::Erased))
    }

    async fn names_of(&self, ids: &[SearchId], detail: Detail) -> Result<Vec<String>> {
        if detail == Detail::Nothing {
            return Ok(Vec::new());
        }
        let searches = self.store().searches().await?;
        Ok(searches.into_iter().filter(|search| ids.contains(&search.id)).map(|search| search.name).collect())
    }
}

/// A job to compare with what is muted.
#[expect(clippy::disallowed_methods, reason = "a copy is matched and forgotten")]
fn to_compare(full: &FullJob) -> PreparedJob {
    PreparedJob::new(full.job.show().clone())
}

/// As it stands in the database.
fn outcome(why: Untold) -> &'static str {
    match why {
        Untold::Muted => "muted",
        Untold::ToldBefore => "told before",
        Untold::Silent => "silent",
    }
}
