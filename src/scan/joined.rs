//! Gaps of one source that touch are one gap: whether damage was met in one split or in two must not show.

use std::collections::BTreeSet;

use crate::model::Gap;

/// How many gaps of one source are told apart. What is damaged beyond becomes one gap up to the last of them.
const TOLD: usize = 4096;

/// Joins the gaps of one source. The detail is that of the first. A byte between two (a line feed) is no border.
pub fn joined(gaps: BTreeSet<Gap>) -> BTreeSet<Gap> {
    let mut out: Vec<Gap> = Vec::new();
    for gap in gaps {
        let full = out.len() > TOLD;
        match out.last_mut() {
            Some(last) if full || touch(last, &gap) => last.end = last.end.max(gap.end),
            _ => out.push(gap),
        }
    }
    out.into_iter().collect()
}

fn touch(left: &Gap, right: &Gap) -> bool {
    right.start <= left.end.saturating_add(1) && left.reason == right.reason && left.blocks == right.blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;

    fn gap(start: u64, end: u64, reason: Reason) -> Gap {
        Gap::new(start, end, reason, format!("from {start}"))
    }

    #[test]
    fn what_touches_is_one_gap_and_other_reasons_stay_apart() {
        let all = [gap(0, 4, Reason::Corrupt), gap(4, 9, Reason::Corrupt), gap(10, 12, Reason::Corrupt), gap(12, 14, Reason::Limit)];
        let left: Vec<Gap> = joined(all.into()).into_iter().collect();
        assert!(left == [Gap { end: 12, ..gap(0, 4, Reason::Corrupt) }, gap(12, 14, Reason::Limit)]);
        let apart: BTreeSet<Gap> = [gap(0, 4, Reason::Corrupt), gap(6, 9, Reason::Corrupt)].into();
        assert!(joined(apart.clone()) == apart);
    }

    #[test]
    fn beyond_the_limit_one_gap_grows_to_the_end() {
        let many: BTreeSet<Gap> = (0..TOLD as u64 + 90).map(|i| gap(i * 10, i * 10 + 5, Reason::Corrupt)).collect();
        let end = many.iter().map(|g| g.end).max().unwrap();
        let left = joined(many.clone());
        assert_eq!(left.len(), TOLD + 1);
        assert_eq!(left.iter().map(|g| g.end).max(), Some(end));
        // In two parts, the second of which was joined before, it is the same.
        let (first, second): (BTreeSet<Gap>, BTreeSet<Gap>) = many.into_iter().partition(|g| g.start < 100);
        let parts = first.into_iter().chain(joined(second)).collect();
        assert!(joined(parts) == left);
    }
}
