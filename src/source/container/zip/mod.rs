//! zip (PKWARE APPNOTE 6.3.10): members that a directory at the end lists.
//!
//! The directory is what other tools go by, so it is easily used to hide things. Here the members are taken in the order of
//! their bytes, and every stretch that the directory leaves out is looked at: a member's header there is followed, anything else is
//! handed over as it stands. An archive without a directory (cut off) is read by its members' own headers alone.

mod archive;
mod directory;
mod dismantle;
mod header;
mod member;
mod unlisted;

use super::{Budget, Container, ContainerError, Framing, Outer, OuterBytes, Payload, spool};
use crate::model::Flow;
use archive::Archive;
use dismantle::Dismantling;

/// The zip container.
pub struct Zip;

impl Container for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    /// A member's header, an empty archive's end, or the mark of an archive that was once split.
    fn sniff(&self, head: &[u8]) -> bool {
        let marks: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04"];
        marks.iter().any(|m| head.starts_with(m))
    }

    fn open(&self, outer: Outer<'_>, budget: &Budget, each: &mut dyn FnMut(Payload<'_>) -> Flow) -> Result<Framing, ContainerError> {
        match outer.bytes {
            OuterBytes::File(file) => {
                let archive = Archive::new(file, file.size());
                Ok(Dismantling::new(&archive, budget, each).run())
            }
            OuterBytes::Stream(stream) => {
                let (spooled, size) = spool::spool(stream, budget).map_err(ContainerError::Spool)?;
                let archive = Archive::new(&spooled, size);
                Ok(Dismantling::new(&archive, budget, each).run())
            }
        }
    }
}

#[cfg(test)]
mod tests;
