//! Classes of bytes: the cheap look at a value that decides which patterns can match at all.

/// A set of byte classes, one bit a class.
pub type ByteClasses = u32;

/// Decimal digits.
pub const DIGIT: ByteClasses = 1;
/// `a` to `f`.
pub const LOWER_HEX: ByteClasses = 1 << 1;
/// `g` to `z`.
pub const LOWER_REST: ByteClasses = 1 << 2;
/// `A` to `F`.
pub const UPPER_HEX: ByteClasses = 1 << 3;
/// `G` to `Z`.
pub const UPPER_REST: ByteClasses = 1 << 4;
/// Space and tab.
pub const BLANK: ByteClasses = 1 << 5;
/// `@`.
pub const AT: ByteClasses = 1 << 6;
/// `.`.
pub const DOT: ByteClasses = 1 << 7;
/// `-`.
pub const DASH: ByteClasses = 1 << 8;
/// `/`.
pub const SLASH: ByteClasses = 1 << 9;
/// `:`.
pub const COLON: ByteClasses = 1 << 10;
/// `+`.
pub const PLUS: ByteClasses = 1 << 11;
/// `$`.
pub const DOLLAR: ByteClasses = 1 << 12;
/// `*`.
pub const STAR: ByteClasses = 1 << 13;
/// `_`.
pub const UNDERSCORE: ByteClasses = 1 << 14;
/// Round brackets.
pub const ROUND: ByteClasses = 1 << 15;
/// `#`.
pub const HASH: ByteClasses = 1 << 16;
/// `=`.
pub const EQUALS: ByteClasses = 1 << 17;
/// `,`.
pub const COMMA: ByteClasses = 1 << 18;
/// Quotes and the backtick.
pub const QUOTE: ByteClasses = 1 << 19;
/// Curly and square brackets.
pub const BRACKET: ByteClasses = 1 << 20;
/// The rest of ASCII punctuation.
pub const PUNCT: ByteClasses = 1 << 21;
/// Control characters and line breaks.
pub const CONTROL: ByteClasses = 1 << 22;
/// Bytes of 0x80 and above: letters of other scripts in UTF-8 or an 8-bit code page.
pub const HIGH: ByteClasses = 1 << 23;
/// Lower-case ASCII letters.
pub const LOWER: ByteClasses = LOWER_HEX | LOWER_REST;
/// Upper-case ASCII letters.
pub const UPPER: ByteClasses = UPPER_HEX | UPPER_REST;
/// ASCII letters.
pub const LETTER: ByteClasses = LOWER | UPPER;
/// All classes.
pub const ALL: ByteClasses = (1 << 24) - 1;

/// The class of a byte.
pub const fn class_of(byte: u8) -> ByteClasses {
    match byte {
        b'0'..=b'9' => DIGIT,
        b'a'..=b'f' => LOWER_HEX,
        b'g'..=b'z' => LOWER_REST,
        b'A'..=b'F' => UPPER_HEX,
        b'G'..=b'Z' => UPPER_REST,
        b' ' | b'\t' => BLANK,
        b'@' => AT,
        b'.' => DOT,
        b'-' => DASH,
        b'/' => SLASH,
        b':' => COLON,
        b'+' => PLUS,
        b'$' => DOLLAR,
        b'*' => STAR,
        b'_' => UNDERSCORE,
        b'(' | b')' => ROUND,
        b'#' => HASH,
        b'=' => EQUALS,
        b',' => COMMA,
        b'\'' | b'"' | b'`' => QUOTE,
        b'{' | b'}' | b'[' | b']' => BRACKET,
        b'!'..=b'~' => PUNCT,
        0x80.. => HIGH,
        _ => CONTROL,
    }
}

/// [`class_of`] for every byte.
pub static CLASS: [ByteClasses; 256] = table();

const fn table() -> [ByteClasses; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = class_of(byte as u8);
        byte += 1;
    }
    table
}

/// The cheap look at one value: which classes it holds, how long it is, and how many digits and letters it has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Shape {
    /// The classes that occur.
    pub classes: ByteClasses,
    /// Length in bytes, no more than `u32::MAX`.
    pub len: u32,
    /// How many ASCII digits.
    pub digits: u32,
    /// How many ASCII letters and bytes of 0x80 and above.
    pub letters: u32,
}

impl Shape {
    /// Looks at a value.
    pub fn of(value: &[u8]) -> Self {
        let mut shape = Shape { len: u32::try_from(value.len()).unwrap_or(u32::MAX), ..Shape::default() };
        for &byte in value {
            let class = CLASS[byte as usize];
            shape.classes |= class;
            shape.digits += class & DIGIT;
            shape.letters += u32::from(class & (LETTER | HIGH) != 0);
        }
        shape
    }

    /// Whether the value holds nothing but these classes.
    pub fn only(self, classes: ByteClasses) -> bool {
        self.classes & !classes == 0
    }

    /// Whether the value holds any of these classes.
    pub fn has(self, classes: ByteClasses) -> bool {
        self.classes & classes != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_exactly_one_class() {
        assert!(CLASS.iter().all(|c| c.count_ones() == 1 && c & !ALL == 0));
    }

    #[test]
    fn a_shape_counts_digits_and_letters() {
        let shape = Shape::of(b"a1-22\xc3\xa9");
        assert_eq!((shape.len, shape.digits, shape.letters), (7, 3, 3));
        assert!(shape.only(LOWER | DIGIT | DASH | HIGH) && !shape.has(AT));
    }
}
