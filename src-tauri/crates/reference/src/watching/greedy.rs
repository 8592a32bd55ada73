//! Choosing greedily, each time what brings most, without working out every gain every time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Takes up to `budget` of the candidates, each time the one that gains most, the earliest of equal ones, and stops when
/// none gains anything. Answers the places of those taken, in the order of taking.
///
/// Taking something may only ever lessen what the others gain. A gain worked out earlier is then never too small, so the
/// candidate whose gain, worked out afresh, still leads all the others' old ones is the best.
pub(super) fn take_best<S, C>(
    state: &mut S,
    candidates: &[C],
    budget: usize,
    gain: impl Fn(&S, &C) -> i64,
    take: impl Fn(&mut S, &C),
) -> Vec<usize> {
    let mut taken = Vec::new();
    if budget == 0 {
        return taken;
    }
    let gains = candidates.iter().enumerate().map(|(place, candidate)| (gain(state, candidate), Reverse(place)));
    let mut queue: BinaryHeap<(i64, Reverse<usize>)> = gains.filter(|(gain, _)| *gain > 0).collect();
    while taken.len() < budget {
        let Some((_, Reverse(place))) = queue.pop() else { break };
        let afresh = (gain(state, &candidates[place]), Reverse(place));
        if afresh.0 <= 0 {
            continue;
        }
        if queue.peek().is_some_and(|next| *next > afresh) {
            queue.push(afresh);
            continue;
        }
        take(state, &candidates[place]);
        taken.push(place);
    }
    taken
}
