//! Sweden, Denmark, Norway, Finland.

use super::{DIGITS, number};
use crate::detect::validate::{Validator, calendar, check_digits, decided, draw, form};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `se_personnummer`.
pub const SE_PERSONNUMMER: Validator =
    number("se_personnummer", 7, se_personnummer, generate_se, "Swedish personal or coordination number: birth date and Luhn");
/// `dk_cpr`.
pub const DK_CPR: Validator = number(
    "dk_cpr",
    4,
    dk_cpr,
    generate_dk,
    "Danish CPR number: birth date and check modulo 11; numbers since 2007 may fail the check and are no opinion",
);
/// `no_fodselsnummer`.
pub const NO_FODSELSNUMMER: Validator =
    number("no_fodselsnummer", 1, no_fodselsnummer, generate_no, "Norwegian birth, D or H number: birth date, two check digits modulo 11");
/// `fi_hetu`.
pub const FI_HETU: Validator = number(
    "fi_hetu",
    1,
    fi_hetu,
    generate_fi,
    "Finnish personal identity code: birth date, sign of the century, check character modulo 31",
);

fn se_personnummer(value: &[u8]) -> Validity {
    const FORMS: [&str; 6] = ["######-####", "######+####", "##########", "########-####", "########+####", "############"];
    decided(form::read(value, &FORMS).map(|n| {
        let century = n.all().len() - 10;
        let part = |from: usize, to: usize| n.number(from + century..to + century);
        // Coordination numbers add 60 to the day.
        let day = part(4, 6) % 60;
        let born = match century {
            0 => calendar::is_day_of_short_year(part(0, 2), part(2, 4), day),
            _ => (1840..=2026).contains(&n.number(0..4)) && calendar::is_day(n.number(0..4), part(2, 4), day),
        };
        born && check_digits::luhn(n.part(century..century + 10))
    }))
}

fn dk_cpr(value: &[u8]) -> Validity {
    let Some(n) = form::read(value, &["######-####", "###### ####", "##########"]) else {
        return Refuted;
    };
    if !calendar::is_day_of_short_year(n.number(4..6), n.number(2..4), n.number(0..2)) {
        return Refuted;
    }
    let sum = check_digits::weighted(n.all(), &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
    if sum.is_multiple_of(11) { Confirmed } else { NoOpinion }
}

fn no_fodselsnummer(value: &[u8]) -> Validity {
    decided(form::read(value, &["######_#####"]).map(|n| {
        // D numbers add 40 to the day; H numbers 40, and synthetic ones 80, to the month.
        let (day, month) = (n.number(0..2) % 40, n.number(2..4) % 40);
        let born = n.number(0..2) < 80 && calendar::is_day_of_short_year(n.number(4..6), month, day);
        let first = check_digits::weighted(n.all(), &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
        let second = check_digits::weighted(n.all(), &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
        born && first.is_multiple_of(11) && second.is_multiple_of(11)
    }))
}

fn fi_hetu(value: &[u8]) -> Validity {
    let Some(sign) = value.get(6).map(u8::to_ascii_uppercase) else {
        return Refuted;
    };
    let century = match sign {
        b'+' => 1800,
        b'-' | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return Refuted,
    };
    let dashed = form::read(value, &["######+###&", "######-###&"]);
    let (n, at) = match dashed {
        Some(n) => (Some(n), 6),
        None => (form::read(value, &["######@###&"]), 7),
    };
    decided(n.map(|n| {
        let born = calendar::is_day(century + n.number(4..6), n.number(2..4), n.number(0..2));
        let index = (n.number(0..6) * 1000 + n.number(at..at + 3)) % 31;
        born && n.number(at..at + 3) > 1 && b"0123456789ABCDEFHJKLMNPRSTUVWXY".get(index as usize) == Some(&n.at(at + 3))
    }))
}

fn ddmmyy(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    for (low, high) in [(1, 28), (1, 12), (40, 99)] {
        let part = draw::between(random, low, high);
        draw::padded(part, 2, out);
    }
}

fn generate_se(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::birth_yymmdd(random, out);
        out.push(b'-');
        draw::digits(random, 3, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), se_personnummer);
}

fn generate_dk(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        ddmmyy(random, out);
        out.push(b'-');
        draw::digits(random, 3, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), dk_cpr);
}

fn generate_no(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        ddmmyy(random, out);
        draw::digits(random, 3, out);
    }
    draw::seal(random, out, body, (DIGITS, 2), no_fodselsnummer);
}

fn generate_fi(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        ddmmyy(random, out);
        out.push(b'-');
        // 900 and above are never given: temporary numbers.
        out.push(b'9');
        draw::digits(random, 2, out);
    }
    draw::seal(random, out, body, (b"0123456789ABCDEFHJKLMNPRSTUVWXY", 1), fi_hetu);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_north() {
        for text in ["880320-0016", "8803200016", "198803200016", "19880320-0016", "811228-9874"] {
            assert_eq!(se_personnummer(text.as_bytes()), Confirmed, "{text}");
        }
        assert_eq!(se_personnummer(b"880320-0018"), Refuted);
        assert_eq!(se_personnummer(b"881320-0016"), Refuted);
        assert_eq!(dk_cpr(b"211062-5629"), Confirmed);
        assert_eq!(dk_cpr(b"2110625628"), NoOpinion);
        assert_eq!(dk_cpr(b"511062-5629"), Refuted);
        assert_eq!(no_fodselsnummer(b"151086 95088"), Confirmed);
        assert_eq!(no_fodselsnummer(b"15108695077"), Refuted);
        assert_eq!(fi_hetu(b"131052-308T"), Confirmed);
        assert_eq!(fi_hetu(b"131052-308U"), Refuted);
        assert_eq!(fi_hetu(b"311280-888Y"), Confirmed);
        assert_eq!(fi_hetu(b"131052/308T"), Refuted);
    }
}
