//! `outcrop report`: an earlier report, shown again.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;

use super::terminal::{Color, Nouns, width};
use super::{CliError, Outcome, PatternFolder, shown};
use crate::model::report::Report;
use crate::report::{Look, json, read, table};

/// Arguments of `outcrop report`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The report, as `outcrop scan -o FILE` wrote it; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
    /// Colour the table
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: Color,
    #[command(flatten)]
    patterns: PatternFolder,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let file = shown(&arguments.file);
    let failed = |error| CliError::Report { file: file.clone(), error };
    let report = if arguments.file.as_os_str() == "-" {
        read(&mut io::stdin().lock()).map_err(failed)?
    } else {
        let open = File::open(&arguments.file).map_err(|e| failed(e.into()))?;
        read(&mut BufReader::new(open)).map_err(failed)?
    };
    let nouns = Nouns::of(&arguments.patterns.load()?);
    let form = if arguments.json { Form::Json } else { Form::Table };
    print(&report, form, arguments.color, &nouns).map_err(|e| CliError::printing(e, Outcome::Whole))?;
    Ok(Outcome::Whole)
}

/// How a report goes to standard output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a program.
    Json,
    /// For a person.
    Table,
    /// The sentence alone.
    Sentence,
}

/// Prints a report to standard output.
pub fn print(report: &Report, form: Form, color: Color, nouns: &Nouns) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let nouns = |category: &str| nouns.get(category);
    match form {
        Form::Json => json::write(report, &mut out)?,
        Form::Table => table::write(report, &Look { width: width(), color: color.on_stdout(), nouns: &nouns }, &mut out)?,
        Form::Sentence => writeln!(out, "{}", crate::model::escape(report.summary.as_bytes()))?,
    }
    out.flush()
}
