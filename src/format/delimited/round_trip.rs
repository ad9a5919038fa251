//! What is written in a dialect is told and read back.

use proptest::prelude::*;

use super::chain::{Row, read_chain, read_whole};
use super::tests::{spec, texts};
use super::{Delimited, Spec, dialect::Eol, dialect::Escape};
use crate::format::{Format, Specimen};

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
    let delimiters = vec![&b","[..], b"\t", b";", b"|", b"||", b"~", b"~|~", b"::", b"\x01", b"^"];
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
    (delimiter, quoting, eol, any::<bool>(), 0..3usize).prop_map(|(delimiter, (quote, escape), eol, lead, skip)| Spec {
        delimiter: delimiter.to_vec(),
        quote,
        escape,
        eol,
        lead,
        skip,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

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
        let note = ["plain", "a, b; c|d", "say \"hi\"", "", "O'Neil", "x\\y", "tab\there", "C:\\new\\table"][i % 8];
        let email = format!("user{i}@example.com");
        let cell = |v: &str| Some(v.as_bytes().to_vec());
        vec![cell(&i.to_string()), cell("Zoë"), cell(&email), cell(note), if i % 5 == 0 { None } else { cell("x") }]
    });
    Specimen {
        table: String::new(),
        columns: ["id", "first_name", "email", "note", "flag"].map(String::from).to_vec(),
        records: records.collect(),
    }
}

#[test]
fn every_dialect_is_written_told_and_read_back() {
    let mut seen = 0;
    let delimiters = [&b","[..], b"\t", b";", b"|", b"||", b"~|~", b"::", b"^", b"~", b"|~|", b"\x01", b"^^"];
    for delimiter in delimiters {
        for eol in [Eol::Lf, Eol::CrLf, Eol::Cr] {
            for (quote, escape) in
                [(Some(b'"'), Escape::Double), (Some(b'"'), Escape::Backslash), (None, Escape::Backslash), (None, Escape::None)]
            {
                let mut specimen = people();
                if escape == Escape::None {
                    // What can't be written without quotes isn't found in such files.
                    let bare = |r: &Vec<Option<Vec<u8>>>| r[3].as_ref().is_some_and(|v| v == b"plain" || v.is_empty());
                    specimen.records.retain(bare);
                }
                let written = spec(delimiter, quote, escape, eol);
                let mut data = Vec::new();
                assert!(Delimited.write(&written.to_dialect(), &specimen, &mut data));
                let fit = Delimited.sniff(&data, true);
                let name = written.to_dialect().0;
                assert!(fit.score >= 600, "{name}");
                let heard = read_whole(&Delimited, &fit.dialect, &data);
                assert!(heard.gaps.is_empty() && heard.rows.len() == specimen.records.len() + 1, "{name}");
                for (row, record) in heard.rows[1..].iter().zip(&specimen.records) {
                    for (i, value) in record.iter().enumerate() {
                        let read = row.2.get(i).cloned().flatten().unwrap_or_default();
                        let want = value.clone().unwrap_or_default();
                        assert_eq!(texts(&[Some(read)]), texts(&[Some(want)]), "{name} as {}", fit.dialect.0);
                    }
                }
                seen += 1;
            }
        }
    }
    assert_eq!(seen, delimiters.len() * 12);
}
