//! Tells the dialect from the first bytes.
//!
//! What makes a table is that its records have equally many fields. So each delimiter that occurs is tried with the
//! reader itself, and the one whose records agree best wins (as in G. J. J. van den Burg et al., "Wrangling messy CSV
//! files by detecting row and type patterns", 2019, section 3, less the types). Prose, logs and code have commas too,
//! but not equally many on each line; where there are only a few lines to go by, more is asked of them.

use memchr::memmem;

use super::dialect::{Eol, Escape, Spec};
use super::tally::Tally;
use crate::format::{Fit, text};

/// Delimiters that are tried, and how readily each is believed (1000: like a comma). Multi-byte ones are believed
/// sooner, because their single bytes divide the same records as evenly.
const DELIMITERS: [(&[u8], u64); 24] = [
    (b",", 1000),
    (b"\t", 1300),
    (b";", 1100),
    (b"|", 1200),
    (b"\x01", 1500),
    (b"\x02", 1400),
    (b"\x1f", 1500),
    (b"\x14", 1400),
    (b"^", 1000),
    (b"~", 1000),
    (b":", 500),
    (b"||", 1600),
    (b"::", 1400),
    (b";;", 1500),
    (b"~|~", 1900),
    (b"|~|", 1900),
    (b"^|^", 1900),
    (b"\t|\t", 1900),
    (b"|@|", 1900),
    (b"@@", 1300),
    (b"##", 1300),
    (b"$$", 1300),
    (b"~~", 1500),
    (b"^^", 1500),
];
/// How many lines may stand before the header.
const MOST_PREAMBLE: usize = 20;

pub(super) fn sniff(head: &[u8], whole: bool) -> Fit {
    let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let nuls = memchr::memchr_iter(0, body).count();
    if nuls > 1 && nuls * 200 > body.len() {
        return Fit::none();
    }
    let plain = text::is_text(body);
    let eol = line_end(body);
    let lines = Lines::of(body, eol);
    if lines.foreign() {
        return Fit::none();
    }
    let told = separator_line(body);
    let mut best: Option<Found> = None;
    for (delimiter, prior) in candidates(body, &lines) {
        let is_told = told == Some(delimiter.as_slice());
        let control = delimiter.first().is_some_and(|&b| b < 32 && b != b'\t');
        if !(plain || control) || (told.is_some() && !is_told) {
            continue;
        }
        let found = Found::of(&delimiter, eol, body, whole, &lines, prior, is_told);
        if found.score > 0 && best.as_ref().is_none_or(|b| found.quality > b.quality) {
            best = Some(found);
        }
    }
    best.map_or_else(Fit::none, |found| Fit {
        score: found.score,
        dialect: found.spec.to_dialect(),
    })
}

fn line_end(body: &[u8]) -> Eol {
    let lf = memchr::memchr_iter(b'\n', body).count();
    let cr = memchr::memchr_iter(b'\r', body).count();
    let crlf = memmem::find_iter(body, b"\r\n").count();
    if cr > 4 * lf && crlf == 0 {
        Eol::Cr
    } else if crlf * 2 > lf {
        Eol::CrLf
    } else {
        Eol::Lf
    }
}

/// The delimiter that a first line `sep=;` names, as Excel reads and writes it.
fn separator_line(body: &[u8]) -> Option<&[u8]> {
    let line = body.strip_prefix(b"sep=")?;
    let end = line.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
    line.get(..end).filter(|d| (1..=4).contains(&d.len()))
}

/// The delimiters that occur near the top, with their priors: those of the list, and any run of two to four
/// punctuation marks that two lines have equally often.
fn candidates(body: &[u8], lines: &Lines<'_>) -> Vec<(Vec<u8>, u64)> {
    let top = &body[..body.len().min(8192)];
    let listed = DELIMITERS
        .iter()
        .filter(|(d, _)| memmem::find(top, d).is_some());
    let mut all: Vec<(Vec<u8>, u64)> = listed.map(|(d, prior)| (d.to_vec(), *prior)).collect();
    if let Some(told) = separator_line(body)
        && all.iter().all(|(d, _)| d != told)
    {
        all.push((told.to_vec(), 1000));
    }
    let mut texts = lines.all.iter().filter(|l| !l.is_empty());
    if let (Some(a), Some(b)) = (texts.next(), texts.next()) {
        // Colons, slashes and brackets stand in pairs in URLs, paths and code.
        let mark = |b: &u8| b"|~^#@$%&!;+".contains(b);
        for run in a.chunk_by(|x, y| mark(x) && mark(y)) {
            let fits = (2..=4).contains(&run.len()) && all.iter().all(|(d, _)| d != run);
            let times = |line: &[u8]| memmem::find_iter(line, run).count();
            if fits && times(a) == times(b) {
                all.push((run.to_vec(), 1200));
            }
        }
    }
    all
}

/// The lines of the head, for what a table is not.
struct Lines<'a> {
    all: Vec<&'a [u8]>,
}

impl<'a> Lines<'a> {
    fn of(body: &'a [u8], eol: Eol) -> Self {
        let eol = if eol == Eol::Cr { b'\r' } else { b'\n' };
        let all = body.split(|&b| b == eol).take(2000).map(|l| l.trim_ascii());
        Self {
            all: all.filter(|l| !l.is_empty()).collect(),
        }
    }

    /// Whether so many in a hundred lines are such.
    fn share(&self, percent: usize, is: impl Fn(&[u8]) -> bool) -> bool {
        let hits = self.all.iter().filter(|l| is(l)).count();
        hits > 0 && hits * 100 >= self.all.len() * percent
    }

    /// Whether this is some other format that has a place of its own.
    fn foreign(&self) -> bool {
        let statement = |line: &&[u8]| {
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
            WORDS.iter().any(|w| {
                line.get(..w.len())
                    .is_some_and(|l| l.eq_ignore_ascii_case(w))
            })
        };
        self.all.len() < 2
            || self.all.iter().take(200).any(|l| {
                statement(l) && (l.contains(&b'(') || l.contains(&b';') || l.contains(&b'`'))
            })
            || self.share(50, |l| l[0] == b'<')
            || self.share(50, |l| l[0] == b'{')
            || self.share(50, |l| l[0] == b'[')
            || self.share(50, |l| l[0] == b'(')
            || self.share(50, |l| l[0] == b'#')
            || self.share(50, |l| l.starts_with(b"//") || l.starts_with(b"--"))
    }

    /// Whether the lines end as those of programs do.
    fn code(&self) -> bool {
        self.share(35, |l| matches!(l[l.len() - 1], b';' | b'{' | b'}' | b'('))
            || self.share(60, |l| {
                matches!(l[l.len() - 1], b';' | b'{' | b'}' | b'(' | b')' | b':')
            })
    }

    /// Whether half of the lines hold a time of day that `delimiter` would divide.
    fn times(&self, delimiter: &[u8]) -> bool {
        let clock = |w: &[u8]| {
            w[2] == b':'
                && w[5] == b':'
                && [0, 1, 3, 4, 6, 7]
                    .iter()
                    .all(|&i: &usize| w[i].is_ascii_digit())
        };
        match delimiter {
            b":" => self.share(50, |l| l.windows(8).any(clock)),
            // As the logging module of Python writes it: `12:34:56,789 INFO`.
            b"," => self.share(50, |l| {
                l.windows(13).any(|w| {
                    clock(w)
                        && w[8] == b','
                        && w[9..12].iter().all(u8::is_ascii_digit)
                        && !matches!(w[12], b',' | b'0'..=b'9')
                })
            }),
            _ => false,
        }
    }
}

/// What a delimiter comes to.
struct Found {
    spec: Spec,
    /// For comparing delimiters with one another.
    quality: u64,
    /// For comparing with other formats; 0 where the bytes are no table in this dialect.
    score: u16,
}

impl Found {
    fn of(
        delimiter: &[u8],
        eol: Eol,
        body: &[u8],
        whole: bool,
        lines: &Lines<'_>,
        prior: u64,
        told: bool,
    ) -> Self {
        let (mut spec, tally) = quoting(delimiter, eol, body, whole);
        let first = first_record(&tally, body);
        spec.skip = lines_before(&tally, first, body, spec.terminator());
        let n = tally.widths.len() - first;
        let (width, agree) = tally.mode(first);
        let headed = header_like(&spec, &tally, first, body);
        let mut found = Self {
            spec,
            quality: 0,
            score: 0,
        };
        if width < 2 || tally.widths.get(first) != Some(&width) && agree * 20 < n * 19 {
            return found;
        }
        let head = Evidence {
            tally: &tally,
            n,
            width,
            agree,
            headed,
            delimiter,
        };
        found.score = match head.is_table(lines) {
            _ if told && n > 0 => 800,
            true => head.score(),
            // A header and the beginning of a record too long to see the end of.
            false if n == 1 && !whole && headed && width > 2 => 300,
            false => 0,
        };
        let strays = 1000 - 700 * tally.stray.min(tally.quoted) as u64 / tally.quoted.max(1) as u64;
        let top = if tally.widths.get(first) == Some(&width) {
            10
        } else {
            7
        };
        found.quality = prior * (width as u64 - 1) * 1000 / width as u64 * agree as u64
            / n.max(1) as u64
            * strays
            / 1000
            * (if first > 0 { 8 } else { 10 })
            * top;
        found
    }
}

/// What is known of the records in a dialect.
struct Evidence<'a> {
    tally: &'a Tally,
    n: usize,
    width: usize,
    agree: usize,
    headed: bool,
    delimiter: &'a [u8],
}

impl Evidence<'_> {
    fn is_table(&self, lines: &Lines<'_>) -> bool {
        let &Self {
            tally,
            n,
            width,
            agree,
            ..
        } = self;
        let ragged = n - agree;
        // A mark at each line's end closes a field and opens none.
        let ends = tally.open_ends * 10 >= n * 9;
        let indented = tally.empty_starts * 2 > n && (width < 5 || self.delimiter == b":");
        if n < 2 || width < 2 + usize::from(ends) || indented || lines.times(self.delimiter) {
            return false;
        }
        let uniform = match n {
            0..10 => ragged == 0 || (ragged == 1 && n >= 5 && width >= 4),
            10..20 => ragged * 10 <= n,
            _ => ragged * 10 <= n || (ragged * 4 <= n && width >= 5),
        };
        let prose = tally.spaced * 5 > tally.bare && tally.quoted * 4 < tally.cells;
        // Few lines agree by chance, unless they look made by a program.
        let made = tally.quoted * 2 > tally.cells || tally.nulls > 0;
        let least = if matches!(self.delimiter, b"," | b";") {
            4
        } else {
            3
        };
        let few = n < 5 && !self.headed && !made && (width < least || prose);
        if !uniform || few {
            return false;
        }
        match self.delimiter {
            b"\t" | b"|" | b"\x01" => true,
            _ if lines.code() => false,
            b"," | b";" if prose => {
                let listed = width >= 3 && n >= 5 && ragged * 50 <= n;
                let short = n >= 20 && ragged == 0 && lines.share(90, |l| l.len() < 80);
                listed || short
            }
            b":" => {
                let even = n >= 3 && ragged * 20 <= n && tally.spaced * 20 <= tally.bare;
                even && (width > 2 || tally.addresses * 10 >= n * 7)
            }
            b"," | b";" => true,
            _ => n >= 3 && ragged * 50 <= n && (width > 2 || n >= 5),
        }
    }

    fn score(&self) -> u16 {
        let mut score = if self.n < 5 { 450 } else { 620 };
        score += if self.n >= 50 { 40 } else { 0 };
        score += if self.width >= 4 { 40 } else { 0 };
        score += if self.agree == self.n { 50 } else { 0 };
        score += if self.headed { 40 } else { 0 };
        if self.delimiter == b":" {
            score - 250
        } else {
            score
        }
    }
}

/// The index of the first record that isn't a comment or a title.
fn first_record(tally: &Tally, body: &[u8]) -> usize {
    let (width, _) = tally.mode(0);
    let is_before = |i: usize| {
        let line = tally
            .starts
            .get(i)
            .and_then(|&s| body.get(s..))
            .unwrap_or_default();
        let other = |&w: &usize| w != width && (w == 1 || line.starts_with(b"#"));
        (i == 0 && line.starts_with(b"sep=")) || tally.widths.get(i).is_some_and(other)
    };
    let n = (0..tally.widths.len())
        .take_while(|&i| is_before(i))
        .count();
    if n > MOST_PREAMBLE || n * 2 >= tally.widths.len() + 2 {
        0
    } else {
        n
    }
}

/// How many lines stand before that record.
fn lines_before(tally: &Tally, first: usize, body: &[u8], eol: u8) -> usize {
    if first == 0 {
        return 0;
    }
    let start = tally.starts.get(first).copied().unwrap_or(0);
    memchr::memchr_iter(eol, &body[..start]).count()
}

/// Whether a record reads like column names: short, none empty, no sentences, each once.
fn header_like(spec: &Spec, tally: &Tally, first: usize, body: &[u8]) -> bool {
    let start = tally.starts.get(first).copied().unwrap_or(0);
    let end = tally.starts.get(first + 1).copied().unwrap_or(body.len());
    let line = body[start..end].trim_ascii();
    let mut names: Vec<&[u8]> = Vec::new();
    let mut rest = line;
    loop {
        let stop = memmem::find(rest, &spec.delimiter);
        names.push(&rest[..stop.unwrap_or(rest.len())]);
        match stop {
            Some(stop) => rest = &rest[stop + spec.delimiter.len()..],
            None => break,
        }
    }
    let sound = names.iter().all(|name| {
        let name = name
            .strip_prefix(b"\"")
            .and_then(|n| n.strip_suffix(b"\""))
            .unwrap_or(name);
        let words = name.split(|&b| b == b' ').count();
        let letters = name.iter().any(|b| b.is_ascii_alphabetic() || *b >= 128);
        let ends = name
            .last()
            .is_some_and(|b| matches!(b, b'.' | b'!' | b';' | b'{' | b','));
        letters && !ends && name.len() <= 48 && words <= 5 && name[0] != b' '
    });
    names.sort_unstable();
    names.dedup();
    sound && names.len() == tally.widths.get(first).copied().unwrap_or(0)
}

/// How values are quoted and escaped beside this delimiter, and what the bytes come to then.
fn quoting(delimiter: &[u8], eol: Eol, body: &[u8], whole: bool) -> (Spec, Tally) {
    let base = Spec {
        delimiter: delimiter.to_vec(),
        eol,
        ..Spec::default()
    };
    let bare = Spec {
        quote: None,
        escape: Escape::None,
        ..base.clone()
    };
    let mut best = (base.clone(), Tally::of(&base, body, whole));
    let mut specs = Vec::new();
    if best.1.lead_quotes > 0 {
        specs.push(Spec {
            lead: true,
            ..base.clone()
        });
    }
    if memmem::find(body, b"\\\"").is_some() {
        specs.push(Spec {
            escape: Escape::Backslash,
            ..base.clone()
        });
    }
    if best.1.apostrophes * 5 > best.1.cells {
        specs.push(Spec {
            quote: Some(b'\''),
            ..base.clone()
        });
        specs.push(Spec {
            quote: Some(b'\''),
            escape: Escape::Backslash,
            ..base.clone()
        });
    }
    for spec in specs {
        let tally = Tally::of(&spec, body, whole);
        if trouble(&tally) < trouble(&best.1)
            || (spec.quote != base.quote && tally.stray == 0 && tally.quoted > best.1.quoted)
        {
            best = (spec, tally);
        }
    }
    let unquoted = best.1.quoted == 0 || best.1.stray * 2 > best.1.quoted;
    if unquoted && escapes(delimiter, body, &best.1) {
        let spec = Spec {
            escape: Escape::Backslash,
            ..bare
        };
        let tally = Tally::of(&spec, body, whole);
        return (spec, tally);
    }
    if unquoted && (best.1.quoted > 0 || delimiter == b"\x01") {
        let tally = Tally::of(&bare, body, whole);
        return (bare, tally);
    }
    best
}

/// How badly a dialect of quoting fits: fields that don't close or hold stray quotes, and records that differ.
fn trouble(tally: &Tally) -> usize {
    let (_, agree) = tally.mode(0);
    tally.stray * 3 + tally.lead_quotes + tally.widths.len() - agree
}

/// Whether backslashes escape, as `SELECT … INTO OUTFILE` and `COPY` write them.
fn escapes(delimiter: &[u8], body: &[u8], tally: &Tally) -> bool {
    let escaped = |what: &[u8]| memmem::find(body, &[b"\\", what].concat()).is_some();
    if tally.nulls > 0 || escaped(&delimiter[..1]) || escaped(b"\n") {
        return true;
    }
    let paths = memmem::find(body, b":\\").is_some();
    let letters: [&[u8]; 5] = [b"t", b"n", b"r", b"0", b"\\"];
    delimiter == b"\t" && !paths && letters.iter().any(|l| escaped(l))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(head: &str) -> (u16, String) {
        let fit = sniff(head.as_bytes(), true);
        (fit.score, fit.dialect.0)
    }

    #[test]
    fn tables_are_told_with_their_dialect() {
        let cases = [
            ("id,name\n1,Ann\n", "2c,quote=22,escape=double,eol=lf"),
            (
                "id;name;paid\r\n1;Ann;2,50\r\n2;Bob;3,75\r\n",
                "3b,quote=22,escape=double,eol=crlf",
            ),
            (
                "a\tb\tc\r1\t2\t3\r4\t5\t6\r",
                "09,quote=22,escape=double,eol=cr",
            ),
            (
                "1\tAnn\t\\N\n2\tBob\ta\\tb\n3\tCy\t\\N\n",
                "09,escape=backslash,eol=lf",
            ),
            (
                "id||name||x\n1||Ann||\n2||Bob||3\n",
                "7c7c,quote=22,escape=double,eol=lf",
            ),
            (
                "1|Ann||x\n2|Bob||y\n3|Cy|z|w\n",
                "7c,quote=22,escape=double,eol=lf",
            ),
            (
                "id~|~name\n1~|~Ann\n2~|~Bob\n3~|~Cy\n4~|~Di\n",
                "7e7c7e,quote=22,escape=double,eol=lf",
            ),
            (
                "1\x01Ann\x01a\"b\n2\x01Bob\x01\\N\n3\x01Cy\x01x\n",
                "01,escape=backslash,eol=lf",
            ),
            (
                "'1','O''Hara'\n'2','Lee, Ann'\n'3','x'\n'4','y'\n'5','z'\n",
                "2c,quote=27,escape=double,eol=lf",
            ),
            (
                "id,say\n1,\"a \\\"b, c\\\" d\"\n2,\"x\"\n3,\"\\\"y, z\\\"\"\n",
                "2c,quote=22,escape=backslash,eol=lf",
            ),
            (
                "sep=;\nid;name\n1;Ann\n",
                "3b,quote=22,escape=double,eol=lf,skip=1",
            ),
            (
                "# made by x\n# on monday\nid,name,city\n1,Ann,Rome\n2,Bob,Oslo\n",
                "2c,quote=22,escape=double,eol=lf,skip=2",
            ),
            (
                "#id,name,city\n1,Ann,Rome\n2,Bob,Oslo\n",
                "2c,quote=22,escape=double,eol=lf",
            ),
            (
                "id, name\n1, \"Lee, Ann\"\n2, \"Ray, Bob\"\n3, \"Fox, Cy\"\n4, \"Di\"\n5, \"Ed\"\n",
                "2c,quote=22,escape=double,eol=lf,lead=space",
            ),
            (
                "a@example.com:pw1\nb@example.com:pw2\nc@example.com:pw3\n",
                "3a,quote=22,escape=double,eol=lf",
            ),
            (
                "root:x:0:0:root:/root:/bin/sh\nbin:x:2:2:bin:/bin:/x\nsys:x:3:3:sys:/dev:/x\n",
                "3a,quote=22,escape=double,eol=lf",
            ),
            (
                "id,text\n1,\"two\nlines, and, commas\"\n2,\"more\nof, them\"\n",
                "2c,quote=22,escape=double,eol=lf",
            ),
        ];
        for (head, dialect) in cases {
            assert_eq!(told(head).1, format!("delimited:{dialect}"), "{head}");
        }
    }

    #[test]
    fn ragged_rows_are_borne_up_to_a_tenth() {
        let mut head = "id,name,city\n".to_string() + &"1,Ann,Rome\n".repeat(30);
        head += "2,Bob\n3,Cy,Oslo,x\n";
        assert!(told(&head).0 >= 600);
        head += &"2,Bob\n".repeat(9);
        assert_eq!(told(&head).0, 0);
    }

    #[test]
    fn what_is_no_table_is_left_to_others() {
        let cases = [
            "Dear Ann,\nI came home, and you were gone.\nYours, Bob\n",
            "It rained, it poured.\nThe wind blew, and we slept.\n",
            "One, two, three.\nFour, five, six.\nSeven, eight, nine.\n",
            "[2024-01-01] login, user ann\n[2024-01-02] login, user bob\n[2024-01-03] logout, user bob\n",
            "2024-01-01 10:00:00,123 INFO start\n2024-01-01 10:00:01,456 INFO stop\n2024-01-01 10:00:02,001 WARN x\n",
            "Jan  1 10:00:00 host sshd[1]: hello\nJan  1 10:00:01 host sshd[1]: bye\nJan  1 10:00:02 host cron[2]: run\n",
            "int f(int a, int b) {\n  return g(a, b);\n}\nint h(int a, int b) {\n  return f(b, a);\n}\n",
            "use a::b;\nuse c::d;\nuse e::f;\nuse g::h;\nuse i::j;\n",
            "name: x\nversion: 1\nlist:\n  - a, b\n  - c, d\n",
            "[a]\nx=1,2\ny=3,4\n[b]\nz=5\n",
            "<ul>\n<li>a, b</li>\n<li>c, d</li>\n</ul>\n",
            "INSERT INTO `t` VALUES (1,'a','b');\nINSERT INTO `t` VALUES (2,'c','d');\n",
            "INSERT INTO t (a, b) VALUES\n(1,'a'),\n(2,'b'),\n(3,'c');\n",
            "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n{\"a\":5,\"b\":6}\n",
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n",
            "[\n  \"a\",\n  \"b\",\n  \"c\"\n]\n",
            "a { color: red; }\nb { color: blue; }\np { margin: 0; }\n",
            "ann@example.com\nbob@example.com\ncy@example.com\n",
            "a,b,c\n",
            "",
        ];
        for head in cases {
            assert_eq!(told(head).0, 0, "{head}");
        }
        assert_eq!(sniff(b"a\0b,\0\0c\n\x03\x04,\0\n", true).score, 0);
    }
}
