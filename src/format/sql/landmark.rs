//! What is looked for in text: data in comments and statements, and the lines where a statement begins.

use super::scan::{is_space, is_word};
use super::statement::is_any;

/// Whether the text of a statement or comment may hold data: a quoted string, a run of seven digits, an address.
/// Of a SET, which dumps are full of, only the last two count.
pub fn is_worth_a_look(text: &[u8]) -> bool {
    let address = memchr::memchr_iter(b'@', text).any(|at| {
        let before = at.checked_sub(1).and_then(|i| text.get(i));
        before.is_some_and(|&b| b.is_ascii_alphanumeric() || b >= 0x80)
    });
    if address || has_digit_run(text) {
        return true;
    }
    let quoted = text.iter().any(|b| matches!(b, b'\'' | b'"'));
    quoted && !is_setting(text)
}

/// Whether a statement (also one in a conditional comment) only sets an option.
fn is_setting(text: &[u8]) -> bool {
    let mut words = text.split(|&b| is_space(b)).filter(|word| !word.is_empty());
    let mut first = words.next().unwrap_or_default();
    if first.starts_with(b"/*!") || first.starts_with(b"/*M!") {
        first = words.next().unwrap_or_default();
    }
    is_any(first, &["set", "pragma", "lock", "use", "drop"])
}

/// Whether seven digits follow each other, or nine in groups that are no date.
pub fn has_digit_run(text: &[u8]) -> bool {
    let mut groups: Vec<usize> = Vec::new();
    let mut joined = false;
    for &byte in text {
        if byte.is_ascii_digit() {
            match groups.last_mut() {
                Some(last) if joined => *last += 1,
                _ => groups.push(1),
            }
            joined = true;
            let date = groups.starts_with(&[4, 2]);
            if groups.last() >= Some(&7) || (!date && groups.len() > 1 && groups.iter().sum::<usize>() >= 9) {
                return true;
            }
        } else {
            if !(joined && matches!(byte, b' ' | b'-')) {
                groups.clear();
            }
            joined = false;
        }
    }
    false
}

/// Whether a line that begins with these bytes begins a statement of a dump: strict enough to find the way back
/// from inside a string. Looks at no more than [`LOOK`] bytes.
pub fn is_statement_line(line: &[u8]) -> bool {
    let line = line.get(..line.len().min(LOOK)).unwrap_or_default();
    if [&b"-- "[..], b"--\n", b"--\r\n", b"/*!", b"/*M!", b"\\connect ", b"\\restrict ", b"\\unrestrict "]
        .iter()
        .any(|mark| line.starts_with(mark))
    {
        return true;
    }
    let len = line.iter().position(|&b| !is_word(b)).unwrap_or(line.len());
    let (first, rest) = line.split_at(len);
    let rest = rest.trim_ascii_start();
    let second = rest.get(..rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len())).unwrap_or_default();
    let second_is = |names: &[&str]| is_any(second, names);
    let objects = [
        "table",
        "temporary",
        "temp",
        "index",
        "unique",
        "view",
        "database",
        "schema",
        "function",
        "procedure",
        "proc",
        "trigger",
        "sequence",
        "type",
        "or",
        "extension",
        "definer",
        "algorithm",
        "unlogged",
        "user",
        "role",
        "event",
        "global",
        "materialized",
        "virtual",
        "domain",
        "nonclustered",
        "clustered",
        "policy",
        "server",
        "foreign",
    ];
    let table_follows =
        matches!(rest.first(), Some(b'`' | b'"' | b'[')) || (!second.is_empty() && memchr::memchr3(b'(', b'v', b'V', rest).is_some());
    if is_any(first, &["insert"]) {
        return second_is(&["into", "ignore", "all", "or", "delayed", "low_priority", "overwrite"]) || table_follows;
    }
    if is_any(first, &["copy"]) {
        return super::scan::find_ignoring_case(rest, b" from stdin").is_some();
    }
    if is_any(first, &["update"]) {
        return super::scan::find_ignoring_case(rest, b" set ").is_some();
    }
    if is_any(first, &["go"]) {
        let line = line.split(|&b| b == b'\n').next().unwrap_or_default();
        return line.trim_ascii().len() == 2;
    }
    let begins = line.iter().find(|&&b| matches!(b, b';' | b'\n'));
    is_any(first, &["create", "alter", "drop"]) && second_is(&objects)
        || is_any(first, &["replace"]) && second_is(&["into"])
        || is_any(first, &["delete"]) && second_is(&["from"])
        || is_any(first, &["comment"]) && second_is(&["on"])
        || is_any(first, &["lock", "unlock"]) && second_is(&["table", "tables"])
        || is_any(first, &["start", "begin"]) && (second_is(&["transaction"]) || rest.starts_with(b";"))
        || is_any(first, &["commit", "delimiter", "pragma", "truncate"]) && begins.is_some() && first.len() < line.len()
        || is_any(first, &["set"]) && (rest.contains(&b'=') || rest.starts_with(b"IDENTITY_INSERT")) && begins.is_some()
        || is_any(first, &["select"]) && second.starts_with(b"pg_catalog.")
        || is_any(first, &["grant", "revoke"]) && begins == Some(&b';')
}

/// How far [`is_statement_line`] looks ahead, in bytes.
pub const LOOK: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statement_lines_are_told_from_prose() {
        for line in ["INSERT INTO t", "insert authors\n   values(1)", "COPY a (b) FROM stdin;", "-- x", "GO\r\n", "SET a = 1;\n"] {
            assert!(is_statement_line(line.as_bytes()), "{line}");
        }
        for line in ["Insert the coin", "Set the table", "Copy me", "Update: all", "--x", "Create a plan", "Going", "Drop me a line"] {
            assert!(!is_statement_line(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn only_texts_with_content_are_worth_a_look() {
        assert!(is_worth_a_look(b"DELETE FROM t WHERE a='x'") && is_worth_a_look(b"-- call 555-1234567"));
        assert!(is_worth_a_look(b"-- ask joe@example.org") && !is_worth_a_look(b"-- Table `users`"));
        assert!(!is_worth_a_look(b"/*!40101 SET @OLD=@@SQL_MODE, SQL_MODE='X' */"));
        assert!(!is_worth_a_look(b"SET NAMES 'utf8'"));
    }
}
