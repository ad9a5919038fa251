//! Flavours: how the server that a script is written for quotes, escapes and ends its statements.

use super::scan::{find, find_ignoring_case};
use crate::format::Dialect;

/// Whose SQL it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// MySQL and MariaDB.
    MySql,
    /// PostgreSQL and its kin.
    Postgres,
    /// Microsoft SQL Server.
    SqlServer,
    /// SQLite.
    Sqlite,
    /// Oracle Database.
    Oracle,
    /// Nothing tells.
    Generic,
}

/// A kind of SQL and whether a backslash escapes in its plain strings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flavour {
    /// Whose SQL it is.
    pub kind: Kind,
    /// Whether `\'` stands for a quote in `'…'`.
    pub backslash: bool,
}

const NAMES: [(&str, Kind, bool); 9] = [
    ("mysql", Kind::MySql, true),
    ("mysql, no backslash escapes", Kind::MySql, false),
    ("postgres", Kind::Postgres, false),
    ("postgres, backslash escapes", Kind::Postgres, true),
    ("sql server", Kind::SqlServer, false),
    ("sqlite", Kind::Sqlite, false),
    ("oracle", Kind::Oracle, false),
    ("generic, backslash escapes", Kind::Generic, true),
    ("generic", Kind::Generic, false),
];

impl Flavour {
    /// The flavour that a dialect names; generic for one that nobody knows.
    pub fn of(dialect: &Dialect) -> Self {
        let (_, kind, backslash) = NAMES.into_iter().find(|(name, ..)| *name == dialect.0).unwrap_or(("", Kind::Generic, false));
        Self { kind, backslash }
    }

    /// The dialect that stands for this flavour.
    pub fn dialect(self) -> Dialect {
        let name = NAMES
            .into_iter()
            .find(|&(_, kind, backslash)| kind == self.kind && backslash == self.backslash)
            .map_or("generic", |(name, ..)| name);
        Dialect(name.to_owned())
    }

    /// The same kind with the other meaning of the backslash.
    pub fn flipped(self) -> Self {
        Self { backslash: !self.backslash, ..self }
    }

    /// Whether `/*` opens another level inside a comment (PostgreSQL and SQL Server manuals).
    pub fn nests_comments(self) -> bool {
        matches!(self.kind, Kind::Postgres | Kind::SqlServer)
    }

    /// Whether `#` begins a comment.
    pub fn hash_comments(self) -> bool {
        matches!(self.kind, Kind::MySql | Kind::Generic)
    }

    /// Whether every statement of this flavour's dumps ends with a delimiter, so that a file without its last one
    /// was cut off.
    pub fn always_terminates(self) -> bool {
        matches!(self.kind, Kind::MySql | Kind::Postgres | Kind::Sqlite)
    }

    /// Tells the flavour from the first bytes of a script.
    pub fn detect(head: &[u8]) -> Self {
        let has = |word: &[u8]| find_ignoring_case(head, word).is_some();
        let kind = if has(b"-- MySQL dump") || has(b"-- MariaDB dump") || has(b"/*M!9") {
            Kind::MySql
        } else if has(b"-- PostgreSQL database") || has(b"standard_conforming_strings") {
            Kind::Postgres
        } else if has(b"PRAGMA foreign_keys") || has(b"sqlite_sequence") {
            Kind::Sqlite
        } else {
            by_signs(head)
        };
        let backslash = match kind {
            Kind::MySql => !has(b"NO_BACKSLASH_ESCAPES") && (escapes_quotes(head) || !ends_strings(head)),
            Kind::Postgres => has(b"standard_conforming_strings = off") || has(b"standard_conforming_strings=off"),
            Kind::Generic => escapes_quotes(head),
            _ => false,
        };
        Self { kind, backslash }
    }
}

/// Counts the marks that only one kind of server understands; the most wins.
fn by_signs(head: &[u8]) -> Kind {
    let signs: [(Kind, &[&[u8]]); 5] = [
        (
            Kind::MySql,
            &[
                b"/*!",
                b"ENGINE=",
                b"AUTO_INCREMENT",
                b"LOCK TABLES",
                b"INSERT INTO `",
                b"CREATE TABLE `",
                b"DELIMITER ;;",
                b"DELIMITER $$",
                b"_binary '",
            ],
        ),
        (
            Kind::Postgres,
            &[
                b" FROM stdin",
                b"::text",
                b"::integer",
                b"::character varying",
                b"::timestamp",
                b"::regclass",
                b"pg_catalog",
                b"client_encoding",
                b"search_path",
                b"OWNER TO",
                b"\n\\connect",
                b"\\restrict",
                b"character varying",
                b" SERIAL",
            ],
        ),
        (
            Kind::SqlServer,
            &[
                b"\nGO\n",
                b"\nGO\r",
                b"[dbo].",
                b"IDENTITY_INSERT",
                b", N'",
                b"(N'",
                b",N'",
                b"SET ANSI_NULLS",
                b"QUOTED_IDENTIFIER",
                b"SET NOCOUNT",
                b"[nvarchar]",
            ],
        ),
        (Kind::Sqlite, &[b"BEGIN TRANSACTION;", b"AUTOINCREMENT", b"char(10))", b"PRAGMA ", b"WITHOUT ROWID"]),
        (
            Kind::Oracle,
            &[
                b"VARCHAR2",
                b"TO_DATE(",
                b"TO_TIMESTAMP(",
                b".NEXTVAL",
                b"\nREM ",
                b"\nPROMPT ",
                b"FROM dual",
                b"INSERT ALL",
                b"SET DEFINE OFF",
                b"q'[",
                b"NUMBER(",
            ],
        ),
    ];
    let mut best = (0, Kind::Generic);
    for (kind, words) in signs {
        let count = words.iter().filter(|word| shows(head, word)).count();
        if count > best.0 {
            best = (count, kind);
        }
    }
    best.1
}

/// Whether a mark stands in the head. `N'` is told from the end of a quoted word by its case. A statement with
/// backticks counts only where the first of its kind has them: a later one may be part of a value.
fn shows(head: &[u8], mark: &[u8]) -> bool {
    if let Some(statement) = mark.strip_suffix(b"`") {
        let after = find_ignoring_case(head, statement).and_then(|at| head.get(at + statement.len()));
        return after == Some(&b'`');
    }
    if mark.ends_with(b"N'") {
        return find(head, mark).is_some();
    }
    find_ignoring_case(head, mark).is_some()
}

/// Whether `\'` stands inside words, as in `O\'Brien`, or a backslash escapes a line break or a backslash.
fn escapes_quotes(head: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = head.get(at..).and_then(|rest| find(rest, b"\\'")) {
        let place = at + found;
        let before = place.checked_sub(1).and_then(|i| head.get(i));
        let after = head.get(place + 2);
        if before.is_some_and(u8::is_ascii_alphanumeric) && after.is_some_and(u8::is_ascii_alphanumeric) {
            return true;
        }
        at = place + 2;
    }
    false
}

/// Whether strings end behind a backslash, as in `'C:\',NULL` or `'C:\');`: what follows is the next value or row.
fn ends_strings(head: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = head.get(at..).and_then(|rest| find(rest, b"\\'")) {
        let place = at + found;
        let doubled = place.checked_sub(1).and_then(|i| head.get(i)) == Some(&b'\\');
        let next = head.get(place + 2..).unwrap_or_default();
        let value = [&b",NULL,"[..], b",X'", b",NULL)", b");\n", b");\r"];
        if !doubled && value.iter().any(|v| next.starts_with(v)) {
            return true;
        }
        at = place + 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects_name_their_flavour_and_back() {
        for (name, kind, backslash) in NAMES {
            let flavour = Flavour::of(&Dialect(name.to_owned()));
            assert_eq!((flavour.kind, flavour.backslash), (kind, backslash));
            assert_eq!(flavour.dialect().0, name);
        }
    }

    #[test]
    fn the_head_tells_the_flavour() {
        let told = |head: &str| Flavour::detect(head.as_bytes()).dialect().0;
        assert_eq!(told("-- MySQL dump 10.13\n"), "mysql");
        assert_eq!(told("INSERT INTO `a` VALUES (1);"), "mysql");
        assert_eq!(told("SET standard_conforming_strings = on;\n"), "postgres");
        assert_eq!(told("SET standard_conforming_strings = off;"), "postgres, backslash escapes");
        assert_eq!(told("COPY a (b) FROM stdin;\n1\n\\.\n"), "postgres");
        assert_eq!(told("INSERT [dbo].[T] ([a]) VALUES (N'x')\nGO\n"), "sql server");
        assert_eq!(told("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"), "sqlite");
        assert_eq!(told("CREATE TABLE a (b VARCHAR2(5));"), "oracle");
        assert_eq!(told("insert into a values ('O\\'Brien');"), "generic, backslash escapes");
        assert_eq!(told("insert into a values ('C:\\', 'x');"), "generic");
        assert_eq!(told("INSERT INTO a VALUES(1,'x\\',NULL,'DELIMITER ;;');"), "mysql, no backslash escapes");
        assert_eq!(told("INSERT INTO `a` VALUES (1,'x\\\\',NULL,'it\\'s');"), "mysql");
        assert_eq!(told("INSERT INTO a VALUES(1,'x\\','\nINSERT INTO `a` VALUES (1);');"), "generic");
    }
}
