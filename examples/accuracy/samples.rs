//! Reports and labels made by hand, for tests of the scoring.

use outcrop::model::report::{ColumnReport, Coverage, FindingReport, Report, ScanInfo, Subjects, Tool, Verdict};

/// A column of a volume `v` that holds nothing yet.
pub fn column(source: &str, table: &str, name: &str) -> ColumnReport {
    ColumnReport {
        volume: "v".into(),
        source: source.into(),
        sources: None,
        format: if source.ends_with(".sql") { "sql".into() } else { "delimited".into() },
        table: table.into(),
        column: name.into(),
        ordinal: None,
        records: 10,
        non_null: 10,
        distinct: 10,
        disposition: "unexplained".into(),
        findings: Vec::new(),
    }
}

/// A finding of a person's data that fills its column.
pub fn finding(category: &str) -> FindingReport {
    FindingReport {
        category: category.into(),
        extent: "column".into(),
        level: "finding".into(),
        confidence: 0.95,
        subject: "person".into(),
        values: 10,
        basis: vec!["header".into()],
        role: None,
        algorithms: Vec::new(),
        strength: None,
        scheme: None,
        samples: Vec::new(),
    }
}

/// A column with findings.
pub fn found(source: &str, table: &str, name: &str, categories: &[&str]) -> ColumnReport {
    ColumnReport { findings: categories.iter().map(|c| finding(c)).collect(), ..column(source, table, name) }
}

/// A report of these columns and verdicts.
pub fn report(columns: Vec<ColumnReport>, verdicts: &[(&str, &str)]) -> Report {
    Report {
        schema_version: "1".into(),
        tool: Tool { name: "outcrop".into(), version: "0".into(), rules_digest: String::new() },
        scan: ScanInfo {
            volumes: Vec::new(),
            started: String::new(),
            finished: String::new(),
            status: "complete".into(),
            options: Default::default(),
        },
        summary: String::new(),
        coverage: Coverage::default(),
        verdicts: verdicts.iter().map(|(category, verdict)| self::verdict(category, verdict)).collect(),
        columns,
        combinations: Vec::new(),
        subjects: Subjects::default(),
        review: Vec::new(),
    }
}

fn verdict(category: &str, verdict: &str) -> Verdict {
    Verdict {
        category: category.into(),
        verdict: verdict.into(),
        claim: "full".into(),
        values: 0,
        distinct: 0,
        records: 0,
        columns: 0,
        reasons: Vec::new(),
        assumptions: Vec::new(),
        cleared: Default::default(),
        unsettled: Default::default(),
        by_volume: Vec::new(),
        controls: Default::default(),
    }
}
