//! Hardware addresses of network cards (IEEE 802, EUI-48).

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `mac`: `00:1b:63:84:45:e6`, `00-1B-63-84-45-E6` or `001b.6384.45e6`.
pub const MAC: Validator = Validator {
    name: "mac",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "EUI-48 hardware address in groups of two or four; ungrouped, all 0 or all f is no opinion",
};

fn check(value: &[u8]) -> Validity {
    let groups = |sign: u8, count: usize, width: usize| {
        let mut seen = 0;
        value.split(|&c| c == sign).all(|group| {
            seen += 1;
            group.len() == width && group.iter().all(u8::is_ascii_hexdigit)
        }) && seen == count
    };
    let grouped = groups(b':', 6, 2) || groups(b'-', 6, 2) || groups(b'.', 3, 4);
    if !grouped {
        let bare = value.len() == 12 && value.iter().all(u8::is_ascii_hexdigit);
        return if bare { NoOpinion } else { Refuted };
    }
    let only = |hex: u8| value.iter().filter(|c| c.is_ascii_hexdigit()).all(|c| c.eq_ignore_ascii_case(&hex));
    if only(b'0') || only(b'f') { NoOpinion } else { Confirmed }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    // The bit for locally administered addresses is set: no maker's prefix is used.
    out.extend_from_slice(b"02");
    for _ in 0..5 {
        out.push(b':');
        draw::characters(random, b"0123456789abcdef", 2, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouped_addresses_are_confirmed() {
        for text in ["00:1b:63:84:45:e6", "00-1B-63-84-45-E6", "001b.6384.45e6"] {
            assert_eq!(check(text.as_bytes()), Confirmed, "{text}");
        }
    }

    #[test]
    fn bare_and_empty_addresses_are_no_opinion() {
        for text in ["001b638445e6", "00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF"] {
            assert_eq!(check(text.as_bytes()), NoOpinion, "{text}");
        }
    }

    #[test]
    fn other_groups_are_refuted() {
        for text in ["", "00:1b:63:84:45", "00:1b:63:84:45:eg", "00:1b-63:84:45:e6", "12:34:56", "00:1b:63:84:45:e6:"] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }
}
