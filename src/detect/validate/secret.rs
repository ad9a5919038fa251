//! Keys and tokens that are known by their prefix and their form.

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const fn validator(name: &'static str, check: fn(&[u8]) -> Validity, generate: super::Generate, doc: &'static str) -> Validator {
    Validator { name, chance_per_mille: 0, check, generate: Some(generate), doc }
}

/// `aws_access_key_id`: four letters of kind and sixteen of base32.
pub const AWS_ACCESS_KEY_ID: Validator =
    validator("aws_access_key_id", aws, generate_aws, "AWS access key id: AKIA, ASIA or another kind of key, and 16 characters of base32");

/// `github_token`: its last six characters are a checksum.
pub const GITHUB_TOKEN: Validator = validator(
    "github_token",
    github,
    generate_github,
    "GitHub token: prefix, 30 characters, CRC-32 of them in base 62; fine-grained ones are no opinion",
);

/// `pem_private_key`: RFC 7468.
pub const PEM_PRIVATE_KEY: Validator =
    validator("pem_private_key", pem, generate_pem, "Private key in PEM (RFC 7468), OpenSSH or OpenPGP armour: the line that begins it");

/// `slack_token`: `xox` and a letter.
pub const SLACK_TOKEN: Validator =
    validator("slack_token", slack, generate_slack, "Slack token: xox and its kind, parts of digits and letters");

/// `stripe_key`: secret or restricted.
pub const STRIPE_KEY: Validator =
    validator("stripe_key", stripe, generate_stripe, "Stripe secret or restricted key: sk or rk, live or test, 24 or more characters");

/// `google_api_key`: `AIza` and 35 characters.
pub const GOOGLE_API_KEY: Validator =
    validator("google_api_key", google, generate_google, "Google API key: AIza and 35 characters of base64url");

fn confirmed_if(holds: bool) -> Validity {
    if holds { Confirmed } else { Refuted }
}

fn is_base64url(c: &u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_')
}

fn aws(value: &[u8]) -> Validity {
    const KINDS: [&[u8]; 8] = [b"AKIA", b"ASIA", b"AROA", b"AIDA", b"AGPA", b"ANPA", b"ANVA", b"AIPA"];
    let base32 = |c: &u8| c.is_ascii_uppercase() || (b'2'..=b'7').contains(c);
    let known = value.get(..4).is_some_and(|kind| KINDS.contains(&kind));
    confirmed_if(known && value.len() == 20 && value.iter().all(base32))
}

/// CRC-32 of ISO 3309, bit by bit: tokens are short and few.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0u32, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }))
}

/// The checksum of 30 characters, six of base 62.
fn github_checksum(body: &[u8]) -> [u8; 6] {
    let mut rest = crc32(body) as usize;
    let mut text = [b'0'; 6];
    for place in text.iter_mut().rev() {
        *place = BASE62.get(rest % 62).copied().unwrap_or(b'0');
        rest /= 62;
    }
    text
}

fn github(value: &[u8]) -> Validity {
    if let Some(rest) = value.strip_prefix(b"github_pat_") {
        let form = rest.len() == 82 && rest.iter().all(|c| c.is_ascii_alphanumeric() || *c == b'_');
        return if form { NoOpinion } else { Refuted };
    }
    const KINDS: [&[u8]; 5] = [b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_"];
    let Some((kind, rest)) = value.split_at_checked(4) else {
        return Refuted;
    };
    if !KINDS.contains(&kind) || rest.len() < 36 || !rest.iter().all(u8::is_ascii_alphanumeric) {
        return Refuted;
    }
    match rest.split_at_checked(30) {
        Some((body, check)) if check == github_checksum(body) => Confirmed,
        _ => NoOpinion,
    }
}

fn pem(value: &[u8]) -> Validity {
    const KINDS: [&[u8]; 8] = [b"", b"RSA ", b"EC ", b"DSA ", b"OPENSSH ", b"ENCRYPTED ", b"PGP ", b"ANY "];
    let begins = |at: usize| {
        let label = value.get(at..)?.strip_prefix(b"-----BEGIN ")?;
        let behind = KINDS.iter().find_map(|kind| label.strip_prefix(*kind)?.strip_prefix(b"PRIVATE KEY"))?;
        (behind.starts_with(b"-----") || behind.starts_with(b" BLOCK-----")).then_some(())
    };
    confirmed_if(memchr::memmem::find_iter(value, b"-----BEGIN ").any(|at| begins(at).is_some()))
}

fn slack(value: &[u8]) -> Validity {
    let Some(rest) = value.strip_prefix(b"xox") else {
        return Refuted;
    };
    let kind = rest.first().is_some_and(|kind| b"abeoprs".contains(kind)) && rest.get(1) == Some(&b'-');
    let body = rest.get(2..).unwrap_or_default();
    let parts = body.split(|&c| c == b'-').all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_alphanumeric));
    confirmed_if(kind && parts && (20..=200).contains(&body.len()) && body.iter().any(u8::is_ascii_digit))
}

fn stripe(value: &[u8]) -> Validity {
    const KINDS: [&[u8]; 4] = [b"sk_live_", b"sk_test_", b"rk_live_", b"rk_test_"];
    let body = KINDS.iter().find_map(|kind| value.strip_prefix(*kind)).unwrap_or_default();
    confirmed_if((24..=247).contains(&body.len()) && body.iter().all(u8::is_ascii_alphanumeric))
}

fn google(value: &[u8]) -> Validity {
    confirmed_if(value.strip_prefix(b"AIza").is_some_and(|body| body.len() == 35 && body.iter().all(is_base64url)))
}

fn generate_aws(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.extend_from_slice(b"AKIA");
    draw::characters(random, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16, out);
}

fn generate_github(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.extend_from_slice(b"ghp_");
    let from = out.len();
    draw::characters(random, BASE62, 30, out);
    let check = github_checksum(out.get(from..).unwrap_or_default());
    out.extend_from_slice(&check);
}

fn generate_pem(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    // Armour around random text: no key can be read from it.
    for line in [b"-----BEGIN ".as_slice(), b"PRIVATE KEY-----\n"] {
        out.extend_from_slice(line);
    }
    draw::characters(random, BASE62, 64, out);
    for line in [b"\n-----END ".as_slice(), b"PRIVATE KEY-----"] {
        out.extend_from_slice(line);
    }
}

fn generate_slack(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.extend_from_slice(b"xoxb-");
    draw::digits(random, 12, out);
    out.push(b'-');
    draw::characters(random, BASE62, 24, out);
}

fn generate_stripe(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.extend_from_slice(b"sk_test_");
    draw::characters(random, BASE62, 24, out);
}

fn generate_google(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.extend_from_slice(b"AIza");
    draw::characters(random, BASE62, 35, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crc_knows_its_check_value() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn prefix_and_form_confirm() {
        assert_eq!(aws(concat!("AKIA", "IOSFODNN7EXAMPLE").as_bytes()), Confirmed);
        assert_eq!(pem(concat!("-----BEGIN RSA ", "PRIVATE KEY-----\nMIIE").as_bytes()), Confirmed);
        assert_eq!(pem(concat!("x\n-----BEGIN PGP ", "PRIVATE KEY BLOCK-----").as_bytes()), Confirmed);
    }

    #[test]
    fn a_wrong_checksum_does_not_confirm() {
        let mut token = Vec::new();
        generate_github(&mut draw::sequence(9), &mut token);
        assert_eq!(github(&token), Confirmed);
        let last = token.last_mut().unwrap();
        *last = if *last == b'0' { b'1' } else { b'0' };
        assert_eq!(github(&token), NoOpinion);
    }

    #[test]
    fn other_text_is_refuted() {
        assert_eq!(aws(b"AKIA1111111111111111"), Refuted);
        assert_eq!(aws(b"AKIAIOSFODNN7EXAMPL"), Refuted);
        assert_eq!(github(b"ghp_short"), Refuted);
        assert_eq!(pem(b"-----BEGIN PUBLIC KEY-----"), Refuted);
        assert_eq!(pem(b"-----BEGIN CERTIFICATE-----"), Refuted);
        assert_eq!(slack(b"xoxb-"), Refuted);
        assert_eq!(stripe(b"pk_live_000000000000000000000000"), Refuted);
        assert_eq!(google(b"AIzaShort"), Refuted);
    }
}
