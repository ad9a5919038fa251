//! Sources: where bytes come from. Volumes are named and walked, files are opened without leaving a trace, containers
//! are taken apart, text encodings are told and turned into UTF-8, and what no format reads is named by its magic bytes.

pub mod container;
pub mod encoding;
pub mod file;
pub mod kind;
pub mod utf16;
pub mod volume;
pub mod walk;

pub use container::{Body, Budget, Container, ContainerError, Framing, Outer, Packed, Payload};
pub use encoding::{Detected, TextEncoding};
pub use file::{EvidenceFile, FileId, ReadAt, Stamp};
pub use kind::{Kind, Treatment, kind_of};
pub use utf16::Utf16Reader;
pub use volume::{Volume, VolumeError};
pub use walk::{Found, SkipReason, WalkOptions, walk};
