//! Bytes of SQL: quotes, words, white space.

use memchr::{memchr, memchr2, memmem};

use super::lexer::{Halt, Parsed};

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
