//! Bad input is normal input: a clear error or a named gap, and nothing lost before or after the damage.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use program::{Scanned, customers, folder, outcrop, scan, volume, write};

fn one(name: &str, bytes: impl AsRef<[u8]>) -> Scanned {
    let folder = folder();
    write(&folder, name, bytes);
    let scanned = scan([volume("v", folder.path())]);
    scanned.assert_closes();
    scanned
}

/// How many distinct emails a scan saw.
fn emails(scanned: &Scanned) -> u64 {
    scanned.of("contact.email")["values"].as_u64().unwrap()
}

#[test]
fn a_missing_path_is_a_clear_error() {
    let output = outcrop(["scan", "/no/such/path"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.starts_with("outcrop: ") && error.contains("/no/such/path"), "{error}");
}

#[test]
fn overlapping_volumes_are_refused() {
    let folder = folder();
    write(&folder, "inner/a.csv", customers(3));
    let output = outcrop(["scan", &volume("a", folder.path()), &volume("b", &folder.path().join("inner"))]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_empty_folder_proves_nothing_and_says_so() {
    let folder = folder();
    let scanned = scan([volume("v", folder.path())]);
    assert_eq!(scanned.coverage("bytes.total"), 0);
    assert!(scanned.report["summary"].as_str().unwrap().contains("No files"), "{}", scanned.report["summary"]);
    assert_ne!(scanned.verdict("payment.card.pan"), "not_exposed");
}

#[test]
fn a_dump_that_ends_in_a_statement_keeps_its_records_and_names_the_gap() {
    let mut dump = String::from("CREATE TABLE `users` (`id` int, `email` varchar(99));\nINSERT INTO `users` VALUES ");
    (0..50).for_each(|i| dump.push_str(&format!("({i},'user{i}@example.com'),")));
    dump.push_str("(50,'user50@exam");
    let scanned = one("dump.sql", dump);
    assert!(emails(&scanned) >= 50, "{}", emails(&scanned));
    assert!(scanned.gaps().contains(&"dump.sql: corrupt".to_owned()), "{:?}", scanned.gaps());
    assert_eq!(scanned.verdict("payment.card.pan"), "inconclusive");
    assert_eq!(scanned.status, 1);
}

#[test]
fn a_quote_that_never_closes_loses_nothing() {
    let mut csv = customers(30);
    csv.push_str("1,\"Maria,Garcia,open@example.com,+1 212 555 0000\n");
    csv.push_str(&customers(30).split_once('\n').unwrap().1.replace("example.com", "example.org"));
    let scanned = one("customers.csv", csv);
    assert!(emails(&scanned) >= 60, "{}", emails(&scanned));
    assert!(scanned.gaps().iter().any(|g| g == "customers.csv: corrupt"), "{:?}", scanned.gaps());
}

#[test]
fn a_ragged_table_keeps_all_its_values() {
    let csv = "id,name,email\n1,Ann,ann@example.com\n2,Bob\n3,Cem,cem@example.com,extra,late@example.com\n4,Dee,dee@example.com\n5,Eve,eve@example.com\n6,Fay,fay@example.com\n";
    assert!(emails(&one("ragged.csv", csv)) >= 6);
}

#[test]
fn a_broken_line_of_json_costs_one_gap() {
    let good = |i: usize| format!("{{\"id\":{i},\"email\":\"user{i}@example.com\"}}\n");
    let mut lines: String = (0..20).map(good).collect();
    lines.push_str("{\"id\":20,\"email\":\"broken@example.com\n");
    (21..40).for_each(|i| lines.push_str(&good(i)));
    let scanned = one("users.ndjson", lines);
    assert!(emails(&scanned) >= 39, "{}", emails(&scanned));
    assert!(scanned.gaps().contains(&"users.ndjson: corrupt".to_owned()), "{:?}", scanned.gaps());
}

#[test]
fn invalid_bytes_and_nul_are_carried() {
    let mut csv = customers(20).into_bytes();
    csv.extend_from_slice(b"7,Ren\xe9,M\xfcller,rene@example.com,+1 212 555 0001\n8,A\0B,C,nul@example.com,+1 212 555 0002\n");
    assert_eq!(emails(&one("latin.csv", csv)), 22);
}

#[test]
fn a_utf16_script_of_sql_server_is_read() {
    let mut script = String::from("SET IDENTITY_INSERT [dbo].[Customers] ON\r\nGO\r\n");
    (0..12).for_each(|i| script.push_str(&format!("INSERT [dbo].[Customers] ([Id], [Email]) VALUES ({i}, N'user{i}@example.com')\r\n")));
    for mark in [&b"\xff\xfe"[..], &b""[..]] {
        let mut bytes = mark.to_vec();
        script.encode_utf16().for_each(|u| bytes.extend_from_slice(&u.to_le_bytes()));
        let scanned = one("script.sql", bytes);
        assert_eq!(emails(&scanned), 12);
        let columns = scanned.findings();
        assert!(columns.contains_key(&("script.sql".to_owned(), "Email".to_owned())), "{columns:?}");
    }
}

#[test]
fn a_line_of_many_megabytes_is_normal() {
    let mut line = String::from("INSERT INTO `users` VALUES ");
    let records = 120_000;
    for i in 0..records {
        line.push_str(&format!("{}({i},'user{i}@example.com','{}')", if i > 0 { "," } else { "" }, "x".repeat(40)));
    }
    line.push_str(";\n");
    assert!(line.len() > 8 << 20);
    let scanned = one("dump.sql", line);
    assert_eq!(emails(&scanned), records);
}

#[test]
fn a_value_of_many_megabytes_is_searched_to_its_end() {
    let mut text = String::from("id\tnote\n1\tshort\n2\t");
    text.push_str(&"lorem ipsum dolor ".repeat(400_000));
    text.push_str("last words from ann@example.com\n3\tshort\n");
    let scanned = one("notes.tsv", &text);
    assert_eq!(scanned.verdict("contact.email"), "exposed");
    let scanned = one("one-line.txt", text.replace(['\n', '\t'], " "));
    assert_eq!(scanned.verdict("contact.email"), "exposed");
}

#[test]
fn names_of_any_bytes_are_shown_escaped() {
    let folder = folder();
    write(&folder, "line\nbreak\u{1b}[31m.csv", customers(5));
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"bad\xff.csv")), customers(5)).unwrap();
    }
    let scanned = scan([volume("v", folder.path())]);
    let shown = scanned.report.to_string();
    assert!(shown.contains("line\\\\u{a}break\\\\u{1b}[31m.csv"), "{:?}", scanned.findings().keys());
    assert_eq!(emails(&scanned), if cfg!(target_os = "linux") { 10 } else { 5 });
}

#[cfg(unix)]
#[test]
fn pipes_links_and_sockets_are_named_and_never_opened() {
    let folder = folder();
    write(&folder, "a.csv", customers(5));
    std::os::unix::fs::symlink("a.csv", folder.path().join("link.csv")).unwrap();
    std::fs::hard_link(folder.path().join("a.csv"), folder.path().join("b.csv")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    let scanned = scan([volume("v", folder.path())]);
    assert_eq!(emails(&scanned), 5, "a hard link is read once");
    assert_eq!(scanned.coverage("files"), 1);
    let links = &scanned.report["coverage"]["links"];
    assert_eq!(links[0]["source"], "a.csv");
    assert_eq!(links[0]["also"][0], "v:b.csv");
    let skipped: Vec<&str> =
        scanned.report["coverage"]["skipped"].as_array().unwrap().iter().map(|s| s["path"].as_str().unwrap()).collect();
    assert_eq!(skipped, ["link.csv", "pipe", "socket"]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_scan_with_its_own_status() {
    let folder = folder();
    let file = std::fs::File::create(folder.path().join("zeros.bin")).unwrap();
    file.set_len(1 << 36).unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_outcrop"))
        .args(["scan", "--json"])
        .arg(folder.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(std::process::Command::new("kill").arg("-INT").arg(child.id().to_string()).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
