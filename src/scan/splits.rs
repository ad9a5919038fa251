//! Splits of one file: read in any order, then held together by the chain of their borders.

use std::io;

use rayon::prelude::*;

use super::context::Context;
use super::feed::{Track, Tracked, shortened};
use super::joined::joined;
use crate::format::{Cuts, Dialect, Format, Reading, Stretch};
use crate::model::{Border, Entry, Gap, Reason, State};
use crate::profile::SourceFacts;
use crate::source::EvidenceFile;
use std::io::Read;

/// How far before its start a split may look, in bytes.
const LOOK_BEHIND: u64 = 64 << 10;
/// How many splits of one file a thread works ahead of the chain.
const AHEAD: usize = 4;

struct Split {
    border: Border,
    facts: SourceFacts,
    failure: Option<io::Error>,
}

/// Reads a whole file in splits. The facts are those of reading it in one go.
pub fn read(context: &Context<'_>, file: &EvidenceFile, format: &dyn Format, dialect: &Dialect) -> SourceFacts {
    let size = file.size();
    let bounds = plan(format.cut(dialect), size, context.options.split_size);
    let read_one = |&(start, end): &(u64, u64)| {
        let entry = if start == 0 { Entry::Start } else { Entry::Guess };
        one(context, file, format, dialect, (start, end), entry, true)
    };
    let mut chain = Chain { whole: SourceFacts::default(), next: None };
    // Some splits at a time: what is known of a file must not grow with its size.
    for ahead in bounds.chunks(AHEAD * rayon::current_num_threads()) {
        let splits: Vec<Split> = ahead.par_iter().map(read_one).collect();
        for (split, &(_, end)) in splits.into_iter().zip(ahead) {
            chain.link(split, end, size, |at, state| one(context, file, format, dialect, (at, end), Entry::Known(state), false));
        }
    }
    let mut whole = chain.whole;
    whole.gaps = joined(whole.gaps);
    whole
}

/// The chain of borders from a file's beginning: each split begins where the one before it ended, in the same state.
struct Chain {
    whole: SourceFacts,
    next: Option<(u64, State)>,
}

impl Chain {
    /// Adds the split that ends at `end`; reads it again where its guess was wrong.
    fn link(&mut self, split: Split, end: u64, size: u64, again: impl FnOnce(u64, State) -> Split) {
        let split = match self.next.take() {
            None => split,
            // The record before it runs on beyond it: nothing begins in this split.
            Some((at, state)) if at >= end || at >= size => {
                self.next = Some((at, state));
                return;
            }
            Some((at, state)) if at == split.border.first && state == split.border.entry => split,
            // The guess was wrong: the bytes before say where this split's records really begin.
            Some((at, state)) => again(at, state),
        };
        if let Some(failure) = &split.failure {
            let detail = format!("the system can't read it: {failure}; look at the disk, or scan an image of it");
            self.whole.gaps.insert(Gap::new(split.border.next.min(end), end, Reason::Unreadable, detail));
        }
        self.next = Some((split.border.next, split.border.exit));
        self.whole.merge(split.facts);
    }
}

fn plan(cuts: Cuts, size: u64, split_size: u64) -> Vec<(u64, u64)> {
    let step = split_size.max(1);
    let mut starts: Vec<u64> = match cuts {
        Cuts::Whole => vec![0],
        Cuts::Lines | Cuts::Guessed => (0..size.div_ceil(step)).map(|i| i * step).collect(),
        Cuts::Known(offsets) => std::iter::once(0).chain(offsets.into_iter().filter(|&o| o > 0 && o < size)).collect(),
    };
    if starts.is_empty() {
        starts.push(0);
    }
    let ends: Vec<u64> = starts.iter().skip(1).copied().chain(std::iter::once(size)).collect();
    starts.into_iter().zip(ends).collect()
}

fn one(
    context: &Context<'_>,
    file: &EvidenceFile,
    format: &dyn Format,
    dialect: &Dialect,
    (start, end): (u64, u64),
    entry: Entry,
    counts: bool,
) -> Split {
    let size = file.size();
    let behind = if entry == Entry::Guess { LOOK_BEHIND.min(start) } else { 0 };
    let from = start - behind;
    let track = Track::default();
    let bytes = file.reader_at(from).take(size - from);
    let mut input = Tracked::new(bytes, &track, context.meter, counts);
    // The last split owns all that begins before the end of the file, and so does a single one.
    let end = if end >= size { u64::MAX } else { end };
    let fallback = Border { first: start, entry: State::default(), next: end.min(size), exit: State::default() };
    let (reading, mut facts) = context.observe(|sink| {
        let mut stretch = Stretch::new(&mut input, from, start, end, entry, dialect);
        format.read(&mut stretch, sink)
    });
    // What lies beyond this split is said by the next ones.
    if let Some(at) = track.fell_short(from, end.min(size)) {
        facts.gaps.insert(shortened(at.max(start), end.min(size)));
    }
    let failure = track.failure.take();
    match reading {
        Ok(Reading { border, .. }) => Split { border, facts, failure },
        Err(error) => Split { border: fallback, facts, failure: failure.or(Some(error)) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_cover_a_file_without_overlap() {
        assert_eq!(plan(Cuts::Lines, 10, 4), [(0, 4), (4, 8), (8, 10)]);
        assert_eq!(plan(Cuts::Whole, 10, 4), [(0, 10)]);
        assert_eq!(plan(Cuts::Guessed, 0, 4), [(0, 0)]);
        assert_eq!(plan(Cuts::Known(vec![3, 12]), 10, 4), [(0, 3), (3, 10)]);
    }
}
