//! Universally unique identifiers (RFC 9562).

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `uuid`: version and variant of the RFC.
pub const UUID: Validator = Validator {
    name: "uuid",
    // Versions 1 to 8 of 16, one variant in four.
    chance_per_mille: 125,
    check,
    generate: Some(generate),
    doc: "UUID (RFC 9562) with a version from 1 to 8 and its variant; other ones, or one without dashes, are no opinion",
};

fn check(value: &[u8]) -> Validity {
    let value = value.strip_prefix(b"urn:uuid:").unwrap_or(value);
    let value = value.strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}")).unwrap_or(value);
    if value.len() == 32 && value.iter().all(u8::is_ascii_hexdigit) {
        return NoOpinion;
    }
    let dash = |i: usize| matches!(i, 8 | 13 | 18 | 23);
    if value.len() != 36 || !value.iter().enumerate().all(|(i, c)| if dash(i) { *c == b'-' } else { c.is_ascii_hexdigit() }) {
        return Refuted;
    }
    match (value.get(14), value.get(19)) {
        (Some(b'1'..=b'8'), Some(b'8' | b'9' | b'a' | b'b' | b'A' | b'B')) => Confirmed,
        _ => NoOpinion,
    }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    const HEX: &[u8] = b"0123456789abcdef";
    for (lead, count) in [(b"".as_slice(), 8), (b"-", 4), (b"-4", 3), (b"-8", 3), (b"-", 12)] {
        out.extend_from_slice(lead);
        draw::characters(random, HEX, count, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_variants() {
        assert_eq!(check(b"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), Confirmed);
        assert_eq!(check(b"{919108f7-52d1-4320-9bac-f847db4148a8}"), Confirmed);
        assert_eq!(check(b"urn:uuid:017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), Confirmed);
        assert_eq!(check(b"00000000-0000-0000-0000-000000000000"), NoOpinion);
        assert_eq!(check(b"f81d4fae7dec11d0a76500a0c91e6bf6"), NoOpinion);
        assert_eq!(check(b"f81d4fae-7dec-11d0-a765-00a0c91e6bfg"), Refuted);
        assert_eq!(check(b"f81d4fae-7dec-11d0-a76500a0c91e6bf6-"), Refuted);
    }
}
