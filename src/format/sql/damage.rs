//! The way back after damage: a quote that never closes, garbage between rows.

use std::io;

use super::landmark::{LOOK, is_statement_line};
use super::reader::{Now, Reader};
use crate::model::batch::{WINDOW, WINDOW_OVERLAP};
use crate::model::{Flow, Gap, Reason};

/// Where reading goes on.
enum Resume {
    /// At a statement.
    Statement(usize),
    /// At a row of the INSERT that is open.
    Row(usize),
}

impl Reader<'_, '_> {
    /// What begins at the cursor is no SQL; that showed `shown` bytes behind it. Goes on where a statement or a row
    /// begins, hands over what lies between as damaged text, and says so with a gap.
    pub(super) fn damage(&mut self, shown: usize) -> io::Result<()> {
        self.release();
        let start = self.here();
        let rows = matches!(self.now, Now::Values(_));
        // A damaged DELIMITER would make one statement of all that follows.
        self.delimiter = b";".to_vec();
        let mut from = 0;
        let mut shown = shown;
        let end = loop {
            let enough = self.stretch.ensure(from + 2 * LOOK)?;
            let window = self.stretch.window();
            let usable = if enough { window.len() - LOOK } else { window.len() };
            match resume(window, from, usable, shown, rows) {
                Some(Resume::Statement(at)) => {
                    self.now = Now::Statement;
                    break at;
                }
                Some(Resume::Row(at)) => break at,
                None if !enough => {
                    self.now = Now::Statement;
                    break usable;
                }
                None => {}
            }
            from = usable;
            let gone = self.hand_over_damaged(usable);
            from -= gone;
            shown = shown.saturating_sub(gone);
            if self.flow == Flow::Stop {
                return Ok(());
            }
            if gone == 0 {
                self.stretch.fill()?;
            }
        };
        self.push_lines(0, end);
        self.at = end;
        let what = "is no valid SQL; its text was examined line by line: look at the damaged place";
        let gap = Gap::new(start, self.here(), Reason::Corrupt, what);
        self.sink.gap(gap);
        Ok(())
    }

    /// Hands over damaged text as soon as it is much: up to its last line break, or, of a line without end, one
    /// window. Where it is cut depends on the bytes alone. Returns how many bytes were let go of.
    fn hand_over_damaged(&mut self, usable: usize) -> usize {
        let text = self.stretch.window().get(..usable).unwrap_or_default();
        let (cut, gone) = match memchr::memrchr(b'\n', text) {
            Some(line) if usable >= WINDOW => (line + 1, line + 1),
            None if usable >= 2 * WINDOW => (WINDOW, WINDOW - WINDOW_OVERLAP),
            _ => return 0,
        };
        self.push_lines(0, cut);
        self.at = gone;
        self.release();
        gone
    }

    /// Whether a statement begins on a later line of the window.
    pub(super) fn resumes_in_window(&self) -> bool {
        let rest = self.stretch.window().get(self.at..).unwrap_or_default();
        matches!(resume(rest, 0, rest.len(), rest.len(), false), Some(Resume::Statement(_)))
    }
}

/// The first place in `from..usable` where reading can go on. Rows on one line are only looked for behind `shown`.
fn resume(window: &[u8], from: usize, usable: usize, shown: usize, rows: bool) -> Option<Resume> {
    let mut at = from;
    let line = loop {
        let Some(n) = memchr::memchr(b'\n', window.get(at..usable)?) else {
            break None;
        };
        at += n + 1;
        let line = window.get(at..).unwrap_or_default();
        if is_statement_line(line) {
            break Some(Resume::Statement(at));
        }
        let indent = line.iter().take_while(|&&b| b == b' ' || b == b'\t').count();
        if rows && line.get(indent) == Some(&b'(') && indent < LOOK {
            break Some(Resume::Row(at + indent));
        }
    };
    let before = match line {
        Some(Resume::Statement(at) | Resume::Row(at)) => at,
        None => usable,
    };
    let inline = Some(shown.max(from)).filter(|_| rows).and_then(|from| {
        let found = super::scan::find(window.get(from..before)?, b"),(")?;
        Some(Resume::Row(from + found + 2))
    });
    let semicolon = Some(shown.max(from)).and_then(|from| {
        let found = memchr::memchr(b'\n', window.get(from..before)?)?;
        let end = from + found;
        let text = window.get(from..end)?.trim_ascii_end();
        text.ends_with(b";").then_some(Resume::Statement(end + 1))
    });
    let place = |resume: &Resume| match resume {
        Resume::Statement(at) | Resume::Row(at) => *at,
    };
    [line, inline, semicolon].into_iter().flatten().min_by_key(place)
}
