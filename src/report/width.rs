//! How many columns of a terminal a text takes, and texts made to fit.

use crate::model::escape;

/// A text of the evidence made safe to show, on one line.
pub fn safe(text: &str) -> String {
    escape(text.as_bytes())
}

/// Columns that a character takes: two for the wide and fullwidth ones of Unicode's `EastAsianWidth.txt` (their blocks,
/// and the emoji), none for combining marks and joiners, one for all others. `text` went through [`safe`] before, so
/// control characters don't occur.
fn columns_of(c: char) -> usize {
    match c as u32 {
        0x20..=0x2ff => 1,
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f | 0x670 => 0,
        0x93c | 0x94d | 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e => 0,
        0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f => 0,
        0x200b..=0x200f | 0x2060 | 0xfeff | 0xe0100..=0xe01ef => 0,
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0x33ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff => 2,
        0xa000..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f => 2,
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1f64f | 0x1f680..=0x1f6ff | 0x1f900..=0x1f9ff => 2,
        0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// The beginning of a text, with `…` where it had to be cut.
pub fn keep_start(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let kept = take(text.chars(), columns.saturating_sub(1));
    let mut shown: String = kept.into_iter().collect();
    shown.truncate(shown.trim_end().len());
    if columns > 0 {
        shown.push('…');
    }
    shown
}

/// The end of a text, with `…` where it had to be cut: of a path, the file's name tells most.
pub fn keep_end(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = take(text.chars().rev(), columns.saturating_sub(1));
    kept.reverse();
    // A mark whose letter was cut away has nothing to stand on.
    let letters = kept.iter().position(|&c| columns_of(c) > 0).unwrap_or(kept.len());
    let mark = (columns > 0).then_some('…');
    mark.into_iter().chain(kept.into_iter().skip(letters)).collect()
}

fn take(chars: impl Iterator<Item = char>, columns: usize) -> Vec<char> {
    let mut used = 0;
    chars
        .take_while(|&c| {
            used += columns_of(c);
            used <= columns
        })
        .collect()
}

/// A text with blanks behind it up to a width.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text with blanks before it up to a width.
pub fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// A text in lines of a width, broken at blanks; a word that is longer is cut in pieces.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let mut word = word;
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        while width(word) > columns {
            let piece: String = take(word.chars(), columns).into_iter().collect();
            word = word.get(piece.len()..).unwrap_or_default();
            lines.push(piece);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_two_columns_and_marks_none() {
        assert_eq!(width("email"), 5);
        assert_eq!(width("顧客.csv"), 8);
        assert_eq!(width("e\u{301}tat"), 4);
        assert_eq!(width("전화"), 4);
        assert_eq!(width("ﾒｰﾙ"), 3);
    }

    #[test]
    fn what_is_cut_says_so_and_fits() {
        assert_eq!(keep_start("customers", 9), "customers");
        assert_eq!(keep_start("customers", 5), "cust…");
        assert_eq!(keep_end("db/customers.csv", 10), "…omers.csv");
        assert_eq!(keep_end("顧客名簿.csv", 8), "…簿.csv");
        assert_eq!(keep_start("顧客名簿", 4), "顧…");
        assert_eq!(keep_start("abc", 0), "");
        assert_eq!(keep_end("abc", 0), "");
        assert_eq!(keep_end("abe\u{301}", 1), "…");
        for columns in 0..20 {
            assert!(width(&keep_start("a顧b客c名d簿.csv", columns)) <= columns);
            assert!(width(&keep_end("a顧b客c名d簿.csv", columns)) <= columns);
        }
    }

    #[test]
    fn lines_are_broken_at_blanks() {
        assert_eq!(wrap("not examined at all", 12), ["not examined", "at all"]);
        assert_eq!(wrap("a 123456789012 b", 10), ["a", "1234567890", "12 b"]);
        assert!(wrap("", 10).is_empty());
    }
}
