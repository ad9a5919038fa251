//! Verdicts over a whole data set, and the one error that must not happen: a false all-clear.

use outcrop::model::report::{FindingReport, Report};

use super::{Rules, predicted};
use crate::expect::Expectations;

/// How the verdicts of a data set stand to the truth.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VerdictScore {
    /// Held, and `exposed`.
    pub exposed: u64,
    /// Held, and `inconclusive`.
    pub present_open: u64,
    /// Not held, and `not_exposed`.
    pub cleared: u64,
    /// Not held, and `inconclusive`.
    pub absent_open: u64,
    /// Held, and `not_exposed`: a line each.
    pub false_all_clears: Vec<String>,
    /// `not_exposed` although a file stayed unread: a line each.
    pub overclaims: Vec<String>,
    /// Not held, and `exposed`: a line each.
    pub false_alarms: Vec<String>,
}

impl VerdictScore {
    /// Adds another set's.
    pub fn merge(&mut self, other: &VerdictScore) {
        self.exposed += other.exposed;
        self.present_open += other.present_open;
        self.cleared += other.cleared;
        self.absent_open += other.absent_open;
        self.false_all_clears.extend(other.false_all_clears.iter().cloned());
        self.overclaims.extend(other.overclaims.iter().cloned());
        self.false_alarms.extend(other.false_alarms.iter().cloned());
    }
}

/// Compares the overall verdicts with what the set holds. A category without a verdict counts as inconclusive.
pub fn score(set: &Expectations, report: &Report, unread: &[&str]) -> VerdictScore {
    let mut score = VerdictScore::default();
    let verdict = |category: &str| report.verdicts.iter().find(|v| v.category == category).map_or("inconclusive", |v| v.verdict.as_str());
    for category in &set.present {
        match verdict(category) {
            "exposed" => score.exposed += 1,
            "not_exposed" => score.false_all_clears.push(format!("{}: {category}", set.name)),
            _ => score.present_open += 1,
        }
    }
    for category in &set.absent {
        match verdict(category) {
            "exposed" => score.false_alarms.push(format!("{}: {category} at {}", set.name, exposing(category, report))),
            "not_exposed" => score.cleared += 1,
            _ => score.absent_open += 1,
        }
    }
    let opaque = set.files.iter().find(|f| f.expect.is_some() && unread.contains(&f.file.as_str()));
    if let Some(file) = opaque {
        for clear in report.verdicts.iter().filter(|v| v.verdict == "not_exposed") {
            score.overclaims.push(format!("{}: {} although {} is opaque", set.name, clear.category, file.file));
        }
    }
    score
}

/// The columns that a verdict of `exposed` rests on, the first three.
fn exposing(category: &str, report: &Report) -> String {
    let exposes = |f: &FindingReport| predicted(f, Rules::default()) == Some(category);
    let mut places = Vec::new();
    for column in &report.columns {
        if let Some(finding) = column.findings.iter().find(|f| exposes(f)) {
            places.push(format!("{}/{}/{} {} {:.3}", column.source, column.table, column.column, finding.extent, finding.confidence));
        }
    }
    let more = places.len().saturating_sub(3);
    places.truncate(3);
    let shown = if places.is_empty() { "no column that the report names".to_owned() } else { places.join(", ") };
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}
