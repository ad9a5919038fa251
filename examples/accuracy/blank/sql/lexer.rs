//! Words of SQL: enough to find the heads of statements between strings and comments.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// A word that stands bare: a keyword, a name, a number.
    Word,
    /// A name in quotes of any sort.
    Quoted,
    /// A string.
    Text,
    /// One other character.
    Sign(u8),
}

/// Reads tokens one after the other.
pub struct Lexer<'a> {
    /// The statements.
    pub bytes: &'a [u8],
    /// Where the next token is looked for.
    pub at: usize,
    /// Whether `\` escapes in strings, as MySQL has it.
    escapes: bool,
}

impl<'a> Lexer<'a> {
    /// A lexer at the beginning. Backslashes escape where backquotes or `ENGINE=` show MySQL at work.
    pub fn new(bytes: &'a [u8]) -> Self {
        let escapes = bytes.contains(&b'`') || memchr::memmem::find(bytes, b"ENGINE=").is_some();
        Self { bytes, at: 0, escapes }
    }

    /// The next token and where it stands.
    pub fn next(&mut self) -> Option<(Token, Range<usize>)> {
        self.skip_blanks();
        let start = self.at;
        let token = match self.byte(start)? {
            b'\'' => {
                self.at = self.close(start + 1, b'\'', self.escapes);
                Token::Text
            }
            quote @ (b'"' | b'`') => {
                self.at = self.close(start + 1, quote, self.escapes && quote == b'"');
                Token::Quoted
            }
            b'[' if self.byte(start + 1).is_some_and(|b| b.is_ascii_alphabetic() || b == b'_') => {
                self.at = self.close(start + 1, b']', false);
                Token::Quoted
            }
            b'$' if self.dollar_tag(start).is_some() => {
                self.at = self.end_of_dollars(start);
                Token::Text
            }
            byte if is_word(byte) => {
                self.at = start + self.bytes.get(start..).unwrap_or_default().iter().take_while(|&&b| is_word(b)).count();
                Token::Word
            }
            byte => {
                self.at = start + 1;
                Token::Sign(byte)
            }
        };
        Some((token, start..self.at))
    }

    /// What the next token would be.
    pub fn peek(&mut self) -> Option<(Token, Range<usize>)> {
        let at = self.at;
        let next = self.next();
        self.at = at;
        next
    }

    /// The text of a token in lower case, without its quotes.
    pub fn name(&self, range: &Range<usize>) -> String {
        let shown = String::from_utf8_lossy(self.bytes.get(range.clone()).unwrap_or_default());
        shown.trim_matches(['"', '`', '[', ']', '\'']).to_lowercase()
    }

    /// Passes to the line after the next one that is `\.`: the end of the rows of a COPY.
    pub fn skip_copy_rows(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len() - 1) + 1;
            self.at += line;
            if rest.get(..line).is_some_and(|l| l.trim_ascii() == b"\\.") {
                return;
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn find(&self, from: usize, what: &[u8]) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        memchr::memmem::find(rest, what).map_or(self.bytes.len(), |n| from + n + what.len())
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            let pair = (byte, self.byte(self.at + 1));
            let line_start = self.at == 0 || self.byte(self.at - 1) == Some(b'\n');
            self.at = match pair {
                (b'-', Some(b'-')) => self.find(self.at, b"\n"),
                (b'#', _) if line_start => self.find(self.at, b"\n"),
                (b'/', Some(b'*')) => self.find(self.at + 2, b"*/"),
                (blank, _) if blank.is_ascii_whitespace() => self.at + 1,
                _ => return,
            };
        }
    }

    /// Where a quoted stretch ends. A doubled quote stands for itself.
    fn close(&self, from: usize, quote: u8, escapes: bool) -> usize {
        let mut at = from;
        while let Some(byte) = self.byte(at) {
            at += match byte {
                b'\\' if escapes => 2,
                b if b == quote && self.byte(at + 1) == Some(quote) => 2,
                b if b == quote => return at + 1,
                _ => 1,
            };
        }
        self.bytes.len()
    }

    /// How long the `$tag$` at `start` is, if one stands there.
    fn dollar_tag(&self, start: usize) -> Option<usize> {
        let rest = self.bytes.get(start + 1..)?;
        let tag = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        (rest.get(tag) == Some(&b'$') && !rest.first().is_some_and(u8::is_ascii_digit)).then_some(tag + 2)
    }

    fn end_of_dollars(&self, start: usize) -> usize {
        let tag = self.dollar_tag(start).unwrap_or(1);
        self.bytes.get(start..start + tag).map_or(self.bytes.len(), |mark| self.find(start + tag, mark))
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut lexer = Lexer::new(text.as_bytes());
        std::iter::from_fn(|| lexer.next()).map(|(_, r)| text.get(r).unwrap().to_owned()).collect()
    }

    #[test]
    fn comments_and_strings_hide_what_they_hold() {
        assert_eq!(
            words("a -- insert\n/* create */ 'it''s' \"b \"\"c\" [d e] [1]"),
            ["a", "'it''s'", "\"b \"\"c\"", "[d e]", "[", "1", "]"]
        );
        assert_eq!(words("`x` 'it\\'s' y"), ["`x`", "'it\\'s'", "y"]);
        assert_eq!(words("x 'c:\\' y"), ["x", "'c:\\'", "y"]);
        assert_eq!(words("f $b$ insert 'x $b$ z"), ["f", "$b$ insert 'x $b$", "z"]);
    }
}
