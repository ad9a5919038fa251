//! Scripts cut in splits at every offset: the records are those of one reading.

use super::flavours::{MYSQL, ORACLE, POSTGRES, SERVER, SQLITE};
use super::{Seen, dialect_of, read, read_part};
use crate::format::sql::Sql;
use crate::format::{Dialect, Format, Specimen};
use crate::model::{Border, Entry};

/// Reads in splits as the engine does: each is guessed first, and read again where the chain does not hold.
fn read_in_splits(data: &[u8], dialect: &str, cuts: &[u64], overrun: u64) -> (Vec<String>, Vec<(u64, u64, String)>) {
    let (mut records, mut gaps) = (Vec::new(), Vec::new());
    let mut last: Option<Border> = None;
    for (nth, &start) in cuts.iter().enumerate() {
        let end = cuts.get(nth + 1).copied().unwrap_or(u64::MAX);
        let entry = if start == 0 { Entry::Start } else { Entry::Guess };
        let mut seen = Seen::default();
        let mut border = read_part(data, dialect, start, end, entry, overrun, &mut seen);
        if let Some(last) = &last
            && (border.first != last.next || border.entry != last.exit)
        {
            seen = Seen::default();
            let known = Entry::Known(last.exit.clone());
            border = read_part(data, dialect, last.next, end, known, overrun, &mut seen);
            assert!(border.first == last.next && border.entry == last.exit, "cut at {start}");
        }
        records.extend(seen.records);
        gaps.extend(seen.gaps);
        last = Some(border);
    }
    (records, gaps)
}

fn check(data: &[u8], dialect: &str) {
    let whole = read(dialect, data);
    let len = data.len() as u64;
    for cut in 1..len {
        let (records, gaps) = read_in_splits(data, dialect, &[0, cut], cut % 50);
        assert_eq!(records, whole.records, "cut at {cut}");
        assert_eq!(gaps, whole.gaps, "cut at {cut}");
    }
    for step in (1..=16).filter(|step| len < 400 || step % 5 == 1) {
        let cuts: Vec<u64> = (0..len).step_by(step).collect();
        let (records, gaps) = read_in_splits(data, dialect, &cuts, 0);
        assert_eq!(records, whole.records, "splits of {step}");
        assert_eq!(gaps, whole.gaps, "splits of {step}");
    }
}

#[test]
fn every_cut_gives_the_same_records() {
    for script in [MYSQL, POSTGRES, SERVER, SQLITE, ORACLE] {
        check(script.as_bytes(), &dialect_of(script.as_bytes()));
    }
}

#[test]
fn every_cut_of_a_damaged_script_gives_the_same_records() {
    for script in [
        "INSERT INTO a VALUES (1,'x'),(2,'never closed),\n(3,'y');\nINSERT INTO a VALUES (4,'z');\n",
        "INSERT INTO a VALUES (1,'x') garbage (2,'y'),(3,'z');\n%%% what\nINSERT INTO a VALUES (4,'z');\nINSERT INTO a VALUES (5,",
        "COPY a (b, c) FROM stdin;\n1\t2\n-- a comment\nINSERT INTO a VALUES (1);\nCOPY a (b) FROM stdin;\nx\ny",
    ] {
        check(script.as_bytes(), "generic");
    }
}

#[test]
fn the_overrun_lets_guesses_hold() {
    let script = "INSERT INTO `a` VALUES (1,'x'),(2,'y'),(3,'z');\n".repeat(20);
    for cut in 1..script.len() as u64 {
        let (mut left, mut right) = (Seen::default(), Seen::default());
        let a = read_part(script.as_bytes(), "mysql", 0, cut, Entry::Start, 1000, &mut left);
        let b = read_part(script.as_bytes(), "mysql", cut, u64::MAX, Entry::Guess, 1000, &mut right);
        assert!(a.next == b.first && a.exit == b.entry, "cut at {cut}");
    }
}

#[test]
fn a_specimen_is_read_back() {
    let nasty: [Option<&[u8]>; 10] = [
        Some(b"it's"),
        Some(b"a\\"),
        Some(b"\\'"),
        Some(b"line\nbreak\r\n\t"),
        Some(b"nul\0"),
        Some("Zoë, \"x\"".as_bytes()),
        Some(b""),
        None,
        Some(b"),('--/* ;"),
        Some(b"\\N"),
    ];
    let specimen = Specimen {
        table: "my `\"] table".into(),
        columns: vec!["a b".into(), "c`\"]".into()],
        records: nasty.iter().map(|v| vec![v.map(<[u8]>::to_vec), Some(b"end".to_vec())]).collect(),
    };
    for dialect in [
        "mysql",
        "mysql, no backslash escapes",
        "postgres",
        "postgres, backslash escapes",
        "sql server",
        "sqlite",
        "oracle",
        "generic",
        "generic, backslash escapes",
    ] {
        let mut out = Vec::new();
        assert!(Sql.write(&Dialect(dialect.into()), &specimen, &mut out));
        let seen = read(dialect, &out);
        let shown: Vec<String> = nasty
            .iter()
            .map(|v| {
                let value = v.map(|v| format!(" a b={}", super::show(v))).unwrap_or_default();
                format!("{}{value} {}=end", super::show(specimen.table.as_bytes()), super::show(b"c`\"]"))
            })
            .collect();
        assert_eq!(seen.records, shown, "{dialect}: {}", String::from_utf8_lossy(&out));
        assert_eq!(seen.gaps, [], "{dialect}");
    }
}
