//! One record of an `INSERT`: `(…)`, `ROW(…)` or `SELECT …`.

use super::expression::{Meaning, meaning, text_span};
use super::lexer::{Escapes, Halt, Lexer, Parsed, What};
use super::scan::{is_word, quote_end};
use crate::model::Span;

/// One value of a record.
#[derive(Clone, Copy)]
pub struct Cell {
    /// Which column, from 0.
    pub ordinal: u32,
    /// Which part of a constructor with several values, from 1; 0 for the column's own value.
    pub part: u32,
    /// The value.
    pub span: Span,
}

/// The values of one record, and the buffers that parsing them needs; kept between records.
#[derive(Default)]
pub struct Row {
    /// The values in their order.
    pub cells: Vec<Cell>,
    /// Index in the window where the first value that isn't complete begins.
    pub reached: usize,
    parts: Vec<Span>,
}

/// How a record is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Values in parentheses.
    Tuple,
    /// `SELECT 1, 'x'` without a table.
    Select,
}

/// Reads one record at the lexer's cursor, which ends behind it. Made values are appended to `scratch`.
///
/// # Errors
/// [`Halt::More`] leaves the complete values in `row`, so that a record which is cut off can be handed over.
/// [`Halt::Bad`] for what is no record: a stray quote, or a query.
pub fn row(lexer: &mut Lexer<'_>, row: &mut Row, scratch: &mut Vec<u8>) -> Parsed<Shape> {
    row.cells.clear();
    row.reached = lexer.pos;
    let shape = open(lexer)?;
    row.reached = lexer.pos;
    let mut ordinal = 0;
    loop {
        lexer.blanks()?;
        row.reached = lexer.pos;
        if ordinal == 0 && shape == Shape::Tuple && lexer.peek()? == Some(b')') {
            lexer.pos += 1;
            return Ok(shape);
        }
        let last = value(lexer, ordinal, shape, row, scratch)?;
        if last {
            return Ok(shape);
        }
        ordinal += 1;
    }
}

/// Takes what opens a record.
fn open(lexer: &mut Lexer<'_>) -> Parsed<Shape> {
    if lexer.peek()? == Some(b'(') {
        lexer.pos += 1;
        return Ok(Shape::Tuple);
    }
    let start = lexer.pos;
    if lexer.accept(b"select")? {
        lexer.accept(b"all")?;
        return Ok(Shape::Select);
    }
    if lexer.accept(b"row")? && lexer.accept_byte(b'(')? {
        return Ok(Shape::Tuple);
    }
    Err(Halt::Bad(start))
}

/// Reads one value and the comma or the end behind it; says whether it was the record's last.
pub fn value(lexer: &mut Lexer<'_>, ordinal: u32, shape: Shape, row: &mut Row, scratch: &mut Vec<u8>) -> Parsed<bool> {
    if shape == Shape::Tuple
        && let Some((span, next)) = plain(lexer, scratch)?
    {
        row.cells.push(Cell { ordinal, part: 0, span });
        let last = lexer.bytes.get(next) == Some(&b')');
        lexer.pos = next + 1;
        return Ok(last);
    }
    let start = lexer.pos;
    let (end, last) = extent(lexer, shape)?;
    let mut inner = Lexer::new(lexer.bytes.get(..end).unwrap_or_default(), start, true, lexer.flavour);
    row.parts.clear();
    let mark = scratch.len();
    match meaning(&mut inner, scratch, &mut row.parts) {
        Meaning::Null => row.cells.push(Cell { ordinal, part: 0, span: Span::NULL }),
        Meaning::One { span, .. } => row.cells.push(Cell { ordinal, part: 0, span }),
        Meaning::Many => {
            row.cells.push(Cell { ordinal, part: 0, span: Span::NULL });
            row.cells.extend(row.parts.iter().zip(1..).map(|(&span, part)| Cell { ordinal, part, span }));
        }
        Meaning::Broken => {
            scratch.truncate(mark);
            return Err(Halt::Bad(inner.pos));
        }
        Meaning::Raw => {
            let text = lexer.slice(start, end).trim_ascii_end();
            row.cells.push(Cell { ordinal, part: 0, span: Span::borrowed(start, text.len()) });
        }
    }
    Ok(last)
}

/// The common case: a string, a number or NULL with `,` or `)` right behind it. Gives the value and that byte's index.
fn plain(lexer: &Lexer<'_>, scratch: &mut Vec<u8>) -> Parsed<Option<(Span, usize)>> {
    let start = lexer.pos;
    let Some(first) = lexer.peek()? else {
        return Err(Halt::More);
    };
    let ends = |at: usize| Ok(lexer.at(at)?.is_some_and(|b| b == b',' || b == b')'));
    match first {
        b'\'' => {
            let backslash = lexer.flavour.backslash;
            let (end, escaped) = quote_end(lexer.bytes, start + 1, b'\'', backslash, lexer.eof)?;
            if !ends(end + 1)? {
                return Ok(None);
            }
            let escapes = match (escaped, backslash) {
                (false, _) => Escapes::None,
                (true, true) => Escapes::Backslash(b'\''),
                (true, false) => Escapes::Doubled(b'\''),
            };
            let raw = lexer.slice(start + 1, end);
            Ok(Some((text_span(raw, start + 1, escapes, lexer.flavour.kind, scratch), end + 1)))
        }
        b'0'..=b'9' | b'-' | b'.' => {
            let rest = lexer.bytes.get(start + 1..).unwrap_or_default();
            let digits = rest.iter().position(|&b| !(b.is_ascii_digit() || b == b'.')).unwrap_or(rest.len());
            let end = start + 1 + digits;
            let number = ends(end)? && !(first == b'-' && digits == 0);
            Ok(number.then(|| (Span::borrowed(start, end - start), end)))
        }
        b'N' if lexer.bytes.get(start..start + 4) == Some(b"NULL") && ends(start + 4)? => Ok(Some((Span::NULL, start + 4))),
        _ => Ok(None),
    }
}

/// Finds the end of a value's text; the cursor goes behind the comma or parenthesis that ends it.
fn extent(lexer: &mut Lexer<'_>, shape: Shape) -> Parsed<(usize, bool)> {
    let mut depth = 0usize;
    loop {
        lexer.blanks()?;
        let before = lexer.pos;
        let token = lexer.token()?;
        match token.kind {
            What::Punct(b'(' | b'[' | b'{') => depth += 1,
            What::Punct(b')') if depth == 0 && shape == Shape::Tuple => return Ok((before, true)),
            What::Punct(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            What::Punct(b',') if depth == 0 => return Ok((before, false)),
            What::Punct(b';') if shape == Shape::Select && depth == 0 => {
                lexer.pos = before;
                return Ok((before, true));
            }
            What::Punct(b';') => return Err(Halt::Bad(before)),
            What::End if shape == Shape::Select && depth == 0 => return Ok((before, true)),
            What::End => return Err(Halt::More),
            What::Word if shape == Shape::Select && depth == 0 => {
                let word = lexer.slice(token.start, token.end);
                if word.eq_ignore_ascii_case(b"union") {
                    lexer.pos = before;
                    return Ok((before, true));
                }
                if word.eq_ignore_ascii_case(b"from") {
                    return only_dual(lexer).map(|()| (before, true));
                }
                let line = before.checked_sub(1).and_then(|i| lexer.bytes.get(i)) == Some(&b'\n');
                if line && (word.eq_ignore_ascii_case(b"go") || word.eq_ignore_ascii_case(b"insert")) {
                    lexer.pos = before;
                    return Ok((before, true));
                }
                if word.eq_ignore_ascii_case(b"where") {
                    return Err(Halt::Bad(before));
                }
            }
            What::Punct(b'*') if shape == Shape::Select && depth == 0 => {
                return Err(Halt::Bad(before));
            }
            _ => {}
        }
    }
}

/// `FROM dual` (Oracle, MySQL) and Db2's `FROM sysibm.sysdummy1` name a table of one row; any other is a query.
fn only_dual(lexer: &mut Lexer<'_>) -> Parsed<()> {
    let before = lexer.pos;
    let table = lexer.dotted_name()?.unwrap_or_default();
    if !table.eq_ignore_ascii_case(b"dual") && !table.eq_ignore_ascii_case(b"sysdummy1") {
        return Err(Halt::Bad(before));
    }
    let end = lexer.pos;
    let next = lexer.token()?;
    let word = lexer.slice(next.start, next.end);
    lexer.pos = end;
    match next.kind {
        What::Word if word.eq_ignore_ascii_case(b"union") => Ok(()),
        What::Punct(b';') | What::End => Ok(()),
        _ => Err(Halt::Bad(before)),
    }
}

/// Whether the bytes at `at` can begin a record.
pub fn opens(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.first() == Some(&b'(') {
        return true;
    }
    [&b"row"[..], b"select"].iter().any(|word| {
        rest.get(..word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word)) && rest.get(word.len()).is_none_or(|&b| !is_word(b))
    })
}
