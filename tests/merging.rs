//! Merging is associative and commutative: partials give the same whole in any order and any grouping.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Cursor;
use std::sync::{Arc, OnceLock};

use outcrop::detect::{Engine, Kernel, Observer};
use outcrop::format::{Dialect, Stretch, registry};
use outcrop::model::{Entry, Flow, Locator};
use outcrop::pattern::builtin;
use outcrop::profile::Partial;
use proptest::prelude::*;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Arc::new(builtin::load().unwrap())).unwrap())
}

/// What is known of some lines of a source.
fn observed(source: &str, lines: &[String]) -> Partial {
    let pulse = |_| Flow::Continue;
    let mut observer = Observer::new(Kernel::new(engine()), &pulse);
    let mut input = Cursor::new(lines.join("\n").into_bytes());
    let dialect = Dialect::default();
    let mut stretch = Stretch::new(&mut input, 0, 0, u64::MAX, Entry::Start, &dialect);
    registry::by_name("text").unwrap().read(&mut stretch, &mut observer).unwrap();
    Partial::of(Locator::file("v".into(), source.as_bytes()), observer.finish().0)
}

/// Folds partials by joining two neighbours, chosen by the numbers, until one is left.
fn fold(mut partials: Vec<Partial>, choices: &[usize]) -> Partial {
    let mut choices = choices.iter().cycle();
    while partials.len() > 1 {
        let at = choices.next().copied().unwrap_or(0) % (partials.len() - 1);
        let right = partials.remove(at + 1);
        let left = std::mem::take(&mut partials[at]);
        partials[at] = left.merge(right);
    }
    partials.pop().unwrap_or_default()
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{3,8}\\.[a-z]{2,6}[0-9]{0,3}@example\\.com",
        "id=[0-9]{1,6} from 192\\.0\\.2\\.[0-9]{1,2}",
        "[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}",
        "[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4}",
        "\\PC{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_order_and_any_grouping_give_the_same_whole(
        chunks in prop::collection::vec((0usize..3, prop::collection::vec(line(), 0..30)), 1..8),
        order in any::<prop::sample::Index>(),
        choices in prop::collection::vec(0usize..1000, 1..12),
        seed in any::<u64>(),
    ) {
        let part = |(source, lines): &(usize, Vec<String>)| observed(["a.log", "b.log", "c/d.log"][*source], lines);
        let straight = fold(chunks.iter().map(part).collect(), &[0]);
        let mut shuffled: Vec<&(usize, Vec<String>)> = chunks.iter().collect();
        shuffled.rotate_left(order.index(chunks.len()));
        if seed % 2 == 0 {
            shuffled.reverse();
        }
        shuffled.sort_by_key(|(source, lines)| (lines.len() as u64).wrapping_mul(seed | 1) ^ (*source as u64) << 7);
        let other = fold(shuffled.into_iter().map(part).collect(), &choices);
        prop_assert!(straight == other, "another order gives another whole");
    }
}
