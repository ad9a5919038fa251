//! Telephone numbers (ITU-T E.164, North American Numbering Plan), by their structure.

use super::{Validator, check_digits, date, draw, tables};
use crate::model::Validity::{self, Confirmed, NoOpinion, Refuted};

/// `phone`: international, North American in groups, or national.
pub const PHONE: Validator = Validator {
    name: "phone",
    chance_per_mille: 0,
    check,
    generate: Some(generate),
    doc: "Telephone number: E.164 behind `+` with a calling code and a length in use, or NXX-NXX-XXXX in groups; other national forms of 7 to 15 digits are no opinion; dates, decimals and addresses are refuted",
};

/// Digits, and where the gaps between them were.
#[derive(Default)]
struct Number {
    digits: [u8; 15],
    count: usize,
    /// Lengths of the first groups.
    groups: [usize; 8],
    group_count: usize,
    /// Gaps other than a lone blank, bracket or sign that phones are grouped with.
    dots: usize,
    dashes: usize,
    brackets: bool,
    plus: bool,
}

impl Number {
    fn all(&self) -> &[u8] {
        self.digits.get(..self.count).unwrap_or_default()
    }

    fn groups(&self) -> &[usize] {
        self.groups.get(..self.group_count).unwrap_or_default()
    }

    fn push(&mut self, digit: u8, opens_group: bool) -> Option<()> {
        if opens_group {
            self.group_count += 1;
        }
        *self.digits.get_mut(self.count)? = digit;
        self.count += 1;
        *self.groups.get_mut(self.group_count.checked_sub(1)?)? += 1;
        Some(())
    }

    /// `None` for signs that no phone number holds, for more than 15 digits or 8 groups.
    fn read(text: &[u8]) -> Option<Self> {
        let mut number = Self::default();
        let text = match text.strip_prefix(b"+") {
            Some(rest) => {
                number.plus = true;
                rest.trim_ascii_start()
            }
            None => text,
        };
        let (mut gap, mut open) = (true, false);
        let mut rest = text;
        while let Some((&c, after)) = rest.split_first() {
            // The trunk zero that is not dialled from abroad.
            if number.plus && rest.starts_with(b"(0)") {
                (rest, gap) = (rest.get(3..)?, true);
                continue;
            }
            let last = number.count.checked_sub(1).is_some() && !gap;
            match c {
                b'0'..=b'9' => number.push(c, gap)?,
                b'(' if !open && !number.brackets => (open, number.brackets) = (true, true),
                b')' if open => open = false,
                b' ' => {}
                b'-' if last || rest.len() < text.len() && number.brackets => number.dashes += 1,
                // ` - ` between groups, never two in a row, never in front.
                b'-' if number.count > 0 && text.get(text.len() - rest.len() - 1) == Some(&b' ') => number.dashes += 1,
                b'.' | b'/' if last => number.dots += 1,
                _ => return None,
            }
            gap = !c.is_ascii_digit();
            rest = after;
        }
        let ends_well = text.last().is_some_and(|c| c.is_ascii_digit() || *c == b')');
        (ends_well && !open).then_some(number)
    }
}

fn check(value: &[u8]) -> Validity {
    if !(7..=40).contains(&value.len()) {
        return Refuted;
    }
    let value = value.strip_prefix(b"tel:").unwrap_or(value);
    let (text, extended) = without_extension(value);
    let Some(number) = Number::read(text) else {
        return Refuted;
    };
    if number.count < 7 || check_digits::all_equal(number.all()) || !extended && is_something_else(text, &number) {
        return Refuted;
    }
    let digits = number.all();
    if number.plus {
        return international(digits, true);
    }
    let grouped = number.group_count > 1;
    if grouped && is_north_american(&number) {
        return Confirmed;
    }
    match digits.strip_prefix(b"00") {
        Some(abroad) if grouped && international(abroad, false) == Confirmed => Confirmed,
        _ => NoOpinion,
    }
}

/// Takes `x123`, `ext. 5`, `#12` off the end.
fn without_extension(value: &[u8]) -> (&[u8], bool) {
    let digits = value.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let (head, _) = value.split_at(value.len() - digits);
    let head = head.trim_ascii_end();
    if (1..=7).contains(&digits) {
        for mark in [b"extension".as_slice(), b";ext=", b"ext.", b"ext:", b"ext", b"x.", b"x", b"#"] {
            let at = head.len().saturating_sub(mark.len());
            let (before, end) = head.split_at(at);
            if end.eq_ignore_ascii_case(mark) {
                let before = before.trim_ascii_end();
                return (before.strip_suffix(b",").unwrap_or(before), true);
            }
        }
    }
    (value, false)
}

/// Behind a calling code, one of the lengths that its plan allows.
fn international(digits: &[u8], plus: bool) -> Validity {
    for length in 1..=3 {
        let Some((code, national)) = digits.split_at_checked(length) else {
            continue;
        };
        if code.first() == Some(&b'0') {
            // A national number behind a plus sign: wrong, and seen.
            return NoOpinion;
        }
        let Some(lengths) = tables::calling_code(check_digits::number(code)) else {
            continue;
        };
        let served = match code {
            b"1" => is_nanp(national),
            _ => national.len() < 32 && lengths >> national.len() & 1 == 1,
        };
        return if served { Confirmed } else { NoOpinion };
    }
    if plus { Refuted } else { NoOpinion }
}

/// Ten digits, area and exchange from 2 to 9.
fn is_nanp(digits: &[u8]) -> bool {
    let opens = |at: usize| digits.get(at).is_some_and(|d| (b'2'..=b'9').contains(d));
    digits.len() == 10 && opens(0) && opens(3)
}

fn is_north_american(number: &Number) -> bool {
    match number.groups() {
        [3, 3, 4] => is_nanp(number.all()),
        [1, 3, 3, 4] => number.all().strip_prefix(b"1").is_some_and(is_nanp),
        [3, 3, 3, 4] => number.all().strip_prefix(b"001").is_some_and(is_nanp),
        _ => false,
    }
}

/// Dates, decimal numbers, internet addresses, social security numbers and book numbers.
fn is_something_else(text: &[u8], number: &Number) -> bool {
    let digits = number.all();
    if number.plus {
        // `+1.5e` aside, a sign and one dot is a decimal number.
        return number.dots == 1 && number.group_count == 2 && number.groups().first() > Some(&3);
    }
    let bare = text.strip_prefix(b"(").and_then(|rest| rest.strip_suffix(b")"));
    let octets = || text.split(|&c| c == b'.').all(|part| (1..=3).contains(&part.len()) && check_digits::number(part) <= 255);
    if bare.is_some() {
        // A remark in brackets, as mail servers write their address and version.
        return true;
    }
    match number.groups() {
        // Milliseconds since 1970, and no national number begins with 1 and is so long.
        [13] => digits.starts_with(b"1"),
        [_] => false,
        [3, 2, 4] => number.dots == 0 && !number.brackets,
        [_, _] if number.dots == 1 => true,
        // Pairs are a French number as well as an address; the other is North American with its code.
        [2, 2, 2, 2] | [1, 3, 3, 4] => false,
        [_, _, _, _] if number.dots == 3 => octets() || number.groups().first() < Some(&2),
        _ => {
            let book = digits.len() == 13 && (digits.starts_with(b"978") || digits.starts_with(b"979"));
            book || date::date_form(text).is_some()
        }
    }
}

fn generate(random: &mut dyn FnMut() -> u64, out: &mut Vec<u8>) {
    const HEADS: [(&[u8], usize); 5] = [(b"+44 20 ", 8), (b"+49 30 ", 8), (b"+62 812 ", 8), (b"+33 6 ", 8), (b"+1 212 ", 0)];
    let (head, count) = draw::pick(random, &HEADS).unwrap_or((b"+44 20 ", 8));
    out.extend_from_slice(head);
    draw::digits(random, count, out);
    if count == 0 {
        // 555-01xx is kept free for fiction.
        out.extend_from_slice(b"555 01");
        draw::digits(random, 2, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn international_and_north_american_numbers_are_confirmed() {
        for text in [
            "+12125550123",
            "+1 (212) 555-0123",
            "+44 20 7946 0958",
            "+44 (0)20 7946 0958",
            "+62 812-3456-7890",
            "+49-30-901820",
            "(212) 555-0123",
            "212-555-0123",
            "212.555.0123",
            "1.212.555.0123",
            "212 555 0123",
            "1-212-555-0123",
            "(212)555-0123 x123",
            "212-555-0123 ext. 5",
            "001-212-555-0123x890",
            "0044 20 7946 0958",
            "tel:+33612345678",
            "+6281234567890",
        ] {
            assert_eq!(check(text.as_bytes()), Confirmed, "{text}");
        }
    }

    #[test]
    fn national_numbers_are_no_opinion() {
        for text in [
            "020 7946 0958",
            "0812-3456-7890",
            "081234567890",
            "2125550123",
            "01.23.45.67.89",
            "555-0123",
            "03-1234-5678",
            "88.60.15.31",
            "+0812 3456 7890",
            "123-456-7890",
            "0221/470-2211",
        ] {
            assert_eq!(check(text.as_bytes()), NoOpinion, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_refuted() {
        for text in [
            "2024-02-29",
            "01/02/2003",
            "01.02.2003",
            "12345.678",
            "-12345678",
            "3.14159265",
            "192.168.100.200",
            "(172.30.44.57)",
            "(8.14.2/8.14.2)",
            "6.00.2900.2180",
            "123-45-6789",
            "0000000000",
            "123456",
            "1234567890123456",
            "4111 1111 1111 1111",
            "1697040000000",
            "978-0-306-40615-7",
            "1,234,567",
            "12:34:56.789",
            "+9991234567",
            "(212 555-0123",
            "212)5550123",
            "555--0123",
            "",
            "abc-defg",
            "2024-01-01 12:00:00",
            "++12125550123",
            "-33.8688",
        ] {
            assert_eq!(check(text.as_bytes()), Refuted, "{text}");
        }
    }
}
