//! What the user set about notifications: quiet hours, budget, detail, snooze and mutes.

use std::num::NonZeroU32;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::JobKey;
use lapwing_domain::notify::{Detail, Muted, NotMutable, PROPOSALS_PAST, Rules, tomorrow_morning};
use lapwing_domain::plan::QuietHours;
use lapwing_store::{Mute, MuteId, StoreError};

use crate::ports::{Changed, Result};
use crate::undo::{Undo, UndoToken};
use crate::{Engine, EngineError};

const QUIET: &str = "notify.quiet_hours";
const BUDGET: &str = "notify.budget";
const DETAIL: &str = "notify.detail";
const PROPOSALS: &str = "notify.proposals_past";
const SNOOZED: &str = "notify.snoozed_until";

/// What holds for all notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeliveryRules {
    /// Hours in which nothing is shown but what may break them; `None` is never.
    pub quiet: Option<QuietHours>,
    /// Most pop-ups an hour; `None` is as many as there are.
    pub budget: Option<NonZeroU32>,
    /// How much a pop-up shows.
    pub detail: Detail,
    /// So many proposals of a followed job are news.
    pub proposals_past: u32,
}

impl Default for DeliveryRules {
    fn default() -> Self {
        Self { quiet: None, budget: None, detail: Detail::default(), proposals_past: PROPOSALS_PAST }
    }
}

impl Engine {
    /// What holds for all notifications.
    pub async fn delivery_rules(&self) -> Result<DeliveryRules> {
        let setting = async |key| self.store().setting(key).await;
        let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Ok(DeliveryRules {
            quiet: setting(QUIET).await?.as_deref().and_then(QuietHours::from_text),
            budget: number(setting(BUDGET).await?).and_then(NonZeroU32::new),
            detail: setting(DETAIL).await?.as_deref().and_then(Detail::from_word).unwrap_or_default(),
            proposals_past: number(setting(PROPOSALS).await?).unwrap_or(PROPOSALS_PAST),
        })
    }

    /// Sets what holds for all notifications, from the next one on.
    pub async fn set_delivery_rules(&self, rules: DeliveryRules) -> Result<()> {
        let DeliveryRules { quiet, budget, detail, proposals_past } = rules;
        let budget = budget.map(|most| most.to_string());
        for (key, value) in [
            (QUIET, quiet.map(|quiet| quiet.text()).as_deref()),
            (BUDGET, budget.as_deref()),
            (DETAIL, Some(detail.word())),
            (PROPOSALS, Some(proposals_past.to_string().as_str())),
        ] {
            self.store().set_setting(key, value).await?;
        }
        self.delivery_changed();
        Ok(())
    }

    /// When notifications are shown again; `None` when they are not snoozed.
    pub async fn snoozed_until(&self) -> Result<Option<Timestamp>> {
        let until: Option<Timestamp> = self.store().setting(SNOOZED).await?.and_then(|text| text.parse().ok());
        Ok(until.filter(|until| *until > self.now()))
    }

    /// Shows no notification before an instant; `None` ends a snooze. What is found meanwhile enters one summary.
    pub async fn snooze(&self, until: Option<Timestamp>) -> Result<()> {
        let until = until.filter(|until| *until > self.now());
        self.store().set_setting(SNOOZED, until.map(|until| until.to_string()).as_deref()).await?;
        self.delivery_changed();
        Ok(())
    }

    /// Shows no notification for so long from now.
    pub async fn snooze_for(&self, time: SignedDuration) -> Result<()> {
        self.snooze(Some(self.now().checked_add(time).unwrap_or(Timestamp::MAX))).await
    }

    /// Shows no notification before tomorrow morning, by the user's own clock.
    pub async fn snooze_until_tomorrow(&self) -> Result<()> {
        self.snooze(Some(tomorrow_morning(self.now(), self.ports().clock.offset()))).await
    }

    /// What is muted, the one that ends first before the others.
    pub async fn mutes(&self) -> Result<Vec<Mute>> {
        Ok(self.store().mutes(self.now()).await?)
    }

    /// Mutes a word or phrase for some days: jobs that say it are listed and not told.
    pub async fn mute_word(&self, word: &str, days: NonZeroU32) -> Result<Undo> {
        let muted = Muted::word(word).map_err(refused)?;
        self.mute(muted, word.trim(), days).await
    }

    /// Mutes the client of a job for some days, as far as postings tell it from others. Not by a job that may not be kept:
    /// the mute would keep what it says of its client.
    pub async fn mute_client_of(&self, job: JobKey, days: NonZeroU32) -> Result<Undo> {
        let not_found = || EngineError::NotFound { kind: "job", name: job.to_string() };
        let full = self.store().job(job).await?.ok_or_else(not_found)?;
        let unkept = "What this posting says of its client may not be kept, so the client cannot be muted by it. Mute a \
                      word instead.";
        let job = full.job.kept().ok_or_else(|| EngineError::Invalid(unkept.to_owned()))?;
        self.mute(Muted::client(&job.client).map_err(refused)?, &job.title, days).await
    }

    /// Ends a mute before its time. What was found under it stays untold.
    pub async fn unmute(&self, id: MuteId) -> Result<()> {
        self.store().unmute(id).await?;
        self.delivery_changed();
        Ok(())
    }

    async fn mute(&self, muted: Muted, label: &str, days: NonZeroU32) -> Result<Undo> {
        let now = self.now();
        let before = self.mutes().await?.into_iter().find(|mute| mute.muted == muted).map(|mute| mute.until);
        let length = SignedDuration::from_hours(i64::from(days.get()).saturating_mul(24));
        let until = now.checked_add(length).unwrap_or(Timestamp::MAX);
        let id = self.store().mute(muted, label, now, until).await?;
        self.delivery_changed();
        Ok(Undo { token: UndoToken::Mute(id, before), changed: 1 })
    }

    /// Mutes something as it was muted before, or not at all. Answers how much that changed.
    pub(crate) async fn unmute_to(&self, id: MuteId, before: Option<Timestamp>) -> Result<u32> {
        let undone = match before {
            Some(until) => self.store().mute_until(id, until).await?,
            None => match self.store().unmute(id).await {
                Ok(()) => true,
                Err(StoreError::NotFound { .. }) => false,
                Err(problem) => return Err(problem.into()),
            },
        };
        self.delivery_changed();
        Ok(u32::from(undone))
    }

    /// Everything that decides what is told when.
    pub(crate) async fn rules(&self) -> Result<Rules> {
        let DeliveryRules { quiet, budget, detail, .. } = self.delivery_rules().await?;
        let searches = self.store().searches().await?;
        let searches = searches.iter().map(|search| (search.id, search.into())).collect();
        Ok(Rules { quiet, budget, detail, snoozed_until: self.snoozed_until().await?, searches })
    }

    pub(crate) fn delivery_changed(&self) {
        self.look_again_by(Some(self.now()));
        self.wake();
        self.ports().events.changed(Changed::STATUS);
    }
}

fn refused(problem: NotMutable) -> EngineError {
    EngineError::Invalid(problem.to_string())
}
