//! What becomes of documents of all shapes.

use proptest::prelude::*;
use serde_json::Value;

use super::driver::{Seen, lines, multiset, read, read_part};
use crate::format::json::Json;
use crate::format::{Dialect, Format, Specimen};
use crate::model::Entry;

#[test]
fn records_of_arrays_and_lines_have_columns_by_path() {
    let records = [
        r#": active=true address.street=1 Elm email=a@example.com orders[].total=5 orders[].total=7.5 phone=∅"#,
        r#": a[][]=1 a[][]=2 a[][]=3 email="#,
    ];
    let one = r#"{"email":"a@example.com","address":{"street":"1 Elm"},"orders":[{"total":5},{"total":7.5}],"active":true,"phone":null}"#;
    let two = r#"{"email":"","a":[[1,2],[3]],"none":[],"no":{}}"#;
    for (text, dialect) in [
        (format!("{one}\n{two}\n"), "json:lines"),
        (format!("\u{feff}{one}\r\n\r\n  {two}"), "json:lines"),
        (format!("[{one},{two}]"), "json:array"),
        (format!("[\n  {one},\n  {two}\n]\n"), "json:array 2"),
        (format!("{one}{two}"), "json:documents"),
        (format!("{one},\n{two}"), "json:documents"),
    ] {
        let seen = read(text.as_bytes(), dialect);
        assert_eq!(lines(&seen), records, "{dialect} {text}");
        assert_eq!(seen.gaps, []);
    }
}

#[test]
fn arrays_of_objects_in_a_single_document_are_tables() {
    let text = r#"{"version": 3, "customers":[{"id":1,"tags":["x"],"cards":[{"n":1}]},{"id":2}],
        "data":{"users":[{"name":"Bob"}], "empty": [], "list":[1,2]}, "rows":[["a",1],["b",2]], "by": "me"}"#;
    assert_eq!(
        lines(&read(text.as_bytes(), "json:document")),
        [
            "customers: cards[].n=1 id=1 tags[]=x",
            "customers: id=2",
            "data.users: name=Bob",
            "rows: #0=a #1=1",
            "rows: #0=b #1=2",
            "document: by=me data.list[]=1 data.list[]=2 version=3",
        ]
    );
    let plain = read(br#"{"name":"Bob","address":{"city":"X"}}"#, "json:document");
    assert_eq!(lines(&plain), [": address.city=X name=Bob"]);
}

#[test]
fn objects_by_id_are_records_of_a_table() {
    let text = r#"{"users":{"507f1f77bcf86cd799439011":{"name":"Bob"},"bob@example.com":{"name":"\u0041l"}},"n":1}"#;
    assert_eq!(
        lines(&read(text.as_bytes(), "json:document")),
        ["users: *#key=507f1f77bcf86cd799439011 name=Bob", "users: *#key=bob@example.com name=Al", "document: n=1",]
    );
    let line = read(br#"{"m":{"b\u0040x@example.com":{"v":1}}}"#, "json:lines");
    assert_eq!(lines(&line), [": m.*#key=b@x@example.com m.*.v=1"]);
}

#[test]
fn rows_and_scalars_have_columns_by_position() {
    let rows = "[\"a\",1,[2,3],{\"k\":4}]\n[null]\n\"x\"\n5\n[{\"k\":1},{\"k\":2}]\n";
    assert_eq!(
        lines(&read(rows.as_bytes(), "json:lines")),
        [": #0=a #1=1 [2][]=2 [2][]=3 [3].k=4", ": #0=∅", ": #0=x", ": #0=5", ": k=1", ": k=2"]
    );
    let array = read(b"[[1,2],[3]]", "json:array");
    assert_eq!(lines(&array), [": #0=1 #1=2", ": #0=3"]);
}

#[test]
fn mongo_types_are_folded_into_their_field() {
    let text = concat!(
        r#"{"_id":{"$oid":"5f"},"n":{"$numberInt":"3"},"d":{"$date":{"$numberLong":"17"}}}"#,
        "\n",
        r#"{"_id":ObjectId("5f"),"n":NumberInt(3),d:ISODate('17')}"#,
    );
    let seen = read(text.as_bytes(), "json:lines");
    assert_eq!(lines(&seen), [": _id=5f d=17 n=3", ": _id=5f d=17 n=3"]);
}

#[test]
fn tables_of_phpmyadmin_have_their_names() {
    let text = r#"[
{"type":"header","version":"5.2"},
{"type":"database","name":"shop"},
{"type":"table","name":"users","database":"shop","data":
[
{"id":"1","email":"a@example.com"},
{"id":"2","email":null}
]
}
,{"type":"table","name":"orders","database":"shop","data":[{"id":"9"}]}
]"#;
    let seen = read(text.as_bytes(), "json:tables");
    assert_eq!(seen.gaps, []);
    let lines = lines(&seen);
    for line in ["users: email=a@example.com id=1", "users: email=∅ id=2", "orders: id=9"] {
        assert!(lines.iter().any(|l| l == line), "{lines:?}");
    }
}

#[test]
fn what_javascript_allows_is_read_where_nothing_else_can_be_meant() {
    let text = "[ // people\n {name: 'O\\'Neil', 'n': NaN, \"x\": [1,2,],}, /* more */ {\"name\":\"B\" \"n\":+5}]";
    let seen = read(text.as_bytes(), "json:array");
    assert_eq!(lines(&seen), [": n=NaN name=O'Neil x[]=1 x[]=2", ": n=+5 name=B"]);
    assert_eq!(seen.gaps, []);
}

#[test]
fn duplicate_keys_are_both_seen() {
    let seen = read(br#"{"a":1,"b":{"c":2},"a":3,"b":{"c":4}}"#, "json:lines");
    assert_eq!(lines(&seen), [": a=1 a=3 b.c=2 b.c=4"]);
}

#[test]
fn depth_is_walked_without_recursion() {
    let deep = |n: usize| format!("{}7{}", "[".repeat(n), "]".repeat(n));
    let seen = read(format!("{{\"a\":{}}}\n{{\"a\":1}}\n", deep(99_000)).as_bytes(), "json:lines");
    assert_eq!((seen.records.len(), seen.gaps.len()), (2, 0));
    let seen = read(format!("{{\"a\":{}}}\n{{\"a\":1}}\n", deep(200_000)).as_bytes(), "json:lines");
    assert_eq!(seen.gaps.len(), 1);
    assert_eq!(seen.gaps[0].2, "limit");
    assert_eq!(seen.records.last().unwrap().1, [("a".to_string(), Some("1".to_string()))]);
    let objects = format!("{}1{}", "{\"a\":[".repeat(40_000), "]}".repeat(40_000));
    assert_eq!(read(objects.as_bytes(), "json:document").gaps, []);
}

#[test]
fn huge_strings_come_in_windows() {
    let mut body = String::new();
    for n in 0..500_000 {
        body.push_str(&format!("{n:07}\\n"));
    }
    let text = format!("[{{\"id\":1,\"blob\":\"{body}\",\"after\":2}},{{\"id\":2}}]");
    let mut seen = Seen::default();
    read_part(text.as_bytes(), "json:array", 0, u64::MAX, Entry::Start, &mut seen, 77_777);
    assert_eq!(seen.records.len(), 2);
    let columns: Vec<&str> = seen.records[0].1.iter().map(|(c, _)| c.as_str()).collect();
    assert_eq!(columns, ["after", "blob", "id"]);
    assert!(seen.windows.len() >= 4 && seen.largest < 8 << 20, "{}", seen.largest);
    // Each number stands whole in one of the windows.
    let mut next = 0;
    let first = seen.records[0].1[1].1.clone().unwrap().into_bytes();
    for window in std::iter::once(&first).chain(seen.windows.iter().map(|(_, w)| w)) {
        while String::from_utf8_lossy(window).contains(&format!("{next:07}\n")) && next < 500_000 {
            let at = window.windows(8).position(|w| w == format!("{next:07}\n").as_bytes()).unwrap();
            let run = (window.len() - at) / 8;
            next += run;
        }
    }
    assert_eq!(next, 500_000);
}

#[test]
fn huge_records_come_in_pieces_and_stay_small_in_memory() {
    let members: Vec<String> = (0..400_000).map(|n| format!("\"field {}\": \"value {n:09}\"", n % 50)).collect();
    let text = format!("{{{}}}", members.join(",\n"));
    let seen = read(text.as_bytes(), "json:document");
    assert_eq!(seen.gaps, []);
    assert_eq!(seen.records.iter().map(|r| r.1.len()).sum::<usize>(), 400_000);
    assert!(seen.largest < 9 << 20, "{}", seen.largest);
}

#[test]
fn the_writer_is_read_back() {
    let nasty = ["", "a\"b'c\\d", "x\ny\r\tz", "nul\0\x01", "é中😀", "},{", "]", "null", " , ", "{\"a\":1}"];
    let mut records: Vec<Vec<Option<Vec<u8>>>> =
        nasty.iter().map(|v| vec![Some(v.as_bytes().to_vec()), None, Some(b"\xff\xfe".to_vec())]).collect();
    records.push(vec![None, Some(b"z".to_vec()), None]);
    let specimen = Specimen { table: "users".into(), columns: vec!["email".into(), "b c".into(), "card_no".into()], records };
    for dialect in
        ["json:lines", "json:array", "json:array 0", "json:array 4", "json:array 1t", "json:documents", "json:document", "json:tables"]
    {
        let dialect = Dialect(dialect.into());
        let mut out = Vec::new();
        assert!(Json.write(&dialect, &specimen, &mut out));
        let seen = read(&out, &dialect.0);
        assert_eq!(seen.gaps, [], "{dialect:?}");
        let table = if matches!(dialect.0.as_str(), "json:document" | "json:tables") { "users" } else { "" };
        let got: Vec<_> = seen.records.iter().filter(|r| r.0 == table && r.1.len() == 3).collect();
        assert_eq!(got.len(), nasty.len() + 1, "{dialect:?}");
        for (record, text) in got.iter().zip(nasty) {
            assert_eq!(record.1[2], ("email".to_string(), Some(text.to_string())));
            assert_eq!(record.1[0], ("b c".to_string(), None));
        }
        assert_eq!(Json.sniff(&out, true).dialect, dialect);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
        "[\\\\\"/\u{8}\n {}\\[\\],:a]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-c]{1,3}|\"|\\\\|é", inner, 0..5).prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

/// What walking the tree says.
fn tree(value: &Value, path: &str, out: &mut Vec<(String, Option<String>)>) {
    match value {
        Value::Null => out.push((path.into(), None)),
        Value::Bool(b) => out.push((path.into(), Some(b.to_string()))),
        Value::Number(n) => out.push((path.into(), Some(n.to_string()))),
        Value::String(s) => out.push((path.into(), Some(s.clone()))),
        Value::Array(items) => items.iter().for_each(|v| tree(v, &format!("{path}[]"), out)),
        Value::Object(map) => {
            for (name, v) in map {
                let name = if name.chars().any(char::is_alphabetic) {
                    name.clone()
                } else {
                    let star = if path.is_empty() { "*".into() } else { format!("{path}.*") };
                    out.push((format!("{star}#key"), Some(name.clone())));
                    "*".into()
                };
                let below = if path.is_empty() { name } else { format!("{path}.{name}") };
                tree(v, &below, out);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_document_gives_what_its_tree_holds(values in prop::collection::vec(any_json(), 1..6), step in 20usize..90) {
        let records: Vec<Value> = values.iter().map(|v| serde_json::json!({ "r": v })).collect();
        let mut expected = Vec::new();
        records.iter().for_each(|v| tree(v, "", &mut expected));
        expected.sort();
        let array = Value::from(records.clone());
        let compact: Vec<String> = records.iter().map(Value::to_string).collect();
        let pretty: Vec<String> = records.iter().map(|r| serde_json::to_string_pretty(r).unwrap()).collect();
        for (text, dialect) in [
            (array.to_string(), "json:array"),
            (serde_json::to_string_pretty(&array).unwrap(), "json:array 2"),
            (compact.join("\n"), "json:lines"),
            (compact.concat(), "json:documents"),
            (pretty.join("\n"), "json:documents"),
        ] {
            let mut seen = Seen::default();
            read_part(text.as_bytes(), dialect, 0, u64::MAX, Entry::Start, &mut seen, step);
            let mut got: Vec<_> = seen.records.iter().flat_map(|r| r.1.clone()).collect();
            got.sort();
            prop_assert_eq!(&got, &expected, "{} {}", dialect, text);
            prop_assert_eq!(seen.records.len(), records.len());
            prop_assert!(seen.gaps.is_empty());
            prop_assert_eq!(multiset(&seen), multiset(&read(text.as_bytes(), dialect)));
        }
    }
}

#[test]
fn a_comment_that_holds_values_is_examined_as_damage() {
    let data = b"/* 1 */\n{\"a\":1}\n/* old: ann@example.com */\n{\"a\":2}\n";
    let seen = read(data, "json:documents");
    assert_eq!(seen.gaps.len(), 1);
    let lines = lines(&seen).join("\n");
    assert!(lines.contains("ann@example.com") && lines.contains("a=1") && lines.contains("a=2"), "{lines}");
}
