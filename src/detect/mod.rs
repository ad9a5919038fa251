//! Detection: a kernel over each column, and what words, standards and forms say of its values.

pub mod engine;
mod kernel;
mod kind;
pub mod lexical;
pub mod observer;
mod rows;
mod token;
pub mod validate;

pub use engine::Engine;
pub use kernel::Kernel;
pub use observer::Observer;
