//! How well a column's values fit a category, held against chance.

use super::Rules;
use crate::model::{DetectorId, LexClass};
use crate::pattern::Pattern;
use crate::pattern::syntax::Says;
use crate::profile::{ColumnFacts, HitFacts, ValueKind};

/// How a column's values fit a category.
#[derive(Clone, Default)]
pub struct Fit {
    /// Milli-log-odds.
    pub weight: i64,
    /// The share of values that have a form of it, per mille.
    pub share: u64,
    /// The best that one of those forms says.
    pub says: Option<Says>,
    /// Values that have a form of it.
    pub values: u64,
    /// For a person.
    pub basis: Vec<String>,
    /// The forms that count, those with most values first.
    pub forms: Vec<DetectorId>,
}

/// A count against what chance would give.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Odds {
    /// Far more than chance.
    Beaten,
    /// Something between.
    Mixed,
    /// No more than chance.
    Even,
}

/// Holds `confirmed` of `tried` against a chance per mille: whether the excess is beyond four standard deviations,
/// and whether nearly all pass.
pub fn against_chance(tried: u64, confirmed: u64, chance: u16) -> Odds {
    let (tried, confirmed, chance) = (u128::from(tried), u128::from(confirmed), u128::from(chance.min(999)));
    let expected = tried * chance; // in thousandths
    let observed = confirmed * 1000;
    // What chance gives is known to a third or so: which first digits numbers have is no accident. Where some are
    // expected, a little more of them says nothing, however many were tried.
    let margin = if expected >= 20_000 { expected * 3 / 10 } else { 0 };
    if observed <= expected + margin {
        return Odds::Even;
    }
    let excess = observed - expected;
    let variance = tried * chance * (1000 - chance);
    let significant = excess * excess > 16 * variance + 1000 * 1000;
    // Nine in ten of what chance leaves.
    let nearly_all = excess * 10 >= (tried * 1000 - expected) * 8;
    match (nearly_all, significant) {
        (true, true) => Odds::Beaten,
        (true, false) if tried >= 2 || chance <= 50 => Odds::Beaten,
        (false, false) => Odds::Even,
        _ => Odds::Mixed,
    }
}

/// How the values of a column fit a pattern's forms.
pub fn fit(pattern: &Pattern, facts: &ColumnFacts, rules: &Rules<'_>) -> Fit {
    let values = facts.values;
    let mut fit = Fit::default();
    if values == 0 || pattern.detectors.is_empty() {
        return fit;
    }
    let mut tiers: [u64; 4] = [0; 4];
    let mut beaten = None;
    let mut checked_even = 0;
    let mut forms: Vec<(u64, DetectorId)> = Vec::new();
    for &detector in &pattern.detectors {
        let detector = &rules.set.detectors[detector];
        let Some(hit) = facts.hits.get(&detector.id) else { continue };
        let Some((counted, odds)) = counted(detector.id, hit, rules) else { continue };
        if odds == Some(Odds::Even) {
            checked_even += hit.full;
            continue;
        }
        let says = if odds == Some(Odds::Beaten) && detector.says > Says::Strong && pattern_checks_enough(detector.id, hit, rules) {
            Says::Some
        } else {
            detector.says
        };
        if counted == 0 {
            continue;
        }
        tiers[says as usize] += counted;
        forms.push((counted, detector.id));
        if odds == Some(Odds::Beaten) {
            let chance = rules.chances.get(usize::from(detector.id.0)).copied().unwrap_or(0);
            beaten = Some((chance, hit.confirmed, hit.full));
        }
    }
    forms.sort_by_key(|&(n, id)| (std::cmp::Reverse(n), id));
    fit.forms = forms.into_iter().map(|(_, id)| id).collect();
    let mut passed = 0u64;
    let mut best: Option<(i64, Says, u64)> = None;
    for (tier, says) in [Says::Proof, Says::Strong, Says::Some, Says::Form].into_iter().enumerate() {
        passed = (passed + tiers[tier]).min(values);
        if tiers[tier] == 0 {
            continue;
        }
        let share = passed * 1000 / values;
        let weight = rules.weights.fit_of(says, share);
        if best.is_none_or(|(w, _, _)| weight > w) {
            best = Some((weight, says, share));
        }
    }
    fit.values = passed;
    fit.share = passed * 1000 / values;
    match best {
        Some((weight, says, share)) => {
            fit.weight = weight;
            fit.says = Some(says);
            fit.basis.push(format!("form +{:.1} % of values ({})", share as f64 / 10.0, word(says)));
        }
        None => {
            let worst = pattern.detectors.iter().map(|&d| rules.set.detectors[d].says).max().unwrap_or(Says::Form);
            fit.weight = rules.weights.fit_of(worst, 0);
            fit.basis.push("no value has its form".to_owned());
        }
    }
    if let Some((chance, confirmed, full)) = beaten
        && full * 2 >= values
    {
        // One check passed by chance in ten is little; a column of them is much.
        let tries = full.min(12) as i64;
        let per_value =
            if chance == 0 { rules.weights.chance.beaten } else { 230 * (1000 / i64::from(chance.max(1))).ilog2().max(1) as i64 };
        fit.weight += (per_value * tries).min(rules.weights.chance.beaten);
        fit.basis.push(format!("check passes {confirmed} of {full}, chance {:.1} %", f64::from(chance) / 10.0));
    } else if checked_even * 2 >= values {
        fit.weight += rules.weights.chance.even;
        fit.basis.push("check passes no more often than chance".to_owned());
    }
    fit
}

fn pattern_checks_enough(id: DetectorId, hit: &HitFacts, rules: &Rules<'_>) -> bool {
    rules.chances.get(usize::from(id.0)).is_some_and(|&c| c > 0) && hit.full >= 5
}

/// Values of a form that count, and what chance says where a check has one.
fn counted(id: DetectorId, hit: &HitFacts, rules: &Rules<'_>) -> Option<(u64, Option<Odds>)> {
    if hit.full == 0 {
        return None;
    }
    let chance = rules.chances.get(usize::from(id.0)).copied().unwrap_or(0);
    if chance == 0 || hit.confirmed == 0 && hit.refuted == 0 {
        return Some((hit.passed(), (hit.confirmed > 0).then_some(Odds::Mixed)));
    }
    Some((hit.passed(), Some(against_chance(hit.full, hit.confirmed, chance))))
}

fn word(says: Says) -> &'static str {
    match says {
        Says::Proof => "proves itself",
        Says::Strong => "rarely anything else",
        Says::Some => "sometimes something else",
        Says::Form => "many things look so",
    }
}

/// Whole numbers that count rows: dense between smallest and largest, each once.
pub fn is_sequence(facts: &ColumnFacts) -> bool {
    let whole = &facts.integers;
    if whole.count < 5 || whole.count * 10 < facts.values * 9 {
        return false;
    }
    let span = whole.max.abs_diff(whole.min).saturating_add(1);
    let distinct = facts.distinct.estimate();
    distinct * 20 >= whole.count * 19 && span <= whole.count.saturating_mul(2)
}

/// Whole numbers that are years of our time.
pub fn are_years(facts: &ColumnFacts) -> bool {
    let whole = &facts.integers;
    whole.count > 0 && whole.count == facts.values && whole.min >= 1850 && whole.max <= 2100
}

/// Few values over and over.
pub fn is_repeating(facts: &ColumnFacts) -> bool {
    let distinct = facts.distinct.estimate();
    facts.values >= 40 && distinct * 10 <= facts.values && distinct <= 60
}

/// The share of values of a kind, per mille.
pub fn kind_share(facts: &ColumnFacts, kind: ValueKind) -> u64 {
    (facts.kind(kind) * 1000).checked_div(facts.values).unwrap_or(0)
}

/// The share of values that a word list knows, per mille.
pub fn lex_share(facts: &ColumnFacts, class: LexClass) -> u64 {
    (facts.lex(class) * 1000).checked_div(facts.values).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_the_yardstick() {
        assert_eq!(against_chance(10_000, 1_020, 100), Odds::Even);
        assert_eq!(against_chance(10_000, 9_990, 100), Odds::Beaten);
        assert_eq!(against_chance(10_000, 2_000, 100), Odds::Mixed);
        assert_eq!(against_chance(1, 1, 100), Odds::Mixed);
        assert_eq!(against_chance(28_560_224, 1_168_917, 37), Odds::Even);
        assert_eq!(against_chance(28_560_224, 2_168_917, 37), Odds::Mixed);
        assert_eq!(against_chance(5, 5, 100), Odds::Beaten);
        assert_eq!(against_chance(10_000, 1_001, 0), Odds::Mixed);
    }
}
