//! Indonesia, Malaysia, Singapore.

use super::{LETTERS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity::{self, Refuted};

/// `id_nik`.
pub const ID_NIK: Validator = number(
    "id_nik",
    27,
    id_nik,
    generate_nik,
    "Indonesian NIK: province, birth date (day plus 40 for women), serial; it has no check digit, and chance seldom passes",
);
/// `my_nric`.
pub const MY_NRIC: Validator = number(
    "my_nric",
    30,
    my_nric,
    generate_my,
    "Malaysian identity card number: birth date and place of birth; it has no check digit, and chance seldom passes",
);
/// `sg_nric`.
pub const SG_NRIC: Validator = number("sg_nric", 38, sg_nric, generate_sg, "Singapore NRIC or FIN: check letter modulo 11");

fn id_nik(value: &[u8]) -> Validity {
    decided(form::read(value, &["################", "######_######_####", "##_##_##_######_####"]).map(|n| {
        let province = matches!(n.number(0..2), 11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97);
        let (regency, district, day) = (n.number(2..4), n.number(4..6), n.number(6..8));
        let born = day <= 71 && calendar::is_day_of_short_year(n.number(10..12), n.number(8..10), day % 40);
        province && regency > 0 && district > 0 && born && n.number(12..16) > 0
    }))
}

fn my_nric(value: &[u8]) -> Validity {
    decided(form::read(value, &["######_##_####"]).map(|n| {
        let born = calendar::is_day_of_short_year(n.number(0..2), n.number(2..4), n.number(4..6));
        // 00, 17 to 20, 69, 70, 73, 80, 81 and 94 to 97 were never given to a place.
        let place = !matches!(n.number(6..8), 0 | 17..=20 | 69 | 70 | 73 | 80 | 81 | 94..=97);
        born && place
    }))
}

fn sg_nric(value: &[u8]) -> Validity {
    let Some(n) = form::read(value, &["@#######@"]) else {
        return Refuted;
    };
    let sum = check_digits::weighted(n.part(1..8), &[2, 7, 6, 5, 4, 3, 2]);
    let (offset, letters) = match n.at(0) {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        b'M' => (3, b"XWUTRQPNJLK"),
        _ => return Refuted,
    };
    decided(letters.get((sum + offset) as usize % 11).map(|&letter| letter == n.at(8)))
}

fn generate_nik(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    let province = draw::pick(random, &[31, 32, 33, 34, 35, 36, 51, 73]).unwrap_or(32);
    let woman = draw::below(random, 2) * 40;
    let parts = [(province, province, 2), (1, 29, 2), (1, 20, 2), (1 + woman, 28 + woman, 2), (1, 12, 2), (60, 99, 2), (1, 99, 4)];
    for (low, high, width) in parts {
        let part = draw::between(random, low, high);
        draw::padded(part, width, out);
    }
}

fn generate_my(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::birth_yymmdd(random, out);
    out.push(b'-');
    let place = draw::between(random, 1, 16);
    draw::padded(place, 2, out);
    out.push(b'-');
    draw::digits(random, 4, out);
}

fn generate_sg(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, b"STFG", 1, out);
        draw::digits(random, 7, out);
    }
    draw::seal(random, out, body, (LETTERS, 1), sg_nric);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::Confirmed;

    #[test]
    fn southeast_asia() {
        assert_eq!(id_nik(b"3171011708450001"), Confirmed);
        assert_eq!(id_nik(b"3171015708450001"), Confirmed);
        assert_eq!(id_nik(b"3171012902850001"), Refuted);
        assert_eq!(id_nik(b"0271011708450001"), Refuted);
        assert_eq!(id_nik(b"3171011708450000"), Refuted);
        assert_eq!(my_nric(b"770305-02-1234"), Confirmed);
        assert_eq!(my_nric(b"771305-02-1234"), Refuted);
        assert_eq!(my_nric(b"770305-17-1234"), Refuted);
        assert_eq!(sg_nric(b"S1234567D"), Confirmed);
        assert_eq!(sg_nric(b"G1234567X"), Confirmed);
        assert_eq!(sg_nric(b"S1234567A"), Refuted);
    }
}
