//! Verdicts by category and volume, in one of three shapes, whichever the terminal has room for.

use std::io::{self, Write};

use super::{Ink, Look};
use crate::model::report::{Report, Verdict, VolumeVerdict};
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

/// A reason that leaves a category open in a volume.
type Why<'r> = (&'r str, &'r str);

/// What rows are made from.
struct Facts<'r> {
    report: &'r Report,
    /// Reasons that many categories share: told once, below the matrix, and by number in the rows.
    shared: Vec<Why<'r>>,
}

impl<'r> Facts<'r> {
    /// How many categories must share a reason for it to be told once.
    const MANY: usize = 3;

    fn of(report: &'r Report, rows: &[&'r Verdict]) -> Self {
        let mut counted: Vec<(Why<'r>, usize)> = Vec::new();
        for why in rows.iter().flat_map(|verdict| verdict.by_volume.iter().flat_map(|here| whys(verdict, here))) {
            match counted.iter_mut().find(|(known, _)| *known == why) {
                Some((_, n)) => *n += 1,
                None => counted.push((why, 1)),
            }
        }
        let shared = counted.into_iter().filter(|(_, n)| *n >= Self::MANY).map(|(why, _)| why).collect();
        Facts { report, shared }
    }

    /// The number of a shared reason, as rows show it.
    fn number(&self, why: &Why<'_>) -> Option<String> {
        self.shared.iter().position(|shared| shared == why).map(|i| format!("[{}]", i + 1))
    }

    /// The numbers of the shared reasons that hold in a volume.
    fn numbers(&self, verdict: &'r Verdict, here: &'r VolumeVerdict) -> Vec<String> {
        whys(verdict, here).filter_map(|why| self.number(&why)).collect()
    }

    fn legend(&self, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (i, (volume, why)) in self.shared.iter().enumerate() {
            let text = format!("[{}] {}: {}", i + 1, safe(volume), safe(why));
            for line in wrap(&text, look.columns()) {
                writeln!(out, "{line}")?;
            }
        }
        if self.shared.is_empty() { Ok(()) } else { writeln!(out) }
    }
}

/// Why a volume is inconclusive, from the reasons that begin with its name.
fn whys<'r>(verdict: &'r Verdict, here: &'r VolumeVerdict) -> impl Iterator<Item = Why<'r>> {
    let open = here.verdict == "inconclusive";
    let of_volume = move |reason: &'r String| reason.strip_prefix(here.volume.as_str())?.strip_prefix(": ");
    verdict.reasons.iter().filter(move |_| open).filter_map(of_volume).map(|why| (here.volume.as_str(), why))
}

/// The columns of a row and what they take.
struct Grid<'r> {
    facts: &'r Facts<'r>,
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
        let facts = Facts::of(report, &rows);
        match Grid::fitting(&facts, look, &rows) {
            Some(grid) => grid.write(&rows, out)?,
            None => stacked(&facts, look, &rows, out)?,
        }
        writeln!(out)?;
        facts.legend(look, out)?;
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
    fn fitting(facts: &'r Facts<'r>, look: &'r Look<'r>, rows: &[&Verdict]) -> Option<Self> {
        let report = facts.report;
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
        (taken <= columns).then_some(Grid { facts, look, nouns, volumes, records, distinct, beside })
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
        let indent = if self.beside.is_some() { self.look.columns() - self.beside.unwrap_or(0) } else { 4 };
        let mut notes = self.facts.notes(verdict, self.look.columns() - indent);
        let numbers = self.records + 2 + self.distinct;
        match (verdict.verdict.as_str(), notes.as_slice()) {
            ("exposed", _) => {
                let (records, values) = (count(verdict.records), distinct(verdict.distinct));
                line.push_str(&format!("  {}  {}", pad_left(&records, self.records), pad_left(&values, self.distinct)));
            }
            // The number of a shared reason needs no line of its own.
            ("inconclusive", [only]) if self.beside.is_none() && only.starts_with('[') && width(only) <= numbers => {
                line.push_str(&format!("  {}", pad_left(only, numbers)));
                notes.clear();
            }
            _ => line.push_str(&format!("  {}  {}", pad_left("-", self.records), pad_left("-", self.distinct))),
        }
        if let Some(room) = self.beside {
            if verdict.verdict == "not_exposed" {
                notes.insert(0, keep_start(&proof(verdict), room));
            }
            if !notes.is_empty() {
                line.push_str(&format!("  {}", notes.remove(0)));
            }
        }
        writeln!(out, "{}", line.trim_end())?;
        notes.iter().try_for_each(|note| writeln!(out, "{}{}", " ".repeat(indent), self.look.paint(Ink::Faint, note)))
    }
}

/// Verdicts of volumes below each other.
fn stacked(facts: &Facts<'_>, look: &Look<'_>, rows: &[&Verdict], out: &mut dyn Write) -> io::Result<()> {
    let columns = look.columns();
    let volumes = &facts.report.scan.volumes;
    let names = volumes.iter().map(|v| width(&safe(&v.name))).max().unwrap_or(0).min(LONGEST_VOLUME.min(columns / 3));
    for verdict in rows {
        writeln!(out, "{}", look.paint(Ink::Bold, &keep_start(&look.noun(&verdict.category), columns)))?;
        for here in &verdict.by_volume {
            let (text, ink) = word(&here.verdict);
            let name = pad(&keep_start(&safe(&here.volume), names), names);
            let left = columns.saturating_sub(names + text.len() + 4);
            let numbers: String = facts.numbers(verdict, here).iter().map(|number| format!(" {number}")).collect();
            writeln!(out, "  {name}  {}{}", look.paint(ink, text), keep_start(&numbers, left))?;
            let mut lines = Vec::new();
            if here.verdict == "exposed" {
                lines.push(format!("{}, {} distinct", number_of(here.records, "record"), distinct(here.distinct)));
            }
            lines.extend(facts.note(verdict, here, columns.saturating_sub(6)));
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

impl Facts<'_> {
    /// Where a category is, or why nothing can be said, and remarks; a line a volume that has something to say, and the
    /// numbers of shared reasons at the end of the last.
    fn notes(&self, verdict: &Verdict, room: usize) -> Vec<String> {
        let several = self.report.scan.volumes.len() > 1;
        let mut notes: Vec<String> = remarks(verdict).map(|remark| keep_start(&remark, room)).collect();
        let mut numbers = Vec::new();
        for here in verdict.by_volume.iter().filter(|b| b.verdict != "not_exposed") {
            let alike = verdict.by_volume.iter().filter(|b| b.verdict == here.verdict).count();
            let named = several && alike > 1 || here.verdict != verdict.verdict;
            let prefix = if named { format!("{}: ", keep_start(&safe(&here.volume), LONGEST_VOLUME)) } else { String::new() };
            let left = room.saturating_sub(width(&prefix));
            notes.extend(self.note(verdict, here, left).map(|note| format!("{prefix}{note}")));
            numbers.extend(whys(verdict, here).filter_map(|why| self.number(&why)));
        }
        if !numbers.is_empty() {
            let numbers = numbers.join(" ");
            match notes.last_mut() {
                Some(last) if width(last) + 1 + numbers.len() <= room => last.push_str(&format!(" {numbers}")),
                _ => notes.push(keep_start(&numbers, room)),
            }
        }
        notes
    }

    /// One volume's note; none where shared reasons say it all.
    fn note(&self, verdict: &Verdict, here: &VolumeVerdict, room: usize) -> Option<String> {
        match here.verdict.as_str() {
            "exposed" => {
                let places = place::places(self.report, &verdict.category, &here.volume);
                (!places.is_empty()).then(|| place::line(&places, room))
            }
            "inconclusive" => {
                let own: Vec<Why<'_>> = whys(verdict, here).filter(|why| !self.shared.contains(why)).collect();
                let more = if own.len() > 1 { format!("; +{} more", own.len() - 1) } else { String::new() };
                own.first().map(|(_, why)| format!("{}{more}", keep_start(&safe(why), room.saturating_sub(more.len()))))
            }
            _ => None,
        }
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
