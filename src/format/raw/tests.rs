//! Strings that must be found, and be whole.

use super::*;
use crate::format::delimited::chain::{Heard, Split, read_split};
use crate::model::Entry;

fn heard(data: &[u8], drop: usize) -> Heard {
    let mut heard = Heard::default();
    let split = Split { start: 0, end: u64::MAX, back: 0, drop };
    let border = read_split(raw(), &Dialect::default(), data, split, Entry::Start, &mut heard);
    assert_eq!(border.next, data.len() as u64);
    heard
}

fn strings(data: &[u8]) -> Vec<String> {
    let rows = heard(data, usize::MAX).rows;
    let value = |row: &Vec<Option<Vec<u8>>>| row[0].clone().unwrap();
    rows.iter().map(|r| String::from_utf8_lossy(&value(&r.2)).into_owned()).collect()
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    let bytes = |u: u16| {
        if big { u.to_be_bytes() } else { u.to_le_bytes() }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn runs_of_six_are_found_in_8_bit() {
    let data = b"\0\x01short\0\x02ann@example.com\0\xff\xfeM\xfcller-Stra\xdfe\n\xfeabcde\xff\0\x80\x81caf\xc3\xa9 \xe2\x82\xac5\x7f";
    let want = ["ann@example.com", "M\u{fffd}ller-Stra\u{fffd}e", "café €5"];
    assert_eq!(strings(data), want);
}

#[test]
fn utf_16_is_found_in_both_orders_at_any_offset() {
    for big in [false, true] {
        for pad in 0..4 {
            let data = [&b"\x03\x9d\x03\x9e"[..pad], &wide("łódź ann@example.com", big), b"\x9d\x9d\x9d"].concat();
            assert_eq!(strings(&data), ["łódź ann@example.com"], "{big} {pad}");
        }
    }
    let data = [b"x", wide("ann@example.com", true).as_slice(), b"\xff\xff"].concat();
    assert_eq!(strings(&data), ["xann@example.com"]);
}

#[test]
fn a_border_of_the_buffer_cuts_nothing() {
    let noise: Vec<u8> = (0..2 * WINDOW).map(|i| 128 + (i * 7 % 16) as u8).collect();
    for at in [LARGEST - 20, LARGEST, LARGEST + 15, WINDOW - 9] {
        for text in [b"ann@example.com".to_vec(), wide("ann@example.com", false), wide("ann@example.com", true)] {
            let data = [&noise[..at], &text, &noise[at..]].concat();
            for drop in [usize::MAX, 65_537] {
                let rows = heard(&data, drop).rows;
                assert!(rows.len() == 1 && rows[0].2 == [Some(b"ann@example.com".to_vec())]);
            }
        }
    }
}

#[test]
fn a_huge_run_comes_in_windows_whole() {
    for name in ["ann", "zoë"] {
        let text: String = (0..WINDOW / 8).map(|i| format!("{name}{i}@example.com, ")).collect();
        for data in [text.clone().into_bytes(), wide(&text, false), wide(&text, true)] {
            let heard = heard(&data, usize::MAX);
            let mut value = heard.rows[0].2[0].clone().unwrap();
            assert!(heard.rows.len() == 1 && heard.windows.len() > 2);
            for (_, window) in &heard.windows {
                let at = memchr::memmem::rfind(&value, &window[..64]).unwrap();
                assert!(window.starts_with(&value[at..]) && value.len() - at > WINDOW_OVERLAP / 4);
                value.truncate(at);
                value.extend_from_slice(window);
            }
            assert!(value == text.as_bytes());
        }
    }
}

#[test]
fn what_is_written_is_read_back() {
    let texts = ["ann@example.com", "4111 1111 1111 1111", "Łódź, ul. Długa", "\tx\"';,|\\"];
    let specimen = Specimen {
        table: "raw".into(),
        columns: vec!["string".into()],
        records: texts.iter().map(|t| vec![Some(t.as_bytes().to_vec())]).collect(),
    };
    for dialect in ["", "utf-16le", "utf-16be"] {
        let mut data = Vec::new();
        assert!(raw().write(&Dialect(dialect.into()), &specimen, &mut data));
        assert_eq!(strings(&data), texts, "{dialect}");
    }
    let short = Specimen { records: vec![vec![Some(b"short".to_vec())]], ..specimen };
    assert!(!raw().write(&Dialect::default(), &short, &mut Vec::new()));
}
