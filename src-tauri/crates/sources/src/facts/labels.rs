//! The marketplace's own labels, read by their words, because they come in many spellings: `Entry Level`, `entry_level`
//! and `ENTRY_LEVEL` are one.

use lapwing_domain::job::{ContractType, CountRange, Duration, English, Level, Status, Workload};

use super::words::{Bound, Words};

/// `1`, `hourly` or `2`, `fixed-price`, `fixed`.
pub(crate) fn contract(label: &str) -> Option<ContractType> {
    let words = Words::of(label);
    match words.numbers.as_slice() {
        [1] if words.words.is_empty() => Some(ContractType::Hourly),
        [2] if words.words.is_empty() => Some(ContractType::Fixed),
        _ if words.has("hourly") => Some(ContractType::Hourly),
        _ if words.has("fixed") => Some(ContractType::Fixed),
        _ => None,
    }
}

/// `1`, `open` or `2`, `closed`.
pub(crate) fn status(label: &str) -> Option<Status> {
    match label.trim().to_ascii_lowercase().as_str() {
        "1" | "open" => Some(Status::Open),
        "2" | "closed" => Some(Status::Closed),
        _ => None,
    }
}

/// `1` to `3`, or a label with one of the three words.
pub(crate) fn level(label: &str) -> Option<Level> {
    let words = Words::of(label);
    match words.numbers.as_slice() {
        [1] if words.words.is_empty() => Some(Level::Entry),
        [2] if words.words.is_empty() => Some(Level::Intermediate),
        [3] if words.words.is_empty() => Some(Level::Expert),
        _ if words.has("entry") => Some(Level::Entry),
        _ if words.has("intermediate") => Some(Level::Intermediate),
        _ if words.has("expert") => Some(Level::Expert),
        _ => None,
    }
}

/// `1` to `4`.
pub(crate) fn english(number: u32) -> Option<English> {
    match number {
        1 => Some(English::Basic),
        2 => Some(English::Conversational),
        3 => Some(English::Fluent),
        4 => Some(English::Native),
        _ => None,
    }
}

/// Part-time, full-time or as needed; "less than 30" and "more than 30" hours a week say the same.
pub(crate) fn workload(label: &str) -> Option<Workload> {
    let words = Words::of(label);
    if words.has("needed") {
        Some(Workload::AsNeeded)
    } else if words.has("part") {
        Some(Workload::PartTime)
    } else if words.has("full") {
        Some(Workload::FullTime)
    } else if words.numbers == [30] {
        match words.bound() {
            Bound::Below => Some(Workload::PartTime),
            Bound::Above => Some(Workload::FullTime),
            Bound::None => None,
        }
    } else {
        None
    }
}

/// The bucket a label such as `1 to 3 months`, `Less than 1 month`, `6+ months`, `semester` or `ongoing` means.
pub(crate) fn duration(label: &str) -> Option<Duration> {
    let words = Words::of(label);
    let bound = words.bound();
    if words.has("ongoing") {
        return Some(Duration::OverSixMonths);
    }
    if words.unit("year") {
        // "Less than a year" may mean any bucket.
        return (!matches!(bound, Bound::Below)).then_some(Duration::OverSixMonths);
    }
    if words.unit("semester") || words.unit("quarter") {
        return Some(Duration::ThreeToSixMonths);
    }
    if words.unit("hour") || words.unit("day") || words.unit("week") {
        // "More than two weeks" may mean any bucket.
        return (!matches!(bound, Bound::Above)).then_some(Duration::UnderOneMonth);
    }
    if !words.unit("month") && !words.has("mo") {
        return None;
    }
    let most = words.numbers.iter().copied().max().unwrap_or(1);
    let bucket = |months: u32| match months {
        0 => Duration::UnderOneMonth,
        1..=3 => Duration::OneToThreeMonths,
        4..=6 => Duration::ThreeToSixMonths,
        _ => Duration::OverSixMonths,
    };
    Some(match bound {
        Bound::Below if most <= 1 => Duration::UnderOneMonth,
        Bound::Below | Bound::None => bucket(most),
        Bound::Above => bucket(most.saturating_add(1)),
    })
}

/// A number of proposals or a bucket: `12`, `Less than 5`, `lessThan5`, `5 to 10`, `5to10`, `0-4`, `50+`, `50Plus`, `50-`.
pub(crate) fn proposals(label: &str) -> Option<CountRange> {
    let words = Words::of(label);
    // `50-`, as search addresses write an open range.
    let open = label.trim_end().ends_with('-');
    match (words.numbers.as_slice(), if open { Bound::Above } else { words.bound() }) {
        ([most], Bound::Below) => Some(CountRange { min: 0, max: Some(most.saturating_sub(1)) }),
        ([min], Bound::Above) => Some(CountRange { min: *min, max: None }),
        ([exact], Bound::None) => Some(CountRange { min: *exact, max: Some(*exact) }),
        ([a, b], Bound::None) => Some(CountRange { min: *a.min(b), max: Some(*a.max(b)) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contract_types_are_read_from_numbers_and_labels() {
        for (label, expected) in [
            ("1", Some(ContractType::Hourly)),
            ("2", Some(ContractType::Fixed)),
            ("hourly", Some(ContractType::Hourly)),
            ("HOURLY", Some(ContractType::Hourly)),
            ("fixed-price", Some(ContractType::Fixed)),
            ("FixedPrice", Some(ContractType::Fixed)),
            ("fixed_price", Some(ContractType::Fixed)),
            ("unknown", None),
            ("3", None),
            ("", None),
        ] {
            assert_eq!(contract(label), expected, "{label}");
        }
    }

    #[test]
    fn states_and_levels_are_read_from_numbers_and_labels() {
        assert_eq!(
            [status("1"), status("Open"), status("2"), status("closed"), status("3")]
                .map(|s| s.map(|s| s == Status::Open)),
            [Some(true), Some(true), Some(false), Some(false), None]
        );
        for (label, expected) in [
            ("1", Some(Level::Entry)),
            ("3", Some(Level::Expert)),
            ("Entry Level", Some(Level::Entry)),
            ("entry_level", Some(Level::Entry)),
            ("Intermediate ($$)", Some(Level::Intermediate)),
            ("expert", Some(Level::Expert)),
            ("4", None),
            ("guru", None),
        ] {
            assert_eq!(level(label), expected, "{label}");
        }
    }

    #[test]
    fn durations_are_read_by_their_words() {
        use Duration::{OneToThreeMonths, OverSixMonths, ThreeToSixMonths, UnderOneMonth};
        for (label, expected) in [
            ("Less than 1 month", Some(UnderOneMonth)),
            ("less than a month", Some(UnderOneMonth)),
            ("<1mo", Some(UnderOneMonth)),
            ("week", Some(UnderOneMonth)),
            ("2 weeks", Some(UnderOneMonth)),
            ("1 to 3 months", Some(OneToThreeMonths)),
            ("1-3 months", Some(OneToThreeMonths)),
            ("1to3Months", Some(OneToThreeMonths)),
            ("month", Some(OneToThreeMonths)),
            ("More than 1 month", Some(OneToThreeMonths)),
            ("3 to 6 months", Some(ThreeToSixMonths)),
            ("3+ months", Some(ThreeToSixMonths)),
            ("semester", Some(ThreeToSixMonths)),
            ("More than 6 months", Some(OverSixMonths)),
            ("OVER 6 MONTHS", Some(OverSixMonths)),
            ("6+ months", Some(OverSixMonths)),
            (">6mo", Some(OverSixMonths)),
            ("ongoing", Some(OverSixMonths)),
            ("1 year", Some(OverSixMonths)),
            ("less than a year", None),
            ("more than 2 weeks", None),
            ("To be determined", None),
            ("", None),
        ] {
            assert_eq!(duration(label), expected, "{label}");
        }
    }

    #[test]
    fn workloads_are_read_by_their_words() {
        for (label, expected) in [
            ("Less than 30 hrs/week", Some(Workload::PartTime)),
            ("part-time", Some(Workload::PartTime)),
            ("PART_TIME", Some(Workload::PartTime)),
            ("More than 30 hrs/week", Some(Workload::FullTime)),
            ("30+ hrs/week", Some(Workload::FullTime)),
            ("Full-time", Some(Workload::FullTime)),
            ("fullTime", Some(Workload::FullTime)),
            ("as_needed", Some(Workload::AsNeeded)),
            ("As needed - open to offers", Some(Workload::AsNeeded)),
            ("30 hrs/week", None),
            ("Not sure", None),
        ] {
            assert_eq!(workload(label), expected, "{label}");
        }
    }

    #[test]
    fn proposals_are_read_in_every_listed_form() {
        for (label, expected) in [
            ("12", Some((12, Some(12)))),
            ("0", Some((0, Some(0)))),
            ("Less than 5", Some((0, Some(4)))),
            ("lessThan5", Some((0, Some(4)))),
            ("5 to 10", Some((5, Some(10)))),
            ("5to10", Some((5, Some(10)))),
            ("0-4", Some((0, Some(4)))),
            ("20\u{2013}50", Some((20, Some(50)))),
            ("50+", Some((50, None))),
            ("50Plus", Some((50, None))),
            ("50-", Some((50, None))),
            ("many", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(proposals(label).map(|range| (range.min, range.max)), expected, "{label}");
        }
    }

    #[test]
    fn english_is_read_from_1_to_4() {
        assert_eq!([0, 1, 4, 5].map(english), [None, Some(English::Basic), Some(English::Native), None]);
    }
}
