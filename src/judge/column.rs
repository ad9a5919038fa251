//! One column against all categories: log-odds from its name, its values and what stands around it.

use std::collections::BTreeMap;

use super::Rules;
use super::context::{ColumnName, TableKind};
use super::dataset::NamedColumn;
use super::evidence::{self, Fit};
use super::odds;
use crate::model::{Evidence, Level, Strength, Subject};
use crate::pattern::HeaderMatch;
use crate::pattern::syntax::Says;
use crate::profile::Distinct;

/// How much of a column a finding takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Extent {
    /// The column holds it.
    Column,
    /// Some values, or pieces of values, in a column of something else.
    Embedded,
}

/// One finding or candidate.
#[derive(Clone)]
pub struct Finding {
    /// The pattern's index.
    pub pattern: usize,
    /// How much of the column it takes.
    pub extent: Extent,
    /// How sure it is.
    pub level: Level,
    /// The probability, per mille.
    pub confidence: u16,
    /// Whose data it is.
    pub subject: Subject,
    /// How many values.
    pub values: u64,
    /// How many records hold one.
    pub records: u64,
    /// The distinct ones.
    pub distinct: Distinct,
    /// Why.
    pub basis: Vec<String>,
    /// Billing, shipping, home, work.
    pub role: Option<String>,
    /// Candidate algorithms.
    pub algorithms: Vec<String>,
    /// The weakest form among them.
    pub strength: Option<Strength>,
    /// Refinement below the category.
    pub scheme: Option<String>,
    /// Masks.
    pub samples: Vec<String>,
    /// The forms that it rests on, by which signatures know embedded ones.
    pub forms: Vec<crate::model::DetectorId>,
}

/// A column with what was judged of it.
pub struct JudgedColumn {
    /// The column.
    pub column: NamedColumn,
    /// Whether its name says anything; `c1` and `#2` don't.
    pub named: bool,
    /// What was found, sorted by category.
    pub findings: Vec<Finding>,
    /// What it is altogether.
    pub disposition: super::disposition::Disposition,
}

/// A category that may be in a column, before its neighbours are asked.
pub struct Draft {
    /// The pattern's index.
    pub pattern: usize,
    /// Milli-log-odds so far.
    pub odds: i64,
    /// What the name says.
    pub header: Option<HeaderMatch>,
    /// How the values fit.
    pub fit: Fit,
    /// Why, so far.
    pub basis: Vec<String>,
}

impl Draft {
    /// The probability so far, per mille.
    pub fn per_mille(&self) -> u16 {
        odds::per_mille(self.odds)
    }
}

/// All categories that a column's name or values speak of, with their odds before neighbours.
pub fn drafts(column: &NamedColumn, name: &ColumnName, kind: TableKind, rules: &Rules<'_>) -> Vec<Draft> {
    if column.facts.values == 0 {
        return Vec::new();
    }
    let headers = name.matches(column, rules);
    let claimed = headers.values().any(|&level| level == HeaderMatch::Strong);
    let mut drafts = Vec::new();
    for (index, pattern) in rules.set.patterns.iter().enumerate() {
        let header = headers.get(&index).copied();
        let fit = evidence::fit(pattern, &column.facts, rules);
        if header.is_none() && fit.forms.is_empty() {
            continue;
        }
        drafts.push(draft(index, header, fit, column, name, kind, claimed, &headers, rules));
    }
    drafts
}

#[allow(clippy::too_many_arguments)]
fn draft(
    index: usize,
    header: Option<HeaderMatch>,
    fit: Fit,
    column: &NamedColumn,
    name: &ColumnName,
    kind: TableKind,
    claimed: bool,
    headers: &BTreeMap<usize, HeaderMatch>,
    rules: &Rules<'_>,
) -> Draft {
    let pattern = &rules.set.patterns[index];
    let weights = rules.weights;
    let mut basis = Vec::new();
    let mut odds = weights.prior_of(pattern.id.as_str());
    let (said, word) = match header {
        Some(HeaderMatch::Strong) => (weights.header.strong, "name says it"),
        Some(HeaderMatch::Contained) => (weights.header.contained, "name says it among other words"),
        Some(HeaderMatch::Weak) => (weights.header.weak, "name may mean it"),
        Some(HeaderMatch::Vetoed) => (weights.header.vetoed, "name says that it is about it and not it"),
        None if name.named => (weights.header.other, "name does not say it"),
        None => (weights.header.nameless, "no name"),
    };
    odds += said;
    basis.push(word.to_owned());
    odds += fit.weight;
    basis.extend(fit.basis.iter().cloned());
    let sure = fit.says == Some(Says::Proof) && fit.share >= 300;
    if header.unwrap_or(HeaderMatch::Vetoed) < HeaderMatch::Contained && !sure {
        odds += around(pattern, column, &fit, kind, rules, &mut basis);
        let stronger = claimed && header != Some(HeaderMatch::Strong) && headers.get(&index).is_none_or(|&h| h < HeaderMatch::Weak);
        if stronger && fit.says != Some(Says::Proof) {
            odds += weights.context.claimed;
            basis.push("name says something else".to_owned());
        }
    }
    let other = pattern.syntax.against.iter().map(|&class| evidence::lex_share(&column.facts, class)).max().unwrap_or(0);
    if fit.says >= Some(Says::Some) && other >= 250 {
        odds += weights.context.against;
        basis.push(format!("{:.1} % of values are something else by their words", other as f64 / 10.0));
    }
    if !sure && type_forbids(&column.sql_type, pattern, rules) {
        odds += weights.context.sql_type;
        basis.push(format!("declared type {}", column.sql_type));
    }
    Draft { pattern: index, odds, header, fit, basis }
}

/// What the table and the distribution of values say where the column's name doesn't.
fn around(
    pattern: &crate::pattern::Pattern,
    column: &NamedColumn,
    fit: &Fit,
    kind: TableKind,
    rules: &Rules<'_>,
    basis: &mut Vec<String>,
) -> i64 {
    let context = &rules.weights.context;
    let mut sum = 0;
    let mut add = |weight: i64, why: &str| {
        sum += weight;
        basis.push(why.to_owned());
    };
    let personal = !pattern.syntax.decoy && pattern.syntax.evidence != Evidence::SelfProving;
    if personal {
        match kind {
            TableKind::Person => add(context.person, "table of persons"),
            TableKind::Thing => add(context.thing, "table of things"),
            TableKind::Organisation => add(context.organisation, "table of organisations"),
            TableKind::Reference => add(context.reference, "table of reference data"),
            TableKind::Unknown => {}
        }
    }
    // A label in a log says the same few names over and over.
    let many_forms = !column.is_label() && !pattern.syntax.linkable && pattern.syntax.id != "payment.card.brand";
    if many_forms && !pattern.syntax.decoy && evidence::is_repeating(&column.facts) && fit.says > Some(Says::Proof) {
        add(context.repeating, "few values over and over");
    }
    if fit.says >= Some(Says::Some) {
        if evidence::is_sequence(&column.facts) {
            add(context.sequence, "a sequence of numbers");
        } else if evidence::are_years(&column.facts) {
            add(context.years, "years");
        }
    }
    sum
}

/// Types that can't hold a category: a date in a column of names.
fn type_forbids(sql_type: &str, pattern: &crate::pattern::Pattern, rules: &Rules<'_>) -> bool {
    if sql_type.is_empty() {
        return false;
    }
    let date = ["date", "time", "timestamp", "smalldatetime", "year"].iter().any(|t| sql_type.starts_with(t));
    let flag = ["bool", "bit", "tinyint(1)"].iter().any(|t| sql_type.starts_with(t));
    let takes_dates = pattern
        .detectors
        .iter()
        .any(|&d| rules.set.detectors[d].validator.as_deref().is_some_and(|v| v.contains("date") || v == "card_expiry"));
    (date && !takes_dates) || (flag && pattern.syntax.id != "identity.gender")
}

/// A draft whose odds are final becomes a finding, a candidate or nothing.
pub fn settle(draft: Draft, column: &NamedColumn, name: &ColumnName, rules: &Rules<'_>) -> Option<Finding> {
    let confidence = draft.per_mille();
    let formless = draft.fit.values == 0 && !rules.set.patterns[draft.pattern].detectors.is_empty();
    if confidence < rules.weights.candidate || formless {
        return None;
    }
    let level = if confidence >= rules.weights.finding { Level::Finding } else { Level::Candidate };
    let pattern = &rules.set.patterns[draft.pattern];
    let named = draft.header >= Some(HeaderMatch::Weak);
    let extent = if draft.fit.share >= 500 || (named && draft.fit.share >= 250) { Extent::Column } else { Extent::Embedded };
    let facts = &column.facts;
    let (values, distinct) = match extent {
        // A column that bears the name holds it in all of its values, also in those whose form no expression knows.
        Extent::Column if named => (facts.values, facts.distinct.clone()),
        _ => (draft.fit.values, distinct_of(&draft.fit, column)),
    };
    let forms: Vec<_> = draft.fit.forms.iter().map(|id| &rules.set.detectors[usize::from(id.0)]).collect();
    let header = crate::pattern::header::Name { words: &name.words, context: &name.context };
    let mut algorithms: Vec<String> = forms.iter().flat_map(|d| d.algorithms.iter().cloned()).collect();
    algorithms.sort();
    algorithms.dedup();
    Some(Finding {
        pattern: draft.pattern,
        extent,
        level,
        confidence,
        subject: Subject::Unknown,
        values,
        records: values.min(facts.cells()),
        distinct,
        basis: draft.basis,
        role: rules.set.headers.role(draft.pattern, &header).map(str::to_owned).filter(|_| !pattern.syntax.header.roles.is_empty()),
        algorithms,
        strength: forms.iter().filter_map(|d| d.strength).min(),
        scheme: forms.first().and_then(|d| d.scheme.clone()),
        samples: samples(&draft.fit, column),
        forms: draft.fit.forms,
    })
}

fn distinct_of(fit: &Fit, column: &NamedColumn) -> Distinct {
    let mut distinct = Distinct::default();
    fit.forms.iter().filter_map(|id| column.facts.hits.get(id)).for_each(|hit| distinct.merge(&hit.distinct));
    if distinct.estimate() == 0 { column.facts.distinct.clone() } else { distinct }
}

fn samples(fit: &Fit, column: &NamedColumn) -> Vec<String> {
    let of_forms = fit.forms.first().and_then(|id| column.facts.hits.get(id)).map(|hit| &hit.samples);
    let of_forms = of_forms.filter(|samples| samples.iter().next().is_some());
    of_forms.unwrap_or(&column.facts.samples).iter().map(|s| s.mask.clone()).collect()
}
