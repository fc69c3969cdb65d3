//! What side traces ask of their parent, found once for all of them: so that what one costs does not grow with its parent.

use super::{State, Trace, live};
use crate::event::Event;
use crate::known::Known;
use crate::lattice::Elem;
use crate::semantics::Field;
use crate::term::T;

/// Where things are in a trace.
#[derive(Debug)]
pub(super) struct Index {
    /// By term: the number of the event that gives it, counted from 1. Inputs are there before the first one, phis before the loop's first
    /// one. What nothing gives comes last.
    given_at: Box<[u32]>,
    /// By leave: the number of its event; 0 if it is the end's.
    left_at: Box<[u32]>,
    /// By term, and one more: where its changes start in `changes`.
    starts: Box<[u32]>,
    /// Rows of the trail, those of a term in their order.
    changes: Box<[u32]>,
    /// By field, and one more, as far as something was known: where its rows start in `known`.
    fields: Box<[u32]>,
    /// Rows of what was known, those of a field in their order.
    known: Box<[u32]>,
}

/// The rows `0..` of which these are the keys, those of a key in their order, and by key and one more where they start.
fn grouped(keys: usize, rows: impl Iterator<Item = usize> + Clone) -> (Box<[u32]>, Box<[u32]>) {
    let mut starts = vec![0; keys + 1];
    rows.clone().for_each(|key| starts[key + 1] += 1);
    for row in 1..starts.len() {
        starts[row] += starts[row - 1];
    }
    let mut next = starts.clone();
    let mut grouped = vec![0; starts[keys] as usize];
    for (row, key) in (0..).zip(rows) {
        let place = &mut next[key];
        grouped[*place as usize] = row;
        *place += 1;
    }
    (starts.into(), grouped.into())
}

impl Index {
    fn of(trace: &Trace) -> Index {
        let mut given_at = vec![u32::MAX; trace.terms.len()];
        let mut left_at = vec![0; trace.leaves.len()];
        trace.inputs.iter().for_each(|t| given_at[t.index()] = 0);
        let head = trace.head.len() as u32;
        for phi in trace.body.iter().flat_map(|it| &it.phis) {
            given_at[phi.phi.index()] = head;
        }
        for (event, number) in trace.events().zip(1..) {
            live::results(&event.kind).for_each(|t| given_at[t.index()] = number);
            if let Some(row) = event.leave {
                left_at[row as usize] = number;
            }
        }
        let State { trail, known, .. } = &trace.state;
        let (starts, changes) = grouped(trace.terms.len(), trail.iter().map(|it| it.0.index()));
        let fields = known.fields().map(|it| usize::from(it.0));
        let (fields, known) = grouped(fields.clone().max().map_or(0, |it| it + 1), fields);
        let (given_at, left_at) = (given_at.into(), left_at.into());
        Index { given_at, left_at, starts, changes, fields, known }
    }
}

impl Trace {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// The event that leaves at a row with its number, counted from 1; if the trace ends there, its last one.
    pub(super) fn event_of(&self, leave: u32) -> Option<(&Event, u32)> {
        let events = self.head.len() + self.body.as_ref().map_or(0, |it| it.events.len());
        let number = match self.index().left_at.get(leave as usize)? {
            0 => events as u32,
            number => *number,
        };
        let row = (number as usize).checked_sub(1)?;
        let event = match row.checked_sub(self.head.len()) {
            None => self.head.get(row),
            Some(row) => self.body.as_ref().and_then(|it| it.events.get(row)),
        };
        Some((event?, number))
    }

    /// Whether a term has been given before the event of a number.
    pub(super) fn is_given_before(&self, t: T, number: u32) -> bool {
        self.index().given_at[t.index()] < number
    }

    /// What was known of a term when the trail had a length.
    pub(super) fn fact_at(&self, t: T, trail: usize) -> Elem {
        let state = &self.state;
        let index = self.index();
        let own = index.starts[t.index()] as usize..index.starts[t.index() + 1] as usize;
        let own = &index.changes[own];
        match own.get(own.partition_point(|row| (*row as usize) < trail)) {
            Some(row) => state.trail[*row as usize].1,
            None => state.facts.get(t.index()).copied().unwrap_or(Elem::UNKNOWN),
        }
    }

    /// What was known of some fields after so many changes of memory and matters, in the order in which it became known.
    pub(super) fn known_of(
        &self,
        fields: impl Iterator<Item = Field>,
        changes: usize,
        matters: impl Fn(&Known) -> bool,
    ) -> Vec<Known> {
        let index = self.index();
        let mut found = Vec::with_capacity(32);
        for field in fields {
            let Some([start, end, ..]) = index.fields.get(usize::from(field.0)..) else { continue };
            for row in &index.known[*start as usize..*end as usize] {
                if let Some(known) = self.state.known.row_after(*row, changes)
                    && matters(&known)
                {
                    found.push((*row, known));
                }
            }
        }
        found.sort_unstable_by_key(|it| it.0);
        found.into_iter().map(|it| it.1).collect()
    }

    /// All events in order.
    pub(crate) fn events(&self) -> impl Iterator<Item = &Event> + '_ {
        self.head.iter().chain(self.body.iter().flat_map(|it| &it.events))
    }
}
