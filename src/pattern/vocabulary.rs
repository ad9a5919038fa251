//! The vocabulary of headers: words that hold for all categories, from `patterns/judge/vocabulary.toml`.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::header::words_of;

/// The file as it is written.
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct VocabularySyntax {
    /// Short forms and what they stand for: `addr = "address"`, `fname = "first name"`.
    pub abbreviations: BTreeMap<String, String>,
    /// Words that change nothing beside a phrase: whose it is, which one, where it came from.
    pub neutral: Vec<String>,
    /// Words beside which a phrase names a property of the thing and not the thing: `email_verified`, `phone_type`.
    pub not: Vec<String>,
    /// Words of tables whose records are persons or belong to one.
    pub person_tables: Vec<String>,
    /// Words of tables whose records are things: products, categories, settings.
    pub thing_tables: Vec<String>,
    /// Words of tables whose records are organisations.
    pub organisation_tables: Vec<String>,
    /// Words of tables of reference data: countries, currencies, actors of films.
    pub reference_tables: Vec<String>,
    /// Values that stand for none: `n/a`, `unknown`, `0000-00-00`.
    pub placeholders: Vec<String>,
}

/// The vocabulary, ready for look-ups. Words are folded as [`words_of`] folds them.
#[derive(Default)]
pub struct Vocabulary {
    abbreviations: BTreeMap<String, Vec<String>>,
    /// Words that change nothing beside a phrase.
    pub neutral: HashSet<String>,
    /// Words beside which a phrase names a property only.
    pub not: HashSet<String>,
    /// Words of tables of persons.
    pub person_tables: HashSet<String>,
    /// Words of tables of things.
    pub thing_tables: HashSet<String>,
    /// Words of tables of organisations.
    pub organisation_tables: HashSet<String>,
    /// Words of tables of reference data.
    pub reference_tables: HashSet<String>,
    /// Values that stand for none, in lower case.
    pub placeholders: HashSet<Box<[u8]>>,
}

impl Vocabulary {
    /// Compiles the file.
    pub fn new(syntax: &VocabularySyntax) -> Self {
        let set = |words: &[String]| words.iter().flat_map(|w| words_of(w)).collect();
        Self {
            abbreviations: syntax.abbreviations.iter().map(|(short, long)| (words_of(short).concat(), words_of(long))).collect(),
            neutral: set(&syntax.neutral),
            not: set(&syntax.not),
            person_tables: set(&syntax.person_tables),
            thing_tables: set(&syntax.thing_tables),
            organisation_tables: set(&syntax.organisation_tables),
            reference_tables: set(&syntax.reference_tables),
            placeholders: syntax.placeholders.iter().map(|p| p.to_lowercase().into_bytes().into()).collect(),
        }
    }

    /// The words of a name with its abbreviations written out.
    pub fn expand(&self, name: &str) -> Vec<String> {
        let mut words = Vec::new();
        for word in words_of(name) {
            match self.abbreviations.get(&word) {
                Some(long) => words.extend(long.iter().cloned()),
                None => words.push(word),
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_written_out() {
        let syntax: VocabularySyntax = toml::from_str("[abbreviations]\naddr = 'address'\nfname = 'first name'").unwrap();
        let vocabulary = Vocabulary::new(&syntax);
        assert_eq!(vocabulary.expand("ship_addr1"), ["ship", "address", "1"]);
        assert_eq!(vocabulary.expand("FName"), ["f", "name"]);
        assert_eq!(vocabulary.expand("fname"), ["first", "name"]);
    }
}
