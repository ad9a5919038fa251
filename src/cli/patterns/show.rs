//! `outcrop patterns show`: the file, and what its forms compile to.

use std::io::{self, Write};

use crate::model::byteclass::{self, ByteClasses};
use crate::pattern::{Detector, Matcher, Pattern, PatternSet, Prefilter};

/// Writes a pattern's file as it stands, then its compiled forms as comments, so that the whole is still a pattern file.
pub fn write(set: &PatternSet, pattern: &Pattern, text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        writeln!(out)?;
    }
    writeln!(out, "\n# Compiled from {}: a value goes to a form only if its cheap test admits it.", pattern.file)?;
    let detectors = pattern.detectors.iter().filter_map(|&index| set.detectors.get(index));
    detectors.into_iter().try_for_each(|detector| writeln!(out, "#   {}: {}", detector.name, describe(detector)))
}

fn describe(detector: &Detector) -> String {
    let exact = match &detector.matcher {
        Matcher::Shape => "the test says it all",
        Matcher::Run(_) => "then a table of bytes",
        Matcher::Expression(_) => "then its expression",
        Matcher::Words(_) => return "word lists".to_owned(),
    };
    let validator = detector.validator.as_ref().map_or(String::new(), |name| format!(", then validator {name}"));
    format!("{}; {exact}{validator}", test(&detector.prefilter))
}

fn test(filter: &Prefilter) -> String {
    let mut parts = vec![range("bytes", filter.min_len, filter.max_len), range("digits", filter.min_digits, filter.max_digits)];
    if filter.required != 0 {
        parts.push(format!("with {}", classes(filter.required)));
    }
    let forbidden = byteclass::ALL & !filter.allowed;
    if filter.allowed != byteclass::ALL {
        // Whichever list is shorter.
        let only = filter.allowed.count_ones() <= forbidden.count_ones();
        parts.push(if only { format!("only {}", classes(filter.allowed)) } else { format!("without {}", classes(forbidden)) });
    }
    parts.join(", ")
}

fn range(what: &str, least: u32, most: u32) -> String {
    match (least, most) {
        (least, u32::MAX) => format!("{least} {what} or more"),
        (least, most) if least == most => format!("{least} {what}"),
        (least, most) => format!("{least} to {most} {what}"),
    }
}

/// The classes of bytes, each with the name that [`byteclass`] gives it.
const NAMES: [(ByteClasses, &str); 24] = [
    (byteclass::DIGIT, "digits"),
    (byteclass::LOWER_HEX, "a-f"),
    (byteclass::LOWER_REST, "g-z"),
    (byteclass::UPPER_HEX, "A-F"),
    (byteclass::UPPER_REST, "G-Z"),
    (byteclass::BLANK, "blanks"),
    (byteclass::AT, "@"),
    (byteclass::DOT, "."),
    (byteclass::DASH, "-"),
    (byteclass::SLASH, "/"),
    (byteclass::COLON, ":"),
    (byteclass::PLUS, "+"),
    (byteclass::DOLLAR, "$"),
    (byteclass::STAR, "*"),
    (byteclass::UNDERSCORE, "_"),
    (byteclass::ROUND, "( )"),
    (byteclass::HASH, "#"),
    (byteclass::EQUALS, "="),
    (byteclass::COMMA, "comma"),
    (byteclass::QUOTE, "quotes"),
    (byteclass::BRACKET, "brackets"),
    (byteclass::PUNCT, "other punctuation"),
    (byteclass::CONTROL, "control characters"),
    (byteclass::HIGH, "bytes of 0x80 and above"),
];

fn classes(set: ByteClasses) -> String {
    let named: Vec<&str> = NAMES.iter().filter(|(class, _)| set & class != 0).map(|(_, name)| *name).collect();
    named.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_bytes_has_a_name() {
        assert_eq!(NAMES.iter().fold(0, |all, (class, _)| all | class), byteclass::ALL);
    }

    #[test]
    fn a_cheap_test_in_words() {
        let filter = Prefilter {
            min_len: 3,
            max_len: 10,
            min_digits: 2,
            max_digits: u32::MAX,
            required: byteclass::AT,
            allowed: byteclass::AT | byteclass::DIGIT,
            exact: false,
        };
        assert_eq!(test(&filter), "3 to 10 bytes, 2 digits or more, with @, only digits @");
    }
}
