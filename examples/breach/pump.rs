//! Makes chunks on all cores and writes them in order.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

use crate::form::Tally;

/// Rows that were made together.
#[derive(Default)]
pub struct Chunk {
    /// The rows, one after another.
    pub bytes: Vec<u8>,
    /// Where each row ends.
    pub ends: Vec<u32>,
    /// What was counted in them.
    pub tally: Tally,
}

/// How many units (accounts, products, lines) make a chunk. It is part of no
/// result, as a chunk is a pure function of its units.
const CHUNK: u64 = 1_024;

/// Makes the units of `range` chunk by chunk with `make` and hands the chunks
/// to `take` in order. Fails when `take` does.
pub fn pump(
    range: Range<u64>,
    make: impl Fn(u64, &mut Chunk) + Sync,
    mut take: impl FnMut(&Chunk) -> io::Result<()> + Send,
) -> io::Result<Tally> {
    let window = CHUNK * 2 * rayon::current_num_threads() as u64;
    let (send, receive) = sync_channel::<Vec<Chunk>>(1);
    thread::scope(|scope| {
        let writer = scope.spawn(move || -> io::Result<Tally> {
            let mut tally = Tally::default();
            for chunk in receive.iter().flatten() {
                take(&chunk)?;
                tally.add(&chunk.tally);
            }
            Ok(tally)
        });
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + window);
            let starts: Vec<u64> = (start..end).step_by(CHUNK as usize).collect();
            let chunks = starts
                .into_par_iter()
                .map(|first| {
                    let mut chunk = Chunk::default();
                    chunk.bytes.reserve(1 << 19);
                    for unit in first..end.min(first + CHUNK) {
                        make(unit, &mut chunk);
                    }
                    chunk
                })
                .collect();
            // The writer went away: its error is what the caller gets.
            if send.send(chunks).is_err() {
                break;
            }
            start = end;
        }
        drop(send);
        writer.join().unwrap_or_else(|_| Err(io::Error::other("the writer stopped")))
    })
}

/// Makes chunks and writes them to `out` as they are.
pub fn pump_to(out: &mut (impl Write + Send), range: Range<u64>, make: impl Fn(u64, &mut Chunk) + Sync) -> io::Result<Tally> {
    pump(range, make, |chunk| out.write_all(&chunk.bytes))
}
