//! Payment cards: issuer prefixes that exist, accounts that don't.

use crate::bytes::{BASE62, luhn, padded, random_base64, random_digits, random_of};
use crate::draw::{Draw, Stream};

/// A card number and the name of its brand.
#[derive(Clone, Copy)]
pub struct Card {
    /// The brand as shops write it.
    pub brand: &'static str,
    digits: [u8; 16],
    len: u8,
    /// Months since January 2025 until the card expires.
    expires: u8,
}

impl Card {
    /// The card of account `index`. Prefixes are those of ISO/IEC 7812 issuer
    /// ranges: Visa 4, Mastercard 51 to 55 and 2221 to 2720, American Express
    /// 34 and 37, Discover 6011 and 65, JCB 3528 to 3589, Diners Club 36.
    pub fn draw(seed: u64, index: u64) -> Self {
        let mut draw = Draw::new(seed, Stream::Card, index);
        let (brand, len, prefix, width) = match draw.below(100) {
            0..52 => ("Visa", 16, 4, 1),
            52..78 => ("Mastercard", 16, 51 + draw.below(5), 2),
            78..84 => ("Mastercard", 16, 2_221 + draw.below(500), 4),
            84..92 => ("American Express", 15, 34 + 3 * draw.below(2), 2),
            92..95 => ("Discover", 16, 6_011, 4),
            95..97 => ("Discover", 16, 65, 2),
            97..99 => ("JCB", 16, 3_528 + draw.below(62), 4),
            _ => ("Diners Club", 14, 36, 2),
        };
        let mut number = Vec::with_capacity(16);
        padded(&mut number, prefix, width);
        let missing = len - 1 - number.len();
        random_digits(&mut number, &mut draw, missing);
        number.push(b'0');
        while !luhn(&number) {
            number[len - 1] += 1;
        }
        let mut digits = [0u8; 16];
        digits[..len].copy_from_slice(&number);
        Self { brand, digits, len: len as u8, expires: draw.below(60) as u8 }
    }

    /// All digits: 14 to 16 of them.
    pub fn number(&self) -> &[u8] {
        &self.digits[..usize::from(self.len)]
    }

    /// The four digits that a receipt may show.
    pub fn last4(&self) -> &[u8] {
        let number = self.number();
        &number[number.len() - 4..]
    }

    /// `MM/YY`.
    pub fn expiry(&self, out: &mut Vec<u8>) {
        padded(out, u64::from(self.expires % 12) + 1, 2);
        out.push(b'/');
        padded(out, 25 + u64::from(self.expires / 12), 2);
    }
}

/// The token that stands for the card of account `index` outside the vault.
pub fn token(out: &mut Vec<u8>, seed: u64, index: u64) {
    out.extend_from_slice(b"tok_");
    random_of(out, &mut Draw::new(seed, Stream::Token, index), BASE62, 24);
}

/// 64 bytes that look like an AEAD's output: uniform, and all of one length.
pub fn ciphertext(out: &mut Vec<u8>, seed: u64, index: u64) {
    random_base64::<64>(out, &mut Draw::new(seed, Stream::Ciphertext, index));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_passes_luhn_and_keeps_its_brand() {
        for index in 0..5_000 {
            let card = Card::draw(7, index);
            assert!(luhn(card.number()));
            let lead = card.number()[0];
            match card.brand {
                "Visa" => assert_eq!(lead, b'4'),
                "Mastercard" => assert!(lead == b'5' || lead == b'2'),
                "Discover" => assert_eq!(lead, b'6'),
                _ => assert_eq!(lead, b'3'),
            }
        }
    }
}
