//! What the tests of all containers share: taking one apart in both ways and holding it to its ledger.

use super::*;
use std::io::Write;

/// What came out of a container.
#[derive(PartialEq, Eq, Debug)]
pub struct Opened {
    /// Name, unpacked bytes (none where the member could not be opened) and packed bytes of each member.
    pub members: Vec<(String, Option<Vec<u8>>, u64)>,
    /// What the container said.
    pub framing: Framing,
}

impl Opened {
    /// The bytes of the n-th member.
    pub fn body(&self, n: usize) -> &[u8] {
        self.members[n].1.as_deref().unwrap()
    }

    /// Reasons and extents of the gaps.
    pub fn gaps(&self) -> Vec<(Reason, u64, u64)> {
        let gaps = self.framing.gaps.iter();
        gaps.map(|g| (g.reason, g.start, g.end)).collect()
    }
}

fn collect(container: &dyn Container, outer: Outer<'_>, budget: &Budget) -> Opened {
    let mut members = Vec::new();
    let mut counts = Vec::new();
    let framing = container
        .open(outer, budget, &mut |payload| {
            let body = match payload.body {
                Body::Whole(bytes) => Some(bytes),
                Body::Stream(stream) => {
                    let mut bytes = Vec::new();
                    stream.read_to_end(&mut bytes).unwrap();
                    Some(bytes)
                }
                Body::None => {
                    assert!(payload.gap.is_some());
                    None
                }
            };
            members.push((String::from_utf8_lossy(&payload.name).into_owned(), body, 0));
            counts.push(payload.packed);
            Flow::Continue
        })
        .unwrap();
    for (member, count) in members.iter_mut().zip(&counts) {
        member.2 = count.bytes();
    }
    let packed: u64 = counts.iter().map(Packed::bytes).sum();
    assert_eq!(packed, framing.packed, "the members' packed bytes are the total");
    assert!(framing.closes(), "{framing:?}");
    assert!(framing.gaps.iter().all(|g| g.end <= framing.outer), "{framing:?}");
    Opened { members, framing }
}

/// Takes `bytes` apart as a file and as a stream; both must say the same.
pub fn open_with(container: &dyn Container, name: &str, bytes: &[u8], budget: &Budget) -> Opened {
    let mut stream = bytes;
    let streamed = collect(container, Outer { name: name.as_bytes(), bytes: OuterBytes::Stream(&mut stream) }, budget);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let evidence = EvidenceFile::open(file.path()).unwrap();
    let filed = collect(container, Outer { name: name.as_bytes(), bytes: OuterBytes::File(&evidence) }, budget);
    assert_eq!(filed, streamed);
    assert_eq!(filed.framing.outer, bytes.len() as u64);
    filed
}

/// [`open_with`] the default limits.
pub fn open(container: &dyn Container, name: &str, bytes: &[u8]) -> Opened {
    open_with(container, name, bytes, &Budget::default())
}

/// Every truncation and every single damaged byte must leave a ledger that closes (checked by [`open`]); truncations and damage of
/// the sound input may never go unsaid where what came out differs from `sound`, but at the `borders` where a shorter container is whole.
pub fn torture(container: &dyn Container, bytes: &[u8], borders: &[usize]) {
    let sound = open(container, "x", bytes);
    for cut in 1..bytes.len() {
        let opened = open(container, "x", &bytes[..cut]);
        assert_said(&opened, &sound, borders.contains(&cut));
    }
    let mut damaged = bytes.to_vec();
    for at in 0..bytes.len() {
        for flip in [0x01, 0xff] {
            damaged[at] ^= flip;
            open(container, "x", &damaged);
            damaged[at] ^= flip;
        }
    }
}

fn assert_said(opened: &Opened, sound: &Opened, border: bool) {
    let bodies = |o: &Opened| -> Vec<_> { o.members.iter().map(|m| m.1.clone()).collect() };
    let unsaid = opened.framing.gaps.is_empty() && bodies(opened) != bodies(sound);
    assert!(!unsaid || border, "{opened:?}");
}
