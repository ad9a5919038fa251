//! Tokens of SQL, read from a window that may end anywhere.

use memchr::{memchr, memchr2, memmem};

use super::flavour::{Flavour, Kind};
use super::scan::{is_space, is_word, quote_end};

/// Why a parse did not come to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Halt {
    /// The window ends first. At the end of the input: the script is cut off here.
    More,
    /// This is no SQL; the index in the window where that shows.
    Bad(usize),
}

/// What a parse gives.
pub type Parsed<T> = Result<T, Halt>;

/// How the bytes of a literal stand for its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Escapes {
    /// As they are.
    None,
    /// The quote is doubled.
    Doubled(u8),
    /// Backslash sequences, and the quote may be doubled.
    Backslash(u8),
    /// Two hexadecimal digits a byte.
    Hex,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// The input has ended.
    End,
    /// A bare word: keyword, identifier, number or variable.
    Word,
    /// A literal; `start..end` of the token are the bytes inside the quotes.
    Text(Escapes),
    /// A quoted identifier (which MySQL and SQLite also take for a string); bytes inside the quotes.
    Name(Escapes),
    /// Any other byte.
    Punct(u8),
}

/// One token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// What it is.
    pub kind: What,
    /// Index of its first byte (inside the quotes).
    pub start: usize,
    /// Index after its last byte (inside the quotes).
    pub end: usize,
}

/// Reads tokens from a window.
#[derive(Clone)]
pub struct Lexer<'a> {
    /// The window.
    pub bytes: &'a [u8],
    /// Where the next token is looked for.
    pub pos: usize,
    /// Whether nothing comes behind the window.
    pub eof: bool,
    /// How strings are written.
    pub flavour: Flavour,
}

impl<'a> Lexer<'a> {
    /// A lexer at `pos` of a window.
    pub fn new(bytes: &'a [u8], pos: usize, eof: bool, flavour: Flavour) -> Self {
        Self { bytes, pos, eof, flavour }
    }

    /// The byte at the cursor; `None` at the end of the input.
    pub fn peek(&self) -> Parsed<Option<u8>> {
        self.at(self.pos)
    }

    /// The byte at an index; `None` beyond the end of the input.
    pub fn at(&self, index: usize) -> Parsed<Option<u8>> {
        match self.bytes.get(index) {
            Some(&byte) => Ok(Some(byte)),
            None if self.eof => Ok(None),
            None => Err(Halt::More),
        }
    }

    /// Bytes between two indexes.
    pub fn slice(&self, start: usize, end: usize) -> &'a [u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Skips white space.
    pub fn spaces(&mut self) {
        let rest = self.bytes.get(self.pos..).unwrap_or_default();
        self.pos += rest.iter().position(|&b| !is_space(b)).unwrap_or(rest.len());
    }

    /// Skips white space and comments.
    pub fn blanks(&mut self) -> Parsed<()> {
        loop {
            self.spaces();
            if !self.comment()? {
                return Ok(());
            }
        }
    }

    /// Skips one comment if the cursor stands on one.
    pub fn comment(&mut self) -> Parsed<bool> {
        match self.peek()? {
            Some(b'-') if self.at(self.pos + 1)? == Some(b'-') && self.dashes_comment()? => {}
            Some(b'#') if self.flavour.hash_comments() => {}
            Some(b'/') if self.at(self.pos + 1)? == Some(b'*') => {
                self.pos = self.block_comment_end(self.pos + 2)?;
                return Ok(true);
            }
            _ => return Ok(false),
        }
        self.pos = self.line_end(self.pos)?;
        Ok(true)
    }

    /// MySQL wants white space behind the two dashes, the others don't.
    fn dashes_comment(&self) -> Parsed<bool> {
        Ok(self.flavour.kind != Kind::MySql || self.at(self.pos + 2)?.is_none_or(|b| is_space(b) || b == b'-'))
    }

    /// Index after the line that `from` stands in.
    pub fn line_end(&self, from: usize) -> Parsed<usize> {
        match memchr(b'\n', self.bytes.get(from..).unwrap_or_default()) {
            Some(n) => Ok(from + n + 1),
            None if self.eof => Ok(self.bytes.len()),
            None => Err(Halt::More),
        }
    }

    fn block_comment_end(&self, from: usize) -> Parsed<usize> {
        let mut depth = 1usize;
        let mut at = from;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let Some(n) = memchr2(b'*', b'/', rest) else {
                return Err(Halt::More);
            };
            match (rest.get(n), rest.get(n + 1)) {
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    at += n + 2;
                    if depth == 0 {
                        return Ok(at);
                    }
                }
                (Some(b'/'), Some(b'*')) if self.flavour.nests_comments() => {
                    depth += 1;
                    at += n + 2;
                }
                _ => at += n + 1,
            }
        }
    }

    /// The next token, behind white space and comments.
    pub fn token(&mut self) -> Parsed<Token> {
        self.blanks()?;
        let start = self.pos;
        let Some(byte) = self.peek()? else {
            return Ok(Token { kind: What::End, start, end: start });
        };
        match byte {
            b'\'' => self.quoted(b'\'', self.flavour.backslash),
            b'"' => self.quoted(b'"', self.flavour.backslash).map(as_name),
            b'`' => self.quoted(b'`', false).map(as_name),
            b'[' if self.flavour.kind == Kind::SqlServer => self.quoted(b']', false).map(as_name),
            b'$' if matches!(self.flavour.kind, Kind::Postgres | Kind::Generic) => self.dollar(),
            b if is_word(b) => self.word_or_prefix(),
            b => {
                self.pos += 1;
                Ok(Token { kind: What::Punct(b), start, end: self.pos })
            }
        }
    }

    /// A quoted stretch whose opening quote is at the cursor.
    pub(super) fn quoted(&mut self, close: u8, backslash: bool) -> Parsed<Token> {
        let start = self.pos + 1;
        let (end, escaped) = quote_end(self.bytes, start, close, backslash, self.eof)?;
        self.pos = end + 1;
        let escapes = match (escaped, backslash) {
            (false, _) => Escapes::None,
            (true, true) => Escapes::Backslash(close),
            (true, false) => Escapes::Doubled(close),
        };
        Ok(Token { kind: What::Text(escapes), start, end })
    }

    /// `$tag$…$tag$` of PostgreSQL; a lone `$` is punctuation.
    fn dollar(&mut self) -> Parsed<Token> {
        let start = self.pos;
        let mut at = start + 1;
        while let Some(b) = self.at(at)? {
            if b == b'$' {
                let tag = self.slice(start, at + 1);
                let body = at + 1;
                let rest = self.bytes.get(body..).unwrap_or_default();
                let end = body + memmem::find(rest, tag).ok_or(Halt::More)?;
                self.pos = end + tag.len();
                return Ok(Token { kind: What::Text(Escapes::None), start: body, end });
            }
            let first = at == start + 1;
            if !(b.is_ascii_alphabetic() || b == b'_' || b >= 0x80 || (!first && b.is_ascii_digit())) {
                break;
            }
            at += 1;
        }
        self.pos = start + 1;
        Ok(Token { kind: What::Punct(b'$'), start, end: start + 1 })
    }

    /// A word, or the literal that it is the prefix of: `N'…'`, `E'…'`, `X'…'`, `_utf8'…'`, `q'[…]'`.
    fn word_or_prefix(&mut self) -> Parsed<Token> {
        let start = self.pos;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let len = rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len());
        let end = start + len;
        let next = self.at(end)?;
        self.pos = end;
        let word = self.slice(start, end);
        if next == Some(b'&') && word.eq_ignore_ascii_case(b"u") && self.at(end + 1)? == Some(b'\'') {
            self.pos = end + 1;
            return self.quoted(b'\'', false);
        }
        if next != Some(b'\'') {
            return Ok(Token { kind: What::Word, start, end });
        }
        match word {
            b"n" | b"N" | b"b" | b"B" => self.quoted(b'\'', self.flavour.backslash),
            b"e" | b"E" => self.quoted(b'\'', true),
            b"x" | b"X" => {
                let mut token = self.quoted(b'\'', false)?;
                token.kind = What::Text(Escapes::Hex);
                Ok(token)
            }
            b"q" | b"Q" | b"nq" | b"NQ" | b"Nq" | b"nQ" => self.alternative_quote(),
            _ if word.starts_with(b"_") => self.quoted(b'\'', self.flavour.backslash),
            _ => Ok(Token { kind: What::Word, start, end }),
        }
    }

    /// Oracle's `q'[…]'`: the bracket, or any other byte, closes before the quote.
    fn alternative_quote(&mut self) -> Parsed<Token> {
        let open = self.at(self.pos + 1)?.ok_or(Halt::More)?;
        let close = match open {
            b'[' => b']',
            b'(' => b')',
            b'{' => b'}',
            b'<' => b'>',
            other => other,
        };
        let start = self.pos + 2;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let end = start + memmem::find(rest, &[close, b'\'']).ok_or(Halt::More)?;
        self.pos = end + 2;
        Ok(Token { kind: What::Text(Escapes::None), start, end })
    }

    /// Takes the next token if it is this word, whatever its case.
    pub fn accept(&mut self, word: &[u8]) -> Parsed<bool> {
        let before = self.pos;
        let token = self.token()?;
        if token.kind == What::Word && self.slice(token.start, token.end).eq_ignore_ascii_case(word) {
            return Ok(true);
        }
        self.pos = before;
        Ok(false)
    }

    /// Takes the next token if it is this byte.
    pub fn accept_byte(&mut self, byte: u8) -> Parsed<bool> {
        self.blanks()?;
        let found = self.peek()? == Some(byte);
        if found {
            self.pos += 1;
        }
        Ok(found)
    }

    /// Skips to behind the parenthesis that closes the one that was just taken.
    pub fn skip_parens(&mut self) -> Parsed<()> {
        let mut depth = 1usize;
        loop {
            let token = self.token()?;
            match token.kind {
                What::Punct(b'(') => depth += 1,
                What::Punct(b')') => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                What::Punct(b';') => return Err(Halt::Bad(token.start)),
                What::End => return Err(Halt::More),
                _ => {}
            }
        }
    }
}

fn as_name(token: Token) -> Token {
    match token.kind {
        What::Text(escapes) => Token { kind: What::Name(escapes), ..token },
        _ => token,
    }
}
