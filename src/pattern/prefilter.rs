//! Prefilters: the cheap test that an expression compiles to.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::model::byteclass::{self, ByteClasses, CLASS, Shape};

/// A test on a value's shape that every match of an expression passes. Few other values do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prefilter {
    /// Shortest match, in bytes.
    pub min_len: u32,
    /// Longest match, in bytes; `u32::MAX` without an end.
    pub max_len: u32,
    /// Fewest digits.
    pub min_digits: u32,
    /// Most digits; `u32::MAX` without an end.
    pub max_digits: u32,
    /// Classes of which every match holds a byte.
    pub required: ByteClasses,
    /// Classes beside which no match holds a byte.
    pub allowed: ByteClasses,
    /// Whether a value that passes is a match for certain: the expression need not be run.
    pub exact: bool,
}

impl Prefilter {
    /// The prefilter of an expression over whole values.
    pub fn of(hir: &Hir) -> Self {
        let mut filter = measure(hir);
        filter.exact = is_exact(hir);
        filter
    }

    /// A prefilter for what word lists judge: letters, blanks and the signs that names and addresses hold.
    pub fn words() -> Self {
        Prefilter {
            min_len: 1,
            max_len: 200,
            min_digits: 0,
            max_digits: u32::MAX,
            required: 0,
            allowed: byteclass::ALL & !byteclass::AT,
            exact: true,
        }
    }

    /// Whether a value of this shape can match.
    #[inline]
    pub fn admits(&self, shape: &Shape) -> bool {
        shape.len >= self.min_len
            && shape.len <= self.max_len
            && shape.classes & !self.allowed == 0
            && shape.classes & self.required == self.required
            && shape.digits >= self.min_digits
            && shape.digits <= self.max_digits
    }

    /// Whether it keeps anything out: one that doesn't would send every value of the evidence to its expression.
    pub fn narrows(&self) -> bool {
        self.required != 0 || self.min_digits > 0 || self.max_len <= 256 || self.allowed.count_ones() <= 12
    }
}

const EMPTY: Prefilter = Prefilter { min_len: 0, max_len: 0, min_digits: 0, max_digits: 0, required: 0, allowed: 0, exact: false };

fn measure(hir: &Hir) -> Prefilter {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => EMPTY,
        HirKind::Literal(literal) => literal.0.iter().fold(EMPTY, |sum, &byte| concat(sum, of_bytes(std::iter::once((byte, byte))))),
        HirKind::Class(class) => of_class(class),
        HirKind::Capture(capture) => measure(&capture.sub),
        HirKind::Repetition(repetition) => repeat(measure(&repetition.sub), repetition.min, repetition.max),
        HirKind::Concat(parts) => parts.iter().map(measure).fold(EMPTY, concat),
        HirKind::Alternation(parts) => parts.iter().map(measure).reduce(either).unwrap_or(EMPTY),
    }
}

fn of_class(class: &Class) -> Prefilter {
    match class {
        Class::Bytes(bytes) => of_bytes(bytes.iter().map(|r| (r.start(), r.end()))),
        Class::Unicode(chars) => {
            let ascii = chars.iter().filter(|r| r.start() < '\u{80}').map(|r| (r.start() as u8, (r.end() as u32).min(0x7f) as u8));
            let mut filter = of_bytes(ascii);
            let longest = chars.iter().map(|r| r.end().len_utf8()).max().unwrap_or(1) as u32;
            if longest > 1 {
                let had_ascii = filter.allowed != 0;
                filter.allowed |= byteclass::HIGH;
                filter.required = if had_ascii { 0 } else { byteclass::HIGH };
                filter.min_digits = 0;
            }
            filter.min_len = chars.iter().map(|r| r.start().len_utf8()).min().unwrap_or(1) as u32;
            filter.max_len = longest;
            filter
        }
    }
}

fn of_bytes(ranges: impl Iterator<Item = (u8, u8)>) -> Prefilter {
    let mut allowed = 0;
    for (start, end) in ranges {
        for byte in start..=end {
            allowed |= CLASS[byte as usize];
        }
    }
    Prefilter {
        min_len: 1,
        max_len: 1,
        min_digits: u32::from(allowed == byteclass::DIGIT),
        max_digits: u32::from(allowed & byteclass::DIGIT != 0),
        required: if allowed.count_ones() == 1 { allowed } else { 0 },
        allowed,
        exact: false,
    }
}

fn concat(a: Prefilter, b: Prefilter) -> Prefilter {
    Prefilter {
        min_len: a.min_len.saturating_add(b.min_len),
        max_len: a.max_len.saturating_add(b.max_len),
        min_digits: a.min_digits.saturating_add(b.min_digits),
        max_digits: a.max_digits.saturating_add(b.max_digits),
        required: a.required | b.required,
        allowed: a.allowed | b.allowed,
        exact: false,
    }
}

fn either(a: Prefilter, b: Prefilter) -> Prefilter {
    Prefilter {
        min_len: a.min_len.min(b.min_len),
        max_len: a.max_len.max(b.max_len),
        min_digits: a.min_digits.min(b.min_digits),
        max_digits: a.max_digits.max(b.max_digits),
        required: a.required & b.required,
        allowed: a.allowed | b.allowed,
        exact: false,
    }
}

fn repeat(one: Prefilter, min: u32, max: Option<u32>) -> Prefilter {
    let times = |n: u32| max.map_or(if n == 0 { 0 } else { u32::MAX }, |m| n.saturating_mul(m));
    Prefilter {
        min_len: one.min_len.saturating_mul(min),
        max_len: times(one.max_len),
        min_digits: one.min_digits.saturating_mul(min),
        max_digits: times(one.max_digits),
        required: if min > 0 { one.required } else { 0 },
        allowed: one.allowed,
        exact: false,
    }
}

/// Whether an expression is one run of one class whose bytes are whole byte classes: then the shape says it all.
fn is_exact(hir: &Hir) -> bool {
    let Some(bytes) = run_of(hir) else { return false };
    let allowed = (0..256).filter(|&b| bytes[b]).fold(0, |sum, b| sum | CLASS[b]);
    (0..256).all(|b| bytes[b] == (CLASS[b] & allowed != 0))
}

/// The bytes of an expression that is one run of one class and nothing else: its lengths and a table say it all.
pub(super) fn run_of(hir: &Hir) -> Option<[bool; 256]> {
    let class = match hir.kind() {
        HirKind::Concat(parts) => {
            let mut rest = parts.iter().filter(|p| !matches!(p.kind(), HirKind::Look(_)));
            return match (rest.next(), rest.next()) {
                (Some(only), None) => run_of(only),
                _ => None,
            };
        }
        HirKind::Capture(capture) => return run_of(&capture.sub),
        HirKind::Repetition(repetition) => &repetition.sub,
        _ => hir,
    };
    let mut bytes = [false; 256];
    match class.kind() {
        HirKind::Class(Class::Bytes(set)) => {
            for range in set.iter() {
                (range.start()..=range.end()).for_each(|b| bytes[b as usize] = true);
            }
        }
        HirKind::Class(Class::Unicode(set)) => {
            for range in set.iter() {
                if range.end() > '\u{7f}' {
                    return None;
                }
                (range.start() as u8..=range.end() as u8).for_each(|b| bytes[b as usize] = true);
            }
        }
        _ => return None,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(expression: &str) -> Prefilter {
        Prefilter::of(&regex_syntax::ParserBuilder::new().utf8(false).unicode(false).build().parse(expression).unwrap())
    }

    #[test]
    fn an_expression_compiles_to_its_lengths_and_classes() {
        let email = filter(r"[a-z0-9.]+@[a-z0-9]+\.[a-z]{2,}");
        assert_eq!((email.min_len, email.max_len), (6, u32::MAX));
        assert_eq!(email.required, byteclass::AT | byteclass::DOT);
        assert!(!email.admits(&Shape::of(b"no at sign.")) && email.admits(&Shape::of(b"ann@example.com")));
        let card = filter(r"\d{4}(?:[ -]?\d{4}){3}");
        assert_eq!((card.min_digits, card.max_digits, card.max_len), (16, 16, 19));
    }

    #[test]
    fn a_run_of_one_class_is_exact() {
        assert!(filter(r"[0-9]{4}").exact && filter(r"^[0-9]{3,4}$").exact);
        assert!(!filter(r"[0-8]{4}").exact && !filter(r"[0-9]{4}x").exact);
    }

    #[test]
    fn a_filter_that_keeps_nothing_out_is_told() {
        assert!(!filter(r".*").narrows());
        assert!(filter(r"[0-9]+").narrows());
    }
}
