//! The nouns: what every other room speaks of. This room depends on nothing.

pub mod batch;
pub mod byteclass;
pub mod category;
pub mod gap;
pub mod lexclass;
pub mod locator;
pub mod raw;
pub mod report;
pub mod span;
pub mod time;
pub mod verdict;

pub use batch::{Batch, Column, ColumnKey, Role, Rows, Schema, SchemaColumn, SchemaOrigin, TableRef};
pub use byteclass::Shape;
pub use category::{CategoryId, DetectorId, Evidence, Level, Strength, Subject, Unit, Validity};
pub use gap::{Blocks, Gap, Reason};
pub use lexclass::LexClass;
pub use locator::{Locator, escape};
pub use raw::Raw;
pub use span::{Border, Entry, Flow, Span, State};
pub use verdict::{Claim, VerdictKind};
