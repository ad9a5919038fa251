//! The nouns.
/// What a checksum or a standard says of one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Validity {
    /// The standard vouches for the value.
    Confirmed,
    /// The value is certainly not of this standard.
    Refuted,
    /// The form fits, and the standard has no more to say.
    NoOpinion,
}
