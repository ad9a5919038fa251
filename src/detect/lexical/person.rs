//! Names of persons, in scripts that write spaces between words.
//!
//! - **Given, Family**: one word, words joined by hyphens, or a word after particles (`van der Berg`); known to the lists.
//!   A word that is also usual in dictionaries keeps its name bits unless it is far more usual as a word: shares over a
//!   column decide, not one value.
//! - **FullName**: two to five words (hyphenated ones count once), with initials, particles, honorific and suffix, in either
//!   order (`Last, First`). One is a given name (or a patronymic, or the value begins with an honorific), another a name or an
//!   unknown capitalised word; none is a word that is no name.

use super::scan::{Sep, Token};
use super::table::{Kind, Meaning};
use super::words::Words;
use crate::model::LexClass;

/// What one word does for a person's name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A given name, more usual so than as a word; or a patronymic.
    Given,
    /// A family name, more usual so than as a word.
    Family,
    /// A usual name that is as usual a word (`Will`, `Grant`, `Brown`).
    Ambiguous { given: bool },
    /// `J.` or `J.R.`
    Initial,
    /// `van`, `de la`, `bin`.
    Particle,
    /// A capitalised word that no list holds.
    Unknown,
    /// A word that no person's name holds.
    Foreign,
}

/// The name classes of a value.
pub(super) fn classify(words: &Words<'_>) -> u16 {
    let tokens = words.tokens();
    let Some(from) = tokens.iter().position(|token| token.letters > 0) else { return 0 };
    let end = tokens.iter().skip(1).position(|token| token.before == Sep::Bracket).map_or(tokens.len(), |at| at + 1);
    let sane = words.scan.strongest <= Sep::Bracket || matches!(words.scan.strongest, Sep::Comma);
    let body = tokens.get(..end).unwrap_or(tokens);
    let plain = body.iter().all(|t| t.digits == 0 && !matches!(t.before, Sep::Slash | Sep::And | Sep::Hash | Sep::Other | Sep::Line));
    if !sane || !plain || end > 10 || from != 0 {
        return 0;
    }
    let (core, honorific) = without_titles(words, end);
    let (start, stop) = core;
    let mut set = match stop - start {
        0 => 0,
        1 => single(words, start),
        _ => several(words, start, stop, honorific),
    };
    if honorific && set != 0 {
        set |= LexClass::Honorific.bit();
    }
    set
}

/// The range of words left when honorifics before (or after the comma) and suffixes after are taken away.
fn without_titles(words: &Words<'_>, end: usize) -> ((usize, usize), bool) {
    let mut start = 0;
    while start + 1 < end && is_honorific(words, start) {
        start += 1;
    }
    let mut stop = end;
    while stop > start + 2 && words.meaning(stop - 1).is(Kind::NameSuffix) {
        stop -= 1;
    }
    let inverted = (start + 1..stop).any(|i| words.tokens().get(i).is_some_and(|t| t.before == Sep::Comma) && is_honorific(words, i));
    ((start, stop), start > 0 || inverted)
}

fn is_honorific(words: &Words<'_>, index: usize) -> bool {
    let meaning = words.meaning(index);
    let Some(token) = words.tokens().get(index) else { return false };
    meaning.is(Kind::Honorific) && (token.stop || token.letters > 1 && meaning.given().max(meaning.family()) < 6)
}

/// How usual as a name.
fn name_weight(meaning: Meaning) -> u8 {
    meaning.given().max(meaning.family())
}

fn single(words: &Words<'_>, index: usize) -> u16 {
    let Some(token) = words.tokens().get(index) else { return 0 };
    let meaning = words.meaning(index);
    let (given, family, common) = (meaning.given(), meaning.family(), meaning.common());
    if token.letters < 2 {
        return 0;
    }
    if given.max(family) == 0 {
        let regular = common == 0 && token.capitalised && ending(words.scan.word(token)) == Some(Part::Family);
        return if regular { LexClass::Family.bit() } else { 0 };
    }
    let name = given.max(family);
    let closed = meaning.is(Kind::Gender) || meaning.is(Kind::Enumeration);
    let calendar = meaning.is(Kind::Calendar) && name < 6;
    let place = name < 4 && (meaning.city() >= 5 || meaning.is(Kind::Country) || meaning.is(Kind::Region));
    let code = name < 7 && meaning.is(Kind::Code) && token.letters <= 3 && token.is_upper();
    let word = name < 6 && common >= name + 3 || name < 3 && common > 0;
    if word || closed && (common >= name || name < 6) || calendar || place || code {
        return 0;
    }
    let mut set = 0;
    if given > 0 && given + 4 >= family {
        set |= LexClass::Given.bit();
    }
    if family > 0 && family + 4 >= given {
        set |= LexClass::Family.bit();
    }
    set
}

fn several(words: &Words<'_>, start: usize, stop: usize, honorific: bool) -> u16 {
    let mut tally = Tally::default();
    let mut set = 0;
    for index in start..stop {
        let Some(token) = words.tokens().get(index) else { break };
        tally.add(words, index, token, index == start, index + 1 == stop);
    }
    if tally.foreign > 0 || tally.commas > 1 {
        return 0;
    }
    let whole = words.phrase(start, stop);
    if whole.given() > 0 || tally.joined && tally.given_like == tally.names {
        set |= LexClass::Given.bit();
    }
    if whole.family() > 0
        || tally.particle_first && tally.words() == 1
        || tally.names > 0 && tally.family_like == tally.names && tally.unknown + tally.initials == 0
    {
        set |= LexClass::Family.bit();
    }
    if tally.joined || tally.particle_first && tally.words() == 1 && !honorific {
        return set;
    }
    let place = words.is_place(start, stop) || tally.commas == 1 && ends_in_place(words, start, stop);
    if !place && tally.is_full_name(honorific) {
        set |= LexClass::FullName.bit();
        // Compound given names (`Maria José`) fill columns of given names.
        if tally.given_like == tally.names && tally.unknown + tally.initials == 0 {
            set |= LexClass::Given.bit();
        }
    }
    set
}

/// Whether what stands after the comma is a region or country: `Portland, Oregon`.
fn ends_in_place(words: &Words<'_>, start: usize, stop: usize) -> bool {
    let comma = (start..stop).find(|&i| words.tokens().get(i).is_some_and(|t| t.before == Sep::Comma));
    comma.is_some_and(|comma| {
        let after = words.phrase(comma, stop);
        words.is_place(comma, stop) && name_weight(after) < 6 && words.is_place(start, comma)
    })
}

/// Counts over the words of a value.
#[derive(Default)]
struct Tally {
    /// Known names, sure or ambiguous.
    names: u8,
    given: u8,
    ambiguous_given: u8,
    strong_family: u8,
    family: u8,
    /// Names more usual as given than as family names, and the reverse.
    given_like: u8,
    family_like: u8,
    unknown: u8,
    initials: u8,
    foreign: u8,
    commas: u8,
    /// Words, hyphenated ones counted once.
    groups: u8,
    /// All words are joined by hyphens.
    joined: bool,
    particle_first: bool,
}

impl Tally {
    fn add(&mut self, words: &Words<'_>, index: usize, token: &Token, first: bool, last: bool) {
        let hyphen = token.before == Sep::Hyphen;
        self.joined = if first { true } else { self.joined && hyphen };
        self.commas += u8::from(!first && token.before == Sep::Comma);
        let meaning = words.meaning(index);
        let part = part(words, index, token, last);
        if part != Part::Particle {
            self.groups += u8::from(first || !hyphen);
        }
        match part {
            Part::Given | Part::Family | Part::Ambiguous { .. } => {
                self.names += 1;
                let (given, family) = (meaning.given(), meaning.family());
                self.given_like += u8::from(given > 0 && given + 1 >= family || given == 0 && family == 0 && part == Part::Given);
                self.family_like += u8::from(family > given + 1 || part == Part::Family && given == 0);
                self.strong_family += u8::from(family >= 5);
            }
            _ => {}
        }
        match part {
            Part::Given => self.given += 1,
            Part::Family => self.family += 1,
            Part::Ambiguous { given } => self.ambiguous_given += u8::from(given),
            Part::Initial => self.initials += 1,
            Part::Particle => self.particle_first |= first,
            Part::Unknown => self.unknown += 1,
            Part::Foreign => self.foreign += 1,
        }
    }

    /// Words that are neither initials nor particles.
    fn words(&self) -> u8 {
        self.names + self.unknown
    }

    fn is_full_name(&self, honorific: bool) -> bool {
        let words = self.words();
        if !(2..=5).contains(&(self.groups)) && !honorific || words == 0 || self.groups > 5 || self.unknown > self.names {
            return false;
        }
        let sure = self.given + self.family;
        if honorific && words >= 2 && self.names > 0 {
            return true;
        }
        if words == 1 {
            return self.initials > 0 && sure == 1;
        }
        if self.given > 0 {
            return self.names >= 2 || self.unknown > 0;
        }
        // No sure given name: `Grant Wood`, `Will Smith`.
        self.ambiguous_given > 0 && self.unknown == 0 && (self.family > 0 || self.strong_family >= 2 && self.strong_family == self.names)
    }
}

fn part(words: &Words<'_>, index: usize, token: &Token, last: bool) -> Part {
    let meaning = words.meaning(index);
    let (given, family, common) = (meaning.given(), meaning.family(), meaning.common());
    let name = given.max(family);
    if token.letters == 1 || token.dotted && token.letters <= 3 {
        let connector = token.letters == 1 && meaning.is(Kind::Particle) && !token.is_upper();
        return if connector { Part::Particle } else { Part::Initial };
    }
    if token.before == Sep::Comma && is_honorific(words, index) {
        return Part::Particle;
    }
    if meaning.is(Kind::Particle) && !last && (name < 6 || !token.capitalised) {
        return Part::Particle;
    }
    let trade = meaning.is(Kind::OrgWord) || meaning.is(Kind::StreetTail) || meaning.is(Kind::StreetHead) || meaning.is(Kind::Calendar);
    if trade && (name < 5 || name <= common) {
        return Part::Foreign;
    }
    if name == 0 {
        return unlisted(words, token, meaning, common);
    }
    if common > name + 2 && name < 6 || common > 0 && name < 4 {
        return Part::Foreign;
    }
    if common >= name || trade {
        return if token.capitalised && name >= 5 { Part::Ambiguous { given: given >= 5 } } else { Part::Foreign };
    }
    if given >= 3 && given + 3 >= family { Part::Given } else { Part::Family }
}

fn unlisted(words: &Words<'_>, token: &Token, meaning: Meaning, common: u8) -> Part {
    match ending(words.scan.word(token)) {
        Some(Part::Given) => return Part::Given,
        Some(part) if common == 0 && token.capitalised => return part,
        _ => {}
    }
    let listed = common > 0 || meaning.is(Kind::Enumeration) || meaning.is(Kind::LegalForm) || meaning.is(Kind::Unit);
    let place = meaning.is(Kind::Country) && !meaning.is(Kind::Code);
    // Scripts without capitals can't capitalise.
    let caseless = words.scan.word(token).first().is_some_and(|&byte| byte >= 0xD6);
    if listed || place || !(token.capitalised || caseless) || token.letters > 16 { Part::Foreign } else { Part::Unknown }
}

/// Russian patronymics, and the regular endings of East Slavic, Armenian and Georgian family names.
fn ending(word: &[u8]) -> Option<Part> {
    const PATRONYMIC: [&str; 6] = ["ович", "евич", "овна", "евна", "ична", "ьич"];
    const FAMILY: [&str; 14] = ["ов", "ев", "ин", "ова", "ева", "ина", "скии", "цкии", "ская", "енко", "чук", "ян", "дзе", "швили"];
    // Cyrillic letters take two bytes each, from 0xD0 and 0xD1.
    if !matches!(word.first(), Some(0xD0 | 0xD1)) || word.len() < 8 {
        return None;
    }
    if word.len() >= 12 && PATRONYMIC.iter().any(|end| word.ends_with(end.as_bytes())) {
        return Some(Part::Given);
    }
    FAMILY.iter().any(|end| word.ends_with(end.as_bytes())).then_some(Part::Family)
}
