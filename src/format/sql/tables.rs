//! The tables of one reading: which were announced, and how their columns are keyed.

use std::collections::HashMap;

use super::mode::Target;
use crate::format::Sink;
use crate::model::{Schema, SchemaColumn, SchemaOrigin, TableRef};

/// Tables by their name and column list, numbered as they are met.
#[derive(Default)]
pub struct Tables {
    known: HashMap<Target, usize>,
    list: Vec<(Target, TableRef)>,
}

impl Tables {
    /// The number of a target; announces its table when it is new.
    pub fn number(&mut self, target: Target, sink: &mut dyn Sink) -> usize {
        if let Some(&number) = self.known.get(&target) {
            return number;
        }
        let columns: Vec<SchemaColumn> =
            target.columns.iter().flatten().map(|name| SchemaColumn { name: name.clone().into(), ..SchemaColumn::default() }).collect();
        let origin = if columns.is_empty() { SchemaOrigin::Unnamed } else { SchemaOrigin::Listed };
        let table = sink.table(&Schema { name: target.table.clone().into(), origin, columns });
        self.list.push((target.clone(), table));
        self.known.insert(target, self.list.len() - 1);
        self.list.len() - 1
    }

    /// The target of a number.
    pub fn target(&self, number: usize) -> Option<&Target> {
        self.list.get(number).map(|(target, _)| target)
    }

    /// The sink's name for it.
    pub fn table(&self, number: usize) -> Option<TableRef> {
        self.list.get(number).map(|&(_, table)| table)
    }
}
