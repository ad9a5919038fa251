//! Statements that hold no rows: where they end, and which of them are worth a look.

use super::flavour::Kind;
use super::lexer::{Lexer, Parsed, What};
use super::scan::is_space;

/// Words that begin a statement or a client's command.
const STATEMENTS: &[&str] = &[
    "alter",
    "analyze",
    "attach",
    "audit",
    "begin",
    "call",
    "checkpoint",
    "cluster",
    "comment",
    "commit",
    "connect",
    "copy",
    "create",
    "declare",
    "delete",
    "delimiter",
    "deallocate",
    "deny",
    "describe",
    "do",
    "drop",
    "end",
    "exec",
    "execute",
    "exit",
    "explain",
    "flush",
    "go",
    "grant",
    "if",
    "insert",
    "into",
    "kill",
    "listen",
    "load",
    "lock",
    "merge",
    "optimize",
    "pragma",
    "prepare",
    "print",
    "prompt",
    "purge",
    "raiserror",
    "reindex",
    "release",
    "rem",
    "remark",
    "rename",
    "repair",
    "replace",
    "reset",
    "return",
    "revoke",
    "rollback",
    "savepoint",
    "security",
    "select",
    "set",
    "show",
    "source",
    "spool",
    "start",
    "truncate",
    "undefine",
    "unlock",
    "update",
    "use",
    "vacuum",
    "values",
    "whenever",
    "while",
    "with",
    "exception",
    "define",
    "reassign",
    "refresh",
    "dbcc",
    "backup",
    "restore",
    "waitfor",
    "goto",
    "else",
    "elsif",
    "loop",
    "null",
    "open",
    "fetch",
    "close",
    "notify",
    "discard",
    "import",
    "disable",
    "enable",
    "validate",
    "signal",
    "timing",
    "column",
    "host",
    "accept",
    "pause",
    "variable",
    "throw",
    "exists",
    "unlisten",
    "detach",
    "checksum",
    "handler",
    "install",
    "uninstall",
    "change",
    "stop",
    "shutdown",
    "xa",
];

/// Whether a word begins a statement of this kind of server. SQL Server also calls procedures by their bare name.
pub fn begins_statement(word: &[u8], kind: Kind) -> bool {
    kind == Kind::SqlServer || is_any(word, STATEMENTS)
}

/// Commands of SQL*Plus and of other clients that end with their line.
pub fn is_line_command(bytes: &[u8], kind: Kind) -> bool {
    let mut words =
        bytes.get(..bytes.len().min(64)).unwrap_or_default().split(|&b| is_space(b) || b == b';').filter(|word| !word.is_empty());
    let (Some(first), second) = (words.next(), words.next().unwrap_or_default()) else {
        return false;
    };
    let plus_settings = [
        "define",
        "echo",
        "feedback",
        "serveroutput",
        "verify",
        "sqlblanklines",
        "linesize",
        "pagesize",
        "termout",
        "heading",
        "scan",
        "timing",
        "trimspool",
        "escape",
        "sqlterminator",
        "trimout",
    ];
    is_any(first, &["rem", "remark", "prompt", "spool", "whenever", "go", "delimiter", "undefine", "define"])
        || first == b"/"
        || first.starts_with(b"@") && kind == Kind::Oracle
        || is_any(first, &["set"]) && is_any(second, &plus_settings)
        || kind == Kind::Oracle && is_any(first, &["connect", "exit", "host", "pause"])
}

/// What ends a statement.
pub struct Ending<'d> {
    /// The delimiter in force.
    pub delimiter: &'d [u8],
    /// Whether the body of a routine may hold delimiters between BEGIN and END.
    pub routine: bool,
}

/// Index after the statement that the cursor stands in, its delimiter included; and whether it had one.
///
/// A line `GO` ends it, as does a line that begins an INSERT, `CREATE TABLE` or COPY where a delimiter was forgotten
/// or isn't needed (SQL Server).
pub fn statement_end(lexer: &mut Lexer<'_>, ending: &Ending<'_>) -> Parsed<(usize, bool)> {
    let mut depth = 0usize;
    let start = lexer.pos;
    loop {
        lexer.blanks()?;
        let here = lexer.pos;
        if ending.delimiter != b";" {
            let ahead = lexer.bytes.get(here..).unwrap_or_default();
            if ahead.len() < ending.delimiter.len() && !lexer.eof {
                return Err(super::lexer::Halt::More);
            }
            if ahead.starts_with(ending.delimiter) {
                return Ok((here + ending.delimiter.len(), true));
            }
        }
        let token = lexer.token()?;
        match token.kind {
            What::End => return Ok((here, false)),
            What::Punct(b';') if ending.delimiter == b";" && depth == 0 => {
                return Ok((lexer.pos, true));
            }
            What::Punct(b'/') if here > start && alone_on_line(lexer, here, here + 1)? => {
                return Ok((here, true));
            }
            What::Word => {
                let word = lexer.slice(token.start, token.end);
                let line_start = here > start && lexer.bytes.get(here - 1) == Some(&b'\n');
                if line_start && is_any(word, &["go"]) && alone_on_line(lexer, here, token.end)? {
                    return Ok((here, true));
                }
                let routine_of_server = ending.routine && lexer.flavour.kind == Kind::SqlServer;
                if line_start && depth == 0 && ending.delimiter == b";" && !routine_of_server && brings_data(lexer, here)? {
                    return Ok((here, lexer.flavour.kind == Kind::SqlServer));
                }
                if ending.routine {
                    depth = block_depth(lexer, word, depth)?;
                }
            }
            _ => {}
        }
    }
}

/// Depth of BEGIN … END and CASE … END behind a word of a routine.
fn block_depth(lexer: &mut Lexer<'_>, word: &[u8], depth: usize) -> Parsed<usize> {
    if is_any(word, &["begin", "case"]) {
        return Ok(depth + 1);
    }
    if is_any(word, &["end"]) {
        let before = lexer.pos;
        let next = lexer.token()?;
        let next = lexer.slice(next.start, next.end);
        if is_any(next, &["if", "loop", "while", "repeat"]) {
            return Ok(depth);
        }
        if !is_any(next, &["case"]) {
            lexer.pos = before;
        }
        return Ok(depth.saturating_sub(1));
    }
    Ok(depth)
}

/// Whether nothing else stands on the line of `start..end`.
fn alone_on_line(lexer: &Lexer<'_>, start: usize, end: usize) -> Parsed<bool> {
    let before = lexer.slice(0, start).iter().rev().take_while(|&&b| b != b'\n').all(|&b| is_space(b));
    let line = lexer.slice(end, lexer.line_end(end)?);
    Ok(before && line.iter().all(|&b| is_space(b)))
}

/// Whether an INSERT with rows, a `CREATE TABLE` or a COPY block begins at `at`.
fn brings_data(lexer: &Lexer<'_>, at: usize) -> Parsed<bool> {
    let first = lexer.bytes.get(at).map(u8::to_ascii_lowercase);
    if !matches!(first, Some(b'i' | b'c')) {
        return Ok(false);
    }
    let mut ahead = lexer.clone();
    ahead.pos = at;
    let found = match first {
        Some(b'i') => super::header::insert(&mut ahead).map(|_| ()),
        _ => super::create::create_table(&mut ahead.clone()).map(|_| ()).or_else(|halt| match halt {
            super::lexer::Halt::More => Err(halt),
            super::lexer::Halt::Bad(_) => super::header::copy(&mut ahead).map(|_| ()),
        }),
    };
    match found {
        Ok(()) => Ok(true),
        Err(super::lexer::Halt::More) if !lexer.eof => Err(super::lexer::Halt::More),
        Err(_) => Ok(false),
    }
}

/// Whether a CREATE makes a routine, whose body may hold delimiters.
pub fn is_routine(lexer: &Lexer<'_>) -> Parsed<bool> {
    let mut ahead = lexer.clone();
    for _ in 0..12 {
        let token = ahead.token()?;
        let word = ahead.slice(token.start, token.end);
        match token.kind {
            What::Word if is_any(word, &["trigger", "procedure", "proc", "function", "package", "event", "type"]) => {
                return Ok(!is_any(word, &["type"]));
            }
            What::Word if is_any(word, &["table", "view", "index", "sequence", "database"]) => {
                return Ok(false);
            }
            What::Word | What::Name(_) | What::Text(_) | What::Punct(b'=' | b'@') => {}
            _ => return Ok(false),
        }
    }
    Ok(false)
}

/// Whether a word is one of these, whatever its case.
pub fn is_any(word: &[u8], names: &[&str]) -> bool {
    names.iter().any(|name| word.eq_ignore_ascii_case(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::sql::flavour::Flavour;

    fn end(kind: Kind, text: &str, routine: bool, delimiter: &str) -> Option<usize> {
        let flavour = Flavour { kind, backslash: kind == Kind::MySql };
        let mut lexer = Lexer::new(text.as_bytes(), 0, true, flavour);
        let ending = Ending { delimiter: delimiter.as_bytes(), routine };
        statement_end(&mut lexer, &ending).ok().map(|(end, _)| end)
    }

    #[test]
    fn statements_end_where_their_server_says() {
        assert_eq!(end(Kind::MySql, "SET a=';'; x", false, ";"), Some(10));
        assert_eq!(end(Kind::MySql, "CREATE x; y;; z", false, ";;"), Some(13));
        assert_eq!(end(Kind::Postgres, "CREATE FUNCTION f AS $b$ ; $b$; x", false, ";"), Some(31));
        assert_eq!(end(Kind::SqlServer, "exec p 'a'\nGO\nx", false, ";"), Some(11));
        assert_eq!(end(Kind::SqlServer, "SET X ON\nINSERT t VALUES (1)", false, ";"), Some(9));
        assert_eq!(end(Kind::Sqlite, "CREATE TRIGGER t BEGIN a; b; END; x", true, ";"), Some(33));
        assert_eq!(end(Kind::Oracle, "BEGIN\n x\n/\n", false, ";"), Some(9));
        assert_eq!(end(Kind::Oracle, "x 'open", false, ";"), None);
    }
}
