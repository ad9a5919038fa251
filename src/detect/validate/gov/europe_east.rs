//! Romania, Russia.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity;

/// `ro_cnp`.
pub const RO_CNP: Validator =
    number("ro_cnp", 2, ro_cnp, generate_cnp, "Romanian CNP: sex and century, birth date, county, check digit modulo 11");
/// `ru_inn`.
pub const RU_INN: Validator = number(
    "ru_inn",
    10,
    ru_inn,
    generate_inn,
    "Russian INN: 12 digits of a person with two check digits, or 10 of an organisation with one",
);

fn ro_cnp(value: &[u8]) -> Validity {
    decided(form::read(value, &["#############"]).map(|n| {
        let (year, month, day) = (n.number(1..3), n.number(3..5), n.number(5..7));
        let born = match n.at(0) {
            b'1' | b'2' => calendar::is_day(1900 + year, month, day),
            b'3' | b'4' => calendar::is_day(1800 + year, month, day),
            b'5' | b'6' => calendar::is_day(2000 + year, month, day),
            b'7'..=b'9' => calendar::is_day_of_short_year(year, month, day),
            _ => false,
        };
        let county = matches!(n.number(7..9), 1..=48 | 51 | 52 | 70 | 80..=83);
        let check = check_digits::weighted(n.all(), &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
        born && county && n.digit(12) == if check == 10 { 1 } else { check }
    }))
}

fn ru_inn(value: &[u8]) -> Validity {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    decided(form::read(value, &["############", "##########"]).map(|n| {
        let length = n.all().len();
        let check = |place: usize| {
            let weights = WEIGHTS.get(WEIGHTS.len().saturating_sub(place)..).unwrap_or_default();
            check_digits::weighted(n.all(), weights) % 11 % 10 == n.digit(place)
        };
        let region = n.number(0..2) > 0;
        region && !check_digits::all_equal(n.all()) && check(length - 1) && (length == 10 || check(10))
    }))
}

fn generate_cnp(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, b"12", 1, out);
        draw::birth_yymmdd(random, out);
        let county = draw::between(random, 1, 46);
        draw::padded(county, 2, out);
        draw::digits(random, 3, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), ro_cnp);
}

fn generate_inn(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        let region = draw::between(random, 1, 89);
        draw::padded(region, 2, out);
        draw::digits(random, 8, out);
    }
    draw::seal(random, out, body, (DIGITS, 2), ru_inn);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::{Confirmed, Refuted};

    #[test]
    fn romania_and_russia() {
        assert_eq!(ro_cnp(b"1630615123457"), Confirmed);
        assert_eq!(ro_cnp(b"1630615123458"), Refuted);
        assert_eq!(ro_cnp(b"1632215123457"), Refuted);
        assert_eq!(ru_inn(b"123456789047"), Confirmed);
        assert_eq!(ru_inn(b"1234567894"), Confirmed);
        assert_eq!(ru_inn(b"123456789037"), Refuted);
        assert_eq!(ru_inn(b"1234567895"), Refuted);
    }
}
