//! The units of a script: statements, and the rows of an INSERT.

use std::io;

use super::create::create_table;
use super::expression::{Meaning, meaning};
use super::header::{self, Insert};
use super::lexer::{Halt, Lexer, Parsed, What, is_word};
use super::mode::Target;
use super::reader::{LARGE, Now, Reader};
use super::row::{self, Cell};
use super::statement::{Ending, begins_statement, is_any, is_line_command, is_routine, statement_end};
use crate::model::{Gap, Reason, Span};

/// What a unit turned out to be.
enum Unit {
    /// It ends here, and the next is of this kind.
    Done(usize, Now),
    /// No such unit: it is taken for another kind of statement.
    Other,
}

impl Reader<'_, '_> {
    /// A statement or comment at the cursor.
    pub(super) fn statement(&mut self) -> io::Result<()> {
        if self.stretch.window().len() < self.at + 64 && !self.stretch.at_eof() {
            self.more()?;
            return Ok(());
        }
        let rest = self.stretch.window().get(self.at..).unwrap_or_default();
        // `VALUE` is not the head of `VALUES`.
        let ends = rest.get(self.head.0.len()).is_some_and(|&b| !is_word(b));
        if ends && !self.head.0.is_empty() && rest.starts_with(&self.head.0) {
            self.at += self.head.0.len();
            self.now = Now::Values(self.head.1);
            return Ok(());
        }
        if rest.starts_with(&self.delimiter) {
            self.at += self.delimiter.len();
            return Ok(());
        }
        match rest.first() {
            Some(b';') => {
                self.at += 1;
                return Ok(());
            }
            Some(b'\\') => return self.line(),
            Some(b'-' | b'#' | b'/') if !is_line_command(rest, self.flavour.kind) => {
                return self.parse(
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
                        Ok(())
                    },
                );
            }
            _ => {}
        }
        if is_line_command(rest, self.flavour.kind) {
            return self.line();
        }
        let word = rest.get(..rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len())).unwrap_or_default();
        if is_any(word, &["insert", "replace", "into"]) {
            self.parse(Self::insert_head, Self::take_insert)
        } else if is_any(word, &["copy"]) {
            self.parse(
                |reader| {
                    let mut lexer = reader.lexer();
                    header::copy(&mut lexer).map(|head| (head, lexer.pos))
                },
                |reader, ((target, form), end)| {
                    let number = reader.number(target);
                    reader.at = end;
                    reader.now = Now::Copy(number, form);
                    Ok(())
                },
            )
        } else if is_any(word, &["update"]) {
            self.parse(
                |reader| {
                    let mut lexer = reader.lexer();
                    let target = header::update(&mut lexer)?;
                    reader.assignments(lexer.pos, target)
                },
                |_, ()| Ok(()),
            )
        } else if is_any(word, &["create"]) {
            self.parse(
                |reader| {
                    let mut lexer = reader.lexer();
                    create_table(&mut lexer).map(|schema| (schema, lexer.pos))
                },
                |reader, (schema, end)| {
                    let text = reader.stretch.window().get(reader.at..end).unwrap_or_default();
                    if text.contains(&b'@') || super::statement::has_digit_run(text) {
                        reader.examine(reader.at, end);
                    }
                    reader.sink.table(&schema);
                    reader.at = end;
                    reader.rest_of_create()
                },
            )
        } else if word.first().is_some_and(|b| !b.is_ascii_digit()) && begins_statement(word, self.flavour.kind)
            || rest.first() == Some(&b')')
            || rest.first() == Some(&b'(')
        {
            self.other()
        } else {
            self.damage(0)
        }
    }

    /// Runs a parse at the cursor, with more and more bytes until it comes to its end; `then` takes its result.
    /// What is none of its kind is read as another statement.
    fn parse<T>(&mut self, parse: impl Fn(&mut Self) -> Parsed<T>, then: impl FnOnce(&mut Self, T) -> io::Result<()>) -> io::Result<()> {
        loop {
            match parse(self) {
                Ok(found) => return then(self, found),
                Err(Halt::Bad(_)) => return self.other(),
                Err(Halt::More) if self.stretch.at_eof() => {
                    self.cut_off(self.at);
                    return Ok(());
                }
                Err(Halt::More) if self.pending() >= LARGE => return self.damage(0),
                Err(Halt::More) => {
                    self.more()?;
                }
            }
        }
    }

    /// A line that a client reads, such as `\connect`, `REM` and `DELIMITER`.
    fn line(&mut self) -> io::Result<()> {
        self.parse(
            |reader| reader.lexer().line_end(reader.at),
            |reader, end| {
                let line = reader.stretch.window().get(reader.at..end).unwrap_or_default().trim_ascii();
                if line.get(..9).is_some_and(|word| word.eq_ignore_ascii_case(b"delimiter")) {
                    let mark = line.get(9..).unwrap_or_default().trim_ascii();
                    if !mark.is_empty() && mark.len() <= 16 {
                        reader.delimiter = mark.to_vec();
                    }
                }
                reader.examine(reader.at, end);
                reader.at = end;
                Ok(())
            },
        )
    }

    fn insert_head(&mut self) -> Parsed<(Insert, usize)> {
        let mut lexer = self.lexer();
        header::insert(&mut lexer).map(|head| (head, lexer.pos))
    }

    fn take_insert(&mut self, (insert, end): (Insert, usize)) -> io::Result<()> {
        match insert {
            Insert::Rows(target) => {
                let number = self.number(target);
                let head = self.stretch.window().get(self.at..end).unwrap_or_default();
                if head.len() < 4096 {
                    self.head = (head.to_vec(), number);
                }
                self.now = Now::Values(number);
                self.at = end;
                Ok(())
            }
            Insert::Select(target) => {
                let number = self.number(target);
                self.now = Now::Values(number);
                self.at = end;
                Ok(())
            }
            Insert::Assignments(target) => {
                let from = end - self.at;
                self.parse(move |reader| reader.assignments(reader.at + from, target.clone()), |_, ()| Ok(()))
            }
        }
    }

    /// The record that a SET list behind `from` makes; the rest of the statement is examined as text.
    fn assignments(&mut self, from: usize, mut target: Target) -> Parsed<()> {
        let mut lexer = self.lexer();
        lexer.pos = from;
        let mut list = Vec::new();
        header::assignments(&mut lexer, &mut list)?;
        let tail = lexer.pos;
        let (end, _) = statement_end(&mut lexer, &Ending { delimiter: &self.delimiter, routine: false })?;
        let name = target.table.clone();
        target.columns = Some(list.iter().map(|a| a.column.clone()).collect());
        let number = self.number(target);
        self.fill_table(number);
        self.row.cells.clear();
        for (assignment, ordinal) in list.iter().zip(0u32..) {
            let bytes = self.stretch.window().get(..assignment.end).unwrap_or_default();
            let mut inner = Lexer::new(bytes, assignment.start, true, self.flavour);
            let mut parts = Vec::new();
            let span = match meaning(&mut inner, &mut self.gather.scratch, &mut parts) {
                Meaning::Null => Span::NULL,
                Meaning::One { span, .. } => span,
                _ => Span::borrowed(assignment.start, assignment.end.saturating_sub(assignment.start)),
            };
            self.row.cells.push(Cell { ordinal, part: 0, span });
        }
        debug_assert!(!name.is_empty());
        self.push_row(number);
        self.examine(tail, end);
        self.at = end;
        Ok(())
    }

    /// What follows a table's columns up to the delimiter: its options.
    fn rest_of_create(&mut self) -> io::Result<()> {
        loop {
            let rest = self.stretch.window().get(self.at..).unwrap_or_default();
            if rest.iter().any(|&b| !super::lexer::is_space(b)) {
                return self.other();
            }
            if !self.more()? {
                self.at = self.stretch.window().len();
                if self.flavour.always_terminates() {
                    self.unterminated();
                }
                return Ok(());
            }
        }
    }

    /// Any other statement: framing, but for what its literals may hold.
    pub(super) fn other(&mut self) -> io::Result<()> {
        self.now = Now::Statement;
        loop {
            let mut lexer = self.lexer();
            let found = is_routine(&lexer).and_then(|routine| {
                let routine = routine && self.stretch.window().get(self.at).is_some_and(|b| matches!(b, b'c' | b'C'));
                statement_end(&mut lexer, &Ending { delimiter: &self.delimiter, routine })
            });
            match found {
                Ok((end, terminated)) => {
                    self.examine(self.at, end);
                    let moved = end > self.at;
                    self.at = end;
                    if !moved {
                        return self.damage(0);
                    }
                    if !terminated && self.pending() == 0 && self.stretch.at_eof() && self.flavour.always_terminates() {
                        self.unterminated();
                    }
                    return Ok(());
                }
                Err(Halt::More) if self.stretch.at_eof() => {
                    if self.resumes_in_window() {
                        return self.damage(0);
                    }
                    self.cut_off(self.at);
                    return Ok(());
                }
                Err(Halt::More) if self.pending() < LARGE => {
                    self.more()?;
                }
                Err(_) => return self.damage(0),
            }
        }
    }

    /// The last statement has no delimiter, which this flavour's dumps always write.
    fn unterminated(&mut self) {
        let here = self.here();
        let what = "ends in the middle of a statement: its delimiter is missing; get the whole file";
        self.sink.gap(Gap::new(here, here, Reason::Corrupt, what));
    }

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
