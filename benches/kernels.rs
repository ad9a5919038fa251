//! What one value costs: the observer's kernel by kind of column, the lexicon, the validators.

// What can't fail on generated data may panic where it does.
#![allow(clippy::expect_used)]

mod timing;

use outcrop::detect::lexical::Lexicon;
use outcrop::detect::{Engine, Kernel, validate};
use outcrop::pattern::builtin;
use outcrop::profile::ColumnFacts;
use timing::{FAMILY, GIVEN, Random, WORDS, report};

/// Values in a column.
const VALUES: usize = 50_000;

type Make = fn(&mut Random, u64) -> String;

/// Columns as dumps hold them.
const COLUMNS: &[(&str, Make)] = &[
    ("row number", |_, n| n.to_string()),
    ("amount", |r, _| format!("{}.{:02}", r.below(900), r.below(100))),
    ("timestamp", |r, _| format!("2024-{:02}-{:02} {:02}:15:00", 1 + r.below(12), 1 + r.below(28), r.below(24))),
    ("email", |r, n| format!("{}.{}{n}@example.com", r.pick(GIVEN).to_lowercase(), r.pick(FAMILY).to_lowercase())),
    ("phone", |r, _| format!("+1 212 555 {:04}", r.below(10_000))),
    ("given name", |r, _| r.pick(GIVEN).to_owned()),
    ("full name", |r, _| format!("{} {}", r.pick(GIVEN), r.pick(FAMILY))),
    ("street", |r, _| format!("{} {} Street", 1 + r.below(900), r.pick(FAMILY))),
    ("bcrypt", |r, _| format!("$2b$12${:016x}{:016x}{:016x}abcde", r.next(), r.next(), r.next())),
    ("hex 40", |r, _| format!("{:016x}{:016x}{:08x}", r.next(), r.next(), r.next() as u32)),
    ("uuid", |r, _| format!("{:08x}-0000-4000-8000-{:012x}", r.next() as u32, r.next() >> 16)),
    ("card number", |r, _| format!("4111{:012}", r.below(1_000_000_000_000))),
    ("address of a host", |r, _| format!("192.0.2.{}", r.below(256))),
    ("enumeration", |r, _| r.pick(&["pending", "paid", "sent", "returned"]).to_owned()),
    ("prose", |r, _| (0..14).map(|_| r.pick(WORDS)).collect::<Vec<_>>().join(" ")),
    ("placeholder", |_, _| "N/A".to_owned()),
];

fn columns() -> impl Iterator<Item = (&'static str, Vec<String>, usize)> {
    COLUMNS.iter().map(|(name, make)| {
        let mut random = Random(7);
        let values: Vec<String> = (0..VALUES as u64).map(|n| make(&mut random, n)).collect();
        let bytes = values.iter().map(String::len).sum();
        (*name, values, bytes)
    })
}

fn main() {
    let set = builtin::load().expect("the built-in patterns load");
    let engine = Engine::new(std::sync::Arc::new(set)).expect("their validators exist");
    println!("kernel");
    for (name, values, bytes) in columns() {
        let mut kernel = Kernel::new(&engine);
        report(name, bytes, VALUES, || {
            let mut facts = ColumnFacts::default();
            values.iter().for_each(|v| {
                kernel.observe(&mut facts, v.as_bytes(), 0, &mut |_| {});
            });
            facts.values
        });
    }
    println!("\nlexicon");
    for (name, values, bytes) in columns() {
        let lexicon = Lexicon::shared();
        report(name, bytes, VALUES, || values.iter().map(|v| u64::from(lexicon.classify(v.as_bytes()))).sum::<u64>());
    }
    println!("\nvalidators, over values that fit");
    for validator in validate::all() {
        let Some(generate) = validator.generate else { continue };
        let mut random = Random(3);
        let values: Vec<Vec<u8>> = (0..5_000)
            .map(|_| {
                let mut value = Vec::new();
                generate(&mut || random.next(), &mut value);
                value
            })
            .collect();
        let bytes = values.iter().map(Vec::len).sum();
        report(validator.name, bytes, values.len(), || {
            values.iter().filter(|v| (validator.check)(v) == outcrop::model::Validity::Confirmed).count()
        });
    }
}
