//! Street lines and whole addresses, in scripts that write spaces between words.
//!
//! **Street** is a house number with a street word, in the orders that countries use:
//! - number first (`123 Maple Ln`, `12 bis rue de la Paix`, `Flat 2, 14 High Street`);
//! - street word first (`Calle Mayor 5, 3ºB`, `Jl. Merdeka No. 5`, `Rua das Flores, 123`, `ул. Ленина, д. 5`);
//! - number last (`Hauptstr. 12a`, `Kungsgatan 5`, `Lange Straße 7`, `Kossuth utca 12`, `Am Markt 3`);
//! - a postal box (`PO Box 12`, `Postfach 10 20`).
//!
//! **Address** is a street line with a city, region, country or postcode behind it. **City** is also said of `City, Region`.

use super::scan::{Sep, Token};
use super::table::Kind;
use super::words::Words;
use crate::model::LexClass;

/// English street words that are ordinary words above all: they need a number of two digits and more before them.
const WEAK: &[&[u8]] = &[
    b"pass",
    b"run",
    b"point",
    b"park",
    b"view",
    b"green",
    b"walk",
    b"row",
    b"hill",
    b"path",
    b"close",
    b"rise",
    b"bend",
    b"landing",
    b"loop",
    b"cross",
    b"crossing",
    b"ring",
    b"key",
    b"keys",
    b"set",
    b"range",
    b"light",
    b"stage",
];
/// Street words after which a place may follow without a comma: `103 Bridge Road Abertown`.
const SURE: &[&[u8]] = &[b"street", b"road", b"avenue", b"lane", b"st", b"rd", b"ave", b"blvd", b"boulevard", b"crescent", b"terrace"];
/// What German street names of more than one word begin with.
const GERMAN: &[&[u8]] =
    &[b"am", b"an der", b"an den", b"auf der", b"auf dem", b"im", b"in der", b"in den", b"zum", b"zur", b"unter den", b"hinter der"];

/// The place classes of a value with several words.
pub(super) fn classify(words: &Words<'_>) -> u16 {
    let tokens = words.tokens();
    let numbered = tokens.iter().any(|token| token.digits > 0) || without_number(words);
    if numbered && tokens.len() >= 2 && is_street(words) {
        let whole = if has_place(words) { LexClass::Address.bit() } else { 0 };
        return LexClass::Street.bit() | whole;
    }
    let end = words.segment_end(0);
    if end < tokens.len() && words.is_place(0, end) && place_segment(words, end, words.segment_end(end)) {
        return LexClass::City.bit();
    }
    0
}

/// `s/n`, `sin número`: Spanish and Portuguese for a house without a number.
fn without_number(words: &Words<'_>) -> bool {
    let tokens = words.tokens();
    (1..tokens.len()).any(|i| words.scan.phrase(i, i + 2) == b"s n" || words.scan.phrase(i, i + 1) == b"sn")
}

fn is_street(words: &Words<'_>) -> bool {
    let count = words.tokens().len();
    is_german(words)
        || (0..count).any(|i| post_box(words, i) || number_first(words, i) || word_first(words, i) || number_last(words, i))
        || lot(words)
}

/// A token that can be a house number: `12`, `12a`, `1204`.
fn is_house_number(token: &Token) -> bool {
    (1..=5).contains(&token.digits) && token.letters <= 1
}

fn is_segment_start(words: &Words<'_>, index: usize) -> bool {
    index == 0 || words.tokens().get(index).is_some_and(|token| token.before >= Sep::Comma)
}

fn post_box(words: &Words<'_>, index: usize) -> bool {
    (1..=4).any(|length| {
        let Some(number) = words.tokens().get(index + length) else { return false };
        if number.digits == 0 || !words.phrase(index, index + length).is(Kind::PostBox) {
            return false;
        }
        let long = words.scan.phrase(index, index + length).len() >= 4;
        long || index == 0 && words.tokens().first().is_some_and(Token::is_upper)
    })
}

/// A house number at the start of a segment, and a street word in that segment.
fn number_first(words: &Words<'_>, index: usize) -> bool {
    let tokens = words.tokens();
    let Some(number) = tokens.get(index) else { return false };
    let after_unit = index >= 2 && words.meaning(index - 2).is(Kind::Unit);
    if !is_house_number(number) || !(is_segment_start(words, index) || after_unit) {
        return false;
    }
    let mut end = words.segment_end(index);
    if end == index + 1 {
        // French: 12, rue de la Paix.
        end = words.segment_end(end);
    }
    // 12-14, 12/3: the name begins behind the last number.
    let name = (index + 1..end).find(|&i| tokens.get(i).is_some_and(|t| t.letters > 0 && t.before != Sep::Hyphen)).unwrap_or(end);
    let tail = (name + 1..end.min(name + 6)).any(|i| {
        let weak = WEAK.contains(&tokens.get(i).map_or(&[][..], |t| words.scan.word(t)));
        words.meaning(i).is(Kind::StreetTail) && closes(words, i, end) && (!weak || number.digits >= 2)
    });
    tail || (name..end.min(name + 2)).any(|i| words.meaning(i).is(Kind::StreetHead) && names_follow(words, i, end))
}

/// Whether the street word at `index` ends the name of the street.
fn closes(words: &Words<'_>, index: usize, end: usize) -> bool {
    let Some(next) = words.tokens().get(index + 1) else { return true };
    let meaning = words.meaning(index + 1);
    index + 1 == end
        || next.digits > 0
        || next.before == Sep::Hash
        || meaning.is(Kind::Unit)
        || meaning.is(Kind::Direction)
        || next.capitalised && words.tokens().get(index).is_some_and(|street| street.capitalised && SURE.contains(&words.scan.word(street)))
        || (index + 2..=end).any(|stop| words.is_place(index + 1, stop))
}

/// Whether a name stands behind the street word at `index`: a particle or a word with a capital.
fn names_follow(words: &Words<'_>, index: usize, end: usize) -> bool {
    let tokens = words.tokens();
    let (Some(head), Some(next)) = (tokens.get(index), tokens.get(index + 1)) else { return false };
    let abbreviated = head.stop || next.before == Sep::Slash;
    let named = next.capitalised || words.meaning(index + 1).is(Kind::Particle) || abbreviated || words.meaning(index + 1).common() == 0;
    index + 1 < end && next.letters > 0 && named && (head.letters > 1 || abbreviated)
}

/// A street word at the start of a segment, its name, and a number behind.
fn word_first(words: &Words<'_>, index: usize) -> bool {
    let tokens = words.tokens();
    if !words.meaning(index).is(Kind::StreetHead) || !(is_segment_start(words, index)) {
        return false;
    }
    let numbers = tokens.iter().skip(index + 1).take(10).filter(|token| token.digits > 0 && token.digits <= 5).count();
    let Some(next) = tokens.get(index + 1) else { return false };
    if next.digits > 0 {
        // Colombia numbers its streets: Calle 45 # 12-34.
        return numbers >= 2 && next.letters <= 1 && tokens.get(index).is_some_and(|head| head.letters > 1);
    }
    (numbers > 0 || without_number(words)) && names_follow(words, index, tokens.len())
}

/// A street word, alone or as the ending of a word, right before its number.
fn number_last(words: &Words<'_>, index: usize) -> bool {
    let tokens = words.tokens();
    let Some(token) = tokens.get(index) else { return false };
    let number = if words.meaning(index + 1).is(Kind::Unit) { index + 2 } else { index + 1 };
    let before = tokens.get(number).is_some_and(is_house_number);
    if !before || !token.is_word() || index > 8 {
        return false;
    }
    let word = words.scan.word(token);
    if words.meaning(index).is(Kind::StreetTail) && (token.letters >= 3 || token.stop) && !WEAK.contains(&word) {
        return index >= 1 && tokens.get(index - 1).is_some_and(|named| named.is_word() && (named.capitalised || named.stop));
    }
    token.letters >= 6 && (token.capitalised || index == 0) && has_street_ending(words, word)
}

fn has_street_ending(words: &Words<'_>, word: &[u8]) -> bool {
    (3..=9).any(|length| word.len() > length + 1 && words.table.get(word.get(word.len() - length..).unwrap_or(&[])).is(Kind::StreetEnding))
}

/// `Am Markt 3`, `An der Alten Mühle 12b`.
fn is_german(words: &Words<'_>) -> bool {
    let tokens = words.tokens();
    let end = words.segment_end(0);
    if !(3..=6).contains(&end) || !tokens.get(end - 1).is_some_and(is_house_number) {
        return false;
    }
    let begins = (1..=2).find(|&length| GERMAN.contains(&words.scan.phrase(0, length)));
    begins.is_some_and(|length| length + 1 < end && tokens.get(length).is_some_and(|token| token.capitalised && token.is_word()))
}

/// Parts of buildings with numbers (`Plot No 5, MG Road`, `Block 4, Flat 12`): one with a street word, or two.
fn lot(words: &Words<'_>) -> bool {
    let tokens = words.tokens();
    let parts = (0..tokens.len())
        .filter(|&i| {
            words.meaning(i).is(Kind::Unit)
                && tokens.get(i + 1).is_some_and(|next| is_house_number(next) || next.digits > 0 && next.letters <= 2)
        })
        .count();
    let street = (1..tokens.len()).any(|i| {
        let Some(token) = tokens.get(i) else { return false };
        token.letters >= 3 && words.meaning(i).is(Kind::StreetTail) && !WEAK.contains(&words.scan.word(token)) && token.before < Sep::Other
    });
    words.scan.strongest >= Sep::Comma && (parts >= 1 && street || parts >= 2 && tokens.len() <= 10)
}

/// Whether a place or postcode stands behind the first segment, or at the end of a line without commas.
fn has_place(words: &Words<'_>) -> bool {
    let count = words.tokens().len();
    let mut from = words.segment_end(0);
    if from >= count {
        return count >= 5 && (count - 3..count - 1).any(|start| place_segment(words, start, count));
    }
    let mut first = 0;
    loop {
        if place_segment(words, first, from) && (first > 0 || count > from + 1) {
            return true;
        }
        if from >= count {
            return false;
        }
        first = from;
        from = words.segment_end(first);
    }
}

/// Whether words `from..to` are a place, with or without a postcode: `Springfield`, `IL 62701`, `75002 Paris`, `London SW1A 1AA`.
fn place_segment(words: &Words<'_>, from: usize, to: usize) -> bool {
    let tokens = words.tokens();
    let numeric = |i: usize| tokens.get(i).is_some_and(|token| token.digits > 0);
    let start = (from..to).find(|&i| !numeric(i)).unwrap_or(to);
    let stop = (start..to).find(|&i| numeric(i)).unwrap_or(to);
    if start < stop && words.is_place(start, stop) {
        return true;
    }
    // City and code in one segment: Springfield IL 62701.
    stop > start + 1 && words.is_place(stop - 1, stop) && words.is_place(start, stop - 1)
}
