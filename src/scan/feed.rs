//! Feeds: where the bytes of a source come from, and readers that keep account of them.

use std::cell::{Cell, RefCell};
use std::io::{self, Cursor, Read};

use super::meter::Meter;
use crate::model::{Gap, Reason};
use crate::source::EvidenceFile;

/// How many bytes of a source are looked at before it is decided what it is.
pub const HEAD: usize = 64 << 10;

/// The bytes of a source.
pub enum Feed<'a> {
    /// A file: any offset can be read.
    File(&'a EvidenceFile),
    /// A small member, whole in memory.
    Whole(Vec<u8>),
    /// A stream that comes once; its first bytes have been taken already.
    Stream(Vec<u8>, &'a mut dyn Read),
}

impl<'a> Feed<'a> {
    /// A stream, with its head taken.
    pub fn of_stream(mut stream: &'a mut dyn Read) -> Self {
        let mut head = Vec::with_capacity(HEAD);
        // A stream that fails at once fails again when it is read.
        let _ = (&mut stream).take(HEAD as u64).read_to_end(&mut head);
        Feed::Stream(head, stream)
    }

    /// The first bytes, and whether they are all there is.
    ///
    /// # Errors
    /// What the system said of a file.
    pub fn head(&self) -> io::Result<(Vec<u8>, bool)> {
        match self {
            Feed::File(file) => {
                let mut head = Vec::with_capacity(HEAD.min(file.size() as usize + 1));
                file.reader_at(0).take(HEAD as u64).read_to_end(&mut head)?;
                let whole = head.len() as u64 >= file.size();
                Ok((head, whole))
            }
            Feed::Whole(bytes) => Ok((bytes[..bytes.len().min(HEAD)].to_vec(), bytes.len() <= HEAD)),
            Feed::Stream(head, _) => Ok((head.clone(), head.len() < HEAD)),
        }
    }

    /// The last bytes, where they can be had, and the size, where it is known: some formats sign at their end.
    pub fn tail(&self) -> (Vec<u8>, Option<u64>) {
        const TAIL: u64 = 1024;
        match self {
            Feed::File(file) => {
                let mut tail = Vec::new();
                // Without it the kind is told from the head alone.
                let _ = file.reader_at(file.size().saturating_sub(TAIL)).take(TAIL).read_to_end(&mut tail);
                (tail, Some(file.size()))
            }
            Feed::Whole(bytes) => (bytes[bytes.len().saturating_sub(TAIL as usize)..].to_vec(), Some(bytes.len() as u64)),
            Feed::Stream(..) => (Vec::new(), None),
        }
    }

    /// All bytes from the beginning, once.
    pub fn into_reader(self) -> Box<dyn Read + 'a> {
        match self {
            Feed::File(file) => Box::new(file.reader_at(0).take(file.size())),
            Feed::Whole(bytes) => Box::new(Cursor::new(bytes)),
            Feed::Stream(head, rest) => Box::new(Cursor::new(head).chain(rest)),
        }
    }
}

/// What a tracked reader has seen so far.
#[derive(Default)]
pub struct Track {
    /// Bytes that came through.
    pub bytes: Cell<u64>,
    /// Whether it came to its end.
    pub ended: Cell<bool>,
    /// What ended it before its time.
    pub failure: RefCell<Option<io::Error>>,
}

impl Track {
    /// Where a file that must hold bytes from `from` to `size` turned out to end before: it became shorter.
    pub fn fell_short(&self, from: u64, size: u64) -> Option<u64> {
        let at = from.saturating_add(self.bytes.get());
        (self.ended.get() && at < size).then_some(at)
    }
}

/// A gap for the bytes that a file no longer holds.
pub fn shortened(from: u64, to: u64) -> Gap {
    Gap::new(from, to, Reason::Changed, "it became shorter while it was read; scan a copy that nobody writes to")
}

/// A reader that counts its bytes and ends quietly where it fails, so that what stood before is examined; the failure
/// stays in its [`Track`].
pub struct Tracked<'t, R> {
    inner: R,
    track: &'t Track,
    meter: Option<&'t Meter>,
    stop: &'t Meter,
}

impl<'t, R: Read> Tracked<'t, R> {
    /// Wraps a reader. Bytes of files count on the meter, bytes of members don't: their file's do already.
    pub fn new(inner: R, track: &'t Track, meter: &'t Meter, counts: bool) -> Self {
        Self { inner, track, meter: counts.then_some(meter), stop: meter }
    }
}

impl<R: Read> Read for Tracked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.track.failure.borrow().is_some() || self.stop.interrupted() {
            return Ok(0);
        }
        match self.inner.read(buffer) {
            Ok(n) => {
                self.track.ended.set(n == 0 && !buffer.is_empty());
                self.track.bytes.set(self.track.bytes.get() + n as u64);
                if let Some(meter) = self.meter {
                    meter.read(n as u64);
                }
                Ok(n)
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => Err(e),
            Err(e) => {
                *self.track.failure.borrow_mut() = Some(e);
                Ok(0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], take: u64) -> Track {
        let track = Track::default();
        let meter = Meter::new();
        let mut reader = Tracked::new(bytes, &track, &meter, false).take(take);
        reader.read_to_end(&mut Vec::new()).unwrap();
        track
    }

    #[test]
    fn a_file_that_became_shorter_is_told_from_one_that_was_left_early() {
        assert_eq!(read(b"12345", 9).fell_short(100, 110), Some(105));
        assert_eq!(read(b"12345", 9).fell_short(100, 105), None);
        assert_eq!(read(b"12345", 3).fell_short(100, 110), None, "nobody asked for more");
    }
}
