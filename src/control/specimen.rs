//! Planting: a category's smallest unit, written in a dialect and read back into facts.

use std::io::Cursor;

use super::generate::{Seed, value};
use crate::detect::{Engine, Kernel, Observer};
use crate::format::{Dialect, Format, Specimen, Stretch};
use crate::model::{Entry, Evidence, Flow};
use crate::pattern::Pattern;
use crate::profile::SourceFacts;

/// What was planted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A labelled column.
    Column,
    /// Values in the middle of free text, in the first and in the last record.
    Text,
}

/// A planted control, read back.
pub struct Planted {
    /// What it was.
    pub unit: Unit,
    /// How many controls it counts for.
    pub count: u64,
    /// What reader and detectors made of it.
    pub facts: SourceFacts,
    /// The table's name, where it was written as a table.
    pub table: String,
}

/// Plants a category in a dialect: its labelled column where the format has columns, and its values in free text where
/// they prove themselves. Nothing is planted where the pattern doesn't say how, or the format can't be written.
pub fn plant(pattern: &Pattern, format: &dyn Format, dialect: &Dialect, engine: &Engine, seed: u64, records: u32) -> Vec<Planted> {
    let Some(how) = &pattern.syntax.generate else { return Vec::new() };
    let table = how.table.clone().unwrap_or_else(|| "records".to_owned());
    let mut numbers = Seed::new(seed, pattern.id.as_str());
    let mut values: Vec<Vec<u8>> = Vec::new();
    for _ in 0..records.max(2) {
        match value(how, &mut numbers) {
            Some(value) => values.push(value),
            None => return Vec::new(),
        }
    }
    let lines = matches!(format.name(), "text" | "raw");
    let mut planted = Vec::new();
    if !lines {
        let specimen = column(&table, &how.header, &values);
        let facts = read_back(format, dialect, engine, &specimen);
        planted.extend(facts.map(|facts| Planted { unit: Unit::Column, count: 1, facts, table: table.clone() }));
    }
    let embeds = pattern.detectors.iter().any(|&d| engine.set().detectors[d].embedded);
    if pattern.syntax.evidence == Evidence::SelfProving && embeds {
        let specimen = text(&table, &values, lines);
        let facts = read_back(format, dialect, engine, &specimen);
        planted.extend(facts.map(|facts| Planted { unit: Unit::Text, count: 2, facts, table }));
    }
    planted
}

fn column(table: &str, header: &str, values: &[Vec<u8>]) -> Specimen {
    let record = |(i, value): (usize, &Vec<u8>)| {
        vec![Some((i + 1).to_string().into_bytes()), Some(value.clone()), Some(REMARKS[i % REMARKS.len()].into())]
    };
    Specimen {
        table: table.to_owned(),
        columns: vec!["id".to_owned(), header.to_owned(), "remark".to_owned()],
        records: values.iter().enumerate().map(record).collect(),
    }
}

const REMARKS: [&str; 4] = ["left at the door", "call before noon", "second attempt", "no remark was made here"];

/// One value in the first record and one in the last, nothing between.
fn text(table: &str, values: &[Vec<u8>], lines: bool) -> Specimen {
    let sentence = |value: &[u8]| [b"the note says ".as_slice(), value, b" and ends there"].concat();
    let last = values.len() - 1;
    let record = |(i, value): (usize, &Vec<u8>)| {
        let remark = if i == 0 || i == last { sentence(value) } else { REMARKS[i % REMARKS.len()].into() };
        if lines { vec![Some(remark)] } else { vec![Some((i + 1).to_string().into_bytes()), Some(remark)] }
    };
    let columns = if lines { vec!["line".to_owned()] } else { vec!["id".to_owned(), "remark".to_owned()] };
    Specimen { table: table.to_owned(), columns, records: values.iter().enumerate().map(record).collect() }
}

/// Writes a specimen in a dialect, reads it back, and hands over what reader and detectors made of it; `None` where the
/// format can't write it.
pub fn read_back(format: &dyn Format, dialect: &Dialect, engine: &Engine, specimen: &Specimen) -> Option<SourceFacts> {
    let mut bytes = Vec::new();
    if !format.write(dialect, specimen, &mut bytes) {
        return None;
    }
    let pulse = |_| Flow::Continue;
    let mut observer = Observer::new(Kernel::new(engine), &pulse);
    let mut input = Cursor::new(bytes);
    let mut stretch = Stretch::new(&mut input, 0, 0, u64::MAX, Entry::Start, dialect);
    // Reading from memory can't fail; a reader that fails all the same leaves facts without the control.
    let _ = format.read(&mut stretch, &mut observer);
    let (mut facts, _) = observer.finish();
    facts.format = format.name().to_owned();
    Some(facts)
}
