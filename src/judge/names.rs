//! Columns get their names: from schemas in the same or a sibling file, from lists, from a header row.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Rules;
use super::dataset::{NamedColumn, NamedTable};
use super::first_row;
use crate::model::{ColumnKey, Locator, SchemaColumn, SchemaOrigin, escape};
use crate::profile::table::column_element;
use crate::profile::{ColumnFacts, FirstRow, Partial, SourceFacts, TableFacts};

/// Declared tables of a volume by name: the folder of the declaring source, and the columns.
type Declared<'p> = HashMap<(String, String), Vec<(&'p Locator, &'p [SchemaColumn])>>;

/// Gives every table of a partial its name and its columns theirs.
pub fn resolve(partial: &Partial, rules: &Rules<'_>) -> Vec<NamedTable> {
    let declared = declarations(partial);
    let mut tables = Vec::new();
    for (locator, source) in &partial.sources {
        for (name, facts) in &source.tables {
            let shown = if name.is_empty() { escape(locator.stem()) } else { escape(name) };
            let table = resolve_table(locator, source, shown, facts, &declared, rules);
            let bare = table.columns.is_empty() && table.records == 0;
            if !bare {
                tables.push(table);
            }
        }
    }
    // A table that another file only declares needs no entry of its own where its records were found.
    let filled: std::collections::HashSet<(String, String)> =
        tables.iter().filter(|t| t.records > 0).map(|t| (t.volume.clone(), t.name.to_lowercase())).collect();
    tables.retain(|t| t.records > 0 || t.format != "sql" || !filled.contains(&(t.volume.clone(), t.name.to_lowercase())));
    tables
}

fn declarations(partial: &Partial) -> Declared<'_> {
    let mut declared: Declared<'_> = HashMap::new();
    for (locator, source) in &partial.sources {
        for (name, facts) in &source.tables {
            for (origin, columns) in &facts.schemas {
                if *origin == SchemaOrigin::Declared && !columns.is_empty() && source.format == "sql" {
                    let key = (locator.volume.to_string(), escape(name).to_lowercase());
                    declared.entry(key).or_default().push((locator, columns));
                }
            }
        }
    }
    declared
}

/// The schema that names a table's columns, of at least `width` (and in a sibling of a delimited file at most `most`): its
/// own source's first, then the nearest sibling's.
fn schema_for<'p>(
    locator: &Locator,
    name: &str,
    own: &'p TableFacts,
    (width, most): (usize, usize),
    declared: &Declared<'p>,
) -> Option<&'p [SchemaColumn]> {
    let fits = |columns: &[SchemaColumn]| columns.len() >= width;
    let mine = own.schemas.iter().find(|(origin, columns)| *origin == SchemaOrigin::Declared && !columns.is_empty() && fits(columns));
    if let Some((_, columns)) = mine {
        return Some(columns);
    }
    // A format that always has the same columns (a line of text) says so without declaring a table.
    if let Some((_, columns)) =
        own.schemas.iter().find(|(origin, columns)| *origin == SchemaOrigin::Unnamed && !columns.is_empty() && fits(columns))
    {
        return Some(columns);
    }
    let candidates = declared.get(&(locator.volume.to_string(), name.to_lowercase()))?;
    // A delimited file has the columns of a schema in another file only where their number is the same.
    let most = if own.first_row.is_some() { most } else { usize::MAX };
    let fits = |columns: &[SchemaColumn]| fits(columns) && columns.len() <= most;
    let shared = |other: &Locator| other.path.iter().zip(locator.path.iter()).take_while(|(a, b)| a == b).count();
    candidates.iter().filter(|(_, columns)| fits(columns)).max_by_key(|(other, _)| shared(other)).map(|(_, columns)| *columns)
}

fn resolve_table(
    locator: &Locator,
    source: &SourceFacts,
    name: String,
    facts: &TableFacts,
    declared: &Declared<'_>,
    rules: &Rules<'_>,
) -> NamedTable {
    let mut columns = facts.columns.clone();
    let mut records = facts.records;
    let mut signatures = facts.signatures.clone();
    let width = columns.keys().filter_map(|k| if let ColumnKey::Ordinal(n) = k { Some(*n as usize + 1) } else { None }).max().unwrap_or(0);
    let first_width = facts.first_row.as_ref().map_or(0, |f| f.cells.len());
    let whole = width.max(first_width);
    let mut schema = schema_for(locator, &name, facts, (whole, whole), declared);
    if schema.is_none() && source.format == "delimited" && beside(locator, &name, declared) {
        // Some records have more fields than the others: a delimiter stands in one of their values.
        schema = schema_for(locator, &name, facts, (solid_width(facts), whole), declared);
    }
    let mut header = None;
    if let Some(first) = &facts.first_row {
        if names_columns(first, facts, schema.filter(|_| beside(locator, &name, declared)), rules) {
            header = Some(first_row::names(first));
        } else {
            first_row::fold_into((**first).clone(), &mut columns);
            signatures.merge(&first.signatures);
            records += 1;
        }
    }
    NamedTable {
        volume: locator.volume.to_string(),
        sources: vec![locator.clone()],
        format: source.format.clone(),
        name,
        records,
        columns: in_listed_order(name_columns(columns, schema, header, records), facts),
        signatures,
    }
}

/// Whether a schema of that name lies in the same folder: `mysqldump --tab` writes `users.sql` beside `users.txt`.
fn beside(locator: &Locator, name: &str, declared: &Declared<'_>) -> bool {
    let folder = |l: &Locator| l.source().rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let own = folder(locator);
    declared.get(&(locator.volume.to_string(), name.to_lowercase())).is_some_and(|all| all.iter().any(|(other, _)| folder(other) == own))
}

/// How many columns are more than the odd record's surplus: filled in a tenth of the records.
fn solid_width(facts: &TableFacts) -> usize {
    let filled = |column: &ColumnFacts| column.cells().saturating_sub(column.nulls) * 10 > facts.records;
    let places = facts.columns.iter().filter_map(|(key, column)| match key {
        ColumnKey::Ordinal(n) if filled(column) => Some(*n as usize + 1),
        _ => None,
    });
    places.max().unwrap_or(0)
}

fn names_columns(first: &FirstRow, facts: &TableFacts, schema: Option<&[SchemaColumn]>, rules: &Rules<'_>) -> bool {
    if let Some(schema) = schema {
        // With a schema at hand the first row is a header only where it repeats the schema's names.
        let same = first.cells.iter().zip(schema).filter(|(cell, column)| cell.eq_ignore_ascii_case(&column.name)).count();
        return same * 2 > first.cells.len();
    }
    first_row::is_header(first, facts, rules)
}

/// The columns in order: those with a place by place, then the others by name.
fn name_columns(
    facts: BTreeMap<ColumnKey, Arc<ColumnFacts>>,
    schema: Option<&[SchemaColumn]>,
    header: Option<Vec<Option<String>>>,
    records: u64,
) -> Vec<NamedColumn> {
    let mut placed: BTreeMap<u32, NamedColumn> = BTreeMap::new();
    let mut named: BTreeMap<String, NamedColumn> = BTreeMap::new();
    let place_name = |n: u32| match (&header, schema) {
        (Some(header), _) => header.get(n as usize).cloned().flatten(),
        (None, Some(schema)) => schema.get(n as usize).map(|c| escape(&c.name)),
        (None, None) => None,
    };
    let blank = |n: u32| NamedColumn {
        name: place_name(n),
        ordinal: Some(n),
        sql_type: schema.and_then(|s| s.get(n as usize)).map_or(String::new(), |c| escape(&c.sql_type)),
        comment: schema.and_then(|s| s.get(n as usize)).map_or(String::new(), |c| escape(&c.comment)),
        elements: Vec::new(),
        facts: Arc::default(),
    };
    let declared = schema.map_or(0, <[SchemaColumn]>::len).max(header.as_ref().map_or(0, Vec::len)) as u32;
    (0..declared).for_each(|n| {
        placed.insert(n, blank(n));
    });
    for (key, column) in facts {
        let element = column_element(&key);
        let slot = match &key {
            ColumnKey::Ordinal(n) => placed.entry(*n).or_insert_with(|| blank(*n)),
            ColumnKey::Name(bytes) => match place_of(bytes, schema) {
                Some(n) => placed.entry(n).or_insert_with(|| blank(n)),
                None => {
                    let name = with_place(&escape(bytes), &place_name);
                    named.entry(name.clone()).or_insert_with(|| NamedColumn { name: Some(name), ordinal: None, ..blank(u32::MAX) })
                }
            },
        };
        if slot.elements.is_empty() {
            slot.facts = column;
        } else {
            Arc::make_mut(&mut slot.facts).merge(&column);
        }
        slot.elements.push(element);
    }
    let mut columns: Vec<NamedColumn> = placed.into_values().chain(named.into_values()).collect();
    for column in &mut columns {
        // A record that doesn't have the column at all holds no value of it.
        let missing = records.saturating_sub(column.facts.cells());
        if missing > 0 {
            Arc::make_mut(&mut column.facts).nulls += missing;
        }
    }
    columns
}

/// Puts columns that are known by name alone in the order of the longest list that an INSERT or COPY gives.
fn in_listed_order(mut columns: Vec<NamedColumn>, facts: &TableFacts) -> Vec<NamedColumn> {
    let lists = facts.schemas.iter().filter(|(origin, _)| *origin == SchemaOrigin::Listed).map(|(_, columns)| columns);
    let Some(list) = lists.max_by_key(|columns| columns.len()) else { return columns };
    let names: Vec<String> = list.iter().map(|c| escape(&c.name)).collect();
    let place = |column: &NamedColumn| {
        let name = column.name.as_deref()?;
        // What is below a column stands behind it.
        names.iter().position(|n| name.strip_prefix(n.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['!', '.'])))
    };
    columns.sort_by_key(|column| column.ordinal.map_or_else(|| (1, place(column).unwrap_or(usize::MAX)), |n| (0, n as usize)));
    columns
}

fn place_of(name: &[u8], schema: Option<&[SchemaColumn]>) -> Option<u32> {
    schema?.iter().position(|c| c.name.eq_ignore_ascii_case(name)).and_then(|n| u32::try_from(n).ok())
}

/// `#3!a.b` and `#3.1` are below the fourth column: its name takes the place of `#3`.
fn with_place(name: &str, place_name: &dyn Fn(u32) -> Option<String>) -> String {
    let Some(rest) = name.strip_prefix('#') else { return name.to_owned() };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, below) = rest.split_at(digits);
    match number.parse().ok().and_then(place_name) {
        Some(column) if below.starts_with(['!', '.']) => format!("{column}{below}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_below_a_place_take_its_name() {
        let names = |n: u32| (n == 3).then(|| "meta".to_owned());
        assert_eq!(with_place("#3!a.b", &names), "meta!a.b");
        assert_eq!(with_place("#3.1", &names), "meta.1");
        assert_eq!(with_place("#4!a", &names), "#4!a");
        assert_eq!(with_place("#tag", &names), "#tag");
    }
}
