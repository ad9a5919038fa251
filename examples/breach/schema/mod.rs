//! The tables of the breach: their columns, and what each column holds.

pub mod customers;
pub mod goods;
pub mod orders;
pub mod vault;
