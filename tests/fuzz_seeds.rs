//! The checks of the fuzz targets over seeds and seeded mutations of them: the same in every run.
//!
//! `OUTCROP_MUTATIONS` says how many mutations of each seed are tried; a failure is printed cut down to what fails.

#![allow(clippy::unwrap_used)]

#[path = "../fuzz/src/lib.rs"]
mod checks;

use std::cell::Cell;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// Pieces that mean something to one reader or another.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "\\",
    "`",
    "(",
    ")",
    ";",
    "{",
    "}",
    "[",
    "]",
    "/*",
    "*/",
    "--",
    "$$",
    "$a$",
    "\n\\.\n",
    ",",
    "\t",
    "\r",
    "\n\n",
    "\0",
    "\u{1a}",
    "\u{feff}",
    "COPY x FROM stdin;\n",
    "INSERT INTO `t` VALUES (",
    "DELIMITER ;;\n",
    "q'[",
    "E'",
    "N'",
    "null",
    "-",
    "1e999",
    "),(",
    "GO\n",
    "CREATE TABLE `z` (\n",
    ":",
    "a:1:{i:0;s:3:\"",
    "plant999@example.com",
];

fn mutate(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len() + 1);
        let end = (at + [1, 3, 20, 200, 1000][random.below(5)]).min(bytes.len());
        match random.below(9) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes[at..end].fill(0),
            4 => {
                let noise: Vec<u8> = (0..random.below(40)).map(|_| random.next() as u8).collect();
                bytes.splice(at..at, noise);
            }
            5 => {
                bytes.drain(at..end);
            }
            6 => {
                let other = random.below(bytes.len() + 1);
                let piece = bytes[at..end].to_vec();
                bytes.splice(other..other, piece);
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())].repeat([1, 1, 1, 2, 40][random.below(5)]);
                bytes.splice(at..at, piece.into_bytes());
            }
        }
    }
    bytes
}

fn mutations() -> usize {
    std::env::var("OUTCROP_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(45)
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Panics of checks are gathered and told at the end, not printed as they come.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
    });
}

fn fails(check: &dyn Fn(&[u8]), bytes: &[u8]) -> Option<String> {
    hush();
    QUIET.set(true);
    let done = catch_unwind(AssertUnwindSafe(|| check(bytes)));
    QUIET.set(false);
    let panic = done.err()?;
    let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
    Some(text.unwrap_or_default())
}

/// Takes away what the failure does not need.
fn cut_down(check: &dyn Fn(&[u8]), mut bytes: Vec<u8>) -> Vec<u8> {
    let mut step = bytes.len() / 2;
    while step > 0 {
        let mut at = 0;
        while at < bytes.len() {
            let mut less = bytes.clone();
            less.drain(at..(at + step).min(less.len()));
            if fails(check, &less).is_some() { bytes = less } else { at += step }
        }
        step /= 2;
    }
    bytes
}

fn hold(seeds: &[Vec<u8>], check: &dyn Fn(&[u8])) {
    let mut wrong = Vec::new();
    for (number, seed) in seeds.iter().enumerate() {
        let mut random = Random(number as u64 + 1);
        for round in 0..=mutations() {
            let bytes = if round == 0 { seed.clone() } else { mutate(seed, &mut random) };
            if fails(check, &bytes).is_some() && wrong.len() < 4 {
                let small = cut_down(check, bytes);
                let why = fails(check, &small).unwrap_or_default();
                wrong.push(format!("seed {number}, mutation {round}: b\"{}\"\n{why}", small.escape_ascii()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn plant(n: usize) -> String {
    format!("plant{n:03}@example.com")
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

const NOTES: &[&str] =
    &["plain words", "it's; tricky", "a \"quoted\" bit", "tab\there", "back\\slash", "", "Renée", "(1,2)", "{\"k\":1}", "-- x"];

fn note(n: usize) -> &'static str {
    NOTES[n % NOTES.len()]
}

fn delimited_seeds() -> Vec<Vec<u8>> {
    let quoted = |n: usize| format!("\"{}\"", note(n).replace('"', "\"\"").replace("tab", "two\nlines"));
    [
        format!("id,email,note\n{}", lines(14, |n| format!("{},{},{}\n", n * 7, plant(n), quoted(n)))),
        format!("id\temail\tnote\r\n{}", lines(14, |n| format!("{n}\t{}\t{}\r\n", plant(n), note(n).replace('\t', " ")))),
        lines(14, |n| format!("{n};{};'{}'\n", plant(n), note(n).replace('\'', "''"))),
        lines(14, |n| format!("{}|{}|x{n}\r", plant(n), n * 3)),
    ]
    .map(String::into_bytes)
    .to_vec()
}

fn sql_seeds() -> Vec<Vec<u8>> {
    let escaped = |n: usize| note(n).replace('\\', "\\\\").replace('\'', "\\'");
    let rows =
        |k: usize| (0..5).map(|i| format!("({},'{}','{}')", k * 5 + i, plant(k * 5 + i), escaped(k + i))).collect::<Vec<_>>().join(",");
    [
        format!(
            "-- MySQL dump\nCREATE TABLE `users` (\n `id` int NOT NULL,\n `email` varchar(99),\n `note` text COMMENT 'a; note'\n) ENGINE=InnoDB;\nLOCK TABLES `users` WRITE;\n{}UNLOCK TABLES;\n",
            lines(3, |k| format!("INSERT INTO `users` VALUES {};\n", rows(k)))
        ),
        format!(
            "-- PostgreSQL database dump\nSET standard_conforming_strings = on;\nCREATE TABLE public.people (\n id integer,\n email text,\n note text\n);\nCOPY public.people (id, email, note) FROM stdin;\n{}\\.\n\nINSERT INTO public.people VALUES (1, '{}', E'x\\'y');\nCREATE FUNCTION f() AS $$ begin; end $$;\nINSERT INTO public.people VALUES (2, '{}', NULL);\n",
            lines(10, |n| format!("{n}\t{}\t{}\n", plant(n), note(n).replace('\\', "\\\\").replace('\t', "\\t"))),
            plant(90),
            plant(91)
        ),
        format!(
            "USE [Shop]\r\nGO\r\nCREATE TABLE [dbo].[Customers]([Id] [int], [Email] [nvarchar](50))\r\nGO\r\n{}",
            lines(12, |n| format!("INSERT [dbo].[Customers] ([Id], [Email]) VALUES ({n}, N'{}')\r\n", plant(n)))
        ),
    ]
    .map(String::into_bytes)
    .to_vec()
}

fn json_seeds() -> Vec<Vec<u8>> {
    let text = |n: usize| note(n).replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t");
    let one =
        |n: usize| format!("{{\"id\":{n},\"email\":\"{}\",\"n\":{{\"note\":\"{}\",\"tags\":[\"a\",{{\"y\":null}}]}}}}", plant(n), text(n));
    [
        lines(10, |n| one(n) + "\n"),
        format!("[{}]", (0..10).map(one).collect::<Vec<_>>().join(",")),
        format!("[\n{}\n]\n", (0..10).map(|n| format!("  {}", one(n))).collect::<Vec<_>>().join(",\n")),
        format!("{{\"users\":[{}],\"by\":\"{}\"}}", (0..8).map(one).collect::<Vec<_>>().join(", "), plant(99)),
    ]
    .map(String::into_bytes)
    .to_vec()
}

fn text_seeds() -> Vec<Vec<u8>> {
    [
        lines(14, |n| format!("2024-01-01 00:00:{n:02} GET /a?user={} 192.0.2.7 {}\n", plant(n), note(n))),
        lines(8, |n| format!("Dear {},\r\n\r\n{}\r\n", plant(n), note(n))),
    ]
    .map(String::into_bytes)
    .to_vec()
}

fn packed_seeds(pack: &dyn Fn(&[u8]) -> Vec<u8>) -> Vec<Vec<u8>> {
    let csv = delimited_seeds().swap_remove(0);
    let twice = [pack(&csv), pack(b"more")].concat();
    vec![pack(&csv), twice, pack(&pack(&csv)), [pack(b""), b"rest".to_vec()].concat()]
}

#[test]
fn delimited() {
    hold(&delimited_seeds(), &|data| checks::reader("delimited", data));
}

#[test]
fn sql() {
    hold(&sql_seeds(), &|data| checks::reader("sql", data));
}

#[test]
fn json() {
    hold(&json_seeds(), &|data| checks::reader("json", data));
}

#[test]
fn text() {
    hold(&text_seeds(), &|data| checks::reader("text", data));
}

#[test]
fn raw() {
    let binary = (0..1500u32).map(|n| ((n * n) >> 3) as u8).chain(plant(1).into_bytes()).chain([0, 255, 0]).collect();
    let wide = plant(2).encode_utf16().flat_map(u16::to_le_bytes).chain(*b"\0\x01\0").chain(plant(3).into_bytes()).collect();
    hold(&[binary, wide, text_seeds().swap_remove(0)], &|data| checks::reader("raw", data));
}

#[test]
fn readers_of_other_formats() {
    let all: Vec<Vec<u8>> = [delimited_seeds(), sql_seeds(), json_seeds(), text_seeds()].into_iter().flatten().collect();
    for name in ["delimited", "sql", "json", "text", "raw"] {
        for seed in &all {
            checks::reader(name, seed);
        }
    }
}

#[test]
fn nested() {
    let mut seeds = json_seeds();
    seeds.push(b"a:2:{s:5:\"email\";s:20:\"plant001@example.com\";i:7;a:1:{i:0;b:1;}}\nO:8:\"stdClass\":1:{s:1:\"a\";d:0.5;}\n".to_vec());
    hold(&seeds, &checks::nested);
}

#[test]
fn gzip() {
    let pack = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    hold(&packed_seeds(&pack), &|data| checks::container("gzip", data));
}

#[test]
fn zstd() {
    let pack = |bytes: &[u8]| zstd::encode_all(bytes, 3).unwrap();
    hold(&packed_seeds(&pack), &|data| checks::container("zstd", data));
}

#[test]
fn zip() {
    use zip::write::SimpleFileOptions;
    let pack = |bytes: &[u8]| {
        let mut packer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, method) in [("a/b.csv", zip::CompressionMethod::Deflated), ("c.csv", zip::CompressionMethod::Stored)] {
            packer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            packer.write_all(bytes).unwrap();
        }
        packer.finish().unwrap().into_inner()
    };
    hold(&packed_seeds(&pack), &|data| checks::container("zip", data));
}

#[test]
fn headers() {
    let seeds = ["customerEmailAddress", "BillTo_Phone2", "カード番号", "ΣΊΣΥΦΟΣ_ID", "İ_ad", "cc_last4!shipping[].zip-code"];
    hold(&seeds.map(|s| s.as_bytes().to_vec()), &checks::headers);
}

#[test]
fn validators() {
    let seeds = [
        "4111 1111 1111 1111\nDE89 3704 0044 0532 0130 00\n+1 (212) 555-0100\n1979-02-29\n12/27\n",
        "$2b$12$KIXQ4S3mU8Z5xGqvG5Xz0uJx0Yk2QwqJb5Vh6gC5dJr3mYy9T1p6C\n$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA\n",
        "2001:db8::1\n192.0.2.7:80\n00:1A:2B:3C:4D:5E\neyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln\n40.7128,-74.0060\n",
        "Maria Garcia\n12 Main Street, Springfield\n株式会社\nMüller GmbH\n\u{301}\u{200d}\nİI\n",
    ];
    hold(&seeds.map(|s| s.as_bytes().to_vec()), &checks::validators);
}
