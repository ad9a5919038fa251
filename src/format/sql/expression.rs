//! Values that are more than a plain literal: casts, conversions, constructors, joined strings.

use super::escape::{decode_hex, is_text, unescape};
use super::flavour::Kind;
use super::lexer::{Lexer, Token, What};
use crate::model::Span;

/// How deep constructors may nest before the text of the expression is taken as it is.
pub(super) const DEPTH: usize = 24;

/// What an expression stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// No value.
    Null,
    /// One value; `text` tells a string from a number.
    One {
        /// Where it is.
        span: Span,
        /// Whether it was written as a string.
        text: bool,
    },
    /// Several values: those that were pushed to the parts.
    Many,
    /// Nothing that can be told without running it.
    Raw,
    /// Two values without an operator between them: a quote has gone astray.
    Broken,
}

/// Reads the expression that is all of `lexer`'s bytes from its cursor on (its `eof` is set, its indexes are the
/// window's). Values that must be made go to `scratch`; those of a constructor with several go to `parts`.
pub fn meaning(lexer: &mut Lexer<'_>, scratch: &mut Vec<u8>, parts: &mut Vec<Span>) -> Meaning {
    let mut reader = Reader { lexer, scratch, parts };
    let meaning = reader.joined(0);
    match reader.token() {
        Some(token) if token.kind == What::End => meaning,
        Some(token) if matches!(token.kind, What::Word | What::Text(_)) => match meaning {
            Meaning::One { text: true, .. } => Meaning::Broken,
            _ => Meaning::Raw,
        },
        _ => Meaning::Raw,
    }
}

pub(super) struct Reader<'l, 'a, 's> {
    pub(super) lexer: &'l mut Lexer<'a>,
    pub(super) scratch: &'s mut Vec<u8>,
    pub(super) parts: &'s mut Vec<Span>,
}

impl Reader<'_, '_, '_> {
    pub(super) fn token(&mut self) -> Option<Token> {
        self.lexer.token().ok()
    }

    pub(super) fn look(&mut self) -> Option<Token> {
        let before = self.lexer.pos;
        let token = self.token();
        self.lexer.pos = before;
        token
    }

    pub(super) fn takes(&mut self, byte: u8) -> bool {
        self.lexer.accept_byte(byte).unwrap_or(false)
    }

    /// Operands with `||`, `+` or nothing between them.
    pub(super) fn joined(&mut self, depth: usize) -> Meaning {
        let mut left = self.operand(depth);
        loop {
            let Some(next) = self.look() else { return left };
            let plus = match next.kind {
                What::Punct(b'|') => false,
                What::Punct(b'+') => true,
                What::Text(_) if matches!(left, Meaning::One { text: true, .. }) => {
                    let right = self.operand(depth);
                    left = self.join(left, right);
                    continue;
                }
                _ => return left,
            };
            self.lexer.pos = next.end;
            if !plus && !self.takes(b'|') {
                return Meaning::Raw;
            }
            let right = self.operand(depth);
            let text = |m: Meaning| matches!(m, Meaning::One { text: true, .. });
            if plus && !text(left) && !text(right) {
                return Meaning::Raw;
            }
            left = self.join(left, right);
        }
    }

    /// One value behind another in scratch.
    fn join(&mut self, left: Meaning, right: Meaning) -> Meaning {
        let (a, b) = match (left, right) {
            (Meaning::Broken, _) | (_, Meaning::Broken) => return Meaning::Broken,
            (Meaning::One { span: a, .. }, Meaning::One { span: b, .. }) => (a, b),
            (Meaning::One { .. }, Meaning::Null) => return left,
            (Meaning::Null, Meaning::One { .. }) => return right,
            _ => return Meaning::Raw,
        };
        let start = self.scratch.len();
        for span in [a, b] {
            self.append(span);
        }
        Meaning::One { span: Span::scratch(start, self.scratch.len() - start), text: true }
    }

    pub(super) fn append(&mut self, span: Span) {
        let (from, to) = (span.offset(), span.offset() + span.len());
        if !span.in_scratch() {
            self.scratch.extend_from_slice(self.lexer.slice(from, to));
        } else if to <= self.scratch.len() {
            self.scratch.extend_from_within(from..to);
        }
    }

    pub(super) fn bytes(&self, span: Span) -> &[u8] {
        let range = span.offset()..span.offset() + span.len();
        if span.in_scratch() { self.scratch.get(range).unwrap_or_default() } else { self.lexer.bytes.get(range).unwrap_or_default() }
    }

    /// One literal, call or parenthesis, with its casts.
    fn operand(&mut self, depth: usize) -> Meaning {
        if depth > DEPTH {
            return Meaning::Raw;
        }
        let Some(token) = self.token() else {
            return Meaning::Raw;
        };
        let value = match token.kind {
            What::Text(_) | What::Name(_) => self.literal(token),
            What::Word => self.word(token, depth),
            What::Punct(b'(') => {
                let inner = self.joined(depth + 1);
                if self.takes(b')') { inner } else { Meaning::Raw }
            }
            What::Punct(b'-' | b'+' | b'$') => self.signed(token),
            _ => Meaning::Raw,
        };
        self.casts(value)
    }

    /// `-5`, `+5`, `$5.00`: the sign belongs to the number.
    fn signed(&mut self, sign: Token) -> Meaning {
        match self.look() {
            Some(next) if next.kind == What::Word && next.start == sign.end => {
                self.lexer.pos = next.end;
                if !self.lexer.slice(next.start, next.end).first().is_some_and(u8::is_ascii_digit) {
                    return Meaning::Raw;
                }
                Meaning::One { span: Span::borrowed(sign.start, next.end - sign.start), text: false }
            }
            _ => Meaning::Raw,
        }
    }

    /// What may stand behind a value without changing it.
    fn casts(&mut self, value: Meaning) -> Meaning {
        loop {
            let Some(next) = self.look() else {
                return value;
            };
            let word = self.lexer.slice(next.start, next.end);
            match next.kind {
                What::Punct(b':') => {
                    self.lexer.pos = next.end;
                    if !self.takes(b':') || !self.type_name() {
                        return Meaning::Raw;
                    }
                }
                What::Word if word.eq_ignore_ascii_case(b"collate") || word.eq_ignore_ascii_case(b"as") => {
                    self.lexer.pos = next.end;
                    if !matches!(self.lexer.dotted_name(), Ok(Some(_))) {
                        return Meaning::Raw;
                    }
                }
                What::Word if word.eq_ignore_ascii_case(b"at") => {
                    self.lexer.pos = next.end;
                    let zone = self.lexer.accept(b"time") == Ok(true) && self.lexer.accept(b"zone") == Ok(true);
                    if !zone || self.token().is_none() {
                        return Meaning::Raw;
                    }
                }
                _ => return value,
            }
        }
    }

    /// A type behind `::`: words, `(n)`, `[]`.
    fn type_name(&mut self) -> bool {
        if !matches!(self.lexer.dotted_name(), Ok(Some(_))) {
            return false;
        }
        loop {
            let Some(next) = self.look() else { return true };
            let word = self.lexer.slice(next.start, next.end);
            let more = [&b"varying"[..], b"precision", b"with", b"without", b"time", b"zone"];
            match next.kind {
                What::Word if more.iter().any(|w| word.eq_ignore_ascii_case(w)) => self.lexer.pos = next.end,
                What::Punct(b'(') => {
                    self.lexer.pos = next.end;
                    if self.lexer.skip_parens().is_err() {
                        return false;
                    }
                }
                What::Punct(b'[' | b']') => self.lexer.pos = next.end,
                _ => return true,
            }
        }
    }

    fn literal(&mut self, token: Token) -> Meaning {
        match literal(self.lexer, token, self.scratch) {
            Some(span) => Meaning::One { span, text: true },
            None => Meaning::Raw,
        }
    }

    /// A number, a keyword, a typed literal or a call.
    fn word(&mut self, token: Token, depth: usize) -> Meaning {
        let word = self.lexer.slice(token.start, token.end);
        let is = |names: &[&str]| names.iter().any(|n| word.eq_ignore_ascii_case(n.as_bytes()));
        if is(&["null", "default"]) {
            return Meaning::Null;
        }
        if word.first().is_some_and(u8::is_ascii_digit) || is(&["true", "false"]) {
            return number(self.lexer, token, self.scratch);
        }
        let Some(next) = self.look() else {
            return Meaning::Raw;
        };
        match next.kind {
            What::Text(_) if word.starts_with(b"_") || is(TYPED) => self.lexer.token().map_or(Meaning::Raw, |text| self.literal(text)),
            What::Word if word.starts_with(b"_") => self.operand(depth + 1),
            What::Text(_) => Meaning::Broken,
            What::Punct(b'(') => {
                self.lexer.pos = next.end;
                self.call(word, depth + 1)
            }
            What::Punct(b'[') if is(&["array"]) => {
                self.lexer.pos = next.end;
                self.arguments(b']', depth + 1)
            }
            _ => Meaning::Raw,
        }
    }
}

/// Words before a string that say its type only.
const TYPED: &[&str] = &[
    "date",
    "time",
    "timestamp",
    "timestamptz",
    "datetime",
    "interval",
    "n",
    "binary",
    "json",
    "uuid",
    "inet",
    "bytea",
    "point",
    "text",
    "numeric",
];

/// The value of a literal token: borrowed where it stands as it is.
pub fn literal(lexer: &Lexer<'_>, token: Token, scratch: &mut Vec<u8>) -> Option<Span> {
    let (What::Text(escapes) | What::Name(escapes)) = token.kind else {
        return None;
    };
    let raw = lexer.slice(token.start, token.end);
    Some(text_span(raw, token.start, escapes, lexer.flavour.kind, scratch))
}

/// The span of a string whose bytes between the quotes are `raw`, at `start` of the window.
pub fn text_span(raw: &[u8], start: usize, escapes: super::lexer::Escapes, kind: Kind, scratch: &mut Vec<u8>) -> Span {
    use super::lexer::Escapes;
    let mark = scratch.len();
    match escapes {
        Escapes::None if kind == Kind::Postgres && raw.starts_with(b"\\x") => {
            let digits = raw.get(2..).unwrap_or_default();
            decoded(digits, scratch).unwrap_or(Span::borrowed(start, raw.len()))
        }
        Escapes::None => Span::borrowed(start, raw.len()),
        Escapes::Hex => decoded(raw, scratch).unwrap_or(Span::borrowed(start, raw.len())),
        _ => {
            unescape(raw, escapes, kind, scratch);
            Span::scratch(mark, scratch.len() - mark)
        }
    }
}

/// The value of a bare word: a number as it stands, or the text that a `0x…` holds.
fn number(lexer: &Lexer<'_>, token: Token, scratch: &mut Vec<u8>) -> Meaning {
    let word = lexer.slice(token.start, token.end);
    let as_it_is = Span::borrowed(token.start, word.len());
    match word.strip_prefix(b"0x").or(word.strip_prefix(b"0X")) {
        Some(digits) => Meaning::One { span: decoded(digits, scratch).unwrap_or(as_it_is), text: true },
        None => Meaning::One { span: as_it_is, text: false },
    }
}

/// Hexadecimal digits as the text that they stand for; `None` where it is none.
pub fn decoded(digits: &[u8], scratch: &mut Vec<u8>) -> Option<Span> {
    let start = scratch.len();
    if decode_hex(digits, scratch) && is_text(scratch.get(start..).unwrap_or_default()) {
        return Some(Span::scratch(start, scratch.len() - start));
    }
    scratch.truncate(start);
    None
}
