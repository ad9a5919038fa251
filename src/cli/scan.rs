//! `outcrop scan`: reads volumes, shows how far it is, prints and writes the report.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use super::interrupt::Interrupt;
use super::output::Output;
use super::progress::Progress;
use super::report::{Form, print};
use super::terminal::{Color, Nouns};
use super::{CliError, Outcome, PatternFolder, size};
use crate::model::report::Report;
use crate::scan::{Meter, Options, scan};
use crate::source::volume;

/// Arguments of `outcrop scan`.
#[derive(clap::Args)]
#[command(after_help = "Exit status: 0 the scan is whole; 1 it ran to its end and left gaps; 2 it could not run; 130 interrupted.")]
pub struct Arguments {
    /// Volumes to scan: directories or files, each as PATH or NAME=PATH
    #[arg(value_name = "[NAME=]PATH", required = true)]
    volumes: Vec<OsString>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Write the report as JSON to a file, outside of all volumes
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    patterns: PatternFolder,
    /// Threads to use [default: one a core]; the report is the same for any number
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Follow symbolic links
    #[arg(long)]
    follow_links: bool,
    /// Count files that are taken to hold no records (programs, fonts, images) as gaps
    #[arg(long)]
    strict: bool,
    /// Records of each control table that is planted for a category in each dialect
    #[arg(long, value_name = "N")]
    controls: Option<u32>,
    #[arg(long, value_name = "BYTES", hide = true, value_parser = size::parse)]
    split_size: Option<u64>,
    /// Show no progress, and of the report the sentence alone
    #[arg(short, long)]
    quiet: bool,
    /// Colour the table
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: Color,
    /// Show no progress
    #[arg(long)]
    no_progress: bool,
}

impl Arguments {
    fn options(&self) -> Result<Options, CliError> {
        let mut options = Options::new(volume::parse(&self.volumes)?);
        options.threads = self.threads.map(NonZeroUsize::get);
        options.split_size = self.split_size.unwrap_or(options.split_size);
        options.controls = self.controls.unwrap_or(options.controls);
        options.follow_links = self.follow_links;
        options.strict = self.strict;
        options.patterns = self.patterns.patterns.clone();
        Ok(options)
    }

    fn form(&self) -> Form {
        match (self.json, self.quiet) {
            (true, _) => Form::Json,
            (false, true) => Form::Sentence,
            (false, false) => Form::Table,
        }
    }
}

pub fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let options = arguments.options()?;
    // Patterns and the output file fail now, not after an hour.
    let nouns = Nouns::of(&arguments.patterns.load()?);
    let output = arguments.output.as_deref().map(|path| Output::open(path, &options.volumes)).transpose()?;
    let meter = Arc::new(Meter::new());
    let interrupt = Interrupt::watch(&meter, output.as_ref().map(Output::temporary));
    let progress = Progress::show(&meter, !arguments.quiet && !arguments.no_progress);
    let scanned = scan(&options, &meter);
    interrupt.scan_ended();
    drop(progress);
    let report = scanned?;
    let outcome = outcome(&report);
    // The file first: standard output may be closed, or a pager that nobody leaves.
    if let Some(output) = output {
        output.write(&report)?;
    }
    print(&report, arguments.form(), arguments.color, &nouns).map_err(|e| CliError::printing(e, outcome))?;
    Ok(outcome)
}

/// What a report means for the exit status.
fn outcome(report: &Report) -> Outcome {
    if report.scan.status != "complete" {
        Outcome::Interrupted
    } else if report.coverage.gaps.is_empty() {
        Outcome::Whole
    } else {
        Outcome::Gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::synthetic;

    #[test]
    fn gaps_and_interruptions_show_in_the_status() {
        let mut report = synthetic::retailer();
        assert_eq!(outcome(&report), Outcome::Gaps);
        report.coverage.gaps.clear();
        assert_eq!(outcome(&report), Outcome::Whole);
        report.scan.status = "interrupted".into();
        assert_eq!(outcome(&report), Outcome::Interrupted);
    }
}
