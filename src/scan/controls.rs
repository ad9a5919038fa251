//! Runs the controls: each category in each dialect that a volume holds, judged like everything else.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Options;
use super::assemble::RuleBook;
use crate::control::{Planted, SEED, Unit, plant};
use crate::format::{Dialect, registry};
use crate::judge::cleared::Recovery;
use crate::judge::{self, Rules};
use crate::model::{Evidence, Level, Locator};
use crate::profile::Partial;

/// Controls by volume and category id.
pub type Recoveries = BTreeMap<(String, String), Recovery>;

/// A dialect in which labelled records are always tried, so that a volume without any tables has its claim tested too.
const BASELINE: (&str, &str) = ("delimited", "");

/// Plants every category that can be claimed in every dialect of every volume.
pub fn run(partial: &Partial, book: &RuleBook<'_>, options: &Options) -> Recoveries {
    let rules = book.rules();
    let mut dialects: BTreeMap<String, BTreeSet<(String, Dialect)>> = BTreeMap::new();
    for volume in &options.volumes {
        let met = dialects.entry(volume.name.to_string()).or_default();
        if let Some(baseline) = baseline() {
            met.insert(baseline);
        }
    }
    for (locator, source) in &partial.sources {
        if registry::by_name(&source.format).is_some() {
            let met = dialects.entry(locator.volume.to_string()).or_default();
            met.insert((source.format.clone(), Dialect(source.dialect.clone())));
        }
    }
    let all: BTreeSet<&(String, Dialect)> = dialects.values().flatten().collect();
    let jobs: Vec<(&(String, Dialect), usize)> = all.into_iter().flat_map(|d| (0..rules.set.patterns.len()).map(move |p| (d, p))).collect();
    let results: BTreeMap<(&(String, Dialect), usize), Recovery> =
        jobs.par_iter().map(|&(dialect, pattern)| ((dialect, pattern), recover(dialect, pattern, book, options))).collect();
    let mut recoveries = Recoveries::new();
    for (volume, met) in &dialects {
        for dialect in met {
            for (index, pattern) in rules.set.patterns.iter().enumerate() {
                let sum = recoveries.entry((volume.clone(), pattern.id.as_str().to_owned())).or_default();
                sum.add(results.get(&(dialect, index)).copied().unwrap_or_default());
            }
        }
    }
    recoveries
}

fn baseline() -> Option<(String, Dialect)> {
    let format = registry::by_name(BASELINE.0)?;
    let fit = format.sniff(b"id,name,remark\r\n1,a,b\r\n2,c,d\r\n3,e,f\r\n", true);
    (fit.score > 0).then_some((BASELINE.0.to_owned(), fit.dialect))
}

fn recover(dialect: &(String, Dialect), index: usize, book: &RuleBook<'_>, options: &Options) -> Recovery {
    let rules = book.rules();
    let pattern = &rules.set.patterns[index];
    let mut recovery = Recovery::default();
    if pattern.syntax.decoy || pattern.syntax.evidence == Evidence::Open {
        return recovery;
    }
    let Some(format) = registry::by_name(&dialect.0) else { return recovery };
    for planted in plant(pattern, format, &dialect.1, book.engine, SEED, options.controls) {
        recovery.planted += planted.count;
        recovery.recovered += recovered(planted, index, &rules);
    }
    recovery
}

/// How many of a specimen's controls were found.
fn recovered(planted: Planted, index: usize, rules: &Rules<'_>) -> u64 {
    let (unit, count) = (planted.unit, planted.count);
    let locator = Locator::file("controls".into(), format!("{}.control", planted.table).as_bytes());
    let tables = judge::tables(&Partial::of(locator, planted.facts), rules);
    let columns = || tables.iter().flat_map(|t| &t.columns);
    match unit {
        Unit::Column => {
            let found = columns().flat_map(|c| &c.findings).any(|f| f.pattern == index && f.level == Level::Finding);
            if found { count } else { 0 }
        }
        Unit::Text => columns()
            .flat_map(|c| &c.findings)
            .filter(|f| f.pattern == index && f.level == Level::Finding)
            .map(|f| f.values)
            .sum::<u64>()
            .min(count),
    }
}
