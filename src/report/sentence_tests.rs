use super::*;
use crate::model::report::{AssumptionReport, BlocksReport, GapReport, Report};
use crate::report::synthetic::{column, empty, noun, open, retailer, verdict};

fn say(report: &Report) -> String {
    sentence(report, &noun)
}

fn gap(volume: &str, bytes: u64) -> GapReport {
    GapReport {
        volume: volume.into(),
        source: "dump.bin".into(),
        reason: "corrupt".into(),
        bytes,
        detail: "damaged".into(),
        blocks: BlocksReport::Categories(vec!["x".into()]),
    }
}

#[test]
fn the_story_of_the_retailer() {
    assert_eq!(
        say(&retailer()),
        "In kentucky: names, email addresses, phone numbers, billing and shipping addresses, card last-four digits, hashed passwords and \
         order receipts were present (24,000,000 records); full card numbers and 1 other category were not present in clear \
         (34.0 kB in 1 gap not read, 80 of 80 controls recovered; assuming that images (1,200), 2.3 MB, hold them in no other form). \
         It is not settled whether card verification codes were present (encrypted: the archive asks for a password (backup.zip)). \
         In payments: encrypted card numbers were present (20,000,000 records); full card numbers, card verification codes, names, \
         email addresses, phone numbers, postal addresses and 3 other categories were not present in clear (all bytes read, \
         360 of 360 controls recovered; encrypted copies in cards.csv; for names and postal addresses, within what word lists know)."
    );
}

#[test]
fn nothing_but_an_absence() {
    let mut report = empty(&["payments"]);
    report.verdicts = vec![verdict("payment.card.pan", &[("payments", "not_exposed", 0)])];
    report.columns = vec![column("payments", "cards.csv", "cards", "pan", "payment.card.ciphertext", 9)];
    assert_eq!(
        say(&report),
        "In payments: full card numbers were not present in clear (all bytes read, 40 of 40 controls recovered; encrypted copies in \
         cards.csv)."
    );
}

#[test]
fn a_bounded_claim_is_told_as_one() {
    let mut report = empty(&["a"]);
    report.verdicts = vec![verdict("identity.name", &[("a", "not_exposed", 0)]), verdict("contact.email", &[("a", "not_exposed", 0)])];
    report.verdicts[0].claim = "bounded".into();
    assert_eq!(
        say(&report),
        "In a: names and email addresses were not present (all bytes read, 80 of 80 controls recovered; for names, within what word \
         lists know)."
    );
}

#[test]
fn gaps_take_all_bytes_read_away() {
    let mut report = empty(&["a", "b"]);
    report.verdicts = vec![verdict("contact.email", &[("a", "not_exposed", 0), ("b", "not_exposed", 0)])];
    report.coverage.gaps = vec![gap("a", 1), gap("a", 1233)];
    let said = say(&report);
    assert!(said.contains("In a: email addresses were not present (1,234 bytes in 2 gaps not read, 40 of 40"), "{said}");
    assert!(said.contains("In b: email addresses were not present (all bytes read, 40 of 40"), "{said}");
    report.coverage.gaps = vec![gap("a", 0)];
    assert!(say(&report).contains("(all bytes read, 1 place suspect, 40 of 40"));
}

#[test]
fn an_interrupted_scan_says_so_first_and_never_that_all_was_read() {
    let mut report = retailer();
    report.scan.status = "interrupted".into();
    let said = say(&report);
    assert!(said.starts_with("The scan was interrupted: what follows covers only what was read. In kentucky: names"), "{said}");
    assert!(said.contains("(in what was read, 360 of 360") && !said.contains("all bytes read"), "{said}");
}

#[test]
fn no_files_no_verdict() {
    let mut report = retailer();
    report.coverage.files = 0;
    assert_eq!(say(&report), "No files were found in kentucky or payments: nothing can be said.");
    report.scan.status = "interrupted".into();
    assert!(say(&report).starts_with("The scan was interrupted"));
    report.scan.volumes.clear();
    assert!(say(&report).ends_with("No files were found in any volume: nothing can be said."));
}

#[test]
fn five_volumes_have_a_sentence_each() {
    let names = ["a", "b", "c", "d", "e"];
    let mut report = empty(&names);
    let kinds = ["exposed", "not_exposed", "inconclusive", "not_exposed", "exposed"];
    let parts: Vec<(&str, &str, u64)> = names.iter().zip(kinds).map(|(n, k)| (*n, k, u64::from(k == "exposed"))).collect();
    report.verdicts = vec![verdict("contact.email", &parts), open("health", &names)];
    report.coverage.assumptions = vec![AssumptionReport { volume: "d".into(), class: "fonts".into(), sources: 2, bytes: 30 }];
    assert_eq!(
        say(&report),
        "In a: email addresses were present (1 record). \
         In b: email addresses were not present (all bytes read, 40 of 40 controls recovered). \
         In c: it is not settled whether email addresses were present (encrypted: the archive asks for a password (backup.zip)). \
         In d: email addresses were not present (all bytes read, 40 of 40 controls recovered; assuming that fonts (2), 30 bytes, hold them \
         in no other form). \
         In e: email addresses were present (1 record)."
    );
}

#[test]
fn only_open_categories_leave_nothing_to_say() {
    let mut report = empty(&["a"]);
    report.verdicts = vec![open("health", &["a"])];
    assert_eq!(say(&report), "Nothing can be said of any category.");
}

#[test]
fn reasons_beyond_the_first_are_counted() {
    let mut report = empty(&["a"]);
    let open: Vec<_> = (0..8).map(|i| verdict(&format!("x{i}"), &[("a", "inconclusive", 0)])).collect();
    report.verdicts = open;
    report.verdicts[0].reasons.push("a: a column may hold it (55 % sure) (b.csv: b.x)".into());
    assert_eq!(
        say(&report),
        "In a: it is not settled whether x0, x1, x2, x3, x4, x5 or 2 other categories were present (encrypted: the archive asks for a \
         password (backup.zip); and 1 other reason)."
    );
}

#[test]
fn hostile_names_stay_on_one_line() {
    let mut report = empty(&["a\n\u{1b}[31m"]);
    report.verdicts = vec![verdict("contact.email", &[("a\n\u{1b}[31m", "exposed", 2)])];
    assert_eq!(say(&report), "In a\\u{a}\\u{1b}[31m: email addresses were present (2 records).");
}
