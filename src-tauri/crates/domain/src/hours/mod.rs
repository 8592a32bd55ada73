//! The client's time zone, and the working hours shared with it.
//!
//! Reads no time zone database: what a name such as `Europe/Berlin` means at a moment is told by the caller.

mod table;
mod zone;

pub use zone::Zone;

/// Where a working day begins and ends, in minutes after midnight.
const WORK: (i32, i32) = (9 * 60, 17 * 60);
const DAY: i32 = 24 * 60;

/// When both work, from 9 to 17 each by their own clock: beginning and end in minutes after midnight by mine. Offsets are
/// minutes ahead of UTC. `None` when no hour is shared.
///
/// ```
/// use lapwing_domain::hours::shared_hours;
///
/// let (berlin, new_york, sydney) = (60, -300, 660);
/// assert_eq!(shared_hours(berlin, new_york), Some((15 * 60, 17 * 60)));
/// assert_eq!(shared_hours(new_york, berlin), Some((9 * 60, 11 * 60)));
/// assert_eq!(shared_hours(berlin, sydney), None);
/// ```
pub fn shared_hours(my_offset: i32, their_offset: i32) -> Option<(u16, u16)> {
    // Dates do not matter: their day before or after may reach into mine.
    let ahead = my_offset.checked_sub(their_offset)?.rem_euclid(DAY);
    let (begin, end) = WORK;
    let shared = |day: i32| {
        let (from, to) = (begin.max(begin + ahead + day), end.min(end + ahead + day));
        (from < to).then_some((from, to))
    };
    let (from, to) = [-DAY, 0].into_iter().find_map(shared)?;
    Some((u16::try_from(from).ok()?, u16::try_from(to).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_hours_are_those_both_work_by_my_clock() {
        for (mine, theirs, shared) in [
            (0, 0, Some((540, 1020))),
            (330, 330, Some((540, 1020))),
            (60, 0, Some((600, 1020))),
            (0, 60, Some((540, 960))),
            (330, 60, Some((810, 1020))),
            (0, 480, None),
            (0, 479, Some((540, 541))),
            (480, 0, None),
            (479, 0, Some((1019, 1020))),
            (-480, 330, None),
            // Around the date line their next day is mine.
            (-660, 780, Some((540, 1020))),
            (840, -720, Some((660, 1020))),
            (-720, 840, Some((540, 900))),
            (780, -480, Some((540, 840))),
            (i32::MAX, -1, None),
        ] {
            assert_eq!(shared_hours(mine, theirs), shared, "{mine} {theirs}");
        }
    }

    #[test]
    fn both_share_the_same_number_of_minutes() {
        for mine in (-720..=840).step_by(15) {
            for theirs in (-720..=840).step_by(15) {
                let length = |mine, theirs| shared_hours(mine, theirs).map(|(from, to)| to - from);
                assert_eq!(length(mine, theirs), length(theirs, mine), "{mine} {theirs}");
            }
        }
    }
}
