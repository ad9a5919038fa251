//! The word lists, embedded, and how each line is read.
//!
//! Compiled lists are already folded; those typed by hand are folded here. `patterns/lexicon/SOURCES.md` says where they
//! come from.

use super::scan::Scan;
use super::table::{Kind, Meaning, Table};

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

/// Lists compiled by `examples/lexicon`.
const COMPILED: &[(&str, Form)] = &[
    (list!("names"), Form::Names),
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
    let mut table = Table::with_capacity(bytes / 10);
    for &(text, form) in COMPILED {
        let bytes = text.as_bytes();
        let mut from = 0;
        for end in memchr::memchr_iter(b'\n', bytes) {
            insert(&mut table, bytes.get(from..end).unwrap_or(&[]), form);
            from = end + 1;
        }
    }
    for &(text, form) in TYPED {
        for line in text.lines().filter(|line| !line.starts_with("# ")) {
            if let Some(scan) = Scan::new(line.as_bytes()) {
                insert(&mut table, scan.all(), form);
            }
        }
    }
    table
}

fn insert(table: &mut Table, line: &[u8], form: Form) {
    let digit = |byte: &u8| byte.wrapping_sub(b'0').min(9);
    match (form, line) {
        (Form::Of(kind), phrase) => table.insert(phrase, Meaning::kind(kind)),
        (Form::CodeOf(kind), phrase) => table.insert(phrase, Meaning::kind(kind).and(Meaning::kind(Kind::Code))),
        (Form::Names, [name @ .., b'\t', given, family]) => table.insert(name, Meaning::weights(digit(given), digit(family), 0, 0)),
        (Form::Words, [word @ .., b'\t', weight]) => table.insert(word, Meaning::weights(0, 0, digit(weight), 0)),
        (Form::Words, word) => table.insert(word, Meaning::weights(0, 0, 4, 0)),
        (Form::Cities, [city @ .., b'\t', size]) => table.insert(city, Meaning::weights(0, 0, 0, digit(size))),
        (Form::Names | Form::Cities, _) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiled_lists_are_folded_sorted_and_read_whole() {
        for (text, _) in COMPILED {
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
        for (text, _) in COMPILED {
            for line in text.lines() {
                let phrase = line.split('\t').next().unwrap();
                assert!(table.get(phrase.as_bytes()).is_known(), "{phrase}");
            }
        }
    }
}
