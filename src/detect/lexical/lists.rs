//! The word lists, embedded, and how each line is read.
//!
//! Compiled lists are already folded; those typed by hand are folded here. `patterns/lexicon/SOURCES.md` says where they
//! come from.

use super::scan::Scan;
use super::table::{Kind, Meaning, Table, hash};
use std::io::Read;

/// How the lines of a list are read.
#[derive(Clone, Copy)]
enum Form {
    /// A phrase a line, all of one kind.
    Of(Kind),
    /// A code a line, of one kind, trusted in capitals.
    CodeOf(Kind),
    /// A name, a tab, its weight as given name and as family name, a digit each.
    Names,
    /// A dictionary word, a tab, its weight; without a weight, an unusual one.
    Words,
    /// A city, a tab, its size.
    Cities,
}

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../../patterns/lexicon/", $name, ".txt"))
    };
}

/// Names, packed by gzip: some 200,000 lines.
const NAMES: &[u8] = include_bytes!("../../../patterns/lexicon/names.txt.gz");

/// Lists compiled by `examples/lexicon`.
const COMPILED: &[(&str, Form)] = &[
    (list!("words"), Form::Words),
    (list!("cities"), Form::Cities),
    (list!("regions"), Form::Of(Kind::Region)),
    (list!("region_codes"), Form::CodeOf(Kind::Region)),
    (list!("countries"), Form::Of(Kind::Country)),
    (list!("country_codes"), Form::CodeOf(Kind::Country)),
    (list!("street_heads"), Form::Of(Kind::StreetHead)),
    (list!("street_tails"), Form::Of(Kind::StreetTail)),
    (list!("street_endings"), Form::Of(Kind::StreetEnding)),
    (list!("units"), Form::Of(Kind::Unit)),
    (list!("post_boxes"), Form::Of(Kind::PostBox)),
    (list!("directions"), Form::Of(Kind::Direction)),
    (list!("legal_forms"), Form::Of(Kind::LegalForm)),
    (list!("org_words"), Form::Of(Kind::OrgWord)),
    (list!("honorifics"), Form::Of(Kind::Honorific)),
    (list!("name_suffixes"), Form::Of(Kind::NameSuffix)),
    (list!("particles"), Form::Of(Kind::Particle)),
    (list!("calendar"), Form::Of(Kind::Calendar)),
    (list!("enumerations"), Form::Of(Kind::Enumeration)),
    (list!("genders"), Form::Of(Kind::Gender)),
    (list!("family_characters"), Form::Of(Kind::FamilyCharacter)),
    (list!("given_characters"), Form::Of(Kind::GivenCharacter)),
];

/// Lists written by hand.
const TYPED: &[(&str, Form)] = &[
    (list!("typed/words"), Form::Words),
    (list!("typed/regions"), Form::Of(Kind::Region)),
    (list!("typed/countries"), Form::Of(Kind::Country)),
    (list!("typed/country_codes"), Form::CodeOf(Kind::Country)),
    (list!("typed/street_heads"), Form::Of(Kind::StreetHead)),
    (list!("typed/street_tails"), Form::Of(Kind::StreetTail)),
    (list!("typed/street_endings"), Form::Of(Kind::StreetEnding)),
    (list!("typed/units"), Form::Of(Kind::Unit)),
    (list!("typed/post_boxes"), Form::Of(Kind::PostBox)),
    (list!("typed/org_words"), Form::Of(Kind::OrgWord)),
    (list!("typed/honorifics"), Form::Of(Kind::Honorific)),
    (list!("typed/name_suffixes"), Form::Of(Kind::NameSuffix)),
    (list!("typed/particles"), Form::Of(Kind::Particle)),
    (list!("typed/genders"), Form::Of(Kind::Gender)),
    (list!("typed/card_brands"), Form::Of(Kind::CardBrand)),
    (list!("typed/family_characters"), Form::Of(Kind::FamilyCharacter)),
];

/// Builds the table of all lists.
pub(super) fn load() -> Table {
    let bytes: usize = COMPILED.iter().chain(TYPED).map(|(text, _)| text.len()).sum();
    let mut table = Table::with_capacity(bytes / 12 + NAMES.len() / 4);
    // Unpacking takes as long as all plain lists: side by side.
    let names = std::thread::scope(|scope| {
        let unpacking = scope.spawn(|| unpack(NAMES));
        for &(text, form) in COMPILED {
            insert_lines(&mut table, text.as_bytes(), form);
        }
        unpacking.join().unwrap_or_default()
    });
    insert_lines(&mut table, &names, Form::Names);
    for &(text, form) in TYPED {
        for line in text.lines().filter(|line| !line.starts_with("# ")) {
            if let Some(scan) = Scan::new(line.as_bytes()) {
                let (phrase, meaning) = read(scan.all(), form);
                table.insert(phrase, meaning);
            }
        }
    }
    table
}

/// The text of a packed list; a test holds that it unpacks whole.
fn unpack(packed: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(packed.len() * 5);
    let mut reader = flate2::read::GzDecoder::new(packed);
    if reader.read_to_end(&mut text).is_err() {
        text.clear();
    }
    text
}

fn insert_lines(table: &mut Table, text: &[u8], form: Form) {
    let mut batch = [(0, Meaning::default()); 64];
    let (mut from, mut filled) = (0, 0);
    for end in memchr::memchr_iter(b'\n', text) {
        let (phrase, meaning) = read(text.get(from..end).unwrap_or(&[]), form);
        from = end + 1;
        if let Some(slot) = batch.get_mut(filled) {
            *slot = (hash(phrase), meaning);
            filled += 1;
        }
        if filled == batch.len() {
            table.insert_batch(&batch);
            filled = 0;
        }
    }
    table.insert_batch(batch.get(..filled).unwrap_or(&[]));
}

/// A line's phrase and what it means. A line of another form means nothing.
fn read(line: &[u8], form: Form) -> (&[u8], Meaning) {
    let digit = |byte: &u8| byte.wrapping_sub(b'0').min(9);
    match (form, line) {
        (Form::Of(kind), phrase) => (phrase, Meaning::kind(kind)),
        (Form::CodeOf(kind), phrase) => (phrase, Meaning::kind(kind).and(Meaning::kind(Kind::Code))),
        (Form::Names, [name @ .., b'\t', given, family]) => (name, Meaning::weights(digit(given), digit(family), 0, 0)),
        (Form::Words, [word @ .., b'\t', weight]) => (word, Meaning::weights(0, 0, digit(weight), 0)),
        (Form::Words, word) => (word, Meaning::weights(0, 0, 4, 0)),
        (Form::Cities, [city @ .., b'\t', size]) => (city, Meaning::weights(0, 0, 0, digit(size))),
        (Form::Names | Form::Cities, line) => (line, Meaning::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiled_lists_are_folded_sorted_and_read_whole() {
        let names = String::from_utf8(unpack(NAMES)).unwrap();
        assert!(names.lines().count() > 200_000);
        for text in COMPILED.iter().map(|(text, _)| *text).chain([names.as_str()]) {
            let mut before = "";
            for line in text.lines() {
                let phrase = line.split('\t').next().unwrap();
                let scan = Scan::new(phrase.as_bytes()).unwrap_or_else(|| panic!("{phrase:?}"));
                assert_eq!(scan.all(), phrase.as_bytes(), "not folded: {phrase}");
                assert!(before < phrase, "not sorted: {phrase}");
                before = phrase;
            }
        }
    }

    #[test]
    fn the_table_holds_them_all() {
        let table = load();
        let names = String::from_utf8(unpack(NAMES)).unwrap();
        for text in COMPILED.iter().map(|(text, _)| *text).chain([names.as_str()]) {
            for line in text.lines() {
                let phrase = line.split('\t').next().unwrap();
                assert!(table.get(phrase.as_bytes()).is_known(), "{phrase}");
            }
        }
    }
}
