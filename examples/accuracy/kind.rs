//! What a labelled file is, told from its bytes and its labels: enough to know whether outcrop reads its format, and
//! how its headers can be replaced.

use crate::blank::{delimited, json, sql};
use crate::expect::ExpectedTable;

/// The form of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Statements of SQL.
    Sql,
    /// JSON, in one document or many.
    Json,
    /// Delimited text with a header that names the labelled columns.
    Delimited(u8),
    /// Delimited text without names.
    Nameless,
    /// Anything else.
    Other,
}

/// Tells what a file is. `tables` are the labelled ones in it.
pub fn of(bytes: &[u8], tables: &[&ExpectedTable]) -> Kind {
    let text = decoded(bytes);
    if text.contains(&0) {
        return Kind::Other;
    }
    if json::is_json(&text) {
        return Kind::Json;
    }
    if sql::is_sql(&text) {
        return Kind::Sql;
    }
    match tables {
        [table] if table.table.is_empty() => of_delimited(&text, table),
        _ => Kind::Other,
    }
}

fn of_delimited(text: &[u8], table: &ExpectedTable) -> Kind {
    let nameless = table.columns.iter().all(|c| c.place.ordinal.is_some());
    if nameless {
        return if delimited::holds_rows(text, table.columns.len()) { Kind::Nameless } else { Kind::Other };
    }
    let names: Vec<&str> = table.columns.iter().map(|c| c.shown.as_str()).collect();
    delimited::delimiter(text, &names).map_or(Kind::Other, Kind::Delimited)
}

/// The text as UTF-8 without a mark; UTF-16 is transcoded where a mark says so. Other bytes stay as they are.
pub fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => return bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).into(),
    };
    encoding.decode(bytes).0.into_owned().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expect::Expectations;

    fn kind(text: &[u8], table: &str, columns: &[&str]) -> Kind {
        let columns: serde_json::Map<String, serde_json::Value> =
            columns.iter().map(|c| ((*c).to_owned(), serde_json::json!(["none"]))).collect();
        let labels = serde_json::json!({"tables": [{"file": "f", "table": table, "columns": columns}]});
        let set = Expectations::new(&serde_json::from_value(labels).unwrap());
        of(text, &set.tables.iter().collect::<Vec<_>>())
    }

    #[test]
    fn formats_are_told_from_bytes() {
        assert_eq!(kind(b"a;b\n1;2\n", "", &["a", "b"]), Kind::Delimited(b';'));
        assert_eq!(kind(b"1,x\n2,y\n", "", &["#1", "#2"]), Kind::Nameless);
        assert_eq!(kind(b"{\"a\":1}\n{\"a\":2}\n", "", &["a"]), Kind::Json);
        assert_eq!(kind(b"-- dump\nINSERT INTO t VALUES (1);\n", "t", &["a"]), Kind::Sql);
        assert_eq!(kind(b"- name: x\n  mail: y\n", "[]", &["name"]), Kind::Other);
        assert_eq!(kind(b"SQLite format 3\0CREATE TABLE t (a)", "t", &["a"]), Kind::Other);
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("a,b\r\n1,2\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(kind(&wide, "", &["a", "b"]), Kind::Delimited(b','));
    }
}
