use super::Kind::*;
use super::*;

fn kind(head: &[u8]) -> Kind {
    kind_of(head, head, head.len() as u64)
}

fn padded(parts: &[(usize, &[u8])], len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    for (at, part) in parts {
        bytes[*at..at + part.len()].copy_from_slice(part);
    }
    bytes
}

#[test]
fn programs_are_told_from_what_looks_like_them() {
    assert_eq!(kind(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0"), Program);
    assert_eq!(kind(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x04\0\x3e\0"), Memory("core dump"));
    assert_eq!(kind(b"\x7fELF\x02\x02\x01\0\0\0\0\0\0\0\0\0\0\x04\0\x3e"), Memory("core dump"));
    assert_eq!(kind(&padded(&[(0, b"MZ\x90"), (60, b"\x80"), (128, b"PE\0\0")], 300)), Program);
    assert_eq!(kind(b"MZ;Mozambique;+258;Maputo;Portuguese;Metical;Africa;801590;Southern;x"), UnknownBinary);
    assert_eq!(kind(b"!<arch>\n/               0"), Program);
    assert_eq!(kind(b"!<arch>\ndebian-binary   1"), Archive("deb package"));
    assert_eq!(kind(b"\xca\xfe\xba\xbe\0\0\0\x34"), Program);
    assert_eq!(kind(b"\xa7\x0d\r\n\0\0\0\0\0\0\0\0\0\0\0\0"), Program);
    assert_eq!(kind(b"\0asm\x01\0\0\0"), Program);
}

#[test]
fn media_and_fonts_are_assumptions() {
    let cases: [(&[u8], &str); 12] = [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "images"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "images"),
        (b"GIF89a\x01\0", "images"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "images"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio and video"),
        (b"ID3\x04\0", "audio and video"),
        (b"OggS\0\x02", "audio and video"),
        (b"\0\0\0\x20ftypisom", "audio and video"),
        (b"\x1a\x45\xdf\xa3\x01", "audio and video"),
        (b"wOF2\0\x01\0\0", "fonts"),
        (b"\0\x01\0\0\0\x0f\0\x80\0\x03\0\x70", "fonts"),
        (b"\xde\x12\x04\x95\0\0\0\0", "compiled caches"),
    ];
    for (head, class) in cases {
        assert_eq!(kind(head).treatment(), Treatment::Assumption(class), "{head:?}");
    }
    let icon = padded(&[(2, b"\x01\0\x01\0\x10\x10\0\0"), (18, b"\x16")], 90);
    assert_eq!(kind(&icon), Image);
    let bitmap = padded(&[(0, b"BM"), (10, b"\x36\0\0\0\x28")], 90);
    assert_eq!(kind(&bitmap), Image);
    let song = padded(&[(0, b"\xff\xfb\x90\x64"), (417, b"\xff\xfb\x90\x64")], 900);
    assert_eq!(kind(&song), Audio);
    assert_eq!(kind(&song[1..]), UnknownBinary);
    assert_eq!(kind(&padded(&[(0, b"\xff\xfb\x90\x64")], 900)), UnknownBinary);
    assert_eq!(kind(b"BMW;3 series;2019;Munich;petrol;blue;automatic"), UnknownBinary);
}

#[test]
fn data_that_nobody_parses_is_unsupported_by_name() {
    let tar = padded(&[(0, b"a.txt"), (257, b"ustar\x0000")], 1024);
    let jet = b"\0\x01\0\0Standard Jet DB\0\x01";
    let cases: [(&[u8], &str); 12] = [
        (b"SQLite format 3\0\x10\0", "SQLite database"),
        (jet, "Access database"),
        (b"!BDN\0\0\0\0", "Outlook mailbox (PST)"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"Obj\x01\x04\x14avro.codec", "Avro"),
        (b"PGDMP\x01\x0e\0", "PostgreSQL custom dump"),
        (b"REDIS0011\xfa", "Redis snapshot (RDB)"),
        (b"%PDF-1.7\n", "PDF"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z"),
        (b"BZh91AY&SY\x8d\x12", "bzip2"),
        (b"QFI\xfb\0\0\0\x03", "qcow2 disk image"),
        (&tar, "tar"),
    ];
    for (head, name) in cases {
        assert_eq!(kind(head).treatment(), Treatment::Unsupported(name));
    }
    assert_eq!(kind(&padded(&[(0x8001, b"CD001")], 0x9000)), DiskImage("ISO 9660 image"));
    let page = padded(&[(24, b"\0\x08"), (34, b"\0\0\0\x17\0\0\0\x17")], 16384);
    assert_eq!(kind(&page), Database("InnoDB tablespace"));
    let table = padded(&[(1016, b"\x57\xfb\x80\x8b\x24\x75\x47\xdb"), (0, b"\0\x05\x07key")], 1024);
    assert_eq!(kind(&table), Database("LevelDB table"));
    assert_eq!(kind(b"\x16\0\0\0\x02hello\0\x06\0\0\0world\0\0"), Database("BSON"));
}

#[test]
fn shapes_of_many_numbers_must_fit() {
    let mut table = padded(&[(0, b"\x03\x7c\x05\x11\x02\0\0\0\x41\0\x0b\0")], 0x41 + 22);
    table.push(0x1a);
    assert_eq!(kind(&table), Database("dBASE table"));
    assert_eq!(kind(&[&table[..], &[1; 40]].concat()), UnknownBinary);
    let mut tar = padded(&[(0, b"a.txt"), (100, b"0000644\0"), (148, b"        ")], 1024);
    let sum: u32 = tar[..512].iter().map(|&b| u32::from(b)).sum();
    tar[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    assert_eq!(kind(&tar), Archive("tar"));
    tar[0] = b'b';
    assert_eq!(kind(&tar), UnknownBinary);
}

#[test]
fn office_files_are_told_by_the_names_in_them() {
    let wide = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let with = |name: &str| kind(&padded(&[(0, magic), (1024, &wide(name))], 2048));
    assert_eq!(with("WordDocument"), Document("Word (doc)"));
    assert_eq!(with("Workbook"), Spreadsheet("Excel (xls)"));
    assert_eq!(with("__substg1.0_001A001E"), Mail("Outlook message (msg)"));
    assert_eq!(with("EncryptedPackage").treatment(), Treatment::Encrypted("encrypted Office document"));
    assert_eq!(with("x"), Document("OLE compound document"));
}

#[test]
fn what_is_encrypted_says_so_and_the_rest_is_unknown() {
    for head in [&b"LUKS\xba\xbe\0\x02"[..], b"Salted__\x01\x02", b"age-encryption.org/v1\n", b"\x03\xd9\xa2\x9a\x67", b"\x8c\x0d\x04\x09"]
    {
        assert!(matches!(kind(head).treatment(), Treatment::Encrypted(_)), "{head:?}");
    }
    assert_eq!(kind(b"\xfe\xed\xfe\xed\0\0\0\x02"), KeyStore);
    assert_eq!(kind(b"").treatment(), Treatment::Nothing);
    assert_eq!(kind(b"\x8b\x11\x9c\x42").treatment(), Treatment::Unsupported("unknown binary data"));
}

#[test]
fn no_short_head_is_too_short() {
    for first in 0..=255u8 {
        for len in 1..80 {
            kind(&vec![first; len]);
        }
    }
}

#[test]
fn text_is_no_binary_format_for_its_first_word() {
    for head in [&b"AFF_ID,name\n"[..], b"070701,Anna\n", b"PACK 12 boxes\n", b"regfee;1\n", b"BZhang,1\n", b"ORC\nELF\n"] {
        assert_eq!(kind(head), UnknownBinary, "{head:?}");
    }
    assert!(matches!(kind(b"-----BEGIN PGP MESSAGE-----\n\nhQ"), Encrypted(_)));
    assert_eq!(kind(b"%PDF-1.4\n1 0 obj\n"), Document("PDF"));
    let archive = [&b"070701"[..], &[b'0'; 104], b"a\0"].concat();
    assert_eq!(kind(&archive), Archive("cpio"));
}
