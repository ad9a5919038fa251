//! Lines of a COPY block: PostgreSQL manual, "COPY", text and CSV formats.

use std::io;

use memchr::memchr;

use super::escape::{decode_hex, is_text, postgres_escape};
use super::landmark::is_statement_line;
use super::lexer::{Halt, Parsed};
use super::mode::CopyForm;
use super::reader::{LARGE, Now, Reader};
use super::row::Cell;
use crate::model::{Gap, Reason, Span};

impl Reader<'_, '_> {
    /// A line of the block that is open.
    pub(super) fn copy_line(&mut self, number: usize, form: &CopyForm) -> io::Result<()> {
        loop {
            match self.copy_end(form) {
                Ok((end, next)) => return self.take_line(number, form, end, next),
                Err(_) if self.pending() >= LARGE => return self.large_line(number, form),
                Err(_) => {
                    self.more()?;
                }
            }
        }
    }

    /// Index after the line's bytes, and of the next line.
    fn copy_end(&self, form: &CopyForm) -> Parsed<(usize, usize)> {
        let window = self.stretch.window();
        let rest = window.get(self.at..).unwrap_or_default();
        let next = if form.csv { csv_end(rest) } else { memchr(b'\n', rest).map(|n| n + 1) };
        let next = match next {
            Some(n) => self.at + n,
            None if self.stretch.at_eof() => window.len(),
            None => return Err(Halt::More),
        };
        let mut end = next;
        if end > self.at && window.get(end - 1) == Some(&b'\n') {
            end -= 1;
        }
        if end > self.at && window.get(end - 1) == Some(&b'\r') {
            end -= 1;
        }
        Ok((end, next))
    }

    fn take_line(&mut self, number: usize, form: &CopyForm, end: usize, next: usize) -> io::Result<()> {
        let window = self.stretch.window();
        let line = window.get(self.at..end).unwrap_or_default();
        if line == b"\\." {
            self.at = next;
            self.now = Now::Statement;
            return Ok(());
        }
        let columns = self.tables.target(number).and_then(|t| t.columns.as_ref()).map_or(0, Vec::len);
        if columns != 1 && memchr(form.delimiter, line).is_none() && is_statement_line(line) {
            let here = self.here();
            self.now = Now::Statement;
            let what = "a COPY block without its end; what follows was read as statements: check the file";
            self.sink.gap(Gap::new(here, here, Reason::Corrupt, what));
            return Ok(());
        }
        if line.is_empty() && columns != 1 {
            self.at = next;
            return Ok(());
        }
        self.fill_table(number);
        self.row.cells.clear();
        let window = self.stretch.window();
        let mut from = self.at;
        for ordinal in 0u32.. {
            let rest = window.get(from..end).unwrap_or_default();
            let len = field_end(rest, form);
            let field = rest.get(..len).unwrap_or_default();
            let span = field_span(field, from, form, &mut self.gather.scratch);
            self.row.cells.push(Cell { ordinal, part: 0, span });
            if len >= rest.len() {
                break;
            }
            from += len + 1;
        }
        self.push_row(number);
        self.at = next;
        Ok(())
    }
}

/// How many bytes the first field of a line takes.
pub fn field_end(line: &[u8], form: &CopyForm) -> usize {
    let mut at = 0;
    if form.csv && line.first() == Some(&b'"') {
        at = 1;
        while let Some(n) = memchr(b'"', line.get(at..).unwrap_or_default()) {
            at += n + 1;
            if line.get(at) != Some(&b'"') {
                break;
            }
            at += 1;
        }
    }
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let Some(n) = memchr(form.delimiter, rest) else {
            return line.len();
        };
        let backslashes = rest.get(..n).unwrap_or_default().iter().rev().take_while(|&&b| b == b'\\').count();
        if form.csv || backslashes % 2 == 0 {
            return at + n;
        }
        at += n + 1;
    }
}

/// Length of a CSV record with its line break: quotes may hold line breaks.
fn csv_end(rest: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let mut at = 0;
    loop {
        let n = memchr::memchr2(b'\n', b'"', rest.get(at..)?)?;
        at += n + 1;
        if rest.get(at - 1) == Some(&b'"') {
            quoted = !quoted;
        } else if !quoted {
            return Some(at);
        }
    }
}

/// The value of a field at `start` of the window.
pub fn field_span(field: &[u8], start: usize, form: &CopyForm, scratch: &mut Vec<u8>) -> Span {
    if field == form.null.as_slice() {
        return Span::NULL;
    }
    let mark = scratch.len();
    if form.csv {
        let Some(inner) = field.strip_prefix(b"\"").and_then(|f| f.strip_suffix(b"\"")) else {
            return Span::borrowed(start, field.len());
        };
        if memchr(b'"', inner).is_none() {
            return Span::borrowed(start + 1, inner.len());
        }
        super::escape::unescape(inner, super::lexer::Escapes::Doubled(b'"'), super::flavour::Kind::Postgres, scratch);
        return Span::scratch(mark, scratch.len() - mark);
    }
    if memchr(b'\\', field).is_none() {
        return Span::borrowed(start, field.len());
    }
    if let Some(digits) = field.strip_prefix(b"\\\\x") {
        if decode_hex(digits, scratch) && is_text(scratch.get(mark..).unwrap_or_default()) {
            return Span::scratch(mark, scratch.len() - mark);
        }
        scratch.truncate(mark);
    }
    unescape_field(field, scratch);
    Span::scratch(mark, scratch.len() - mark)
}

/// Appends the value of a field in the text format.
pub fn unescape_field(field: &[u8], out: &mut Vec<u8>) {
    let mut rest = field;
    while let Some(n) = memchr(b'\\', rest) {
        out.extend_from_slice(rest.get(..n).unwrap_or_default());
        let sequence = rest.get(n..).unwrap_or_default();
        let taken = match sequence.get(1) {
            Some(&b @ (b'u' | b'U' | b'N')) => {
                out.push(b);
                2
            }
            _ => postgres_escape(sequence, out),
        };
        rest = rest.get(n + taken..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}
