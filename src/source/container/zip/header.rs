//! The records of a zip: a member's own header, and its record in the directory.

use super::archive::Window;

/// Begins a member.
pub const LOCAL: &[u8] = b"PK\x03\x04";
/// Begins a record of the directory.
pub const CENTRAL: &[u8] = b"PK\x01\x02";
/// The id of the extra field that holds numbers too large for 32 bits (APPNOTE 4.5.3).
const ZIP64: u16 = 1;
const UNKNOWN: u64 = 0xffff_ffff;

/// Reads little-endian numbers one after the other; all of it fails when one is cut off.
pub struct Fields<'a>(pub &'a [u8]);

impl<'a> Fields<'a> {
    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (field, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(field)
    }

    /// The next 16 bits.
    pub fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(*self.take(2)?.first_chunk()?))
    }

    /// The next 32 bits.
    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    /// The next 64 bits.
    pub fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(*self.take(8)?.first_chunk()?))
    }
}

/// What the directory, or a member's own header, says of a member.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name, as it stands.
    pub name: Vec<u8>,
    /// General purpose flags (APPNOTE 4.4.4).
    pub flags: u16,
    /// Compression method (APPNOTE 4.4.5).
    pub method: u16,
    /// CRC-32 of the unpacked bytes.
    pub crc: u32,
    /// Packed size in bytes.
    pub packed: u64,
    /// Unpacked size in bytes.
    pub size: u64,
    /// Where its own header begins, as the directory says; 0 in that header itself.
    pub offset: u64,
    /// How many bytes the record takes.
    pub len: u64,
}

impl Entry {
    /// The record of the directory at `at`.
    pub fn central(window: &mut Window<'_>, at: u64) -> Option<Self> {
        let (name, extra, comment) = {
            let mut fields = Fields(window.at(at, 46).strip_prefix(CENTRAL)?);
            fields.take(24)?;
            (fields.u16()?, fields.u16()?, fields.u16()?)
        };
        let len = 46 + usize::from(name) + usize::from(extra) + usize::from(comment);
        let record = window.at(at, len);
        if record.len() < len {
            return None;
        }
        let mut fields = Fields(record.get(8..)?);
        let mut entry = Self::common(&mut fields)?;
        fields.take(14)?;
        entry.offset = u64::from(fields.u32()?);
        entry.name = fields.take(usize::from(name))?.to_vec();
        entry.widen(fields.take(usize::from(extra))?);
        entry.len = len as u64;
        Some(entry)
    }

    /// The member's own header at `at`.
    pub fn local(window: &mut Window<'_>, at: u64) -> Option<Self> {
        let (name, extra) = {
            let mut fields = Fields(window.at(at, 30).strip_prefix(LOCAL)?);
            fields.take(22)?;
            (fields.u16()?, fields.u16()?)
        };
        let len = 30 + usize::from(name) + usize::from(extra);
        let record = window.at(at, len);
        if record.len() < len {
            return None;
        }
        let mut fields = Fields(record.get(6..)?);
        let mut entry = Self::common(&mut fields)?;
        fields.take(4)?;
        entry.name = fields.take(usize::from(name))?.to_vec();
        entry.widen(fields.take(usize::from(extra))?);
        entry.len = len as u64;
        Some(entry)
    }

    /// Flags, method, time, checksum and sizes stand in this order in both records.
    fn common(fields: &mut Fields<'_>) -> Option<Self> {
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.take(4)?;
        Some(Self {
            name: Vec::new(),
            flags,
            method,
            crc: fields.u32()?,
            packed: u64::from(fields.u32()?),
            size: u64::from(fields.u32()?),
            offset: 0,
            len: 0,
        })
    }

    /// Takes from the zip64 field the numbers that have no room in the record.
    fn widen(&mut self, extra: &[u8]) {
        let mut fields = Fields(extra);
        while let (Some(id), Some(len)) = (fields.u16(), fields.u16()) {
            let Some(body) = fields.take(usize::from(len)) else {
                return;
            };
            if id != ZIP64 {
                continue;
            }
            let mut wide = Fields(body);
            for number in [&mut self.size, &mut self.packed, &mut self.offset] {
                if *number == UNKNOWN
                    && let Some(value) = wide.u64()
                {
                    *number = value;
                }
            }
            return;
        }
    }

    /// Whether the data can't be unpacked without a password: by flag, or by AES (method 99).
    pub fn encrypted(&self) -> bool {
        self.flags & 0x41 != 0 || self.method == 99
    }

    /// Whether sizes and checksum stand behind the data.
    pub fn has_descriptor(&self) -> bool {
        self.flags & 8 != 0
    }

    /// Whether it names a folder.
    pub fn is_folder(&self) -> bool {
        self.packed == 0 && self.name.last().is_some_and(|&b| b == b'/' || b == b'\\')
    }

    /// Whether a header that no directory vouches for looks like one.
    pub fn plausible(&self) -> bool {
        let known_method = matches!(self.method, 0..=14 | 16 | 18..=20 | 93..=99);
        let name = (1..=4096).contains(&self.name.len()) && !self.name.contains(&0);
        known_method && name
    }

    /// How a method is called (APPNOTE 4.4.5).
    pub fn method_name(&self) -> String {
        match self.method {
            1 => "shrink".into(),
            6 => "implode".into(),
            9 => "deflate64".into(),
            12 => "bzip2".into(),
            14 => "lzma".into(),
            93 => "zstd".into(),
            95 => "xz".into(),
            98 => "ppmd".into(),
            n => format!("method {n}"),
        }
    }
}
