//! Where a walk stands, and how its caller moves it.

use super::*;

impl Walk {
    /// Opens the record that begins at `at`; answers what [`Walk::close`] needs to go back.
    pub(crate) fn open(&mut self) -> Option<usize> {
        self.fresh = true;
        self.piece_at = self.at + PIECE;
        self.base.replace(self.stack.len())
    }

    /// Opens a document in a value: an array in it is no row.
    pub(crate) fn open_value(&mut self) {
        self.base = Some(self.stack.len());
        self.push(Kind::Call, ROOT);
        self.base = Some(self.stack.len());
    }

    /// Leaves the record that was open, whole or not, for the one around it.
    pub(crate) fn close(&mut self, outer: Option<usize>) {
        if let Some(base) = self.base {
            self.stack.truncate(base);
        }
        self.base = outer;
        self.fresh = false;
        self.piece_at = if outer.is_some() { self.at + PIECE } else { usize::MAX };
        self.after_value();
    }

    /// Takes the array at `at` for one whose elements are records.
    pub(crate) fn enter_array(&mut self) {
        self.at += 1;
        self.push(Kind::Elements, ROOT);
    }

    /// Stands as if inside an array of records at the top.
    pub(crate) fn inside_array(&mut self) {
        self.stack.truncate(1);
        self.base = None;
        self.push(Kind::Elements, ROOT);
    }

    /// Whether a record is open.
    pub(crate) fn is_open(&self) -> bool {
        self.base.is_some()
    }

    /// Whether a record was opened of which nothing could be read.
    pub(crate) fn at_first_byte(&self) -> bool {
        self.base == Some(self.stack.len())
    }

    /// Whether the open record is an element of an array of records.
    pub(crate) fn in_element(&self) -> bool {
        let around = self.base.and_then(|b| self.stack.get(b.checked_sub(1)?));
        around.is_some_and(|f| f.kind == Kind::Elements)
    }

    /// Whether the walk stands between the records of an array.
    pub(crate) fn between_elements(&self) -> bool {
        self.around() == Kind::Elements && self.base != Some(self.stack.len())
    }

    /// Leaves everything.
    pub(crate) fn leave_all(&mut self) {
        self.stack.truncate(1);
        self.base = None;
        self.fresh = false;
        self.expect = Expect::Value;
        self.piece_at = usize::MAX;
    }

    /// The kind of what stands around the next value.
    pub(crate) fn around(&self) -> Kind {
        self.stack.last().map_or(Kind::Top, |f| f.kind)
    }

    /// How many arrays and objects are open, the source itself included.
    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Says that the first `n` bytes are gone.
    pub(crate) fn consumed(&mut self, n: usize) {
        self.at = self.at.saturating_sub(n);
        if self.piece_at != usize::MAX {
            self.piece_at = self.piece_at.saturating_sub(n);
        }
    }

    /// After damage: the next value or key of the same array or object comes next.
    pub(crate) fn resume(&mut self) {
        self.behind_value = false;
        self.after_value();
        self.behind_value = false;
    }

    /// After damage: leaves arrays and objects until `closer` closes one of the open record; `false` when there is none.
    pub(crate) fn unwind(&mut self, closer: u8) -> bool {
        let fits = |f: &Frame| closes(f.kind, closer);
        let floor = self.base.map_or(1, |b| b + 1);
        match self.stack.iter().rposition(fits) {
            Some(n) if n + 1 > floor => {
                self.stack.truncate(n + 1);
                true
            }
            _ => false,
        }
    }

    /// The node of the huge string at `at`, and whether it is a key. The caller hands it over, and sets `at` behind it.
    pub(crate) fn huge(&mut self, paths: &mut Paths) -> u32 {
        if self.expect == Expect::Key {
            self.expect = Expect::Colon;
            let parent = self.stack.last().map_or(ROOT, |f| f.node);
            let star = paths.star(parent);
            if let Some(frame) = self.stack.last_mut() {
                frame.value = star;
            }
            return paths.keys(star);
        }
        let fresh = std::mem::take(&mut self.fresh);
        self.scalar_node(fresh, paths)
    }

    /// The huge value has ended; says whether the record has ended with it.
    pub(crate) fn huge_ended(&mut self) -> bool {
        self.expect == Expect::Value && self.ended().is_some()
    }
}
