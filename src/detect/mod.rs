//! From columns to evidence.
pub mod validate;
