//! What a walk takes, gives and remembers.

use crate::model::Span;

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
    pub(super) fn span(&self, at: usize, len: usize) -> Span {
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
    /// A record begins at `at`: the caller opens it with `Walk::open`.
    Element {
        /// The node of the array or object that holds the record; `ROOT` at the top.
        node: u32,
        /// Whether the value found last is the key under which the record stands.
        keyed: bool,
    },
    /// The open record is whole.
    Record,
    /// The open record is larger than `PIECE`; it goes on.
    Piece,
    /// A line ends between records (only when lines are told apart).
    Line,
    /// The string that begins at `at` is longer than `WINDOW`.
    Huge,
    /// The byte at `at` can't be read.
    Bad,
    /// `MAX_DEPTH` was reached.
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

/// An array or object that is open.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// The node of its values; of an object: its own.
    pub(super) node: u32,
    /// The node of the member whose value comes next.
    pub(super) value: u32,
    /// Which child or ordinal comes next.
    pub(super) turn: u32,
}

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    Key,
    Colon,
    Value,
}
