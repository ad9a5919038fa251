//! United Kingdom, France, Netherlands, Belgium.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity::{self, NoOpinion, Refuted};

/// `uk_nino`.
pub const UK_NINO: Validator =
    number("uk_nino", 0, uk_nino, generate_nino, "UK national insurance number: prefix in use, suffix A to D; it has no check digit");
/// `uk_nhs`.
pub const UK_NHS: Validator = number("uk_nhs", 91, uk_nhs, generate_nhs, "UK National Health Service number: check digit modulo 11");
/// `fr_nir`.
pub const FR_NIR: Validator =
    number("fr_nir", 5, fr_nir, generate_nir, "French NIR (social security): sex, month, department, key modulo 97");
/// `nl_bsn`.
pub const NL_BSN: Validator = number("nl_bsn", 91, nl_bsn, generate_bsn, "Dutch BSN: the eleven test");
/// `be_national`.
pub const BE_NATIONAL: Validator =
    number("be_national", 2, be_national, generate_be, "Belgian national number: birth date, check digits modulo 97");

fn uk_nino(value: &[u8]) -> Validity {
    let Some(n) = form::read(value, &["@@_##_##_##_@", "@@######@", "@@ ###### @", "@@######"]) else {
        return Refuted;
    };
    let (first, second) = (n.at(0), n.at(1));
    let letters = !b"DFIQUV".contains(&first) && !b"DFIQUVO".contains(&second);
    let kept = [b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"].iter().any(|pair| n.part(0..2) == pair.as_slice());
    let suffix = matches!(n.at(8), 0 | b'A'..=b'D');
    if letters && !kept && suffix { NoOpinion } else { Refuted }
}

fn uk_nhs(value: &[u8]) -> Validity {
    decided(form::read(value, &["###_###_####"]).map(|n| {
        let check = 11 - check_digits::weighted(n.all(), &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        !check_digits::all_equal(n.all()) && check % 11 == n.digit(9) && check != 10
    }))
}

fn fr_nir(value: &[u8]) -> Validity {
    const FORMS: [&str; 4] = ["#_##_##_&&_###_###_##", "#############_##", "#_##_##_&&_###_###", "#####&&######"];
    let Some(n) = form::read(value, &FORMS).or_else(|| form::read(value, &["#####&&########", "#####&&###### ##"])) else {
        return Refuted;
    };
    let month = matches!(n.number(3..5), 1..=12 | 20..=42 | 50..=99);
    // Corsica: 2A counts as 19, 2B as 18.
    let department = match n.part(5..7) {
        b"2A" => *b"19",
        b"2B" => *b"18",
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => [*a, *b],
        _ => return Refuted,
    };
    if !matches!(n.at(0), b'1'..=b'4' | b'7' | b'8') || !month || department == *b"00" {
        return Refuted;
    }
    if n.all().len() == 13 {
        return NoOpinion;
    }
    let body = n.part(0..5).iter().chain(&department).chain(n.part(7..13)).copied();
    let key = check_digits::mod97(body).map(|rest| 97 - rest);
    decided(key.map(|key| key == n.number(13..15)))
}

fn nl_bsn(value: &[u8]) -> Validity {
    // Eight digits are a number whose leading zero was lost.
    decided(form::read(value, &["#########", "####_##_###", "###_###_###", "########"]).map(|n| {
        let weights: &[u32] = if n.all().len() == 8 { &[8, 7, 6, 5, 4, 3, 2] } else { &[9, 8, 7, 6, 5, 4, 3, 2] };
        let last = n.digit(n.all().len() - 1);
        !check_digits::all_equal(n.all()) && check_digits::weighted(n.part(0..n.all().len() - 1), weights) % 11 == last
    }))
}

fn be_national(value: &[u8]) -> Validity {
    decided(form::read(value, &["##_##_##_###_##", "######_###_##", "###########"]).map(|n| {
        // Numbers for persons who are not registered add 20 or 40 to the month; 00 is an unknown one.
        let (month, day) = (n.number(2..4) % 20, n.number(4..6));
        let born =
            n.number(2..4) < 60 && (calendar::is_day_of_short_year(n.number(0..2), month, day) || month == 0 || day == 0 && month < 13);
        let (body, key) = (n.number(0..9), n.number(9..11));
        // Since 2000 a 2 stands in front, unwritten.
        let key_holds = [body % 97, (2_000_000_000 + body) % 97].iter().any(|rest| 97 - rest == key);
        born && key_holds && !check_digits::all_equal(n.all())
    }))
}

fn generate_nino(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::characters(random, b"ACEHJLMPRSWXY", 2, out);
    draw::digits(random, 6, out);
    draw::characters(random, b"ABCD", 1, out);
}

fn generate_nhs(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        // 999 is kept for tests.
        out.extend_from_slice(b"999");
        draw::digits(random, 6, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), uk_nhs);
}

fn generate_nir(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, b"12", 1, out);
        for (low, high, width) in [(40, 99, 2), (1, 12, 2), (1, 95, 2), (1, 990, 3), (1, 999, 3)] {
            let part = draw::between(random, low, high);
            draw::padded(part, width, out);
        }
    }
    draw::seal(random, out, body, (DIGITS, 2), fr_nir);
}

fn generate_bsn(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::seal(
        random,
        out,
        |random, out| draw::digits(random, 8, out),
        (DIGITS, 1),
        |value| {
            // Eight digits alone may pass as well; the control has nine.
            if value.len() == 9 { nl_bsn(value) } else { Refuted }
        },
    );
}

fn generate_be(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::birth_yymmdd(random, out);
        draw::digits(random, 3, out);
    }
    draw::seal(random, out, body, (DIGITS, 2), be_national);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::Confirmed;

    #[test]
    fn united_kingdom() {
        for text in ["AB123456C", "AB 12 34 56 C", "ab123456c", "AB123456"] {
            assert_eq!(uk_nino(text.as_bytes()), NoOpinion, "{text}");
        }
        for text in ["QQ123456C", "GB123456A", "AB123456E", "AB12345C", ""] {
            assert_eq!(uk_nino(text.as_bytes()), Refuted, "{text}");
        }
        assert_eq!(uk_nhs(b"943 476 5870"), Confirmed);
        assert_eq!(uk_nhs(b"9434765919"), Confirmed);
        assert_eq!(uk_nhs(b"9434765870"), Confirmed);
        assert_eq!(uk_nhs(b"9434765871"), Refuted);
    }

    #[test]
    fn france_and_the_low_countries() {
        assert_eq!(fr_nir(b"2 95 10 99 126 111 93"), Confirmed);
        assert_eq!(fr_nir(b"295109912611193"), Confirmed);
        assert_eq!(fr_nir(b"295109912611199"), Refuted);
        assert_eq!(fr_nir(b"2951099126111"), NoOpinion);
        assert_eq!(nl_bsn(b"1112.22.333"), Confirmed);
        assert_eq!(nl_bsn(b"111222333"), Confirmed);
        assert_eq!(nl_bsn(b"111252333"), Refuted);
        assert_eq!(be_national(b"85.07.30-033.28"), Confirmed);
        assert_eq!(be_national(b"85.07.30.033.28"), Confirmed);
        assert_eq!(be_national(b"85073003328"), Confirmed);
        assert_eq!(be_national(b"85073003329"), Refuted);
    }
}
