//! The reader as its callers see it: whole, in splits, damaged, truncated.

mod driver;
mod shapes;
mod splits;
mod telling;
