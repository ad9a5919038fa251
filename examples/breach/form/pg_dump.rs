//! What `pg_dump` 15 writes around COPY blocks, in its plain form.

use crate::table::{Kind, Table};

/// The top of a dump.
pub const HEAD: &str = "\
--
-- PostgreSQL database dump
--

-- Dumped from database version 15.6 (Debian 15.6-1.pgdg120+2)
-- Dumped by pg_dump version 15.6 (Debian 15.6-1.pgdg120+2)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

";

/// The end of a dump.
pub const FOOT: &str = "\
--
-- PostgreSQL database dump complete
--

";

/// What COPY's text form has for a byte in a cell.
pub fn escape(byte: u8) -> Option<&'static [u8]> {
    Some(match byte {
        b'\\' => b"\\\\",
        b'\t' => b"\\t",
        b'\n' => b"\\n",
        b'\r' => b"\\r",
        0x08 => b"\\b",
        0x0b => b"\\v",
        0x0c => b"\\f",
        _ => return None,
    })
}

/// The definition of a table.
pub fn definition<R>(table: &Table<R>) -> String {
    let name = table.name;
    let columns: Vec<String> = table
        .columns
        .iter()
        .enumerate()
        .map(|(n, column)| {
            let rule = if n < table.key { " NOT NULL" } else { "" };
            format!("    {} {}{rule}", column.name, sql_type(column.kind))
        })
        .collect();
    format!(
        "--\n-- Name: {name}; Type: TABLE; Schema: public; Owner: shop\n--\n\n\
         CREATE TABLE public.{name} (\n{}\n);\n\n\nALTER TABLE public.{name} OWNER TO shop;\n\n",
        columns.join(",\n")
    )
}

/// What comes before a table's rows.
pub fn before_rows<R>(table: &Table<R>) -> String {
    let name = table.name;
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    format!(
        "--\n-- Data for Name: {name}; Type: TABLE DATA; Schema: public; Owner: shop\n--\n\n\
         COPY public.{name} ({}) FROM stdin;\n",
        columns.join(", ")
    )
}

/// What comes after them.
pub const AFTER_ROWS: &str = "\\.\n\n\n";

/// The primary key of a table.
pub fn constraint<R>(table: &Table<R>) -> String {
    let name = table.name;
    let key: Vec<&str> = table.key_columns().collect();
    let key = key.join(", ");
    format!(
        "--\n-- Name: {name} {name}_pkey; Type: CONSTRAINT; Schema: public; Owner: shop\n--\n\n\
         ALTER TABLE ONLY public.{name}\n    ADD CONSTRAINT {name}_pkey PRIMARY KEY ({key});\n\n\n"
    )
}

fn sql_type(kind: Kind) -> String {
    match kind {
        Kind::Integer => "bigint".to_owned(),
        Kind::Text(width) => format!("character varying({width})"),
        Kind::Fixed(width) => format!("character({width})"),
        Kind::Long => "text".to_owned(),
        Kind::Money => "numeric(14,2)".to_owned(),
        Kind::Time => "timestamp with time zone".to_owned(),
        Kind::Flag => "boolean".to_owned(),
        Kind::Json => "jsonb".to_owned(),
    }
}
