//! Writes a specimen as JSON, each value as a string.

use std::io::Write;

use super::Style;
use crate::format::Specimen;

/// Writes the records in that style; always possible.
pub(super) fn write(style: &Style, specimen: &Specimen, out: &mut Vec<u8>) -> bool {
    let (before, between, after): (&[u8], &[u8], &[u8]) = match style {
        Style::Lines | Style::Documents => (b"", b"\n", b"\n"),
        Style::Array(None) => (b"[", b",", b"]\n"),
        Style::Array(Some(_)) => (b"[", b",", b"\n]\n"),
        Style::Document | Style::Tables => (b"[\n", b",\n", b"\n]"),
    };
    match style {
        Style::Document => {
            out.push(b'{');
            string(specimen.table.as_bytes(), out);
            out.push(b':');
        }
        Style::Tables => {
            out.extend_from_slice(b"[\n{\"type\":\"header\",\"comment\":\"Export to JSON plugin for PHPMyAdmin\"},\n");
            out.extend_from_slice(b"{\"type\":\"table\",\"name\":");
            string(specimen.table.as_bytes(), out);
            out.extend_from_slice(b",\"data\":\n");
        }
        _ => {}
    }
    out.extend_from_slice(before);
    for (n, record) in specimen.records.iter().enumerate() {
        if n > 0 {
            out.extend_from_slice(between);
        }
        if let Style::Array(Some(blanks)) = style {
            out.push(b'\n');
            out.extend_from_slice(blanks);
        }
        let joint: &[u8] = if *style == Style::Documents { b"\n  " } else { b"" };
        object(&specimen.columns, record, joint, out);
    }
    out.extend_from_slice(after);
    match style {
        Style::Document => out.extend_from_slice(b"}\n"),
        Style::Tables => out.extend_from_slice(b"\n}\n]\n"),
        _ => {}
    }
    true
}

fn object(columns: &[String], record: &[Option<Vec<u8>>], joint: &[u8], out: &mut Vec<u8>) {
    out.push(b'{');
    for (n, (column, value)) in columns.iter().zip(record).enumerate() {
        if n > 0 {
            out.push(b',');
        }
        out.extend_from_slice(joint);
        string(column.as_bytes(), out);
        out.push(b':');
        match value {
            Some(value) => string(value, out),
            None => out.extend_from_slice(b"null"),
        }
    }
    out.extend_from_slice(joint.get(..1).unwrap_or_default());
    out.push(b'}');
}

/// Writes a string with the escapes of RFC 8259. Bytes that are no UTF-8 are written as they are.
pub(super) fn string(value: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for &b in value {
        match b {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', b]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..=0x1f => {
                // A Vec takes whatever is written.
                let _ = write!(out, "\\u{b:04x}");
            }
            _ => out.push(b),
        }
    }
    out.push(b'"');
}
