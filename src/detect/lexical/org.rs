//! Organisations: a legal form at the end (or, in some countries, at the beginning), or a word that organisations bear.

use super::scan::{Sep, Token};
use super::table::Kind;
use super::words::Words;

/// Legal forms of two letters that stand before the name.
const LEADING: &[&str] = &["pt", "cv", "ud", "ао", "ип", "ад", "пп", "тд"];

/// Whether the value names an organisation.
pub(super) fn is_organisation(words: &Words<'_>) -> bool {
    let tokens = words.tokens();
    let named = tokens.iter().filter(|token| token.letters >= 2).count();
    if tokens.len() < 2 || tokens.len() > 12 {
        return tokens.len() == 1 && is_org_word(words, 0);
    }
    ends_in_form(words) || named >= 2 && begins_with_form(words) || (0..tokens.len()).any(|index| is_org_word(words, index))
}

fn is_org_word(words: &Words<'_>, index: usize) -> bool {
    let meaning = words.meaning(index);
    meaning.is(Kind::OrgWord) && meaning.given() < 6 && meaning.family() < 7
}

fn ends_in_form(words: &Words<'_>) -> bool {
    let tokens = words.tokens();
    let count = tokens.len();
    (1..=3).any(|length| {
        let Some(start) = count.checked_sub(length).filter(|&start| start > 0) else { return false };
        let meaning = words.phrase(start, count);
        let Some(first) = tokens.get(start) else { return false };
        if !meaning.is(Kind::LegalForm) || tokens.first().is_none_or(|token| token.letters + token.digits < 2) {
            return false;
        }
        let letters: u8 = tokens.iter().skip(start).fold(0, |sum, token| sum.saturating_add(token.letters));
        let place = first.before == Sep::Comma && (meaning.is(Kind::Region) || meaning.is(Kind::Country));
        let name = meaning.given().max(meaning.family()) >= 6;
        match letters {
            0 | 1 => false,
            2 => written_as_form(first) && !place,
            3 => !name && !place,
            _ => !name,
        }
    })
}

/// A form of two letters is one when it is in capitals, dotted or capitalised: `AG`, `S.A.`, `Oy`.
fn written_as_form(token: &Token) -> bool {
    token.dotted || token.capitalised
}

fn begins_with_form(words: &Words<'_>) -> bool {
    let tokens = words.tokens();
    let Some(first) = tokens.first() else { return false };
    let meaning = words.meaning(0);
    let leading = LEADING.iter().any(|form| form.as_bytes() == words.scan.word(first));
    if leading {
        return first.capitalised;
    }
    meaning.is(Kind::LegalForm)
        && first.letters >= 3
        && first.is_upper()
        && meaning.given().max(meaning.family()) < 5
        && meaning.common() == 0
}
