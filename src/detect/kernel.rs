//! The kernel: one loop over one column, with a cheap look at each value before anything dear.

use std::collections::HashMap;

use super::engine::Engine;
use super::kind::{canon_of, kind_of};
use super::lexical::Lexicon;
use super::token::{Piece, pieces};
use super::validate::year_of;
use crate::model::byteclass::{AT, BLANK, BRACKET, COLON, COMMA, CONTROL, DASH, DOT, EQUALS, PUNCT, QUOTE, ROUND, SLASH};
use crate::model::{DetectorId, LexClass, Shape, Validity};
use crate::pattern::syntax::Says;
use crate::profile::column::{FIRST_YEAR, YEAR_BUCKETS};
use crate::profile::hash::canonical;
use crate::profile::{ColumnFacts, HitFacts, ValueKind};

/// Shortest piece of text that is offered to the value forms, in bytes.
const SHORTEST_PIECE: usize = 7;
/// Longest value that word lists are asked about, in bytes.
const LONGEST_WORDS: u32 = 200;
const SLOTS: usize = 1 << 13;

/// Which forms a shape may have, remembered by shape: the answer is the same for equal shapes.
struct ShapeCache {
    slots: Vec<(u64, u32)>,
    lists: Vec<Box<[u16]>>,
    known: HashMap<Box<[u16]>, u32>,
    embedded: bool,
}

impl ShapeCache {
    fn new(embedded: bool) -> Self {
        Self { slots: vec![(u64::MAX, 0); SLOTS], lists: Vec::new(), known: HashMap::new(), embedded }
    }

    #[inline]
    fn admitted(&mut self, engine: &Engine, shape: &Shape) -> u32 {
        if shape.len > 0xffff {
            return self.resolve(engine, shape);
        }
        let key = u64::from(shape.classes) << 32 | u64::from(shape.len) << 16 | u64::from(shape.digits);
        let slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 51) as usize % SLOTS;
        if self.slots[slot].0 != key {
            self.slots[slot] = (key, self.resolve(engine, shape));
        }
        self.slots[slot].1
    }

    fn resolve(&mut self, engine: &Engine, shape: &Shape) -> u32 {
        let mut list = Vec::new();
        engine.admitted(shape, self.embedded, &mut list);
        if let Some(&id) = self.known.get(list.as_slice()) {
            return id;
        }
        let id = self.lists.len() as u32;
        self.lists.push(list.clone().into_boxed_slice());
        self.known.insert(list.into_boxed_slice(), id);
        id
    }
}

/// What a column's kernel has at hand: the engine and the memory of one thread.
pub struct Kernel<'e> {
    engine: &'e Engine,
    whole: ShapeCache,
    pieces: ShapeCache,
    placeholders: [u32; 256],
}

/// What became of one value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It has no bytes, or stands for none.
    Nothing,
    /// It is a value.
    Value,
}

impl<'e> Kernel<'e> {
    /// A kernel for one thread.
    pub fn new(engine: &'e Engine) -> Self {
        let mut placeholders = [0u32; 256];
        for word in &engine.set().vocabulary.placeholders {
            if let Some(&first) = word.first()
                && word.len() < 32
            {
                placeholders[usize::from(first)] |= 1 << word.len();
            }
        }
        Self { engine, whole: ShapeCache::new(false), pieces: ShapeCache::new(true), placeholders }
    }

    /// Takes one value into a column's facts, and reports each form of self-proving kind that was found in it.
    pub fn observe(&mut self, facts: &mut ColumnFacts, raw: &[u8], offset: u64, hit: &mut impl FnMut(u16)) -> Seen {
        let value = raw.trim_ascii();
        if value.is_empty() {
            facts.nulls += 1;
            return Seen::Nothing;
        }
        let shape = Shape::of(value);
        let placeholder = self.is_placeholder(value);
        if placeholder {
            facts.placeholders += 1;
        } else {
            facts.values += 1;
            facts.bytes += value.len() as u64;
            facts.lengths.insert(value.len());
        }
        let kind = kind_of(&shape, value);
        let hash = canonical(value, canon_of(&shape, kind));
        if !placeholder {
            count_kind(facts, kind, &shape, value);
            facts.distinct.insert(hash);
            facts.samples.offer(hash, offset, value);
            self.words(facts, kind, &shape, value, hash, offset, hit);
        }
        let proved = self.whole(facts, &shape, value, hash, offset, hit);
        if !proved && may_hold_pieces(kind, &shape) {
            self.pieces(facts, value, offset, hit);
        }
        if placeholder { Seen::Nothing } else { Seen::Value }
    }

    /// Searches a window of a value that is too large to be seen whole.
    pub fn observe_window(&mut self, facts: &mut ColumnFacts, window: &[u8], offset: u64, hit: &mut impl FnMut(u16)) {
        self.pieces(facts, window, offset, hit);
    }

    fn is_placeholder(&self, value: &[u8]) -> bool {
        let Some(&first) = value.first() else { return false };
        if value.len() >= 32 || self.placeholders[usize::from(first.to_ascii_lowercase())] & (1 << value.len()) == 0 {
            return false;
        }
        let mut folded = [0u8; 32];
        folded[..value.len()].copy_from_slice(value);
        folded.make_ascii_lowercase();
        self.engine.set().vocabulary.placeholders.contains(&folded[..value.len()])
    }

    /// Runs the forms that the whole value may have; says whether one of them proves what it is.
    fn whole(&mut self, facts: &mut ColumnFacts, shape: &Shape, value: &[u8], hash: u64, offset: u64, hit: &mut impl FnMut(u16)) -> bool {
        let list = self.whole.admitted(self.engine, shape);
        let mut proved = false;
        for &id in &self.whole.lists[list as usize] {
            let Some(validity) = self.engine.examine(id, value) else { continue };
            let says = self.engine.set().detectors[usize::from(id)].says;
            let entry = facts.hits.entry(DetectorId(id)).or_default();
            entry.full += 1;
            match validity {
                Validity::Refuted => {
                    entry.refuted += 1;
                    continue;
                }
                Validity::Confirmed => entry.confirmed += 1,
                Validity::NoOpinion => {}
            }
            // What many things look like needs no sketch of its own: where it is a finding, it is the whole column.
            if says < Says::Form {
                remember(entry, hash, offset, value);
            }
            if says <= Says::Strong || validity == Validity::Confirmed {
                self.engine.sign(DetectorId(id)).into_iter().for_each(&mut *hit);
            }
            proved |= says == Says::Proof;
        }
        proved
    }

    #[allow(clippy::too_many_arguments)]
    fn words(
        &self,
        facts: &mut ColumnFacts,
        kind: ValueKind,
        shape: &Shape,
        value: &[u8],
        hash: u64,
        offset: u64,
        hit: &mut impl FnMut(u16),
    ) {
        if !may_be_words(kind, shape) {
            return;
        }
        let classes = classify(value);
        if classes == 0 {
            return;
        }
        let ordinary = LexClass::CommonWords.bit() | LexClass::Org.bit() | LexClass::Enumeration.bit() | LexClass::Calendar.bit();
        for class in 0..LexClass::COUNT {
            if classes & (1 << class) != 0 {
                facts.lexicon[class] += 1;
                facts.lexicon_clean[class] += u64::from(classes & ordinary & !(1 << class) == 0);
            }
        }
        for &(mask, id) in self.engine.words() {
            if classes & mask != 0 {
                let entry = facts.hits.entry(id).or_default();
                entry.full += 1;
                remember(entry, hash, offset, value);
                if self.engine.set().detectors[usize::from(id.0)].says <= Says::Strong {
                    self.engine.sign(id).into_iter().for_each(&mut *hit);
                }
            }
        }
    }

    fn pieces(&mut self, facts: &mut ColumnFacts, text: &[u8], offset: u64, hit: &mut impl FnMut(u16)) {
        let mut found: [u16; 8] = [u16::MAX; 8];
        let (engine, cache) = (self.engine, &mut self.pieces);
        pieces(text, SHORTEST_PIECE, |piece, how| {
            if piece.len() == text.len() {
                return;
            }
            let shape = Shape::of(piece);
            let list = cache.admitted(engine, &shape);
            for i in 0..cache.lists[list as usize].len() {
                let id = cache.lists[list as usize][i];
                let Some(validity) = engine.examine(id, piece) else { continue };
                let says = engine.set().detectors[usize::from(id)].says;
                let entry = facts.hits.entry(DetectorId(id)).or_default();
                entry.tried += 1;
                if !(validity == Validity::Confirmed || (validity == Validity::NoOpinion && says <= Says::Strong)) {
                    continue;
                }
                entry.embedded += 1;
                entry.embedded_grouped += u64::from(how == Piece::Grouped || shape.has(DASH));
                let kind = kind_of(&shape, piece);
                remember(entry, canonical(piece, canon_of(&shape, kind)), offset, piece);
                if !found.contains(&id) {
                    entry.embedded_values += 1;
                    engine.sign(DetectorId(id)).into_iter().for_each(&mut *hit);
                    if let Some(free) = found.iter_mut().find(|f| **f == u16::MAX) {
                        *free = id;
                    }
                }
            }
        });
    }
}

fn remember(entry: &mut HitFacts, hash: u64, offset: u64, value: &[u8]) {
    entry.distinct.insert(hash);
    entry.samples.offer(hash, offset, value);
}

fn count_kind(facts: &mut ColumnFacts, kind: ValueKind, shape: &Shape, value: &[u8]) {
    facts.kinds[kind as usize] += 1;
    match kind {
        ValueKind::Integer if shape.digits <= 18 => {
            let number = std::str::from_utf8(value).ok().and_then(|v| v.parse::<i64>().ok());
            if let Some(number) = number {
                let whole = &mut facts.integers;
                whole.count += 1;
                whole.min = whole.min.min(number);
                whole.max = whole.max.max(number);
                whole.padded += u64::from(value.len() > 1 && value[0] == b'0');
            }
        }
        ValueKind::Date => {
            if let Some(year) = year_of(value) {
                let bucket = usize::from(year.saturating_sub(FIRST_YEAR) / 8).min(YEAR_BUCKETS - 1);
                facts.years[bucket] += 1;
            }
            facts.timed += u64::from(shape.has(COLON));
        }
        _ => {}
    }
}

/// Whether word lists can say anything of a value of this kind.
fn may_be_words(kind: ValueKind, shape: &Shape) -> bool {
    match kind {
        ValueKind::Word | ValueKind::Words | ValueKind::Text | ValueKind::Other => {
            shape.letters > 0 && shape.len <= LONGEST_WORDS && !shape.has(AT)
        }
        ValueKind::Code => shape.len <= 40,
        ValueKind::Grouped => shape.len <= 10,
        _ => false,
    }
}

/// Whether a value can hold pieces that are values by themselves.
fn may_hold_pieces(kind: ValueKind, shape: &Shape) -> bool {
    const APART: u32 = BLANK | COMMA | QUOTE | BRACKET | ROUND | PUNCT | CONTROL | EQUALS | COLON | SLASH;
    // What stands between the slashes of base64 is chance.
    let random = matches!(kind, ValueKind::Base64 | ValueKind::Hex | ValueKind::Uuid);
    !random
        && shape.len > SHORTEST_PIECE as u32
        && shape.has(APART)
        && (shape.has(AT) || shape.digits >= 6 || shape.len >= 20 || shape.has(DOT))
}

/// What word lists say of a value.
pub fn classify(value: &[u8]) -> u16 {
    Lexicon::shared().classify(value)
}
