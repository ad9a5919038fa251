//! Values that are documents: JSON and PHP-serialised arrays in a cell become columns below that cell's own.
//!
//! A value of column `meta` that is a document adds columns named `meta!shipping.phone`, of the same table and in the
//! same batch, so that a record's signature sees them. A column that is only known by its position `n` gives `#n!path`:
//! the merge, which learns its name, puts that name in the place of `#n`. Documents in documents are followed to a
//! depth of 8: `meta!raw!email`. The value itself stays what it is, in its own column.

mod php;

use std::collections::HashMap;

use super::Sink;
use super::json::{Gather, Input, Out, Paths, Step, Walk};
use crate::model::{Batch, Column, ColumnKey, Flow, Gap, Role, Rows, Schema, Span, TableRef};

/// How many documents may stand in each other.
const MAX_LEVELS: usize = 8;
/// The shortest document that says more than its brackets: `{"a":1}`.
const SHORTEST: usize = 7;
/// How many columns with documents are told apart. Beyond it values stay plain.
const MAX_COLUMNS: usize = 4_096;

/// A sink that stands before another one and adds the columns of documents in values.
///
/// A batch in which no value looks like a document is passed on as it is.
pub struct Nested<'s> {
    inner: &'s mut dyn Sink,
    paths: Vec<Paths>,
    known: HashMap<(TableRef, ColumnKey), usize>,
    out: Out,
    made: Vec<Column>,
    todo: Vec<(u32, Span)>,
}

/// What a value looks like from its first bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Php,
}

impl<'s> Nested<'s> {
    /// Stands before `inner`.
    pub fn new(inner: &'s mut dyn Sink) -> Self {
        Self { inner, paths: Vec::new(), known: HashMap::new(), out: Out::default(), made: Vec::new(), todo: Vec::new() }
    }

    /// Adds to `made` the columns below one column; `false` when there are none.
    fn descend(&mut self, batch: &Batch<'_>, column: &Column, level: usize) {
        self.todo.clear();
        for (n, &span) in column.spans.iter().enumerate() {
            let looks = |bytes: &[u8]| form(bytes).is_some();
            if !span.is_null() && span.len() >= SHORTEST && value(batch, &self.out, span).is_some_and(looks) {
                let row = match &column.rows {
                    Rows::Dense => n as u32,
                    Rows::Sparse(rows) => rows.get(n).copied().unwrap_or(0),
                };
                self.todo.push((row, span));
            }
        }
        if self.todo.is_empty() {
            return;
        }
        let Some(place) = self.place(batch.table, &column.key) else {
            return;
        };
        if self.out.scratch.is_empty() {
            self.out.scratch.extend_from_slice(batch.scratch);
        }
        let mut gather = Gather::default();
        for (row, span) in std::mem::take(&mut self.todo) {
            let mark = self.out.scratch.len();
            self.out.found.clear();
            if self.parse(batch, span, place) {
                gather.add(&self.out.found, row, &self.paths[place]);
            } else {
                self.out.scratch.truncate(mark);
            }
        }
        let made = gather.columns().to_vec();
        for column in &made {
            if level < MAX_LEVELS {
                self.descend(batch, column, level + 1);
            }
        }
        self.made.extend(made);
    }

    /// The paths below a column of a table.
    fn place(&mut self, table: TableRef, key: &ColumnKey) -> Option<usize> {
        let at = (table, key.clone());
        if let Some(&place) = self.known.get(&at) {
            return Some(place);
        }
        if self.paths.len() >= MAX_COLUMNS {
            return None;
        }
        let prefix = match key {
            ColumnKey::Ordinal(n) => format!("#{n}!").into_bytes(),
            ColumnKey::Name(name) => [name, &b"!"[..]].concat(),
        };
        self.paths.push(Paths::new(&prefix));
        self.known.insert(at, self.paths.len() - 1);
        Some(self.paths.len() - 1)
    }

    /// Reads one value to its end; `false` when it is no document after all.
    fn parse(&mut self, batch: &Batch<'_>, span: Span, place: usize) -> bool {
        let paths = &mut self.paths[place];
        // A value that was unescaped for a document above lies in the buffer that grows now, and is read from a copy.
        let copy: Vec<u8>;
        let (bytes, in_scratch) = if !span.in_scratch() {
            (batch.bytes.get(span.offset()..span.offset() + span.len()), false)
        } else if span.offset() + span.len() <= batch.scratch.len() {
            (batch.scratch.get(span.offset()..span.offset() + span.len()), true)
        } else {
            copy = self.out.scratch.get(span.offset()..span.offset() + span.len()).unwrap_or_default().to_vec();
            (Some(copy.as_slice()), true)
        };
        let Some(bytes) = bytes else {
            return false;
        };
        let input = Input { bytes, eof: true, base: span.offset(), in_scratch };
        match form(bytes) {
            Some(Form::Json) => json(input, paths, &mut self.out),
            Some(Form::Php) => php::read(input, paths, &mut self.out),
            None => false,
        }
    }
}

/// The bytes of a span of the batch, or of what was unescaped below it.
fn value<'v>(batch: &Batch<'v>, out: &'v Out, span: Span) -> Option<&'v [u8]> {
    let range = span.offset()..span.offset() + span.len();
    if !span.in_scratch() {
        batch.bytes.get(range)
    } else if out.scratch.is_empty() {
        batch.scratch.get(range)
    } else {
        out.scratch.get(range)
    }
}

/// What the value looks like: its first bytes and its last one decide.
fn form(value: &[u8]) -> Option<Form> {
    match value {
        [b'{' | b'[' | b' ' | b'\t' | b'\r' | b'\n', ..] | [b'a' | b'O', b':', ..] => {}
        _ => return None,
    }
    let value = value.trim_ascii();
    let last = value.last()?;
    match (value.first()?, last) {
        (b'a', b'}') if value.starts_with(b"a:") => Some(Form::Php),
        (b'O', b'}') if value.starts_with(b"O:") => Some(Form::Php),
        (b'{', b'}') => {
            let next = value[1..].trim_ascii_start().first()?;
            matches!(next, b'"' | b'\'').then_some(Form::Json)
        }
        (b'[', b']') => {
            let next = value[1..].trim_ascii_start().first()?;
            matches!(next, b'"' | b'\'' | b'{' | b'[' | b'-' | b'0'..=b'9').then_some(Form::Json)
        }
        _ => None,
    }
}

/// Reads one JSON document that must end where the bytes end.
fn json(input: Input<'_>, paths: &mut Paths, out: &mut Out) -> bool {
    let mut walk = Walk::new();
    walk.strict = true;
    walk.open_value();
    loop {
        match walk.run(input, paths, out) {
            Step::Record => break,
            Step::Piece => {}
            _ => return false,
        }
    }
    input.bytes.get(walk.at..).is_some_and(|rest| rest.trim_ascii().is_empty())
}

impl Sink for Nested<'_> {
    fn table(&mut self, schema: &Schema) -> TableRef {
        self.inner.table(schema)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        if batch.role == Role::Window {
            return self.inner.batch(batch);
        }
        self.out.scratch.clear();
        self.made.clear();
        for column in batch.columns {
            self.descend(batch, column, 1);
        }
        if self.made.is_empty() {
            return self.inner.batch(batch);
        }
        let mut columns = batch.columns.to_vec();
        columns.append(&mut self.made);
        let scratch = if self.out.scratch.is_empty() { batch.scratch } else { &self.out.scratch };
        let batch = Batch { scratch, columns: &columns, ..*batch };
        self.inner.batch(&batch)
    }

    fn gap(&mut self, gap: Gap) {
        self.inner.gap(gap);
    }
}

#[cfg(test)]
mod tests;
