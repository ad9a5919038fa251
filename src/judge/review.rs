//! The review list: what a person must look at, the most useful first.

use std::collections::BTreeMap;

use super::disposition::Disposition;
use super::verdict::{Case, may_hide, source_of};
use crate::model::report::ReviewItem;
use crate::model::{Blocks, Level, Reason};

/// The longest list.
const LONGEST: usize = 500;

/// Gaps that a person sees as one: volume, source, reason, detail, and the categories that they leave open.
type GapKey = (String, String, Reason, String, Vec<String>);

struct Item {
    item: ReviewItem,
    weight: (usize, u64),
}

/// Everything that would settle an inconclusive verdict, by how many categories and bytes it settles.
pub fn of(case: &Case<'_>) -> Vec<ReviewItem> {
    let mut items = gaps(case);
    items.extend(columns(case));
    items.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| (&a.item.r#where, &a.item.what).cmp(&(&b.item.r#where, &b.item.what))));
    items.into_iter().take(LONGEST).map(|i| i.item).collect()
}

fn gaps(case: &Case<'_>) -> Vec<Item> {
    let all: Vec<String> = vec!["all".to_owned()];
    let mut grouped: BTreeMap<GapKey, (u64, u64)> = BTreeMap::new();
    for (locator, source) in &case.partial.sources {
        for gap in &source.gaps {
            let blocked = match &gap.blocks {
                Blocks::All => all.clone(),
                Blocks::Categories(list) => list.iter().map(|c| c.as_str().to_owned()).collect(),
            };
            let key = (locator.volume.to_string(), locator.source(), gap.reason, gap.detail.clone(), blocked);
            let entry = grouped.entry(key).or_default();
            *entry = (entry.0 + 1, entry.1 + gap.bytes());
        }
    }
    let item = |((volume, source, reason, detail, categories), (n, bytes)): (GapKey, (u64, u64))| {
        let times = if n > 1 { format!(", {n} places") } else { String::new() };
        let breadth = if categories == ["all"] { usize::MAX } else { categories.len() };
        Item {
            item: ReviewItem {
                what: advice(reason).to_owned(),
                r#where: format!("{volume}: {source}"),
                why: format!("{detail} ({bytes} bytes{times})"),
                categories,
            },
            weight: (breadth, bytes),
        }
    };
    grouped.into_iter().map(item).collect()
}

fn advice(reason: Reason) -> &'static str {
    match reason {
        Reason::Encrypted => "find the key or password and scan what is inside",
        Reason::Corrupt => "look at the damaged part, or find another copy",
        Reason::Unreadable => "make it readable for the scan, or read it from an image of the disk",
        Reason::Limit => "raise the limit that is named, or unpack it beforehand",
        Reason::Changed => "scan a copy that nobody writes to",
        Reason::Excluded => "scan what was left out",
        Reason::Unsupported => "export it in a format that can be read (CSV, SQL, JSON)",
        Reason::Unbalanced => "report this: the ledgers of the scan do not close",
    }
}

fn columns(case: &Case<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let id = |pattern: usize| case.rules.set.patterns[pattern].id.as_str().to_owned();
    for table in case.tables {
        for column in &table.columns {
            let place = format!("{}: {}: {}.{}", table.table.volume, source_of(table), table.table.name, column.column.shown());
            for finding in column
                .findings
                .iter()
                .filter(|f| f.level == Level::Candidate && f.subject.exposes() && !case.rules.set.patterns[f.pattern].syntax.decoy)
            {
                items.push(Item {
                    item: ReviewItem {
                        what: "look at some values of the column".to_owned(),
                        r#where: place.clone(),
                        why: finding.basis.join("; "),
                        categories: vec![id(finding.pattern)],
                    },
                    weight: (1, column.column.facts.bytes),
                });
            }
            if !table.table.is_text() && matches!(column.disposition, Disposition::Opaque | Disposition::Unexplained) {
                let hidden: Vec<String> = case
                    .rules
                    .set
                    .patterns
                    .iter()
                    .filter(|p| !p.syntax.decoy && may_hide(p, column, case))
                    .map(|p| p.id.as_str().to_owned())
                    .collect();
                if !hidden.is_empty() {
                    items.push(Item {
                        weight: (hidden.len(), column.column.facts.bytes),
                        item: ReviewItem {
                            what: format!("find out what the column is: it is {}", column.disposition),
                            r#where: place.clone(),
                            why: "its values could be hiding them".to_owned(),
                            categories: hidden,
                        },
                    });
                }
            }
        }
    }
    items
}
