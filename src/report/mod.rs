//! Outputs: one file a form. They know the report and nothing else.

pub mod sentence;
