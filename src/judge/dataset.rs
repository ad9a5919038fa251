//! Datasets: tables of one volume with the same columns whose paths differ in digits only are judged as one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Locator, escape};
use crate::pattern::words_of;
use crate::profile::{ColumnFacts, Signatures};

/// A column with its name.
pub struct NamedColumn {
    /// Its name as it stands, escaped; `None` where nothing names it.
    pub name: Option<String>,
    /// Its place, for columns that are told by position.
    pub ordinal: Option<u32>,
    /// The declared type in lower case, or empty.
    pub sql_type: String,
    /// The schema's comment, or empty.
    pub comment: String,
    /// The hashes under which it stands in signatures (several, where data told it in several ways).
    pub elements: Vec<u64>,
    /// All that is known of it.
    pub facts: Arc<ColumnFacts>,
}

impl NamedColumn {
    /// Whether it holds what a label in a line of text gave, and is no column of a table.
    pub fn is_label(&self) -> bool {
        self.name.as_deref().is_some_and(|name| name.contains("line!"))
    }

    /// What the report calls it.
    pub fn shown(&self) -> String {
        match (&self.name, self.ordinal) {
            (Some(name), _) => name.clone(),
            (None, Some(n)) => format!("#{}", n + 1),
            (None, None) => "#".to_owned(),
        }
    }
}

/// A table whose columns have got their names.
pub struct NamedTable {
    /// The volume.
    pub volume: String,
    /// Its sources, sorted.
    pub sources: Vec<Locator>,
    /// The format's name.
    pub format: String,
    /// The table's name, escaped.
    pub name: String,
    /// Records.
    pub records: u64,
    /// The columns, by place, those without one by name.
    pub columns: Vec<NamedColumn>,
    /// Which columns are filled together.
    pub signatures: Signatures,
}

impl NamedTable {
    /// What is free text by its format: lines and raw strings, not columns.
    pub fn is_text(&self) -> bool {
        matches!(self.format.as_str(), "text" | "raw") || matches!(self.name.as_str(), "statements" | "damaged")
    }

    fn key(&self) -> Option<(String, String, String, Vec<String>)> {
        let source = self.sources.first()?;
        let columns = self.columns.iter().map(NamedColumn::shown).collect();
        Some((self.volume.clone(), without_digits(&source.source()), without_digits(&self.name), columns))
    }

    fn absorb(&mut self, other: NamedTable) {
        self.sources.extend(other.sources);
        self.records += other.records;
        self.signatures.merge(&other.signatures);
        for (ours, theirs) in self.columns.iter_mut().zip(other.columns) {
            Arc::make_mut(&mut ours.facts).merge(&theirs.facts);
            ours.elements.extend(theirs.elements);
            ours.elements.sort_unstable();
            ours.elements.dedup();
        }
    }
}

/// Runs of digits become `#`.
fn without_digits(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    for c in path.chars() {
        match (c.is_ascii_digit(), plain.ends_with('#')) {
            (true, true) => {}
            (true, false) => plain.push('#'),
            (false, _) => plain.push(c),
        }
    }
    plain
}

/// Whether two tables of one group look like the same thing: no column of the one refutes the other's.
fn alike(a: &NamedTable, b: &NamedTable) -> bool {
    let forms = |f: &ColumnFacts| f.hits.iter().filter(|(_, h)| h.passed() * 2 > f.values).map(|(id, _)| *id).collect::<Vec<_>>();
    a.columns.iter().zip(&b.columns).all(|(x, y)| {
        x.facts.values == 0 || y.facts.values == 0 || {
            let (ours, theirs) = (forms(&x.facts), forms(&y.facts));
            (ours.is_empty() && theirs.is_empty())
                || ours.iter().any(|id| theirs.contains(id))
                || (x.facts.values < 8 || y.facts.values < 8)
        }
    })
}

/// Merges the tables that belong together. The order of what comes out depends on the data alone.
pub fn group(tables: Vec<NamedTable>) -> Vec<NamedTable> {
    let mut groups: BTreeMap<_, Vec<NamedTable>> = BTreeMap::new();
    let mut out: Vec<NamedTable> = Vec::new();
    for table in tables {
        match table.key() {
            Some(key) if table.sources.first().is_some_and(|s| s.source().bytes().any(|b| b.is_ascii_digit())) && !table.is_text() => {
                groups.entry(key).or_default().push(table);
            }
            _ => out.push(table),
        }
    }
    for (_, mut members) in groups {
        members.sort_by(|a, b| a.sources.cmp(&b.sources).then_with(|| a.name.cmp(&b.name)));
        let mut members = members.into_iter();
        let Some(mut first) = members.next() else { continue };
        for member in members {
            // Tables of one and the same source are different things whatever their names.
            if alike(&first, &member) && !first.sources.contains(&member.sources[0]) {
                first.absorb(member);
            } else {
                out.push(member);
            }
        }
        out.push(first);
    }
    out.sort_by(|a, b| (&a.volume, &a.sources, &a.name).cmp(&(&b.volume, &b.sources, &b.name)));
    out
}

/// The words around a column: the table's name, the file's, and the parents in its path.
pub fn words_around(table: &NamedTable, parents: &[&str]) -> Vec<String> {
    let mut words = words_of(&table.name);
    if let (true, Some(source)) = (table.name.is_empty(), table.sources.first()) {
        words.extend(words_of(&escape(source.stem())));
    }
    parents.iter().for_each(|p| words.extend(words_of(p)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_paths_are_folded() {
        assert_eq!(without_digits("part-0017/x2.csv"), "part-#/x#.csv");
    }
}
