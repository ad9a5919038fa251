//! Spain, Portugal, Italy.

use super::{DIGITS, LETTERS, number};
use crate::detect::validate::{Validator, check_digits, decided, draw, form};
use crate::model::Validity;

/// `es_dni`.
pub const ES_DNI: Validator = number("es_dni", 38, es_dni, generate_dni, "Spanish DNI or NIE: check letter modulo 23");
/// `pt_nif`.
pub const PT_NIF: Validator = number("pt_nif", 82, pt_nif, generate_nif, "Portuguese NIF: check digit modulo 11");
/// `it_codice_fiscale`.
pub const IT_CODICE_FISCALE: Validator = number(
    "it_codice_fiscale",
    12,
    it_codice_fiscale,
    generate_codice,
    "Italian codice fiscale of a person: birth month and day, check letter modulo 26",
);

fn es_dni(value: &[u8]) -> Validity {
    decided(form::read(value, &["########_@", "@_#######_@", "@#######_@", "##.###.###-@", "##.###.###@"]).map(|n| {
        let foreign = match n.at(0) {
            b'0'..=b'9' => Some(n.number(0..8)),
            c @ b'X'..=b'Z' => Some(u32::from(c - b'X') * 10_000_000 + n.number(1..8)),
            _ => None,
        };
        foreign.is_some_and(|number| b"TRWAGMYFPDXBNJZSQVHLCKE".get(number as usize % 23) == Some(&n.at(8)) && number > 0)
    }))
}

fn pt_nif(value: &[u8]) -> Validity {
    decided(form::read(value, &["###_###_###", "PT#########"]).map(|n| {
        let rest = check_digits::weighted(n.all(), &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        let check = if rest < 2 { 0 } else { 11 - rest };
        let kind = matches!(n.at(0), b'1' | b'2' | b'3' | b'5'..=b'9') || n.part(0..2) == b"45";
        kind && n.digit(8) == check && !check_digits::all_equal(n.all())
    }))
}

/// What a letter or digit counts at an odd place; digits count as the first ten letters.
const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

fn it_codice_fiscale(value: &[u8]) -> Validity {
    // Where two persons would share a code, digits become letters from the right: 0 to 9 are LMNPQRSTUV.
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(u32::from(c - b'0')),
        _ => b"LMNPQRSTUV".iter().position(|&l| l == c).map(|at| at as u32),
    };
    decided(form::read(value, &["@@@@@@&&@&&@&&&@", "@@@ @@@ &&@&& @&&&@"]).and_then(|n| {
        let day = digit(n.at(9))? * 10 + digit(n.at(10))?;
        for place in [6, 7, 12, 13, 14] {
            digit(n.at(place))?;
        }
        let born = b"ABCDEHLMPRST".contains(&n.at(8)) && matches!(day, 1..=31 | 41..=71);
        let index = |c: u8| {
            if c.is_ascii_digit() { usize::from(c - b'0') } else { usize::from(c.saturating_sub(b'A')) }
        };
        let sum: u32 = (0..15)
            .map(|i| match i % 2 {
                0 => ODD.get(index(n.at(i))).copied().unwrap_or(0),
                _ => index(n.at(i)) as u32,
            })
            .sum();
        Some(born && sum % 26 == u32::from(n.at(15).saturating_sub(b'A')))
    }))
}

fn generate_dni(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    draw::seal(random, out, |random, out| draw::digits(random, 8, out), (LETTERS, 1), es_dni);
}

fn generate_nif(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, b"123", 1, out);
        draw::digits(random, 7, out);
    }
    draw::seal(random, out, body, (DIGITS, 1), pt_nif);
}

fn generate_codice(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    fn body(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
        draw::characters(random, LETTERS, 6, out);
        draw::digits(random, 2, out);
        draw::characters(random, b"ABCDEHLMPRST", 1, out);
        let day = draw::between(random, 1, 28);
        draw::padded(day, 2, out);
        draw::characters(random, b"ABCDEFGHILMZ", 1, out);
        draw::digits(random, 3, out);
    }
    draw::seal(random, out, body, (LETTERS, 1), it_codice_fiscale);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Validity::{Confirmed, Refuted};

    #[test]
    fn spain_portugal_and_italy() {
        for text in ["54362315-K", "54362315K", "X-2482300-W", "X2482300W", "12345678Z", "54.362.315-K"] {
            assert_eq!(es_dni(text.as_bytes()), Confirmed, "{text}");
        }
        for text in ["54362315Z", "X-2482300A", "00000000T", "A2482300W", ""] {
            assert_eq!(es_dni(text.as_bytes()), Refuted, "{text}");
        }
        assert_eq!(pt_nif(b"501 964 843"), Confirmed);
        assert_eq!(pt_nif(b"PT501964843"), Confirmed);
        assert_eq!(pt_nif(b"501964842"), Refuted);
        assert_eq!(it_codice_fiscale(b"RCCMNL83S18D969H"), Confirmed);
        assert_eq!(it_codice_fiscale(b"rccmnl83s18d969h"), Confirmed);
        assert_eq!(it_codice_fiscale(b"RCCMNL83S18D967H"), Refuted);
    }
}
