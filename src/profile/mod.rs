//! Profiles: all that is known of columns and tables, as facts that can be merged in any order.

pub mod column;
pub mod coverage;
pub mod distinct;
pub mod hash;
pub mod histogram;
pub mod mask;
pub mod partial;
pub mod sample;
pub mod signature;
pub mod table;

pub use column::{ColumnFacts, HitFacts, ValueKind};
pub use coverage::{Stored, Treatment};
pub use distinct::Distinct;
pub use partial::{Partial, Skipped, SourceFacts};
pub use sample::Samples;
pub use signature::Signatures;
pub use table::{FirstRow, TableFacts};
