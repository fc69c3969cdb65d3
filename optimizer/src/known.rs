//! The table of known fields: rows in the order in which they became known, each chained to those of its field and of its object.
//!
//! Rows are only added at the end and removed from there, so that a change is undone by its row.

use crate::semantics::Field;
use crate::term::T;

/// A known field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// The field.
    pub field: Field,
    /// The object.
    pub object: T,
    /// The index, or none.
    pub index: T,
    /// What is there.
    pub value: T,
}

/// A row, or none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Link(u32);

impl Link {
    pub(crate) const NONE: Link = Link(0);
    pub(crate) fn row(self) -> Option<u32> {
        self.0.checked_sub(1)
    }
    fn to(row: usize) -> Link {
        Link(row as u32 + 1)
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) known: Known,
    /// The number of changes of memory when it became known.
    learnt: u32,
    /// The number of changes after which it is forgotten, or 0.
    forgotten: u32,
    /// The row before it of the same field.
    previous: Link,
    /// If the trace has made the object: the row before it that is about the object.
    pub(crate) before: Link,
}

/// What was known when, of a run that is over.
#[derive(Debug, Default)]
pub(crate) struct History(Box<[Row]>);

impl History {
    /// All that was known after so many changes, in the order in which it became known.
    pub(crate) fn after(&self, changes: usize) -> Vec<Known> {
        let rows = &self.0[..self.0.partition_point(|it| (it.learnt as usize) < changes)];
        let mut known = Vec::with_capacity(rows.len());
        known.extend(rows.iter().filter(|it| it.holds(changes)).map(|it| it.known));
        known
    }
    /// What a row says, if it was known after so many changes.
    pub(crate) fn row_after(&self, row: u32, changes: usize) -> Option<Known> {
        let row = &self.0[row as usize];
        row.holds(changes).then_some(row.known)
    }
    /// The fields of all rows, in their order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> + Clone + '_ {
        self.0.iter().map(|it| it.known.field)
    }
}

/// The rows of a field.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    last: Link,
    /// Rows that are not forgotten.
    live: u32,
}

/// The known fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
    /// By field.
    heads: Vec<Head>,
}

impl Row {
    /// Whether it was known after so many changes.
    fn holds(&self, changes: usize) -> bool {
        (self.learnt as usize) < changes
            && (!self.is_forgotten() || self.forgotten as usize > changes)
    }
    pub(crate) fn is_forgotten(&self) -> bool {
        self.forgotten != 0
    }
}

impl Table {
    pub(crate) fn len(&self) -> u32 {
        self.rows.len() as u32
    }
    pub(crate) fn row(&self, row: u32) -> &Row {
        &self.rows[row as usize]
    }
    /// All rows, with those that are forgotten.
    pub(crate) fn history(&self) -> History {
        History(self.rows.as_slice().into())
    }
    /// Forgets everything but keeps the room that it took.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.heads.clear();
    }
    /// Makes room for so many rows about so many fields.
    pub(crate) fn reserve(&mut self, rows: usize, fields: usize) {
        self.rows.reserve(rows);
        self.heads.reserve(fields);
    }
    /// Adds a row after so many changes. Its number is the result. `before` is the last one that is about the object.
    pub(crate) fn push(&mut self, known: Known, before: Link, changes: usize) -> Link {
        let field = usize::from(known.field.0);
        if field >= self.heads.len() {
            self.heads.resize(field + 1, Head::default());
        }
        let row = Link::to(self.rows.len());
        let head = &mut self.heads[field];
        let previous = std::mem::replace(&mut head.last, row);
        head.live += 1;
        self.rows.push(Row { known, learnt: changes as u32, forgotten: 0, previous, before });
        row
    }
    /// Removes the last row, which is not forgotten.
    pub(crate) fn pop(&mut self) -> Option<Row> {
        let row = self.rows.pop()?;
        let head = &mut self.heads[usize::from(row.known.field.0)];
        head.last = row.previous;
        head.live -= 1;
        Some(row)
    }
    /// Forgets a row; `changes` are those of memory, this one with them.
    pub(crate) fn forget(&mut self, row: u32, changes: usize) {
        let row = &mut self.rows[row as usize];
        row.forgotten = changes as u32;
        self.heads[usize::from(row.known.field.0)].live -= 1;
    }
    pub(crate) fn remember(&mut self, row: u32) {
        let row = &mut self.rows[row as usize];
        row.forgotten = 0;
        self.heads[usize::from(row.known.field.0)].live += 1;
    }
    /// The number of fields of which something may be known.
    pub(crate) fn fields(&self) -> usize {
        self.heads.len()
    }
    fn last(&self, field: Field) -> Link {
        let head = self.heads.get(usize::from(field.0)).filter(|it| it.live > 0);
        head.map_or(Link::NONE, |it| it.last)
    }
    /// The rows of a field that are not forgotten, the last first.
    pub(crate) fn latest(&self, field: Field) -> impl Iterator<Item = (u32, &Known)> + '_ {
        let rows =
            std::iter::successors(self.last(field).row(), |row| self.row(*row).previous.row());
        rows.map(|row| (row, self.row(row)))
            .filter(|it| !it.1.is_forgotten())
            .map(|it| (it.0, &it.1.known))
    }
    /// All rows that are not forgotten, in their order.
    pub(crate) fn live(&self) -> impl Iterator<Item = &Known> + '_ {
        self.rows.iter().filter(|it| !it.is_forgotten()).map(|it| &it.known)
    }
}
