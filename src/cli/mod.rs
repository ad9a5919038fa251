//! The command line: arguments, one file a subcommand, and what its exit status means.

mod interrupt;
mod output;
pub mod patterns;
mod progress;
mod report;
mod scan;
mod size;
mod terminal;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::model::escape;
use crate::pattern::PatternError;
use crate::report::ReadError;
use crate::scan::ScanError;
use crate::source::VolumeError;

/// Says which categories of personal data were exposed in a breach and which were not, with proof for both.
#[derive(Parser)]
#[command(name = "outcrop", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Scan directories and files, and say what was in them and what was not
    Scan(scan::Arguments),
    /// Show an earlier report
    Report(report::Arguments),
    /// List, show and check the patterns of categories
    Patterns(patterns::Arguments),
}

/// How a run ended, and its exit status.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It did all of its work: 0.
    Whole,
    /// A scan came to its end and left something unexamined: 1.
    Gaps,
    /// It could not run: 2.
    Failed,
    /// Somebody ended it: 130, as shells write 128 + SIGINT.
    Interrupted,
}

impl Outcome {
    /// The exit status.
    pub fn status(self) -> u8 {
        match self {
            Outcome::Whole => 0,
            Outcome::Gaps => 1,
            Outcome::Failed => 2,
            Outcome::Interrupted => 130,
        }
    }
}

/// Why a run could not do its work; says what to do next.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error("{0}")]
    Usage(String),
    #[error("{0}")]
    Volume(#[from] VolumeError),
    #[error("{0}")]
    Scan(#[from] ScanError),
    #[error("{0}")]
    Pattern(#[from] PatternError),
    #[error("{file}: {error}")]
    Report { file: String, error: ReadError },
    #[error("{file}: lies inside the volume `{volume}`, and nothing is ever written to evidence; choose another folder")]
    InsideVolume { file: String, volume: String },
    #[error("{file}: can't be written: {error}; choose another file")]
    Output { file: String, error: io::Error },
    #[error("the result can't be printed: {0}; write it to a file with -o FILE")]
    Print(io::Error),
    /// Whoever read the output has read enough. Not a failure; nothing is printed.
    #[error("output closed")]
    Closed(Outcome),
}

impl CliError {
    /// What an error on standard output means, when the run would have ended with `outcome`.
    fn printing(error: io::Error, outcome: Outcome) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { CliError::Closed(outcome) } else { CliError::Print(error) }
    }
}

/// A path on one line, with nothing in it that a terminal obeys.
fn shown(path: &std::path::Path) -> String {
    escape(path.as_os_str().as_encoded_bytes())
}

/// Runs the program and tells its exit status: 0 for a whole scan, 1 for one that left gaps, 2 if it could not run,
/// 130 if it was interrupted.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(refuse(&error).status()),
    };
    let ended = match &arguments.command {
        Command::Scan(arguments) => scan::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Patterns(arguments) => patterns::run(arguments),
    };
    let outcome = match ended {
        Ok(outcome) | Err(CliError::Closed(outcome)) => outcome,
        Err(error) => {
            complain(&error.to_string());
            Outcome::Failed
        }
    };
    ExitCode::from(outcome.status())
}

/// Prints help and version where they were asked for, and one line for what can't be understood.
fn refuse(error: &clap::Error) -> Outcome {
    if !error.use_stderr() {
        // A closed pipe is no reason to complain.
        let _ = error.print();
        return Outcome::Whole;
    }
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return Outcome::Failed;
    }
    let text = error.render().to_string();
    // clap writes the fault, tips, the usage and a hint, parted by empty lines.
    let fault: Vec<&str> =
        text.split("\n\n").take_while(|p| !p.starts_with("Usage") && !p.starts_with("For more")).map(str::trim).collect();
    complain(&format!("{}; see `outcrop --help`", fault.join("; ").trim_start_matches("error: ")));
    Outcome::Failed
}

/// One line on standard error.
fn complain(what: &str) {
    use io::Write as _;
    let line: Vec<&str> = what.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    // Nobody may be there to hear it.
    let _ = writeln!(io::stderr().lock(), "outcrop: {}", escape(line.join(" ").as_bytes()));
}

/// The folder of patterns beside the built-in ones.
#[derive(clap::Args, Clone)]
struct PatternFolder {
    /// Add the patterns of a folder; one with the id of a built-in pattern replaces it
    #[arg(long, value_name = "DIR")]
    patterns: Option<PathBuf>,
}

impl PatternFolder {
    fn load(&self) -> Result<crate::pattern::PatternSet, PatternError> {
        match &self.patterns {
            Some(folder) => crate::pattern::builtin::load_with(folder),
            None => crate::pattern::builtin::load(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn statuses_are_those_of_the_contract() {
        let all = [Outcome::Whole, Outcome::Gaps, Outcome::Failed, Outcome::Interrupted];
        assert_eq!(all.map(Outcome::status), [0, 1, 2, 130]);
    }

    #[test]
    fn a_closed_pipe_keeps_the_outcome() {
        let closed = CliError::printing(io::ErrorKind::BrokenPipe.into(), Outcome::Gaps);
        assert!(matches!(closed, CliError::Closed(Outcome::Gaps)));
        assert!(matches!(CliError::printing(io::ErrorKind::StorageFull.into(), Outcome::Gaps), CliError::Print(_)));
    }
}
