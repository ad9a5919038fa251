//! What is told to be JSON, and what isn't.

use crate::format::Format;
use crate::format::json::Json;

#[test]
fn json_is_told_with_its_layout() {
    let array: String = (0..9).map(|n| format!("{{\"id\": {n}}},\n")).collect();
    for (text, dialect) in [
        ("{\"a\":1}\n{\"a\":2}\n", "json:lines"),
        ("[1,\"a\"]\n[2,\"b\"]\n", "json:lines"),
        ("{\"a\":1}", "json:document"),
        ("{\n \"a\": 1\n}\n", "json:document"),
        ("{\n \"a\": 1\n}\n{\n \"a\": 1\n}\n", "json:documents"),
        ("/* 1 */\n{\n \"a\": \"b\"\n}\n\n/* 2 */\n{\n \"a\": \"c\"\n}\n", "json:documents"),
        ("{\"a\":1}{\"a\":2}", "json:documents"),
        ("[{\"a\":1},{\"a\":2}]", "json:array"),
        ("  [\n    {\"a\":1},\n    {\"a\":2},\n    {\"a\":3}\n  ]", "json:array 4"),
        (&format!("[{array}{{\"id\":9}}]"), "json:array 0"),
        ("[\n\t{\n\t\t\"a\":1},\n\t{\"a\":2},\n\t{\"a\":3}]", "json:array 1t"),
        ("[[1,2],[3,4]]", "json:array"),
        ("[\"a@example.com\", \"b@example.com\"]", "json:array"),
        ("{'name': 'Bob', 'n': 1}\n{'name': 'Al', 'n': 2}\n", "json:lines"),
        ("{ \"_id\" : ObjectId(\"5f\"), \"n\" : NumberLong(3) }\n{ \"_id\" : ObjectId(\"60\") }\n", "json:lines"),
        ("/**\n Export\n*/\n\n// shop.users\n\n[{\"id\":\"1\",\"n\":\"a\"}, {\"id\":\"2\",\"n\":null}]\n", "json:array"),
        ("{'a': None, 'b': True}\n{'a': 'x', 'b': False}\n", "json:lines"),
        ("{}", "json:document"),
        ("[]", "json:array"),
    ] {
        let fit = Json.sniff(text.as_bytes(), true);
        assert!(fit.score >= 400 && fit.dialect.0 == dialect, "{text}: {} {}", fit.score, fit.dialect.0);
    }
    // A head that ends anywhere.
    let text = format!("[{array}{{\"id\":9}}]");
    for cut in 12..text.len() {
        let fit = Json.sniff(&text.as_bytes()[..cut], false);
        assert!(fit.score >= 600 && fit.dialect.0.starts_with("json:array"), "{cut}");
    }
}

#[test]
fn damage_in_the_head_is_no_reason_to_give_up() {
    let mut text: String = (0..50).map(|n| format!("{{\"id\":{n},\"mail\":\"u{n}@example.com\"}}\n")).collect();
    text.insert_str(400, "\u{0}oops\n");
    let fit = Json.sniff(text.as_bytes(), true);
    assert!(fit.score >= 600 && fit.dialect.0 == "json:lines", "{} {}", fit.score, fit.dialect.0);
}

#[test]
fn what_only_begins_like_json_is_left_to_others() {
    for text in [
        "[section]\nkey=value\n",
        "[mysqld]\nport=3306\n",
        "[2024-01-02 10:00:00] GET /\n[2024-01-02 10:00:01] GET /\n",
        "[123] starting up\n[123] done\n",
        "[link](http://example.com) text\n",
        "{{template}} text",
        "{\n  color: red;\n}\n",
        "{\\rtf1\\ansi hello}",
        "[[wiki link]] and more text",
        "{% extends \"base.html\" %}",
        "[ ] buy milk\n[x] call\n",
        "{ function a() { return 1; } }",
        "{\\bf bold}",
        "[1] Knuth, The Art of Computer Programming\n[2] Another\n",
        "[INFO] started\n",
        "[\"quoted\"] and prose that goes on and on\nand on\n",
        "",
        "   ",
        "{",
        "[",
        "{a}",
        "[]; rm",
        "var x = {\"a\":1};",
        "plain text",
        "a,b,c\n1,2,3\n",
        "{\"",
        "[tool.black]\nline-length = 88\n",
        "[\"alias\"]\nx = 1\ny = 2\n",
        "[::1]:80 open\n",
        "{1,2,3}",
        "{0} items of {1}\n",
    ] {
        let fit = Json.sniff(text.as_bytes(), true);
        assert!(fit.score < 100, "{text}: {} {}", fit.score, fit.dialect.0);
    }
}
