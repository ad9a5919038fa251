//! Counts of right and wrong, and what follows from them.

use std::collections::BTreeMap;

use crate::taxonomy;

/// Right and wrong predictions of one category.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Required and found.
    pub found: u64,
    /// Forbidden and found.
    pub false_alarms: u64,
    /// Required and not found.
    pub missed: u64,
}

/// The bounds of an interval.
pub type Interval = (f64, f64);

impl Counts {
    /// How many columns and files require the category.
    pub fn support(&self) -> u64 {
        self.found + self.missed
    }

    /// What part of the predictions was right; `None` where there was none.
    pub fn precision(&self) -> Option<f64> {
        share(self.found, self.found + self.false_alarms)
    }

    /// What part of the required was found; `None` where nothing was required.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.support())
    }

    /// The harmonic mean of both, `2TP / (2TP + FP + FN)`; `None` where there was nothing to find and nothing was found.
    pub fn f1(&self) -> Option<f64> {
        share(2 * self.found, 2 * self.found + self.false_alarms + self.missed)
    }

    /// The 95 % interval of the precision.
    pub fn precision_interval(&self) -> Option<Interval> {
        wilson(self.found, self.found + self.false_alarms)
    }

    /// The 95 % interval of the recall.
    pub fn recall_interval(&self) -> Option<Interval> {
        wilson(self.found, self.support())
    }

    fn add(&mut self, other: &Counts) {
        self.found += other.found;
        self.false_alarms += other.false_alarms;
        self.missed += other.missed;
    }
}

fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

/// The Wilson score interval of `hits` in `n` trials at 95 %.
/// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
pub fn wilson(hits: u64, n: u64) -> Option<Interval> {
    const Z: f64 = 1.959_963_984_540_054;
    let p = share(hits, n)?;
    let n = n as f64;
    let scale = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}

/// Counts by category.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally(BTreeMap<&'static str, Counts>);

impl Tally {
    /// The counts of a category, to add to.
    pub fn of(&mut self, category: &'static str) -> &mut Counts {
        self.0.entry(category).or_default()
    }

    /// The counts of a category.
    pub fn get(&self, category: &str) -> Counts {
        self.0.get(category).copied().unwrap_or_default()
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Tally) {
        for (category, counts) in &other.0 {
            self.of(category).add(counts);
        }
    }

    /// All categories together.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.0.values().for_each(|counts| total.add(counts));
        total
    }

    /// The mean F1 of those of the categories that something requires, and how many they are.
    pub fn macro_f1(&self, categories: impl Iterator<Item = &'static str>) -> Option<(f64, usize)> {
        let each: Vec<f64> = categories.map(|c| self.get(c)).filter(|c| c.support() > 0).filter_map(|c| c.f1()).collect();
        (!each.is_empty()).then(|| (each.iter().sum::<f64>() / each.len() as f64, each.len()))
    }

    /// The scored categories that anything required or found, the mission first.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, Counts)> + '_ {
        taxonomy::core().map(|c| (c, self.get(c))).filter(|(_, counts)| *counts != Counts::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_gives_the_published_bounds() {
        // 81 of 263: R. G. Newcombe, Statistics in Medicine 17 (1998), table I.
        let (low, high) = wilson(81, 263).unwrap();
        assert!((low - 0.2553).abs() < 1e-4 && (high - 0.3662).abs() < 1e-4, "{low} {high}");
        // 0 of 20 and 1 of 29, the same table.
        let (low, high) = wilson(0, 20).unwrap();
        assert!(low == 0.0 && (high - 0.1611).abs() < 1e-4, "{low} {high}");
        let (low, high) = wilson(1, 29).unwrap();
        assert!((low - 0.0061).abs() < 1e-4 && (high - 0.1718).abs() < 1e-4, "{low} {high}");
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn f1_is_the_harmonic_mean() {
        let counts = Counts { found: 6, false_alarms: 2, missed: 4 };
        let (precision, recall) = (counts.precision().unwrap(), counts.recall().unwrap());
        assert!((counts.f1().unwrap() - 2.0 * precision * recall / (precision + recall)).abs() < 1e-12);
        assert_eq!(Counts::default().f1(), None);
    }

    #[test]
    fn the_macro_mean_leaves_out_what_nothing_requires() {
        let mut tally = Tally::default();
        tally.of("contact.email").found = 2;
        tally.of("contact.phone").missed = 1;
        tally.of("network.ip").false_alarms = 3;
        assert_eq!(tally.macro_f1(taxonomy::core()), Some((0.5, 2)));
        assert_eq!(tally.rows().map(|(c, _)| c).collect::<Vec<_>>(), ["contact.email", "contact.phone", "network.ip"]);
    }
}
