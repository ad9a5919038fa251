//! Text with a structure that nothing here reads: its lines are searched, but its columns are not seen as columns.

use crate::model::{Blocks, CategoryId, Evidence, Gap, Reason};
use crate::pattern::PatternSet;

/// How far a structure that isn't read keeps things from being seen.
enum Reach {
    /// Values that prove themselves are found in its lines all the same; what needs a label or a column isn't.
    Columns,
    /// Parts of it are encoded: anything may be in there.
    All,
}

/// What the first bytes of a text say of a structure that isn't read, as a gap of no bytes; `None` for plain text.
pub fn gap(head: &[u8], set: &PatternSet) -> Option<Gap> {
    let (name, reach) = structure(head)?;
    let mut gap = Gap::new(0, 0, Reason::Unsupported, String::new());
    match reach {
        Reach::Columns => {
            gap.detail = format!(
                "{name}: its lines were searched for values that prove themselves, its fields were not read as columns; export it as CSV or JSON"
            );
            gap.blocks = Blocks::Categories(needing_columns(set));
        }
        Reach::All => {
            gap.detail = format!("{name}: its lines were searched as they stand, its encoded parts were not opened; export its text")
        }
    }
    Some(gap)
}

/// Categories that need a label or a column to be known.
fn needing_columns(set: &PatternSet) -> Vec<CategoryId> {
    let contextual = set.patterns.iter().filter(|p| !p.syntax.decoy && p.syntax.evidence != Evidence::SelfProving);
    contextual.map(|p| p.id.clone()).collect()
}

fn structure(head: &[u8]) -> Option<(&'static str, Reach)> {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |sign: &[u8]| start.get(..sign.len()).is_some_and(|s| s.eq_ignore_ascii_case(sign));
    let holds = |sign: &[u8]| head.windows(sign.len()).any(|w| w.eq_ignore_ascii_case(sign));
    if begins(b"{\\rtf") {
        return Some(("RTF document", Reach::All));
    }
    if begins(b"BEGIN:VCARD") || begins(b"BEGIN:VCALENDAR") {
        return Some(("vCard or iCalendar", Reach::Columns));
    }
    let mail = holds(b"\nMIME-Version:") || holds(b"\nContent-Transfer-Encoding:") || (begins(b"From ") && holds(b"\nReceived:"));
    if mail && (holds(b"\nFrom:") || begins(b"From")) {
        return Some(("mail message", Reach::All));
    }
    if !begins(b"<") {
        return None;
    }
    if begins(b"<svg") || (begins(b"<?xml") && holds(b"<svg")) {
        return None;
    }
    let html = begins(b"<!doctype html") || begins(b"<html");
    if html {
        return (holds(b"<td") || holds(b"<li") || holds(b"<input")).then_some(("HTML with tables or lists", Reach::Columns));
    }
    let closes = holds(b"</") || holds(b"/>");
    closes.then_some(("XML", Reach::Columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_are_told_from_plain_text() {
        let name = |text: &str| structure(text.as_bytes()).map(|(name, _)| name);
        assert_eq!(name("<?xml version=\"1.0\"?>\n<people><p name=\"Ann\"/></people>"), Some("XML"));
        assert_eq!(name("<!DOCTYPE html><table><tr><td>Ann</td></tr></table>"), Some("HTML with tables or lists"));
        assert_eq!(name("<html><p>Hello</p></html>"), None);
        assert_eq!(name("<?xml version=\"1.0\"?><svg></svg>"), None);
        assert_eq!(name("From: a@example.com\nMIME-Version: 1.0\n\nhello"), Some("mail message"));
        assert_eq!(name("{\\rtf1 hello}"), Some("RTF document"));
        assert_eq!(name("a < b and c > d"), None);
        assert_eq!(name("plain words\nin lines\n"), None);
    }
}
