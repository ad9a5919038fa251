//! x
/// x
pub struct Look;
