//! JSON Web Tokens (RFC 7519) in compact form.

use super::{Validator, draw};
use crate::model::Validity::{self, Confirmed, Refuted};

/// `jwt`: the header decodes and names its algorithm.
pub const JWT: Validator = Validator {
    name: "jwt",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "JSON Web Token (RFC 7519), signed (three parts) or encrypted (five): the header decodes to an object with \"alg\"",
};

/// Value of a character of base64url (RFC 4648 section 5).
fn sextet(c: u8) -> Option<u32> {
    Some(u32::from(match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

/// Decodes as much as `buffer` holds.
fn decode<'a>(text: &[u8], buffer: &'a mut [u8]) -> Option<&'a [u8]> {
    let mut length = 0;
    for four in text.chunks(4) {
        let mut bits = 0;
        for &c in four {
            bits = bits << 6 | sextet(c)?;
        }
        bits <<= 6 * (4 - four.len());
        for byte in bits.to_be_bytes().into_iter().skip(1).take(four.len() * 6 / 8) {
            let Some(place) = buffer.get_mut(length) else {
                return Some(buffer);
            };
            *place = byte;
            length += 1;
        }
    }
    buffer.get(..length)
}

/// An object with a member of this name. Strings are not parsed: a header is made by a program.
fn has_member(json: &[u8], quoted: &[u8]) -> bool {
    let behind = memchr::memmem::find(json, quoted).and_then(|at| json.get(at + quoted.len()..));
    json.trim_ascii_start().starts_with(b"{") && behind.is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

fn check(value: &[u8]) -> Validity {
    if value.len() < 20 || !value.starts_with(b"e") {
        return Refuted;
    }
    let base64url = |part: &[u8]| part.iter().all(|&c| sextet(c).is_some());
    let mut parts = value.split(|&c| c == b'.');
    let (Some(header), Some(payload)) = (parts.next(), parts.next()) else {
        return Refuted;
    };
    if !parts.clone().all(base64url) {
        return Refuted;
    }
    let mut buffer = [0; 512];
    let Some(header) = decode(header, &mut buffer) else {
        return Refuted;
    };
    let holds = match parts.count() {
        1 => {
            let mut begin = [0; 6];
            // A nested token may be the payload; most are an object.
            has_member(header, b"\"alg\"")
                && base64url(payload)
                && decode(payload, &mut begin).is_some_and(|json| json.starts_with(b"{") || json.starts_with(b"eyJ"))
        }
        3 => base64url(payload) && has_member(header, b"\"enc\""),
        _ => false,
    };
    if holds { Confirmed } else { Refuted }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    const BASE64URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    // {"alg":"HS256","typ":"JWT"} and {"sub":" with random text behind it.
    out.extend_from_slice(b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI");
    draw::characters(random, BASE64URL, 24, out);
    out.push(b'.');
    draw::characters(random, BASE64URL, 43, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc_is_confirmed() {
        let token = concat!(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.",
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        );
        assert_eq!(check(token.as_bytes()), Confirmed);
        assert_eq!(check(b"eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UifQ."), Confirmed);
    }

    #[test]
    fn other_dotted_text_is_refuted() {
        for text in [
            "",
            "a.b.c",
            "example.domain.name.org",
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UifQ",
            "eyJ0eXAiOiJKV1QifQ.eyJpc3MiOiJqb2UifQ.AAAA",
            "eyJhbGciOiJub25lIn0.!!!!.AAAA",
        ] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }
}
