//! `outcrop patterns`: what can be told apart, how, and whether a pattern file holds what it promises.

mod check;
mod list;
mod show;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;

pub use check::{Problem, check, examples};

use super::{CliError, Outcome, PatternFolder};
use crate::detect::validate;
use crate::pattern::{PatternSet, builtin};

/// Arguments of `outcrop patterns`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the categories that are known
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        patterns: PatternFolder,
    },
    /// Show a pattern's file, and what its expressions compile to
    Show {
        /// The category's id, such as contact.email
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        patterns: PatternFolder,
    },
    /// Check the pattern files of a folder together with the built-in ones
    Check {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// List the validators that pattern files can name
    Validators,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    match &arguments.command {
        Command::List { json: true, patterns } => {
            let set = patterns.load()?;
            printed(|out| list::json(&set, out))
        }
        Command::List { json: false, patterns } => {
            let set = patterns.load()?;
            printed(|out| list::text(&set, out))
        }
        Command::Show { id, patterns } => show(id, patterns),
        Command::Check { folder } => check_folder(folder),
        Command::Validators => printed(validators),
    }
}

fn printed(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Outcome, CliError> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(|e| CliError::printing(e, Outcome::Whole))?;
    Ok(Outcome::Whole)
}

fn validators(out: &mut dyn Write) -> io::Result<()> {
    let widest = validate::all().iter().map(|v| v.name.len()).max().unwrap_or(0);
    validate::all().iter().try_for_each(|v| writeln!(out, "{:widest$}  {}", v.name, v.doc))
}

fn show(id: &str, folder: &PatternFolder) -> Result<Outcome, CliError> {
    let set = folder.load()?;
    let unknown = || CliError::Usage(format!("no pattern has the id `{id}`; `outcrop patterns list` lists them"));
    let pattern = set.by_id(id).ok_or_else(unknown)?;
    let mut files = builtin::files();
    if let Some(folder) = &folder.patterns {
        files.extend(builtin::read_folder(folder)?);
    }
    let text = files.iter().rev().find(|(name, _)| *name == pattern.file).map_or("", |(_, text)| text.as_str());
    printed(|out| show::write(&set, pattern, text, out))
}

fn check_folder(folder: &Path) -> Result<Outcome, CliError> {
    let files = builtin::read_folder(folder)?;
    if files.is_empty() {
        return Err(CliError::Usage(format!("{}: no file of it ends in .toml; there is nothing to check", super::shown(folder))));
    }
    let set = Arc::new(PatternSet::compile(&[builtin::files(), files.clone()].concat(), builtin::VOCABULARY)?);
    let mut problems = check::same_ids(&files);
    problems.extend(check(&set));
    let (patterns, examples) = (set.patterns.len(), examples(&set));
    let outcome = if problems.is_empty() { Outcome::Whole } else { Outcome::Failed };
    let mut out = BufWriter::new(io::stdout().lock());
    let say = |out: &mut dyn Write| {
        problems.iter().try_for_each(|problem| writeln!(out, "{problem}"))?;
        let own = files.len();
        match problems.len() {
            0 => writeln!(out, "{patterns} patterns ({own} from the folder) and {examples} examples passed"),
            1 => writeln!(out, "1 problem in {patterns} patterns"),
            n => writeln!(out, "{n} problems in {patterns} patterns"),
        }?;
        out.flush()
    };
    say(&mut out).map_err(|e| CliError::printing(e, outcome))?;
    Ok(outcome)
}
