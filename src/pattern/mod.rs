//! Patterns: what a category looks like, as data. Files in `patterns/` are read, compiled and checked here.

pub mod builtin;
pub mod compile;
pub mod header;
pub mod prefilter;
pub mod syntax;
pub mod vocabulary;

pub use compile::{Detector, Matcher, Pattern, PatternError, PatternSet};
pub use header::{HeaderIndex, HeaderMatch, words_of};
pub use prefilter::Prefilter;
pub use syntax::PatternSyntax;
pub use vocabulary::Vocabulary;
