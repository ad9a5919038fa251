//! The units of a script: statements, and the rows of an INSERT.

use std::io;

use super::create::create_table;
use super::expression::{Meaning, meaning};
use super::header::{self, Insert};
use super::lexer::{Halt, Lexer, Parsed};
use super::mode::Target;
use super::reader::{LARGE, Now, Reader};
use super::row::Cell;
use super::scan::is_word;
use super::statement::{Ending, begins_statement, is_any, is_line_command, is_routine, statement_end};
use crate::model::{Gap, Reason, Span};

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
                    if text.contains(&b'@') || super::landmark::has_digit_run(text) {
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
    pub(super) fn parse<T>(
        &mut self,
        parse: impl Fn(&mut Self) -> Parsed<T>,
        then: impl FnOnce(&mut Self, T) -> io::Result<()>,
    ) -> io::Result<()> {
        loop {
            match parse(self) {
                Ok(found) => return then(self, found),
                Err(Halt::Bad(_)) => return self.other(),
                Err(Halt::More) if self.stretch.at_eof() => {
                    // A statement on a later line says that a quote was left open, and not that the rest is missing.
                    if self.resumes_in_window() {
                        return self.damage(0);
                    }
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
        self.push_row(number);
        self.examine(tail, end);
        self.at = end;
        Ok(())
    }

    /// What follows a table's columns up to the delimiter: its options.
    fn rest_of_create(&mut self) -> io::Result<()> {
        loop {
            let rest = self.stretch.window().get(self.at..).unwrap_or_default();
            if rest.iter().any(|&b| !super::scan::is_space(b)) {
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
                    let strict = self.flavour.always_terminates();
                    if !terminated && strict && self.resumes_in_window() {
                        return self.damage(0);
                    }
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
    pub(super) fn unterminated(&mut self) {
        let here = self.here();
        let what = "ends in the middle of a statement: its delimiter is missing; get the whole file";
        self.sink.gap(Gap::new(here, here, Reason::Corrupt, what));
    }
}
