//! The grammar of one record.

use memchr::{memchr, memchr2};

use super::columns::MAX_COLUMNS;
use super::dialect::{Escape, Spec};
use super::marks::Marks;

/// How a field stands in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Form {
    /// Between quotes.
    pub quoted: bool,
    /// It holds doubled quotes or escapes, which must be undone.
    pub coded: bool,
    /// It holds a quote that no rule allows; it was taken as data.
    pub stray: bool,
}

/// Takes the fields of a record as they are found.
pub(super) trait Cells {
    /// The field `bytes[start..end]`.
    fn cell(&mut self, lexer: &Lexer<'_>, bytes: &[u8], start: usize, end: usize, form: Form);
}

/// How a record ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// Whole; the next one begins here.
    End(usize),
    /// The bytes end before the record does.
    More,
    /// The field that a quote opens at `open` never closes. Reading goes on at `resume`, after the next line end.
    Broken { open: usize, resume: usize },
}

/// How a quoted field ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Quoted {
    /// Its content ends at `end`, and a delimiter, line end or the end of input stands at `after`.
    Closed {
        end: usize,
        after: usize,
        form: Form,
    },
    More,
    Broken,
}

/// What stands at some place outside quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    /// A delimiter.
    Field,
    /// A line end of so many bytes, or the end of input (none).
    Record(usize),
    /// Neither.
    Inside,
    /// It takes more bytes to tell.
    More,
}

/// Reads records of one dialect.
pub(super) struct Lexer<'a> {
    pub delimiter: &'a [u8],
    pub first: u8,
    pub quote: Option<u8>,
    pub backslash: bool,
    pub eol: u8,
    pub lead: bool,
}

impl<'a> Lexer<'a> {
    pub fn new(spec: &'a Spec) -> Self {
        Self {
            delimiter: &spec.delimiter,
            first: spec.delimiter.first().copied().unwrap_or(b','),
            quote: spec.quote,
            backslash: spec.escape == Escape::Backslash,
            eol: spec.terminator(),
            lead: spec.lead && spec.quote.is_some(),
        }
    }

    /// The marks that [`Lexer::record`] goes by.
    pub fn marks(&self, bytes: &[u8]) -> Marks {
        let escape = self.backslash.then_some(b'\\');
        Marks::new(bytes, self.first, self.eol, escape)
    }

    /// Reads the record at `from`. `eof` says that nothing comes after `bytes`.
    #[inline]
    pub fn record<C: Cells>(&self, bytes: &[u8], from: usize, eof: bool, marks: &mut Marks, cells: &mut C) -> Outcome {
        let mut start = from;
        let mut field = 1;
        marks.forward(bytes, from);
        loop {
            let open = match self.opening(bytes, start) {
                Some(open) if field < MAX_COLUMNS => open,
                _ => {
                    let last = field >= MAX_COLUMNS;
                    match self.bare(bytes, start, eof, last, marks, cells) {
                        Ok(next) => start = next,
                        Err(outcome) => return outcome,
                    }
                    field += 1;
                    continue;
                }
            };
            match self.quoted(bytes, open, eof) {
                Quoted::Closed { end, after, form } => {
                    cells.cell(self, bytes, open + 1, end, form);
                    match self.edge(bytes, after, eof) {
                        Edge::Record(n) => return Outcome::End(after + n),
                        Edge::Field => start = after + self.delimiter.len(),
                        Edge::Inside | Edge::More => return Outcome::More,
                    }
                    marks.forward(bytes, start);
                    field += 1;
                }
                Quoted::More => return Outcome::More,
                Quoted::Broken => {
                    return Outcome::Broken { open, resume: self.line_after(bytes, open) };
                }
            }
        }
    }

    /// Reads an unquoted field and says where the next one begins, or how the record ended.
    #[inline]
    fn bare<C: Cells>(
        &self,
        bytes: &[u8],
        start: usize,
        eof: bool,
        last: bool,
        marks: &mut Marks,
        cells: &mut C,
    ) -> Result<usize, Outcome> {
        let mut form = Form { quoted: false, coded: false, stray: false };
        // What stands before this was escaped, and is no part of a line end.
        let mut floor = start;
        loop {
            let Some(at) = marks.next(bytes) else {
                if !eof {
                    return Err(Outcome::More);
                }
                // A file cut off between `\r` and `\n` ends here.
                let end = self.line_end(bytes, floor, bytes.len());
                cells.cell(self, bytes, start, end, form);
                return Err(Outcome::End(bytes.len()));
            };
            if at < start {
                continue;
            }
            let byte = bytes[at];
            if byte == self.eol {
                cells.cell(self, bytes, start, self.line_end(bytes, floor, at), form);
                return Err(Outcome::End(at + 1));
            }
            if byte == self.first {
                if last {
                    continue;
                }
                if self.delimiter.len() == 1 {
                    cells.cell(self, bytes, start, at, form);
                    return Ok(at + 1);
                }
                match self.edge(bytes, at, eof) {
                    Edge::Field => {
                        cells.cell(self, bytes, start, at, form);
                        return Ok(at + self.delimiter.len());
                    }
                    Edge::More => return Err(Outcome::More),
                    Edge::Inside | Edge::Record(_) => continue,
                }
            }
            form.coded = true;
            if at + 1 >= bytes.len() && !eof {
                return Err(Outcome::More);
            }
            floor = at + 2;
            marks.forward(bytes, floor);
        }
    }

    /// Where the opening quote of the field at `start` stands, if it has one.
    #[inline]
    pub fn opening(&self, bytes: &[u8], start: usize) -> Option<usize> {
        let quote = self.quote?;
        match bytes.get(start) {
            Some(&b) if b == quote => Some(start),
            Some(b' ') if self.lead => {
                let spaces = bytes[start..].iter().take_while(|&&b| b == b' ').count();
                (bytes.get(start + spaces) == Some(&quote)).then_some(start + spaces)
            }
            _ => None,
        }
    }

    /// Reads the quoted field whose opening quote stands at `open`.
    pub fn quoted(&self, bytes: &[u8], open: usize, eof: bool) -> Quoted {
        let Some(quote) = self.quote else {
            return Quoted::Broken;
        };
        let short = if eof { Quoted::Broken } else { Quoted::More };
        let mut form = Form { quoted: true, coded: false, stray: false };
        let mut from = open + 1;
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let found = match self.backslash {
                true => memchr2(quote, b'\\', rest),
                false => memchr(quote, rest),
            };
            let Some(at) = found.map(|n| from + n) else {
                return short;
            };
            if bytes[at] != quote {
                form.coded = true;
                from = at + 2;
                continue;
            }
            if bytes.get(at + 1) == Some(&quote) {
                form.coded = true;
                from = at + 2;
                continue;
            }
            let spaces = bytes[at + 1..].iter().take_while(|&&b| b == b' ').count();
            // A delimiter may itself begin with a space.
            for after in [at + 1, at + 1 + spaces] {
                match self.edge(bytes, after, eof) {
                    Edge::Field | Edge::Record(_) => {
                        return Quoted::Closed { end: at, after, form };
                    }
                    Edge::More => return Quoted::More,
                    Edge::Inside => {}
                }
            }
            return self.strayed(bytes, open, at, eof, form);
        }
    }

    /// Decides on a quoted field with a quote at `at` that neither closes it nor is escaped.
    ///
    /// On its first line it is data: `"the "big" one",` and `"abc"def,` both occur. Once a line end has been passed
    /// it is the opening quote of a later field, and the one at `open` never closed: rows are not joined.
    fn strayed(&self, bytes: &[u8], open: usize, at: usize, eof: bool, mut form: Form) -> Quoted {
        if memchr(self.eol, &bytes[open..at]).is_some() {
            return Quoted::Broken;
        }
        form.stray = true;
        let mut from = at + 1;
        let after = loop {
            match memchr2(self.first, self.eol, &bytes[from..]).map(|n| from + n) {
                None if eof => break bytes.len(),
                None => return Quoted::More,
                Some(stop) => match self.edge(bytes, stop, eof) {
                    Edge::Record(_) => break self.line_end(bytes, at, stop),
                    Edge::Field => break stop,
                    Edge::More => return Quoted::More,
                    Edge::Inside => from = stop + 1,
                },
            }
        };
        let closed = after > at + 1 && bytes.get(after - 1).copied() == self.quote;
        Quoted::Closed { end: after - usize::from(closed), after, form }
    }

    /// What stands at `at`, outside quotes.
    #[inline]
    pub fn edge(&self, bytes: &[u8], at: usize, eof: bool) -> Edge {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest {
            [] if eof => Edge::Record(0),
            [] => Edge::More,
            [b, ..] if *b == self.eol => Edge::Record(1),
            [b, ..] if *b == self.first => {
                if rest.starts_with(self.delimiter) {
                    Edge::Field
                } else if !eof && self.delimiter.starts_with(rest) {
                    Edge::More
                } else {
                    Edge::Inside
                }
            }
            [b'\r', b'\n', ..] if self.eol == b'\n' => Edge::Record(2),
            [b'\r'] if self.eol == b'\n' && eof => Edge::Record(1),
            [b'\r'] if self.eol == b'\n' => Edge::More,
            _ => Edge::Inside,
        }
    }

    /// The end of what stands before the line end at `at`: a `\r` before `\n` belongs to the line end.
    #[inline]
    pub fn line_end(&self, bytes: &[u8], start: usize, at: usize) -> usize {
        let cr = self.eol == b'\n' && at > start && bytes[at - 1] == b'\r';
        at - usize::from(cr)
    }

    /// The offset after the first line end behind `from`, or the end.
    fn line_after(&self, bytes: &[u8], from: usize) -> usize {
        memchr(self.eol, &bytes[from..]).map_or(bytes.len(), |n| from + n + 1)
    }

    /// Undoes doubled quotes and escapes.
    pub fn decode(&self, raw: &[u8], form: Form, out: &mut Vec<u8>) {
        let mut rest = raw;
        while let Some(at) = self.next_code(rest, form.quoted) {
            out.extend_from_slice(&rest[..at]);
            let (taken, byte) = self.code(&rest[at..], form.quoted);
            match byte {
                Some(byte) => out.push(byte),
                None => out.extend_from_slice(&rest[at..at + taken]),
            }
            rest = &rest[at + taken..];
        }
        out.extend_from_slice(rest);
    }

    fn next_code(&self, rest: &[u8], quoted: bool) -> Option<usize> {
        match (self.quote.filter(|_| quoted), self.backslash) {
            (Some(quote), true) => memchr2(quote, b'\\', rest),
            (Some(quote), false) => memchr(quote, rest),
            (None, _) => memchr(b'\\', rest),
        }
    }

    /// How many bytes the escape at the front of `rest` takes, and the byte that it means if it means one.
    fn code(&self, rest: &[u8], quoted: bool) -> (usize, Option<u8>) {
        let (Some(&lead), Some(&byte)) = (rest.first(), rest.get(1)) else {
            return (1, None);
        };
        if lead != b'\\' {
            return if quoted && byte == lead { (2, Some(byte)) } else { (1, None) };
        }
        if self.quote.is_none() {
            return (2, Some(letter(byte)));
        }
        // Beside quotes, programs differ in whether `\n` is a line end or a backslash and an n; none doubts these.
        let plain = matches!(byte, b'\\' | b'\r' | b'\n') || byte == self.first || Some(byte) == self.quote;
        match byte {
            b'0' => (2, Some(0)),
            _ if plain => (2, Some(byte)),
            _ => (2, None),
        }
    }
}

/// What a backslash and this letter mean where there are no quotes.
///
/// MySQL 8.4 Reference Manual, `LOAD DATA`, table of escape sequences; PostgreSQL 17, `COPY`, Text Format. Octal and
/// hexadecimal forms are left out: PostgreSQL never writes them, and MySQL's `\0` before a digit would look like one.
fn letter(byte: u8) -> u8 {
    match byte {
        b'0' => 0,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        b'Z' => 26,
        other => other,
    }
}
