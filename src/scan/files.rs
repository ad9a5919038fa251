//! All files of all volumes: found while others are being scanned, each on its own, merged in any order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;

use super::context::Context;
use super::examine;
use super::feed::Feed;
use crate::model::{Flow, Gap, Locator, Reason};
use crate::profile::{Partial, Skipped, SourceFacts, Stored, Treatment};
use crate::source::{EvidenceFile, Found, WalkOptions, walk};

/// How many finds may wait to be scanned.
const WAITING: usize = 4096;

/// Scans the volumes. The walk runs in a thread of its own, the files on the pool.
pub fn scan(context: &Context<'_>, pool: &rayon::ThreadPool) -> Partial {
    let (send, receive) = sync_channel(WAITING);
    let options = WalkOptions { follow_links: context.options.follow_links };
    std::thread::scope(|scope| {
        scope.spawn(move || {
            walk(&context.options.volumes, &options, &mut |found| {
                if let Found::File { size, .. } = &found {
                    context.meter.found(*size);
                }
                if context.meter.interrupted() || send.send(found).is_err() { Flow::Stop } else { Flow::Continue }
            });
            context.meter.walked();
        });
        pool.install(|| receive.into_iter().par_bridge().map(|found| one(context, found)).reduce(Partial::default, Partial::merge))
    })
}

fn one(context: &Context<'_>, found: Found) -> Partial {
    match found {
        Found::File { locator, path, size, .. } => {
            let partial = file(context, locator, path, size);
            context.meter.done();
            partial
        }
        Found::HardLink { locator, of, .. } => {
            let facts = SourceFacts { also: [locator].into(), ..SourceFacts::default() };
            Partial::of(of, facts)
        }
        Found::Skipped { locator, why } => {
            let skipped = Skipped { locator, reason: why.as_str().to_owned() };
            Partial { skipped: [skipped].into(), ..Partial::default() }
        }
        Found::Unreadable { locator, detail } => unreadable(locator, 0, detail),
    }
}

fn unreadable(locator: Locator, size: u64, detail: String) -> Partial {
    let mut facts = SourceFacts {
        treatment: Some(Treatment::Unread),
        stored: Some(Stored { total: size, gap: size, ..Stored::default() }),
        ..SourceFacts::default()
    };
    facts.gaps.insert(Gap::new(0, size, Reason::Unreadable, detail));
    Partial::of(locator, facts)
}

fn file(context: &Context<'_>, locator: Locator, path: PathBuf, size: u64) -> Partial {
    let file = match EvidenceFile::open(&path) {
        Ok(file) => file,
        Err(error) => return unreadable(locator, size, format!("the system can't open it: {error}; check its permissions")),
    };
    // A defect in one reader costs one file and says so; the others go on.
    let examined = catch_unwind(AssertUnwindSafe(|| examine::source(context, &locator, Feed::File(&file), &context.budget)));
    let Ok(mut outcome) = examined else {
        let mut partial = unreadable(locator.clone(), file.size(), String::new());
        let facts = partial.sources.entry(locator).or_default();
        facts.gaps.clear();
        facts.gaps.insert(Gap::new(
            0,
            file.size(),
            Reason::Corrupt,
            "a reader failed on it (a defect of this program; report it with the file's kind)",
        ));
        return partial;
    };
    let facts = outcome.partial.sources.entry(locator).or_default();
    let mut ledger = outcome.ledger;
    if context.meter.interrupted() && ledger.total < file.size() {
        ledger.gap += file.size() - ledger.total;
        ledger.total = file.size();
    }
    if file.changed() {
        facts.gaps.insert(Gap::new(0, 0, Reason::Changed, "it changed while it was read; scan a copy that nobody writes to"));
    }
    if ledger.total != file.size() || !ledger.closes() {
        let detail = format!("its ledger does not close ({} of {} bytes); report this", ledger.total, file.size());
        facts.gaps.insert(Gap::new(0, 0, Reason::Unbalanced, detail));
        ledger = Stored { total: file.size(), gap: file.size(), ..Stored::default() };
    }
    facts.stored = Some(ledger);
    outcome.partial
}
