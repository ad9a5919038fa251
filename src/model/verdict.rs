//! Verdicts: what may be said of a category.

/// The reason that stands beside a verdict on a category of evidence `open`: its absence can never be claimed.
pub const NEVER_CLAIMED: &str = "nothing general can be said of its absence";

/// What a scan says of a category in a volume or overall.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum VerdictKind {
    /// Present in what was scanned, and a person's or nobody knows whose.
    Exposed,
    /// Absent, and all that DESIGN asks for as proof is there.
    NotExposed,
    /// Anything else.
    Inconclusive,
}

impl VerdictKind {
    /// The word in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            VerdictKind::Exposed => "exposed",
            VerdictKind::NotExposed => "not_exposed",
            VerdictKind::Inconclusive => "inconclusive",
        }
    }
}

/// How far a `not_exposed` reaches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Claim {
    /// Every value was examined by a detector that would have recognised it.
    Full,
    /// As full, within the scripts, regions and recall that the pattern states.
    Bounded,
    /// None is made.
    None,
}

impl Claim {
    /// The word in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Claim::Full => "full",
            Claim::Bounded => "bounded",
            Claim::None => "none",
        }
    }
}
