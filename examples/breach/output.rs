//! Files being written, and tables written into them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use crate::form::{Form, RowWriter, csv, mysqldump, pg_dump};
use crate::pump::{Chunk, pump, pump_to};
use crate::table::Table;
use crate::truth::{self, Rows};

/// A file of a volume that knows its size and its tables.
pub struct Output {
    path: &'static str,
    file: File,
    bytes: u64,
    tables: Vec<Rows>,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Output {
    /// Creates `path` below `volume`, and the folders that it needs.
    pub fn create(volume: &Path, path: &'static str) -> io::Result<Self> {
        let full = volume.join(path);
        if let Some(folder) = full.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(Self { path, file: File::create(full)?, bytes: 0, tables: Vec::new() })
    }

    /// Writes the rows that `each` makes of the units of `range`, with what
    /// the form has before and after them.
    pub fn table<R: 'static>(
        &mut self,
        form: Form,
        table: &'static Table<R>,
        range: Range<u64>,
        each: impl Fn(u64, &mut dyn FnMut(&R)) + Sync,
    ) -> io::Result<()> {
        let rows = RowWriter::new(form, table.columns);
        let make = |unit: u64, chunk: &mut Chunk| {
            let Chunk { bytes, ends, tally } = chunk;
            each(unit, &mut |row| {
                rows.write(row, bytes, tally);
                ends.push(bytes.len() as u32);
            });
        };
        let tally = match form {
            Form::Mysql => {
                self.write_all(mysqldump::before_rows(table).as_bytes())?;
                let mut statements = mysqldump::Statements::new(table.name);
                let tally = pump(range, make, |chunk| statements.rows(&chunk.bytes, &chunk.ends, self))?;
                statements.close(self)?;
                self.write_all(mysqldump::after_rows(table).as_bytes())?;
                tally
            }
            Form::Postgres => {
                self.write_all(pg_dump::before_rows(table).as_bytes())?;
                let tally = pump_to(self, range, make)?;
                self.write_all(pg_dump::AFTER_ROWS.as_bytes())?;
                tally
            }
            Form::Csv => {
                let mut header = Vec::new();
                csv::header(table.columns, &mut header);
                self.write_all(&header)?;
                pump_to(self, range, make)?
            }
            Form::Ndjson => pump_to(self, range, make)?,
        };
        self.tables.push(Rows::new(table, &tally));
        Ok(())
    }

    /// Writes a line for each number of `range`.
    pub fn lines(&mut self, range: Range<u64>, write: impl Fn(u64, &mut Vec<u8>) + Sync) -> io::Result<()> {
        pump_to(self, range, |number, chunk| write(number, &mut chunk.bytes))?;
        Ok(())
    }

    /// What was written, as a file of tables.
    pub fn finish(self) -> truth::File {
        truth::File { path: self.path, bytes: self.bytes, lines: None, holds: &[], tables: self.tables }
    }

    /// What was written, as lines of text.
    pub fn finish_lines(self, lines: u64, holds: &'static [&'static str]) -> truth::File {
        truth::File::plain(self.path, self.bytes, Some(lines), holds)
    }
}

/// Writes a small file whole.
pub fn small(volume: &Path, path: &'static str, content: &[u8]) -> io::Result<truth::File> {
    let mut out = Output::create(volume, path)?;
    out.write_all(content)?;
    Ok(truth::File::plain(path, out.bytes, None, &[]))
}
