//! A value that streams through: how far it can be taken, and its windows.

use std::io;

use memchr::{memchr, memchr2};

use super::escape::{decode_hex, is_text, unescape};
use super::landmark::{LOOK, is_statement_line};
use super::lexer::Escapes;
use super::reader::Reader;
use super::row::Cell;
use super::scan::is_space;
use crate::format::Sink;
use crate::model::batch::{WINDOW, WINDOW_OVERLAP};
use crate::model::{Batch, Column, ColumnKey, Flow, Role, Rows, Span, TableRef};

/// How far a string may run beyond a line that looks like a statement, in bytes, before its quote counts as lost.
const ASTRAY: usize = 64 << 20;

/// Keeps the end of an escape sequence in one piece when a string is cut into chunks; the longest has 10 bytes.
pub(super) const SEQUENCE: usize = 16;

/// The values of a large record so far.
pub(super) struct Store {
    pub(super) table: TableRef,
    pub(super) cells: Vec<Cell>,
    pub(super) bytes: Vec<u8>,
}

/// A value that streams through.
pub(super) struct Stream {
    pub(super) key: ColumnKey,
    pub(super) position: u64,
    pub(super) piece: Vec<u8>,
    pub(super) first: bool,
}

impl Store {
    pub(super) fn push(&mut self, cell: Cell, value: Option<&[u8]>) {
        let span = value.map_or(Span::NULL, |value| {
            self.bytes.extend_from_slice(value);
            Span::scratch(self.bytes.len() - value.len(), value.len())
        });
        self.cells.push(Cell { span, ..cell });
    }
}

impl Stream {
    /// Lets go of full windows.
    pub(super) fn drain(&mut self, store: &mut Store, sink: &mut dyn Sink) -> Flow {
        while self.piece.len() > WINDOW {
            if self.emit(WINDOW, store, sink) == Flow::Stop {
                return Flow::Stop;
            }
            self.piece.drain(..WINDOW - WINDOW_OVERLAP);
            self.first = false;
        }
        Flow::Continue
    }

    pub(super) fn emit(&self, len: usize, store: &mut Store, sink: &mut dyn Sink) -> Flow {
        let part = self.piece.get(..len).unwrap_or_default();
        if self.first {
            store.bytes.extend_from_slice(part);
            return Flow::Continue;
        }
        let columns = [Column { key: self.key.clone(), spans: vec![Span::borrowed(0, len)], rows: Rows::Dense }];
        sink.batch(&Batch {
            table: store.table,
            role: Role::Window,
            records: 1,
            position: self.position,
            bytes: part,
            scratch: &[],
            columns: &columns,
        })
    }

    /// Hands over what is left; gives the value's first window.
    pub(super) fn close(self, start: usize, store: &mut Store, sink: &mut dyn Sink) -> (Span, Flow) {
        let mut flow = Flow::Continue;
        if self.first || self.piece.len() > WINDOW_OVERLAP {
            flow = self.emit(self.piece.len(), store, sink);
        }
        (Span::scratch(start, store.bytes.len() - start), flow)
    }
}

/// How a chunk of a streaming value ends.
pub(super) enum Chunk {
    /// The value goes on behind it.
    Open(usize),
    /// The value ends here.
    Closed(usize),
}

impl Reader<'_, '_> {
    pub(super) fn literal_escapes(&self, prefix: &[u8]) -> Escapes {
        let prefix = prefix.trim_ascii();
        if prefix.eq_ignore_ascii_case(b"x") {
            Escapes::Hex
        } else if self.flavour.backslash || prefix.eq_ignore_ascii_case(b"e") {
            Escapes::Backslash(b'\'')
        } else {
            Escapes::Doubled(b'\'')
        }
    }

    pub(super) fn take_chunk(&self, end: usize, escapes: Escapes, stream: &mut Stream) {
        let raw = self.stretch.window().get(self.at..end).unwrap_or_default();
        unescape(raw, escapes, self.flavour.kind, &mut stream.piece);
    }

    /// How far the string at the cursor is safe to take.
    pub(super) fn string_chunk(&self, escapes: Escapes) -> Chunk {
        let window = self.stretch.window();
        let limit = if self.stretch.at_eof() { window.len() } else { window.len().saturating_sub(SEQUENCE) };
        let backslash = matches!(escapes, Escapes::Backslash(_));
        let mut at = self.at;
        while at < limit {
            let rest = window.get(at..limit).unwrap_or_default();
            let found = if backslash { memchr2(b'\'', b'\\', rest) } else { memchr(b'\'', rest) };
            let Some(n) = found else { break };
            let place = at + n;
            if window.get(place) == Some(&b'\\') {
                if place + SEQUENCE > limit && !self.stretch.at_eof() {
                    return Chunk::Open(place);
                }
                at = place + 2;
            } else if window.get(place + 1) == Some(&b'\'') {
                at = place + 2;
            } else {
                return Chunk::Closed(place);
            }
        }
        Chunk::Open(at.max(limit).min(window.len()))
    }

    pub(super) fn hex_chunk(&self) -> Chunk {
        let rest = self.stretch.window().get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        if digits < rest.len() || self.stretch.at_eof() {
            Chunk::Closed(self.at + digits)
        } else {
            Chunk::Open(self.at + digits - digits % 2)
        }
    }

    /// Where a line of the string up to `end` begins a statement although the string should go on: its quote was lost.
    pub(super) fn astray(&mut self, end: usize, sound_until: &mut u64) -> io::Result<Option<usize>> {
        let mut from = self.at;
        while let Some(n) = memchr(b'\n', self.stretch.window().get(from..end).unwrap_or_default()) {
            from += n + 1;
            if self.stretch.position() + (from as u64) < *sound_until {
                continue;
            }
            self.stretch.ensure(from + LOOK)?;
            if !is_statement_line(self.stretch.window().get(from..).unwrap_or_default()) {
                continue;
            }
            let Some(close) = self.closes(from)? else {
                return Ok(Some(from));
            };
            *sound_until = self.stretch.position() + close as u64;
        }
        Ok(None)
    }

    /// Where the string that `from` lies in ends, if a value may end there.
    pub(super) fn closes(&mut self, from: usize) -> io::Result<Option<usize>> {
        loop {
            let window = self.stretch.window();
            let eof = self.stretch.at_eof();
            let found = super::scan::quote_end(window, from, b'\'', self.flavour.backslash, eof);
            match found {
                Ok((close, _)) => {
                    let behind = window.get(close + 1..).unwrap_or_default().iter().find(|&&b| !is_space(b));
                    return Ok(matches!(behind, Some(b',' | b')' | b':' | b'|')).then_some(close));
                }
                Err(_) if eof || window.len() - from > ASTRAY => return Ok(None),
                Err(_) => {
                    let more = window.len() - from;
                    let len = window.len();
                    self.stretch.ensure(len + more.max(1))?;
                }
            }
        }
    }
}

/// Whether hexadecimal digits stand for text, judged by the first window of it.
pub(super) fn hex_is_text(digits: &[u8]) -> bool {
    let run = digits.iter().take(2 * WINDOW).take_while(|b| b.is_ascii_hexdigit()).count();
    let mut made = Vec::new();
    decode_hex(digits.get(..run - run % 2).unwrap_or_default(), &mut made) && is_text(&made)
}
