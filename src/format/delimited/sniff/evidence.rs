//! Whether records agree well enough to be a table.

use super::lines::Lines;
use super::tally::Tally;

/// What is known of the records in a dialect.
pub(super) struct Evidence<'a> {
    pub tally: &'a Tally,
    pub n: usize,
    pub width: usize,
    pub agree: usize,
    pub headed: bool,
    pub delimiter: &'a [u8],
}

impl Evidence<'_> {
    pub fn is_table(&self, lines: &Lines<'_>) -> bool {
        let &Self { tally, n, width, agree, .. } = self;
        let ragged = n - agree;
        // A mark at each line's end closes a field and opens none.
        let ends = tally.open_ends * 10 >= n * 9;
        let indented = tally.empty_starts * 2 > n && (width < 5 || self.delimiter == b":");
        if n < 2 || width < 2 + usize::from(ends) || indented || lines.times(self.delimiter) {
            return false;
        }
        let uniform = match n {
            0..10 => ragged == 0 || (ragged == 1 && n >= 5 && width >= 4),
            10..20 => ragged * 10 <= n,
            _ => ragged * 10 <= n || (ragged * 4 <= n && width >= 5),
        };
        let prose = tally.spaced * 5 > tally.bare && tally.quoted * 4 < tally.cells;
        // Few lines agree by chance, unless they look made by a program.
        let made = tally.quoted * 2 > tally.cells || tally.nulls > 0;
        let least = if matches!(self.delimiter, b"," | b";") { 4 } else { 3 };
        let few = n < 5 && !self.headed && !made && (width < least || prose);
        if !uniform || few {
            return false;
        }
        match self.delimiter {
            b"\t" | b"|" | b"\x01" => true,
            _ if lines.code() && !self.is_even(lines) => false,
            b"," | b";" if prose => {
                let listed = width >= 3 && n >= 5 && ragged * 50 <= n;
                let short = n >= 20 && ragged == 0 && lines.share(90, |l| l.len() < 80);
                listed || short
            }
            b":" => {
                let even = n >= 3 && ragged * 20 <= n && tally.spaced * 20 <= tally.bare;
                even && (width > 2 || tally.addresses * 10 >= n * 7)
            }
            b"," | b";" => true,
            _ => n >= 3 && ragged * 50 <= n && (width > 2 || n >= 5),
        }
    }

    /// Whether all records are alike, which the lines of a program never are: `Korea (South)` may end each.
    fn is_even(&self, lines: &Lines<'_>) -> bool {
        let even = self.agree == self.n && self.n >= 10 && self.width >= 4;
        even && (self.headed || !lines.share(1, |l| matches!(l[l.len() - 1], b';' | b'{' | b'}' | b'(')))
    }

    pub fn score(&self) -> u16 {
        let mut score = if self.n < 5 { 450 } else { 620 };
        score += if self.n >= 50 { 40 } else { 0 };
        score += if self.width >= 4 { 40 } else { 0 };
        score += if self.agree == self.n { 50 } else { 0 };
        score += if self.headed { 40 } else { 0 };
        if self.delimiter == b":" { score - 250 } else { score }
    }
}
