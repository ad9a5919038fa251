//! Magic numbers: bytes at a fixed place that name a format. From the formats' own specifications, and `magic(5)`.
//!
//! What becomes an assumption must not be told by two or three bytes alone, which records may begin with by chance.

use super::Kind::{self, *};

/// Bytes at an offset, and what has them there.
type Magic = (usize, &'static [u8], Kind);

const PROGRAMS: &[Magic] = &[
    (0, b"\xca\xfe\xba\xbe", Program),
    (0, b"\xce\xfa\xed\xfe", Program),
    (0, b"\xcf\xfa\xed\xfe", Program),
    (0, b"\xfe\xed\xfa\xce", Program),
    (0, b"\xfe\xed\xfa\xcf", Program),
    (0, b"\0asm", Program),
    (0, b"dex\n03", Program),
    (0, b"dey\n03", Program),
    (0, b"\x1bLua", Program),
    (0, b"\x1bLJ", Program),
    (0, b"BC\xc0\xde", Program),
    (0, b"gpch", Program),
    (0, b"Caml1999", Program),
    (0, b"rust\0\0\0", Program),
    (0, b"!<thin>\n", Program),
    (0, b"FOR1", Program),
    (0, b"\xca\xfe\xd0\x0d", Program),
    (0, b"\x1f\xac\xe6\x40", Program),
    (0, b"\x01\xfa\xce\x64", Program),
];

const FONTS: &[Magic] = &[
    (0, b"OTTO\0", Font),
    (0, b"true\0", Font),
    (0, b"ttcf\0", Font),
    (0, b"wOFF", Font),
    (0, b"wOF2", Font),
    (0, b"\x01fcp", Font),
    (0, b"\x72\xb5\x4a\x86", Font),
];

const MEDIA: &[Magic] = &[
    (0, b"\x89PNG\r\n\x1a\n", Image),
    (0, b"\x8aMNG\r\n\x1a\n", Image),
    (0, b"\xff\xd8\xff", Image),
    (0, b"GIF87a", Image),
    (0, b"GIF89a", Image),
    (8, b"WEBPVP8", Image),
    (0, b"II*\0", Image),
    (0, b"MM\0*", Image),
    (0, b"II+\0", Image),
    (0, b"8BPS\0", Image),
    (0, b"\0\0\0\x0cjP  ", Image),
    (0, b"\xff\x4f\xff\x51", Image),
    (0, b"\0\0\0\x0cJXL ", Image),
    (4, b"ftypheic", Image),
    (4, b"ftypavif", Image),
    (4, b"ftypmif1", Image),
    (0, b"gimp xcf", Image),
    (0, b"DDS |", Image),
    (0, b"icns\0", Image),
    (0, b"\x76\x2f\x31\x01", Image),
    (0, b"qoif", Image),
    (0, b"Xcur", Image),
    (0, b"\x01\xda\x01\x01\0", Image),
    (0, b"\xabKTX ", Image),
    (0, b"ID3\x02", Audio),
    (0, b"ID3\x03", Audio),
    (0, b"ID3\x04", Audio),
    (0, b"fLaC\0", Audio),
    (0, b"OggS\0", Audio),
    (8, b"WAVEfmt ", Audio),
    (0, b"MThd\0\0\0\x06", Audio),
    (8, b"AIFF", Audio),
    (0, b".snd\0", Audio),
    (0, b"#!AMR", Audio),
    (4, b"ftyp", Video),
    (4, b"moov", Video),
    (0, b"\x1a\x45\xdf\xa3", Video),
    (8, b"AVI LIST", Video),
    (0, b"FLV\x01", Video),
    (0, b"\0\0\x01\xba", Video),
    (0, b"\0\0\x01\xb3", Video),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Video),
];

const CACHES: &[Magic] = &[
    (0, b"\xde\x12\x04\x95", Cache),
    (0, b"\x95\x04\x12\xde", Cache),
    (0, b"\x3c\xb8\x64\x18\xca\xef\x9c\x95", Cache),
    (0, b"TZif", Cache),
    (36, b"acsp", Cache),
    (0, b"\x09\x01\x02\xde", Cache),
    (1, b"\x11\x03\x20", Cache),
    (0, b"\x24\x03\x01\x20", Cache),
    (0, b"\0\x01\0\0\0\0\0\x0c\0\0\0", Cache),
    (1, b"\x07\x09\x20", Cache),
    (0, b"KSLPHHRH", Cache),
    (0, b"glibc-ld.so.cache", Cache),
    (0, b"ld.so-1.7.0", Cache),
    (0, b"\x04\xfc\x02\xfc", Cache),
    (0, b"\x02\xfc\x04\xfc", Cache),
    (0, b"\0\x01\0\x02\0\0", Cache),
    (0, b"GVariant", Cache),
    (0, b"\x1c\x04\x1e\xf1", Cache),
    (0, b"\xf1\x1e\x04\x1c", Cache),
    (2, b"\xda\x27\x14\0", Cache),
    (0, b"\xfe\xdc\x76\x98", Cache),
    (0, b"\x98\x76\xdc\xfe", Cache),
    (0, b"\x7c\x8d\x07\x5c", Cache),
    (0, b"DIRC\0\0\0", Cache),
    (0, b"\xfftOc", Cache),
];

const KEY_STORES: &[Magic] = &[(0, b"\xfe\xed\xfe\xed\0\0\0", KeyStore), (0, b"\xce\xce\xce\xce\0\0\0", KeyStore), (8, b"KBXf", KeyStore)];

const DOCUMENTS: &[Magic] = &[
    (0, b"AT&TFORM", Document("DjVu")),
    (0, b"\xffWPC", Document("WordPerfect")),
    (0, b"ITSF", Document("compiled help (CHM)")),
    (60, b"BOOKMOBI", Document("Mobipocket book")),
    (0, b"\x09\x08\x10\0", Spreadsheet("Excel (BIFF)")),
    (0, b"\x09\x04\x06\0", Spreadsheet("Excel (BIFF)")),
    (0, b"\0\0\x1a\0", Spreadsheet("Lotus 1-2-3")),
    (0, b"!BDN", Mail("Outlook mailbox (PST)")),
    (0, b"\xcf\xad\x12\xfe", Mail("Outlook Express mailbox")),
    (0, b"\x78\x9f\x3e\x22", Mail("TNEF (winmail.dat)")),
];

const DATABASES: &[Magic] = &[
    (0, b"SQLite format 3\0", Database("SQLite database")),
    (0, b"\x37\x7f\x06\x82", Database("SQLite write-ahead log")),
    (0, b"\x37\x7f\x06\x83", Database("SQLite write-ahead log")),
    (0, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", Database("SQLite journal")),
    (4, b"Standard Jet DB", Database("Access database")),
    (4, b"Standard ACE DB", Database("Access database")),
    (0, b"PAR1", Database("Parquet")),
    (0, b"PARE", Encrypted("Parquet with an encrypted footer")),
    (0, b"Obj\x01", Database("Avro")),
    (0, b"ORC\x0a", Database("ORC")),
    (0, b"ORC\x08", Database("ORC")),
    (0, b"ARROW1", Database("Arrow")),
    (0, b"FEA1", Database("Feather")),
    (0, b"SEQ\x06", Database("Hadoop sequence file")),
    (0, b"REDIS00", Database("Redis snapshot (RDB)")),
    (16, b"\xde\xc0\xef\xbe", Database("LMDB")),
    (12, b"\x62\x31\x05\0", Database("Berkeley DB")),
    (12, b"\0\x05\x31\x62", Database("Berkeley DB")),
    (12, b"\x61\x15\x06\0", Database("Berkeley DB")),
    (12, b"\0\x06\x15\x61", Database("Berkeley DB")),
    (0, b"\0\x06\x15\x61", Database("Berkeley DB 1.85")),
    (0, b"\xce\x9a\x57\x13", Database("GDBM")),
    (0, b"\xcd\x9a\x57\x13", Database("GDBM")),
    (0, b"\xcf\x9a\x57\x13", Database("GDBM")),
    (0, b"\xd0\x9a\x57\x13", Database("GDBM")),
    (0, b"TDB file\n", Database("TDB")),
    (0, b"PGDMP", Database("PostgreSQL custom dump")),
    (0, b"\xfe\xfe\x07", Database("MyISAM index")),
    (0, b"\xfe\x01\x07", Database("MySQL table definition (frm)")),
    (0, b"\xfe\x01\x08", Database("MySQL table definition (frm)")),
    (0, b"\xfe\x01\x09", Database("MySQL table definition (frm)")),
    (0, b"\xfe\x01\x0a", Database("MySQL table definition (frm)")),
    (0, b"\xfe\xfe\x08", Database("Aria index")),
    (0, b"\xfebin", Database("MySQL binary log")),
    (0, b"XBSTCK01", Database("Percona XtraBackup stream")),
    (0, b"\x41\xd8\x01\0", Database("WiredTiger (MongoDB)")),
    (0, b"\x6d\xe2\x99\x81", Database("MongoDB archive")),
    (0, b"TAPE\0\0", Database("SQL Server backup")),
    (0, b"MSSQLBAK", Database("SQL Server backup")),
    (0, b"\x01\x0f\0\0\x08\x01", Database("SQL Server data file")),
    (0, b"\x03\0\0EXPORT:V", Database("Oracle export")),
    (3, b"EXPORT:V", Database("Oracle export")),
    (0, b"\x39\0\0\x06", Database("Firebird database")),
    (4, b"\xef\xcd\xab\x89", Database("ESE database")),
    (0, b"\x1a\0\0\x04\0\0", Database("Lotus Notes database")),
    (0, b"\0\x01\0\0\0\x02\0\x01\0\x05\0\x02\0\x02\xc0HBAM7", Database("FileMaker database")),
    (0, b"regf", Database("Windows registry hive")),
    (0, b"ElfFile\0", Database("Windows event log")),
    (0, b"LfLe", Database("Windows event log")),
    (0, b"LPKSHHRH", Database("systemd journal")),
    (0, b"\x3f\xd7\x6c\x17", Database("Lucene index")),
    (0, b"\x89HDF\r\n\x1a\n", Database("HDF5")),
    (0, b"CDF\x01", Database("NetCDF")),
    (0, b"CDF\x02", Database("NetCDF")),
    (0, b"\x93NUMPY", Database("NumPy array")),
    (0, b"MATLAB 5.0 MAT-file", Database("MATLAB data")),
    (0, b"RDX2\n", Database("R data")),
    (0, b"RDX3\n", Database("R data")),
    (0, b"X\n\0\0\0\x02", Database("R data")),
    (0, b"X\n\0\0\0\x03", Database("R data")),
    (0, b"$FL2", Database("SPSS data")),
    (0, b"$FL3", Database("SPSS data")),
    (0, b"<stata_dta>", Database("Stata data")),
    (12, b"\xc2\xea\x81\x60\xb3\x14\x11\xcf", Database("SAS data")),
    (0, b"HEADER RECORD***", Database("SAS transport file")),
    (0, b"\xac\xed\0\x05", Database("Java serialised objects")),
    (0, b"pst0", Database("Perl Storable")),
    (0, b"bplist0", Database("binary property list")),
    (0, b"\x80\x02", Database("Python pickle")),
    (0, b"\x80\x03", Database("Python pickle")),
    (0, b"\x80\x04\x95", Database("Python pickle")),
    (0, b"\x80\x05\x95", Database("Python pickle")),
    (0, b"\xd4\xc3\xb2\xa1", Database("network capture")),
    (0, b"\xa1\xb2\xc3\xd4", Database("network capture")),
    (0, b"\x4d\x3c\xb2\xa1", Database("network capture")),
    (0, b"\x0a\x0d\x0d\x0a", Database("network capture (pcapng)")),
];

const ARCHIVES: &[Magic] = &[
    (0, b"PK\x03\x04", Archive("zip")),
    (0, b"PK\x05\x06", Archive("zip")),
    (0, b"\x1f\x8b\x08", Archive("gzip")),
    (0, b"\x28\xb5\x2f\xfd", Archive("zstd")),
    (257, b"ustar", Archive("tar")),
    (0, b"BZh", Archive("bzip2")),
    (0, b"\xfd7zXZ\0", Archive("xz")),
    (0, b"\x5d\0\0", Archive("lzma")),
    (0, b"LZIP", Archive("lzip")),
    (0, b"\x04\x22\x4d\x18", Archive("lz4")),
    (0, b"\x02\x21\x4c\x18", Archive("lz4")),
    (0, b"\xff\x06\0\0sNaPpY", Archive("snappy")),
    (0, b"\x89LZO\0\r\n\x1a\n", Archive("lzop")),
    (0, b"\x1f\x9d", Archive("compress (Z)")),
    (0, b"7z\xbc\xaf\x27\x1c", Archive("7z")),
    (0, b"Rar!\x1a\x07", Archive("rar")),
    (0, b"070701", Archive("cpio")),
    (0, b"070702", Archive("cpio")),
    (0, b"070707", Archive("cpio")),
    (0, b"\xc7\x71", Archive("cpio")),
    (0, b"\xed\xab\xee\xdb", Archive("rpm package")),
    (0, b"MSCF\0\0\0\0", Archive("cab")),
    (0, b"\x60\xea", Archive("arj")),
    (2, b"-lh", Archive("lha")),
    (0, b"xar!", Archive("xar")),
    (0, b"MSWIM\0\0\0", Archive("wim")),
    (0, b"PACK\0\0\0\x02", Archive("git pack")),
    (0, b"ANDROID BACKUP\n", Archive("Android backup")),
];

const DISKS: &[Magic] = &[
    (0x8001, b"CD001", DiskImage("ISO 9660 image")),
    (0x8001, b"NSR0", DiskImage("UDF image")),
    (0, b"QFI\xfb", DiskImage("qcow2 disk image")),
    (0, b"KDMV", DiskImage("VMDK disk image")),
    (0, b"COWD", DiskImage("VMDK disk image")),
    (0, b"vhdxfile", DiskImage("VHDX disk image")),
    (0, b"conectix", DiskImage("VHD disk image")),
    (0x40, b"\x7f\x10\xda\xbe", DiskImage("VDI disk image")),
    (0, b"EVF\x09\x0d\x0a\xff", DiskImage("EnCase image (E01)")),
    (0, b"EVF2\x0d\x0a\x81", DiskImage("EnCase image (Ex01)")),
    (0, b"AFF10", DiskImage("AFF image")),
    (0, b"hsqs", DiskImage("squashfs image")),
    (0, b"sqsh", DiskImage("squashfs image")),
    (0, b"\x45\x3d\xcd\x28", DiskImage("cramfs image")),
    (0, b"XFSB", DiskImage("XFS file system")),
    (1080, b"\x53\xef", DiskImage("ext file system")),
    (3, b"NTFS    ", DiskImage("NTFS file system")),
    (3, b"EXFAT   ", DiskImage("exFAT file system")),
    (54, b"FAT1", DiskImage("FAT file system")),
    (82, b"FAT32", DiskImage("FAT file system")),
    (512, b"EFI PART", DiskImage("partitioned disk")),
    (512, b"LABELONE", DiskImage("LVM volume")),
    (4086, b"SWAPSPACE2", Memory("swap space")),
    (0, b"MDMP", Memory("memory dump")),
    (0, b"PAGEDU", Memory("memory dump")),
    (0, b"JAVA PROFILE 1.0.", Memory("Java heap dump")),
    (0, b"EMiL", Memory("memory image")),
];

const ENCRYPTED: &[Magic] = &[
    (0, b"LUKS\xba\xbe", Encrypted("LUKS volume")),
    (0, b"SKUL\xba\xbe", Encrypted("LUKS volume")),
    (3, b"-FVE-FS-", Encrypted("BitLocker volume")),
    (0, b"Salted__", Encrypted("OpenSSL-encrypted file")),
    (0, b"age-encryption.org/v1", Encrypted("age-encrypted file")),
    (0, b"-----BEGIN AGE ENCRYPTED FILE", Encrypted("age-encrypted file")),
    (0, b"-----BEGIN PGP MESSAGE", Encrypted("PGP message")),
    (0, b"\x84\x5e\x03", Encrypted("PGP message")),
    (0, b"\x85\x01\x0c\x03", Encrypted("PGP message")),
    (0, b"\x85\x01\x8c\x03", Encrypted("PGP message")),
    (0, b"\x85\x02\x0c\x03", Encrypted("PGP message")),
    (0, b"\x85\x03\x0e\x03", Encrypted("PGP message")),
    (0, b"\x85\x04\x0e\x03", Encrypted("PGP message")),
    (0, b"\xc1\xc0\x4c\x03", Encrypted("PGP message")),
    (0, b"\xc1\xc1\x4c\x03", Encrypted("PGP message")),
    (0, b"\x8c\x0d\x04", Encrypted("PGP message")),
    (0, b"\xc3\x0d\x04", Encrypted("PGP message")),
    (0, b"\x03\xd9\xa2\x9a", Encrypted("KeePass database")),
    (0, b"PWS3", Encrypted("Password Safe database")),
    (0, b"$ANSIBLE_VAULT;", Encrypted("Ansible vault")),
    (0, b"AES\x01", Encrypted("AES Crypt file")),
    (0, b"AES\x02", Encrypted("AES Crypt file")),
    (0, b"encrcdsa", Encrypted("encrypted disk image (dmg)")),
];

/// More certain tables first.
const TABLES: &[&[Magic]] = &[ENCRYPTED, DATABASES, ARCHIVES, DISKS, DOCUMENTS, PROGRAMS, MEDIA, FONTS, CACHES, KEY_STORES];

/// The kind whose magic number stands in the first bytes.
pub fn by_magic(head: &[u8]) -> Option<Kind> {
    let mut all = TABLES.iter().flat_map(|table| table.iter());
    all.find(|m| stands(head, m)).map(|m| m.2)
}

/// The kind of text: what is encrypted says so in words.
pub fn in_text(head: &[u8]) -> Option<Kind> {
    ENCRYPTED.iter().find(|m| stands(head, m)).map(|m| m.2)
}

fn stands(head: &[u8], magic: &Magic) -> bool {
    head.get(magic.0..).is_some_and(|rest| rest.starts_with(magic.1))
}

/// Formats whose magic number ends the file: tables of LevelDB and RocksDB, VHD and dmg disks.
pub fn by_last_bytes(tail: &[u8]) -> Option<Kind> {
    const LEVELDB: &[u8] = b"\x57\xfb\x80\x8b\x24\x75\x47\xdb";
    const ROCKSDB: &[u8] = b"\xf7\xcf\xf4\x85\xb7\x41\xe2\x88";
    let from_end = |n: usize| tail.len().checked_sub(n).and_then(|at| tail.get(at..));
    if tail.ends_with(LEVELDB) {
        Some(Database("LevelDB table"))
    } else if tail.ends_with(ROCKSDB) {
        Some(Database("RocksDB table"))
    } else if from_end(512).is_some_and(|t| t.starts_with(b"conectix")) {
        Some(DiskImage("VHD disk image"))
    } else if from_end(512).is_some_and(|t| t.starts_with(b"koly")) {
        Some(DiskImage("dmg disk image"))
    } else {
        None
    }
}
