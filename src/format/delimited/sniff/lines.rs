//! The lines of a head, for telling what is no table.

use super::Eol;

/// The lines of the head, for what a table is not.
pub(super) struct Lines<'a> {
    pub all: Vec<&'a [u8]>,
}

impl<'a> Lines<'a> {
    pub fn of(body: &'a [u8], eol: Eol) -> Self {
        let eol = if eol == Eol::Cr { b'\r' } else { b'\n' };
        let all = body.split(|&b| b == eol).take(2000).map(|l| l.trim_ascii());
        Self { all: all.filter(|l| !l.is_empty()).collect() }
    }

    /// Whether so many in a hundred lines are such.
    pub fn share(&self, percent: usize, is: impl Fn(&[u8]) -> bool) -> bool {
        let hits = self.all.iter().filter(|l| is(l)).count();
        hits > 0 && hits * 100 >= self.all.len() * percent
    }

    /// Whether this is some other format that has a place of its own.
    pub fn foreign(&self) -> bool {
        self.all.len() < 2
            || self.share(50, |l| l[0] == b'<')
            || self.share(50, |l| l[0] == b'{')
            || self.share(50, |l| l[0] == b'[')
            || self.share(50, |l| l[0] == b'(')
            || self.share(50, |l| l[0] == b'#')
            || self.share(50, |l| l.starts_with(b"//") || l.starts_with(b"--"))
    }

    /// Whether one of these records is a statement of SQL. A value that runs over several lines may hold one.
    pub fn statements<'r>(mut records: impl Iterator<Item = &'r [u8]>) -> bool {
        const WORDS: [&[u8]; 9] = [
            b"INSERT INTO ",
            b"INSERT [",
            b"CREATE TABLE ",
            b"DROP TABLE ",
            b"LOCK TABLES ",
            b"/*!",
            b"PRAGMA ",
            b"BEGIN TRANSACTION",
            b"COPY ",
        ];
        records.any(|record| {
            let line = record.trim_ascii_start().split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
            let begins = WORDS.iter().any(|w| line.get(..w.len()).is_some_and(|l| l.eq_ignore_ascii_case(w)));
            begins && line.iter().any(|b| matches!(b, b'(' | b';' | b'`'))
        })
    }

    /// Whether the lines end as those of programs do.
    pub fn code(&self) -> bool {
        self.share(35, |l| matches!(l[l.len() - 1], b';' | b'{' | b'}' | b'('))
            || self.share(60, |l| matches!(l[l.len() - 1], b';' | b'{' | b'}' | b'(' | b')' | b':'))
    }

    /// Whether half of the lines hold a time of day that `delimiter` would divide.
    pub fn times(&self, delimiter: &[u8]) -> bool {
        let clock = |w: &[u8]| w[2] == b':' && w[5] == b':' && [0, 1, 3, 4, 6, 7].iter().all(|&i: &usize| w[i].is_ascii_digit());
        match delimiter {
            b":" => self.share(50, |l| l.windows(8).any(clock)),
            // As the logging module of Python writes it: `12:34:56,789 INFO`.
            b"," => self.share(50, |l| {
                l.windows(13)
                    .any(|w| clock(w) && w[8] == b',' && w[9..12].iter().all(u8::is_ascii_digit) && !matches!(w[12], b',' | b'0'..=b'9'))
            }),
            _ => false,
        }
    }
}
