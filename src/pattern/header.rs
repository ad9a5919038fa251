//! Headers: which categories a column's name speaks of.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::syntax::HeaderSyntax;
use super::vocabulary::Vocabulary;

/// What a column's name says of one category; a later variant weighs more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HeaderMatch {
    /// A phrase of the category stands beside a word that makes it something else.
    Vetoed,
    /// A phrase that may mean it.
    Weak,
    /// A phrase that says it, beside words that nobody here knows.
    Contained,
    /// A phrase that says it, alone or beside words that change nothing.
    Strong,
}

/// The words of a name: lower case, without accents, split at separators, at camel case and between letters
/// and digits. Scripts without spaces stay one word.
pub fn words_of(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            if !is_mark(c) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let before = i.checked_sub(1).and_then(|j| chars.get(j)).copied().unwrap_or(' ');
        let after = chars.get(i + 1).copied().unwrap_or(' ');
        let camel = c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && after.is_lowercase()));
        let digits = before.is_alphanumeric() && before.is_numeric() != c.is_numeric();
        if (camel || digits) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        c.to_lowercase().for_each(|l| fold(l, &mut word));
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Combining accents: they vanish, and don't part a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Writes a lower-case letter without its accent.
fn fold(c: char, out: &mut String) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'đ' | 'ď' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ư' | 'ụ'..='ự' => "u",
        'ý' | 'ÿ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        other => {
            if !is_mark(other) {
                out.push(other);
            }
            return;
        }
    };
    out.push_str(plain);
}

/// A name as it is matched: its words, and the words of what stands around it.
pub struct Name<'a> {
    /// The column's own words, abbreviations written out.
    pub words: &'a [String],
    /// Words of the table and of parent objects.
    pub context: &'a HashSet<String>,
}

/// The words that a phrase takes: from, to.
type Span = (usize, usize);

struct Phrase {
    pattern: usize,
    words: Vec<String>,
    joined: String,
    strong: bool,
}

struct Surroundings {
    not: HashSet<String>,
    despite: HashSet<String>,
    tables: HashSet<String>,
    not_tables: HashSet<String>,
    roles: Vec<(String, HashSet<String>)>,
}

/// All phrases of a pattern set, by their first word.
#[derive(Default)]
pub struct HeaderIndex {
    phrases: Vec<Phrase>,
    by_first: HashMap<String, Vec<usize>>,
    by_joined: HashMap<String, Vec<usize>>,
    unspaced: Vec<usize>,
    surroundings: Vec<Surroundings>,
}

impl HeaderIndex {
    /// Compiles the header part of patterns; the index of a pattern is its place in the iterator.
    pub fn new<'s>(headers: impl Iterator<Item = &'s HeaderSyntax>, vocabulary: &Vocabulary) -> Self {
        let mut index = Self::default();
        for (pattern, header) in headers.enumerate() {
            let set = |words: &[String]| words.iter().flat_map(|w| vocabulary.expand(w)).collect::<HashSet<_>>();
            for (list, strong) in [(&header.strong, true), (&header.weak, false)] {
                list.values().flatten().for_each(|text| index.add(pattern, text, strong, vocabulary));
            }
            index.surroundings.push(Surroundings {
                not: set(&header.not),
                despite: set(&header.despite),
                tables: set(&header.tables),
                not_tables: set(&header.not_tables),
                roles: header.roles.iter().map(|(role, words)| (role.clone(), set(words))).collect(),
            });
        }
        index
    }

    fn add(&mut self, pattern: usize, text: &str, strong: bool, vocabulary: &Vocabulary) {
        let words = vocabulary.expand(text);
        let Some(first) = words.first().cloned() else { return };
        let id = self.phrases.len();
        let joined = words_of(text).concat();
        if is_unspaced(&joined) {
            self.unspaced.push(id);
        } else {
            self.by_joined.entry(joined.clone()).or_default().push(id);
        }
        self.by_first.entry(first).or_default().push(id);
        self.phrases.push(Phrase { pattern, words, joined, strong });
    }

    /// What a name says of each category that it speaks of, by pattern index.
    pub fn matches(&self, name: &Name<'_>, vocabulary: &Vocabulary) -> BTreeMap<usize, HeaderMatch> {
        self.matches_beyond(0, name, vocabulary)
    }

    /// As [`HeaderIndex::matches`], by phrases that reach beyond the first `taken` words: those are the parents' in a
    /// path, and what they say alone is not said of the column.
    pub fn matches_beyond(&self, taken: usize, name: &Name<'_>, vocabulary: &Vocabulary) -> BTreeMap<usize, HeaderMatch> {
        let mut found: BTreeMap<usize, (HeaderMatch, Span)> = BTreeMap::new();
        let mut note = |pattern: usize, level: HeaderMatch, span: Span| {
            if span.1 <= taken {
                return;
            }
            let best = found.entry(pattern).or_insert((level, span));
            // A veto holds unless another phrase says otherwise; between others the stronger one wins, then the longer.
            if (level, span.1 - span.0) > (best.0, best.1.1 - best.1.0) {
                *best = (level, span);
            }
        };
        for (at, word) in name.words.iter().enumerate() {
            for &id in self.by_first.get(word).into_iter().flatten() {
                let phrase = &self.phrases[id];
                if name.words[at..].starts_with(&phrase.words) {
                    note(phrase.pattern, self.level(phrase, name, at, phrase.words.len(), vocabulary), (at, at + phrase.words.len()));
                }
            }
            for &id in self.by_joined.get(word).into_iter().flatten() {
                let phrase = &self.phrases[id];
                note(phrase.pattern, self.level(phrase, name, at, 1, vocabulary), (at, at + 1));
            }
            if is_unspaced(word) {
                for &id in &self.unspaced {
                    let phrase = &self.phrases[id];
                    if word == &phrase.joined {
                        note(phrase.pattern, self.level(phrase, name, at, 1, vocabulary), (at, at + 1));
                    } else if phrase.joined.chars().count() >= 2 && word.contains(&phrase.joined) {
                        let level = if phrase.strong { HeaderMatch::Contained } else { HeaderMatch::Weak };
                        note(phrase.pattern, level, (at, at + 1));
                    }
                }
            }
        }
        // `user name` is one phrase: what `name` alone would say is not said there.
        let longer: Vec<Span> = found.values().filter(|(level, _)| *level >= HeaderMatch::Contained).map(|(_, span)| *span).collect();
        let inside = |a: Span, b: Span| a.0 >= b.0 && a.1 <= b.1 && a.1 - a.0 < b.1 - b.0;
        found.retain(|_, (_, span)| !longer.iter().any(|&other| inside(*span, other)));
        found.into_iter().map(|(pattern, (level, _))| (pattern, level)).collect()
    }

    fn level(&self, phrase: &Phrase, name: &Name<'_>, at: usize, taken: usize, vocabulary: &Vocabulary) -> HeaderMatch {
        let around = &self.surroundings[phrase.pattern];
        let mut unknown = false;
        for (i, word) in name.words.iter().enumerate() {
            if (at..at + taken).contains(&i) {
                continue;
            }
            let general = vocabulary.not.contains(word) && !around.despite.contains(word);
            if general || around.not.contains(word) {
                return HeaderMatch::Vetoed;
            }
            let known = vocabulary.neutral.contains(word) || around.tables.contains(word) || vocabulary.person_tables.contains(word);
            unknown |= !known && !word.chars().all(|c| c.is_ascii_digit());
        }
        if !around.not_tables.is_disjoint(name.context) {
            return if phrase.strong { HeaderMatch::Contained } else { HeaderMatch::Vetoed };
        }
        // The phrase doesn't back itself: `payment` alone stays weak where `payment_total` is strong.
        let own = name.words.iter().enumerate().any(|(i, w)| !(at..at + taken).contains(&i) && around.tables.contains(w));
        let backed = own || !around.tables.is_disjoint(name.context);
        match (phrase.strong || backed, unknown) {
            (true, false) => HeaderMatch::Strong,
            (true, true) if phrase.strong => HeaderMatch::Contained,
            _ => HeaderMatch::Weak,
        }
    }

    /// The role that a category's column plays, by the words of its name first and of its surroundings then.
    pub fn role(&self, pattern: usize, name: &Name<'_>) -> Option<&str> {
        let roles = &self.surroundings.get(pattern)?.roles;
        let own = roles.iter().find(|(_, words)| name.words.iter().any(|w| words.contains(w)));
        own.or_else(|| roles.iter().find(|(_, words)| !words.is_disjoint(name.context))).map(|(role, _)| role.as_str())
    }
}

/// Scripts that put no spaces between words: a phrase in them may stand inside a longer word.
fn is_unspaced(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::VocabularySyntax;
    use super::*;

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words_of("customerEmailAddr"), ["customer", "email", "addr"]);
        assert_eq!(words_of("FIRST-NAME"), ["first", "name"]);
        assert_eq!(words_of("addr1_línea"), ["addr", "1", "linea"]);
        assert_eq!(words_of("userID"), ["user", "id"]);
        assert_eq!(words_of("HTTPServerName"), ["http", "server", "name"]);
        assert_eq!(words_of("顧客氏名"), ["顧客氏名"]);
        assert!(words_of("__").is_empty());
    }

    fn index() -> (HeaderIndex, Vocabulary) {
        let vocabulary: VocabularySyntax =
            toml::from_str("neutral = ['primary']\nnot = ['verified', 'type']\nperson_tables = ['customer']").unwrap();
        let vocabulary = Vocabulary::new(&vocabulary);
        let header: HeaderSyntax = toml::from_str(
            "strong = { en = ['email', 'e-mail address', 'pan'], ja = ['メール'] }\nweak = { en = ['contact'] }\nnot = ['template']\ntables = ['staff', 'contact']\n[roles]\nbilling = ['billing']",
        )
        .unwrap();
        (HeaderIndex::new(std::iter::once(&header), &vocabulary), vocabulary)
    }

    fn level(column: &str, table: &str) -> Option<HeaderMatch> {
        let (index, vocabulary) = index();
        let context = words_of(table).into_iter().collect();
        index.matches(&Name { words: &vocabulary.expand(column), context: &context }, &vocabulary).get(&0).copied()
    }

    #[test]
    fn phrases_match_as_words_and_never_inside_them() {
        assert_eq!(level("email", ""), Some(HeaderMatch::Strong));
        assert_eq!(level("primary_customer_email_2", ""), Some(HeaderMatch::Strong));
        assert_eq!(level("EMailAddress", ""), Some(HeaderMatch::Strong));
        assert_eq!(level("company", ""), None);
        assert_eq!(level("email_wibble", ""), Some(HeaderMatch::Contained));
        assert_eq!(level("email_template", ""), Some(HeaderMatch::Vetoed));
        assert_eq!(level("email_verified", ""), Some(HeaderMatch::Vetoed));
        assert_eq!(level("会員メール", ""), Some(HeaderMatch::Contained));
    }

    #[test]
    fn a_table_makes_a_weak_phrase_strong() {
        assert_eq!(level("contact", "orders"), Some(HeaderMatch::Weak), "it doesn't back itself");
        assert_eq!(level("contact", "staff"), Some(HeaderMatch::Strong));
    }
}
