//! Taking an archive apart from its first byte to its last.

use std::io::Read;

use super::archive::{Archive, Window};
use super::directory::Directory;
use super::header::Entry;
use super::member::{Extent, Member};
use crate::model::{Flow, Gap, Reason};
use crate::source::container::sequence::drain;
use crate::source::container::{Body, Budget, Framing, Packed, Payload};

/// An archive that is being taken apart. All bytes before `cursor` are accounted for.
pub struct Dismantling<'a, 'e> {
    pub(super) archive: &'a Archive<'a>,
    pub(super) budget: &'a Budget,
    each: &'e mut dyn FnMut(Payload<'_>) -> Flow,
    pub(super) headers: Window<'a>,
    pub(super) framing: Framing,
    pub(super) cursor: u64,
    /// Members that were found by their own headers: how many, and where the first one is.
    pub(super) unlisted: Option<(u64, u64)>,
}

impl<'a, 'e> Dismantling<'a, 'e> {
    /// Ready to begin.
    pub fn new(archive: &'a Archive<'a>, budget: &'a Budget, each: &'e mut dyn FnMut(Payload<'_>) -> Flow) -> Self {
        Self { archive, budget, each, headers: Window::new(archive), framing: Framing::new(), cursor: 0, unlisted: None }
    }

    /// Takes all of it apart.
    pub fn run(mut self) -> Framing {
        let size = self.archive.size();
        self.framing.outer = size;
        match Directory::find(self.archive, self.budget.members) {
            Some(directory) => self.by_directory(&directory),
            None => self
                .framing
                .suspect(size, "has no directory at its end (cut off?): its members were found by their own headers; get a whole copy"),
        }
        self.between(size);
        if let Some((count, first)) = self.unlisted {
            let detail = format!("holds {count} members that its directory does not list; they were examined all the same");
            self.framing.suspect(first, detail);
        }
        if let Some((at, error)) = self.archive.failure() {
            let detail = format!("could not be read whole ({error}); scan it again, or a copy from a sound medium");
            self.framing.gap(Gap::new(at, at, Reason::Unreadable, detail));
        }
        self.framing
    }

    pub(super) fn stopped(&self) -> bool {
        self.framing.flow == Flow::Stop
    }

    pub(super) fn structural(&mut self, to: u64) {
        self.framing.structural += to.saturating_sub(self.cursor);
        self.cursor = self.cursor.max(to);
    }

    fn by_directory(&mut self, directory: &Directory) {
        let limit = directory.framing.first().map_or(0, |r| r.start);
        let mut records = Window::new(self.archive);
        let mut listed = directory.listed.iter().peekable();
        while let Some(&(offset, record)) = listed.next() {
            if self.stopped() {
                return;
            }
            let next = listed.peek().map_or(limit, |&&(next, _)| next.min(limit));
            if let Some(entry) = Entry::central(&mut records, record) {
                self.listed(entry, offset, next, limit);
            }
        }
        if directory.too_many {
            let gap = self.budget.too_many(self.cursor, self.archive.size());
            self.cursor = self.archive.size();
            self.framing.gap(gap);
            return;
        }
        if let Some(at) = directory.damaged {
            self.framing.suspect(at, "its directory is damaged: members behind that were found by their own headers; get another copy");
        }
        for range in &directory.framing {
            self.between(range.start);
            self.structural(range.end);
        }
    }

    /// A member of the directory whose header should be at `offset`; `next` is where the one behind it begins.
    fn listed(&mut self, entry: Entry, offset: u64, next: u64, limit: u64) {
        if offset < self.cursor {
            let detail = "a member lies over another one (a trick to hide or to inflate): it was not read; unpack it by hand";
            return self.refuse(entry, offset, offset, Reason::Corrupt, detail.into());
        }
        let own = Entry::local(&mut self.headers, offset).filter(|own| offset + own.len <= limit);
        let Some(own) = own else {
            let at = offset.min(self.archive.size());
            let detail = "a member is not where the directory says; get another copy";
            return self.refuse(entry, at, at, Reason::Corrupt, detail.into());
        };
        self.between(offset);
        if self.stopped() {
            return;
        }
        let start = offset + own.len;
        let stated_end = start.saturating_add(entry.packed);
        let bound = if next >= start { next } else { limit };
        if stated_end > bound {
            let detail = "a member's packed bytes run into what follows it; it was read up to there, get another copy";
            self.framing.suspect(start, detail);
        }
        self.structural(start);
        let descriptor = (entry.has_descriptor() || own.has_descriptor()).then_some((entry.crc, entry.packed, entry.size));
        self.unpack(entry, stated_end.min(bound), false);
        if let Some((crc, packed, size)) = descriptor
            && !self.stopped()
        {
            self.descriptor(crc, packed, size, bound);
        }
    }

    /// A member that can't be opened: named, with a gap over its packed bytes.
    fn refuse(&mut self, entry: Entry, start: u64, end: u64, reason: Reason, detail: String) {
        let gap = Gap::new(start, end, reason, detail);
        self.framing.members += 1;
        self.framing.gap(gap.clone());
        self.framing.flow = (self.each)(Payload {
            name: entry.name,
            packed: Packed::default(),
            size_hint: Some(entry.size),
            body: Body::None,
            gap: Some(gap),
        });
    }

    /// Hands over the member whose packed bytes begin at the cursor. With an `open` end they end where the packing says.
    pub(super) fn unpack(&mut self, mut entry: Entry, end: u64, open: bool) {
        let start = self.cursor;
        if entry.encrypted() {
            self.cursor = end;
            let detail = "is encrypted; unpack it with its password and scan the result";
            return self.refuse(entry, start, end, Reason::Encrypted, detail.into());
        }
        if !matches!(entry.method, 0 | 8) {
            self.cursor = end;
            let detail = format!("is packed with {}, which is not unpacked here; unpack it and scan the result", entry.method_name());
            return self.refuse(entry, start, end, Reason::Unsupported, detail);
        }
        self.framing.members += 1;
        if entry.is_folder() && start == end {
            return;
        }
        let extent = Extent { start, end, deflated: entry.method == 8 };
        let hint = (!open).then_some(entry.size);
        let name = std::mem::take(&mut entry.name);
        let member = self.hand_over(name, extent, hint);
        if self.stopped() {
            return;
        }
        self.settle(&entry, &member, end, open);
    }

    pub(super) fn hand_over(&mut self, name: Vec<u8>, extent: Extent, hint: Option<u64>) -> Member<'a> {
        let packed = Packed::default();
        let mut member = Member::new(self.archive, extent, packed.clone());
        let most = self.budget.whole as u64;
        let mut small = Vec::new();
        let mut whole = false;
        if hint.is_none_or(|size| size <= most) {
            // The size is only stated: what unpacks to more is handed over as a stream after all.
            let read = member.by_ref().take(most + 1).read_to_end(&mut small);
            whole = read.is_ok() && small.len() as u64 <= most;
        }
        let payload = |body| Payload { name, packed, size_hint: hint, body, gap: None };
        if whole {
            self.framing.flow = (self.each)(payload(Body::Whole(small)));
        } else {
            let mut stream = small.as_slice().chain(&mut member);
            self.framing.flow = (self.each)(payload(Body::Stream(&mut stream)));
            if !self.stopped() {
                drain(&mut stream);
            }
        }
        member
    }

    /// Writes a member that was read into the ledger, and says what was wrong with it.
    fn settle(&mut self, entry: &Entry, member: &Member<'_>, end: u64, open: bool) {
        let read_to = member.position();
        let packed = read_to - self.cursor;
        self.framing.packed += packed;
        self.cursor = read_to;
        if open {
            if let Some(problem) = member.problem {
                self.framing.suspect(read_to, problem);
            }
            self.descriptor(member.crc(), packed, member.size(), end);
            return;
        }
        if let Some(problem) = member.problem {
            self.framing.gap(Gap::new(read_to, end, Reason::Corrupt, problem));
        } else {
            if read_to < end {
                let detail = "a member's packed data ends before its stated end; unpack it by hand to see what follows";
                self.framing.gap(Gap::new(read_to, end, Reason::Corrupt, detail));
            }
            if member.crc() != entry.crc || member.size() != entry.size {
                let detail = "a member's checksum or size fails: what it unpacked to was examined and is suspect; get another copy";
                self.framing.suspect(read_to, detail);
            }
        }
        self.cursor = end;
    }
}
