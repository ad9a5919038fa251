//! Stored forms of passwords: which function made them, and how long they withstand guessing.

mod application;
mod crypt;

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `password_hash`: a stored form that nothing else has.
pub const PASSWORD_HASH: Validator = Validator {
    name: "password_hash",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Stored password: crypt(3) and PHC strings, forms of frameworks, directories and databases; bare hexadecimal digests are no opinion",
};

/// How well a stored form withstands guessing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Strength {
    /// Every password can be found: the space is small, or the function is undone (DES crypt, LM, MySQL 3.23).
    Broken,
    /// One or a few thousand rounds of a fast digest: 10^7 to 10^11 guesses a second on one graphics card.
    Fast,
    /// Made to be slow: 10^6 guesses a second or fewer.
    Slow,
}

/// What the form of a stored password tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HashForm {
    /// Functions that write this form, the most usual first.
    pub algorithms: &'static [&'static str],
    /// Of the most usual one.
    pub strength: Strength,
    /// True when the form alone proves a stored password: a prefix or a layout that nothing else has.
    pub self_proving: bool,
}

const fn proof(algorithms: &'static [&'static str], strength: Strength) -> Option<HashForm> {
    Some(HashForm { algorithms, strength, self_proving: true })
}

const fn bare(algorithms: &'static [&'static str], strength: Strength) -> Option<HashForm> {
    Some(HashForm { algorithms, strength, self_proving: false })
}

/// The form of a stored password; `None` when it has none of the known forms.
pub fn hash_form(value: &[u8]) -> Option<HashForm> {
    if !(13..=512).contains(&value.len()) || !value.iter().all(u8::is_ascii_graphic) {
        return None;
    }
    match value.first()? {
        b'$' => crypt::modular(value).or_else(|| application::dollar(value)),
        b'{' => application::directory(value),
        b'*' => application::mysql(value),
        _ => application::named(value).or_else(|| application::joined(value)).or_else(|| digest(value)),
    }
}

/// Digests without a prefix: only the length tells.
fn digest(value: &[u8]) -> Option<HashForm> {
    use Strength::{Broken, Fast};
    if is_hex(value) {
        return match value.len() {
            // All digits: sixteen of them are a number sooner than a hash.
            16 if !value.iter().all(u8::is_ascii_digit) => bare(&["MySQL 3.23", "half MD5"], Broken),
            32 => bare(&["MD5", "NTLM", "MD4", "LM"], Fast),
            40 => bare(&["SHA-1", "RIPEMD-160"], Fast),
            56 => bare(&["SHA-224", "SHA3-224"], Fast),
            64 => bare(&["SHA-256", "SHA3-256", "BLAKE2s"], Fast),
            96 => bare(&["SHA-384", "SHA3-384"], Fast),
            128 => bare(&["SHA-512", "SHA3-512", "Whirlpool", "BLAKE2b"], Fast),
            _ => None,
        };
    }
    if let Some(form) = application::identity(value) {
        return Some(form);
    }
    if value.len() == 13 {
        let mixed = |is: fn(&u8) -> bool| value.iter().any(is);
        let likely = value.iter().all(|&c| is_crypt64(c))
            && mixed(u8::is_ascii_uppercase)
            && mixed(u8::is_ascii_lowercase)
            && mixed(u8::is_ascii_digit);
        return if likely { bare(&["DES crypt"], Broken) } else { None };
    }
    match base64_length(value)? {
        16 if value.ends_with(b"==") => bare(&["MD5"], Fast),
        20 if value.ends_with(b"=") => bare(&["SHA-1"], Fast),
        32 if value.ends_with(b"=") => bare(&["SHA-256"], Fast),
        64 if value.ends_with(b"==") => bare(&["SHA-512"], Fast),
        _ => None,
    }
}

fn is_hex(text: &[u8]) -> bool {
    // Digests are written in one case; `DeadBeef` mixed is rare and allowed where all else fits.
    !text.is_empty() && text.iter().all(u8::is_ascii_hexdigit)
}

/// The alphabet of crypt(3): `./0-9A-Za-z`.
fn is_crypt64(c: u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'.' | b'/')
}

/// Bytes that standard base64 text stands for, padding included; `None` when it is none.
fn base64_length(text: &[u8]) -> Option<usize> {
    let padding = text.iter().rev().take_while(|&&c| c == b'=').count();
    let body = text.get(..text.len() - padding)?;
    let letters = body.iter().all(|&c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/'));
    (letters && padding <= 2 && !text.is_empty() && text.len().is_multiple_of(4)).then(|| text.len() / 4 * 3 - padding)
}

fn check(value: &[u8]) -> Validity {
    match hash_form(value) {
        Some(form) if form.self_proving => Confirmed,
        Some(_) => NoOpinion,
        None => Refuted,
    }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    const CRYPT64: &[u8] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const FORMS: [(&[u8], usize); 3] = [(b"$2b$12$", 53), (b"$6$saltsalt$", 86), (b"$P$B", 30)];
    let (head, length) = draw::pick(random, &FORMS).unwrap_or((b"$2b$12$", 53));
    out.extend_from_slice(head);
    draw::characters(random, CRYPT64, length, out);
}

#[cfg(test)]
mod tests;
