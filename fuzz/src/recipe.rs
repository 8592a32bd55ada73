//! Well-formed JSON made from the fuzzer's bytes, close to what a job service sends: its names, mostly where they
//! belong, and values of every kind under them. Bytes alone hardly ever get past the JSON reader.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde_json::{Map, Value};

use crate::shape::Shape;

/// Lists and objects inside each other, as many as the deepest of the shapes has.
const MOST_LEVELS: u8 = 5;

/// Items of a list or an object.
const MOST_ITEMS: usize = 12;

/// Texts that a decoder makes sense of.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "", " ", "0", "1", "2", "-1", "1e400", "$2,500.50", "2,50", "NaN", "true", "no", "USD", "eur", "Germany", "UK",
    "hourly", "fixed-price", "FIXED_PRICE", "closed", "ACTIVE", "Entry Level", "expert", "NONE", "Less than 1 month",
    "1 to 3 months", "6+ months", "ongoing", "QUARTER", "more than 2 weeks", "Less than 30 hrs/week", "30+ hrs/week",
    "As needed", "FULL_TIME", "5 to 10", "lessThan5", "50+", "50-", "VERIFIED", "NATIVE", "2026-01-05T08:12:43Z",
    "2026-01-05T08:12:43+0000", "2026-01-05 08:12:43", "0001-01-01T00:00:00Z", "1767600763",
    "https://jobs.example/~022008000000000000000", "~022008000000000000000", "~029999999999999999999",
    "Node.js &amp; <b>Rust</b>", "<script>&#0;&#7;</script>", "a\u{0}b\u{85}", "\u{feff}\u{200b}",
];

/// An object of a shape's names.
///
/// # Errors
/// When the bytes are used up.
pub fn object(bytes: &mut Unstructured<'_>, shape: &Shape) -> Result<Value> {
    Recipe { bytes, shape }.object(shape.outer, MOST_LEVELS)
}

struct Recipe<'a, 'b> {
    bytes: &'a mut Unstructured<'b>,
    shape: &'a Shape,
}

impl Recipe<'_, '_> {
    fn object(&mut self, names: &[&str], levels: u8) -> Result<Value> {
        let mut fields = Map::new();
        for _ in 0..self.bytes.int_in_range(0..=MOST_ITEMS)? {
            let name = *self.bytes.choose(names)?;
            fields.insert(name.to_owned(), self.value(name, levels)?);
        }
        Ok(Value::Object(fields))
    }

    /// Something under a name: what belongs there or, in one of four cases, anything.
    fn value(&mut self, name: &str, levels: u8) -> Result<Value> {
        let Some(levels) = levels.checked_sub(1) else { return self.plain() };
        let (is_list, inside) = (self.shape.lists.contains(&name), self.shape.inside(name));
        if self.bytes.ratio(3, 4)? {
            match inside {
                _ if is_list => self.list(inside, levels),
                Some(names) => self.object(names, levels),
                None => self.plain(),
            }
        } else {
            match self.bytes.int_in_range(0..=2)? {
                0 => self.list(inside, levels),
                1 => self.object(self.shape.outer, levels),
                _ => self.plain(),
            }
        }
    }

    /// A list of objects with these names, or of plain values.
    fn list(&mut self, inside: Option<&[&str]>, levels: u8) -> Result<Value> {
        let items = self.bytes.int_in_range(0..=MOST_ITEMS)?;
        let mut item = || match (inside, levels.checked_sub(1)) {
            (Some(names), Some(levels)) if self.bytes.ratio(7, 8)? => self.object(names, levels),
            _ => self.plain(),
        };
        (0..items).map(|_| item()).collect()
    }

    fn plain(&mut self) -> Result<Value> {
        let bytes = &mut *self.bytes;
        Ok(match bytes.int_in_range(0..=6)? {
            0 => Value::Null,
            1 => Value::Bool(bytes.arbitrary()?),
            2 => Value::from(bytes.arbitrary::<i64>()?),
            3 => Value::from(bytes.arbitrary::<u8>()?),
            4 => Value::from(bytes.arbitrary::<f64>()?),
            5 => Value::from(bytes.arbitrary::<&str>()?),
            _ => Value::from(*bytes.choose(TEXTS)?),
        })
    }
}
