//! Verdicts: for each category, in each volume and overall.

use std::collections::{BTreeMap, BTreeSet};

use super::Rules;
use super::cleared::{Cleared, NotExposed, Opening, Recovery};
use super::column::Finding;
use super::combination::TableSets;
use super::disposition::Disposition;
use super::table::JudgedTable;
use crate::model::report::{self, Controls, Unsettled, Verdict, VolumeVerdict};
use crate::model::{Blocks, Claim, Evidence, Level, VerdictKind};
use crate::pattern::Pattern;
use crate::pattern::syntax::Says;
use crate::profile::{Distinct, Partial, SourceFacts, Treatment};

/// What verdicts are made from.
pub struct Case<'c> {
    /// The volumes' names, in order.
    pub volumes: &'c [String],
    /// The merged partial: coverage and gaps.
    pub partial: &'c Partial,
    /// The judged tables.
    pub tables: &'c [JudgedTable],
    /// The same tables' sets of categories by record.
    pub sets: &'c [TableSets],
    /// Controls by volume and category id.
    pub controls: &'c BTreeMap<(String, String), Recovery>,
    /// Whether assumptions count as gaps.
    pub strict: bool,
    /// The rules.
    pub rules: &'c Rules<'c>,
}

#[derive(Default)]
struct Tally {
    values: u64,
    records: u64,
    columns: u64,
    distinct: Distinct,
}

struct InVolume {
    kind: VerdictKind,
    claim: Claim,
    tally: Tally,
    openings: Vec<Opening>,
    notes: BTreeSet<String>,
}

/// The verdicts of all categories that have one, in the order in which people read them.
pub fn all(case: &Case<'_>) -> Vec<Verdict> {
    let mut patterns: Vec<(usize, &Pattern)> = case.rules.set.patterns.iter().enumerate().filter(|(_, p)| !p.syntax.decoy).collect();
    patterns.sort_by_key(|(_, p)| (p.syntax.order, p.id.clone()));
    patterns.into_iter().map(|(index, pattern)| verdict(index, pattern, case)).collect()
}

fn verdict(index: usize, pattern: &Pattern, case: &Case<'_>) -> Verdict {
    let mut by_volume = Vec::new();
    let mut whole = Tally::default();
    let (mut kinds, mut claim) = (Vec::new(), Claim::Full);
    let (mut reasons, mut openings, mut notes) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut controls = Recovery::default();
    for volume in case.volumes {
        let recovery = case.controls.get(&(volume.clone(), pattern.id.as_str().to_owned())).copied().unwrap_or_default();
        controls.add(recovery);
        let judged = in_volume(index, pattern, volume, recovery, case);
        by_volume.push(VolumeVerdict {
            volume: volume.clone(),
            verdict: judged.kind.as_str().to_owned(),
            values: judged.tally.values,
            distinct: judged.tally.distinct.estimate(),
            records: judged.tally.records,
        });
        reasons.extend(reasons_of(&judged, volume));
        whole.values += judged.tally.values;
        whole.records += judged.tally.records;
        whole.columns += judged.tally.columns;
        whole.distinct.merge(&judged.tally.distinct);
        claim = claim.max(judged.claim);
        kinds.push(judged.kind);
        openings.extend(judged.openings);
        notes.extend(judged.notes);
    }
    let kind = overall(&kinds);
    let assumptions = if kind == VerdictKind::Exposed { Vec::new() } else { assumptions(case) };
    if kind == VerdictKind::NotExposed
        && let Some(scope) = &pattern.syntax.scope
    {
        notes.insert(format!("the claim holds for {scope}"));
    }
    reasons.extend(notes);
    Verdict {
        category: pattern.id.as_str().to_owned(),
        verdict: kind.as_str().to_owned(),
        claim: if kind == VerdictKind::NotExposed { claim } else { Claim::None }.as_str().to_owned(),
        values: whole.values,
        distinct: whole.distinct.estimate(),
        records: whole.records,
        columns: whole.columns,
        reasons,
        assumptions,
        cleared: cleared(index, case, &openings),
        unsettled: unsettled(&openings),
        by_volume,
        controls: Controls { planted: controls.planted, recovered: controls.recovered },
    }
}

/// Exposed where any volume is; not exposed where all are.
fn overall(kinds: &[VerdictKind]) -> VerdictKind {
    if kinds.contains(&VerdictKind::Exposed) {
        VerdictKind::Exposed
    } else if !kinds.is_empty() && kinds.iter().all(|k| *k == VerdictKind::NotExposed) {
        VerdictKind::NotExposed
    } else {
        VerdictKind::Inconclusive
    }
}

fn in_volume(index: usize, pattern: &Pattern, volume: &str, controls: Recovery, case: &Case<'_>) -> InVolume {
    let mut tally = Tally::default();
    let mut notes = BTreeSet::new();
    let mut openings = Vec::new();
    for (table, sets) in case.tables.iter().zip(case.sets).filter(|(t, _)| t.table.volume == volume) {
        let mut largest = 0;
        for column in &table.columns {
            let place = || format!("{}: {}.{}", source_of(table), table.table.name, column.column.shown());
            for finding in column.findings.iter().filter(|f| f.pattern == index) {
                match (finding.level, finding.subject.exposes()) {
                    (Level::Finding, true) => {
                        count(&mut tally, finding);
                        largest = largest.max(finding.records);
                    }
                    (Level::Candidate, true) => openings.push(Opening {
                        why: format!("a column may hold it ({} % sure)", finding.confidence / 10),
                        place: place(),
                        bytes: column.column.facts.bytes,
                    }),
                    (_, false) => {
                        notes.insert(format!("present and not personal: {} ({})", place(), finding.subject.as_str()));
                    }
                }
            }
            if !table.table.is_text() && may_hide(pattern, column, case) {
                openings.push(Opening {
                    why: "a column is opaque or unexplained and could hold it".to_owned(),
                    place: place(),
                    bytes: column.column.facts.bytes,
                });
            }
        }
        let counted = sets.holding(&BTreeSet::from([index]));
        tally.records += if sets.exact { counted.max(largest.min(1)) } else { counted.max(largest) };
    }
    notes.extend(protected(pattern, volume, case));
    if tally.columns > 0 {
        return InVolume { kind: VerdictKind::Exposed, claim: Claim::None, tally, openings: Vec::new(), notes };
    }
    openings.extend(gaps(pattern, volume, case));
    let bytes: u64 = case.partial.sources.iter().filter(|(l, _)| &*l.volume == volume).filter_map(|(_, s)| s.stored).map(|s| s.total).sum();
    if bytes == 0 {
        // Of nothing, nothing can be said.
        openings.push(Opening { why: "there was nothing to read".to_owned(), place: String::new(), bytes: 0 });
    }
    match Cleared::mint(pattern.syntax.evidence, openings, controls) {
        Ok(token) => {
            let claim = NotExposed::from(token).claim;
            InVolume { kind: VerdictKind::NotExposed, claim, tally, openings: Vec::new(), notes }
        }
        Err(openings) => InVolume { kind: VerdictKind::Inconclusive, claim: Claim::None, tally, openings, notes },
    }
}

fn count(tally: &mut Tally, finding: &Finding) {
    tally.values += finding.values;
    tally.columns += 1;
    tally.distinct.merge(&finding.distinct);
}

/// The first source of a table, in one line.
pub fn source_of(table: &JudgedTable) -> String {
    table.table.sources.first().map_or_else(String::new, crate::model::Locator::source)
}

/// Whether a column may be hiding a category: only where nobody knows what it holds, and its facts admit it.
pub fn may_hide(pattern: &Pattern, column: &super::column::JudgedColumn, case: &Case<'_>) -> bool {
    let facts = &column.column.facts;
    let forms = || pattern.detectors.iter().map(|&d| &case.rules.set.detectors[d]);
    match column.disposition {
        Disposition::Opaque => {
            // Hex doubles its content and base64 adds a third: what is hidden is no longer than the column shows.
            let longest = facts.lengths.max().unwrap_or(0);
            !pattern.detectors.is_empty() && forms().any(|d| (d.prefilter.min_len as usize) <= longest)
        }
        Disposition::Unexplained => takes_most(pattern, column, case),
        // A name that says something else clears a column of codes or dates; without a name it could be what needs one.
        Disposition::Benign(_) if !column.named => {
            let enumeration = super::evidence::is_repeating(facts) && !pattern.syntax.linkable;
            let counts = super::evidence::is_sequence(facts) || super::evidence::are_years(facts) || enumeration;
            pattern.syntax.evidence != Evidence::SelfProving && !counts && takes_most(pattern, column, case)
        }
        _ => false,
    }
}

/// Whether most values have a form of the category, and not by chance alone.
fn takes_most(pattern: &Pattern, column: &super::column::JudgedColumn, case: &Case<'_>) -> bool {
    let fit = super::evidence::fit(pattern, &column.column.facts, case.rules);
    // Where a name says something else, what is known by words must be known by word lists: that every word could be a
    // name is no doubt that anybody can settle.
    let by_form_alone = fit.says == Some(Says::Form) && column.named && pattern.syntax.evidence == Evidence::Lexical;
    !fit.forms.is_empty() && fit.share >= 500 && !by_form_alone
}

/// Gaps of a volume that leave a category open.
fn gaps(pattern: &Pattern, volume: &str, case: &Case<'_>) -> Vec<Opening> {
    let mut openings = Vec::new();
    for (locator, source) in case.partial.sources.iter().filter(|(l, _)| &*l.volume == volume) {
        for gap in &source.gaps {
            let blocked = match &gap.blocks {
                Blocks::All => true,
                Blocks::Categories(list) => list.contains(&pattern.id),
            };
            if blocked {
                openings.push(Opening {
                    why: format!("{}: {}", gap.reason.as_str(), gap.detail),
                    place: locator.source(),
                    bytes: gap.bytes(),
                });
            }
        }
        if case.strict
            && let Some(Treatment::Assumed(class)) = &source.treatment
        {
            openings.push(Opening {
                why: format!("strict: {class} are not taken for granted"),
                place: locator.source(),
                bytes: source.decoded_bytes,
            });
        }
    }
    openings
}

/// Protected forms of a category in a volume: they are findings of their own and don't block the plain one.
fn protected(pattern: &Pattern, volume: &str, case: &Case<'_>) -> Vec<String> {
    let mut notes = BTreeSet::new();
    for table in case.tables.iter().filter(|t| t.table.volume == volume) {
        for column in &table.columns {
            for finding in column.findings.iter().filter(|f| f.level == Level::Finding) {
                let protects = case.rules.set.patterns[finding.pattern].syntax.protects.as_deref();
                if protects == Some(pattern.id.as_str()) {
                    let noun = &case.rules.set.patterns[finding.pattern].syntax.noun;
                    notes.insert(format!("not in clear: {noun} in {}: {}.{}", source_of(table), table.table.name, column.column.shown()));
                }
            }
        }
    }
    notes.into_iter().collect()
}

fn reasons_of(judged: &InVolume, volume: &str) -> Vec<String> {
    match judged.kind {
        VerdictKind::Exposed => {
            let columns = if judged.tally.columns == 1 { "column" } else { "columns" };
            vec![format!("{volume}: present in {} {columns}", judged.tally.columns)]
        }
        VerdictKind::NotExposed => vec![format!("{volume}: every byte was read and accounted for, and all controls were recovered")],
        VerdictKind::Inconclusive => {
            let mut grouped: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
            for opening in &judged.openings {
                let entry = grouped.entry(&opening.why).or_insert((0, &opening.place));
                entry.0 += 1;
            }
            let line = |(why, (n, place)): (&str, (u64, &str))| match (n, place) {
                (_, "") => format!("{volume}: {why}"),
                (1, place) => format!("{volume}: {why} ({place})"),
                (n, place) => format!("{volume}: {why} ({place} and {} more)", n - 1),
            };
            grouped.into_iter().take(20).map(line).collect()
        }
    }
}

/// Files taken to hold no records, in one line a class.
fn assumptions(case: &Case<'_>) -> Vec<String> {
    if case.strict {
        return Vec::new();
    }
    classes(case.partial)
        .into_iter()
        .map(|((_, class), (n, bytes))| (class, n, bytes))
        .fold(BTreeMap::new(), |mut sums: BTreeMap<String, (u64, u64)>, (class, n, bytes)| {
            let entry = sums.entry(class).or_default();
            *entry = (entry.0 + n, entry.1 + bytes);
            sums
        })
        .into_iter()
        .map(|(class, (n, bytes))| format!("{n} {class} ({bytes} bytes) hold it in no other form than plain strings"))
        .collect()
}

/// Sources and bytes of each class of assumed files, by volume.
pub fn classes(partial: &Partial) -> BTreeMap<(String, String), (u64, u64)> {
    let mut classes: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
    for (locator, source) in &partial.sources {
        if let Some(Treatment::Assumed(class)) = &source.treatment {
            let entry = classes.entry((locator.volume.to_string(), class.clone())).or_default();
            *entry = (entry.0 + 1, entry.1 + source.decoded_bytes);
        }
    }
    classes
}

/// What is clear of a category: every source without a finding of it and without an opening.
fn cleared(index: usize, case: &Case<'_>, openings: &[Opening]) -> report::Cleared {
    let open: BTreeSet<&str> = openings.iter().map(|o| o.place.split(": ").next().unwrap_or(&o.place)).collect();
    let mut found: BTreeSet<String> = BTreeSet::new();
    for table in case.tables {
        let hit = table.columns.iter().flat_map(|c| &c.findings).any(|f| f.pattern == index && f.subject.exposes());
        if hit {
            found.extend(table.table.sources.iter().map(|s| format!("{}\0{}", s.volume, s.source())));
        }
    }
    let mut sum = report::Cleared::default();
    for (locator, source) in &case.partial.sources {
        let name = locator.source();
        if open.contains(name.as_str()) || found.contains(&format!("{}\0{name}", locator.volume)) || !is_leaf(source) {
            continue;
        }
        sum.sources += 1;
        sum.bytes += source.decoded_bytes;
        sum.records += source.records;
    }
    sum
}

fn is_leaf(source: &SourceFacts) -> bool {
    !matches!(source.treatment, Some(Treatment::Container(_)) | Some(Treatment::Unread) | None)
}

fn unsettled(openings: &[Opening]) -> Unsettled {
    let places: BTreeMap<&str, u64> = openings.iter().filter(|o| !o.place.is_empty()).map(|o| (o.place.as_str(), o.bytes)).collect();
    Unsettled { sources: places.len() as u64, bytes: places.values().sum() }
}
