//! What becomes of a posting: when the service looks at it again, and what it finds then.

use jiff::{SignedDuration, Timestamp};

use super::draft::{Draft, Pay, Privacy};

/// A posting as the service last saw it.
#[derive(Debug)]
pub(super) struct Posting {
    pub(super) draft: Draft,
    /// When the service last looked.
    pub(super) visited: Timestamp,
    /// The posting's age at that time.
    age: SignedDuration,
}

/// What has happened by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Activity {
    pub(super) applicants: u32,
    pub(super) hired: u32,
    pub(super) interviewing: u32,
    pub(super) unanswered_invites: u32,
    pub(super) invitations: u32,
}

impl Posting {
    /// The posting as it is listed at `now`; `None` before it surfaces, `lateness` after its publication.
    pub(super) fn of(draft: Draft, lateness: SignedDuration, now: Timestamp) -> Option<Self> {
        let surfaced = draft.published.saturating_add(lateness).ok()?;
        let listed_for = now.duration_since(surfaced);
        if listed_for.is_negative() {
            return None;
        }
        // A closed posting is looked at once more, to see that it is.
        let last_of_interest = draft.closes_after - lateness + SignedDuration::from_hours(6);
        let visited = surfaced.saturating_add(last_look(listed_for.min(last_of_interest))).ok()?;
        Some(Self { age: visited.duration_since(draft.published), draft, visited })
    }

    /// Whether only a placeholder is to be had.
    pub(super) fn is_placeholder(&self) -> bool {
        match self.draft.privacy {
            Privacy::Public => false,
            Privacy::Private => true,
            Privacy::FillsIn(after) => self.age < after,
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.age >= self.draft.closes_after
    }

    pub(super) fn is_edited(&self) -> bool {
        self.draft.edit.is_some_and(|edit| self.age >= edit.after)
    }

    pub(super) fn pay(&self) -> Pay {
        match self.draft.edit {
            Some(edit) if self.is_edited() => edit.pay,
            _ => self.draft.pay,
        }
    }

    /// Counters only grow: fast in the first hours, then slower, and never beyond the posting's appeal.
    pub(super) fn activity(&self) -> Activity {
        let draft = &self.draft;
        let age = self.age.min(draft.closes_after).as_secs_f64() / 3_600.0;
        let share = 1.0 - (-age / 9.0).exp();
        let of_all = |part: f64| super::client::whole((draft.appeal * share * part).floor());
        let invitations = if draft.words.is_multiple_of(3) { of_all(0.2) } else { 0 };
        Activity {
            applicants: of_all(1.0),
            hired: if self.is_closed() && draft.words.is_multiple_of(4) { draft.positions } else { 0 },
            interviewing: of_all(0.08),
            unanswered_invites: invitations / 2,
            invitations,
        }
    }

    /// When the client was last there: in between the service's looks.
    pub(super) fn last_buyer_activity(&self) -> Timestamp {
        self.draft.published.saturating_add(self.age / 2).unwrap_or(self.visited)
    }
}

/// When, after surfacing, the last look was: every ten minutes in the first hour, hourly on the first day, then four times a
/// day.
fn last_look(listed_for: SignedDuration) -> SignedDuration {
    let seconds = listed_for.as_secs().max(0);
    let every = match seconds {
        0..3_600 => 600,
        3_600..86_400 => 3_600,
        _ => 21_600,
    };
    SignedDuration::from_secs(seconds - seconds % every)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::arrivals::Arrival;
    use crate::snowflake;

    const PUBLISHED_MS: i64 = 1_767_600_763_250;

    /// The postings of a few thousand ids, all published at the same moment.
    fn drafts() -> impl Iterator<Item = Draft> {
        (0..3_000).map(|salt| Draft::of(1, Arrival { snowflake: snowflake::at(PUBLISHED_MS, salt), steady: false }))
    }

    fn after(draft: Draft, hours: i64) -> Posting {
        let now = draft.published + SignedDuration::from_hours(hours);
        Posting::of(draft, SignedDuration::ZERO, now).unwrap()
    }

    fn draft(wanted: impl Fn(&Draft) -> bool) -> impl Fn() -> Draft {
        let snowflake = drafts().find(|draft| wanted(draft)).unwrap().snowflake;
        move || Draft::of(1, Arrival { snowflake, steady: false })
    }

    #[test]
    fn looks_grow_rarer_with_age() {
        for (minutes, look) in
            [(0, 0), (9, 0), (10, 10), (59, 50), (61, 60), (179, 120), (1_439, 1_380), (1_900, 1_800)]
        {
            let seen = last_look(SignedDuration::from_mins(minutes));
            assert_eq!(seen, SignedDuration::from_mins(look), "{minutes} minutes");
        }
    }

    #[test]
    fn nothing_is_listed_before_it_surfaces() {
        let draft = draft(|_| true);
        let late = SignedDuration::from_mins(20);
        let at = |seconds| Posting::of(draft(), late, draft().published + SignedDuration::from_secs(seconds));
        assert!(at(20 * 60 - 1).is_none());
        let first = at(20 * 60).unwrap();
        assert_eq!(first.visited, draft().published + late);
    }

    #[test]
    fn counters_never_shrink_and_stand_still_after_closing() {
        let draft = draft(|draft| draft.appeal > 50.0 && draft.closes_after < hours(100));
        let applicants: Vec<u32> = (0..200).map(|age| after(draft(), age).activity().applicants).collect();
        assert!(applicants.is_sorted(), "{applicants:?}");
        assert!(applicants[0] == 0 && applicants[99] > 30, "{applicants:?}");
        assert_eq!(applicants[120], applicants[199]);
    }

    #[test]
    fn a_client_changes_their_mind_once() {
        let draft = draft(|draft| draft.edit.is_some_and(|edit| edit.pay != draft.pay && edit.after > hours(2)));
        assert_eq!(after(draft(), 1).pay(), draft().pay);
        assert_eq!(Some(after(draft(), 40).pay()), draft().edit.map(|edit| edit.pay));
    }

    #[test]
    fn some_placeholders_fill_in_and_others_never_do() {
        let filling = draft(|draft| matches!(draft.privacy, Privacy::FillsIn(age) if age > hours(2)));
        assert!(after(filling(), 1).is_placeholder());
        assert!(!after(filling(), 24).is_placeholder());
        let private = draft(|draft| draft.privacy == Privacy::Private);
        assert!(after(private(), 2_000).is_placeholder());
    }

    #[test]
    fn a_closed_posting_is_seen_to_be_closed_and_left_alone() {
        let draft = draft(|draft| draft.closes_after < hours(48));
        let (later, much_later) = (after(draft(), 72), after(draft(), 500));
        assert!(!after(draft(), 1).is_closed() && later.is_closed());
        assert_eq!(later.visited, much_later.visited);
    }

    #[test]
    fn about_a_tenth_are_placeholders_at_first() {
        let placeholders = drafts().filter(|draft| draft.privacy != Privacy::Public).count();
        assert!((240..360).contains(&placeholders), "{placeholders} of 3000");
    }

    const fn hours(hours: i64) -> SignedDuration {
        SignedDuration::from_hours(hours)
    }
}
