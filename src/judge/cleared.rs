//! The only way to a `not_exposed`: a token that is minted when nothing leaves a category open in a volume.

use crate::model::verdict::NEVER_CLAIMED;
use crate::model::{Claim, Evidence};

/// Something that leaves a category open in a volume.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Opening {
    /// Why, for a person; grouped by this.
    pub why: String,
    /// Where: a source, or a source and a column; empty where it holds for the whole volume.
    pub place: String,
    /// How many bytes it concerns.
    pub bytes: u64,
}

/// How many controls of a category were planted in a volume's dialects, and how many came back.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Recovery {
    /// Planted.
    pub planted: u64,
    /// Recovered.
    pub recovered: u64,
}

impl Recovery {
    /// Adds another count.
    pub fn add(&mut self, other: Recovery) {
        self.planted += other.planted;
        self.recovered += other.recovered;
    }
}

/// Proof that nothing leaves a category open in a volume. Made by [`Cleared::mint`] alone.
pub struct Cleared {
    claim: Claim,
}

impl Cleared {
    /// Mints the token for a category in a volume: nothing open, controls planted and every one recovered, and an
    /// evidence kind of which absence can be claimed at all. Otherwise the reasons why not.
    ///
    /// # Errors
    /// All that leaves the category open.
    pub fn mint(evidence: Evidence, mut openings: Vec<Opening>, controls: Recovery) -> Result<Self, Vec<Opening>> {
        let mut note = |why: String| openings.push(Opening { why, place: String::new(), bytes: 0 });
        let claim = match evidence {
            Evidence::SelfProving | Evidence::Contextual => Claim::Full,
            Evidence::Lexical => Claim::Bounded,
            Evidence::Open => {
                note(NEVER_CLAIMED.to_owned());
                Claim::None
            }
        };
        if evidence != Evidence::Open && controls.planted == 0 {
            note("no control could be planted".to_owned());
        } else if controls.recovered < controls.planted {
            note(format!("{} of {} controls were not recovered", controls.planted - controls.recovered, controls.planted));
        }
        if openings.is_empty() { Ok(Self { claim }) } else { Err(openings) }
    }
}

/// That a category is not exposed in a volume. Can't be made without a [`Cleared`].
pub struct NotExposed {
    /// How far it reaches.
    pub claim: Claim,
}

impl From<Cleared> for NotExposed {
    fn from(token: Cleared) -> Self {
        Self { claim: token.claim }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Recovery = Recovery { planted: 4, recovered: 4 };

    #[test]
    fn the_token_is_minted_only_when_nothing_is_open() {
        assert!(Cleared::mint(Evidence::SelfProving, Vec::new(), ALL).is_ok());
        assert!(Cleared::mint(Evidence::Open, Vec::new(), ALL).is_err());
        assert!(Cleared::mint(Evidence::SelfProving, Vec::new(), Recovery::default()).is_err());
        assert!(Cleared::mint(Evidence::SelfProving, Vec::new(), Recovery { planted: 4, recovered: 3 }).is_err());
        let gap = Opening { why: "encrypted".into(), place: "a.zip".into(), bytes: 1 };
        assert!(Cleared::mint(Evidence::SelfProving, vec![gap], ALL).is_err());
    }
}
