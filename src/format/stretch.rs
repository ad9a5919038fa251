//! A stretch: the part of a source that a reader is asked to read, and a buffer that slides over it.

use std::io::{self, Read};

use super::Dialect;
use crate::model::{Border, Entry, Flow};

/// What a reader says when it has read a stretch.
#[derive(Clone)]
pub struct Reading {
    /// The edges of what was read.
    pub border: Border,
    /// Offset after the last byte that was taken in, for sources whose size is only known now.
    pub end_of_input: u64,
    /// Whether the sink asked to stop.
    pub flow: Flow,
}

/// The part of a source that a reader is asked to read.
///
/// A split owns the records whose first byte lies in `[start, end)`; the last of them may run on beyond
/// `end`, so the input does too. Bytes come through a buffer that slides forward: [`Stretch::window`] is what
/// lies in memory, [`Stretch::fill`] takes in more, [`Stretch::consume`] lets go of what is done.
pub struct Stretch<'a> {
    input: &'a mut dyn Read,
    /// First offset of the split.
    pub start: u64,
    /// Offset after the last one of the split; `u64::MAX` for all that comes.
    pub end: u64,
    /// In which state to enter.
    pub entry: Entry,
    /// The dialect that sniffing found.
    pub dialect: &'a Dialect,
    /// All of it initialised; what has been read lies in `head..tail`.
    buffer: Vec<u8>,
    head: usize,
    tail: usize,
    position: u64,
    eof: bool,
}

/// How many bytes one read asks for.
pub const BLOCK: usize = 1 << 18;

impl<'a> Stretch<'a> {
    /// A stretch over an input whose next byte is at offset `position` of the source.
    ///
    /// For [`Entry::Guess`] the input should begin a byte or more before `start`, so that a reader can see
    /// what stands before it; for the others `position == start`.
    pub fn new(input: &'a mut dyn Read, position: u64, start: u64, end: u64, entry: Entry, dialect: &'a Dialect) -> Self {
        Self { input, start, end, entry, dialect, buffer: Vec::new(), head: 0, tail: 0, position, eof: false }
    }

    /// The bytes in memory, the first of which is at [`Stretch::position`].
    pub fn window(&self) -> &[u8] {
        &self.buffer[self.head..self.tail]
    }

    /// Offset in the source of the window's first byte.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Whether the input has ended: the window is all that is left.
    pub fn at_eof(&self) -> bool {
        self.eof
    }

    /// Lets go of the first `n` bytes of the window (of all of it where it is shorter).
    pub fn consume(&mut self, n: usize) {
        let n = n.min(self.tail - self.head);
        self.head += n;
        self.position += n as u64;
    }

    /// Takes in more bytes behind the window; `false` when there are none.
    ///
    /// # Errors
    /// What the input said, except that an interrupted read is tried again.
    pub fn fill(&mut self) -> io::Result<bool> {
        if self.eof {
            return Ok(false);
        }
        self.make_room();
        loop {
            match self.input.read(&mut self.buffer[self.tail..]) {
                Ok(n) => {
                    self.tail += n;
                    self.eof = n == 0;
                    return Ok(n > 0);
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }

    /// Makes room for a block behind the window: by moving the window down where that frees half the buffer, else
    /// by growing. Bytes are set to zero only once, when the buffer grows.
    fn make_room(&mut self) {
        if self.buffer.len() - self.tail >= BLOCK / 2 {
            return;
        }
        if self.head >= self.buffer.len() / 2 {
            self.buffer.copy_within(self.head..self.tail, 0);
            self.tail -= self.head;
            self.head = 0;
        }
        if self.buffer.len() - self.tail < BLOCK {
            self.buffer.resize((self.tail + BLOCK).max(self.tail + self.tail / 2), 0);
        }
    }

    /// Takes in bytes until the window holds at least `n` or the input has ended; says whether it holds `n`.
    ///
    /// # Errors
    /// As [`Stretch::fill`].
    pub fn ensure(&mut self, n: usize) -> io::Result<bool> {
        while self.window().len() < n {
            if !self.fill()? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides_and_keeps_its_place() {
        let data: Vec<u8> = (0..=255).cycle().take(3 * BLOCK).collect();
        let mut input: &[u8] = &data;
        let dialect = Dialect::default();
        let mut stretch = Stretch::new(&mut input, 0, 0, u64::MAX, Entry::Start, &dialect);
        let mut seen = Vec::new();
        while stretch.ensure(1000).unwrap() {
            seen.extend_from_slice(&stretch.window()[..777]);
            stretch.consume(777);
            assert_eq!(stretch.position(), seen.len() as u64);
        }
        seen.extend_from_slice(stretch.window());
        assert!(seen == data && stretch.at_eof());
    }
}
