//! Places on the globe as a pair of decimal degrees.

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `geo`: latitude and longitude, or a point of well-known text.
pub const GEO: Validator = Validator {
    name: "geo",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Latitude and longitude in decimal degrees (ISO 6709 order), or POINT(longitude latitude); confirmed from four decimals each, some ten metres",
};

/// Integer part without its sign, and count of decimals; `None` when it is no plain decimal number.
fn degrees(text: &[u8]) -> Option<(u32, usize)> {
    let text = text.trim_ascii();
    let text = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    let mut parts = text.split(|&c| c == b'.');
    let (whole, decimals) = (parts.next()?, parts.next()?);
    let plain = (1..=3).contains(&whole.len()) && (1..=20).contains(&decimals.len()) && parts.next().is_none();
    let digits = whole.iter().chain(decimals).all(u8::is_ascii_digit);
    (plain && digits).then(|| (super::check_digits::number(whole), decimals.len()))
}

fn pair(first: &[u8], second: &[u8], limits: (u32, u32)) -> Validity {
    let (Some(first), Some(second)) = (degrees(first), degrees(second)) else {
        return Refuted;
    };
    if first.0 >= limits.0 || second.0 >= limits.1 {
        return Refuted;
    }
    if first.1 >= 4 && second.1 >= 4 { Confirmed } else { NoOpinion }
}

fn cut(text: &[u8], signs: &[u8]) -> Option<(usize, usize)> {
    let at = text.iter().position(|c| signs.contains(c))?;
    Some((at, at + 1))
}

fn check(value: &[u8]) -> Validity {
    let point = value.get(..5).filter(|head| head.eq_ignore_ascii_case(b"POINT"));
    let inner = if point.is_some() { value.get(5..).unwrap_or_default().trim_ascii_start() } else { value };
    let bracketed = [(b"(", b")"), (b"[", b"]")].iter().find_map(|(open, close)| inner.strip_prefix(*open)?.strip_suffix(*close));
    let inner = match (point, bracketed) {
        (Some(_), None) => return Refuted,
        (_, inner_or_none) => inner_or_none.unwrap_or(inner),
    };
    let separator = if point.is_some() { cut(inner, b" ") } else { cut(inner, b",;").or_else(|| cut(inner, b" ")) };
    let Some((end, start)) = separator else {
        return Refuted;
    };
    let (first, second) = (inner.get(..end).unwrap_or_default(), inner.get(start..).unwrap_or_default());
    // 90 and 180 themselves, the poles and the date line, are nobody's place.
    pair(first, second, if point.is_some() { (180, 90) } else { (90, 180) })
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    for (sign, limit) in [(b"".as_slice(), 89), (b",", 179)] {
        out.extend_from_slice(sign);
        if draw::below(random, 2) == 0 {
            out.push(b'-');
        }
        let whole = draw::below(random, limit + 1);
        draw::padded(whole, 1, out);
        out.push(b'.');
        draw::digits(random, 6, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_degrees() {
        for text in [
            "38.0406, -84.5037",
            "-6.200000,106.816666",
            "(51.50735, -0.12776)",
            "POINT(106.8166 -6.2000)",
            "38.0406 -84.5037",
            "[1.2345;2.3456]",
        ] {
            assert_eq!(check(text.as_bytes()), Confirmed, "{text}");
        }
        assert_eq!(check(b"1.5, 2.5"), NoOpinion);
    }

    #[test]
    fn other_pairs_are_refuted() {
        for text in ["", "95.1234,10.1234", "38.0406", "1,2", "38.0406,", "a,b", "POINT 1.2345 2.3456", "12.3456,200.1234", "1.2.3,4.5.6"] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }
}
