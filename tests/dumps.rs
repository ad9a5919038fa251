//! Dumps as the real programs write them are read whole: each table, each record, each column.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use std::collections::BTreeMap;

use program::{Scanned, fixtures, scan};
use serde_json::Value;

fn expected() -> BTreeMap<String, BTreeMap<String, Value>> {
    serde_json::from_str(&std::fs::read_to_string(fixtures().join("dumps/expected.json")).unwrap()).unwrap()
}

/// The columns of a table as declared: what lies inside of values is left out.
fn columns<'s>(scanned: &'s Scanned, table: &str) -> Vec<&'s Value> {
    let all = scanned.report["columns"].as_array().unwrap();
    let declared = |c: &&Value| !c["column"].as_str().unwrap().contains(['!', '.']);
    all.iter().filter(|c| c["table"] == table).filter(declared).collect()
}

fn emails(column: &Value) -> u64 {
    let findings = column["findings"].as_array().unwrap();
    findings.iter().filter(|f| f["category"] == "contact.email").map(|f| f["values"].as_u64().unwrap()).sum()
}

#[test]
fn every_form_is_read_whole() {
    let mut wrong = Vec::new();
    for (form, tables) in expected() {
        let scanned = scan([fixtures().join("dumps").join(&form)]);
        scanned.assert_closes();
        if !scanned.gaps().is_empty() || scanned.coverage("bytes.parsed") != scanned.coverage("bytes.total") {
            wrong.push(format!("{form}: {:?} {}", scanned.gaps(), scanned.report["coverage"]["bytes"]));
        }
        for (table, truth) in tables {
            let found = columns(&scanned, &table);
            let names: Vec<&Value> = found.iter().map(|c| &c["column"]).collect();
            let wanted: Vec<&Value> = truth["columns"].as_array().unwrap().iter().collect();
            if names != wanted {
                wrong.push(format!("{form}: {table} has {names:?}, not {wanted:?}"));
            }
            for column in found {
                let records = &truth["records"];
                if &column["records"] != records {
                    wrong.push(format!("{form}: {table} has {} records, not {records}", column["records"]));
                    break;
                }
                let held = records.as_u64().unwrap();
                let by_name = |key: &str| truth[key].get(column["column"].as_str().unwrap()).and_then(Value::as_u64);
                if by_name("filled").is_some_and(|n| column["non_null"].as_u64() != Some(n)) {
                    wrong.push(format!("{form}: {table}.{} holds {}", column["column"], column["non_null"]));
                }
                let is_email = column["column"].as_str().unwrap().eq_ignore_ascii_case("email");
                if is_email && emails(column) != held {
                    wrong.push(format!("{form}: {} of {held} addresses in {table}", emails(column)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_form_is_without_its_truth() {
    let expected = expected();
    let folders = std::fs::read_dir(fixtures().join("dumps")).unwrap().map(|e| e.unwrap());
    let forms: Vec<String> = folders.filter(|e| e.file_type().unwrap().is_dir()).map(|e| e.file_name().into_string().unwrap()).collect();
    let missing: Vec<&String> = forms.iter().filter(|f| !expected.contains_key(*f)).collect();
    assert!(missing.is_empty() && forms.len() == expected.len(), "{missing:?}");
}

#[test]
fn the_words_of_a_routine_are_no_records() {
    for form in ["mariadb-default", "postgres-plain", "sqlite-dump", "sqlserver", "oracle"] {
        let scanned = scan([fixtures().join("dumps").join(form)]);
        let all = scanned.report["columns"].as_array().unwrap();
        let ghosts: Vec<&Value> = all.iter().filter(|c| ["audit", "audit_log"].contains(&c["table"].as_str().unwrap())).collect();
        assert!(ghosts.is_empty(), "{form}: {ghosts:?}");
    }
}

#[test]
fn a_field_too_many_does_not_cost_a_table_its_names() {
    let folder = program::folder();
    program::write(&folder, "people.sql", "CREATE TABLE people (id int, email varchar(99), note text);\n");
    let mut rows: String = (0..40).map(|i| format!("{i}\tuser{i}@example.com\t\\N\n")).collect();
    rows.push_str("41\tuser41@example.com\ttorn\tapart\n");
    program::write(&folder, "people.txt", rows);
    let scanned = scan([folder.path()]);
    let names: Vec<&str> = columns(&scanned, "people").iter().map(|c| c["column"].as_str().unwrap()).collect();
    assert_eq!(names, ["id", "email", "note", "#4"]);
}
