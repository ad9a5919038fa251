//! What makes one delimited file differ from another, and the short text that names it.

use std::fmt::Write as _;

use crate::format::Dialect;

/// How a byte with a meaning is written when it is data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Escape {
    /// It can't be.
    None,
    /// A quote inside a quoted field is doubled (RFC 4180, section 2, rule 7).
    Double,
    /// A backslash stands before it (MySQL `FIELDS ESCAPED BY '\\'`, PostgreSQL `COPY … TEXT`).
    Backslash,
}

/// What ends a record. Readers take `\n` and `\r\n` alike; writers keep to one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Eol {
    Lf,
    CrLf,
    Cr,
}

/// A dialect of delimited text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Spec {
    /// One byte or several; never empty.
    pub delimiter: Vec<u8>,
    /// The byte that opens and closes a quoted field.
    pub quote: Option<u8>,
    pub escape: Escape,
    pub eol: Eol,
    /// Spaces may stand between a delimiter and an opening quote: `1, "a, b"`.
    pub lead: bool,
    /// How many lines stand before the first record: comments, a title, Excel's `sep=;`.
    pub skip: usize,
}

impl Default for Spec {
    fn default() -> Self {
        Self { delimiter: vec![b','], quote: Some(b'"'), escape: Escape::Double, eol: Eol::Lf, lead: false, skip: 0 }
    }
}

impl Spec {
    /// The text: `delimited:2c,quote=22,escape=double,eol=lf`. Bytes are in hexadecimal.
    pub fn to_dialect(&self) -> Dialect {
        let mut text = String::from("delimited:");
        for byte in &self.delimiter {
            let _ = write!(text, "{byte:02x}");
        }
        if let Some(quote) = self.quote {
            let _ = write!(text, ",quote={quote:02x}");
        }
        text.push_str(match self.escape {
            Escape::None => ",escape=none",
            Escape::Double => ",escape=double",
            Escape::Backslash => ",escape=backslash",
        });
        text.push_str(match self.eol {
            Eol::Lf => ",eol=lf",
            Eol::CrLf => ",eol=crlf",
            Eol::Cr => ",eol=cr",
        });
        if self.lead {
            text.push_str(",lead=space");
        }
        if self.skip > 0 {
            let _ = write!(text, ",skip={}", self.skip);
        }
        Dialect(text)
    }

    /// Reads the text back. What it doesn't name is as in RFC 4180.
    pub fn of(dialect: &Dialect) -> Self {
        let text = dialect.0.strip_prefix("delimited:").unwrap_or(&dialect.0);
        let mut parts = text.split(',');
        let mut spec = Self::default();
        let Some(delimiter) = parts.next().and_then(hex).filter(|d| !d.is_empty()) else {
            return spec;
        };
        spec.delimiter = delimiter;
        spec.quote = None;
        for part in parts {
            match part.split_once('=') {
                Some(("quote", v)) => spec.quote = hex(v).and_then(|q| q.first().copied()),
                Some(("escape", "none")) => spec.escape = Escape::None,
                Some(("escape", "backslash")) => spec.escape = Escape::Backslash,
                Some(("eol", "crlf")) => spec.eol = Eol::CrLf,
                Some(("eol", "cr")) => spec.eol = Eol::Cr,
                Some(("lead", _)) => spec.lead = true,
                Some(("skip", n)) => spec.skip = n.parse().unwrap_or(0),
                _ => {}
            }
        }
        spec
    }

    /// The byte at which a reader ends a record.
    pub fn terminator(&self) -> u8 {
        match self.eol {
            Eol::Lf | Eol::CrLf => b'\n',
            Eol::Cr => b'\r',
        }
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    digits
        .chunks(2)
        .map(|pair| match pair {
            [a, b] => {
                let (a, b) = ((*a as char).to_digit(16)?, (*b as char).to_digit(16)?);
                u8::try_from(a * 16 + b).ok()
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_reads_back() {
        let mut spec = Spec::default();
        assert_eq!(spec.to_dialect().0, "delimited:2c,quote=22,escape=double,eol=lf");
        assert_eq!(Spec::of(&spec.to_dialect()), spec);
        spec = Spec { delimiter: b"~|~".to_vec(), quote: None, escape: Escape::Backslash, eol: Eol::Cr, lead: true, skip: 12 };
        assert_eq!(Spec::of(&spec.to_dialect()), spec);
    }

    #[test]
    fn an_unknown_text_is_rfc_4180() {
        for text in ["", "delimited:", "delimited:2", "nonsense"] {
            assert_eq!(Spec::of(&Dialect(text.into())), Spec::default());
        }
    }
}
