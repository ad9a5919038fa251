//! Drives the walk over a stretch: which records are owned, which table they belong to, when they are handed over.

mod huge;
mod tables;

use std::collections::HashMap;
use std::io;

use super::Style;
use super::gather::Lane;
use super::paths::{Paths, ROOT};
use super::recover::{Anchor, Damage};
use super::scan;
use super::walk::{Found, Input, Kind, Step, Walk};
use crate::format::{Reading, Sink, Stretch};
use crate::model::batch::{BATCH_RECORDS, WINDOW};
use crate::model::{Border, Entry, Flow, Gap, Reason, State, TableRef};

/// How many bytes of the window are gathered before they are handed over.
const BUDGET: usize = 1 << 20;
/// How many tables one document may hold. Beyond it arrays of objects stay in the table named last.
const MAX_TABLES: usize = 2_000;
/// How many values of a document may wait for its end while its tables are read.
const MAX_WAITING: usize = 100_000;
/// The state inside an array of records.
const INSIDE: &[u8] = b"[";

struct Table {
    name: Box<[u8]>,
    reference: Option<TableRef>,
    paths: Paths,
}

/// One reading of a stretch.
pub(super) struct Reader<'r, 's> {
    pub(super) stretch: &'r mut Stretch<'s>,
    pub(super) sink: &'r mut dyn Sink,
    pub(super) walk: Walk,
    pub(super) style: Style,
    pub(super) flow: Flow,
    pub(super) damage: Damage,
    pub(super) anchor: Option<Anchor>,
    tables: Vec<Table>,
    by_name: HashMap<Box<[u8]>, usize>,
    /// The document, or the records of the source; and the records of a table inside the document.
    lanes: [Lane; 2],
    lane: usize,
    /// Where the walk goes back to when the table's record ends.
    outer: Option<usize>,
    wrapped: bool,
    line_start: u64,
    first: Option<(u64, State)>,
    /// Whether no first record was found near the split.
    pub(super) lost: bool,
}

impl<'r, 's> Reader<'r, 's> {
    pub(super) fn new(stretch: &'r mut Stretch<'s>, sink: &'r mut dyn Sink) -> Self {
        let style = Style::parse(stretch.dialect);
        let mut walk = Walk::new();
        walk.lines = style == Style::Lines;
        let mut reader = Self {
            stretch,
            sink,
            walk,
            style,
            flow: Flow::Continue,
            damage: Damage::default(),
            anchor: None,
            tables: Vec::new(),
            by_name: HashMap::new(),
            lanes: Default::default(),
            lane: 0,
            outer: None,
            wrapped: false,
            line_start: 0,
            first: None,
            lost: false,
        };
        // The document's own paths: no name leads to them.
        reader.tables.push(Table { name: Box::default(), reference: None, paths: Paths::new(b"") });
        reader
    }

    /// Reads the records that the stretch owns.
    pub(super) fn read(mut self) -> io::Result<Reading> {
        self.enter()?;
        let next = loop {
            if self.flow == Flow::Stop || self.lost {
                break self.offset();
            }
            match self.step() {
                Step::More => self.more()?,
                Step::Line => self.line_start = self.offset(),
                Step::Element { node, keyed } => {
                    if let Some(next) = self.element(node, keyed)? {
                        break next;
                    }
                }
                Step::Record => self.record(),
                Step::Piece => self.piece(),
                Step::Huge => self.huge()?,
                step @ (Step::Bad | Step::Deep) => {
                    if self.style == Style::Lines
                        && let Some(next) = self.claim(self.line_start)
                    {
                        break next;
                    }
                    self.recover(step)?;
                }
                Step::End => {
                    self.finish();
                    break self.offset();
                }
            }
        };
        self.release();
        self.damage.report(self.sink);
        let exit = self.state_at(next);
        let (first, entry) = self.first.clone().unwrap_or((next, exit.clone()));
        let border = Border { first, entry, next, exit };
        Ok(Reading { border, end_of_input: self.stretch.position() + self.stretch.window().len() as u64, flow: self.flow })
    }

    fn step(&mut self) -> Step {
        let lane = &mut self.lanes[self.lane];
        let input = Input { bytes: self.stretch.window(), eof: self.stretch.at_eof(), base: 0, in_scratch: false };
        self.walk.run(input, &mut self.tables[lane.table].paths, &mut lane.out)
    }

    /// Offset in the source of the byte that comes next.
    pub(super) fn offset(&self) -> u64 {
        self.stretch.position() + self.walk.at as u64
    }

    /// The state between records at the byte that comes next. At the end of the source it is always the same.
    fn state_at(&self, next: u64) -> State {
        let at_end = self.stretch.at_eof() && next >= self.stretch.position() + self.stretch.window().len() as u64;
        let inside = self.walk.around() == Kind::Elements && self.style != Style::Lines;
        State(if inside && !at_end { INSIDE.to_vec() } else { Vec::new() })
    }

    fn enter(&mut self) -> io::Result<()> {
        match self.stretch.entry.clone() {
            Entry::Guess if self.stretch.start > 0 => self.guess()?,
            Entry::Known(state) if state.0 == INSIDE => self.walk.inside_array(),
            _ => {
                let bom = b"\xef\xbb\xbf";
                self.stretch.ensure(bom.len())?;
                if self.stretch.position() == 0 && self.stretch.window().starts_with(bom) {
                    self.walk.at = bom.len();
                }
                self.line_start = self.stretch.position();
                return Ok(());
            }
        }
        self.line_start = self.offset();
        Ok(())
    }

    /// Takes in more bytes, and lets go of what was walked when it is much.
    fn more(&mut self) -> io::Result<()> {
        if self.walk.at >= BUDGET {
            self.slide();
        }
        self.stretch.fill().map(|_| ())
    }

    /// Hands over what is whole and lets go of the bytes before the walk.
    pub(super) fn slide(&mut self) {
        self.release();
        let at = self.walk.at;
        self.stretch.consume(at);
        self.walk.consumed(at);
    }

    fn release(&mut self) {
        self.release_lane(0);
        self.release_lane(1);
    }

    fn release_lane(&mut self, lane: usize) {
        let table = if self.lanes[lane].gather.records > 0 { self.lane_reference(lane) } else { TableRef(0) };
        let (window, position) = (self.stretch.window(), self.stretch.position());
        if self.lanes[lane].release(table, window, position, self.sink) == Flow::Stop {
            self.flow = Flow::Stop;
        }
    }

    /// A record begins here. Answers where the next split goes on when it isn't ours.
    fn element(&mut self, node: u32, keyed: bool) -> io::Result<Option<u64>> {
        if self.lane == 0 && self.walk.is_open() {
            self.enter_table(node, keyed);
            self.note_anchor()?;
            return Ok(None);
        }
        let opens = self.walk.around() == Kind::Top && self.opens_array()?;
        if opens && self.style != Style::Lines {
            self.walk.enter_array();
            return Ok(None);
        }
        let begin = match self.style {
            Style::Lines => self.line_start,
            _ => self.offset(),
        };
        if let Some(next) = self.claim(begin) {
            return Ok(Some(next));
        }
        if opens {
            self.walk.enter_array();
            return Ok(None);
        }
        if self.walk.around() == Kind::Elements {
            self.note_anchor()?;
        }
        let is_document = self.walk.around() == Kind::Top;
        self.walk.wrap = if is_document || self.style == Style::Tables { self.style.wrap() } else { 0 };
        self.walk.open();
        Ok(None)
    }

    /// Notes that a record (or a damaged line) begins at `begin`; answers it back when it isn't ours.
    fn claim(&mut self, begin: u64) -> Option<u64> {
        if begin >= self.stretch.end {
            return Some(begin);
        }
        if self.first.is_none() {
            self.first = Some((begin, self.state_at(begin)));
        }
        None
    }

    /// Whether an array of records begins here. On a line of its own an array of scalars is a row.
    fn opens_array(&mut self) -> io::Result<bool> {
        let at = self.walk.at;
        if self.stretch.window().get(at) != Some(&b'[') {
            return Ok(false);
        }
        if self.style != Style::Lines {
            return Ok(true);
        }
        loop {
            let next = scan::skip_blank(self.stretch.window(), at + 1);
            match self.stretch.window().get(next).copied() {
                Some(b) => return Ok(b == b'{'),
                None if next > BUDGET || !self.stretch.fill()? => return Ok(false),
                None => {}
            }
        }
    }

    /// The open record is whole.
    pub(super) fn record(&mut self) {
        self.end_record();
        let done: usize = self.lanes.iter().map(|l| l.gather.records).sum();
        if done >= BATCH_RECORDS || self.walk.at >= BUDGET {
            self.slide();
        }
    }

    /// Counts the open record, if there is one, and leaves it.
    pub(super) fn end_record(&mut self) {
        if self.lane == 1 {
            self.commit(1);
            self.leave_table();
            if self.lanes[0].out.found.len() > MAX_WAITING {
                self.commit(0);
            }
            return;
        }
        if !self.wrapped || !self.lanes[0].out.found.is_empty() {
            self.commit(0);
        }
        self.walk.close(None);
        if self.wrapped {
            // Its tables come before it.
            self.release_lane(1);
            self.release_lane(0);
            self.wrapped = false;
        }
    }

    fn commit(&mut self, lane: usize) {
        let lane = &mut self.lanes[lane];
        lane.gather.commit(&mut lane.out.found, &self.tables[lane.table].paths);
    }

    /// Whether the open record has values.
    pub(super) fn holds_values(&self) -> bool {
        !self.lanes[self.lane].out.found.is_empty()
    }

    fn leave_table(&mut self) {
        self.lane = 0;
        self.walk.wrap = self.style.wrap();
        self.walk.close(self.outer.take());
    }

    /// Whether the open record is a document that holds tables.
    pub(super) fn wraps(&self) -> bool {
        self.lane == 0 && self.wrapped
    }

    /// Forgets the open record.
    pub(super) fn drop_record(&mut self) {
        self.lanes[self.lane].out.found.clear();
        if self.lane == 1 {
            self.leave_table();
        } else {
            self.walk.close(None);
        }
    }

    /// The open record grows too large: what there is of it counts as a record.
    fn piece(&mut self) {
        self.commit(self.lane);
        self.slide();
    }

    /// The source has ended.
    fn finish(&mut self) {
        let end = self.offset();
        if self.walk.depth() == 1 && !self.walk.is_open() {
            return;
        }
        while self.walk.is_open() {
            self.leave_element();
        }
        let detail = "the file ends in the middle of a document: look for its missing end";
        self.damage.gap(Gap::new(end, end, Reason::Corrupt, detail), self.sink);
    }
}
