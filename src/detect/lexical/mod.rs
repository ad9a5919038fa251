//! What words say of one value: names, places, street lines, organisations, closed vocabularies.
//!
//! [`Lexicon::classify`] sees every wordy value of a volume, so it works on the stack: one pass cuts and folds the value, one
//! look-up a word and one for the whole value say what the lists hold, and the rules of each class read that. Its answer is
//! about one value and is meant to be counted; what a column holds is decided from shares.
//!
//! | class | said of |
//! |---|---|
//! | `Given`, `Family`, `FullName`, `Honorific` | persons: see `person`, and `ideograph` for Chinese, Japanese and Korean |
//! | `City`, `Region`, `Country` | the whole value by name; codes in capitals (in small letters where they are no word) |
//! | `Street`, `Address` | see `street` |
//! | `Postcode` | forms of postcodes; four to six digits set it too |
//! | `Org` | a legal form or a word of organisations |
//! | `CommonWords` | all words are dictionary words and none is above all a name; of four words one may be unknown |
//! | `Gender`, `CardBrand`, `Enumeration`, `Calendar` | the whole value |

mod fold;
mod ideograph;
mod lists;
mod org;
mod person;
mod postcode;
mod scan;
mod street;
mod table;
mod words;

use crate::model::LexClass;
use scan::{Scan, Sep};
use std::sync::LazyLock;
use table::{Kind, Meaning, Table};
use words::Words;

static SHARED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon { table: lists::load() });

/// The word lists, ready to be asked.
pub struct Lexicon {
    table: Table,
}

impl Lexicon {
    /// The one lexicon of the program, built when it is first asked for (some 20 ms).
    pub fn shared() -> &'static Lexicon {
        &SHARED
    }

    /// What the words of a value say: a set of [`LexClass`] bits.
    ///
    /// The value is UTF-8, or else taken for windows-1252. Values above 200 bytes or 32 words are prose and give 0, as do
    /// values with an `@` or a control character other than white space. Allocates nothing.
    pub fn classify(&self, value: &[u8]) -> u16 {
        if value.iter().any(|&byte| byte == b'@' || byte < 0x20 && !byte.is_ascii_whitespace()) {
            return 0;
        }
        let Some(scan) = Scan::new(value) else { return 0 };
        let postcode = if postcode::is_postcode(value) { LexClass::Postcode.bit() } else { 0 };
        if scan.tokens().iter().all(|token| token.letters == 0) {
            return postcode;
        }
        let words = Words::new(&scan, &self.table);
        let mut set = postcode | whole(&words);
        if scan.ideographs {
            return set | ideograph::classify(&words);
        }
        set |= person::classify(&words) | street::classify(&words);
        if org::is_organisation(&words) {
            set |= LexClass::Org.bit();
        }
        if is_common(&words) {
            set |= LexClass::CommonWords.bit();
        }
        set
    }
}

/// A phrase as the lists hold it: letters without case and accents, one blank between words. `None` if it has no words or is
/// too long for a list.
pub fn fold_phrase(phrase: &str) -> Option<String> {
    let scan = Scan::new(phrase.as_bytes())?;
    String::from_utf8(scan.all().to_vec()).ok()
}

/// What is said of the whole value as one phrase.
fn whole(words: &Words<'_>) -> u16 {
    let meaning = words.whole;
    if !meaning.is_known() {
        return if is_locale(words) { LexClass::Calendar.bit() } else { 0 };
    }
    let mut set = 0;
    if is_city(meaning, words.tokens().len()) {
        set |= LexClass::City.bit();
    }
    let code_written = !meaning.is(Kind::Code) || words.tokens().iter().all(scan::Token::is_upper) || is_small_code(words);
    for (kind, class) in [(Kind::Region, LexClass::Region), (Kind::Country, LexClass::Country)] {
        if meaning.is(kind) && code_written && !meaning.is(Kind::Gender) {
            set |= class.bit();
        }
    }
    // Two letters that are an everyday word (`is`, `no`) are not the code of a language.
    let word = words.scan.all().len() == 2 && meaning.common() >= 6;
    for (kind, class) in [
        (Kind::Gender, LexClass::Gender),
        (Kind::CardBrand, LexClass::CardBrand),
        (Kind::Enumeration, LexClass::Enumeration),
        (Kind::Calendar, LexClass::Calendar),
    ] {
        if meaning.is(kind) && !(word && kind == Kind::Calendar) {
            set |= class.bit();
        }
    }
    set
}

/// A city, unless the word is far better known for something else.
fn is_city(meaning: Meaning, words: usize) -> bool {
    let (city, name) = (meaning.city(), meaning.given().max(meaning.family()));
    let closed = meaning.is(Kind::Gender) || meaning.is(Kind::Enumeration);
    let known_otherwise = words == 1 && city <= 3 && (name >= 6 || meaning.common() >= 8);
    city > 0 && !closed && !known_otherwise
}

/// A code in small letters that is no word: `gb`, `usa`.
fn is_small_code(words: &Words<'_>) -> bool {
    words.tokens().iter().all(|token| token.capitals == 0) && words.whole.common() == 0
}

/// A language with a country: `en-US`, `pt_BR` (BCP 47, POSIX locales).
fn is_locale(words: &Words<'_>) -> bool {
    let [language, country] = words.tokens() else { return false };
    language.letters == 2
        && country.letters == 2
        && matches!(country.before, Sep::Hyphen | Sep::Other)
        && words.meaning(0).is(Kind::Calendar)
        && words.meaning(1).is(Kind::Country)
}

fn is_common(words: &Words<'_>) -> bool {
    let (mut common, mut other) = (0u8, 0u8);
    for (token, meaning) in words.each().filter(|(token, _)| token.is_word() && token.letters > 1) {
        let name = meaning.given().max(meaning.family());
        let known = meaning.common() > 0 && name < meaning.common() + 3 || token.letters <= 3 && meaning.is(Kind::Particle);
        if known { common += 1 } else { other += 1 }
    }
    common > 0 && (other == 0 || other == 1 && common >= 3)
}

#[cfg(test)]
mod tests;
