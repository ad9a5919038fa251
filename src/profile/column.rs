//! All that is known of one column.

use std::collections::BTreeMap;

use super::distinct::Distinct;
use super::histogram::Lengths;
use super::sample::Samples;
use crate::model::{DetectorId, LexClass};

/// What a value is, by the cheap look at its bytes; every value has exactly one kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum ValueKind {
    /// Digits, with a sign or without.
    Integer = 0,
    /// Digits with one decimal point or comma.
    Decimal = 1,
    /// A date or a time, or both.
    Date = 2,
    /// Sixteen and more hexadecimal digits, not all decimal.
    Hex = 3,
    /// A UUID.
    Uuid = 4,
    /// Sixteen and more characters of a base64 alphabet, no blanks, letters of both cases and digits.
    Base64 = 5,
    /// Letters of one word, with marks that words hold.
    Word = 6,
    /// Two to six words.
    Words = 7,
    /// Letters and digits mixed, without blanks.
    Code = 8,
    /// Digits with grouping signs.
    Grouped = 9,
    /// A scheme and `://`, or a path.
    Url = 10,
    /// More than six words, or lines.
    Text = 11,
    /// Holds control characters other than line breaks.
    Binary = 12,
    /// Anything else.
    Other = 13,
}

impl ValueKind {
    /// How many kinds there are.
    pub const COUNT: usize = 14;
    /// All kinds.
    pub const ALL: [ValueKind; Self::COUNT] = [
        Self::Integer,
        Self::Decimal,
        Self::Date,
        Self::Hex,
        Self::Uuid,
        Self::Base64,
        Self::Word,
        Self::Words,
        Self::Code,
        Self::Grouped,
        Self::Url,
        Self::Text,
        Self::Binary,
        Self::Other,
    ];
}

/// What one value form of a pattern met in a column.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct HitFacts {
    /// Values that the expression took whole.
    pub full: u64,
    /// Of those: values that the validator vouches for.
    pub confirmed: u64,
    /// Of those: values that the validator refuted. They are no matches.
    pub refuted: u64,
    /// Pieces of longer values that have the form, before validation: what chance is held against.
    pub tried: u64,
    /// Of those: pieces that passed.
    pub embedded: u64,
    /// Values that hold such a piece.
    pub embedded_values: u64,
    /// Of the pieces that passed: those with grouping signs, which chance does not write.
    pub embedded_grouped: u64,
    /// The distinct values that passed, whole or embedded.
    pub distinct: Distinct,
    /// Some of them.
    pub samples: Samples,
}

impl HitFacts {
    /// Values that the form took and nothing refuted.
    pub fn passed(&self) -> u64 {
        self.full - self.refuted
    }

    /// Adds what another one has seen.
    pub fn merge(&mut self, other: &HitFacts) {
        self.full += other.full;
        self.confirmed += other.confirmed;
        self.refuted += other.refuted;
        self.tried += other.tried;
        self.embedded += other.embedded;
        self.embedded_values += other.embedded_values;
        self.embedded_grouped += other.embedded_grouped;
        self.distinct.merge(&other.distinct);
        self.samples.merge(&other.samples);
    }
}

/// Whole numbers of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Integers {
    /// How many values are whole numbers of at most 18 digits.
    pub count: u64,
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
    /// How many begin with a zero and have more digits.
    pub padded: u64,
}

impl Default for Integers {
    fn default() -> Self {
        Self { count: 0, min: i64::MAX, max: i64::MIN, padded: 0 }
    }
}

impl Integers {
    fn merge(&mut self, other: &Integers) {
        self.count += other.count;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        self.padded += other.padded;
    }
}

/// Years of dates: one counter a year from 1880 to 2071, in groups of eight.
pub const YEAR_BUCKETS: usize = 24;
/// The first year that [`ColumnFacts::years`] tells apart.
pub const FIRST_YEAR: u16 = 1880;

/// All that is known of one column.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ColumnFacts {
    /// Nulls and empty values.
    pub nulls: u64,
    /// Values that stand for none (`N/A`): examined, counted apart.
    pub placeholders: u64,
    /// All other values.
    pub values: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Their lengths.
    pub lengths: Lengths,
    /// Their kinds, by [`ValueKind`].
    pub kinds: [u64; ValueKind::COUNT],
    /// What word lists say of them, by [`LexClass`].
    pub lexicon: [u64; LexClass::COUNT],
    /// The same, of values of which no list of ordinary words, organisations or enumerations knows as well.
    pub lexicon_clean: [u64; LexClass::COUNT],
    /// The whole numbers among them.
    pub integers: Integers,
    /// How many dates fall into each group of eight years.
    pub years: [u64; YEAR_BUCKETS],
    /// Dates with a time of day.
    pub timed: u64,
    /// The distinct ones.
    pub distinct: Distinct,
    /// Some of them.
    pub samples: Samples,
    /// What the value forms of patterns met.
    ///
    /// Boxed: a node of the tree has room for eleven, and most columns have met one or two.
    pub hits: BTreeMap<DetectorId, Box<HitFacts>>,
}

impl ColumnFacts {
    /// Nulls, placeholders and values together.
    pub fn cells(&self) -> u64 {
        self.nulls + self.placeholders + self.values
    }

    /// How many values are of a kind.
    pub fn kind(&self, kind: ValueKind) -> u64 {
        self.kinds[kind as usize]
    }

    /// How many values a word list knows.
    pub fn lex(&self, class: LexClass) -> u64 {
        self.lexicon[class as usize]
    }

    /// Adds what another one has seen.
    pub fn merge(&mut self, other: &ColumnFacts) {
        self.nulls += other.nulls;
        self.placeholders += other.placeholders;
        self.values += other.values;
        self.bytes += other.bytes;
        self.lengths.merge(&other.lengths);
        add(&mut self.kinds, &other.kinds);
        add(&mut self.lexicon, &other.lexicon);
        add(&mut self.lexicon_clean, &other.lexicon_clean);
        self.integers.merge(&other.integers);
        add(&mut self.years, &other.years);
        self.timed += other.timed;
        self.distinct.merge(&other.distinct);
        self.samples.merge(&other.samples);
        for (id, hit) in &other.hits {
            self.hits.entry(*id).or_default().merge(hit);
        }
    }
}

fn add<const N: usize>(ours: &mut [u64; N], theirs: &[u64; N]) {
    ours.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
}
