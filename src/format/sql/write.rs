//! Writes a specimen as the dump program of a flavour would.

use super::flavour::{Flavour, Kind};
use crate::format::Specimen;

/// Appends the specimen's table and records.
pub fn write(flavour: Flavour, specimen: &Specimen, out: &mut Vec<u8>) {
    if flavour.kind == Kind::Postgres {
        return copy_block(specimen, out);
    }
    let (open, close) = match flavour.kind {
        Kind::MySql => (b'`', b'`'),
        Kind::SqlServer => (b'[', b']'),
        _ => (b'"', b'"'),
    };
    let name = |text: &str, out: &mut Vec<u8>| {
        out.push(open);
        for &byte in text.as_bytes() {
            out.extend(std::iter::repeat_n(byte, if byte == close { 2 } else { 1 }));
        }
        out.push(close);
    };
    for (nth, record) in specimen.records.iter().enumerate() {
        // mysqldump puts many rows behind one head; the others write one statement a row.
        if nth == 0 || flavour.kind != Kind::MySql {
            out.extend_from_slice(if flavour.kind == Kind::SqlServer { b"INSERT " } else { b"INSERT INTO " });
            name(&specimen.table, out);
            out.extend_from_slice(b" (");
            for (n, column) in specimen.columns.iter().enumerate() {
                out.extend_from_slice(if n > 0 { b", " } else { b"" });
                name(column, out);
            }
            out.extend_from_slice(b") VALUES ");
        }
        out.push(b'(');
        for (n, value) in record.iter().enumerate() {
            out.extend_from_slice(if n > 0 { b"," } else { b"" });
            literal(value.as_deref(), flavour, out);
        }
        out.push(b')');
        let last = nth + 1 == specimen.records.len();
        match flavour.kind {
            Kind::MySql if !last => out.push(b','),
            Kind::SqlServer => out.extend_from_slice(b"\nGO\n"),
            _ => out.extend_from_slice(b";\n"),
        }
    }
}

fn literal(value: Option<&[u8]>, flavour: Flavour, out: &mut Vec<u8>) {
    let Some(value) = value else {
        return out.extend_from_slice(b"NULL");
    };
    if flavour.kind == Kind::SqlServer {
        out.push(b'N');
    }
    out.push(b'\'');
    for &byte in value {
        match byte {
            b'\'' if flavour.kind == Kind::MySql && flavour.backslash => out.extend_from_slice(b"\\'"),
            b'\'' => out.extend_from_slice(b"''"),
            b'\\' if flavour.backslash => out.extend_from_slice(b"\\\\"),
            b'\n' if flavour.backslash => out.extend_from_slice(b"\\n"),
            b'\r' if flavour.backslash => out.extend_from_slice(b"\\r"),
            0 if flavour.kind == Kind::MySql && flavour.backslash => out.extend_from_slice(b"\\0"),
            other => out.push(other),
        }
    }
    out.push(b'\'');
}

/// `COPY … FROM stdin;`, the lines and `\.`.
fn copy_block(specimen: &Specimen, out: &mut Vec<u8>) {
    let name = |text: &str, out: &mut Vec<u8>| {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    };
    out.extend_from_slice(b"COPY public.");
    name(&specimen.table, out);
    out.extend_from_slice(b" (");
    for (n, column) in specimen.columns.iter().enumerate() {
        out.extend_from_slice(if n > 0 { b", " } else { b"" });
        name(column, out);
    }
    out.extend_from_slice(b") FROM stdin;\n");
    for record in &specimen.records {
        for (n, value) in record.iter().enumerate() {
            out.extend_from_slice(if n > 0 { b"\t" } else { b"" });
            match value {
                None => out.extend_from_slice(b"\\N"),
                Some(value) => value.iter().for_each(|&byte| match byte {
                    b'\\' => out.extend_from_slice(b"\\\\"),
                    b'\t' => out.extend_from_slice(b"\\t"),
                    b'\n' => out.extend_from_slice(b"\\n"),
                    b'\r' => out.extend_from_slice(b"\\r"),
                    other => out.push(other),
                }),
            }
        }
        out.push(b'\n');
    }
    out.extend_from_slice(b"\\.\n\n");
}
