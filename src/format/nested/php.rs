//! PHP's `serialize` format: `a:2:{s:5:"email";s:13:"a@example.com";i:0;b:1;}`, as WordPress, Magento and Drupal keep
//! settings and customer data. Source: the PHP manual, `serialize`, and `var_unserializer.re`.

use crate::format::json::{Found, Input, Out, Paths, ROOT};
use crate::model::Span;

/// How many arrays may stand in each other.
const MAX_DEPTH: usize = 10_000;

struct Frame {
    node: u32,
    /// Values that are still to come: two for each member.
    left: usize,
    /// The node of the value that comes next, once its key was read.
    value: Option<u32>,
    turn: u32,
}

enum Token {
    /// A value or key in the bytes: offset and length.
    Text(usize, usize),
    Null,
    /// An array or object of so many members.
    Open(usize),
    Close,
}

/// Reads one serialised array or object that must end where the bytes end.
pub(super) fn read(input: Input<'_>, paths: &mut Paths, out: &mut Out) -> bool {
    let bytes = input.bytes.trim_ascii_end();
    let mut at = bytes.len() - bytes.trim_ascii_start().len();
    let mut stack: Vec<Frame> = Vec::new();
    loop {
        let Some((token, next, is_int)) = token(bytes, at) else {
            return false;
        };
        at = next;
        let frame = stack.last_mut();
        match (token, frame) {
            (Token::Close, Some(frame)) if frame.left == 0 => {
                stack.pop();
                if stack.is_empty() {
                    return at == bytes.len();
                }
            }
            (Token::Open(members), None) => stack.push(frame_of(ROOT, members)),
            (Token::Open(members), Some(frame)) if frame.left > 0 => {
                let Some(node) = frame.value.take() else {
                    return false;
                };
                frame.left -= 1;
                if stack.len() >= MAX_DEPTH {
                    return false;
                }
                stack.push(frame_of(node, members));
            }
            (Token::Text(from, len), Some(frame)) if frame.left > 0 => {
                frame.left -= 1;
                let span = span(input, from, len);
                match frame.value.take() {
                    Some(node) => out.found.push(Found { node, span }),
                    None => {
                        let key = bytes.get(from..from + len).unwrap_or_default();
                        frame.value = Some(member(frame, key, is_int, span, paths, out));
                    }
                }
            }
            (Token::Null, Some(frame)) if frame.left > 0 => {
                let Some(node) = frame.value.take() else {
                    return false;
                };
                frame.left -= 1;
                out.found.push(Found { node, span: Span::NULL });
            }
            _ => return false,
        }
    }
}

fn frame_of(node: u32, members: usize) -> Frame {
    Frame { node, left: members.saturating_mul(2), value: None, turn: 0 }
}

fn span(input: Input<'_>, from: usize, len: usize) -> Span {
    if input.in_scratch { Span::scratch(input.base + from, len) } else { Span::borrowed(input.base + from, len) }
}

/// The node of a member. Small numbers count the elements of a list; other keys are read as those of JSON.
fn member(frame: &mut Frame, key: &[u8], is_int: bool, span: Span, paths: &mut Paths, out: &mut Out) -> u32 {
    if is_int && key.len() < 6 {
        return paths.items(frame.node);
    }
    // Private and protected members carry their class between NUL bytes.
    let name = key.rsplit(|&b| b == 0).next().unwrap_or(key);
    let (node, is_value) = paths.child(frame.node, name, &mut frame.turn);
    if is_value {
        let node = paths.keys(node);
        out.found.push(Found { node, span });
    }
    node
}

/// The token at `at`, the index behind it, and whether it is a whole number.
fn token(bytes: &[u8], at: usize) -> Option<(Token, usize, bool)> {
    let rest = bytes.get(at..)?;
    match rest {
        [b'}', ..] => Some((Token::Close, at + 1, false)),
        [b'N', b';', ..] => Some((Token::Null, at + 2, false)),
        [kind @ (b'i' | b'd' | b'b' | b'r' | b'R'), b':', tail @ ..] => {
            let len = memchr::memchr(b';', tail.get(..tail.len().min(64))?)?;
            let plain = tail[..len].iter().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b));
            plain.then_some((Token::Text(at + 2, len), at + 3 + len, *kind == b'i'))
        }
        [b's', b':', ..] => {
            let (len, open) = number(bytes, at + 2)?;
            let from = quoted(bytes, open)?;
            let end = from.checked_add(len)?;
            let len = match bytes.get(end..end.checked_add(2)?) {
                Some(b"\";") => len,
                // Texts that were converted to another encoding since have another length than they say.
                _ => memchr::memmem::find(bytes.get(from..)?, b"\";")?,
            };
            Some((Token::Text(from, len), from + len + 2, false))
        }
        [b'a', b':', ..] => open(bytes, at + 2),
        [b'O' | b'C', b':', ..] => {
            let (len, quote) = number(bytes, at + 2)?;
            let end = quoted(bytes, quote)?.checked_add(len)?;
            (bytes.get(end..end.checked_add(2)?)? == b"\":").then(|| open(bytes, end + 2))?
        }
        _ => None,
    }
}

/// Reads `2:{`.
fn open(bytes: &[u8], at: usize) -> Option<(Token, usize, bool)> {
    let (members, next) = number(bytes, at)?;
    (bytes.get(next) == Some(&b'{') && members <= bytes.len()).then_some((Token::Open(members), next + 1, false))
}

/// Reads a length and its colon.
fn number(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let digits = bytes.get(at..)?.iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    let value = std::str::from_utf8(bytes.get(at..at + digits)?).ok()?.parse().ok()?;
    (bytes.get(at + digits) == Some(&b':')).then_some((value, at + digits + 1))
}

/// Index behind the quote at `at`.
fn quoted(bytes: &[u8], at: usize) -> Option<usize> {
    (bytes.get(at) == Some(&b'"')).then_some(at + 1)
}
