//! The forms that tables are written in: how a row begins, how a cell is
//! quoted and what null looks like.

pub mod csv;
pub mod mysqldump;
pub mod ndjson;
pub mod pg_dump;

use crate::bytes::luhn;
use crate::table::{Column, Kind};

/// A form that tables are written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `mysqldump` with extended inserts.
    Mysql,
    /// `pg_dump` with COPY.
    Postgres,
    /// RFC 4180.
    Csv,
    /// A JSON document a line.
    Ndjson,
}

/// Counts of one table, or of a part of it.
#[derive(Default, Clone)]
pub struct Tally {
    /// Rows.
    pub records: u64,
    /// Cells that are not null, by column.
    pub filled: Vec<u64>,
    /// Values that pass Luhn, in the columns that count them.
    pub luhn: u64,
}

impl Tally {
    /// Adds the counts of another part.
    pub fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.luhn += other.luhn;
        self.filled.resize(self.filled.len().max(other.filled.len()), 0);
        for (mine, theirs) in self.filled.iter_mut().zip(&other.filled) {
            *mine += theirs;
        }
    }
}

/// Writes rows of one table in one form.
pub struct RowWriter<R: 'static> {
    form: Form,
    columns: &'static [Column<R>],
    /// What stands before each cell, and after the last.
    leads: Vec<Vec<u8>>,
    end: Vec<u8>,
}

impl<R> RowWriter<R> {
    /// For the columns of a table.
    pub fn new(form: Form, columns: &'static [Column<R>]) -> Self {
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let (leads, end) = match form {
            // The comma in front parts the row from the one before it; the
            // first row of a statement drops it.
            Form::Mysql => (separated(names.len(), b",(", b","), b")".to_vec()),
            Form::Postgres => (separated(names.len(), b"", b"\t"), b"\n".to_vec()),
            Form::Csv => (separated(names.len(), b"", b","), b"\r\n".to_vec()),
            Form::Ndjson => ndjson::leads(&names),
        };
        Self { form, columns, leads, end }
    }

    /// Writes one row, and counts it.
    pub fn write(&self, row: &R, out: &mut Vec<u8>, tally: &mut Tally) {
        tally.filled.resize(self.columns.len(), 0);
        for ((column, lead), filled) in self.columns.iter().zip(&self.leads).zip(&mut tally.filled) {
            out.extend_from_slice(lead);
            let before = out.len();
            let quote = self.quote(column.kind);
            out.extend_from_slice(quote);
            let start = out.len();
            if (column.fill)(row, out) {
                *filled += 1;
                if column.count_luhn {
                    tally.luhn += u64::from(luhn(&out[start..]));
                }
                self.finish(column.kind, start, out);
                out.extend_from_slice(quote);
            } else {
                out.truncate(before);
                out.extend_from_slice(self.null());
            }
        }
        out.extend_from_slice(&self.end);
        tally.records += 1;
    }

    fn quote(&self, kind: Kind) -> &'static [u8] {
        let bare = matches!(kind, Kind::Integer | Kind::Money | Kind::Flag);
        match self.form {
            Form::Mysql if !bare => b"'",
            Form::Ndjson if !bare && kind != Kind::Json => b"\"",
            _ => b"",
        }
    }

    fn null(&self) -> &'static [u8] {
        match self.form {
            Form::Mysql => b"NULL",
            Form::Postgres => b"\\N",
            Form::Csv => b"",
            Form::Ndjson => b"null",
        }
    }

    /// Turns the cell that begins at `start` into what this form writes.
    fn finish(&self, kind: Kind, start: usize, out: &mut Vec<u8>) {
        match (self.form, kind) {
            (_, Kind::Integer | Kind::Money) | (Form::Mysql, Kind::Time | Kind::Flag) => {}
            (Form::Postgres, Kind::Time) => out.extend_from_slice(b"+00"),
            (Form::Csv | Form::Ndjson, Kind::Time) => {
                if let Some(between) = out.get_mut(start + 10) {
                    *between = b'T';
                }
                out.push(b'Z');
            }
            (form, Kind::Flag) => {
                let on = out.get(start) == Some(&b'1');
                out.truncate(start);
                out.extend_from_slice(match (form, on) {
                    (Form::Postgres, true) => b"t",
                    (Form::Postgres, false) => b"f",
                    (Form::Csv, true) => b"yes",
                    (Form::Csv, false) => b"no",
                    (_, true) => b"true",
                    (_, false) => b"false",
                });
            }
            (Form::Mysql, _) => replace_tail(out, start, mysqldump::escape),
            (Form::Postgres, _) => replace_tail(out, start, pg_dump::escape),
            (Form::Csv, _) => csv::quote_tail(out, start),
            (Form::Ndjson, Kind::Json) => {}
            (Form::Ndjson, _) => replace_tail(out, start, ndjson::escape),
        }
    }
}

fn separated(count: usize, first: &[u8], between: &[u8]) -> Vec<Vec<u8>> {
    (0..count).map(|n| if n == 0 { first.to_vec() } else { between.to_vec() }).collect()
}

/// Rewrites the bytes from `start` on that `escape` has something for. Most
/// cells have none, and are only looked at.
fn replace_tail(out: &mut Vec<u8>, start: usize, escape: fn(u8) -> Option<&'static [u8]>) {
    let Some(first) = out[start..].iter().position(|&byte| escape(byte).is_some()) else {
        return;
    };
    let tail = out.split_off(start + first);
    for byte in tail {
        match escape(byte) {
            Some(instead) => out.extend_from_slice(instead),
            None => out.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{column, put, put_number};

    static COLUMNS: &[Column<&str>] = &[
        column("id", Kind::Integer, |row: &&str, out| put_number(out, row.len() as u64)),
        column("note.text", Kind::Long, |row: &&str, out| put(out, row.as_bytes())),
        column("note.on", Kind::Flag, |_, out| put(out, b"1")),
        column("at", Kind::Time, |_, out| put(out, b"2024-03-01 07:08:09")),
        column("gone", Kind::Text(9), |_, _| false),
    ];

    fn row(form: Form, text: &'static str) -> String {
        let mut out = Vec::new();
        RowWriter::new(form, COLUMNS).write(&text, &mut out, &mut Tally::default());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_form_quotes_in_its_own_way() {
        let text = "a\"b'c\n\\,\t";
        assert_eq!(row(Form::Mysql, text), ",(9,'a\\\"b\\'c\\n\\\\,\t',1,'2024-03-01 07:08:09',NULL)");
        assert_eq!(row(Form::Postgres, text), "9\ta\"b'c\\n\\\\,\\t\tt\t2024-03-01 07:08:09+00\t\\N\n");
        assert_eq!(row(Form::Csv, text), "9,\"a\"\"b'c\n\\,\t\",yes,2024-03-01T07:08:09Z,\r\n");
        assert_eq!(
            row(Form::Ndjson, text),
            "{\"id\":9,\"note\":{\"text\":\"a\\\"b'c\\n\\\\,\\t\",\"on\":true},\"at\":\"2024-03-01T07:08:09Z\",\"gone\":null}\n"
        );
    }
}
