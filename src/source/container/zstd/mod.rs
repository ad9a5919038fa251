//! Zstandard (RFC 8878): one or more frames, unpacked into one stream.
//!
//! Frames are fed to the decoder block by block. So the place of damage is known, a frame that can't be unpacked
//! (its window is too large, it needs a dictionary, a block is damaged) is stepped over, and those behind it are read.

mod frame;

use std::io::{self, Read};

use zstd::stream::raw::{DParameter, Decoder, InBuffer, Operation, OutBuffer};

use frame::{Block, FrameHeader, MAX_FRAME_HEADER, u32_at};

use super::input::Input;
use super::sequence::{End, finish, hand_over, unpacked_name};
use super::{Budget, Container, ContainerError, Framing, Outer, Packed, Payload};
use crate::model::{Flow, Gap, Reason};

/// The Zstandard container.
pub struct Zstd;

const FRAME: u32 = 0xfd2f_b528;
const SKIPPABLE: std::ops::RangeInclusive<u32> = 0x184d_2a50..=0x184d_2a5f;
const SUFFIXES: &[(&str, &str)] = &[(".zst", ""), (".zstd", ""), (".tzst", ".tar"), (".tzstd", ".tar")];

impl Container for Zstd {
    fn name(&self) -> &'static str {
        "zstd"
    }

    /// A skippable frame alone says nothing (LZ4 has the same): a frame must be seen behind it.
    fn sniff(&self, head: &[u8]) -> bool {
        let mut at = 0usize;
        while let Some(magic) = u32_at(head, at) {
            if magic == FRAME {
                return true;
            }
            let Some(size) = u32_at(head, at.saturating_add(4)).filter(|_| SKIPPABLE.contains(&magic)) else {
                return false;
            };
            at = at.saturating_add(8).saturating_add(size as usize);
        }
        false
    }

    fn open(&self, outer: Outer<'_>, budget: &Budget, each: &mut dyn FnMut(Payload<'_>) -> Flow) -> Result<Framing, ContainerError> {
        let mut input = Input::new(outer.bytes);
        let mut framing = Framing::new();
        let name = unpacked_name(outer.name, SUFFIXES).unwrap_or_else(|| outer.name.to_vec());
        let decoder = decoder(budget).map_err(ContainerError::Spool)?;
        let mut frames = Frames {
            input: &mut input,
            framing: &mut framing,
            budget,
            packed: Packed::default(),
            decoder,
            checksum: false,
            at: At::Between,
            end: None,
        };
        let packed = frames.packed.clone();
        let flow = hand_over(&mut frames, name, packed, each);
        let end = frames.end.take().unwrap_or(End::Clean);
        framing.flow = flow;
        if flow == Flow::Continue {
            finish(input, &mut framing, end, each);
        }
        Ok(framing)
    }
}

fn decoder(budget: &Budget) -> io::Result<Decoder<'static>> {
    let mut decoder = Decoder::new()?;
    decoder.set_parameter(DParameter::WindowLogMax(budget.window_log.clamp(10, 31)))?;
    Ok(decoder)
}

/// Where the unpacking stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before a frame, or at the end.
    Between,
    /// Before a block of a frame.
    Block,
    /// In a block of `len` bytes, header included, of which `fed` have gone to the decoder.
    Feed { len: usize, fed: usize, last: bool },
    /// Before the checksum of the frame.
    Checksum,
}

/// The frames of a zstd stream, unpacked one after the other.
struct Frames<'a, 'b> {
    input: &'a mut Input<'b>,
    framing: &'a mut Framing,
    budget: &'a Budget,
    packed: Packed,
    decoder: Decoder<'static>,
    /// Whether the present frame ends with a checksum.
    checksum: bool,
    at: At,
    end: Option<End>,
}

impl Frames<'_, '_> {
    fn took_packed(&mut self, n: usize) {
        self.input.consume(n);
        self.framing.packed += n as u64;
        self.packed.set(self.framing.packed);
    }

    fn damage(&mut self, start: u64, detail: &str) {
        self.end = Some(End::corrupt(start, detail));
    }

    fn between(&mut self) {
        let start = self.input.position();
        let window = self.input.peek(MAX_FRAME_HEADER);
        let zeros = window.iter().take_while(|&&b| b == 0).count();
        if window.is_empty() {
            self.end = Some(End::Clean);
        } else if zeros > 0 && self.framing.members > 0 {
            self.input.consume(zeros);
            self.framing.structural += zeros as u64;
        } else if u32_at(window, 0).is_some_and(|magic| SKIPPABLE.contains(&magic)) {
            self.skippable(start);
        } else if u32_at(window, 0) == Some(FRAME) {
            match FrameHeader::parse(window) {
                Some(header) => self.enter(start, header),
                None => self.damage(start, "a zstd frame header is damaged or cut off; get another copy"),
            }
        } else if self.framing.members > 0 {
            self.end = Some(End::Foreign);
        } else {
            self.damage(start, "its zstd header is damaged or cut off; get another copy");
        }
    }

    /// Holds the user's own bytes (RFC 8878, 3.1.2): framing, as no tool unpacks them.
    fn skippable(&mut self, start: u64) {
        let Some(size) = u32_at(self.input.peek(8), 4) else {
            return self.damage(start, "a skippable zstd frame is cut off; get a whole copy");
        };
        let want = u64::from(size) + 8;
        let took = self.input.skip(want);
        self.framing.structural += took;
        if took < want {
            self.framing.suspect(start, "a skippable zstd frame is cut off; get a whole copy");
            self.end = Some(End::Clean);
        }
    }

    fn enter(&mut self, start: u64, header: FrameHeader) {
        if self.framing.members >= self.budget.members {
            let gap = self.budget.too_many(start, start);
            self.end = Some(End::Damage { start, reason: gap.reason, detail: gap.detail });
            return;
        }
        self.framing.members += 1;
        self.checksum = header.checksum;
        let too_large = header.window > 1u64 << self.budget.window_log.min(62);
        if too_large {
            let detail = format!(
                "needs a window of {} bytes to unpack, and the limit is 2^{}; unpack it with `zstd -d --long=31` and scan the result",
                header.window, self.budget.window_log
            );
            self.input.consume(header.len);
            return self.step_over(start, Reason::Limit, detail);
        }
        if header.dictionary {
            let detail = "needs a zstd dictionary that is not in it; unpack it with `zstd -d -D DICTIONARY` and scan the result";
            self.input.consume(header.len);
            return self.step_over(start, Reason::Unsupported, detail.into());
        }
        let window = self.input.peek(header.len);
        let head = window.get(..header.len).unwrap_or_default();
        let fed = self.decoder.reinit().and_then(|()| {
            let mut none: [u8; 0] = [];
            self.decoder.run(&mut InBuffer::around(head), &mut OutBuffer::around(&mut none[..]))
        });
        if fed.is_err() {
            self.input.consume(header.len);
            let detail = "a zstd frame header is damaged; get another copy";
            return self.step_over(start, Reason::Corrupt, detail.into());
        }
        self.took_packed(header.len);
        self.at = At::Block;
    }

    fn block(&mut self) {
        let start = self.input.position();
        let Some(block) = Block::parse(self.input.peek(3)) else {
            return self.damage(start, "ends in the middle of a zstd frame, or is damaged there; get a whole copy");
        };
        if self.input.peek(block.len).len() < block.len {
            return self.damage(start, "ends in the middle of a zstd frame; get a whole copy");
        }
        self.at = At::Feed { len: block.len, fed: 0, last: block.last };
    }

    /// Feeds the present block; it is let go of only when all that it unpacks to has been given.
    fn feed(&mut self, len: usize, fed: usize, last: bool, out: &mut [u8]) -> usize {
        let start = self.input.position();
        let window = self.input.peek(len);
        let mut from = InBuffer::around(window.get(fed..len).unwrap_or_default());
        let mut to = OutBuffer::around(out);
        let ran = self.decoder.run(&mut from, &mut to);
        let (taken, given) = (from.pos(), to.pos());
        if ran.is_err() {
            let detail = "a zstd block is damaged: the rest of its frame is lost; get another copy";
            self.step_over(start, Reason::Corrupt, detail.into());
            return 0;
        }
        let fed = fed + taken;
        self.at = At::Feed { len, fed, last };
        if fed == len && given == 0 {
            self.took_packed(len);
            self.at = match (last, self.checksum) {
                (false, _) => At::Block,
                (true, true) => At::Checksum,
                (true, false) => At::Between,
            };
        }
        given
    }

    /// The low four bytes of XXH64 over what was unpacked.
    fn verify(&mut self) {
        let start = self.input.position();
        let window = self.input.peek(4);
        let Some(sum) = window.first_chunk::<4>() else {
            let detail = "its checksum is cut off; what it unpacked to was examined, get a whole copy";
            return self.damage(start, detail);
        };
        let mut none: [u8; 0] = [];
        let ran = self.decoder.run(&mut InBuffer::around(sum), &mut OutBuffer::around(&mut none[..]));
        if ran.is_err() {
            self.framing.suspect(start, "its checksum fails: what it unpacked to was examined and is suspect; get another copy");
        }
        self.input.consume(4);
        self.framing.structural += 4;
        self.at = At::Between;
    }

    /// Steps over the rest of a frame by its block headers; the window begins at one of them.
    fn step_over(&mut self, start: u64, reason: Reason, detail: String) {
        while let Some(block) = Block::parse(self.input.peek(3)) {
            if self.input.skip(block.len as u64) < block.len as u64 {
                break;
            }
            if block.last {
                let sum = if self.checksum { 4 } else { 0 };
                if self.input.skip(sum) < sum {
                    break;
                }
                let end = self.input.position();
                self.framing.gap(Gap::new(start, end, reason, detail));
                self.at = At::Between;
                return;
            }
        }
        self.end = Some(End::Damage { start, reason, detail });
    }
}

impl Read for Frames<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        while self.end.is_none() {
            match self.at {
                At::Between => self.between(),
                At::Block => self.block(),
                At::Feed { len, fed, last } => {
                    let given = self.feed(len, fed, last, out);
                    if given > 0 {
                        return Ok(given);
                    }
                }
                At::Checksum => self.verify(),
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests;
