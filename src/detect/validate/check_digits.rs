//! The arithmetic of check digits, once for all standards.
//!
//! All functions read ASCII; a character that the method does not know makes the check fail, never panic.

/// Value of an ASCII digit; anything else counts as 0, so callers test the form first.
pub fn value(digit: u8) -> u32 {
    if digit.is_ascii_digit() { u32::from(digit - b'0') } else { 0 }
}

/// Digits as a number, at most nine of them.
pub fn number(digits: &[u8]) -> u32 {
    digits.iter().take(9).fold(0, |n, &d| n * 10 + value(d))
}

/// Sum of digit times weight, position by position.
pub fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(&d, w)| value(d) * w).sum()
}

/// True when all bytes are the same: `0000000000`, never issued by anyone.
pub fn all_equal(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| pair.first() == pair.last())
}

/// Luhn's formula, ISO/IEC 7812-1 annex B: last digit is the check digit.
pub fn luhn(digits: &[u8]) -> bool {
    let doubled = |d: u32| if d > 4 { 2 * d - 9 } else { 2 * d };
    let sum: u32 = digits.iter().rev().enumerate().map(|(i, &d)| if i % 2 == 1 { doubled(value(d)) } else { value(d) }).sum();
    !digits.is_empty() && sum.is_multiple_of(10)
}

/// ISO 7064 MOD 97-10 remainder of letters and digits, `A` = 10 … `Z` = 35. `None` for any other character.
pub fn mod97(characters: impl Iterator<Item = u8>) -> Option<u32> {
    let mut rest = 0;
    for c in characters {
        rest = match c {
            b'0'..=b'9' => rest * 10 + u32::from(c - b'0'),
            b'A'..=b'Z' => rest * 100 + u32::from(c - b'A') + 10,
            b'a'..=b'z' => rest * 100 + u32::from(c - b'a') + 10,
            _ => return None,
        } % 97;
    }
    Some(rest)
}

/// ISO 7064 MOD 11,10 over digits, the check digit last.
pub fn mod11_10(digits: &[u8]) -> bool {
    let Some((last, body)) = digits.split_last() else {
        return false;
    };
    let product = body.iter().fold(10, |p, &d| {
        let sum = (value(d) + p) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (product + value(*last)) % 10 == 1
}

/// ISO 7064 MOD 11-2: the check character for `body`, `X` for ten.
pub fn mod11_2(body: &[u8]) -> u8 {
    let product = body.iter().fold(0, |p, &d| (p + value(d)) * 2 % 11);
    match (12 - product) % 11 {
        10 => b'X',
        n => b'0' + n as u8,
    }
}

/// Multiplication in the dihedral group of order ten.
const DIHEDRAL: [[u8; 10]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];

/// Verhoeff's permutation; it has period eight.
const PERMUTED: [[u8; 10]; 8] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/// Verhoeff's check (J. Verhoeff, Error Detecting Decimal Codes, 1969), the check digit last.
pub fn verhoeff(digits: &[u8]) -> bool {
    let state = digits.iter().rev().enumerate().fold(0u8, |state, (i, &d)| {
        let moved = PERMUTED[i % 8][(value(d) % 10) as usize];
        DIHEDRAL[usize::from(state % 10)][usize::from(moved % 10)]
    });
    !digits.is_empty() && state == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_knows_the_published_examples() {
        assert!(luhn(b"79927398713"));
        assert!(luhn(b"4111111111111111"));
        assert!(!luhn(b"79927398710"));
        assert!(!luhn(b""));
    }

    #[test]
    fn verhoeff_knows_the_published_examples() {
        assert!(verhoeff(b"2363"));
        assert!(verhoeff(b"758722"));
        assert!(!verhoeff(b"2364"));
    }

    #[test]
    fn iso_7064_knows_the_published_examples() {
        assert!(mod11_10(b"794623"));
        assert!(!mod11_10(b"794634"));
        assert_eq!(mod11_2(b"079"), b'X');
        assert_eq!(mod97(b"3214282912345698765432161182".iter().copied()), Some(1));
        assert_eq!(mod97(b"12*".iter().copied()), None);
    }

    #[test]
    fn a_random_number_passes_luhn_one_time_in_ten() {
        let mut random = crate::detect::validate::draw::sequence(7);
        let mut passed = 0;
        let mut digits = Vec::new();
        for _ in 0..20_000 {
            digits.clear();
            crate::detect::validate::draw::digits(&mut random, 16, &mut digits);
            passed += u32::from(luhn(&digits));
        }
        assert!((1850..2150).contains(&passed), "{passed}");
    }
}
