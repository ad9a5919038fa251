//! Tells SQL scripts with data from prose, logs and source code.

use super::create::create_table;
use super::flavour::Flavour;
use super::header;
use super::lexer::{Halt, Lexer};
use super::scan::{find_ignoring_case, is_word};
use super::statement::{begins_statement, is_line_command};

/// First words of dump programs: certain.
const HEADS: &[&[u8]] = &[
    b"-- MySQL dump",
    b"-- MariaDB dump",
    b"/*M!999999",
    b"-- PostgreSQL database",
    b"-- phpMyAdmin SQL Dump",
    b"-- Adminer ",
    b"-- pgAdmin",
    b"PRAGMA foreign_keys=OFF;",
    b"-- HeidiSQL",
    b"-- Navicat",
    b"-- Server version",
];

/// How well a head fits, from 0 to 1000.
pub fn score(head: &[u8], whole: bool) -> u16 {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = head.trim_ascii_start();
    if start.starts_with(b"PRAGMA foreign_keys=OFF;") {
        return 1000;
    }
    let opening = head.get(..head.len().min(1024)).unwrap_or_default();
    let begins_as_comment = start.starts_with(b"--") || start.starts_with(b"/*");
    if begins_as_comment && HEADS.iter().any(|mark| find_ignoring_case(opening, mark).is_some()) {
        return 1000;
    }
    let flavour = Flavour::detect(head);
    let mut lexer = Lexer::new(head, 0, whole, flavour);
    // Conditional comments are followed by a delimiter of their own.
    while lexer.blanks().is_ok() && lexer.peek() == Ok(Some(b';')) {
        lexer.pos += 1;
    }
    let first_word_fits = is_statement_at(&lexer);
    let (brings, bytes) = statements(head, whole, flavour);
    match (first_word_fits, brings) {
        (_, 0) => 0,
        (true, _) => 900,
        // A dump whose beginning is missing.
        (false, 3..) if bytes * 2 > head.len() => 500,
        (false, _) => 0,
    }
}

/// Whether a word that begins a statement stands at the cursor, behind comments, in a form that no prose has.
fn is_statement_at(lexer: &Lexer<'_>) -> bool {
    let rest = lexer.bytes.get(lexer.pos..).unwrap_or_default();
    let word = rest.get(..rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len())).unwrap_or_default();
    let sql_server = begins_statement(word, super::flavour::Kind::Generic);
    rest.first() == Some(&b'\\') || is_line_command(rest, lexer.flavour.kind) || (sql_server && !word.is_empty())
}

/// How many lines begin a statement that brings data or declares a table, and how many bytes follow them up to the
/// next blank line.
fn statements(head: &[u8], whole: bool, flavour: Flavour) -> (usize, usize) {
    let (mut count, mut bytes, mut at) = (0, 0, 0);
    while at < head.len() {
        let line = head.get(at..).unwrap_or_default();
        let len = memchr::memchr(b'\n', line).map_or(line.len(), |n| n + 1);
        let indent = line.iter().take_while(|&&b| b == b' ' || b == b'\t').count();
        if brings_data(head, at + indent, whole, flavour) {
            count += 1;
            bytes += len;
        }
        at += len;
    }
    (count, bytes)
}

fn brings_data(head: &[u8], at: usize, whole: bool, flavour: Flavour) -> bool {
    let word = head.get(at..).unwrap_or_default();
    let begins = |name: &str| word.get(..name.len()).is_some_and(|w| w.eq_ignore_ascii_case(name.as_bytes()));
    let mut lexer = Lexer::new(head, at, true, flavour);
    let found = if begins("insert") || begins("replace into") {
        header::insert(&mut lexer).map(|_| ())
    } else if begins("create") {
        create_table(&mut lexer).and_then(|schema| {
            let named = !schema.columns.is_empty() || find_ignoring_case(word, b" as select").is_some();
            named.then_some(()).ok_or(Halt::Bad(at))
        })
    } else if begins("copy") {
        header::copy(&mut lexer).map(|_| ())
    } else if begins("update") {
        header::update(&mut lexer).and_then(|_| header::assignments(&mut lexer, &mut Vec::new()))
    } else {
        return false;
    };
    match found {
        Ok(()) => true,
        // A head that ends in a large CREATE TABLE or column list.
        Err(Halt::More) => !whole && head.len() - at < 32 << 10 && (begins("insert into") || begins("create table")),
        Err(Halt::Bad(_)) => false,
    }
}
