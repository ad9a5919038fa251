//! Whether the first record of a delimited source is its header.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::Rules;
use crate::model::{ColumnKey, LexClass, escape};
use crate::pattern::header::Name;
use crate::pattern::{HeaderMatch, words_of};
use crate::profile::hash::{Canon, canonical};
use crate::profile::{ColumnFacts, FirstRow, TableFacts, ValueKind};

/// Kinds that names of columns don't have.
fn is_datum(kind: ValueKind) -> bool {
    use ValueKind::*;
    matches!(kind, Integer | Decimal | Date | Hex | Uuid | Grouped | Url | Binary | Text)
}

/// Whether the first row names the columns below it.
pub fn is_header(first: &FirstRow, table: &TableFacts, rules: &Rules<'_>) -> bool {
    let cells: Vec<&[u8]> = first.cells.iter().map(|c| c.trim_ascii()).collect();
    let filled = cells.iter().filter(|c| !c.is_empty()).count();
    if filled == 0 || filled * 2 < cells.len() {
        return false;
    }
    let distinct: HashSet<&[u8]> = cells.iter().copied().filter(|c| !c.is_empty()).collect();
    let mut score: i64 = 0;
    // Names of columns don't repeat; a few do in real exports.
    score -= 2 * (filled - distinct.len()) as i64;
    for (i, cell) in cells.iter().enumerate() {
        let key = ColumnKey::Ordinal(i as u32);
        let cell_facts = first.facts.get(&key).map(Arc::as_ref);
        score += cell_score(cell, cell_facts, table.columns.get(&key).map(Arc::as_ref), rules);
    }
    score + 3 * phrases(&cells, rules) > 0
}

/// How many cells hold a phrase that patterns know as a header.
fn phrases(cells: &[&[u8]], rules: &Rules<'_>) -> i64 {
    let context = HashSet::new();
    let known = |cell: &&&[u8]| {
        if cell.len() > 60 {
            return false;
        }
        let words = rules.set.vocabulary.expand(&escape(cell));
        let found = rules.set.headers.matches(&Name { words: &words, context: &context }, &rules.set.vocabulary);
        found.values().any(|&level| level == HeaderMatch::Strong || level == HeaderMatch::Vetoed)
            || (!words.is_empty() && words.iter().any(|w| matches!(w.as_str(), "id" | "key" | "name" | "date" | "type" | "code")))
    };
    cells.iter().filter(known).count() as i64
}

fn cell_score(cell: &[u8], own: Option<&ColumnFacts>, body: Option<&ColumnFacts>, rules: &Rules<'_>) -> i64 {
    let Some(own) = own else { return 0 };
    if cell.is_empty() {
        return 0;
    }
    let kind = ValueKind::ALL.into_iter().find(|&k| own.kind(k) > 0);
    let proof = own.hits.iter().any(|(id, hit)| {
        hit.passed() > 0 && rules.set.detectors.get(usize::from(id.0)).is_some_and(|d| d.says <= crate::pattern::syntax::Says::Proof)
    });
    if proof {
        return -12;
    }
    let Some(body) = body.filter(|b| b.values > 0) else { return i64::from(kind.is_some_and(|k| !is_datum(k))) };
    let mut score = 0;
    if let Some(kind) = kind {
        let same = body.kind(kind) * 10 >= body.values * 9;
        let data: u64 = ValueKind::ALL.into_iter().filter(|&k| is_datum(k)).map(|k| body.kind(k)).sum();
        if is_datum(kind) {
            // A year or a number may head a column of numbers; anything else here is a value.
            score -= if kind == ValueKind::Integer { 3 } else { 5 };
        } else if data * 10 >= body.values * 8 {
            score += 5;
        } else if same {
            score += 0;
        } else {
            score += 1;
        }
    }
    if body.distinct.hashes().any(|h| h == canonical(cell, Canon::Folded)) {
        score -= 4;
    }
    let lexical = |class: LexClass| body.lex(class) * 2 > body.values && own.lex(class) > 0;
    if [LexClass::Given, LexClass::Family, LexClass::FullName, LexClass::City, LexClass::Street, LexClass::Country].into_iter().any(lexical)
    {
        score -= 3;
    }
    if body.lengths.mode().1 * 10 >= body.values * 9 && body.values >= 5 && body.lengths.mode().0 != cell.len() {
        score += 2;
    }
    score
}

/// Folds a first row that is data into the table.
pub fn fold_into(first: FirstRow, columns: &mut BTreeMap<ColumnKey, Arc<ColumnFacts>>) {
    for (key, facts) in first.facts {
        match columns.get_mut(&key) {
            Some(ours) => Arc::make_mut(ours).merge(&facts),
            None => {
                columns.insert(key, facts);
            }
        }
    }
}

/// The cells as names of columns.
pub fn names(first: &FirstRow) -> Vec<Option<String>> {
    first.cells.iter().map(|cell| Some(escape(cell.trim_ascii())).filter(|n| !n.is_empty() && !words_of(n).is_empty())).collect()
}
