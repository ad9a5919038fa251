//! Australia.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, check_digits, decided, draw, form};
use crate::model::Validity;

/// `au_tfn`.
pub const AU_TFN: Validator = number("au_tfn", 91, au_tfn, generate_tfn, "Australian tax file number: weighted sum modulo 11");

fn au_tfn(value: &[u8]) -> Validity {
    decided(form::read(value, &["###_###_###", "###_###_##"]).map(|n| {
        let weights: &[u32] = if n.all().len() == 8 { &[10, 7, 8, 4, 6, 3, 5, 1] } else { &[1, 4, 3, 7, 5, 8, 6, 9, 10] };
        !check_digits::all_equal(n.all()) && check_digits::weighted(n.all(), weights).is_multiple_of(11)
    }))
}

fn generate_tfn(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::seal(random, out, |random, out| draw::digits(random, 8, out), (DIGITS, 1), au_tfn);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::{Confirmed, Refuted};

    #[test]
    fn australia() {
        assert_eq!(au_tfn(b"123 456 782"), Confirmed);
        assert_eq!(au_tfn(b"123456782"), Confirmed);
        assert_eq!(au_tfn(b"999 999 999"), Refuted);
        assert_eq!(au_tfn(b"123456783"), Refuted);
    }
}
