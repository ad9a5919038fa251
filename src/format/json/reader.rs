//! Drives the walk over a stretch: which records are owned, which table they belong to, when they are handed over.

use std::collections::HashMap;
use std::io;

use super::Style;
use super::gather::Lane;
use super::paths::{Paths, ROOT};
use super::recover::{Anchor, Damage};
use super::scan;
use super::walk::{Found, Input, Kind, Step, Walk};
use crate::format::{Reading, Sink, Stretch};
use crate::model::batch::{BATCH_RECORDS, WINDOW, WINDOW_OVERLAP};
use crate::model::{Batch, Border, Column, Entry, Flow, Gap, Reason, Role, Rows, Schema, SchemaOrigin, Span, State, TableRef};

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
        };
        // The document's own paths: no name leads to them.
        reader.tables.push(Table { name: Box::default(), reference: None, paths: Paths::new(b"") });
        reader
    }

    /// Reads the records that the stretch owns.
    pub(super) fn read(mut self) -> io::Result<Reading> {
        self.enter()?;
        let next = loop {
            if self.flow == Flow::Stop {
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
        let table = if self.lanes[lane].gather.records > 0 { self.reference(self.lanes[lane].table) } else { TableRef(0) };
        let (window, position) = (self.stretch.window(), self.stretch.position());
        if self.lanes[lane].release(table, window, position, self.sink) == Flow::Stop {
            self.flow = Flow::Stop;
        }
    }

    /// The table of that name in this reading.
    fn table(&mut self, name: &[u8]) -> usize {
        if let Some(&table) = self.by_name.get(name) {
            return table;
        }
        if self.tables.len() >= MAX_TABLES {
            return self.tables.len() - 1;
        }
        self.tables.push(Table { name: name.into(), reference: None, paths: Paths::new(b"") });
        self.by_name.insert(name.into(), self.tables.len() - 1);
        self.tables.len() - 1
    }

    fn reference(&mut self, table: usize) -> TableRef {
        let table = &mut self.tables[table];
        *table.reference.get_or_insert_with(|| {
            self.sink.table(&Schema { name: table.name.clone(), origin: SchemaOrigin::Unnamed, columns: Vec::new() })
        })
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

    /// A record of a table inside the document begins here.
    fn enter_table(&mut self, node: u32, keyed: bool) {
        if !self.wrapped {
            self.wrapped = true;
            self.release();
        }
        let key = if keyed { self.lanes[0].out.found.pop() } else { None };
        let name = self.table_name(node);
        let table = self.table(&name);
        if self.lanes[1].table != table {
            self.release();
            self.lanes[1].table = table;
            self.lanes[1].gather.reset();
            self.anchor = None;
        }
        if let Some(mut key) = key {
            let star = self.tables[table].paths.star(ROOT);
            key.node = self.tables[table].paths.keys(star);
            self.carry(key);
        }
        self.lane = 1;
        self.walk.wrap = 0;
        self.outer = self.walk.open();
    }

    /// Moves a value of the document to the record of the table.
    fn carry(&mut self, mut key: Found) {
        let [document, table] = &mut self.lanes;
        if key.span.in_scratch() {
            let from = key.span.offset();
            let bytes = document.out.scratch.get(from..from + key.span.len()).unwrap_or_default();
            key.span = Span::scratch(table.out.scratch.len(), bytes.len());
            table.out.scratch.extend_from_slice(bytes);
        }
        table.out.found.push(key);
    }

    fn table_name(&self, node: u32) -> Box<[u8]> {
        let document = &self.lanes[0];
        let paths = &self.tables[document.table].paths;
        if self.style == Style::Tables {
            let named = document.out.found.iter().find(|f| paths.path(f.node) == b"name");
            let buffer = |s: Span| if s.in_scratch() { &document.out.scratch } else { self.stretch.window() };
            if let Some(value) = named.and_then(|f| buffer(f.span).get(f.span.offset()..f.span.offset() + f.span.len())) {
                return value.get(..value.len().min(128)).unwrap_or_default().into();
            }
        }
        paths.path(node).into()
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
        let wrapped = std::mem::take(&mut self.wrapped);
        if !wrapped || !self.lanes[0].out.found.is_empty() {
            self.commit(0);
        }
        self.walk.close(None);
        if wrapped {
            self.release_document();
        }
    }

    /// What a document says beside its tables is a record of the table `document`.
    fn release_document(&mut self) {
        // Its tables come before it.
        self.release_lane(1);
        let table = self.table(b"document");
        let reference = self.reference(table);
        let (window, position) = (self.stretch.window(), self.stretch.position());
        if self.lanes[0].release(reference, window, position, self.sink) == Flow::Stop {
            self.flow = Flow::Stop;
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
        if self.lane == 0 && self.wrapped {
            self.release_document();
        }
    }

    /// A string that is larger than a window: its first window is a value, the rest is handed over behind it.
    fn huge(&mut self) -> io::Result<()> {
        let lane = self.lane;
        let table = self.lanes[lane].table;
        let node = self.walk.huge(&mut self.tables[table].paths);
        let from = self.walk.at + 1;
        let window = self.stretch.window();
        let quote = window.get(self.walk.at).copied().unwrap_or(b'"');
        let cut = scan::safe_cut(window, from, from + WINDOW);
        let back = scan::safe_cut(window, from, cut.saturating_sub(WINDOW_OVERLAP));
        let out = &mut self.lanes[lane].out;
        let start = out.scratch.len();
        scan::unescape(&window[from..cut], &mut out.scratch);
        let span = Span::scratch(start, out.scratch.len() - start);
        out.found.push(Found { node, span });
        self.walk.at = back;
        self.slide();
        let key = self.tables[table].paths.key(node).clone();
        let mut columns = [Column { key, spans: vec![Span::NULL], rows: Rows::Sparse(vec![0]) }];
        let name = if lane == 0 && self.wrapped { self.table(b"document") } else { table };
        let reference = self.reference(name);
        let mut plain = Vec::new();
        loop {
            self.stretch.ensure(WINDOW + 1)?;
            let window = self.stretch.window();
            let (cut, next, closed) = huge_part(window, quote, self.walk.lines);
            plain.clear();
            scan::unescape(window.get(..cut).unwrap_or_default(), &mut plain);
            columns[0].spans[0] = Span::scratch(0, plain.len());
            let batch = Batch {
                table: reference,
                role: Role::Window,
                records: 1,
                position: self.stretch.position(),
                bytes: window,
                scratch: &plain,
                columns: &columns,
            };
            if self.sink.batch(&batch) == Flow::Stop {
                self.flow = Flow::Stop;
                return Ok(());
            }
            // The windows are gone: they don't count towards the size of the record.
            self.walk.at = 0;
            self.stretch.consume(next);
            if closed {
                break;
            }
        }
        if self.walk.huge_ended() {
            self.record();
        }
        Ok(())
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

/// Where the next part of a huge string ends, where the one after it begins, and whether this is the last.
fn huge_part(window: &[u8], quote: u8, lines: bool) -> (usize, usize, bool) {
    let mut end = scan::string_end(window, 0, quote, false);
    while let scan::End::Newline { at, escaped } = end {
        if lines {
            break;
        }
        end = scan::string_end(window, at + 1, quote, escaped);
    }
    match end {
        scan::End::Closed { at, .. } if at <= WINDOW => (at, at + 1, true),
        scan::End::Newline { at, .. } if at <= WINDOW => (at, at, true),
        _ if window.len() <= WINDOW => (window.len(), window.len(), true),
        _ => {
            let cut = scan::safe_cut(window, 0, WINDOW);
            (cut, scan::safe_cut(window, 0, cut.saturating_sub(WINDOW_OVERLAP)), false)
        }
    }
}
