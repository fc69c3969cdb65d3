//! Strengthens guards: of two exits of which the first is taken only if the second is, the first gets the condition of the second, which goes.
//!
//! A field is loaded and must not be null; then it must be a float. A list has an item 0; then it has an item 1. It is enough to ask once, for
//! the float and the item 1, where the first question was: what lies between is done by tier 1 if the answer is no. The idea is that of
//! guard strengthening in RPython's vectorizer (Plangger and Krall, 2016).
//!
//! Not across a branch: what holds at one of its sides may not at the other one, and a trace that leaves before it never gets there.

use super::Trace;
use super::explain::{Reason, Removal, Source, What};
use crate::defects::{Defect, broken};
use crate::event::{Event, EventKind};
use crate::semantics::Type;
use crate::term::{Prim, T, Terms};
use rustc_hash::FxHashMap;

/// Strengthens the guards of a trace.
pub(super) fn strengthen(trace: &mut Trace) {
    let mut gone = section(&trace.terms, &mut trace.head);
    if let Some(body) = &mut trace.body {
        gone.extend(section(&trace.terms, &mut body.events));
    }
    if let Some(explained) = &mut trace.explained {
        explained.removals.extend(gone.into_iter().map(|it| Removal {
            origin: it.origin,
            atom: it.atom,
            what: What::Exit,
            reasons: vec![Reason::Tested(Source::Guard(it.by))],
        }));
        explained.removals.sort_by_key(|it| it.origin);
    }
}

/// An exit that is not there any more, and the origin of the one that is taken for it.
struct Gone {
    origin: u32,
    atom: u32,
    by: u32,
}

/// What an exit that can be strengthened, or can strengthen one, is taken for.
#[derive(Clone, Copy)]
enum Taken {
    /// The value has the type.
    Is(T, Type),
    /// The value does not have it.
    IsNot(T, Type),
    /// The value is not above this constant.
    NotAbove(T, i64),
}

/// When an exit is taken, if it is one of those.
fn taken(terms: &Terms, cond: T) -> Option<Taken> {
    let term = terms.get(cond);
    match term.prim {
        Prim::Is(ty) => Some(Taken::Is(term.args[0], ty)),
        Prim::Not => {
            let inner = terms.get(term.args[0]);
            match inner.prim {
                Prim::Is(ty) => Some(Taken::IsNot(inner.args[0], ty)),
                Prim::Lt => match terms.get(inner.args[0]).prim {
                    Prim::Const(below) => {
                        Some(Taken::NotAbove(inner.args[1], below.bits.cast_signed()))
                    }
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}

/// Exits of a section that later ones can strengthen, by what they test: their rows.
#[derive(Default)]
struct Weak {
    types: FxHashMap<T, (usize, Type)>,
    bounds: FxHashMap<T, (usize, i64)>,
}

impl Weak {
    /// The exit that is taken only if this one is, which stands at a row; or notes it as one that can be strengthened.
    fn find(&mut self, row: usize, taken: Taken) -> Option<usize> {
        match taken {
            Taken::Is(value, ty) => {
                self.types.insert(value, (row, ty));
                None
            }
            Taken::IsNot(value, ty) => {
                let (weak, other) = if broken(Defect::StrengthenedByOther) {
                    self.types.values().next().copied()?
                } else {
                    self.types.remove(&value)?
                };
                (other != ty).then_some(weak)
            }
            Taken::NotAbove(value, below) => {
                let found = self.bounds.get(&value).copied().filter(|it| it.1 <= below);
                let row = found.map_or(row, |it| it.0);
                self.bounds.insert(value, (row, below));
                found.map(|it| it.0)
            }
        }
    }
}

fn section(terms: &Terms, events: &mut Vec<Event>) -> Vec<Gone> {
    let mut weak = Weak::default();
    let mut gone = Vec::new();
    let mut dropped = Vec::new();
    for row in 0..events.len() {
        match events[row].kind {
            EventKind::Exit { index, cond, deopt: false } => {
                let Some(taken) = taken(terms, cond) else { continue };
                let Some(first) = weak.find(row, taken) else { continue };
                if let EventKind::Exit { cond: weaker, .. } = &mut events[first].kind
                    && !broken(Defect::WeakerStays)
                {
                    *weaker = cond;
                }
                gone.push(Gone {
                    origin: events[row].origin,
                    atom: index,
                    by: events[first].origin,
                });
                dropped.push(row);
            }
            EventKind::Branch { .. }
            | EventKind::Whole { .. }
            | EventKind::Return { .. }
            | EventKind::Safepoint => weak = Weak::default(),
            _ => {}
        }
    }
    let mut dropped = dropped.into_iter().peekable();
    let mut row = 0;
    events.retain(|_| {
        let drop = dropped.next_if_eq(&row).is_some();
        row += 1;
        !drop
    });
    gone
}
