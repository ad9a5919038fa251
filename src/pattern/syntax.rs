//! A pattern file as it is written: TOML, one file a category.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::{Evidence, LexClass, Strength, Unit};

/// One file of `patterns/`.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct PatternSyntax {
    /// The category's stable id: lower-case words with dots between them.
    pub id: String,
    /// What a person calls it, in the singular: `Email address`.
    pub title: String,
    /// As it stands in the report's sentence, in the plural: `email addresses`.
    pub noun: String,
    /// Where it stands in tables and in the sentence; lower comes first.
    pub order: u16,
    /// How it can be known.
    pub evidence: Evidence,
    /// The smallest thing that must be found.
    pub unit: Unit,
    /// A look-alike (`org.name`): it keeps values from other categories and never has a verdict.
    #[serde(default)]
    pub decoy: bool,
    /// Exposes only in a table that also holds, or is keyed to, an identifier of a person.
    #[serde(default)]
    pub linkable: bool,
    /// This value names or reaches one person by itself (name, email, phone, government id …).
    #[serde(default)]
    pub identifies: bool,
    /// The category of which this is the protected form: a card's ciphertext protects `payment.card.pan`.
    pub protects: Option<String>,
    /// The scripts and regions in which a bounded claim holds; for lexical patterns.
    pub scope: Option<String>,
    /// What other vocabularies call it.
    #[serde(default)]
    pub maps: Maps,
    /// What its columns are called.
    #[serde(default)]
    pub header: HeaderSyntax,
    /// What its values look like.
    #[serde(default)]
    pub value: Vec<ValueSyntax>,
    /// Word lists that speak against it where the name alone speaks for it: organisations in a column of names.
    #[serde(default)]
    pub against: Vec<LexClass>,
    /// Which neighbours in a table speak for it.
    #[serde(default)]
    pub neighbours: NeighbourSyntax,
    /// How to make values of it.
    pub generate: Option<GenerateSyntax>,
    /// Values and columns that must and must not match.
    #[serde(default)]
    pub examples: Examples,
    /// Where what stands here is written down.
    #[serde(default)]
    pub references: Vec<String>,
}

/// What other vocabularies call a category.
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Maps {
    /// Have I Been Pwned data classes.
    pub hibp: Vec<String>,
    /// VERIS `attribute.confidentiality.data.variety`.
    pub veris: Vec<String>,
    /// OCSF data classification categories.
    pub ocsf: Vec<String>,
    /// GDPR articles that single it out.
    pub gdpr: Vec<String>,
    /// PCI DSS terms: CHD, SAD, truncated.
    pub pci: Vec<String>,
    /// HIPAA identifiers, letters of 45 CFR 164.514(b)(2)(i).
    pub hipaa: Vec<String>,
    /// W3C Data Privacy Vocabulary, extension `pd`.
    pub dpv: Vec<String>,
}

/// What columns of a category are called. Phrases are matched word by word after case, accents, separators
/// and camel case are folded and abbreviations of the vocabulary are written out; never as substrings (phrases
/// in scripts without spaces between words are).
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct HeaderSyntax {
    /// Phrases that say it by themselves, by language (ISO 639-1).
    pub strong: BTreeMap<String, Vec<String>>,
    /// Phrases that may mean it, by language.
    pub weak: BTreeMap<String, Vec<String>>,
    /// Words beside which the column is something else: `email` beside `template`.
    pub not: Vec<String>,
    /// Words of the vocabulary's general `not` list that don't hold here.
    pub despite: Vec<String>,
    /// Words in the table's name that make a weak phrase a strong one.
    pub tables: Vec<String>,
    /// Words in the table's name in which it is something else.
    pub not_tables: Vec<String>,
    /// Roles, by words in the column's, the parent's or the table's name: billing, shipping, home, work.
    pub roles: BTreeMap<String, Vec<String>>,
}

/// One form that values of a category have.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct ValueSyntax {
    /// The form's name, unique in the file.
    pub name: String,
    /// An expression that must match the whole value (it is anchored at both ends), over bytes.
    pub regex: Option<String>,
    /// A validator by name; it sees what the expression let through.
    pub validator: Option<String>,
    /// Instead of an expression: word lists that must know the value (one of these).
    #[serde(default)]
    pub lexicon: Vec<LexClass>,
    /// What a match says by itself.
    pub says: Says,
    /// Whether it is also searched for in the middle of free text.
    #[serde(default)]
    pub embedded: bool,
    /// Refinement below the category: `us.ssn`.
    pub scheme: Option<String>,
    /// Candidate algorithms, for hashes.
    #[serde(default)]
    pub algorithms: Vec<String>,
    /// How much work the hash costs an attacker.
    pub strength: Option<Strength>,
    /// Of a thousand random values of this form (as they stand in columns of other things), how many pass. The
    /// validator's own figure is used where this is absent.
    pub chance: Option<u16>,
}

/// What a match of a form says by itself, without a header.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// Nothing else looks like this: an email, a bcrypt hash.
    Proof,
    /// Rarely anything else: a grouped phone number, a full name.
    Strong,
    /// Sometimes something else.
    Some,
    /// Many other things look like this; without a header it says nothing: four digits.
    Form,
}

/// Which neighbours in a table speak for or against a category.
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct NeighbourSyntax {
    /// Categories that speak for it when they stand in the same table.
    pub with: Vec<String>,
    /// Whether it can hardly be without one of them.
    pub needed: bool,
}

/// How to make values of a category for controls.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct GenerateSyntax {
    /// A header that such a column bears.
    pub header: String,
    /// The table's name, where it matters.
    pub table: Option<String>,
    /// A validator that can make one, or
    pub validator: Option<String>,
    /// a template: `{d}` a digit, `{x}` a hex digit, `{b}` a base64 digit, `{a}` a lower-case letter, each with a
    /// count (`{d:4}`), and `{given}`, `{family}`, `{street}`, `{city}`, `{org}` from the word lists.
    pub template: Option<String>,
}

/// Values and columns that must and must not match.
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Examples {
    /// Values that some form of the pattern must take (published test values, mangled or synthetic ones).
    #[serde(rename = "match")]
    pub matching: Vec<String>,
    /// Values that no form may take.
    pub reject: Vec<String>,
    /// Whole columns and what must be judged of them.
    pub column: Vec<ColumnExample>,
}

/// A column with a name, as an example.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct ColumnExample {
    /// The column's name; empty for none.
    pub header: String,
    /// The table's name.
    #[serde(default)]
    pub table: String,
    /// Its values; they are repeated where there are few.
    pub values: Vec<String>,
    /// Whether it must be a finding of this category (`true`), or must not (`false`).
    pub expect: bool,
}
