//! Splits at every offset, damage, truncation at every byte.

use proptest::prelude::*;

use super::driver::{Seen, lines, read, read_part, read_split};
use crate::model::Entry;

fn samples() -> Vec<(String, &'static str)> {
    let one = r#"{"a":"x\"{\\","b":[{"c":1},{"c":[2]}]}"#;
    let two = r#"{"a":null,"d":{"e":"é"}}"#;
    let pretty = "[\n  {\n    \"a\": 1,\n    \"t\": [\n      {\"x\": 1},\n  {\"x\": 2}\n    ]\n  },\n  {\"a\": 2}\n  ,\n  {\n  }\n]\n";
    vec![
        (format!("\u{feff}{one}\n\n  {two}\r\n{one}{two}\n[1,2]\n  \n[{two},{one}]\n"), "json:lines"),
        (format!("\n \n{two}\n{one}"), "json:lines"),
        (format!("{two}\n{{\"a\":[1,\n{one}\nnot json\n\n{two}\n{{\"a\":\"x\n"), "json:lines"),
        (format!("[{one},\n{two},\n{one}\n]\n"), "json:array 0"),
        (pretty.into(), "json:array 2"),
        (pretty.replace("  ", "\t"), "json:array 1t"),
        (pretty.replace("\"a\": 1,", "\"a\": 1\"x,"), "json:array 2"),
        ("[]\n".into(), "json:array 2"),
        (format!("[\n{one},\n{two}"), "json:array 0"),
    ]
}

#[test]
fn every_cut_gives_the_same_records() {
    for (text, dialect) in samples() {
        let data = text.as_bytes();
        let whole = read(data, dialect);
        assert!(dialect != "json:lines" || !whole.records.is_empty());
        for cut in 1..data.len() {
            let (seen, _) = read_split(data, dialect, &[0, cut]);
            assert_eq!(seen.records, whole.records, "{dialect} cut at {cut} of {text}");
            assert_eq!(seen.gaps, whole.gaps, "{dialect} cut at {cut} of {text}");
        }
        for size in [1, 2, 3, 4, 5, 7, 9, 12, 16] {
            let starts: Vec<usize> = (0..data.len()).step_by(size).collect();
            let (seen, again) = read_split(data, dialect, &starts);
            assert_eq!(seen.records, whole.records, "{dialect} in splits of {size}: {text}");
            assert!(dialect != "json:lines" || again == 0, "lines are certain");
        }
    }
}

/// Cuts that fall into large files, with records that are larger than a batch's budget.
#[test]
fn large_files_in_splits_give_the_same_records() {
    let mut text = String::from("[");
    for n in 0..1_500 {
        let blob = "b\\n".repeat(if n % 400 == 7 { 500_000 } else { n % 50 });
        text.push_str(&format!("\n{{\"id\":{n},\"blob\":\"{blob}\",\"mail\":\"u{n}@example.com\"}},"));
    }
    text.pop();
    text.push_str("\n]\n");
    let lines = text[2..text.len() - 3].replace("},\n", "}\n");
    for (text, dialect) in [(&text, "json:array 0"), (&lines, "json:lines")] {
        let data = text.as_bytes();
        let whole = read(data, dialect);
        assert_eq!((whole.records.len(), whole.gaps.len()), (1_500, 0));
        assert!(whole.windows.len() >= 4 && whole.largest < 8 << 20);
        let starts: Vec<usize> = (0..data.len()).step_by(700_001).collect();
        let (seen, again) = read_split(data, dialect, &starts);
        assert!(seen.records == whole.records && seen.windows == whole.windows && again == 0, "{dialect}");
    }
}

#[test]
fn slow_input_changes_nothing() {
    for (text, dialect) in samples() {
        let whole = read(text.as_bytes(), dialect);
        for step in [1, 2, 3, 7, 13, 40] {
            let mut seen = Seen::default();
            read_part(text.as_bytes(), dialect, 0, u64::MAX, Entry::Start, &mut seen, step);
            assert_eq!((seen.records, seen.gaps), (whole.records.clone(), whole.gaps.clone()), "{dialect} {text}");
        }
    }
}

#[test]
fn a_broken_line_costs_itself_alone() {
    let text = "{\"a\":1}\n{\"a\":2,\"b\":oops bob@example.com}\n{\"a\":3}\n";
    let seen = read(text.as_bytes(), "json:lines");
    assert_eq!(lines(&seen), [": a=1", ": a=2", "damaged: line=oops bob@example.com}", ": a=3"]);
    assert_eq!(seen.gaps, [(19, 40, "corrupt")]);
}

#[test]
fn a_quote_that_never_closes_costs_one_element() {
    let text = "[\n {\"id\":1,\"n\":\"A\"},\n {\"id\":2,\"n\":\"B,\"m\":{\"id\":9}},\n {\"id\":3,\"n\":\"C\"}\n]";
    let seen = read(text.as_bytes(), "json:array");
    let lines = lines(&seen);
    assert!(lines.contains(&": id=1 n=A".into()) && lines.contains(&": id=3 n=C".into()), "{lines:?}");
    assert_eq!(seen.gaps.len(), 1);
    let text = "{\n \"a\": \"x,\n \"b\": \"y\",\n \"c\": {\"d\": [1, 2}, \"e\": 5\n}";
    let seen = read(text.as_bytes(), "json:document");
    let all = super::driver::lines(&seen).join("\n");
    for value in ["b=y", "c.d[]=1", "c.d[]=2", "e=5", "line=\"x"] {
        assert!(all.contains(value), "{value} in {all}");
    }
    assert!(!seen.gaps.is_empty());
}

#[test]
fn a_truncated_file_keeps_every_value_before_the_cut() {
    let text = r#"{"t":[{"id":1,"mail":"a@example.com","x":[true,{"y":"z\n"}]},{"id":2,"mail":"b@example.com"}],"k":{"l":"m"}}"#;
    let wrapped = format!("[{text},{text}]");
    for (text, dialect) in [(text, "json:document"), (text, "json:lines"), (&wrapped, "json:array")] {
        for cut in 1..text.len() {
            let seen = read(&text.as_bytes()[..cut], dialect);
            assert_eq!(seen.gaps.len(), 1, "{dialect} {cut}");
            assert_eq!(seen.gaps[0].1, cut as u64);
            let all = lines(&seen).join("\n");
            for (n, mail) in ["a@example.com", "b@example.com"].iter().enumerate() {
                let there = text[..cut].contains(mail);
                assert_eq!(all.contains(mail), there, "{dialect} {cut} {n} {all}");
            }
        }
    }
}

#[test]
fn garbage_between_documents_is_handed_over_as_text() {
    let text = "{\"a\":1}\nbob@example.com was here\n{\"a\":2}";
    let seen = read(text.as_bytes(), "json:documents");
    assert_eq!(lines(&seen), [": a=1", "damaged: line=bob@example.com was here", ": a=2"]);
    assert_eq!(seen.gaps.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    #[test]
    fn no_bytes_end_the_reader(bytes in prop::collection::vec(prop_oneof![
        prop::sample::select(b"{}[]\",:\\\n 1a'/*(\xff\0".to_vec()), any::<u8>()], 0..200), cut in 1usize..200) {
        for dialect in ["json:lines", "json:array", "json:array 0", "json:array 2", "json:document", "json:documents", "json:tables"] {
            let whole = read(&bytes, dialect);
            if cut < bytes.len() && (dialect == "json:lines" || dialect.starts_with("json:array ")) {
                let (seen, _) = read_split(&bytes, dialect, &[0, cut]);
                prop_assert_eq!(&seen.records, &whole.records, "{} {:?}", dialect, String::from_utf8_lossy(&bytes));
            }
            let mut slow = Seen::default();
            read_part(&bytes, dialect, 0, u64::MAX, Entry::Start, &mut slow, cut.max(20));
            prop_assert_eq!(slow.records, whole.records);
            prop_assert_eq!(slow.gaps, whole.gaps);
        }
    }
}

#[test]
fn a_split_without_a_record_nearby_waits_to_be_read_again() {
    let mut data = b"[\n{\"a\":\"".to_vec();
    data.resize(20 << 20, b':');
    data.extend_from_slice(b"\"},\n{\"a\":2}\n]");
    let whole = read(&data, "json:array 0");
    assert_eq!((whole.records.len(), whole.gaps.len()), (2, 0));
    let (seen, again) = read_split(&data, "json:array 0", &[0, 1 << 20, 2 << 20, 19 << 20]);
    assert!(seen.records == whole.records && seen.gaps.is_empty());
    assert_eq!(again, 1);
}
