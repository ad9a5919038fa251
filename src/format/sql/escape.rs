//! From the bytes of a literal to its value.

use super::flavour::Kind;
use super::lexer::Escapes;

/// Appends the value of a literal whose bytes between the quotes are `raw`.
pub fn unescape(raw: &[u8], escapes: Escapes, kind: Kind, out: &mut Vec<u8>) {
    match escapes {
        Escapes::None => out.extend_from_slice(raw),
        Escapes::Doubled(quote) => undouble(raw, quote, out),
        Escapes::Backslash(quote) => backslashes(raw, quote, kind, out),
        Escapes::Hex => {
            if !decode_hex(raw, out) {
                out.extend_from_slice(raw);
            }
        }
    }
}

fn undouble(raw: &[u8], quote: u8, out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(n) = memchr::memchr(quote, rest) {
        out.extend_from_slice(rest.get(..=n).unwrap_or_default());
        rest = rest.get(n + 1..).unwrap_or_default();
        if rest.first() == Some(&quote) {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    out.extend_from_slice(rest);
}

fn backslashes(raw: &[u8], quote: u8, kind: Kind, out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(n) = memchr::memchr2(b'\\', quote, rest) {
        out.extend_from_slice(rest.get(..n).unwrap_or_default());
        let taken = if rest.get(n) == Some(&quote) {
            out.push(quote);
            if rest.get(n + 1) == Some(&quote) { 2 } else { 1 }
        } else if kind == Kind::Postgres {
            postgres_escape(rest.get(n..).unwrap_or_default(), out)
        } else {
            mysql_escape(rest.get(n..).unwrap_or_default(), out)
        };
        rest = rest.get(n + taken..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// MySQL manual, "String Literals": `\%` and `\_` keep their backslash; any other byte stands for itself.
fn mysql_escape(at: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(&byte) = at.get(1) else {
        out.push(b'\\');
        return 1;
    };
    match byte {
        b'0' => out.push(0),
        b'b' => out.push(8),
        b'n' => out.push(b'\n'),
        b'r' => out.push(b'\r'),
        b't' => out.push(b'\t'),
        b'Z' => out.push(0x1a),
        b'%' | b'_' => out.extend_from_slice(&[b'\\', byte]),
        other => out.push(other),
    }
    2
}

/// PostgreSQL manual, "String Constants with C-Style Escapes", and the text format of `COPY`.
/// Returns how many bytes the sequence takes.
pub fn postgres_escape(at: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(&byte) = at.get(1) else {
        out.push(b'\\');
        return 1;
    };
    let digits = |from: usize, most: usize, radix: u32| {
        let run = at.get(from..).unwrap_or_default();
        let len = run.iter().take(most).take_while(|&&b| char::from(b).is_digit(radix)).count();
        let value = run.iter().take(len).fold(0u32, |sum, &b| sum * radix + char::from(b).to_digit(radix).unwrap_or(0));
        (len, value)
    };
    match byte {
        b'b' => out.push(8),
        b'f' => out.push(12),
        b'n' => out.push(b'\n'),
        b'r' => out.push(b'\r'),
        b't' => out.push(b'\t'),
        b'v' => out.push(11),
        b'0'..=b'7' => {
            let (len, value) = digits(1, 3, 8);
            out.push(value as u8);
            return 1 + len;
        }
        b'x' if digits(2, 2, 16).0 > 0 => {
            let (len, value) = digits(2, 2, 16);
            out.push(value as u8);
            return 2 + len;
        }
        b'u' | b'U' => {
            let want = if byte == b'u' { 4 } else { 8 };
            let (len, value) = digits(2, want, 16);
            if let (true, Some(c)) = (len == want, char::from_u32(value)) {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                return 2 + len;
            }
            out.push(byte);
        }
        other => out.push(other),
    }
    2
}

/// Appends the bytes that pairs of hexadecimal digits stand for; `false`, and nothing appended, where they don't.
pub fn decode_hex(digits: &[u8], out: &mut Vec<u8>) -> bool {
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let nibble = |b: u8| char::from(b).to_digit(16).unwrap_or(0) as u8;
    out.extend(digits.as_chunks::<2>().0.iter().map(|&[a, b]| nibble(a) << 4 | nibble(b)));
    true
}

/// Whether bytes are text for people: UTF-8 without control characters but tab and line breaks.
pub fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && !bytes.iter().any(|&b| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(raw: &[u8], escapes: Escapes, kind: Kind) -> Vec<u8> {
        let mut out = Vec::new();
        unescape(raw, escapes, kind, &mut out);
        out
    }

    #[test]
    fn escapes_follow_the_manuals() {
        let mysql = |raw| value(raw, Escapes::Backslash(b'\''), Kind::MySql);
        assert_eq!(mysql(br"O\'B''x\n\0\Z\%\q\\"), b"O'B'x\n\0\x1a\\%q\\");
        let postgres = |raw| value(raw, Escapes::Backslash(b'\''), Kind::Postgres);
        assert_eq!(postgres(br"\x41\102\u00e9\t\v\'"), b"AB\xc3\xa9\t\x0b'");
        assert_eq!(value(b"a''b", Escapes::Doubled(b'\''), Kind::Generic), b"a'b");
        assert_eq!(value(b"4142", Escapes::Hex, Kind::Sqlite), b"AB");
        assert_eq!(value(b"414", Escapes::Hex, Kind::Sqlite), b"414");
    }

    #[test]
    fn text_has_no_control_characters() {
        assert!(is_text("Zoë\n".as_bytes()) && !is_text(b"a\0") && !is_text(b"\xff"));
    }
}
