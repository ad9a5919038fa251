//! outcrop
pub mod detect;
pub mod model;
