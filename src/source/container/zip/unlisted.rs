//! What the directory leaves out: members that it does not list, descriptors, padding, and bytes that are nobody's.

use super::directory::debris;
use super::dismantle::Dismantling;
use super::header::{Entry, Fields, LOCAL};
use super::member::Extent;

/// Stands before a descriptor, mostly (APPNOTE 4.3.9.3).
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

impl Dismantling<'_, '_> {
    /// Accounts for the bytes from the cursor to `to`, which no record of the directory speaks of.
    pub(super) fn between(&mut self, to: u64) {
        let mut search = self.cursor;
        while self.cursor < to && !self.stopped() {
            let Some(place) = self.archive.find(LOCAL, search, to) else {
                self.leftover(to);
                break;
            };
            search = place + 1;
            let own = Entry::local(&mut self.headers, place);
            let Some(own) = own.filter(|own| own.plausible() && place + own.len <= to) else {
                continue;
            };
            let start = place + own.len;
            let open = own.has_descriptor() && own.packed == 0 && own.method == 8;
            if own.has_descriptor() && own.packed == 0 && !open && !own.is_folder() {
                // Stored, of unknown size: what follows is handed over as it stands, which is the same.
                continue;
            }
            self.leftover(place);
            if self.stopped() {
                break;
            }
            self.structural(start);
            self.recover(own, place, to, open);
            search = self.cursor;
        }
    }

    /// A member that was found by its own header at `place`.
    fn recover(&mut self, own: Entry, place: u64, to: u64, open: bool) {
        if self.framing.members >= self.budget.members {
            let gap = self.budget.too_many(self.cursor, to);
            self.framing.gap(gap);
            self.cursor = to;
            return;
        }
        let (count, first) = self.unlisted.unwrap_or((0, place));
        self.unlisted = Some((count + 1, first));
        if open {
            self.unpack(own, to, true);
            return;
        }
        let start = self.cursor;
        let stated_end = start.saturating_add(own.packed);
        let descriptor = (own.crc, own.packed, own.size);
        let has_descriptor = own.has_descriptor();
        self.unpack(own, stated_end.min(to), false);
        if has_descriptor && !self.stopped() {
            self.descriptor(descriptor.0, descriptor.1, descriptor.2, to);
        }
    }

    /// The bytes from the cursor to `to` hold no member: padding, records of a lost directory, or something else, which
    /// is handed over as it stands.
    fn leftover(&mut self, to: u64) {
        let records = debris(self.archive, self.cursor, to);
        self.structural(self.cursor + records);
        if self.cursor >= to {
            return;
        }
        if self.archive.is_zero(self.cursor, to) {
            self.structural(to);
            return;
        }
        let extent = Extent { start: self.cursor, end: to, deflated: false };
        let name = format!("(unlisted bytes at {})", self.cursor).into_bytes();
        let member = self.hand_over(name, extent, Some(to - self.cursor));
        let read_to = member.position();
        self.framing.packed += read_to - self.cursor;
        self.cursor = read_to;
        if read_to < to && !self.stopped() {
            let detail = "could not be read; scan a copy from a sound medium";
            let reason = crate::model::Reason::Unreadable;
            self.framing.gap(crate::model::Gap::new(read_to, to, reason, detail));
            self.cursor = to;
        }
    }

    /// Takes the descriptor of the member that ended at the cursor, in any of its four forms: with or without a mark,
    /// with sizes of 32 or 64 bits. One whose sizes don't fit is none.
    pub(super) fn descriptor(&mut self, crc: u32, packed: u64, size: u64, limit: u64) {
        let bytes = self.headers.at(self.cursor, 24);
        let marked = bytes.strip_prefix(DESCRIPTOR);
        let forms = [(marked, 4u64, true), (marked, 4, false), (Some(bytes), 0, true), (Some(bytes), 0, false)];
        let fits = forms.into_iter().find_map(|(body, mark, wide)| {
            let mut fields = Fields(body?);
            let stated_crc = fields.u32()?;
            let sizes = if wide { (fields.u64()?, fields.u64()?) } else { (u64::from(fields.u32()?), u64::from(fields.u32()?)) };
            let same = sizes == (packed, size) && (stated_crc == crc || mark > 0);
            same.then_some(mark + if wide { 20 } else { 12 })
        });
        if let Some(len) = fits
            && self.cursor + len <= limit
        {
            self.structural(self.cursor + len);
        }
    }
}
