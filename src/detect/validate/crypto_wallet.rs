//! Addresses that crypto-currency is sent to.

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `crypto_wallet`: bech32 with its checksum; base58 and Ethereum by form.
pub const CRYPTO_WALLET: Validator = Validator {
    name: "crypto_wallet",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Bitcoin or Litecoin address in bech32 or bech32m (BIP 173, BIP 350); base58 and Ethereum forms are no opinion: 0x and 40 digits may be a SHA-1 in a dump",
};

const CHARSET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// One step of the BCH code of BIP 173.
fn step(state: u32, value: u32) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let top = state >> 25;
    GENERATOR.iter().enumerate().fold(
        (state & 0x1ff_ffff) << 5 ^ value,
        |state, (bit, g)| {
            if top >> bit & 1 == 1 { state ^ g } else { state }
        },
    )
}

/// State after the human-readable part.
fn state_of(hrp: &[u8]) -> u32 {
    let high = hrp.iter().fold(1, |state, &c| step(state, u32::from(c.to_ascii_lowercase() >> 5)));
    hrp.iter().fold(step(high, 0), |state, &c| step(state, u32::from(c.to_ascii_lowercase() & 31)))
}

fn bech32(value: &[u8]) -> Option<bool> {
    let at = [b"bc1".as_slice(), b"tb1", b"ltc1"].iter().find(|p| value.get(..p.len()).is_some_and(|h| h.eq_ignore_ascii_case(p)))?.len();
    let one_case = !(value.iter().any(u8::is_ascii_lowercase) && value.iter().any(u8::is_ascii_uppercase));
    let (hrp, data) = (value.get(..at - 1)?, value.get(at..)?);
    let mut state = state_of(hrp);
    for c in data {
        state = step(state, CHARSET.iter().position(|s| *s == c.to_ascii_lowercase())? as u32);
    }
    // Version 0 ends in 1, later versions in the constant of BIP 350.
    let expected = if matches!(data.first()?, b'q' | b'Q') { 1 } else { 0x2bc8_30a3 };
    Some(one_case && (14..=74).contains(&data.len()) && state == expected)
}

fn check(value: &[u8]) -> Validity {
    if let Some(holds) = bech32(value) {
        return if holds { Confirmed } else { Refuted };
    }
    let ethereum = value.strip_prefix(b"0x").is_some_and(|hex| hex.len() == 40 && hex.iter().all(u8::is_ascii_hexdigit));
    let base58 = |c: &u8| c.is_ascii_alphanumeric() && !b"0OIl".contains(c);
    let mixed =
        value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_lowercase) && value.iter().any(u8::is_ascii_uppercase);
    let coin = (26..=35).contains(&value.len()) && value.first().is_some_and(|c| b"13LMD".contains(c)) && mixed && value.iter().all(base58);
    if ethereum || coin { NoOpinion } else { Refuted }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(b"bc1q");
    draw::characters(random, CHARSET, 32, out);
    let data = out.get(start + 3..).unwrap_or_default();
    let value = |c: &u8| CHARSET.iter().position(|s| s == c).unwrap_or(0) as u32;
    let state = data.iter().fold(state_of(b"bc"), |state, c| step(state, value(c)));
    let check = (0..6).fold(state, |state, _| step(state, 0)) ^ 1;
    for place in (0..6).rev() {
        out.extend(CHARSET.get((check >> (5 * place) & 31) as usize));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_proposals_are_confirmed() {
        for text in [
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ] {
            assert_eq!(check(text.as_bytes()), Confirmed, "{text}");
        }
        assert_eq!(check(b"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"), Refuted);
    }

    #[test]
    fn forms_without_a_checked_sum_are_no_opinion() {
        assert_eq!(check(b"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), NoOpinion);
        assert_eq!(check(b"0x52908400098527886E0F7030069857D2E4169EE7"), NoOpinion);
        for text in ["", "0x1234", "1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0O", "hello world"] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }
}
