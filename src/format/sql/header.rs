//! What stands before data: `INSERT INTO t (a, b) VALUES`, `COPY t (a, b) FROM stdin;`, `UPDATE t SET a = …`.

use super::lexer::{Halt, Lexer, Parsed, What};
use super::mode::{CopyForm, Target};

/// What an INSERT begins.
pub enum Insert {
    /// Rows follow.
    Rows(Target),
    /// `SET a = 1, b = 2` follows (MySQL).
    Assignments(Target),
    /// A `SELECT` follows, which may hold rows or be a query.
    Select(Target),
}

/// Reads the head of an INSERT or REPLACE at the cursor, or of an `INTO t …` of Oracle's `INSERT ALL`.
///
/// # Errors
/// [`Halt::Bad`] for one that brings no data of its own.
pub fn insert(lexer: &mut Lexer<'_>) -> Parsed<Insert> {
    let start = lexer.pos;
    if !lexer.accept(b"into")? {
        if !lexer.accept(b"insert")? && !lexer.accept(b"replace")? {
            return Err(Halt::Bad(start));
        }
        while accept_any(lexer, &["low_priority", "delayed", "high_priority", "ignore", "all", "first"])? {}
        if lexer.accept(b"or")? {
            lexer.token()?;
        }
        let before = lexer.pos;
        if lexer.accept(b"into")? {
            lexer.accept(b"table")?;
        } else if lexer.accept(b"overwrite")? {
            accept_any(lexer, &["table", "into"])?;
        } else {
            lexer.pos = before;
        }
    }
    let table = lexer.dotted_name()?.filter(|name| !name.is_empty());
    let table = table.ok_or(Halt::Bad(lexer.pos))?;
    let mut target = Target { table, columns: None };
    loop {
        lexer.blanks()?;
        if lexer.peek()? == Some(b'(') {
            let before = lexer.pos;
            lexer.pos += 1;
            if lexer.accept(b"select")? {
                lexer.pos = before + 1;
                return Ok(Insert::Select(target));
            }
            target.columns = Some(column_list(lexer)?);
            continue;
        }
        let word = lexer.token()?;
        let text = lexer.slice(word.start, word.end);
        let is = |names: &[&str]| names.iter().any(|n| text.eq_ignore_ascii_case(n.as_bytes()));
        match word.kind {
            What::Word if is(&["values", "value"]) => return Ok(Insert::Rows(target)),
            What::Word if is(&["set"]) => return Ok(Insert::Assignments(target)),
            What::Word if is(&["select"]) => {
                lexer.pos = word.start;
                return Ok(Insert::Select(target));
            }
            What::Word if is(&["partition"]) && lexer.accept_byte(b'(')? => lexer.skip_parens()?,
            What::Word if is(&["overriding", "system", "user"]) => {}
            What::Word if is(&["as"]) => {
                lexer.identifier()?;
            }
            What::End => return Err(Halt::More),
            _ => return Err(Halt::Bad(word.start)),
        }
    }
}

fn accept_any(lexer: &mut Lexer<'_>, words: &[&str]) -> Parsed<bool> {
    for word in words {
        if lexer.accept(word.as_bytes())? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Names up to the closing parenthesis; the opening one was taken. `(a, t.b)` as well as `(a(10))`.
fn column_list(lexer: &mut Lexer<'_>) -> Parsed<Vec<Vec<u8>>> {
    let mut columns = Vec::new();
    loop {
        if lexer.accept_byte(b')')? {
            return Ok(columns);
        }
        match lexer.dotted_name()? {
            Some(name) => columns.push(name),
            None => return Err(Halt::Bad(lexer.pos)),
        }
        if lexer.accept_byte(b'(')? {
            lexer.skip_parens()?;
        }
        if !lexer.accept_byte(b',')? {
            if !lexer.accept_byte(b')')? {
                return Err(if lexer.peek()?.is_none() { Halt::More } else { Halt::Bad(lexer.pos) });
            }
            return Ok(columns);
        }
    }
}

/// Reads `COPY t (a, b) FROM stdin …;` with the line break behind it: PostgreSQL manual, "COPY".
///
/// # Errors
/// [`Halt::Bad`] for a COPY that is followed by no data.
pub fn copy(lexer: &mut Lexer<'_>) -> Parsed<(Target, CopyForm)> {
    let start = lexer.pos;
    if !lexer.accept(b"copy")? {
        return Err(Halt::Bad(start));
    }
    lexer.accept(b"binary")?;
    let table = lexer.dotted_name()?.filter(|name| !name.is_empty());
    let table = table.ok_or(Halt::Bad(lexer.pos))?;
    let columns = if lexer.accept_byte(b'(')? { Some(column_list(lexer)?) } else { None };
    if !lexer.accept(b"from")? || !lexer.accept(b"stdin")? {
        return Err(if lexer.peek()?.is_none() { Halt::More } else { Halt::Bad(lexer.pos) });
    }
    let mut form = CopyForm::default();
    let (mut delimiter, mut null) = (None, None);
    let options = lexer.pos;
    loop {
        let token = lexer.token()?;
        let text = lexer.slice(token.start, token.end);
        match token.kind {
            // Options stand on one line and hold no data: where the `;` is lost, the rows must not be taken for them.
            What::Punct(b';') if lexer.slice(options, token.start).iter().any(|b| b"\n@".contains(b)) => return Err(Halt::Bad(options)),
            What::Punct(b';') => break,
            What::End => return Err(Halt::More),
            What::Word if text.eq_ignore_ascii_case(b"csv") => form.csv = true,
            What::Word if text.eq_ignore_ascii_case(b"delimiter") || text.eq_ignore_ascii_case(b"delimiters") => {
                lexer.accept(b"as")?;
                delimiter = literal_option(lexer)?.first().copied();
            }
            What::Word if text.eq_ignore_ascii_case(b"null") => {
                lexer.accept(b"as")?;
                null = Some(literal_option(lexer)?);
            }
            _ => {}
        }
    }
    if form.csv {
        form.delimiter = b',';
        form.null.clear();
    }
    form.delimiter = delimiter.unwrap_or(form.delimiter);
    form.null = null.unwrap_or(form.null);
    lexer.pos = lexer.line_end(lexer.pos)?;
    Ok((Target { table, columns }, form))
}

fn literal_option(lexer: &mut Lexer<'_>) -> Parsed<Vec<u8>> {
    let token = lexer.token()?;
    let raw = lexer.slice(token.start, token.end);
    let escaped_tab = raw == b"\\t" && matches!(token.kind, What::Text(super::lexer::Escapes::Backslash(_)));
    Ok(if escaped_tab { b"\t".to_vec() } else { raw.to_vec() })
}

/// Reads `UPDATE [ONLY] t SET`.
///
/// # Errors
/// [`Halt::Bad`] for another form.
pub fn update(lexer: &mut Lexer<'_>) -> Parsed<Target> {
    let start = lexer.pos;
    if !lexer.accept(b"update")? {
        return Err(Halt::Bad(start));
    }
    while accept_any(lexer, &["low_priority", "ignore", "only"])? {}
    let table = lexer.dotted_name()?.filter(|name| !name.is_empty());
    let table = table.ok_or(Halt::Bad(lexer.pos))?;
    if !lexer.accept(b"set")? {
        return Err(if lexer.peek()?.is_none() { Halt::More } else { Halt::Bad(lexer.pos) });
    }
    Ok(Target { table, columns: None })
}

/// One `column = value` of a SET list.
pub struct Assignment {
    /// The column's name.
    pub column: Vec<u8>,
    /// First byte of the value's text.
    pub start: usize,
    /// Byte after it.
    pub end: usize,
}

/// Reads the assignments behind SET, up to `WHERE`, `;` or the end; the cursor stays there.
///
/// # Errors
/// [`Halt::Bad`] where that is no list of assignments.
pub fn assignments(lexer: &mut Lexer<'_>, out: &mut Vec<Assignment>) -> Parsed<()> {
    loop {
        let column = lexer.dotted_name()?.ok_or(Halt::Bad(lexer.pos))?;
        if !lexer.accept_byte(b'=')? {
            return Err(if lexer.peek()?.is_none() { Halt::More } else { Halt::Bad(lexer.pos) });
        }
        lexer.blanks()?;
        let start = lexer.pos;
        let mut depth = 0usize;
        let mut end = start;
        let more = loop {
            let before = lexer.pos;
            let token = lexer.token()?;
            let word = lexer.slice(token.start, token.end);
            let stops = [&b"where"[..], b"from", b"on", b"returning", b"limit", b"order", b"go"];
            let stop = token.kind == What::Word && stops.iter().any(|w| word.eq_ignore_ascii_case(w));
            match token.kind {
                What::Punct(b'(') => depth += 1,
                What::Punct(b')') => depth = depth.saturating_sub(1),
                What::Punct(b',') if depth == 0 => break true,
                What::Punct(b';') | What::End => {
                    lexer.pos = before;
                    break false;
                }
                _ if stop && depth == 0 => {
                    lexer.pos = before;
                    break false;
                }
                _ => {}
            }
            end = lexer.pos;
        };
        out.push(Assignment { column, start, end });
        if !more {
            return Ok(());
        }
    }
}
