//! The bytes of one member, unpacked while they are read.

use std::io::{self, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::archive::Archive;
use crate::source::container::Packed;

/// Where a member's packed bytes are and how they were packed.
#[derive(Clone, Copy)]
pub struct Extent {
    /// Offset of the first one.
    pub start: u64,
    /// Offset after the last one; where that is unknown, how far they may reach.
    pub end: u64,
    /// Whether they are deflated (RFC 1951), or stored as they are.
    pub deflated: bool,
}

/// A member that is being read.
pub struct Member<'a> {
    archive: &'a Archive<'a>,
    extent: Extent,
    /// Offset of the next packed byte.
    position: u64,
    buffer: Vec<u8>,
    /// How much of the buffer has been used.
    used: usize,
    inflate: Decompress,
    crc: Crc,
    given: u64,
    packed: Packed,
    done: bool,
    /// What went wrong, for a person.
    pub problem: Option<&'static str>,
}

impl<'a> Member<'a> {
    /// A member of which nothing has been read; `packed` counts along.
    pub fn new(archive: &'a Archive<'a>, extent: Extent, packed: Packed) -> Self {
        Self {
            archive,
            extent,
            position: extent.start,
            buffer: Vec::new(),
            used: 0,
            inflate: Decompress::new(false),
            crc: Crc::new(),
            given: 0,
            packed,
            done: false,
            problem: None,
        }
    }

    /// Offset after the last packed byte that was used.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// CRC-32 of what was unpacked.
    pub fn crc(&self) -> u32 {
        self.crc.sum()
    }

    /// How many bytes were unpacked.
    pub fn size(&self) -> u64 {
        self.given
    }

    fn advance(&mut self, n: usize) {
        self.used += n;
        self.position += n as u64;
        self.packed.set(self.position - self.extent.start);
    }

    /// The packed bytes that are at hand; none at the end.
    fn refill(&mut self) -> bool {
        if self.used < self.buffer.len() {
            return true;
        }
        let left = self.extent.end.saturating_sub(self.position);
        let want = usize::try_from(left).unwrap_or(usize::MAX).min(1 << 16);
        self.buffer.resize(want, 0);
        let got = self.archive.fill(self.position, &mut self.buffer);
        self.buffer.truncate(got);
        self.used = 0;
        got > 0
    }

    fn cut_off(&mut self) {
        self.done = true;
        if self.extent.deflated || self.position < self.extent.end {
            self.problem = Some("a member's packed data is cut off; what stands before was examined, get a whole copy");
        }
    }

    fn stored(&mut self, out: &mut [u8]) -> usize {
        let there = self.buffer.get(self.used..).unwrap_or_default();
        let n = there.len().min(out.len());
        out[..n].copy_from_slice(&there[..n]);
        self.advance(n);
        n
    }

    fn inflated(&mut self, out: &mut [u8]) -> usize {
        let there = self.buffer.get(self.used..).unwrap_or_default();
        let at_end = there.is_empty();
        let (taken, given) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(there, out, FlushDecompress::None);
        let taken = (self.inflate.total_in() - taken) as usize;
        let given = (self.inflate.total_out() - given) as usize;
        self.advance(taken);
        match status {
            Ok(Status::StreamEnd) => self.done = true,
            Ok(_) if taken > 0 || given > 0 => {}
            _ if at_end => self.cut_off(),
            _ => {
                self.done = true;
                self.problem = Some("a member's packed data is damaged; what stands before was examined, get another copy");
            }
        }
        given.min(out.len())
    }
}

impl Read for Member<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        while !self.done {
            let more = self.refill();
            let n = if self.extent.deflated {
                // Without more input too: the decoder may hold back what had no room in `out`.
                self.inflated(out)
            } else {
                self.stored(out)
            };
            if n == 0 && !more && !self.done {
                self.cut_off();
            }
            if n > 0 {
                self.crc.update(&out[..n]);
                self.given += n as u64;
                return Ok(n);
            }
        }
        Ok(0)
    }
}
