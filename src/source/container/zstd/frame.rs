//! What the headers of frames and blocks say.

/// RFC 8878, 3.1.1.2.4: no block is larger, packed or not.
const MAX_BLOCK: usize = 128 << 10;

/// Magic number, descriptor, window, dictionary id, content size.
pub const MAX_FRAME_HEADER: usize = 18;

/// What a frame's header says (RFC 8878, 3.1.1.1).
pub struct FrameHeader {
    /// Bytes that it takes in the stream.
    pub len: usize,
    /// Bytes that the decoder must keep.
    pub window: u64,
    /// Whether the frame ends with a checksum.
    pub checksum: bool,
    /// Whether it needs a dictionary.
    pub dictionary: bool,
}

impl FrameHeader {
    /// Reads it from the first bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let descriptor = *bytes.get(4)?;
        if descriptor & 8 != 0 {
            return None;
        }
        let single_segment = descriptor & 0x20 != 0;
        let mut at = 5;
        let mut window = 0;
        if !single_segment {
            let byte = *bytes.get(at)?;
            let base = 1u64 << (10 + (byte >> 3));
            window = base + base / 8 * u64::from(byte & 7);
            at += 1;
        }
        let id_len = [0, 1, 2, 4].get(usize::from(descriptor & 3)).copied()?;
        let dictionary = bytes.get(at..at + id_len)?.iter().any(|&b| b != 0);
        at += id_len;
        let size_len = match descriptor >> 6 {
            0 => usize::from(single_segment),
            n => 1 << n,
        };
        let size = bytes.get(at..at + size_len)?;
        if single_segment {
            let value = size.iter().rev().fold(0, |v, &b| v << 8 | u64::from(b));
            window = value + if size_len == 2 { 256 } else { 0 };
        }
        Some(Self { len: at + size_len, window, checksum: descriptor & 4 != 0, dictionary })
    }
}

/// A block's header of three bytes (RFC 8878, 3.1.1.2).
pub struct Block {
    /// Bytes that it takes in the stream, header included.
    pub len: usize,
    /// Whether it is the frame's last one.
    pub last: bool,
}

impl Block {
    /// Reads it from the first bytes.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let [a, b, c] = *bytes.first_chunk::<3>()?;
        let header = u32::from_le_bytes([a, b, c, 0]);
        let size = (header >> 3) as usize;
        let len = match header >> 1 & 3 {
            1 => 1,
            3 => return None,
            _ if size > MAX_BLOCK => return None,
            _ => size,
        };
        Some(Self { len: 3 + len, last: header & 1 != 0 })
    }
}

/// A little-endian number of 32 bits.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*word))
}
