//! The heads of statements that make or fill tables, and where their columns are named.

use std::ops::Range;

use super::lexer::{Lexer, Token};

/// Words with which elements of a CREATE TABLE begin that are no columns.
const CONSTRAINTS: [&str; 9] = ["primary", "unique", "key", "index", "constraint", "foreign", "check", "exclude", "like"];
/// Words that are columns as well, but where one of these follows: `FULLTEXT KEY`, `PERIOD FOR`.
const OPENERS: [&str; 3] = ["fulltext", "spatial", "period"];
const FOLLOWERS: [&str; 3] = ["key", "index", "for"];

/// The head of a CREATE TABLE, INSERT or COPY.
#[derive(Default, Debug)]
pub struct Head {
    /// Where the statement begins.
    pub start: usize,
    /// Whether it makes the table.
    pub creates: bool,
    /// The table without its qualifiers, in lower case.
    pub table: String,
    /// Where each column is named, and its name in lower case.
    pub columns: Vec<(Range<usize>, String)>,
    /// Where comments on columns stand.
    pub comments: Vec<Range<usize>>,
}

/// All heads of a text in their order.
pub fn heads(text: &[u8]) -> Vec<Head> {
    let mut lexer = Lexer::new(text);
    let mut heads = Vec::new();
    while let Some((token, range)) = lexer.next() {
        if token != Token::Word {
            continue;
        }
        let head = match lexer.name(&range).as_str() {
            "create" => create(&mut lexer),
            "insert" | "replace" => insert(&mut lexer),
            "copy" => copy(&mut lexer),
            _ => None,
        };
        heads.extend(head.map(|head| Head { start: range.start, ..head }));
    }
    heads
}

fn create(lexer: &mut Lexer<'_>) -> Option<Head> {
    skip_words(lexer, &["global", "local", "temporary", "temp", "unlogged", "external"]);
    if !skip_words(lexer, &["table"]) {
        return None;
    }
    skip_words(lexer, &["if", "not", "exists"]);
    let table = table_name(lexer)?;
    let mut head = Head { creates: true, table, ..Head::default() };
    if !sign(lexer, b'(') {
        return None;
    }
    let mut depth = 1;
    let mut begins = true;
    while let Some((token, range)) = lexer.next() {
        let name = lexer.name(&range);
        match token {
            Token::Sign(b'(') => depth += 1,
            Token::Sign(b')') if depth == 1 => break,
            Token::Sign(b')') => depth -= 1,
            Token::Quoted if begins => head.columns.push((range, name)),
            Token::Word if begins && !is_constraint(lexer, &name) => head.columns.push((range, name)),
            Token::Word if name == "comment" => {
                if let Some((Token::Text, comment)) = lexer.peek() {
                    head.comments.push(comment);
                }
            }
            _ => {}
        }
        begins = depth == 1 && token == Token::Sign(b',');
    }
    Some(head)
}

fn is_constraint(lexer: &mut Lexer<'_>, name: &str) -> bool {
    let follows = |lexer: &mut Lexer<'_>| lexer.peek().is_some_and(|(_, next)| FOLLOWERS.contains(&lexer.name(&next).as_str()));
    CONSTRAINTS.contains(&name) || (OPENERS.contains(&name) && follows(lexer))
}

fn insert(lexer: &mut Lexer<'_>) -> Option<Head> {
    skip_words(lexer, &["ignore", "delayed", "low_priority", "high_priority", "or", "replace", "abort", "into"]);
    let table = table_name(lexer)?;
    let columns = list(lexer).unwrap_or_default();
    let (token, range) = lexer.peek()?;
    let fills =
        token == Token::Word && matches!(lexer.name(&range).as_str(), "values" | "value" | "select" | "default" | "overriding" | "output");
    fills.then(|| Head { table, columns, ..Head::default() })
}

fn copy(lexer: &mut Lexer<'_>) -> Option<Head> {
    let table = table_name(lexer)?;
    let columns = list(lexer).unwrap_or_default();
    if !skip_words(lexer, &["from"]) {
        return None;
    }
    let from_stdin = skip_words(lexer, &["stdin"]);
    while let Some((token, _)) = lexer.next() {
        if token == Token::Sign(b';') {
            break;
        }
    }
    if from_stdin {
        lexer.skip_copy_rows();
    }
    Some(Head { table, columns, ..Head::default() })
}

/// Passes over any of these words, and says whether there were some.
fn skip_words(lexer: &mut Lexer<'_>, words: &[&str]) -> bool {
    let mut any = false;
    while let Some((Token::Word, range)) = lexer.peek() {
        if !words.contains(&lexer.name(&range).as_str()) {
            break;
        }
        lexer.at = range.end;
        any = true;
    }
    any
}

fn sign(lexer: &mut Lexer<'_>, sign: u8) -> bool {
    let found = lexer.peek().filter(|(token, _)| *token == Token::Sign(sign));
    if let Some((_, range)) = &found {
        lexer.at = range.end;
    }
    found.is_some()
}

/// A name with its qualifiers, of which the last one counts.
fn table_name(lexer: &mut Lexer<'_>) -> Option<String> {
    loop {
        let (token, range) = lexer.peek().filter(|(token, _)| matches!(token, Token::Word | Token::Quoted))?;
        let name = lexer.name(&range);
        if token == Token::Word && matches!(name.as_str(), "values" | "select" | "from" | "as") {
            return None;
        }
        lexer.at = range.end;
        if !sign(lexer, b'.') {
            return Some(name);
        }
    }
}

/// `(a, "b", [c])`, or nothing where something else stands.
fn list(lexer: &mut Lexer<'_>) -> Option<Vec<(Range<usize>, String)>> {
    let start = lexer.at;
    let mut names = Vec::new();
    let mut open = sign(lexer, b'(');
    while open {
        let Some((Token::Word | Token::Quoted, range)) = lexer.next() else { break };
        let name = lexer.name(&range);
        names.push((range, name));
        if sign(lexer, b')') {
            return Some(names);
        }
        open = sign(lexer, b',');
    }
    lexer.at = start;
    None
}
