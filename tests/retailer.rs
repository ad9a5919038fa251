//! The story: a retailer, one breached server, and one that held the cards.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use program::{fixtures, outcrop, scan, volume};

fn story() -> Vec<String> {
    let root = fixtures().join("retailer");
    vec![volume("kentucky", &root.join("kentucky")), volume("payments", &root.join("payments"))]
}

#[test]
fn the_breached_server_exposed_what_it_held_and_nothing_else() {
    let scanned = scan(story());
    for category in [
        "identity.name",
        "contact.email",
        "contact.phone",
        "contact.address",
        "contact.address.part",
        "payment.card.last4",
        "credential.password.hash",
        "financial.transaction",
    ] {
        assert_eq!(scanned.verdict_in(category, "kentucky"), "exposed", "{category}");
        assert_eq!(scanned.verdict_in(category, "payments"), "not_exposed", "{category}: {}", scanned.of(category)["reasons"]);
    }
    for category in ["payment.card.pan", "payment.card.cvv", "payment.card.expiry", "credential.password.plain", "identity.gov_id"] {
        for volume in ["kentucky", "payments"] {
            assert_eq!(scanned.verdict_in(category, volume), "not_exposed", "{category} in {volume}: {}", scanned.of(category)["reasons"]);
        }
    }
    for category in ["payment.card.token", "payment.card.ciphertext"] {
        assert_eq!(scanned.verdict_in(category, "payments"), "exposed", "{category}");
    }
    assert_eq!(scanned.status, 0, "{:?}", scanned.gaps());
    scanned.assert_closes();
}

#[test]
fn every_control_comes_back() {
    let scanned = scan(story());
    for verdict in scanned.report["verdicts"].as_array().unwrap() {
        let controls = &verdict["controls"];
        assert_eq!(controls["planted"], controls["recovered"], "{verdict}");
        let open = ["health", "communication", "biometric", "employment", "demographic"].contains(&verdict["category"].as_str().unwrap());
        assert!(open || controls["planted"].as_u64() > Some(0), "{verdict}");
    }
}

#[test]
fn the_columns_hold_what_the_generator_put_there() {
    let truth: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(fixtures().join("retailer/truth.json")).unwrap()).unwrap();
    let scanned = scan(story());
    let accounts = truth["accounts"].as_u64().unwrap();
    let people = scanned.report["subjects"]["estimate"].as_u64().unwrap();
    assert!(people.abs_diff(accounts) * 50 <= accounts, "{people} of {accounts}");
    let records = |source: &str, table: &str| {
        let columns = scanned.report["columns"].as_array().unwrap();
        columns.iter().find(|c| c["source"] == source && c["table"] == table).map(|c| c["records"].as_u64().unwrap())
    };
    let customers = ["db/shop-mysql.sql", "db/shop-pg.sql", "export/customers.csv", "export/customers.ndjson"];
    let read: u64 = customers.iter().filter_map(|source| records(source, "customers")).sum();
    assert_eq!(read, accounts);
    let emails = scanned.of("contact.email");
    assert_eq!(emails["values"].as_u64(), Some(accounts), "{emails}");
    assert_eq!(emails["records"].as_u64(), Some(accounts));
}

#[test]
fn the_last_line_is_the_sentence() {
    let mut args = vec!["scan".to_owned()];
    args.extend(story());
    let output = outcrop(args);
    let text = String::from_utf8(output.stdout).unwrap();
    let last = text.trim_end().lines().last().unwrap();
    assert!(last.starts_with("In kentucky: names, email addresses"), "{last}");
    assert!(last.contains("In payments:") && last.contains("full card numbers"), "{last}");
    assert!(last.contains("not present in clear") && last.contains("cards.csv"), "{last}");
    assert!(text.contains("EXPOSED") && text.contains("not exposed"), "{text}");
}

#[test]
fn full_card_numbers_turn_the_verdict() {
    let folder = program::folder();
    let cards = "card_number,exp,holder\n4111111111111111,12/27,Maria Garcia\n5500005555555559,01/28,James Smith\n378282246310005,03/29,Anna Weber\n6011111111111117,07/27,David Silva\n5105105105105100,11/26,Laura Rossi\n4012888888881881,02/30,Peter Johnson\n";
    program::write(&folder, "cards_clear.csv", cards);
    let scanned = scan([volume("payments", folder.path())]);
    assert_eq!(scanned.verdict("payment.card.pan"), "exposed");
    assert_eq!(scanned.verdict("payment.card.expiry"), "exposed");
    assert_eq!(scanned.of("payment.card.pan")["values"], 6);
}

#[test]
fn no_value_of_the_evidence_is_in_any_output() {
    let csv = std::fs::read_to_string(fixtures().join("retailer/kentucky/export/customers.csv")).unwrap();
    let secrets: Vec<&str> = csv
        .lines()
        .skip(1)
        .flat_map(|line| line.split(','))
        .filter(|cell| cell.contains('@') || cell.len() > 24 || cell.starts_with("+"))
        .collect();
    assert!(secrets.len() > 200);
    let mut outputs = vec![scan(story()).report.to_string()];
    let mut args = vec!["scan".to_owned()];
    args.extend(story());
    let output = outcrop(args);
    outputs.push(String::from_utf8_lossy(&output.stdout).into_owned());
    outputs.push(String::from_utf8_lossy(&output.stderr).into_owned());
    for secret in secrets {
        assert!(outputs.iter().all(|o| !o.contains(secret)), "a value of the evidence was printed");
    }
}
