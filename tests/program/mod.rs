//! Runs the built program as a user does, and reads what it says.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// The fixtures of the repository.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// A run of `outcrop` with these arguments.
pub fn outcrop<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_outcrop")).args(args).stdin(Stdio::null()).output().expect("the program starts")
}

/// A finished scan.
pub struct Scanned {
    /// The report.
    pub report: Value,
    /// The exit status.
    pub status: i32,
}

/// Scans with `--json`; the report must be valid by the published schema.
pub fn scan<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Scanned {
    let mut all: Vec<std::ffi::OsString> = vec!["scan".into(), "--json".into()];
    all.extend(args.into_iter().map(|a| a.as_ref().to_owned()));
    let output = outcrop(&all);
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {:?}\n{}", all, String::from_utf8_lossy(&output.stderr)));
    let errors: Vec<String> = schema().iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
    assert!(errors.is_empty(), "the report does not follow the schema: {errors:?}");
    Scanned { report, status: output.status.code().unwrap_or(-1) }
}

fn schema() -> &'static jsonschema::Validator {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json");
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    })
}

impl Scanned {
    /// The verdict of a category overall.
    pub fn verdict(&self, category: &str) -> &str {
        self.of(category)["verdict"].as_str().unwrap()
    }

    /// The whole entry of a category.
    pub fn of(&self, category: &str) -> &Value {
        let all = self.report["verdicts"].as_array().unwrap();
        all.iter().find(|v| v["category"] == category).unwrap_or_else(|| panic!("no verdict for {category}"))
    }

    /// The verdict of a category in a volume.
    pub fn verdict_in(&self, category: &str, volume: &str) -> &str {
        let volumes = self.of(category)["by_volume"].as_array().unwrap();
        volumes.iter().find(|v| v["volume"] == volume).unwrap_or_else(|| panic!("no volume {volume}"))["verdict"].as_str().unwrap()
    }

    /// Findings by source and column: the categories of each column that has one.
    pub fn findings(&self) -> BTreeMap<(String, String), Vec<String>> {
        let mut found: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for column in self.report["columns"].as_array().unwrap() {
            let key = (column["source"].as_str().unwrap().to_owned(), column["column"].as_str().unwrap().to_owned());
            for finding in column["findings"].as_array().unwrap() {
                if finding["level"] == "finding" {
                    found.entry(key.clone()).or_default().push(finding["category"].as_str().unwrap().to_owned());
                }
            }
        }
        found
    }

    /// The gaps as `source: reason`.
    pub fn gaps(&self) -> Vec<String> {
        let all = self.report["coverage"]["gaps"].as_array().unwrap();
        all.iter().map(|g| format!("{}: {}", g["source"].as_str().unwrap(), g["reason"].as_str().unwrap())).collect()
    }

    /// A number of the coverage by its path, such as `bytes.total`.
    pub fn coverage(&self, path: &str) -> u64 {
        path.split('.').fold(&self.report["coverage"], |v, part| &v[part]).as_u64().unwrap()
    }

    /// The stored ledger must close.
    pub fn assert_closes(&self) {
        let part = |name: &str| self.coverage(&format!("bytes.{name}"));
        assert_eq!(part("total"), part("parsed") + part("raw") + part("structural") + part("gap"), "{}", self.report["coverage"]["bytes"]);
    }

    /// The report without what may differ between two scans of the same data.
    pub fn comparable(&self) -> String {
        let mut report = self.report.clone();
        report.as_object_mut().unwrap().remove("scan");
        serde_json::to_string_pretty(&report).unwrap()
    }
}

/// A folder for one test, removed at its end.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Writes a file below a folder, with the folders it needs.
pub fn write(folder: &tempfile::TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

/// `name=path` for a volume.
pub fn volume(name: &str, path: &Path) -> String {
    format!("{name}={}", path.display())
}

/// A small table of customers as CSV.
pub fn customers(records: usize) -> String {
    let given = ["Maria", "James", "Anna", "David", "Laura", "Peter", "Sofia", "Thomas"];
    let family = ["Garcia", "Smith", "Weber", "Silva", "Rossi", "Johnson", "Dubois", "Wilson"];
    let mut text = String::from("id,first_name,last_name,email,phone\n");
    for i in 0..records {
        let (g, f) = (given[i % 8], family[(i / 3) % 8]);
        text.push_str(&format!(
            "{},{g},{f},{}.{}{i}@example.com,+1 212 555 {:04}\n",
            10_000 + i * 7,
            g.to_lowercase(),
            f.to_lowercase(),
            i % 10_000
        ));
    }
    text
}
