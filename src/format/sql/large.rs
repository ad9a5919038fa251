//! Records that don't fit into memory at once: a value of hundreds of megabytes.
//!
//! Their values are taken one by one out of the window. A value that is itself too large streams through: its first
//! window becomes the value, the others are handed over as they fill.

use std::io;

use memchr::memchr;

use super::copy::{field_end, field_span};
use super::lexer::{Escapes, Halt, Lexer, What};
use super::mode::CopyForm;
use super::reader::{LARGE, Now, Reader};
use super::row::{self, Cell, Row, Shape};
use super::scan::is_space;
use super::stream::{Chunk, SEQUENCE, Store, Stream, hex_is_text};
use crate::model::batch::WINDOW;
use crate::model::{ColumnKey, Flow, Gap, Reason, Span};

impl Reader<'_, '_> {
    /// A row of which [`LARGE`] bytes are in memory without its end.
    pub(super) fn large_row(&mut self, number: usize) -> io::Result<()> {
        let start = self.here();
        let Some(mut store) = self.store(number) else {
            return self.damage(0);
        };
        if self.stretch.window().get(self.at) != Some(&b'(') {
            return self.damage(0);
        }
        self.at += 1;
        for ordinal in 0.. {
            let last = match self.large_value(ordinal, number, &mut store)? {
                Ok(last) => last,
                Err(what) => {
                    self.commit(number, store);
                    if self.flow == Flow::Continue {
                        self.give_up(start, what)?;
                    }
                    return Ok(());
                }
            };
            if last {
                break;
            }
        }
        self.commit(number, store);
        loop {
            match self.row_tail(number, self.at) {
                Ok((end, now)) => return self.after_row(end, now),
                Err(Halt::More) if self.stretch.at_eof() => return Ok(()),
                Err(Halt::More) if self.pending() < LARGE => {
                    self.more()?;
                }
                Err(_) => return self.damage(0),
            }
        }
    }

    fn store(&mut self, number: usize) -> Option<Store> {
        self.fill_table(number);
        self.release();
        let table = self.tables.table(number)?;
        Some(Store { table, cells: Vec::new(), bytes: Vec::new() })
    }

    /// Adds the record that was stored.
    fn commit(&mut self, number: usize, store: Store) {
        self.fill_table(number);
        self.flush();
        self.gather.scratch = store.bytes;
        self.row.cells = store.cells;
        if !self.row.cells.is_empty() {
            self.push_row(number);
        }
        self.flush();
    }

    /// What follows the complete values of a large row is damaged or missing.
    fn give_up(&mut self, start: u64, what: &'static str) -> io::Result<()> {
        if self.now == Now::Statement {
            self.sink.gap(Gap::new(start, self.here(), Reason::Corrupt, what));
            return Ok(());
        }
        if self.stretch.at_eof() && !self.resumes_in_window() {
            self.cut_off(self.at);
            return Ok(());
        }
        self.damage(0)
    }

    /// One value of a large row and the byte behind it; whether it was the last. The inner error says what is wrong.
    fn large_value(&mut self, ordinal: u32, number: usize, store: &mut Store) -> io::Result<Result<bool, &'static str>> {
        loop {
            let (window, eof) = (self.stretch.window(), self.stretch.at_eof());
            let mut lexer = Lexer::new(window, self.at, eof, self.flavour);
            let (mut values, mut scratch) = (Row::default(), Vec::new());
            let found = lexer.blanks().and_then(|()| row::value(&mut lexer, ordinal, Shape::Tuple, &mut values, &mut scratch));
            match found {
                Ok(last) => {
                    let end = lexer.pos;
                    for cell in values.cells {
                        let buffer = if cell.span.in_scratch() { scratch.as_slice() } else { window };
                        let range = cell.span.offset()..cell.span.offset() + cell.span.len();
                        let value = buffer.get(range).filter(|_| !cell.span.is_null()).unwrap_or_default();
                        if value.len() > WINDOW {
                            let mut stream = self.stream(ordinal, cell.part, number);
                            stream.piece = value.to_vec();
                            let from = store.bytes.len();
                            self.flow = stream.drain(store, self.sink);
                            let (span, _) = stream.close(from, store, self.sink);
                            store.cells.push(Cell { span, ..cell });
                        } else {
                            store.push(cell, (!cell.span.is_null()).then_some(value));
                        }
                    }
                    self.at = end;
                    return Ok(Ok(last));
                }
                Err(Halt::More) if !self.stretch.at_eof() && self.pending() < LARGE => {
                    self.more()?;
                }
                Err(Halt::More) => return self.large_literal(ordinal, number, store),
                Err(Halt::Bad(_)) => return Ok(Err("is no valid SQL")),
            }
        }
    }

    fn stream(&self, ordinal: u32, part: u32, number: usize) -> Stream {
        let key = self.tables.target(number).map_or(ColumnKey::Ordinal(ordinal), |target| super::gather::key(ordinal, part, target));
        Stream { key, position: self.here(), piece: Vec::new(), first: true }
    }

    /// A literal that is larger than the window, with the byte behind it.
    fn large_literal(&mut self, ordinal: u32, number: usize, store: &mut Store) -> io::Result<Result<bool, &'static str>> {
        let rest = self.stretch.window().get(self.at..).unwrap_or_default();
        let lead = rest.iter().take_while(|&&b| is_space(b)).count();
        let rest = rest.get(lead..).unwrap_or_default();
        let (skip, escapes) = if rest.starts_with(b"0x") || rest.starts_with(b"0X") {
            (2, Escapes::Hex)
        } else {
            match memchr(b'\'', rest.get(..32.min(rest.len())).unwrap_or_default()) {
                Some(quote) => (quote + 1, self.literal_escapes(rest.get(..quote).unwrap_or_default())),
                None => return Ok(Err("holds a value that is too large and no literal")),
            }
        };
        self.at += lead + skip;
        let digits = self.stretch.window().get(self.at..).unwrap_or_default();
        let escapes = if escapes == Escapes::Hex && !hex_is_text(digits) { Escapes::None } else { escapes };
        let hex = escapes == Escapes::Hex || skip == 2 && escapes == Escapes::None;
        let mut stream = self.stream(ordinal, 0, number);
        let from = store.bytes.len();
        let mut sound_until = 0;
        let closed = loop {
            if self.flow == Flow::Stop {
                break false;
            }
            let chunk = if hex { self.hex_chunk() } else { self.string_chunk(escapes) };
            let (end, closed) = match chunk {
                Chunk::Open(end) => (end, false),
                Chunk::Closed(end) => (end, true),
            };
            if !hex && let Some(line) = self.astray(end, &mut sound_until)? {
                self.take_chunk(line, escapes, &mut stream);
                self.at = line;
                self.now = Now::Statement;
                break false;
            }
            self.take_chunk(end, escapes, &mut stream);
            self.flow = stream.drain(store, self.sink);
            self.at = end;
            if closed {
                self.at += usize::from(!hex);
                break true;
            }
            if self.stretch.at_eof() {
                break false;
            }
            self.stretch.consume(self.at);
            self.at = 0;
            self.stretch.fill()?;
        };
        let (span, _) = stream.close(from, store, self.sink);
        store.cells.push(Cell { ordinal, part: 0, span });
        if !closed {
            return Ok(Err("a quote that is never closed; its text was examined: look at the damaged place"));
        }
        self.value_end()
    }

    /// What stands between a large literal and the comma or parenthesis behind it.
    fn value_end(&mut self) -> io::Result<Result<bool, &'static str>> {
        loop {
            let mut lexer: Lexer<'_> = self.lexer();
            let mut found = lexer.token();
            while let Ok(token) = found {
                if !matches!(token.kind, What::Punct(b':') | What::Word | What::Punct(b'[' | b']')) {
                    break;
                }
                found = lexer.token();
            }
            let end = lexer.pos;
            match found.map(|token| token.kind) {
                Ok(What::Punct(byte @ (b',' | b')'))) => {
                    self.at = end;
                    return Ok(Ok(byte == b')'));
                }
                Err(Halt::More) if !self.stretch.at_eof() && self.pending() < LARGE => {
                    self.more()?;
                }
                _ => return Ok(Err("is no valid SQL")),
            }
        }
    }

    /// A COPY line of which so much is in memory without its end.
    pub(super) fn large_line(&mut self, number: usize, form: &CopyForm) -> io::Result<()> {
        let Some(mut store) = self.store(number) else {
            return self.damage(0);
        };
        for ordinal in 0u32.. {
            let mut stream = self.stream(ordinal, 0, number);
            let from = store.bytes.len();
            let (null, last);
            loop {
                let window = self.stretch.window();
                let rest = window.get(self.at..).unwrap_or_default();
                let line = memchr(b'\n', rest);
                let field = field_end(rest.get(..line.unwrap_or(rest.len())).unwrap_or_default(), form);
                let ended = field < line.unwrap_or(rest.len()) || line.is_some() || self.stretch.at_eof();
                // A field's escapes are not cut in two; neither is a delimiter taken for one before its byte is there.
                let mut take = if ended { field } else { rest.len().saturating_sub(SEQUENCE) };
                let chunk = rest.get(..take).unwrap_or_default();
                let odd = chunk.iter().rev().take_while(|&&b| b == b'\\').count() % 2;
                take -= if ended { 0 } else { odd };
                let chunk = rest.get(..take).unwrap_or_default();
                let whole = ended && stream.piece.is_empty() && stream.first;
                let mut scratch = Vec::new();
                let value = if form.csv && !whole { Span::borrowed(0, chunk.len()) } else { field_span(chunk, 0, form, &mut scratch) };
                let is_null = whole && value.is_null();
                let buffer = if value.in_scratch() { scratch.as_slice() } else { chunk };
                let made = buffer.get(value.offset()..value.offset() + value.len()).unwrap_or_default();
                stream.piece.extend_from_slice(if is_null { b"" } else { made });
                let at_last = field == line.unwrap_or(rest.len());
                take += usize::from(ended && take < rest.len());
                self.flow = stream.drain(&mut store, self.sink);
                self.stretch.consume(self.at + take);
                self.at = 0;
                if ended || self.flow == Flow::Stop {
                    (null, last) = (is_null, at_last);
                    break;
                }
                self.stretch.fill()?;
            }
            let (span, _) = stream.close(from, &mut store, self.sink);
            store.cells.push(Cell { ordinal, part: 0, span: if null { Span::NULL } else { span } });
            if last || self.flow == Flow::Stop {
                break;
            }
            // The next field needs its line break or delimiter in sight only as far as it goes.
            self.stretch.ensure(LARGE / 4)?;
        }
        self.commit(number, store);
        Ok(())
    }
}
