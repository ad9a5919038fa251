//! Reads one stretch of a script: units one after the other, a unit being a row, a line of a COPY block, a statement
//! or a comment.

use std::io;

use super::flavour::Flavour;
use super::gather::{Gather, Page};
use super::landmark::{self, is_statement_line};
use super::lexer::Lexer;
use super::mode::{CopyForm, Mode, Place, Target};
use super::row::{Cell, Row};
use super::scan::is_space;
use super::tables::Tables;
use crate::format::{Reading, Sink, Stretch};
use crate::model::batch::{BATCH_RECORDS, WINDOW};
use crate::model::{Border, Entry, Flow, Gap, Reason, Span, State};

/// A unit that is larger than this, in bytes, is not parsed in one piece.
pub const LARGE: usize = 4 * WINDOW;

/// How far a split reads on in an INSERT that began in it, in bytes: `net_buffer_length`, which bounds mysqldump's
/// extended inserts, goes up to 16 MiB. A split behind it then finds its first statement without help.
pub const OVERRUN: u64 = 16 << 20;

/// What the next unit is; tables by number.
#[derive(Clone, PartialEq, Eq)]
pub enum Now {
    /// A statement or a comment.
    Statement,
    /// A row.
    Values(usize),
    /// A line of a COPY block.
    Copy(usize, CopyForm),
}

/// One reading.
pub struct Reader<'r, 'a> {
    pub(super) stretch: &'r mut Stretch<'a>,
    pub(super) sink: &'r mut dyn Sink,
    pub(super) flavour: Flavour,
    pub(super) now: Now,
    pub(super) delimiter: Vec<u8>,
    pub(super) gather: Gather,
    pub(super) tables: Tables,
    pub(super) row: Row,
    /// The window's index where the next unit is looked for.
    pub(super) at: usize,
    pub(super) flow: Flow,
    /// The last INSERT's head as it stands, and its table: most scripts repeat it to the letter.
    pub(super) head: (Vec<u8>, usize),
    filling: Option<usize>,
    overrun: u64,
}

impl<'r, 'a> Reader<'r, 'a> {
    /// A reading of a stretch that reads on for `overrun` bytes to finish an INSERT.
    pub fn new(stretch: &'r mut Stretch<'a>, sink: &'r mut dyn Sink, overrun: u64) -> Self {
        let flavour = Flavour::of(stretch.dialect);
        Self {
            stretch,
            sink,
            flavour,
            now: Now::Statement,
            delimiter: b";".to_vec(),
            gather: Gather::default(),
            tables: Tables::default(),
            row: Row::default(),
            at: 0,
            flow: Flow::Continue,
            head: (Vec::new(), 0),
            filling: None,
            overrun,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// When the input can't be read.
    pub fn read(mut self) -> io::Result<Reading> {
        let found = self.enter()?;
        let mut first: Option<(u64, State)> = None;
        if found {
            while self.flow == Flow::Continue && self.next_unit()? {
                let here = self.here();
                let (begin, _) = first.get_or_insert_with(|| (here, self.state()));
                let open = matches!(self.now, Now::Values(_)) && *begin < self.stretch.end;
                let end = self.stretch.end.saturating_add(if open { self.overrun } else { 0 });
                if here >= end {
                    break;
                }
                self.unit()?;
            }
        }
        if found && self.flow == Flow::Continue && self.stretch.at_eof() && self.pending() == 0 {
            self.finish();
        }
        self.flush();
        let next = self.here();
        let (first, entry) = first.unwrap_or_else(|| (next, self.state()));
        let end_of_input = self.stretch.position() + self.stretch.window().len() as u64;
        Ok(Reading { border: Border { first, entry, next, exit: self.state() }, end_of_input, flow: self.flow })
    }

    /// Goes to where reading begins; `false` when no statement begins in the split.
    fn enter(&mut self) -> io::Result<bool> {
        match self.stretch.entry.clone() {
            Entry::Start => {
                self.stretch.ensure(3)?;
                if self.stretch.window().starts_with(b"\xef\xbb\xbf") {
                    self.at = 3;
                }
                Ok(true)
            }
            Entry::Known(state) => {
                let Mode { place, delimiter } = Mode::of(&state);
                self.delimiter = delimiter;
                self.now = match place {
                    Place::Statement => Now::Statement,
                    Place::Values(target) => Now::Values(self.number(target)),
                    Place::Copy(target, form) => Now::Copy(self.number(target), form),
                };
                Ok(true)
            }
            Entry::Guess => self.guess(),
        }
    }

    /// Looks for a line in the split that begins a statement.
    fn guess(&mut self) -> io::Result<bool> {
        let before = self.stretch.start.saturating_sub(1);
        while self.here() < before {
            let skip = (before - self.here()).min(self.pending() as u64) as usize;
            self.stretch.consume(skip);
            if self.here() < before && !self.stretch.fill()? {
                return Ok(false);
            }
        }
        loop {
            let enough = self.stretch.ensure(self.at + 1 + landmark::LOOK)?;
            let window = self.stretch.window();
            let ahead = window.get(self.at..).unwrap_or_default();
            let usable = if enough { ahead.len() - landmark::LOOK } else { ahead.len() };
            let mut from = 0;
            while let Some(n) = memchr::memchr(b'\n', ahead.get(from..usable).unwrap_or_default()) {
                from += n + 1;
                if self.stretch.position() + (self.at + from) as u64 >= self.stretch.end {
                    break;
                }
                if is_statement_line(ahead.get(from..).unwrap_or_default()) {
                    self.at += from;
                    return Ok(true);
                }
            }
            self.at += usable;
            self.stretch.consume(self.at);
            self.at = 0;
            if self.here() >= self.stretch.end || !enough {
                let over = self.stretch.end.saturating_sub(self.here());
                self.at = over.min(self.pending() as u64) as usize;
                return Ok(false);
            }
        }
    }

    /// Goes to the next byte that is no white space; `false` at the end of the input.
    fn next_unit(&mut self) -> io::Result<bool> {
        let lines = matches!(self.now, Now::Copy(..));
        loop {
            let window = self.stretch.window();
            let rest = window.get(self.at..).unwrap_or_default();
            let skip = if lines { Some(0).filter(|_| !rest.is_empty()) } else { rest.iter().position(|&b| !is_space(b)) };
            if let Some(skip) = skip {
                self.at += skip;
                return Ok(true);
            }
            self.at += rest.len();
            if !self.more()? {
                return Ok(false);
            }
        }
    }

    fn unit(&mut self) -> io::Result<()> {
        match self.now.clone() {
            Now::Statement => self.statement(),
            Now::Values(number) => self.values(number),
            Now::Copy(number, form) => self.copy_line(number, &form),
        }
    }

    /// Offset in the source of the cursor.
    pub(super) fn here(&self) -> u64 {
        self.stretch.position() + self.at as u64
    }

    /// How many bytes lie in memory behind the cursor.
    pub(super) fn pending(&self) -> usize {
        self.stretch.window().len().saturating_sub(self.at)
    }

    fn state(&self) -> State {
        let target = |number: usize| self.tables.target(number).cloned().unwrap_or_default();
        let place = match &self.now {
            Now::Statement => Place::Statement,
            Now::Values(number) => Place::Values(target(*number)),
            Now::Copy(number, form) => Place::Copy(target(*number), form.clone()),
        };
        Mode { place, delimiter: self.delimiter.clone() }.state()
    }

    /// A lexer at the cursor.
    pub(super) fn lexer(&self) -> Lexer<'_> {
        Lexer::new(self.stretch.window(), self.at, self.stretch.at_eof(), self.flavour)
    }

    /// The number of a target.
    pub(super) fn number(&mut self, target: Target) -> usize {
        self.tables.number(target, self.sink)
    }

    /// Takes in more bytes behind the window; hands over and lets go of what lies before the cursor once that is
    /// enough. `false` at the end of the input. The window's indexes move: nothing may hold one.
    pub(super) fn more(&mut self) -> io::Result<bool> {
        if self.at >= WINDOW {
            self.release();
        }
        let len = self.stretch.window().len();
        let want = self.pending().clamp(1, LARGE);
        self.stretch.ensure(len + want)?;
        Ok(self.stretch.window().len() > len)
    }

    /// Hands over what was gathered and lets go of the window before the cursor.
    pub(super) fn release(&mut self) {
        self.flush();
        self.stretch.consume(self.at);
        self.at = 0;
    }

    /// Hands over what was gathered.
    pub(super) fn flush(&mut self) {
        let page = Page { bytes: self.stretch.window(), position: self.stretch.position() };
        if self.gather.flush(&page, self.sink) == Flow::Stop {
            self.flow = Flow::Stop;
        }
    }

    /// Makes this table the one that records are gathered for.
    pub(super) fn fill_table(&mut self, number: usize) {
        if self.filling != Some(number) {
            self.flush();
            self.filling = Some(number);
            if let Some(table) = self.tables.table(number) {
                self.gather.begin(table);
            }
        }
    }

    /// Adds the row that was parsed. Its made values are in the gatherer's scratch.
    pub(super) fn push_row(&mut self, number: usize) {
        if let Some(target) = self.tables.target(number) {
            self.gather.push(&self.row.cells, target);
        }
        if self.gather.records >= BATCH_RECORDS {
            self.flush();
        }
    }

    /// Adds a record of one value, a part of the window.
    pub(super) fn push_text(&mut self, table: &str, column: &str, start: usize, end: usize) {
        let columns = Some(vec![column.as_bytes().to_vec()]);
        let number = self.number(Target { table: table.as_bytes().to_vec(), columns });
        self.fill_table(number);
        self.row.cells.clear();
        let span = Span::borrowed(start, end.saturating_sub(start));
        self.row.cells.push(Cell { ordinal: 0, part: 0, span });
        self.push_row(number);
    }

    /// Adds the text of a statement or comment if it may hold data.
    pub(super) fn examine(&mut self, start: usize, end: usize) {
        let text = self.stretch.window().get(start..end).unwrap_or_default();
        if landmark::is_worth_a_look(text) {
            let end = start + text.trim_ascii_end().len();
            self.push_text("statements", "text", start, end);
        }
    }

    /// The input ended between two units: is that in the middle of a statement?
    fn finish(&mut self) {
        let what = match self.now {
            Now::Statement => return,
            Now::Values(_) => "ends in the middle of a statement: more rows were announced; get the whole file",
            Now::Copy(..) => "ends in the middle of a COPY block; get the whole file",
        };
        let here = self.here();
        self.now = Now::Statement;
        self.sink.gap(Gap::new(here, here, Reason::Corrupt, what));
    }

    /// The input ends in the middle of what begins at the cursor: hands the rest over as damaged text, with a gap.
    pub(super) fn cut_off(&mut self, from: usize) {
        let len = self.stretch.window().len();
        self.push_lines(from, len);
        let (start, end) = (self.here(), self.stretch.position() + len as u64);
        self.at = len;
        self.now = Now::Statement;
        let what = "ends in the middle of a statement; get the whole file";
        self.sink.gap(Gap::new(start, end, Reason::Corrupt, what));
    }

    /// Hands over a part of the window line by line, as damaged text.
    pub(super) fn push_lines(&mut self, start: usize, end: usize) {
        let mut from = start;
        while from < end {
            let rest = self.stretch.window().get(from..end).unwrap_or_default();
            let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |n| n + 1);
            let text = rest.get(..len).unwrap_or_default().trim_ascii_end().len();
            if text > 0 {
                self.push_text("damaged", "line", from, from + text);
            }
            from += len;
        }
    }
}
