//! x
use super::*;
/// x
#[derive(clap::Args)]
pub struct Arguments {}
pub(super) fn run(_: &Arguments) -> Result<Outcome, CliError> { Ok(Outcome::Whole) }
