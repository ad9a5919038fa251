//! Names of tables and columns.

use super::lexer::{Lexer, Parsed, Token, What};
use super::scan::is_word;

impl Lexer<'_> {
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
}
