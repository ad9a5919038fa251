//! Shapes: formats that take more than one magic number to tell.

use memchr::memmem;

use super::Kind::{self, *};

/// Shapes that are certain, and that go before magic numbers which they share.
pub fn by_shape(head: &[u8], size: u64) -> Option<Kind> {
    elf(head)
        .or_else(|| portable_executable(head))
        .or_else(|| ar(head))
        .or_else(|| compound_file(head))
        .or_else(|| portable_document(head))
        .or_else(|| true_type(head))
        .or_else(|| tablespace(head, size))
}

/// A little-endian number of 16 bits.
pub fn u16_le(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A big-endian number of 16 bits.
pub fn u16_be(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A little-endian number of 32 bits.
pub fn u32_le(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A big-endian number of 32 bits.
pub fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Type 4 is a core dump: the memory of a process, not a program.
fn elf(head: &[u8]) -> Option<Kind> {
    let big = head.strip_prefix(b"\x7fELF")?.get(1) == Some(&2);
    let kind = if big { u16_be(head, 16) } else { u16_le(head, 16) };
    Some(if kind == Some(4) { Memory("core dump") } else { Program })
}

/// DOS, and the newer header that byte 60 points to; or binary bytes at least, as prose may begin with these letters.
fn portable_executable(head: &[u8]) -> Option<Kind> {
    let body = head.strip_prefix(b"MZ")?;
    let newer = u32_le(head, 60).and_then(|at| head.get(usize::try_from(at).ok()?..));
    let marks: [&[u8]; 4] = [b"PE\0\0", b"NE", b"LE", b"LX"];
    let marked = newer.is_some_and(|rest| marks.iter().any(|m| rest.starts_with(m)));
    let zeros = body.iter().take(62).filter(|&&b| b == 0).count();
    (marked || zeros >= 8).then_some(Program)
}

fn ar(head: &[u8]) -> Option<Kind> {
    let first = head.strip_prefix(b"!<arch>\n")?;
    Some(if first.starts_with(b"debian-binary") { Archive("deb package") } else { Program })
}

/// OLE compound files (MS-CFB): which program wrote one is told by the UTF-16 names in its directory.
fn compound_file(head: &[u8]) -> Option<Kind> {
    if !head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return None;
    }
    let names: [(&str, Kind); 7] = [
        ("EncryptedPackage", Encrypted("encrypted Office document")),
        ("WordDocument", Document("Word (doc)")),
        ("Workbook", Spreadsheet("Excel (xls)")),
        ("PowerPoint Document", Document("PowerPoint (ppt)")),
        ("__substg1.0_", Mail("Outlook message (msg)")),
        ("__properties_version1.0", Mail("Outlook message (msg)")),
        ("Book", Spreadsheet("Excel (xls)")),
    ];
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(head, &wide).is_some()
    };
    let told = names.into_iter().find(|(name, _)| holds(name));
    Some(told.map_or(Document("OLE compound document"), |(_, kind)| kind))
}

/// Readers look for the mark in the first KiB (ISO 32000-1, annex H.3.4.1); not so far where text may merely speak of it.
fn portable_document(head: &[u8]) -> Option<Kind> {
    let at = memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-")?;
    let before = head.get(..at)?;
    let junk = before.iter().any(|&b| !matches!(b, 9..=13 | 32..=126));
    (at == 0 || junk || before.trim_ascii().is_empty()).then_some(Document("PDF"))
}

/// Version 1.0, then a count of tables and numbers that follow from it (OpenType, "Table Directory").
fn true_type(head: &[u8]) -> Option<Kind> {
    head.strip_prefix(b"\0\x01\0\0")?;
    let tables = u16_be(head, 4).filter(|&n| n > 0)?;
    let range = u32::from(u16_be(head, 6)?);
    (range == 16 << tables.ilog2()).then_some(Font)
}

/// The first page of an InnoDB tablespace: page 0 of type `FIL_PAGE_TYPE_FSP_HDR`, with the space's id twice.
fn tablespace(head: &[u8], size: u64) -> Option<Kind> {
    let page_zero = u32_be(head, 4)? == 0 && u16_be(head, 24)? == 8;
    let same_space = u32_be(head, 34)? == u32_be(head, 38)?;
    (page_zero && same_space && (size.is_multiple_of(4096) || size == u64::MAX)).then_some(Database("InnoDB tablespace"))
}
