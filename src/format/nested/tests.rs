use super::*;
use crate::model::SchemaOrigin;

/// Keeps `row column=value` of each batch.
#[derive(Default)]
struct Seen {
    lines: Vec<String>,
    same: Vec<*const Column>,
}

impl Sink for Seen {
    fn table(&mut self, _: &Schema) -> TableRef {
        TableRef(0)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        self.same.push(batch.columns.as_ptr());
        for column in batch.columns {
            let name = match &column.key {
                ColumnKey::Ordinal(n) => format!("#{n}"),
                ColumnKey::Name(name) => String::from_utf8_lossy(name).into_owned(),
            };
            for (n, &span) in column.spans.iter().enumerate() {
                let row = match &column.rows {
                    Rows::Dense => n as u32,
                    Rows::Sparse(rows) => rows[n],
                };
                assert!((row as usize) < batch.records);
                let value = batch.value(span).map_or("∅".into(), |v| String::from_utf8_lossy(v.bytes()).into_owned());
                self.lines.push(format!("{row} {name}={value}"));
            }
        }
        Flow::Continue
    }

    fn gap(&mut self, _: Gap) {}
}

/// The columns that are added below one column with these values; those of the odd places lie in scratch.
fn below(key: ColumnKey, values: &[&str]) -> Vec<String> {
    let (mut bytes, mut scratch, mut spans) = (b"xx".to_vec(), b"y".to_vec(), Vec::new());
    for (n, value) in values.iter().enumerate() {
        if n % 2 == 1 {
            spans.push(Span::scratch(scratch.len(), value.len()));
            scratch.extend_from_slice(value.as_bytes());
        } else {
            spans.push(Span::borrowed(bytes.len(), value.len()));
            bytes.extend_from_slice(value.as_bytes());
        }
    }
    let columns = [Column { key, rows: Rows::Dense, spans }];
    let mut seen = Seen::default();
    let mut nested = Nested::new(&mut seen);
    nested.table(&Schema { name: Box::default(), origin: SchemaOrigin::Unnamed, columns: Vec::new() });
    let batch = Batch {
        table: TableRef(0),
        role: Role::Data,
        records: values.len(),
        position: 0,
        bytes: &bytes,
        scratch: &scratch,
        columns: &columns,
    };
    assert!(nested.batch(&batch) == Flow::Continue);
    let untouched = seen.same[0] == columns.as_ptr();
    let added = seen.lines.split_off(values.len());
    assert_eq!(untouched, added.is_empty(), "a batch without documents is passed on as it is");
    for (n, (line, value)) in seen.lines.iter().zip(values).enumerate() {
        assert!(line.ends_with(&format!("={value}")), "{n}");
    }
    added
}

fn meta(values: &[&str]) -> Vec<String> {
    below(ColumnKey::Name(b"meta"[..].into()), values)
}

#[test]
fn json_in_values_becomes_columns_of_the_same_record() {
    let values = [
        r#"{"shipping":{"phone":"555 0100"},"tags":["a\u0041","b"]}"#,
        r#" [{"shipping":1}, {"k":null}] "#,
        "plain",
        r#"{"shipping":{"phone":"x\"y"}}"#,
    ];
    assert_eq!(
        meta(&values),
        [
            "0 meta!shipping.phone=555 0100",
            "3 meta!shipping.phone=x\"y",
            "0 meta!tags[]=aA",
            "0 meta!tags[]=b",
            "1 meta![].shipping=1",
            "1 meta![].k=∅",
        ]
    );
    assert_eq!(below(ColumnKey::Ordinal(3), &[r#"{"a":"b@example.com"}"#]), ["0 #3!a=b@example.com"]);
}

#[test]
fn what_is_no_document_to_its_end_stays_a_value() {
    for value in [
        "{\"a\":1} and more",
        "{\"a\":1",
        "{a: 12345}",
        "[1-2-3-4]",
        "[12] and [34]",
        "{\"a\" \"b\"}",
        "[see above]",
        "{}",
        "[1,2]",
        "a:1:{s:1:\"k\";s:9:\"v\";}x}",
        "a:2:{i:0;i:1;}",
        "a: {not php}",
        "O:no}",
        "[link](x)[y]",
        "{\"a\":1}{\"b\":2}",
    ] {
        assert_eq!(meta(&[value, value]), Vec::<String>::new(), "{value}");
    }
}

#[test]
fn documents_in_documents_are_followed() {
    let mut text = r#"{"mail":"a@example.com"}"#.to_string();
    for _ in 0..3 {
        text = serde_json::json!({ "raw": text, "n": [1] }).to_string();
    }
    let lines = meta(&["", &text, &text]);
    assert!(lines.contains(&"1 meta!raw!raw!raw!mail=a@example.com".to_string()), "{lines:?}");
    assert!(lines.contains(&"2 meta!raw!raw!n[]=1".to_string()), "{lines:?}");
    for _ in 0..9 {
        text = serde_json::json!({ "r": text }).to_string();
    }
    let deepest = meta(&[&text]).iter().map(|l| l.matches('!').count()).max();
    assert!(deepest.is_some_and(|n| n <= MAX_LEVELS));
}

#[test]
fn php_arrays_and_objects_are_read() {
    let array = "a:3:{s:5:\"email\";s:13:\"a@example.com\";s:4:\"tags\";a:2:{i:0;s:1:\"x\";i:1;N;}s:2:\"ok\";b:1;}";
    assert_eq!(meta(&["", array]), ["1 meta!email=a@example.com", "1 meta!tags[]=x", "1 meta!tags[]=∅", "1 meta!ok=1"]);
    let object = "O:4:\"User\":2:{s:10:\"\0User\0name\";s:5:\"J\u{fc}rg\";s:4:\"json\";s:9:\"{\"a\":\"b\"}\";}";
    let below_json = ["0 meta!json!a=b", "0 meta!name=Jürg", "0 meta!json={\"a\":\"b\"}"];
    assert_eq!(meta(&[object]), below_json);
    let converted = "a:1:{s:4:\"name\";s:4:\"J\u{fc}rg\";}";
    assert_eq!(meta(&[converted]), ["0 meta!name=Jürg"]);
    let by_mail = "a:1:{s:13:\"a@example.com\";i:5;}";
    assert_eq!(meta(&[by_mail]), ["0 meta!*#key=a@example.com", "0 meta!*=5"]);
}

#[test]
fn depth_and_nonsense_end_nothing() {
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(meta(&[&deep]).len(), 1);
    let deep = format!("{}1{}", "{\"a\":[".repeat(50_000), "]}".repeat(50_000));
    assert!(meta(&[&deep]).len() <= 1);
    let php = format!("{}{}", "a:1:{i:0;".repeat(50_000), "}".repeat(50_000));
    assert!(meta(&[&php]).is_empty());
}
