//! The house holds: rooms depend on each other in one way only, and files stay readable.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms that it may use. `main.rs` and `lib.rs` stand outside.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("source", &["model"]),
    ("format", &["model", "source"]),
    ("pattern", &["model"]),
    ("profile", &["model"]),
    ("detect", &["model", "pattern", "profile", "format"]),
    ("control", &["model", "pattern", "format", "detect", "profile"]),
    ("judge", &["model", "profile", "pattern"]),
    ("report", &["model"]),
    ("scan", &["model", "source", "format", "pattern", "profile", "detect", "control", "judge", "report"]),
    ("cli", &["model", "scan", "pattern", "report", "source", "detect", "control"]),
];

/// Longest file of a room, in lines, its inline tests left out; and with them.
const LONGEST: usize = 400;
const LONGEST_WITH_TESTS: usize = 650;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn rooms() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut rooms: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for file in files {
        let inside = file.strip_prefix(&root).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        if let Some(room) = first.strip_suffix(".rs") {
            assert!(["main", "lib"].contains(&room), "src/{first} stands in no room");
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        rooms.entry(first.to_owned()).or_default().push((file, text));
    }
    rooms
}

/// The code before the inline tests.
fn code(text: &str) -> &str {
    text.find("#[cfg(test)]").map_or(text, |at| &text[..at])
}

fn used(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for line in code(text).lines().filter(|l| !l.trim_start().starts_with("//")) {
        for at in line.match_indices("crate::").map(|(i, m)| i + m.len()) {
            let room: String = line[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !room.is_empty() {
                rooms.insert(room);
            }
        }
    }
    rooms
}

#[test]
fn rooms_depend_on_each_other_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (room, files) in rooms() {
        let may = allowed.get(room.as_str()).unwrap_or_else(|| panic!("src/{room} is a room that nobody planned"));
        for (file, text) in files {
            for other in used(&text) {
                if other != room && !may.contains(&other.as_str()) {
                    wrong.push(format!("{}: {room} must not use {other}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_plan_has_no_circle() {
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    for (room, may) in MAY_USE {
        let early = may.iter().filter(|m| !settled.contains(*m)).collect::<Vec<_>>();
        assert!(early.is_empty() || *room == "cli", "{room} uses {early:?}, which come later");
        settled.insert(room);
    }
}

#[test]
fn files_and_rooms_are_of_a_readable_size_and_have_names() {
    let mut wrong = Vec::new();
    for (_, files) in rooms() {
        for (file, text) in files {
            let lines = code(&text).lines().count();
            let all = text.lines().count();
            if lines > LONGEST || all > LONGEST_WITH_TESTS {
                wrong.push(format!("{}: {lines} lines ({all} with tests)", file.display()));
            }
            let stem = file.file_stem().unwrap().to_str().unwrap();
            if ["util", "utils", "common", "helper", "helpers", "misc", "manager"].contains(&stem) {
                wrong.push(format!("{}: a name that says nothing", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
