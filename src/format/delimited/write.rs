//! Writes tables in a dialect, as the programs that use it would.

use super::dialect::{Escape, Spec};
use crate::format::Specimen;

/// Writes the header and the records; `false`, with nothing written, where a value has no form in this dialect.
pub(super) fn write(spec: &Spec, specimen: &Specimen, out: &mut Vec<u8>) -> bool {
    let begin = out.len();
    // A reader passes over so many lines before the first record.
    for _ in 0..spec.skip {
        out.extend_from_slice(b"#");
        end_line(spec, out);
    }
    let header = specimen.columns.iter().map(|c| Some(c.as_bytes()));
    let mut sound = specimen.columns.is_empty() || line(spec, header, out);
    for record in &specimen.records {
        sound &= !record.is_empty() && line(spec, record.iter().map(Option::as_deref), out);
    }
    if !sound {
        out.truncate(begin);
    }
    sound
}

fn line<'a>(spec: &Spec, values: impl ExactSizeIterator<Item = Option<&'a [u8]>>, out: &mut Vec<u8>) -> bool {
    let begin = out.len();
    let lone = values.len() == 1;
    for (i, value) in values.enumerate() {
        if i > 0 {
            out.extend_from_slice(&spec.delimiter);
        }
        let sound = match value {
            None => null(spec, lone, out),
            Some(value) => field(spec, value, lone, out),
        };
        if !sound {
            out.truncate(begin);
            return false;
        }
    }
    end_line(spec, out);
    true
}

fn end_line(spec: &Spec, out: &mut Vec<u8>) {
    use super::dialect::Eol;
    out.extend_from_slice(match spec.eol {
        Eol::Lf => b"\n",
        Eol::CrLf => b"\r\n",
        Eol::Cr => b"\r",
    });
}

/// Null is `\N` where backslashes escape, and an empty field elsewhere (`\N` too where that would be an empty line).
fn null(spec: &Spec, lone: bool, out: &mut Vec<u8>) -> bool {
    if lone || spec.escape == Escape::Backslash {
        out.extend_from_slice(b"\\N");
    }
    true
}

fn field(spec: &Spec, value: &[u8], lone: bool, out: &mut Vec<u8>) -> bool {
    let first = spec.delimiter.first().copied().unwrap_or(b',');
    let special = value
        .iter()
        .any(|&b| b == first || b == b'\n' || b == b'\r' || Some(b) == spec.quote || (b == b'\\' && spec.escape == Escape::Backslash));
    // These mean something else when they stand bare: null, an empty line, a byte order mark, space before a quote.
    let mistaken =
        value == b"\\N" || (value.is_empty() && lone) || value.starts_with(b"\xef\xbb\xbf") || (spec.lead && value.starts_with(b" "));
    match (spec.quote, spec.escape) {
        (Some(quote), _) if special || mistaken => quoted(spec, quote, value, out),
        (None, Escape::Backslash) => {
            escaped(first, value, out);
            !mistaken || value == b"\\N" || spec.lead && value.starts_with(b" ")
        }
        (None, _) if special || mistaken => false,
        _ => {
            out.extend_from_slice(value);
            true
        }
    }
}

fn quoted(spec: &Spec, quote: u8, value: &[u8], out: &mut Vec<u8>) -> bool {
    let lead = match spec.escape {
        Escape::Double => quote,
        Escape::Backslash => b'\\',
        Escape::None if value.contains(&quote) => return false,
        Escape::None => quote,
    };
    out.push(quote);
    for &byte in value {
        if byte == quote || byte == lead {
            out.push(lead);
        }
        if byte == 0 && lead == b'\\' {
            out.extend_from_slice(b"\\0");
        } else {
            out.push(byte);
        }
    }
    out.push(quote);
    true
}

/// As PostgreSQL's `COPY` and MySQL's `SELECT … INTO OUTFILE` do it.
fn escaped(first: u8, value: &[u8], out: &mut Vec<u8>) {
    for &byte in value {
        let letter = match byte {
            b'\t' => b't',
            b'\n' => b'n',
            b'\r' => b'r',
            0 => b'0',
            b'\\' => b'\\',
            _ if byte == first => byte,
            _ => {
                out.push(byte);
                continue;
            }
        };
        out.extend_from_slice(&[b'\\', letter]);
    }
}
