//! What all readers of text must hold, and how it is checked.

use std::io::Read;

use proptest::prelude::*;

use super::{Delimited, Spec, dialect::Eol, dialect::Escape};
use crate::format::{Dialect, Format, Sink, Specimen, Stretch};
use crate::model::batch::WINDOW;
use crate::model::{Batch, Border, Entry, Flow, Gap, Role, Schema, TableRef};

/// A record as a sink hears it; nulls at its end are left out, for a batch pads with them.
pub(in crate::format) type Row = (String, bool, Vec<Option<Vec<u8>>>);

/// Keeps all that it hears.
#[derive(Default)]
pub(in crate::format) struct Heard {
    tables: Vec<String>,
    pub rows: Vec<Row>,
    pub windows: Vec<(u32, Vec<u8>)>,
    pub gaps: Vec<(u64, u64)>,
    pub batches: usize,
}

impl Sink for Heard {
    fn table(&mut self, schema: &Schema) -> TableRef {
        let name = String::from_utf8_lossy(&schema.name).into_owned();
        let found = self.tables.iter().position(|t| *t == name);
        TableRef(found.unwrap_or_else(|| {
            self.tables.push(name);
            self.tables.len() - 1
        }) as u32)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        use crate::model::ColumnKey::Ordinal;
        let value = |span| batch.value(span).map(|raw| raw.bytes().to_vec());
        self.batches += 1;
        if batch.role == Role::Window {
            let Ordinal(ordinal) = batch.columns[0].key else {
                panic!("a delimited column has no name")
            };
            self.windows
                .push((ordinal, value(batch.columns[0].spans[0]).unwrap()));
            return Flow::Continue;
        }
        assert!(batch.role == Role::Data || batch.records == 1);
        for (i, column) in batch.columns.iter().enumerate() {
            assert!(column.key == Ordinal(i as u32) && column.spans.len() == batch.records);
        }
        for i in 0..batch.records {
            let mut row: Vec<_> = batch.columns.iter().map(|c| value(c.spans[i])).collect();
            while row.last() == Some(&None) {
                row.pop();
            }
            let name = self.tables[batch.table.0 as usize].clone();
            self.rows.push((name, batch.role == Role::FirstRow, row));
        }
        Flow::Continue
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push((gap.start, gap.end));
    }
}

/// Hands over a few bytes at a time, as a pipe may.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.0.len().min(self.1).min(buffer.len());
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

#[derive(Clone, Copy)]
pub(in crate::format) struct Split {
    pub start: usize,
    pub end: u64,
    pub back: usize,
    pub drop: usize,
}

/// Reads one split.
pub(in crate::format) fn read_split(
    format: &dyn Format,
    dialect: &Dialect,
    data: &[u8],
    split: Split,
    entry: Entry,
    heard: &mut Heard,
) -> Border {
    let from = split.start - split.back.min(split.start);
    let mut input = Drops(&data[from.min(data.len())..], split.drop);
    let start = split.start as u64;
    let mut stretch = Stretch::new(&mut input, from as u64, start, split.end, entry, dialect);
    format.read(&mut stretch, heard).unwrap().border
}

/// Reads a whole source.
pub(in crate::format) fn read_whole(format: &dyn Format, dialect: &Dialect, data: &[u8]) -> Heard {
    let mut heard = Heard::default();
    let split = Split {
        start: 0,
        end: u64::MAX,
        back: 0,
        drop: usize::MAX,
    };
    let border = read_split(format, dialect, data, split, Entry::Start, &mut heard);
    assert!(border.first == 0 && border.next == data.len() as u64);
    heard
}

/// Reads a source in splits that begin at these offsets, and reads a split again where the chain of borders breaks.
pub(in crate::format) fn read_chain(
    format: &dyn Format,
    dialect: &Dialect,
    data: &[u8],
    starts: &[usize],
    back: usize,
    drop: usize,
) -> Heard {
    let mut all = Heard::default();
    let mut last: Option<Border> = None;
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(data.len(), |&e| e) as u64;
        let split = Split {
            start,
            end,
            back,
            drop,
        };
        let entry = if start == 0 {
            Entry::Start
        } else {
            Entry::Guess
        };
        let mut heard = Heard::default();
        let mut border = read_split(format, dialect, data, split, entry, &mut heard);
        if let Some(last) = last {
            if last.next != border.first || last.exit != border.entry {
                heard = Heard::default();
                let start = last.next as usize;
                let split = Split {
                    start,
                    end,
                    back: 0,
                    drop,
                };
                let entry = Entry::Known(last.exit.clone());
                border = read_split(format, dialect, data, split, entry, &mut heard);
            }
            assert!(border.first == last.next && border.entry == last.exit);
        }
        assert!(border.next >= border.first);
        all.rows.append(&mut heard.rows);
        all.gaps.append(&mut heard.gaps);
        all.windows.append(&mut heard.windows);
        last = Some(border);
    }
    assert_eq!(last.unwrap().next, data.len() as u64);
    all
}

/// Cuts a source at every offset, and in splits of 1 to 16 bytes, and expects what a whole reading says.
pub(in crate::format) fn any_cut_reads_the_same(
    format: &dyn Format,
    dialect: &Dialect,
    data: &[u8],
) {
    let whole = read_whole(format, dialect, data);
    let check = |starts: &[usize], back, drop| {
        let parts = read_chain(format, dialect, data, starts, back, drop);
        assert!(parts.rows == whole.rows, "{starts:?} {back} {drop}");
        assert!(
            parts.gaps == whole.gaps && parts.windows == whole.windows,
            "{starts:?}"
        );
    };
    for cut in 1..data.len() {
        check(&[0, cut], 1, 5);
        check(&[0, cut], 65536, 1000);
    }
    for size in 1..=16 {
        let starts: Vec<usize> = (0..data.len()).step_by(size).collect();
        check(&starts, 1 + size, 1 + size % 3);
    }
}

fn rows(spec: &Spec, data: &[u8]) -> Vec<Vec<String>> {
    let heard = read_whole(&Delimited, &spec.to_dialect(), data);
    assert!(heard.gaps.is_empty());
    heard.rows.iter().map(|(_, _, r)| texts(r)).collect()
}

fn texts(row: &[Option<Vec<u8>>]) -> Vec<String> {
    row.iter()
        .map(|v| {
            v.as_ref()
                .map_or("NULL".into(), |v| String::from_utf8_lossy(v).into_owned())
        })
        .collect()
}

fn spec(delimiter: &[u8], quote: Option<u8>, escape: Escape, eol: Eol) -> Spec {
    Spec {
        delimiter: delimiter.to_vec(),
        quote,
        escape,
        eol,
        lead: false,
        skip: 0,
    }
}

#[test]
fn fields_are_read_as_rfc_4180_says() {
    let got = rows(
        &Spec::default(),
        b"\xef\xbb\xbfa,b\r\n\"x, \"\"y\"\"\nz\",\r\n\r\n\"\",2",
    );
    assert_eq!(got, [["a", "b"], ["x, \"y\"\nz", ""], ["", "2"]]);
}

#[test]
fn ragged_rows_end_in_null_or_in_further_columns() {
    let got = rows(&Spec::default(), b"a,b,c\n1\n1,2,3,4\n");
    assert_eq!(
        got,
        [vec!["a", "b", "c"], vec!["1"], vec!["1", "2", "3", "4"]]
    );
}

#[test]
fn stray_quotes_are_data() {
    let got = rows(
        &Spec::default(),
        b"joh\"n,5\" x 7\"\n\"abc\"def,1\n\"the \"big\" one\",2\n\"a\" ,3\n",
    );
    let want = [
        ["joh\"n", "5\" x 7\""],
        ["abc\"def", "1"],
        ["the \"big\" one", "2"],
        ["a", "3"],
    ];
    assert_eq!(got, want);
}

#[test]
fn a_quote_that_never_closes_costs_one_line() {
    for tail in ["\"x\",2\n3,\"y\"\n", "4,5\n"] {
        let data = format!("a,b\n1,\"open\n{tail}");
        let heard = read_whole(&Delimited, &Spec::default().to_dialect(), data.as_bytes());
        assert_eq!(heard.gaps, [(6, 12)]);
        assert_eq!(heard.rows[1].2, [Some(b"1".to_vec())]);
        assert_eq!(heard.rows[2].0, "damaged");
        assert_eq!(heard.rows[2].2, [Some(b"\"open".to_vec())]);
        assert_eq!(heard.rows.len(), 3 + tail.lines().count());
    }
}

#[test]
fn backslashes_escape_as_mysql_and_postgres_write_them() {
    let tab = spec(b"\t", None, Escape::Backslash, Eol::Lf);
    let got = rows(&tab, b"1\ta\\tb\\\\\t\\N\n2\tx\\\ny\\\tz\t\\0\\Z\n");
    assert_eq!(
        got,
        [
            ["1", "a\tb\\"].to_vec(),
            ["2", "x\ny\tz", "\0\u{1a}"].to_vec()
        ]
    );
    let heard = read_whole(&Delimited, &tab.to_dialect(), b"\\N\t3\n");
    assert_eq!(heard.rows[0].2, [None, Some(b"3".to_vec())]);
    let quoted = spec(b",", Some(b'"'), Escape::Backslash, Eol::Lf);
    assert_eq!(
        rows(&quoted, b"\"a \\\"b\\\" c\",C:\\new\n"),
        [["a \"b\" c", "C:\\new"]]
    );
}

#[test]
fn delimiters_may_have_several_bytes() {
    let wide = spec(b"||", Some(b'"'), Escape::Double, Eol::Lf);
    assert_eq!(
        rows(&wide, b"a||b|c||\n||\"x||y\"||z\n"),
        [["a", "b|c", ""], ["", "x||y", "z"]]
    );
}

#[test]
fn lines_before_the_header_are_comments() {
    let spec = Spec {
        skip: 2,
        ..Spec::default()
    };
    let heard = read_whole(
        &Delimited,
        &spec.to_dialect(),
        b"sep=,\n# by j@example.com\na,b\n1,2\n",
    );
    let got: Vec<_> = heard
        .rows
        .iter()
        .map(|(t, f, r)| (t.as_str(), *f, texts(r)))
        .collect();
    assert_eq!(
        got[0],
        ("comment", false, vec!["# by j@example.com".into()])
    );
    assert_eq!(got[1], ("", true, vec!["a".into(), "b".into()]));
    assert_eq!(got[2], ("", false, vec!["1".into(), "2".into()]));
}

#[test]
fn a_cut_anywhere_reads_the_same() {
    let default = Spec::default();
    let data = b"\xef\xbb\xbfid,name,note\r\n1,\"Ann\nLee\",\"a,\n\"\"b\"\",\nc\"\r\n\r\n\n2,joh\"n,\r\n3,\"open\n4,\"x\",y\n\"5,6\n\"7\",8\n9\n1,2,3,4\n\"z";
    any_cut_reads_the_same(&Delimited, &default.to_dialect(), data);
    let skip = Spec {
        skip: 3,
        lead: true,
        ..Spec::default()
    };
    any_cut_reads_the_same(
        &Delimited,
        &skip.to_dialect(),
        b"sep=,\n\n#x\na, \"b\nc\"\nd,  e\n",
    );
    let tab = spec(b"\t", None, Escape::Backslash, Eol::Lf);
    any_cut_reads_the_same(
        &Delimited,
        &tab.to_dialect(),
        b"1\ta\\\nb\\\\\n\\\\\\\n\t\\N\r\nx\\\r\ny\\",
    );
    let wide = spec(b"~|~", Some(b'\''), Escape::Double, Eol::Cr);
    any_cut_reads_the_same(
        &Delimited,
        &wide.to_dialect(),
        b"a~|~'b\r~|~'~|\r\r~|~c~~|~|~'d'\r",
    );
    let plain = spec(b"\x01", None, Escape::None, Eol::CrLf);
    any_cut_reads_the_same(
        &Delimited,
        &plain.to_dialect(),
        b"a\x01b\"\r\n\r\n\x01c\nd\re\x01\r\n\r",
    );
}

/// A reading in which every value of `data` is one field: the first row must say what the fields are.
fn long_values(spec: &Spec, data: &[u8]) -> (Heard, Vec<Vec<u8>>) {
    let heard = read_whole(&Delimited, &spec.to_dialect(), data);
    let cut = read_chain(
        &Delimited,
        &spec.to_dialect(),
        data,
        &[0, 3, WINDOW, data.len() - 1],
        100,
        70_000,
    );
    assert!(heard.rows == cut.rows && heard.gaps == cut.gaps && heard.windows == cut.windows);
    let row = &heard.rows[1].2;
    let mut values: Vec<Vec<u8>> = row.iter().map(|v| v.clone().unwrap_or_default()).collect();
    for (ordinal, window) in &heard.windows {
        let value = &mut values[*ordinal as usize];
        let shared = value.len().min(crate::model::batch::WINDOW_OVERLAP);
        assert_eq!(value[value.len() - shared..], window[..shared]);
        value.extend_from_slice(&window[shared..]);
    }
    (heard, values)
}

#[test]
fn values_larger_than_a_window_come_in_windows() {
    let big: Vec<u8> = (0..3 * WINDOW)
        .map(|i| b'a' + (i * i / 7 % 26) as u8)
        .collect();
    let escaped = spec(b",", None, Escape::Backslash, Eol::Lf);
    let cases: [(&Spec, &[u8], &[u8], &[u8], &[u8]); 5] = [
        (&Spec::default(), b"", b"", b"", b""),
        (&Spec::default(), b"\"", b"\"", b"", b""),
        (&Spec::default(), b"\"a\n\"\"", b"\"", b"a\n\"", b""),
        (&escaped, b"\\,\\n", b"\\\\", b",\n", b"\\"),
        (&Spec::default(), b"\"", b"z\"\"\"", b"", b"z\""),
    ];
    for (spec, open, close, before, after) in cases {
        let data = [b"h\n1,", open, &big, close, b",2\r\n3,4\r\n"].concat();
        let (heard, values) = long_values(spec, &data);
        assert!(heard.gaps.is_empty());
        assert_eq!(values.len(), 3);
        assert!(values[1] == [before, &big, after].concat() && values[2] == b"2");
        assert_eq!(texts(&heard.rows[2].2), ["3", "4"]);
    }
}

#[test]
fn a_huge_quoted_line_is_followed_and_a_huge_open_quote_is_not() {
    let huge = vec![b'x'; 6 * WINDOW];
    let data = [b"h\n1,\"", huge.as_slice(), b"\"\"y\",2\n3,4\n"].concat();
    let (heard, values) = long_values(&Spec::default(), &data);
    assert!(heard.gaps.is_empty() && values[1].len() == huge.len() + 2 && values[2] == b"2");
    let data = [b"h\n1,\"", huge.as_slice(), b"\n3,4\n"].concat();
    let (heard, values) = long_values(&Spec::default(), &data);
    assert!(heard.gaps.len() == 1 && values[1].len() == huge.len());
    assert_eq!(texts(&heard.rows[2].2), ["3", "4"]);
    let lines = b"yyyyyyy\n".repeat(WINDOW);
    let data = [b"h\n1,\"x\n", lines.as_slice()].concat();
    let heard = read_whole(&Delimited, &Spec::default().to_dialect(), &data);
    assert_eq!(heard.gaps, [(4, 7)]);
    assert_eq!(heard.rows.len(), 3 + WINDOW);
}

#[test]
fn a_record_of_a_million_fields_and_a_wide_one_among_narrow_ones() {
    let data = [b"h\n", b"1,".repeat(2 * WINDOW).as_slice(), b"\n7,8\n"].concat();
    let heard = read_whole(&Delimited, &Spec::default().to_dialect(), &data);
    assert_eq!(heard.rows[1].2.len(), super::columns::MAX_COLUMNS);
    assert_eq!(texts(&heard.rows[2].2), ["7", "8"]);
    let data = [
        b"1,2\n".repeat(3000),
        b"1,".repeat(5000),
        b"\n3,4\n".to_vec(),
    ]
    .concat();
    let heard = read_whole(&Delimited, &Spec::default().to_dialect(), &data);
    assert!(heard.rows.len() == 3002 && heard.rows[3000].2.len() == 5001);
}

/// A value made of what breaks readers.
fn nasty() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "\"", "'", ",", "\t", ";", "|", "||", "~", "~|~", "::", "\x01", "^", "\\", "\\N", "\n", "\r", "\r\n", "\0",
            "#", " ", "é", "\u{feff}", "\\n", "sep=;", "\"\"", "\",", "\n\"",
        ]).prop_map(|s| s.as_bytes().to_vec()),
        3 => "[a-z0-9@.]{1,6}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 1..3),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|p| p.concat())
}

fn any_spec() -> impl Strategy<Value = Spec> {
    let delimiters = vec![
        &b","[..],
        b"\t",
        b";",
        b"|",
        b"||",
        b"~",
        b"~|~",
        b"::",
        b"\x01",
        b"^",
    ];
    let delimiter = prop::sample::select(delimiters);
    let quoting = prop::sample::select(vec![
        (Some(b'"'), Escape::Double),
        (Some(b'\''), Escape::Double),
        (Some(b'"'), Escape::Backslash),
        (Some(b'"'), Escape::None),
        (None, Escape::Backslash),
        (None, Escape::None),
    ]);
    let eol = prop::sample::select(vec![Eol::Lf, Eol::CrLf, Eol::Cr]);
    (delimiter, quoting, eol, any::<bool>(), 0..3usize).prop_map(
        |(delimiter, (quote, escape), eol, lead, skip)| Spec {
            delimiter: delimiter.to_vec(),
            quote,
            escape,
            eol,
            lead,
            skip,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_written_is_read_back(
        spec in any_spec(),
        records in prop::collection::vec(prop::collection::vec(prop::option::of(nasty()), 3), 1..6),
        size in 1..40usize,
    ) {
        let columns = vec!["id".to_string(), "a b".into(), "note".into()];
        let specimen = Specimen { table: String::new(), columns, records };
        let mut data = Vec::new();
        let dialect = spec.to_dialect();
        if !Delimited.write(&dialect, &specimen, &mut data) {
            prop_assert!(data.is_empty());
            return Ok(());
        }
        let heard = read_whole(&Delimited, &dialect, &data);
        prop_assert!(heard.gaps.is_empty());
        let rows: Vec<&Row> = heard.rows.iter().filter(|r| r.0.is_empty()).collect();
        prop_assert_eq!(rows.len(), specimen.records.len() + 1);
        prop_assert_eq!(texts(&rows[0].2), specimen.columns.clone());
        for (row, record) in rows[1..].iter().zip(&specimen.records) {
            for (i, value) in record.iter().enumerate() {
                let read = row.2.get(i).cloned().flatten();
                match value {
                    // Without backslashes, null and empty are written alike.
                    None => prop_assert!(read.unwrap_or_default().is_empty()),
                    Some(value) => prop_assert_eq!(read.as_ref(), Some(value)),
                }
            }
        }
        let starts: Vec<usize> = (0..data.len()).step_by(size).collect();
        let parts = read_chain(&Delimited, &dialect, &data, &starts, size, size);
        prop_assert!(parts.rows == heard.rows);
    }

    #[test]
    fn any_bytes_are_read_the_same_however_they_are_cut(
        spec in any_spec(),
        pieces in prop::collection::vec(nasty(), 0..12),
        size in 1..40usize,
    ) {
        let data = pieces.concat();
        prop_assume!(!data.is_empty());
        let dialect = spec.to_dialect();
        let whole = read_whole(&Delimited, &dialect, &data);
        let starts: Vec<usize> = (0..data.len()).step_by(size).collect();
        let parts = read_chain(&Delimited, &dialect, &data, &starts, 1 + size * 3 % 50, size);
        prop_assert!(parts.rows == whole.rows && parts.gaps == whole.gaps);
    }
}

/// A table with what real ones hold, and with what makes dialects hard to tell.
fn people() -> Specimen {
    let records = (0..40).map(|i| {
        let note = [
            "plain",
            "a, b; c|d",
            "say \"hi\"",
            "",
            "O'Neil",
            "x\\y",
            "tab\there",
            "C:\\new\\table",
        ][i % 8];
        let email = format!("user{i}@example.com");
        let cell = |v: &str| Some(v.as_bytes().to_vec());
        vec![
            cell(&i.to_string()),
            cell("Zoë"),
            cell(&email),
            cell(note),
            if i % 5 == 0 { None } else { cell("x") },
        ]
    });
    Specimen {
        table: String::new(),
        columns: ["id", "first_name", "email", "note", "flag"]
            .map(String::from)
            .to_vec(),
        records: records.collect(),
    }
}

#[test]
fn every_dialect_is_written_told_and_read_back() {
    let mut seen = 0;
    let delimiters = [
        &b","[..],
        b"\t",
        b";",
        b"|",
        b"||",
        b"~|~",
        b"::",
        b"^",
        b"~",
        b"|~|",
        b"\x01",
        b"^^",
    ];
    for delimiter in delimiters {
        for eol in [Eol::Lf, Eol::CrLf, Eol::Cr] {
            for (quote, escape) in [
                (Some(b'"'), Escape::Double),
                (Some(b'"'), Escape::Backslash),
                (None, Escape::Backslash),
                (None, Escape::None),
            ] {
                let mut specimen = people();
                if escape == Escape::None {
                    // What can't be written without quotes isn't found in such files.
                    let bare = |r: &Vec<Option<Vec<u8>>>| {
                        r[3].as_ref().is_some_and(|v| v == b"plain" || v.is_empty())
                    };
                    specimen.records.retain(bare);
                }
                let written = spec(delimiter, quote, escape, eol);
                let mut data = Vec::new();
                assert!(Delimited.write(&written.to_dialect(), &specimen, &mut data));
                let fit = Delimited.sniff(&data, true);
                let name = written.to_dialect().0;
                assert!(fit.score >= 600, "{name}");
                let heard = read_whole(&Delimited, &fit.dialect, &data);
                assert!(
                    heard.gaps.is_empty() && heard.rows.len() == specimen.records.len() + 1,
                    "{name}"
                );
                for (row, record) in heard.rows[1..].iter().zip(&specimen.records) {
                    for (i, value) in record.iter().enumerate() {
                        let read = row.2.get(i).cloned().flatten().unwrap_or_default();
                        let want = value.clone().unwrap_or_default();
                        assert_eq!(
                            texts(&[Some(read)]),
                            texts(&[Some(want)]),
                            "{name} as {}",
                            fit.dialect.0
                        );
                    }
                }
                seen += 1;
            }
        }
    }
    assert_eq!(seen, delimiters.len() * 12);
}
