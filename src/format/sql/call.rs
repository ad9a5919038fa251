//! Calls in a value: conversions give their first value, constructors all of theirs.

use super::expression::{DEPTH, Meaning, Reader, decoded};
use super::lexer::What;
use crate::model::Span;

impl Reader<'_, '_, '_> {
    /// A call whose opening parenthesis was taken.
    pub(super) fn call(&mut self, name: &[u8], depth: usize) -> Meaning {
        let is = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes()));
        let before = self.parts.len();
        let all = self.arguments(b')', depth);
        if is(SIZED_TYPES) {
            self.parts.truncate(before);
            return Meaning::Raw;
        }
        if matches!(all, Meaning::Raw | Meaning::Broken) {
            self.parts.truncate(before);
            return all;
        }
        let given: Vec<Span> = self.parts.get(before..).unwrap_or_default().to_vec();
        let first = given.first().copied();
        let one = |span: Option<Span>| span.map_or(Meaning::Raw, |span| Meaning::One { span, text: true });
        let answer = if is(&["replace"]) {
            self.replaced(&given)
        } else if is(&["char", "chr", "nchar"]) {
            self.character(first)
        } else if is(&["concat"]) {
            let start = self.scratch.len();
            given.iter().for_each(|&span| self.append(span));
            one(Some(Span::scratch(start, self.scratch.len() - start)))
        } else if is(&["unhex", "hextoraw"]) || (is(&["decode"]) && given.get(1).is_some_and(|&f| self.bytes(f) == b"hex")) {
            let digits = first.map(|span| self.bytes(span).to_vec()).unwrap_or_default();
            one(decoded(&digits, self.scratch).or(first))
        } else if is(UNWRAPPED) || name.get(..3).is_some_and(|p| p.eq_ignore_ascii_case(b"st_")) {
            one(first)
        } else {
            return match all {
                Meaning::Many if given.len() == 1 => {
                    self.parts.truncate(before);
                    one(first)
                }
                other => other,
            };
        };
        self.parts.truncate(before);
        answer
    }

    /// Arguments up to the closing byte; each value is pushed to the parts. Bare words (types, styles) give none.
    pub(super) fn arguments(&mut self, close: u8, depth: usize) -> Meaning {
        if depth > DEPTH {
            return Meaning::Raw;
        }
        let before = self.parts.len();
        let mut nulls = false;
        loop {
            if self.takes(close) {
                break;
            }
            let mark = self.parts.len();
            match self.joined(depth) {
                Meaning::One { span, .. } => self.parts.push(span),
                Meaning::Null => {
                    nulls = true;
                    self.parts.push(Span::NULL);
                }
                Meaning::Many => {}
                Meaning::Broken => return Meaning::Broken,
                Meaning::Raw => self.parts.truncate(mark),
            }
            if !self.skip_to_argument_end(close) {
                return Meaning::Raw;
            }
        }
        let given = self.parts.get(before..).unwrap_or_default();
        if given.iter().any(|span| !span.is_null()) {
            Meaning::Many
        } else {
            self.parts.truncate(before);
            if nulls { Meaning::Null } else { Meaning::Raw }
        }
    }

    /// Skips what is left of an argument (`AS type`, `USING charset`, an operator), and the comma behind it.
    fn skip_to_argument_end(&mut self, close: u8) -> bool {
        loop {
            let Some(token) = self.look() else {
                return false;
            };
            match token.kind {
                What::Punct(b',') => {
                    self.lexer.pos = token.end;
                    return true;
                }
                What::Punct(b) if b == close => return true,
                What::End => return false,
                What::Punct(b'(') => {
                    self.lexer.pos = token.end;
                    if self.lexer.skip_parens().is_err() {
                        return false;
                    }
                }
                _ => {
                    if self.token().is_none() {
                        return false;
                    }
                }
            }
        }
    }

    /// SQLite's `.dump` writes line breaks as `replace('a\nb','\n',char(10))`.
    fn replaced(&mut self, given: &[Span]) -> Meaning {
        let &[text, from, to] = given else {
            return given.first().map_or(Meaning::Raw, |&span| Meaning::One { span, text: true });
        };
        let (text, from, to) = (self.bytes(text).to_vec(), self.bytes(from).to_vec(), self.bytes(to).to_vec());
        let start = self.scratch.len();
        let mut rest = text.as_slice();
        while let Some(n) = super::scan::find(rest, &from).filter(|_| !from.is_empty()) {
            self.scratch.extend_from_slice(rest.get(..n).unwrap_or_default());
            self.scratch.extend_from_slice(&to);
            rest = rest.get(n + from.len()..).unwrap_or_default();
        }
        self.scratch.extend_from_slice(rest);
        Meaning::One { span: Span::scratch(start, self.scratch.len() - start), text: true }
    }

    /// `char(10)`: the character of that code.
    fn character(&mut self, code: Option<Span>) -> Meaning {
        let digits = code.map(|span| self.bytes(span)).unwrap_or_default();
        let code = std::str::from_utf8(digits).ok().and_then(|d| d.parse().ok());
        let Some(character) = code.and_then(char::from_u32) else {
            return Meaning::Raw;
        };
        let start = self.scratch.len();
        self.scratch.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        Meaning::One { span: Span::scratch(start, self.scratch.len() - start), text: true }
    }
}

/// Types with a size, as they stand first in `CONVERT(varchar(10), …)`.
const SIZED_TYPES: &[&str] =
    &["varchar", "nvarchar", "varchar2", "varbinary", "binary", "decimal", "numeric", "float", "datetime2", "datetimeoffset"];

/// Functions that change the form of their first value and not what it says.
const UNWRAPPED: &[&str] = &[
    "cast",
    "try_cast",
    "convert",
    "try_convert",
    "parse",
    "to_date",
    "to_timestamp",
    "to_timestamp_tz",
    "to_number",
    "to_char",
    "to_clob",
    "to_nclob",
    "to_blob",
    "str_to_date",
    "date",
    "datetime",
    "time",
    "timestamp",
    "strftime",
    "from_unixtime",
    "decode",
    "upper",
    "lower",
    "trim",
    "ltrim",
    "rtrim",
    "nvl",
    "coalesce",
    "ifnull",
    "isnull",
    "geomfromtext",
    "geometryfromtext",
    "point_from_text",
    "pointfromtext",
    "polygonfromtext",
    "aes_encrypt",
    "md5",
    "sha1",
    "sha2",
    "password",
    "from_base64",
    "utl_raw.cast_to_raw",
    "to_dsinterval",
    "to_yminterval",
    "crypt",
];
