//! All containers, in the order in which they are asked.

use super::Container;
use super::gzip::Gzip;
use super::zip::Zip;
use super::zstd::Zstd;

/// Every container that this build opens.
pub fn containers() -> &'static [&'static dyn Container] {
    &[&Gzip, &Zstd, &Zip]
}

/// The container that the first bytes of a source belong to (64 KiB are plenty).
pub fn recognise(head: &[u8]) -> Option<&'static dyn Container> {
    containers().iter().copied().find(|c| c.sniff(head))
}
