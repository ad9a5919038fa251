//! What is seen of one value: kernels over a column, validators, words.

pub mod lexical;
