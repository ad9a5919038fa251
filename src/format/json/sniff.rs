//! Tells JSON, and how its documents are laid out, from the first bytes.

use super::paths::Paths;
use super::walk::{Input, Kind, Out, Step, Walk};
use super::{Style, scan};
use crate::format::Fit;

/// What the head showed.
#[derive(Default)]
struct Seen {
    /// Documents at the top that end in the head.
    documents: usize,
    /// Bytes in them, and in those that the head cuts.
    good: usize,
    /// Bytes in lines that are no JSON.
    bad: usize,
    /// Values with a key or in an array.
    values: usize,
    /// Whether a line feed stands inside a document.
    spread: bool,
    /// Whether two documents stand on one line.
    crowded: bool,
    /// Whether the head ends inside a document.
    open: bool,
}

/// How well the head fits, and in which style.
pub(super) fn sniff(head: &[u8], whole: bool) -> Fit {
    let bytes = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let begin = start(bytes);
    let Some(opener @ (b'{' | b'[')) = bytes.get(begin).copied() else {
        return Fit::none();
    };
    let bytes = &bytes[begin..];
    if !plausible(bytes) {
        return Fit::none();
    }
    let seen = look(bytes, whole);
    let parts = seen.good + seen.bad;
    if seen.values == 0 || seen.good * 10 < parts * 6 {
        return empty(bytes, whole, &seen);
    }
    let score = match (seen.bad, seen.values) {
        (0, 3..) => 950,
        (0, _) if opener == b'{' || seen.documents > 1 => 900,
        (0, _) => 600,
        (_, 3..) => 750,
        _ => 300,
    };
    Fit { score, dialect: style(bytes, opener, &seen).dialect() }
}

/// `[]`, `{}` and the like, when they are all there is.
fn empty(bytes: &[u8], whole: bool, seen: &Seen) -> Fit {
    if !whole || seen.bad > 0 || seen.values > 0 || seen.documents == 0 {
        return Fit::none();
    }
    let style = if bytes[0] == b'[' { Style::Array(None) } else { Style::Document };
    Fit { score: 400, dialect: style.dialect() }
}

/// Index of the first byte that is no blank and in no comment (Robo 3T writes `/* 1 */` before each document, old
/// versions of phpMyAdmin `// shop.users` before each table).
fn start(bytes: &[u8]) -> usize {
    let mut at = scan::skip_blank(bytes, 0);
    loop {
        let end = match bytes.get(at..at + 2) {
            Some(b"/*") => memchr::memmem::find(&bytes[at..], b"*/").map(|n| n + 2),
            Some(b"//") => memchr::memchr(b'\n', &bytes[at..]),
            _ => None,
        };
        match end {
            Some(n) => at = scan::skip_blank(bytes, at + n),
            None => return at,
        }
    }
}

/// Whether the bytes behind the first bracket can be JSON: a quote, a bracket, a number, a literal.
fn plausible(bytes: &[u8]) -> bool {
    let next = scan::skip_blank(bytes, 1);
    let Some(&second) = bytes.get(next) else {
        return true;
    };
    matches!(
        (bytes[0], second),
        (b'{', b'"' | b'\'' | b'}') | (b'[', b'"' | b'\'' | b'{' | b'[' | b']' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
    )
}

fn look(bytes: &[u8], whole: bool) -> Seen {
    let mut seen = Seen::default();
    let mut paths = Paths::new(b"");
    let mut out = Out::default();
    let mut walk = Walk::new();
    walk.strict = true;
    let mut begin = 0;
    let mut last_end = 0;
    loop {
        let input = Input { bytes, eof: whole, base: 0, in_scratch: false };
        match walk.run(input, &mut paths, &mut out) {
            Step::Element { .. } => {
                begin = walk.at;
                let same_line = memchr::memchr(b'\n', &bytes[last_end..begin]).is_none();
                seen.crowded |= seen.documents > 0 && same_line;
                walk.open();
            }
            Step::Record => {
                walk.close(None);
                seen.documents += 1;
                seen.values += out.found.len();
                seen.good += walk.at - begin;
                seen.spread |= memchr::memchr(b'\n', &bytes[begin..walk.at]).is_some();
                last_end = walk.at;
                if walk.around() == Kind::Top && !ends_well(&bytes[last_end..]) {
                    seen.bad += 1;
                }
                out.found.clear();
                out.scratch.clear();
            }
            Step::Piece | Step::Line => {}
            Step::More | Step::End | Step::Huge | Step::Deep if walk.is_open() => {
                seen.open = true;
                seen.values += out.found.len();
                seen.good += bytes.len() - begin;
                seen.spread |= memchr::memchr(b'\n', &bytes[begin..]).is_some();
                return seen;
            }
            Step::More | Step::End | Step::Huge | Step::Deep => return seen,
            Step::Bad => {
                // What was read up to here counts; the line doesn't.
                let from = if walk.is_open() { begin } else { walk.at };
                seen.values += out.found.len();
                seen.good += walk.at - from;
                seen.spread |= memchr::memchr(b'\n', &bytes[from..walk.at]).is_some();
                out.found.clear();
                let end = memchr::memchr(b'\n', &bytes[walk.at..]).map_or(bytes.len(), |n| walk.at + n + 1);
                seen.bad += end - walk.at;
                walk.leave_all();
                walk.at = end;
                last_end = end.saturating_sub(1);
            }
        }
    }
}

/// Whether what follows a document can follow one: a blank, a comma, another document.
fn ends_well(rest: &[u8]) -> bool {
    matches!(rest.first(), None | Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | b'{' | b'[' | b'/'))
}

fn style(bytes: &[u8], opener: u8, seen: &Seen) -> Style {
    let several = seen.documents + usize::from(seen.open) > 1;
    let lines = several && !seen.spread && !seen.crowded;
    match opener {
        _ if lines => Style::Lines,
        b'[' if is_tables(bytes) => Style::Tables,
        b'[' => Style::Array(element_indent(bytes)),
        _ if several => Style::Documents,
        _ => Style::Document,
    }
}

/// phpMyAdmin's JSON export begins with a header object.
fn is_tables(bytes: &[u8]) -> bool {
    let compact: Vec<u8> = bytes.iter().copied().filter(|b| !b.is_ascii_whitespace()).take(64).collect();
    compact.starts_with(b"[{\"type\":\"header\"")
}

/// The blanks before each element of the array, where every one but the first begins a line with the same.
fn element_indent(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut walk = Walk::new();
    let mut paths = Paths::new(b"");
    let mut out = Out::default();
    walk.enter_array();
    let (mut indent, mut agree, mut begun) = (None, 0, 0);
    loop {
        let input = Input { bytes, eof: false, base: 0, in_scratch: false };
        match walk.run(input, &mut paths, &mut out) {
            Step::Element { .. } => {
                begun += 1;
                if begun > 1 {
                    let found = Some(blanks_before(bytes, walk.at)?);
                    if indent.is_some() && indent != found {
                        return None;
                    }
                    indent = found;
                    agree += 1;
                }
                if !matches!(bytes.get(walk.at), Some(b'{' | b'[')) {
                    return None;
                }
                walk.open();
            }
            Step::Record => {
                walk.close(None);
                out.found.clear();
                out.scratch.clear();
            }
            Step::Piece => {}
            _ => return indent.filter(|_| agree >= 2),
        }
    }
}

/// The blanks between the line feed and `at`, all of one kind.
fn blanks_before(bytes: &[u8], at: usize) -> Option<Vec<u8>> {
    let before = &bytes[..at];
    let n = before.iter().rev().take_while(|b| b" \t".contains(b)).count();
    let blanks = &before[at - n..];
    let alike = blanks.windows(2).all(|w| w[0] == w[1]);
    (n <= 64 && alike && before[..at - n].ends_with(b"\n")).then(|| blanks.to_vec())
}
