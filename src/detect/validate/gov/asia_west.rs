//! Turkey, Israel.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, check_digits, decided, draw, form};
use crate::model::Validity;

/// `tr_kimlik`.
pub const TR_KIMLIK: Validator = number("tr_kimlik", 9, tr_kimlik, generate_tr, "Turkish identity number: two check digits modulo 10");
/// `il_id`.
pub const IL_ID: Validator = number("il_id", 100, il_id, generate_il, "Israeli identity number: Luhn over nine digits");

fn tr_kimlik(value: &[u8]) -> Validity {
    decided(form::read(value, &["###########"]).map(|n| {
        let odd: u32 = [0, 2, 4, 6, 8].iter().map(|&i| n.digit(i)).sum();
        let even: u32 = [1, 3, 5, 7].iter().map(|&i| n.digit(i)).sum();
        let tenth = (odd * 7 + 90 - even) % 10;
        let eleventh = (odd + even + tenth) % 10;
        n.at(0) != b'0' && n.digit(9) == tenth && n.digit(10) == eleventh
    }))
}

fn il_id(value: &[u8]) -> Validity {
    // Leading zeros are often left out; a zero in front does not change the sum.
    decided(
        form::read(value, &["#########", "########-#", "########"])
            .map(|n| !check_digits::all_equal(n.all()) && check_digits::luhn(n.all())),
    )
}

fn generate_tr(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, b"123456789", 1, out);
        draw::digits(random, 8, out);
    }
    draw::seal(random, out, body, (DIGITS, 2), tr_kimlik);
}

fn generate_il(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::seal(random, out, |random, out| draw::digits(random, 8, out), (DIGITS, 1), il_id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::{Confirmed, Refuted};

    #[test]
    fn turkey_and_israel() {
        assert_eq!(tr_kimlik(b"17291716060"), Confirmed);
        assert_eq!(tr_kimlik(b"17291716050"), Refuted);
        assert_eq!(tr_kimlik(b"07291716092"), Refuted);
        assert_eq!(il_id(b"3933742-3"), Refuted);
        assert_eq!(il_id(b"039337423"), Confirmed);
        assert_eq!(il_id(b"39337423"), Confirmed);
        assert_eq!(il_id(b"039337424"), Refuted);
    }
}
