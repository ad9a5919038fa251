//! Records larger than a window: read field by field, and large fields piece by piece.

use std::io;

use memchr::{memchr, memchr2, memchr3};

use super::columns::MAX_COLUMNS;
use super::read::Reader;
use super::record::{Edge, Form, Quoted};
use crate::format::Stretch;
use crate::model::batch::{WINDOW, WINDOW_OVERLAP};
use crate::model::{Batch, Column, ColumnKey, Flow, Gap, Reason, Role, Rows, Span};

/// How far a quoted field is followed over line ends, in bytes. Documents of a megabyte or two stand in real files;
/// a quote that doesn't close within this is one that never will.
const QUOTE_BOUND: usize = 4 << 20;
/// How many bytes of one record are kept before its further fields are cut short, and how short.
const KEPT: usize = 2 * WINDOW;
const KEPT_FIELD: usize = 256;

/// What follows a field.
enum After {
    Field,
    Record,
}

impl Reader<'_> {
    /// Reads a record of any size, which stands at the front of the window.
    pub fn long_record(&mut self, stretch: &mut Stretch<'_>) -> io::Result<Flow> {
        let position = stretch.position();
        let role = self.role();
        let mut whole = true;
        for field in 1.. {
            let open = match field < MAX_COLUMNS {
                true => self.long_opening(stretch)?,
                false => None,
            };
            let after = match open {
                Some(open) => self.long_quoted(stretch, open)?,
                None => Some(self.long_bare(stretch, field >= MAX_COLUMNS)?),
            };
            match after {
                Some(After::Field) if !self.stopped => {}
                Some(After::Field) => break,
                Some(After::Record) => break,
                None => {
                    whole = false;
                    break;
                }
            }
        }
        let mut flow = Flow::Continue;
        if self.stopped {
            return Ok(Flow::Stop);
        }
        if self.columns.fields() > 0 {
            self.columns.end_record();
            flow = self.hand_over_columns(position, &[], role);
        }
        if whole || flow == Flow::Stop {
            return Ok(flow);
        }
        let open = self.long_opening(stretch)?.unwrap_or(0);
        let line = memchr(self.lexer.eol, stretch.window());
        let resume = line.map_or(stretch.window().len(), |n| n + 1);
        let flow = self.damage(stretch, open, resume);
        stretch.consume(resume);
        Ok(flow)
    }

    fn long_opening(&mut self, stretch: &mut Stretch<'_>) -> io::Result<Option<usize>> {
        stretch.ensure(1)?;
        while self.lexer.lead && stretch.window().len() < WINDOW && stretch.window().ends_with(b" ") && stretch.fill()? {}
        Ok(self.lexer.opening(stretch.window(), 0))
    }

    /// Reads a quoted field; `None` if it never closes, with nothing consumed.
    fn long_quoted(&mut self, stretch: &mut Stretch<'_>, open: usize) -> io::Result<Option<After>> {
        loop {
            let window = stretch.window();
            let seen = &window[..window.len().min(open + QUOTE_BOUND)];
            let eof = stretch.at_eof() && seen.len() == window.len();
            match self.lexer.quoted(seen, open, eof) {
                Quoted::More if seen.len() < open + QUOTE_BOUND => {
                    stretch.fill()?;
                }
                Quoted::More if memchr(self.lexer.eol, &seen[open..]).is_some() => return Ok(None),
                Quoted::More => {
                    stretch.consume(open + 1);
                    return self.quoted_line(stretch).map(Some);
                }
                Quoted::Broken => return Ok(None),
                Quoted::Closed { end, after, form } => {
                    let mut piece = Piece::new(self, stretch.position());
                    if form.coded {
                        let mut plain = Vec::with_capacity(end - open);
                        piece.reader.lexer.decode(&seen[open + 1..end], form, &mut plain);
                        piece.push(&plain);
                    } else {
                        piece.push(&seen[open + 1..end]);
                    }
                    piece.end();
                    stretch.consume(after);
                    return self.leave(stretch).map(Some);
                }
            }
        }
    }

    /// Consumes the delimiter or line end at the front of the window.
    fn leave(&mut self, stretch: &mut Stretch<'_>) -> io::Result<After> {
        let (after, n) = match self.edge_ahead(stretch)? {
            Edge::Field => (After::Field, self.lexer.delimiter.len()),
            Edge::Record(n) => (After::Record, n),
            Edge::Inside | Edge::More => (After::Record, 0),
        };
        stretch.consume(n);
        Ok(after)
    }

    fn edge_ahead(&mut self, stretch: &mut Stretch<'_>) -> io::Result<Edge> {
        stretch.ensure(self.lexer.delimiter.len().max(2))?;
        let eof = stretch.at_eof();
        Ok(self.lexer.edge(stretch.window(), 0, eof))
    }

    /// Reads a quoted field that has no line end within the bound: it ends with its line, if not before.
    fn quoted_line(&mut self, stretch: &mut Stretch<'_>) -> io::Result<After> {
        let quote = self.lexer.quote.unwrap_or(b'"');
        let (eol, escape) = (self.lexer.eol, if self.lexer.backslash { b'\\' } else { quote });
        let form = Form { quoted: true, coded: true, stray: false };
        let start = stretch.position();
        let mut piece = Piece::new(self, start);
        loop {
            let window = stretch.window();
            let stop = memchr3(quote, eol, escape, window);
            piece.push(&window[..stop.unwrap_or(window.len())]);
            stretch.consume(stop.unwrap_or(usize::MAX));
            if piece.reader.stopped {
                return Ok(After::Record);
            }
            if stop.is_none() && stretch.fill()? {
                continue;
            }
            stretch.ensure(2)?;
            let pair = &stretch.window()[..stretch.window().len().min(2)];
            match pair {
                [b, c] if (*b == quote && *c == quote) || (*b == escape && *b != quote) => {
                    let mut plain = Vec::with_capacity(2);
                    piece.reader.lexer.decode(pair, form, &mut plain);
                    piece.push(&plain);
                    stretch.consume(2);
                }
                [b, ..] if *b == quote => {
                    stretch.consume(1);
                    let edge = piece.reader.edge_ahead(stretch)?;
                    if matches!(edge, Edge::Field | Edge::Record(_)) {
                        piece.end();
                        return self.leave(stretch);
                    }
                    piece.push(&[quote]);
                }
                [b, ..] if *b != eol => {
                    let b = *b;
                    piece.push(&[b]);
                    stretch.consume(1);
                }
                _ => {
                    piece.end();
                    self.sink.gap(Gap::new(
                        start - 1,
                        stretch.position(),
                        Reason::Corrupt,
                        "a quoted field doesn't close on its line; it was examined as one value: look at the line",
                    ));
                    return self.leave(stretch);
                }
            }
        }
    }

    /// Reads an unquoted field. The last one that counts takes in the rest of its line.
    fn long_bare(&mut self, stretch: &mut Stretch<'_>, last: bool) -> io::Result<After> {
        let (eol, first) = (self.lexer.eol, if last { self.lexer.eol } else { self.lexer.first });
        let backslash = self.lexer.backslash;
        let form = Form { quoted: false, coded: true, stray: false };
        if self.null_ahead(stretch)? {
            self.columns.push(Span::NULL);
            stretch.consume(2);
            return self.leave(stretch);
        }
        let mut piece = Piece::new(self, stretch.position());
        loop {
            let window = stretch.window();
            let stop = match backslash {
                true => memchr3(first, eol, b'\\', window),
                false => memchr2(first, eol, window),
            };
            let seen = &window[..stop.unwrap_or(window.len())];
            // A `\r` belongs to the line end if a `\n` follows, so it is held back until that is known.
            let held = usize::from(seen.ends_with(b"\r") && (stop.is_none() || window.get(seen.len()) == Some(&b'\n')));
            let n = seen.len() - held;
            piece.push(&seen[..n]);
            stretch.consume(n);
            if piece.reader.stopped {
                return Ok(After::Record);
            }
            if stop.is_none() && stretch.fill()? {
                continue;
            }
            match piece.reader.edge_ahead(stretch)? {
                Edge::Field if !last => {
                    piece.end();
                    return self.leave(stretch);
                }
                Edge::Record(n) => {
                    piece.end();
                    stretch.consume(n);
                    return Ok(After::Record);
                }
                _ => {}
            }
            let take = match stretch.window() {
                [b'\\', _, ..] if backslash => 2,
                _ => 1,
            };
            let raw = &stretch.window()[..take];
            if take == 2 {
                let mut plain = Vec::with_capacity(2);
                piece.reader.lexer.decode(raw, form, &mut plain);
                piece.push(&plain);
            } else {
                piece.push(raw);
            }
            stretch.consume(take);
        }
    }
}

impl Reader<'_> {
    /// Whether the field at the front of the window is `\\N`.
    fn null_ahead(&mut self, stretch: &mut Stretch<'_>) -> io::Result<bool> {
        stretch.ensure(2 + self.lexer.delimiter.len().max(2))?;
        let window = stretch.window();
        let edge = self.lexer.edge(window, 2, stretch.at_eof());
        Ok(window.starts_with(b"\\N") && matches!(edge, Edge::Field | Edge::Record(_)))
    }
}

/// A field under construction: its first part goes to the record, the rest out in windows as it comes.
struct Piece<'r, 'a> {
    reader: &'r mut Reader<'a>,
    position: u64,
    begin: usize,
    limit: usize,
    window: Vec<u8>,
    fresh: bool,
}

impl<'r, 'a> Piece<'r, 'a> {
    fn new(reader: &'r mut Reader<'a>, position: u64) -> Self {
        let begin = reader.columns.scratch.len();
        Self { reader, position, begin, limit: if begin < KEPT { WINDOW } else { KEPT_FIELD }, window: Vec::new(), fresh: false }
    }

    /// Adds bytes, decoded.
    fn push(&mut self, bytes: &[u8]) {
        let scratch = &mut self.reader.columns.scratch;
        let room = self.begin + self.limit - scratch.len();
        let (kept, mut rest) = bytes.split_at(room.min(bytes.len()));
        scratch.extend_from_slice(kept);
        if !rest.is_empty() && self.window.is_empty() {
            let value = scratch.get(self.begin..).unwrap_or_default();
            self.window.extend_from_slice(tail(value));
        }
        while !rest.is_empty() {
            let (now, later) = rest.split_at((WINDOW - self.window.len()).min(rest.len()));
            self.window.extend_from_slice(now);
            self.fresh = true;
            rest = later;
            if self.window.len() == WINDOW {
                self.hand_over();
                let from = WINDOW - tail(&self.window).len();
                self.window.drain(..from);
                self.fresh = false;
            }
        }
    }

    /// Ends the field.
    fn end(&mut self) {
        if self.fresh {
            self.hand_over();
        }
        let columns = &mut self.reader.columns;
        columns.push(Span::scratch(self.begin, columns.scratch.len() - self.begin));
    }

    fn hand_over(&mut self) {
        let column = Column {
            key: ColumnKey::Ordinal(self.reader.columns.fields() as u32),
            spans: vec![Span::scratch(0, self.window.len())],
            rows: Rows::Dense,
        };
        let flow = self.reader.sink.batch(&Batch {
            table: self.reader.table,
            role: Role::Window,
            records: 1,
            position: self.position,
            bytes: &[],
            scratch: &self.window,
            columns: &[column],
        });
        self.reader.stopped |= flow == Flow::Stop;
    }
}

/// What a window shares with the next one.
fn tail(bytes: &[u8]) -> &[u8] {
    bytes.get(bytes.len().saturating_sub(WINDOW_OVERLAP)..).unwrap_or_default()
}
