//! Snoozing notifications from the tray: its part of the menu, and how its end is told.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, Zoned};
use lapwing_engine::Engine;
use tauri::menu::{MenuItem, Submenu};
use tauri::{AppHandle, Wry};

use super::look::Look;
use crate::messages::{Message, text};

const HOUR: &str = "snooze-hour";
const TOMORROW: &str = "snooze-tomorrow";
const END: &str = "snooze-end";

/// How long the end of a snooze is waited for at a time: a computer that sleeps does not count the time.
const LOOK_AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// The part of the menu.
pub struct SnoozeMenu {
    /// What is put into the menu.
    pub menu: Submenu<Wry>,
    end: MenuItem<Wry>,
}

impl SnoozeMenu {
    /// As `look` has it.
    pub fn build(app: &AppHandle, look: &Look) -> tauri::Result<Self> {
        let item = |id, words: &str, enabled| MenuItem::with_id(app, id, words, enabled, None::<&str>);
        let hour = item(HOUR, text(Message::TraySnoozeHour), true)?;
        let tomorrow = item(TOMORROW, text(Message::TraySnoozeTomorrow), true)?;
        let end = item(END, end_words(look), look.end_snooze.is_some())?;
        // Its name stays the same: on Linux the menu's library cannot change that of a menu within a menu.
        let menu = Submenu::with_items(app, text(Message::TraySnooze), look.can_snooze, &[&hour, &tomorrow, &end])?;
        Ok(Self { menu, end })
    }

    /// Shows what `look` has.
    pub fn change(&self, look: &Look) -> tauri::Result<()> {
        self.menu.set_enabled(look.can_snooze)?;
        self.end.set_text(end_words(look))?;
        self.end.set_enabled(look.end_snooze.is_some())
    }
}

fn end_words(look: &Look) -> &str {
    look.end_snooze.as_deref().unwrap_or_else(|| text(Message::TraySnoozeEnd))
}

/// What an entry of the menu does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing is shown for an hour.
    Hour,
    /// Nothing is shown until tomorrow morning.
    Tomorrow,
    /// Everything is shown again.
    End,
}

impl Chosen {
    /// What the entry of this id does, if it is one of these.
    pub fn of(id: &str) -> Option<Self> {
        match id {
            HOUR => Some(Self::Hour),
            TOMORROW => Some(Self::Tomorrow),
            END => Some(Self::End),
            _ => None,
        }
    }

    /// Does it.
    pub async fn act(self, engine: Engine) -> lapwing_engine::Result<()> {
        match self {
            Self::Hour => engine.snooze_for(SignedDuration::from_hours(1)).await,
            Self::Tomorrow => engine.snooze_until_tomorrow().await,
            Self::End => engine.snooze(None).await,
        }
    }
}

/// When a snooze ends, as the user's clock shows it: the day is told only when it is another one.
pub fn told(until: &Zoned, now: &Zoned) -> String {
    let format = if until.date() == now.date() { "%H:%M" } else { "%A %H:%M" };
    until.strftime(format).to_string()
}

/// Returns at the end of a snooze, or a minute on: whoever waits looks again. Without a snooze it never returns.
pub async fn end_of(snooze: Option<Timestamp>) {
    let Some(until) = snooze else { return std::future::pending().await };
    tokio::time::sleep(wait(until, Timestamp::now())).await;
}

fn wait(until: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(until.duration_since(now).min(LOOK_AGAIN_AFTER)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_told_with_its_day_only_when_it_is_another_one() {
        let at = |text: &str| text.parse::<Zoned>().unwrap();
        let now = at("2026-11-23T22:10:00+01:00[Europe/Berlin]");
        assert_eq!(told(&at("2026-11-23T23:10:00+01:00[Europe/Berlin]"), &now), "23:10");
        assert_eq!(told(&at("2026-11-24T08:00:00+01:00[Europe/Berlin]"), &now), "Tuesday 08:00");
    }

    #[test]
    fn other_entries_are_none_of_these() {
        assert_eq!([HOUR, "open", END].map(Chosen::of), [Some(Chosen::Hour), None, Some(Chosen::End)]);
    }

    #[test]
    fn the_end_is_waited_for_a_minute_at_a_time() {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let waits = [-60, 0, 20, 3_600].map(|left| wait(now + SignedDuration::from_secs(left), now).as_secs());
        assert_eq!(waits, [0, 0, 20, 60]);
    }
}
