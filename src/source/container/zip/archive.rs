//! The bytes of an archive, read at any offset.

use std::cell::RefCell;
use std::io;

use crate::source::file::ReadAt;

/// An archive of known size.
pub struct Archive<'a> {
    bytes: &'a dyn ReadAt,
    size: u64,
    failure: RefCell<Option<(u64, io::Error)>>,
}

impl<'a> Archive<'a> {
    /// An archive of `size` bytes.
    pub fn new(bytes: &'a dyn ReadAt, size: u64) -> Self {
        Self { bytes, size, failure: RefCell::new(None) }
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The first read that the system refused, and where.
    pub fn failure(&self) -> Option<(u64, String)> {
        let failure = self.failure.borrow();
        failure.as_ref().map(|(at, e)| (*at, e.to_string()))
    }

    /// Fills as much of `buffer` as there is from `offset` on; a read that fails ends the archive there.
    pub fn fill(&self, offset: u64, buffer: &mut [u8]) -> usize {
        let there = self.size.saturating_sub(offset);
        let want = buffer.len().min(usize::try_from(there).unwrap_or(usize::MAX));
        let mut got = 0;
        while got < want {
            let at = offset + got as u64;
            match self.bytes.read_at(&mut buffer[got..want], at) {
                Ok(0) => {
                    let error = io::Error::new(io::ErrorKind::UnexpectedEof, "became shorter while it was read");
                    self.failure.borrow_mut().get_or_insert((at, error));
                    break;
                }
                Ok(n) => got += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => {
                    self.failure.borrow_mut().get_or_insert((at, e));
                    break;
                }
            }
        }
        got
    }

    /// Up to `n` bytes from `offset` on.
    pub fn read(&self, offset: u64, n: usize) -> Vec<u8> {
        let there = usize::try_from(self.size.saturating_sub(offset)).unwrap_or(usize::MAX);
        let mut bytes = vec![0; n.min(there)];
        let got = self.fill(offset, &mut bytes);
        bytes.truncate(got);
        bytes
    }

    /// Offset of the next `needle` that lies whole in `[from, to)`.
    pub fn find(&self, needle: &[u8], from: u64, to: u64) -> Option<u64> {
        let finder = memchr::memmem::Finder::new(needle);
        let mut block = vec![0; 1 << 16];
        let mut at = from;
        while at + (needle.len() as u64) <= to {
            let want = block.len().min(usize::try_from(to - at).unwrap_or(usize::MAX));
            let got = self.fill(at, &mut block[..want]);
            if let Some(place) = finder.find(&block[..got]) {
                return Some(at + place as u64);
            }
            if got < want || got < needle.len() {
                return None;
            }
            at += (got + 1 - needle.len()) as u64;
        }
        None
    }

    /// Whether there are only zeros in `[from, to)`.
    pub fn is_zero(&self, from: u64, to: u64) -> bool {
        let mut block = vec![0; 1 << 14];
        let mut at = from;
        while at < to {
            let want = block.len().min(usize::try_from(to - at).unwrap_or(usize::MAX));
            let got = self.fill(at, &mut block[..want]);
            if got < want || block[..got].iter().any(|&b| b != 0) {
                return false;
            }
            at += got as u64;
        }
        true
    }
}

/// A part of the archive that is kept, for many small reads near each other.
pub struct Window<'a> {
    archive: &'a Archive<'a>,
    start: u64,
    bytes: Vec<u8>,
}

impl<'a> Window<'a> {
    /// An empty window.
    pub fn new(archive: &'a Archive<'a>) -> Self {
        Self { archive, start: 0, bytes: Vec::new() }
    }

    /// The `n` bytes from `offset` on (fewer at the end of the archive).
    pub fn at(&mut self, offset: u64, n: usize) -> &[u8] {
        let end = offset.saturating_add(n as u64);
        let kept_end = self.start + self.bytes.len() as u64;
        if offset < self.start || end > kept_end {
            self.bytes = self.archive.read(offset, n.max(1 << 16));
            self.start = offset;
        }
        let from = (offset - self.start) as usize;
        let to = from.saturating_add(n).min(self.bytes.len());
        self.bytes.get(from..to).unwrap_or_default()
    }
}
