//! A pull parser for JSON that builds no tree and doesn't recurse: values come out with the node of their path.
//!
//! It reads RFC 8259 and tolerates, where nothing else can be meant, what dumps hold besides: commas too many or too
//! few, quotes and names of JavaScript, comments, `NaN`, the calls of the MongoDB shell (`ObjectId("…")`).

mod parts;
mod place;
mod token;

use parts::{Expect, Frame};
pub(crate) use parts::{Found, Input, Kind, Out, Step};

use super::paths::{Paths, ROOT};
use super::scan;
use crate::model::Span;

/// How many arrays and objects may stand in each other.
pub(crate) const MAX_DEPTH: usize = 100_000;
/// A record longer than this, in bytes, is handed over in pieces, each counted as a record.
pub(crate) const PIECE: usize = 4 << 20;
/// How far behind a raw line feed its string may end.
const RAW_REACH: usize = 1 << 16;
/// How many bytes a word, a comment or a look ahead may take.
const TOKEN: usize = 1 << 16;

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
}

fn closes(kind: Kind, byte: u8) -> bool {
    match kind {
        Kind::Object => byte == b'}',
        Kind::Array | Kind::Row | Kind::Elements => byte == b']',
        Kind::Call => byte == b')',
        Kind::Top => false,
    }
}
