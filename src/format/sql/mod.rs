//! SQL scripts as dump programs write them: mysqldump, mariadb-dump, pg_dump, SQL Server's scripts, SQLite's `.dump`,
//! Oracle's inserts.
//!
//! A script is a chain of units: statements, comments, rows of an INSERT, lines of a COPY block. `reader` goes from
//! one to the next, `units` and `copy` say what each is, `row` and `expression` read values, `gather` makes batches
//! of them, and `damage` finds the way back where a unit is none.

mod call;
mod copy;
mod create;
mod damage;
mod escape;
mod expression;
mod flavour;
mod gather;
mod header;
mod landmark;
mod large;
mod lexer;
mod mode;
mod names;
mod reader;
mod row;
mod scan;
mod sniff;
mod statement;
mod stream;
mod tables;
#[cfg(test)]
mod tests;
mod units;
mod values;
mod write;

use super::{Cuts, Dialect, Fit, Format, Reading, Sink, Specimen, Stretch};
use flavour::Flavour;

/// SQL scripts with data in them.
pub struct Sql;

impl Format for Sql {
    fn name(&self) -> &'static str {
        "sql"
    }

    fn sniff(&self, head: &[u8], whole: bool) -> Fit {
        match sniff::score(head, whole) {
            0 => Fit::none(),
            score => Fit { score, dialect: Flavour::detect(head).dialect() },
        }
    }

    fn cut(&self, _dialect: &Dialect) -> Cuts {
        Cuts::Guessed
    }

    fn read(&self, stretch: &mut Stretch<'_>, sink: &mut dyn Sink) -> Result<Reading, std::io::Error> {
        reader::Reader::new(stretch, sink, reader::OVERRUN).read()
    }

    fn write(&self, dialect: &Dialect, specimen: &Specimen, out: &mut Vec<u8>) -> bool {
        write::write(Flavour::of(dialect), specimen, out);
        true
    }
}
