//! Numbers as people write them: `2500`, `2,500`, `2.5k`, `$2500`, `1M`.

use super::compare::{Op, Test};
use super::value::Fault;

/// More is no amount anyone means, and would not print in a few digits.
const MOST: f64 = 1e15;

/// Reads a typed value of a number field, already in normal form.
pub(super) fn read(text: &str) -> Result<Test<f64>, Fault> {
    if let Some((from, to)) = text.split_once("..") {
        return range(from, to);
    }
    let (op, operand) = Op::split(text);
    match number(operand) {
        Some(bound) => Ok(Test::Compare(op.unwrap_or(Op::Equal), bound)),
        None => Err(fault(op, operand)),
    }
}

fn range(from: &str, to: &str) -> Result<Test<f64>, Fault> {
    // Open, read, or not readable.
    let end = |text: &str| (!text.is_empty()).then(|| number(text));
    match (end(from), end(to)) {
        (None, None) => Err(Fault::bad_number("A range needs at least one end, as in `20..` or `..40`.")),
        (Some(None), _) | (_, Some(None)) => {
            Err(Fault::bad_number("A range is two numbers with `..` between them, such as `20..40`."))
        }
        (Some(Some(low)), Some(Some(high))) if low > high => Err(Fault::empty_range(format!("{to}..{from}"))),
        (low, high) => Ok(Test::Between(low.flatten(), high.flatten())),
    }
}

/// Says what is wrong, with the repair where one can be seen.
fn fault(op: Option<Op>, operand: &str) -> Fault {
    if operand.is_empty() {
        return Fault::bad_number("An operator touches its number, as in `>=50`.");
    }
    if let Some(rest) = operand.strip_prefix("!=").filter(|rest| number(rest).is_some()) {
        return Fault::bad_number("To leave a number out, negate the whole condition.").negated(rest.to_owned());
    }
    if op.is_none() {
        if let Some(least) = operand.strip_suffix('+').filter(|rest| number(rest).is_some()) {
            return Fault::bad_number("Write `>=` for a number and more.").instead(format!(">={least}"));
        }
        let ends = operand.split_once('-').filter(|(from, to)| number(from).is_some() && number(to).is_some());
        if let Some((from, to)) = ends {
            let (low, high) = if number(from) > number(to) { (to, from) } else { (from, to) };
            return Fault::bad_number("A range is written with two dots.").instead(format!("{low}..{high}"));
        }
        for (sign, op) in [('≥', Op::AtLeast), ('≤', Op::AtMost)] {
            if let Some(bound) = operand.strip_prefix(sign).filter(|rest| number(rest).is_some()) {
                return Fault::bad_number("Write the operator with plain characters.").instead(format!("{op}{bound}"));
            }
        }
    }
    if let Some(share) = operand.strip_suffix('%').filter(|rest| number(rest).is_some()) {
        let op = op.unwrap_or(Op::Equal);
        return Fault::bad_number("Percentages are written as plain numbers.").instead(format!("{op}{share}"));
    }
    if operand.starts_with('-') {
        return Fault::bad_number("There are no negative amounts.");
    }
    if operand.chars().any(is_currency) {
        // What is wrong beside the sign is repaired as well.
        let bare: String = operand.chars().filter(|c| !is_currency(*c)).collect();
        let written = format!("{}{bare}", op.unwrap_or(Op::Equal));
        let fault_without = Fault::bad_number("Amounts compare in the posting's own currency: write the number alone.");
        return match read(&written) {
            Ok(_) => fault_without.instead(written),
            Err(Fault { repair, .. }) => Fault { repair, ..fault_without },
        };
    }
    Fault::bad_number("Expected a number such as `2500`, `2.5k`, `>=50` or `20..40`.")
}

fn is_currency(c: char) -> bool {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
    c.general_category() == GeneralCategory::CurrencySymbol
}

/// A number without operator, already in normal form.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let (text, exponent) = match text.as_bytes().last()? {
        b'k' => (&text[..text.len() - 1], "e3"),
        b'm' => (&text[..text.len() - 1], "e6"),
        _ => (text, "e0"),
    };
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let grouped = groups.next().is_some_and(digits) && groups.all(|group| group.len() == 3 && digits(group));
    if !grouped || fraction.is_some_and(|fraction| !digits(fraction)) {
        return None;
    }
    // Shifting the point in the text, not the value, keeps `1.1M` exactly 1100000.
    let value: f64 = (text.replace(',', "") + exponent).parse().ok()?;
    (value <= MOST).then_some(value)
}

/// Whether a comma at this place groups thousands: between a digit and exactly three digits, before any point.
pub(super) fn groups_thousands(chars: &[char], comma: usize) -> bool {
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let three = (1..=3).all(|offset| is_digit(comma + offset)) && !is_digit(comma + 4);
    let before = chars[..comma].iter().rposition(|c| !c.is_ascii_digit() && *c != ',');
    let in_fraction = before.is_some_and(|at| chars[at] == '.' && !(at > 0 && chars[at - 1] == '.'));
    three && comma > 0 && is_digit(comma - 1) && !in_fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("2500", Some(2500.0)),
            ("2,500", Some(2500.0)),
            ("1,234,567.5", Some(1_234_567.5)),
            ("2.5k", Some(2500.0)),
            ("$2500", Some(2500.0)),
            ("1m", Some(1e6)),
            ("1.1m", Some(1_100_000.0)),
            ("0", Some(0.0)),
            ("", None),
            ("$", None),
            ("k", None),
            (".5", None),
            ("5.", None),
            ("1e5", None),
            ("2,50", None),
            ("-5", None),
            ("inf", None),
            ("99999999999999999", None),
        ] {
            assert_eq!(number(text), value, "{text}");
        }
    }

    #[test]
    fn a_comma_groups_only_between_a_digit_and_exactly_three() {
        for (text, groups) in [
            ("2,500", true),
            ("2,50", false),
            ("2,5000", false),
            (",500", false),
            ("0.5,200", false),
            ("1..2,500", true),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let comma = chars.iter().position(|&c| c == ',').unwrap();
            assert_eq!(groups_thousands(&chars, comma), groups, "{text}");
        }
    }
}
