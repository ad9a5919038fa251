//! The report, put together from facts, verdicts and what the scan knows of itself.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};

use super::Options;
use super::controls::Recoveries;
use super::meter::Meter;
use crate::control::SEED;
use crate::detect::Engine;
use crate::judge::column::Extent;
use crate::judge::combination::{self, TableSets};
use crate::judge::verdict::{self, Case};
use crate::judge::{self, Finding, JudgedColumn, JudgedTable, Rules, Weights, review};
use crate::model::report::{
    AssumptionReport, BlocksReport, Bytes, ColumnReport, Coverage, FindingReport, GapReport, LinkReport, Report, SCHEMA_VERSION, ScanInfo,
    SkippedReport, SourceSpan, Subjects, Tool, VolumeInfo,
};
use crate::model::time::rfc3339;
use crate::model::{Blocks, Gap, Level, Locator, Reason, escape};
use crate::pattern::builtin;
use crate::profile::hash::hash;
use crate::profile::{Distinct, Partial, Stored};
use crate::report::sentence::sentence;

/// Gaps that are listed as one when there are too many: volume, folder, reason, what they leave open.
type Group = (String, String, String, BlocksReport);

/// How many gaps or skipped names are listed one by one; beyond, they are grouped by folder.
const LISTED: usize = 10_000;

/// What a scan judges by.
pub struct RuleBook<'r> {
    /// The engine.
    pub engine: &'r Engine,
    /// The weights.
    pub weights: &'r Weights,
}

impl<'r> RuleBook<'r> {
    /// The rules as judging wants them.
    pub fn rules(&self) -> Rules<'r> {
        Rules { set: self.engine.set(), chances: self.engine.chances(), weights: self.weights }
    }
}

/// Puts the report together.
pub fn report(
    mut partial: Partial,
    controls: &Recoveries,
    book: &RuleBook<'_>,
    options: &Options,
    meter: &Meter,
    started: SystemTime,
) -> Report {
    let rules = book.rules();
    let volumes: Vec<String> = options.volumes.iter().map(|v| v.name.to_string()).collect::<BTreeSet<_>>().into_iter().collect();
    balance(&mut partial);
    let tables = judge::tables(&partial, &rules);
    let sets: Vec<TableSets> = tables.iter().map(TableSets::of).collect();
    let case = Case { volumes: &volumes, partial: &partial, tables: &tables, sets: &sets, controls, strict: options.strict, rules: &rules };
    let mut report = Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        tool: Tool { name: "outcrop".into(), version: env!("CARGO_PKG_VERSION").into(), rules_digest: rules_digest(&rules) },
        scan: scan_info(options, meter, started),
        summary: String::new(),
        coverage: coverage(&partial),
        verdicts: verdict::all(&case),
        columns: tables.iter().flat_map(|t| columns(t, &rules)).collect(),
        combinations: combination::of(&sets, &rules),
        subjects: subjects(&tables, &rules),
        review: review::of(&case),
    };
    let noun = |id: &str| rules.set.by_id(id).map_or_else(|| id.to_owned(), |p| p.syntax.noun.clone());
    report.summary = sentence(&report, &noun);
    report
}

/// A ledger that doesn't close is a gap.
fn balance(partial: &mut Partial) {
    for source in partial.sources.values_mut() {
        if source.stored.is_some_and(|s| !s.closes()) {
            source.gaps.insert(Gap::new(0, 0, Reason::Unbalanced, "its ledger does not close; report this"));
        }
    }
}

fn rules_digest(rules: &Rules<'_>) -> String {
    let all = format!("{}\0{}\0{}", rules.set.digest, builtin::WEIGHTS, env!("CARGO_PKG_VERSION"));
    format!("{}{:016x}", rules.set.digest, hash(all.as_bytes()))
}

fn scan_info(options: &Options, meter: &Meter, started: SystemTime) -> ScanInfo {
    let seconds = |t: SystemTime| t.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let mut volumes: Vec<VolumeInfo> = options
        .volumes
        .iter()
        .map(|v| VolumeInfo { name: escape(v.name.as_bytes()), path: escape(absolute(&v.root).as_os_str().as_encoded_bytes()) })
        .collect();
    volumes.sort_by(|a, b| a.name.cmp(&b.name));
    let shown: BTreeMap<String, String> = [
        ("threads", options.threads.map_or_else(|| "all".to_owned(), |n| n.to_string())),
        ("split_size", options.split_size.to_string()),
        ("follow_links", options.follow_links.to_string()),
        ("strict", options.strict.to_string()),
        ("controls", options.controls.to_string()),
        ("controls_seed", format!("{SEED:#018x}")),
        ("patterns", options.patterns.as_ref().map_or_else(|| "built in".to_owned(), |p| escape(p.as_os_str().as_encoded_bytes()))),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    ScanInfo {
        volumes,
        started: rfc3339(seconds(started)),
        finished: rfc3339(seconds(SystemTime::now())),
        status: if meter.interrupted() { "interrupted" } else { "complete" }.to_owned(),
        options: shown,
    }
}

fn absolute(path: &std::path::Path) -> std::path::PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn coverage(partial: &Partial) -> Coverage {
    let mut bytes = Stored::default();
    let mut coverage = Coverage::default();
    for (locator, source) in &partial.sources {
        if let Some(stored) = &source.stored {
            coverage.files += 1;
            bytes.add(stored);
        }
        coverage.decoded_bytes += source.decoded_bytes;
        coverage.records += source.records;
        coverage.values += source.values;
        if !source.also.is_empty() {
            coverage.links.push(LinkReport {
                volume: locator.volume.to_string(),
                source: locator.source(),
                also: source.also.iter().map(|l| format!("{}:{}", l.volume, l.source())).collect(),
            });
        }
    }
    coverage.bytes = Bytes { total: bytes.total, parsed: bytes.parsed, raw: bytes.raw, structural: bytes.structural, gap: bytes.gap };
    coverage.gaps = gaps(partial);
    coverage.skipped = skipped(partial);
    coverage.assumptions = verdict::classes(partial)
        .into_iter()
        .map(|((volume, class), (sources, bytes))| AssumptionReport { volume, class, sources, bytes })
        .collect();
    coverage
}

fn gaps(partial: &Partial) -> Vec<GapReport> {
    let one = |locator: &Locator, gap: &Gap| GapReport {
        volume: locator.volume.to_string(),
        source: locator.source(),
        reason: gap.reason.as_str().to_owned(),
        bytes: gap.bytes(),
        detail: gap.detail.clone(),
        blocks: match &gap.blocks {
            Blocks::All => BlocksReport::All("all".to_owned()),
            Blocks::Categories(list) => BlocksReport::Categories(list.iter().map(|c| c.as_str().to_owned()).collect()),
        },
    };
    let mut all: Vec<GapReport> = partial.sources.iter().flat_map(|(l, s)| s.gaps.iter().map(move |g| one(l, g))).collect();
    all.sort();
    if all.len() <= LISTED {
        return all;
    }
    let mut groups: BTreeMap<Group, (u64, u64, String)> = BTreeMap::new();
    for gap in all {
        let key = (gap.volume, folder(&gap.source), gap.reason, gap.blocks);
        let group = groups.entry(key).or_insert((0, 0, gap.detail));
        *group = (group.0 + 1, group.1 + gap.bytes, std::mem::take(&mut group.2));
    }
    groups
        .into_iter()
        .map(|((volume, source, reason, blocks), (n, bytes, detail))| GapReport {
            volume,
            source,
            reason,
            bytes,
            detail: if n > 1 { format!("{n} gaps, the first: {detail}") } else { detail },
            blocks,
        })
        .collect()
}

fn skipped(partial: &Partial) -> Vec<SkippedReport> {
    let one = |s: &crate::profile::Skipped| SkippedReport {
        volume: s.locator.volume.to_string(),
        path: s.locator.source(),
        reason: s.reason.clone(),
    };
    if partial.skipped.len() <= LISTED {
        return partial.skipped.iter().map(one).collect();
    }
    let mut groups: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    for skipped in partial.skipped.iter().map(one) {
        *groups.entry((skipped.volume, folder(&skipped.path), skipped.reason)).or_default() += 1;
    }
    groups.into_iter().map(|((volume, path, reason), n)| SkippedReport { volume, path: format!("{path} ({n})"), reason }).collect()
}

fn folder(source: &str) -> String {
    source.rsplit_once('/').map_or_else(|| "/".to_owned(), |(folder, _)| format!("{folder}/"))
}

fn columns(judged: &JudgedTable, rules: &Rules<'_>) -> Vec<ColumnReport> {
    let table = &judged.table;
    let first = table.sources.first().map_or_else(String::new, Locator::source);
    let last = table.sources.last().map_or_else(String::new, Locator::source);
    let sources = (table.sources.len() > 1).then(|| SourceSpan { count: table.sources.len() as u64, first: first.clone(), last });
    let one = |column: &JudgedColumn| ColumnReport {
        volume: table.volume.clone(),
        source: first.clone(),
        sources: sources.clone(),
        format: table.format.clone(),
        table: table.name.clone(),
        column: column.column.shown(),
        ordinal: column.column.ordinal,
        records: table.records,
        non_null: column.column.facts.values + column.column.facts.placeholders,
        distinct: column.column.facts.distinct.estimate(),
        disposition: column.disposition.to_string(),
        findings: column.findings.iter().map(|f| finding(f, rules)).collect(),
    };
    judged.columns.iter().map(one).collect()
}

fn finding(finding: &Finding, rules: &Rules<'_>) -> FindingReport {
    FindingReport {
        category: rules.set.patterns[finding.pattern].id.as_str().to_owned(),
        extent: if finding.extent == Extent::Column { "column" } else { "embedded" }.to_owned(),
        level: if finding.level == Level::Finding { "finding" } else { "candidate" }.to_owned(),
        confidence: f64::from(finding.confidence) / 1000.0,
        subject: finding.subject.as_str().to_owned(),
        values: finding.values,
        basis: finding.basis.clone(),
        role: finding.role.clone(),
        algorithms: finding.algorithms.clone(),
        strength: finding.strength.map(|s| s.as_str().to_owned()),
        scheme: finding.scheme.clone(),
        samples: finding.samples.clone(),
    }
}

/// How many people: distinct identifiers across all tables, by the key of which there are most.
fn subjects(tables: &[JudgedTable], rules: &Rules<'_>) -> Subjects {
    let keys = [
        ("contact.email", "email addresses"),
        ("contact.phone", "phone numbers"),
        ("identity.gov_id", "government ids"),
        ("identity.username", "user names"),
    ];
    let mut best = Subjects::default();
    for (id, noun) in keys {
        let mut distinct = Distinct::default();
        for finding in tables.iter().flat_map(|t| &t.columns).flat_map(|c| &c.findings) {
            let counts = finding.level == Level::Finding && finding.subject.exposes() && finding.extent == Extent::Column;
            if counts && rules.set.patterns[finding.pattern].id.as_str() == id {
                distinct.merge(&finding.distinct);
            }
        }
        if distinct.estimate() > best.estimate {
            let how = if distinct.is_exact() { "exact" } else { "estimated, standard error 1.6 %" };
            best = Subjects { estimate: distinct.estimate(), basis: format!("distinct {noun} ({how})") };
        }
    }
    if best.estimate == 0 {
        let named = |t: &&JudgedTable| {
            t.columns
                .iter()
                .flat_map(|c| &c.findings)
                .any(|f| f.level == Level::Finding && f.subject.exposes() && rules.set.patterns[f.pattern].id.as_str() == "identity.name")
        };
        let most = tables.iter().filter(named).map(|t| t.table.records).max().unwrap_or(0);
        if most > 0 {
            return Subjects {
                estimate: most,
                basis: "records of the largest table with names; no identifier to tell people apart".to_owned(),
            };
        }
        best.basis = "no identifier of a person was found".to_owned();
    }
    best
}
