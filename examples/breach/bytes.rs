//! Numbers, times and random text written into a byte buffer by hand.

use crate::draw::Draw;

const HEX: &[u8; 16] = b"0123456789abcdef";
/// Digits, capitals, small letters: tokens.
pub const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// The alphabet of bcrypt, which orders base64 in its own way.
pub const BCRYPT64: &[u8; 64] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// `n` in decimal.
pub fn decimal(out: &mut Vec<u8>, mut n: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// The last `width` decimal digits of `n`, with leading zeros.
pub fn padded(out: &mut Vec<u8>, mut n: u64, width: usize) {
    let start = out.len();
    out.resize(start + width, b'0');
    for digit in out[start..].iter_mut().rev() {
        *digit = b'0' + (n % 10) as u8;
        n /= 10;
    }
}

/// Hundredths as `12.90`.
pub fn money(out: &mut Vec<u8>, hundredths: u64) {
    decimal(out, hundredths / 100);
    out.push(b'.');
    padded(out, hundredths % 100, 2);
}

/// `len` random characters of an alphabet.
pub fn random_of(out: &mut Vec<u8>, draw: &mut Draw, alphabet: &[u8], len: usize) {
    let size = alphabet.len() as u128;
    let mut rest = 0u64;
    for n in 0..len {
        // The low half of a multiply-shift is fresh enough for ten letters.
        if n % 10 == 0 {
            rest = draw.bits();
        }
        let wide = u128::from(rest) * size;
        out.push(alphabet[(wide >> 64) as usize]);
        rest = wide as u64;
    }
}

/// `len` random hexadecimal digits.
pub fn random_hex(out: &mut Vec<u8>, draw: &mut Draw, len: usize) {
    let mut rest = 0u64;
    for n in 0..len {
        if n % 16 == 0 {
            rest = draw.bits();
        }
        out.push(HEX[(rest & 15) as usize]);
        rest >>= 4;
    }
}

/// `len` random decimal digits.
pub fn random_digits(out: &mut Vec<u8>, draw: &mut Draw, len: usize) {
    random_of(out, draw, b"0123456789", len);
}

/// `N` random bytes in base64 with padding (RFC 4648).
pub fn random_base64<const N: usize>(out: &mut Vec<u8>, draw: &mut Draw) {
    let mut raw = [0u8; N];
    for block in raw.chunks_mut(8) {
        let bits = draw.bits().to_le_bytes();
        block.copy_from_slice(&bits[..block.len()]);
    }
    for three in raw.chunks(3) {
        let [a, b, c] = [three[0], *three.get(1).unwrap_or(&0), *three.get(2).unwrap_or(&0)];
        let word = u32::from_be_bytes([0, a, b, c]);
        for n in 0..4 {
            let letter = BASE64[(word >> (18 - 6 * n) & 63) as usize];
            out.push(if n > three.len() { b'=' } else { letter });
        }
    }
}

/// A random UUID, version 4 (RFC 9562).
pub fn random_uuid(out: &mut Vec<u8>, draw: &mut Draw) {
    let high = draw.bits() & !0xf000 | 0x4000;
    let low = draw.bits() & !(0b11 << 62) | 0b10 << 62;
    let all = u128::from(high) << 64 | u128::from(low);
    for n in 0..32 {
        if matches!(n, 8 | 12 | 16 | 20) {
            out.push(b'-');
        }
        out.push(HEX[(all >> (124 - 4 * n) & 15) as usize]);
    }
}

/// A day and a time of day in the proleptic Gregorian calendar.
pub struct Moment {
    /// Year, month (1 to 12) and day of the month (1 to 31).
    pub date: (u64, u64, u64),
    /// Hour, minute and second.
    pub time: (u64, u64, u64),
}

/// Takes seconds since 1970 apart. The year is counted from March, so that
/// the leap day comes last.
pub fn moment(seconds: u64) -> Moment {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    Moment { date: (year, month, day), time: (second / 3_600, second / 60 % 60, second % 60) }
}

/// `2024-03-01 07:08:09`, in UTC: always 19 bytes.
pub fn datetime(out: &mut Vec<u8>, seconds: u64) {
    let Moment { date, time } = moment(seconds);
    padded(out, date.0, 4);
    for (sign, part) in [(b'-', date.1), (b'-', date.2), (b' ', time.0), (b':', time.1), (b':', time.2)] {
        out.push(sign);
        padded(out, part, 2);
    }
}

/// True when the digits pass the Luhn check (ISO/IEC 7812-1, annex B).
pub fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(n, digit)| {
            let value = u32::from(digit.wrapping_sub(b'0'));
            if n % 2 == 0 { value } else { value * 2 / 10 + value * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn times_follow_the_calendar() {
        assert_eq!(text(|out| datetime(out, 0)), "1970-01-01 00:00:00");
        assert_eq!(text(|out| datetime(out, 951_782_400)), "2000-02-29 00:00:00");
        assert_eq!(text(|out| datetime(out, 1_709_276_889)), "2024-03-01 07:08:09");
    }

    #[test]
    fn numbers_keep_their_width() {
        assert_eq!(text(|out| decimal(out, u64::MAX)), "18446744073709551615");
        assert_eq!(text(|out| padded(out, 42, 4)), "0042");
        assert_eq!(text(|out| money(out, 1_205)), "12.05");
    }

    #[test]
    fn luhn_knows_published_test_numbers() {
        assert!(luhn(b"4111111111111111") && luhn(b"378282246310005"));
        assert!(!luhn(b"4111111111111112"));
    }

    #[test]
    fn base64_is_padded() {
        let cipher = text(|out| random_base64::<64>(out, &mut Draw::from_key(1)));
        assert!(cipher.len() == 88 && cipher.ends_with("==") && !cipher[..86].contains('='));
    }
}
