//! The JSON Schema of the report, as it is published.

/// `docs/report.schema.json`: JSON Schema, draft 2020-12.
pub const SCHEMA: &str = include_str!("../../docs/report.schema.json");

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::*;
    use crate::report::{json, synthetic};

    fn schema() -> Value {
        serde_json::from_str(SCHEMA).unwrap()
    }

    fn accepts(report: &Value) -> bool {
        static VALIDATOR: std::sync::LazyLock<jsonschema::Validator> =
            std::sync::LazyLock::new(|| jsonschema::validator_for(&schema()).unwrap());
        VALIDATOR.is_valid(report)
    }

    fn full() -> Value {
        let mut report = synthetic::retailer();
        report.columns[0].findings[0].scheme = Some("us.ssn".into());
        report.columns[0].ordinal = None;
        report.columns[1].disposition = "benign: row numbers".into();
        let mut text = Vec::new();
        json::write(&report, &mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    #[test]
    fn the_schema_is_one() {
        assert!(jsonschema::draft202012::meta::validate(&schema()).is_ok());
    }

    #[test]
    fn a_full_report_is_valid() {
        let validator = jsonschema::validator_for(&schema()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&full()).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    }

    /// Every object below a value, by JSON pointer.
    fn objects(value: &Value, path: String, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.push(path.clone());
                map.iter().for_each(|(key, inner)| objects(inner, format!("{path}/{key}"), found));
            }
            Value::Array(items) => items.iter().enumerate().for_each(|(i, inner)| objects(inner, format!("{path}/{i}"), found)),
            _ => {}
        }
    }

    #[test]
    fn no_field_may_be_missing_or_unknown() {
        let report = full();
        let mut paths = Vec::new();
        objects(&report, String::new(), &mut paths);
        let optional = ["sources", "role", "algorithms", "strength", "scheme"];
        let object = |report: &mut Value, path: &str, change: &dyn Fn(&mut Map<String, Value>)| {
            change(report.pointer_mut(path).and_then(Value::as_object_mut).unwrap());
        };
        for path in paths.iter().filter(|p| *p != "/scan/options") {
            let keys: Vec<String> = report.pointer(path).unwrap().as_object().unwrap().keys().cloned().collect();
            for key in &keys {
                let mut less = report.clone();
                object(&mut less, path, &|map| drop(map.remove(key)));
                let may_go = path.starts_with("/columns") && optional.contains(&key.as_str());
                assert_eq!(accepts(&less), may_go, "{path}/{key}");
            }
            let mut more = report.clone();
            object(&mut more, path, &|map| drop(map.insert("raw_value".into(), Value::from(1))));
            assert!(!accepts(&more), "{path}");
        }
    }

    #[test]
    fn words_and_numbers_are_held_to() {
        let wrong: [(&str, Value); 14] = [
            ("/schema_version", "2".into()),
            ("/scan/status", "done".into()),
            ("/scan/started", "yesterday".into()),
            ("/coverage/files", (-1).into()),
            ("/coverage/gaps/0/reason", "lost".into()),
            ("/coverage/gaps/0/blocks", "some".into()),
            ("/verdicts/0/verdict", "safe".into()),
            ("/verdicts/0/claim", "partial".into()),
            ("/verdicts/0/category", "Contact Email".into()),
            ("/columns/0/disposition", "fine".into()),
            ("/columns/0/findings/0/confidence", 1.5.into()),
            ("/columns/0/findings/0/extent", "row".into()),
            ("/columns/0/findings/0/level", "guess".into()),
            ("/columns/0/findings/0/subject", "pet".into()),
        ];
        for (path, value) in wrong {
            let mut report = full();
            *report.pointer_mut(path).unwrap() = value;
            assert!(!accepts(&report), "{path}");
        }
        let mut report = full();
        *report.pointer_mut("/coverage/gaps/0/blocks").unwrap() = "all".into();
        assert!(accepts(&report));
    }

    #[test]
    fn every_word_of_the_program_is_in_the_schema() {
        use crate::model::{Claim, Reason, Strength, Subject, VerdictKind};
        use crate::model::{Claim::*, Reason::*, Strength::*, Subject::*, VerdictKind::*};
        let schema = schema();
        let words = |path: &str| -> Vec<String> {
            let list = schema.pointer(path).and_then(|v| v.pointer("/enum")).and_then(Value::as_array).unwrap();
            list.iter().map(|w| w.as_str().unwrap().to_owned()).collect()
        };
        let reasons = [Encrypted, Corrupt, Unreadable, Limit, Changed, Excluded, Unsupported, Unbalanced];
        assert_eq!(words("/$defs/coverage/properties/gaps/items/properties/reason"), reasons.map(Reason::as_str));
        assert_eq!(words("/$defs/kind"), [Exposed, NotExposed, Inconclusive].map(VerdictKind::as_str));
        assert_eq!(words("/$defs/verdict/properties/claim"), [Full, Bounded, None].map(Claim::as_str));
        let subjects = [Person, Organisation, Reference, Unknown];
        assert_eq!(words("/$defs/finding/properties/subject"), subjects.map(Subject::as_str));
        assert_eq!(words("/$defs/finding/properties/strength"), [Broken, Fast, Slow].map(Strength::as_str));
    }
}
