//! The categories that are scored: which count, which are the mission, which only mark decoys.

/// The categories of a breach notice, in the order in which people read them. Their F1 is held to a floor.
pub const MISSION: [&str; 13] = [
    "identity.name",
    "contact.email",
    "contact.phone",
    "contact.address",
    "contact.address.part",
    "payment.card.last4",
    "payment.card.pan",
    "payment.card.cvv",
    "payment.card.expiry",
    "credential.password.hash",
    "credential.password.plain",
    "credential.salt",
    "financial.transaction",
];

/// The further categories that labels may require or forbid.
pub const FURTHER: [&str; 14] = [
    "identity.username",
    "identity.dob",
    "identity.gender",
    "identity.nationality",
    "identity.gov_id",
    "payment.bank_account",
    "credential.secret",
    "credential.security_qa",
    "network.ip",
    "network.mac",
    "location.geo",
    "demographic",
    "health",
    "employment",
];

/// All scored categories, the mission first.
pub fn core() -> impl Iterator<Item = &'static str> {
    MISSION.into_iter().chain(FURTHER)
}

/// The scored category that `id` counts as: itself, or the longest one above it. `None` for decoys (`org.name`,
/// `text.free` …) and for categories that no label speaks of (`payment.card.brand`).
pub fn scored(id: &str) -> Option<&'static str> {
    let above = |c: &&str| id.strip_prefix(c).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    core().filter(above).max_by_key(|c| c.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refinement_counts_as_the_id_above_it() {
        assert_eq!(scored("identity.gov_id.us.ssn"), Some("identity.gov_id"));
        assert_eq!(scored("contact.address.part"), Some("contact.address.part"));
        assert_eq!(scored("contact.address.street"), Some("contact.address"));
        assert_eq!(scored("contact.addressee"), None);
    }

    #[test]
    fn decoys_and_unlabelled_categories_do_not_score() {
        for id in ["org.name", "text.free", "identity.pseudonymous_id", "payment.card.brand", "none", ""] {
            assert_eq!(scored(id), None, "{id}");
        }
    }
}
