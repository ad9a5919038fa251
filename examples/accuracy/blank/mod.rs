//! A data set without its headers: a copy in which columns are called `c1` … `cn`, and nothing else is changed.

pub mod delimited;
pub mod json;
pub mod sql;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::expect::{Expectations, ExpectedTable};
use crate::kind::{self, Kind};
use crate::place::parts;

/// Where the columns of a file stand in the copy.
enum Renamed {
    /// These columns, by place.
    Columns(Vec<String>),
    /// The columns of the catalogue.
    Catalogue,
    /// These paths.
    Paths(json::Paths),
    /// There were no names.
    Same,
    /// Why nothing was replaced.
    Not(&'static str),
}

/// Copies a data set into a temporary folder without its headers, and moves what is expected to the new names.
/// Tables of files whose headers can't be replaced are marked as left out. The folder goes with what is returned.
///
/// # Errors
/// A line that says which file can't be read or written.
pub fn blank(root: &Path, set: &mut Expectations) -> Result<TempDir, String> {
    let copy = tempfile::Builder::new().prefix("outcrop-accuracy-").tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let files = read_files(root)?;
    let mut catalogue = sql::Catalogue::default();
    let mut kinds = BTreeMap::new();
    for (file, bytes) in &files {
        let tables: Vec<&ExpectedTable> = set.tables.iter().filter(|t| t.file == *file).collect();
        let kind = kind::of(bytes, &tables);
        if kind == Kind::Sql {
            catalogue.learn(file, &kind::decoded(bytes));
        }
        kinds.insert(file.as_str(), kind);
    }
    for (file, bytes) in &files {
        let kind = kinds.get(file.as_str()).copied().unwrap_or(Kind::Other);
        let (renamed, text) = rename(kind, file, bytes, &catalogue);
        let target = copy.path().join(file);
        let written = target.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&target, text));
        written.map_err(|e| format!("{}: {e}", target.display()))?;
        for table in set.tables.iter_mut().filter(|t| t.file == *file) {
            relocate(table, &renamed, &catalogue);
        }
    }
    Ok(copy)
}

/// All regular files below a folder by their path, in its order.
fn read_files(root: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut files = Vec::new();
    for entry in WalkDir::new(root).sort_by_file_name() {
        let entry = entry.map_err(|e| e.to_string())?;
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).map_err(|e| format!("{}: {e}", entry.path().display()))?;
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
            files.push((path.to_string_lossy().replace('\\', "/"), bytes));
        }
    }
    Ok(files)
}

fn rename(kind: Kind, file: &str, bytes: &[u8], catalogue: &sql::Catalogue) -> (Renamed, Vec<u8>) {
    let text = kind::decoded(bytes);
    match kind {
        Kind::Sql => (Renamed::Catalogue, catalogue.rename(file, &text)),
        Kind::Json => {
            let (paths, renamed) = json::rename(&text);
            (Renamed::Paths(paths), renamed)
        }
        Kind::Delimited(delimiter) => {
            let (names, renamed) = delimited::rename(&text, delimiter);
            (Renamed::Columns(names), renamed)
        }
        Kind::Nameless => (Renamed::Same, bytes.to_vec()),
        Kind::Other => (Renamed::Not("the names of this format's columns can't be replaced yet"), bytes.to_vec()),
    }
}

fn relocate(table: &mut ExpectedTable, renamed: &Renamed, catalogue: &sql::Catalogue) {
    match renamed {
        Renamed::Same => {}
        Renamed::Not(why) => table.left_out = Some((*why).to_owned()),
        Renamed::Columns(names) => by_place(table, names),
        Renamed::Catalogue => match catalogue.columns(&table.file, &table.table) {
            Some(names) => by_place(table, names),
            None => table.left_out = Some("no statement names its columns".to_owned()),
        },
        Renamed::Paths(paths) => {
            for column in &mut table.columns {
                let own: Vec<&str> = column.place.path.iter().map(String::as_str).collect();
                let whole: Vec<&str> = column.place.table.iter().map(String::as_str).chain(own.iter().copied()).collect();
                if let Some(new) = paths.get(&whole.join(".")).or_else(|| paths.get(&own.join("."))) {
                    column.place.table = Vec::new();
                    column.place.path = parts(new);
                }
            }
        }
    }
}

fn by_place(table: &mut ExpectedTable, names: &[String]) {
    for column in &mut table.columns {
        match names.iter().position(|name| name.eq_ignore_ascii_case(column.shown.trim())).and_then(|n| u32::try_from(n).ok()) {
            Some(n) => {
                column.place.path = vec![format!("c{}", n + 1)];
                column.place.ordinal = Some(n);
            }
            None => table.left_out = Some(format!("`{}` is not among its columns", column.shown)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels;

    #[test]
    fn a_copy_has_new_names_and_the_labels_follow() {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/accuracy/fixture");
        let labels = labels::read_all(&fixture, Some("shop")).unwrap();
        let mut set = Expectations::new(&labels[0]);
        let copy = blank(&fixture.join("shop"), &mut set).unwrap();
        let read = |file: &str| fs::read_to_string(copy.path().join(file)).unwrap();
        assert!(read("customers.csv").starts_with("c1;c2;c3;c4\n"));
        assert!(read("db/orders.sql").contains("INSERT INTO orders (c1, c3) VALUES"));
        let place = |table: usize, column: &str| set.tables[table].columns.iter().find(|c| c.shown == column).unwrap().place.clone();
        assert_eq!((place(0, "mail").path, place(0, "mail").ordinal), (vec!["c3".to_owned()], Some(2)));
        assert_eq!((place(1, "note").table, place(1, "note").path), (vec!["orders".to_owned()], vec!["c3".to_owned()]));
        assert_eq!(place(2, "profile.tel").path, ["c2", "c1"]);
        assert!(set.tables[3].left_out.is_some(), "YAML can't be renamed");
    }
}
