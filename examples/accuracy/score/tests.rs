//! Reports made by hand against labels made by hand.

use outcrop::model::report::{BlocksReport, ColumnReport, GapReport, Report};

use super::*;
use crate::samples::{column, finding, found, report};
use crate::tally::Counts;

fn set(json: serde_json::Value) -> Expectations {
    let mut set = Expectations::new(&serde_json::from_value(json).unwrap());
    set.name = "set".into();
    set
}

fn people() -> Expectations {
    set(serde_json::json!({
        "tables": [{"file": "u.csv", "table": "", "columns": {
            "name": ["identity.name"], "mail": ["contact.email"], "firm": ["org.name"], "note": ["none"], "meta": ["contact.phone"]},
            "may": {"firm": ["identity.name"]}, "declared_empty": {"fax": ["contact.phone"]}}],
        "dataset_categories": ["identity.name", "contact.email", "contact.phone"], "dataset_not_found": ["health", "payment.card.pan"]
    }))
}

fn scored_with(set: &Expectations, report: &Report, rules: Rules) -> SetScore {
    score(set, report, &|_| true, rules)
}

fn with(mut column: ColumnReport, change: impl Fn(&mut FindingReport)) -> ColumnReport {
    column.findings.iter_mut().for_each(change);
    column
}

const NAME: (&str, &str, &str) = ("u.csv", "u", "name");

fn all_right() -> Vec<ColumnReport> {
    vec![
        found("u.csv", "u", "Name", &["identity.name"]),
        found("u.csv", "u", "mail", &["contact.email"]),
        found("u.csv", "u", "firm", &["identity.name"]),
        column("u.csv", "u", "note"),
        found("u.csv", "u", "meta!tel", &["contact.phone"]),
    ]
}

#[test]
fn a_report_that_is_right_has_no_errors() {
    let score = scored_with(&people(), &report(all_right(), &[]), Rules::default());
    assert_eq!((score.disagreements, score.not_found, score.unread), (vec![], vec![], vec![]));
    assert_eq!(score.tally.total(), Counts { found: 3, false_alarms: 0, missed: 0 });
}

#[test]
fn wrong_categories_are_a_miss_and_a_false_alarm() {
    let mut columns = all_right();
    columns[0] = found(NAME.0, NAME.1, NAME.2, &["identity.username"]);
    columns[3] = found("u.csv", "u", "note", &["payment.card.pan", "text.free", "payment.card.brand"]);
    let score = scored_with(&people(), &report(columns, &[]), Rules::default());
    assert_eq!(score.tally.get("identity.name"), Counts { found: 0, false_alarms: 0, missed: 1 });
    assert_eq!(score.tally.get("identity.username").false_alarms, 1);
    assert_eq!(score.tally.total().false_alarms, 2);
    assert_eq!(
        score.disagreements[0],
        "set/u.csv/name: MISSED identity.name, FALSE ALARM identity.username; expected identity.name; \
         got identity.username 0.950 finding column person (header) [unexplained]"
    );
    assert!(score.disagreements[1].starts_with("set/u.csv/note: FALSE ALARM payment.card.pan; expected none;"));
}

#[test]
fn candidates_and_other_subjects_do_not_count() {
    for change in [|f: &mut FindingReport| f.level = "candidate".into(), |f: &mut FindingReport| f.subject = "organisation".into()] {
        let mut columns = all_right();
        columns[0] = with(columns[0].clone(), change);
        let score = scored_with(&people(), &report(columns, &[]), Rules::default());
        assert_eq!(score.tally.get("identity.name").missed, 1);
    }
    let mut columns = all_right();
    columns[0] = with(columns[0].clone(), |f| f.subject = "reference".into());
    let score = scored_with(&people(), &report(columns, &[]), Rules { all_subjects: true });
    assert_eq!(score.tally.get("identity.name").found, 1);
}

#[test]
fn what_is_embedded_satisfies_and_never_alarms() {
    let mut columns = all_right();
    columns[1] = with(columns[1].clone(), |f| f.extent = "embedded".into());
    columns[3] = with(found("u.csv", "u", "note", &["contact.email"]), |f| f.extent = "embedded".into());
    let score = scored_with(&people(), &report(columns, &[]), Rules::default());
    assert_eq!(score.tally.total(), Counts { found: 3, false_alarms: 0, missed: 0 });
}

#[test]
fn a_column_that_is_missing_is_its_own_error_and_a_miss() {
    let mut columns = all_right();
    columns.remove(4);
    columns.remove(3);
    let score = scored_with(&people(), &report(columns, &[]), Rules::default());
    assert_eq!(score.not_found, ["set/u.csv/meta: MISSED contact.phone", "set/u.csv/note"]);
    assert_eq!((score.tally.get("contact.phone").missed, score.disagreements.len()), (1, 0));
}

#[test]
fn a_promise_without_values_must_not_be_found() {
    let mut columns = all_right();
    columns.push(found("u.csv", "u", "fax", &["contact.phone"]));
    let score = scored_with(&people(), &report(columns, &[]), Rules::default());
    assert_eq!(score.tally.get("contact.phone"), Counts { found: 1, false_alarms: 1, missed: 0 });
    assert!(score.disagreements[0].contains("(declared, empty)"));
}

#[test]
fn files_are_scored_as_a_whole() {
    let set = set(serde_json::json!({"unstructured": [
        {"file": "a.log", "categories": ["network.ip", "contact.email"], "must_not": ["payment.card.pan", "health"]}]}));
    let line = with(found("a.log", "text", "line", &["network.ip", "payment.card.pan"]), |f| f.extent = "embedded".into());
    let score = scored_with(&set, &report(vec![line], &[]), Rules::default());
    assert_eq!(score.tally.total(), Counts { found: 1, false_alarms: 1, missed: 1 });
    assert_eq!(score.disagreements.len(), 2);
}

#[test]
fn files_that_nothing_reads_do_not_score() {
    let text = || vec![ColumnReport { format: "text".into(), ..found("u.csv", "text", "line", &["contact.email"]) }];
    let missing = |_: &str| false;
    let score = super::score(&people(), &report(text(), &[]), &missing, Rules::default());
    assert_eq!((score.unread.len(), score.tally.total(), score.not_found.len()), (1, Counts::default(), 0));
    // The same where a gap says so, and not where outcrop should have read it.
    let mut gap = report(text(), &[]);
    let blocks = BlocksReport::All("all".into());
    gap.coverage.gaps.push(GapReport {
        volume: "v".into(),
        source: "u.csv".into(),
        reason: "encrypted".into(),
        bytes: 9,
        detail: String::new(),
        blocks,
    });
    assert_eq!(scored_with(&people(), &gap, Rules::default()).unread, ["set/u.csv: gap `encrypted`"]);
    assert_eq!(scored_with(&people(), &report(text(), &[]), Rules::default()).tally.total().missed, 3);
}

#[test]
fn verdicts_are_held_against_the_whole_set() {
    let verdicts =
        [("identity.name", "exposed"), ("contact.email", "not_exposed"), ("health", "not_exposed"), ("payment.card.pan", "exposed")];
    let columns = vec![with(found("u.csv", "u", "note", &["payment.card.pan"]), |f| f.extent = "embedded".into())];
    let score = scored_with(&people(), &report(columns, &verdicts), Rules::default()).verdicts;
    assert_eq!((score.exposed, score.present_open, score.cleared, score.absent_open), (1, 1, 1, 0));
    assert_eq!(score.false_all_clears, ["set: contact.email"]);
    assert_eq!(score.false_alarms, ["set: payment.card.pan at u.csv/u/note embedded 0.950"]);
}

#[test]
fn nothing_is_cleared_over_an_opaque_file() {
    let set = set(serde_json::json!({"unstructured": [{"file": "m.pst", "expect": "INCONCLUSIVE unless parsed"}]}));
    let mut report = report(vec![], &[("health", "not_exposed"), ("contact.email", "inconclusive")]);
    assert!(scored_with(&set, &report, Rules::default()).verdicts.overclaims.is_empty());
    let blocks = BlocksReport::All("all".into());
    report.coverage.gaps.push(GapReport {
        volume: "v".into(),
        source: "m.pst".into(),
        reason: "unsupported".into(),
        bytes: 9,
        detail: String::new(),
        blocks,
    });
    assert_eq!(scored_with(&set, &report, Rules::default()).verdicts.overclaims, ["set: health although m.pst is opaque"]);
}

#[test]
fn a_finding_below_goes_to_the_nearest_labelled_column() {
    let finding = || vec![finding("contact.phone")];
    let columns = vec![ColumnReport { findings: finding(), ..column("u.csv", "u", "meta!a.b") }, column("u.csv", "u", "meta")];
    let score = scored_with(&people(), &report(columns, &[]), Rules::default());
    assert_eq!(score.tally.get("contact.phone").found, 1);
}
