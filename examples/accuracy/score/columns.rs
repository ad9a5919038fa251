//! Columns: what each must show against what was found in it and below it.

use std::collections::{BTreeMap, BTreeSet};

use outcrop::model::report::{ColumnReport, Report};

use super::{Rules, SetScore, columns_of, in_words, predicted};
use crate::expect::{Expectations, Expected, ExpectedTable};

/// A labelled column by the indexes of its table and of itself.
type Slot = (usize, usize);

/// Scores all labelled columns of files that were read.
pub fn score(set: &Expectations, report: &Report, unread: &[&str], rules: Rules, score: &mut SetScore) {
    let matched = assign(set, report);
    for (t, table) in set.tables.iter().enumerate() {
        if unread.contains(&table.file.as_str()) {
            continue;
        }
        if let Some(why) = &table.left_out {
            score.left_out.push(format!("{}: {why}", place(set, table, "")));
            continue;
        }
        for (c, column) in table.columns.iter().enumerate() {
            let seen = matched.get(&(t, c)).map_or(&[][..], Vec::as_slice);
            let place = place(set, table, &column.shown);
            match compare(column, seen, rules, score) {
                Some(line) if !seen.is_empty() => score.disagreements.push(format!("{place}: {line}")),
                Some(_) => score.not_found.push(format!("{place}: MISSED {}", list(&column.required))),
                None if seen.is_empty() && !column.empty => score.not_found.push(place),
                None => {}
            }
        }
    }
}

/// Gives every column of the report to the labelled column that it fits best.
fn assign<'r>(set: &Expectations, report: &'r Report) -> BTreeMap<Slot, Vec<&'r ColumnReport>> {
    let mut matched: BTreeMap<Slot, Vec<&ColumnReport>> = BTreeMap::new();
    let files: BTreeSet<&str> = set.tables.iter().map(|t| t.file.as_str()).collect();
    for file in files {
        let exact = columns_of(file, report).any(|c| c.source == outcrop::model::escape(file.as_bytes()));
        for seen in columns_of(file, report) {
            // A file that stands in the report for itself is not looked for in datasets of its likes.
            if exact && seen.source != outcrop::model::escape(file.as_bytes()) {
                continue;
            }
            if let Some(slot) = best(set, file, seen) {
                matched.entry(slot).or_default().push(seen);
            }
        }
    }
    matched
}

fn best(set: &Expectations, file: &str, seen: &ColumnReport) -> Option<Slot> {
    let mut best = None;
    for (t, table) in set.tables.iter().enumerate().filter(|(_, table)| table.file == file) {
        for (c, column) in table.columns.iter().enumerate() {
            let fit = column.place.fit(seen);
            if fit.is_some() && best.is_none_or(|(top, _)| fit > top) {
                best = Some((fit, (t, c)));
            }
        }
    }
    best.map(|(_, slot)| slot)
}

/// Counts one column, and says in a line what is wrong with it.
fn compare(column: &Expected, seen: &[&ColumnReport], rules: Rules, score: &mut SetScore) -> Option<String> {
    let findings = || seen.iter().flat_map(|at| at.findings.iter().map(move |f| (*at, f)));
    let mut whole = BTreeSet::new();
    let mut embedded = BTreeSet::new();
    for (_, finding) in findings() {
        if let Some(category) = predicted(finding, rules) {
            if finding.extent == "column" {
                whole.insert(category)
            } else {
                embedded.insert(category)
            };
        }
    }
    let mut missed = BTreeSet::new();
    for category in &column.required {
        if whole.contains(category) || embedded.contains(category) {
            score.tally.of(category).found += 1;
        } else {
            score.tally.of(category).missed += 1;
            missed.insert(*category);
        }
    }
    let wrong: BTreeSet<&'static str> =
        whole.into_iter().filter(|c| !column.required.contains(c) && !column.tolerated.contains(c)).collect();
    wrong.iter().for_each(|category| score.tally.of(category).false_alarms += 1);
    if missed.is_empty() && wrong.is_empty() {
        return None;
    }
    let mut line = Vec::new();
    if !missed.is_empty() {
        line.push(format!("MISSED {}", list(&missed)));
    }
    if !wrong.is_empty() {
        line.push(format!("FALSE ALARM {}{}", list(&wrong), if column.empty { " (declared, empty)" } else { "" }));
    }
    let expected = if column.required.is_empty() { "none".to_owned() } else { list(&column.required) };
    let (name, disposition) = seen.first().map_or(("", ""), |first| (&first.column, &first.disposition));
    Some(format!("{}; expected {expected}; got {} [{disposition}]", line.join(", "), in_words(findings(), name)))
}

fn list(categories: &BTreeSet<&'static str>) -> String {
    categories.iter().copied().collect::<Vec<_>>().join(" + ")
}

fn place(set: &Expectations, table: &ExpectedTable, column: &str) -> String {
    let parts = [set.name.as_str(), &table.file, &table.table, column];
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| outcrop::model::escape(part.as_bytes())).collect::<Vec<_>>().join("/")
}
