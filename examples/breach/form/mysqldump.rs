//! What `mysqldump` 8 writes around and between rows.

use std::io::{self, Write};

use crate::table::{Kind, Table};

/// The longest INSERT statement: the dump program's net buffer, 1 MiB less its
/// headroom.
pub const STATEMENT: usize = 1_046_528;

/// The top of a dump: session settings, put back at its end.
pub const HEAD: &str = "\
-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: shop
-- ------------------------------------------------------
-- Server version\t8.0.36

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
";

/// The end of a dump.
pub const FOOT: &str = "\
/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2025-01-01  2:15:07
";

/// What `mysql_real_escape_string` has for a byte in a string.
pub fn escape(byte: u8) -> Option<&'static [u8]> {
    Some(match byte {
        0 => b"\\0",
        b'\n' => b"\\n",
        b'\r' => b"\\r",
        b'\\' => b"\\\\",
        b'\'' => b"\\'",
        b'"' => b"\\\"",
        0x1a => b"\\Z",
        _ => return None,
    })
}

/// What comes before a table's rows: its definition and its lock.
pub fn before_rows<R>(table: &Table<R>) -> String {
    let name = table.name;
    let mut lines = Vec::new();
    for (n, column) in table.columns.iter().enumerate() {
        let rule = if n < table.key { " NOT NULL" } else { rule(column.kind) };
        lines.push(format!("  `{}` {}{rule}", column.name, sql_type(column.kind)));
    }
    let key: Vec<&str> = table.key_columns().collect();
    lines.push(format!("  PRIMARY KEY (`{}`)", key.join("`,`")));
    lines.extend(table.keys.split(';').filter(|key| !key.is_empty()).map(|key| format!("  {key}")));
    let lines = lines.join(",\n");
    format!(
        "\n--\n-- Table structure for table `{name}`\n--\n\nDROP TABLE IF EXISTS `{name}`;\n\
         /*!40101 SET @saved_cs_client     = @@character_set_client */;\n\
         /*!50503 SET character_set_client = utf8mb4 */;\n\
         CREATE TABLE `{name}` (\n{lines}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;\n\
         /*!40101 SET character_set_client = @saved_cs_client */;\n\
         \n--\n-- Dumping data for table `{name}`\n--\n\n\
         LOCK TABLES `{name}` WRITE;\n/*!40000 ALTER TABLE `{name}` DISABLE KEYS */;\n"
    )
}

/// What comes after them.
pub fn after_rows<R>(table: &Table<R>) -> String {
    format!("/*!40000 ALTER TABLE `{}` ENABLE KEYS */;\nUNLOCK TABLES;\n", table.name)
}

fn sql_type(kind: Kind) -> String {
    match kind {
        Kind::Integer => "bigint unsigned".to_owned(),
        Kind::Text(width) => format!("varchar({width})"),
        Kind::Fixed(width) => format!("char({width})"),
        Kind::Long => "text".to_owned(),
        Kind::Money => "decimal(14,2)".to_owned(),
        Kind::Time => "datetime".to_owned(),
        Kind::Flag => "tinyint(1)".to_owned(),
        Kind::Json => "json".to_owned(),
    }
}

fn rule(kind: Kind) -> &'static str {
    match kind {
        Kind::Money | Kind::Time | Kind::Flag => " NOT NULL",
        // `text` takes no default, and mysqldump prints none.
        Kind::Long => "",
        _ => " DEFAULT NULL",
    }
}

/// Puts rows, each with a comma in front, together to INSERT statements of at
/// most [`STATEMENT`] bytes.
pub struct Statements {
    opening: Vec<u8>,
    written: usize,
}

impl Statements {
    /// For a table.
    pub fn new(table: &str) -> Self {
        Self { opening: format!("INSERT INTO `{table}` VALUES ").into_bytes(), written: 0 }
    }

    /// Writes rows that end at `ends` within `bytes`.
    pub fn rows(&mut self, bytes: &[u8], ends: &[u32], out: &mut impl Write) -> io::Result<()> {
        let (mut pending, mut row) = (0, 0);
        for end in ends.iter().map(|&end| end as usize) {
            if self.written > 0 && self.written + (end - row) > STATEMENT {
                out.write_all(&bytes[pending..row])?;
                self.close(out)?;
                pending = row;
            }
            if self.written == 0 {
                out.write_all(&self.opening)?;
                self.written = self.opening.len();
                // The first row of a statement has no comma.
                pending += 1;
            }
            self.written += end - row;
            row = end;
        }
        out.write_all(&bytes[pending..row])
    }

    /// Ends the statement, if one is open.
    pub fn close(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.written > 0 {
            out.write_all(b";\n")?;
        }
        self.written = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_cut_before_they_grow_too_long() {
        let row = [b",('".as_slice(), &[b'x'; 400_000], b"')"].concat();
        let bytes = row.repeat(3);
        let ends: Vec<u32> = (1..=3).map(|n| (n * row.len()) as u32).collect();
        let (mut out, mut statements) = (Vec::new(), Statements::new("t"));
        statements.rows(&bytes, &ends, &mut out).unwrap();
        statements.rows(&row, &ends[..1], &mut out).unwrap();
        statements.close(&mut out).unwrap();
        let lines: Vec<&[u8]> = out.split(|&byte| byte == b'\n').collect();
        assert_eq!(lines.len(), 3);
        for line in &lines[..2] {
            assert!(line.starts_with(b"INSERT INTO `t` VALUES ('x") && line.ends_with(b"x');"));
            assert_eq!(line.windows(5).filter(|five| five == b"'),('").count(), 1);
        }
    }
}
