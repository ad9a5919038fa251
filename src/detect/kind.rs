//! What a value is, by the cheap look at its bytes.

use super::validate::date_form;
use crate::model::Shape;
use crate::model::byteclass::{
    BLANK, COLON, COMMA, CONTROL, DASH, DIGIT, DOT, EQUALS, HIGH, LETTER, LOWER, LOWER_HEX, PLUS, QUOTE, ROUND, SLASH, UNDERSCORE, UPPER,
    UPPER_HEX,
};
use crate::profile::ValueKind;
use crate::profile::hash::Canon;

/// The kind of a value.
pub fn kind_of(shape: &Shape, value: &[u8]) -> ValueKind {
    if shape.only(DIGIT) {
        return ValueKind::Integer;
    }
    if shape.has(CONTROL) && value.iter().any(|&b| b.is_ascii_control() && !matches!(b, b'\n' | b'\r' | b'\t')) {
        return ValueKind::Binary;
    }
    if shape.digits > 0 && shape.letters == 0 {
        return numeric(shape, value);
    }
    if could_be_date(shape) && date_form(value).is_some() {
        return ValueKind::Date;
    }
    if !shape.has(BLANK | CONTROL) {
        return one_piece(shape, value);
    }
    if shape.has(CONTROL) || value.iter().filter(|&&b| b == b' ').count() > 6 { ValueKind::Text } else { ValueKind::Words }
}

fn numeric(shape: &Shape, value: &[u8]) -> ValueKind {
    let signed = value.strip_prefix(b"-").or_else(|| value.strip_prefix(b"+")).unwrap_or(value);
    if signed.iter().all(u8::is_ascii_digit) {
        return ValueKind::Integer;
    }
    if shape.only(DIGIT | DOT | COMMA | DASH | PLUS) && is_decimal(signed) {
        return ValueKind::Decimal;
    }
    if could_be_date(shape) && date_form(value).is_some() {
        return ValueKind::Date;
    }
    if shape.only(DIGIT | DOT | DASH | SLASH | BLANK | PLUS | ROUND | COLON) { ValueKind::Grouped } else { ValueKind::Other }
}

/// `1.5`, `1,5`, `1,234.50`, `1.234,50`.
fn is_decimal(unsigned: &[u8]) -> bool {
    let Some(last) = unsigned.iter().rposition(|&b| b == b'.' || b == b',') else { return false };
    let (whole, fraction) = (&unsigned[..last], &unsigned[last + 1..]);
    let mark = unsigned[last];
    let grouping = if mark == b'.' { b',' } else { b'.' };
    let mut groups = whole.split(|&b| b == grouping);
    let first = groups.next().unwrap_or_default();
    fraction.iter().all(u8::is_ascii_digit)
        && first.iter().all(u8::is_ascii_digit)
        && groups.all(|g| g.len() == 3 && g.iter().all(u8::is_ascii_digit))
        && !(first.is_empty() && fraction.is_empty())
}

fn could_be_date(shape: &Shape) -> bool {
    (6..=40).contains(&shape.len)
        && (3..=23).contains(&shape.digits)
        && !shape.has(HIGH | UNDERSCORE | EQUALS | ROUND)
        && shape.letters <= 14
}

fn one_piece(shape: &Shape, value: &[u8]) -> ValueKind {
    let len = shape.len;
    if len == 36 && shape.only(DIGIT | LOWER_HEX | UPPER_HEX | DASH) && [8, 13, 18, 23].iter().all(|&i| value[i] == b'-') {
        return ValueKind::Uuid;
    }
    let hex = shape.only(DIGIT | LOWER_HEX) || shape.only(DIGIT | UPPER_HEX);
    if len >= 16 && hex && shape.digits > 0 {
        return ValueKind::Hex;
    }
    if shape.has(COLON | SLASH) && (value.windows(3).any(|w| w == b"://") || value.first() == Some(&b'/')) {
        return ValueKind::Url;
    }
    let base64 = shape.only(DIGIT | LETTER | PLUS | SLASH | EQUALS | DASH | UNDERSCORE);
    if len >= 16 && base64 && shape.digits > 0 && shape.has(LOWER) && shape.has(UPPER) {
        return ValueKind::Base64;
    }
    if shape.only(LETTER | HIGH | DASH | QUOTE | DOT) && shape.letters > 0 {
        return ValueKind::Word;
    }
    if shape.digits > 0 && shape.only(DIGIT | LETTER | HIGH | DASH | UNDERSCORE | DOT | SLASH | COLON) {
        return ValueKind::Code;
    }
    ValueKind::Other
}

/// The form in which a value is counted.
pub fn canon_of(shape: &Shape, kind: ValueKind) -> Canon {
    match kind {
        ValueKind::Base64 => Canon::Exact,
        ValueKind::Grouped | ValueKind::Integer if shape.digits >= 7 => Canon::Digits,
        _ => Canon::Folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(value: &str) -> ValueKind {
        kind_of(&Shape::of(value.as_bytes()), value.as_bytes())
    }

    #[test]
    fn every_value_has_its_kind() {
        use ValueKind::*;
        let table: &[(ValueKind, &[&str])] = &[
            (Integer, &["0", "-12", "4111111111111111"]),
            (Decimal, &["1.5", "-0.25", "1,234.50", "1.234,50", ".5"]),
            (Date, &["2024-02-29", "2024-02-29 12:00:00", "31/12/1999", "17-JUN-2003"]),
            (Hex, &["d41d8cd98f00b204e9800998ecf8427e"]),
            (Uuid, &["123e4567-e89b-12d3-a456-426614174000"]),
            (Base64, &["QWxhZGRpbjpvcGVuIHNlc2FtZQ1="]),
            (Word, &["Anne-Marie", "O'Neil", "山田"]),
            (Words, &["Ann Lee", "12 High Street"]),
            (Code, &["AB-1234", "user_42"]),
            (Grouped, &["0812-3456-7890", "(212) 555-0123", "4111 1111 1111 1111"]),
            (Url, &["https://example.com/a"]),
            (Text, &["one two three four five six seven eight", "a\nb"]),
            (Binary, &["a\u{1}b"]),
        ];
        for (expected, values) in table {
            values.iter().for_each(|v| assert_eq!(kind(v), *expected, "{v}"));
        }
    }
}
