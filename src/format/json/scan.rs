//! Bytes of JSON text: where a string ends, what its escapes mean, what counts as a number.

use memchr::memchr3;

/// Where a string stops.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// The closing quote stands at `at`; `escaped` says that a backslash stands before it.
    Closed {
        /// Index of the quote.
        at: usize,
        /// Whether the string must be unescaped.
        escaped: bool,
    },
    /// A raw line feed stands here, which JSON forbids inside a string.
    Newline {
        /// Index of the line feed.
        at: usize,
        /// Whether a backslash stands before it.
        escaped: bool,
    },
    /// The bytes end first.
    Open,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

fn zero_bytes(x: u64) -> u64 {
    x.wrapping_sub(ONES) & !x & HIGHS
}

/// Index of the next quote, backslash or line feed. Most strings are short, so that the first bytes are
/// looked at eight at a time before the search is handed to `memchr3`.
fn next_special(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let quotes = ONES * u64::from(quote);
    let mut i = from;
    for _ in 0..6 {
        let Some(chunk) = bytes.get(i..i + 8).and_then(|c| <[u8; 8]>::try_from(c).ok()) else {
            break;
        };
        let word = u64::from_le_bytes(chunk);
        let hits = zero_bytes(word ^ quotes) | zero_bytes(word ^ (ONES * u64::from(b'\\'))) | zero_bytes(word ^ (ONES * u64::from(b'\n')));
        if hits != 0 {
            return Some(i + (hits.trailing_zeros() / 8) as usize);
        }
        i += 8;
    }
    memchr3(quote, b'\\', b'\n', bytes.get(i..)?).map(|n| i + n)
}

/// Looks for the end of a string whose first byte (after the quote) stands at `from`.
pub(crate) fn string_end(bytes: &[u8], from: usize, quote: u8, mut escaped: bool) -> End {
    let mut i = from;
    while let Some(at) = next_special(bytes, i, quote) {
        match bytes.get(at) {
            Some(b'\\') => {
                escaped = true;
                // A backslash before a line feed leaves the line feed raw: a line break ends a record of NDJSON.
                i = at + if bytes.get(at + 1) == Some(&b'\n') { 1 } else { 2 };
            }
            Some(b'\n') => return End::Newline { at, escaped },
            _ => return End::Closed { at, escaped },
        }
    }
    End::Open
}

/// The largest index at or below `limit` where the string beginning at `from` can be cut without cutting an escape.
pub(crate) fn safe_cut(bytes: &[u8], from: usize, limit: usize) -> usize {
    let limit = limit.min(bytes.len());
    let mut i = from;
    while let Some(n) = bytes.get(i..limit).and_then(|b| memchr::memchr(b'\\', b)) {
        let at = i + n;
        let len = escape_len(&bytes[at..]);
        if at + len > limit {
            return at;
        }
        i = at + len;
    }
    limit.max(from)
}

/// How many bytes the escape at the front takes: 2, 6, or 12 for a surrogate pair.
fn escape_len(bytes: &[u8]) -> usize {
    if bytes.get(1) != Some(&b'u') {
        return 2;
    }
    match hex4(bytes, 2) {
        Some(0xd800..=0xdbff) if bytes.get(6..8) == Some(b"\\u") => 12,
        _ => 6,
    }
}

fn hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |n, &b| (b as char).to_digit(16).map(|d| n * 16 + d))
}

/// Appends the string with its escapes resolved (RFC 8259, section 7). Surrogates without their other half
/// become U+FFFD; escapes that JSON doesn't know stand for the character behind the backslash.
pub(crate) fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(n) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..n]);
        rest = &rest[n..];
        let taken = match rest.get(1) {
            Some(b'n') => put(out, b'\n'),
            Some(b't') => put(out, b'\t'),
            Some(b'r') => put(out, b'\r'),
            Some(b'b') => put(out, 8),
            Some(b'f') => put(out, 12),
            Some(b'u') => unicode(rest, out),
            Some(&b) => put(out, b),
            None => {
                out.push(b'\\');
                1
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

fn put(out: &mut Vec<u8>, byte: u8) -> usize {
    out.push(byte);
    2
}

/// Resolves `\uXXXX` (and its low surrogate) at the front; says how many bytes it took.
fn unicode(bytes: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(first) = hex4(bytes, 2) else {
        out.extend_from_slice(b"\\u");
        return 2;
    };
    let (code, taken) = match first {
        0xd800..=0xdbff if bytes.get(6..8) == Some(b"\\u") => match hex4(bytes, 8) {
            Some(low @ 0xdc00..=0xdfff) => (0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00), 12),
            _ => (0xfffd, 6),
        },
        other => (other, 6),
    };
    let c = char::from_u32(code).unwrap_or('\u{fffd}');
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    taken
}

/// Whether a byte can stand in a number, a literal or a name without quotes.
pub(crate) fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.' | b'+' | b'-')
}

/// Index of the first byte at or after `from` that doesn't belong to a word.
pub(crate) fn word_end(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).and_then(|rest| rest.iter().position(|&b| !is_word(b))).map_or(bytes.len(), |n| from + n)
}

/// Whether a word is a number: JSON's, or one with the leading `+`, zeros or bare dot that others write.
pub(crate) fn is_number(word: &[u8]) -> bool {
    let mut rest = match word.first() {
        Some(b'-' | b'+') => &word[1..],
        _ => word,
    };
    if let [b'0', b'x' | b'X', hex @ ..] = rest {
        return !hex.is_empty() && hex.iter().all(u8::is_ascii_hexdigit);
    }
    if matches!(rest, b"Infinity" | b"NaN") {
        return true;
    }
    let mut digits = take_digits(&mut rest);
    if let [b'.', tail @ ..] = rest {
        rest = tail;
        digits += take_digits(&mut rest);
    }
    if let [b'e' | b'E', tail @ ..] = rest {
        rest = match tail {
            [b'-' | b'+', tail @ ..] => tail,
            _ => tail,
        };
        if take_digits(&mut rest) == 0 {
            return false;
        }
    }
    digits > 0 && rest.is_empty()
}

fn take_digits(rest: &mut &[u8]) -> usize {
    let n = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    *rest = &rest[n..];
    n
}

/// Index of the first byte at or after `from` that is no blank.
pub(crate) fn skip_blank(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).and_then(|rest| rest.iter().position(|b| !b" \t\r\n".contains(b))).map_or(bytes.len(), |n| from + n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(raw: &str) -> Vec<u8> {
        let mut out = Vec::new();
        unescape(raw.as_bytes(), &mut out);
        out
    }

    #[test]
    fn escapes_mean_what_rfc_8259_says() {
        assert_eq!(plain(r#"a\"b\\c\/d\n\t\r\b\f"#), b"a\"b\\c/d\n\t\r\x08\x0c");
        assert_eq!(plain(r"\u00e9\u4e2d\ud83d\ude00!"), "é中😀!".as_bytes());
        assert_eq!(plain(r"\ud83dx\ude00"), "\u{fffd}x\u{fffd}".as_bytes());
        assert_eq!(plain(r"\u12"), b"\\u12");
        assert_eq!(plain("x\\"), b"x\\");
    }

    #[test]
    fn strings_end_at_the_first_quote_without_backslash() {
        for pad in 0..70 {
            let text = format!("{}\\\"{}\" tail", "x".repeat(pad), "y".repeat(pad));
            let at = 2 * pad + 2;
            assert_eq!(string_end(text.as_bytes(), 0, b'"', false), End::Closed { at, escaped: true });
            assert_eq!(string_end(&text.as_bytes()[..at], 0, b'"', false), End::Open);
        }
        assert_eq!(string_end(b"ab\ncd\"", 0, b'"', false), End::Newline { at: 2, escaped: false });
        assert_eq!(string_end(b"ab\\", 0, b'"', false), End::Open);
    }

    #[test]
    fn a_cut_never_parts_an_escape() {
        let text = br"ab\ud83d\ude00cd\n";
        let cuts: Vec<usize> = (0..=text.len()).map(|n| safe_cut(text, 0, n)).collect();
        assert_eq!(cuts, [0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 14, 15, 16, 16, 18]);
    }

    #[test]
    fn numbers_are_told_from_dates_and_addresses() {
        for word in ["0", "-1.5e+10", "007", ".5", "+3", "0x1F", "-Infinity", "NaN", "5."] {
            assert!(is_number(word.as_bytes()), "{word}");
        }
        for word in ["", "-", ".", "2024-01-02", "127.0.0.1", "1e", "0x", "12ab"] {
            assert!(!is_number(word.as_bytes()), "{word}");
        }
    }
}
