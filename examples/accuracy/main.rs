//! Holds the scan against labelled data, and says by category how often it was right.
//!
//!     cargo run --release --example accuracy -- DIR [--no-headers] [--markdown] [--errors] [--only NAME]
//!
//! `DIR/labels/NAME.json` says what `DIR/NAME` holds, column by column; each such folder is scanned as one volume.
//! Precision, recall and F1 come with Wilson intervals and with every disagreement by name. Files in formats that
//! aren't read yet don't score, but no category that they hold may be called `not_exposed`.
//!
//! Exit status: 0 without a false all-clear, 1 with one, 2 where something could not be run.

mod blank;
mod expect;
mod kind;
mod labels;
mod place;
#[cfg(test)]
mod samples;
mod score;
mod show;
mod tally;
mod taxonomy;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use outcrop::model::report::Report;
use outcrop::scan::{Meter, Options, scan};
use outcrop::source::volume::Volume;

use crate::expect::{Expectations, ExpectedTable};
use crate::kind::Kind;
use crate::labels::Labels;
use crate::score::{Rules, SetScore, VerdictScore};
use crate::tally::Tally;

/// Scores findings against the labels of a folder of labelled data sets.
#[derive(Parser)]
struct Args {
    /// The folder: `labels/NAME.json` beside `NAME/`
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Scans copies whose columns are all called c1 … cn
    #[arg(long)]
    no_headers: bool,
    /// Prints the table of categories alone, as Markdown
    #[arg(long)]
    markdown: bool,
    /// Prints the errors alone
    #[arg(long, conflicts_with = "markdown")]
    errors: bool,
    /// Only this data set
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Findings of organisations and of reference data count as well
    #[arg(long)]
    all_subjects: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("accuracy: {why}");
            ExitCode::from(2)
        }
    }
}

/// Scores all sets and prints; true where no false all-clear was met.
fn run(args: &Args) -> Result<bool, String> {
    let mut scores = Vec::new();
    let mut tally = Tally::default();
    let mut verdicts = VerdictScore::default();
    for labels in labels::read_all(&args.folder, args.only.as_deref())? {
        let score = score_set(&labels, args)?;
        tally.merge(&score.tally);
        verdicts.merge(&score.verdicts);
        scores.push(score);
    }
    if !args.errors {
        println!("{}{}", show::table(&tally, args.markdown), show::verdicts(&verdicts, scores.len()));
    }
    if !args.markdown {
        print!("{}", show::errors(&scores, &verdicts));
    }
    Ok(verdicts.false_all_clears.is_empty())
}

fn score_set(labels: &Labels, args: &Args) -> Result<SetScore, String> {
    let mut set = Expectations::new(labels);
    let root = args.folder.join(&set.name);
    let root = root.canonicalize().map_err(|e| format!("{}: {e}; the labels speak of it", root.display()))?;
    let readable = readable_files(&root, &set)?;
    let copy = if args.no_headers { Some(blank::blank(&root, &mut set)?) } else { None };
    let report = scan_one(&set.name, copy.as_ref().map_or(root.as_path(), tempfile::TempDir::path))?;
    let rules = Rules { all_subjects: args.all_subjects };
    Ok(score::score(&set, &report, &|file| readable.get(file).copied().unwrap_or(false), rules))
}

fn scan_one(name: &str, root: &Path) -> Result<Report, String> {
    let root = root.canonicalize().map_err(|e| format!("{}: {e}", root.display()))?;
    let options = Options::new(vec![Volume { name: name.into(), root }]);
    scan(&options, &Meter::new()).map_err(|e| format!("{name}: {e}"))
}

/// Which of the files with labelled tables are of a format that outcrop reads.
fn readable_files(root: &Path, set: &Expectations) -> Result<BTreeMap<String, bool>, String> {
    let mut readable = BTreeMap::new();
    for table in &set.tables {
        let path = root.join(&table.file);
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}; the labels speak of it", path.display()))?;
        let tables: Vec<&ExpectedTable> = set.tables.iter().filter(|t| t.file == table.file).collect();
        readable.insert(table.file.clone(), kind::of(&bytes, &tables) != Kind::Other);
    }
    Ok(readable)
}
