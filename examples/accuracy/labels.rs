//! The labels of a data set: `labels/NAME.json`.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// What a person says that a data set holds, and what it doesn't.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(default)]
pub struct Labels {
    /// The data set's name: its folder beside `labels`.
    pub dataset: String,
    /// Labelled tables.
    pub tables: Vec<TableLabel>,
    /// Labelled files without columns.
    pub unstructured: Vec<FileLabel>,
    /// Categories that the set holds.
    pub dataset_categories: Vec<String>,
    /// Categories that are nowhere in it.
    pub dataset_not_found: Vec<String>,
    /// Categories on which either verdict is right.
    pub dataset_may: Vec<String>,
    /// Categories that names promise and no value keeps.
    pub dataset_declared_only: Vec<String>,
}

/// One labelled table.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(default)]
pub struct TableLabel {
    /// Path below the data set's folder.
    pub file: String,
    /// The table, or the path of a JSON object or array; empty for delimited files.
    pub table: String,
    /// Where names come from: `yes`, `ddl`, `insert`, or `no` where they come from nowhere.
    pub header: String,
    /// What each column must be found to hold; `none` for nothing.
    pub columns: Ordered<Vec<String>>,
    /// What a column may be found to hold.
    pub may: BTreeMap<String, Vec<String>>,
    /// What a column's name promises, although every value is blank.
    pub declared_empty: BTreeMap<String, Vec<String>>,
    /// No records at all.
    pub declared_only: bool,
}

/// One labelled file without columns.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(default)]
pub struct FileLabel {
    /// Path below the data set's folder.
    pub file: String,
    /// What must be found in it.
    pub categories: Vec<String>,
    /// What must not.
    pub must_not: Vec<String>,
    /// For formats that are opaque: the verdict that is right, in words.
    pub expect: Option<String>,
}

/// The entries of a JSON object in the order of the file.
#[derive(Clone, Debug)]
pub struct Ordered<T>(pub Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// Reads all labels of a folder, sorted by name. Only the set of this name where one is asked for.
///
/// # Errors
/// A line that says which file can't be read, or that there is none.
pub fn read_all(folder: &Path, only: Option<&str>) -> Result<Vec<Labels>, String> {
    let entries = folder
        .join("labels")
        .read_dir()
        .map_err(|e| format!("{}: {e}; a labelled folder has `labels/NAME.json` and `NAME/`", folder.join("labels").display()))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if only.is_some_and(|only| only != name) {
            continue;
        }
        let text = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut labels: Labels = serde_json::from_slice(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        labels.dataset = name;
        all.push(labels);
    }
    if all.is_empty() {
        Err(format!("{}: no labels{}", folder.display(), only.map_or(String::new(), |o| format!(" of a set `{o}`"))))
    } else {
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_their_order() {
        let table: TableLabel = serde_json::from_str(r#"{"file":"a.csv","columns":{"z":["none"],"a":["contact.email"]}}"#).unwrap();
        let names: Vec<&str> = table.columns.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["z", "a"]);
    }

    #[test]
    fn a_folder_without_labels_says_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read_all(folder.path(), None).unwrap_err().contains("labels/NAME.json"));
    }
}
