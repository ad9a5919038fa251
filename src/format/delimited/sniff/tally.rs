//! Counts what a dialect would make of some bytes.

use super::{Escape, Spec};
use crate::format::delimited::record::{Cells, Form, Lexer, Outcome};

/// What a dialect makes of the head of a source.
#[derive(Default)]
pub(super) struct Tally {
    /// Fields of each record.
    pub widths: Vec<usize>,
    /// Offset of each record.
    pub starts: Vec<usize>,
    /// Records whose last field is empty.
    pub open_ends: usize,
    /// Records whose first field is empty or blank.
    pub empty_starts: usize,
    /// All fields.
    pub cells: usize,
    /// Fields between quotes.
    pub quoted: usize,
    /// Fields with a quote that no rule allows, and fields that never close.
    pub stray: usize,
    /// Unquoted fields that stand between single quotes.
    pub apostrophes: usize,
    /// Unquoted fields that begin with a single quote: they may go on in the next line.
    pub lead_apostrophes: usize,
    /// Unquoted fields, other than the first of a record, that are not empty.
    pub bare: usize,
    /// Those of them that begin with a space, as a clause after a comma does.
    pub spaced: usize,
    /// Those of them in which a quote follows that space.
    pub lead_quotes: usize,
    /// Fields `\N`.
    pub nulls: usize,
    /// Records whose first field holds an `@`.
    pub addresses: usize,
    field: usize,
    last_empty: bool,
}

impl Tally {
    /// Reads `body` in a dialect. `whole` says that nothing comes after it.
    pub fn of(spec: &Spec, body: &[u8], whole: bool) -> Self {
        let lexer = Lexer::new(spec);
        let mut marks = lexer.marks(body);
        let mut tally = Self::default();
        let mut at = 0;
        while at < body.len() {
            let blank = body[at..].iter().take_while(|b| matches!(b, b'\n' | b'\r'));
            at += blank.count();
            if at >= body.len() {
                break;
            }
            if spec.escape == Escape::Backslash && spec.quote.is_none() && body[at..].starts_with(b"\\.\n") {
                at += 3;
                continue;
            }
            let (cells, field) = (tally.cells, tally.field);
            match lexer.record(body, at, whole, &mut marks, &mut tally) {
                Outcome::End(next) => {
                    tally.end_record(at);
                    at = next;
                }
                Outcome::Broken { resume, .. } => {
                    tally.stray += 1;
                    tally.end_record(at);
                    at = resume;
                }
                Outcome::More => {
                    tally.cells = cells;
                    tally.field = field;
                    break;
                }
            }
        }
        tally
    }

    fn end_record(&mut self, start: usize) {
        self.widths.push(self.field);
        self.starts.push(start);
        self.open_ends += usize::from(self.last_empty);
        self.field = 0;
    }

    /// The commonest width from record `from` on, and how many records have it. Of two equals, the wider.
    pub fn mode(&self, from: usize) -> (usize, usize) {
        let mut widths = self.widths.get(from..).unwrap_or_default().to_vec();
        widths.sort_unstable();
        widths.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).max_by_key(|&(width, n)| (n, width)).unwrap_or((0, 0))
    }
}

impl Cells for Tally {
    fn cell(&mut self, lexer: &Lexer<'_>, bytes: &[u8], start: usize, end: usize, form: Form) {
        let value = &bytes[start..end];
        self.cells += 1;
        self.last_empty = value.is_empty() && !form.quoted;
        self.quoted += usize::from(form.quoted);
        self.stray += usize::from(form.stray);
        if self.field == 0 {
            self.empty_starts += usize::from(value.trim_ascii().is_empty());
            self.addresses += usize::from(value.contains(&b'@'));
        }
        if !form.quoted && !value.is_empty() {
            let apostrophes = value.len() > 1 && value[0] == b'\'' && value.ends_with(b"'");
            self.apostrophes += usize::from(apostrophes);
            self.lead_apostrophes += usize::from(value[0] == b'\'');
            self.nulls += usize::from(value == b"\\N");
            if self.field > 0 {
                self.bare += 1;
                if value[0] == b' ' {
                    self.spaced += 1;
                    let text = value.trim_ascii_start();
                    let quote = text.first().copied() == lexer.quote && lexer.quote.is_some();
                    self.lead_quotes += usize::from(quote);
                }
            }
        }
        self.field += 1;
    }
}
