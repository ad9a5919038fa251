//! The engine: compiled patterns with their validators and word lists, shared by all threads of a scan.

use std::sync::Arc;

use super::validate::{self, Validator};
use crate::model::{DetectorId, Shape, Validity};
use crate::pattern::{Matcher, PatternSet};

/// A pattern names a validator that doesn't exist.
#[derive(Debug, thiserror::Error)]
#[error("{file}: no validator is named `{name}`; `outcrop patterns validators` lists them")]
pub struct UnknownValidator {
    /// The pattern file.
    pub file: String,
    /// The name in it.
    pub name: String,
}

/// Compiled patterns with what they need to look at values.
pub struct Engine {
    set: Arc<PatternSet>,
    checks: Vec<Option<&'static Validator>>,
    words: Vec<(u16, DetectorId)>,
    forms: Vec<u16>,
    embedded: Vec<u16>,
    chances: Vec<u16>,
    signs: Vec<Option<u16>>,
}

impl Engine {
    /// Resolves the validators that patterns name.
    ///
    /// # Errors
    /// The first name that nobody knows.
    pub fn new(set: Arc<PatternSet>) -> Result<Self, UnknownValidator> {
        let mut engine = Self {
            checks: Vec::new(),
            words: Vec::new(),
            forms: Vec::new(),
            embedded: Vec::new(),
            chances: Vec::new(),
            signs: Vec::new(),
            set: set.clone(),
        };
        for detector in &set.detectors {
            let check = match &detector.validator {
                None => None,
                Some(name) => Some(
                    validate::by_name(name)
                        .ok_or_else(|| UnknownValidator { file: set.patterns[detector.pattern].file.clone(), name: name.clone() })?,
                ),
            };
            engine.chances.push(detector.chance.or_else(|| check.map(|v| v.chance_per_mille)).unwrap_or(0));
            // Only what can be found inside a column of something else needs to stand in signatures by itself.
            let embeds = set.patterns[detector.pattern].detectors.iter().any(|&d| set.detectors[d].embedded);
            engine.signs.push(u16::try_from(detector.pattern).ok().filter(|_| embeds));
            engine.checks.push(check);
            match detector.matcher {
                Matcher::Words(classes) => engine.words.push((classes, detector.id)),
                _ => engine.forms.push(detector.id.0),
            }
            if detector.embedded {
                engine.embedded.push(detector.id.0);
            }
        }
        Ok(engine)
    }

    /// The patterns.
    pub fn set(&self) -> &Arc<PatternSet> {
        &self.set
    }

    /// The forms that word lists judge, with the classes that they ask for.
    pub(super) fn words(&self) -> &[(u16, DetectorId)] {
        &self.words
    }

    /// The forms that whole values (or, with `embedded`, pieces of text) of this shape may have.
    pub(super) fn admitted(&self, shape: &Shape, embedded: bool, out: &mut Vec<u16>) {
        let forms = if embedded { &self.embedded } else { &self.forms };
        out.extend(forms.iter().copied().filter(|&id| self.set.detectors[usize::from(id)].prefilter.admits(shape)));
    }

    /// What a form says of a value that its prefilter admits; `None` where the expression doesn't take it.
    pub(super) fn examine(&self, id: u16, value: &[u8]) -> Option<Validity> {
        let detector = &self.set.detectors[usize::from(id)];
        let taken = match &detector.matcher {
            Matcher::Shape => true,
            Matcher::Run(bytes) => value.iter().all(|&b| bytes[usize::from(b)]),
            Matcher::Expression(regex) => regex.is_match(value),
            Matcher::Words(_) => false,
        };
        taken.then(|| self.checks[usize::from(id)].map_or(Validity::NoOpinion, |v| (v.check)(value)))
    }

    /// Chance of a random value of each form to pass, per mille, by detector.
    pub fn chances(&self) -> &[u16] {
        &self.chances
    }

    /// The pattern by which a hit of a form stands in a record's signature, if it does.
    pub(super) fn sign(&self, id: DetectorId) -> Option<u16> {
        self.signs.get(usize::from(id.0)).copied().flatten()
    }

    /// Every form that takes a whole value and isn't refuted: what `patterns check` and examples ask.
    pub fn matches(&self, value: &[u8]) -> Vec<DetectorId> {
        let value = value.trim_ascii();
        let mut admitted = Vec::new();
        self.admitted(&Shape::of(value), false, &mut admitted);
        admitted.retain(|&id| !matches!(self.examine(id, value), None | Some(Validity::Refuted)));
        let mut found: Vec<DetectorId> = admitted.into_iter().map(DetectorId).collect();
        let classes = super::kernel::classify(value);
        found.extend(self.words.iter().filter(|(mask, _)| mask & classes != 0).map(|&(_, id)| id));
        found.sort();
        found
    }
}
