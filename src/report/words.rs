//! Numbers and lists as people write them.

/// A count with a comma between thousands: `1,234,567`.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// How many of a thing: `1 record`, `1,234 records`.
pub fn number_of(n: u64, thing: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {thing}{s}", count(n))
}

/// A number of bytes: exact below 10,000, then in units of 1000 to one decimal place, rounded down.
pub fn bytes(n: u64) -> String {
    const UNITS: [(&str, u64); 5] =
        [("EB", 1_000_000_000_000_000_000), ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)];
    match UNITS.into_iter().find(|&(_, unit)| n >= unit) {
        Some((name, unit)) if n >= 10_000 => format!("{}.{} {name}", n / unit, n % unit / (unit / 10)),
        _ => number_of(n, "byte"),
    }
}

/// Distinct values: an estimate beyond 128, and told as one.
pub fn distinct(n: u64) -> String {
    if n > 128 { format!("~{}", count(n)) } else { count(n) }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(u64::MAX), "18,446,744,073,709,551,615");
        assert_eq!(number_of(1, "record"), "1 record");
        assert_eq!(distinct(128), "128");
        assert_eq!(distinct(1290), "~1,290");
    }

    #[test]
    fn bytes_are_never_rounded_up() {
        assert_eq!(bytes(1), "1 byte");
        assert_eq!(bytes(9_999), "9,999 bytes");
        assert_eq!(bytes(10_000), "10.0 kB");
        assert_eq!(bytes(2_399_999_999), "2.3 GB");
        assert_eq!(bytes(2_000_000_000_000_000), "2000.0 TB");
        assert_eq!(bytes(u64::MAX), "18.4 EB");
    }

    #[test]
    fn lists_end_with_a_word() {
        let items = |n: usize| ["a", "b", "c"].iter().take(n).map(|s| (*s).to_owned()).collect::<Vec<_>>();
        assert_eq!(list(&items(0), "and"), "");
        assert_eq!(list(&items(1), "and"), "a");
        assert_eq!(list(&items(2), "or"), "a or b");
        assert_eq!(list(&items(3), "and"), "a, b and c");
    }
}
