//! Tells the dialect from the first bytes.
//!
//! What makes a table is that its records have equally many fields. So each delimiter that occurs is tried with the
//! reader itself, and the one whose records agree best wins (as in G. J. J. van den Burg et al., "Wrangling messy CSV
//! files by detecting row and type patterns", 2019, section 3, less the types). Prose, logs and code have commas too,
//! but not equally many on each line; where there are only a few lines to go by, more is asked of them.

mod evidence;
mod lines;
mod quoting;
mod tally;
#[cfg(test)]
mod tests;

use memchr::memmem;

use super::dialect::{Eol, Escape, Spec};
use crate::format::{Fit, text};
use evidence::Evidence;
use lines::Lines;
use quoting::quoting;
use tally::Tally;

/// Delimiters that are tried, and how readily each is believed (1000: like a comma). Multi-byte ones are believed
/// sooner, because their single bytes divide the same records as evenly.
const DELIMITERS: [(&[u8], u64); 24] = [
    (b",", 1000),
    (b"\t", 1300),
    (b";", 1100),
    (b"|", 1200),
    (b"\x01", 1500),
    (b"\x02", 1400),
    (b"\x1f", 1500),
    (b"\x14", 1400),
    (b"^", 1000),
    (b"~", 1000),
    (b":", 500),
    (b"||", 1600),
    (b"::", 1400),
    (b";;", 1500),
    (b"~|~", 1900),
    (b"|~|", 1900),
    (b"^|^", 1900),
    (b"\t|\t", 1900),
    (b"|@|", 1900),
    (b"@@", 1300),
    (b"##", 1300),
    (b"$$", 1300),
    (b"~~", 1500),
    (b"^^", 1500),
];
/// How many lines may stand before the header.
const MOST_PREAMBLE: usize = 20;

pub(super) fn sniff(head: &[u8], whole: bool) -> Fit {
    let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let nuls = memchr::memchr_iter(0, body).count();
    if nuls > 1 && nuls * 200 > body.len() {
        return Fit::none();
    }
    let plain = text::is_text(body);
    let eol = line_end(body);
    let lines = Lines::of(body, eol);
    if lines.foreign() {
        return Fit::none();
    }
    let told = separator_line(body);
    let mut best: Option<Found> = None;
    for (delimiter, prior) in candidates(body, &lines) {
        let is_told = told == Some(delimiter.as_slice());
        if told.is_some() && !is_told {
            continue;
        }
        let found = Found::of(&delimiter, eol, body, whole, &lines, prior, is_told);
        let control = delimiter.first().is_some_and(|&b| b < 32 && b != b'\t');
        if !(plain || control || found.certain) {
            continue;
        }
        if found.score > 0 && best.as_ref().is_none_or(|b| found.quality > b.quality) {
            best = Some(found);
        }
    }
    best.map_or_else(Fit::none, |found| Fit { score: found.score, dialect: found.spec.to_dialect() })
}

fn line_end(body: &[u8]) -> Eol {
    let lf = memchr::memchr_iter(b'\n', body).count();
    let cr = memchr::memchr_iter(b'\r', body).count();
    let crlf = memmem::find_iter(body, b"\r\n").count();
    if cr > 4 * lf && crlf == 0 {
        Eol::Cr
    } else if crlf * 2 > lf {
        Eol::CrLf
    } else {
        Eol::Lf
    }
}

/// The delimiter that a first line `sep=;` names, as Excel reads and writes it.
fn separator_line(body: &[u8]) -> Option<&[u8]> {
    let line = body.strip_prefix(b"sep=")?;
    let end = line.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
    line.get(..end).filter(|d| (1..=4).contains(&d.len()))
}

/// The delimiters that occur near the top, with their priors: those of the list, and any run of two to four
/// punctuation marks that two lines have equally often.
fn candidates(body: &[u8], lines: &Lines<'_>) -> Vec<(Vec<u8>, u64)> {
    let top = &body[..body.len().min(8192)];
    let listed = DELIMITERS.iter().filter(|(d, _)| memmem::find(top, d).is_some());
    let mut all: Vec<(Vec<u8>, u64)> = listed.map(|(d, prior)| (d.to_vec(), *prior)).collect();
    if let Some(told) = separator_line(body)
        && all.iter().all(|(d, _)| d != told)
    {
        all.push((told.to_vec(), 1000));
    }
    let mut texts = lines.all.iter().filter(|l| !l.is_empty());
    if let (Some(a), Some(b)) = (texts.next(), texts.next()) {
        // Colons, slashes and brackets stand in pairs in URLs, paths and code.
        let mark = |b: &u8| b"|~^#@$%&!;+".contains(b);
        for run in a.chunk_by(|x, y| mark(x) && mark(y)) {
            let fits = (2..=4).contains(&run.len()) && all.iter().all(|(d, _)| d != run);
            let times = |line: &[u8]| memmem::find_iter(line, run).count();
            if fits && times(a) == times(b) {
                all.push((run.to_vec(), 1200));
            }
        }
    }
    all
}

/// What a delimiter comes to.
struct Found {
    spec: Spec,
    /// For comparing delimiters with one another.
    quality: u64,
    /// For comparing with other formats; 0 where the bytes are no table in this dialect.
    score: u16,
    /// The records agree so well that values may be binary, as those of a `BLOB` are in a file that MySQL writes.
    certain: bool,
}

impl Found {
    fn of(delimiter: &[u8], eol: Eol, body: &[u8], whole: bool, lines: &Lines<'_>, prior: u64, told: bool) -> Self {
        let (mut spec, tally) = quoting(delimiter, eol, body, whole);
        let first = first_record(&tally, body);
        spec.skip = lines_before(&tally, first, body, spec.terminator());
        let n = tally.widths.len() - first;
        let (width, agree) = tally.mode(first);
        let headed = header_like(&spec, &tally, first, body);
        let mut found = Self { spec, quality: 0, score: 0, certain: false };
        if width < 2 || tally.widths.get(first) != Some(&width) && agree * 20 < n * 19 {
            return found;
        }
        let records = tally.starts.iter().take(200).filter_map(|&start| body.get(start..));
        if Lines::statements(records) {
            return found;
        }
        // `mariadb-dump --tab` doesn't escape BIT values: some of its records are torn.
        let torn = tally.nulls * 5 > n && agree * 5 >= n * 4;
        found.certain = n >= 10 && width >= 3 && (agree == n || torn);
        let head = Evidence { tally: &tally, n, width, agree, headed, delimiter };
        found.score = match head.is_table(lines) {
            _ if told && n > 0 => 800,
            true => head.score(),
            // A header and the beginning of a record too long to see the end of.
            false if n == 1 && !whole && headed && width > 2 => 300,
            false => 0,
        };
        let strays = 1000 - 700 * tally.stray.min(tally.quoted) as u64 / tally.quoted.max(1) as u64;
        let top = if tally.widths.get(first) == Some(&width) { 10 } else { 7 };
        found.quality = prior * (width as u64 - 1) * 1000 / width as u64 * agree as u64 / n.max(1) as u64 * strays / 1000
            * (if first > 0 { 8 } else { 10 })
            * top;
        found
    }
}

/// The index of the first record that isn't a comment or a title.
fn first_record(tally: &Tally, body: &[u8]) -> usize {
    let (width, _) = tally.mode(0);
    let is_before = |i: usize| {
        let line = tally.starts.get(i).and_then(|&s| body.get(s..)).unwrap_or_default();
        let other = |&w: &usize| w != width && (w == 1 || line.starts_with(b"#"));
        (i == 0 && line.starts_with(b"sep=")) || tally.widths.get(i).is_some_and(other)
    };
    let n = (0..tally.widths.len()).take_while(|&i| is_before(i)).count();
    if n > MOST_PREAMBLE || n * 2 >= tally.widths.len() + 2 { 0 } else { n }
}

/// How many lines stand before that record.
fn lines_before(tally: &Tally, first: usize, body: &[u8], eol: u8) -> usize {
    if first == 0 {
        return 0;
    }
    let start = tally.starts.get(first).copied().unwrap_or(0);
    memchr::memchr_iter(eol, &body[..start]).count()
}

/// Whether a record reads like column names: short, none empty, no sentences, each once.
fn header_like(spec: &Spec, tally: &Tally, first: usize, body: &[u8]) -> bool {
    let start = tally.starts.get(first).copied().unwrap_or(0);
    let end = tally.starts.get(first + 1).copied().unwrap_or(body.len());
    let line = body[start..end].trim_ascii();
    let mut names: Vec<&[u8]> = Vec::new();
    let mut rest = line;
    loop {
        let stop = memmem::find(rest, &spec.delimiter);
        names.push(&rest[..stop.unwrap_or(rest.len())]);
        match stop {
            Some(stop) => rest = &rest[stop + spec.delimiter.len()..],
            None => break,
        }
    }
    let sound = names.iter().all(|name| {
        let name = name.strip_prefix(b"\"").and_then(|n| n.strip_suffix(b"\"")).unwrap_or(name);
        let words = name.split(|&b| b == b' ').count();
        let letters = name.iter().any(|b| b.is_ascii_alphabetic() || *b >= 128);
        let ends = name.last().is_some_and(|b| matches!(b, b'.' | b'!' | b';' | b'{' | b','));
        letters && !ends && name.len() <= 48 && words <= 5 && name[0] != b' '
    });
    names.sort_unstable();
    names.dedup();
    sound && names.len() == tally.widths.get(first).copied().unwrap_or(0)
}
