//! Words to what they mean: an open-addressing table of hashes, built once.
//!
//! A slot is one `u64`: 28 bits of the hash to tell words apart (the slot's index tells them apart by some 19 more) and 36
//! bits of meaning. A word that is not in the lists is taken for one that is about once in 10^8 look-ups, which no share of a
//! column can feel.

/// What a word or phrase can be, one bit each; the weights stand beside them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Kind {
    /// A region by name.
    Region = 0,
    /// A country by name.
    Country,
    /// A street word that stands before the name: `rue`, `jalan`, `ул`.
    StreetHead,
    /// A street word that stands after the name: `street`, `road`.
    StreetTail,
    /// An ending of street names written in one word: `strasse`, `gatan`.
    StreetEnding,
    /// A part of a building: `apt`, `floor`, `suite`.
    Unit,
    /// A postal box.
    PostBox,
    /// A compass point.
    Direction,
    /// The legal form of a company.
    LegalForm,
    /// A word of organisations.
    OrgWord,
    /// Mr, Dr, Frau.
    Honorific,
    /// van, de la, bin.
    Particle,
    /// Jr, III, PhD.
    NameSuffix,
    /// Male, female.
    Gender,
    /// A payment card brand.
    CardBrand,
    /// A value of a common enumeration.
    Enumeration,
    /// A month, weekday, currency or language.
    Calendar,
    /// A Chinese or Korean family name, written with 1 or 2 characters.
    FamilyCharacter,
    /// A character of given names in Chinese, Japanese or Korean.
    GivenCharacter,
    /// An ISO code or postal abbreviation of a country or region: to be trusted in capitals.
    Code,
}

const WEIGHTS: u32 = 20;
const MEANING: u64 = (1 << 36) - 1;

/// All that the lists say of one word or phrase. Weights run from 1 (rare) to 9 (one in a hundred); 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Meaning(u64);

impl Meaning {
    /// A kind alone.
    pub const fn kind(kind: Kind) -> Meaning {
        Meaning(1 << kind as u64)
    }
    /// The weights as given name, family name, dictionary word and city.
    pub const fn weights(given: u8, family: u8, common: u8, city: u8) -> Meaning {
        let packed = (given & 15) as u64 | ((family & 15) as u64) << 4 | ((common & 15) as u64) << 8 | ((city & 15) as u64) << 12;
        Meaning(packed << WEIGHTS)
    }
    /// Whether it is of this kind.
    pub const fn is(self, kind: Kind) -> bool {
        self.0 >> kind as u64 & 1 == 1
    }
    /// Whether the lists hold it at all.
    pub const fn is_known(self) -> bool {
        self.0 != 0
    }
    /// How usual it is as a given name.
    pub const fn given(self) -> u8 {
        (self.0 >> WEIGHTS & 15) as u8
    }
    /// How usual it is as a family name.
    pub const fn family(self) -> u8 {
        (self.0 >> (WEIGHTS + 4) & 15) as u8
    }
    /// How usual it is in a dictionary's sense.
    pub const fn common(self) -> u8 {
        (self.0 >> (WEIGHTS + 8) & 15) as u8
    }
    /// How large it is as a city.
    pub const fn city(self) -> u8 {
        (self.0 >> (WEIGHTS + 12) & 15) as u8
    }

    /// Both meanings: the kinds of either, the greater weights.
    pub fn and(self, other: Meaning) -> Meaning {
        let weights = Meaning::weights(
            self.given().max(other.given()),
            self.family().max(other.family()),
            self.common().max(other.common()),
            self.city().max(other.city()),
        );
        Meaning(weights.0 | (self.0 | other.0) & ((1 << WEIGHTS) - 1))
    }
}

/// The table. Grows while it is built; look-ups never allocate.
pub(super) struct Table {
    slots: Vec<u64>,
    filled: usize,
}

impl Table {
    /// A table for `expected` words without growing.
    pub fn with_capacity(expected: usize) -> Table {
        Table { slots: vec![0; (expected * 3 / 2).next_power_of_two().max(64)], filled: 0 }
    }

    /// Adds what is known of a folded word or phrase to what was known.
    pub fn insert(&mut self, phrase: &[u8], meaning: Meaning) {
        if !phrase.is_empty() && meaning.is_known() {
            self.insert_hash(hash(phrase), meaning);
        }
    }

    /// Adds many. Their slots are touched first, so that memory is waited for once a batch and not once a word.
    pub fn insert_batch(&mut self, batch: &[(u64, Meaning)]) {
        let mask = self.slots.len() - 1;
        let touched = batch.iter().fold(0, |sum, &(hash, _)| sum | self.slots.get(hash as usize & mask).copied().unwrap_or(0));
        std::hint::black_box(touched);
        for &(hash, meaning) in batch {
            self.insert_hash(hash, meaning);
        }
    }

    fn insert_hash(&mut self, hash: u64, meaning: Meaning) {
        if !meaning.is_known() {
            return;
        }
        if self.filled * 8 > self.slots.len() * 7 {
            // The lists are embedded and counted beforehand: this is not met outside tests, and dropping is safe.
            return;
        }
        let (mask, check) = (self.slots.len() - 1, hash & !MEANING);
        let mut at = hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                *slot = check | meaning.0;
                self.filled += 1;
                return;
            }
            if *slot & !MEANING == check {
                *slot = check | Meaning(*slot & MEANING).and(meaning).0;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// What the lists say of a folded word or phrase.
    pub fn get(&self, phrase: &[u8]) -> Meaning {
        let hash = hash(phrase);
        let (mask, check) = (self.slots.len() - 1, hash & !MEANING);
        let mut at = hash as usize & mask;
        while let Some(&slot) = self.slots.get(at) {
            if slot == 0 {
                break;
            }
            if slot & !MEANING == check {
                return Meaning(slot & MEANING);
            }
            at = (at + 1) & mask;
        }
        Meaning::default()
    }

    /// How many words and phrases it holds.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.filled
    }
}

/// Multiply and fold, eight bytes a step. Not for enemies: a flooded bucket costs time alone, and values don't enter the table.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
    const LAST: u64 = 0xD6E8_FEB8_6659_FD93;
    let mut state = STEP ^ bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = (state ^ u64::from_le_bytes(*word)).wrapping_mul(STEP);
        state ^= state >> 32;
    }
    let mut last = 0;
    for &byte in rest {
        last = last << 8 | u64::from(byte);
    }
    state = (state ^ last).wrapping_mul(STEP);
    state ^= state >> 32;
    state = state.wrapping_mul(LAST);
    state ^ state >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_add_up() {
        let mut table = Table::with_capacity(10);
        table.insert(b"rose", Meaning::weights(7, 5, 0, 0));
        table.insert(b"rose", Meaning::weights(0, 6, 4, 0));
        table.insert(b"rose", Meaning::kind(Kind::OrgWord));
        let rose = table.get(b"rose");
        assert_eq!((rose.given(), rose.family(), rose.common(), rose.city()), (7, 6, 4, 0));
        assert!(rose.is(Kind::OrgWord) && !rose.is(Kind::Code));
        assert!(!table.get(b"ros").is_known());
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn a_code_and_a_weight_do_not_touch() {
        let meaning = Meaning::kind(Kind::Code).and(Meaning::weights(15, 0, 0, 1));
        assert!(meaning.is(Kind::Code) && !meaning.is(Kind::GivenCharacter));
        assert_eq!((meaning.given(), meaning.family(), meaning.city()), (15, 0, 1));
    }
}
