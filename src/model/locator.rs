//! Locators: how bytes were reached.

use std::fmt;
use std::sync::Arc;

/// How a source was reached: the volume, the file's path below it, and the members of containers inside.
///
/// Ordered by volume, then path, then members, byte by byte, so that sorted output depends on the data alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator {
    /// The volume's name.
    pub volume: Arc<str>,
    /// The file's path below the volume's root with `/` between its parts, as the bytes that the system gave.
    /// For a volume that is itself a file: that file's name.
    pub path: Arc<[u8]>,
    /// Names of container members, outermost first.
    pub members: Vec<Box<[u8]>>,
}

impl Locator {
    /// A file of a volume.
    pub fn file(volume: Arc<str>, path: &[u8]) -> Self {
        Self { volume, path: Arc::from(path), members: Vec::new() }
    }

    /// A member of the container that stands here.
    pub fn member(&self, name: &[u8]) -> Self {
        let mut members = self.members.clone();
        members.push(name.into());
        Self { volume: self.volume.clone(), path: self.path.clone(), members }
    }

    /// Path and members in one line, escaped: `backup.tar.gz!/db/users.sql`.
    pub fn source(&self) -> String {
        let mut line = escape(&self.path);
        for member in &self.members {
            line.push_str("!/");
            line.push_str(&escape(member));
        }
        line
    }

    /// The name of the innermost file: its last path component, unescaped.
    pub fn file_name(&self) -> &[u8] {
        let innermost: &[u8] = self.members.last().map_or(&self.path, |m| m);
        innermost.rsplit(|&b| b == b'/' || b == b'\\').next().unwrap_or(innermost)
    }

    /// The innermost file's name up to its first dot (the whole name where it begins with one).
    pub fn stem(&self) -> &[u8] {
        let name = self.file_name();
        match name.iter().position(|&b| b == b'.') {
            Some(0) | None => name,
            Some(dot) => &name[..dot],
        }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} › {}", escape(self.volume.as_bytes()), escape(&self.path))?;
        self.members.iter().try_for_each(|m| write!(f, " › {}", escape(m)))
    }
}

impl fmt::Debug for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Shows a name of the evidence on one line: bytes that are not UTF-8 as `\xNN`, control characters, line
/// breaks, terminal escapes and characters that change the direction of text as `\u{…}`.
pub fn escape(name: &[u8]) -> String {
    let mut shown = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() || is_invisible(c) {
                shown.extend(c.escape_unicode());
            } else {
                shown.push(c);
            }
        }
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02x}"));
        }
    }
    shown
}

/// Characters that show nothing or that reorder what stands beside them (Unicode bidi controls, separators, BOM).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_stands_on_one_line_whatever_its_name() {
        let file = Locator::file("kentucky".into(), b"a\nb\xff\x1b[31m.zip");
        assert_eq!(file.member(b"db/users.sql").source(), "a\\u{a}b\\xff\\u{1b}[31m.zip!/db/users.sql");
    }

    #[test]
    fn the_stem_is_the_name_before_the_first_dot() {
        let file = Locator::file("v".into(), b"dump/users.csv.gz");
        assert_eq!(file.stem(), b"users");
        assert_eq!(Locator::file("v".into(), b".env").stem(), b".env");
        assert_eq!(file.member(b"x/orders.txt").stem(), b"orders");
    }
}
