//! The directory of a zip: where it is, and which members it lists.

use std::ops::Range;

use super::archive::{Archive, Window};
use super::header::{CENTRAL, Entry, Fields};

const END: &[u8] = b"PK\x05\x06";
const END64: &[u8] = b"PK\x06\x06";
const LOCATOR64: &[u8] = b"PK\x06\x07";
const END_LEN: usize = 22;
const LOCATOR64_LEN: u64 = 20;
const END64_LEN: u64 = 56;

/// A directory that was found.
pub struct Directory {
    /// Offset of each member's own header, and of its record; by offset.
    pub listed: Vec<(u64, u64)>,
    /// Bytes before the archive (a program that unpacks it): offsets in records count from behind them.
    pub base: u64,
    /// Framing: the records, and what ends the archive. Sorted, and apart.
    pub framing: Vec<Range<u64>>,
    /// Where the records stop to make sense, if they do.
    pub damaged: Option<u64>,
    /// Whether there are more records than the limit.
    pub too_many: bool,
}

impl Directory {
    /// Finds the directory and reads which members it lists, up to `limit` of them.
    pub fn find(archive: &Archive<'_>, limit: u64) -> Option<Self> {
        let ends = Ends::find(archive)?;
        let start = ends.directory_start(archive)?;
        let base = start.saturating_sub(ends.offset);
        let mut directory = Self { listed: Vec::new(), base, framing: Vec::new(), damaged: None, too_many: false };
        let records_end = directory.read_records(archive, start, start + ends.size, limit);
        directory.framing.push(start..records_end);
        directory.framing.push(ends.start..ends.end);
        directory.listed.sort_unstable();
        Some(directory)
    }

    fn read_records(&mut self, archive: &Archive<'_>, start: u64, end: u64, limit: u64) -> u64 {
        let mut window = Window::new(archive);
        let mut at = start;
        while at < end {
            if self.listed.len() as u64 >= limit {
                self.too_many = true;
                return at;
            }
            match Entry::central(&mut window, at) {
                Some(entry) if at + entry.len <= end => {
                    self.listed.push((self.base.saturating_add(entry.offset), at));
                    at += entry.len;
                }
                _ => {
                    self.damaged = Some(at);
                    return at;
                }
            }
        }
        at
    }
}

/// The records that end an archive.
struct Ends {
    /// Where they begin.
    start: u64,
    /// Where the archive ends, comment included.
    end: u64,
    /// Size of the directory.
    size: u64,
    /// Offset of the directory, as the archive says.
    offset: u64,
}

impl Ends {
    /// Searches backwards. One whose comment ends with the archive goes before one with bytes behind it.
    fn find(archive: &Archive<'_>) -> Option<Self> {
        let reach = (END_LEN + usize::from(u16::MAX)) as u64;
        let from = archive.size().saturating_sub(reach);
        let tail = archive.read(from, reach as usize);
        let mut second_choice = None;
        for place in memchr::memmem::rfind_iter(&tail, END) {
            let after = tail.get(place..).unwrap_or_default();
            let Some(ends) = Self::parse(after, from + place as u64) else {
                continue;
            };
            if ends.end == archive.size() {
                return Some(ends.widen(archive));
            }
            if ends.end < archive.size() && second_choice.is_none() {
                second_choice = Some(ends);
            }
        }
        second_choice.map(|ends| ends.widen(archive))
    }

    fn parse(bytes: &[u8], start: u64) -> Option<Self> {
        let mut fields = Fields(bytes.get(12..)?);
        let size = u64::from(fields.u32()?);
        let offset = u64::from(fields.u32()?);
        let comment = fields.u16()?;
        let end = start + END_LEN as u64 + u64::from(comment);
        Some(Self { start, end, size, offset })
    }

    /// Takes size and offset from the zip64 record, where there is one (APPNOTE 4.3.14).
    fn widen(self, archive: &Archive<'_>) -> Self {
        self.widened(archive).unwrap_or(self)
    }

    fn widened(&self, archive: &Archive<'_>) -> Option<Self> {
        let locator_at = self.start.checked_sub(LOCATOR64_LEN)?;
        let locator = archive.read(locator_at, LOCATOR64_LEN as usize);
        let mut fields = Fields(locator.strip_prefix(LOCATOR64)?);
        fields.take(4)?;
        let stated = fields.u64()?;
        let usual = locator_at.checked_sub(END64_LEN);
        for at in [Some(stated), usual].into_iter().flatten() {
            let record = archive.read(at, END64_LEN as usize);
            if let Some(body) = record.strip_prefix(END64)
                && at < locator_at
            {
                let mut fields = Fields(body.get(36..)?);
                return Some(Self { start: at, end: self.end, size: fields.u64()?, offset: fields.u64()? });
            }
        }
        None
    }

    /// Where the records really begin: right before the ends, or where the archive says.
    fn directory_start(&self, archive: &Archive<'_>) -> Option<u64> {
        let before = self.start.checked_sub(self.size);
        for at in [before, Some(self.offset)].into_iter().flatten() {
            let fits = at.checked_add(self.size).is_some_and(|e| e <= self.start);
            if fits && (self.size == 0 || archive.read(at, CENTRAL.len()) == CENTRAL) {
                return Some(at);
            }
        }
        None
    }
}

/// How many bytes from `start` on are whole records of a directory whose end is missing.
pub fn debris(archive: &Archive<'_>, start: u64, end: u64) -> u64 {
    let mut window = Window::new(archive);
    let mut at = start;
    while let Some(entry) = Entry::central(&mut window, at) {
        if at + entry.len > end {
            break;
        }
        at += entry.len;
    }
    at - start
}
