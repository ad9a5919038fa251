//! Files of the evidence: opened to be read, and changed in nothing, their access time included.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Which file stands behind a name: two names with equal ids are hard links of one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId {
    /// The device that holds the file.
    pub device: u64,
    /// Its number there.
    pub inode: u64,
}

/// What must stay as it is while a file is being read, or the reading is worth nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Stamp {
    /// Apparent size in bytes.
    pub size: u64,
    /// Last change of the content, in nanoseconds since 1970.
    pub mtime_ns: i128,
    /// Last change of the inode, in nanoseconds since 1970; 0 where the system has none.
    pub ctime_ns: i128,
    /// Which file it is.
    pub id: FileId,
}

impl Stamp {
    /// The stamp that metadata tell.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let ns = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            size: metadata.len(),
            mtime_ns: ns(metadata.mtime(), metadata.mtime_nsec()),
            ctime_ns: ns(metadata.ctime(), metadata.ctime_nsec()),
            id: FileId { device: metadata.dev(), inode: metadata.ino() },
        }
    }

    /// The stamp that metadata tell.
    #[cfg(not(unix))]
    pub fn of(metadata: &Metadata) -> Self {
        let mtime_ns =
            metadata.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos() as i128);
        Self { size: metadata.len(), mtime_ns, ctime_ns: 0, id: FileId { device: 0, inode: 0 } }
    }
}

/// Bytes that can be read at any offset, by several readers at once.
pub trait ReadAt {
    /// Reads some bytes that begin at `offset`; 0 at the end.
    ///
    /// # Errors
    /// What the system says.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;
}

impl ReadAt for File {
    #[cfg(unix)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(self, buffer, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(self, buffer, offset)
    }
}

impl ReadAt for [u8] {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.len());
        let mut rest = self.get(from..).unwrap_or_default();
        rest.read(buffer)
    }
}

/// An open file of the evidence.
///
/// It is read with plain reads (a mapped file that shrinks would kill the process) at offsets of the reader's
/// own, so that several splits share one descriptor.
#[derive(Debug)]
pub struct EvidenceFile {
    file: File,
    opened: Stamp,
}

impl EvidenceFile {
    /// Opens a file to be read, without changing its access time where the system allows that.
    ///
    /// # Errors
    /// What the system says; and `InvalidInput` where the path is no regular file (any more): a pipe or
    /// device that took its place since the walk is let go of without a byte read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = open_quietly(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no longer a regular file"));
        }
        Ok(Self { opened: Stamp::of(&metadata), file })
    }

    /// Size in bytes when it was opened.
    pub fn size(&self) -> u64 {
        self.opened.size
    }

    /// The stamp when it was opened.
    pub fn opened(&self) -> Stamp {
        self.opened
    }

    /// The stamp as it is now.
    ///
    /// # Errors
    /// What the system says.
    pub fn stamp(&self) -> io::Result<Stamp> {
        Ok(Stamp::of(&self.file.metadata()?))
    }

    /// Whether the file changed since it was opened (or can't be asked any more).
    pub fn changed(&self) -> bool {
        self.stamp().map_or(true, |now| now != self.opened)
    }

    /// A reader of its own that stands at `offset`.
    pub fn reader_at(&self, offset: u64) -> FileReader<'_> {
        FileReader { file: self, position: offset }
    }
}

impl ReadAt for EvidenceFile {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.file.read_at(buffer, offset)
    }
}

/// A position in an [`EvidenceFile`] that moves as bytes are read.
#[derive(Debug)]
pub struct FileReader<'a> {
    file: &'a EvidenceFile,
    position: u64,
}

impl Read for FileReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read_at(buffer, self.position)?;
        self.position += n as u64;
        Ok(n)
    }
}

impl Seek for FileReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(delta) => self.file.size().checked_add_signed(delta),
            SeekFrom::Current(delta) => self.position.checked_add_signed(delta),
        };
        self.position = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

/// Opens without touching the access time (refused to those who don't own the file: then without that wish), and
/// without waiting for the other end of a pipe.
#[cfg(unix)]
fn open_quietly(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true);
    match options.custom_flags(flags::NONBLOCK | flags::NOATIME).open(path) {
        Err(e) if flags::NOATIME != 0 && e.kind() == io::ErrorKind::PermissionDenied => options.custom_flags(flags::NONBLOCK).open(path),
        opened => opened,
    }
}

#[cfg(not(unix))]
fn open_quietly(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Flags of `open(2)` from `asm-generic/fcntl.h`, where the processor has no table of its own.
#[cfg(all(
    unix,
    any(target_os = "linux", target_os = "android"),
    any(
        target_arch = "x86_64",
        target_arch = "x86",
        target_arch = "aarch64",
        target_arch = "arm",
        target_arch = "riscv64",
        target_arch = "powerpc64",
        target_arch = "s390x",
        target_arch = "loongarch64"
    )
))]
mod flags {
    pub const NONBLOCK: i32 = 0o4_000;
    pub const NOATIME: i32 = 0o1_000_000;
}

/// Flags of `open(2)` on the BSDs and macOS, from `sys/fcntl.h`.
#[cfg(all(
    unix,
    any(target_vendor = "apple", target_os = "freebsd", target_os = "netbsd", target_os = "openbsd", target_os = "dragonfly")
))]
mod flags {
    pub const NONBLOCK: i32 = 0x4;
    pub const NOATIME: i32 = 0;
}

#[cfg(all(
    unix,
    not(any(
        all(
            any(target_os = "linux", target_os = "android"),
            any(
                target_arch = "x86_64",
                target_arch = "x86",
                target_arch = "aarch64",
                target_arch = "arm",
                target_arch = "riscv64",
                target_arch = "powerpc64",
                target_arch = "s390x",
                target_arch = "loongarch64"
            )
        ),
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd",
        target_os = "dragonfly"
    ))
))]
mod flags {
    pub const NONBLOCK: i32 = 0;
    pub const NOATIME: i32 = 0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn readers_share_a_file_and_keep_their_own_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("f");
        fs::write(&path, b"0123456789").unwrap();
        let file = EvidenceFile::open(&path).unwrap();
        let (mut a, mut b) = (file.reader_at(2), file.reader_at(8));
        let mut two = [0; 2];
        a.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"23");
        let mut rest = Vec::new();
        b.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, b"89");
        a.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"45");
        assert_eq!(a.seek(SeekFrom::End(-1)).unwrap(), 9);
        assert!(a.seek(SeekFrom::Current(-10)).is_err());
        assert_eq!(file.reader_at(99).read(&mut two).unwrap(), 0);
    }

    #[test]
    fn a_change_while_reading_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("f");
        fs::write(&path, b"0123456789").unwrap();
        let file = EvidenceFile::open(&path).unwrap();
        assert!(!file.changed());
        assert_eq!(file.size(), 10);
        fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .and_then(|mut f| {
                use std::io::Write;
                f.write_all(b"more")
            })
            .unwrap();
        assert!(file.changed());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_or_a_directory_in_its_place_is_let_go_of() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let refused = EvidenceFile::open(&pipe).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);
        assert!(EvidenceFile::open(dir.path()).is_err());
        assert!(EvidenceFile::open(Path::new("/dev/null")).is_err());
    }
}
