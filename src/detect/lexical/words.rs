//! A scanned value with what the lists say of each word.

use super::scan::{MOST, Scan, Sep, Token};
use super::table::{Kind, Meaning, Table};

/// A value's words with their meanings.
pub(super) struct Words<'a> {
    pub scan: &'a Scan,
    pub table: &'a Table,
    meanings: [Meaning; MOST],
    /// What the lists say of the whole value.
    pub whole: Meaning,
}

impl<'a> Words<'a> {
    /// Looks every word up once.
    pub fn new(scan: &'a Scan, table: &'a Table) -> Words<'a> {
        let mut meanings = [Meaning::default(); MOST];
        let tokens = scan.tokens();
        for (meaning, token) in meanings.iter_mut().zip(tokens) {
            if token.letters > 0 {
                *meaning = look_up(table, scan.word(token), token);
            }
        }
        let whole = if tokens.len() == 1 { meanings.first().copied().unwrap_or_default() } else { table.get(scan.all()) };
        Words { scan, table, meanings, whole }
    }

    /// The words.
    pub fn tokens(&self) -> &'a [Token] {
        self.scan.tokens()
    }

    /// What the lists say of word `index`.
    pub fn meaning(&self, index: usize) -> Meaning {
        self.meanings.get(index).copied().unwrap_or_default()
    }

    /// Words with their meanings.
    pub fn each(&self) -> impl Iterator<Item = (&'a Token, Meaning)> + '_ {
        self.tokens().iter().zip(self.meanings.iter().copied())
    }

    /// What the lists say of words `from..to` as a phrase.
    pub fn phrase(&self, from: usize, to: usize) -> Meaning {
        if to == from + 1 { self.meaning(from) } else { self.table.get(self.scan.phrase(from, to)) }
    }

    /// Whether words `from..to` name a city, a region or a country; codes only in capitals.
    pub fn is_place(&self, from: usize, to: usize) -> bool {
        let meaning = self.phrase(from, to);
        let named = meaning.city() > 0 || meaning.is(Kind::Region) || meaning.is(Kind::Country);
        named && (!meaning.is(Kind::Code) || self.tokens().get(from).is_some_and(Token::is_upper) || meaning.city() > 0)
    }

    /// The index after the last word of the segment that begins at `from`: segments end at commas and line ends.
    pub fn segment_end(&self, from: usize) -> usize {
        let rest = self.tokens().iter().enumerate().skip(from + 1);
        rest.take_while(|(_, token)| token.before < Sep::Comma).last().map_or(from + 1, |(last, _)| last + 1)
    }
}

/// A plural that is not in the lists means what its singular means as a dictionary word.
fn look_up(table: &Table, word: &[u8], token: &Token) -> Meaning {
    let meaning = table.get(word);
    if meaning.is_known() || token.digits > 0 || word.len() < 5 {
        return meaning;
    }
    let [stem @ .., b's'] = word else { return meaning };
    let mut common = table.get(stem).common();
    if common == 0
        && let [stem @ .., b'e'] = stem
    {
        common = table.get(stem).common();
    }
    Meaning::weights(0, 0, common, 0)
}
