//! Where the parser stands between two units, and how that is written down.

use crate::model::State;

/// How the lines of a COPY block are written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyForm {
    /// The byte between two fields.
    pub delimiter: u8,
    /// What stands for null.
    pub null: Vec<u8>,
    /// Whether fields are quoted as in CSV instead of escaped.
    pub csv: bool,
}

impl Default for CopyForm {
    /// The text format of the PostgreSQL manual.
    fn default() -> Self {
        Self { delimiter: b'\t', null: b"\\N".to_vec(), csv: false }
    }
}

/// The table that rows go to.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Target {
    /// Its name without database and schema.
    pub table: Vec<u8>,
    /// The statement's own column list.
    pub columns: Option<Vec<Vec<u8>>>,
}

/// What the next unit is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// A statement or a comment.
    Statement,
    /// A row of the INSERT that is open.
    Values(Target),
    /// A line of the COPY block that is open.
    Copy(Target, CopyForm),
}

/// A place, and what ends a statement there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mode {
    /// What the next unit is.
    pub place: Place,
    /// What `DELIMITER` set; `;` from the start.
    pub delimiter: Vec<u8>,
}

impl Default for Mode {
    fn default() -> Self {
        Self { place: Place::Statement, delimiter: b";".to_vec() }
    }
}

impl Mode {
    /// The one way to write this mode: nothing at a statement's start; else a letter and its parts, each behind its
    /// length.
    pub fn state(&self) -> State {
        if *self == Self::default() {
            return State::default();
        }
        let mut out = Vec::new();
        put(&mut out, &self.delimiter);
        match &self.place {
            Place::Statement => out.push(b'S'),
            Place::Values(target) => {
                out.push(b'V');
                put_target(&mut out, target);
            }
            Place::Copy(target, form) => {
                out.push(b'C');
                put_target(&mut out, target);
                out.extend_from_slice(&[form.delimiter, u8::from(form.csv)]);
                put(&mut out, &form.null);
            }
        }
        State(out)
    }

    /// The mode that a state stands for; a statement's start for one that is none.
    pub fn of(state: &State) -> Self {
        let mut rest = state.0.as_slice();
        take_mode(&mut rest).unwrap_or_default()
    }
}

fn put(out: &mut Vec<u8>, part: &[u8]) {
    out.extend_from_slice(&(part.len() as u32).to_le_bytes());
    out.extend_from_slice(part);
}

fn put_target(out: &mut Vec<u8>, target: &Target) {
    put(out, &target.table);
    out.push(u8::from(target.columns.is_some()));
    if let Some(columns) = &target.columns {
        out.extend_from_slice(&(columns.len() as u32).to_le_bytes());
        columns.iter().for_each(|column| put(out, column));
    }
}

fn take_byte(rest: &mut &[u8]) -> Option<u8> {
    rest.split_off_first().copied()
}

fn take_number(rest: &mut &[u8]) -> Option<usize> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*bytes) as usize)
}

fn take(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let len = take_number(rest)?;
    let (part, after) = rest.split_at_checked(len)?;
    *rest = after;
    Some(part.to_vec())
}

fn take_target(rest: &mut &[u8]) -> Option<Target> {
    let table = take(rest)?;
    let columns = if take_byte(rest)? == 1 {
        let count = take_number(rest)?;
        Some((0..count).map(|_| take(rest)).collect::<Option<_>>()?)
    } else {
        None
    };
    Some(Target { table, columns })
}

fn take_mode(rest: &mut &[u8]) -> Option<Mode> {
    let delimiter = take(rest)?;
    let place = match take_byte(rest)? {
        b'S' => Place::Statement,
        b'V' => Place::Values(take_target(rest)?),
        b'C' => {
            let target = take_target(rest)?;
            let (delimiter, csv) = (take_byte(rest)?, take_byte(rest)? == 1);
            Place::Copy(target, CopyForm { delimiter, null: take(rest)?, csv })
        }
        _ => return None,
    };
    Some(Mode { place, delimiter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_is_written_in_one_way_and_read_back() {
        let target = |columns| Target { table: b"users".to_vec(), columns };
        let modes = [
            Mode::default(),
            Mode { place: Place::Statement, delimiter: b";;".to_vec() },
            Mode { place: Place::Values(target(None)), delimiter: b";".to_vec() },
            Mode { place: Place::Values(target(Some(vec![b"a".to_vec(), b"".to_vec()]))), delimiter: b"$$".to_vec() },
            Mode { place: Place::Copy(target(Some(vec![])), CopyForm { csv: true, ..CopyForm::default() }), delimiter: b";".to_vec() },
        ];
        for mode in &modes {
            assert!(Mode::of(&mode.state()) == *mode);
        }
        assert!(modes[0].state().0.is_empty());
        assert!(Mode::of(&State(vec![9, 9])) == Mode::default());
    }
}
