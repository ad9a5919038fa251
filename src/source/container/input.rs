//! The outer stream of a container that is read from front to back, through a window that keeps its place.

use std::io::{self, Read};

use super::{Framing, OuterBytes};
use crate::model::{Gap, Reason};

/// How many bytes one read asks for.
const BLOCK: usize = 1 << 17;

/// A window that slides over the outer stream and knows its offset there.
pub struct Input<'a> {
    source: Box<dyn Read + 'a>,
    /// The size that a file had when it was opened; unknown for streams.
    size: Option<u64>,
    buffer: Vec<u8>,
    head: usize,
    position: u64,
    ended: bool,
    failure: Option<io::Error>,
}

impl<'a> Input<'a> {
    /// A window at the beginning of an outer stream.
    pub fn new(outer: OuterBytes<'a>) -> Self {
        let (source, size): (Box<dyn Read + 'a>, _) = match outer {
            OuterBytes::File(file) => (Box::new(file.reader_at(0).take(file.size())), Some(file.size())),
            OuterBytes::Stream(stream) => (Box::new(stream), None),
        };
        Self { source, size, buffer: Vec::new(), head: 0, position: 0, ended: false, failure: None }
    }

    /// Offset in the outer stream of the window's first byte.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The window, with at least `n` bytes in it unless the stream ends before. A read that fails ends the stream.
    pub fn peek(&mut self, n: usize) -> &[u8] {
        while self.buffer.len() - self.head < n && !self.ended {
            self.fill();
        }
        &self.buffer[self.head..]
    }

    /// Lets go of the window's first `n` bytes.
    pub fn consume(&mut self, n: usize) {
        let n = n.min(self.buffer.len() - self.head);
        self.head += n;
        self.position += n as u64;
    }

    /// Lets go of up to `n` bytes, also of those that are not in the window yet; says how many there were.
    pub fn skip(&mut self, n: u64) -> u64 {
        let mut left = n;
        while left > 0 {
            let there = self.peek(1).len();
            if there == 0 {
                break;
            }
            let step = there.min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(step);
            left -= step as u64;
        }
        n - left
    }

    /// Offset after the last byte of the outer stream: known for a file, read to its end for a stream.
    pub fn end(&mut self) -> u64 {
        if self.size.is_none() {
            self.skip(u64::MAX);
        }
        self.size.unwrap_or(self.position)
    }

    /// Whether the stream ended because the system refused to go on, or a file became shorter.
    pub fn broke_off(&mut self) -> bool {
        self.peek(1).is_empty() && (self.failure.is_some() || self.size.is_some_and(|s| s > self.position))
    }

    /// Closes the ledger where nothing was wrong, or the stream could not be read on.
    pub fn close(mut self, framing: &mut Framing) {
        if self.broke_off() {
            let start = self.position;
            self.close_as_gap(framing, start, Reason::Corrupt, "");
        } else {
            framing.outer = self.end();
        }
    }

    /// Closes the ledger with a gap from `start` to the end of the stream. A read error, or a file that became
    /// shorter, is said instead where that is what broke the stream off.
    pub fn close_as_gap(mut self, framing: &mut Framing, start: u64, reason: Reason, detail: &str) {
        let broke_off = self.broke_off();
        let end = self.end();
        framing.outer = end;
        match &self.failure {
            Some(error) => framing.gap(Gap::new(
                start,
                end,
                Reason::Unreadable,
                format!("could not be read on ({error}); scan a copy from a sound medium"),
            )),
            None if broke_off => framing.gap(Gap::new(
                start,
                end,
                Reason::Changed,
                "became shorter while it was read; scan it again while nothing writes to it",
            )),
            None => framing.gap(Gap::new(start, end, reason, detail)),
        }
    }

    fn fill(&mut self) {
        if self.head > 0 {
            self.buffer.drain(..self.head);
            self.head = 0;
        }
        let old = self.buffer.len();
        self.buffer.resize(old + BLOCK, 0);
        let got = loop {
            match self.source.read(&mut self.buffer[old..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                got => break got,
            }
        };
        let n = match got {
            Ok(n) => n,
            Err(error) => {
                self.failure = Some(error);
                0
            }
        };
        self.ended = n == 0;
        self.buffer.truncate(old + n);
    }
}

/// What is left of the outer stream, as it stands.
impl Read for Input<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let window = self.peek(1);
        let n = window.len().min(out.len());
        out[..n].copy_from_slice(&window[..n]);
        self.consume(n);
        Ok(n)
    }
}
