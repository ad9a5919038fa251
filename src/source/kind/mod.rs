//! Kinds: what a file is that no format reads, told by its bytes and never by its name.
//!
//! The kind decides what its strings, examined raw, are worth: program files, fonts and media become an assumption of a claim;
//! a database that nobody parses, or bytes that nobody knows, become a gap.

mod magic;
mod shape;
mod weak;

/// What a file is. The text names the format, as a person would.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// No byte at all.
    Empty,
    /// Compiled code, for a processor or an interpreter, and libraries of it.
    Program,
    /// A font.
    Font,
    /// A picture.
    Image,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
    /// What programs compiled for themselves: message catalogues, time zones, indexes of fonts and icons.
    Cache,
    /// Public keys and certificates, and private keys that a password protects.
    KeyStore,
    /// A document for people: PDF, Word.
    Document(&'static str),
    /// A spreadsheet.
    Spreadsheet(&'static str),
    /// A mailbox or a message in a binary format.
    Mail(&'static str),
    /// Records in a binary format.
    Database(&'static str),
    /// A container that is not opened here.
    Archive(&'static str),
    /// A disk, a partition, a file system.
    DiskImage(&'static str),
    /// The memory of a process or a machine.
    Memory(&'static str),
    /// Encrypted as a whole.
    Encrypted(&'static str),
    /// None of these.
    UnknownBinary,
}

/// What the kind of a file means for a claim, when its strings have been examined.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Treatment {
    /// Nothing to examine.
    Nothing,
    /// It doesn't hold records: the claim assumes so, and names this class of files.
    Assumption(&'static str),
    /// It may hold records that nothing here parses: a gap `unsupported` that names this format.
    Unsupported(&'static str),
    /// A gap `encrypted` that names this format.
    Encrypted(&'static str),
}

impl Kind {
    /// What the kind means for a claim.
    pub fn treatment(self) -> Treatment {
        match self {
            Kind::Empty => Treatment::Nothing,
            Kind::Program => Treatment::Assumption("program files"),
            Kind::Font => Treatment::Assumption("fonts"),
            Kind::Image => Treatment::Assumption("images"),
            Kind::Audio | Kind::Video => Treatment::Assumption("audio and video"),
            Kind::Cache => Treatment::Assumption("compiled caches"),
            Kind::KeyStore => Treatment::Assumption("key stores"),
            Kind::Document(name)
            | Kind::Spreadsheet(name)
            | Kind::Mail(name)
            | Kind::Database(name)
            | Kind::Archive(name)
            | Kind::DiskImage(name)
            | Kind::Memory(name) => Treatment::Unsupported(name),
            Kind::Encrypted(name) => Treatment::Encrypted(name),
            Kind::UnknownBinary => Treatment::Unsupported("unknown binary data"),
        }
    }
}

/// Whether the beginning is plain text. Words like `AFF` or `PACK` mean nothing there.
fn reads_as_text(head: &[u8]) -> bool {
    let control = |b: &u8| matches!(b, 0..=8 | 14..=31 | 127..);
    !head.iter().take(512).any(control)
}

/// Tells the kind of a source from its first bytes (64 KiB show file systems too), its last ones (512 are enough; none where
/// they are not known) and its size in bytes (`u64::MAX` where it is not known).
///
/// It may be asked before any format reader: text is [`Kind::UnknownBinary`] unless it wraps something encrypted, or is the beginning of
/// a format that mixes text and binary, such as PDF.
pub fn kind_of(head: &[u8], tail: &[u8], size: u64) -> Kind {
    if size == 0 || head.is_empty() {
        return Kind::Empty;
    }
    if reads_as_text(head) {
        return shape::by_shape(head, size).or_else(|| magic::in_text(head)).unwrap_or(Kind::UnknownBinary);
    }
    shape::by_shape(head, size)
        .or_else(|| magic::by_magic(head))
        .or_else(|| magic::by_last_bytes(tail))
        .or_else(|| weak::by_weak_shape(head, size))
        .unwrap_or(Kind::UnknownBinary)
}

#[cfg(test)]
mod tests;
