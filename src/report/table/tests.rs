use super::*;
use crate::model::report::ReviewItem;
use crate::report::synthetic::{column, empty, noun, open, retailer, verdict};
use crate::report::width::width;

fn show(report: &Report, width: Option<usize>, color: bool) -> String {
    let mut out = Vec::new();
    write(report, &Look { width, color, nouns: &noun }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The retailer's report, cut to a few rows.
fn short() -> Report {
    let mut report = retailer();
    let kept = ["contact.email", "payment.card.pan", "payment.card.cvv", "health", "communication"];
    report.verdicts.retain(|v| kept.contains(&v.category.as_str()));
    report.verdicts[1].reasons.push("not in clear: encrypted card numbers in cards.csv: cards.pan_enc".into());
    report.summary = "In kentucky: everything.".into();
    report
}

const AT_60: &str = "\
Read
  kentucky  /mnt/kentucky
  payments  /mnt/payments
  4 files, 1,234,567 bytes: 1.2 MB read as their format,
    34.0 kB as raw strings, 567 bytes framing
  30,000,000 records, 240,000,000 values in them
  not opened, without bytes of their own: 1 symbolic link

email addresses
  kentucky  EXPOSED
      24,000,000 records, ~12,000,000 distinct
      customers.csv: email; +2 more
  payments  not exposed
full card numbers
  kentucky  not exposed
  payments  not exposed
  not in clear: encrypted card numbers in cards.csv: cards.…
card verification codes
  kentucky  INCONCLUSIVE
      encrypted: the archive asks for a password (backup.zi…
  payments  not exposed

INCONCLUSIVE by nature, whatever was read: health data and
messages. No scan can show that they are absent.

People
  about 23,412,345 (distinct email addresses)

Together in one record
  at least 24,000,000 records: email addresses + hashed
    passwords

Controls
  120 of 120 planted values were found again

Not examined
  encrypted: 1 place, 34.0 kB (kentucky: backup.zip)

Taken for granted
  kentucky: images (1,200 files, 2.3 MB) hold no records
    in other forms than plain strings

To do next
  1. kentucky: backup.zip: find the key or password and
    scan what is inside (the archive asks for a password
    (34000 bytes); settles: card verification codes)

Exposed means: present in what was scanned. That is no proof
that anybody took it.
In kentucky: everything.
";
const AT_80: &str = "\
Read
  kentucky  /mnt/kentucky
  payments  /mnt/payments
  4 files, 1,234,567 bytes: 1.2 MB read as their format, 34.0 kB as raw
    strings, 567 bytes framing
  30,000,000 records, 240,000,000 values in them
  not opened, without bytes of their own: 1 symbolic link

category                 kentucky      payments         records     distinct
email addresses          EXPOSED       not exposed   24,000,000  ~12,000,000
    customers.csv: email; orders.sql: shop_orders.contact; app.log (+2 alike)
full card numbers        not exposed   not exposed            -            -
    not in clear: encrypted card numbers in cards.csv: cards.pan_enc
card verification codes  INCONCLUSIVE  not exposed            -            -
    encrypted: the archive asks for a password (backup.zip)

INCONCLUSIVE by nature, whatever was read: health data and messages. No scan can
show that they are absent.

People
  about 23,412,345 (distinct email addresses)

Together in one record
  at least 24,000,000 records: email addresses + hashed passwords

Controls
  120 of 120 planted values were found again

Not examined
  encrypted: 1 place, 34.0 kB (kentucky: backup.zip)

Taken for granted
  kentucky: images (1,200 files, 2.3 MB) hold no records in other forms than
    plain strings

To do next
  1. kentucky: backup.zip: find the key or password and scan what is inside
    (the archive asks for a password (34000 bytes); settles: card verification
    codes)

Exposed means: present in what was scanned. That is no proof that anybody took
it.
In kentucky: everything.
";
const AT_120: &str = "\
Read
  kentucky  /mnt/kentucky
  payments  /mnt/payments
  4 files, 1,234,567 bytes: 1.2 MB read as their format, 34.0 kB as raw strings, 567 bytes framing
  30,000,000 records, 240,000,000 values in them
  not opened, without bytes of their own: 1 symbolic link

category                 kentucky      payments         records     distinct  where, or why
email addresses          EXPOSED       not exposed   24,000,000  ~12,000,000  customers.csv: email; +2 more
full card numbers        not exposed   not exposed            -            -  40 of 40 controls recovered
                                                                              not in clear: encrypted card numbers in c…
card verification codes  INCONCLUSIVE  not exposed            -            -  encrypted: the archive asks for a passwor…

INCONCLUSIVE by nature, whatever was read: health data and messages. No scan can show that they are absent.

People
  about 23,412,345 (distinct email addresses)

Together in one record
  at least 24,000,000 records: email addresses + hashed passwords

Controls
  120 of 120 planted values were found again

Not examined
  encrypted: 1 place, 34.0 kB (kentucky: backup.zip)

Taken for granted
  kentucky: images (1,200 files, 2.3 MB) hold no records in other forms than plain strings

To do next
  1. kentucky: backup.zip: find the key or password and scan what is inside (the archive asks for a password (34000
    bytes); settles: card verification codes)

Exposed means: present in what was scanned. That is no proof that anybody took it.
In kentucky: everything.
";

#[test]
fn at_60_columns_volumes_stand_below_each_other() {
    assert_eq!(show(&short(), Some(60), false), AT_60);
}

#[test]
fn at_80_columns_places_stand_below_the_row() {
    assert_eq!(show(&short(), Some(80), false), AT_80);
}

#[test]
fn at_120_columns_places_stand_in_the_row() {
    assert_eq!(show(&short(), Some(120), false), AT_120);
}

#[test]
fn piped_output_is_that_of_80_columns() {
    assert_eq!(show(&short(), None, false), AT_80);
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plain = |text: &str| {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + part.split_once('m').unwrap().1)
    };
    let mut report = retailer();
    report.scan.status = "interrupted".into();
    report.verdicts[0].controls.recovered = 1;
    for columns in [30, 40, 80, 120] {
        let colored = show(&report, Some(columns), true);
        assert!(colored.contains("\u{1b}[1;31mEXPOSED\u{1b}[0m"));
        assert_eq!(plain(&colored), show(&report, Some(columns), false));
    }
}

#[test]
fn the_last_line_is_the_sentence() {
    for columns in [None, Some(1), Some(60), Some(200)] {
        assert_eq!(show(&retailer(), columns, false).lines().last(), Some(retailer().summary.as_str()));
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_but_the_sentence() {
    for columns in 30..200 {
        let shown = show(&hostile(), Some(columns), false);
        let lines: Vec<&str> = shown.lines().collect();
        for line in lines.split_last().unwrap().1 {
            assert!(width(line) <= columns, "{columns}: {line}");
        }
    }
}

/// Names that are long, wide, or made to take over a terminal.
fn hostile() -> Report {
    let volume = "\u{1b}]0;owned\u{7}顧客データベースのバックアップ";
    let mut report = empty(&[volume, "b"]);
    report.verdicts = vec![
        verdict("contact.email", &[(volume, "exposed", u64::MAX), ("b", "inconclusive", 0)]),
        verdict("identity.name", &[(volume, "exposed", 1), ("b", "exposed", 2)]),
        open("health", &[volume, "b"]),
    ];
    let long = format!("{}/顧客\n名簿\u{202e}.csv", "deep/".repeat(60));
    report.columns = vec![
        column(volume, &long, "t\u{1b}[2J", &"spalte".repeat(40), "contact.email", 7),
        column(volume, "b.csv", "b", "\u{1b}[31m", "contact.email", 6),
        column(volume, "c.csv", "c", "\r\n", "identity.name", 1),
        column("b", "c.csv", "c", "name", "identity.name", 1),
    ];
    report.review = vec![ReviewItem { what: "look\u{1b}c".into(), r#where: long, why: "x\ny".into(), categories: vec!["all".into()] }; 7];
    report.summary = "In\n\u{1b}[31mred".into();
    report
}

#[test]
fn hostile_names_are_shown_and_do_nothing() {
    for columns in [40, 80, 160] {
        let shown = show(&hostile(), Some(columns), false);
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{shown}");
        assert_eq!(shown.lines().last(), Some("In\\u{a}\\u{1b}[31mred"));
        assert!(shown.contains("and 2 more in the"));
    }
}

#[test]
fn five_volumes_stand_below_each_other_at_any_width() {
    let names = ["a", "b", "c", "d", "e"];
    let mut report = empty(&names);
    let parts: Vec<(&str, &str, u64)> = names.iter().map(|n| (*n, "not_exposed", 0)).collect();
    report.verdicts = vec![verdict("contact.email", &parts)];
    let shown = show(&report, Some(200), false);
    assert!(shown.contains("\nemail addresses\n  a  not exposed\n  b  not exposed\n"), "{shown}");
}

#[test]
fn a_reason_of_many_categories_is_told_once() {
    let mut report = empty(&["a", "b"]);
    let open = |i: usize| verdict(&format!("x{i}"), &[("a", "inconclusive", 0), ("b", "not_exposed", 0)]);
    report.verdicts = (0..4).map(open).collect();
    report.verdicts.push(verdict("contact.email", &[("a", "inconclusive", 0), ("b", "exposed", 1)]));
    report.columns = vec![column("b", "b.csv", "b", "mail", "contact.email", 1)];
    let why = "[1] a: encrypted: the archive asks for a password (backup.zip)";
    let wide = show(&report, Some(120), false);
    assert!(wide.contains("x3               INCONCLUSIVE  not exposed         -         -  [1]\n"), "{wide}");
    assert!(wide.contains("email addresses  INCONCLUSIVE  EXPOSED             1         0  b.csv: mail [1]\n"), "{wide}");
    assert!(wide.contains(&format!("\n\n{why}\n\n")), "{wide}");
    let below = show(&report, Some(62), false);
    assert!(below.contains("x3               INCONCLUSIVE  not exposed                 [1]\n"), "{below}");
    assert!(below.contains("1         0\n    b.csv: mail [1]\n"), "{below}");
    let stacked = show(&report, Some(40), false);
    assert!(stacked.contains("x3\n  a  INCONCLUSIVE [1]\n  b  not exposed\n"), "{stacked}");
    assert!(stacked.contains("[1] a: encrypted: the archive asks for a\n"), "{stacked}");
}

#[test]
fn a_report_of_nothing_has_no_empty_tables() {
    let mut report = empty(&["a"]);
    report.scan.status = "interrupted".into();
    report.coverage = Default::default();
    report.summary = "No files were found in a: nothing can be said.".into();
    assert_eq!(
        show(&report, None, false),
        "Read\n  a  /mnt/a\n  0 files, 0 bytes: nothing in them\n  0 records, 0 values in them\n  INTERRUPTED: the scan did not come to its \
         end\n\nNot examined\n  all that was left when the scan was interrupted\n\nExposed means: present in what was scanned. That is no \
         proof that anybody took\nit.\nNo files were found in a: nothing can be said.\n"
    );
}
