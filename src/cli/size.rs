//! Sizes as people write them.

/// Reads a size in bytes: a whole number, with `K`, `M`, `G` or `T` for powers of 1024 (`64M`, `64MiB`, `64mb`).
///
/// # Errors
/// When it isn't one, is 0 or more than 64 bits hold; says what to write.
pub fn parse(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{}` is no size; write a number of bytes such as 65536, 64K or 16M", crate::model::escape(text.as_bytes()));
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits).ok_or_else(wrong)?;
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let unit = unit.trim().to_ascii_lowercase();
    let unit = unit.strip_suffix("ib").or_else(|| unit.strip_suffix('b')).unwrap_or(&unit);
    let factor: u64 = match unit {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        "g" => 1 << 30,
        "t" => 1 << 40,
        _ => return Err(wrong()),
    };
    number.checked_mul(factor).filter(|&n| n > 0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse("1"), Ok(1));
        assert_eq!(parse("64M"), Ok(64 << 20));
        assert_eq!(parse("64 MiB"), Ok(64 << 20));
        assert_eq!(parse("2gb"), Ok(2 << 30));
        assert_eq!(parse("10B"), Ok(10));
        for wrong in ["", "0", "M", "-1", "1.5M", "64X", "99999999999999999999", "18446744073709551615K", "１"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
