//! JSON (RFC 8259): one document, an array of records, NDJSON, documents one after the other, exports of MongoDB.
//!
//! Columns are named by path: `address.street`, `orders[].total`, `a[][]`. Rows that are arrays have columns by position.
//! A key that is a value (an id, an address) is `*` in the path, and is handed over as a value of `<path>.*#key`.
//! In a single document, arrays of objects that stand in objects alone are tables by their own path, and what else the
//! document says is a record of the table `document`.

mod gather;
mod paths;
mod reader;
mod recover;
mod scan;
mod sniff;
mod walk;
mod write;

pub(crate) use gather::Gather;
pub(crate) use paths::{Paths, ROOT};
pub(crate) use walk::{Found, Input, Out, Step, Walk};

use std::io;

use crate::format::{Cuts, Dialect, Fit, Format, Reading, Sink, Specimen, Stretch};

/// The reader of JSON.
pub struct Json;

/// How the documents of a source are laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// One document a line, or several.
    Lines,
    /// An array of records. Where each begins a line with the same blanks before it: those blanks.
    Array(Option<Vec<u8>>),
    /// phpMyAdmin's export: an array of objects, of which those of `"type":"table"` hold rows under `data`.
    Tables,
    /// Documents one after the other.
    Documents,
    /// One document, which may hold tables.
    Document,
}

impl Style {
    pub(crate) fn parse(dialect: &Dialect) -> Self {
        let text = dialect.0.as_str();
        match text {
            "json:lines" => Style::Lines,
            "json:tables" => Style::Tables,
            "json:documents" => Style::Documents,
            "json:array" => Style::Array(None),
            _ => match text.strip_prefix("json:array ").map(indent) {
                Some(Some(blanks)) => Style::Array(Some(blanks)),
                Some(None) => Style::Array(None),
                None => Style::Document,
            },
        }
    }

    /// In how many objects of a document an array of records may stand.
    fn wrap(&self) -> usize {
        match self {
            Style::Document => 3,
            Style::Tables => 1,
            _ => 0,
        }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        Dialect(match self {
            Style::Lines => "json:lines".into(),
            Style::Tables => "json:tables".into(),
            Style::Documents => "json:documents".into(),
            Style::Document => "json:document".into(),
            Style::Array(None) => "json:array".into(),
            Style::Array(Some(blanks)) if blanks.first() == Some(&b'\t') => {
                format!("json:array {}t", blanks.len())
            }
            Style::Array(Some(blanks)) => format!("json:array {}", blanks.len()),
        })
    }
}

/// Reads `4` (spaces) or `1t` (tabs).
fn indent(text: &str) -> Option<Vec<u8>> {
    let (digits, blank) = match text.strip_suffix('t') {
        Some(digits) => (digits, b'\t'),
        None => (text, b' '),
    };
    let n: usize = digits.parse().ok()?;
    (n <= 64).then(|| vec![blank; n])
}

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn sniff(&self, head: &[u8], whole: bool) -> Fit {
        sniff::sniff(head, whole)
    }

    fn cut(&self, dialect: &Dialect) -> Cuts {
        match Style::parse(dialect) {
            Style::Lines => Cuts::Lines,
            Style::Array(Some(_)) => Cuts::Guessed,
            _ => Cuts::Whole,
        }
    }

    fn read(&self, stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> Result<Reading, io::Error> {
        reader::Reader::new(stretch, sink).read()
    }

    fn write(&self, dialect: &Dialect, specimen: &Specimen, out: &mut Vec<u8>) -> bool {
        write::write(&Style::parse(dialect), specimen, out)
    }
}

#[cfg(test)]
mod tests;
