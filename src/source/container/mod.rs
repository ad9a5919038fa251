//! Containers: what holds sources. One file (or folder) a layer, and a line in [`registry`].
//!
//! Every byte of a container's outer stream is accounted for: it is framing, or packed bytes of a member, or in a
//! gap. [`Framing::closes`] says so, and tests hold every container to it, on whole and on damaged input.

pub mod gzip;
pub mod input;
pub mod registry;
mod sequence;
pub mod spool;
pub mod zip;
pub mod zstd;

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::file::EvidenceFile;
use crate::model::{Flow, Gap, Reason};

/// Opens one layer and hands over each member in order.
pub trait Container: Sync {
    /// The name in reports: `gzip`, `zstd`, `zip`.
    fn name(&self) -> &'static str;

    /// Whether the first bytes of a source are this container's.
    fn sniff(&self, head: &[u8]) -> bool;

    /// Takes the outer stream apart and hands over its members in the order of their bytes.
    ///
    /// A body ends at its damage as if it were whole, so that readers keep what stood before; what is wrong is said by
    /// [`Framing::gaps`], and by [`Payload::gap`] where it is known beforehand. What is left of a body when `each` returns is read and dropped.
    ///
    /// # Errors
    /// Only when the work can't be done at all (no room to spool). Damage is a gap.
    fn open(&self, outer: Outer<'_>, budget: &Budget, each: &mut dyn FnMut(Payload<'_>) -> Flow) -> Result<Framing, ContainerError>;
}

/// The stream that a container is read from.
pub struct Outer<'a> {
    /// Its file name (without folders), which names the member of containers that hold no name: `users.sql.gz`.
    pub name: &'a [u8],
    /// Its bytes.
    pub bytes: OuterBytes<'a>,
}

/// The bytes of an outer stream.
pub enum OuterBytes<'a> {
    /// A file on disk: its size is known, and any offset can be read.
    File(&'a EvidenceFile),
    /// A member of another container: it comes once, from front to back.
    Stream(&'a mut dyn Read),
}

/// A member of a container.
pub struct Payload<'a> {
    /// Its name with folders, as the bytes that stand in the container. Nobody vouches that it is unique.
    pub name: Vec<u8>,
    /// How many bytes of the outer stream it took, counted while the body is read.
    pub packed: Packed,
    /// What the container says is its size after unpacking. Not to be trusted.
    pub size_hint: Option<u64>,
    /// The unpacked bytes.
    pub body: Body<'a>,
    /// Why it can't be opened (a password, an unknown method), in offsets of the outer stream. Also in [`Framing::gaps`]:
    /// it stands here so that the member can be named, and must not be counted twice.
    pub gap: Option<Gap>,
}

/// The unpacked bytes of a member.
pub enum Body<'a> {
    /// All of a small member, owned, so that members can be worked on in parallel.
    Whole(Vec<u8>),
    /// A large member, or one of unknown size.
    Stream(&'a mut dyn Read),
    /// It can't be opened; [`Payload::gap`] says why.
    None,
}

/// Counts the packed bytes of a member while its body is read; final once `each` has returned.
#[derive(Clone, Default, Debug)]
pub struct Packed(Arc<AtomicU64>);

impl Packed {
    /// A count that is known from the beginning.
    pub fn known(bytes: u64) -> Self {
        Self(Arc::new(AtomicU64::new(bytes)))
    }

    /// Bytes of the outer stream so far.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }
}

/// What a container says of its outer stream when it has been taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Framing {
    /// Size of the outer stream in bytes.
    pub outer: u64,
    /// Bytes of it that are framing: headers, directories, checksums, padding.
    pub structural: u64,
    /// Bytes of it that are packed bytes of members that were unpacked.
    pub packed: u64,
    /// How many members it holds, opened or not (gzip members, zstd frames, entries of a zip).
    pub members: u64,
    /// What was not unpacked, in offsets of the outer stream; with no bytes where it was examined and is suspect.
    pub gaps: Vec<Gap>,
    /// Whether `each` asked to stop; then the sums don't close.
    pub flow: Flow,
}

impl Framing {
    fn new() -> Self {
        Self { outer: 0, structural: 0, packed: 0, members: 0, gaps: Vec::new(), flow: Flow::Continue }
    }

    /// Whether every byte of the outer stream is accounted for exactly once.
    pub fn closes(&self) -> bool {
        let gaps: u64 = self.gaps.iter().map(Gap::bytes).sum();
        self.structural + self.packed + gaps == self.outer
    }

    /// Notes a gap.
    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    fn suspect(&mut self, at: u64, detail: impl Into<String>) {
        self.gap(Gap::new(at, at, Reason::Corrupt, detail));
    }
}

/// Why a container could not be taken apart at all.
#[derive(Debug, thiserror::Error)]
pub enum ContainerError {
    /// A nested archive that needs any offset must be kept somewhere, and there is no room.
    #[error("no room to unpack a nested archive: {0}; set TMPDIR to a folder with room, outside the volumes")]
    Spool(#[source] io::Error),
}

/// Limits on what a container may cost. Reaching one is a gap that names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Budget {
    /// How many layers may still be opened, this one included.
    pub depth: u32,
    /// How many members one container may hold.
    pub members: u64,
    /// Members up to this many unpacked bytes are handed over whole.
    pub whole: usize,
    /// The largest window of a zstd frame, as a power of two: what one decoder may hold in memory.
    pub window_log: u32,
    /// Where nested archives are spooled; the system's folder for temporary files where there is none. It must not lie in a volume.
    pub spool_dir: Option<PathBuf>,
    /// Nested archives up to this many bytes are kept in memory instead.
    pub spool_memory: usize,
}

/// How many layers are opened by default. Real backups have two or three.
pub const DEPTH: u32 = 8;
/// How many members of one container are opened by default.
pub const MEMBERS: u64 = 10_000_000;
/// Members up to this many bytes are handed over whole by default.
pub const WHOLE: usize = 1 << 20;
/// The largest zstd window by default: 128 MiB, which `zstd --ultra -22` uses; only `--long=28` and more goes beyond.
pub const WINDOW_LOG: u32 = 27;
/// Nested archives up to this many bytes stay in memory by default.
pub const SPOOL_MEMORY: usize = 4 << 20;

impl Default for Budget {
    fn default() -> Self {
        Self { depth: DEPTH, members: MEMBERS, whole: WHOLE, window_log: WINDOW_LOG, spool_dir: None, spool_memory: SPOOL_MEMORY }
    }
}

impl Budget {
    /// The budget for what is inside a member, or `None` where no further layer may be opened.
    pub fn deeper(&self) -> Option<Self> {
        let depth = self.depth.checked_sub(1).filter(|&d| d > 0)?;
        Some(Self { depth, ..self.clone() })
    }

    /// The gap of a container that lies too deep: `size` is that of its own stream.
    pub fn too_deep(size: u64) -> Gap {
        let detail = "archives are nested deeper than the limit; unpack the outer ones and scan what they hold, or raise the depth limit";
        Gap::new(0, size, Reason::Limit, detail)
    }

    fn too_many(&self, start: u64, end: u64) -> Gap {
        let detail = format!(
            "holds more than {} members, which is the limit; unpack it and scan what it holds, or raise the member limit",
            self.members
        );
        Gap::new(start, end, Reason::Limit, detail)
    }
}

#[cfg(test)]
pub(crate) mod harness;
