//! Walking: every name below a root, in one fixed order, with nothing left out in silence.

use std::collections::HashMap;
use std::fs::{FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::file::{FileId, Stamp};
use super::volume::Volume;
use crate::model::{Flow, Locator};

/// How to walk.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct WalkOptions {
    /// Whether symbolic links are followed. A link that leads out of the volume is then read too.
    pub follow_links: bool,
}

/// Why a name has no bytes to read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SkipReason {
    /// A symbolic link that was not followed.
    SymbolicLink,
    /// A symbolic link to nothing.
    DanglingLink,
    /// A symbolic link to a directory above it.
    LinkLoop,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A character device.
    CharacterDevice,
    /// A block device.
    BlockDevice,
    /// Something else that is neither file nor directory.
    Other,
}

impl SkipReason {
    /// The word in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            SkipReason::SymbolicLink => "symbolic link",
            SkipReason::DanglingLink => "dangling link",
            SkipReason::LinkLoop => "link loop",
            SkipReason::Pipe => "pipe",
            SkipReason::Socket => "socket",
            SkipReason::CharacterDevice => "character device",
            SkipReason::BlockDevice => "block device",
            SkipReason::Other => "special file",
        }
    }
}

/// What a walk comes across.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// A regular file, to be read.
    File {
        /// How it is called in reports.
        locator: Locator,
        /// Where to open it.
        path: PathBuf,
        /// Apparent size in bytes.
        size: u64,
        /// Which file it is.
        id: FileId,
        /// Last change of its content, in nanoseconds since 1970.
        mtime_ns: i128,
    },
    /// Another name of a file that was found before in this volume.
    HardLink {
        /// The further name.
        locator: Locator,
        /// The name under which the file is read.
        of: Locator,
        /// Which file it is.
        id: FileId,
    },
    /// A name without bytes to read.
    Skipped {
        /// The name.
        locator: Locator,
        /// What it is.
        why: SkipReason,
    },
    /// A name that the system refused to look at: a file or a whole directory.
    Unreadable {
        /// The name.
        locator: Locator,
        /// What the system said, and what to do.
        detail: String,
    },
}

/// Walks the volumes one after the other and hands over what it finds, until told to stop.
///
/// The order is fixed by the names alone: each directory in the byte order of its names, depth first. So the first name of
/// a hard-linked file, under which it is read, is the same in every scan; later ones come as [`Found::HardLink`].
/// Names are counted apart in each volume: what one volume holds must not be missing there because another holds it too.
/// Nothing is opened but directories. A directory that can't be read is [`Found::Unreadable`], and the walk goes on.
pub fn walk(volumes: &[Volume], options: &WalkOptions, each: &mut dyn FnMut(Found) -> Flow) -> Flow {
    for volume in volumes {
        let mut names = Names { volume, follow: options.follow_links, first: HashMap::new() };
        let tree = WalkDir::new(&volume.root).follow_links(options.follow_links).sort_by(|a, b| a.file_name().cmp(b.file_name()));
        for entry in tree {
            let found = match entry {
                Ok(entry) => names.entry(&entry),
                Err(error) => Some(names.failure(&error)),
            };
            if let Some(found) = found
                && each(found) == Flow::Stop
            {
                return Flow::Stop;
            }
        }
    }
    Flow::Continue
}

/// The names of one volume, and what stands behind them.
struct Names<'a> {
    volume: &'a Volume,
    follow: bool,
    /// The name under which each file that has several is read.
    first: HashMap<FileId, Arc<[u8]>>,
}

impl Names<'_> {
    fn entry(&mut self, entry: &DirEntry) -> Option<Found> {
        let kind = entry.file_type();
        if kind.is_dir() {
            return None;
        }
        let locator = self.locate(entry.path());
        if kind.is_symlink() {
            let why = SkipReason::SymbolicLink;
            return Some(Found::Skipped { locator, why });
        }
        if !kind.is_file() {
            let why = special(kind);
            return Some(Found::Skipped { locator, why });
        }
        Some(match entry.metadata() {
            Ok(metadata) => self.file(locator, entry.path(), &metadata),
            Err(error) => Found::Unreadable { locator, detail: advice(error.io_error()) },
        })
    }

    fn file(&mut self, locator: Locator, path: &Path, metadata: &Metadata) -> Found {
        let stamp = Stamp::of(metadata);
        if self.may_have_other_names(metadata) {
            if let Some(first) = self.first.get(&stamp.id) {
                let of = Locator { path: first.clone(), ..locator.clone() };
                return Found::HardLink { locator, of, id: stamp.id };
            }
            self.first.insert(stamp.id, locator.path.clone());
        }
        Found::File { locator, path: path.to_path_buf(), size: stamp.size, id: stamp.id, mtime_ns: stamp.mtime_ns }
    }

    /// With links followed, any file can be reached twice.
    #[cfg(unix)]
    fn may_have_other_names(&self, metadata: &Metadata) -> bool {
        use std::os::unix::fs::MetadataExt;
        self.follow || metadata.nlink() > 1
    }

    #[cfg(not(unix))]
    fn may_have_other_names(&self, _: &Metadata) -> bool {
        false
    }

    fn failure(&self, error: &walkdir::Error) -> Found {
        let path = error.path().unwrap_or(&self.volume.root);
        let locator = self.locate(path);
        if error.loop_ancestor().is_some() {
            let why = SkipReason::LinkLoop;
            return Found::Skipped { locator, why };
        }
        if self.follow
            && path.is_symlink()
            && let Some(why) = leads_nowhere(error.io_error())
        {
            return Found::Skipped { locator, why };
        }
        Found::Unreadable { locator, detail: advice(error.io_error()) }
    }

    fn locate(&self, path: &Path) -> Locator {
        let below = path.strip_prefix(&self.volume.root).unwrap_or(path);
        let name = if below.as_os_str().is_empty() { path.file_name().map(Path::new).unwrap_or(below) } else { below };
        Locator::file(self.volume.name.clone(), name.as_os_str().as_encoded_bytes())
    }
}

/// `ENOENT` for a link to nothing; `ELOOP` (40 on Linux, 62 on the BSDs) for links that lead to each other in a circle.
fn leads_nowhere(error: Option<&io::Error>) -> Option<SkipReason> {
    let error = error?;
    match error.raw_os_error() {
        Some(40 | 62) => Some(SkipReason::LinkLoop),
        _ if error.kind() == io::ErrorKind::NotFound => Some(SkipReason::DanglingLink),
        _ => None,
    }
}

fn advice(error: Option<&io::Error>) -> String {
    match error {
        Some(e) if e.kind() == io::ErrorKind::PermissionDenied => "permission denied; run as a user who may read it".into(),
        Some(e) => format!("{e}; check the medium, or scan a copy of it"),
        None => "could not be looked at; check the medium, or scan a copy of it".into(),
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> SkipReason {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        SkipReason::Pipe
    } else if kind.is_socket() {
        SkipReason::Socket
    } else if kind.is_char_device() {
        SkipReason::CharacterDevice
    } else if kind.is_block_device() {
        SkipReason::BlockDevice
    } else {
        SkipReason::Other
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> SkipReason {
    SkipReason::Other
}

#[cfg(all(test, unix))]
#[path = "walk_tests.rs"]
mod tests;
