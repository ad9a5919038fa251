//! What must hold for any bytes: no panic, nothing lost, nothing read twice, ledgers that close.
//!
//! Fuzz targets call these checks with bytes that a fuzzer makes; `tests/fuzz_seeds.rs` calls them with seeds and
//! mutations of them. A check panics where something does not hold.

// A check says what does not hold by a panic.
#![allow(clippy::expect_used)]

mod chain;
mod heard;

use std::io::Read;

use outcrop::format::nested::Nested;
use outcrop::format::{Dialect, Format, Sink, registry};
use outcrop::model::{Batch, Column, ColumnKey, Flow, Role, Rows, Schema, SchemaOrigin, Span};
use outcrop::source::container::{OuterBytes, registry as containers};
use outcrop::source::{Body, Budget, Container, Outer, Packed};

use heard::Heard;

/// How many unpacked bytes of one member are read: bombs are the business of budgets, not of fuzzing.
const UNPACKED: u64 = 1 << 22;

/// One reader, in the dialect that it sniffs and in the one that it falls back to.
pub fn reader(name: &str, data: &[u8]) {
    let format = registry::by_name(name).expect("the reader exists");
    let fit = format.sniff(data, true);
    let mut dialects = vec![Dialect::default()];
    if fit.score > 0 && fit.dialect != dialects[0] {
        dialects.push(fit.dialect);
    }
    for dialect in &dialects {
        in_dialect(format, dialect, data);
    }
}

fn in_dialect(format: &dyn Format, dialect: &Dialect, data: &[u8]) {
    let whole = chain::whole(format, dialect, data);
    whole.assert_nothing_lost(data, format.name(), dialect);
    for step in chain::steps(data) {
        let parts = chain::splits(format, dialect, data, step);
        assert!(
            parts == whole,
            "{} `{}`: splits of {step} bytes say something else\n whole {whole:?}\n parts {parts:?}",
            format.name(),
            dialect.0
        );
    }
}

/// Documents in values: each line of the data is a value; it stays what it is, whatever is found in it.
pub fn nested(data: &[u8]) {
    let mut plain = Heard::default();
    hand_over_lines(data, &mut plain);
    let mut heard = Heard::default();
    hand_over_lines(data, &mut Nested::new(&mut heard));
    assert!(plain.values_of(b"line") == heard.values_of(b"line"), "a value changed");
}

fn hand_over_lines(data: &[u8], sink: &mut dyn Sink) {
    let table = sink.table(&Schema { name: b"text"[..].into(), origin: SchemaOrigin::Unnamed, columns: Vec::new() });
    let mut at = 0;
    let mut spans = Vec::new();
    for line in data.split(|&b| b == b'\n') {
        spans.push(Span::borrowed(at, line.len()));
        at += line.len() + 1;
    }
    let columns = [Column { key: ColumnKey::Name(b"line"[..].into()), rows: Rows::Dense, spans }];
    let records = columns[0].spans.len();
    assert!(
        sink.batch(&Batch { table, role: Role::Data, records, position: 0, bytes: data, scratch: b"", columns: &columns })
            == Flow::Continue
    );
}

/// One container: whatever the bytes, each of them is framing, packed, or in a gap; and the same twice.
pub fn container(name: &str, data: &[u8]) {
    let container = containers::containers().iter().copied().find(|c| c.name() == name).expect("the container exists");
    container.sniff(data);
    let budget = Budget { members: 1000, window_log: 22, spool_memory: 1 << 24, ..Budget::default() };
    assert!(open(container, data, &budget) == open(container, data, &budget), "opened twice, it differs");
}

/// Name, size and packed bytes of each member, and gaps.
type Opened = (Vec<(Vec<u8>, Option<u64>, u64)>, usize);

fn open(container: &dyn Container, data: &[u8], budget: &Budget) -> Opened {
    let mut stream = data;
    let mut members = Vec::new();
    let mut counts: Vec<Packed> = Vec::new();
    let outer = Outer { name: b"x", bytes: OuterBytes::Stream(&mut stream) };
    let mut cut = false;
    let opened = container.open(outer, budget, &mut |payload| {
        let size = match payload.body {
            Body::Whole(bytes) => Some(bytes.len() as u64),
            Body::Stream(stream) => {
                let mut sink = std::io::sink();
                let size = std::io::copy(&mut stream.take(UNPACKED), &mut sink).expect("a body ends, it does not fail");
                cut |= size == UNPACKED;
                Some(size)
            }
            Body::None => None,
        };
        assert!(size.is_some() || payload.gap.is_some(), "a member without a body says why");
        members.push((payload.name, size, 0));
        counts.push(payload.packed);
        if cut { Flow::Stop } else { Flow::Continue }
    });
    let framing = opened.expect("there is room");
    members.iter_mut().zip(&counts).for_each(|(member, count)| member.2 = count.bytes());
    if !cut {
        assert!(framing.closes(), "{framing:?}");
        assert_eq!(framing.outer, data.len() as u64);
        assert_eq!(framing.packed, counts.iter().map(Packed::bytes).sum::<u64>());
    }
    assert!(framing.gaps.iter().all(|g| g.start <= g.end && g.end <= framing.outer), "{framing:?}");
    (members, framing.gaps.len())
}

/// Words of headers: any bytes may be a column's name.
pub fn headers(data: &[u8]) {
    let patterns = patterns();
    let name = String::from_utf8_lossy(data);
    let words = outcrop::pattern::words_of(&name);
    assert!(words == outcrop::pattern::words_of(&name));
    assert!(words.iter().all(|w| !w.is_empty()));
    let words = patterns.vocabulary.expand(&name);
    let context = words.iter().rev().take(3).cloned().collect();
    let name = outcrop::pattern::header::Name { words: &words, context: &context };
    let said = patterns.headers.matches(&name, &patterns.vocabulary);
    assert!(said == patterns.headers.matches(&name, &patterns.vocabulary));
    for &pattern in said.keys() {
        let _ = patterns.headers.role(pattern, &name);
    }
}

fn patterns() -> &'static outcrop::pattern::PatternSet {
    static SET: std::sync::OnceLock<outcrop::pattern::PatternSet> = std::sync::OnceLock::new();
    SET.get_or_init(|| outcrop::pattern::builtin::load().expect("the built-in patterns load"))
}

/// All validators and the lexicon over each line of the data.
pub fn validators(data: &[u8]) {
    for line in data.split(|&b| b == b'\n') {
        let line = line.get(..line.len().min(4096)).unwrap_or_default();
        for validator in outcrop::detect::validate::all() {
            assert!((validator.check)(line) == (validator.check)(line), "{}", validator.name);
        }
        let lexicon = outcrop::detect::lexical::Lexicon::shared();
        assert_eq!(lexicon.classify(line), lexicon.classify(line));
    }
}
