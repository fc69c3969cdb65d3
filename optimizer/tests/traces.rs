//! Traces of loops that are written by hand: what is left of them, and that they run as they should.

mod definitions;

use definitions::VM;
use std::rc::Rc;
use trefoil_optimizer::Cx;
use trefoil_optimizer::event::EventKind;
use trefoil_optimizer::exec::Code;
use trefoil_optimizer::generated::ty;
use trefoil_optimizer::host::Ignorant;
use trefoil_optimizer::semantics::Datum;
use trefoil_optimizer::trace::peel::optimize;
use trefoil_optimizer::trace::recording::{End, Place, Recorded, Recording};
use trefoil_optimizer::trace::{Definition, Passes, Trace};

#[allow(unused, missing_docs, reason = "generated")]
mod metadata {
    include!(concat!(env!("OUT_DIR"), "/vm_metadata.rs"));
}

fn definition() -> Definition {
    Definition {
        sem: VM.sem,
        insts: &metadata::INSTS,
        actions: &[],
        function_code: None,
        suspension: None,
        passes: Passes::ALL,
    }
}

/// A loop of instructions, one a line: name, operand, and `jumps` if its branch is taken.
fn recording(text: &str, locals: u32) -> Recording {
    let mut recording = Recording { locals, end: End::Loop, ..Recording::default() };
    let mut at = 0;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap_or_default();
        let inst = metadata::INSTS.iter().position(|it| it.name == name);
        let inst = inst.unwrap_or_else(|| panic!("no instruction {name}"));
        let oparg = words.next().map_or(0, |word| word.parse().expect("an operand"));
        recording.steps.push(Recorded {
            place: Place { code: 0, at },
            inst: inst as u16,
            oparg,
            caches: recording.caches.len() as u32,
            taken: words.next().map(|_| 0),
            callee: None,
            caller: None,
            caught: None,
        });
        at += u32::from(metadata::INSTS[inst].units);
    }
    recording
}

fn trace(text: &str, locals: u32) -> Box<Trace> {
    let mut host = Ignorant;
    let mut cx = Cx::new(VM.sem, &mut host);
    let recording = recording(text, locals);
    optimize(definition(), &recording, &mut cx).expect("a trace")
}

fn body_exits(trace: &Trace) -> Vec<String> {
    let body = trace.body.as_ref().expect("a loop");
    let exits = body.events.iter().filter_map(|it| match it.kind {
        EventKind::Exit { cond, .. } | EventKind::Branch { cond, .. } => {
            Some(format!("{:?}", trace.terms.get(cond).prim))
        }
        _ => None,
    });
    exits.collect()
}

#[test]
fn a_sum_keeps_no_type_guard_in_the_loop() {
    let trace = trace(
        "
        LOAD_FAST 0
        LOAD_FAST 1
        BINARY_OP_ADD_INT 0
        LOAD_FAST 1
        BINARY_OP_ADD_INT 0
        STORE_FAST 0
        LOAD_FAST 2
        LOAD_SMALL_INT 1
        BINARY_OP_ADD_INT 0
        STORE_FAST 2
        LOAD_FAST 2
        LOAD_FAST 3
        COMPARE_LT_INT 0
        POP_JUMP_IF_FALSE_BOOL 7
        ",
        4,
    );
    let exits = body_exits(&trace);
    println!("{exits:?} of {:?}", trace.recorded.last());
    assert!(exits.iter().all(|it| !it.starts_with("Is")), "{exits:?}");
    let int = |value: i64| Datum::new(ty::INT, value as u64);
    let mut world = definitions::NoWorld;
    let left = trefoil_optimizer::exec::run(
        VM.sem,
        &Rc::new(Code::new(trace)),
        &[int(0), int(3), int(0), int(10)],
        &mut world,
    );
    let frame = left.frames.last().expect("a frame");
    assert_eq!(frame.locals, [int(60), int(3), int(10), int(10)]);
    assert_eq!(left.iterations, 8);
}
