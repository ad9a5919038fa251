//! What gzip and zstd share: packed units one after the other, unpacked into one stream.

use std::io::{self, Read};

use super::input::Input;
use super::{Body, Framing, Packed, Payload};
use crate::model::{Flow, Reason};

/// How a sequence of units ended.
pub enum End {
    /// With the outer stream.
    Clean,
    /// In damage: all from `start` on is lost.
    Damage {
        /// Offset in the outer stream.
        start: u64,
        /// Why it is lost.
        reason: Reason,
        /// What was found and what to do.
        detail: String,
    },
    /// With bytes behind the last unit that are none of this format.
    Foreign,
}

impl End {
    /// Damage that is no one's wish.
    pub fn corrupt(start: u64, detail: &str) -> Self {
        End::Damage { start, reason: Reason::Corrupt, detail: detail.into() }
    }
}

/// Hands over the stream that the units unpack to, and reads to its end what `each` left of it.
pub fn hand_over(body: &mut dyn Read, name: Vec<u8>, packed: Packed, each: &mut dyn FnMut(Payload<'_>) -> Flow) -> Flow {
    let flow = each(Payload { name, packed, size_hint: None, gap: None, body: Body::Stream(body) });
    if flow == Flow::Continue {
        drain(body);
    }
    flow
}

/// Closes the ledger. Foreign bytes behind the last unit are handed over as a member of their own, so that they are examined.
pub fn finish(mut input: Input<'_>, framing: &mut Framing, end: End, each: &mut dyn FnMut(Payload<'_>) -> Flow) {
    match end {
        End::Clean => input.close(framing),
        End::Damage { start, reason, detail } => input.close_as_gap(framing, start, reason, &detail),
        End::Foreign => {
            let start = input.position();
            framing.suspect(start, "bytes follow its packed data that are none; they were examined as they stand");
            let packed = Packed::default();
            let mut rest = Rest { input: &mut input, start, packed: packed.clone() };
            let name = b"(bytes after the end)".to_vec();
            framing.flow = hand_over(&mut rest, name, packed.clone(), each);
            framing.packed += packed.bytes();
            input.close(framing);
        }
    }
}

/// What is left of an outer stream, as it stands.
struct Rest<'a, 'b> {
    input: &'a mut Input<'b>,
    start: u64,
    packed: Packed,
}

impl Read for Rest<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(out)?;
        self.packed.set(self.input.position() - self.start);
        Ok(n)
    }
}

/// Reads what is left of a body and drops it, so that its ends and checksums are seen.
pub fn drain(body: &mut dyn Read) {
    let mut sink = vec![0; 1 << 16];
    loop {
        match body.read(&mut sink) {
            Ok(0) => return,
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// The name of the only member: the outer name without the packer's suffix (compared without case).
pub fn unpacked_name(outer: &[u8], suffixes: &[(&str, &str)]) -> Option<Vec<u8>> {
    suffixes.iter().find_map(|(suffix, instead)| {
        let cut = outer.len().checked_sub(suffix.len()).filter(|&n| n > 0)?;
        let (stem, end) = outer.split_at(cut);
        end.eq_ignore_ascii_case(suffix.as_bytes()).then(|| [stem, instead.as_bytes()].concat())
    })
}
