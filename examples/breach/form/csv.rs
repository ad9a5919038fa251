//! Comma-separated values as RFC 4180 has them: CRLF, quotes doubled.

use crate::table::Column;

/// The header row.
pub fn header<R>(columns: &[Column<R>], out: &mut Vec<u8>) {
    for (n, column) in columns.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        out.extend_from_slice(column.name.as_bytes());
    }
    out.extend_from_slice(b"\r\n");
}

/// Quotes the cell that begins at `start`, if it needs that.
pub fn quote_tail(out: &mut Vec<u8>, start: usize) {
    if !out[start..].iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        return;
    }
    let cell = out.split_off(start);
    out.push(b'"');
    for byte in cell {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}
