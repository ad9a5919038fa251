//! Forms of postcodes (Universal Postal Union, CLDR 27 postal code table), by shape alone.
//!
//! Four to six digits are the form of most of the world's postcodes and of much else: the bit is set, and what stands
//! beside the column decides.

/// Shapes: `9` a digit, `A` a letter, `X` either, all else itself.
const SHAPES: &[&[u8]] = &[
    b"9999",
    b"99999",
    b"999999",
    b"99999-9999",
    b"999-9999",
    b"999 99",
    b"99-999",
    b"99999-999",
    b"99.999-999",
    b"9999-999",
    b"9999 AA",
    b"9999AA",
    b"A9A 9A9",
    b"A9A9A9",
    b"A9A-9A9",
    b"A9 9AA",
    b"A99 9AA",
    b"AA9 9AA",
    b"AA99 9AA",
    b"A9A 9AA",
    b"AA9A 9AA",
    b"AA99AA",
    b"AA999AA",
    b"AA9A9AA",
    b"A999AA",
    b"A99 XXXX",
    b"AAA 9999",
    b"A9999AAA",
    b"999 999",
    b"99 999",
];
/// Codes with the country in front.
const PREFIXED: &[&[u8]] =
    &[b"AD", b"AZ", b"BB", b"MD", b"LV-", b"LT-", b"SI-", b"D-", b"A-", b"CH-", b"L-", b"F-", b"B-", b"FI-", b"SE-", b"HR-", b"PL-"];

/// Whether the value has the form of some country's postcode.
pub(super) fn is_postcode(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    if !(4..=10).contains(&value.len()) {
        return false;
    }
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits < 2 {
        return false;
    }
    if SHAPES.iter().any(|shape| fits(value, shape)) {
        return true;
    }
    PREFIXED.iter().any(|prefix| {
        value.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            && value.get(prefix.len()..).is_some_and(|code| (3..=5).contains(&code.len()) && code.iter().all(u8::is_ascii_digit))
    })
}

fn fits(value: &[u8], shape: &[u8]) -> bool {
    value.len() == shape.len()
        && value.iter().zip(shape).all(|(byte, place)| match place {
            b'9' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_alphabetic(),
            b'X' => byte.is_ascii_alphanumeric(),
            other => byte == other,
        })
}

#[cfg(test)]
mod tests {
    use super::is_postcode;

    #[test]
    fn forms_of_the_world() {
        for code in [
            "10115",
            "1010",
            "110001",
            "20500-0003",
            "100-0001",
            "123 45",
            "00-950",
            "01310-100",
            "1000-001",
            "1012 AB",
            "1012AB",
            "K1A 0B1",
            "SW1A 1AA",
            "M1 1AE",
            "EC1A1BB",
            "D02 AF30",
            "LV-1010",
            "AD500",
            "C1425CLA",
        ] {
            assert!(is_postcode(code.as_bytes()), "{code}");
        }
        for other in ["123", "1234567", "London", "AB", "12-34", "12345-12", "2020-01-01", "1,234"] {
            assert!(!is_postcode(other.as_bytes()), "{other}");
        }
    }
}
