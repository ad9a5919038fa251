//! Dialects, damage and sizes that the reader must stand.

use super::chain::{Heard, any_cut_reads_the_same, read_chain, read_whole};
use super::{Delimited, Spec, dialect::Eol, dialect::Escape};
use crate::model::batch::WINDOW;

fn rows(spec: &Spec, data: &[u8]) -> Vec<Vec<String>> {
    let heard = read_whole(&Delimited, &spec.to_dialect(), data);
    assert!(heard.gaps.is_empty());
    heard.rows.iter().map(|(_, _, r)| texts(r)).collect()
}

pub(super) fn texts(row: &[Option<Vec<u8>>]) -> Vec<String> {
    row.iter().map(|v| v.as_ref().map_or("NULL".into(), |v| String::from_utf8_lossy(v).into_owned())).collect()
}

pub(super) fn spec(delimiter: &[u8], quote: Option<u8>, escape: Escape, eol: Eol) -> Spec {
    Spec { delimiter: delimiter.to_vec(), quote, escape, eol, lead: false, skip: 0 }
}

#[test]
fn fields_are_read_as_rfc_4180_says() {
    let got = rows(&Spec::default(), b"\xef\xbb\xbfa,b\r\n\"x, \"\"y\"\"\nz\",\r\n\r\n\"\",2");
    assert_eq!(got, [["a", "b"], ["x, \"y\"\nz", ""], ["", "2"]]);
}

#[test]
fn ragged_rows_end_in_null_or_in_further_columns() {
    let got = rows(&Spec::default(), b"a,b,c\n1\n1,2,3,4\n");
    assert_eq!(got, [vec!["a", "b", "c"], vec!["1"], vec!["1", "2", "3", "4"]]);
}

#[test]
fn the_end_of_a_copy_is_no_record() {
    let copy = spec(b"\t", None, Escape::Backslash, Eol::Lf);
    for end in ["\\.", "\\.\n", "\\.\r\n", "\\.\n\n\n"] {
        assert_eq!(rows(&copy, format!("1\ta\n\\.b\tc\n{end}").as_bytes()), [["1", "a"], [".b", "c"]]);
    }
    any_cut_reads_the_same(&Delimited, &copy.to_dialect(), b"1\ta\n2\tb\n\\.\n\n\n");
    assert_eq!(rows(&Spec::default(), b"a\n\\.\n"), [["a"], ["\\."]]);
}

#[test]
fn stray_quotes_are_data() {
    let got = rows(&Spec::default(), b"joh\"n,5\" x 7\"\n\"abc\"def,1\n\"the \"big\" one\",2\n\"a\" ,3\n");
    let want = [["joh\"n", "5\" x 7\""], ["abc\"def", "1"], ["the \"big\" one", "2"], ["a", "3"]];
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
    assert_eq!(got, [["1", "a\tb\\"].to_vec(), ["2", "x\ny\tz", "\0\u{1a}"].to_vec()]);
    let heard = read_whole(&Delimited, &tab.to_dialect(), b"\\N\t3\n");
    assert_eq!(heard.rows[0].2, [None, Some(b"3".to_vec())]);
    let quoted = spec(b",", Some(b'"'), Escape::Backslash, Eol::Lf);
    assert_eq!(rows(&quoted, b"\"a \\\"b\\\" c\",C:\\new\n"), [["a \"b\" c", "C:\\new"]]);
}

#[test]
fn delimiters_may_have_several_bytes() {
    let wide = spec(b"||", Some(b'"'), Escape::Double, Eol::Lf);
    assert_eq!(rows(&wide, b"a||b|c||\n||\"x||y\"||z\n"), [["a", "b|c", ""], ["", "x||y", "z"]]);
}

#[test]
fn lines_before_the_header_are_comments() {
    let spec = Spec { skip: 2, ..Spec::default() };
    let heard = read_whole(&Delimited, &spec.to_dialect(), b"sep=,\n# by j@example.com\na,b\n1,2\n");
    let got: Vec<_> = heard.rows.iter().map(|(t, f, r)| (t.as_str(), *f, texts(r))).collect();
    assert_eq!(got[0], ("comment", false, vec!["# by j@example.com".into()]));
    assert_eq!(got[1], ("", true, vec!["a".into(), "b".into()]));
    assert_eq!(got[2], ("", false, vec!["1".into(), "2".into()]));
}

#[test]
fn a_cut_anywhere_reads_the_same() {
    let default = Spec::default();
    let data = b"\xef\xbb\xbfid,name,note\r\n1,\"Ann\nLee\",\"a,\n\"\"b\"\",\nc\"\r\n\r\n\n2,joh\"n,\r\n3,\"open\n4,\"x\",y\n\"5,6\n\"7\",8\n9\n1,2,3,4\n\"z";
    any_cut_reads_the_same(&Delimited, &default.to_dialect(), data);
    let skip = Spec { skip: 3, lead: true, ..Spec::default() };
    any_cut_reads_the_same(&Delimited, &skip.to_dialect(), b"sep=,\n\n#x\na, \"b\nc\"\nd,  e\n");
    let tab = spec(b"\t", None, Escape::Backslash, Eol::Lf);
    any_cut_reads_the_same(&Delimited, &tab.to_dialect(), b"1\ta\\\nb\\\\\n\\\\\\\n\t\\N\r\nx\\\r\ny\\");
    let wide = spec(b"~|~", Some(b'\''), Escape::Double, Eol::Cr);
    any_cut_reads_the_same(&Delimited, &wide.to_dialect(), b"a~|~'b\r~|~'~|\r\r~|~c~~|~|~'d'\r");
    let plain = spec(b"\x01", None, Escape::None, Eol::CrLf);
    any_cut_reads_the_same(&Delimited, &plain.to_dialect(), b"a\x01b\"\r\n\r\n\x01c\nd\re\x01\r\n\r");
}

/// A reading in which every value of `data` is one field: the first row must say what the fields are.
fn long_values(spec: &Spec, data: &[u8]) -> (Heard, Vec<Vec<u8>>) {
    let heard = read_whole(&Delimited, &spec.to_dialect(), data);
    let cut = read_chain(&Delimited, &spec.to_dialect(), data, &[0, 3, WINDOW, data.len() - 1], 100, 70_000);
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
    let big: Vec<u8> = (0..3 * WINDOW).map(|i| b'a' + (i * i / 7 % 26) as u8).collect();
    let escaped = spec(b",", None, Escape::Backslash, Eol::Lf);
    // Dialect, what opens and closes the field, and what that adds to the value before and after.
    type Case<'a> = (&'a Spec, &'a [u8], &'a [u8], &'a [u8], &'a [u8]);
    let cases: [Case<'_>; 5] = [
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
    let data = [b"1,2\n".repeat(3000), b"1,".repeat(5000), b"\n3,4\n".to_vec()].concat();
    let heard = read_whole(&Delimited, &Spec::default().to_dialect(), &data);
    assert!(heard.rows.len() == 3002 && heard.rows[3000].2.len() == 5001);
}
