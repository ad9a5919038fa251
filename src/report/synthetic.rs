//! Synthetic reports for the tests of this room.

use crate::model::report::*;
use crate::model::verdict::NEVER_CLAIMED;

/// The noun of a category, as pattern files give it.
pub fn noun(id: &str) -> String {
    let noun = match id {
        "identity.name" => "names",
        "contact.email" => "email addresses",
        "contact.phone" => "phone numbers",
        "contact.address" => "postal addresses",
        "payment.card.last4" => "card last-four digits",
        "credential.password.hash" => "hashed passwords",
        "financial.transaction" => "order receipts",
        "payment.card.pan" => "full card numbers",
        "payment.card.cvv" => "card verification codes",
        "payment.card.ciphertext" => "encrypted card numbers",
        "health" => "health data",
        "communication" => "messages",
        other => other,
    };
    noun.to_owned()
}

/// A verdict from its parts: `(volume, verdict, records)` each.
pub fn verdict(category: &str, by_volume: &[(&str, &str, u64)]) -> Verdict {
    let any = |kind: &str| by_volume.iter().any(|(_, v, _)| *v == kind);
    let all = |kind: &str| by_volume.iter().all(|(_, v, _)| *v == kind);
    let kind = if any("exposed") {
        "exposed"
    } else if all("not_exposed") {
        "not_exposed"
    } else {
        "inconclusive"
    };
    let records = by_volume.iter().map(|(_, _, n)| n).sum();
    Verdict {
        category: category.into(),
        verdict: kind.into(),
        claim: if kind == "not_exposed" { "full" } else { "none" }.into(),
        values: records,
        distinct: records / 2,
        records,
        columns: u64::from(records > 0),
        reasons: by_volume
            .iter()
            .map(|(volume, kind, _)| match *kind {
                "exposed" => format!("{volume}: present in 1 column"),
                "not_exposed" => format!("{volume}: every byte was read and accounted for, and all controls were recovered"),
                _ => format!("{volume}: encrypted: the archive asks for a password (backup.zip)"),
            })
            .collect(),
        assumptions: Vec::new(),
        cleared: Cleared { sources: 2, bytes: 900, records: 10 },
        unsettled: Unsettled::default(),
        by_volume: by_volume
            .iter()
            .map(|(volume, kind, records)| VolumeVerdict {
                volume: (*volume).into(),
                verdict: (*kind).into(),
                values: *records,
                distinct: records / 2,
                records: *records,
            })
            .collect(),
        controls: Controls { planted: 40, recovered: 40 },
    }
}

/// A category whose absence is never claimed.
pub fn open(category: &str, volumes: &[&str]) -> Verdict {
    let parts: Vec<(&str, &str, u64)> = volumes.iter().map(|v| (*v, "inconclusive", 0)).collect();
    let mut verdict = verdict(category, &parts);
    verdict.reasons = volumes.iter().map(|v| format!("{v}: {NEVER_CLAIMED}")).collect();
    verdict.controls = Controls::default();
    verdict
}

/// A column with one finding.
pub fn column(volume: &str, source: &str, table: &str, column: &str, category: &str, values: u64) -> ColumnReport {
    ColumnReport {
        volume: volume.into(),
        source: source.into(),
        sources: None,
        format: "delimited".into(),
        table: table.into(),
        column: column.into(),
        ordinal: Some(1),
        records: values,
        non_null: values,
        distinct: values / 2,
        disposition: "classified".into(),
        findings: vec![FindingReport {
            category: category.into(),
            extent: "column".into(),
            level: "finding".into(),
            confidence: 0.987,
            subject: "person".into(),
            values,
            basis: vec!["name says it".into()],
            role: None,
            algorithms: Vec::new(),
            strength: None,
            scheme: None,
            samples: vec!["x***@x***.xxx".into()],
        }],
    }
}

/// A report of some volumes that holds nothing yet.
pub fn empty(volumes: &[&str]) -> Report {
    Report {
        schema_version: SCHEMA_VERSION.into(),
        tool: Tool { name: "outcrop".into(), version: "0.1.0".into(), rules_digest: "0123456789abcdef0123456789abcdef".into() },
        scan: ScanInfo {
            volumes: volumes.iter().map(|v| VolumeInfo { name: (*v).into(), path: format!("/mnt/{v}") }).collect(),
            started: "2026-11-23T04:05:06Z".into(),
            finished: "2026-11-23T04:06:06Z".into(),
            status: "complete".into(),
            options: [("threads".to_owned(), "2".to_owned())].into(),
        },
        summary: String::new(),
        coverage: Coverage {
            files: 4,
            bytes: Bytes { total: 1_234_567, parsed: 1_200_000, raw: 34_000, structural: 567, gap: 0 },
            decoded_bytes: 2_000_000,
            records: 30_000_000,
            values: 240_000_000,
            ..Coverage::default()
        },
        verdicts: Vec::new(),
        columns: Vec::new(),
        combinations: Vec::new(),
        subjects: Subjects::default(),
        review: Vec::new(),
    }
}

/// The story: a breached shop, and its payments on another server.
pub fn retailer() -> Report {
    let (k, p) = ("kentucky", "payments");
    let mut report = empty(&[k, p]);
    let shop = |category: &str, n: u64| verdict(category, &[(k, "exposed", n), (p, "not_exposed", 0)]);
    report.verdicts = vec![
        shop("identity.name", 24_000_000),
        shop("contact.email", 24_000_000),
        shop("contact.phone", 23_100_000),
        shop("contact.address", 24_000_000),
        shop("payment.card.last4", 20_000_000),
        shop("credential.password.hash", 24_000_000),
        shop("financial.transaction", 6_000_000),
        verdict("payment.card.pan", &[(k, "not_exposed", 0), (p, "not_exposed", 0)]),
        verdict("payment.card.cvv", &[(k, "inconclusive", 0), (p, "not_exposed", 0)]),
        verdict("payment.card.ciphertext", &[(k, "not_exposed", 0), (p, "exposed", 20_000_000)]),
        open("health", &[k, p]),
        open("communication", &[k, p]),
    ];
    let mut billing = column(k, "customers.csv", "customers", "bill_street", "contact.address", 24_000_000);
    let mut shipping = column(k, "orders.sql", "orders", "ship_street", "contact.address", 6_000_000);
    billing.findings[0].role = Some("billing".into());
    shipping.findings[0].role = Some("shipping".into());
    let mut hashes = column(k, "customers.csv", "customers", "password", "credential.password.hash", 24_000_000);
    hashes.findings[0].algorithms = vec!["bcrypt".into()];
    hashes.findings[0].strength = Some("slow".into());
    let mut lines = column(k, "app.log", "text", "line", "contact.email", 12);
    lines.sources = Some(SourceSpan { count: 3, first: "app.log".into(), last: "app.log.2".into() });
    lines.findings[0].extent = "embedded".into();
    report.columns = vec![
        column(k, "customers.csv", "customers", "name", "identity.name", 24_000_000),
        column(k, "customers.csv", "customers", "email", "contact.email", 24_000_000),
        column(k, "orders.sql", "shop_orders", "contact", "contact.email", 6_000_000),
        lines,
        column(k, "customers.csv", "customers", "phone", "contact.phone", 23_100_000),
        billing,
        shipping,
        column(k, "customers.csv", "customers", "card_last4", "payment.card.last4", 20_000_000),
        hashes,
        column(k, "orders.sql", "orders", "total", "financial.transaction", 6_000_000),
        column(p, "cards.csv", "cards", "pan_enc", "payment.card.ciphertext", 20_000_000),
    ];
    report.coverage.gaps = vec![GapReport {
        volume: k.into(),
        source: "backup.zip".into(),
        reason: "encrypted".into(),
        bytes: 34_000,
        detail: "the archive asks for a password".into(),
        blocks: BlocksReport::Categories(vec!["payment.card.cvv".into()]),
    }];
    report.coverage.skipped = vec![SkippedReport { volume: k.into(), path: "current".into(), reason: "symbolic link".into() }];
    report.coverage.assumptions = vec![AssumptionReport { volume: k.into(), class: "images".into(), sources: 1_200, bytes: 2_345_678 }];
    report.coverage.links =
        vec![LinkReport { volume: k.into(), source: "orders.sql".into(), also: vec!["kentucky:old/orders.sql".into()] }];
    report.combinations = vec![Combination {
        categories: vec!["contact.email".into(), "credential.password.hash".into()],
        records: 24_000_000,
        exact: false,
    }];
    report.subjects = Subjects { estimate: 23_412_345, basis: "distinct email addresses".into() };
    report.review = vec![ReviewItem {
        what: "find the key or password and scan what is inside".into(),
        r#where: "kentucky: backup.zip".into(),
        why: "the archive asks for a password (34000 bytes)".into(),
        categories: vec!["payment.card.cvv".into()],
    }];
    report.summary = super::sentence(&report, &noun);
    report
}
