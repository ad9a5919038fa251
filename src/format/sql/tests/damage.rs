//! Scripts that are cut off or damaged.

use super::flavours::{MYSQL, ORACLE, POSTGRES, SERVER, SQLITE};
use super::{dialect_of, read};

#[test]
fn a_script_cut_off_anywhere_keeps_its_rows() {
    for script in [MYSQL, POSTGRES, SERVER, SQLITE, ORACLE] {
        let dialect = dialect_of(script.as_bytes());
        let whole = read(&dialect, script.as_bytes()).records;
        for end in 0..script.len() {
            let seen = read(&dialect, &script.as_bytes()[..end]);
            let same = seen.records.iter().zip(&whole).take_while(|(a, b)| a == b).count();
            let rest = &seen.records[same..];
            assert!(rest.len() <= 1 || rest.iter().skip(2).all(|r| r.starts_with("damaged")), "{end}: {rest:?}");
        }
    }
}

#[test]
fn a_row_that_is_cut_off_gives_its_complete_values_and_a_gap() {
    let script = b"INSERT INTO `t` VALUES (1,'abc','def'),(2,'ghi','jk";
    let seen = read("mysql", script);
    assert_eq!(seen.records, ["t #0=1 #1=abc #2=def", "t #0=2 #1=ghi", r"damaged line=\'jk"]);
    assert_eq!(seen.gaps.len(), 1);
    assert_eq!((seen.gaps[0].0, seen.gaps[0].1), (39, script.len() as u64));
    for end in 1..script.len() {
        assert_eq!(read("mysql", &script[..end]).gaps.len(), 1, "{end}");
    }
}

#[test]
fn a_quote_that_never_closes_costs_its_row_only() {
    let script = b"INSERT INTO t VALUES (1,'a');\nINSERT INTO t VALUES (2,'b);\nINSERT INTO t VALUES (3,'c'),(4,'d');\n";
    for dialect in ["mysql", "generic", "sqlite"] {
        let seen = read(dialect, script);
        assert_eq!(seen.records, ["t #0=1 #1=a", r"damaged line=(2,\'b);", "t #0=3 #1=c", "t #0=4 #1=d"]);
        assert_eq!(seen.gaps.len(), 1);
        assert_eq!((seen.gaps[0].0, seen.gaps[0].1), (51, 59));
    }
}

#[test]
fn garbage_between_rows_is_skipped() {
    let seen = read("generic", b"INSERT INTO t VALUES (1,'a'),%%% (2,'b'),(3,'c');\nINSERT INTO t VALUES (4,'d');\n");
    assert_eq!(seen.records, ["t #0=1 #1=a", r"damaged line=%%% (2,\'b'),".replace("'),", r"\'),").as_str(), "t #0=3 #1=c", "t #0=4 #1=d"]);
    assert_eq!(seen.gaps.len(), 1);
}

#[test]
fn the_other_meaning_of_the_backslash_is_tried() {
    let seen = read("generic", b"INSERT INTO t VALUES ('O\\'Brien', 'x'), ('C:\\', 'y');\n");
    assert_eq!(seen.gaps, []);
    assert_eq!(seen.records, [r"t #0=O\'Brien #1=x", r"t #0=C:\\ #1=y"]);
}

#[test]
fn a_copy_block_that_is_cut_off_has_a_gap() {
    let seen = read("postgres", b"COPY t (a, b) FROM stdin;\n1\tx\n2\ty");
    assert_eq!(seen.records, ["t a=1 b=x", "t a=2 b=y"]);
    assert_eq!(seen.gaps.len(), 1);
}

#[test]
fn value_and_values_in_one_script_are_two_heads() {
    let seen = read("mysql", b"INSERT INTO t VALUE (1,'a');\nINSERT INTO t VALUES (2,'b');\nINSERT INTO t VALUE (3,'c');\n");
    assert_eq!(seen.gaps, []);
    assert_eq!(seen.records, ["t #0=1 #1=a", "t #0=2 #1=b", "t #0=3 #1=c"]);
}

#[test]
fn rows_of_a_copy_that_lost_its_semicolon_are_no_options() {
    let seen = read("postgres", b"COPY t (a, b) FROM stdin9\n1\tann@example.com\n2\tbob; x\n\\.\nINSERT INTO t VALUES (3,'c');\n");
    let all = seen.records.join("\n");
    assert!(all.contains("ann@example.com") && all.contains("=c"), "{all}");
    let seen = read("postgres", b"COPY t (a, b) FROM stdin WITH (FORMAT csv, DELIMITER '|');\n1|x\n\\.\n");
    assert_eq!(seen.records, ["t a=1 b=x"]);
}
