//! Spooling: a nested archive that must be read at any offset is kept in memory, or in a nameless temporary file.

use std::fs::File;
use std::io::{self, Read, Write};

use super::Budget;
use crate::source::file::ReadAt;

/// A stream that was taken in to be read at any offset.
pub enum Spooled {
    /// A small one.
    Memory(Vec<u8>),
    /// A large one: a file without a name, gone when it is let go of.
    Disk(File),
}

impl ReadAt for Spooled {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        match self {
            Spooled::Memory(bytes) => bytes.as_slice().read_at(buffer, offset),
            Spooled::Disk(file) => file.read_at(buffer, offset),
        }
    }
}

/// Takes in all of a stream; says how many bytes came. A stream that fails ends there.
///
/// # Errors
/// When the temporary file can't be made or written.
pub fn spool(stream: &mut dyn Read, budget: &Budget) -> io::Result<(Spooled, u64)> {
    let mut block = vec![0; 1 << 17];
    let mut memory = Vec::new();
    let mut disk: Option<File> = None;
    let mut size = 0u64;
    loop {
        let n = match stream.read(&mut block) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        let got = block.get(..n).unwrap_or_default();
        size += n as u64;
        if disk.is_none() && memory.len() + n > budget.spool_memory {
            let mut file = match &budget.spool_dir {
                Some(dir) => tempfile::tempfile_in(dir)?,
                None => tempfile::tempfile()?,
            };
            file.write_all(&std::mem::take(&mut memory))?;
            disk = Some(file);
        }
        match &mut disk {
            Some(file) => file.write_all(got)?,
            None => memory.extend_from_slice(got),
        }
    }
    Ok((disk.map_or(Spooled::Memory(memory), Spooled::Disk), size))
}
