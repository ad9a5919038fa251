//! `CREATE TABLE`: the names, types and comments of columns.

use super::escape::unescape;
use super::lexer::{Halt, Lexer, Parsed, Token, What};
use crate::model::{Schema, SchemaColumn, SchemaOrigin};

/// Words that begin a key or a constraint where a column could stand.
const CONSTRAINTS: &[&str] = &[
    "primary",
    "unique",
    "constraint",
    "foreign",
    "index",
    "key",
    "check",
    "period",
    "like",
    "exclude",
    "fulltext",
    "spatial",
    "supplemental",
    "partition",
    "select",
    "inherits",
];

/// Of those, the words that are also met as names of columns; a type behind them tells.
const AMBIGUOUS: &[&str] = &["index", "key", "period", "like", "check", "partition"];

/// Words that begin a type.
const TYPES: &[&str] = &[
    "int",
    "integer",
    "bigint",
    "smallint",
    "tinyint",
    "mediumint",
    "varchar",
    "char",
    "character",
    "text",
    "date",
    "datetime",
    "timestamp",
    "time",
    "numeric",
    "decimal",
    "float",
    "double",
    "real",
    "boolean",
    "bool",
    "bit",
    "uuid",
    "json",
    "jsonb",
    "bytea",
    "blob",
    "varchar2",
    "nvarchar",
    "nvarchar2",
    "nchar",
    "number",
    "enum",
    "set",
    "longtext",
    "mediumtext",
    "tinytext",
    "longblob",
    "varbinary",
    "binary",
    "serial",
    "bigserial",
    "money",
    "year",
];

/// Words that end a type: the column's properties begin.
const PROPERTIES: &[&str] = &[
    "not",
    "null",
    "default",
    "primary",
    "unique",
    "constraint",
    "references",
    "check",
    "comment",
    "collate",
    "charset",
    "auto_increment",
    "autoincrement",
    "identity",
    "generated",
    "as",
    "encode",
    "sparse",
    "rowguidcol",
    "on",
    "key",
    "virtual",
    "stored",
    "invisible",
    "visible",
    "storage",
    "enable",
    "disable",
    "masked",
    "encrypted",
    "compression",
    "character",
    "deferrable",
    "initially",
    "foreign",
    "for",
];

/// Reads a `CREATE TABLE` at the cursor up to behind its list of columns (or its name, where it has none).
///
/// # Errors
/// [`Halt::Bad`] for any other statement.
pub fn create_table(lexer: &mut Lexer<'_>) -> Parsed<Schema> {
    let start = lexer.pos;
    if !lexer.accept(b"create")? {
        return Err(Halt::Bad(start));
    }
    for _ in 0..4 {
        if lexer.accept(b"table")? {
            return table(lexer);
        }
        let token = lexer.token()?;
        let word = lexer.slice(token.start, token.end);
        let qualifiers = [
            "global",
            "local",
            "temp",
            "temporary",
            "unlogged",
            "external",
            "foreign",
            "or",
            "replace",
            "column",
            "row",
            "private",
            "hybrid",
            "transient",
        ];
        if token.kind == What::End {
            return Err(Halt::More);
        }
        if token.kind != What::Word || !is_any(word, &qualifiers) {
            break;
        }
    }
    Err(Halt::Bad(start))
}

fn table(lexer: &mut Lexer<'_>) -> Parsed<Schema> {
    if lexer.accept(b"if")? {
        lexer.accept(b"not")?;
        lexer.accept(b"exists")?;
    }
    let name = lexer.dotted_name()?.filter(|name| !name.is_empty());
    let name = name.ok_or(Halt::Bad(lexer.pos))?;
    let columns = if lexer.accept_byte(b'(')? { columns(lexer)? } else { Vec::new() };
    let origin = if columns.is_empty() { SchemaOrigin::Unnamed } else { SchemaOrigin::Declared };
    Ok(Schema { name: name.into(), origin, columns })
}

/// The entries between the parentheses, the first of which was taken.
fn columns(lexer: &mut Lexer<'_>) -> Parsed<Vec<SchemaColumn>> {
    let mut columns = Vec::new();
    loop {
        let constraint = is_constraint(lexer)?;
        let mut column = SchemaColumn::default();
        if !constraint && lexer.peek()? != Some(b')') {
            let name = lexer.identifier()?.ok_or(Halt::Bad(lexer.pos))?;
            column.name = name.into();
            column.sql_type = sql_type(lexer)?.into();
        }
        let (comment, last) = entry_end(lexer)?;
        if !column.name.is_empty() {
            column.comment = comment.into();
            columns.push(column);
        }
        if last {
            return Ok(columns);
        }
    }
}

fn is_constraint(lexer: &mut Lexer<'_>) -> Parsed<bool> {
    lexer.blanks()?;
    let before = lexer.pos;
    let token = lexer.token()?;
    let word = lexer.slice(token.start, token.end);
    let mut constraint = token.kind == What::Word && is_any(word, CONSTRAINTS);
    if constraint && is_any(word, AMBIGUOUS) {
        let next = lexer.token()?;
        constraint = !(next.kind == What::Word && is_any(lexer.slice(next.start, next.end), TYPES));
    }
    lexer.pos = before;
    Ok(constraint)
}

/// The type's words and its size, in lower case with single spaces.
fn sql_type(lexer: &mut Lexer<'_>) -> Parsed<Vec<u8>> {
    let mut text: Vec<u8> = Vec::new();
    loop {
        lexer.blanks()?;
        let before = lexer.pos;
        let token = lexer.token()?;
        let word = lexer.slice(token.start, token.end);
        match token.kind {
            What::Word | What::Name(_) => {
                let first = text.is_empty();
                let property = token.kind == What::Word && is_any(word, PROPERTIES);
                if property && !(first && word.eq_ignore_ascii_case(b"character")) {
                    lexer.pos = before;
                    return Ok(text);
                }
                if !first && !text.ends_with(b".") {
                    text.push(b' ');
                }
                text.extend(word.to_ascii_lowercase());
            }
            What::Punct(b'.') => text.push(b'.'),
            What::Punct(b'(') => {
                lexer.skip_parens()?;
                let size = lexer.slice(token.start, lexer.pos);
                text.extend(size.iter().filter(|b| !b.is_ascii_whitespace()).map(u8::to_ascii_lowercase));
            }
            What::Punct(b @ (b'[' | b']')) => text.push(b),
            What::End => return Err(Halt::More),
            _ => {
                lexer.pos = before;
                return Ok(text);
            }
        }
    }
}

/// Skips to behind the comma or parenthesis that ends an entry; gives its COMMENT and whether it was the last one.
fn entry_end(lexer: &mut Lexer<'_>) -> Parsed<(Vec<u8>, bool)> {
    let mut comment = Vec::new();
    loop {
        let token = lexer.token()?;
        match token.kind {
            What::Punct(b'(') => lexer.skip_parens()?,
            What::Punct(b',') => return Ok((comment, false)),
            What::Punct(b')') => return Ok((comment, true)),
            What::Punct(b';') => return Err(Halt::Bad(token.start)),
            What::End => return Err(Halt::More),
            What::Word if lexer.slice(token.start, token.end).eq_ignore_ascii_case(b"comment") => {
                let before = lexer.pos;
                match lexer.token()? {
                    Token { kind: What::Text(escapes) | What::Name(escapes), start, end } => {
                        unescape(lexer.slice(start, end), escapes, lexer.flavour.kind, &mut comment);
                    }
                    _ => lexer.pos = before,
                }
            }
            _ => {}
        }
    }
}

fn is_any(word: &[u8], names: &[&str]) -> bool {
    names.iter().any(|name| word.eq_ignore_ascii_case(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::sql::flavour::{Flavour, Kind};

    fn schema(kind: Kind, text: &str) -> (String, String) {
        let flavour = Flavour { kind, backslash: kind == Kind::MySql };
        let mut lexer = Lexer::new(text.as_bytes(), 0, true, flavour);
        let schema = create_table(&mut lexer).unwrap();
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let columns: Vec<String> =
            schema.columns.iter().map(|c| [&c.name, &c.sql_type, &c.comment].map(|part| show(part)).join("|")).collect();
        (show(&schema.name), columns.join(" / "))
    }

    #[test]
    fn mysql_columns_have_types_and_comments() {
        let text = "CREATE TABLE IF NOT EXISTS `shop`.`users` (\n `id` int(11) unsigned NOT NULL AUTO_INCREMENT,\n \
            -- the address\n `e-mail` varchar(255) CHARACTER SET utf8 COLLATE utf8_bin DEFAULT 'a,b)' COMMENT 'it''s \\'x\\'',\n \
            `kind` enum('a','B') NOT NULL,\n `key` text,\n PRIMARY KEY (`id`),\n UNIQUE KEY `e` (`e-mail`(10)),\n \
            KEY `k` (`kind`), FULLTEXT KEY `f` (`kind`), CONSTRAINT `c` FOREIGN KEY (`id`) REFERENCES `o` (`id`) ON DELETE CASCADE\n) ENGINE=InnoDB;";
        assert_eq!(
            schema(Kind::MySql, text),
            ("users".into(), "id|int(11) unsigned| / e-mail|varchar(255)|it's 'x' / kind|enum('a','b')| / key|text|".into())
        );
    }

    #[test]
    fn other_servers_types_are_read() {
        let postgres = "CREATE TABLE public.t (\n a character varying(20) DEFAULT 'x'::character varying NOT NULL,\n \
            b timestamp without time zone, c text[], period int, d public.mood, CHECK (a <> ''), EXCLUDE USING gist (c WITH &&))";
        assert_eq!(
            schema(Kind::Postgres, postgres).1,
            "a|character varying(20)| / b|timestamp without time zone| / c|text[]| / period|int| / d|public.mood|"
        );
        let server = "CREATE TABLE [dbo].[My Table]([Id] [int] IDENTITY(1,1) NOT NULL, [N] [nvarchar](50) NULL,\n \
            CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Id] ASC) ON [PRIMARY])";
        assert_eq!(schema(Kind::SqlServer, server), ("My Table".into(), "Id|int| / N|nvarchar(50)|".into()));
        assert_eq!(schema(Kind::Sqlite, "CREATE TABLE t(a, b TEXT)").1, "a|| / b|text|");
        assert_eq!(schema(Kind::Generic, "create temporary table t as select 1").1, "");
    }
}
