//! The report, version 1: what `scan` makes and every output renders. Field order is the order in the JSON.
//!
//! No field holds a raw value: samples are masks, names of files and columns are escaped.

use serde::{Deserialize, Serialize};

/// The version of the report's form.
pub const SCHEMA_VERSION: &str = "1";

/// A whole report.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// What made it.
    pub tool: Tool,
    /// All that differs between two scans of the same data: times, absolute paths, options.
    pub scan: ScanInfo,
    /// The sentence, made from facts.
    pub summary: String,
    /// What happened to every byte.
    pub coverage: Coverage,
    /// One verdict a category, in the order in which people read them.
    pub verdicts: Vec<Verdict>,
    /// One entry a column of a table or dataset.
    pub columns: Vec<ColumnReport>,
    /// Which categories stand together in records.
    pub combinations: Vec<Combination>,
    /// How many people.
    pub subjects: Subjects,
    /// What a person must look at, the most useful first.
    pub review: Vec<ReviewItem>,
}

/// What made a report.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Tool {
    /// `outcrop`.
    pub name: String,
    /// The program's version.
    pub version: String,
    /// Digest over patterns, lexicons, weights, validators and limits: equal digests judge alike.
    pub rules_digest: String,
}

/// All that differs between two scans of the same data.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct ScanInfo {
    /// The volumes with their absolute paths, in the order of their names.
    pub volumes: Vec<VolumeInfo>,
    /// When it began, UTC, RFC 3339.
    pub started: String,
    /// When it ended, UTC, RFC 3339.
    pub finished: String,
    /// `complete` or `interrupted`.
    pub status: String,
    /// The options as they were in force, by name.
    pub options: std::collections::BTreeMap<String, String>,
}

/// One scanned root.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct VolumeInfo {
    /// Its name.
    pub name: String,
    /// Its path, escaped.
    pub path: String,
}

/// What happened to every byte.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
pub struct Coverage {
    /// How many files, each inode once.
    pub files: u64,
    /// The stored ledger in bytes.
    pub bytes: Bytes,
    /// The decoded ledger: bytes after unpacking.
    pub decoded_bytes: u64,
    /// Records read.
    pub records: u64,
    /// Values that are not null.
    pub values: u64,
    /// What was not examined; grouped by folder beyond 10,000.
    pub gaps: Vec<GapReport>,
    /// What has no bytes to read.
    pub skipped: Vec<SkippedReport>,
    /// Files of kinds that don't hold records, examined raw, by class.
    pub assumptions: Vec<AssumptionReport>,
    /// Files with several names in the volumes (hard links): read once.
    pub links: Vec<LinkReport>,
}

/// The stored ledger: `total = parsed + raw + structural + gap`.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bytes {
    /// Apparent size of all files.
    pub total: u64,
    /// Read as their format.
    pub parsed: u64,
    /// Examined as raw strings.
    pub raw: u64,
    /// Framing.
    pub structural: u64,
    /// Not examined.
    pub gap: u64,
}

/// One gap, or a group of them.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct GapReport {
    /// The volume.
    pub volume: String,
    /// The source, or the folder of a group.
    pub source: String,
    /// Why.
    pub reason: String,
    /// How many bytes of the source's own stream.
    pub bytes: u64,
    /// For a person.
    pub detail: String,
    /// What it leaves open.
    pub blocks: BlocksReport,
}

/// `"all"` or a list of categories.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(untagged)]
pub enum BlocksReport {
    /// Always `all`.
    All(String),
    /// These.
    Categories(Vec<String>),
}

/// One thing without bytes.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SkippedReport {
    /// The volume.
    pub volume: String,
    /// Its path.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// A class of files that were taken to hold no records.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct AssumptionReport {
    /// The volume.
    pub volume: String,
    /// The class: `program files`, `images` …
    pub class: String,
    /// How many sources.
    pub sources: u64,
    /// Their bytes after unpacking.
    pub bytes: u64,
}

/// A file with several names.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LinkReport {
    /// The volume of the name under which it was read.
    pub volume: String,
    /// The name under which it was read.
    pub source: String,
    /// Its other names, each `volume:path`.
    pub also: Vec<String>,
}

/// What is said of a category.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Verdict {
    /// The category's id.
    pub category: String,
    /// `exposed`, `not_exposed` or `inconclusive`.
    pub verdict: String,
    /// `full`, `bounded` or `none`.
    pub claim: String,
    /// Values found.
    pub values: u64,
    /// Distinct values found; an estimate beyond 128 (standard error 1.6 %).
    pub distinct: u64,
    /// Records that hold one.
    pub records: u64,
    /// How many columns are findings.
    pub columns: u64,
    /// Why, for a person.
    pub reasons: Vec<String>,
    /// What a `not_exposed` takes for granted.
    pub assumptions: Vec<String>,
    /// What was examined and is clear of it.
    pub cleared: Cleared,
    /// What leaves it open.
    pub unsettled: Unsettled,
    /// The same by volume.
    pub by_volume: Vec<VolumeVerdict>,
    /// Planted and recovered controls.
    pub controls: Controls,
}

/// What is clear of a category.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cleared {
    /// Sources.
    pub sources: u64,
    /// Bytes after unpacking.
    pub bytes: u64,
    /// Records.
    pub records: u64,
}

/// What leaves a category open.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Unsettled {
    /// Sources.
    pub sources: u64,
    /// Bytes.
    pub bytes: u64,
}

/// A verdict in one volume.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct VolumeVerdict {
    /// The volume.
    pub volume: String,
    /// As [`Verdict::verdict`].
    pub verdict: String,
    /// Values found there.
    pub values: u64,
    /// Distinct ones.
    pub distinct: u64,
    /// Records.
    pub records: u64,
}

/// Controls of a category.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Controls {
    /// How many were planted.
    pub planted: u64,
    /// How many came back.
    pub recovered: u64,
}

/// One column.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct ColumnReport {
    /// The volume.
    pub volume: String,
    /// The source, or the first of a dataset.
    pub source: String,
    /// The dataset, where it has several sources.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sources: Option<SourceSpan>,
    /// The format's name.
    pub format: String,
    /// The table.
    pub table: String,
    /// The column's name, or `#N` (from 1) where nothing names it.
    pub column: String,
    /// Its place in the table, from 0; `null` for columns that are told by name alone.
    pub ordinal: Option<u32>,
    /// Records of the table.
    pub records: u64,
    /// Values that are not null.
    pub non_null: u64,
    /// Distinct values; an estimate beyond 128 (standard error 1.6 %).
    pub distinct: u64,
    /// `classified`, `benign: …`, `empty`, `opaque` or `unexplained`.
    pub disposition: String,
    /// What was found in it.
    pub findings: Vec<FindingReport>,
}

/// The sources of a dataset.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct SourceSpan {
    /// How many.
    pub count: u64,
    /// The first by name.
    pub first: String,
    /// The last by name.
    pub last: String,
}

/// One finding or candidate.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct FindingReport {
    /// The category.
    pub category: String,
    /// `column` or `embedded`.
    pub extent: String,
    /// `finding` or `candidate`.
    pub level: String,
    /// Between 0 and 1, to three places.
    pub confidence: f64,
    /// `person`, `organisation`, `reference` or `unknown`.
    pub subject: String,
    /// How many values.
    pub values: u64,
    /// Why, for a person.
    pub basis: Vec<String>,
    /// Billing, shipping, home, work.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
    /// Candidate algorithms of hashes.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub algorithms: Vec<String>,
    /// `broken`, `fast` or `slow`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub strength: Option<String>,
    /// Refinement below the category: `us.ssn`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub scheme: Option<String>,
    /// Masks of some values.
    pub samples: Vec<String>,
}

/// Categories that stand together in records.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Combination {
    /// The categories, sorted.
    pub categories: Vec<String>,
    /// How many records hold all of them.
    pub records: u64,
    /// Whether the count is exact, or a lower bound.
    pub exact: bool,
}

/// How many people.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Subjects {
    /// Distinct people, as well as it can be told.
    pub estimate: u64,
    /// By which key.
    pub basis: String,
}

/// Something for a person to look at.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct ReviewItem {
    /// What to do.
    pub what: String,
    /// Where.
    pub r#where: String,
    /// Why.
    pub why: String,
    /// What it would settle.
    pub categories: Vec<String>,
}
