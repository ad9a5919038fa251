//! China, Japan, Korea.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `cn_resident_id`.
pub const CN_RESIDENT_ID: Validator = number(
    "cn_resident_id",
    1,
    cn_resident_id,
    generate_cn,
    "Chinese resident identity number (GB 11643): province, birth date, ISO 7064 MOD 11-2",
);
/// `jp_my_number`.
pub const JP_MY_NUMBER: Validator =
    number("jp_my_number", 100, jp_my_number, generate_jp, "Japanese individual number (My Number): check digit modulo 11");
/// `kr_rrn`.
pub const KR_RRN: Validator = number(
    "kr_rrn",
    5,
    kr_rrn,
    generate_kr,
    "Korean resident registration number: birth date, sex, check digit; one given since October 2020 has none and is no opinion",
);

fn cn_resident_id(value: &[u8]) -> Validity {
    decided(form::read(value, &["#################&", "######_########_###&"]).map(|n| {
        let province = matches!(n.number(0..2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91);
        let year = n.number(6..10);
        let born = (1850..=2030).contains(&year) && calendar::is_day(year, n.number(10..12), n.number(12..14));
        province && born && check_digits::mod11_2(n.part(0..17)) == n.at(17)
    }))
}

fn jp_my_number(value: &[u8]) -> Validity {
    decided(form::read(value, &["####_####_####"]).map(|n| {
        let rest = check_digits::weighted(n.all(), &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
        let check = if rest < 2 { 0 } else { 11 - rest };
        n.digit(11) == check && !check_digits::all_equal(n.all())
    }))
}

fn kr_rrn(value: &[u8]) -> Validity {
    let Some(n) = form::read(value, &["######_#######"]) else {
        return Refuted;
    };
    let century = match n.at(6) {
        b'1' | b'2' | b'5' | b'6' => 1900,
        b'3' | b'4' | b'7' | b'8' => 2000,
        _ => 1800,
    };
    if !calendar::is_day(century + n.number(0..2), n.number(2..4), n.number(4..6)) {
        return Refuted;
    }
    let sum = check_digits::weighted(n.all(), &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11;
    // Foreigners' numbers add 2.
    let foreign = if matches!(n.at(6), b'5'..=b'8') { 2 } else { 0 };
    if (11 - sum + foreign) % 10 == n.digit(12) || (11 - sum) % 10 == n.digit(12) { Confirmed } else { NoOpinion }
}

fn generate_cn(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        out.extend_from_slice(draw::pick(random, &[b"110101", b"310101", b"440103"]).unwrap_or(b"110101"));
        out.extend_from_slice(b"19");
        draw::birth_yymmdd(random, out);
        draw::digits(random, 3, out);
    }
    draw::seal(random, out, body, (b"0123456789X", 1), cn_resident_id);
}

fn generate_jp(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::seal(random, out, |random, out| draw::digits(random, 11, out), (DIGITS, 1), jp_my_number);
}

fn generate_kr(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::birth_yymmdd(random, out);
        out.push(b'-');
        draw::characters(random, b"12", 1, out);
        draw::digits(random, 5, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), kr_rrn);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_far_east() {
        assert_eq!(cn_resident_id(b"11010519491231002X"), Confirmed);
        assert_eq!(cn_resident_id(b"11010519491231002x"), Confirmed);
        assert_eq!(cn_resident_id(b"440524188001010014"), Confirmed);
        assert_eq!(cn_resident_id(b"110105194912310029"), Refuted);
        assert_eq!(cn_resident_id(b"110105194913310025"), Refuted);
        assert_eq!(jp_my_number(b"123456789018"), Confirmed);
        assert_eq!(jp_my_number(b"123456789010"), Refuted);
        assert_eq!(kr_rrn(b"971013-9019902"), Confirmed);
        assert_eq!(kr_rrn(b"971013-9019903"), NoOpinion);
        assert_eq!(kr_rrn(b"971313-1019902"), Refuted);
    }
}
