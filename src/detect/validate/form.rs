//! Written forms of an identifier: what may stand where, and which grouping signs are usual.

use super::check_digits;
use std::ops::Range;

/// The letters and digits of a value that fits a form: grouping signs dropped, letters in upper case.
pub struct Characters {
    buffer: [u8; 40],
    length: usize,
}

impl Characters {
    fn new() -> Self {
        Self { buffer: [0; 40], length: 0 }
    }

    fn push(&mut self, character: u8) -> Option<()> {
        *self.buffer.get_mut(self.length)? = character;
        self.length += 1;
        Some(())
    }

    /// All of them.
    pub fn all(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    /// Those of a range; empty when the range reaches beyond the end.
    pub fn part(&self, range: Range<usize>) -> &[u8] {
        self.all().get(range).unwrap_or_default()
    }

    /// The character at `index`, 0 beyond the end.
    pub fn at(&self, index: usize) -> u8 {
        self.all().get(index).copied().unwrap_or(0)
    }

    /// The value of the digit at `index`.
    pub fn digit(&self, index: usize) -> u32 {
        check_digits::value(self.at(index))
    }

    /// The digits of a range as a number.
    pub fn number(&self, range: Range<usize>) -> u32 {
        check_digits::number(self.part(range))
    }
}

/// Reads `value` by the first of `forms` that it fits whole.
///
/// In a form `#` is a digit, `@` a letter, `&` either; `_` is a gap that holds a space, `-`, `.` or `/`, or nothing,
/// and either all gaps are filled or none. Everything else stands for itself. A form with one gap takes no `.`
/// there: `123456.789` is a decimal number.
pub fn read(value: &[u8], forms: &[&str]) -> Option<Characters> {
    forms.iter().find_map(|form| read_one(value, form.as_bytes()))
}

fn read_one(value: &[u8], form: &[u8]) -> Option<Characters> {
    if value.len() > form.len() {
        return None;
    }
    let gaps = form.iter().filter(|&&sign| sign == b'_').count();
    let mut characters = Characters::new();
    let mut rest = value.iter().copied().peekable();
    let mut filled = None;
    for &sign in form {
        if sign == b'_' {
            let here = rest.next_if(|&c| matches!(c, b' ' | b'-') || gaps > 1 && matches!(c, b'.' | b'/')).is_some();
            if *filled.get_or_insert(here) != here {
                return None;
            }
            continue;
        }
        let c = rest.next()?;
        let fits = match sign {
            b'#' => c.is_ascii_digit(),
            b'@' => c.is_ascii_alphabetic(),
            b'&' => c.is_ascii_alphanumeric(),
            literal => c == literal,
        };
        if !fits {
            return None;
        }
        if matches!(sign, b'#' | b'@' | b'&') {
            characters.push(c.to_ascii_uppercase())?;
        }
    }
    rest.next().is_none().then_some(characters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(value: &[u8], form: &str) -> Option<Vec<u8>> {
        read(value, &[form]).map(|c| c.all().to_vec())
    }

    #[test]
    fn gaps_are_all_filled_or_all_empty() {
        assert_eq!(plain(b"123.456-78", "###_###_##").unwrap(), b"12345678");
        assert_eq!(plain(b"12345678", "###_###_##").unwrap(), b"12345678");
        assert!(plain(b"123456.78", "###_###_##").is_none());
        assert!(plain(b"123.45", "###_##").is_none());
        assert!(plain(b"123-45", "###_##").is_some());
    }

    #[test]
    fn letters_are_upper_case_and_nothing_may_follow() {
        assert_eq!(plain(b"ab12", "@@##").unwrap(), b"AB12");
        assert!(plain(b"ab123", "@@##").is_none());
        assert!(plain(b"ab1", "@@##").is_none());
        assert_eq!(plain(b"a1", "&&").unwrap(), b"A1");
    }
}
