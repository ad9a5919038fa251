//! A report held against what a data set must show.

mod columns;
mod files;
mod verdicts;

use outcrop::model::report::{ColumnReport, FindingReport, Report};

use crate::expect::Expectations;
use crate::place::of_file;
use crate::tally::Tally;
use crate::taxonomy::scored;

pub use verdicts::VerdictScore;

/// How findings count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// Findings of organisations and of reference data count as predictions too.
    pub all_subjects: bool,
}

/// What one data set's report got right and wrong.
#[derive(Clone, Debug, Default)]
pub struct SetScore {
    /// Counts over its columns and files.
    pub tally: Tally,
    /// Every column and file where label and report disagree, a line each.
    pub disagreements: Vec<String>,
    /// Labelled columns that the report doesn't have, a line each.
    pub not_found: Vec<String>,
    /// Files that were not read as what they are, and why: they don't score.
    pub unread: Vec<String>,
    /// What was left out of the scoring, and why.
    pub left_out: Vec<String>,
    /// The verdicts over the whole set.
    pub verdicts: VerdictScore,
}

/// Scores a report. `readable` says of a file whether its format is one that outcrop reads: only of other files may
/// the tables be missing.
pub fn score(set: &Expectations, report: &Report, readable: &dyn Fn(&str) -> bool, rules: Rules) -> SetScore {
    let mut score = SetScore::default();
    let mut unread: Vec<&str> = Vec::new();
    for file in labelled_files(set) {
        if let Some(why) = why_unread(file, set, report, readable) {
            score.unread.push(format!("{}/{file}: {why}", set.name));
            unread.push(file);
        }
    }
    columns::score(set, report, &unread, rules, &mut score);
    files::score(set, report, &unread, rules, &mut score);
    score.verdicts = verdicts::score(set, report, &unread);
    score
}

fn labelled_files(set: &Expectations) -> Vec<&str> {
    let mut files: Vec<&str> = set.tables.iter().map(|t| t.file.as_str()).chain(set.files.iter().map(|f| f.file.as_str())).collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// Why a file doesn't score: nothing parsed it, and either a gap says so or its format is none that outcrop reads.
fn why_unread(file: &str, set: &Expectations, report: &Report, readable: &dyn Fn(&str) -> bool) -> Option<String> {
    let parsed = columns_of(file, report).any(|c| !matches!(c.format.as_str(), "text" | "raw"));
    if parsed {
        return None;
    }
    if let Some(reason) = opaque(file, report) {
        return Some(format!("gap `{reason}`"));
    }
    let has_tables = set.tables.iter().any(|t| t.file == file);
    (has_tables && !readable(file)).then(|| "no tables in the report, and no format that is read yet".to_owned())
}

/// The reason of a gap that leaves the whole file unread.
fn opaque<'r>(file: &str, report: &'r Report) -> Option<&'r str> {
    let shown = outcrop::model::escape(file.as_bytes());
    let covers = |source: &str| {
        source == shown
            || source.strip_prefix(shown.as_str()).is_some_and(|rest| rest.starts_with("!/"))
            || shown.strip_prefix(source.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
    };
    let unread = |reason: &str| matches!(reason, "unsupported" | "encrypted" | "unreadable");
    report.coverage.gaps.iter().find(|gap| unread(&gap.reason) && covers(&gap.source)).map(|gap| gap.reason.as_str())
}

fn columns_of<'r, 'f>(file: &'f str, report: &'r Report) -> impl Iterator<Item = &'r ColumnReport> + use<'r, 'f> {
    report.columns.iter().filter(move |column| of_file(file, column))
}

/// The scored category of a finding that counts as a prediction.
fn predicted(finding: &FindingReport, rules: Rules) -> Option<&'static str> {
    let counts = finding.level == "finding" && (rules.all_subjects || matches!(finding.subject.as_str(), "person" | "unknown"));
    counts.then(|| scored(&finding.category)).flatten()
}

/// Findings in a few words each, candidates and other subjects too.
fn in_words<'r>(findings: impl Iterator<Item = (&'r ColumnReport, &'r FindingReport)>, column: &str) -> String {
    let words: Vec<String> = findings
        .map(|(at, f)| {
            let below = if at.column.eq_ignore_ascii_case(column) { String::new() } else { format!(" at {}", at.column) };
            format!("{} {:.3} {} {} {}{below} ({})", f.category, f.confidence, f.level, f.extent, f.subject, f.basis.join("; "))
        })
        .collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(" | ") }
}

#[cfg(test)]
mod tests;
