//! gzip (RFC 1952): one or more members, unpacked into one stream.
//!
//! Members are taken apart here and not by a decoder of whole files, because each header and trailer is framing that the
//! ledger counts, and because what stands behind a damaged member must be accounted for.

use std::io::{self, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::input::Input;
use super::sequence::{End, finish, hand_over, unpacked_name};
use super::{Budget, Container, ContainerError, Framing, Outer, Packed, Payload};
use crate::model::Flow;

/// The gzip container.
pub struct Gzip;

const MAGIC: &[u8] = &[0x1f, 0x8b, 8];
const SUFFIXES: &[(&str, &str)] = &[(".gz", ""), (".tgz", ".tar"), (".z", ""), (".svgz", ".svg")];

impl Container for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.starts_with(MAGIC) && head.get(3).is_none_or(|flags| flags & RESERVED == 0)
    }

    fn open(&self, outer: Outer<'_>, budget: &Budget, each: &mut dyn FnMut(Payload<'_>) -> Flow) -> Result<Framing, ContainerError> {
        let mut input = Input::new(outer.bytes);
        let mut framing = Framing::new();
        let Some(first) = header(&mut input) else {
            let end = End::corrupt(0, "its gzip header is damaged or cut off; get another copy");
            finish(input, &mut framing, end, each);
            return Ok(framing);
        };
        let name = unpacked_name(outer.name, SUFFIXES).or(first.name).unwrap_or_else(|| outer.name.to_vec());
        let mut members = Members::new(&mut input, &mut framing, budget);
        let packed = members.packed.clone();
        let flow = hand_over(&mut members, name, packed, each);
        let end = members.end.take().unwrap_or(End::Clean);
        framing.flow = flow;
        if flow == Flow::Continue {
            finish(input, &mut framing, end, each);
        }
        Ok(framing)
    }
}

/// Where the unpacking stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before a header that is known to be whole.
    Header,
    /// In the packed bytes.
    Deflate,
    /// Before the checksum.
    Trailer,
    /// Behind a member.
    Between,
}

/// The members of a gzip stream, unpacked one after the other.
struct Members<'a, 'b> {
    input: &'a mut Input<'b>,
    framing: &'a mut Framing,
    budget: &'a Budget,
    packed: Packed,
    inflate: Decompress,
    crc: Crc,
    at: At,
    end: Option<End>,
}

impl<'a, 'b> Members<'a, 'b> {
    fn new(input: &'a mut Input<'b>, framing: &'a mut Framing, budget: &'a Budget) -> Self {
        Self {
            input,
            framing,
            budget,
            packed: Packed::default(),
            inflate: Decompress::new(false),
            crc: Crc::new(),
            at: At::Header,
            end: None,
        }
    }

    fn enter(&mut self) {
        let start = self.input.position();
        if self.framing.members >= self.budget.members {
            let gap = self.budget.too_many(start, start);
            self.end = Some(End::Damage { start, reason: gap.reason, detail: gap.detail });
            return;
        }
        let Some(header) = header(self.input) else {
            let detail = "a gzip header is damaged or cut off; get another copy";
            self.end = Some(End::corrupt(start, detail));
            return;
        };
        self.input.consume(header.len);
        self.framing.structural += header.len as u64;
        self.framing.members += 1;
        self.inflate.reset(false);
        self.crc.reset();
        self.at = At::Deflate;
    }

    fn inflate(&mut self, out: &mut [u8]) -> usize {
        let window = self.input.peek(1);
        let at_end = window.is_empty();
        let (taken, given) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(window, out, FlushDecompress::None);
        let taken = (self.inflate.total_in() - taken) as usize;
        let given = ((self.inflate.total_out() - given) as usize).min(out.len());
        self.input.consume(taken);
        self.framing.packed += taken as u64;
        self.packed.set(self.framing.packed);
        self.crc.update(out.get(..given).unwrap_or_default());
        match status {
            Ok(Status::StreamEnd) => self.at = At::Trailer,
            Ok(_) if taken > 0 || given > 0 => {}
            _ => {
                let detail = if at_end {
                    "ends in the middle of its packed data; what stands before was examined, get a whole copy"
                } else {
                    "its packed data is damaged; what stands before was examined, get another copy"
                };
                self.end = Some(End::corrupt(self.input.position(), detail));
            }
        }
        given
    }

    /// CRC-32 and size modulo 2^32, both little-endian.
    fn trailer(&mut self) {
        let start = self.input.position();
        let Some((trailer, _)) = self.input.peek(8).split_first_chunk::<8>() else {
            let detail = "its checksum is cut off; what it unpacked to was examined, get a whole copy";
            self.end = Some(End::corrupt(start, detail));
            return;
        };
        let expected = u64::from_le_bytes(*trailer);
        let found = u64::from(self.crc.sum()) | u64::from(self.crc.amount()) << 32;
        if expected != found {
            self.framing.suspect(start, "its checksum fails: what it unpacked to was examined and is suspect; get another copy");
        }
        self.input.consume(8);
        self.framing.structural += 8;
        self.at = At::Between;
    }

    /// Another member, padding with zeros (tapes), or the end.
    fn between(&mut self) {
        loop {
            let window = self.input.peek(MAGIC.len());
            let zeros = window.iter().take_while(|&&b| b == 0).count();
            if window.is_empty() {
                self.end = Some(End::Clean);
            } else if zeros > 0 {
                self.input.consume(zeros);
                self.framing.structural += zeros as u64;
                continue;
            } else if window.starts_with(MAGIC) {
                self.at = At::Header;
            } else {
                self.end = Some(End::Foreign);
            }
            return;
        }
    }
}

impl Read for Members<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        while self.end.is_none() {
            match self.at {
                At::Header => self.enter(),
                At::Deflate => {
                    let given = self.inflate(out);
                    if given > 0 {
                        return Ok(given);
                    }
                }
                At::Trailer => self.trailer(),
                At::Between => self.between(),
            }
        }
        Ok(0)
    }
}

const HEADER_CRC: u8 = 2;
const EXTRA: u8 = 4;
const NAME: u8 = 8;
const COMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;
/// No honest header is longer: an extra field of 64 KiB, a name and a comment.
const MAX_HEADER: usize = 1 << 17;

/// A member's header.
struct Header {
    len: usize,
    name: Option<Vec<u8>>,
}

/// The header at the window's beginning, unless it is damaged or cut off.
fn header(input: &mut Input<'_>) -> Option<Header> {
    let mut want = 512;
    loop {
        let window = input.peek(want);
        match parse_header(window) {
            Some(header) => return Some(header),
            None if window.len() < want || want >= MAX_HEADER => return None,
            None => want *= 4,
        }
    }
}

fn parse_header(bytes: &[u8]) -> Option<Header> {
    let flags = *bytes.get(3)?;
    if !bytes.starts_with(MAGIC) || flags & RESERVED != 0 {
        return None;
    }
    let mut at = 10;
    if flags & EXTRA != 0 {
        let len = bytes.get(at..)?.first_chunk::<2>()?;
        at += 2 + usize::from(u16::from_le_bytes(*len));
    }
    let mut name = None;
    for field in [NAME, COMMENT] {
        if flags & field != 0 {
            let text = bytes.get(at..)?;
            let len = memchr::memchr(0, text)?;
            if field == NAME && len > 0 {
                name = text.get(..len).map(<[u8]>::to_vec);
            }
            at += len + 1;
        }
    }
    if flags & HEADER_CRC != 0 {
        at += 2;
    }
    (bytes.len() >= at).then_some(Header { len: at, name })
}

#[cfg(test)]
#[path = "gzip_tests.rs"]
mod tests;
