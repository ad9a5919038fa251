//! Whose data a finding is.

use super::Rules;
use super::column::Finding;
use super::context::{ColumnName, TableKind};
use crate::model::{Evidence, Level, Subject};

/// What a table says of the people in it.
pub struct People {
    /// What its name says of its records.
    pub kind: TableKind,
    /// Whether a column names or reaches a person, by findings in it or by a key to another table.
    pub identified: bool,
    /// Whether a column names an organisation.
    pub organisation: bool,
    /// Whether a column is a person's name.
    pub named: bool,
    /// Whether a column reaches a living person: a government id, a birth date, an email, a password.
    pub reached: bool,
}

/// Words in a column's own name or parents that say whose it is: `company_phone`, `customer.name`.
fn own_word(name: &ColumnName, rules: &Rules<'_>) -> Option<Subject> {
    let vocabulary = &rules.set.vocabulary;
    // `address` names a table of persons and says nothing in a column: only words that change nothing beside a phrase
    // say whose a thing is.
    let person = |w: &String| vocabulary.person_tables.contains(w) && vocabulary.neutral.contains(w);
    for words in [&name.words, &name.parents] {
        if words.iter().any(|w| vocabulary.organisation_tables.contains(w)) {
            return Some(Subject::Organisation);
        }
        if words.iter().any(person) {
            return Some(Subject::Person);
        }
    }
    None
}

/// Whose data a finding in a column of a table is.
pub fn of(finding: &Finding, name: &ColumnName, people: &People, rules: &Rules<'_>) -> Subject {
    let pattern = &rules.set.patterns[finding.pattern];
    if pattern.syntax.decoy {
        return Subject::Organisation;
    }
    let secret = pattern.id.as_str().starts_with("credential.") || pattern.id.as_str().starts_with("payment.card");
    if secret {
        return if people.identified { Subject::Person } else { Subject::Unknown };
    }
    if let Some(subject) = own_word(name, rules) {
        return subject;
    }
    if pattern.syntax.linkable && !people.identified {
        return Subject::Reference;
    }
    if people.kind == TableKind::Reference && people.reached {
        return Subject::Person;
    }
    match people.kind {
        TableKind::Person => Subject::Person,
        TableKind::Organisation if people.named => Subject::Person,
        TableKind::Organisation => Subject::Organisation,
        // What proves itself is nobody's catalogue because of a table's name.
        TableKind::Reference if pattern.syntax.evidence == Evidence::SelfProving => Subject::Unknown,
        TableKind::Reference => Subject::Reference,
        TableKind::Thing if pattern.syntax.identifies && !people.named => Subject::Unknown,
        TableKind::Thing if !people.identified => Subject::Reference,
        _ if people.organisation && !people.named => Subject::Organisation,
        _ if people.named => Subject::Person,
        _ => Subject::Unknown,
    }
}

/// Whether some finding names or reaches one person by itself.
pub fn identifies(findings: &[Finding], rules: &Rules<'_>) -> bool {
    findings.iter().any(|f| f.level == Level::Finding && rules.set.patterns[f.pattern].syntax.identifies)
}
