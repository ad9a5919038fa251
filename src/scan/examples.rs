//! Column examples of patterns, judged as a scan judges columns.

use std::sync::Arc;

use super::ScanError;
use super::assemble::RuleBook;
use crate::control::read_back;
use crate::detect::Engine;
use crate::format::{Dialect, Specimen, registry};
use crate::judge::{self, Weights};
use crate::model::{Level, Locator};
use crate::pattern::syntax::ColumnExample;
use crate::pattern::{PatternSet, builtin};
use crate::profile::Partial;

/// How many records an example is repeated to: what few values say by chance, a column of them doesn't.
const RECORDS: usize = 12;

/// A column example that was judged otherwise than its file says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misjudged {
    /// The pattern file.
    pub file: String,
    /// The column's name in the example.
    pub header: String,
    /// Whether it should have been a finding.
    pub expected: bool,
}

/// Judges every column example of a set; says which came out otherwise.
///
/// # Errors
/// When the set or the weights can't be used at all.
pub fn misjudged(set: &Arc<PatternSet>) -> Result<Vec<Misjudged>, ScanError> {
    let engine = Engine::new(set.clone())?;
    let weights = Weights::parse(builtin::WEIGHTS)?;
    let book = RuleBook { engine: &engine, weights: &weights };
    let mut wrong = Vec::new();
    for (index, pattern) in set.patterns.iter().enumerate() {
        for example in &pattern.syntax.examples.column {
            if is_finding(example, index, &book) != Some(example.expect) {
                wrong.push(Misjudged { file: pattern.file.clone(), header: example.header.clone(), expected: example.expect });
            }
        }
    }
    Ok(wrong)
}

/// Whether an example's column is a finding of a pattern; `None` where it can't be written.
fn is_finding(example: &ColumnExample, pattern: usize, book: &RuleBook<'_>) -> Option<bool> {
    let format = registry::by_name("delimited")?;
    let header = if example.header.is_empty() { "c2" } else { &example.header };
    let rows = RECORDS.max(example.values.len());
    let record =
        |i: usize| vec![Some((4100 + i * 3).to_string().into_bytes()), Some(example.values[i % example.values.len()].clone().into_bytes())];
    let specimen = Specimen {
        table: example.table.clone(),
        columns: vec!["c1".to_owned(), header.to_owned()],
        records: if example.values.is_empty() { Vec::new() } else { (0..rows).map(record).collect() },
    };
    let dialect = Dialect("delimited:2c,quote=22,escape=double,eol=lf".to_owned());
    let facts = read_back(format, &dialect, book.engine, &specimen)?;
    let name = if example.table.is_empty() { "data" } else { &example.table };
    let locator = Locator::file("examples".into(), format!("{name}.csv").as_bytes());
    let tables = judge::tables(&Partial::of(locator, facts), &book.rules());
    let mut findings = tables.iter().flat_map(|t| &t.columns).filter(|c| c.column.ordinal == Some(1)).flat_map(|c| &c.findings);
    Some(findings.any(|f| f.pattern == pattern && f.level == Level::Finding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_examples_are_judged_as_their_files_say() {
        let wrong = misjudged(&Arc::new(builtin::load().unwrap())).unwrap();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
