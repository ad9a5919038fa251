//! JSON: the same documents under keys `c1` … `cn`, numbered in each object as they are met. Nesting stays.

use std::collections::HashMap;

use serde::de::IgnoredAny;

/// Whether a text is one or many documents of JSON, objects or arrays.
pub fn is_json(text: &[u8]) -> bool {
    let begins = text.iter().find(|b| !b.is_ascii_whitespace());
    matches!(begins, Some(b'{' | b'[')) && serde_json::Deserializer::from_slice(text).into_iter::<IgnoredAny>().all(|d| d.is_ok())
}

/// Old paths (lower case, `.` between names, arrays unmarked) and their new ones.
pub type Paths = HashMap<String, String>;

/// Replaces the keys of a text that [`is_json`].
pub fn rename(text: &[u8]) -> (Paths, Vec<u8>) {
    let mut renamer = Renamer { out: Vec::with_capacity(text.len()), ..Renamer::default() };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let end = if byte == b'"' { end_of_string(text, at) } else { at + 1 };
        let token = text.get(at..end).unwrap_or_default();
        match byte {
            b'{' | b'[' => renamer.open(byte == b'{', token),
            b'}' | b']' => renamer.close(token),
            b'"' if renamer.awaits_key() => renamer.key(token),
            b',' => renamer.comma(token),
            _ => renamer.out.extend_from_slice(token),
        }
        at = end;
    }
    (renamer.paths, renamer.out)
}

fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// An open object or array.
struct Level {
    object: bool,
    awaits_key: bool,
    old: String,
    new: String,
}

#[derive(Default)]
struct Renamer {
    out: Vec<u8>,
    levels: Vec<Level>,
    /// The path of the member whose value comes next.
    member: Option<(String, String)>,
    paths: Paths,
    counts: HashMap<String, usize>,
}

impl Renamer {
    fn open(&mut self, object: bool, token: &[u8]) {
        let inherited = || self.levels.last().map(|l| (l.old.clone(), l.new.clone())).unwrap_or_default();
        let (old, new) = self.member.take().unwrap_or_else(inherited);
        self.levels.push(Level { object, awaits_key: object, old, new });
        self.out.extend_from_slice(token);
    }

    fn close(&mut self, token: &[u8]) {
        self.levels.pop();
        self.member = None;
        self.out.extend_from_slice(token);
    }

    fn awaits_key(&self) -> bool {
        self.levels.last().is_some_and(|level| level.awaits_key)
    }

    fn comma(&mut self, token: &[u8]) {
        self.member = None;
        if let Some(level) = self.levels.last_mut() {
            level.awaits_key = level.object;
        }
        self.out.extend_from_slice(token);
    }

    fn key(&mut self, token: &[u8]) {
        let Some(level) = self.levels.last_mut() else { return };
        level.awaits_key = false;
        let (parent_old, parent_new) = (level.old.clone(), level.new.clone());
        let key: String = serde_json::from_slice(token).unwrap_or_default();
        let old = join(&parent_old, &key.to_lowercase());
        let new = match self.paths.get(&old) {
            Some(known) => known.clone(),
            None => {
                let name = if is_name(&key) { self.next_name(&parent_old) } else { key.clone() };
                let new = join(&parent_new, &name);
                self.paths.insert(old.clone(), new.clone());
                new
            }
        };
        let name = new.rsplit('.').next().filter(|_| is_name(&key)).unwrap_or(&key);
        self.out.extend_from_slice(serde_json::Value::from(name).to_string().as_bytes());
        self.member = Some((old, new));
    }

    fn next_name(&mut self, parent: &str) -> String {
        let count = self.counts.entry(parent.to_owned()).or_default();
        *count += 1;
        format!("c{count}")
    }
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

/// Keys that name something. Others are values (dates, ids, addresses) or marks of a type (`$oid`) and stay.
fn is_name(key: &str) -> bool {
    key.starts_with(|c: char| c.is_alphabetic() || c == '_') && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_in_their_object() {
        let text =
            br#"{"user": {"mail": "a{b", "tags": ["x", {"k": 1}]}, "id": {"$oid": "\""}} {"id": 2, "user": {"tags": [], "mail": null}}"#;
        let (paths, renamed) = rename(text);
        let expected = r#"{"c1": {"c1": "a{b", "c2": ["x", {"c1": 1}]}, "c2": {"$oid": "\""}} {"c2": 2, "c1": {"c2": [], "c1": null}}"#;
        assert_eq!(String::from_utf8(renamed).unwrap(), expected);
        assert_eq!(paths["user.tags.k"], "c1.c2.c1");
        assert_eq!(paths["id"], "c2");
    }

    #[test]
    fn keys_that_are_values_stay() {
        let (_, renamed) = rename(br#"{"2024-01-02": 1, "a@b.example": {"n": 2}}"#);
        assert_eq!(renamed, br#"{"2024-01-02": 1, "a@b.example": {"c1": 2}}"#);
    }

    #[test]
    fn ini_and_text_in_brackets_are_no_json() {
        assert!(is_json(b" [1, {}]\n") && is_json(b"{}\n{}\n"));
        assert!(!is_json(b"[section]\nkey=1\n") && !is_json(b"12") && !is_json(b"{\"a\":"));
    }
}
