//! `outcrop patterns list`.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Evidence, Unit};
use crate::pattern::{Pattern, PatternSet};

/// A pattern in the list; field order is the order in the JSON.
#[derive(Serialize)]
struct Entry<'p> {
    id: &'p str,
    title: &'p str,
    noun: &'p str,
    evidence: &'static str,
    unit: &'static str,
    decoy: bool,
    linkable: bool,
    identifies: bool,
    protects: Option<&'p str>,
    scope: Option<&'p str>,
    languages: Vec<&'p str>,
    forms: Vec<&'p str>,
    file: &'p str,
}

impl<'p> Entry<'p> {
    fn of(pattern: &'p Pattern) -> Self {
        let syntax = &pattern.syntax;
        let mut languages: Vec<&str> = syntax.header.strong.keys().chain(syntax.header.weak.keys()).map(String::as_str).collect();
        languages.sort_unstable();
        languages.dedup();
        Entry {
            id: pattern.id.as_str(),
            title: &syntax.title,
            noun: &syntax.noun,
            evidence: evidence(syntax.evidence),
            unit: unit(syntax.unit),
            decoy: syntax.decoy,
            linkable: syntax.linkable,
            identifies: syntax.identifies,
            protects: syntax.protects.as_deref(),
            scope: syntax.scope.as_deref(),
            languages,
            forms: syntax.value.iter().map(|v| v.name.as_str()).collect(),
            file: &pattern.file,
        }
    }
}

/// The word of pattern files.
pub fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::SelfProving => "self_proving",
        Evidence::Contextual => "contextual",
        Evidence::Lexical => "lexical",
        Evidence::Open => "open",
    }
}

/// The word of pattern files.
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Value => "value",
        Unit::Record => "record",
        Unit::Column => "column",
    }
}

/// In the order in which reports list them.
fn entries(set: &PatternSet) -> Vec<Entry<'_>> {
    let mut patterns: Vec<&Pattern> = set.patterns.iter().collect();
    patterns.sort_by_key(|p| (p.syntax.order, p.id.clone()));
    patterns.into_iter().map(Entry::of).collect()
}

/// The list as JSON.
pub fn json(set: &PatternSet, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &entries(set))?;
    out.write_all(b"\n")
}

/// The list as text: id, title, evidence, how many forms, languages of its header phrases.
pub fn text(set: &PatternSet, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(set);
    let widest = |of: fn(&Entry<'_>) -> usize, head: usize| entries.iter().map(of).max().unwrap_or(0).max(head);
    let (ids, titles) = (widest(|e| e.id.len(), 2), widest(|e| e.title.chars().count(), 5));
    writeln!(out, "{:ids$}  {:titles$}  {:12}  forms  languages", "id", "title", "evidence")?;
    for entry in &entries {
        let kind = if entry.decoy { "decoy" } else { entry.evidence };
        let languages = entry.languages.join(" ");
        let line = format!("{:ids$}  {:titles$}  {kind:12}  {:5}  {languages}", entry.id, entry.title, entry.forms.len());
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
