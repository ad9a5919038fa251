//! Where values, records and splits begin and end.

/// One value inside a [`Batch`](super::Batch): an offset and a length, or null.
///
/// Offsets below 2^31 point into the batch's borrowed bytes; those above point into its scratch
/// buffer, which holds the values that had to be unescaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Span {
    offset: u32,
    len: u32,
}

const SCRATCH: u32 = 1 << 31;

impl Span {
    /// SQL NULL, `\N`, JSON null or a field that the record doesn't have.
    pub const NULL: Span = Span { offset: 0, len: u32::MAX };
    /// The largest buffer that spans can point into, in bytes.
    pub const MAX_BUFFER: usize = (SCRATCH - 1) as usize;

    /// A value that stands as it is in the borrowed bytes. Offsets beyond [`Span::MAX_BUFFER`] become null.
    pub fn borrowed(offset: usize, len: usize) -> Self {
        if offset.saturating_add(len) > Self::MAX_BUFFER {
            return Self::NULL;
        }
        Self { offset: offset as u32, len: len as u32 }
    }

    /// A value that was unescaped into the scratch buffer.
    pub fn scratch(offset: usize, len: usize) -> Self {
        if offset.saturating_add(len) > Self::MAX_BUFFER {
            return Self::NULL;
        }
        Self { offset: offset as u32 | SCRATCH, len: len as u32 }
    }

    /// Whether there is no value.
    pub fn is_null(self) -> bool {
        self.len == u32::MAX
    }

    /// Offset into the buffer that [`Span::in_scratch`] names; 0 for null.
    pub fn offset(self) -> usize {
        (self.offset & !SCRATCH) as usize
    }

    /// Length in bytes; 0 for null.
    pub fn len(self) -> usize {
        if self.is_null() { 0 } else { self.len as usize }
    }

    /// Whether the value is null or has no bytes.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the value was unescaped into the scratch buffer.
    pub fn in_scratch(self) -> bool {
        self.offset & SCRATCH != 0
    }
}

/// A parser's state between two records, in the format's own encoding.
///
/// It is opaque to everyone but the format that made it; two states are equal when their bytes are.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct State(pub Vec<u8>);

/// In which state a reader enters its split.
#[derive(Clone, PartialEq, Eq)]
pub enum Entry {
    /// At the beginning of the source.
    Start,
    /// Somewhere inside; the reader must find the first record that begins at or after the split's start.
    Guess,
    /// Exactly at a record's first byte, in this state.
    Known(State),
}

/// What a reader says of the edges of the split that it read.
///
/// A source is whole when each split's `next` and `exit` equal its right neighbour's `first` and `entry`.
#[derive(Clone, PartialEq, Eq)]
pub struct Border {
    /// Offset of the first record that begins in the split. Without one: the first that begins after it.
    pub first: u64,
    /// The parser's state at `first`.
    pub entry: State,
    /// Offset of the byte after the last record that begins in the split. Without one: `first`.
    pub next: u64,
    /// The parser's state at `next`.
    pub exit: State,
}

/// Whether the one who drives shall go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop as soon as possible: the scan was interrupted.
    Stop,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_tell_their_buffer_and_null() {
        assert!(Span::NULL.is_null() && Span::NULL.is_empty());
        let a = Span::borrowed(7, 3);
        assert!(!a.in_scratch() && a.offset() == 7 && a.len() == 3);
        let b = Span::scratch(7, 0);
        assert!(b.in_scratch() && b.is_empty() && !b.is_null());
        assert!(Span::borrowed(Span::MAX_BUFFER, 1).is_null());
    }
}
