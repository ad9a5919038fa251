//! Units that don't fit into memory at once: a value of hundreds of megabytes.

use std::io;

use super::mode::CopyForm;
use super::reader::Reader;

impl Reader<'_, '_> {
    /// A row of which [`LARGE`](super::reader::LARGE) bytes are in memory without its end.
    pub(super) fn large_row(&mut self, _number: usize) -> io::Result<()> {
        self.damage(0)
    }

    /// A COPY line of which so much is in memory without its end.
    pub(super) fn large_line(&mut self, _number: usize, _form: &CopyForm) -> io::Result<()> {
        self.damage(0)
    }
}
