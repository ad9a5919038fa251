//! United States, Canada, Mexico, Brazil.

use super::{DIGITS, LETTERS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity::{self, NoOpinion, Refuted};

/// `us_ssn`.
pub const US_SSN: Validator =
    number("us_ssn", 0, us_ssn, generate_ssn, "US social security number: area, group and serial that are issued; it has no check digit");
/// `us_itin`.
pub const US_ITIN: Validator = number(
    "us_itin",
    0,
    us_itin,
    generate_itin,
    "US individual taxpayer number: 9 in front and a group that the IRS issues; it has no check digit",
);
/// `ca_sin`.
pub const CA_SIN: Validator =
    number("ca_sin", 80, ca_sin, generate_sin, "Canadian social insurance number: Luhn, first digit neither 0 nor 8");
/// `mx_curp`.
pub const MX_CURP: Validator =
    number("mx_curp", 1, mx_curp, generate_curp, "Mexican CURP: letters of the name, birth date, sex, state, check digit");
/// `br_cpf`.
pub const BR_CPF: Validator = number("br_cpf", 10, br_cpf, generate_cpf, "Brazilian CPF: two check digits modulo 11");
/// `br_cnpj`.
pub const BR_CNPJ: Validator = number(
    "br_cnpj",
    10,
    br_cnpj,
    generate_cnpj,
    "Brazilian CNPJ of an organisation, digits or (from 2026) letters too: two check digits modulo 11",
);

fn us_ssn(value: &[u8]) -> Validity {
    let Some(n) = form::read(value, &["###_##_####"]) else {
        return Refuted;
    };
    let area = n.number(0..3);
    let issued = area != 0 && area != 666 && area < 900 && n.number(3..5) != 0 && n.number(5..9) != 0;
    // Printed in advertisements, and void since.
    let void = matches!(n.number(0..9), 78_051_120 | 219_099_999) || check_digits::all_equal(n.all());
    if issued && !void { NoOpinion } else { Refuted }
}

fn us_itin(value: &[u8]) -> Validity {
    let Some(n) = form::read(value, &["###_##_####"]) else {
        return Refuted;
    };
    let group = matches!(n.number(3..5), 50..=65 | 70..=88 | 90..=92 | 94..=99);
    if n.at(0) == b'9' && group { NoOpinion } else { Refuted }
}

fn ca_sin(value: &[u8]) -> Validity {
    decided(
        form::read(value, &["###_###_###"])
            .map(|n| !matches!(n.at(0), b'0' | b'8') && !check_digits::all_equal(n.all()) && check_digits::luhn(n.all())),
    )
}

const STATES: &[u8] = b"ASBCBSCCCLCMCSCHDFDGGTGRHGJCMCMNMSNTNLOCPLQTQRSPSLSRTCTSTLVZYNZSNE";

fn mx_curp(value: &[u8]) -> Validity {
    let weigh = |c: u8| match c {
        b'0'..=b'9' => u32::from(c - b'0'),
        // Ñ stands between N and O.
        b'A'..=b'N' => u32::from(c - b'A') + 10,
        _ => u32::from(c.saturating_sub(b'A')) + 11,
    };
    decided(form::read(value, &["@@@@######@@@@@@&#"]).map(|n| {
        let born = calendar::is_day_of_short_year(n.number(4..6), n.number(6..8), n.number(8..10));
        let sum: u32 = n.part(0..17).iter().zip((2..=18).rev()).map(|(&c, w)| weigh(c) * w).sum();
        born && b"HMX".contains(&n.at(10)) && STATES.chunks_exact(2).any(|s| s == n.part(11..13)) && (sum + n.digit(17)).is_multiple_of(10)
    }))
}

/// A check digit modulo 11: what the weighted sum lacks, 0 for ten and eleven.
fn lacking(sum: u32) -> u32 {
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

fn br_cpf(value: &[u8]) -> Validity {
    decided(form::read(value, &["###_###_###_##", "#########-##"]).map(|n| {
        let first = lacking(check_digits::weighted(n.all(), &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
        let second = lacking(check_digits::weighted(n.all(), &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
        !check_digits::all_equal(n.all()) && n.digit(9) == first && n.digit(10) == second
    }))
}

fn br_cnpj(value: &[u8]) -> Validity {
    const WEIGHTS: [u32; 13] = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    // Letters count as their place in ASCII above the digit 0.
    let sum = |body: &[u8], weights: &[u32]| body.iter().zip(weights).map(|(&c, w)| u32::from(c.saturating_sub(b'0')) * w).sum::<u32>();
    decided(form::read(value, &["&&_&&&_&&&_&&&&_##", "########/####-##"]).map(|n| {
        let first = lacking(sum(n.part(0..12), WEIGHTS.get(1..).unwrap_or_default()));
        let second = lacking(sum(n.part(0..13), &WEIGHTS));
        !check_digits::all_equal(n.all()) && n.digit(12) == first && n.digit(13) == second
    }))
}

fn generate_ssn(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    for (low, high, width) in [(1, 665, 3), (1, 99, 2), (1, 9999, 4)] {
        if width != 3 {
            out.push(b'-');
        }
        let part = draw::between(random, low, high);
        draw::padded(part, width, out);
    }
}

fn generate_itin(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.push(b'9');
    draw::digits(random, 2, out);
    out.extend_from_slice(b"-7");
    draw::digits(random, 1, out);
    out.push(b'-');
    draw::digits(random, 4, out);
}

fn generate_sin(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, b"1234567", 1, out);
        draw::digits(random, 7, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), ca_sin);
}

fn generate_curp(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, LETTERS, 4, out);
        draw::birth_yymmdd(random, out);
        draw::characters(random, b"HM", 1, out);
        out.extend_from_slice(draw::pick(random, &[b"DF", b"JC", b"NL"]).unwrap_or(b"DF"));
        draw::characters(random, b"BCDFGHJKLMNPQRSTVWXYZ", 3, out);
        draw::digits(random, 1, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), mx_curp);
}

fn generate_cpf(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::seal(random, out, |random, out| draw::digits(random, 9, out), (DIGITS, 2), br_cpf);
}

fn generate_cnpj(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::seal(random, out, |random, out| draw::digits(random, 12, out), (DIGITS, 2), br_cnpj);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::Confirmed;

    #[test]
    fn united_states() {
        for text in ["536-90-4399", "111-22-3333", "536904399", "536 90 4399"] {
            assert_eq!(us_ssn(text.as_bytes()), NoOpinion, "{text}");
        }
        for text in [
            "000-12-3456",
            "666-12-3456",
            "900-12-3456",
            "123-00-4567",
            "123-45-0000",
            "078-05-1120",
            "123-456789",
            "12-345-6789",
            "123.45.6789x",
        ] {
            assert_eq!(us_ssn(text.as_bytes()), Refuted, "{text}");
        }
        assert_eq!(us_itin(b"912-90-3456"), NoOpinion);
        assert_eq!(us_itin(b"9129-03456"), Refuted);
        assert_eq!(us_itin(b"912-93-3456"), Refuted);
    }

    #[test]
    fn canada_mexico_and_brazil() {
        assert_eq!(ca_sin(b"123-456-782"), Confirmed);
        assert_eq!(ca_sin(b"999-999-999"), Refuted);
        assert_eq!(ca_sin(b"046 454 286"), Refuted);
        assert_eq!(mx_curp(b"BOXW310820HNERXN09"), Confirmed);
        assert_eq!(mx_curp(b"BOXW310820HNERXN08"), Refuted);
        assert_eq!(br_cpf(b"390.533.447-05"), Confirmed);
        assert_eq!(br_cpf(b"231.002.999-00"), Refuted);
        assert_eq!(br_cpf(b"111.111.111-11"), Refuted);
        assert_eq!(br_cnpj(b"16.727.230/0001-97"), Confirmed);
        assert_eq!(br_cnpj(b"12.ABC.345/01DE-35"), Confirmed);
        assert_eq!(br_cnpj(b"16.727.230/0001-98"), Refuted);
    }
}
