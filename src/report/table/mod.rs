//! The report for a person: a row a category, a column a volume, what is open, what to do next, and the sentence at the end.

mod matrix;
mod sections;

use std::io::{self, Write};

use super::width::safe;
use crate::model::report::Report;

/// How a table is to look.
#[derive(Clone, Copy)]
pub struct Look<'n> {
    /// Columns of the terminal; `None` where there is none.
    pub width: Option<usize>,
    /// Whether to colour it. It reads the same without.
    pub color: bool,
    /// A category's noun in the plural.
    pub nouns: &'n dyn Fn(&str) -> String,
}

/// Columns where no terminal says how many.
const USUAL: usize = 80;
/// Below this nothing lines up; narrower terminals wrap.
const NARROWEST: usize = 30;

impl Look<'_> {
    fn columns(&self) -> usize {
        self.width.unwrap_or(USUAL).max(NARROWEST)
    }

    fn noun(&self, category: &str) -> String {
        safe(&(self.nouns)(category))
    }

    fn paint(&self, ink: Ink, text: &str) -> String {
        if self.color && ink != Ink::Plain { format!("\u{1b}[{}m{text}\u{1b}[0m", ink.code()) } else { text.to_owned() }
    }
}

/// Colours; SGR parameters of ECMA-48.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    Plain,
    Bold,
    Alarm,
    Good,
    Doubt,
    Faint,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Ink::Plain => "0",
            Ink::Bold => "1",
            Ink::Alarm => "1;31",
            Ink::Good => "32",
            Ink::Doubt => "33",
            Ink::Faint => "2",
        }
    }
}

/// Writes a report for a person. Its last line is the sentence, whole and unbroken.
///
/// # Errors
/// What `out` says.
pub fn write(report: &Report, look: &Look<'_>, out: &mut dyn Write) -> io::Result<()> {
    sections::before(report, look, out)?;
    matrix::write(report, look, out)?;
    sections::after(report, look, out)?;
    writeln!(out, "{}", look.paint(Ink::Bold, &safe(&report.summary)))
}

#[cfg(test)]
mod tests;
