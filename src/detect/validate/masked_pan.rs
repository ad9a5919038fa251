//! Card numbers of which only the end, or the beginning and the end, is shown.

use super::{Validator, draw, pan};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `masked_pan`: `XXXX-XXXX-XXXX-1234`, `411111******1111`, `Visa ending in 1234`.
pub const MASKED_PAN: Validator = Validator {
    name: "masked_pan",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Masked card number: as many signs as a card number has, the last four digits shown; or a scheme's name and last four. A short mask is no opinion",
};

const BRANDS: [&[u8]; 13] = [
    b"american express",
    b"mastercard",
    b"master card",
    b"diners club",
    b"unionpay",
    b"discover",
    b"maestro",
    b"diners",
    b"visa",
    b"amex",
    b"jcb",
    b"card",
    b"mc",
];

/// What a value is made of, digit by digit and sign by sign.
#[derive(Default)]
struct Parts {
    lead: usize,
    masks: usize,
    tail: usize,
    /// Three dots or `…`: any number of digits is hidden.
    open: bool,
    /// First two groups are three and two long: a social security number.
    three_two: bool,
}

fn check(value: &[u8]) -> Validity {
    if !(5..=48).contains(&value.len()) {
        return Refuted;
    }
    let (brand, joined, rest) = brand(value);
    let Some(parts) = parts(rest) else {
        return Refuted;
    };
    let hidden = parts.masks > 0 || parts.open;
    if !(2..=5).contains(&parts.tail) || parts.three_two {
        return Refuted;
    }
    if brand && (hidden || joined) {
        return if parts.tail == 4 || parts.tail == 5 { Confirmed } else { NoOpinion };
    }
    if !hidden {
        // "Visa 2019" may be a year.
        return if brand && parts.tail == 4 && parts.lead == 0 { NoOpinion } else { Refuted };
    }
    let whole = (12..=19).contains(&(parts.lead + parts.masks + parts.tail));
    match parts.lead {
        0 | 1 | 4 if whole && parts.tail == 4 => Confirmed,
        6..=8 if whole && parts.tail == 4 && pan::card_brand(rest).is_some() => Confirmed,
        0..=8 if whole || parts.lead == 0 && (parts.masks > 1 || parts.open) => NoOpinion,
        _ => Refuted,
    }
}

/// Takes a scheme's name off: was there one, did words or a sign join it to the digits, and what is left.
fn brand(value: &[u8]) -> (bool, bool, &[u8]) {
    let after = |prefix: &[u8], text: &[u8]| text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let Some(name) = BRANDS.iter().find(|name| after(name, value)) else {
        return (false, false, value);
    };
    let mut rest = value.get(name.len()..).unwrap_or_default();
    if rest.first().is_some_and(u8::is_ascii_digit) {
        // A code such as MC2222.
        return (false, false, value);
    }
    let mut joined = false;
    for words in [b" ".as_slice(), b"card ", b"(", b"ending", b" ", b"in ", b"with ", b"-", b": ", b"#"] {
        if after(words, rest) {
            rest = rest.get(words.len()..).unwrap_or_default();
            joined |= matches!(words, b"ending" | b"-" | b"(" | b"#" | b": ");
        }
    }
    (true, joined, rest.strip_suffix(b")").unwrap_or(rest))
}

fn parts(text: &[u8]) -> Option<Parts> {
    let mut parts = Parts::default();
    let mut groups = [0usize; 2];
    let mut group = 0;
    let mut i = 0;
    while let Some(&c) = text.get(i) {
        let ahead = text.get(i..).unwrap_or_default();
        i += 1;
        match c {
            b'0'..=b'9' if parts.masks == 0 && !parts.open && parts.tail == 0 => parts.lead += 1,
            b'0'..=b'9' => parts.tail += 1,
            b' ' | b'-' => group += 1,
            _ if parts.tail > 0 => return None,
            b'*' | b'X' | b'x' | b'#' => parts.masks += 1,
            _ if ahead.starts_with("•".as_bytes()) || ahead.starts_with("●".as_bytes()) || ahead.starts_with("∗".as_bytes()) => {
                parts.masks += 1;
                i += 2;
            }
            _ if ahead.starts_with("·".as_bytes()) => {
                parts.masks += 1;
                i += 1;
            }
            _ if ahead.starts_with("…".as_bytes()) || ahead.starts_with(b"...") => {
                parts.open = true;
                i += 2;
            }
            _ => return None,
        }
        if c != b' ' && c != b'-' {
            groups.get_mut(group).into_iter().for_each(|n| *n += 1);
        }
    }
    if parts.masks == 0 && !parts.open {
        (parts.lead, parts.tail) = (0, parts.lead);
    }
    parts.three_two = group == 2 && groups == [3, 2];
    Some(parts)
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    const HEADS: [&[u8]; 6] =
        [b"XXXX-XXXX-XXXX-", b"************", b"**** **** **** ", b"xxxxxxxxxxxx", b"411111******", b"Visa ending in "];
    out.extend_from_slice(draw::pick(random, &HEADS).unwrap_or(b"************"));
    draw::digits(random, 4, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_masks_and_named_schemes_are_confirmed() {
        for text in [
            "XXXX-XXXX-XXXX-1234",
            "**** **** **** 1234",
            "************1234",
            "411111******1111",
            "xxxxxxxxxxxx1234",
            "4111 11** **** 1111",
            "•••• •••• •••• 1234",
            "Visa ending in 1234",
            "VISA-1234",
            "visa **** 1234",
            "Amex ...1001",
            "MasterCard (ending 4444)",
            "4***********1234",
            "XXXX-XXXXXX-X1234",
        ] {
            assert_ne!(check(text.as_bytes()), Refuted, "{text}");
        }
        for text in ["XXXX-XXXX-XXXX-1234", "411111******1111", "Visa ending in 1234", "VISA-1234", "visa **** 1234"] {
            assert_eq!(check(text.as_bytes()), Confirmed, "{text}");
        }
    }

    #[test]
    fn short_masks_are_no_opinion() {
        for text in ["**** 1234", "xxxx1234", "…1234", "...1234", "Visa 2019", "***-***-1234"] {
            assert_eq!(check(text.as_bytes()), NoOpinion, "{text}");
        }
    }

    #[test]
    fn other_masks_and_plain_numbers_are_refuted() {
        for text in [
            "XXX-XX-1234",
            "1234",
            "4111111111111111",
            "****",
            "password****",
            "",
            "x1234",
            "MC2222",
            "0x1234",
            "1.2.3.4",
            "12 ** 34 ** 56",
        ] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }
}
