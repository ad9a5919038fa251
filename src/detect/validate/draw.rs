//! Random choices for values that are made up, and the search for their check digits.

use crate::model::Validity;

/// A number below `limit`; 0 when `limit` is 0.
pub fn below(random: &mut dyn FnMut() -> u64, limit: u64) -> u64 {
    // The high bits: the low ones of a simple generator are weak.
    (random() >> 16).checked_rem(limit).unwrap_or(0)
}

/// A number from `low` to `high`, both included.
pub fn between(random: &mut dyn FnMut() -> u64, low: u64, high: u64) -> u64 {
    low + below(random, high.saturating_sub(low) + 1)
}

/// Writes `count` digits.
pub fn digits(random: &mut dyn FnMut() -> u64, count: usize, out: &mut Vec<u8>) {
    characters(random, b"0123456789", count, out);
}

/// Writes `count` characters of `alphabet`.
pub fn characters(random: &mut dyn FnMut() -> u64, alphabet: &[u8], count: usize, out: &mut Vec<u8>) {
    for _ in 0..count {
        out.extend(pick(random, alphabet));
    }
}

/// One of `items`; `None` only when there are none.
pub fn pick<T: Copy>(random: &mut dyn FnMut() -> u64, items: &[T]) -> Option<T> {
    items.get(below(random, items.len() as u64) as usize).copied()
}

/// Writes `number` with at least `width` digits.
pub fn padded(number: u64, width: u32, out: &mut Vec<u8>) {
    let mut power = 10u64.saturating_pow(width.saturating_sub(1));
    while number / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        out.push(b'0' + (number / power % 10) as u8);
        power /= 10;
    }
}

/// Writes a birth date as the digits of `YYMMDD`, years 1940 to 1999, and returns year, month and day.
pub fn birth_yymmdd(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) -> (u64, u64, u64) {
    let date = (between(random, 1940, 1999), between(random, 1, 12), between(random, 1, 28));
    for part in [date.0 % 100, date.1, date.2] {
        padded(part, 2, out);
    }
    date
}

/// Writes a body and tries `count` check characters of `alphabet` behind it until `check` confirms the whole.
///
/// A body may have no valid check character (some methods skip ten), so it is drawn again when all fail.
pub fn seal(
    random: &mut dyn FnMut() -> u64,
    out: &mut Vec<u8>,
    body: fn(&mut dyn FnMut() -> u64, &mut Vec<u8>),
    (alphabet, count): (&[u8], u32),
    check: fn(&[u8]) -> Validity,
) {
    let start = out.len();
    for _ in 0..1000 {
        out.truncate(start);
        body(random, out);
        let sealed_from = out.len();
        for mut trial in 0..alphabet.len().saturating_pow(count) {
            out.truncate(sealed_from);
            for _ in 0..count {
                out.extend(alphabet.get(trial % alphabet.len()));
                trial /= alphabet.len();
            }
            if out.get(start..).is_some_and(|value| check(value) == Validity::Confirmed) {
                return;
            }
        }
    }
}

/// A repeatable source of numbers (SplitMix64), for tests.
#[cfg(test)]
pub fn sequence(mut state: u64) -> impl FnMut() -> u64 {
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padded_fills_up_and_never_cuts() {
        let mut out = Vec::new();
        padded(7, 2, &mut out);
        padded(1234, 3, &mut out);
        padded(0, 1, &mut out);
        assert_eq!(out, b"0712340");
    }
}
