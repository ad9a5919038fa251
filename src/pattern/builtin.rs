//! The patterns that are in the binary, and those of a user's folder beside them.

use std::path::Path;

use super::compile::{File, PatternError, PatternSet};

include!(concat!(env!("OUT_DIR"), "/builtin_patterns.rs"));

/// The general words of headers.
pub const VOCABULARY: &str = include_str!("../../patterns/judge/vocabulary.toml");
/// The weights of judging.
pub const WEIGHTS: &str = include_str!("../../patterns/judge/weights.toml");

/// The pattern files that are in the binary, by file name.
pub fn files() -> Vec<File> {
    BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The built-in patterns alone.
///
/// # Errors
/// None in a build whose tests passed.
pub fn load() -> Result<PatternSet, PatternError> {
    PatternSet::compile(&files(), VOCABULARY)
}

/// The built-in patterns with those of a folder added; a file of the same id replaces the built-in one.
///
/// # Errors
/// A file that can't be read or used.
pub fn load_with(folder: &Path) -> Result<PatternSet, PatternError> {
    let mut all = files();
    all.extend(read_folder(folder)?);
    PatternSet::compile(&all, VOCABULARY)
}

/// The `.toml` files of a folder, sorted by name.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn read_folder(folder: &Path) -> Result<Vec<File>, PatternError> {
    let unreadable = |path: &Path| {
        let file = path.display().to_string();
        move |error| PatternError::Unreadable { file, error }
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_some_and(|e| e == "toml") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| Ok((path.display().to_string(), std::fs::read_to_string(path).map_err(unreadable(path))?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::byteclass::Shape;
    use crate::pattern::header::Name;
    use crate::pattern::{Detector, HeaderMatch, Matcher, words_of};

    /// The ids that reports promise.
    const IDS: &[&str] = &[
        "biometric",
        "communication",
        "contact.address",
        "contact.address.part",
        "contact.email",
        "contact.phone",
        "credential.password.hash",
        "credential.password.plain",
        "credential.salt",
        "credential.secret",
        "credential.security_qa",
        "demographic",
        "device.id",
        "employment",
        "financial.transaction",
        "health",
        "identity.dob",
        "identity.gender",
        "identity.gov_id",
        "identity.name",
        "identity.nationality",
        "identity.username",
        "location.geo",
        "network.ip",
        "network.mac",
        "org.contact",
        "org.name",
        "payment.bank_account",
        "payment.card.bin",
        "payment.card.brand",
        "payment.card.ciphertext",
        "payment.card.cvv",
        "payment.card.expiry",
        "payment.card.hash",
        "payment.card.holder",
        "payment.card.last4",
        "payment.card.pan",
        "payment.card.token",
        "payment.card.track",
        "payment.crypto_wallet",
    ];

    /// What an expression takes before its validator; `None` where word lists decide.
    fn takes(detector: &Detector, value: &[u8]) -> Option<bool> {
        let admitted = detector.prefilter.admits(&Shape::of(value));
        match &detector.matcher {
            Matcher::Shape => Some(admitted),
            Matcher::Run(bytes) => Some(admitted && value.iter().all(|&b| bytes[usize::from(b)])),
            Matcher::Expression(regex) => {
                assert!(admitted || !regex.is_match(value), "the prefilter of {} keeps out what it takes", detector.name);
                Some(regex.is_match(value))
            }
            Matcher::Words(_) => None,
        }
    }

    fn header(set: &PatternSet, category: &str, column: &str, table: &str) -> Option<HeaderMatch> {
        let pattern = set.patterns.iter().position(|p| p.id.as_str() == category).unwrap();
        let context = words_of(table).into_iter().collect();
        let words = set.vocabulary.expand(column);
        set.headers.matches(&Name { words: &words, context: &context }, &set.vocabulary).get(&pattern).copied()
    }

    #[test]
    fn every_promised_category_has_a_file_of_its_name() {
        let set = load().unwrap();
        let ids: Vec<&str> = set.patterns.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, IDS);
        for pattern in &set.patterns {
            assert_eq!(pattern.file, format!("{}.toml", pattern.id));
        }
    }

    #[test]
    fn examples_are_taken_and_counterexamples_are_not() {
        let set = load().unwrap();
        let mut wrong = Vec::new();
        for pattern in &set.patterns {
            let forms: Vec<&Detector> = pattern.detectors.iter().map(|&d| &set.detectors[d]).collect();
            for value in &pattern.syntax.examples.matching {
                if !forms.iter().any(|d| takes(d, value.as_bytes()) == Some(true)) {
                    wrong.push(format!("{}: nothing takes {value:?}", pattern.id));
                }
            }
            for value in &pattern.syntax.examples.reject {
                // What has a validator may be refused by it.
                let taker = forms.iter().find(|d| d.validator.is_none() && takes(d, value.as_bytes()) == Some(true));
                if let Some(taker) = taker {
                    wrong.push(format!("{}: {} takes {value:?}", pattern.id, taker.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_names_other_categories_names_real_ones() {
        let set = load().unwrap();
        for pattern in &set.patterns {
            let syntax = &pattern.syntax;
            for id in syntax.neighbours.with.iter().chain(&syntax.protects) {
                assert!(set.by_id(id).is_some(), "{}: there is no category `{id}`", pattern.id);
            }
        }
    }

    #[test]
    fn every_category_that_can_be_disproved_can_be_planted() {
        for pattern in load().unwrap().patterns {
            let syntax = &pattern.syntax;
            let open = syntax.evidence == crate::model::Evidence::Open;
            let made = syntax.generate.as_ref().is_some_and(|g| g.validator.is_some() != g.template.is_some());
            assert!(open || made, "{} says nothing of how to make one value", pattern.id);
            assert!(open || syntax.decoy || !syntax.value.is_empty(), "{} has no value form", pattern.id);
        }
    }

    #[test]
    fn a_planted_header_is_a_strong_one() {
        let set = load().unwrap();
        for pattern in set.patterns.iter() {
            let Some(generate) = &pattern.syntax.generate else { continue };
            let table = generate.table.as_deref().unwrap_or_default();
            let level = header(&set, pattern.id.as_str(), &generate.header, table);
            assert_eq!(level, Some(HeaderMatch::Strong), "{}: {}", pattern.id, generate.header);
        }
    }

    #[test]
    fn orders_are_distinct() {
        let mut orders: Vec<u16> = load().unwrap().patterns.iter().map(|p| p.syntax.order).collect();
        orders.sort_unstable();
        assert!(orders.windows(2).all(|pair| pair[0] != pair[1]), "{orders:?}");
    }
}
