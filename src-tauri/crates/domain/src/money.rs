//! Amounts of money as postings state them.

use std::fmt;

/// A currency by its three-letter ISO 4217 code, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// United States dollar, what a posting means when it names no currency.
    pub const USD: Self = Self(*b"USD");

    /// Reads a three-letter code in any case; anything else is `None`.
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code, for example `USD`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("USD")
    }
}

/// An amount in hundredths of its currency, so that comparing and storing are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Hundredths of the currency's unit; never negative.
    pub cents: i64,
    /// The posting's own currency. Amounts of different currencies are compared as they stand.
    pub currency: Currency,
}

impl Money {
    /// The largest amount taken for real, in units. More than this is a broken posting.
    const MOST: f64 = 1e12;

    /// From units (dollars, euros), rounded to hundredths. `None` when not finite, negative or absurd.
    #[expect(clippy::cast_possible_truncation, reason = "bounded by MOST just before")]
    pub fn from_units(units: f64, currency: Currency) -> Option<Self> {
        (units.is_finite() && (0.0..=Self::MOST).contains(&units))
            .then(|| Self { cents: (units * 100.0).round() as i64, currency })
    }

    /// The amount in units.
    #[expect(clippy::cast_precision_loss, reason = "amounts stay far below 2^52 cents")]
    pub fn units(&self) -> f64 {
        self.cents as f64 / 100.0
    }
}

impl fmt::Display for Money {
    /// `2500 USD`, `12.50 EUR`: plain and unambiguous, for logs and the command line. The window formats by locale.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, cents) = (self.cents / 100, self.cents % 100);
        if cents == 0 {
            write!(f, "{units} {}", self.currency.code())
        } else {
            write!(f, "{units}.{cents:02} {}", self.currency.code())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_in_hundredths() {
        assert_eq!(Money::from_units(12.505, Currency::USD).map(|m| m.cents), Some(1251));
        assert_eq!(Money::from_units(2500.0, Currency::USD).map(|m| m.to_string()).as_deref(), Some("2500 USD"));
    }

    #[test]
    fn what_cannot_be_an_amount_is_refused() {
        for bad in [f64::NAN, f64::INFINITY, -1.0, 1e300] {
            assert_eq!(Money::from_units(bad, Currency::USD), None, "{bad}");
        }
    }

    #[test]
    fn currency_codes_are_three_letters_in_any_case() {
        assert_eq!(Currency::from_code(" eur ").map(|c| c.code().to_owned()).as_deref(), Some("EUR"));
        assert_eq!(Currency::from_code("€"), None);
        assert_eq!(Currency::from_code("US1"), None);
    }
}
