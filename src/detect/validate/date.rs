//! Calendar dates in the forms that dumps hold.

use super::{Validator, calendar, check_digits, draw};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `date`: a day that exists.
pub const DATE: Validator = Validator {
    name: "date",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Date that exists in the calendar: ISO 8601 with or without a time, DD/MM/YYYY, DD.MM.YYYY, DD-Mon-YYYY, Month D, YYYY; a year of two digits, or not from 1000 to 2999, is no opinion",
};

/// `birth_date`: a date on which somebody alive may have been born.
pub const BIRTH_DATE: Validator = Validator {
    name: "birth_date",
    chance_per_mille: 0,
    check: check_birth,
    generate: Some(generate),
    doc: "Date from 1900 to 2026: may be a birth date, never more than no opinion",
};

/// How a date is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateForm {
    /// `2024-02-29` or `2024/02/29`, with a time or without (ISO 8601 extended).
    Iso,
    /// `20240229` (ISO 8601 basic).
    Compact,
    /// Day, month, year, known by a day above 12 or by dots: `29/02/2024`, `1.2.2024`.
    DayFirst,
    /// Month, day, year, known by a day above 12: `02/29/2024`.
    MonthFirst,
    /// `03/04/2024`: March or April.
    EitherFirst,
    /// `29-Feb-2024`, `29 February 2024`.
    DayMonthName,
    /// `February 29, 2024`.
    MonthNameDay,
}

/// A date as read.
struct Date {
    form: DateForm,
    year: u32,
    /// The year has two digits.
    short: bool,
}

const MONTHS: [&[u8]; 12] =
    [b"january", b"february", b"march", b"april", b"may", b"june", b"july", b"august", b"september", b"october", b"november", b"december"];

/// How a date in any known form is written; `None` for what is no date.
pub fn date_form(value: &[u8]) -> Option<DateForm> {
    read(value).map(|date| date.form)
}

/// The year of a date in any known form, when all four digits of it are there.
pub fn year_of(value: &[u8]) -> Option<u16> {
    read(value).filter(|date| !date.short).and_then(|date| u16::try_from(date.year).ok())
}

fn check(value: &[u8]) -> Validity {
    match read(value) {
        None => Refuted,
        Some(date) if date.short || !(1000..3000).contains(&date.year) => NoOpinion,
        Some(_) => Confirmed,
    }
}

fn check_birth(value: &[u8]) -> Validity {
    match read(value) {
        Some(date) if date.short || (1900..=2026).contains(&date.year) => NoOpinion,
        _ => Refuted,
    }
}

/// Takes up to `most` digits off the front; `None` when there is none, or one too many.
fn digits(text: &[u8], most: usize) -> Option<(&[u8], &[u8])> {
    let count = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if (1..=most).contains(&count) { text.split_at_checked(count) } else { None }
}

fn read(value: &[u8]) -> Option<Date> {
    if !(6..=40).contains(&value.len()) {
        return None;
    }
    if value.first()?.is_ascii_alphabetic() {
        return month_name_day(value);
    }
    let (first, rest) = digits(value, 8)?;
    match (first.len(), rest.first()) {
        (8, after) => compact(first).filter(|_| after.is_none() || is_time(rest)),
        (4, Some(&sign @ (b'-' | b'/' | b'.'))) => year_first(first, rest, sign),
        (1 | 2, Some(&sign @ (b'-' | b'/' | b'.'))) => {
            let after = rest.get(1..)?;
            if after.first()?.is_ascii_alphabetic() { day_month_name(first, after) } else { year_last(first, after, sign) }
        }
        (1 | 2, Some(b' ')) => day_month_name(first, rest.get(1..)?),
        _ => None,
    }
}

fn compact(eight: &[u8]) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| eight.get(range).map(check_digits::number);
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    // A run of eight digits is a date only in years that records speak of.
    let plausible = (1850..=2100).contains(&year) && calendar::is_day(year, month, day);
    plausible.then_some(Date { form: DateForm::Compact, year, short: false })
}

fn year_first(year: &[u8], rest: &[u8], sign: u8) -> Option<Date> {
    let (month, rest) = digits(rest.get(1..)?, 2)?;
    let (day, rest) = digits(rest.strip_prefix(&[sign])?, 2)?;
    let year = check_digits::number(year);
    let exists = year > 0 && calendar::is_day(year, check_digits::number(month), check_digits::number(day));
    (exists && is_time(rest)).then_some(Date { form: DateForm::Iso, year, short: false })
}

fn year_last(first: &[u8], rest: &[u8], sign: u8) -> Option<Date> {
    let (second, rest) = digits(rest, 2)?;
    let (digits_of_year, rest) = digits(rest.strip_prefix(&[sign])?, 4)?;
    let short = digits_of_year.len() == 2;
    let year = check_digits::number(digits_of_year) + if short { 2000 } else { 0 };
    if !(short || digits_of_year.len() == 4 && year > 0) || !is_time(rest) {
        return None;
    }
    let (a, b) = (check_digits::number(first), check_digits::number(second));
    let form = match (calendar::is_day(year, b, a), calendar::is_day(year, a, b)) {
        (true, _) if sign == b'.' => DateForm::DayFirst,
        (true, true) => DateForm::EitherFirst,
        (true, false) => DateForm::DayFirst,
        (false, true) => DateForm::MonthFirst,
        (false, false) => return None,
    };
    Some(Date { form, year, short })
}

/// The number of a month by its English name, whole or by its first three letters.
fn month(name: &[u8]) -> Option<u32> {
    let is = |full: &&[u8]| {
        full.eq_ignore_ascii_case(name)
            || full.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(name))
            || name.eq_ignore_ascii_case(b"sept") && full.starts_with(b"sept")
    };
    MONTHS.iter().position(is).map(|at| at as u32 + 1)
}

fn day_month_name(day: &[u8], rest: &[u8]) -> Option<Date> {
    let letters = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let (name, rest) = rest.split_at_checked(letters)?;
    let rest = rest.strip_prefix(b".").unwrap_or(rest);
    let rest = rest.strip_prefix(b",").unwrap_or(rest);
    let (&sign, rest) = rest.split_first()?;
    let (digits_of_year, rest) = digits(rest, 4)?;
    let short = digits_of_year.len() == 2;
    let year = check_digits::number(digits_of_year) + if short { 2000 } else { 0 };
    let known = matches!(sign, b' ' | b'-' | b'/' | b'.') && (short || digits_of_year.len() == 4) && is_time(rest);
    let exists = known && calendar::is_day(year, month(name)?, check_digits::number(day));
    exists.then_some(Date { form: DateForm::DayMonthName, year, short })
}

fn month_name_day(value: &[u8]) -> Option<Date> {
    let letters = value.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let (name, rest) = value.split_at_checked(letters)?;
    let rest = rest.strip_prefix(b".").unwrap_or(rest);
    let (day, rest) = digits(rest.strip_prefix(b" ").or_else(|| rest.strip_prefix(b"-"))?, 2)?;
    let ordinal = [b"st", b"nd", b"rd", b"th"].iter().find_map(|end| rest.strip_prefix(end.as_slice()));
    let rest = ordinal.unwrap_or(rest);
    let rest = rest.strip_prefix(b",").unwrap_or(rest);
    let (year, rest) = digits(rest.strip_prefix(b" ").or_else(|| rest.strip_prefix(b"-")).unwrap_or(rest), 4)?;
    let exists = year.len() == 4 && calendar::is_day(check_digits::number(year), month(name)?, check_digits::number(day));
    (exists && is_time(rest)).then(|| Date { form: DateForm::MonthNameDay, year: check_digits::number(year), short: false })
}

/// True for nothing, or for a time of day behind a date: `T10:20:30.123Z`, ` 9:05 PM`, ` 10:20:30 +02:00`.
fn is_time(rest: &[u8]) -> bool {
    let Some((&sign, rest)) = rest.split_first() else {
        return true;
    };
    if !matches!(sign, b' ' | b'T' | b't' | b'_' | b',') {
        return false;
    }
    let rest = rest.trim_ascii_start();
    let part = |text, below: u32| {
        let (part, rest) = digits(text, 2)?;
        (check_digits::number(part) < below).then_some(rest)
    };
    let Some(mut rest) = part(rest, 25).and_then(|rest| part(rest.strip_prefix(b":")?, 60)) else {
        return false;
    };
    if let Some(seconds) = rest.strip_prefix(b":") {
        let Some(after) = part(seconds, 61) else {
            return false;
        };
        rest = after;
        if let Some(fraction) = rest.strip_prefix(b".").or_else(|| rest.strip_prefix(b",")) {
            let Some((_, after)) = digits(fraction, 9) else {
                return false;
            };
            rest = after;
        }
    }
    is_zone(rest.trim_ascii_start())
}

/// True for nothing, `Z`, `AM`, `UTC` or another short name, and for an offset `+hh`, `+hhmm`, `+hh:mm`.
fn is_zone(rest: &[u8]) -> bool {
    match rest.split_first() {
        None => true,
        Some((b'+' | b'-', offset)) => {
            let count = offset.iter().filter(|c| c.is_ascii_digit()).count();
            matches!(count, 2 | 4 | 6) && offset.iter().all(|&c| c.is_ascii_digit() || c == b':')
        }
        Some(_) => rest.len() <= 8 && rest.iter().all(|&c| c.is_ascii_alphabetic() || c == b' ' || c == b'.'),
    }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    for (low, high, width) in [(1930, 2005, 4), (1, 12, 2), (1, 28, 2)] {
        if width == 2 {
            out.push(b'-');
        }
        let part = draw::between(random, low, high);
        draw::padded(part, width, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_known() {
        for (text, form, year) in [
            ("2024-02-29", DateForm::Iso, 2024),
            ("2024-02-29 10:20:30", DateForm::Iso, 2024),
            ("2024-02-29T10:20:30.123456Z", DateForm::Iso, 2024),
            ("1999-12-31 23:59:60+01:00", DateForm::Iso, 1999),
            ("2024/2/9", DateForm::Iso, 2024),
            ("19821105", DateForm::Compact, 1982),
            ("29/02/2024", DateForm::DayFirst, 2024),
            ("02/29/2024", DateForm::MonthFirst, 2024),
            ("3/4/2024 9:05 PM", DateForm::EitherFirst, 2024),
            ("01.02.2003", DateForm::DayFirst, 2003),
            ("29-Feb-2024", DateForm::DayMonthName, 2024),
            ("1 September 1987", DateForm::DayMonthName, 1987),
            ("February 29, 2024", DateForm::MonthNameDay, 2024),
            ("Jan 1st, 1970", DateForm::MonthNameDay, 1970),
        ] {
            assert_eq!(date_form(text.as_bytes()), Some(form), "{text}");
            assert_eq!(year_of(text.as_bytes()), Some(year), "{text}");
            assert_eq!(check(text.as_bytes()), Confirmed, "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refuted() {
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "0000-00-00",
            "31/04/2020",
            "29-Feb-2023",
            "20231301",
            "99999999",
            "Foo 1, 2020",
            "2024-01-01 25:99",
            "2024-01",
            "12345",
            "192.168.1.1",
            "1.2.3",
            "2024-01-01x",
            "",
            "12:30:00",
            "4.2.20244",
            "2024-01/02",
        ] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }

    #[test]
    fn two_digits_of_a_year_are_no_opinion() {
        assert_eq!(check(b"12/31/99"), NoOpinion);
        assert_eq!(year_of(b"12/31/99"), None);
        assert_eq!(check(b"0001-01-01"), NoOpinion);
        assert_eq!(check(b"1.1.4322"), NoOpinion);
    }

    #[test]
    fn birth_dates_lie_within_a_life() {
        assert_eq!(check_birth(b"1984-05-06"), NoOpinion);
        assert_eq!(check_birth(b"1899-12-31"), Refuted);
        assert_eq!(check_birth(b"2027-01-01"), Refuted);
    }
}
