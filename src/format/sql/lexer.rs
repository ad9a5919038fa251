//! Tokens of SQL, read from a window that may end anywhere.

use memchr::{memchr, memchr2, memmem};

use super::flavour::{Flavour, Kind};

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
    fn quoted(&mut self, close: u8, backslash: bool) -> Parsed<Token> {
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

    /// An identifier without its quotes; `None` (and the cursor unmoved) when none stands here.
    pub fn identifier(&mut self) -> Parsed<Option<Vec<u8>>> {
        self.blanks()?;
        let before = self.pos;
        let token = match self.peek()? {
            Some(b'[') => self.quoted(b']', false)?,
            Some(b) if is_word(b) => self.bare_identifier()?,
            _ => self.token()?,
        };
        let raw = self.slice(token.start, token.end);
        match token.kind {
            What::Word => Ok(Some(raw.to_vec())),
            What::Name(escapes) | What::Text(escapes) => {
                let mut name = Vec::with_capacity(raw.len());
                super::escape::unescape(raw, escapes, self.flavour.kind, &mut name);
                Ok(Some(name))
            }
            _ => {
                self.pos = before;
                Ok(None)
            }
        }
    }

    /// A word up to its first dot.
    fn bare_identifier(&mut self) -> Parsed<Token> {
        let start = self.pos;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let len = rest.iter().position(|&b| !is_word(b) || b == b'.').unwrap_or(rest.len());
        self.at(start + len)?;
        self.pos = start + len;
        Ok(Token { kind: What::Word, start, end: self.pos })
    }

    /// The last part of a dotted name: the table without its database and schema.
    pub fn dotted_name(&mut self) -> Parsed<Option<Vec<u8>>> {
        let mut name = self.identifier()?;
        while name.is_some() && self.peek()? == Some(b'.') {
            self.pos += 1;
            if self.peek()? == Some(b'.') {
                continue;
            }
            match self.identifier()? {
                Some(part) => name = Some(part),
                None => break,
            }
        }
        Ok(name)
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

/// Index of the quote that closes a string whose first byte is at `from`, and whether anything in it is escaped.
pub fn quote_end(bytes: &[u8], from: usize, close: u8, backslash: bool, eof: bool) -> Parsed<(usize, bool)> {
    let mut at = from;
    let mut escaped = false;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let found = if backslash { memchr2(close, b'\\', rest) } else { memchr(close, rest) };
        let place = at + found.ok_or(Halt::More)?;
        if bytes.get(place) == Some(&b'\\') && close != b'\\' {
            escaped = true;
            at = place + 2;
            continue;
        }
        match bytes.get(place + 1) {
            Some(&next) if next == close => {
                escaped = true;
                at = place + 2;
            }
            None if !eof => return Err(Halt::More),
            _ => return Ok((place, escaped)),
        }
    }
}

/// White space between tokens.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Bytes of words, numbers and variables.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@' | b'$' | b'#' | b'.') || byte >= 0x80
}

/// Where a needle begins.
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memmem::find(haystack, needle)
}

/// Where a needle begins, in any ASCII case.
pub fn find_ignoring_case(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let (low, high) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let mut at = 0;
    while let Some(n) = memchr2(low, high, haystack.get(at..)?) {
        let place = at + n;
        let candidate = haystack.get(place..place + needle.len())?;
        if candidate.eq_ignore_ascii_case(needle) {
            return Some(place);
        }
        at = place + 1;
    }
    None
}
