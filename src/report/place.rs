//! Where a category is: the columns that are findings of it, the fullest first.

use super::width::{keep_end, keep_start, safe, width};
use crate::model::report::{ColumnReport, FindingReport, Report};

/// Columns of one source (or dataset) of a volume that hold a category.
pub struct Place {
    /// The source, and how many more of its dataset.
    pub source: String,
    /// The columns, the fullest first; none where the source is lines of text or raw strings.
    pub columns: Vec<String>,
    values: u64,
}

impl Place {
    /// `customers.csv: email, phone`, shortened to a width: columns first, then the beginning of the path.
    pub fn fit(&self, columns: usize) -> String {
        if self.columns.is_empty() {
            return keep_end(&self.source, columns);
        }
        let whole = format!("{}: {}", self.source, self.columns.join(", "));
        if width(&whole) <= columns {
            return whole;
        }
        let more = match self.columns.len() {
            1 => String::new(),
            n => format!(" +{}", n - 1),
        };
        let name = self.columns.first().map(String::as_str).unwrap_or_default();
        let name = format!("{}{more}", keep_start(name, (columns / 2).saturating_sub(width(&more))));
        let left = columns.saturating_sub(width(&name) + 2);
        keep_start(&format!("{}: {name}", keep_end(&self.source, left)), columns)
    }
}

/// The findings of a category that expose somebody, with their columns.
pub fn findings<'r>(report: &'r Report, category: &'r str, volume: &'r str) -> impl Iterator<Item = (&'r ColumnReport, &'r FindingReport)> {
    report.columns.iter().filter(move |c| c.volume == volume).flat_map(move |column| {
        let exposing = move |f: &&FindingReport| f.category == category && f.level == "finding" && exposes(f);
        column.findings.iter().filter(exposing).map(move |finding| (column, finding))
    })
}

fn exposes(finding: &FindingReport) -> bool {
    matches!(finding.subject.as_str(), "person" | "unknown")
}

/// Where a category is in a volume: the sources with most values of it first.
pub fn places(report: &Report, category: &str, volume: &str) -> Vec<Place> {
    let mut found: Vec<(&ColumnReport, &FindingReport)> = findings(report, category, volume).collect();
    found.sort_by(|a, b| b.1.values.cmp(&a.1.values).then_with(|| (&a.0.source, &a.0.column).cmp(&(&b.0.source, &b.0.column))));
    let mut places: Vec<Place> = Vec::new();
    for (column, finding) in found {
        let source = source_of(column);
        let name = column_of(column);
        match places.iter_mut().find(|p| p.source == source) {
            Some(place) => {
                place.values = place.values.saturating_add(finding.values);
                place.columns.extend(name.filter(|n| !place.columns.contains(n)));
            }
            None => places.push(Place { source, columns: name.into_iter().collect(), values: finding.values }),
        }
    }
    places.sort_by_key(|p| std::cmp::Reverse(p.values));
    places
}

fn source_of(column: &ColumnReport) -> String {
    match &column.sources {
        Some(all) if all.count > 1 => format!("{} (+{} alike)", safe(&column.source), all.count - 1),
        _ => safe(&column.source),
    }
}

/// The column with its table where the source's name doesn't tell the table; `None` for lines of text and raw strings.
fn column_of(column: &ColumnReport) -> Option<String> {
    if matches!(column.table.as_str(), "text" | "raw") && matches!(column.column.as_str(), "line" | "#1") {
        return None;
    }
    let file = column.source.rsplit('/').next().unwrap_or(&column.source);
    let stem = file.split('.').next().unwrap_or(file);
    let told = column.table.is_empty() || column.table == stem || column.table == file;
    Some(if told { safe(&column.column) } else { safe(&format!("{}.{}", column.table, column.column)) })
}

/// Places on one line: as many as fit, then how many more there are.
pub fn line(places: &[Place], columns: usize) -> String {
    let mut shown = String::new();
    for (i, place) in places.iter().enumerate() {
        let left = places.len() - i - 1;
        let more = if left > 0 { format!("; +{left} more") } else { String::new() };
        let joint = if i > 0 { "; " } else { "" };
        let room = columns.saturating_sub(width(&shown) + joint.len() + more.len());
        let whole = place.fit(usize::MAX);
        if i > 0 && width(&whole) > room {
            shown.push_str(&format!("; +{} more", left + 1));
            return shown;
        }
        shown.push_str(joint);
        // The first must show, if only in part; it leaves room for the count of the others.
        shown.push_str(&if width(&whole) > room { place.fit(room) } else { whole });
    }
    shown
}
