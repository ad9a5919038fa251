//! Categories and what may be said of them.

use std::sync::Arc;

/// A category's stable id, such as `contact.email`. Cheap to clone; ordered by its text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CategoryId(Arc<str>);

impl CategoryId {
    /// Wraps an id. The pattern room checks its form.
    pub fn new(id: &str) -> Self {
        Self(Arc::from(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CategoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value expression of the compiled pattern set: its index there. Equal rules digests give equal indexes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DetectorId(pub u16);

/// What a checksum or a standard says of one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Validity {
    /// The standard vouches for it.
    Confirmed,
    /// It is certainly none.
    Refuted,
    /// The form fits, and nothing can be checked.
    NoOpinion,
}

/// How a category can be known, which bounds what may be claimed of its absence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// One value anywhere proves itself.
    SelfProving,
    /// A label or a column's form is needed.
    Contextual,
    /// Known by words; absence is bounded by measured recall.
    Lexical,
    /// Nothing general can be said of absence.
    Open,
}

/// The smallest thing that must be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// One value anywhere.
    Value,
    /// One labelled record.
    Record,
    /// A column.
    Column,
}

/// Whose data a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// A natural person's.
    Person,
    /// Nothing tells; judged as if a person's.
    Unknown,
    /// A company's or an institution's.
    Organisation,
    /// Reference data: a list of cities, a catalogue, an author.
    Reference,
}

impl Subject {
    /// The word in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Subject::Person => "person",
            Subject::Unknown => "unknown",
            Subject::Organisation => "organisation",
            Subject::Reference => "reference",
        }
    }

    /// Whether a finding of this subject exposes somebody.
    pub fn exposes(self) -> bool {
        matches!(self, Subject::Person | Subject::Unknown)
    }
}

/// How sure a judgement is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Confidence of 0.80 and more.
    Finding,
    /// Confidence from 0.20 to below 0.80: a person must look.
    Candidate,
}

/// How much work a password hash costs an attacker.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Reversible in practice: LM, DES crypt, MySQL 3.23, unsalted MD5.
    Broken,
    /// One or few rounds of a fast digest.
    Fast,
    /// Built to be slow: bcrypt, argon2, scrypt, PBKDF2, crypt SHA-2.
    Slow,
}

impl Strength {
    /// The word in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Strength::Broken => "broken",
            Strength::Fast => "fast",
            Strength::Slow => "slow",
        }
    }
}
