//! Tables that must be told, and what must not be taken for one.

use super::*;

fn told(head: &str) -> (u16, String) {
    let fit = sniff(head.as_bytes(), true);
    (fit.score, fit.dialect.0)
}

#[test]
fn tables_are_told_with_their_dialect() {
    let cases = [
        ("id,name\n1,Ann\n", "2c,quote=22,escape=double,eol=lf"),
        ("id;name;paid\r\n1;Ann;2,50\r\n2;Bob;3,75\r\n", "3b,quote=22,escape=double,eol=crlf"),
        ("a\tb\tc\r1\t2\t3\r4\t5\t6\r", "09,quote=22,escape=double,eol=cr"),
        ("1\tAnn\t\\N\n2\tBob\ta\\tb\n3\tCy\t\\N\n", "09,escape=backslash,eol=lf"),
        ("id||name||x\n1||Ann||\n2||Bob||3\n", "7c7c,quote=22,escape=double,eol=lf"),
        ("1|Ann||x\n2|Bob||y\n3|Cy|z|w\n", "7c,quote=22,escape=double,eol=lf"),
        ("id~|~name\n1~|~Ann\n2~|~Bob\n3~|~Cy\n4~|~Di\n", "7e7c7e,quote=22,escape=double,eol=lf"),
        ("1\x01Ann\x01a\"b\n2\x01Bob\x01\\N\n3\x01Cy\x01x\n", "01,escape=backslash,eol=lf"),
        ("'1','O''Hara'\n'2','Lee, Ann'\n'3','x'\n'4','y'\n'5','z'\n", "2c,quote=27,escape=double,eol=lf"),
        ("id,say\n1,\"a \\\"b, c\\\" d\"\n2,\"x\"\n3,\"\\\"y, z\\\"\"\n", "2c,quote=22,escape=backslash,eol=lf"),
        ("sep=;\nid;name\n1;Ann\n", "3b,quote=22,escape=double,eol=lf,skip=1"),
        ("# made by x\n# on monday\nid,name,city\n1,Ann,Rome\n2,Bob,Oslo\n", "2c,quote=22,escape=double,eol=lf,skip=2"),
        ("#id,name,city\n1,Ann,Rome\n2,Bob,Oslo\n", "2c,quote=22,escape=double,eol=lf"),
        (
            "id, name\n1, \"Lee, Ann\"\n2, \"Ray, Bob\"\n3, \"Fox, Cy\"\n4, \"Di\"\n5, \"Ed\"\n",
            "2c,quote=22,escape=double,eol=lf,lead=space",
        ),
        ("a@example.com:pw1\nb@example.com:pw2\nc@example.com:pw3\n", "3a,quote=22,escape=double,eol=lf"),
        ("root:x:0:0:root:/root:/bin/sh\nbin:x:2:2:bin:/bin:/x\nsys:x:3:3:sys:/dev:/x\n", "3a,quote=22,escape=double,eol=lf"),
        ("id,text\n1,\"two\nlines, and, commas\"\n2,\"more\nof, them\"\n", "2c,quote=22,escape=double,eol=lf"),
    ];
    for (head, dialect) in cases {
        assert_eq!(told(head).1, format!("delimited:{dialect}"), "{head}");
    }
}

#[test]
fn ragged_rows_are_borne_up_to_a_tenth() {
    let mut head = "id,name,city\n".to_string() + &"1,Ann,Rome\n".repeat(30);
    head += "2,Bob\n3,Cy,Oslo,x\n";
    assert!(told(&head).0 >= 600);
    head += &"2,Bob\n".repeat(9);
    assert_eq!(told(&head).0, 0);
}

#[test]
fn values_do_not_make_a_table_something_else() {
    let is_table = |head: &str, dialect: &str| assert_eq!(told(head).1, format!("delimited:{dialect}"), "{head}");
    let quoted = "2c,quote=22,escape=double,eol=lf";
    // A value of several lines, one of which is a statement.
    is_table(&("id,note\n".to_owned() + &"1,\"a\nINSERT INTO `t` VALUES (1,'x');\"\n2,\"b\"\n".repeat(4)), quoted);
    // Each line ends as a line of code may.
    is_table(&("id,name,city,country\n".to_owned() + &"1,Ann,Seoul,Korea (South)\n".repeat(12)), quoted);
    is_table(&"1,Ann,Seoul,Korea (South)\n".repeat(12), quoted);
    assert_eq!(told(&"put(a, b, c, d);\n".repeat(12)).0, 0);
    // The end of a COPY is no record.
    is_table("1\tAnn\t\\N\n2\tBob\tx\n3\tCy\t\\N\n\\.\n\n\n", "09,escape=backslash,eol=lf");
    // A quote at the front of a value, where backslashes escape.
    let stray = "1\t\\N\t\"a\n".to_owned() + &"2\t\\N\tb\n".repeat(9);
    is_table(&stray, "09,escape=backslash,eol=lf");
    // Values in single quotes go on in the next line.
    is_table(&("id,b,c,d,e,f,g\n".to_owned() + &"1,2,3,4,5,6,'a, x\nb'\n".repeat(9)), "2c,quote=27,escape=double,eol=lf");
}

#[test]
fn tables_may_hold_binary_values_where_their_records_agree() {
    let mut head = Vec::new();
    for i in 0..40u32 {
        head.extend_from_slice(b"1\tann@example.com\t");
        head.extend((0..50u32).map(|k| ((i * 50 + k).wrapping_mul(2_654_435_761) >> 13) as u8).filter(|b| !b"\0\t\n\\".contains(b)));
        head.extend_from_slice(b"\t\\N\n");
    }
    assert_eq!(sniff(&head, true).dialect.0, "delimited:09,escape=backslash,eol=lf");
    let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    assert_eq!(sniff(&noise, true).score, 0);
}

#[test]
fn what_is_no_table_is_left_to_others() {
    let cases = [
        "Dear Ann,\nI came home, and you were gone.\nYours, Bob\n",
        "It rained, it poured.\nThe wind blew, and we slept.\n",
        "One, two, three.\nFour, five, six.\nSeven, eight, nine.\n",
        "[2024-01-01] login, user ann\n[2024-01-02] login, user bob\n[2024-01-03] logout, user bob\n",
        "2024-01-01 10:00:00,123 INFO start\n2024-01-01 10:00:01,456 INFO stop\n2024-01-01 10:00:02,001 WARN x\n",
        "Jan  1 10:00:00 host sshd[1]: hello\nJan  1 10:00:01 host sshd[1]: bye\nJan  1 10:00:02 host cron[2]: run\n",
        "int f(int a, int b) {\n  return g(a, b);\n}\nint h(int a, int b) {\n  return f(b, a);\n}\n",
        "use a::b;\nuse c::d;\nuse e::f;\nuse g::h;\nuse i::j;\n",
        "name: x\nversion: 1\nlist:\n  - a, b\n  - c, d\n",
        "[a]\nx=1,2\ny=3,4\n[b]\nz=5\n",
        "<ul>\n<li>a, b</li>\n<li>c, d</li>\n</ul>\n",
        "INSERT INTO `t` VALUES (1,'a','b');\nINSERT INTO `t` VALUES (2,'c','d');\n",
        "INSERT INTO t (a, b) VALUES\n(1,'a'),\n(2,'b'),\n(3,'c');\n",
        "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n{\"a\":5,\"b\":6}\n",
        "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n",
        "[\n  \"a\",\n  \"b\",\n  \"c\"\n]\n",
        "a { color: red; }\nb { color: blue; }\np { margin: 0; }\n",
        "ann@example.com\nbob@example.com\ncy@example.com\n",
        "a,b,c\n",
        "",
    ];
    for head in cases {
        assert_eq!(told(head).0, 0, "{head}");
    }
    assert_eq!(sniff(b"a\0b,\0\0c\n\x03\x04,\0\n", true).score, 0);
}
