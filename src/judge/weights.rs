//! The weights of judging, from `patterns/judge/weights.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::pattern::syntax::Says;

/// The weights file.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Version of the file.
    pub version: u32,
    /// Before anything is known of a column.
    pub prior: i64,
    /// From this probability on it is a finding, per mille.
    pub finding: u16,
    /// From this probability on it is a candidate, per mille.
    pub candidate: u16,
    /// What the column's name says.
    pub header: HeaderWeights,
    /// What the values say.
    pub fit: FitWeights,
    /// What validators say, held against chance.
    pub chance: ChanceWeights,
    /// What stands around the column.
    pub context: ContextWeights,
    /// Categories that start from elsewhere.
    #[serde(default)]
    pub category: BTreeMap<String, CategoryWeights>,
}

/// See the file.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct HeaderWeights {
    pub strong: i64,
    pub contained: i64,
    pub weak: i64,
    pub vetoed: i64,
    pub other: i64,
    pub nameless: i64,
}

/// See the file.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct FitWeights {
    pub bands: [u64; 5],
    pub proof: [i64; 6],
    pub strong: [i64; 6],
    pub some: [i64; 6],
    pub form: [i64; 6],
}

/// See the file.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ChanceWeights {
    pub beaten: i64,
    pub even: i64,
}

/// See the file.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ContextWeights {
    pub person: i64,
    pub thing: i64,
    pub organisation: i64,
    pub reference: i64,
    pub neighbour: i64,
    pub neighbour_missing: i64,
    pub repeating: i64,
    pub sequence: i64,
    pub years: i64,
    pub sql_type: i64,
    pub claimed: i64,
    pub against: i64,
}

/// See the file.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CategoryWeights {
    pub prior: i64,
}

impl Weights {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong in it, with its line.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Where a category starts.
    pub fn prior_of(&self, category: &str) -> i64 {
        self.category.get(category).map_or(self.prior, |c| c.prior)
    }

    /// What a share of values with a form says, by what the form says.
    pub fn fit_of(&self, says: Says, share_per_mille: u64) -> i64 {
        let band = self.fit.bands.iter().position(|&b| share_per_mille >= b).unwrap_or(5);
        match says {
            Says::Proof => self.fit.proof[band],
            Says::Strong => self.fit.strong[band],
            Says::Some => self.fit.some[band],
            Says::Form => self.fit.form[band],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_weights_parse() {
        let weights = Weights::parse(crate::pattern::builtin::WEIGHTS).unwrap();
        assert_eq!(weights.version, 1);
        assert!(weights.fit_of(Says::Proof, 1000) > weights.fit_of(Says::Form, 1000));
    }
}
