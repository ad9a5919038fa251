//! Which categories stand together in records, from signatures.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Rules;
use super::column::Extent;
use super::table::JudgedTable;
use crate::model::Level;
use crate::model::report::Combination;
use crate::profile::table::hit_element;

/// Sets that laws and card rules ask for; they come first in the report.
const NOTIFIABLE: [&[&str]; 14] = [
    &["identity.gov_id", "identity.name"],
    &["identity.name", "payment.card.pan"],
    &["payment.card.cvv", "payment.card.pan"],
    &["payment.card.expiry", "payment.card.pan"],
    &["identity.name", "payment.bank_account"],
    &["contact.email", "credential.password.plain"],
    &["contact.email", "credential.password.hash"],
    &["credential.password.hash", "identity.username"],
    &["contact.email", "credential.security_qa"],
    &["identity.dob", "identity.name"],
    &["health", "identity.name"],
    &["contact.address", "identity.name"],
    &["identity.name", "payment.card.last4"],
    &["contact.email", "identity.name"],
];

/// How many combinations beyond the notifiable ones are listed.
const LISTED: usize = 20;

/// How many records of a table hold each set of patterns.
pub struct TableSets {
    /// Set of pattern indexes → records.
    pub sets: BTreeMap<BTreeSet<usize>, u64>,
    /// Whether every record is in one of them.
    pub exact: bool,
}

impl TableSets {
    /// Counts a table's records by which exposing findings they hold.
    pub fn of(judged: &JudgedTable) -> Self {
        let mut meaning: HashMap<u64, Vec<usize>> = HashMap::new();
        for column in &judged.columns {
            for finding in column.findings.iter().filter(|f| f.level == Level::Finding && f.subject.exposes()) {
                for &element in &column.column.elements {
                    match finding.extent {
                        Extent::Column => meaning.entry(element).or_default().push(finding.pattern),
                        Extent::Embedded => {
                            meaning.entry(hit_element(element, finding.pattern as u16)).or_default().push(finding.pattern);
                        }
                    }
                }
            }
        }
        let mut sets: BTreeMap<BTreeSet<usize>, u64> = BTreeMap::new();
        if !meaning.is_empty() {
            for signature in judged.table.signatures.iter() {
                let set: BTreeSet<usize> = signature.elements.iter().filter_map(|e| meaning.get(e)).flatten().copied().collect();
                if !set.is_empty() {
                    *sets.entry(set).or_default() += signature.records;
                }
            }
        }
        Self { sets, exact: judged.table.signatures.is_exact() }
    }

    /// Records that hold all of some patterns.
    pub fn holding(&self, patterns: &BTreeSet<usize>) -> u64 {
        self.sets.iter().filter(|(set, _)| set.is_superset(patterns)).map(|(_, n)| n).sum()
    }
}

/// The combinations of a scan: the notifiable ones first, then those that most records hold.
pub fn of(tables: &[TableSets], rules: &Rules<'_>) -> Vec<Combination> {
    let exact = tables.iter().all(|t| t.exact);
    let id = |pattern: &usize| rules.set.patterns[*pattern].id.as_str().to_owned();
    let mut listed: Vec<Combination> = Vec::new();
    for set in NOTIFIABLE {
        let patterns: Option<BTreeSet<usize>> =
            set.iter().map(|want| rules.set.patterns.iter().position(|p| p.id.as_str() == *want)).collect();
        let Some(patterns) = patterns else { continue };
        let records = tables.iter().map(|t| t.holding(&patterns)).sum();
        if records > 0 {
            listed.push(Combination { categories: set.iter().map(|s| (*s).to_owned()).collect(), records, exact });
        }
    }
    let mut whole: BTreeMap<&BTreeSet<usize>, u64> = BTreeMap::new();
    for (set, records) in tables.iter().flat_map(|t| &t.sets).filter(|(set, _)| set.len() > 1) {
        *whole.entry(set).or_default() += records;
    }
    let mut whole: Vec<(&BTreeSet<usize>, u64)> = whole.into_keys().map(|set| (set, tables.iter().map(|t| t.holding(set)).sum())).collect();
    whole.sort_by_key(|&(set, records)| (std::cmp::Reverse(records), set));
    for (set, records) in whole.into_iter().take(LISTED) {
        let mut categories: Vec<String> = set.iter().map(id).collect();
        categories.sort();
        if !listed.iter().any(|c| c.categories == categories) {
            listed.push(Combination { categories, records, exact });
        }
    }
    listed
}
