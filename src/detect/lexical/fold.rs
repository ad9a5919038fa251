//! One letter for all its guises: case, accents, width and presentation are taken away.
//!
//! Lists and values are folded by the same rules, so `MÜLLER`, `Müller` and `muller` are one word. Latin letters lose
//! their accents (`ø` → `o`, `æ` → `ae`, `ß` → `ss`), Cyrillic `ё` and `й` become `е` and `и`, Greek loses its tonos,
//! Arabic its short vowels and hamza seats, Hebrew its points. Han characters stay as they are.

/// What a character becomes in folded text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Glyph {
    /// A letter of a script written with spaces between words.
    Letter(char),
    /// Two ASCII letters for one (`æ`).
    Pair(u8, u8),
    /// A Han character, a kana or a Hangul syllable.
    Ideograph(char),
    /// A digit, as ASCII.
    Digit(u8),
    /// A mark that leaves no trace: an accent, a vowel point, an apostrophe inside a word.
    Dropped,
    /// What stands between words, as the ASCII character that means the same.
    Break(u8),
}

/// Base letters of U+00C0 to U+024F in order; `_` is no letter, `?` becomes two letters.
const LATIN: &[u8; 0x190] = b"aaaaaa?ceeeeiiiidnooooo_ouuuuy??\
aaaaaa?ceeeeiiiidnooooo_ouuuuy?y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkklllllll\
lllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
bbbbbboccdddddeeeffgghiikkllmnnooooopprssssttttuuuvvyyzzzzzzzzzz\
ccccdddlllnnnaaiioouuuuuuuuuueaaaaaaggggkkoooozzjdddgghwnnaaaaoo\
aaaaeeeeiiiioooorrrruuuussttyyhhndoozzaaeeooooooooyylntjdqacclts\
zhhbuveejjqqrryy";

/// Base letters of U+1E00 to U+1EFF (Latin Extended Additional: Vietnamese above all) by where each run begins.
const LATIN_ADDITIONAL: &[(u32, u8)] = &[
    (0x1E00, b'a'),
    (0x1E02, b'b'),
    (0x1E08, b'c'),
    (0x1E0A, b'd'),
    (0x1E14, b'e'),
    (0x1E1E, b'f'),
    (0x1E20, b'g'),
    (0x1E22, b'h'),
    (0x1E2C, b'i'),
    (0x1E30, b'k'),
    (0x1E36, b'l'),
    (0x1E3E, b'm'),
    (0x1E44, b'n'),
    (0x1E4C, b'o'),
    (0x1E54, b'p'),
    (0x1E58, b'r'),
    (0x1E60, b's'),
    (0x1E6A, b't'),
    (0x1E72, b'u'),
    (0x1E7C, b'v'),
    (0x1E80, b'w'),
    (0x1E8A, b'x'),
    (0x1E8E, b'y'),
    (0x1E90, b'z'),
    (0x1E96, b'h'),
    (0x1E97, b't'),
    (0x1E98, b'w'),
    (0x1E99, b'y'),
    (0x1E9A, b'a'),
    (0x1E9B, b's'),
    (0x1EA0, b'a'),
    (0x1EB8, b'e'),
    (0x1EC8, b'i'),
    (0x1ECC, b'o'),
    (0x1EE4, b'u'),
    (0x1EF2, b'y'),
];

/// Folds one ASCII byte.
pub(super) fn ascii(byte: u8) -> Glyph {
    match byte {
        b'a'..=b'z' => Glyph::Letter(byte as char),
        b'A'..=b'Z' => Glyph::Letter(byte.to_ascii_lowercase() as char),
        b'0'..=b'9' => Glyph::Digit(byte),
        b'\'' | b'`' => Glyph::Dropped,
        _ => Glyph::Break(byte),
    }
}

/// Folds one byte of windows-1252 text (WHATWG encoding index).
pub(super) fn windows_1252(byte: u8) -> Glyph {
    match byte {
        0..0x80 => ascii(byte),
        0x8A | 0x9A => Glyph::Letter('s'),
        0x8C | 0x9C => Glyph::Pair(b'o', b'e'),
        0x8E | 0x9E => Glyph::Letter('z'),
        0x9F => Glyph::Letter('y'),
        0x83 => Glyph::Letter('f'),
        0x91 | 0x92 => Glyph::Dropped,
        0x96 | 0x97 => Glyph::Break(b'-'),
        0x80..0xA0 => Glyph::Break(b'*'),
        _ => character(byte as char),
    }
}

/// Folds one character.
pub(super) fn character(c: char) -> Glyph {
    let code = u32::from(c);
    match code {
        0..0x80 => ascii(code as u8),
        0xAA => Glyph::Letter('a'),
        0xBA | 0xB0 => Glyph::Letter('o'),
        0xA0 => Glyph::Break(b' '),
        0xB4 => Glyph::Dropped,
        0x80..0xC0 => Glyph::Break(b'*'),
        0xC0..0x250 => latin(c, code),
        0x259 => Glyph::Letter('e'),
        0x250..0x2B0 => Glyph::Letter(c),
        0x2B0..0x370 => Glyph::Dropped,
        0x370..0x400 => greek(c, code),
        0x400..=0x530 => cyrillic(code),
        0x531..0x557 => from_code(code + 0x30),
        0x5BE => Glyph::Break(b'-'),
        0x591..0x5C8 | 0x5F3 | 0x5F4 => Glyph::Dropped,
        0x600..0x700 => arabic(c, code),
        0x900..0x1100 => indic(c),
        0x1E00..0x1F00 => additional(code),
        0x2018 | 0x2019 | 0x201B | 0x200B..=0x200F | 0xFEFF => Glyph::Dropped,
        0x2010..=0x2015 | 0x2212 => Glyph::Break(b'-'),
        0x2116 => Glyph::Break(b'#'),
        0x2000..0x200B | 0x3000 => Glyph::Break(b' '),
        0x2028 | 0x2029 => Glyph::Break(b'\n'),
        0x3001 | 0x3002 => Glyph::Break(b','),
        0x3005 | 0x3007 | 0x3041..0x3100 | 0x3400..0xA000 | 0xAC00..0xD7B0 | 0xF900..0xFB00 | 0x20000..0x32000 => {
            match code {
                0x30FB => Glyph::Break(b' '),
                // Katakana and hiragana spell the same names.
                0x30A1..0x30F7 => char::from_u32(code - 0x60).map_or(Glyph::Break(b'*'), Glyph::Ideograph),
                _ => Glyph::Ideograph(c),
            }
        }
        0xFF01..0xFF5F => char::from_u32(code - 0xFEE0).map_or(Glyph::Break(b'*'), |c| ascii(c as u8)),
        0xFF66..0xFFA0 => Glyph::Ideograph(c),
        _ if c.is_alphabetic() => Glyph::Letter(c),
        _ if c.is_whitespace() => Glyph::Break(b' '),
        _ => Glyph::Break(b'*'),
    }
}

/// Whether the character is a capital, in the scripts that have capitals.
pub(super) fn is_capital(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() }
}

fn from_code(code: u32) -> Glyph {
    char::from_u32(code).map_or(Glyph::Break(b'*'), Glyph::Letter)
}

fn latin(c: char, code: u32) -> Glyph {
    match LATIN.get((code - 0xC0) as usize).copied() {
        Some(b'_') | None => Glyph::Break(b'x'),
        Some(b'?') => match c {
            'Æ' | 'æ' => Glyph::Pair(b'a', b'e'),
            'Œ' | 'œ' => Glyph::Pair(b'o', b'e'),
            'Þ' | 'þ' => Glyph::Pair(b't', b'h'),
            'Ĳ' | 'ĳ' => Glyph::Pair(b'i', b'j'),
            _ => Glyph::Pair(b's', b's'),
        },
        Some(base) => Glyph::Letter(base as char),
    }
}

fn additional(code: u32) -> Glyph {
    if code == 0x1E9E {
        return Glyph::Pair(b's', b's');
    }
    let after = LATIN_ADDITIONAL.partition_point(|&(from, _)| from <= code);
    after.checked_sub(1).and_then(|i| LATIN_ADDITIONAL.get(i)).map_or(Glyph::Break(b'*'), |&(_, base)| Glyph::Letter(base as char))
}

fn greek(c: char, code: u32) -> Glyph {
    Glyph::Letter(match code {
        0x386 | 0x3AC => 'α',
        0x388 | 0x3AD => 'ε',
        0x389 | 0x3AE => 'η',
        0x38A | 0x390 | 0x3AA | 0x3AF | 0x3CA => 'ι',
        0x38C | 0x3CC => 'ο',
        0x38E | 0x3AB | 0x3B0 | 0x3CB | 0x3CD => 'υ',
        0x38F | 0x3CE => 'ω',
        0x3C2 => 'σ',
        0x391..=0x3A9 => char::from_u32(code + 0x20).unwrap_or(c),
        0x384 | 0x385 => return Glyph::Dropped,
        0x37E | 0x387 => return Glyph::Break(b';'),
        _ => c,
    })
}

fn cyrillic(code: u32) -> Glyph {
    let lower = match code {
        0x400..0x410 => code + 0x50,
        0x410..0x430 => code + 0x20,
        0x430..0x460 => code,
        0x483..0x48A => return Glyph::Dropped,
        0x4C0 => 0x4CF,
        0x4C1..0x4CF => {
            if code % 2 == 1 {
                code + 1
            } else {
                code
            }
        }
        _ => code | 1,
    };
    from_code(match lower {
        0x450 | 0x451 => 0x435,
        0x439 | 0x45D => 0x438,
        0x457 => 0x456,
        0x45E => 0x443,
        0x453 => 0x433,
        0x45C => 0x43A,
        other => other,
    })
}

fn arabic(c: char, code: u32) -> Glyph {
    match code {
        0x64B..0x660 | 0x670 | 0x640 | 0x610..0x61B | 0x6D6..0x6EE => Glyph::Dropped,
        0x660..0x66A => Glyph::Digit(b'0' + (code - 0x660) as u8),
        0x6F0..0x6FA => Glyph::Digit(b'0' + (code - 0x6F0) as u8),
        0x622 | 0x623 | 0x625 | 0x671 => Glyph::Letter('ا'),
        0x649 | 0x6CC => Glyph::Letter('ي'),
        0x629 | 0x6C0 | 0x6C1 | 0x6C3 | 0x6D5 => Glyph::Letter('ه'),
        0x6A9 => Glyph::Letter('ك'),
        0x60C | 0x61B => Glyph::Break(b','),
        _ if c.is_alphabetic() => Glyph::Letter(c),
        _ => Glyph::Break(b'*'),
    }
}

/// The scripts of India and South-East Asia: vowel signs and viramas are part of the word.
fn indic(c: char) -> Glyph {
    match c.to_digit(10) {
        Some(digit) => Glyph::Digit(b'0' + digit as u8),
        None if matches!(c, '।' | '॥') => Glyph::Break(b','),
        None if c.is_numeric() => Glyph::Break(b'*'),
        None => Glyph::Letter(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_guise_of_a_letter_is_one() {
        for (given, expected) in [
            ('Å', 'a'),
            ('ñ', 'n'),
            ('Ł', 'l'),
            ('ș', 's'),
            ('ț', 't'),
            ('İ', 'i'),
            ('ű', 'u'),
            ('ễ', 'e'),
            ('ự', 'u'),
            ('Ỹ', 'y'),
            ('Й', 'и'),
            ('Ї', 'і'),
            ('ё', 'е'),
            ('Ά', 'α'),
            ('ς', 'σ'),
            ('أ', 'ا'),
            ('Ａ', 'a'),
            ('ž', 'z'),
            ('đ', 'd'),
            ('Ÿ', 'y'),
            ('ſ', 's'),
            ('ǅ', 'd'),
            ('Ș', 's'),
            ('Ħ', 'h'),
            ('ŉ', 'n'),
        ] {
            assert_eq!(character(given), Glyph::Letter(expected), "{given}");
        }
        assert_eq!(character('ß'), Glyph::Pair(b's', b's'));
        assert_eq!(character('×'), Glyph::Break(b'x'));
        assert_eq!(character('東'), Glyph::Ideograph('東'));
        assert_eq!(character('٣'), Glyph::Digit(b'3'));
    }

    #[test]
    fn windows_1252_is_latin_one_with_typography() {
        assert_eq!(windows_1252(0xE9), Glyph::Letter('e'));
        assert_eq!(windows_1252(0x8A), Glyph::Letter('s'));
        assert_eq!(windows_1252(0x92), Glyph::Dropped);
    }
}
