//! Reads bytes whole, and in splits that a chain of borders holds together, as a scan does.

use outcrop::format::{Cuts, Dialect, Format, Stretch};
use outcrop::model::{Border, Entry};

use super::heard::Heard;

/// How far before its start a split may look.
const LOOK_BEHIND: usize = 64 << 10;
/// How many splits are made of one input at most: each of them costs a reading.
const SPLITS: usize = 16;

/// Sizes of splits to try, from the bytes themselves.
pub fn steps(data: &[u8]) -> [usize; 2] {
    let salt = data.iter().fold(7usize, |sum, &b| sum.wrapping_mul(31).wrapping_add(usize::from(b)));
    let least = (data.len() / SPLITS).max(1);
    [least, least + salt % (2 * least + 16)]
}

/// Reads all of it at once.
pub fn whole(format: &dyn Format, dialect: &Dialect, data: &[u8]) -> Heard {
    let mut heard = Heard::default();
    let border = one(format, dialect, data, (0, u64::MAX), Entry::Start, &mut heard);
    assert_eq!(border.next, data.len() as u64, "{}: the end is not reached", format.name());
    heard.settle()
}

/// Reads it in splits of some bytes, and a split again where the chain breaks.
pub fn splits(format: &dyn Format, dialect: &Dialect, data: &[u8], step: usize) -> Heard {
    if format.cut(dialect) == Cuts::Whole {
        return whole(format, dialect, data);
    }
    let size = data.len() as u64;
    let starts: Vec<usize> = (0..data.len().max(1)).step_by(step.max(1)).collect();
    let mut all = Heard::default();
    let mut last: Option<Border> = None;
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(u64::MAX, |&e| e as u64);
        if last.as_ref().is_some_and(|l| l.next >= end.min(size)) {
            continue;
        }
        let mut heard = Heard::default();
        let entry = if start == 0 { Entry::Start } else { Entry::Guess };
        let mut border = one(format, dialect, data, (start, end), entry, &mut heard);
        if let Some(last) = last
            && (last.next != border.first || last.exit != border.entry)
        {
            heard = Heard::default();
            let entry = Entry::Known(last.exit.clone());
            border = one(format, dialect, data, (last.next as usize, end), entry, &mut heard);
            assert!(border.first == last.next && border.entry == last.exit, "{}: a known entry is believed", format.name());
        }
        assert!(border.next >= border.first, "{}: it goes backwards", format.name());
        all.append(heard);
        last = Some(border);
    }
    assert_eq!(last.map_or(0, |l| l.next), size, "{}: splits of {step} bytes do not reach the end", format.name());
    all.settle()
}

fn one(format: &dyn Format, dialect: &Dialect, data: &[u8], (start, end): (usize, u64), entry: Entry, heard: &mut Heard) -> Border {
    let behind = if entry == Entry::Guess { LOOK_BEHIND.min(start) } else { 0 };
    let mut input = &data[start - behind..];
    let mut stretch = Stretch::new(&mut input, (start - behind) as u64, start as u64, end, entry, dialect);
    format.read(&mut stretch, heard).expect("memory can be read").border
}
