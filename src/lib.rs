//! outcrop
