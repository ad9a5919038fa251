//! Mail addresses, as RFC 5321 and RFC 5322 are used in practice, with RFC 6531 for other scripts.

use super::{Validator, draw, tables};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `email`: local part, domain and a top-level domain of the IANA root.
pub const EMAIL: Validator = Validator {
    name: "email",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Mail address (RFC 5321, RFC 5322) under a top-level domain of the IANA root; an unknown one is no opinion",
};

/// Endings of file names that stand behind an `@` (`icon@2x.png`) and are no top-level domain.
const FILE_ENDINGS: [&[u8]; 16] =
    [b"png", b"jpg", b"jpeg", b"gif", b"svg", b"webp", b"css", b"js", b"json", b"html", b"htm", b"php", b"xml", b"pdf", b"ico", b"txt"];

/// Japanese carriers that issued local parts with dots at the end or in a row, against the RFC, until 2009.
const LOOSE_DOTS: [&[u8]; 2] = [b"docomo.ne.jp", b"ezweb.ne.jp"];

fn check(value: &[u8]) -> Validity {
    let Some(at) = memchr::memrchr(b'@', value) else {
        return Refuted;
    };
    let (Some(local), Some(domain)) = (value.get(..at), value.get(at + 1..)) else {
        return Refuted;
    };
    if value.len() > 254 || local.is_empty() || local.len() > 64 || domain.is_empty() {
        return Refuted;
    }
    // A replacement character stands where bytes were no text: what was there is not known to be an address.
    let text = |text: &str| !text.contains(|c: char| c.is_control() || c == '\u{fffd}');
    if !value.is_ascii() && !std::str::from_utf8(value).is_ok_and(text) {
        return Refuted;
    }
    if names_an_algorithm(local, domain) {
        return Refuted;
    }
    match (local_part(local, domain), domain_part(domain)) {
        (Refuted, _) | (_, Refuted) => Refuted,
        (Confirmed, Confirmed) => Confirmed,
        _ => NoOpinion,
    }
}

/// SSH names its private algorithms like mailboxes: `chacha20-poly1305@openssh.com` (RFC 4251 section 6). They stand in
/// every server's log.
fn names_an_algorithm(local: &[u8], domain: &[u8]) -> bool {
    let registrants: [&[u8]; 4] = [b"openssh.com", b"lysator.liu.se", b"libssh.org", b"ssh.com"];
    let cipher = local.contains(&b'-') || [&b"zlib"[..], b"arcfour", b"cbc"].contains(&local);
    cipher && registrants.iter().any(|known| domain.eq_ignore_ascii_case(known))
}

fn local_part(local: &[u8], domain: &[u8]) -> Validity {
    if local.len() > 2 && local.starts_with(b"\"") && local.ends_with(b"\"") {
        return if local.iter().all(|&c| c >= b' ' && c != 0x7f) { NoOpinion } else { Refuted };
    }
    let atom = |c: u8| c.is_ascii_alphanumeric() || c >= 0x80 || b"!#$%&'*+/=?^_`{|}~-.".contains(&c);
    if !local.iter().all(|&c| atom(c)) {
        return Refuted;
    }
    let dots = local.starts_with(b".") || local.ends_with(b".") || local.windows(2).any(|pair| pair == b"..");
    match dots {
        false => Confirmed,
        true if LOOSE_DOTS.iter().any(|loose| domain.eq_ignore_ascii_case(loose)) => NoOpinion,
        true => Refuted,
    }
}

fn domain_part(domain: &[u8]) -> Validity {
    if let Some(literal) = domain.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]")) {
        return if literal.iter().all(|c| c.is_ascii_alphanumeric() || b".:-".contains(c)) { NoOpinion } else { Refuted };
    }
    let label = |label: &[u8]| {
        (1..=63).contains(&label.len())
            && !label.starts_with(b"-")
            && !label.ends_with(b"-")
            && label.iter().all(|&c| c.is_ascii_alphanumeric() || c == b'-' || c >= 0x80)
    };
    if !domain.split(|&c| c == b'.').all(label) {
        return Refuted;
    }
    let Some(dot) = memchr::memrchr(b'.', domain) else {
        return NoOpinion;
    };
    top_level(domain.get(dot + 1..).unwrap_or_default())
}

fn top_level(label: &[u8]) -> Validity {
    let mut lower = [0; 63];
    let Some(lower) = lower.get_mut(..label.len()) else {
        return Refuted;
    };
    lower.copy_from_slice(label);
    lower.make_ascii_lowercase();
    let lower = &*lower;
    if tables::is_tld(lower) {
        Confirmed
    } else if lower.iter().all(u8::is_ascii_digit) || FILE_ENDINGS.contains(&lower) {
        Refuted
    } else {
        NoOpinion
    }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    const TLDS: [&[u8]; 6] = [b"com", b"org", b"net", b"de", b"co.uk", b"co.id"];
    let name = |random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>| {
        let length = draw::between(random, 4, 9) as usize;
        draw::characters(random, b"abcdefghiklmnoprstuvwy", length, out);
    };
    name(random, out);
    out.push(b'.');
    name(random, out);
    draw::digits(random, 2, out);
    out.push(b'@');
    name(random, out);
    out.push(b'.');
    out.extend_from_slice(draw::pick(random, &TLDS).unwrap_or(b"com"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ssh_algorithms_are_no_mailboxes() {
        for name in ["chacha20-poly1305@openssh.com", "rijndael-cbc@lysator.liu.se", "cbc@lysator.liu.se"] {
            assert_eq!(check(name.as_bytes()), Refuted, "{name}");
        }
        assert_eq!(check(b"markus@openssh.com"), Confirmed);
    }

    #[test]
    fn addresses_in_use_are_confirmed() {
        for address in [
            "a@b.co",
            "first.last+tag@sub.example.com",
            "O'Brien@EXAMPLE.ORG",
            "user_1@xn--bcher-kva.de",
            "иван@почта.рф",
            "x@example.xn--p1ai",
            "1234567890@qq.com",
        ] {
            assert_eq!(check(address.as_bytes()), Confirmed, "{address}");
        }
    }

    #[test]
    fn unknown_or_missing_top_level_domains_are_no_opinion() {
        for address in ["root@localhost", "a@corp.local", "a@b.internal", "a@b.test", "a@[192.0.2.1]", "\"a b\"@example.com"] {
            assert_eq!(check(address.as_bytes()), NoOpinion, "{address}");
        }
        assert_eq!(check(b"taro.@docomo.ne.jp"), NoOpinion);
    }

    #[test]
    fn what_is_no_address_is_refuted() {
        let long = format!("{}@example.com", "a".repeat(65));
        for text in [
            "",
            "@",
            "a@",
            "@b.com",
            ".a@b.com",
            "a.@b.com",
            "a..b@c.com",
            "a b@c.com",
            "a@b..com",
            "a@-b.com",
            "a@b-.com",
            "icon@2x.png",
            "a@1.2.3.4",
            "a@b@c.com",
            "a@b_c.com",
            long.as_str(),
        ] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
        assert_eq!(check(b"\xff\xfe@example.com"), Refuted);
        assert_eq!(check("a\u{fffd}@example.com".as_bytes()), Refuted);
    }
}
