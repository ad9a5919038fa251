//! What reading costs: each reader into a sink that counts, each container into one that drops, and the whole path.

// What can't fail on generated data may panic where it does.
#![allow(clippy::expect_used)]

mod timing;

use std::io::{Read, Write};
use std::sync::Arc;

use outcrop::detect::{Engine, Kernel, Observer};
use outcrop::format::nested::Nested;
use outcrop::format::{Dialect, Format, Sink, Stretch, registry};
use outcrop::model::{Batch, Entry, Flow, Gap, Schema, TableRef};
use outcrop::pattern::builtin;
use outcrop::source::container::{OuterBytes, registry as containers};
use outcrop::source::{Body, Budget, Outer};
use timing::{FAMILY, GIVEN, Random, WORDS, report};

/// Records in each input.
const RECORDS: u64 = 40_000;

/// Counts values and drops them.
#[derive(Default)]
struct Count {
    values: usize,
    tables: u32,
}

impl Sink for Count {
    fn table(&mut self, _: &Schema) -> TableRef {
        self.tables += 1;
        TableRef(self.tables - 1)
    }

    fn batch(&mut self, batch: &Batch<'_>) -> Flow {
        let filled = |column: &outcrop::model::Column| column.spans.iter().filter(|s| !s.is_null()).count();
        self.values += batch.columns.iter().map(filled).sum::<usize>();
        Flow::Continue
    }

    fn gap(&mut self, gap: Gap) {
        panic!("generated data is sound: {}", gap.detail);
    }
}

struct Person {
    id: u64,
    given: &'static str,
    family: &'static str,
    note: String,
}

impl Person {
    fn email(&self) -> String {
        format!("{}.{}{}@example.com", self.given.to_lowercase(), self.family.to_lowercase(), self.id)
    }
}

fn people() -> Vec<Person> {
    let mut random = Random(1);
    let note = |random: &mut Random| (0..6).map(|_| random.pick(WORDS)).collect::<Vec<_>>().join(" ");
    (0..RECORDS).map(|id| Person { id, given: random.pick(GIVEN), family: random.pick(FAMILY), note: note(&mut random) }).collect()
}

fn inputs() -> Vec<(&'static str, Vec<u8>)> {
    let people = people();
    let lines = |head: &str, line: &dyn Fn(&Person) -> String, end: &str| {
        let body: String = people.iter().map(line).collect();
        format!("{head}{body}{end}").into_bytes()
    };
    let csv = |p: &Person| format!("{},{},{},{},\"{}, so\"\n", p.id, p.given, p.family, p.email(), p.note);
    let tsv = |p: &Person| format!("{}\t{}\t{}\t{}\t{}\n", p.id, p.given, p.family, p.email(), p.note);
    let values = |p: &Person| format!("({},'{}','{}','{}','it\\'s {}')", p.id, p.given, p.family, p.email(), p.note);
    let object = |p: &Person| {
        format!(
            "{{\"id\":{},\"name\":{{\"given\":\"{}\",\"family\":\"{}\"}},\"email\":\"{}\",\"note\":\"{}\"}}",
            p.id,
            p.given,
            p.family,
            p.email(),
            p.note
        )
    };
    let table = "CREATE TABLE `users` (\n `id` int,\n `given` text,\n `family` text,\n `email` text,\n `note` text\n);\n";
    let inserts: Vec<String> = people.chunks(500).map(|c| c.iter().map(values).collect::<Vec<_>>().join(",")).collect();
    let mysql: String = inserts.iter().map(|rows| format!("INSERT INTO `users` VALUES {rows};\n")).collect();
    let copy = "-- PostgreSQL database dump\nCOPY public.users (id, given, family, email, note) FROM stdin;\n";
    vec![
        ("csv", lines("id,given,family,email,note\n", &csv, "")),
        ("tsv", lines("id\tgiven\tfamily\temail\tnote\n", &tsv, "")),
        ("mysqldump", format!("-- MySQL dump\n{table}{mysql}").into_bytes()),
        ("pg_dump", lines(copy, &tsv, "\\.\n")),
        ("ndjson", lines("", &|p| object(p) + "\n", "")),
        ("json array", format!("[{}]", people.iter().map(object).collect::<Vec<_>>().join(",")).into_bytes()),
        ("log", lines("", &|p| format!("2024-01-01 00:00:00 INFO user {} said {}\n", p.email(), p.note), "")),
    ]
}

fn read(format: &dyn Format, dialect: &Dialect, mut bytes: &[u8], sink: &mut dyn Sink) {
    let mut stretch = Stretch::new(&mut bytes, 0, 0, u64::MAX, Entry::Start, dialect);
    format.read(&mut stretch, sink).expect("memory can be read");
}

fn main() {
    let inputs = inputs();
    let set = builtin::load().expect("the built-in patterns load");
    let engine = Engine::new(Arc::new(set)).expect("their validators exist");
    let mut whole = Vec::new();
    println!("readers");
    for (name, bytes) in &inputs {
        let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
        let (format, fit) = registry::best(head, false).expect("a reader takes it");
        let mut count = Count::default();
        read(format, &fit.dialect, bytes, &mut count);
        report(&format!("{name} ({})", format.name()), bytes.len(), count.values, || {
            let mut count = Count::default();
            read(format, &fit.dialect, bytes, &mut count);
            count.values
        });
        whole.push((*name, bytes, format, fit.dialect, count.values));
    }
    let raw = registry::raw();
    report("csv (raw)", inputs[0].1.len(), RECORDS as usize, || {
        let mut count = Count::default();
        read(raw, &Dialect::default(), &inputs[0].1, &mut count);
        count.values
    });
    println!("\nreaders and observer");
    for (name, bytes, format, dialect, values) in whole {
        report(name, bytes.len(), values, || {
            let pulse = |_| Flow::Continue;
            let mut observer = Observer::new(Kernel::new(&engine), &pulse);
            read(format, &dialect, bytes, &mut Nested::new(&mut observer));
            observer.finish().0.values
        });
    }
    println!("\ncontainers, by unpacked bytes");
    containers_of(&inputs[0].1);
}

fn containers_of(bytes: &[u8]) {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(bytes).expect("memory takes it");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let deflated = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("users.csv", deflated).expect("memory takes it");
    zip.write_all(bytes).expect("memory takes it");
    let packed = [
        ("gzip", gzip.finish().expect("memory takes it")),
        ("zstd", zstd::encode_all(bytes, 3).expect("memory takes it")),
        ("zip", zip.finish().expect("memory takes it").into_inner()),
    ];
    for (name, packed) in &packed {
        let container = containers::recognise(packed).expect("a container takes it");
        assert_eq!(container.name(), *name);
        report(name, bytes.len(), RECORDS as usize, || {
            let mut stream = packed.as_slice();
            let mut size = 0;
            let outer = Outer { name: b"x", bytes: OuterBytes::Stream(&mut stream) };
            let framing = container.open(outer, &Budget::default(), &mut |payload| {
                size += match payload.body {
                    Body::Whole(bytes) => bytes.len() as u64,
                    Body::Stream(stream) => drain(stream),
                    Body::None => 0,
                };
                Flow::Continue
            });
            assert!(framing.is_ok_and(|f| f.closes()) && size == bytes.len() as u64);
        });
    }
}

fn drain(stream: &mut dyn Read) -> u64 {
    std::io::copy(stream, &mut std::io::sink()).expect("a body ends, it does not fail")
}
