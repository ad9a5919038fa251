//! What a standard says of one value: a module a standard, and this registry that pattern files name them by.
//!
//! A check reads raw bytes as they stand in a dump, blanks around them already gone. It tolerates the usual grouping
//! signs, allocates nothing and never panics. To call a valid value invalid is worse than the reverse, so `Refuted`
//! is said only of what is certainly no such value, and `NoOpinion` when the form fits and the standard has no way to
//! tell. A standard without a check digit still confirms where its rules leave so little room (a place code and a
//! birth date, say) that chance passes a small, stated share.

mod bank;
mod calendar;
mod check_digits;
mod country;
mod date;
mod draw;
mod email;
mod form;
mod hash;
mod ip;
mod jwt;
mod mac;
mod masked_pan;
mod pan;
mod phone;
mod secret;
mod tables;

pub use date::{DateForm, date_form, year_of};
pub use hash::{HashForm, Strength, hash_form};
pub use pan::card_brand;

use crate::model::Validity;

/// Writes one valid value, made from a source of random numbers: a control that can be planted.
pub type Generate = fn(&mut dyn FnMut() -> u64, &mut Vec<u8>);

/// A check that pattern files call by name.
pub struct Validator {
    /// The name that pattern files use.
    pub name: &'static str,
    /// The share of random strings of the right form that are confirmed, per mille; 0 when it is none, or not known.
    pub chance_per_mille: u16,
    /// What the standard says of a value.
    pub check: fn(&[u8]) -> Validity,
    /// Writes one value that `check` does not refute, and confirms if it confirms any.
    pub generate: Option<Generate>,
    /// One line: what is checked, by which standard.
    pub doc: &'static str,
}

/// All validators, sorted by name.
static VALIDATORS: &[Validator] = &[
    bank::ABA_ROUTING,
    secret::AWS_ACCESS_KEY_ID,
    bank::BIC,
    date::BIRTH_DATE,
    date::CARD_EXPIRY,
    date::DATE,
    email::EMAIL,
    secret::GITHUB_TOKEN,
    secret::GOOGLE_API_KEY,
    bank::IBAN,
    ip::IP,
    ip::IPV4,
    ip::IPV6,
    jwt::JWT,
    pan::LUHN,
    mac::MAC,
    masked_pan::MASKED_PAN,
    pan::PAN,
    hash::PASSWORD_HASH,
    secret::PEM_PRIVATE_KEY,
    phone::PHONE,
    secret::SLACK_TOKEN,
    secret::STRIPE_KEY,
];

/// The validator of a name; `None` when there is none.
pub fn by_name(name: &str) -> Option<&'static Validator> {
    let at = VALIDATORS.binary_search_by_key(&name, |validator| validator.name).ok()?;
    VALIDATORS.get(at)
}

/// All validators, sorted by name.
pub fn all() -> &'static [Validator] {
    VALIDATORS
}

/// `Confirmed` when all rules of a standard hold, else `Refuted`; a form that doesn't fit is `None`.
fn decided(holds: Option<bool>) -> Validity {
    if holds == Some(true) { Validity::Confirmed } else { Validity::Refuted }
}

#[cfg(test)]
mod tests;
