//! Expiry dates of payment cards.

use super::{Validator, check_digits, draw};
use crate::model::Validity::{self, NoOpinion, Refuted};

/// `card_expiry`: month and year.
pub const CARD_EXPIRY: Validator = Validator {
    name: "card_expiry",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Month and year from 2000 to 2049 as on cards: MM/YY, MM/YYYY, YYYY-MM, MMYY; never more than no opinion",
};

fn check(value: &[u8]) -> Validity {
    let month = |digits: &[u8]| (1..=12).contains(&check_digits::number(digits)) && digits.len() <= 2;
    let year = |digits: &[u8]| match digits.len() {
        2 => check_digits::number(digits) <= 49,
        4 => (2000..=2049).contains(&check_digits::number(digits)),
        _ => false,
    };
    let holds = || {
        if value.iter().all(u8::is_ascii_digit) {
            // MMYY and MMYYYY. A column of numbers drops the leading zero, and 125 may be January 2025;
            // five digits are a postcode by far sooner.
            let years = match value.len() {
                3 | 4 => 2,
                6 => 4,
                _ => return None,
            };
            let (m, y) = value.split_at_checked(value.len().checked_sub(years)?)?;
            return Some(month(m) && year(y));
        }
        let at = value.iter().position(|c| !c.is_ascii_digit())?;
        let (first, rest) = value.split_at_checked(at)?;
        let separator = rest.iter().take_while(|&&c| matches!(c, b' ' | b'/' | b'-')).count();
        let second = rest.get(separator..)?;
        let form = (1..=3).contains(&separator) && second.iter().all(u8::is_ascii_digit) && !first.is_empty();
        // YYYY-MM, or MM/YY.
        Some(form && (month(first) && year(second) || first.len() == 4 && year(first) && second.len() == 2 && month(second)))
    };
    if holds() == Some(true) { NoOpinion } else { Refuted }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    let month = draw::between(random, 1, 12);
    draw::padded(month, 2, out);
    out.push(b'/');
    let year = draw::between(random, 24, 39);
    draw::padded(year, 2, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expiry_dates() {
        for text in ["12/25", "1/2025", "01/2025", "2025-01", "1225", "012025", "01 / 27", "125"] {
            assert_eq!(check(text.as_bytes()), NoOpinion, "{text}");
        }
        for text in [
            "13/25",
            "00/25",
            "12/2050",
            "12/99",
            "2025-13",
            "",
            "12",
            "1/1/2025",
            "12//",
            "25",
            "/25",
            "4111111111111111",
            "92025",
            "3.20",
        ] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }
}
