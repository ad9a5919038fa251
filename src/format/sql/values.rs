//! The rows of an INSERT, and what stands between and behind them.

use std::io;

use super::lexer::{Halt, Lexer, Parsed, What};
use super::reader::{LARGE, Now, Reader};
use super::row;
use super::statement::{begins_statement, is_any};

/// What a unit turned out to be.
enum Unit {
    /// It ends here, and the next is of this kind.
    Done(usize, Now),
    /// No such unit: it is taken for another kind of statement.
    Other,
}

impl Reader<'_, '_> {
    /// A row of an INSERT, and what stands behind it.
    pub(super) fn values(&mut self, number: usize) -> io::Result<()> {
        let window = self.stretch.window();
        let rest = window.get(self.at..).unwrap_or_default();
        if rest.len() < 8 && !self.stretch.at_eof() {
            self.more()?;
            return Ok(());
        }
        if rest.starts_with(&self.delimiter) || rest.first() == Some(&b';') {
            self.now = Now::Statement;
            return Ok(());
        }
        if matches!(rest.first(), Some(b'-' | b'#' | b'/')) {
            return self.comment_between();
        }
        if !row::opens(window, self.at) {
            return self.damage(0);
        }
        self.fill_table(number);
        loop {
            let first_flavour = self.flavour;
            let mut halt = None;
            for flavour in [first_flavour, first_flavour.flipped()] {
                self.flavour = flavour;
                let found = self.row_and_tail(number);
                self.flavour = first_flavour;
                match found {
                    Ok(Unit::Done(end, now)) => {
                        self.push_row(number);
                        return self.after_row(end, now);
                    }
                    Ok(Unit::Other) => return self.other(),
                    Err(Halt::More) if !self.stretch.at_eof() && self.pending() < LARGE => {
                        halt = Some(Halt::More);
                        break;
                    }
                    Err(found) => halt = halt.or(Some(found)),
                }
            }
            match halt {
                Some(Halt::Bad(bad)) => return self.damage(bad.saturating_sub(self.at)),
                _ if self.stretch.at_eof() => return self.cut_off_row(number),
                _ if self.pending() >= LARGE => return self.large_row(number),
                _ => {
                    self.more()?;
                }
            }
        }
    }

    /// Parses the row at the cursor, and looks what the next unit is.
    fn row_and_tail(&mut self, number: usize) -> Parsed<Unit> {
        let mark = self.gather.scratch.len();
        let mut lexer = Lexer::new(self.stretch.window(), self.at, self.stretch.at_eof(), self.flavour);
        let select = lexer.peek()?.is_some_and(|b| matches!(b, b's' | b'S'));
        let found = row::row(&mut lexer, &mut self.row, &mut self.gather.scratch).and_then(|_| self.tail(number, lexer.pos));
        match found {
            Ok(unit) => Ok(unit),
            Err(halt) => {
                self.gather.scratch.truncate(mark);
                if select && matches!(halt, Halt::Bad(_)) { Ok(Unit::Other) } else { Err(halt) }
            }
        }
    }

    /// What stands behind a row that ends at `end`.
    pub(super) fn row_tail(&self, number: usize, end: usize) -> Parsed<(usize, Now)> {
        match self.tail(number, end)? {
            Unit::Done(end, now) => Ok((end, now)),
            Unit::Other => Err(Halt::Bad(end)),
        }
    }

    /// What stands behind a row that ends at `end`: more rows, the end, or a clause.
    fn tail(&self, number: usize, end: usize) -> Parsed<Unit> {
        let mut lexer = self.lexer();
        lexer.pos = end;
        if lexer.peek()? == Some(b',') {
            return Ok(Unit::Done(end + 1, Now::Values(number)));
        }
        match lexer.blanks() {
            Err(Halt::More) if lexer.eof => return Ok(Unit::Done(end, Now::Statement)),
            other => other?,
        }
        if lexer.peek()? == Some(b',') {
            return Ok(Unit::Done(lexer.pos + 1, Now::Values(number)));
        }
        let ahead = lexer.bytes.get(lexer.pos..).unwrap_or_default();
        if ahead.len() < 32 && !lexer.eof {
            return Err(Halt::More);
        }
        if ahead.starts_with(&self.delimiter) {
            return Ok(Unit::Done(lexer.pos + self.delimiter.len(), Now::Statement));
        }
        let behind = lexer.pos;
        let token = lexer.token()?;
        let word = lexer.slice(token.start, token.end);
        if token.kind == What::Word && word.eq_ignore_ascii_case(b"union") {
            let _ = lexer.accept(b"all")? || lexer.accept(b"distinct")?;
            return Ok(Unit::Done(lexer.pos, Now::Values(number)));
        }
        match token.kind {
            What::End => Ok(Unit::Done(behind, Now::Statement)),
            What::Word if begins_statement(word, self.flavour.kind) || is_any(word, &["on", "returning", "as"]) => {
                Ok(Unit::Done(end, Now::Statement))
            }
            What::Punct(b';' | b'/' | b'\\') => Ok(Unit::Done(behind, Now::Statement)),
            What::Punct(b')') => Ok(Unit::Done(lexer.pos, Now::Statement)),
            _ => Err(Halt::Bad(behind)),
        }
    }

    /// Goes behind a row: a comment before the comma is examined, and what follows `ON` or `RETURNING`.
    pub(super) fn after_row(&mut self, end: usize, now: Now) -> io::Result<()> {
        self.at = end;
        self.now = now;
        if self.now != Now::Statement {
            return Ok(());
        }
        let ended = end.checked_sub(1).and_then(|i| self.stretch.window().get(i)) == self.delimiter.last();
        if ended {
            return Ok(());
        }
        if self.pending() == 0 && self.stretch.at_eof() {
            if self.flavour.always_terminates() {
                self.unterminated();
            }
            return Ok(());
        }
        let mut lexer = self.lexer();
        let clause = lexer
            .token()
            .is_ok_and(|token| token.kind == What::Word && is_any(lexer.slice(token.start, token.end), &["on", "returning", "as"]));
        if clause { self.other() } else { Ok(()) }
    }

    /// A comment between two rows.
    fn comment_between(&mut self) -> io::Result<()> {
        let now = self.now.clone();
        self.parse(
            |reader| {
                let mut lexer = reader.lexer();
                Ok(lexer.comment()?.then_some(lexer.pos))
            },
            |reader, end| {
                let Some(end) = end else {
                    return reader.damage(0);
                };
                reader.examine(reader.at, end);
                reader.at = end;
                reader.now = now;
                Ok(())
            },
        )
    }

    /// The input ends in a row: its complete values are handed over as a row, the rest as damaged text. Where a
    /// statement begins on a later line, a quote was left open instead.
    fn cut_off_row(&mut self, number: usize) -> io::Result<()> {
        if self.resumes_in_window() {
            return self.damage(0);
        }
        let mut lexer = Lexer::new(self.stretch.window(), self.at, true, self.flavour);
        let _ = row::row(&mut lexer, &mut self.row, &mut self.gather.scratch);
        let reached = self.row.reached;
        if !self.row.cells.is_empty() {
            self.push_row(number);
        }
        self.cut_off(reached);
        Ok(())
    }
}
