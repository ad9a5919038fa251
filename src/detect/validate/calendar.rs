//! The Gregorian calendar.

/// Days of a month; 0 for a month that does not exist.
pub fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// True for a leap year.
pub fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// True for a day that exists.
pub fn is_day(year: u32, month: u32, day: u32) -> bool {
    (1..=days_in_month(year, month)).contains(&day)
}

/// True for a day that exists in a year of which two digits are known: 29 February in one century is enough.
pub fn is_day_of_short_year(year: u32, month: u32, day: u32) -> bool {
    is_day(2000 + year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_years() {
        assert!(is_day(2024, 2, 29) && is_day(2000, 2, 29));
        assert!(!is_day(1900, 2, 29) && !is_day(2023, 2, 29) && !is_day(2023, 13, 1) && !is_day(2023, 1, 0));
        assert!(is_day_of_short_year(0, 2, 29));
    }
}
