//! Labels made ready for scoring: what each column, file and data set must show.

use std::collections::BTreeSet;

use crate::labels::{FileLabel, Labels, TableLabel};
use crate::place::Place;
use crate::taxonomy::scored;

/// What a column must show.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The column as the label spells it.
    pub shown: String,
    /// Where it stands.
    pub place: Place,
    /// Categories that must be found.
    pub required: BTreeSet<&'static str>,
    /// Categories that may be found.
    pub tolerated: BTreeSet<&'static str>,
    /// Its name promises something, and no value keeps it: such a column may also be missing in a report.
    pub empty: bool,
}

/// The labelled columns of one table.
#[derive(Clone, Debug)]
pub struct ExpectedTable {
    /// Path below the data set's folder.
    pub file: String,
    /// The table as the label spells it.
    pub table: String,
    /// Its columns in the label's order.
    pub columns: Vec<Expected>,
    /// Why it isn't scored, where it isn't.
    pub left_out: Option<String>,
}

/// All that a data set must show.
#[derive(Clone, Debug)]
pub struct Expectations {
    /// The data set.
    pub name: String,
    /// Its tables.
    pub tables: Vec<ExpectedTable>,
    /// Its files without columns.
    pub files: Vec<FileLabel>,
    /// Categories that it holds.
    pub present: BTreeSet<&'static str>,
    /// Categories that it doesn't hold, for sure.
    pub absent: BTreeSet<&'static str>,
}

impl Expectations {
    /// What follows from labels.
    pub fn new(labels: &Labels) -> Self {
        let present = scored_set(&labels.dataset_categories);
        let tolerated = scored_set(&labels.dataset_may);
        let mut absent = scored_set(&labels.dataset_not_found);
        absent.extend(scored_set(&labels.dataset_declared_only));
        absent.retain(|c| !present.contains(c) && !tolerated.contains(c));
        Self {
            name: labels.dataset.clone(),
            tables: labels.tables.iter().map(table).collect(),
            files: labels.unstructured.clone(),
            present,
            absent,
        }
    }
}

fn table(label: &TableLabel) -> ExpectedTable {
    let mut columns: Vec<Expected> = label.columns.0.iter().map(|(name, categories)| column(label, name, categories)).collect();
    let listed = |name: &String| label.columns.0.iter().any(|(n, _)| n == name);
    columns.extend(label.declared_empty.keys().filter(|name| !listed(name)).map(|name| column(label, name, &[])));
    ExpectedTable { file: label.file.clone(), table: label.table.clone(), columns, left_out: None }
}

fn column(label: &TableLabel, name: &str, categories: &[String]) -> Expected {
    let promised = label.declared_empty.get(name).map(|p| scored_set(p)).unwrap_or_default();
    let required = if label.declared_only { BTreeSet::new() } else { &scored_set(categories) - &promised };
    Expected {
        shown: name.to_owned(),
        place: Place::new(&label.table, name),
        required,
        tolerated: label.may.get(name).map(|m| scored_set(m)).unwrap_or_default(),
        empty: label.declared_only || label.declared_empty.contains_key(name),
    }
}

fn scored_set(ids: &[String]) -> BTreeSet<&'static str> {
    ids.iter().filter_map(|id| scored(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expectations(json: &str) -> Expectations {
        Expectations::new(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn what_is_only_declared_is_not_required() {
        let set = expectations(
            r#"{"tables":[{"file":"a.sql","table":"t","columns":{"name":["identity.name"]},"declared_only":true},
                {"file":"a.sql","table":"u","columns":{"tel":["none"]},"declared_empty":{"tel":["contact.phone"],"fax":["contact.phone"]}}],
                "dataset_declared_only":["identity.name"]}"#,
        );
        assert!(set.tables.iter().flat_map(|t| &t.columns).all(|c| c.required.is_empty() && c.empty));
        assert_eq!(set.tables[1].columns.iter().map(|c| c.shown.as_str()).collect::<Vec<_>>(), ["tel", "fax"]);
        assert!(set.absent.contains("identity.name"));
    }

    #[test]
    fn decoys_are_neither_required_nor_tolerated() {
        let set =
            expectations(r#"{"tables":[{"file":"a.csv","columns":{"firm":["org.name"]},"may":{"firm":["text.free","identity.name"]}}]}"#);
        let firm = &set.tables[0].columns[0];
        assert!(firm.required.is_empty());
        assert_eq!(firm.tolerated.iter().copied().collect::<Vec<_>>(), ["identity.name"]);
    }

    #[test]
    fn a_category_that_may_be_there_is_not_absent() {
        let set =
            expectations(r#"{"dataset_not_found":["health"],"dataset_declared_only":["contact.phone"],"dataset_may":["contact.phone"]}"#);
        assert_eq!(set.absent.iter().copied().collect::<Vec<_>>(), ["health"]);
    }
}
