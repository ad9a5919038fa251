//! Weak shapes: formats without a proper magic number, told by several numbers that must fit each other.

use super::Kind::{self, *};
use super::shape::{u16_be, u16_le, u32_le};

/// Shapes that other bytes may have by chance; asked last.
pub fn by_weak_shape(head: &[u8], size: u64) -> Option<Kind> {
    python_bytecode(head)
        .or_else(|| icon(head, size))
        .or_else(|| bitmap(head, size))
        .or_else(|| mpeg_audio(head))
        .or_else(|| type_one(head))
        .or_else(|| terminal(head, size))
        .or_else(|| public_key(head))
        .or_else(|| old_tar(head))
        .or_else(|| bson(head, size))
        .or_else(|| dbase(head, size))
        .or_else(|| der(head, size))
        .or_else(|| transport_stream(head))
}

/// Two frames of MPEG audio (ISO 11172-3, layer III, or ADTS), the second where the first one ends.
fn mpeg_audio(head: &[u8]) -> Option<Kind> {
    let [a, b, c, d] = *head.first_chunk::<4>()?;
    if a != 0xff || b & 0xf0 != 0xf0 && b & 0xe0 != 0xe0 {
        return None;
    }
    let len = if b & 0x06 == 0 {
        usize::from(c & 3) << 11 | usize::from(d) << 3 | usize::from(head.get(4)? >> 5)
    } else {
        layer_three_frame(b, c)?
    };
    let next = head.get(len..)?.first_chunk::<2>()?;
    (len > 7 && *next == [a, b]).then_some(Audio)
}

fn layer_three_frame(version: u8, rates: u8) -> Option<usize> {
    const V1: [usize; 16] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    const V2: [usize; 16] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    let one = version & 0x18 == 0x18;
    let (table, per_frame) = if one { (V1, 144_000) } else { (V2, 72_000) };
    let bits = table.get(usize::from(rates >> 4)).copied().filter(|&k| k > 0)?;
    let hertz = [44_100, 48_000, 32_000].get(usize::from(rates >> 2 & 3))?;
    let hertz = match version & 0x18 {
        0x18 => *hertz,
        0x10 => hertz / 2,
        _ => hertz / 4,
    };
    let padding = usize::from(rates >> 1 & 1);
    (version & 0x06 == 0x02).then(|| per_frame * bits / hertz + padding)
}

/// Adobe Type 1 in a binary wrapper: a segment of text that begins as PostScript does.
fn type_one(head: &[u8]) -> Option<Kind> {
    let body = head.strip_prefix(b"\x80\x01")?;
    body.get(4..)?.starts_with(b"%!").then_some(Font)
}

/// A compiled terminal description: counts that must lie in the file, and its printable names (`term(5)`).
fn terminal(head: &[u8], size: u64) -> Option<Kind> {
    let number = match u16_le(head, 0)? {
        0o432 => 2,
        0o1036 => 4,
        _ => return None,
    };
    let field = |n: usize| u16_le(head, n * 2).map(usize::from);
    let (names, flags, numbers) = (field(1)?, field(2)?, field(3)?);
    let (strings, table) = (field(4)?, field(5)?);
    let total = 12 + names + flags + numbers * number + strings * 2 + table;
    let text = head.get(12..12 + names)?.strip_suffix(b"\0")?;
    let printable = !text.is_empty() && text.iter().all(|b| matches!(b, 32..=126));
    (printable && total as u64 <= size && flags <= 64).then_some(Cache)
}

/// An OpenPGP public key packet of version 4 in either form (RFC 9580, 4.2 and 5.5.2), followed by another packet.
fn public_key(head: &[u8]) -> Option<Kind> {
    let (at, len) = match *head.first()? {
        0x99 => (3, usize::from(u16_be(head, 1)?)),
        0x98 => (2, usize::from(*head.get(1)?)),
        0xc6 => match *head.get(1)? {
            n @ 0..=191 => (2, usize::from(n)),
            n @ 192..=223 => (3, (usize::from(n) - 192) * 256 + usize::from(*head.get(2)?) + 192),
            _ => return None,
        },
        _ => return None,
    };
    let version = *head.get(at)?;
    let algorithm = *head.get(at + 5)?;
    let next = head.get(at + len)?;
    let packet = matches!(next >> 2, 0x22 | 0x2d | 0x2e) || matches!(next, 0xc2 | 0xcd | 0xce);
    (version == 4 && matches!(algorithm, 1..=3 | 16..=22 | 25..=28) && packet).then_some(KeyStore)
}

/// A version number and CR LF, then flags or a time (`Lib/importlib/_bootstrap_external.py`).
fn python_bytecode(head: &[u8]) -> Option<Kind> {
    let version = u16_le(head, 0)?;
    let known = (3000..=3999).contains(&version) || (62011..=62211).contains(&version);
    (known && head.get(2..4)? == b"\r\n" && head.len() >= 12).then_some(Program)
}

/// A count of pictures, each of whose records must lie in the file.
fn icon(head: &[u8], size: u64) -> Option<Kind> {
    let kind = head.get(..4)?;
    let count = u16_le(head, 4).filter(|n| (1..=256).contains(n))?;
    let offset = u64::from(u32_le(head, 18)?);
    let fits = offset >= 6 + 16 * u64::from(count) && offset < size && head.get(9) == Some(&0);
    ((kind == b"\0\0\x01\0" || kind == b"\0\0\x02\0") && fits).then_some(Image)
}

fn bitmap(head: &[u8], size: u64) -> Option<Kind> {
    head.strip_prefix(b"BM")?;
    let offset = u64::from(u32_le(head, 10)?);
    let header = u32_le(head, 14)?;
    (matches!(header, 12 | 40 | 52 | 56 | 64 | 108 | 124) && (26..size).contains(&offset)).then_some(Image)
}

/// A tar without a mark: its header's checksum must fit (POSIX 1003.1, `pax`).
fn old_tar(head: &[u8]) -> Option<Kind> {
    let header = head.get(..512)?;
    let field = header.get(148..156)?;
    let digits = std::str::from_utf8(field).ok()?;
    let digits = digits.trim_matches(|c| c == ' ' || c == '\0');
    let stated = u32::from_str_radix(digits, 8).ok()?;
    let sum: u32 = header.iter().map(|&b| u32::from(b)).sum();
    let blank: u32 = field.iter().map(|&b| u32::from(b)).sum();
    (header.first() != Some(&0) && sum - blank + 8 * 32 == stated).then_some(Archive("tar"))
}

/// A document's length, a first element of a known type with a printable name, and a zero at its end (bsonspec.org).
fn bson(head: &[u8], size: u64) -> Option<Kind> {
    let len = u32_le(head, 0)?;
    let kind = *head.get(4)?;
    let name_len = memchr::memchr(0, head.get(5..)?)?;
    let name = head.get(5..5 + name_len)?;
    let ends = head.get(usize::try_from(len).ok()?.checked_sub(1)?);
    let fits = (7..=16 << 20).contains(&len) && u64::from(len) <= size;
    let named = (1..=255).contains(&name.len()) && name.iter().all(|b| matches!(b, 32..=126 | 128..));
    (fits && named && (1..=19).contains(&kind) && ends.is_none_or(|&b| b == 0)).then_some(Database("BSON"))
}

/// Version, date of change, and sizes of header and records that make up the file (dBASE III and its kin).
fn dbase(head: &[u8], size: u64) -> Option<Kind> {
    let version = matches!(head.first()?, 0x03 | 0x04 | 0x30 | 0x31 | 0x83 | 0x8b | 0xf5);
    let date = (1..=12).contains(head.get(2)?) && (1..=31).contains(head.get(3)?);
    let records = u64::from(u32_le(head, 4)?);
    let (header, record) = (u64::from(u16_le(head, 8)?), u64::from(u16_le(head, 10)?));
    let sum = header + records * record;
    let fits = header >= 33 && record >= 2 && (sum <= size.saturating_add(1) && (size == u64::MAX || size <= sum + 2));
    (version && date && fits).then_some(Database("dBASE table"))
}

/// A DER sequence as long as the file that holds a sequence or version 3: a certificate, or a PKCS #12 store.
fn der(head: &[u8], size: u64) -> Option<Kind> {
    let body = head.strip_prefix(b"\x30\x82")?;
    let whole = u64::from(u16_be(body, 0)?) + 4 == size;
    let inner = body.get(2..)?;
    let known = inner.starts_with(b"\x30\x82") || inner.starts_with(b"\x02\x01\x03") || inner.starts_with(b"\x02\x01\0");
    (whole && known).then_some(KeyStore)
}

/// MPEG-TS: packets of 188 bytes, each with the same first byte.
fn transport_stream(head: &[u8]) -> Option<Kind> {
    let every = (0..4).all(|n| head.get(n * 188) == Some(&0x47));
    every.then_some(Video)
}
