//! Labels in text: `password: …`, `cvv=…`, `<name>…</name>`.
//!
//! Configuration, LDIF, YAML, mail headers and many logs are lines in which a word says what the value behind it is. Where
//! that word is one that some category goes by, the value becomes a column of its own below the line's:
//! `line!password`. A line that is nothing but one label and its value is counted there alone.

use std::collections::HashMap;
use std::ops::Range;

use super::Sink;
use crate::model::{Batch, Column, ColumnKey, Flow, Gap, Role, Rows, Schema, Span, TableRef};

/// Longest label, in bytes.
const LONGEST_LABEL: usize = 40;
/// Longest value that a label is taken to have, in bytes.
const LONGEST_VALUE: usize = 1000;
/// How many labels' answers are remembered.
const REMEMBERED: usize = 10_000;
/// Longest line in which labels are looked for in the middle, in bytes.
const LONGEST_LINE: usize = 4096;

/// Whether a label is a word that some category goes by.
pub type Wanted<'w> = &'w dyn Fn(&[u8]) -> bool;

/// A sink that stands before another one and adds the labelled values of lines.
pub struct Labelled<'s> {
    inner: &'s mut dyn Sink,
    wanted: Wanted<'s>,
    text: Vec<bool>,
    answers: HashMap<Box<[u8]>, bool>,
    scratch: Vec<u8>,
    columns: Vec<Column>,
    places: HashMap<Box<[u8]>, usize>,
}

impl<'s> Labelled<'s> {
    /// Stands before `inner`.
    pub fn new(inner: &'s mut dyn Sink, wanted: Wanted<'s>) -> Self {
        Self { inner, wanted, text: Vec::new(), answers: HashMap::new(), scratch: Vec::new(), columns: Vec::new(), places: HashMap::new() }
    }

    fn is_wanted(&mut self, label: &[u8]) -> bool {
        if let Some(&known) = self.answers.get(label) {
            return known;
        }
        if self.answers.len() >= REMEMBERED {
            self.answers.clear();
        }
        let answer = (self.wanted)(label);
        self.answers.insert(label.into(), answer);
        answer
    }

    fn take(&mut self, label: &[u8], row: usize, span: Span) {
        let place = *self.places.entry(label.into()).or_insert_with(|| {
            let key = ColumnKey::Name([b"line!", label].concat().into());
            self.columns.push(Column { key, spans: Vec::new(), rows: Rows::Sparse(Vec::new()) });
            self.columns.len() - 1
        });
        let column = &mut self.columns[place];
        column.spans.push(span);
        if let Rows::Sparse(rows) = &mut column.rows {
            rows.push(row as u32);
        }
    }

    /// Takes the labels of one line; says whether the line is one label and its value and nothing else.
    fn line(&mut self, line: &[u8], row: usize, part: &dyn Fn(Range<usize>) -> Span) -> bool {
        if let Some((label, value)) = whole_line(line)
            && self.is_wanted(&line[label.clone()])
        {
            // LDIF (RFC 2849) writes `::` before a value in base64.
            let coded = line[label.end..value.start].starts_with(b"::");
            let from = self.scratch.len();
            let span = if coded && decode(&line[value.clone()], &mut self.scratch) {
                Span::scratch(from, self.scratch.len() - from)
            } else {
                self.scratch.truncate(from);
                part(value)
            };
            self.take(&line[label], row, span);
            return true;
        }
        if line.len() <= LONGEST_LINE {
            for (label, value) in in_the_middle(line) {
                if self.is_wanted(&line[label.clone()]) {
                    self.take(&line[label], row, part(value));
                }
            }
        }
        false
    }
}

impl Sink for Labelled<'_> {
    fn table(&mut self, schema: &Schema) -> TableRef {
        let table = self.inner.table(schema);
        let place = table.0 as usize;
        if self.text.len() <= place {
            self.text.resize(place + 1, false);
        }
        self.text[place] = matches!(&*schema.name, b"text" | b"statements" | b"comment");
        table
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        let text = self.text.get(batch.table.0 as usize).copied().unwrap_or(false);
        let [lines] = batch.columns else { return self.inner.batch(batch) };
        if !text || batch.role != Role::Data || lines.rows != Rows::Dense {
            return self.inner.batch(batch);
        }
        self.columns.clear();
        self.places.clear();
        self.scratch.clear();
        self.scratch.extend_from_slice(batch.scratch);
        let mut rest: Option<Vec<Span>> = None;
        for (row, &span) in lines.spans.iter().enumerate() {
            let Some(line) = batch.value(span) else { continue };
            let part = |range: Range<usize>| {
                let (offset, len) = (span.offset() + range.start, range.len());
                if span.in_scratch() { Span::scratch(offset, len) } else { Span::borrowed(offset, len) }
            };
            if self.line(line.bytes(), row, &part) {
                rest.get_or_insert_with(|| lines.spans.clone())[row] = Span::NULL;
            }
        }
        if self.columns.is_empty() {
            return self.inner.batch(batch);
        }
        let own = rest.map_or_else(|| lines.clone(), |spans| Column { spans, ..lines.clone() });
        let columns: Vec<Column> = std::iter::once(own).chain(self.columns.drain(..)).collect();
        self.inner.batch(&Batch { columns: &columns, scratch: &self.scratch, ..*batch })
    }

    fn gap(&mut self, gap: Gap) {
        self.inner.gap(gap);
    }
}

fn is_label_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || byte >= 0x80
}

/// `label: value`, `label = value`, with a list dash or quotes around the label.
fn whole_line(line: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let mut at = line.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'-' | b'"' | b'\'' | b'#' | b';')).count();
    let start = at;
    if !line.get(at)?.is_ascii_alphabetic() && *line.get(at)? < 0x80 {
        return None;
    }
    let mut end = at;
    let mut words = 1;
    while let Some(&byte) = line.get(at) {
        if is_label_byte(byte) {
            end = at + 1;
        } else if byte == b' ' && line.get(at + 1).is_some_and(|&b| is_label_byte(b)) {
            words += 1;
        } else if !matches!(byte, b' ' | b'"' | b'\'' | b'\t') {
            break;
        }
        at += 1;
        if at - start > LONGEST_LABEL || words > 3 {
            return None;
        }
    }
    match line.get(at)? {
        b':' if line.get(at + 1).is_none_or(|b| matches!(b, b' ' | b'\t' | b':')) => {}
        b'=' => {}
        _ => return None,
    }
    let value = bare(line, at + 1..line.len());
    (!value.is_empty() && value.len() <= LONGEST_VALUE).then_some((start..end, value))
}

/// Decodes base64 (RFC 4648) into `out`; `false` where it isn't base64 of printable text.
fn decode(coded: &[u8], out: &mut Vec<u8>) -> bool {
    let from = out.len();
    let (mut bits, mut held) = (0u32, 0);
    for &byte in coded.iter().filter(|&&b| b != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return false,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    }
    out.len() > from && out[from..].iter().all(|&b| b >= 0x20 || b == b'\t' || b == b'\n')
}

/// A value without the signs around it: blanks, quotes, a comma at its end.
fn bare(line: &[u8], mut range: Range<usize>) -> Range<usize> {
    let before = |b: u8| matches!(b, b' ' | b'\t' | b'"' | b'\'' | b':' | b'=' | b'>');
    let behind = |b: u8| matches!(b, b' ' | b'\t' | b'\r' | b'"' | b'\'' | b',' | b';');
    while range.start < range.end && before(line[range.start]) {
        range.start += 1;
    }
    while range.start < range.end && behind(line[range.end - 1]) {
        range.end -= 1;
    }
    range
}

/// `label=value` and `<label>value</label>` anywhere in a line. A value with an `@` is found in the line itself.
fn in_the_middle(line: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for at in memchr::memchr2_iter(b'=', b'>', line) {
        let end = at;
        let start = end - line[..end].iter().rev().take(LONGEST_LABEL).take_while(|&&b| is_label_byte(b)).count();
        if start == end || line[start].is_ascii_digit() {
            continue;
        }
        let value = if line[at] == b'>' {
            if start == 0 || line[start - 1] != b'<' {
                continue;
            }
            let length = line[at + 1..].iter().take_while(|&&b| b != b'<').count();
            at + 1..at + 1 + length
        } else {
            let quote = line.get(at + 1).copied().filter(|b| matches!(b, b'"' | b'\''));
            let from = at + 1 + usize::from(quote.is_some());
            let ends =
                |b: u8| quote.map_or(matches!(b, b' ' | b'\t' | b'&' | b';' | b',' | b'"' | b'\'' | b')' | b']' | b'}' | b'<'), |q| b == q);
            let length = line.get(from..).unwrap_or_default().iter().take_while(|&&b| !ends(b)).count();
            from..from + length
        };
        let value = bare(line, value);
        if !value.is_empty() && value.len() <= LONGEST_VALUE && !line[value.clone()].contains(&b'@') {
            found.push((start..end, value));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str, pair: (Range<usize>, Range<usize>)) -> (&str, &str) {
        (&line[pair.0], &line[pair.1])
    }

    #[test]
    fn a_line_of_one_label_gives_its_value() {
        let table = [
            ("password: hunter2", Some(("password", "hunter2"))),
            ("  - fullName: 'Ann Lee',", Some(("fullName", "Ann Lee"))),
            ("userPassword:: e1NTSEE=", Some(("userPassword", "e1NTSEE="))),
            ("DB_PASSWORD = \"x y\"", Some(("DB_PASSWORD", "x y"))),
            ("First name: Ann", Some(("First name", "Ann"))),
            ("http://example.com", None),
            ("12:30 started", None),
            ("a long sentence that ends: here", None),
            ("email:", None),
        ];
        for (line, expected) in table {
            assert_eq!(whole_line(line.as_bytes()).map(|p| text(line, p)), expected, "{line}");
        }
    }

    #[test]
    fn base64_of_text_is_decoded() {
        let mut out = b"x".to_vec();
        assert!(decode(b"e1NTSEF9YWJj", &mut out));
        assert_eq!(out, b"x{SSHA}abc");
        assert!(!decode(b"AAECAw==", &mut Vec::new()) && !decode(b"a b", &mut Vec::new()));
    }

    #[test]
    fn labels_in_the_middle_are_found() {
        let found = |line: &'static str| in_the_middle(line.as_bytes()).into_iter().map(|p| text(line, p)).collect::<Vec<_>>();
        assert_eq!(found("GET /login?user=bob&pin=1234 HTTP/1.1"), [("user", "bob"), ("pin", "1234")]);
        assert_eq!(found("<name>Ann Lee</name>"), [("name", "Ann Lee")]);
        assert_eq!(found("<input name=\"cvv 2\">"), [("name", "cvv 2")]);
        assert_eq!(found("mail=ann@example.com"), []);
    }
}
