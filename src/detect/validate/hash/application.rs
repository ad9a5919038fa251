//! Forms that frameworks, directories and databases write: `pbkdf2_sha256$…`, `{SSHA}…`, `md5…`, `hash:salt`.

use super::{HashForm, Strength, base64_length, crypt::is_base64_of, is_crypt64, is_hex, proof};
use Strength::{Broken, Fast, Slow};

/// `$SHA$salt$hash`, as AuthMe writes it: no modular crypt, its hash is hexadecimal.
pub fn dollar(value: &[u8]) -> Option<HashForm> {
    let rest = value.strip_prefix(b"$SHA$")?;
    let at = rest.iter().position(|&c| c == b'$')?;
    let hash = rest.get(at + 1..)?;
    if hash.len() == 64 && is_hex(hash) { proof(&["SHA-256 with salt"], Fast) } else { None }
}

/// Text in front of `sign`, and text behind it.
fn cut(text: &[u8], sign: u8) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(sign, text)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Directories (RFC 2307, RFC 3112): `{SSHA}` and base64, of the digest and of the salt behind it.
pub fn directory(value: &[u8]) -> Option<HashForm> {
    let (scheme, body) = cut(value.get(1..)?, b'}')?;
    let is = |name: &str| scheme.eq_ignore_ascii_case(name.as_bytes());
    let length = base64_length(body).unwrap_or(0);
    let hex = |count| body.len() == count && is_hex(body);
    match () {
        () if is("SSHA") && length > 20 => proof(&["SHA-1 with salt"], Fast),
        () if is("SHA") && (length == 20 || hex(40)) => proof(&["SHA-1"], Fast),
        () if is("SMD5") && length > 16 => proof(&["MD5 with salt"], Fast),
        () if is("MD5") && (length == 16 || hex(32)) => proof(&["MD5"], Fast),
        () if is("SSHA256") && length > 32 => proof(&["SHA-256 with salt"], Fast),
        () if is("SHA256") && length == 32 => proof(&["SHA-256"], Fast),
        () if is("SSHA512") && length > 64 => proof(&["SHA-512 with salt"], Fast),
        () if is("SHA512") && length == 64 => proof(&["SHA-512"], Fast),
        () if is("CRYPT") && body.first() == Some(&b'$') => super::crypt::modular(body),
        () if is("CRYPT") && body.len() == 13 && body.iter().all(|&c| is_crypt64(c)) => proof(&["DES crypt"], Broken),
        () if is("bcrypt")
            || is("BLF-CRYPT")
            || is("SHA512-CRYPT")
            || is("SHA256-CRYPT")
            || is("MD5-CRYPT")
            || is("ARGON2")
            || is("argon2") =>
        {
            super::crypt::modular(body)
        }
        () if scheme.starts_with(b"PBKDF2") && body.len() > 40 => proof(&["PBKDF2"], Slow),
        () => None,
    }
}

/// MySQL 4.1: `*` and SHA-1 of SHA-1 in 40 hexadecimal digits, upper case.
pub fn mysql(value: &[u8]) -> Option<HashForm> {
    let hash = value.strip_prefix(b"*")?;
    let upper = hash.len() == 40 && hash.iter().all(|c| c.is_ascii_digit() || (b'A'..=b'F').contains(c));
    if upper { proof(&["MySQL 4.1"], Fast) } else { None }
}

/// Forms that begin with the name of a function.
pub fn named(value: &[u8]) -> Option<HashForm> {
    if value.strip_prefix(b"md5").is_some_and(|hash| hash.len() == 32 && is_hex(hash)) {
        return proof(&["PostgreSQL MD5"], Fast);
    }
    if let Some(rest) = value.strip_prefix(b"SCRAM-SHA-256$").or_else(|| value.strip_prefix(b"SCRAM-SHA-1$")) {
        // iterations:salt$stored key:server key
        let parts = rest.split(|&c| c == b'$' || c == b':').count();
        return if parts == 4 { proof(&["SCRAM"], Slow) } else { None };
    }
    if let Some((name, rest)) = cut(value, b'$') {
        return django(name, rest).or_else(|| werkzeug(name, rest));
    }
    // SQL Server: 0x0100, 8 digits of salt, one or two SHA-1; 0x0200 and SHA-512 since 2012.
    let hex = value.strip_prefix(b"0x").filter(|hex| is_hex(hex))?;
    match (hex.get(..4)?, hex.len()) {
        (b"0100", 52 | 92) => proof(&["SQL Server SHA-1"], Fast),
        (b"0200", 140) => proof(&["SQL Server SHA-512"], Fast),
        _ => None,
    }
}

/// Django: `algorithm$…$salt$hash`.
fn django(name: &[u8], rest: &[u8]) -> Option<HashForm> {
    let fields = rest.split(|&c| c == b'$').count();
    let hash = rest.rsplit(|&c| c == b'$').next()?;
    match name {
        b"pbkdf2_sha256" | b"pbkdf2_sha1" if fields == 3 && is_base64_of(hash, 20) => proof(&["PBKDF2"], Slow),
        b"argon2" | b"bcrypt" | b"bcrypt_sha256" => modular_behind(rest),
        b"scrypt" if fields == 5 && is_base64_of(hash, 32) => proof(&["scrypt"], Slow),
        b"sha1" if fields == 2 && hash.len() == 40 && is_hex(hash) => proof(&["SHA-1 with salt"], Fast),
        b"md5" if fields == 2 && hash.len() == 32 && is_hex(hash) => proof(&["MD5 with salt"], Fast),
        b"sha256" if fields == 2 && hash.len() == 64 && is_hex(hash) => proof(&["SHA-256 with salt"], Fast),
        b"sha512" if fields == 2 && hash.len() == 128 && is_hex(hash) => proof(&["SHA-512 with salt"], Fast),
        _ => None,
    }
}

/// A modular string whose dollar sign served as the separator: `argon2$argon2id$…`, `bcrypt_sha256$$2b$…`.
fn modular_behind(rest: &[u8]) -> Option<HashForm> {
    if rest.starts_with(b"$") {
        return super::crypt::modular(rest);
    }
    let name = rest.split(|&c| c == b'$').next()?;
    match name {
        b"argon2id" | b"argon2i" | b"argon2d" => proof(&["Argon2"], Slow),
        _ => None,
    }
}

/// Werkzeug: `pbkdf2:sha256:260000$salt$hash`, `scrypt:32768:8:1$salt$hash`.
fn werkzeug(name: &[u8], rest: &[u8]) -> Option<HashForm> {
    let (salt, hash) = cut(rest, b'$')?;
    let method = name.split(|&c| c == b':').next()?;
    if salt.is_empty() || hash.len() < 32 || !is_hex(hash) {
        return None;
    }
    match method {
        b"pbkdf2" => proof(&["PBKDF2"], Slow),
        b"scrypt" => proof(&["scrypt"], Slow),
        b"sha1" | b"md5" | b"sha256" | b"sha512" => proof(&["HMAC with salt"], Fast),
        _ => None,
    }
}

/// Two parts around a colon: Windows `LM:NT`, a digest and its salt, or htdigest and pwdump fields.
pub fn joined(value: &[u8]) -> Option<HashForm> {
    let (hash, salt) = cut(value, b':')?;
    if !is_hex(hash) || salt.is_empty() {
        return None;
    }
    let short_salt = salt.len() <= 64 && !salt.contains(&b':');
    match (hash.len(), salt.len()) {
        (32, 32) if is_hex(salt) && is_upper_or_empty_lm(hash) => proof(&["LM and NTLM"], Broken),
        // Joomla writes 32 characters of salt, vBulletin 3 or 30.
        (32, 3..=64) if short_salt => proof(&["MD5 with salt"], Fast),
        (40, 1..=64) if short_salt => proof(&["SHA-1 with salt"], Fast),
        (64, 1..=64) if short_salt => proof(&["SHA-256 with salt"], Fast),
        (128, 1..=64) if short_salt => proof(&["SHA-512 with salt"], Fast),
        _ => None,
    }
}

/// The LM half is in upper case, or the digest of no password in either.
fn is_upper_or_empty_lm(hash: &[u8]) -> bool {
    hash.eq_ignore_ascii_case(b"aad3b435b51404eeaad3b435b51404ee") || !hash.iter().any(u8::is_ascii_lowercase)
}

/// ASP.NET Identity: base64 of 0x00, salt and key (49 bytes), or of 0x01, function, rounds, salt length, salt and key (61 bytes).
pub fn identity(value: &[u8]) -> Option<HashForm> {
    match base64_length(value)? {
        // A first byte of 0 is `AA`, `AB`, `AC` or `AD` and so on to `AP`: `A` and a letter up to `P`.
        49 if value.starts_with(b"A") && (b'A'..=b'P').contains(value.get(1)?) => proof(&["ASP.NET Identity 2, PBKDF2-SHA1"], Slow),
        // 01 00 00 00 0x: version, and the function as a big-endian number from 0 to 2.
        61 | 93 if value.starts_with(b"AQAAAA") => proof(&["ASP.NET Identity 3, PBKDF2"], Slow),
        _ => None,
    }
}
