//! Values that prove themselves in a column of something else: the majority never hides its minority.

use super::Rules;
use super::column::{Extent, Finding};
use super::dataset::NamedColumn;
use super::evidence::{Odds, against_chance};
use crate::model::{Level, Subject};
use crate::pattern::syntax::Says;
use crate::profile::Distinct;

/// What a column holds of categories that it isn't a column of. `taken` says which patterns already have the column.
pub fn findings(column: &NamedColumn, taken: &[usize], rules: &Rules<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, pattern) in rules.set.patterns.iter().enumerate() {
        if taken.contains(&index) || pattern.syntax.decoy {
            continue;
        }
        let mut tally = Tally::default();
        pattern.detectors.iter().for_each(|&d| tally.add(d, column, rules));
        if let Some(finding) = tally.judge(index, rules) {
            found.push(finding);
        }
    }
    found
}

#[derive(Default)]
struct Tally {
    values: u64,
    records: u64,
    distinct: Distinct,
    samples: Vec<String>,
    forms: Vec<crate::model::DetectorId>,
    confidence: u16,
    basis: Vec<String>,
    algorithms: Vec<String>,
    strength: Option<crate::model::Strength>,
    scheme: Option<String>,
}

impl Tally {
    fn add(&mut self, detector: usize, column: &NamedColumn, rules: &Rules<'_>) {
        let detector = &rules.set.detectors[detector];
        let Some(hit) = column.facts.hits.get(&detector.id) else { return };
        let chance = rules.chances.get(usize::from(detector.id.0)).copied().unwrap_or(0);
        let checked = detector.validator.is_some();
        // Whole values count where the form proves itself or its check does; others are a matter of the whole column.
        let whole = match detector.says {
            Says::Proof => hit.passed(),
            Says::Strong | Says::Some if checked && detector.embedded => hit.confirmed,
            _ => 0,
        };
        let observed = whole + hit.embedded;
        if observed == 0 {
            return;
        }
        let tried = hit.tried + if checked { hit.full } else { 0 };
        let confidence = confidence(detector.says, observed, hit.embedded_grouped, tried, chance);
        if confidence == 0 {
            return;
        }
        if chance > 0 {
            let expected = tried * u64::from(chance);
            self.basis.push(format!(
                "{}: {observed} passed of {tried}, chance expects {}.{:03}",
                detector.name,
                expected / 1000,
                expected % 1000
            ));
        } else {
            self.basis.push(format!("{}: {observed} passed", detector.name));
        }
        self.values += observed;
        self.records += whole + hit.embedded_values;
        self.confidence = self.confidence.max(confidence);
        self.distinct.merge(&hit.distinct);
        self.samples.extend(hit.samples.iter().map(|s| s.mask.clone()));
        self.forms.push(detector.id);
        self.algorithms.extend(detector.algorithms.iter().cloned());
        self.strength = [self.strength, detector.strength].into_iter().flatten().min();
        self.scheme = self.scheme.take().or_else(|| detector.scheme.clone());
    }

    fn judge(mut self, pattern: usize, rules: &Rules<'_>) -> Option<Finding> {
        if self.confidence < rules.weights.candidate {
            return None;
        }
        self.samples.sort();
        self.samples.dedup();
        self.samples.truncate(crate::profile::sample::KEPT);
        self.algorithms.sort();
        self.algorithms.dedup();
        Some(Finding {
            pattern,
            extent: Extent::Embedded,
            level: if self.confidence >= rules.weights.finding { Level::Finding } else { Level::Candidate },
            confidence: self.confidence,
            subject: Subject::Unknown,
            values: self.values,
            records: self.records,
            distinct: self.distinct,
            basis: self.basis,
            role: None,
            algorithms: self.algorithms,
            strength: self.strength,
            scheme: self.scheme,
            samples: self.samples,
            forms: self.forms,
        })
    }
}

/// How sure some hits are, per mille; 0 where chance explains them.
fn confidence(says: Says, observed: u64, grouped: u64, tried: u64, chance: u16) -> u16 {
    if chance == 0 {
        return match says {
            Says::Proof => 990,
            Says::Strong => 930,
            _ => 0,
        };
    }
    // In thousandths.
    let expected = tried * u64::from(chance);
    // Chance seldom writes grouping signs: a number grouped as people group it is no accident where few were tried.
    if grouped > 0 && says <= Says::Strong && expected < 200 {
        return 950;
    }
    match against_chance(tried, observed, chance) {
        Odds::Beaten => 970,
        Odds::Mixed if expected < 200 => 900,
        Odds::Mixed if observed * 1000 >= 4 * expected + 3000 => 900,
        Odds::Mixed => 500,
        // Less than one was to be expected, and there is one: chance explains it badly, and a person must look.
        Odds::Even if expected < if grouped > 0 { 1000 } else { 400 } => 500,
        Odds::Even => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_explains_a_tenth_and_no_more() {
        assert_eq!(confidence(Says::Some, 100, 0, 1000, 100), 0);
        assert!(confidence(Says::Some, 500, 0, 1000, 100) >= 800);
        assert!(confidence(Says::Some, 1, 0, 1, 40) >= 800);
        assert!(confidence(Says::Strong, 1, 1, 4, 37) >= 800);
        assert_eq!(confidence(Says::Strong, 1, 1, 12, 37), 500);
        assert_eq!(confidence(Says::Strong, 2254, 2254, 30_751, 80), 0);
        assert_eq!(confidence(Says::Proof, 1, 0, 1, 0), 990);
    }
}
