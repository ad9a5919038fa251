//! Files without columns: what must be found somewhere in them, and what must not.

use std::collections::BTreeSet;

use outcrop::model::report::Report;

use super::{Rules, SetScore, columns_of, in_words, predicted};
use crate::expect::Expectations;
use crate::taxonomy::scored;

/// Scores all labelled files that were read. Findings of either extent count.
pub fn score(set: &Expectations, report: &Report, unread: &[&str], rules: Rules, score: &mut SetScore) {
    for label in set.files.iter().filter(|label| !unread.contains(&label.file.as_str())) {
        let findings = || columns_of(&label.file, report).flat_map(|c| c.findings.iter().map(move |f| (c, f)));
        let found: BTreeSet<&str> = findings().filter_map(|(_, f)| predicted(f, rules)).collect();
        let place = format!("{}/{}", set.name, label.file);
        for category in label.categories.iter().filter_map(|c| scored(c)) {
            if found.contains(category) {
                score.tally.of(category).found += 1;
            } else {
                score.tally.of(category).missed += 1;
                let near = findings().filter(|(_, f)| scored(&f.category) == Some(category));
                score.disagreements.push(format!("{place}: MISSED {category} in the file; got {}", in_words(near, "")));
            }
        }
        for category in label.must_not.iter().filter_map(|c| scored(c)).filter(|c| found.contains(c)) {
            score.tally.of(category).false_alarms += 1;
            let wrong = findings().filter(|(_, f)| predicted(f, rules) == Some(category));
            score.disagreements.push(format!("{place}: FALSE ALARM {category} in the file; got {}", in_words(wrong, "")));
        }
    }
}
