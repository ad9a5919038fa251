//! Reads a split: batches of whole records out of the window, and the edges between splits.

use std::io;

use memchr::memchr;

use super::columns::Columns;
use super::dialect::Spec;
use super::record::{Lexer, Outcome};
use crate::format::{Reading, Sink, Stretch};
use crate::model::batch::{BATCH_RECORDS, WINDOW, WINDOW_OVERLAP};
use crate::model::{
    Batch, Border, Column, ColumnKey, Entry, Flow, Gap, Reason, Role, Rows, Schema, SchemaColumn, SchemaOrigin, Span, State, TableRef,
};

/// Reads the records of a stretch.
pub(super) fn read(stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> io::Result<Reading> {
    let spec = Spec::of(stretch.dialect);
    let (start, end) = (stretch.start, stretch.end);
    let mut flow = Flow::Continue;
    let first = match stretch.entry.clone() {
        Entry::Start | Entry::Known(_) => start,
        Entry::Guess => guess(&spec, stretch)?,
    };
    if first < end {
        let mut reader = Reader::new(&spec, sink);
        if stretch.entry == Entry::Start {
            flow = reader.beginning(stretch)?;
        }
        if flow == Flow::Continue {
            flow = reader.records(stretch, end)?;
        }
    }
    let next = stretch.position().max(first);
    let border = Border { first, entry: State::default(), next, exit: State::default() };
    let end_of_input = stretch.position() + stretch.window().len() as u64;
    Ok(Reading { border, end_of_input, flow })
}

/// Goes to the first record that begins at or after the start of the split.
///
/// A line end inside a quoted or escaped field looks like any other. But a reader that begins in the middle of
/// such a field falls into step at its end, for quotes within unquoted text are data. So reading begins as far
/// before the split as the input does.
fn guess(spec: &Spec, stretch: &mut Stretch<'_>) -> io::Result<u64> {
    let start = stretch.start;
    let mut mute = Mute;
    let mut reader = Reader::new(spec, &mut mute);
    if stretch.position() == 0 {
        reader.beginning(stretch)?;
    } else {
        let plain = reader.lexer.quote.is_none() && !reader.lexer.backslash;
        if plain {
            let before = start.saturating_sub(1).saturating_sub(stretch.position());
            skip(stretch, before)?;
        }
        while !reader.skip_line(stretch)? && stretch.fill()? {}
    }
    reader.records(stretch, start)?;
    Ok(stretch.position())
}

/// Lets go of `n` bytes that need not be seen.
fn skip(stretch: &mut Stretch<'_>, n: u64) -> io::Result<()> {
    let to = stretch.position() + n;
    while stretch.position() < to {
        if stretch.window().is_empty() && !stretch.fill()? {
            break;
        }
        stretch.consume(usize::try_from(to - stretch.position()).unwrap_or(usize::MAX));
    }
    Ok(())
}

/// Hears nothing: for reading up to a place.
struct Mute;

impl Sink for Mute {
    fn table(&mut self, _: &Schema) -> TableRef {
        TableRef(0)
    }
    fn batch(&mut self, _: &Batch<'_>) -> Flow {
        Flow::Continue
    }
    fn gap(&mut self, _: Gap) {}
}

/// Why a batch was closed.
enum Pause {
    /// It is full, or the split ends.
    Batch,
    /// The next record is not all in memory.
    More,
    /// The next record, or a damaged field, is larger than a window.
    Long,
    /// A quote that never closes, from here to here.
    Damage(usize, usize),
}

/// A reading under way.
pub(super) struct Reader<'a> {
    spec: &'a Spec,
    pub lexer: Lexer<'a>,
    pub columns: Columns,
    pub table: TableRef,
    pub sink: &'a mut dyn Sink,
    /// What the next record is.
    role: Role,
    /// Whether the sink asked to stop while a large value was handed over.
    pub stopped: bool,
    lone: [Column; 1],
}

impl<'a> Reader<'a> {
    fn new(spec: &'a Spec, sink: &'a mut dyn Sink) -> Self {
        let table = sink.table(&Schema { name: Box::default(), origin: SchemaOrigin::Unnamed, columns: Vec::new() });
        Self {
            spec,
            lexer: Lexer::new(spec),
            columns: Columns::default(),
            table,
            sink,
            role: Role::Data,
            stopped: false,
            lone: [Column { key: ColumnKey::Ordinal(0), spans: Vec::new(), rows: Rows::Dense }],
        }
    }

    /// Reads what only the beginning of a source has: a byte order mark, the lines before the first record, and that
    /// record. They belong to the split at offset 0, wherever it ends.
    fn beginning(&mut self, stretch: &mut Stretch<'_>) -> io::Result<Flow> {
        stretch.ensure(3)?;
        if stretch.window().starts_with(b"\xef\xbb\xbf") {
            stretch.consume(3);
        }
        for _ in 0..self.spec.skip {
            if self.preamble(stretch)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        self.skip_blank(stretch)?;
        if stretch.window().is_empty() {
            return Ok(Flow::Continue);
        }
        self.role = Role::FirstRow;
        let flow = self.step(stretch, u64::MAX)?;
        self.role = Role::Data;
        Ok(flow)
    }

    /// Reads a line that stands before the first record.
    fn preamble(&mut self, stretch: &mut Stretch<'_>) -> io::Result<Flow> {
        loop {
            let line = memchr(self.lexer.eol, stretch.window());
            if line.is_none() && stretch.window().len() <= WINDOW && stretch.fill()? {
                continue;
            }
            let window = stretch.window();
            let end = line.unwrap_or(window.len()).min(WINDOW);
            let text = self.lexer.line_end(window, 0, end);
            let framing = text == 0 || window.starts_with(b"sep=");
            let flow = if framing { Flow::Continue } else { self.hand_over(b"comment", stretch, 0, text) };
            stretch.consume(end + usize::from(line == Some(end)));
            return Ok(flow);
        }
    }

    /// Reads records until one begins at or after `end`.
    pub fn records(&mut self, stretch: &mut Stretch<'_>, end: u64) -> io::Result<Flow> {
        loop {
            self.skip_blank(stretch)?;
            if stretch.window().is_empty() || stretch.position() >= end {
                return Ok(Flow::Continue);
            }
            if self.step(stretch, end)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
    }

    /// Reads one batch of records, at least one, from a window that begins with one.
    fn step(&mut self, stretch: &mut Stretch<'_>, end: u64) -> io::Result<Flow> {
        loop {
            let limit = usize::try_from(end.saturating_sub(stretch.position()));
            let limit = limit.unwrap_or(usize::MAX);
            let (at, pause) = self.gather(stretch.window(), stretch.at_eof(), limit);
            if self.flush(stretch) == Flow::Stop {
                return Ok(Flow::Stop);
            }
            stretch.consume(at);
            match pause {
                Pause::Batch => return Ok(Flow::Continue),
                Pause::More if at > 0 => return Ok(Flow::Continue),
                Pause::More if stretch.window().len() <= WINDOW => {
                    stretch.fill()?;
                }
                Pause::More | Pause::Long => return self.long_record(stretch),
                Pause::Damage(open, resume) => {
                    let flow = self.damage(stretch, open - at, resume - at);
                    stretch.consume(resume - at);
                    return Ok(flow);
                }
            }
        }
    }

    /// Fills the columns with the records of a window, and says where it stopped and why.
    fn gather(&mut self, window: &[u8], eof: bool, limit: usize) -> (usize, Pause) {
        let most = match self.role {
            Role::FirstRow => 1,
            _ => BATCH_RECORDS,
        };
        let mut marks = self.lexer.marks(window);
        let mut at = 0;
        let limit = limit.min(window.len());
        if window.is_empty() {
            return (0, Pause::More);
        }
        while self.columns.records() < most && at < limit {
            match self.lexer.record(window, at, eof, &mut marks, &mut self.columns) {
                Outcome::End(next) => {
                    if self.columns.overflows() {
                        self.columns.abandon_record();
                        return (at, Pause::Batch);
                    }
                    if next - at > WINDOW {
                        self.columns.abandon_record();
                        return (at, Pause::Long);
                    }
                    self.columns.end_record();
                    at = next;
                }
                Outcome::More => {
                    self.columns.abandon_record();
                    return (at, Pause::More);
                }
                Outcome::Broken { open, resume } => {
                    if resume - at > WINDOW {
                        self.columns.abandon_record();
                        return (at, Pause::Long);
                    }
                    if self.columns.overflows() {
                        self.columns.abandon_record();
                        return (at, Pause::Batch);
                    }
                    if self.columns.fields() > 0 {
                        self.columns.end_record();
                    }
                    return (at, Pause::Damage(open, resume));
                }
            }
            at += self.blank(&window[at..], eof);
        }
        (at, Pause::Batch)
    }

    /// How many bytes of empty lines stand at the front, and of the line `\.` that ends the data of a COPY
    /// (PostgreSQL 17, `COPY`, Text Format): no value is written as `\.`.
    fn blank(&self, bytes: &[u8], eof: bool) -> usize {
        let mut at = 0;
        loop {
            match bytes.get(at..) {
                Some([b, ..]) if *b == self.lexer.eol => at += 1,
                Some([b'\r', b'\n', ..]) => at += 2,
                // A file that was cut off between the two.
                Some([b'\r']) if eof => at += 1,
                Some([b'\\', b'.', rest @ ..]) if self.lexer.backslash && self.lexer.quote.is_none() => match rest {
                    [b'\n', ..] => at += 3,
                    [b'\r', b'\n', ..] => at += 4,
                    [] if eof => at += 2,
                    _ => return at,
                },
                _ => return at,
            }
        }
    }

    /// Passes over empty lines; they are framing.
    pub fn skip_blank(&mut self, stretch: &mut Stretch<'_>) -> io::Result<()> {
        loop {
            stretch.ensure(4)?;
            match self.blank(stretch.window(), stretch.at_eof()) {
                0 => return Ok(()),
                n => stretch.consume(n),
            }
        }
    }

    /// Passes over the rest of a line as far as it is in memory; says whether its end was found.
    fn skip_line(&mut self, stretch: &mut Stretch<'_>) -> io::Result<bool> {
        let line = memchr(self.lexer.eol, stretch.window());
        stretch.consume(line.map_or(usize::MAX, |n| n + 1));
        Ok(line.is_some())
    }

    /// Hands over the batch, if there is anything in it.
    fn flush(&mut self, stretch: &Stretch<'_>) -> Flow {
        if self.columns.records() == 0 {
            return Flow::Continue;
        }
        self.hand_over_columns(stretch.position(), stretch.window(), self.role)
    }

    /// Hands over the columns as a batch of this role and begins a new one.
    pub fn hand_over_columns(&mut self, position: u64, bytes: &[u8], role: Role) -> Flow {
        let flow = self.sink.batch(&Batch {
            table: self.table,
            role,
            records: self.columns.records(),
            position,
            bytes,
            scratch: &self.columns.scratch,
            columns: self.columns.columns(),
        });
        self.columns.clear();
        flow
    }

    /// What the next record is.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Reports a field that never closes, and hands over its line as text, so that it is examined all the same.
    pub fn damage(&mut self, stretch: &Stretch<'_>, open: usize, resume: usize) -> Flow {
        let position = stretch.position();
        self.sink.gap(Gap::new(
            position + open as u64,
            position + resume as u64,
            Reason::Corrupt,
            "a quoted field never closes; its first line was examined as text: look at the lines around it",
        ));
        let window = stretch.window();
        let end = match window.get(resume.wrapping_sub(1)) {
            Some(&b) if b == self.lexer.eol => self.lexer.line_end(window, open, resume - 1),
            _ => resume,
        };
        self.hand_over(b"damaged", stretch, open, end)
    }

    /// Hands over a piece of the window as a record of a table with one column, `line`.
    fn hand_over(&mut self, name: &[u8], stretch: &Stretch<'_>, start: usize, end: usize) -> Flow {
        let table = self.sink.table(&Schema {
            name: name.into(),
            origin: SchemaOrigin::Unnamed,
            columns: vec![SchemaColumn { name: b"line".as_slice().into(), ..Default::default() }],
        });
        let first = end.min(start + WINDOW);
        let mut from = start;
        let mut to = first;
        let mut role = Role::Data;
        loop {
            self.lone[0].spans = vec![Span::borrowed(from, to - from)];
            let flow = self.sink.batch(&Batch {
                table,
                role,
                records: 1,
                position: stretch.position(),
                bytes: stretch.window(),
                scratch: &[],
                columns: &self.lone,
            });
            if flow == Flow::Stop || to >= end {
                return flow;
            }
            from = to - WINDOW_OVERLAP;
            to = end.min(from + WINDOW);
            role = Role::Window;
        }
    }
}
