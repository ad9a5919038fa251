//! A pull parser for JSON that builds no tree and doesn't recurse: values come out with the node of their path.
//!
//! It reads RFC 8259 and tolerates, where nothing else can be meant, what dumps hold besides: commas too many or too
//! few, quotes and names of JavaScript, comments, `NaN`, the calls of the MongoDB shell (`ObjectId("…")`).

use memchr::memmem;

use super::paths::{Paths, ROOT};
use super::scan::{self, End};
use crate::model::Span;
use crate::model::batch::WINDOW;

/// How many arrays and objects may stand in each other.
pub(crate) const MAX_DEPTH: usize = 100_000;
/// A record longer than this, in bytes, is handed over in pieces, each counted as a record.
pub(crate) const PIECE: usize = 4 << 20;
/// How far behind a raw line feed its string may end.
const RAW_REACH: usize = 1 << 16;
/// How many bytes a word, a comment or a look ahead may take.
const TOKEN: usize = 1 << 16;

/// The bytes that are walked.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Whether nothing comes behind them.
    pub eof: bool,
    /// Where they stand in the buffer that spans point into.
    pub base: usize,
    /// Whether that buffer is a scratch buffer.
    pub in_scratch: bool,
}

impl Input<'_> {
    fn span(&self, at: usize, len: usize) -> Span {
        if self.in_scratch { Span::scratch(self.base + at, len) } else { Span::borrowed(self.base + at, len) }
    }
}

/// A value and the node of its path.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    /// The node.
    pub node: u32,
    /// The value.
    pub span: Span,
}

/// Where values go.
#[derive(Default)]
pub(crate) struct Out {
    /// The values of the record that is being read.
    pub found: Vec<Found>,
    /// Those of them that had to be unescaped, and more.
    pub scratch: Vec<u8>,
}

/// Why the walk stands still.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// It needs more bytes.
    More,
    /// The bytes end, between or inside records.
    End,
    /// A record begins at `at`: the caller opens it with [`Walk::open`].
    Element {
        /// The node of the array or object that holds the record; [`ROOT`] at the top.
        node: u32,
        /// Whether the value found last is the key under which the record stands.
        keyed: bool,
    },
    /// The open record is whole.
    Record,
    /// The open record is larger than [`PIECE`]; it goes on.
    Piece,
    /// A line ends between records (only when lines are told apart).
    Line,
    /// The string that begins at `at` is longer than [`WINDOW`].
    Huge,
    /// The byte at `at` can't be read.
    Bad,
    /// [`MAX_DEPTH`] was reached.
    Deep,
}

/// What holds the values that come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// The source itself: documents one after the other.
    Top,
    /// An array whose elements are records.
    Elements,
    /// An array that is a record.
    Row,
    Object,
    Array,
    /// `ObjectId(`…`)`
    Call,
}

#[derive(Clone, Copy)]
struct Frame {
    kind: Kind,
    /// The node of its values; of an object: its own.
    node: u32,
    /// The node of the member whose value comes next.
    value: u32,
    /// Which child or ordinal comes next.
    turn: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Key,
    Colon,
    Value,
}

/// The state of a walk.
pub(crate) struct Walk {
    stack: Vec<Frame>,
    expect: Expect,
    /// Index of the next byte.
    pub at: usize,
    /// Whether a line feed always ends a record.
    pub lines: bool,
    /// Whether only JSON itself is read.
    pub strict: bool,
    /// In how many objects an array of records may stand; 0: nothing but the top holds records.
    pub wrap: usize,
    base: Option<usize>,
    fresh: bool,
    behind_value: bool,
    piece_at: usize,
}

impl Walk {
    /// A walk that stands at the top.
    pub(crate) fn new() -> Self {
        let top = Frame { kind: Kind::Top, node: ROOT, value: ROOT, turn: 0 };
        Self {
            stack: vec![top],
            expect: Expect::Value,
            at: 0,
            lines: false,
            strict: false,
            wrap: 0,
            base: None,
            fresh: false,
            behind_value: false,
            piece_at: usize::MAX,
        }
    }

    /// Opens the record that begins at `at`; answers what [`Walk::close`] needs to go back.
    pub(crate) fn open(&mut self) -> Option<usize> {
        self.fresh = true;
        self.piece_at = self.at + PIECE;
        self.base.replace(self.stack.len())
    }

    /// Opens a document in a value: an array in it is no row.
    pub(crate) fn open_value(&mut self) {
        self.base = Some(self.stack.len());
        self.push(Kind::Call, ROOT);
        self.base = Some(self.stack.len());
    }

    /// Leaves the record that was open, whole or not, for the one around it.
    pub(crate) fn close(&mut self, outer: Option<usize>) {
        if let Some(base) = self.base {
            self.stack.truncate(base);
        }
        self.base = outer;
        self.fresh = false;
        self.piece_at = usize::MAX;
        self.after_value();
    }

    /// Takes the array at `at` for one whose elements are records.
    pub(crate) fn enter_array(&mut self) {
        self.at += 1;
        self.push(Kind::Elements, ROOT);
    }

    /// Stands as if inside an array of records at the top.
    pub(crate) fn inside_array(&mut self) {
        self.stack.truncate(1);
        self.base = None;
        self.push(Kind::Elements, ROOT);
    }

    /// Whether a record is open.
    pub(crate) fn is_open(&self) -> bool {
        self.base.is_some()
    }

    /// Whether a record was opened of which nothing could be read.
    pub(crate) fn at_first_byte(&self) -> bool {
        self.base == Some(self.stack.len())
    }

    /// Whether the open record is an element of an array of records.
    pub(crate) fn in_element(&self) -> bool {
        let around = self.base.and_then(|b| self.stack.get(b.checked_sub(1)?));
        around.is_some_and(|f| f.kind == Kind::Elements)
    }

    /// Whether the walk stands between the records of an array.
    pub(crate) fn between_elements(&self) -> bool {
        self.around() == Kind::Elements && self.base != Some(self.stack.len())
    }

    /// Leaves everything.
    pub(crate) fn to_top(&mut self) {
        self.stack.truncate(1);
        self.base = None;
        self.fresh = false;
        self.expect = Expect::Value;
        self.piece_at = usize::MAX;
    }

    /// The kind of what stands around the next value.
    pub(crate) fn around(&self) -> Kind {
        self.stack.last().map_or(Kind::Top, |f| f.kind)
    }

    /// How many arrays and objects are open, the source itself included.
    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Says that the first `n` bytes are gone.
    pub(crate) fn consumed(&mut self, n: usize) {
        self.at = self.at.saturating_sub(n);
        if self.piece_at != usize::MAX {
            self.piece_at = self.piece_at.saturating_sub(n);
        }
    }

    /// After damage: the next value or key of the same array or object comes next.
    pub(crate) fn resume(&mut self) {
        self.behind_value = false;
        self.after_value();
        self.behind_value = false;
    }

    /// After damage: leaves arrays and objects until `closer` closes one of the open record; `false` when there is none.
    pub(crate) fn unwind(&mut self, closer: u8) -> bool {
        let fits = |f: &Frame| closes(f.kind, closer);
        let floor = self.base.map_or(1, |b| b + 1);
        match self.stack.iter().rposition(fits) {
            Some(n) if n + 1 > floor => {
                self.stack.truncate(n + 1);
                true
            }
            _ => false,
        }
    }

    /// Walks until something must be decided.
    pub(crate) fn run(&mut self, input: Input<'_>, paths: &mut Paths, out: &mut Out) -> Step {
        loop {
            if self.at >= self.piece_at {
                self.piece_at = self.at + PIECE;
                return Step::Piece;
            }
            let Some(&byte) = input.bytes.get(self.at) else {
                return if input.eof { Step::End } else { Step::More };
            };
            let step = match byte {
                b'\n' if self.lines => {
                    if self.stack.len() > 1 {
                        return Step::Bad;
                    }
                    self.at += 1;
                    return Step::Line;
                }
                b' ' | b'\t' | b'\r' | b'\n' => {
                    self.at += 1;
                    continue;
                }
                b'/' => self.comment(input),
                b',' => self.comma(),
                b'}' | b']' | b')' => self.closer(byte),
                _ => match self.expect {
                    Expect::Key => self.key(byte, input, paths, out),
                    Expect::Colon if byte == b':' => {
                        self.at += 1;
                        self.expect = Expect::Value;
                        None
                    }
                    Expect::Colon => Some(Step::Bad),
                    Expect::Value => self.value(byte, input, paths, out),
                },
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    fn comma(&mut self) -> Option<Step> {
        if self.expect == Expect::Colon || (self.strict && !self.behind_value) {
            return Some(Step::Bad);
        }
        self.at += 1;
        self.behind_value = false;
        self.expect = match self.around() {
            Kind::Object => Expect::Key,
            _ => Expect::Value,
        };
        None
    }

    fn closer(&mut self, byte: u8) -> Option<Step> {
        let inside = self.stack.len() > self.base.unwrap_or(1);
        let between = self.expect != Expect::Colon && (self.around() != Kind::Object || self.expect == Expect::Key);
        if !inside || !between || !closes(self.around(), byte) {
            return Some(Step::Bad);
        }
        self.at += 1;
        self.stack.pop();
        self.ended()
    }

    /// A value has ended: what comes next, and whether the record has ended with it.
    fn ended(&mut self) -> Option<Step> {
        self.after_value();
        (self.base == Some(self.stack.len())).then_some(Step::Record)
    }

    fn after_value(&mut self) {
        self.behind_value = true;
        self.expect = match self.around() {
            Kind::Object => Expect::Key,
            _ => Expect::Value,
        };
    }

    fn comment(&mut self, input: Input<'_>) -> Option<Step> {
        let rest = &input.bytes[self.at..];
        if self.strict && self.stack.len() > 1 {
            return Some(Step::Bad);
        }
        let len = match rest.get(1) {
            Some(b'/') => memchr::memchr(b'\n', rest),
            Some(b'*') => memmem::find(&rest[2..], b"*/").map(|n| n + 4),
            Some(_) => return Some(Step::Bad),
            None => None,
        };
        match len {
            Some(len) if self.lines && memchr::memchr(b'\n', &rest[..len]).is_some() => Some(Step::Bad),
            Some(len) if len <= TOKEN => {
                self.at += len;
                None
            }
            None if rest.len() <= TOKEN && !input.eof => Some(Step::More),
            _ => Some(Step::Bad),
        }
    }

    fn key(&mut self, byte: u8, input: Input<'_>, paths: &mut Paths, out: &mut Out) -> Option<Step> {
        if self.strict && self.behind_value {
            return Some(Step::Bad);
        }
        let mark = out.scratch.len();
        let (span, next) = match byte {
            b'"' | b'\'' => match self.string(byte, input, out) {
                Ok(string) => string,
                Err(step) => return Some(step),
            },
            _ => match self.word(input) {
                Ok(end) if !self.strict => (input.span(self.at, end - self.at), end),
                Ok(_) => return Some(Step::Bad),
                Err(step) => return Some(step),
            },
        };
        let bytes = if out.scratch.len() > mark {
            out.scratch.get(mark..)
        } else {
            let from = self.at + usize::from(matches!(byte, b'"' | b'\''));
            input.bytes.get(from..from + span.len())
        };
        let bytes = bytes.unwrap_or_default();
        let frame = self.stack.last_mut()?;
        let (child, is_value) = paths.child(frame.node, bytes, &mut frame.turn);
        frame.value = child;
        if is_value {
            let node = paths.keys(child);
            out.found.push(Found { node, span });
        } else {
            out.scratch.truncate(mark);
        }
        self.at = next;
        self.expect = Expect::Colon;
        None
    }

    fn value(&mut self, byte: u8, input: Input<'_>, paths: &mut Paths, out: &mut Out) -> Option<Step> {
        let around = self.around();
        if self.strict && self.behind_value && around != Kind::Top {
            return Some(Step::Bad);
        }
        let fresh = std::mem::take(&mut self.fresh);
        let holds_records = matches!(around, Kind::Top | Kind::Elements);
        if !fresh && let Some(step) = self.begins_record(byte, holds_records, paths) {
            return Some(step);
        }
        match byte {
            b'{' | b'[' => {
                let step = self.container(byte, fresh, input, paths);
                if step == Some(Step::More) {
                    self.fresh = fresh;
                }
                step
            }
            _ => {
                let step = self.scalar(byte, fresh, input, paths, out);
                if matches!(step, Some(Step::More | Step::Huge)) {
                    self.fresh = fresh;
                }
                step
            }
        }
    }

    /// Whether a record begins here that isn't open yet.
    fn begins_record(&self, byte: u8, holds_records: bool, paths: &Paths) -> Option<Step> {
        let frame = self.stack.last()?;
        if holds_records {
            let node = frame.node;
            return Some(Step::Element { node, keyed: false });
        }
        let keyed = byte == b'{' && self.may_wrap() && paths.is_star(frame.value);
        keyed.then_some(Step::Element { node: frame.node, keyed })
    }

    /// Whether a table may begin here: in few objects, and in no array.
    fn may_wrap(&self) -> bool {
        let open = self.base.and_then(|b| self.stack.get(b..)).unwrap_or_default();
        self.wrap > 0 && (1..=self.wrap).contains(&open.len()) && open.iter().all(|f| f.kind == Kind::Object)
    }

    fn container(&mut self, byte: u8, fresh: bool, input: Input<'_>, paths: &mut Paths) -> Option<Step> {
        if self.stack.len() > MAX_DEPTH {
            return Some(Step::Deep);
        }
        let (kind, node) = match (byte, fresh) {
            (b'{', true) => (Kind::Object, ROOT),
            (b'{', false) => (Kind::Object, self.value_node(paths, false)),
            (_, true) => (Kind::Row, ROOT),
            (_, false) if self.may_wrap() => match self.holds_table(input) {
                Some(true) => (Kind::Elements, self.value_node(paths, false)),
                Some(false) => {
                    let node = self.value_node(paths, false);
                    (Kind::Array, paths.items(node))
                }
                None => return Some(Step::More),
            },
            (_, false) => {
                let node = self.value_node(paths, false);
                (Kind::Array, paths.items(node))
            }
        };
        self.at += 1;
        self.push(kind, node);
        None
    }

    fn push(&mut self, kind: Kind, node: u32) {
        self.stack.push(Frame { kind, node, value: node, turn: 0 });
        self.behind_value = false;
        self.expect = if kind == Kind::Object { Expect::Key } else { Expect::Value };
    }

    /// Whether the array at `at` begins with an object, or with a row of scalars; `None` when more bytes must tell.
    fn holds_table(&self, input: Input<'_>) -> Option<bool> {
        let more = |at: usize| (input.eof || at > self.at + TOKEN).then_some(false);
        let first = scan::skip_blank(input.bytes, self.at + 1);
        match input.bytes.get(first) {
            Some(b'{') => Some(true),
            Some(b'[') => {
                let second = scan::skip_blank(input.bytes, first + 1);
                match input.bytes.get(second) {
                    Some(b) => Some(!matches!(b, b'[' | b']')),
                    None => more(second),
                }
            }
            Some(_) => Some(false),
            None => more(first),
        }
    }

    /// The node of the value that comes now.
    fn value_node(&mut self, paths: &mut Paths, scalar: bool) -> u32 {
        let Some(frame) = self.stack.last_mut() else {
            return ROOT;
        };
        if frame.kind == Kind::Row {
            frame.turn = frame.turn.saturating_add(1);
            return paths.ordinal(frame.turn - 1, scalar);
        }
        frame.value
    }

    fn scalar(&mut self, byte: u8, fresh: bool, input: Input<'_>, paths: &mut Paths, out: &mut Out) -> Option<Step> {
        let (span, next) = match byte {
            b'"' | b'\'' => match self.string(byte, input, out) {
                Ok(string) => string,
                Err(step) => return Some(step),
            },
            _ => match self.literal(input) {
                Ok(Some(literal)) => literal,
                Ok(None) => return self.call(input, fresh, paths),
                Err(step) => return Some(step),
            },
        };
        let node = self.scalar_node(fresh, paths);
        out.found.push(Found { node, span });
        self.at = next;
        self.ended()
    }

    fn scalar_node(&mut self, fresh: bool, paths: &mut Paths) -> u32 {
        if fresh { paths.ordinal(0, true) } else { self.value_node(paths, true) }
    }

    /// A call of the MongoDB shell stands for what is in its brackets.
    fn call(&mut self, input: Input<'_>, fresh: bool, paths: &mut Paths) -> Option<Step> {
        if self.stack.len() > MAX_DEPTH {
            return Some(Step::Deep);
        }
        let node = self.scalar_node(fresh, paths);
        self.at = scan::word_end(input.bytes, self.at) + 1;
        self.push(Kind::Call, node);
        None
    }

    /// A number, `true`, `null` …; `Ok(None)` is a call.
    fn literal(&self, input: Input<'_>) -> Result<Option<(Span, usize)>, Step> {
        let end = self.word(input)?;
        let word = &input.bytes[self.at..end];
        let span = match word {
            b"null" => Span::NULL,
            b"true" | b"false" => input.span(self.at, word.len()),
            _ if scan::is_number(word) => input.span(self.at, word.len()),
            _ if self.strict => return Err(Step::Bad),
            b"undefined" | b"None" => Span::NULL,
            b"True" | b"False" => input.span(self.at, word.len()),
            _ if input.bytes.get(end) == Some(&b'(') && is_call(word) => return Ok(None),
            _ => return Err(Step::Bad),
        };
        Ok(Some((span, end)))
    }

    fn word(&self, input: Input<'_>) -> Result<usize, Step> {
        let end = scan::word_end(input.bytes, self.at);
        if end == self.at || end - self.at > TOKEN {
            return Err(Step::Bad);
        }
        if end == input.bytes.len() && !input.eof {
            return Err(Step::More);
        }
        Ok(end)
    }

    /// The string at `at`: its value, and the index behind its closing quote.
    fn string(&self, quote: u8, input: Input<'_>, out: &mut Out) -> Result<(Span, usize), Step> {
        let from = self.at + 1;
        let mut end = scan::string_end(input.bytes, from, quote, false);
        if let End::Newline { at, escaped } = end {
            if at - from > WINDOW {
                return Err(Step::Huge);
            }
            end = self.behind_newline(at, quote, escaped, input)?;
        }
        match end {
            End::Closed { at, .. } if at - from > WINDOW => Err(Step::Huge),
            End::Closed { at, escaped: false } => Ok((input.span(from, at - from), at + 1)),
            End::Closed { at, .. } => {
                let start = out.scratch.len();
                scan::unescape(&input.bytes[from..at], &mut out.scratch);
                Ok((Span::scratch(start, out.scratch.len() - start), at + 1))
            }
            _ if input.bytes.len() - from.min(input.bytes.len()) > WINDOW => Err(Step::Huge),
            _ if input.eof => Err(Step::Bad),
            _ => Err(Step::More),
        }
    }

    /// A string that holds a raw line feed is read when it ends not far behind it and something of JSON follows.
    /// Otherwise its closing quote is taken to be lost.
    fn behind_newline(&self, newline: usize, quote: u8, escaped: bool, input: Input<'_>) -> Result<End, Step> {
        if self.lines || self.strict {
            return Err(Step::Bad);
        }
        let reach = (newline + RAW_REACH).min(input.bytes.len());
        let whole = input.eof || reach == newline + RAW_REACH;
        let mut found = scan::string_end(&input.bytes[..reach], newline + 1, quote, escaped);
        while let End::Newline { at, escaped } = found {
            found = scan::string_end(&input.bytes[..reach], at + 1, quote, escaped);
        }
        match found {
            End::Closed { at, .. } => {
                let next = scan::skip_blank(&input.bytes[..reach], at + 1);
                match input.bytes[..reach].get(next) {
                    Some(b',' | b':' | b'}' | b']' | b')') => Ok(found),
                    None if !whole => Err(Step::More),
                    _ => Err(Step::Bad),
                }
            }
            _ if whole => Err(Step::Bad),
            _ => Err(Step::More),
        }
    }

    /// The node of the huge string at `at`, and whether it is a key. The caller hands it over, and sets `at` behind it.
    pub(crate) fn huge(&mut self, paths: &mut Paths) -> u32 {
        if self.expect == Expect::Key {
            self.expect = Expect::Colon;
            let parent = self.stack.last().map_or(ROOT, |f| f.node);
            let star = paths.star(parent);
            if let Some(frame) = self.stack.last_mut() {
                frame.value = star;
            }
            return paths.keys(star);
        }
        let fresh = std::mem::take(&mut self.fresh);
        self.scalar_node(fresh, paths)
    }

    /// The huge value has ended; says whether the record has ended with it.
    pub(crate) fn huge_ended(&mut self) -> bool {
        self.expect == Expect::Value && self.ended().is_some()
    }
}

fn closes(kind: Kind, byte: u8) -> bool {
    match kind {
        Kind::Object => byte == b'}',
        Kind::Array | Kind::Row | Kind::Elements => byte == b']',
        Kind::Call => byte == b')',
        Kind::Top => false,
    }
}

fn is_call(word: &[u8]) -> bool {
    matches!(
        word,
        b"ObjectId"
            | b"ISODate"
            | b"Date"
            | b"NumberLong"
            | b"NumberInt"
            | b"NumberDecimal"
            | b"UUID"
            | b"BinData"
            | b"Timestamp"
            | b"DBRef"
            | b"datetime.datetime"
            | b"Decimal"
    )
}
