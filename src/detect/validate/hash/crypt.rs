//! Modular crypt format of crypt(3), and the PHC string format that came of it: `$name$…`.

use super::{HashForm, Strength, base64_length, is_crypt64, proof};

/// Reads `$name$parameters$salt$hash`.
pub fn modular(value: &[u8]) -> Option<HashForm> {
    use Strength::{Fast, Slow};
    let rest = value.strip_prefix(b"$")?;
    let at = rest.iter().position(|&c| c == b'$')?;
    let (name, rest) = (rest.get(..at)?, rest.get(at + 1..)?);
    let hash = |length| last(rest).is_some_and(|last| last.len() == length && last.iter().all(|&c| is_crypt64(c)));
    match name {
        b"2a" | b"2b" | b"2x" | b"2y" | b"2" if is_bcrypt(rest) => proof(&["bcrypt"], Slow),
        b"bcrypt-sha256" if hash(31) => proof(&["bcrypt-sha256"], Slow),
        b"argon2i" if is_argon2(rest) => proof(&["Argon2i"], Slow),
        b"argon2d" if is_argon2(rest) => proof(&["Argon2d"], Slow),
        b"argon2id" if is_argon2(rest) => proof(&["Argon2id"], Slow),
        b"scrypt" if fields(rest) >= 3 => proof(&["scrypt"], Slow),
        b"7" if hash(43) => proof(&["scrypt"], Slow),
        b"y" if hash(43) => proof(&["yescrypt"], Slow),
        b"gy" if hash(43) => proof(&["gost-yescrypt"], Slow),
        b"6" if hash(86) => proof(&["sha512crypt"], Slow),
        b"5" if hash(43) => proof(&["sha256crypt"], Slow),
        b"1" if hash(22) => proof(&["md5crypt"], Fast),
        b"apr1" if hash(22) => proof(&["Apache MD5"], Fast),
        b"sha1" if hash(28) => proof(&["sha1crypt"], Slow),
        b"md5" if hash(22) => proof(&["Sun MD5"], Fast),
        b"P" | b"H" if is_portable(rest) => proof(&["phpass"], Fast),
        // 52 characters: salt and setting included, the digest is cut.
        b"S" if rest.len() == 52 && rest.iter().all(|&c| is_crypt64(c)) => proof(&["Drupal 7 SHA-512"], Slow),
        b"pbkdf2" if fields(rest) == 3 => proof(&["PBKDF2-SHA1"], Slow),
        b"pbkdf2-sha1" | b"pbkdf2-sha256" | b"pbkdf2-sha512" if fields(rest) >= 3 => proof(&["PBKDF2"], Slow),
        b"ml" if fields(rest) == 3 => proof(&["PBKDF2-SHA512"], Slow),
        _ => None,
    }
}

fn last(rest: &[u8]) -> Option<&[u8]> {
    rest.rsplit(|&c| c == b'$').next()
}

/// Fields between dollar signs; 0 when one of them is empty.
fn fields(rest: &[u8]) -> usize {
    let fields = rest.split(|&c| c == b'$');
    if fields.clone().any(<[u8]>::is_empty) { 0 } else { fields.count() }
}

/// Two digits of cost from 4 to 31, 22 characters of salt, 31 of hash.
fn is_bcrypt(rest: &[u8]) -> bool {
    let Some((cost, rest)) = rest.split_at_checked(2) else {
        return false;
    };
    let cost = cost.iter().all(u8::is_ascii_digit).then(|| super::super::check_digits::number(cost));
    let body = rest.strip_prefix(b"$").is_some_and(|body| body.len() == 53 && body.iter().all(|&c| is_crypt64(c)));
    body && cost.is_some_and(|cost| (4..=31).contains(&cost))
}

/// `v=19$m=65536,t=3,p=4$salt$hash`, the version missing before 2016.
fn is_argon2(rest: &[u8]) -> bool {
    let mut parts = rest.split(|&c| c == b'$').skip(usize::from(rest.starts_with(b"v=")));
    let parameters = parts.next().is_some_and(|text| text.starts_with(b"m=") && text.contains(&b'p'));
    let salt_and_hash = parts.clone().all(|part| part.len() >= 8 && part.iter().all(|&c| is_crypt64(c) || c == b'+' || c == b'-'));
    parameters && salt_and_hash && parts.count() == 2
}

/// One character of cost, 8 of salt, 22 of hash.
fn is_portable(rest: &[u8]) -> bool {
    rest.len() == 31 && rest.iter().all(|&c| is_crypt64(c))
}

/// True for text in the base64 that PHC strings use, or the usual one.
pub fn is_base64_of(text: &[u8], least: usize) -> bool {
    base64_length(text).is_some_and(|bytes| bytes >= least)
        || text.len() >= least * 4 / 3 && text.iter().all(|&c| is_crypt64(c) || c == b'+')
}
