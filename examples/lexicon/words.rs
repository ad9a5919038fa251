//! Dictionary words, organisations, titles and closed vocabularies.

use crate::names::Names;
use crate::{Out, Sources, cell, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Concepts whose words make an organisation's name, whoever else bears them.
const ORG: &[&str] = &[
    "co",
    "corp",
    "grp",
    "org",
    "trade",
    "holding",
    "enterprise",
    "industry",
    "assoc",
    "ngo",
    "authority",
    "institute",
    "fdn",
    "coop",
    "bank",
    "university",
    "hospital",
    "insurance",
    "academy",
    "museum",
    "ministry",
    "investment",
    "financial",
    "invfund",
    "lab",
    "logistics",
    "consulting",
    "shipping",
    "factory",
    "airport",
    "stockexch",
    "intl",
    "mgmt",
    "solution",
    "fed",
    "union",
    "committee",
    "school",
    "college",
    "agency",
    "department",
    "council",
    "society",
    "club",
    "hotel",
    "clinic",
    "pharmacy",
    "church",
    "restaurant",
    "technology",
    "tech",
    "partners",
    "capital",
    "ventures",
    "systems",
    "import",
    "export",
];
/// Locales whose months, weekdays, currencies and languages are kept.
const LOCALES: &[&str] = &[
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nb", "nl", "pl", "pt", "ro", "ru",
    "sv", "th", "tr", "uk", "vi", "zh",
];
const CURRENCIES: &[&str] = &[
    "AED", "ARS", "AUD", "BDT", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF", "IDR",
    "ILS", "INR", "JPY", "KES", "KRW", "KWD", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD",
    "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
];
const LANGUAGES: &[&str] = &[
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko",
    "lt", "lv", "ms", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur",
    "vi", "zh",
];

/// Word counts of books by language, and how many of the most frequent are kept.
const BOOKS: &[(&str, usize)] = &[
    ("de", 6_000),
    ("en", 10_000),
    ("en_fiction", 10_000),
    ("es", 5_000),
    ("fr", 5_000),
    ("he", 2_000),
    ("it", 5_000),
    ("ru", 6_000),
    ("zh", 8_000),
];

pub fn compile(sources: &Sources, out: &Out, names: &Names) -> io::Result<()> {
    dictionary(sources, out, names)?;
    organisations(sources, out, names)?;
    titles(sources, out)?;
    calendar(sources, out)?;
    enumerations(sources, out)
}

/// The weight of a share of running text in millionths.
fn weight(millionths: f64) -> u8 {
    const STEPS: [f64; 6] = [3.0, 10.0, 30.0, 100.0, 300.0, 1000.0];
    3 + STEPS.iter().filter(|&&step| millionths >= step).count() as u8
}

fn dictionary(sources: &Sources, out: &Out, names: &Names) -> io::Result<()> {
    let mut words: BTreeMap<String, u8> = BTreeMap::new();
    let mut add = |phrase: &str, weight: u8| {
        for word in fold(phrase).iter().flat_map(|folded| folded.split(' ')) {
            let letters = word.chars().count();
            if (letters >= 3 || letters >= 2 && weight >= 6 || !word.is_ascii())
                && letters <= 16
                && !word.bytes().any(|b| b.is_ascii_digit())
            {
                let entry = words.entry(word.to_owned()).or_default();
                *entry = (*entry).max(weight);
            }
        }
    };
    let mut nouns = BTreeSet::new();
    for row in sources.rows("words/wordnet_nouns.tsv.gz")? {
        let (word, domain) = (cell(&row, 0), cell(&row, 1));
        let scientific = word.chars().next().is_some_and(char::is_uppercase);
        if word.contains([' ', '-']) || scientific || matches!(domain, "location" | "group") {
            continue;
        }
        nouns.extend(fold(word));
        if matches!(domain, "artifact" | "food" | "shape" | "object" | "time") {
            add(word, 2);
        }
    }
    for row in sources.rows("words/product_classes_hs.tsv")? {
        add(cell(&row, 2), 3);
    }
    for row in sources.rows("words/decoys_corpora.tsv")? {
        let list = cell(&row, 0);
        if ["animals", "colors", "foods", "materials", "objects", "words", "music", "humans/occupations"]
            .iter()
            .any(|folder| list.starts_with(folder))
            && !matches!(list, "objects/corpora_winners" | "foods/tea" | "foods/shellfish")
        {
            add(cell(&row, 1), 2);
        }
    }
    for (list, most) in BOOKS {
        let mut rows = sources.rows(&format!("words/freq_{list}.tsv"))?;
        let count = |row: &[String]| cell(row, 1).parse::<f64>().unwrap_or(0.0);
        let total: f64 = rows.iter().map(|row| count(row)).sum();
        rows.truncate(*most);
        for row in &rows {
            add(cell(row, 0), weight(count(row) * 1e6 / total.max(1.0)));
        }
    }
    // Books speak of people: a usual name is a word only where a dictionary or sheer frequency says so.
    words.retain(|word, weight| {
        let name = names.get(word).map_or(0, |w| w.given.max(w.family));
        name < 6 || nouns.contains(word) || *weight >= 9
    });
    out.write("words.txt", &words.into_iter().map(|(word, weight)| (word, weight.to_string())).collect())
}

fn organisations(sources: &Sources, out: &Out, names: &Names) -> io::Result<()> {
    let mut forms = BTreeSet::new();
    let short = |phrase: &String| phrase.chars().count() >= 2 && phrase.matches(' ').count() <= 2;
    for row in sources.rows("org/legal_form_words.tsv")? {
        for column in [0, 1, 3] {
            forms.extend(fold(cell(&row, column)).filter(short));
        }
    }
    for row in sources.rows("org/legal_forms_cleanco.tsv")? {
        forms.extend(fold(cell(&row, 2)).filter(short));
    }
    out.write_set("legal_forms.txt", forms)?;
    let mut words = BTreeSet::new();
    for row in sources.rows("org/org_and_person_words.tsv")? {
        if cell(&row, 0).starts_with("org") && ORG.contains(&cell(&row, 1)) {
            words.extend(fold(cell(&row, 2)).filter(|word| {
                let name = names.get(word).copied().unwrap_or_default();
                !word.contains(' ')
                    && word.chars().count() >= 2
                    && (!word.is_ascii() || word.len() >= 4)
                    && name.given < 5
                    && name.family < 6
            }));
        }
    }
    out.write_set("org_words.txt", words)
}

fn titles(sources: &Sources, out: &Out) -> io::Result<()> {
    let (mut honorifics, mut suffixes, mut particles) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for row in sources.rows("titles/honorifics.tsv")? {
        let target = if cell(&row, 1) == "suffix" { &mut suffixes } else { &mut honorifics };
        target.extend(fold(cell(&row, 3)).filter(|word| !word.contains(' ')));
    }
    for row in sources.rows("titles/name_stopwords_rigour.tsv")? {
        if cell(&row, 0) == "PERSON_NAME_PREFIXES" {
            honorifics.extend(fold(cell(&row, 1)).filter(|word| !word.contains(' ') && word.chars().count() >= 2));
        }
    }
    for row in sources.rows("titles/name_particles.tsv")? {
        if cell(&row, 1) == "particle" && !matches!(cell(&row, 0), "vi" | "hi") {
            particles.extend(fold(cell(&row, 2)).iter().flat_map(|phrase| phrase.split(' ')).map(str::to_owned));
        }
    }
    out.write_set("honorifics.txt", honorifics)?;
    out.write_set("name_suffixes.txt", suffixes)?;
    out.write_set("particles.txt", particles)
}

fn calendar(sources: &Sources, out: &Out) -> io::Result<()> {
    let mut words = BTreeSet::new();
    for row in sources.rows("words/months_weekdays.tsv")? {
        if LOCALES.contains(&cell(&row, 0)) {
            words.extend(fold(cell(&row, 4)).filter(|word| !word.is_ascii() || word.len() >= 2));
        }
    }
    for row in sources.rows("words/languages_currencies.tsv")? {
        let (code, locale) = (cell(&row, 1), cell(&row, 2));
        if (CURRENCIES.contains(&code) || LANGUAGES.contains(&code)) && LOCALES.contains(&locale) {
            words.extend(fold(code));
            words.extend(fold(cell(&row, 3)));
        }
    }
    words.retain(|word| !word.bytes().all(|b| b.is_ascii_digit()));
    out.write_set("calendar.txt", words)
}

fn enumerations(sources: &Sources, out: &Out) -> io::Result<()> {
    let (mut values, mut genders) = (BTreeSet::new(), BTreeSet::new());
    for row in sources.rows("words/column_enumerations.tsv")? {
        match cell(&row, 0) {
            "null_markers" => {}
            "gender" => genders.extend(fold(cell(&row, 1)).filter(|word| word != "other" && word != "unknown")),
            _ => values.extend(fold(cell(&row, 1))),
        }
    }
    values.retain(|word| !word.bytes().all(|b| b.is_ascii_digit()));
    out.write_set("enumerations.txt", values)?;
    out.write_set("genders.txt", genders)
}
