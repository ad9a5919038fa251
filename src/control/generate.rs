//! Values made from a seed: by a validator that can make one, or from a template.

use crate::detect::validate;
use crate::pattern::syntax::GenerateSyntax;

/// A source of numbers (splitmix64): the same seed gives the same values everywhere.
pub struct Seed(u64);

impl Seed {
    /// Begins a sequence that depends on a text as well, so that each category has its own.
    pub fn new(seed: u64, text: &str) -> Self {
        Self(text.bytes().fold(seed, |s, b| (s ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)))
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[(self.number() % words.len() as u64) as usize]
    }

    fn character(&mut self, alphabet: &[u8]) -> u8 {
        alphabet[(self.number() % alphabet.len() as u64) as usize]
    }
}

const GIVEN: [&str; 12] = ["Maria", "James", "Anna", "David", "Laura", "Peter", "Sofia", "Thomas", "Elena", "Daniel", "Julia", "Michael"];
const FAMILY: [&str; 12] =
    ["Garcia", "Smith", "Müller", "Silva", "Rossi", "Johnson", "Dubois", "Kowalski", "Jansen", "Brown", "Santos", "Wilson"];
const STREET: [&str; 8] =
    ["High Street", "Maple Avenue", "Station Road", "Oak Lane", "Church Street", "Park Road", "Mill Lane", "Elm Street"];
const CITY: [&str; 8] = ["London", "Madrid", "Berlin", "Chicago", "Jakarta", "Lisbon", "Paris", "Boston"];
const ORG: [&str; 8] =
    ["Northwind Ltd", "Acme Inc.", "Müller GmbH", "Silva Ltda", "Example Holdings plc", "Contoso LLC", "Fabrikam Inc", "Tailspin Corp"];

/// One value; `None` where the pattern doesn't say how to make one.
pub fn value(how: &GenerateSyntax, seed: &mut Seed) -> Option<Vec<u8>> {
    if let Some(template) = &how.template {
        return Some(from_template(template, seed));
    }
    let make = validate::by_name(how.validator.as_deref()?)?.generate?;
    let mut out = Vec::new();
    make(&mut || seed.number(), &mut out);
    Some(out)
}

/// `{d:4}` and its kin; see [`GenerateSyntax::template`]. What is no field stands as it is.
fn from_template(template: &str, seed: &mut Seed) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        out.extend_from_slice(&rest.as_bytes()[..open]);
        let field = &rest[open + 1..open + close];
        if !fill(field, seed, &mut out) {
            out.extend_from_slice(&rest.as_bytes()[open..=open + close]);
        }
        rest = &rest[open + close + 1..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn fill(field: &str, seed: &mut Seed, out: &mut Vec<u8>) -> bool {
    let (name, count) = field.split_once(':').map_or((field, 1), |(name, count)| (name, count.parse().unwrap_or(1usize).min(4096)));
    let alphabet: &[u8] = match name {
        "d" => b"0123456789",
        "x" => b"0123456789abcdef",
        "X" => b"0123456789ABCDEF",
        "b" => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "a" => b"abcdefghijklmnopqrstuvwxyz",
        "A" => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        _ => {
            let words: &[&str] = match name {
                "given" => &GIVEN,
                "family" => &FAMILY,
                "street" => &STREET,
                "city" => &CITY,
                "org" => &ORG,
                _ => return false,
            };
            out.extend_from_slice(seed.pick(words).as_bytes());
            return true;
        }
    };
    (0..count).for_each(|_| out.push(seed.character(alphabet)));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_fill_and_repeat_from_the_same_seed() {
        let make = |seed: u64| String::from_utf8(from_template("A-{d:4}-{x:2}{?}", &mut Seed::new(seed, "t"))).unwrap();
        assert_eq!(make(1), make(1));
        assert_ne!(make(1), make(2));
        let made = make(3);
        assert!(made.starts_with("A-") && made.ends_with("{?}") && made.len() == 12, "{made}");
    }
}
