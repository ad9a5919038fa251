//! Writes the breach of a retailer that never was, at any size.
//!
//! Two servers: `kentucky`, which an intruder reached, with customers and
//! orders as a shop keeps them; and `payments`, which holds encrypted cards
//! only, or, with `--breach-payments`, card numbers in clear. Beside them
//! `truth.json` says what was written, column by column.
//!
//!     cargo run --release --example breach -- --accounts 24000000 --out DIR
//!
//! A row depends on the seed and its number alone, so chunks are made on all
//! cores, and the same options give the same bytes whatever the threads. All
//! people, addresses and numbers are drawn at random.

mod account;
mod bytes;
mod card;
mod catalogue;
mod draw;
mod form;
mod kentucky;
mod output;
mod payments;
mod pump;
mod receipt;
mod region;
mod schema;
mod table;
mod truth;
mod weblog;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, io};

use clap::{Parser, ValueEnum};

use crate::account::World;
use crate::form::Form;
use crate::truth::Truth;

/// Writes a retailer's breach: volumes `kentucky` and `payments`, and what is in them.
#[derive(Parser)]
struct Args {
    /// How many customers, over all files
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000_000))]
    accounts: u64,
    /// Where the volumes go; files that are there already are replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Another seed, other people
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Puts full card numbers in clear on the payments server
    #[arg(long)]
    breach_payments: bool,
    /// One form for all accounts, or a quarter of them in each
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Format::All)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    All,
    Mysqldump,
    #[value(name = "pg_dump")]
    PgDump,
    Csv,
    Ndjson,
}

impl Format {
    fn only(self) -> Option<Form> {
        match self {
            Self::All => None,
            Self::Mysqldump => Some(Form::Mysql),
            Self::PgDump => Some(Form::Postgres),
            Self::Csv => Some(Form::Csv),
            Self::Ndjson => Some(Form::Ndjson),
        }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    let start = Instant::now();
    match write(&args) {
        Ok(bytes) => {
            let seconds = start.elapsed().as_secs_f64();
            eprintln!("{bytes} bytes in {seconds:.2} s, {:.0} MB/s", bytes as f64 / 1e6 / seconds.max(1e-9));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("breach: {}: {error}", args.out.display());
            ExitCode::from(2)
        }
    }
}

/// Writes everything below `--out`; the bytes of both volumes.
fn write(args: &Args) -> io::Result<u64> {
    let world = World { seed: args.seed, products: (args.accounts / 20).clamp(20, 20_000) };
    let folder = |name: &str| -> PathBuf { Path::new(&args.out).join(name) };
    let kentucky = kentucky::write(&folder("kentucky"), world, args.accounts, args.format.only())?;
    let payments = payments::write(&folder("payments"), world, args.accounts, args.breach_payments)?;
    let truth = Truth {
        seed: args.seed,
        accounts: args.accounts,
        format: args.format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned()),
        breach_payments: args.breach_payments,
        customers: kentucky.records("customers"),
        orders: kentucky.records("orders"),
        order_numbers_passing_luhn: kentucky.passing_luhn("orders"),
        volumes: vec![kentucky, payments],
    };
    let text = serde_json::to_string_pretty(&truth)? + "\n";
    fs::write(folder("truth.json"), text)?;
    Ok(truth.volumes.iter().flat_map(|volume| &volume.files).map(|file| file.bytes).sum())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every file below a folder by its path.
    fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(folder).unwrap().to_owned();
                files.insert(name, fs::read(entry.path()).unwrap());
            }
        }
        files
    }

    fn written(accounts: u64, threads: usize, more: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
        let folder = tempfile::tempdir().unwrap();
        let accounts = accounts.to_string();
        let out = folder.path().to_str().unwrap();
        let args = ["breach", "--accounts", &accounts, "--out", out];
        let args = Args::parse_from(args.iter().chain(more));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| write(&args)).unwrap();
        contents(folder.path())
    }

    fn truth(files: &BTreeMap<PathBuf, Vec<u8>>) -> serde_json::Value {
        serde_json::from_slice(&files[Path::new("truth.json")]).unwrap()
    }

    #[test]
    fn the_bytes_depend_on_the_options_alone() {
        let once = written(9_000, 1, &[]);
        assert!(once == written(9_000, 3, &[]));
        assert!(once != written(9_000, 3, &["--seed", "2"]));
    }

    #[test]
    fn the_fixture_is_what_its_readme_says() {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/retailer");
        let mut kept = contents(&fixture);
        kept.retain(|path, _| path.parent() != Some(Path::new("")) || path == Path::new("truth.json"));
        let fresh = written(400, 2, &[]);
        assert!(kept.keys().eq(fresh.keys()), "{:?}", kept.keys());
        for (path, bytes) in fresh {
            assert!(kept[&path] == bytes, "{} is not what the program writes", path.display());
        }
    }

    #[test]
    fn every_account_is_in_one_file_whatever_the_form() {
        for form in ["all", "mysqldump", "pg_dump", "csv", "ndjson"] {
            let truth = truth(&written(1_003, 2, &["--format", form]));
            assert_eq!(truth["customers"], 1_003, "{form}");
        }
    }

    #[test]
    fn card_numbers_are_in_clear_only_when_asked_for() {
        let clear = Path::new("payments/cards_clear.csv");
        let without = written(300, 2, &[]);
        assert!(!without.contains_key(clear));
        let with = written(300, 2, &["--breach-payments"]);
        let table = &truth(&with)["volumes"][1]["files"][1]["tables"][0];
        assert_eq!(table["records"], table["passing_luhn"]);
        let lines = with[clear].split(|&byte| byte == b'\n').count() as u64;
        assert_eq!(table["records"], lines - 2);
        let unlike = without.iter().filter(|(path, bytes)| with[*path] != **bytes).count();
        assert_eq!(unlike, 1, "only truth.json tells of it");
    }
}
