//! Names and addresses in Chinese, Japanese and Korean, which are told by characters.
//!
//! - **FullName**: a family name of one or two characters and one or two characters that given names use (Chinese); a family
//!   name of the lists with a given name of one to three characters, with or without a blank (Japanese); a family syllable with
//!   two syllables of given names (Korean). A word of the dictionary or a place is none.
//! - **Street, Address**: divisions (`省市区县`, `都道府県市区町村`, `시구동`) and street marks (`路街号丁目番地`, `로길번지`) with digits.

use super::scan::{Sep, Token};
use super::table::{Kind, Table};
use super::words::Words;
use crate::model::LexClass;

/// Characters that end a division of a country.
const DIVISIONS: &str = "省市县縣区區镇鎮乡村州都道府県郡町";
/// Characters that end a street, a house or a part of one.
const STREETS: &str = "路街巷弄号號栋幢楼室番";
/// Ends of organisations' names, or their beginnings.
const ORGANISATIONS: &[&str] = &[
    "株式会社",
    "有限会社",
    "合同会社",
    "公司",
    "集团",
    "集團",
    "银行",
    "銀行",
    "大学",
    "大學",
    "医院",
    "醫院",
    "病院",
    "協会",
    "协会",
    "商店",
    "工厂",
    "学校",
    "財団",
    "주식회사",
    "은행",
    "대학교",
    "병원",
    "회사",
    "재단",
    "협회",
    "학교",
];
/// What follows a name in address: Mr and Ms.
const COURTESIES: &[&str] = &["先生", "女士", "小姐", "太太", "様", "さん", "氏", "님", "씨"];

/// The classes of a value that holds ideographs.
pub(super) fn classify(words: &Words<'_>) -> u16 {
    let text = std::str::from_utf8(words.scan.all()).unwrap_or("");
    let mut set = 0;
    let mark =
        |token: &Token| token.letters == 1 && token.ideographs && matches!(words.scan.word(token), [0xEC, 0xA3, 0xBC] | [0xE6, 0xA0, 0xAA]);
    if ORGANISATIONS.iter().any(|word| text.contains(word))
        || words.scan.strongest == Sep::Bracket && words.tokens().len() > 1 && words.tokens().iter().any(mark)
    {
        set |= LexClass::Org.bit();
    }
    let place = address(words, text);
    set |= place;
    if place == 0 && set == 0 {
        set |= name(words, text);
    }
    if set & LexClass::FullName.bit() == 0 && is_common(words, text) {
        set |= LexClass::CommonWords.bit();
    }
    set
}

fn name(words: &Words<'_>, text: &str) -> u16 {
    let tokens = words.tokens();
    if tokens.iter().any(|token| !token.ideographs) || words.scan.strongest > Sep::Space {
        return 0;
    }
    let whole = words.whole;
    let mut set = 0;
    if whole.given() > 0 && whole.common() < 7 {
        set |= LexClass::Given.bit();
    }
    if whole.family() > 0 && whole.common() < 7 || tokens.len() == 1 && whole.is(Kind::FamilyCharacter) {
        set |= LexClass::Family.bit();
    }
    let place = whole.city() > 0 || whole.is(Kind::Region) || whole.is(Kind::Country);
    if place || whole.common() > 0 || whole.is(Kind::Enumeration) || whole.is(Kind::Gender) || whole.is(Kind::Calendar) {
        return set;
    }
    let courtesy = COURTESIES.iter().find_map(|suffix| text.strip_suffix(suffix));
    let bare = courtesy.unwrap_or(text).trim_end();
    let full = match bare.split_once(' ') {
        Some((family, given)) => is_pair(words.table, family, given),
        None => is_run(words.table, bare),
    };
    if full && whole.family() < 3 {
        set |= LexClass::FullName.bit();
    }
    let known = |part: &str| words.table.get(part.as_bytes()).family() > 0 || words.table.get(part.as_bytes()).is(Kind::FamilyCharacter);
    if courtesy.is_some() && (full || known(bare)) {
        set |= LexClass::Honorific.bit();
    }
    set
}

/// `佐藤 太郎`, `さとう たろう`, `김 민준`, and the reverse order where both are known.
fn is_pair(table: &Table, family: &str, given: &str) -> bool {
    let (first, second) = (table.get(family.as_bytes()), table.get(given.as_bytes()));
    let short = |part: &str| (1..=5).contains(&part.chars().count());
    if given.contains(' ') || !short(family) || !short(given) {
        return false;
    }
    let family_known = first.family() > 0 || first.is(Kind::FamilyCharacter);
    let given_known = second.given() > 0 || all_given(table, given);
    family_known && (given_known || second.common() == 0 && is_kana(given))
        || second.given() > 0 && first.common() == 0 && second.common() == 0
}

/// A name without a blank.
fn is_run(table: &Table, text: &str) -> bool {
    let count = text.chars().count();
    if !(2..=6).contains(&count) {
        return false;
    }
    text.char_indices().skip(1).take(4).any(|(at, _)| {
        let (family, given) = text.split_at(at);
        let rest = given.chars().count();
        let (first, second) = (table.get(family.as_bytes()), table.get(given.as_bytes()));
        let given_like = second.given() > 0 || all_given(table, given);
        let chinese = first.is(Kind::FamilyCharacter) && rest <= 2 && count <= 4 && (given_like && second.common() < 7);
        let japanese = first.family() >= 3 && family.chars().count() >= 2 && rest <= 3 && given_like && !is_kana(family);
        chinese || japanese
    })
}

fn all_given(table: &Table, text: &str) -> bool {
    let mut encoded = [0; 4];
    text.chars().all(|c| table.get(c.encode_utf8(&mut encoded).as_bytes()).is(Kind::GivenCharacter))
}

fn is_kana(text: &str) -> bool {
    text.chars().all(|c| ('\u{3041}'..'\u{3100}').contains(&c) || ('\u{FF66}'..'\u{FFA0}').contains(&c))
}

fn address(words: &Words<'_>, text: &str) -> u16 {
    let tokens = words.tokens();
    let numbers = tokens.iter().filter(|token| token.digits > 0).count();
    let (mut divisions, mut streets, mut letters, mut after) = (0, 0, 0, 0);
    for (index, c) in text.chars().filter(|c| !c.is_ascii()).enumerate() {
        letters += 1;
        after += 1;
        if index > 0 && DIVISIONS.contains(c) {
            divisions += 1;
            after = 0;
        }
        streets += usize::from(index > 0 && STREETS.contains(c));
    }
    streets += usize::from(text.contains("丁目"));
    let (korean_divisions, korean_streets) = korean(words);
    divisions += korean_divisions;
    let street = letters >= 3
        && (numbers > 0 && (streets > 0 && divisions + streets > 1 || divisions >= 2 || divisions == 1 && numbers >= 2 && letters >= 4)
            || streets > 0 && divisions >= 2
            || korean_streets > 0 && (korean_divisions > 0 || tokens.len() <= 3));
    if street {
        let whole = if divisions >= 1 { LexClass::Address.bit() } else { 0 };
        return LexClass::Street.bit() | whole;
    }
    if divisions >= 3 || divisions == 2 && after >= 2 && letters >= 8 {
        return LexClass::Address.bit();
    }
    division(text, letters, numbers)
}

/// `深圳市`, `千代田区`, `広東省`: one division by its last character.
fn division(text: &str, letters: usize, numbers: usize) -> u16 {
    if numbers > 0 || !(2..=9).contains(&letters) {
        return 0;
    }
    match text.chars().next_back() {
        Some('市' | '区' | '區' | '县' | '縣' | '郡') if letters >= 3 => LexClass::City.bit(),
        Some('省' | '県') if letters >= 3 => LexClass::Region.bit(),
        _ => 0,
    }
}

/// Korean divisions (`강남구`), and roads that a number follows (`테헤란로 123`).
fn korean(words: &Words<'_>) -> (usize, usize) {
    let (mut divisions, mut streets) = (0, 0);
    for (index, token) in words.tokens().iter().enumerate() {
        let Some(last) = std::str::from_utf8(words.scan.word(token)).ok().and_then(|word| word.chars().next_back()) else { continue };
        let numbered = words.tokens().get(index + 1).is_some_and(|next| next.digits > 0);
        divisions += usize::from(token.letters >= 2 && "시도구군읍면동".contains(last));
        streets += usize::from(numbered && token.letters >= 2 && "로길동리".contains(last));
    }
    (divisions, streets)
}

/// Dictionary words cover at least three quarters of the characters.
fn is_common(words: &Words<'_>, text: &str) -> bool {
    if words.whole.common() > 0 {
        return true;
    }
    let (mut known, mut all) = (0, 0);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if all > 24 {
            break;
        }
        if c.is_ascii() {
            rest = rest.get(1..).unwrap_or("");
            continue;
        }
        let step = (2..=4).rev().find_map(|length| {
            let end = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
            let word = rest.get(..end)?;
            (word.chars().count() == length && words.table.get(word.as_bytes()).common() > 0).then_some((length, end))
        });
        let (length, end) = step.unwrap_or((1, c.len_utf8()));
        known += if step.is_some() { length } else { 0 };
        all += length;
        rest = rest.get(end..).unwrap_or("");
    }
    known * 4 >= all * 3 && known > 0
}
