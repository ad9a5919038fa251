//! Whether patterns do what their own files say, on the engine that scans.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::control::{SEED, Seed, value};
use crate::detect::Engine;
use crate::detect::validate;
use crate::model::{Evidence, escape};
use crate::pattern::compile::File;
use crate::pattern::{Pattern, PatternSet};

/// How many values are made to see whether a pattern takes its own controls.
const MADE: usize = 32;

/// Something in a pattern file that must be put right. Prints on one line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", escape(self.file.as_bytes()), escape(self.what.as_bytes()))
    }
}

/// Checks every pattern of a set: its validators exist, its examples match or don't as its file says, and controls can be
/// made of it and are recognised. Sorted by file.
pub fn check(set: &Arc<PatternSet>) -> Vec<Problem> {
    let mut problems: Vec<Problem> = set.patterns.iter().flat_map(|pattern| of_pattern(pattern, set)).collect();
    match Engine::new(set.clone()) {
        Ok(engine) => problems.extend(set.patterns.iter().flat_map(|pattern| of_values(pattern, &engine))),
        // The error names its file first.
        Err(unknown) => problems.push(Problem {
            what: format!("no validator is named `{}`; `outcrop patterns validators` lists them", unknown.name),
            file: unknown.file,
        }),
    }
    let misjudged = crate::scan::examples::misjudged(set).unwrap_or_default();
    problems.extend(misjudged.into_iter().map(|m| Problem {
        what: format!("the column example `{}` {} a finding", m.header, if m.expected { "should be" } else { "should not be" }),
        file: m.file,
    }));
    problems.sort();
    problems
}

/// How many examples a set has: values that match or don't, and columns.
pub fn examples(set: &PatternSet) -> usize {
    set.patterns.iter().map(|p| p.syntax.examples.matching.len() + p.syntax.examples.reject.len() + p.syntax.examples.column.len()).sum()
}

/// Ids that two files of one folder have: the later would silently replace the earlier.
pub fn same_ids(files: &[File]) -> Vec<Problem> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for (file, text) in files {
        let Ok(table) = text.parse::<toml::Table>() else { continue };
        let Some(id) = table.get("id").and_then(toml::Value::as_str) else { continue };
        match first.get(id) {
            Some(other) => problems.push(Problem { file: file.clone(), what: format!("`{id}` is declared in {other} as well") }),
            None => {
                first.insert(id.to_owned(), file);
            }
        }
    }
    problems
}

/// What the file lacks or says of things that don't exist.
fn of_pattern(pattern: &Pattern, set: &PatternSet) -> Vec<Problem> {
    let syntax = &pattern.syntax;
    let mut wrong = Vec::new();
    let shows = !syntax.examples.matching.is_empty() || syntax.examples.column.iter().any(|column| column.expect);
    if !shows {
        wrong.push("it has no example of what it takes; add `match = [...]` to [examples], or a column to [[examples.column]]".to_owned());
    }
    if syntax.evidence != Evidence::Open && !syntax.decoy {
        wrong.extend(without_controls(pattern));
    }
    let others = syntax.neighbours.with.iter().chain(&syntax.protects);
    let unknown = others.filter(|id| set.by_id(id).is_none());
    wrong.extend(unknown.map(|id| format!("it speaks of the category `{id}`, which no pattern declares")));
    wrong.into_iter().map(|what| Problem { file: pattern.file.clone(), what }).collect()
}

/// Why no control can be made of a pattern, if so.
fn without_controls(pattern: &Pattern) -> Option<String> {
    let Some(how) = &pattern.syntax.generate else {
        return Some("nothing says how to make a value of it, so its absence can't be claimed; add [generate]".to_owned());
    };
    match (&how.template, &how.validator) {
        (Some(_), _) => None,
        (None, None) => Some("[generate] needs a `template` or a `validator`".to_owned()),
        (None, Some(name)) => match validate::by_name(name) {
            None => Some(format!("[generate] names the validator `{name}`, which doesn't exist; `outcrop patterns validators` lists them")),
            Some(found) if found.generate.is_none() => {
                Some(format!("[generate] names the validator `{name}`, which can't make values; write a `template`"))
            }
            Some(_) => None,
        },
    }
}

/// What its forms say of its examples, and of values made as it says.
fn of_values(pattern: &Pattern, engine: &Engine) -> Vec<Problem> {
    let syntax = &pattern.syntax;
    let problem = |what: String| Problem { file: pattern.file.clone(), what };
    let mut problems = Vec::new();
    for example in &syntax.examples.matching {
        if taken_by(pattern, engine, example.as_bytes()).is_none() {
            problems.push(problem(format!("no form takes the example `{example}`")));
        }
    }
    for example in &syntax.examples.reject {
        if let Some(form) = taken_by(pattern, engine, example.as_bytes()) {
            problems.push(problem(format!("form `{form}` takes `{example}`, which it must reject")));
        }
    }
    if let Some(how) = &syntax.generate
        && !syntax.value.is_empty()
    {
        let mut seed = Seed::new(SEED, &syntax.id);
        let made = (0..MADE).filter_map(|_| value(how, &mut seed));
        if let Some(missed) = made.into_iter().find(|made| taken_by(pattern, engine, made).is_none()) {
            problems.push(problem(format!("[generate] made `{}`, which no form takes", String::from_utf8_lossy(&missed))));
        }
    }
    problems
}

/// The form of a pattern that takes a value.
fn taken_by<'p>(pattern: &Pattern, engine: &'p Engine, value: &[u8]) -> Option<&'p str> {
    let set = engine.set();
    let found = engine.matches(value);
    let own = found.iter().map(|id| usize::from(id.0)).find(|index| pattern.detectors.contains(index))?;
    set.detectors.get(own).map(|detector| detector.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::builtin;

    const GOOD: &str = r#"
id = "loyalty.number"
title = "Loyalty number"
noun = "loyalty numbers"
order = 900
evidence = "contextual"
unit = "column"
[[value]]
name = "plain"
regex = 'LN[0-9]{8}'
says = "strong"
[generate]
header = "loyalty_number"
template = "LN{d:8}"
[examples]
match = ["LN12345678"]
reject = ["LN1234", "XX12345678"]
"#;

    fn problems(text: &str) -> Vec<String> {
        let files = vec![("loyalty.toml".to_owned(), text.to_owned())];
        let set = Arc::new(PatternSet::compile(&files, builtin::VOCABULARY).unwrap());
        check(&set).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_built_in_patterns_do_what_their_files_say() {
        let set = Arc::new(builtin::load().unwrap());
        assert_eq!(check(&set).iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
        assert!(examples(&set) > 0);
    }

    #[test]
    fn a_good_file_has_no_problems() {
        assert_eq!(problems(GOOD), Vec::<String>::new());
    }

    #[test]
    fn examples_go_through_the_engine_that_scans() {
        let said = problems(&GOOD.replace("\"LN12345678\"", "\"LN12345678\", \"LN 1234\"").replace("XX12345678", "LN87654321"));
        assert_eq!(
            said,
            ["loyalty.toml: form `plain` takes `LN87654321`, which it must reject", "loyalty.toml: no form takes the example `LN 1234`"]
        );
    }

    #[test]
    fn a_file_without_proof_is_refused() {
        let without = |section: &str| {
            let (before, after) = GOOD.split_once(section).unwrap();
            let rest = after.find("\n[").map_or("", |at| &after[at..]);
            problems(&format!("{before}{rest}"))
        };
        assert!(without("[examples]")[0].contains("it has no example of what it takes"));
        assert!(without("[generate]")[0].contains("add [generate]"));
        assert_eq!(
            problems(&GOOD.replace("[generate]\nheader", "[generate]\nvalidator = 'iban'\nheader").replace("template = \"LN{d:8}\"\n", ""))
                .len(),
            1
        );
        let said = problems(&GOOD.replace("template = \"LN{d:8}\"", "validator = \"nobody\""));
        assert!(said[0].contains("names the validator `nobody`, which doesn't exist"), "{said:?}");
        let open =
            problems(&GOOD.replace("contextual", "open").replace("[generate]\nheader = \"loyalty_number\"\ntemplate = \"LN{d:8}\"", ""));
        assert_eq!(open, Vec::<String>::new());
    }

    #[test]
    fn controls_must_be_recognised() {
        let said = problems(&GOOD.replace("LN{d:8}", "LN{a:8}"));
        assert!(said.len() == 1 && said[0].contains("[generate] made `LN"), "{said:?}");
    }

    #[test]
    fn unknown_validators_and_categories_are_named() {
        let said = problems(&GOOD.replace("says =", "validator = \"luhm\"\nsays ="));
        assert_eq!(said, ["loyalty.toml: no validator is named `luhm`; `outcrop patterns validators` lists them"]);
        let said = problems(&GOOD.replace("unit = \"column\"", "unit = \"column\"\nprotects = \"no.such\""));
        assert_eq!(said, ["loyalty.toml: it speaks of the category `no.such`, which no pattern declares"]);
    }

    #[test]
    fn two_files_of_a_folder_may_not_declare_the_same() {
        let files = [("a.toml".to_owned(), GOOD.to_owned()), ("b.toml".to_owned(), GOOD.to_owned())];
        let said: Vec<String> = same_ids(&files).iter().map(ToString::to_string).collect();
        assert_eq!(said, ["b.toml: `loyalty.number` is declared in a.toml as well"]);
    }
}
