//! Germany, Switzerland, Poland.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity;

/// `de_steuer_id`.
pub const DE_STEUER_ID: Validator =
    number("de_steuer_id", 3, de_steuer_id, generate_steuer_id, "German tax identification number: one digit repeated, ISO 7064 MOD 11,10");
/// `ch_ahv`.
pub const CH_AHV: Validator = number("ch_ahv", 1, ch_ahv, generate_ahv, "Swiss AHV number: 756 in front, EAN-13 check digit");
/// `pl_pesel`.
pub const PL_PESEL: Validator =
    number("pl_pesel", 18, pl_pesel, generate_pesel, "Polish PESEL: birth date with its century, check digit modulo 10");

fn de_steuer_id(value: &[u8]) -> Validity {
    decided(form::read(value, &["##_###_###_###"]).map(|n| {
        let body = n.part(0..10);
        let count = |digit: u8| body.iter().filter(|&&d| d == digit).count();
        let repeated = (b'0'..=b'9').filter(|&digit| count(digit) > 1).count();
        // One digit stands there twice or (since 2016) three times, all others once at most.
        let spread = repeated == 1 && (b'0'..=b'9').all(|digit| count(digit) <= 3);
        n.at(0) != b'0' && spread && check_digits::mod11_10(n.all())
    }))
}

fn ch_ahv(value: &[u8]) -> Validity {
    decided(form::read(value, &["###_####_####_##"]).map(|n| {
        let sum = check_digits::weighted(n.all(), &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]);
        n.part(0..3) == b"756" && sum.is_multiple_of(10)
    }))
}

fn pl_pesel(value: &[u8]) -> Validity {
    decided(form::read(value, &["###########"]).map(|n| {
        let century = match n.number(2..4) / 20 {
            0 => 1900,
            1 => 2000,
            2 => 2100,
            3 => 2200,
            _ => 1800,
        };
        let born = calendar::is_day(century + n.number(0..2), n.number(2..4) % 20, n.number(4..6));
        let sum = check_digits::weighted(n.all(), &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]);
        born && sum.is_multiple_of(10)
    }))
}

fn generate_steuer_id(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        // A walk through the digits meets nine of them once, and its start a second time.
        let (start, step) = (draw::between(random, 1, 9), draw::pick(random, &[1, 3, 7, 9]).unwrap_or(3));
        let place = draw::between(random, 1, 9);
        for i in 0..10 {
            let digit = if i == place { start } else { (start + i * step) % 10 };
            draw::padded(digit, 1, out);
        }
    }
    draw::seal(random, out, body, (DIGITS, 1), de_steuer_id);
}

fn generate_ahv(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        out.extend_from_slice(b"756");
        draw::digits(random, 9, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), ch_ahv);
}

fn generate_pesel(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::birth_yymmdd(random, out);
        draw::digits(random, 4, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), pl_pesel);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::{Confirmed, Refuted};

    #[test]
    fn germany_switzerland_and_poland() {
        assert_eq!(de_steuer_id(b"36 574 261 809"), Confirmed);
        assert_eq!(de_steuer_id(b"36574261809"), Confirmed);
        assert_eq!(de_steuer_id(b"36574261890"), Refuted);
        assert_eq!(de_steuer_id(b"36554266806"), Refuted);
        assert_eq!(ch_ahv(b"756.9217.0769.85"), Confirmed);
        assert_eq!(ch_ahv(b"7569217076985"), Confirmed);
        assert_eq!(ch_ahv(b"756.9217.0769.84"), Refuted);
        assert_eq!(ch_ahv(b"123.4567.8910.19"), Refuted);
        assert_eq!(pl_pesel(b"44051401359"), Confirmed);
        assert_eq!(pl_pesel(b"44051401358"), Refuted);
        assert_eq!(pl_pesel(b"02381307589"), Refuted);
    }
}
