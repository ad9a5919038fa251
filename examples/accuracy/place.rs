//! Where a column stands, however labels and reports spell it.

use outcrop::model::escape;
use outcrop::model::report::ColumnReport;

/// A labelled column's place in its file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The table's name, or the path to it in JSON; empty where the label names none.
    pub table: Vec<String>,
    /// The column's name, or its path in JSON.
    pub path: Vec<String>,
    /// Its place in the table from 0, where that is known.
    pub ordinal: Option<u32>,
}

/// How well a report's column fits a place; the greatest is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// It stands at the same ordinal.
    Ordinal,
    /// It stands below the place: an element, or a document's member; the longer the place, the better.
    Below(usize),
    /// It is the column.
    Same,
}

impl Place {
    /// The place of a labelled column. `#3` and `#C` are ordinals.
    pub fn new(table: &str, column: &str) -> Self {
        Self { table: parts(table), path: parts(&escape(column.as_bytes())), ordinal: numbered(column) }
    }

    /// How well a column of the report fits, or that it doesn't.
    pub fn fit(&self, column: &ColumnReport) -> Option<Fit> {
        let table = parts(&column.table);
        let path = parts(&column.column);
        let own: Vec<&String> = self.table.iter().chain(&self.path).collect();
        let whole: Vec<&String> = table.iter().chain(&path).collect();
        if whole == own {
            return Some(Fit::Same);
        }
        let tables_agree = self.table_fits(&table, column);
        let at_root = is_root(&table, column);
        let short: Vec<&String> = path.iter().collect();
        let sides = [(tables_agree, self.path.iter().collect::<Vec<_>>(), &short), (at_root, own.clone(), &short), (true, own, &whole)];
        if sides.iter().take(2).any(|(open, mine, theirs)| *open && mine == *theirs) {
            return Some(Fit::Same);
        }
        if sides.iter().any(|(open, mine, theirs)| *open && is_below(mine, theirs)) {
            return Some(Fit::Below(self.path.len()));
        }
        (tables_agree && self.ordinal.is_some() && self.ordinal == column.ordinal).then_some(Fit::Ordinal)
    }

    /// Whether the label's table is the report's. Qualifiers (`public.`, `dbo.`) count where both have them.
    fn table_fits(&self, table: &[String], column: &ColumnReport) -> bool {
        if self.table.is_empty() {
            return is_root(table, column);
        }
        !table.is_empty() && self.table.iter().rev().zip(table.iter().rev()).all(|(a, b)| a == b)
    }
}

/// Whether a table is the file itself: every table but those below a JSON document.
fn is_root(table: &[String], column: &ColumnReport) -> bool {
    let file = column.source.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = if file.starts_with('.') { file.as_str() } else { file.split('.').next().unwrap_or_default() };
    column.format != "json" || table.is_empty() || table == ["document"] || table == parts(stem)
}

fn is_below(place: &[&String], column: &[&String]) -> bool {
    !place.is_empty() && column.len() > place.len() && column.starts_with(place)
}

/// `orders[].total`, `meta!total`, `"dbo".[T]`, `[]`: the names on the way, in lower case, without signs of arrays.
pub fn parts(spelled: &str) -> Vec<String> {
    let bare = |part: &str| part.replace("[]", "").trim_matches(|c: char| c.is_whitespace() || "\"`[]".contains(c)).to_lowercase();
    spelled.split(['.', '!']).map(bare).filter(|part| !part.is_empty()).collect()
}

/// The place from 0 that `#3` or `#C` (as in a spreadsheet) speaks of.
fn numbered(column: &str) -> Option<u32> {
    let place = column.strip_prefix('#')?;
    if let Ok(n) = place.parse::<u32>() {
        return n.checked_sub(1);
    }
    let letters = !place.is_empty() && place.len() <= 3 && place.bytes().all(|b| b.is_ascii_uppercase());
    letters.then(|| place.bytes().fold(0, |n, b| n * 26 + u32::from(b - b'A' + 1)) - 1)
}

/// Whether a report's column comes from this file: exactly, from a member of it, or from a dataset of files whose
/// names differ in digits only.
pub fn of_file(file: &str, column: &ColumnReport) -> bool {
    let file = escape(file.as_bytes());
    let source = column.source.as_str();
    source == file
        || source.strip_prefix(file.as_str()).is_some_and(|rest| rest.starts_with("!/"))
        || (column.sources.as_ref().is_some_and(|s| s.count > 1) && without_digits(source) == without_digits(&file))
}

fn without_digits(path: &str) -> String {
    let mut shown = String::new();
    for c in path.chars() {
        match c {
            '0'..='9' if shown.ends_with('#') => {}
            '0'..='9' => shown.push('#'),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::column;

    fn fit(table: &str, label: &str, report: (&str, &str, &str)) -> Option<Fit> {
        let mut seen = column(report.0, report.1, report.2);
        seen.ordinal = Some(2);
        if report.0.ends_with("json") {
            seen.format = "json".into();
            seen.ordinal = None;
        }
        Place::new(table, label).fit(&seen)
    }

    #[test]
    fn names_of_tables_and_columns_ignore_case_and_quotes() {
        assert_eq!(fit("public.Customer", "Email", ("d.sql", "customer", "email")), Some(Fit::Same));
        assert_eq!(fit("customer", "email", ("d.sql", "other", "email")), None);
        assert_eq!(fit("a.users", "email", ("d.sql", "b.users", "email")), None);
        assert_eq!(fit("", "Use Chip", ("cards.csv", "cards", "Use Chip")), Some(Fit::Same));
    }

    #[test]
    fn paths_of_json_are_one_however_they_are_cut_in_table_and_column() {
        assert_eq!(fit("order", "billing.zip", ("o.json", "document", "order.billing.zip")), Some(Fit::Same));
        assert_eq!(fit("users[]", "email", ("u.json", "users", "email")), Some(Fit::Same));
        assert_eq!(fit("[]", "email", ("u.json", "u", "email")), Some(Fit::Same));
        assert_eq!(fit("", "scores[].type", ("s.json", "s", "scores[].type")), Some(Fit::Same));
        assert_eq!(fit("order", "items[].price", ("o.json", "order.items", "price")), Some(Fit::Same));
        assert_eq!(fit("", "name", ("o.json", "items", "name")), None);
    }

    #[test]
    fn what_a_value_holds_stands_below_its_column() {
        assert_eq!(fit("", "street", ("c.csv", "c", "street![]")), Some(Fit::Same));
        assert_eq!(fit("", "meta", ("c.csv", "c", "meta!shipping.phone")), Some(Fit::Below(1)));
        assert_eq!(fit("", "meta.shipping", ("c.csv", "c", "meta!shipping.phone")), Some(Fit::Below(2)));
        assert_eq!(fit("", "metal", ("c.csv", "c", "meta!shipping.phone")), None);
    }

    #[test]
    fn columns_without_names_are_told_by_place() {
        assert_eq!(fit("", "#3", ("c.csv", "c", "#3")), Some(Fit::Same));
        assert_eq!(fit("", "#3", ("c.csv", "c", "taken for a name")), Some(Fit::Ordinal));
        assert_eq!(fit("", "#C", ("c.csv", "c", "name")), Some(Fit::Ordinal));
        assert_eq!(fit("", "#4", ("c.csv", "c", "#3")), None);
        assert_eq!((numbered("#A"), numbered("#AA"), numbered("#0"), numbered("#x")), (Some(0), Some(26), None, None));
    }

    #[test]
    fn a_dataset_stands_for_all_its_files() {
        let mut part = column("part-0001.csv", "part-#", "email");
        assert!(!of_file("part-0002.csv", &part));
        part.sources = Some(outcrop::model::report::SourceSpan { count: 2, first: "part-0001.csv".into(), last: "part-0002.csv".into() });
        assert!(of_file("part-0002.csv", &part) && !of_file("other-0002.csv", &part));
        assert!(of_file("b.zip", &column("b.zip!/u.csv", "u", "email")));
    }
}
