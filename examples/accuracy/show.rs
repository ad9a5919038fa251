//! Scores as text and as Markdown.

use std::fmt::Write;

use crate::score::{SetScore, VerdictScore};
use crate::tally::{Counts, Interval, Tally};
use crate::taxonomy;

/// The F1 that mission categories with enough support are held to.
const FLOOR: f64 = 0.90;
/// How many columns make enough support.
const ENOUGH: u64 = 10;

const HEADER: [&str; 10] = ["category", "support", "TP", "FP", "FN", "precision", "95 %", "recall", "95 %", "F1"];

/// The table of categories, and the means below it.
pub fn table(tally: &Tally, markdown: bool) -> String {
    let mut rows: Vec<[String; 10]> = tally.rows().map(|(category, counts)| row(category, counts)).collect();
    rows.push(row("all together", tally.total()));
    let mut text = if markdown { as_markdown(&rows) } else { as_text(&rows) };
    let mean = |mean: Option<(f64, usize)>| mean.map_or("–".to_owned(), |(f1, n)| format!("{f1:.3} ({n} categories)"));
    let all = mean(tally.macro_f1(taxonomy::core()));
    let mission = mean(tally.macro_f1(taxonomy::MISSION.into_iter()));
    let _ = writeln!(text, "\nMacro F1: {mission} over the mission, {all} over all.");
    let below = taxonomy::MISSION.into_iter().map(|c| (c, tally.get(c))).filter(|(_, counts)| counts.support() >= ENOUGH);
    let below: Vec<String> =
        below.filter(|(_, counts)| counts.f1() < Some(FLOOR)).map(|(c, counts)| format!("{c} {}", number(counts.f1()))).collect();
    let below = if below.is_empty() { "none".to_owned() } else { below.join(", ") };
    let _ = writeln!(text, "Mission categories with support of {ENOUGH} and more and F1 below {FLOOR:.2}: {below}.");
    text
}

fn row(category: &str, counts: Counts) -> [String; 10] {
    [
        category.to_owned(),
        counts.support().to_string(),
        counts.found.to_string(),
        counts.false_alarms.to_string(),
        counts.missed.to_string(),
        number(counts.precision()),
        interval(counts.precision_interval()),
        number(counts.recall()),
        interval(counts.recall_interval()),
        number(counts.f1()),
    ]
}

fn number(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |v| format!("{v:.3}"))
}

fn interval(bounds: Option<Interval>) -> String {
    bounds.map_or("–".to_owned(), |(low, high)| format!("{low:.2}–{high:.2}"))
}

fn as_markdown(rows: &[[String; 10]]) -> String {
    let mut text = format!("| {} |\n|---|{}\n", HEADER.join(" | "), "---:|".repeat(HEADER.len() - 1));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

fn as_text(rows: &[[String; 10]]) -> String {
    let header = HEADER.map(str::to_owned);
    let all = || std::iter::once(&header).chain(rows);
    let widths: Vec<usize> =
        (0..HEADER.len()).map(|n| all().filter_map(|row| row.get(n)).map(|c| c.chars().count()).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in all() {
        let cells = row.iter().zip(&widths).enumerate();
        let line: Vec<String> = cells.map(|(n, (cell, &w))| if n == 0 { format!("{cell:<w$}") } else { format!("{cell:>w$}") }).collect();
        let _ = writeln!(text, "{}", line.join("  ").trim_end());
    }
    text
}

/// All errors by name, the gravest first.
pub fn errors(scores: &[SetScore], verdicts: &VerdictScore) -> String {
    let mut text = String::new();
    section(&mut text, "FALSE ALL-CLEARS: held by the data, and `not_exposed`", &verdicts.false_all_clears);
    section(&mut text, "`not_exposed` over an opaque file", &verdicts.overclaims);
    let gather = |lines: fn(&SetScore) -> &Vec<String>| scores.iter().flat_map(lines).cloned().collect::<Vec<_>>();
    section(&mut text, "Disagreements", &gather(|s| &s.disagreements));
    section(&mut text, "Labelled columns that are not in the report", &gather(|s| &s.not_found));
    section(&mut text, "`exposed` and not held by the data", &verdicts.false_alarms);
    section(&mut text, "Not read, not scored: no category that the set holds may be `not_exposed`", &gather(|s| &s.unread));
    section(&mut text, "Left out of the scoring", &gather(|s| &s.left_out));
    text
}

/// The counts of verdicts over whole data sets.
pub fn verdicts(verdicts: &VerdictScore, sets: usize) -> String {
    let VerdictScore { exposed, present_open, cleared, absent_open, .. } = verdicts;
    let (missed, alarms) = (verdicts.false_all_clears.len(), verdicts.false_alarms.len());
    format!(
        "Verdicts over {sets} data sets: of what they hold {exposed} exposed, {present_open} inconclusive, {missed} not exposed (false all-clears); \
         of what they don't {cleared} not exposed, {absent_open} inconclusive, {alarms} exposed.\n"
    )
}

fn section(text: &mut String, title: &str, lines: &[String]) {
    let _ = writeln!(text, "{title}: {}", lines.len());
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally() -> Tally {
        let mut tally = Tally::default();
        *tally.of("contact.email") = Counts { found: 9, false_alarms: 1, missed: 1 };
        *tally.of("contact.phone") = Counts { found: 5, false_alarms: 0, missed: 5 };
        tally
    }

    #[test]
    fn the_table_is_markdown_on_demand() {
        let text = table(&tally(), true);
        assert!(text.contains("| contact.email | 10 | 9 | 1 | 1 | 0.900 | 0.60–0.98 | 0.900 | 0.60–0.98 | 0.900 |"), "{text}");
        assert_eq!(text.lines().take_while(|l| l.starts_with('|')).map(|l| l.matches('|').count()).collect::<Vec<_>>(), [11; 5]);
    }

    #[test]
    fn what_is_below_the_floor_is_named() {
        let text = table(&tally(), false);
        assert!(text.contains("F1 below 0.90: contact.phone 0.667."), "{text}");
        assert!(text.contains("Macro F1: 0.783 (2 categories) over the mission"), "{text}");
    }

    #[test]
    fn every_error_is_named_and_the_gravest_comes_first() {
        let score = SetScore { disagreements: vec!["a/b: MISSED x".into()], ..SetScore::default() };
        let verdicts = VerdictScore { false_all_clears: vec!["a: x".into()], ..VerdictScore::default() };
        let text = errors(&[score], &verdicts);
        assert!(text.starts_with("FALSE ALL-CLEARS: held by the data, and `not_exposed`: 1\n  a: x\n"));
        assert!(text.contains("Disagreements: 1\n  a/b: MISSED x\n"));
    }
}
