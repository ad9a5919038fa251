//! What a standard says of one value: a module a standard, and this registry that pattern files name them by.
//!
//! A check reads raw bytes as they stand in a dump, blanks around them already gone. It tolerates the usual grouping
//! signs, allocates nothing and never panics. To call a valid value invalid is worse than the reverse, so `Refuted`
//! is said only of what is certainly no such value, and `NoOpinion` when the form fits and the standard has no way to
//! tell. A standard without a check digit still confirms where its rules leave so little room (a place code and a
//! birth date, say) that chance passes a small, stated share.

mod bank;
mod calendar;
mod card_expiry;
mod check_digits;
mod country;
mod crypto_wallet;
mod date;
mod draw;
mod email;
mod form;
mod geo;
mod gov;
mod hash;
mod ip;
mod jwt;
mod mac;
mod masked_pan;
mod pan;
mod phone;
mod secret;
mod tables;
mod uuid;

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
    gov::oceania::AU_TFN,
    secret::AWS_ACCESS_KEY_ID,
    gov::europe_west::BE_NATIONAL,
    bank::BIC,
    date::BIRTH_DATE,
    gov::americas::BR_CNPJ,
    gov::americas::BR_CPF,
    gov::americas::CA_SIN,
    card_expiry::CARD_EXPIRY,
    gov::europe_central::CH_AHV,
    gov::asia_east::CN_RESIDENT_ID,
    crypto_wallet::CRYPTO_WALLET,
    date::DATE,
    gov::europe_central::DE_STEUER_ID,
    gov::europe_north::DK_CPR,
    email::EMAIL,
    gov::europe_south::ES_DNI,
    gov::europe_north::FI_HETU,
    gov::europe_west::FR_NIR,
    geo::GEO,
    secret::GITHUB_TOKEN,
    secret::GOOGLE_API_KEY,
    bank::IBAN,
    gov::asia_southeast::ID_NIK,
    gov::asia_west::IL_ID,
    gov::asia_south::IN_AADHAAR,
    gov::asia_south::IN_PAN,
    ip::IP,
    ip::IPV4,
    ip::IPV6,
    gov::europe_south::IT_CODICE_FISCALE,
    gov::asia_east::JP_MY_NUMBER,
    jwt::JWT,
    gov::asia_east::KR_RRN,
    pan::LUHN,
    mac::MAC,
    masked_pan::MASKED_PAN,
    gov::americas::MX_CURP,
    gov::asia_southeast::MY_NRIC,
    gov::europe_west::NL_BSN,
    gov::europe_north::NO_FODSELSNUMMER,
    pan::PAN,
    hash::PASSWORD_HASH,
    secret::PEM_PRIVATE_KEY,
    phone::PHONE,
    gov::europe_central::PL_PESEL,
    gov::europe_south::PT_NIF,
    gov::europe_east::RO_CNP,
    gov::europe_east::RU_INN,
    gov::europe_north::SE_PERSONNUMMER,
    gov::asia_southeast::SG_NRIC,
    secret::SLACK_TOKEN,
    secret::STRIPE_KEY,
    gov::asia_west::TR_KIMLIK,
    gov::europe_west::UK_NHS,
    gov::europe_west::UK_NINO,
    gov::americas::US_ITIN,
    gov::americas::US_SSN,
    uuid::UUID,
    gov::africa::ZA_ID,
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
