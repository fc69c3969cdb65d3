//! The text of a trace, whole: what [`write`] has written, [`parse`] reads, and it is the same trace.
//!
//! For people there is [`super::print`], which writes terms out where they are used; this form is for tests, in which a trace is to be
//! made, broken or compared. A line says one thing:
//!
//! ```text
//! trace 0:4 of 12 terms                       where it is entered: code, unit
//! entry frame                                 or: entry side t4 t9, terms of the parent
//! inputs t0 t1
//! recorded 0 1 1
//! constants t2 = 1, t3 = Null                 what is written as its value from here on
//! head
//!   t4 = Is.Int t0                            before the first event that uses it; with `after 3` if it is partial
//!   exit 0 t5 @1 leave 0                      origin, leave
//!     frame 0 at 0:4 locals t0 t1 stack t0    where a leave first names it; callers come first
//!     leave 0 exit tested 1 frame 0           and how many exits and branches of the recording it has come to
//!       object t9 Node { Node.next = Null, Node.items[0] = t1 }
//!   t6 = call maybe(t1) raises t7 t8 @1 leave 1  whether it has raised, and what
//! loop first 8 origins 3
//!   phi t8 = t0 then t10
//! end loop                                    or: end leave 3; end header t8 = t4
//! unused
//! origin 0 at 0:4 step 0 _IS_INT
//! ```
//!
//! Terms that no line computes are opaque. `#` starts a comment. Not written is what only side traces need of a parent: facts, memory,
//! the contract of its loop, and where in its trails events stand. A trace that was read can be run, and entered from the leaves of
//! others, but is no parent.

mod parse;
mod write;

pub use parse::{Error, parse};
pub use write::write;

use crate::event::{Event, EventKind};
use crate::trace::{Cause, Trace};

/// The words for causes.
const CAUSES: &[(Cause, &str)] = &[
    (Cause::Exit, "exit"),
    (Cause::Deopt, "deopt"),
    (Cause::Branch, "branch"),
    (Cause::Call, "call"),
    (Cause::Safepoint, "safepoint"),
    (Cause::End, "end"),
];

/// Whether two traces are the same, up to what the text leaves out; what differs first if not.
///
/// # Errors
/// What differs.
pub fn same(a: &Trace, b: &Trace) -> Result<(), &'static str> {
    let after = |trace: &Trace| -> Vec<u32> {
        let partial = |row: &u32| trace.terms.get(crate::T(*row)).prim.is_partial();
        let rows = (0..trace.terms.len() as u32).filter(partial);
        rows.map(|row| trace.terms.after(crate::T(row))).collect()
    };
    let bodies = || match (&a.body, &b.body) {
        (Some(a), Some(b)) => {
            (&a.phis, a.first, a.origins) == (&b.phis, b.first, b.origins)
                && same_events(&a.events, &b.events)
        }
        (a, b) => a.is_none() && b.is_none(),
    };
    let checks: [(&str, bool); 12] = [
        ("start", a.start == b.start),
        ("entry", a.entry == b.entry),
        ("inputs", a.inputs == b.inputs),
        ("terms", a.terms.iter().eq(b.terms.iter())),
        ("guards of partial terms", after(a) == after(b)),
        ("head", same_events(&a.head, &b.head)),
        ("loop", bodies()),
        ("leaves", a.leaves == b.leaves),
        ("frames", a.snapshots == b.snapshots),
        ("origins", a.origins == b.origins),
        ("end", a.end == b.end),
        ("recorded", a.recorded == b.recorded),
    ];
    checks.into_iter().find(|it| !it.1).map_or(Ok(()), |it| Err(it.0))
}

fn same_events(a: &[Event], b: &[Event]) -> bool {
    fn parts(it: &Event) -> (&EventKind, u32, Option<u32>) {
        (&it.kind, it.origin, it.leave)
    }
    a.iter().map(parts).eq(b.iter().map(parts))
}
