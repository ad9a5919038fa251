//! Reports: one file an output, and the way back from the JSON.

pub mod json;
mod place;
pub mod read;
pub mod schema;
pub mod sentence;
pub mod table;
mod width;
mod words;

#[cfg(test)]
pub(crate) mod synthetic;

pub use read::{ReadError, read};
pub use sentence::sentence;
pub use table::Look;
