//! The strings of anything: what a format that nobody parses still shows.
//!
//! A run of six or more characters is a record of the table `raw`, in column `string`. Characters stand in 8-bit (ASCII,
//! UTF-8, letters of Windows-1252) or in UTF-16 of either byte order at any offset, as far as Latin letters go;
//! UTF-16 is handed over as UTF-8. Line ends end a run, as in POSIX `strings`.

use std::io;

use super::{Cuts, Dialect, Fit, Format, Reading, Sink, Specimen, Stretch, whole_border};
use crate::model::batch::{BATCH_RECORDS, WINDOW, WINDOW_OVERLAP};
use crate::model::{Batch, Column, ColumnKey, Flow, Role, Rows, Schema, SchemaColumn, SchemaOrigin, Span, TableRef};

/// Strings in bytes that no other format reads. It never offers itself: whoever has nothing better asks for it.
pub struct Strings;

/// The least characters of a run.
const LEAST: usize = 6;
/// The largest run that is one value, in bytes of the source. UTF-16 grows by half at most when it becomes UTF-8.
const LARGEST: usize = WINDOW / 2;

/// The reader of strings.
pub fn raw() -> &'static dyn Format {
    &Strings
}

impl Format for Strings {
    fn name(&self) -> &'static str {
        "raw"
    }

    fn sniff(&self, _head: &[u8], _whole: bool) -> Fit {
        Fit::none()
    }

    fn cut(&self, _dialect: &Dialect) -> Cuts {
        Cuts::Whole
    }

    fn read(&self, stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> Result<Reading, io::Error> {
        read(stretch, sink)
    }

    /// The dialects `utf-16le` and `utf-16be` write that encoding, any other one 8-bit.
    fn write(&self, dialect: &Dialect, specimen: &Specimen, out: &mut Vec<u8>) -> bool {
        let begin = out.len();
        for value in specimen.records.iter().flatten() {
            let Some(value) = value.as_deref().filter(|v| is_one_run(v)) else {
                out.truncate(begin);
                return false;
            };
            let text = String::from_utf8_lossy(value);
            match dialect.0.as_str() {
                "utf-16le" => out.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
                "utf-16be" => out.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
                _ => out.extend_from_slice(value),
            }
            out.extend_from_slice(b"\xff\xff\n\0\xff\xff");
        }
        true
    }
}

fn is_one_run(value: &[u8]) -> bool {
    let (end, n) = narrow_run(value, 0, value.len());
    end == value.len() && n >= LEAST && value.len() <= LARGEST && std::str::from_utf8(value).is_ok()
}

/// How the characters of a run stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Width {
    Narrow,
    Little,
    Big,
}

/// The strings gathered so far.
struct Gathered {
    table: TableRef,
    column: [Column; 1],
    scratch: Vec<u8>,
}

fn read(stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> io::Result<Reading> {
    let table = sink.table(&Schema {
        name: b"raw".as_slice().into(),
        origin: SchemaOrigin::Unnamed,
        columns: vec![SchemaColumn { name: b"string".as_slice().into(), ..Default::default() }],
    });
    let column = Column { key: ColumnKey::Ordinal(0), spans: Vec::new(), rows: Rows::Dense };
    let mut strings = Gathered { table, column: [column], scratch: Vec::new() };
    // The run that went on where the last window ended.
    let mut open: Option<Width> = None;
    let mut flow = Flow::Continue;
    while flow == Flow::Continue {
        // A run of the largest size and the bytes that tell where it ends.
        let more = stretch.ensure(LARGEST + 16)?;
        let window = stretch.window();
        if window.is_empty() {
            break;
        }
        if let Some(width) = open {
            let end = strings.go_on(window, width);
            flow = strings.flush(stretch, Role::Window, sink);
            open = (end == LARGEST).then_some(width);
            let keep = if open.is_some() { shared(stretch.window(), end, width) } else { 0 };
            stretch.consume(end.max(1) - keep);
            continue;
        }
        // What begins further on than this may not be seen to its end; at the end of input all may.
        let safe = if more { window.len() - LARGEST - 8 } else { window.len() };
        let (at, long) = strings.gather(window, safe);
        let keep = long.map_or(0, |width| shared(window, at, width));
        flow = strings.flush(stretch, Role::Data, sink);
        stretch.consume(at - keep);
        open = long;
    }
    let end = stretch.position() + stretch.window().len() as u64;
    Ok(Reading { border: whole_border(end), end_of_input: end, flow })
}

impl Gathered {
    /// Gathers the runs that begin before `safe`, and says where it stopped; with a run that goes on there, how it stands.
    fn gather(&mut self, window: &[u8], safe: usize) -> (usize, Option<Width>) {
        let mut at = 0;
        // Up to here, 8-bit runs are known to be too short.
        let mut narrow = 0;
        while at < safe && self.column[0].spans.len() < BATCH_RECORDS && self.scratch.len() < WINDOW {
            let Some((end, width)) = run(window, at, &mut narrow) else {
                at += 1;
                continue;
            };
            self.add(window, at, end, width);
            if end - at >= LARGEST - 1 {
                return (end, Some(width));
            }
            at = end;
        }
        (at, None)
    }

    /// Takes the run that goes on at the front of the window, and says where it ends.
    fn go_on(&mut self, window: &[u8], width: Width) -> usize {
        let end = match width {
            Width::Narrow => narrow_run(window, 0, LARGEST).0,
            _ => wide_run(window, 0, LARGEST, width).0,
        };
        self.add(window, 0, end, width);
        end
    }

    fn add(&mut self, window: &[u8], at: usize, end: usize, width: Width) {
        let bytes = window.get(at..end).unwrap_or_default();
        let span = match width {
            Width::Narrow => Span::borrowed(at, bytes.len()),
            Width::Little | Width::Big => {
                let offset = self.scratch.len();
                for pair in bytes.as_chunks::<2>().0 {
                    let unit = unit(pair, width);
                    let c = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
                    self.scratch.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                // A last character may stand without its upper half: see `wide_run`.
                self.scratch.extend_from_slice(bytes.as_chunks::<2>().1);
                Span::scratch(offset, self.scratch.len() - offset)
            }
        };
        self.column[0].spans.push(span);
    }

    fn flush(&mut self, stretch: &Stretch<'_>, role: Role, sink: &mut dyn Sink) -> Flow {
        let records = self.column[0].spans.len();
        if records == 0 {
            return Flow::Continue;
        }
        let flow = sink.batch(&Batch {
            table: self.table,
            role,
            records,
            position: stretch.position(),
            bytes: stretch.window(),
            scratch: &self.scratch,
            columns: &self.column,
        });
        self.column[0].spans.clear();
        self.scratch.clear();
        flow
    }
}

/// How many bytes before `end` the next window sees again: whole characters.
fn shared(window: &[u8], end: usize, width: Width) -> usize {
    let mut keep = WINDOW_OVERLAP.min(end / 2) & !1;
    let continues = |keep: usize| window.get(end - keep).is_some_and(|b| b & 0xc0 == 0x80);
    while width == Width::Narrow && keep > WINDOW_OVERLAP / 2 && continues(keep) {
        keep -= 1;
    }
    keep
}

/// The run at `at`, if one of at least [`LEAST`] characters begins there: its end and how it stands.
#[inline]
fn run(window: &[u8], at: usize, narrow: &mut usize) -> Option<(usize, Width)> {
    let first = *window.get(at)?;
    let second = window.get(at + 1).copied().unwrap_or(0);
    if second <= 2 && first != 0 || first <= 2 && second != 0 {
        // Text of one order looks like rarer letters of the other one: the plainer reading is right.
        let [here, next] = [at, at + 1].map(|at| {
            let both = [Width::Little, Width::Big].map(|w| (wide_run(window, at, LARGEST, w), w));
            let [little, big] = both.map(|((end, n), w)| (plainness(window, at, end, w), n, end, w));
            if big.0 > little.0 { big } else { little }
        });
        // An odd end belongs to the other order, and so does a first letter that is one only in this order.
        let strange = (here.2 - at) % 2 == 1 && (first >= 0x80 || second != 0) && next.1 >= LEAST;
        let same = here.3 == Width::Big && here.2 == next.2;
        if here.1 >= LEAST && (here.0 >= next.0 || same) && !strange {
            return Some((here.2, here.3));
        }
    }
    if at >= *narrow {
        let (end, n) = narrow_run(window, at, LARGEST);
        if n >= LEAST {
            return Some((end, Width::Narrow));
        }
        *narrow = end;
    }
    None
}

/// The end of the 8-bit run at `at`, of at most `most` bytes, and how many characters it has.
fn narrow_run(window: &[u8], at: usize, most: usize) -> (usize, usize) {
    let limit = window.len().min(at + most);
    let (mut end, mut n) = (at, 0);
    while end < limit {
        let byte = window[end];
        let len = match byte {
            b' '..=b'~' | b'\t' => 1,
            0..0x80 => break,
            _ => match high(window, at, end) {
                0 => break,
                len => len,
            },
        };
        if end + len > limit {
            break;
        }
        end += len;
        n += 1;
    }
    (end, n)
}

/// How many bytes the character at `end`, above ASCII, takes; 0 if there is none.
///
/// A byte that is no UTF-8 counts as a letter of Windows-1252 where it stands within a word, or at the end of one
/// that more text follows: so `José Muñoz` is whole, and random bytes are neither a string nor the end of one.
fn high(window: &[u8], at: usize, end: usize) -> usize {
    let rest = window.get(end..window.len().min(end + 4)).unwrap_or_default();
    let valid = rest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    if let Some(c) = valid.chars().next() {
        return if c.is_control() { 0 } else { c.len_utf8() };
    }
    let alphabetic = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
    let before = end > at && alphabetic(window.get(end - 1));
    let letters = rest.iter().take_while(|b| is_1252_letter(**b)).count();
    let after = rest.get(letters);
    let printable = after.is_some_and(|b| matches!(b, b' '..=b'~'));
    let within = end > at && (before || alphabetic(after));
    usize::from(matches!(letters, 1 | 2) && printable && within)
}

fn is_1252_letter(byte: u8) -> bool {
    matches!(byte, 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xff)
}

/// How much a UTF-16 run looks like text that people write: the rarer the letter, the less it counts.
fn plainness(window: &[u8], at: usize, end: usize, width: Width) -> usize {
    let bytes = window.get(at..end).unwrap_or_default();
    let (pairs, tail) = bytes.as_chunks::<2>();
    let weight = |pair: &[u8; 2]| match unit(pair, width) {
        0..0x80 => 4,
        0x80..0x100 => 2,
        _ => 1,
    };
    pairs.iter().map(weight).sum::<usize>() + 4 * tail.len()
}

fn unit(pair: &[u8; 2], width: Width) -> u16 {
    match width {
        Width::Big => u16::from_be_bytes(*pair),
        _ => u16::from_le_bytes(*pair),
    }
}

/// The end of the UTF-16 run at `at`, of at most `most` bytes, and how many characters it has.
///
/// Read from one byte too early, text in the one byte order looks like text in the other, but for its last character,
/// whose other half is no part of it. That character is taken in too, so that no string is short of one.
fn wide_run(window: &[u8], at: usize, most: usize, width: Width) -> (usize, usize) {
    let limit = window.len().min(at + most);
    let bytes = window.get(at..limit).unwrap_or_default();
    let latin = |u: u16| matches!(u, 9 | 0x20..=0x7e | 0xa0..=0x24f);
    let (pairs, _) = bytes.as_chunks::<2>();
    let n = pairs.iter().take_while(|p| latin(unit(p, width))).count();
    let end = at + 2 * n;
    let half = width == Width::Little && n > 0 && end < limit && window[end - 1] == 0;
    let tail = half && matches!(window[end], b' '..=b'~') && window.get(end + 1).is_none_or(|&b| b != 0);
    (end + usize::from(tail), n + usize::from(tail))
}

#[cfg(test)]
mod tests;
