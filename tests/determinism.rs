//! Same input and options, same bytes of report: whatever the threads, the splits, the order of files or the process.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use program::{customers, fixtures, folder, scan, volume, write};

fn variants(volumes: &[String], splits: &[&str]) {
    let run = |threads: &str, split: &str| {
        let mut args = volumes.to_vec();
        args.extend(["--threads".into(), threads.into(), "--split-size".into(), split.into()]);
        scan(args).comparable()
    };
    let first = run("1", "64M");
    for split in splits {
        for threads in ["1", "3"] {
            assert!(run(threads, split) == first, "--threads {threads} --split-size {split} gives another report");
        }
    }
}

#[test]
fn the_retailer_in_any_splits() {
    let root = fixtures().join("retailer");
    let volumes = [volume("kentucky", &root.join("kentucky")), volume("payments", &root.join("payments"))];
    variants(&volumes, &["977"]);
}

#[test]
fn every_dump_of_the_real_programs_in_splits_of_a_few_bytes() {
    variants(&[volume("dumps", &fixtures().join("dumps"))], &["97"]);
}

#[test]
fn small_dumps_in_splits_of_a_few_bytes() {
    let folder = folder();
    write(&folder, "customers.csv", customers(60));
    write(&folder, "quoted.csv", "a;b;c\n\"x\ny\";\"it \"\"is\"\"\";1\n\"p;q\";r;2\nplain;text;3\n".repeat(8));
    write(&folder, "app.log", "2024-01-01 00:00:00 GET /a 192.0.2.7\n2024-01-01 00:00:01 mail to ann@example.com\n".repeat(9));
    write(
        &folder,
        "rows.ndjson",
        "{\"email\":\"ann@example.com\",\"n\":1}\n{\"email\":\"bob@example.org\",\"tags\":[\"a\",\"b\"]}\n".repeat(9),
    );
    write(
        &folder,
        "dump.sql",
        "CREATE TABLE `users` (`id` int, `email` varchar(99), `note` text);\nINSERT INTO `users` VALUES (1,'ann@example.com','it''s\\n;'),(2,'bob@example.org',NULL);\nINSERT INTO `users` VALUES (3,'cem@example.net','x');\n".repeat(3),
    );
    write(
        &folder,
        "pg.sql",
        "-- PostgreSQL database dump\nSET standard_conforming_strings = on;\nCREATE TABLE public.people (id integer, email text);\nCOPY public.people (id, email) FROM stdin;\n1\tann@example.com\n2\t\\N\n3\tbob@example.org\n\\.\n",
    );
    variants(&[volume("v", folder.path())], &["1", "3", "16", "61"]);
}

#[test]
fn two_processes_say_the_same() {
    let root = fixtures().join("retailer/kentucky");
    let volumes = [volume("kentucky", &root)];
    assert!(scan(&volumes).comparable() == scan(&volumes).comparable());
}
