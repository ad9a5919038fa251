//! Strings, words and comments.

use memchr::memmem;

use super::*;
use crate::format::json::scan::End;
use crate::model::batch::WINDOW;

impl Walk {
    pub(super) fn comment(&mut self, input: Input<'_>) -> Option<Step> {
        let rest = &input.bytes[self.at..];
        if self.strict && self.stack.len() > 1 {
            return Some(Step::Bad);
        }
        let len = match rest.get(1) {
            Some(b'/') => memchr::memchr(b'\n', rest),
            Some(b'*') => memmem::find(&rest[2..], b"*/").map(|n| n + 4),
            Some(_) => return Some(Step::Bad),
            None => None,
        };
        match len {
            Some(len) if self.lines && memchr::memchr(b'\n', &rest[..len]).is_some() => Some(Step::Bad),
            // Values must not go unseen because a lost quote made a comment of them.
            Some(len) if rest.get(..len).is_some_and(may_hold_values) => Some(Step::Bad),
            Some(len) if len <= TOKEN => {
                self.at += len;
                None
            }
            None if rest.len() <= TOKEN && !input.eof => Some(Step::More),
            _ => Some(Step::Bad),
        }
    }

    /// A number, `true`, `null` …; `Ok(None)` is a call.
    pub(super) fn literal(&self, input: Input<'_>) -> Result<Option<(Span, usize)>, Step> {
        let end = self.word(input)?;
        let word = &input.bytes[self.at..end];
        let span = match word {
            b"null" => Span::NULL,
            b"true" | b"false" => input.span(self.at, word.len()),
            _ if scan::is_number(word) => input.span(self.at, word.len()),
            b"None" => Span::NULL,
            b"undefined" if !self.strict => Span::NULL,
            b"True" | b"False" => input.span(self.at, word.len()),
            _ if input.bytes.get(end) == Some(&b'(') && is_call(word) => return Ok(None),
            _ => return Err(Step::Bad),
        };
        Ok(Some((span, end)))
    }

    pub(super) fn word(&self, input: Input<'_>) -> Result<usize, Step> {
        let end = scan::word_end(input.bytes, self.at);
        if end == self.at || end - self.at > TOKEN {
            return Err(Step::Bad);
        }
        if end == input.bytes.len() && !input.eof {
            return Err(Step::More);
        }
        Ok(end)
    }

    /// The string at `at`: its value, and the index behind its closing quote.
    pub(super) fn string(&self, quote: u8, input: Input<'_>, out: &mut Out) -> Result<(Span, usize), Step> {
        let from = self.at + 1;
        let mut end = scan::string_end(input.bytes, from, quote, false);
        if let End::Newline { at, escaped } = end {
            if at - from > WINDOW {
                return Err(Step::Huge);
            }
            end = self.behind_newline(at, quote, escaped, input)?;
        }
        match end {
            End::Closed { at, .. } if at - from > WINDOW => Err(Step::Huge),
            End::Closed { at, escaped: false } => Ok((input.span(from, at - from), at + 1)),
            End::Closed { at, .. } => {
                let start = out.scratch.len();
                scan::unescape(&input.bytes[from..at], &mut out.scratch);
                Ok((Span::scratch(start, out.scratch.len() - start), at + 1))
            }
            _ if input.bytes.len() - from.min(input.bytes.len()) > WINDOW => Err(Step::Huge),
            _ if input.eof => Err(Step::Bad),
            _ => Err(Step::More),
        }
    }

    /// A string that holds a raw line feed is read when it ends not far behind it and something of JSON follows.
    /// Otherwise its closing quote is taken to be lost.
    pub(super) fn behind_newline(&self, newline: usize, quote: u8, escaped: bool, input: Input<'_>) -> Result<End, Step> {
        if self.lines || self.strict {
            return Err(Step::Bad);
        }
        let reach = (newline + RAW_REACH).min(input.bytes.len());
        let whole = input.eof || reach == newline + RAW_REACH;
        let mut found = scan::string_end(&input.bytes[..reach], newline + 1, quote, escaped);
        while let End::Newline { at, escaped } = found {
            found = scan::string_end(&input.bytes[..reach], at + 1, quote, escaped);
        }
        match found {
            End::Closed { at, .. } => {
                let next = scan::skip_blank(&input.bytes[..reach], at + 1);
                match input.bytes[..reach].get(next) {
                    Some(b',' | b':' | b'}' | b']' | b')') => Ok(found),
                    None if !whole => Err(Step::More),
                    _ => Err(Step::Bad),
                }
            }
            _ if whole => Err(Step::Bad),
            _ => Err(Step::More),
        }
    }
}

fn is_call(word: &[u8]) -> bool {
    matches!(
        word,
        b"ObjectId"
            | b"ISODate"
            | b"Date"
            | b"NumberLong"
            | b"NumberInt"
            | b"NumberDecimal"
            | b"UUID"
            | b"BinData"
            | b"Timestamp"
            | b"DBRef"
            | b"datetime.datetime"
            | b"Decimal"
    )
}

/// Whether a comment may hold values: a quoted string, an address, seven digits in a row.
fn may_hold_values(comment: &[u8]) -> bool {
    let address = |pair: &[u8]| matches!(pair, [before, b'@'] if before.is_ascii_alphanumeric() || *before >= 0x80);
    comment.contains(&b'"') || comment.windows(2).any(address) || comment.windows(7).any(|w| w.iter().all(u8::is_ascii_digit))
}
