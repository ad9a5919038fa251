//! Internet addresses: IPv4 (RFC 791), IPv6 (RFC 4291, RFC 5952).

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};
use std::net::Ipv6Addr;

/// `ipv4`: dotted quad, with `/24` or `:8080` behind it if need be.
pub const IPV4: Validator = Validator {
    name: "ipv4",
    // Four groups of three random digits: few are octets, and those filled up with zeros are no opinion.
    chance_per_mille: 1,
    check: ipv4,
    generate: Some(generate_ipv4),
    doc: "IPv4 address; what may as well be a version (all parts below 20, or 0 behind the first) or a mask is no opinion",
};

/// `ipv6`: with zone and prefix length if need be.
pub const IPV6: Validator = Validator {
    name: "ipv6",
    chance_per_mille: 0,
    check: ipv6,
    generate: Some(generate_ipv6),
    doc: "IPv6 address (RFC 4291), mapped IPv4, zone and prefix length included; a few groups around `::` are no opinion",
};

/// `ip`: either.
pub const IP: Validator =
    Validator { name: "ip", chance_per_mille: 1, check: ip, generate: Some(generate_ipv4), doc: "IPv4 or IPv6 address" };

fn ip(value: &[u8]) -> Validity {
    match ipv4(value) {
        Refuted => ipv6(value),
        known => known,
    }
}

/// Splits `/24` off and tests it; `None` when what follows `/` is no prefix length.
fn without_prefix_length(value: &[u8], most: u32) -> Option<&[u8]> {
    let Some(slash) = memchr::memrchr(b'/', value) else {
        return Some(value);
    };
    decimal(value.get(slash + 1..)?, most).and_then(|_| value.get(..slash))
}

fn decimal(digits: &[u8], most: u32) -> Option<u32> {
    let plain = (1..=5).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    plain.then(|| super::check_digits::number(digits)).filter(|&n| n <= most)
}

/// The four octets, and whether one is filled up with zeros (`010`).
fn octets(quad: &[u8]) -> Option<([u32; 4], bool)> {
    let mut octets = [0; 4];
    let (mut count, mut padded) = (0, false);
    for part in quad.split(|&c| c == b'.') {
        *octets.get_mut(count)? = decimal(part, 255).filter(|_| part.len() <= 3)?;
        padded |= part.len() > 1 && part.starts_with(b"0");
        count += 1;
    }
    (count == 4).then_some((octets, padded))
}

fn ipv4(value: &[u8]) -> Validity {
    let read = || {
        let quad = without_prefix_length(value, 32)?;
        let Some(colon) = memchr::memchr(b':', quad) else {
            return octets(quad);
        };
        decimal(quad.get(colon + 1..)?, 65535)?;
        octets(quad.get(..colon)?)
    };
    let Some((octets, padded)) = read() else {
        return Refuted;
    };
    let ambiguous = match octets {
        _ if padded => true,
        [10 | 127, ..] => octets == [10, 0, 0, 0] || octets == [127, 0, 0, 0],
        [0 | 255, ..] => true,
        [_, 0, 0, 0] => true,
        _ => octets.iter().all(|&octet| octet < 20),
    };
    if ambiguous { NoOpinion } else { Confirmed }
}

fn ipv6(value: &[u8]) -> Validity {
    let read = || {
        let value = without_prefix_length(value, 128)?;
        let value = value.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]")).unwrap_or(value);
        let value = match memchr::memchr(b'%', value) {
            Some(percent) if percent + 1 < value.len() => value.get(..percent)?,
            Some(_) => return None,
            None => value,
        };
        let text = std::str::from_utf8(value).ok().filter(|text| text.len() <= 45)?;
        Some((text, text.parse::<Ipv6Addr>().ok()?))
    };
    let Some((text, address)) = read() else {
        return Refuted;
    };
    let groups = text.split(':').filter(|group| !group.is_empty()).count();
    let special = address.is_loopback() || address.is_unicast_link_local() || address.is_multicast() || text.contains('.');
    if special || groups > 2 && text.bytes().any(|c| c.is_ascii_digit()) { Confirmed } else { NoOpinion }
}

fn generate_ipv4(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    for part in 0..4 {
        let octet = draw::between(random, 21, 223);
        if part > 0 {
            out.push(b'.');
        }
        draw::padded(octet, 1, out);
    }
}

fn generate_ipv6(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    out.extend_from_slice(b"2001:db8");
    for _ in 0..6 {
        out.push(b':');
        draw::characters(random, b"123456789abcdef", 4, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_confirmed() {
        for text in ["192.168.0.1", "10.0.0.1", "127.0.0.1", "203.0.113.7", "192.0.2.0/24", "198.51.100.9:8080", "172.16.254.1"] {
            assert_eq!(ipv4(text.as_bytes()), Confirmed, "{text}");
            assert_eq!(ip(text.as_bytes()), Confirmed, "{text}");
        }
        for text in [
            "2001:db8::ff00:42:8329",
            "::1",
            "fe80::1%eth0",
            "::ffff:192.0.2.128",
            "2001:db8::1/64",
            "[2001:db8::1]",
            "2001:DB8:0:0:8:800:200C:417A",
        ] {
            assert_eq!(ipv6(text.as_bytes()), Confirmed, "{text}");
            assert_eq!(ip(text.as_bytes()), Confirmed, "{text}");
        }
    }

    #[test]
    fn versions_and_masks_are_no_opinion() {
        for text in ["1.2.3.4", "1.0.0.0", "0.0.0.0", "255.255.255.0", "122.0.0.0", "192.168.001.010", "10.0.0.0"] {
            assert_eq!(ipv4(text.as_bytes()), NoOpinion, "{text}");
        }
        for text in ["::", "dead::beef", "12::30"] {
            assert_eq!(ipv6(text.as_bytes()), NoOpinion, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refuted() {
        for text in [
            "",
            "256.1.1.1",
            "1.2.3",
            "1.2.3.4.5",
            "49.0.2623.112",
            "1.2.3.4/33",
            "12:34:56",
            "00:1b:63:84:45:e6",
            "std::vec",
            "fe80::1%",
            "a.b.c.d",
            "1..2.3",
        ] {
            assert_eq!(ip(text.as_bytes()), Refuted, "{text}");
        }
    }
}
