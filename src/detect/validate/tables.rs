//! The tables under `patterns/lexicon/` that validators look things up in, read once.

use std::sync::OnceLock;

/// One issuer range of payment cards (ISO/IEC 7812).
pub struct CardRange {
    /// The scheme.
    pub brand: &'static str,
    /// Lowest prefix, filled up with 0 to eight digits.
    pub low: u32,
    /// Highest prefix, filled up with 9 to eight digits.
    pub high: u32,
    /// Bit n is set when numbers of n digits are issued.
    pub lengths: u32,
    /// True when the range is too wide to prove a card: all numbers that begin with 1, say.
    pub wide: bool,
}

/// How one country writes an IBAN (ISO 13616).
pub struct IbanStructure {
    /// ISO 3166 code.
    pub country: &'static str,
    /// Characters of the whole IBAN.
    pub length: usize,
    /// What follows the check digits, as `5!n5!n11!c2!n`.
    pub bban: &'static str,
}

fn rows(table: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    table.lines().skip(1).map(|line| line.split('\t'))
}

fn bits(list: &str) -> u32 {
    list.split(',').filter_map(|n| n.parse::<u32>().ok()).filter(|&n| n < 32).fold(0, |bits, n| bits | 1 << n)
}

/// True for a top-level domain of the IANA root, in lower case; other scripts as written or as `xn--`.
pub fn is_tld(label: &[u8]) -> bool {
    static TLDS: OnceLock<Vec<&[u8]>> = OnceLock::new();
    let read = || include_str!("../../../patterns/lexicon/tlds.tsv").lines().skip(1).map(str::as_bytes).collect();
    let tlds: &Vec<&[u8]> = TLDS.get_or_init(read);
    matches!(label, b"com" | b"net" | b"org") || tlds.binary_search(&label).is_ok()
}

/// Issuer ranges, narrow ones first, so that the first that fits is the most specific.
pub fn card_ranges() -> &'static [CardRange] {
    static RANGES: OnceLock<Vec<CardRange>> = OnceLock::new();
    RANGES.get_or_init(|| {
        let mut ranges: Vec<CardRange> = rows(include_str!("../../../patterns/lexicon/card_ranges.tsv"))
            .filter_map(|mut cells| {
                Some(CardRange {
                    brand: cells.next()?,
                    low: format!("{:0<8}", cells.next()?).parse().ok()?,
                    high: format!("{:9<8}", cells.next()?).parse().ok()?,
                    lengths: bits(cells.next()?),
                    wide: cells.next()? == "wide",
                })
            })
            .collect();
        ranges.sort_by_key(|range| range.high - range.low);
        ranges
    })
}

/// The IBAN structure of a country, by its code in upper case.
pub fn iban_structure(country: &[u8]) -> Option<&'static IbanStructure> {
    iban_structures().iter().find(|s| s.country.as_bytes() == country)
}

/// All IBAN structures.
pub fn iban_structures() -> &'static [IbanStructure] {
    static STRUCTURES: OnceLock<Vec<IbanStructure>> = OnceLock::new();
    STRUCTURES.get_or_init(|| {
        rows(include_str!("../../../patterns/lexicon/iban_structures.tsv"))
            .filter_map(|mut cells| {
                Some(IbanStructure { country: cells.next()?, length: cells.next()?.parse().ok()?, bban: cells.next()? })
            })
            .collect()
    })
}

/// Lengths of the national number behind a country calling code (E.164): bit n for n digits. `None`: no such code.
pub fn calling_code(code: u32) -> Option<u32> {
    static CODES: OnceLock<Vec<(u32, u32)>> = OnceLock::new();
    let codes = CODES.get_or_init(|| {
        rows(include_str!("../../../patterns/lexicon/calling_codes.tsv"))
            .filter_map(|mut cells| Some((cells.next()?.parse().ok()?, bits(cells.next()?))))
            .collect()
    });
    let at = codes.binary_search_by_key(&code, |&(code, _)| code).ok()?;
    codes.get(at).map(|&(_, lengths)| lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        let lines = |table: &str| table.lines().count() - 1;
        assert_eq!(card_ranges().len(), lines(include_str!("../../../patterns/lexicon/card_ranges.tsv")));
        assert_eq!(iban_structures().len(), lines(include_str!("../../../patterns/lexicon/iban_structures.tsv")));
        for line in include_str!("../../../patterns/lexicon/calling_codes.tsv").lines().skip(1) {
            let code = line.split('\t').next().unwrap().parse().unwrap();
            assert!(calling_code(code).is_some(), "{code}");
        }
        for tld in include_str!("../../../patterns/lexicon/tlds.tsv").lines().skip(1) {
            assert!(is_tld(tld.as_bytes()), "{tld}");
        }
    }

    #[test]
    fn lookups_answer_no_as_well() {
        assert!(!is_tld(b"local"));
        assert!(calling_code(999).is_none());
        assert!(iban_structure(b"US").is_none());
        assert_eq!(calling_code(1), Some(1 << 10));
    }
}
