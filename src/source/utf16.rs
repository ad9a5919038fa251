//! UTF-16 and UTF-32 turned into UTF-8 on the way, so that format readers see one encoding alone.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

use super::TextEncoding;

const REPLACEMENT: &str = "\u{fffd}";

/// Reads UTF-16 or UTF-32 and gives UTF-8. Offsets behind it are those of what it gives.
///
/// A unit that is no character (half of a pair, a lone byte at the end) becomes U+FFFD and is counted.
pub struct Utf16Reader<R: Read> {
    source: R,
    decoder: Units,
    input: Vec<u8>,
    /// The part of `input` that was read and not yet decoded.
    pending: std::ops::Range<usize>,
    output: Vec<u8>,
    /// How much of `output` was given.
    given: usize,
    ended: bool,
    total: u64,
    replacements: u64,
}

enum Units {
    /// UTF-16, decoded by the state machine of the Encoding Standard.
    Two(Decoder),
    /// UTF-32, low byte first or not.
    Four { little: bool },
    /// Anything else is handed on as it is.
    One,
}

impl<R: Read> Utf16Reader<R> {
    /// A reader of what stands behind the byte order mark, which the caller has taken off.
    pub fn new(source: R, encoding: TextEncoding) -> Self {
        let decoder = match encoding {
            TextEncoding::Utf16Le => Units::Two(UTF_16LE.new_decoder_without_bom_handling()),
            TextEncoding::Utf16Be => Units::Two(UTF_16BE.new_decoder_without_bom_handling()),
            TextEncoding::Utf32Le => Units::Four { little: true },
            TextEncoding::Utf32Be => Units::Four { little: false },
            _ => Units::One,
        };
        Self {
            source,
            decoder,
            input: vec![0; 1 << 16],
            pending: 0..0,
            output: Vec::new(),
            given: 0,
            ended: false,
            total: 0,
            replacements: 0,
        }
    }

    /// How many units so far were no character.
    pub fn replacements(&self) -> u64 {
        self.replacements
    }

    /// Bytes that were left over at the end because they are no whole unit: 1 to 3, or 0.
    pub fn trailing(&self) -> u64 {
        let unit = match self.decoder {
            Units::Two(_) => 2,
            Units::Four { .. } => 4,
            Units::One => 1,
        };
        if self.ended { self.total % unit } else { 0 }
    }

    fn refill(&mut self) -> io::Result<()> {
        let kept = self.pending.len();
        self.input.copy_within(self.pending.clone(), 0);
        let got = loop {
            match self.source.read(&mut self.input[kept..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                got => break got?,
            }
        };
        self.pending = 0..kept + got;
        self.total += got as u64;
        self.ended = got == 0;
        Ok(())
    }

    fn decode(&mut self) {
        self.output.clear();
        self.given = 0;
        let input = &self.input[self.pending.clone()];
        let used = match &mut self.decoder {
            Units::Two(decoder) => {
                let (used, bad) = two(decoder, input, self.ended, &mut self.output);
                self.replacements += bad;
                used
            }
            Units::Four { little } => {
                let (used, bad) = four(*little, input, self.ended, &mut self.output);
                self.replacements += bad;
                used
            }
            Units::One => {
                self.output.extend_from_slice(input);
                input.len()
            }
        };
        self.pending.start += used;
    }
}

/// Decodes all of `input`; says how much it used, and how many units were no character.
fn two(decoder: &mut Decoder, input: &[u8], last: bool, output: &mut Vec<u8>) -> (usize, u64) {
    let (mut used, mut bad) = (0, 0);
    loop {
        let rest = input.get(used..).unwrap_or_default();
        let from = output.len();
        // Three bytes of UTF-8 for two of UTF-16, and room for what the decoder held back.
        output.resize(from + rest.len() / 2 * 3 + 16, 0);
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut output[from..], last);
        output.truncate(from + written);
        used += read;
        match result {
            DecoderResult::InputEmpty => return (used, bad),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                bad += 1;
                output.extend_from_slice(REPLACEMENT.as_bytes());
            }
        }
    }
}

fn four(little: bool, input: &[u8], last: bool, output: &mut Vec<u8>) -> (usize, u64) {
    let (units, rest) = input.as_chunks::<4>();
    let mut bad = 0;
    let mut utf8 = [0; 4];
    for &unit in units {
        let value = if little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) };
        let text = match char::from_u32(value) {
            Some(c) => c.encode_utf8(&mut utf8),
            None => {
                bad += 1;
                REPLACEMENT
            }
        };
        output.extend_from_slice(text.as_bytes());
    }
    if last && !rest.is_empty() {
        output.extend_from_slice(REPLACEMENT.as_bytes());
        return (input.len(), bad + 1);
    }
    (input.len() - rest.len(), bad)
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        while self.given >= self.output.len() {
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
            self.decode();
        }
        let ready = self.output.get(self.given..).unwrap_or_default();
        let n = ready.len().min(out.len());
        out[..n].copy_from_slice(&ready[..n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Drip<'a>(&'a [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(out.len());
            self.0.read(&mut out[..n])
        }
    }

    fn read(bytes: &[u8], encoding: TextEncoding, step: usize) -> (String, u64, u64) {
        let mut reader = Utf16Reader::new(Drip(bytes, step), encoding);
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        (text, reader.replacements(), reader.trailing())
    }

    #[test]
    fn text_comes_out_however_it_drips() {
        let text = "id;naïve;名前;😀\r\n".repeat(9000);
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let wide: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        for step in [1, 3, 7, 100_000] {
            assert!(read(&le, TextEncoding::Utf16Le, step) == (text.clone(), 0, 0));
            assert!(read(&be, TextEncoding::Utf16Be, step) == (text.clone(), 0, 0));
            assert!(read(&wide, TextEncoding::Utf32Le, step) == (text.clone(), 0, 0));
        }
        assert_eq!(read(b"as is", TextEncoding::Utf8, 2).0, "as is");
    }

    #[test]
    fn halves_and_leftovers_are_counted() {
        let units = [0x61, 0xd800, 0x62, 0xdc00, 0x63];
        let mut le: Vec<u8> = units.iter().copied().flat_map(u16::to_le_bytes).collect();
        le.push(0x64);
        for step in [1, 2, 64] {
            let (text, bad, trailing) = read(&le, TextEncoding::Utf16Le, step);
            assert_eq!((text.as_str(), bad, trailing), ("a\u{fffd}b\u{fffd}c\u{fffd}", 3, 1));
        }
        let (text, bad, trailing) = read(b"\0\0\0a\0\x11\0\0\0\0", TextEncoding::Utf32Be, 1);
        assert_eq!((text.as_str(), bad, trailing), ("a\u{fffd}\u{fffd}", 2, 2));
        assert_eq!(read(b"", TextEncoding::Utf16Le, 1), (String::new(), 0, 0));
    }
}
