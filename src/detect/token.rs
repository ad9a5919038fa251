//! Pieces of free text that may be values by themselves.
//!
//! Text is cut at blanks, commas, quotes and brackets; a piece that still holds `:`, `/`, `=`, `&`, `?` or `|`
//! is offered whole and then in its parts; groups of digits with single blanks between them are offered together.

/// The most groups that one grouped number has: an IBAN of 34 characters in fours.
const MOST_GROUPS: usize = 9;

/// What kind of piece is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Stands by itself.
    Plain,
    /// Several groups with single blanks between them.
    Grouped,
}

const BETWEEN: [bool; 256] = signs(b" \t\r\n\x0b\x0c\0,;\"'<>()[]{}|`\\");
const INSIDE: [bool; 256] = signs(b":/=&?#%!~^");
const TRIMMED: [bool; 256] = signs(b".:!?-_/#&=%~^");

const fn signs(list: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut i = 0;
    while i < list.len() {
        table[list[i] as usize] = true;
        i += 1;
    }
    table
}

/// Offers each piece of a text of at least `shortest` bytes.
pub fn pieces<'t>(text: &'t [u8], shortest: usize, mut offer: impl FnMut(&'t [u8], Piece)) {
    let mut groups: Groups = Groups::default();
    let mut at = 0;
    while at < text.len() {
        if BETWEEN[text[at] as usize] {
            at += 1;
            continue;
        }
        let start = at;
        while at < text.len() && !BETWEEN[text[at] as usize] {
            at += 1;
        }
        groups.next(text, start, at, &mut offer);
        let piece = trim(&text[start..at]);
        if piece.len() >= shortest {
            offer(piece, Piece::Plain);
            parts(piece, shortest, &mut offer);
        }
    }
    groups.close(text, &mut offer);
}

fn trim(mut piece: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = piece
        && TRIMMED[*first as usize]
    {
        piece = rest;
    }
    while let [rest @ .., last] = piece
        && TRIMMED[*last as usize]
    {
        piece = rest;
    }
    piece
}

fn parts<'t>(piece: &'t [u8], shortest: usize, offer: &mut impl FnMut(&'t [u8], Piece)) {
    if !piece.iter().any(|&b| INSIDE[b as usize]) || is_random(piece) {
        return;
    }
    for part in piece.split(|&b| INSIDE[b as usize]) {
        let part = trim(part);
        if part.len() >= shortest && part.len() < piece.len() {
            offer(part, Piece::Plain);
        }
    }
}

/// Base64 of some length: what stands between its slashes is chance, and no value.
fn is_random(piece: &[u8]) -> bool {
    let base64 = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    piece.len() >= 24
        && piece.first() != Some(&b'/')
        && piece.iter().all(base64)
        && piece.iter().any(u8::is_ascii_digit)
        && piece.iter().any(u8::is_ascii_uppercase)
        && piece.iter().any(u8::is_ascii_lowercase)
}

/// Groups that follow each other with one blank between them.
#[derive(Default)]
struct Groups {
    bounds: [(usize, usize); MOST_GROUPS],
    count: usize,
}

impl Groups {
    fn next<'t>(&mut self, text: &'t [u8], start: usize, end: usize, offer: &mut impl FnMut(&'t [u8], Piece)) {
        let adjacent = self.count > 0 && start == self.bounds[self.count - 1].1 + 1 && text[start - 1] == b' ';
        let group = is_group(&text[start..end]);
        if !(group && adjacent) {
            self.close(text, offer);
        }
        if !group {
            return;
        }
        if self.count == MOST_GROUPS {
            self.offer_from(0, text, offer);
            self.bounds.copy_within(1.., 0);
            self.count -= 1;
        }
        self.bounds[self.count] = (start, end);
        self.count += 1;
    }

    fn close<'t>(&mut self, text: &'t [u8], offer: &mut impl FnMut(&'t [u8], Piece)) {
        if self.count > 1 {
            (0..self.count - 1).for_each(|from| self.offer_from(from, text, offer));
        }
        self.count = 0;
    }

    fn offer_from<'t>(&self, from: usize, text: &'t [u8], offer: &mut impl FnMut(&'t [u8], Piece)) {
        for to in from + 1..self.count {
            let whole = &text[self.bounds[from].0..self.bounds[to].1];
            offer(trim(whole), Piece::Grouped);
        }
    }
}

/// Two to seven digits or capitals, as grouped numbers have them.
fn is_group(piece: &[u8]) -> bool {
    let piece = trim(piece);
    (1..=7).contains(&piece.len())
        && piece.iter().any(u8::is_ascii_digit)
        && piece.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || *b == b'+')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        pieces(text.as_bytes(), 4, |piece, _| all.push(String::from_utf8_lossy(piece).into_owned()));
        all
    }

    #[test]
    fn pieces_of_text_are_offered_whole_and_in_parts() {
        assert!(offered("Mail <ann@example.com>, thanks.").contains(&"ann@example.com".to_owned()));
        assert!(offered("see mailto:ann@example.com?x=1").contains(&"ann@example.com".to_owned()));
        assert!(offered("from 192.0.2.1:8080 to").contains(&"192.0.2.1".to_owned()));
        assert!(offered("paid with 4111 1111 1111 1111.").contains(&"4111 1111 1111 1111".to_owned()));
        assert!(offered("id 77 4111 1111 1111 1111 12 ok").contains(&"4111 1111 1111 1111".to_owned()));
        assert!(offered("IBAN DE89 3704 0044 0532 0130 00 please").contains(&"DE89 3704 0044 0532 0130 00".to_owned()));
    }
}
