//! SQL: the same statements with columns `c1` … `cn` in CREATE TABLE, in lists of INSERT and in COPY.

mod heads;
mod lexer;

use std::collections::BTreeMap;

use heads::{Head, heads};

/// Whether a line begins as a statement that makes or fills a table.
pub fn is_sql(text: &[u8]) -> bool {
    let mut start = 0;
    text.split_inclusive(|&b| b == b'\n').any(|line| {
        let from = start + line.iter().take_while(|b| b.is_ascii_whitespace()).count();
        start += line.len();
        let begins = |head: &str| text.get(from..from + head.len()).is_some_and(|b| b.eq_ignore_ascii_case(head.as_bytes()));
        let statement = || text.get(from..text.len().min(from + HEAD)).unwrap_or_default();
        ["create ", "insert ", "copy "].iter().any(|head| begins(head)) && starts_with_head(statement())
    })
}

/// How many bytes the head of a statement may take to be told.
const HEAD: usize = 16 << 10;

fn starts_with_head(text: &[u8]) -> bool {
    heads(text).first().is_some_and(|head| head.start == 0)
}

/// The tables of a data set's SQL files and their columns in order, all in lower case.
#[derive(Default, Debug)]
pub struct Catalogue {
    created: BTreeMap<(String, String), Vec<String>>,
    listed: BTreeMap<(String, String), Vec<String>>,
}

impl Catalogue {
    /// Learns the tables of a file.
    pub fn learn(&mut self, file: &str, text: &[u8]) {
        for head in heads(text).into_iter().filter(|head| !head.columns.is_empty()) {
            let key = (file.to_owned(), head.table);
            let names = head.columns.into_iter().map(|(_, name)| name);
            if head.creates {
                self.created.entry(key).or_insert_with(|| names.collect());
                continue;
            }
            let known = self.listed.entry(key).or_default();
            for name in names {
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
    }

    /// The columns of a table as a file sees them: made there, made in another file that fits its lists, or listed there.
    pub fn columns(&self, file: &str, table: &str) -> Option<&[String]> {
        let table = table.rsplit('.').next().unwrap_or(table).trim_matches(['"', '`', '[', ']']).to_lowercase();
        let own = (file.to_owned(), table);
        let listed = self.listed.get(&own);
        let fits = |columns: &Vec<String>| listed.is_none_or(|listed| listed.iter().all(|name| columns.contains(name)));
        let elsewhere = || self.created.iter().find(|((_, t), columns)| *t == own.1 && fits(columns)).map(|(_, columns)| columns);
        self.created.get(&own).or_else(elsewhere).or(listed).map(Vec::as_slice)
    }

    /// The text with every column that the catalogue knows replaced, and comments on columns emptied.
    pub fn rename(&self, file: &str, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        for Head { table, columns, comments, .. } in heads(text) {
            let known = self.columns(file, &table).unwrap_or_default();
            let place = |name: &String| known.iter().position(|k| k == name).map(|n| format!("c{}", n + 1));
            let named = columns.iter().filter_map(|(range, name)| Some((range, place(name)?)));
            let mut edits: Vec<_> = named.chain(comments.iter().map(|range| (range, "''".to_owned()))).collect();
            edits.sort_by_key(|(range, _)| range.start);
            for (range, new) in edits {
                out.extend_from_slice(text.get(at..range.start).unwrap_or_default());
                out.extend_from_slice(new.as_bytes());
                at = range.end;
            }
        }
        out.extend_from_slice(text.get(at..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(text: &str) -> String {
        let mut catalogue = Catalogue::default();
        catalogue.learn("f", text.as_bytes());
        String::from_utf8(catalogue.rename("f", text.as_bytes())).unwrap()
    }

    #[test]
    fn names_are_replaced_in_all_heads_and_nowhere_else() {
        let text = "CREATE TABLE `u` (\n `id` int(11) NOT NULL,\n `mail` varchar(9) COMMENT 'e-mail',\n PRIMARY KEY (`id`)\n) ENGINE=X;\n\
                    INSERT INTO `u` (`mail`, id) VALUES ('insert into u (mail)', 1);\nINSERT INTO `u` VALUES (2,'id');\n";
        let expected = "CREATE TABLE `u` (\n c1 int(11) NOT NULL,\n c2 varchar(9) COMMENT '',\n PRIMARY KEY (`id`)\n) ENGINE=X;\n\
                    INSERT INTO `u` (c2, c1) VALUES ('insert into u (mail)', 1);\nINSERT INTO `u` VALUES (2,'id');\n";
        assert_eq!(renamed(text), expected);
    }

    #[test]
    fn columns_may_be_called_like_keys() {
        let text = "create table f (fulltext tsvector, period int, fulltext key k (a), a int);";
        assert_eq!(renamed(text), "create table f (c1 tsvector, c2 int, fulltext key k (a), c3 int);");
    }

    #[test]
    fn a_copy_keeps_its_rows() {
        let text = "COPY public.\"U\" (id, \"Mail\") FROM stdin;\n1\tinsert into u (id) values (1)\n\\.\nCOPY v (a) FROM stdin DELIMITER '|';\n\\.\n";
        let expected =
            "COPY public.\"U\" (c1, c2) FROM stdin;\n1\tinsert into u (id) values (1)\n\\.\nCOPY v (c1) FROM stdin DELIMITER '|';\n\\.\n";
        assert_eq!(renamed(text), expected);
    }

    #[test]
    fn the_dialect_of_sql_server_is_known() {
        let text = "CREATE TABLE [dbo].[T](\n [Id] [int] NOT NULL CHECK ([Id] > 0),\n [E Mail] nvarchar(9) NULL,\n CONSTRAINT [PK] PRIMARY KEY ([Id])\n)\nGO\n\
                    INSERT [dbo].[T]([Id],[E Mail]) VALUES (1, N'x')\ninsert t\nvalues(2, 'y')\nFOR insert, UPDATE";
        let expected = "CREATE TABLE [dbo].[T](\n c1 [int] NOT NULL CHECK ([Id] > 0),\n c2 nvarchar(9) NULL,\n CONSTRAINT [PK] PRIMARY KEY ([Id])\n)\nGO\n\
                    INSERT [dbo].[T](c1,c2) VALUES (1, N'x')\ninsert t\nvalues(2, 'y')\nFOR insert, UPDATE";
        assert_eq!(renamed(text), expected);
    }

    #[test]
    fn a_table_may_be_made_in_another_file() {
        let mut catalogue = Catalogue::default();
        catalogue.learn("schema.sql", b"create table if not exists db.u (id int, mail text);");
        let rows = b"insert into u (mail) values ('x');";
        catalogue.learn("rows.sql", rows);
        assert_eq!(catalogue.rename("rows.sql", rows), b"insert into u (c2) values ('x');");
        assert_eq!(catalogue.columns("rows.sql", "public.U").unwrap(), ["id", "mail"]);
        catalogue.learn("other.sql", b"copy u (mail, tel) from stdin;\n\\.\n");
        assert_eq!(catalogue.columns("other.sql", "u").unwrap(), ["mail", "tel"], "made elsewhere, but otherwise");
    }

    #[test]
    fn statements_are_told_from_prose() {
        assert!(is_sql(b"-- x\n  INSERT INTO t VALUES (1);") && is_sql(b"create table t (a int)"));
        assert!(!is_sql(b"insert coin to play\n") && !is_sql(b"copy that (roger)\n"));
    }
}
