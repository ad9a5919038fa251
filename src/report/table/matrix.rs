//! Verdicts by category and volume, in one of three shapes, whichever the terminal has room for.

use std::io::{self, Write};

use super::{Ink, Look};
use crate::model::report::{Report, Verdict};
use crate::report::place;
use crate::report::sentence::never_claimed;
use crate::report::width::{keep_start, pad, pad_left, safe, width, wrap};
use crate::report::words::{count, distinct, list, number_of};

/// The widest name of a category, and of a volume.
const LONGEST_NOUN: usize = 30;
const LONGEST_VOLUME: usize = 18;
/// More volumes than this stand below each other.
const MOST_VOLUMES: usize = 4;
/// The least that is left for "where" if it stands in the row.
const LEAST_WHERE: usize = 24;

/// What stands in the cell of a volume.
fn word(verdict: &str) -> (&'static str, Ink) {
    match verdict {
        "exposed" => ("EXPOSED", Ink::Alarm),
        "not_exposed" => ("not exposed", Ink::Good),
        "inconclusive" => ("INCONCLUSIVE", Ink::Doubt),
        _ => ("-", Ink::Plain),
    }
}

/// The columns of a row and what they take.
struct Grid<'r> {
    report: &'r Report,
    look: &'r Look<'r>,
    nouns: usize,
    volumes: Vec<(&'r str, usize)>,
    records: usize,
    distinct: usize,
    /// Columns for "where" in the row itself; none where it stands below.
    beside: Option<usize>,
}

/// Writes the matrix, and the categories that nobody can ever clear in one line below it.
pub fn write(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (never, rows): (Vec<&Verdict>, Vec<&Verdict>) = report.verdicts.iter().partition(|v| never_claimed(v));
    if !rows.is_empty() {
        match Grid::fitting(report, look, &rows) {
            Some(grid) => grid.write(&rows, out)?,
            None => stacked(report, look, &rows, out)?,
        }
        writeln!(out)?;
    }
    if !never.is_empty() {
        let nouns: Vec<String> = never.iter().map(|v| look.noun(&v.category)).collect();
        let text = format!("INCONCLUSIVE by nature, whatever was read: {}. No scan can show that they are absent.", list(&nouns, "and"));
        for line in wrap(&text, look.columns()) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

impl<'r> Grid<'r> {
    /// The grid, if the terminal has room for it.
    fn fitting(report: &'r Report, look: &'r Look<'r>, rows: &[&Verdict]) -> Option<Self> {
        if report.scan.volumes.len() > MOST_VOLUMES {
            return None;
        }
        let widest = |texts: &mut dyn Iterator<Item = String>, least: usize| texts.map(|t| width(&t)).max().unwrap_or(0).max(least);
        let nouns = widest(&mut rows.iter().map(|v| look.noun(&v.category)), "category".len()).min(LONGEST_NOUN);
        let volumes: Vec<(&str, usize)> = report
            .scan
            .volumes
            .iter()
            .map(|v| (v.name.as_str(), width(&safe(&v.name)).clamp("INCONCLUSIVE".len(), LONGEST_VOLUME)))
            .collect();
        let records = widest(&mut rows.iter().map(|v| count(v.records)), "records".len());
        let distinct = widest(&mut rows.iter().map(|v| distinct(v.distinct)), "distinct".len());
        let taken = nouns + volumes.iter().map(|(_, w)| w + 2).sum::<usize>() + records + 2 + distinct + 2;
        let columns = look.columns();
        let beside = (taken + 2 + LEAST_WHERE <= columns).then(|| columns - taken - 2);
        (taken <= columns).then_some(Grid { report, look, nouns, volumes, records, distinct, beside })
    }

    fn write(&self, rows: &[&Verdict], out: &mut dyn Write) -> io::Result<()> {
        let mut head = pad("category", self.nouns);
        for (volume, columns) in &self.volumes {
            head.push_str(&format!("  {}", pad(&keep_start(&safe(volume), *columns), *columns)));
        }
        head.push_str(&format!("  {}  {}", pad_left("records", self.records), pad_left("distinct", self.distinct)));
        if self.beside.is_some() {
            head.push_str("  where, or why");
        }
        writeln!(out, "{}", self.look.paint(Ink::Bold, head.trim_end()))?;
        rows.iter().try_for_each(|verdict| self.row(verdict, out))
    }

    fn row(&self, verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
        let mut line = pad(&keep_start(&self.look.noun(&verdict.category), self.nouns), self.nouns);
        for (volume, columns) in &self.volumes {
            let here = verdict.by_volume.iter().find(|b| b.volume == *volume).map_or("", |b| b.verdict.as_str());
            let (text, ink) = word(here);
            line.push_str(&format!("  {}{}", self.look.paint(ink, text), " ".repeat(columns.saturating_sub(text.len()))));
        }
        let (records, values) = if verdict.verdict == "exposed" {
            (count(verdict.records), distinct(verdict.distinct))
        } else {
            ("-".to_owned(), "-".to_owned())
        };
        line.push_str(&format!("  {}  {}", pad_left(&records, self.records), pad_left(&values, self.distinct)));
        let Some(room) = self.beside else {
            writeln!(out, "{}", line.trim_end())?;
            let indent = 4;
            return notes(self.report, verdict, self.look.columns() - indent)
                .iter()
                .try_for_each(|note| writeln!(out, "{}{}", " ".repeat(indent), self.look.paint(Ink::Faint, note)));
        };
        let indent = self.look.columns() - room;
        let mut notes = notes(self.report, verdict, room);
        if verdict.verdict == "not_exposed" {
            notes.insert(0, keep_start(&proof(verdict), room));
        }
        line.push_str("  ");
        line.push_str(notes.first().map_or("", String::as_str));
        writeln!(out, "{}", line.trim_end())?;
        notes.iter().skip(1).try_for_each(|note| writeln!(out, "{}{note}", " ".repeat(indent)))
    }
}

/// Verdicts of volumes below each other.
fn stacked(report: &Report, look: &Look<'_>, rows: &[&Verdict], out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns();
    let names = report.scan.volumes.iter().map(|v| width(&safe(&v.name))).max().unwrap_or(0).min(LONGEST_VOLUME.min(columns / 3));
    for verdict in rows {
        writeln!(out, "{}", look.paint(Ink::Bold, &keep_start(&look.noun(&verdict.category), columns)))?;
        for here in &verdict.by_volume {
            let (text, ink) = word(&here.verdict);
            let name = pad(&keep_start(&safe(&here.volume), names), names);
            writeln!(out, "  {name}  {}", look.paint(ink, text))?;
            let mut lines = Vec::new();
            if here.verdict == "exposed" {
                lines.push(format!("{}, {} distinct", number_of(here.records, "record"), distinct(here.distinct)));
            }
            lines.extend(note(report, verdict, &here.volume, &here.verdict, columns.saturating_sub(6)));
            for line in lines {
                writeln!(out, "      {}", look.paint(Ink::Faint, &keep_start(&line, columns.saturating_sub(6))))?;
            }
        }
        for remark in remarks(verdict) {
            writeln!(out, "  {}", look.paint(Ink::Faint, &keep_start(&remark, columns.saturating_sub(2))))?;
        }
    }
    Ok(())
}

/// Where a category is, or why nothing can be said, and remarks; a line a volume that has something to say.
fn notes(report: &Report, verdict: &Verdict, room: usize) -> Vec<String> {
    let several = report.scan.volumes.len() > 1;
    let mut notes: Vec<String> = remarks(verdict).map(|remark| keep_start(&remark, room)).collect();
    for here in verdict.by_volume.iter().filter(|b| b.verdict != "not_exposed") {
        let named =
            several && verdict.by_volume.iter().filter(|b| b.verdict == here.verdict).count() > 1 || here.verdict != verdict.verdict;
        let prefix = if named { format!("{}: ", keep_start(&safe(&here.volume), LONGEST_VOLUME)) } else { String::new() };
        let left = room.saturating_sub(width(&prefix));
        notes.extend(note(report, verdict, &here.volume, &here.verdict, left).map(|note| format!("{prefix}{note}")));
    }
    notes
}

/// One volume's note.
fn note(report: &Report, verdict: &Verdict, volume: &str, kind: &str, room: usize) -> Option<String> {
    match kind {
        "exposed" => {
            let places = place::places(report, &verdict.category, volume);
            (!places.is_empty()).then(|| place::line(&places, room))
        }
        "inconclusive" => {
            let prefix = format!("{volume}: ");
            let whys: Vec<&str> = verdict.reasons.iter().filter_map(|r| r.strip_prefix(&prefix)).collect();
            let more = if whys.len() > 1 { format!("; +{} more", whys.len() - 1) } else { String::new() };
            whys.first().map(|why| format!("{}{more}", keep_start(&safe(why), room.saturating_sub(more.len()))))
        }
        _ => None,
    }
}

/// What must be known beside a verdict: protected copies, and data that is nobody's.
fn remarks(verdict: &Verdict) -> impl Iterator<Item = String> {
    const REMARKS: [&str; 2] = ["not in clear: ", "present and not personal: "];
    let found = REMARKS.iter().filter_map(|start| verdict.reasons.iter().find(|r| r.starts_with(start)));
    found.filter(|_| verdict.verdict != "exposed").map(|r| safe(r))
}

/// What a `not_exposed` rests on, in a few words.
fn proof(verdict: &Verdict) -> String {
    let claim = if verdict.claim == "bounded" { "as far as word lists know, " } else { "" };
    format!("{claim}{} of {} controls recovered", count(verdict.controls.recovered), count(verdict.controls.planted))
}
