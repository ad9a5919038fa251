//! A value cut into folded words, on the stack.

use super::fold::{self, Glyph};

/// Longest value that is examined by its words, in bytes. Longer ones are prose.
pub(super) const LONGEST: usize = 200;
/// Folded text: a windows-1252 `ß` takes two bytes for one, hence the room.
const ROOM: usize = 256;
/// More words than this are prose.
pub(super) const MOST: usize = 32;

/// What stands before a word; where several characters stand, the strongest (the greatest).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Sep {
    /// Nothing: the value begins, or the script changes.
    #[default]
    Nothing,
    /// White space or a full stop.
    Space,
    /// A hyphen or dash.
    Hyphen,
    /// A slash.
    Slash,
    /// An ampersand or plus.
    And,
    /// A number sign.
    Hash,
    /// A bracket or quotation mark.
    Bracket,
    /// Anything else that is neither letter nor digit.
    Other,
    /// A comma or semicolon.
    Comma,
    /// A line end.
    Line,
}

/// One word of a value.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Token {
    start: u16,
    end: u16,
    /// Letters (or ideographs) in it.
    pub letters: u8,
    /// Digits in it.
    pub digits: u8,
    /// Capitals in it.
    pub capitals: u8,
    /// What stood before it.
    pub before: Sep,
    /// Its first character is a capital.
    pub capitalised: bool,
    /// Letters with full stops between (`S.A.`, `J.R.`), joined.
    pub dotted: bool,
    /// A full stop follows.
    pub stop: bool,
    /// Made of Han characters, kana or Hangul.
    pub ideographs: bool,
}

impl Token {
    /// Letters alone, no digit.
    pub fn is_word(&self) -> bool {
        self.letters > 0 && self.digits == 0
    }
    /// Every letter is a capital.
    pub fn is_upper(&self) -> bool {
        self.capitals == self.letters
    }
}

/// A value's words, and the folded text that they lie in with one blank between them.
pub(super) struct Scan {
    text: [u8; ROOM],
    len: usize,
    tokens: [Token; MOST],
    count: usize,
    /// Some word is of ideographs.
    pub ideographs: bool,
    /// The strongest separator of the value.
    pub strongest: Sep,
    pending: Sep,
    open: bool,
}

impl Scan {
    /// Cuts a value. `None` if it is too long, has too many words, or none.
    pub fn new(value: &[u8]) -> Option<Scan> {
        if value.is_empty() || value.len() > LONGEST {
            return None;
        }
        let mut scan = Scan {
            text: [0; ROOM],
            len: 0,
            tokens: [Token::default(); MOST],
            count: 0,
            ideographs: false,
            strongest: Sep::Nothing,
            pending: Sep::Nothing,
            open: false,
        };
        let whole = if value.is_ascii() {
            scan.cut_bytes(value, fold::ascii)
        } else {
            match std::str::from_utf8(value) {
                Ok(text) => scan.cut_text(text),
                Err(_) => scan.cut_bytes(value, fold::windows_1252),
            }
        };
        whole?;
        (scan.count > 0).then_some(scan)
    }

    /// The words.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.get(..self.count).unwrap_or(&[])
    }

    /// The folded text of one word.
    pub fn word(&self, token: &Token) -> &[u8] {
        self.text.get(token.start as usize..token.end as usize).unwrap_or(&[])
    }

    /// The folded text from word `from` up to, not including, word `to`.
    pub fn phrase(&self, from: usize, to: usize) -> &[u8] {
        let tokens = self.tokens();
        match (tokens.get(from), to.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) => self.text.get(first.start as usize..last.end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The folded text of the whole value.
    pub fn all(&self) -> &[u8] {
        self.phrase(0, self.count)
    }

    fn cut_bytes(&mut self, value: &[u8], fold: fn(u8) -> Glyph) -> Option<()> {
        for (at, &byte) in value.iter().enumerate() {
            let glyph = fold(byte);
            let after = value.get(at + 1).map(|&b| fold(b));
            let second = value.get(at + 2).map(|&b| fold(b));
            let capital = if byte < 0x80 { byte.is_ascii_uppercase() } else { (0xC0..0xDF).contains(&byte) };
            self.take(glyph, capital, after, second)?;
        }
        Some(())
    }

    fn cut_text(&mut self, text: &str) -> Option<()> {
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let glyph = fold::character(c);
            let (mut after, mut second) = (None, None);
            if glyph == Glyph::Break(b'.') {
                let mut ahead = rest.clone();
                after = ahead.next().map(fold::character);
                second = ahead.next().map(fold::character);
            }
            self.take(glyph, fold::is_capital(c), after, second)?;
        }
        Some(())
    }

    fn take(&mut self, glyph: Glyph, capital: bool, after: Option<Glyph>, second: Option<Glyph>) -> Option<()> {
        match glyph {
            Glyph::Letter(c) if c.is_ascii() => {
                self.begin(false, capital)?;
                self.push(c as u8)?;
                self.letter(capital);
            }
            Glyph::Letter(c) => {
                self.begin(false, capital)?;
                self.push_char(c)?;
                self.letter(capital);
            }
            Glyph::Pair(a, b) => {
                self.begin(false, capital)?;
                self.push(a)?;
                self.push(b)?;
                self.letter(capital);
            }
            Glyph::Ideograph(c) => {
                self.begin(true, false)?;
                self.push_char(c)?;
                self.letter(false);
                self.ideographs = true;
            }
            Glyph::Digit(d) => {
                self.begin(false, false)?;
                self.push(d)?;
                if let Some(token) = self.current() {
                    token.digits += 1;
                }
            }
            Glyph::Dropped => {}
            Glyph::Break(byte) => self.stop(byte, after, second),
        }
        Some(())
    }

    /// A separator: closes the word, save a full stop between single letters (`S.A.`).
    fn stop(&mut self, byte: u8, after: Option<Glyph>, second: Option<Glyph>) {
        let open = self.open;
        if byte == b'.'
            && open
            && let Some(token) = self.current()
        {
            token.stop = true;
            let single = token.digits == 0 && (token.letters == 1 || token.dotted);
            let more = matches!(after, Some(Glyph::Letter(_)))
                && !matches!(second, Some(Glyph::Letter(_) | Glyph::Digit(_) | Glyph::Dropped | Glyph::Pair(..)));
            if single && more {
                token.dotted = true;
                return;
            }
        }
        self.open = false;
        let sep = match byte {
            b' ' | b'\t' | b'.' => Sep::Space,
            b'-' => Sep::Hyphen,
            b'/' => Sep::Slash,
            b'&' | b'+' => Sep::And,
            b'#' => Sep::Hash,
            b'(' | b')' | b'[' | b']' | b'"' => Sep::Bracket,
            b',' | b';' => Sep::Comma,
            b'\n' | b'\r' => Sep::Line,
            _ => Sep::Other,
        };
        self.pending = self.pending.max(sep);
        self.strongest = self.strongest.max(sep);
    }

    /// Opens a word where none is open, or where the kind of writing changes.
    fn begin(&mut self, ideograph: bool, capital: bool) -> Option<()> {
        if self.open && self.current().is_some_and(|token| token.ideographs == ideograph) {
            return Some(());
        }
        if self.count > 0 {
            self.push_blank()?;
        }
        let start = self.len as u16;
        let slot = self.tokens.get_mut(self.count)?;
        *slot = Token { start, end: start, before: self.pending, capitalised: capital, ideographs: ideograph, ..Token::default() };
        self.count += 1;
        self.pending = Sep::Nothing;
        self.open = true;
        Some(())
    }

    fn current(&mut self) -> Option<&mut Token> {
        self.count.checked_sub(1).and_then(|last| self.tokens.get_mut(last))
    }

    fn letter(&mut self, capital: bool) {
        if let Some(token) = self.current() {
            token.letters += 1;
            token.capitals += u8::from(capital);
        }
    }

    fn push_blank(&mut self) -> Option<()> {
        *self.text.get_mut(self.len)? = b' ';
        self.len += 1;
        Some(())
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        *self.text.get_mut(self.len)? = byte;
        self.len += 1;
        let end = self.len as u16;
        if let Some(token) = self.current() {
            token.end = end;
        }
        Some(())
    }

    fn push_char(&mut self, c: char) -> Option<()> {
        let mut encoded = [0; 4];
        for &byte in c.encode_utf8(&mut encoded).as_bytes() {
            self.push(byte)?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(value: &[u8]) -> Vec<String> {
        let scan = Scan::new(value).unwrap();
        scan.tokens().iter().map(|t| String::from_utf8_lossy(scan.word(t)).into_owned()).collect()
    }

    #[test]
    fn words_are_folded_and_cut() {
        assert_eq!(words("Jean-Pierre O'Connor".as_bytes()), ["jean", "pierre", "oconnor"]);
        assert_eq!(words("J.R. Groß".as_bytes()), ["jr", "gross"]);
        assert_eq!(words(b"J.Smith, S.A."), ["j", "smith", "sa"]);
        assert_eq!(words("東京都1-2丸".as_bytes()), ["東京都", "1", "2", "丸"]);
        assert_eq!(words(b"M\xFCller"), ["muller"]);
        assert!(Scan::new(b" .,- ").is_none());
        assert!(Scan::new(&[b'a'; 201]).is_none());
    }

    #[test]
    fn separators_keep_the_strongest() {
        let scan = Scan::new(b"Main St. , 5").unwrap();
        assert_eq!(scan.tokens()[2].before, Sep::Comma);
        assert!(scan.tokens()[1].stop);
        assert_eq!(scan.all(), b"main st 5");
    }
}
