//! What stands around the matrix: what was read before it; below it people, combinations, gaps, assumptions and what to do.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Ink, Look};
use crate::model::report::{Controls, Report};
use crate::report::width::{keep_end, keep_start, safe, width, wrap};
use crate::report::words::{bytes, count, list, number_of};

/// How many combinations, and items of the review list, are shown.
const SHOWN: usize = 5;

/// What was read, and by which rules.
pub fn before(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    let coverage = &report.coverage;
    heading(look, "Read", out)?;
    for volume in &report.scan.volumes {
        let name = keep_start(&safe(&volume.name), look.columns() / 3);
        let room = look.columns().saturating_sub(width(&name) + 5);
        writeln!(out, "  {name}  {}", keep_end(&safe(&volume.path), room))?;
    }
    let total = number_of(coverage.bytes.total, "byte");
    item(look, &format!("{}, {total}: {}", number_of(coverage.files, "file"), ledger(report)), out)?;
    item(look, &format!("{}, {} in them", number_of(coverage.records, "record"), number_of(coverage.values, "value")), out)?;
    if !coverage.skipped.is_empty() {
        item(look, &format!("not opened, without bytes of their own: {}", skipped(report)), out)?;
    }
    if report.scan.status != "complete" {
        item_at(look, 2, Ink::Alarm, "INTERRUPTED: the scan did not come to its end", out)?;
    }
    writeln!(out)
}

/// The stored ledger without its empty columns.
fn ledger(report: &Report) -> String {
    let sums = &report.coverage.bytes;
    let columns =
        [(sums.parsed, "read as their format"), (sums.raw, "as raw strings"), (sums.structural, "framing"), (sums.gap, "NOT EXAMINED")];
    let shown: Vec<String> = columns.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", bytes(*n))).collect();
    if shown.is_empty() { "nothing in them".to_owned() } else { shown.join(", ") }
}

fn skipped(report: &Report) -> String {
    let mut by_reason: BTreeMap<&str, u64> = BTreeMap::new();
    report.coverage.skipped.iter().for_each(|s| *by_reason.entry(&s.reason).or_default() += 1);
    let shown: Vec<String> = by_reason.iter().map(|(why, n)| number_of(*n, &safe(why))).collect();
    list(&shown, "and")
}

/// Everything below the matrix but the sentence.
pub fn after(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.subjects.estimate > 0 {
        heading(look, "People", out)?;
        item(look, &format!("about {} ({})", count(report.subjects.estimate), safe(&report.subjects.basis)), out)?;
        writeln!(out)?;
    }
    combinations(report, look, out)?;
    controls(report, look, out)?;
    gaps(report, look, out)?;
    assumptions(report, look, out)?;
    review(report, look, out)?;
    item_at(look, 0, Ink::Plain, "Exposed means: present in what was scanned. That is no proof that anybody took it.", out)
}

fn combinations(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.combinations.is_empty() {
        return Ok(());
    }
    heading(look, "Together in one record", out)?;
    for combination in report.combinations.iter().take(SHOWN) {
        let nouns: Vec<String> = combination.categories.iter().map(|c| look.noun(c)).collect();
        let least = if combination.exact { "" } else { "at least " };
        item(look, &format!("{least}{}: {}", number_of(combination.records, "record"), nouns.join(" + ")), out)?;
    }
    more(look, report.combinations.len(), out)
}

/// What the absences rest on, in one line.
fn controls(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sum = |of: fn(&Controls) -> u64| report.verdicts.iter().fold(0u64, |sum, v| sum.saturating_add(of(&v.controls)));
    let (planted, recovered) = (sum(|c| c.planted), sum(|c| c.recovered));
    if planted == 0 {
        return Ok(());
    }
    heading(look, "Controls", out)?;
    let text = format!("{} of {} planted values were found again", count(recovered), count(planted));
    item_at(look, 2, if recovered < planted { Ink::Doubt } else { Ink::Plain }, &text, out)?;
    writeln!(out)
}

fn gaps(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    heading(look, "Not examined", out)?;
    let interrupted = report.scan.status != "complete";
    if interrupted {
        item(look, "all that was left when the scan was interrupted", out)?;
    }
    if report.coverage.gaps.is_empty() {
        if !interrupted {
            let all =
                if report.coverage.files == 0 { "there was nothing to read" } else { "nothing: every byte was read and accounted for" };
            item(look, all, out)?;
        }
        return writeln!(out);
    }
    let mut by_reason: BTreeMap<&str, (u64, u64, Vec<String>)> = BTreeMap::new();
    for gap in &report.coverage.gaps {
        let entry = by_reason.entry(&gap.reason).or_default();
        entry.0 += 1;
        entry.1 = entry.1.saturating_add(gap.bytes);
        let place = format!("{}: {}", safe(&gap.volume), safe(&gap.source));
        if entry.2.len() <= 2 && !entry.2.contains(&place) {
            entry.2.push(place);
        }
    }
    for (reason, (places, sum, mut named)) in by_reason {
        let more = if named.len() > 2 { " …" } else { "" };
        named.truncate(2);
        let sum = if sum == 0 { "read, and suspect".to_owned() } else { bytes(sum) };
        item(look, &format!("{}: {}, {sum} ({}{more})", safe(reason), number_of(places, "place"), named.join("; ")), out)?;
    }
    writeln!(out)
}

fn assumptions(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.coverage.assumptions.is_empty() {
        return Ok(());
    }
    heading(look, "Taken for granted", out)?;
    for class in &report.coverage.assumptions {
        let files = format!("{} ({}, {})", safe(&class.class), number_of(class.sources, "file"), bytes(class.bytes));
        item(look, &format!("{}: {files} hold no records in other forms than plain strings", safe(&class.volume)), out)?;
    }
    writeln!(out)
}

fn review(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    if report.review.is_empty() {
        return Ok(());
    }
    heading(look, "To do next", out)?;
    for (i, todo) in report.review.iter().take(SHOWN).enumerate() {
        let nouns: Vec<String> = todo.categories.iter().take(3).map(|c| look.noun(c)).collect();
        let others = if todo.categories.len() > 3 { " …" } else { "" };
        let settles = match todo.categories.as_slice() {
            [] => String::new(),
            [all] if all == "all" => "; settles: all categories".to_owned(),
            _ => format!("; settles: {}{others}", nouns.join(", ")),
        };
        let text = format!("{}. {}: {} ({}{settles})", i + 1, safe(&todo.r#where), safe(&todo.what), safe(&todo.why));
        item(look, &text, out)?;
    }
    more(look, report.review.len(), out)
}

/// How many more there are, and an empty line.
fn more(look: &Look<'_>, all: usize, out: &mut dyn Write) -> io::Result<()> {
    if all > SHOWN {
        item(look, &format!("and {} more in the JSON report (-o FILE)", count((all - SHOWN) as u64)), out)?;
    }
    writeln!(out)
}

fn heading(look: &Look<'_>, text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", look.paint(Ink::Bold, text))
}

fn item(look: &Look<'_>, text: &str, out: &mut dyn Write) -> io::Result<()> {
    item_at(look, 2, Ink::Plain, text, out)
}

/// A text below a heading, broken to the terminal's width, its later lines set in.
fn item_at(look: &Look<'_>, indent: usize, ink: Ink, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let hang = if indent > 0 { indent + 2 } else { 0 };
    for (i, line) in wrap(text, look.columns().saturating_sub(hang)).iter().enumerate() {
        writeln!(out, "{}{}", " ".repeat(if i == 0 { indent } else { hang }), look.paint(ink, line))?;
    }
    Ok(())
}
