//! One source: what it is, how it is read, and what happened to each of its bytes.

use std::collections::HashMap;
use std::io::Read;

use super::context::Context;
use super::feed::{Feed, Track, Tracked, shortened};
use super::joined::joined;
use super::markup;
use super::splits;
use crate::format::{Dialect, Format, Stretch, registry};
use crate::model::{Entry, Flow, Gap, Locator, Reason};
use crate::profile::{Partial, SourceFacts, Stored, Treatment};
use crate::source::container::OuterBytes;
use crate::source::container::registry::recognise;
use crate::source::kind::{self, Kind, kind_of};
use crate::source::{Body, Budget, Container, Detected, Framing, Outer, Payload, TextEncoding, Utf16Reader, encoding};

/// The score of plain text, which fits any text: a format that says more has recognised structure.
const PLAIN_TEXT: u16 = 100;
const ENCRYPTED: &str = "encrypted: ";

/// What is known of a source and of all that it holds, and the ledger of its own stream.
pub struct Outcome {
    /// The facts.
    pub partial: Partial,
    /// What happened to each byte of the stream.
    pub ledger: Stored,
}

/// Examines a source. Whatever goes wrong is a gap.
pub fn source(context: &Context<'_>, locator: &Locator, feed: Feed<'_>, budget: &Budget) -> Outcome {
    let (head, whole) = match feed.head() {
        Ok(head) => head,
        Err(error) => return unread(locator, &feed, format!("the system can't read it: {error}; check its permissions and its disk")),
    };
    if let Some(container) = recognise(&head) {
        return contained(context, locator, feed, container, budget);
    }
    leaf(context, locator, feed, &head, whole)
}

fn unread(locator: &Locator, feed: &Feed<'_>, detail: String) -> Outcome {
    let size = if let Feed::File(file) = feed { file.size() } else { 0 };
    let mut facts = SourceFacts { treatment: Some(Treatment::Unread), ..SourceFacts::default() };
    facts.gaps.insert(Gap::new(0, size, Reason::Unreadable, detail));
    Outcome { partial: Partial::of(locator.clone(), facts), ledger: Stored { total: size, gap: size, ..Stored::default() } }
}

fn contained(context: &Context<'_>, locator: &Locator, feed: Feed<'_>, container: &dyn Container, budget: &Budget) -> Outcome {
    let Some(deeper) = budget.deeper() else { return too_deep(context, locator, feed) };
    let mut partial = Partial::default();
    let mut ledger = Stored::default();
    let mut names: HashMap<Vec<u8>, u32> = HashMap::new();
    let mut each = |payload: Payload<'_>| {
        let member = locator.member(&unique(&mut names, payload.name));
        let inner = match payload.body {
            Body::Whole(bytes) => source(context, &member, Feed::Whole(bytes), &deeper),
            Body::Stream(stream) => source(context, &member, Feed::of_stream(stream), &deeper),
            Body::None => {
                // Its gap stands with the container; here it only gets its name.
                let facts = SourceFacts { treatment: Some(Treatment::Unread), ..SourceFacts::default() };
                Outcome { partial: Partial::of(member, facts), ledger: Stored::default() }
            }
        };
        ledger_of_member(&mut ledger, &inner.ledger, payload.packed.bytes());
        partial = std::mem::take(&mut partial).merge(inner.partial);
        if context.meter.interrupted() { Flow::Stop } else { Flow::Continue }
    };
    let opened = match feed {
        Feed::File(file) => {
            let opened = container.open(Outer { name: locator.file_name(), bytes: OuterBytes::File(file) }, budget, &mut each);
            context.meter.read(file.size());
            opened
        }
        other => {
            container.open(Outer { name: locator.file_name(), bytes: OuterBytes::Stream(&mut other.into_reader()) }, budget, &mut each)
        }
    };
    let mut facts = SourceFacts {
        format: container.name().to_owned(),
        treatment: Some(Treatment::Container(container.name().to_owned())),
        ..SourceFacts::default()
    };
    match opened {
        Ok(framing) => settle(&mut facts, &mut ledger, framing),
        Err(error) => {
            facts.gaps.insert(Gap::new(0, ledger.total, Reason::Unreadable, error.to_string()));
            ledger = Stored { total: ledger.total, gap: ledger.total, ..Stored::default() };
        }
    }
    Outcome { partial: partial.merge(Partial::of(locator.clone(), facts)), ledger }
}

/// Members of one name are told apart by a number.
fn unique(names: &mut HashMap<Vec<u8>, u32>, name: Vec<u8>) -> Vec<u8> {
    let seen = names.entry(name.clone()).or_default();
    *seen += 1;
    if *seen == 1 { name } else { [name.as_slice(), format!("~{seen}").as_bytes()].concat() }
}

fn ledger_of_member(ledger: &mut Stored, member: &Stored, packed: u64) {
    ledger.add(&member.scaled(packed));
}

fn settle(facts: &mut SourceFacts, ledger: &mut Stored, framing: Framing) {
    let gaps: u64 = framing.gaps.iter().map(Gap::bytes).sum();
    ledger.structural += framing.structural;
    ledger.gap += gaps;
    ledger.total += framing.structural + gaps;
    facts.gaps.extend(framing.gaps);
    let missing = framing.outer.abs_diff(ledger.total);
    if ledger.total < framing.outer {
        ledger.gap += missing;
        ledger.total = framing.outer;
        let (reason, detail) = if framing.flow == Flow::Stop {
            (Reason::Limit, "the scan was interrupted; scan again")
        } else {
            (Reason::Unbalanced, "the ledger of a container does not close; report this")
        };
        facts.gaps.insert(Gap::new(framing.outer - missing, framing.outer, reason, detail));
    } else if ledger.total > framing.outer {
        *ledger = ledger.scaled(framing.outer);
        facts.gaps.insert(Gap::new(0, 0, Reason::Unbalanced, "the ledger of a container counts bytes twice; report this"));
    }
}

fn too_deep(context: &Context<'_>, locator: &Locator, feed: Feed<'_>) -> Outcome {
    let mut outcome = raw(context, locator, feed, Treatment::Unsupported("an archive below the depth limit".to_owned()));
    let size = outcome.ledger.total;
    let facts = outcome.partial.sources.entry(locator.clone()).or_default();
    facts.gaps.clear();
    let mut gap = Budget::too_deep(size);
    gap.end = gap.start;
    facts.gaps.insert(gap);
    outcome
}

fn leaf(context: &Context<'_>, locator: &Locator, feed: Feed<'_>, head: &[u8], whole: bool) -> Outcome {
    if head.is_empty() {
        let facts = SourceFacts { treatment: Some(Treatment::Parsed), ..SourceFacts::default() };
        return Outcome { partial: Partial::of(locator.clone(), facts), ledger: Stored::default() };
    }
    let detected = encoding::detect(head);
    if detected.encoding.is_wide() {
        let mut decoded = Vec::new();
        // Decoding from memory can't fail.
        let _ = Utf16Reader::new(&head[detected.bom_len..], detected.encoding).read_to_end(&mut decoded);
        if let Some((format, fit)) = registry::best(&decoded, whole) {
            let gap = if fit.score > PLAIN_TEXT { None } else { markup::gap(&decoded, context.engine.set()) };
            let mut outcome = parsed(context, locator, feed, format, &fit.dialect, detected);
            outcome.partial.sources.entry(locator.clone()).or_default().gaps.extend(gap);
            return outcome;
        }
    }
    let best = registry::best(head, whole);
    if let Some((format, fit)) = &best
        && fit.score > PLAIN_TEXT
    {
        return parsed(context, locator, feed, *format, &fit.dialect, detected);
    }
    let (tail, size) = feed.tail();
    let kind = kind_of(head, &tail, size.unwrap_or(head.len() as u64));
    if kind == Kind::UnknownBinary
        && let Some((format, fit)) = best
    {
        let mut outcome = parsed(context, locator, feed, format, &fit.dialect, detected);
        outcome.partial.sources.entry(locator.clone()).or_default().gaps.extend(markup::gap(head, context.engine.set()));
        return outcome;
    }
    let treatment = match kind.treatment() {
        kind::Treatment::Nothing => Treatment::Parsed,
        kind::Treatment::Assumption(class) => Treatment::Assumed(class.to_owned()),
        kind::Treatment::Unsupported(name) => Treatment::Unsupported(name.to_owned()),
        kind::Treatment::Encrypted(name) => Treatment::Unsupported(format!("{ENCRYPTED}{name}")),
    };
    raw(context, locator, feed, treatment)
}

/// Reads a source as its format.
fn parsed(
    context: &Context<'_>,
    locator: &Locator,
    feed: Feed<'_>,
    format: &'static dyn Format,
    dialect: &Dialect,
    detected: Detected,
) -> Outcome {
    let encoding = detected.encoding;
    let (mut facts, length) = match feed {
        Feed::File(file) if !encoding.is_wide() => {
            let facts = splits::read(context, file, format, dialect);
            (facts, file.size())
        }
        other => in_one(context, other, format, dialect, detected),
    };
    facts.format = format.name().to_owned();
    facts.dialect = dialect.0.clone();
    facts.encoding = encoding.as_str().to_owned();
    facts.treatment = Some(Treatment::Parsed);
    facts.decoded_bytes = length;
    close(context, locator, facts, length, false)
}

/// Examines the strings of a source that no format takes.
fn raw(context: &Context<'_>, locator: &Locator, feed: Feed<'_>, treatment: Treatment) -> Outcome {
    let (mut facts, length) =
        in_one(context, feed, registry::raw(), &Dialect::default(), Detected { encoding: TextEncoding::Binary, bom_len: 0 });
    facts.format = registry::raw().name().to_owned();
    facts.decoded_bytes = length;
    if let Treatment::Unsupported(name) = &treatment {
        let (reason, what) = match name.strip_prefix(ENCRYPTED) {
            Some(what) => (Reason::Encrypted, format!("{what} is encrypted: {length} bytes were searched for plain strings only")),
            None => (Reason::Unsupported, format!("{name}: nothing here parses it; {length} bytes were searched for plain strings only")),
        };
        facts.gaps.insert(Gap::new(0, 0, reason, what));
    }
    facts.treatment = Some(treatment);
    close(context, locator, facts, length, true)
}

/// Reads a source from front to back in one split. Says how long its own stream was.
fn in_one(context: &Context<'_>, feed: Feed<'_>, format: &dyn Format, dialect: &Dialect, detected: Detected) -> (SourceFacts, u64) {
    let is_file = matches!(feed, Feed::File(_));
    let size = if let Feed::File(file) = &feed { Some(file.size()) } else { None };
    let track = Track::default();
    let mut input = Tracked::new(feed.into_reader(), &track, context.meter, is_file);
    let (reading, mut facts) = context.observe(|sink| {
        let mut go = |input: &mut dyn Read| {
            let mut stretch = Stretch::new(input, 0, 0, u64::MAX, Entry::Start, dialect);
            format.read(&mut stretch, sink)
        };
        if !detected.encoding.is_wide() {
            return go(&mut input);
        }
        std::io::copy(&mut (&mut input).take(detected.bom_len as u64), &mut std::io::sink())?;
        go(&mut Utf16Reader::new(&mut input, detected.encoding))
    });
    let seen = track.bytes.get();
    let length = size.unwrap_or(seen).max(seen);
    if let Some(failure) = track.failure.take().or(reading.err()) {
        let detail = format!("it can't be read beyond byte {seen}: {failure}");
        facts.gaps.insert(Gap::new(seen, length, Reason::Unreadable, detail));
    } else if let Some(at) = size.and_then(|size| track.fell_short(0, size)) {
        facts.gaps.insert(shortened(at, length));
    }
    facts.gaps = joined(facts.gaps);
    (facts, length)
}

/// Closes the ledger of a source's own stream.
fn close(context: &Context<'_>, locator: &Locator, mut facts: SourceFacts, length: u64, raw: bool) -> Outcome {
    if context.meter.interrupted() {
        facts.gaps.insert(Gap::new(0, length, Reason::Limit, "the scan was interrupted; scan again"));
    }
    let gap = covered(&facts, length);
    let rest = length - gap;
    let ledger = Stored { total: length, gap, parsed: if raw { 0 } else { rest }, raw: if raw { rest } else { 0 }, structural: 0 };
    Outcome { partial: Partial::of(locator.clone(), facts), ledger }
}

/// Bytes of a stream that lie in gaps, each once.
fn covered(facts: &SourceFacts, length: u64) -> u64 {
    let mut ranges: Vec<(u64, u64)> = facts.gaps.iter().map(|g| (g.start.min(length), g.end.min(length))).collect();
    ranges.sort_unstable();
    let (mut sum, mut reached) = (0, 0);
    for (start, end) in ranges {
        let start = start.max(reached);
        if end > start {
            sum += end - start;
            reached = end;
        }
    }
    sum
}
