//! What every column is altogether: nothing is left without a word.

use std::fmt;

use super::column::Finding;
use super::context::ColumnName;
use super::dataset::NamedColumn;
use super::evidence::{are_years, is_repeating, is_sequence, kind_share, lex_share};
use crate::model::{Level, LexClass};
use crate::profile::ValueKind;

/// What a column is altogether.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Disposition {
    /// It holds a category.
    Classified,
    /// It holds none, and this is what it is.
    Benign(&'static str),
    /// Declared, and never filled.
    Empty,
    /// Ciphertext, compressed or binary.
    Opaque,
    /// Nobody knows.
    Unexplained,
}

impl fmt::Display for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Classified => f.write_str("classified"),
            Self::Benign(why) => write!(f, "benign: {why}"),
            Self::Empty => f.write_str("empty"),
            Self::Opaque => f.write_str("opaque"),
            Self::Unexplained => f.write_str("unexplained"),
        }
    }
}

/// Words of names under which digests and keys of things stand.
const DIGEST_WORDS: [&str; 14] =
    ["etag", "checksum", "md5", "sha", "sha1", "sha256", "digest", "crc", "commit", "revision", "fingerprint", "cache", "uuid", "guid"];

/// Words of names under which keys of records stand.
const ID_WORDS: [&str; 8] = ["id", "oid", "ref", "reference", "number", "code", "sku", "slug"];

/// What a column is.
pub fn of(column: &NamedColumn, name: &ColumnName, findings: &[Finding], text: bool) -> Disposition {
    let facts = &column.facts;
    if facts.values == 0 {
        return Disposition::Empty;
    }
    if findings.iter().any(|f| f.level == Level::Finding) {
        return Disposition::Classified;
    }
    if text {
        return Disposition::Benign("free text, searched for values that prove themselves");
    }
    if is_sequence(facts) {
        return Disposition::Benign("row numbers");
    }
    if are_years(facts) {
        return Disposition::Benign("years");
    }
    let share = |kinds: &[ValueKind]| kinds.iter().map(|&k| kind_share(facts, k)).sum::<u64>();
    let digest_name = name.words.iter().any(|w| DIGEST_WORDS.contains(&w.as_str()));
    let most = 900;
    if share(&[ValueKind::Binary]) >= 300 {
        return Disposition::Opaque;
    }
    if share(&[ValueKind::Date]) >= most {
        return Disposition::Benign("dates or times");
    }
    if share(&[ValueKind::Uuid]) >= most {
        return Disposition::Benign("random identifiers");
    }
    if share(&[ValueKind::Hex, ValueKind::Base64]) >= 500 {
        let (length, same) = facts.lengths.mode();
        let uniform = same * 100 >= facts.values * 99;
        // An object id begins with the time of its making (MongoDB manual, ObjectId): 24 hex digits, all alike in length.
        let object_id = uniform && length == 24 && share(&[ValueKind::Hex]) >= 990;
        let id_name = name.named && name.words.iter().any(|w| ID_WORDS.contains(&w.as_str()));
        return match (digest_name, object_id || (uniform && id_name)) {
            (true, _) => Disposition::Benign("digests of things"),
            (_, true) => Disposition::Benign("random identifiers"),
            _ => Disposition::Opaque,
        };
    }
    if share(&[ValueKind::Url]) >= most {
        return Disposition::Benign("addresses of pages or paths");
    }
    if is_repeating(facts) || (facts.values >= 2 && facts.distinct.estimate() == 1) {
        return Disposition::Benign("an enumeration");
    }
    if share(&[ValueKind::Integer, ValueKind::Decimal]) >= most {
        return Disposition::Benign("numbers");
    }
    if lex_share(facts, LexClass::CommonWords) + lex_share(facts, LexClass::Enumeration) >= 500 {
        return Disposition::Benign("ordinary words");
    }
    if share(&[ValueKind::Text, ValueKind::Words]) >= 600 {
        return Disposition::Benign("free text, searched for values that prove themselves");
    }
    if share(&[ValueKind::Code, ValueKind::Integer, ValueKind::Hex, ValueKind::Grouped]) >= 800 {
        return Disposition::Benign("codes");
    }
    Disposition::Unexplained
}
