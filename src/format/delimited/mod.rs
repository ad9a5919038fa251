//! Delimited text in any dialect: CSV, TSV, `\x01`, `~|~`, quoted or escaped or neither, ragged, damaged.
//!
//! There is no standard that files keep to. RFC 4180 describes what most do; MySQL's `SELECT … INTO OUTFILE` and
//! PostgreSQL's `COPY` escape with backslashes instead of quoting. The dialect is told from the bytes (`sniff`).
//!
//! **No rows are joined on a stray quote.** A quote inside an unquoted field is data. A quoted field that doesn't
//! close is damage: reading goes on at the next line, and what is between is a gap *and* is examined as text.

#[cfg(test)]
pub(in crate::format) mod chain;
mod columns;
mod dialect;
mod long;
mod marks;
mod read;
mod record;
#[cfg(test)]
mod round_trip;
mod sniff;
#[cfg(test)]
mod tests;
mod write;

use std::io;

use super::{Cuts, Dialect, Fit, Format, Reading, Sink, Specimen, Stretch};
use dialect::{Escape, Spec};

/// Delimited text.
pub struct Delimited;

impl Format for Delimited {
    fn name(&self) -> &'static str {
        "delimited"
    }

    fn sniff(&self, head: &[u8], whole: bool) -> Fit {
        sniff::sniff(head, whole)
    }

    fn cut(&self, dialect: &Dialect) -> Cuts {
        let spec = Spec::of(dialect);
        match (spec.quote, spec.escape) {
            (None, Escape::None | Escape::Double) => Cuts::Lines,
            _ => Cuts::Guessed,
        }
    }

    fn read(&self, stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> Result<Reading, io::Error> {
        read::read(stretch, sink)
    }

    fn write(&self, dialect: &Dialect, specimen: &Specimen, out: &mut Vec<u8>) -> bool {
        write::write(&Spec::of(dialect), specimen, out)
    }
}
