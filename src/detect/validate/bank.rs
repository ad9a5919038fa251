//! Bank accounts and banks: IBAN (ISO 13616), BIC (ISO 9362), ABA routing number.

use super::{Validator, check_digits, country, draw, form, tables};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `iban`: structure of its country and MOD 97-10.
pub const IBAN: Validator = Validator {
    name: "iban",
    chance_per_mille: 10,
    check: iban,
    generate: Some(generate_iban),
    doc: "International bank account number (ISO 13616): length and structure of its country, check digits modulo 97",
};

/// `bic`: bank, country, place, branch.
pub const BIC: Validator = Validator {
    name: "bic",
    chance_per_mille: 0,
    check: bic,
    generate: Some(generate_bic),
    doc: "Business identifier code (ISO 9362): 8 or 11 characters in upper case around a country code; it has no check digit",
};

/// `aba_routing`: nine digits of a bank in the United States.
pub const ABA_ROUTING: Validator = Validator {
    name: "aba_routing",
    // One in ten by the check digit, 39 of 100 by the Federal Reserve district in front.
    chance_per_mille: 39,
    check: aba_routing,
    generate: Some(generate_aba),
    doc: "ABA routing number: Federal Reserve district and weighted check digit",
};

/// Letters and digits without gaps, in upper case; `None` above 34 or for other signs.
fn compact<'a>(value: &[u8], buffer: &'a mut [u8; 34]) -> Option<&'a [u8]> {
    let value = match value.get(..4) {
        Some(head) if head.eq_ignore_ascii_case(b"IBAN") => value.get(4..)?.trim_ascii_start(),
        _ => value,
    };
    let mut length = 0;
    let mut gap = true;
    for &c in value {
        if c.is_ascii_alphanumeric() {
            *buffer.get_mut(length)? = c.to_ascii_uppercase();
            length += 1;
        } else if gap || !matches!(c, b' ' | b'-') {
            return None;
        }
        gap = !c.is_ascii_alphanumeric();
    }
    buffer.get(..length)
}

/// True when `bban` is made as `structure` says: `5!n` five digits, `a` upper-case letters, `c` either.
fn fits(bban: &[u8], structure: &str) -> bool {
    let mut rest = bban;
    let (mut count, mut whole) = (0, true);
    for sign in structure.bytes() {
        let is = match sign {
            b'0'..=b'9' => {
                count = count * 10 + usize::from(sign - b'0');
                continue;
            }
            b'n' => u8::is_ascii_digit,
            b'a' => u8::is_ascii_uppercase,
            b'c' => u8::is_ascii_alphanumeric,
            _ => continue,
        };
        let Some((part, after)) = rest.split_at_checked(count) else {
            return false;
        };
        whole &= part.iter().all(is);
        (rest, count) = (after, 0);
    }
    whole && rest.is_empty()
}

fn iban(value: &[u8]) -> Validity {
    let mut buffer = [0; 34];
    let Some(text) = compact(value, &mut buffer) else {
        return Refuted;
    };
    let (Some(code), Some(check), Some(bban)) = (text.get(..2), text.get(2..4), text.get(4..)) else {
        return Refuted;
    };
    let form = code.iter().all(u8::is_ascii_uppercase) && check.iter().all(u8::is_ascii_digit) && (11..=30).contains(&bban.len());
    let head = code.iter().chain(check).copied();
    if !form || !(2..=98).contains(&check_digits::number(check)) {
        return Refuted;
    }
    if check_digits::mod97(bban.iter().copied().chain(head)) != Some(1) {
        return Refuted;
    }
    match tables::iban_structure(code) {
        Some(known) if known.length != text.len() => Refuted,
        Some(known) if fits(bban, known.bban) => Confirmed,
        Some(_) => NoOpinion,
        None if country::is_code(code) => NoOpinion,
        None => Refuted,
    }
}

fn bic(value: &[u8]) -> Validity {
    if !matches!(value.len(), 8 | 11) || !value.iter().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return Refuted;
    }
    let (bank, country) = (value.get(..4).unwrap_or_default(), value.get(4..6).unwrap_or_default());
    // The 2014 edition allows digits in the bank's part; SWIFT has not issued any.
    if bank.iter().all(u8::is_ascii_uppercase) && country::is_code(country) { NoOpinion } else { Refuted }
}

fn aba_routing(value: &[u8]) -> Validity {
    let Some(read) = form::read(value, &["#########", "####-####-#"]) else {
        return Refuted;
    };
    let district = read.number(0..2);
    let known = matches!(district, 0..=12 | 21..=32 | 61..=72 | 80);
    let sum = check_digits::weighted(read.all(), &[3, 7, 1, 3, 7, 1, 3, 7, 1]);
    if known && sum.is_multiple_of(10) && !check_digits::all_equal(read.all()) { Confirmed } else { Refuted }
}

fn generate_iban(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    const COUNTRIES: [&[u8]; 6] = [b"DE", b"GB", b"FR", b"ES", b"NL", b"IT"];
    let country = draw::pick(random, &COUNTRIES).unwrap_or(b"DE");
    let start = out.len();
    out.extend_from_slice(country);
    out.extend_from_slice(b"00");
    let mut count = 0;
    for sign in tables::iban_structure(country).map_or("18!n", |known| known.bban).bytes() {
        match sign {
            b'0'..=b'9' => count = count * 10 + usize::from(sign - b'0'),
            b'a' => draw::characters(random, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", count, out),
            b'n' | b'c' => draw::digits(random, count, out),
            _ => continue,
        }
        if sign.is_ascii_alphabetic() {
            count = 0;
        }
    }
    let rotated = out.iter().skip(start + 4).chain(out.iter().skip(start).take(4)).copied();
    let check = 98 - check_digits::mod97(rotated).unwrap_or(1);
    let digits = [b'0' + (check / 10) as u8, b'0' + (check % 10) as u8];
    if let Some(place) = out.get_mut(start + 2..start + 4) {
        place.copy_from_slice(&digits);
    }
}

fn generate_bic(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::characters(random, b"ABCDEFGHIKLMNOPRSTUVZ", 4, out);
    out.extend_from_slice(draw::pick(random, &[b"DE", b"GB", b"FR", b"US"]).unwrap_or(b"DE"));
    draw::characters(random, b"ABCDEFGHIKLMNOPRSTUVZ23456789", 2, out);
}

fn generate_aba(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        let district = draw::between(random, 1, 12);
        draw::padded(district, 2, out);
        draw::digits(random, 6, out);
    }
    draw::seal(random, out, body, (b"0123456789", 1), aba_routing);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registry_examples_are_confirmed() {
        for text in [
            "GB29 NWBK 6016 1331 9268 19",
            "DE89370400440532013000",
            "FR1420041010050500013M02606",
            "NO9386011117947",
            "MT84MALT011000012345MTLCAST001S",
            "es91 2100 0418 4502 0005 1332",
            "IBAN NL91ABNA0417164300",
            "BE68-5390-0754-7034",
            "SA0380000000608010167519",
            "BR1800360305000010009795493C1",
        ] {
            assert_eq!(iban(text.as_bytes()), Confirmed, "{text}");
        }
    }

    #[test]
    fn wrong_check_length_or_country_is_refuted() {
        for text in [
            "GB29NWBK60161331926818",
            "DE8937040044053201300",
            "",
            "IBAN",
            "ZZ89370400440532013000",
            "GB29  NWBK60161331926819",
            "DE00370400440532013000",
        ] {
            assert_eq!(iban(text.as_bytes()), Refuted, "{text}");
        }
    }

    #[test]
    fn banks() {
        assert_eq!(bic(b"DEUTDEFF"), NoOpinion);
        assert_eq!(bic(b"DEUTDEFF500"), NoOpinion);
        for text in ["PASSWORD", "deutdeff", "DEUTDEF", "DEUTZZFF", "12345678"] {
            assert_eq!(bic(text.as_bytes()), Refuted, "{text}");
        }
    }

    #[test]
    fn routing_numbers() {
        assert_eq!(aba_routing(b"111000025"), Confirmed);
        assert_eq!(aba_routing(b"021000021"), Confirmed);
        for text in ["111000024", "000000000", "991000025", "11100002", ""] {
            assert_eq!(aba_routing(text.as_bytes()), Refuted, "{text}");
        }
    }

    #[test]
    fn the_stated_chance_of_a_routing_number_is_the_measured_one() {
        let mut random = draw::sequence(5);
        let (mut confirmed, mut number) = (0u32, Vec::new());
        for _ in 0..100_000 {
            number.clear();
            draw::digits(&mut random, 9, &mut number);
            confirmed += u32::from(aba_routing(&number) == Confirmed);
        }
        assert!((3600..4200).contains(&confirmed), "{confirmed}");
    }
}
