//! One table: its columns judged one by one, then together.

use std::collections::BTreeMap;

use super::Rules;
use super::column::{Draft, Extent, Finding, JudgedColumn, drafts, settle};
use super::context::{ColumnName, TableKind, kind_of_words};
use super::dataset::NamedTable;
use super::disposition;
use super::embedded;
use super::subject::{self, People};
use crate::model::Level;
use crate::pattern::HeaderMatch;
use crate::pattern::syntax::Says;

/// A table with what was judged of it.
pub struct JudgedTable {
    /// The table; its columns have moved to [`JudgedTable::columns`].
    pub table: NamedTable,
    /// The columns.
    pub columns: Vec<JudgedColumn>,
    /// Whose records they are, by the table's name.
    pub kind: TableKind,
}

/// Judges a table.
pub fn judge(mut table: NamedTable, rules: &Rules<'_>) -> JudgedTable {
    let columns = std::mem::take(&mut table.columns);
    let names: Vec<ColumnName> = columns.iter().map(|c| ColumnName::of(c, &table, rules)).collect();
    let table_words = rules.set.vocabulary.expand(&table.name);
    let kind = kind_of_words(table_words.iter(), rules);
    let text = table.is_text();
    let mut all: Vec<Vec<Draft>> =
        columns.iter().zip(&names).map(|(c, n)| if text && !c.is_label() { Vec::new() } else { drafts(c, n, kind, rules) }).collect();
    with_neighbours(&mut all, rules);
    let mut found: Vec<Vec<Finding>> = Vec::with_capacity(columns.len());
    for ((column, name), drafts) in columns.iter().zip(&names).zip(all) {
        let drafts = without_rivals(drafts);
        let mut findings: Vec<Finding> = drafts.into_iter().filter_map(|d| settle(d, column, name, rules)).collect();
        if text {
            findings.iter_mut().for_each(|f| doubt(f, rules));
        }
        let taken: Vec<usize> =
            findings.iter().filter(|f| f.extent == Extent::Column && f.level == Level::Finding).map(|f| f.pattern).collect();
        for minority in embedded::findings(column, &taken, rules) {
            // A sure minority says more than a doubtful whole.
            findings.retain(|f| f.pattern != minority.pattern || f.level == Level::Finding && f.extent == Extent::Column);
            if !findings.iter().any(|f| f.pattern == minority.pattern) {
                findings.push(minority);
            }
        }
        findings.sort_by_key(|f| (f.pattern, f.extent));
        found.push(findings);
    }
    let keyed = names.iter().any(|n| is_key_to_person(n, rules));
    let people = people(kind, keyed, &found, rules);
    let mut judged = Vec::with_capacity(columns.len());
    for ((column, name), mut findings) in columns.into_iter().zip(&names).zip(found) {
        findings.iter_mut().for_each(|f| f.subject = subject::of(f, name, &people, rules));
        let disposition = disposition::of(&column, name, &findings, text && !column.is_label());
        let named = name.named || text;
        judged.push(JudgedColumn { column, named, findings, disposition });
    }
    JudgedTable { table, columns: judged, kind }
}

/// `customer_id`: the record belongs to a person of another table.
fn is_key_to_person(name: &ColumnName, rules: &Rules<'_>) -> bool {
    let vocabulary = &rules.set.vocabulary;
    let person = |w: &String| vocabulary.person_tables.contains(w) && vocabulary.neutral.contains(w);
    let key = |w: &String| matches!(w.as_str(), "id" | "key" | "no" | "number" | "uuid" | "ref" | "fk");
    name.words.iter().any(person) && name.words.iter().any(key)
}

fn people(kind: TableKind, keyed: bool, found: &[Vec<Finding>], rules: &Rules<'_>) -> People {
    let has = |id: &str| {
        let columns = found.iter().flatten().filter(|f| f.level == Level::Finding && f.extent == Extent::Column);
        columns.into_iter().any(|f| rules.set.patterns[f.pattern].id.as_str() == id)
    };
    People {
        kind,
        identified: keyed || found.iter().any(|f| subject::identifies(f, rules)),
        organisation: has("org.name"),
        named: has("identity.name"),
        reached: ["identity.gov_id", "identity.dob", "contact.email", "credential.password.hash", "credential.password.plain"]
            .into_iter()
            .any(has),
    }
}

/// A label in a line of text, such as a setting of a program, is no column of a table: unless its values prove what
/// they are, a person must look.
fn doubt(finding: &mut Finding, rules: &Rules<'_>) {
    let proves = finding.forms.iter().any(|f| rules.set.detectors.get(usize::from(f.0)).is_some_and(|d| d.says == Says::Proof));
    if !proves {
        finding.level = Level::Candidate;
        finding.confidence = finding.confidence.min(rules.weights.finding - 1);
        finding.basis.push("a label in text".to_owned());
    }
}

/// Adds what the neighbours in the table say.
fn with_neighbours(all: &mut [Vec<Draft>], rules: &Rules<'_>) {
    let mut present: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (column, drafts) in all.iter().enumerate() {
        for draft in drafts.iter().filter(|d| d.per_mille() >= 500) {
            present.entry(draft.pattern).or_default().push(column);
        }
    }
    let by_id: BTreeMap<&str, usize> = rules.set.patterns.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
    let context = &rules.weights.context;
    for (column, drafts) in all.iter_mut().enumerate() {
        for draft in drafts {
            let wanted = &rules.set.patterns[draft.pattern].syntax.neighbours;
            // Beside a person's name every word could be a password: a form that many things have says nothing even
            // there, unless the category hardly ever stands alone.
            let told = draft.header >= Some(HeaderMatch::Weak) || draft.fit.says <= Some(Says::Some) || wanted.needed;
            if wanted.with.is_empty() || draft.header >= Some(HeaderMatch::Strong) || !told {
                continue;
            }
            let beside = |id: &&String| {
                let others = by_id.get(id.as_str()).and_then(|i| present.get(i));
                others.is_some_and(|columns| columns.iter().any(|&c| c != column))
            };
            let met: Vec<&String> = wanted.with.iter().filter(beside).collect();
            if !met.is_empty() {
                // A form that many things have gains little from company.
                let most = if draft.fit.says == Some(Says::Form) { 1 } else { 2 };
                draft.odds += context.neighbour * met.len().min(most) as i64;
                draft.basis.push(format!("beside {}", met.iter().map(|m| m.as_str()).collect::<Vec<_>>().join(", ")));
            } else if wanted.needed {
                draft.odds += context.neighbour_missing;
                draft.basis.push("none of the neighbours that it needs".to_owned());
            }
        }
    }
}

/// Where the name says what a column is, its values' likeness to other things says nothing; and of several things
/// that values alone look like, the likeliest stays.
fn without_rivals(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let sure = |d: &Draft| d.fit.says == Some(Says::Proof) && d.fit.share >= 100;
    let said = drafts.iter().filter(|d| d.header >= Some(HeaderMatch::Contained) && d.per_mille() >= 800).filter_map(|d| d.header).max();
    if let Some(said) = said {
        let beside = |d: &Draft| d.header == Some(HeaderMatch::Weak) && said < HeaderMatch::Strong && d.per_mille() >= 800;
        drafts.retain(|d| sure(d) || d.header >= Some(HeaderMatch::Contained) || beside(d));
        return drafts;
    }
    let best = drafts.iter().map(|d| d.odds).max().unwrap_or(0);
    drafts.retain(|d| d.odds + 1500 >= best || d.header >= Some(HeaderMatch::Weak) || sure(d));
    drafts
}
