//! Values of many megabytes.

use super::{Seen, read};
use crate::model::batch::{WINDOW, WINDOW_OVERLAP};

/// `len` bytes that tell where they are.
fn filler(len: usize) -> Vec<u8> {
    (0u64..).flat_map(|n| format!("{n:x}'\\").into_bytes()).take(len).collect()
}

/// The windows and the value's beginning, put together again.
fn check(seen: &Seen, key: &str, value: &[u8]) {
    let mut from = WINDOW - WINDOW_OVERLAP;
    let windows: Vec<&Vec<u8>> = seen.windows.iter().filter(|(k, _)| k == key).map(|(_, w)| w).collect();
    for window in &windows {
        assert!(window[..] == value[from..from + window.len()]);
        from += WINDOW - WINDOW_OVERLAP;
    }
    assert_eq!(from - (WINDOW - WINDOW_OVERLAP) + windows.last().map_or(0, |w| w.len()), value.len());
}

#[test]
fn a_huge_value_comes_in_windows() {
    for len in [WINDOW, WINDOW + 1, 2 * WINDOW, 3 * WINDOW + 7, 9 * WINDOW + 4096] {
        let value = filler(len);
        let mut mysql = b"INSERT INTO `t` VALUES (1,'a'),(2,'".to_vec();
        let mut copy = b"COPY t (a, b, c) FROM stdin;\n1\ta\t\\N\n2\t".to_vec();
        for &byte in &value {
            if matches!(byte, b'\'' | b'\\') {
                mysql.push(b'\\');
            }
            if byte == b'\\' {
                copy.push(b'\\');
            }
            mysql.push(byte);
            copy.push(byte);
        }
        mysql.extend_from_slice(b"','end'),(3,'b');\n");
        copy.extend_from_slice(b"\tend\n3\tb\t\\N\n\\.\n");
        for (dialect, script, key) in [("mysql", mysql, "#1"), ("postgres", copy, "b")] {
            let seen = read(dialect, &script);
            assert_eq!(seen.gaps, []);
            let short: Vec<String> =
                seen.records.iter().map(|r| format!("{}…{}", &r[..r.len().min(60)], &r[r.len().saturating_sub(60)..])).collect();
            assert_eq!(short.len(), 3, "{dialect} {len} {short:#?}");
            assert!(seen.records[1].ends_with("=end") && seen.records[2].contains("=b"), "{dialect} {len}");
            if len > WINDOW {
                check(&seen, key, &value);
            } else {
                assert!(seen.windows.is_empty());
            }
        }
    }
}

#[test]
fn huge_hexadecimal_text_is_decoded() {
    let value: Vec<u8> = filler(6 * WINDOW);
    let digits: String = value.iter().map(|b| format!("{b:02X}")).collect();
    let seen = read("mysql", format!("INSERT INTO `t` VALUES (0x{digits},5);\n").as_bytes());
    assert_eq!(seen.gaps, []);
    assert!(seen.records[0].ends_with("#1=5"));
    check(&seen, "#0", &value);
}

#[test]
fn a_huge_string_that_never_closes_ends_where_a_statement_begins() {
    let mut script = b"INSERT INTO t VALUES (1,'a'),(2,'".to_vec();
    script.extend(filler(16 * WINDOW).iter().filter(|b| b.is_ascii_alphanumeric()));
    script.extend_from_slice(b"),\n(3,5);\nINSERT INTO t VALUES (4,'b'),(5,'c');\n");
    let seen = read("sqlite", &script);
    assert_eq!(seen.gaps.len(), 1);
    assert_eq!(seen.records.len(), 4, "{:#?}", seen.records);
    assert_eq!(seen.records[2..], ["t #0=4 #1=b", "t #0=5 #1=c"], "{:?}", seen.gaps);
}
