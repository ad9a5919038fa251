//! What the words of one value say.

/// Things that word lists can say of one value. A value may be several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum LexClass {
    /// One word that is a given name.
    Given = 0,
    /// One word (with particles) that is a family name.
    Family = 1,
    /// Two to five words that together are a person's name.
    FullName = 2,
    /// Begins with an honorific or academic title of a person (`Dr.`, `Mme`, `Herr`).
    Honorific = 3,
    /// A populated place.
    City = 4,
    /// A state, province or other first-level region, by name or usual abbreviation.
    Region = 5,
    /// A country by name or ISO 3166 code.
    Country = 6,
    /// A street line: a street word or form with a house number, a PO box.
    Street = 7,
    /// A whole address: a street line with a place, a postcode or a country.
    Address = 8,
    /// Has the form of some country's postcode.
    Postcode = 9,
    /// An organisation: a legal form or a word of organisations.
    Org = 10,
    /// Made of ordinary dictionary words (products, statuses, categories).
    CommonWords = 11,
    /// Male, female and their kin, in words or one letter.
    Gender = 12,
    /// A payment card brand.
    CardBrand = 13,
    /// A value of a common enumeration: status, role, yes/no, payment method.
    Enumeration = 14,
    /// A currency, language, month or weekday.
    Calendar = 15,
}

impl LexClass {
    /// How many classes there are.
    pub const COUNT: usize = 16;

    /// The class's bit in a set of classes.
    pub fn bit(self) -> u16 {
        1 << (self as u8)
    }
}
