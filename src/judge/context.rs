//! What stands around a column: whose table it is, what its name says, what lies beside it.

use std::collections::{BTreeMap, HashSet};

use super::Rules;
use super::dataset::{NamedColumn, NamedTable, words_around};
use crate::pattern::HeaderMatch;
use crate::pattern::header::Name;

/// What a table's name says of its records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TableKind {
    /// Persons, or what belongs to one.
    Person,
    /// Things.
    Thing,
    /// Organisations.
    Organisation,
    /// Reference data.
    Reference,
    /// Nothing is told.
    Unknown,
}

/// The kind of records that some words speak of. Words of persons weigh most: `customer_products` belongs to a customer.
pub fn kind_of_words<'w>(words: impl Iterator<Item = &'w String> + Clone, rules: &Rules<'_>) -> TableKind {
    let vocabulary = &rules.set.vocabulary;
    let any = |set: &HashSet<String>| words.clone().any(|w| set.contains(w) || w.strip_suffix('s').is_some_and(|w| set.contains(w)));
    if any(&vocabulary.person_tables) {
        TableKind::Person
    } else if any(&vocabulary.organisation_tables) {
        TableKind::Organisation
    } else if any(&vocabulary.reference_tables) {
        TableKind::Reference
    } else if any(&vocabulary.thing_tables) {
        TableKind::Thing
    } else {
        TableKind::Unknown
    }
}

/// A column's name taken apart.
pub struct ColumnName {
    /// Its own words, without the parents in a path.
    pub words: Vec<String>,
    /// Words of its table and of its parents.
    pub context: HashSet<String>,
    /// Words of its parents alone.
    pub parents: Vec<String>,
    /// The last word of its table's name, in the singular: what `number` is a number of in a table `cards`.
    pub of: Option<String>,
    /// Whether anything names it.
    pub named: bool,
}

impl ColumnName {
    /// Takes a column's name apart: `billing.address[].street` has the parents `billing` and `address`.
    pub fn of(column: &NamedColumn, table: &NamedTable, rules: &Rules<'_>) -> Self {
        let full = column.name.as_deref().unwrap_or("");
        let mut parts: Vec<&str> = full.split(['.', '!', '[', ']']).filter(|p| !p.is_empty() && *p != "*" && !is_index(p)).collect();
        let own = parts.pop().unwrap_or("");
        let vocabulary = &rules.set.vocabulary;
        let mut words = vocabulary.expand(own);
        let mut parents: Vec<String> = parts.iter().flat_map(|p| vocabulary.expand(p)).collect();
        if words.is_empty() || own.starts_with('#') {
            // `shipping[0]` or `*`: the nearest parent is the name.
            words = parts.last().map_or_else(Vec::new, |p| vocabulary.expand(p));
        }
        let context = words_around(table, &parts).iter().flat_map(|w| vocabulary.expand(w)).collect();
        parents.dedup();
        let of = vocabulary.expand(&table.name).pop().map(|word| singular(&word)).filter(|_| !table.is_text());
        let named = column.name.is_some() && !words.is_empty() && !is_positional(&words);
        Self { words, context, parents, of, named }
    }

    /// What the name says of each category that it speaks of, by pattern index.
    pub fn matches(&self, column: &NamedColumn, rules: &Rules<'_>) -> BTreeMap<usize, HeaderMatch> {
        let headers = &rules.set.headers;
        let vocabulary = &rules.set.vocabulary;
        let mut found = headers.matches(&Name { words: &self.words, context: &self.context }, vocabulary);
        // `address.street1` and `name.first` say it only together with their parent.
        if let Some(parent) = self.parents.last() {
            let joined: Vec<String> = self.parents.iter().rev().take(2).rev().chain(&self.words).cloned().collect();
            let taken = joined.len() - self.words.len();
            let wider = headers.matches_beyond(taken, &Name { words: &joined, context: &self.context }, vocabulary);
            for (pattern, level) in wider {
                if level != HeaderMatch::Vetoed && !found.contains_key(&pattern) && !parent.is_empty() {
                    found.insert(pattern, level.min(HeaderMatch::Contained));
                }
            }
        }
        // `number` in a table `cards` is a card number.
        if let (true, [own], Some(of)) = (self.parents.is_empty(), self.words.as_slice(), &self.of) {
            let wider = headers.matches_beyond(1, &Name { words: &[of.clone(), own.clone()], context: &self.context }, vocabulary);
            for (pattern, level) in wider.into_iter().filter(|(_, level)| *level == HeaderMatch::Strong) {
                let said = found.entry(pattern).or_insert(level);
                *said = (*said).max(level);
            }
        }
        if !column.comment.is_empty() {
            let words = vocabulary.expand(&column.comment);
            if words.len() <= 12 {
                for (pattern, level) in headers.matches(&Name { words: &words, context: &self.context }, vocabulary) {
                    if level >= HeaderMatch::Contained {
                        found.entry(pattern).or_insert(HeaderMatch::Contained);
                    }
                }
            }
        }
        found
    }
}

/// English plurals of tables: `addresses`, `cards`, `companies`.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = word.strip_suffix("sses") {
        return format!("{stem}ss");
    }
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(word).to_owned()
}

fn is_index(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_digit())
}

/// `c1`, `col 2`, `field3`, `column 4`, `#5`: a place and no name.
fn is_positional(words: &[String]) -> bool {
    match words {
        [letter, number] => {
            matches!(
                letter.as_str(),
                "c" | "col" | "column" | "field" | "f" | "v" | "var" | "x" | "attr" | "unnamed" | "spalte" | "campo" | "kolom"
            ) && number.bytes().all(|b| b.is_ascii_digit())
        }
        [number] => number.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}
