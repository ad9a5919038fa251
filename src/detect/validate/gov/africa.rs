//! South Africa.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity;

/// `za_id`.
pub const ZA_ID: Validator = number("za_id", 1, za_id, generate_za, "South African identity number: birth date, citizenship, Luhn");

fn za_id(value: &[u8]) -> Validity {
    decided(form::read(value, &["######_####_##_#", "#############"]).map(|n| {
        let born = calendar::is_day_of_short_year(n.number(0..2), n.number(2..4), n.number(4..6));
        born && matches!(n.at(10), b'0'..=b'2') && check_digits::luhn(n.all())
    }))
}

fn generate_za(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::birth_yymmdd(random, out);
        draw::digits(random, 4, out);
        out.extend_from_slice(b"08");
    }
    draw::seal(random, out, body, (DIGITS, 1), za_id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::{Confirmed, Refuted};

    #[test]
    fn south_africa() {
        assert_eq!(za_id(b"7503305044089"), Confirmed);
        assert_eq!(za_id(b"750330 5044 08 9"), Confirmed);
        assert_eq!(za_id(b"8503305044089"), Refuted);
        assert_eq!(za_id(b"9125568341080"), Refuted);
    }
}
