//! What side traces ask of their parent, found once for all of them: so that what one costs does not grow with its parent.

use super::{Trace, live};
use crate::event::Event;
use crate::lattice::Elem;
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
        let trail = &trace.state.trail;
        let mut starts = vec![0; trace.terms.len() + 1];
        trail.iter().for_each(|(t, _)| starts[t.index() + 1] += 1);
        for row in 1..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut next = starts.clone();
        let mut changes = vec![0; trail.len()];
        for (row, (t, _)) in (0..).zip(trail) {
            let place = &mut next[t.index()];
            changes[*place as usize] = row;
            *place += 1;
        }
        let (given_at, left_at) = (given_at.into(), left_at.into());
        Index { given_at, left_at, starts: starts.into(), changes: changes.into() }
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

    /// All events in order.
    pub(crate) fn events(&self) -> impl Iterator<Item = &Event> + '_ {
        self.head.iter().chain(self.body.iter().flat_map(|it| &it.events))
    }
}
