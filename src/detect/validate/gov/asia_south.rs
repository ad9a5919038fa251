//! India.

use super::{DIGITS, LETTERS, number};
use crate::detect::validate::{Validator, check_digits, decided, draw, form};
use crate::model::Validity::{self, NoOpinion, Refuted};

/// `in_aadhaar`.
pub const IN_AADHAAR: Validator =
    number("in_aadhaar", 80, in_aadhaar, generate_aadhaar, "Indian Aadhaar: first digit 2 to 9, Verhoeff's check digit, no palindrome");
/// `in_pan`.
pub const IN_PAN: Validator = number(
    "in_pan",
    0,
    in_pan,
    generate_in_pan,
    "Indian permanent account number: AAAAA9999A with a kind of holder in fourth place; its check letter is not public",
);

fn in_aadhaar(value: &[u8]) -> Validity {
    decided(form::read(value, &["####_####_####"]).map(|n| {
        let palindrome = n.all().iter().eq(n.all().iter().rev());
        matches!(n.at(0), b'2'..=b'9') && !palindrome && check_digits::verhoeff(n.all())
    }))
}

fn in_pan(value: &[u8]) -> Validity {
    let Some(n) = form::read(value, &["@@@@@####@"]) else {
        return Refuted;
    };
    if b"ABCEFGHJKLPT".contains(&n.at(3)) && n.number(5..9) > 0 { NoOpinion } else { Refuted }
}

fn generate_aadhaar(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, b"23456789", 1, out);
        draw::digits(random, 10, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), in_aadhaar);
}

fn generate_in_pan(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::characters(random, LETTERS, 3, out);
    out.push(b'P');
    draw::characters(random, LETTERS, 1, out);
    let serial = draw::between(random, 1, 9999);
    draw::padded(serial, 4, out);
    draw::characters(random, LETTERS, 1, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::Confirmed;

    #[test]
    fn india() {
        assert_eq!(in_aadhaar(b"234123412346"), Confirmed);
        assert_eq!(in_aadhaar(b"2341 2341 2346"), Confirmed);
        assert_eq!(in_aadhaar(b"234123412347"), Refuted);
        assert_eq!(in_aadhaar(b"123412341234"), Refuted);
        assert_eq!(in_aadhaar(b"643343121"), Refuted);
        assert_eq!(in_aadhaar(b"222222222222"), Refuted);
        assert_eq!(in_pan(b"ACUPA7085R"), NoOpinion);
        assert_eq!(in_pan(b"234123412347"), Refuted);
        assert_eq!(in_pan(b"ABMXA3211G"), Refuted);
    }
}
