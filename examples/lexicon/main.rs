//! Compiles the word lists of `patterns/lexicon/` from a folder of source lists.
//!
//! `cargo run --release --example lexicon -- SRC_DIR [OUT_DIR]`
//!
//! The sources are tab-separated files (gzip where the name ends in `.gz`), one header line each; `patterns/lexicon/SOURCES.md`
//! says where each comes from and what its licence asks. What is written is folded by the scanner's own rules, sorted and
//! free of doubles, so that a change of a source reads as a change of lines. `patterns/lexicon/typed/` is written by hand
//! and is not touched.

mod names;
mod places;
mod words;

use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The folder of source lists.
struct Sources(PathBuf);

impl Sources {
    /// The rows of one list, without its header, as cells.
    fn rows(&self, list: &str) -> io::Result<Vec<Vec<String>>> {
        let path = self.0.join(list);
        let context = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
        let bytes = fs::read(&path).map_err(context)?;
        let mut text = String::new();
        if list.ends_with(".gz") {
            flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).map_err(context)?;
        } else {
            text = String::from_utf8_lossy(&bytes).into_owned();
        }
        Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }
}

/// Where the lists go.
struct Out(PathBuf);

impl Out {
    /// Writes one list: a line each, the weights after a tab.
    fn write(&self, list: &str, lines: &BTreeMap<String, String>) -> io::Result<()> {
        let text = text(lines);
        println!("{list}: {} lines, {} bytes", lines.len(), text.len());
        fs::write(self.0.join(list), text)
    }

    /// Writes one list packed by gzip, without a time stamp: the same sources give the same bytes.
    fn write_packed(&self, list: &str, lines: &BTreeMap<String, String>) -> io::Result<()> {
        let mut packer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
        packer.write_all(text(lines).as_bytes())?;
        let packed = packer.finish()?;
        println!("{list}: {} lines, {} bytes packed", lines.len(), packed.len());
        fs::write(self.0.join(list), packed)
    }

    /// Writes a list without weights.
    fn write_set(&self, list: &str, phrases: impl IntoIterator<Item = String>) -> io::Result<()> {
        self.write(list, &phrases.into_iter().map(|phrase| (phrase, String::new())).collect())
    }
}

/// The lines of a list.
fn text(lines: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (phrase, weights) in lines {
        text.push_str(phrase);
        if !weights.is_empty() {
            text.push('\t');
            text.push_str(weights);
        }
        text.push('\n');
    }
    text
}

/// The folded form of a source's phrase, if it has one.
fn fold(phrase: &str) -> Option<String> {
    outcrop::detect::lexical::fold_phrase(phrase)
}

/// A cell of a row, empty where the row is short.
fn cell(row: &[String], index: usize) -> &str {
    row.get(index).map_or("", String::as_str)
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(sources) = arguments.next() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "usage: lexicon SRC_DIR [OUT_DIR]"));
    };
    let out = arguments.next().map_or_else(|| Path::new("patterns/lexicon").to_path_buf(), PathBuf::from);
    let (sources, out) = (Sources(PathBuf::from(sources)), Out(out));
    let names = names::compile(&sources, &out)?;
    places::compile(&sources, &out)?;
    words::compile(&sources, &out, &names)
}
