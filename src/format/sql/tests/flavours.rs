//! One dump of each program.

use super::{dialect_of, read};
use crate::format::Format;
use crate::format::sql::Sql;

pub const MYSQL: &str = r"-- MySQL dump 10.13  Distrib 8.0.36
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
DROP TABLE IF EXISTS `users`;
CREATE TABLE `users` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(40) DEFAULT NULL COMMENT 'full; name',
  `data` blob,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
LOCK TABLES `users` WRITE;
/*!40000 ALTER TABLE `users` DISABLE KEYS */;
INSERT INTO `users` VALUES (1,'O\'Hara; (x)',0x4A6F65),(2,'a\\',_binary '\0\n'),(-3.5e2,NULL,0xFF00);
INSERT  IGNORE INTO `users` (`id`, `data`) VALUES (4,''),
 (5,_utf8mb4'\'');
REPLACE INTO `shop`.`users` VALUES (6,'it''s','x');
UNLOCK TABLES;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER t BEFORE INSERT ON users FOR EACH ROW BEGIN
 INSERT INTO log VALUES ('a'); END */;;
CREATE PROCEDURE p() BEGIN SELECT 'q'; END ;;
DELIMITER ;
UPDATE users SET name='Ann', id = id + 1 WHERE id=7;
INSERT INTO t SET a=1, b='x';
-- Dump completed on 2024-01-01 10:00:00
";

pub const POSTGRES: &str = r"--
-- PostgreSQL database dump
--
\restrict abc
SET standard_conforming_strings = on;
CREATE TABLE public.people (
    id integer NOT NULL,
    note text
);
ALTER TABLE public.people OWNER TO postgres;
COPY public.people (id, note) FROM stdin;
1	plain
2	tab\there\\ \N not null
3	\N

4	\\x4142
\.


INSERT INTO public.people VALUES (5, 'back\slash', E'new\nline');
INSERT INTO public.people (id, note) VALUES
	(6, 'it''s'),
	(7, '2001-01-01'::date) ON CONFLICT DO NOTHING;
CREATE FUNCTION f() RETURNS void AS $body$ INSERT INTO x VALUES ('no;'); $body$ LANGUAGE sql;
COMMENT ON COLUMN public.people.note IS 'what; they said';
\unrestrict abc
";

pub const SERVER: &str = "USE [shop]\nGO\nSET IDENTITY_INSERT [dbo].[T] ON \n\n\
INSERT [dbo].[T] ([Id], [Na me], [D], [B]) VALUES (1, N'O''Brien', CAST(N'2001-01-01T00:00:00.000' AS DateTime), 0x0A)\n\
INSERT [dbo].[T] ([Id], [Na me], [D], [B]) VALUES (2, NULL, CONVERT(varchar(10), N'x', 120), N'a' + CHAR(13) + N'b')\nGO\n\
insert authors\n   values('409-56-7008', 'Bennet', $5.00)\ninsert authors\n   values('213-46-8915', 'Green', -1)\nGO\n\
INSERT INTO t (a,b) SELECT 1,'x' UNION ALL SELECT 2, N'y' AS b\nGO\nexec p 'secret'\nGO\n";

pub const SQLITE: &str = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);\n\
INSERT INTO t VALUES(1,'line\nbreak');\nINSERT INTO \"t\" VALUES(2,replace('a\\nb','\\n',char(10)));\n\
INSERT INTO t VALUES(3,X'4a6f');\nCREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO u VALUES(new.a); END;\nCOMMIT;\n";

pub const ORACLE: &str = "REM don't worry\nSET DEFINE OFF\nPROMPT it's loading\n\
INSERT INTO customers VALUES (seq.NEXTVAL, TO_DATE('17-JUN-2003','dd-MON-yyyy'), \
cust_address_typ('514 W Superior St','46901','Kokomo','IN','US'), PHONE_LIST_TYP('+1 317 123 4104'), q'[it's]', NULL);\n\
INSERT ALL\n INTO a (x, y) VALUES (1, f('p', g('q', 'r')))\n INTO b VALUES ('z')\nSELECT * FROM dual;\n/\nCOMMIT;\n";

#[test]
fn a_mysqldump_is_read() {
    assert_eq!(dialect_of(MYSQL.as_bytes()), "mysql");
    let seen = read("mysql", MYSQL.as_bytes());
    assert_eq!(seen.gaps, []);
    assert_eq!(seen.declared(), ["users(id int, name varchar(40), data blob)"]);
    let expected = [
        r"users #0=1 #1=O\'Hara; (x) #2=Joe",
        r"users #0=2 #1=a\\ #2=\x00\n",
        "users #0=-3.5e2 #2=0xFF00",
        "users id=4 data=",
        r"users id=5 data=\'",
        r"users #0=6 #1=it\'s #2=x",
        r"statements text=/*!50003 TRIGGER t BEFORE INSERT ON users FOR EACH ROW BEGIN\n INSERT INTO log VALUES (\'a\'); END */",
        r"statements text=CREATE PROCEDURE p() BEGIN SELECT \'q\'; END ;;",
        "users name=Ann id=id + 1",
        "t a=1 b=x",
    ];
    assert_eq!(seen.records, expected);
}

#[test]
fn a_pg_dump_is_read() {
    assert_eq!(dialect_of(POSTGRES.as_bytes()), "postgres");
    let seen = read("postgres", POSTGRES.as_bytes());
    assert_eq!(seen.gaps, []);
    assert_eq!(seen.declared(), ["people(id integer, note text)"]);
    let expected = [
        "people id=1 note=plain",
        r"people id=2 note=tab\there\\ N not null",
        "people id=3",
        "people id=4 note=AB",
        r"people #0=5 #1=back\\slash #2=new\nline",
        r"people id=6 note=it\'s",
        "people id=7 note=2001-01-01",
        r"statements text=CREATE FUNCTION f() RETURNS void AS $body$ INSERT INTO x VALUES (\'no;\'); $body$ LANGUAGE sql;",
        r"statements text=COMMENT ON COLUMN public.people.note IS \'what; they said\';",
    ];
    assert_eq!(seen.records.iter().filter(|r| !r.contains("CREATE F")).count(), expected.len() - 1);
    for line in expected.iter().filter(|r| !r.contains("CREATE F")) {
        assert!(seen.records.iter().any(|r| r == line), "{line} in {:?}", seen.records);
    }
}

#[test]
fn a_sql_server_script_is_read() {
    assert_eq!(dialect_of(SERVER.as_bytes()), "sql server");
    let seen = read("sql server", SERVER.as_bytes());
    assert_eq!(seen.gaps, []);
    let expected = [
        r"T Id=1 Na me=O\'Brien D=2001-01-01T00:00:00.000 B=\n",
        r"T Id=2 D=x B=a\rb",
        "authors #0=409-56-7008 #1=Bennet #2=$5.00",
        "authors #0=213-46-8915 #1=Green #2=-1",
        "t a=1 b=x",
        "t a=2 b=y",
        r"statements text=exec p \'secret\'",
    ];
    assert_eq!(seen.records, expected);
}

#[test]
fn a_sqlite_dump_is_read() {
    assert_eq!(dialect_of(SQLITE.as_bytes()), "sqlite");
    let seen = read("sqlite", SQLITE.as_bytes());
    assert_eq!(seen.gaps, []);
    assert_eq!(seen.declared(), ["t(a integer, b text)"]);
    assert_eq!(seen.records, [r"t #0=1 #1=line\nbreak", r"t #0=2 #1=a\nb", "t #0=3 #1=Jo"]);
}

#[test]
fn oracles_types_and_quotes_are_read() {
    assert_eq!(dialect_of(ORACLE.as_bytes()), "oracle");
    let seen = read("oracle", ORACLE.as_bytes());
    assert_eq!(seen.gaps, []);
    let expected = [
        r"statements text=REM don\'t worry",
        r"statements text=PROMPT it\'s loading",
        r"customers #0=seq.NEXTVAL #1=17-JUN-2003 #3=+1 317 123 4104 #4=it\'s #2.1=514 W Superior St #2.2=46901 #2.3=Kokomo #2.4=IN #2.5=US",
        "a x=1 y.1=p y.2=q y.3=r",
        "b #0=z",
    ];
    let mut records = seen.records.clone();
    records[2] = sorted(&records[2]);
    assert_eq!(records[..2], expected[..2]);
    assert_eq!(records[2], sorted(expected[2]));
    assert_eq!(records[3..], expected[3..]);
}

/// The columns of a shown record in the order of their text.
fn sorted(record: &str) -> String {
    let mut parts: Vec<&str> = record.split(" #").collect();
    parts[1..].sort_unstable();
    parts.join(" #")
}

#[test]
fn ragged_rows_are_padded() {
    let seen = read("generic", b"INSERT INTO t (a) VALUES (1),(2,'x'),();");
    assert_eq!(seen.records, ["t a=1", "t a=2 #1=x", "t"]);
}

#[test]
fn what_is_no_script_is_not_claimed() {
    for text in [
        "Insert the coin and set the dial.\nInsert into the slot, values vary.\n",
        "{\"sql\": \"INSERT INTO t VALUES (1)\"}\n",
        "id,name\n1,INSERT INTO t VALUES (1)\n",
        "<?php\n$q = \"INSERT INTO t VALUES (1)\";\n",
        "2024-01-01 5 Query\tINSERT INTO t VALUES (1)\n",
        "Create table reservations by phone.\nUpdate your profile.\n",
        "",
        "-- a Lua comment\nlocal x = 1\n",
    ] {
        assert_eq!(Sql.sniff(text.as_bytes(), true).score, 0, "{text}");
    }
    for text in [MYSQL, POSTGRES, SERVER, SQLITE, ORACLE] {
        assert!(Sql.sniff(text.as_bytes(), true).score >= 900);
    }
    assert!(Sql.sniff(b"insert into t (a) values (1);", true).score >= 900);
    let huge = format!("INSERT INTO `t` VALUES {}", "(1,'x'),".repeat(9000));
    assert!(Sql.sniff(&huge.as_bytes()[..65536], false).score >= 900);
}
