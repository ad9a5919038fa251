//! Primary account numbers of payment cards (ISO/IEC 7812).

use super::{Validator, check_digits, draw, tables};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `pan`: issuer range, length and Luhn.
pub const PAN: Validator = Validator {
    name: "pan",
    // Luhn passes 100 in 1000, and 37 in 100 numbers of 16 digits begin with a range in use; a test measures it.
    chance_per_mille: 37,
    check,
    generate: Some(generate),
    doc: "Card number (ISO/IEC 7812): an issuer range in use, a length that it issues, and Luhn's check digit",
};

/// `luhn`: nothing but the check digit.
pub const LUHN: Validator = Validator {
    name: "luhn",
    chance_per_mille: 100,
    check: check_luhn,
    generate: Some(generate),
    doc: "Luhn's check digit (ISO/IEC 7812-1 annex B) over any run of two or more digits",
};

/// The digits of a number as people write it: whole, or in groups with one kind of gap.
struct Digits {
    buffer: [u8; 24],
    length: usize,
}

impl Digits {
    fn all(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    /// `None` when the value is no number: other signs, mixed gaps, the lone gap of a decimal number, or a group but the
    /// last shorter than `least`.
    fn read(value: &[u8], least: usize) -> Option<Self> {
        let mut digits = Self { buffer: [0; 24], length: 0 };
        let (mut gap, mut groups, mut group) = (None, 1, 0);
        for &c in value {
            if c.is_ascii_digit() {
                *digits.buffer.get_mut(digits.length)? = c;
                digits.length += 1;
                group += 1;
                continue;
            }
            let usual = matches!(c, b' ' | b'-' | b'.') && *gap.get_or_insert(c) == c;
            if !usual || !(least..=8).contains(&group) {
                return None;
            }
            groups += 1;
            group = 0;
        }
        (groups == 1 || groups > 2 && (1..=8).contains(&group)).then_some(digits)
    }
}

/// The first eight digits as a number, filled up with zeros.
fn prefix(digits: &[u8]) -> u32 {
    (0..8).fold(0, |n, i| n * 10 + digits.get(i).map_or(0, |&d| check_digits::value(d)))
}

/// The most specific range for a whole number.
fn range(digits: &[u8]) -> Option<&'static tables::CardRange> {
    let prefix = prefix(digits);
    tables::card_ranges().iter().find(|r| (r.low..=r.high).contains(&prefix) && r.lengths >> digits.len() & 1 == 1)
}

fn check(value: &[u8]) -> Validity {
    // Cards are grouped by four or more; by three it is an internet address.
    let Some(read) = Digits::read(value, 4) else {
        return Refuted;
    };
    let digits = read.all();
    if !(12..=19).contains(&digits.len()) || check_digits::all_equal(digits) {
        return Refuted;
    }
    if !check_digits::luhn(digits) {
        // UnionPay has issued numbers whose last digit is no check digit.
        return if digits.starts_with(b"62") && digits.len() >= 16 { NoOpinion } else { Refuted };
    }
    match range(digits) {
        Some(range) if !range.wide => Confirmed,
        // Milliseconds since 1970: 13 digits that begin with 1, where no scheme issues.
        None if digits.len() == 13 => Refuted,
        _ => NoOpinion,
    }
}

fn check_luhn(value: &[u8]) -> Validity {
    let holds = Digits::read(value, 2).is_some_and(|d| d.length > 1 && !check_digits::all_equal(d.all()) && check_digits::luhn(d.all()));
    if holds { Confirmed } else { Refuted }
}

/// The scheme that issues this number, by its leading digits: a whole number, or one masked behind its sixth digit.
pub fn card_brand(value: &[u8]) -> Option<&'static str> {
    if let Some(read) = Digits::read(value, 4).filter(|d| d.length >= 12) {
        return range(read.all()).map(|r| r.brand);
    }
    let mut lead = [0; 8];
    let mut length = 0;
    for &c in value {
        match c {
            b' ' | b'-' => continue,
            b'0'..=b'9' if length < lead.len() => {
                *lead.get_mut(length)? = c;
                length += 1;
            }
            _ => break,
        }
    }
    let low = prefix(lead.get(..length)?);
    tables::card_ranges().iter().find(|r| length >= 6 && !r.wide && (r.low..=r.high).contains(&low)).map(|r| r.brand)
}

/// Range and length in use, chosen among the schemes that meet a dump most often.
fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        const HEADS: [(&[u8], usize); 7] = [(b"4", 16), (b"4", 16), (b"51", 16), (b"55", 16), (b"2221", 16), (b"37", 15), (b"6011", 16)];
        let (head, length) = draw::pick(random, &HEADS).unwrap_or((b"4", 16));
        out.extend_from_slice(head);
        draw::digits(random, length - head.len() - 1, out);
    }
    draw::seal(random, out, body, (b"0123456789", 1), check);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_numbers_of_the_schemes_are_confirmed() {
        for (number, brand) in [
            ("4111111111111111", "Visa"),
            ("4222222222222", "Visa"),
            ("4111 1111 1111 1111", "Visa"),
            ("5555-5555-5555-4444", "Mastercard"),
            ("5105.1051.0510.5100", "Mastercard"),
            ("2223003122003222", "Mastercard"),
            ("378282246310005", "American Express"),
            ("3714 496353 98431", "American Express"),
            ("6011111111111117", "Discover"),
            ("30569309025904", "Diners Club"),
            ("3530111333300000", "JCB"),
            ("6200000000000005", "UnionPay"),
        ] {
            assert_eq!(check(number.as_bytes()), Confirmed, "{number}");
            assert_eq!(card_brand(number.as_bytes()), Some(brand), "{number}");
        }
    }

    #[test]
    fn look_alikes_are_refuted() {
        for text in [
            "4111111111111112",
            "1697040000000",
            "0000000000000000",
            "4.11111111111111111",
            "110.136.166.128",
            "41111111.11111111",
            "-4111111111111111",
            "4111 1111-1111 1111",
            "411111111111",
            "",
            "4111 1111 1111 111x",
            "41111111111111111111",
        ] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }

    #[test]
    fn milliseconds_since_1970_are_never_a_card() {
        let start = 1_600_000_000_000u64;
        assert!((0..10_000).all(|n| check((start + n * 977).to_string().as_bytes()) == Refuted));
    }

    #[test]
    fn wide_ranges_and_unchecked_schemes_are_no_opinion() {
        assert_eq!(check(b"100000000000009"), NoOpinion);
        assert_eq!(check(b"6200000000000006"), NoOpinion);
    }

    #[test]
    fn brand_of_a_masked_number() {
        assert_eq!(card_brand(b"411111******1111"), Some("Visa"));
        assert_eq!(card_brand(b"****1111"), None);
    }

    #[test]
    fn the_stated_chance_is_the_measured_one() {
        let mut random = draw::sequence(11);
        let (mut confirmed, mut number) = (0u32, Vec::new());
        for _ in 0..100_000 {
            number.clear();
            draw::digits(&mut random, 16, &mut number);
            confirmed += u32::from(check(&number) == Confirmed);
        }
        let stated = u32::from(PAN.chance_per_mille) * 100;
        assert!((stated * 9 / 10..stated * 11 / 10).contains(&confirmed), "{confirmed} of 100000");
    }
}
