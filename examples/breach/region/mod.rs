//! How people are called and how they live, country by country.
//!
//! The lists hold common names, streets and towns; no entry stands for a
//! person. In a list a space parts the entries and `_` is a space within one.
//! A name that is not in Latin letters carries its romanisation after `=`.

mod asia;
mod english;
mod germanic;
mod romance;
mod slavic;

use std::sync::LazyLock;

use crate::bytes::{decimal, random_digits, random_of};
use crate::draw::Draw;

/// Order of the parts of a full name, and what stands between them.
#[derive(Clone, Copy)]
pub enum NameOrder {
    /// `Anna Schmidt`.
    GivenFirst,
    /// `佐藤 陽子`, with the text between.
    FamilyFirst(&'static str),
}

/// A region as it is written down.
struct Lists {
    code: &'static str,
    country: &'static str,
    currency: &'static str,
    /// Units of the currency for one US dollar.
    rate: u64,
    /// Share of the customers, in percent.
    share: u64,
    order: NameOrder,
    men: &'static str,
    women: &'static str,
    families: &'static str,
    /// Family names of women where they differ; else empty.
    families_of_women: &'static str,
    streets: &'static str,
    /// Town, state (may be empty) and postcode form, parted by `|`.
    towns: &'static str,
    /// Forms of the street line and of the second line; empty means none.
    first_line: &'static [&'static str],
    second_line: &'static [&'static str],
    /// Area codes, or the first digits of mobile numbers.
    areas: &'static str,
    /// Forms of a phone number: one E.164, then as people write it.
    phones: &'static [&'static str],
    /// Mail domains reserved by RFC 2606, and names below them.
    domains: &'static [&'static str],
}

/// A name as it is written, and in small Latin letters for addresses.
pub struct Name {
    /// As the person writes it.
    pub native: String,
    /// Small ASCII letters only.
    pub ascii: String,
}

/// A town with its state and the form of its postcodes.
pub struct Town {
    /// The town.
    pub name: String,
    /// State, province or county; empty where addresses have none.
    pub state: String,
    postcode: String,
}

/// A region ready for drawing.
pub struct Region {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// The country's English name.
    pub country: &'static str,
    /// ISO 4217.
    pub currency: &'static str,
    /// Units of the currency for one US dollar.
    pub rate: u64,
    /// How a full name is put together.
    pub order: NameOrder,
    /// Mail domains.
    pub domains: &'static [&'static str],
    given: [Vec<Name>; 2],
    family: [Vec<Name>; 2],
    streets: Vec<String>,
    towns: Vec<Town>,
    first_line: &'static [&'static str],
    second_line: &'static [&'static str],
    areas: Vec<&'static str>,
    phones: &'static [&'static str],
}

static REGIONS: LazyLock<Vec<(u64, Region)>> = LazyLock::new(|| {
    let lists = [english::LISTS, germanic::LISTS, romance::LISTS, slavic::LISTS, asia::LISTS];
    lists.into_iter().flatten().map(|lists| (lists.share, Region::new(lists))).collect()
});

/// A region, each by its share.
pub fn draw_region(draw: &mut Draw) -> &'static Region {
    let all: &'static [(u64, Region)] = &REGIONS;
    let mut left = draw.below(100);
    for (share, region) in all {
        if left < *share {
            return region;
        }
        left -= share;
    }
    &all[0].1
}

impl Region {
    fn new(lists: &Lists) -> Self {
        let families_of_women = match lists.families_of_women {
            "" => lists.families,
            own => own,
        };
        Self {
            code: lists.code,
            country: lists.country,
            currency: lists.currency,
            rate: lists.rate,
            order: lists.order,
            domains: lists.domains,
            given: [names(lists.men), names(lists.women)],
            family: [names(lists.families), names(families_of_women)],
            streets: lists.streets.split_whitespace().map(spaced).collect(),
            towns: lists.towns.split_whitespace().map(town).collect(),
            first_line: lists.first_line,
            second_line: lists.second_line,
            areas: lists.areas.split_whitespace().collect(),
            phones: lists.phones,
        }
    }

    /// A given name and a family name that go together.
    pub fn draw_name(&'static self, draw: &mut Draw) -> (&'static Name, &'static Name) {
        let woman = draw.below(2) as usize;
        (draw.pick(&self.given[woman]), draw.pick(&self.family[woman]))
    }

    /// A town.
    pub fn draw_town(&'static self, draw: &mut Draw) -> &'static Town {
        draw.pick(&self.towns)
    }

    /// The street line. `draw` must be the address's own.
    pub fn write_first_line(&self, out: &mut Vec<u8>, draw: &mut Draw) {
        let street = draw.pick(&self.streets);
        let form = draw.pick(self.first_line);
        fill(out, form, street, draw);
    }

    /// The second line; false when this address has none.
    pub fn write_second_line(&self, out: &mut Vec<u8>, draw: &mut Draw) -> bool {
        let form = draw.pick(self.second_line);
        fill(out, form, "", draw);
        !form.is_empty()
    }

    /// A postcode of `town`.
    pub fn write_postcode(&self, out: &mut Vec<u8>, town: &Town, draw: &mut Draw) {
        fill(out, &town.postcode, "", draw);
    }

    /// A phone number, four in ten in E.164 and the rest as people write it.
    pub fn write_phone(&self, out: &mut Vec<u8>, draw: &mut Draw) {
        let area = draw.pick(&self.areas);
        let form = if draw.percent(40) { &self.phones[0] } else { draw.pick(self.phones) };
        fill(out, form, area, draw);
    }
}

/// Writes a form: `#` is a digit, `^` a digit above 0, `@` a letter that
/// postcodes use, `%` a house number, `$` the inserted word, and all else
/// stands for itself.
fn fill(out: &mut Vec<u8>, form: &str, word: &str, draw: &mut Draw) {
    for &byte in form.as_bytes() {
        match byte {
            b'#' => random_digits(out, draw, 1),
            b'^' => random_of(out, draw, b"123456789", 1),
            b'@' => random_of(out, draw, b"ABDEGHJLNPRTWXZ", 1),
            b'%' => {
                let reach = *draw.pick(&[12, 60, 180, 400]);
                decimal(out, 1 + draw.below(reach));
            }
            b'$' => out.extend_from_slice(word.as_bytes()),
            plain => out.push(plain),
        }
    }
}

fn spaced(entry: &str) -> String {
    entry.replace('_', " ")
}

fn names(list: &str) -> Vec<Name> {
    list.split_whitespace()
        .map(|entry| match entry.split_once('=') {
            Some((native, ascii)) => Name { native: spaced(native), ascii: ascii.to_owned() },
            None => Name { native: spaced(entry), ascii: latin(entry) },
        })
        .collect()
}

fn town(entry: &str) -> Town {
    let mut parts = entry.split('|').map(spaced);
    let mut next = || parts.next().unwrap_or_default();
    Town { name: next(), state: next(), postcode: next() }
}

/// A Latin name in small ASCII letters, as mail addresses have it.
fn latin(name: &str) -> String {
    let mut ascii = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        ascii.push_str(match letter {
            'ä' => "ae",
            'ö' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'á' | 'à' | 'â' | 'ã' | 'å' | 'ą' => "a",
            'é' | 'è' | 'ê' | 'ë' | 'ę' => "e",
            'í' | 'î' | 'ï' => "i",
            'ó' | 'ô' | 'õ' => "o",
            'ú' | 'û' | 'ù' => "u",
            'ñ' | 'ń' => "n",
            'ç' | 'ć' => "c",
            'ł' => "l",
            'ś' => "s",
            'ż' | 'ź' => "z",
            'a'..='z' => {
                ascii.push(letter);
                continue;
            }
            _ => continue,
        });
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_make_a_whole_and_lists_are_long_enough() {
        assert_eq!(REGIONS.iter().map(|(share, _)| share).sum::<u64>(), 100);
        for (_, region) in REGIONS.iter() {
            let given: usize = region.given.iter().map(Vec::len).sum();
            assert!(given >= 50, "{}: {given} given names", region.code);
            for family in &region.family {
                assert!(family.len() >= 50, "{}: {} family names", region.code, family.len());
            }
            assert!(region.towns.iter().all(|town| !town.postcode.is_empty()), "{}", region.code);
            for name in region.given.iter().chain(&region.family).flatten() {
                assert!(name.ascii.len() > 1 && name.ascii.bytes().all(|b| b.is_ascii_lowercase()), "{}", name.native);
            }
        }
    }

    #[test]
    fn mail_domains_are_reserved_names() {
        for domain in REGIONS.iter().flat_map(|(_, region)| region.domains) {
            let reserved = ["example.com", "example.net", "example.org"];
            assert!(reserved.iter().any(|name| domain.ends_with(name)), "{domain}");
        }
    }
}
