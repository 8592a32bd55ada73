//! Chance that is no chance: every draw follows from the seed and what it is drawn for.

/// A generator for one purpose. The same parts give the same draws, in any run.
pub(crate) fn dice(parts: [u64; 3]) -> fastrand::Rng {
    let seed = parts.into_iter().fold(0x9e37_79b9_7f4a_7c15, |state, part| scramble(state ^ part));
    fastrand::Rng::with_seed(seed)
}

/// The finaliser of `SplitMix64`: neighbouring inputs, such as the numbers of two hours, come out unrelated.
pub(crate) const fn scramble(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number that follows from a text.
pub(crate) fn of_text(text: &str) -> u64 {
    text.bytes().fold(0, |state, byte| scramble(state ^ u64::from(byte)))
}

/// True in `percent` of a hundred draws.
pub(crate) fn chance(rng: &mut fastrand::Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}

/// One of `items`, which must not be empty.
pub(crate) fn pick<T: Copy>(rng: &mut fastrand::Rng, items: &[T]) -> T {
    *pick_ref(rng, items)
}

/// One of `items` where it stands; there must be at least one.
pub(crate) fn pick_ref<'a, T>(rng: &mut fastrand::Rng, items: &'a [T]) -> &'a T {
    &items[rng.usize(..items.len())]
}

/// One of `items` by its weight; the weights must not all be zero.
pub(crate) fn weighted<'a, T>(rng: &mut fastrand::Rng, items: &'a [T], weight: impl Fn(&T) -> u32) -> &'a T {
    let mut left = rng.u32(0..items.iter().map(&weight).sum());
    for item in items {
        match left.checked_sub(weight(item)) {
            Some(rest) => left = rest,
            None => return item,
        }
    }
    &items[items.len() - 1]
}

/// Some of `items` without repeats, in their order: about `count`, never more than there are.
pub(crate) fn some<'a, T>(rng: &mut fastrand::Rng, items: &'a [T], count: usize) -> impl Iterator<Item = &'a T> {
    let mut chosen: Vec<usize> = rng.choose_multiple(0..items.len(), count);
    chosen.sort_unstable();
    chosen.into_iter().map(|index| &items[index])
}

/// Between `low` and `high`, as likely in each factor of two: amounts of money and spends are spread so.
pub(crate) fn spread(rng: &mut fastrand::Rng, low: f64, high: f64) -> f64 {
    low * (high / low).powf(rng.f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_follow_from_all_their_parts() {
        assert_eq!(dice([1, 2, 3]).u64(..), dice([1, 2, 3]).u64(..));
        for other in [[2, 2, 3], [1, 3, 3], [1, 2, 4], [2, 1, 3]] {
            assert_ne!(dice([1, 2, 3]).u64(..), dice(other).u64(..), "{other:?}");
        }
    }

    #[test]
    fn weights_decide_how_often_an_item_comes() {
        let mut rng = dice([1, 1, 1]);
        let items = [("never", 0), ("seldom", 1), ("often", 9)];
        let seen: Vec<&str> = (0..1_000).map(|_| weighted(&mut rng, &items, |item| item.1).0).collect();
        let count = |name| seen.iter().filter(|seen| **seen == name).count();
        assert_eq!(count("never"), 0);
        assert!((50..200).contains(&count("seldom")), "{}", count("seldom"));
    }

    #[test]
    fn some_items_come_once_each_and_in_order() {
        let mut rng = dice([1, 1, 1]);
        let items: Vec<u32> = (0..10).collect();
        for count in [0, 1, 5, 10, 20] {
            let chosen: Vec<u32> = some(&mut rng, &items, count).copied().collect();
            assert_eq!(chosen.len(), count.min(10));
            assert!(chosen.is_sorted_by(|a, b| a < b), "{chosen:?}");
        }
    }
}
