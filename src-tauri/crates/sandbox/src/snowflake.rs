//! The marketplace's ids: 19 digits that hold the moment of publication.

use jiff::Timestamp;

/// Milliseconds between the Unix epoch and the epoch of these ids.
const EPOCH_MS: i64 = 1_288_834_974_657;
/// Bits below the time.
const LOW_BITS: u32 = 22;

/// The id of a posting published at `ms` (Unix milliseconds), told apart by the low bits of `salt`. Times before the ids'
/// own epoch get its first one.
pub(crate) fn at(ms: i64, salt: u64) -> u64 {
    (ms - EPOCH_MS).max(0).cast_unsigned() << LOW_BITS | salt & ((1 << LOW_BITS) - 1)
}

/// Unix milliseconds of publication.
pub(crate) fn published_ms(snowflake: u64) -> i64 {
    (snowflake >> LOW_BITS).cast_signed() + EPOCH_MS
}

/// The moment of publication.
pub(crate) fn published(snowflake: u64) -> Timestamp {
    Timestamp::from_millisecond(published_ms(snowflake)).unwrap_or(Timestamp::MAX)
}

/// The snowflake in an address or ciphertext: the 19 digits after `~02`.
pub(crate) fn in_text(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once("~02")?;
    let digits = rest.get(..19)?;
    let ends = rest[19..].bytes().next().is_none_or(|next| !next.is_ascii_alphanumeric());
    (ends && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_its_moment_to_the_millisecond() {
        let ms = 1_767_600_763_250;
        assert_eq!(published_ms(at(ms, u64::MAX)), ms);
        assert_eq!(published(at(ms, 7)).as_millisecond(), ms);
        assert_eq!(at(ms, 7).to_string().len(), 19);
    }

    #[test]
    fn only_nineteen_digits_after_the_mark_are_an_id() {
        assert_eq!(in_text("https://host/jobs/~021898384734048453782"), Some(1_898_384_734_048_453_782));
        assert_eq!(in_text("~021898384734048453782?source=x"), Some(1_898_384_734_048_453_782));
        for not in
            ["~01db2d67d1892b138d", "~02189838473404845378", "~0218983847340484537821", "~02189838473404845378x", ""]
        {
            assert_eq!(in_text(not), None, "{not}");
        }
    }
}
