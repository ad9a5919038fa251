//! What happens after damage: where reading goes on, and what becomes of the bytes between.

use std::io;

use memchr::memchr2;

use super::Style;
use super::reader::Reader;
use super::scan;
use super::walk::Step;
use crate::format::Sink;
use crate::model::batch::{WINDOW, WINDOW_OVERLAP};
use crate::model::{Batch, Column, ColumnKey, Flow, Gap, Reason, Role, Rows, Schema, SchemaOrigin, Span, TableRef};

/// How many bytes are enough to tell whether a record begins.
const LOOK: usize = 512;
/// How far behind its end a split looks for a first record. Where there is none, it is read again when it is known.
const GUESS_REACH: u64 = 16 << 20;
/// How many gaps one reading names one by one.
const MAX_GAPS: usize = 4096;

/// What the first record of an array looks like: the others are told from damage by it.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Anchor {
    /// The blanks between the line feed and the record, if it begins a line.
    pub(super) indent: Option<Vec<u8>>,
    /// Its first key.
    pub(super) key: Option<Vec<u8>>,
    /// Its first byte, if that is known.
    pub(super) opener: Option<u8>,
}

impl Anchor {
    /// Learns from the record at `at`.
    fn learn(window: &[u8], at: usize) -> Self {
        let before = window.get(at.saturating_sub(LOOK)..at).unwrap_or_default();
        let blanks = before.iter().rev().take_while(|b| b" \t".contains(b)).count();
        let begins_line = before.len() > blanks && before[before.len() - blanks - 1] == b'\n';
        let body = window.get(at..(at + LOOK).min(window.len())).unwrap_or_default();
        let mut key = None;
        let quote = scan::skip_blank(body, 1);
        if body.first() == Some(&b'{')
            && body.get(quote) == Some(&b'"')
            && let scan::End::Closed { at: end, escaped: false } = scan::string_end(body, quote + 1, b'"', false)
            && end - quote < 128
        {
            key = Some(body[quote + 1..end].to_vec());
        }
        Self { indent: begins_line.then(|| before[before.len() - blanks..].to_vec()), key, opener: body.first().copied() }
    }

    /// Where the record begins, if one begins behind the line feed or comma at `at`.
    fn record_at(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let begin = match &self.indent {
            Some(indent) => {
                let body = bytes.get(at + 1..)?;
                if bytes[at] != b'\n' || !body.starts_with(indent) {
                    return None;
                }
                at + 1 + indent.len()
            }
            None => scan::skip_blank(bytes, at + 1),
        };
        if begin > at + LOOK / 2 {
            return None;
        }
        let opener = *bytes.get(begin)?;
        if self.opener.map_or(!b"{[".contains(&opener), |o| o != opener) {
            return None;
        }
        if opener == b'{' {
            let quote = scan::skip_blank(bytes, begin + 1);
            let rest = bytes.get(quote..)?;
            let fits = match (&self.key, rest.first()) {
                (Some(key), Some(b'"')) => rest[1..].starts_with(key) && rest.get(key.len() + 1) == Some(&b'"'),
                (None, Some(b'"' | b'}')) => true,
                _ => false,
            };
            return fits.then_some(begin);
        }
        Some(begin)
    }
}

/// Gaps on their way, and the table of damaged bytes.
#[derive(Default)]
pub(super) struct Damage {
    pending: Option<Gap>,
    told: usize,
    table: Option<TableRef>,
    mid_line: bool,
}

impl Damage {
    /// Notes a gap. Those that touch become one; beyond [`MAX_GAPS`] the last one grows over what is between.
    pub(super) fn gap(&mut self, gap: Gap, sink: &mut dyn Sink) {
        if let Some(last) = &mut self.pending {
            let touches = gap.start <= last.end + 1 && gap.reason == last.reason;
            if touches || self.told >= MAX_GAPS {
                last.end = last.end.max(gap.end);
                return;
            }
        }
        self.report(sink);
        self.pending = Some(gap);
    }

    /// Hands over the gap that waits.
    pub(super) fn report(&mut self, sink: &mut dyn Sink) {
        if let Some(gap) = self.pending.take() {
            self.told += 1;
            sink.gap(gap);
        }
    }

    /// Hands over damaged bytes line by line, so that they are still examined.
    fn spill(&mut self, bytes: &[u8], position: u64, sink: &mut dyn Sink) -> Flow {
        let control = bytes.iter().filter(|b| **b < b' ' && !b"\t\r\n".contains(b)).count();
        if control > bytes.len() / 8 {
            return Flow::Continue;
        }
        let table = *self
            .table
            .get_or_insert_with(|| sink.table(&Schema { name: b"damaged"[..].into(), origin: SchemaOrigin::Unnamed, columns: Vec::new() }));
        let mut flow = Flow::Continue;
        let mut send = |role: Role, spans: Vec<Span>| {
            let columns = [Column { key: ColumnKey::Name(b"line"[..].into()), rows: Rows::Dense, spans }];
            let batch = Batch { table, role, records: columns[0].spans.len(), position, bytes, scratch: b"", columns: &columns };
            if batch.records > 0 && sink.batch(&batch) == Flow::Stop {
                flow = Flow::Stop;
            }
        };
        let (mut spans, mut windows) = (Vec::new(), Vec::new());
        let mut at = 0;
        let mut inside = self.mid_line;
        for line in bytes.split(|&b| b == b'\n') {
            let blank = line.trim_ascii().is_empty();
            match (inside, blank) {
                (true, false) => windows.push(Span::borrowed(at, line.len())),
                (false, false) => spans.push(Span::borrowed(at, line.len().min(WINDOW))),
                _ => {}
            }
            if !inside && line.len() > WINDOW {
                let from = WINDOW - WINDOW_OVERLAP;
                windows.push(Span::borrowed(at + from, line.len() - from));
            }
            inside = false;
            at += line.len() + 1;
        }
        send(Role::Data, spans);
        send(Role::Window, windows);
        flow
    }
}

impl Reader<'_, '_> {
    /// Remembers what the first record of this array looks like.
    pub(super) fn note_anchor(&mut self) -> io::Result<()> {
        if self.anchor.is_some() {
            return Ok(());
        }
        if let Style::Array(Some(_)) = &self.style {
            // Splits must go on at the same places whatever they have seen before.
            self.anchor = Some(self.styled());
            return Ok(());
        }
        let at = self.walk.at;
        self.stretch.ensure(at + LOOK)?;
        self.anchor = Some(Anchor::learn(self.stretch.window(), at));
        Ok(())
    }

    /// The anchor that the dialect itself tells.
    fn styled(&self) -> Anchor {
        Anchor {
            indent: match &self.style {
                Style::Array(indent) => indent.clone(),
                _ => None,
            },
            ..Anchor::default()
        }
    }

    /// Finds the first record at or after the split's start.
    pub(super) fn guess(&mut self) -> io::Result<()> {
        let start = self.stretch.start;
        if self.style == Style::Lines {
            let skip = (start - 1).saturating_sub(self.stretch.position());
            self.skip(skip)?;
            let newline = |b: &[u8], _: bool| memchr::memchr(b'\n', b).map(|n| n + 1).ok_or(b.len());
            return self.search(newline, u64::MAX);
        }
        let anchor = self.styled();
        let margin = anchor.indent.as_ref().map_or(LOOK, |i| i.len() + 1) as u64;
        let skip = start.saturating_sub(margin).saturating_sub(self.stretch.position());
        self.skip(skip)?;
        let limit = self.stretch.end.saturating_add(GUESS_REACH);
        loop {
            self.search(|bytes, eof| next_record(&anchor, bytes, eof), limit)?;
            let found = self.stretch.at_eof() && self.stretch.window().is_empty();
            if found || self.stretch.position() >= start.min(limit) {
                break;
            }
            self.stretch.consume(1);
        }
        self.lost = self.stretch.position() >= limit;
        if !self.stretch.window().is_empty() {
            self.walk.inside_array();
        }
        Ok(())
    }

    fn skip(&mut self, mut n: u64) -> io::Result<()> {
        while n > 0 {
            let here = self.stretch.window().len().min(usize::try_from(n).unwrap_or(usize::MAX));
            self.stretch.consume(here);
            n -= here as u64;
            if here == 0 && !self.stretch.fill()? {
                break;
            }
        }
        Ok(())
    }

    /// Slides the window to where `find` says `Ok`; `Err(n)` says that nothing begins in the first `n` bytes. Gives up
    /// at the end of the input, or behind `limit`.
    fn search(&mut self, find: impl Fn(&[u8], bool) -> Result<usize, usize>, limit: u64) -> io::Result<()> {
        loop {
            match find(self.stretch.window(), self.stretch.at_eof()) {
                Ok(n) => {
                    self.stretch.consume(n);
                    return Ok(());
                }
                Err(n) => {
                    self.stretch.consume(n);
                    if self.stretch.position() >= limit {
                        return Ok(());
                    }
                    if !self.stretch.fill()? && n == 0 {
                        let rest = self.stretch.window().len();
                        self.stretch.consume(rest);
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Leaves damaged bytes behind, hands them over as text, and goes on where a record or line begins.
    pub(super) fn recover(&mut self, step: Step) -> io::Result<()> {
        let start = self.offset();
        let line = |b: &[u8], _: bool| memchr::memchr(b'\n', b).ok_or(b.len());
        if self.style == Style::Lines {
            self.leave_records();
            self.walk.leave_all();
            self.damaged(line)?;
        } else if self.walk.at_first_byte() && !self.walk.in_element() {
            // What was taken for a record isn't even the beginning of one.
            self.drop_record();
            return self.recover(step);
        } else if self.walk.between_elements() || self.walk.in_element() {
            if !self.walk.between_elements() {
                self.leave_element();
            }
            let anchor = self.anchor.clone().unwrap_or_else(|| self.styled());
            self.damaged(|bytes, eof| next_record(&anchor, bytes, eof))?;
        } else if self.walk.is_open() {
            self.in_document(step)?;
        } else {
            self.damaged(next_document)?;
        }
        let end = self.offset();
        let (reason, detail) = match step {
            Step::Deep => (Reason::Limit, "nested deeper than 100,000 levels: read as text"),
            _ => (Reason::Corrupt, "not JSON here: read as text; look for a whole copy of the file"),
        };
        self.damage.gap(Gap::new(start, end, reason, detail), self.sink);
        Ok(())
    }

    /// Ends the open record where it has values, and forgets it otherwise.
    pub(super) fn leave_element(&mut self) {
        if self.holds_values() || self.wraps() {
            self.end_record();
        } else {
            self.drop_record();
        }
    }

    fn leave_records(&mut self) {
        while self.walk.is_open() {
            self.leave_element();
        }
    }

    /// Damage in a document that is no record of an array: the same object goes on with the next line or member.
    fn in_document(&mut self, step: Step) -> io::Result<()> {
        let byte = self.stretch.window().get(self.walk.at).copied().unwrap_or(0);
        if step == Step::Bad && b"}])".contains(&byte) && self.walk.unwind(byte) {
            // The closer of an outer array or object: the inner ones were not closed.
            self.walk.resume();
            return Ok(());
        }
        self.damaged(next_member)?;
        let window = self.stretch.window();
        if matches!(window.get(self.walk.at..), Some([b'\n', b'{' | b'[', ..])) {
            self.leave_records();
            self.walk.leave_all();
        } else {
            self.walk.resume();
        }
        Ok(())
    }

    /// Hands over bytes from the walk on as damaged until `find` says where reading goes on.
    fn damaged(&mut self, find: impl Fn(&[u8], bool) -> Result<usize, usize>) -> io::Result<()> {
        self.slide();
        // The byte that can't be read is never where reading goes on, except for the line feed of NDJSON.
        let mut least = usize::from(self.style != Style::Lines);
        self.damage.mid_line = false;
        loop {
            let window = self.stretch.window();
            let eof = self.stretch.at_eof();
            let least_here = least.min(window.len());
            let found = find(&window[least_here..], eof);
            let (n, done) = match found {
                Ok(n) => (n + least_here, true),
                Err(_) if eof => (window.len(), true),
                Err(n) => (n + least_here, false),
            };
            if !done && n < WINDOW {
                self.stretch.fill()?;
                continue;
            }
            let position = self.stretch.position();
            let upto = window.get(..n).unwrap_or_default();
            // Whole lines where there are any, so that no value is cut.
            let whole = memchr::memrchr(b'\n', upto).map(|n| n + 1).filter(|_| !done);
            let upto = &upto[..whole.unwrap_or(n)];
            if self.damage.spill(upto, position, self.sink) == Flow::Stop {
                self.flow = Flow::Stop;
            }
            let taken = match (done, whole) {
                (true, _) => n,
                (false, Some(lines)) => lines,
                (false, None) => n - WINDOW_OVERLAP,
            };
            self.damage.mid_line = !done && whole.is_none();
            self.stretch.consume(taken);
            self.walk.consumed(taken);
            least = 0;
            if done || self.flow == Flow::Stop {
                return Ok(());
            }
        }
    }
}

/// The next record of an array behind a line feed or comma.
fn next_record(anchor: &Anchor, bytes: &[u8], eof: bool) -> Result<usize, usize> {
    let safe = if eof { bytes.len() } else { bytes.len().saturating_sub(LOOK) };
    let mut at = 0;
    while let Some(n) = bytes.get(at..safe).and_then(|b| memchr2(b'\n', b',', b)) {
        if let Some(begin) = anchor.record_at(bytes, at + n) {
            return Ok(begin);
        }
        at += n + 1;
    }
    Err(safe)
}

/// The next line that begins with a document.
fn next_document(bytes: &[u8], eof: bool) -> Result<usize, usize> {
    let safe = if eof { bytes.len() } else { bytes.len().saturating_sub(LOOK) };
    let mut at = 0;
    while let Some(n) = bytes.get(at..safe).and_then(|b| memchr::memchr(b'\n', b)) {
        at += n + 1;
        if matches!(bytes.get(at), Some(b'{' | b'[')) {
            return Ok(at);
        }
    }
    Err(safe)
}

/// The next line feed, or comma with a key behind it.
fn next_member(bytes: &[u8], eof: bool) -> Result<usize, usize> {
    let safe = if eof { bytes.len() } else { bytes.len().saturating_sub(LOOK) };
    let mut at = 0;
    while let Some(n) = bytes.get(at..safe).and_then(|b| memchr2(b'\n', b',', b)) {
        at += n;
        if bytes[at] == b'\n' || bytes.get(scan::skip_blank(bytes, at + 1)) == Some(&b'"') {
            return Ok(at);
        }
        at += 1;
    }
    Err(safe)
}
