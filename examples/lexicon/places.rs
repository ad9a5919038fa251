//! Cities, regions, countries and the words of street lines.

use crate::{Out, Sources, cell, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Locales whose names of countries are kept.
const LOCALES: &[&str] = &[
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv",
    "ms", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh", "zh-Hans", "zh-Hant",
];
/// Languages that put the street word after the name.
const TAIL: &[&str] =
    &["en", "de", "gsw", "da", "nb", "sv", "fi", "is", "nl", "af", "hu", "et", "lt", "lv", "tr", "az", "ja", "ru", "uk", "be", "all"];

pub fn compile(sources: &Sources, out: &Out) -> io::Result<()> {
    cities(sources, out)?;
    regions(sources, out)?;
    countries(sources, out)?;
    streets(sources, out)
}

fn size(population: u64) -> u8 {
    const STEPS: [u64; 8] = [20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000];
    1 + STEPS.iter().filter(|&&step| population >= step).count() as u8
}

fn cities(sources: &Sources, out: &Out) -> io::Result<()> {
    let mut cities: BTreeMap<String, u8> = BTreeMap::new();
    let mut add = |name: &str, size: u8| {
        if let Some(name) = fold(name).filter(|name| name.chars().count() >= 2 && name.len() <= 40) {
            let entry = cities.entry(name).or_default();
            *entry = (*entry).max(size);
        }
    };
    for row in sources.rows("places/cities.tsv.gz")? {
        let population: u64 = cell(&row, 5).parse().unwrap_or(0);
        let size = size(population);
        add(cell(&row, 0), size);
        add(cell(&row, 1), size);
        for name in cell(&row, 6).split('|') {
            // Codes of airports stand among the names in capitals, and machine transliterations in small letters.
            let latin = name.chars().all(|c| (c as u32) < 0x250);
            let spelled = name.chars().next().is_some_and(char::is_uppercase) && name.chars().skip(1).any(char::is_lowercase);
            if latin && spelled && name.len() >= 4 && population >= 500_000 || !latin && population >= 1_000_000 {
                add(name, size);
            }
        }
    }
    cities.retain(|_, size| *size >= 2);
    out.write("cities.txt", &cities.into_iter().map(|(name, size)| (name, size.to_string())).collect())
}

fn regions(sources: &Sources, out: &Out) -> io::Result<()> {
    let (mut names, mut codes) = (BTreeSet::new(), BTreeSet::new());
    for row in sources.rows("places/admin1.tsv")? {
        names.extend(fold(cell(&row, 1)));
    }
    for row in sources.rows("places/subdivisions_cldr.tsv")? {
        names.extend(fold(cell(&row, 2)));
        if let Some((country, code)) = cell(&row, 0).split_once('-')
            && matches!(country, "US" | "CA" | "AU" | "BR" | "IN" | "IT" | "MX")
        {
            codes.extend(fold(code).filter(|code| code.bytes().all(|b| b.is_ascii_lowercase())));
        }
    }
    names.retain(|name| name.chars().count() >= 2 && !name.bytes().all(|b| b.is_ascii_digit()));
    out.write_set("regions.txt", names)?;
    out.write_set("region_codes.txt", codes)
}

fn countries(sources: &Sources, out: &Out) -> io::Result<()> {
    let (mut names, mut codes) = (BTreeSet::new(), BTreeSet::new());
    for row in sources.rows("places/country_names.tsv.gz")? {
        let code = cell(&row, 0);
        if matches!(code, "EU" | "UN" | "EZ" | "XA" | "XB" | "QO" | "ZZ") || code.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        codes.extend(fold(code));
        if LOCALES.contains(&cell(&row, 1)) {
            names.extend(fold(cell(&row, 2)).filter(|name| name.chars().count() >= 2 && name != code));
        }
    }
    out.write_set("countries.txt", names)?;
    out.write_set("country_codes.txt", codes)
}

fn streets(sources: &Sources, out: &Out) -> io::Result<()> {
    let mut lists: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for row in sources.rows("address/libpostal_dictionaries.tsv.gz")? {
        let (language, category) = (cell(&row, 0), cell(&row, 1));
        let tail = TAIL.contains(&language);
        let targets: &[&str] = match category {
            "street_types" if tail && matches!(language, "ru" | "uk" | "be" | "all") => &["street_heads.txt", "street_tails.txt"],
            "street_types" if tail => &["street_tails.txt"],
            "street_types" => &["street_heads.txt"],
            "concatenated_suffixes_separable" | "concatenated_suffixes_inseparable" => &["street_endings.txt"],
            "unit_types_numbered" | "level_types_numbered" | "level_types_standalone" | "staircases" | "entrances" => &["units.txt"],
            "post_office" => &["post_boxes.txt"],
            "directionals" => &["directions.txt"],
            _ => continue,
        };
        for word in std::iter::once(cell(&row, 2)).chain(cell(&row, 3).split('|')) {
            let Some(word) = fold(word) else { continue };
            let letters = word.chars().count();
            let fits = match category {
                "street_types" => (letters >= 4 || !word.is_ascii() && letters >= 2) && !word.contains(' '),
                "post_office" => letters >= 5,
                "directionals" => !word.contains(' '),
                _ => letters >= 3 && !word.contains(' '),
            };
            if fits && !word.bytes().any(|b| b.is_ascii_digit()) {
                for &target in targets {
                    lists.entry(target).or_default().insert(word.clone());
                }
            }
        }
    }
    lists.into_iter().try_for_each(|(list, words)| out.write_set(list, words))
}
