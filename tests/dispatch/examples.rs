//! The audit on hand-made machine code: each rule sees what breaks it, and passes what does not.

use std::collections::BTreeMap;

use super::audit::{Program, Report, audit};
use super::code::Image;

/// Functions of a few bytes, and slots.
#[derive(Default)]
struct Bytes {
    functions: BTreeMap<u64, Vec<u8>>,
    pointers: BTreeMap<u64, u64>,
    offsets: BTreeMap<u64, i32>,
}

impl Image for Bytes {
    fn pointer_at(&self, address: u64) -> Option<u64> {
        self.pointers.get(&address).copied()
    }
    fn offset_at(&self, address: u64) -> Option<i32> {
        self.offsets.get(&address).copied()
    }
}

impl Program for Bytes {
    fn function_at(&self, address: u64) -> Option<(&[u8], &str)> {
        self.functions.get(&address).map(|bytes| (bytes.as_slice(), "handler"))
    }
}

/// `movzx eax, word [rdi]; jmp [rcx + rax*8]`
const DISPATCH: &[u8] = &[0x0f, 0xb7, 0x07, 0xff, 0x24, 0xc1];
/// `movzx eax, word [rdi]; mov rax, [rcx + rax*8]; jmp rax`
const DISPATCH_BY_REGISTER: &[u8] = &[0x0f, 0xb7, 0x07, 0x48, 0x8b, 0x04, 0xc1, 0xff, 0xe0];

fn program(functions: &[(u64, &[u8])]) -> Bytes {
    let functions = functions.iter().map(|(at, bytes)| (*at, bytes.to_vec())).collect();
    Bytes { functions, ..Bytes::default() }
}

/// The report on one handler at `0x1000`.
fn report(bytes: &Bytes) -> Report {
    audit(bytes, &[("A".to_string(), 0x1000)])
}

fn alone(bytes: &[u8]) -> Report {
    report(&program(&[(0x1000, bytes)]))
}

#[track_caller]
fn violates(report: &Report, text: &str) {
    assert!(report.violations.iter().any(|found| found.contains(text)), "{report:?}");
}

#[test]
fn a_jump_through_the_table_is_dispatch() {
    for bytes in [DISPATCH, DISPATCH_BY_REGISTER] {
        let report = alone(bytes);
        assert_eq!((report.violations.as_slice(), report.dispatches), (&[] as &[String], 1));
        assert!(report.spilling.is_empty());
    }
}

#[test]
fn a_call_through_the_table_is_seen() {
    // sub rsp, 8; movzx eax, word [rdi]; call [rcx + rax*8]; add rsp, 8; ret
    let report = alone(&[
        0x48, 0x83, 0xec, 0x08, 0x0f, 0xb7, 0x07, 0xff, 0x14, 0xc1, 0x48, 0x83, 0xc4, 0x08, 0xc3,
    ]);
    violates(&report, "calls through the dispatch table");
    violates(&report, "never goes on");
    // The same with the target in a register: mov rax, [rcx + rax*8]; call rax; ret
    let report = alone(&[0x48, 0x8b, 0x04, 0xc1, 0xff, 0xd0, 0xc3]);
    violates(&report, "calls through the dispatch table");
}

#[test]
fn a_call_of_a_slow_path_is_seen() {
    // The handler calls 0x2000, to which it also jumps: call 0x2000; test eax, eax; je 0x2000; dispatch
    let mut handler = vec![0xe8, 0xfb, 0x0f, 0, 0, 0x85, 0xc0, 0x0f, 0x84, 0xf3, 0x0f, 0, 0];
    handler.extend(DISPATCH);
    let found = report(&program(&[(0x1000, &handler), (0x2000, DISPATCH)]));
    violates(&found, "handler calls handler");
    // The same through a slot of the global offset table: call [rip + 0x3000]; jmp [rip + 0x3000 - 6]
    let handler = [0xff, 0x15, 0xfa, 0x1f, 0, 0, 0xff, 0x25, 0xf4, 0x1f, 0, 0];
    let mut bytes = program(&[(0x1000, &handler), (0x2000, DISPATCH)]);
    bytes.pointers.insert(0x3000, 0x2000);
    violates(&report(&bytes), "handler calls handler");
}

#[test]
fn a_call_of_a_helper_is_not_dispatch() {
    // sub rsp, 8; call 0x5000; add rsp, 8; dispatch
    let mut handler = vec![0x48, 0x83, 0xec, 0x08, 0xe8, 0xf7, 0x3f, 0, 0, 0x48, 0x83, 0xc4, 0x08];
    handler.extend(DISPATCH);
    let report = alone(&handler);
    assert!(report.violations.is_empty() && report.spilling.is_empty(), "{report:?}");
}

#[test]
fn a_stack_that_grows_is_seen() {
    // push rbx; dispatch
    violates(&alone(&[&[0x53], DISPATCH].concat()), "with a stack of 8 bytes");
    // push rbp; mov rbp, rsp; and rsp, -32; dispatch
    let aligned = [0x55, 0x48, 0x89, 0xe5, 0x48, 0x83, 0xe4, 0xe0];
    violates(&alone(&[&aligned, DISPATCH].concat()), "with a stack of unknown");
    // the same with leave before the dispatch
    let left = [&aligned[..], &[0xc9], DISPATCH].concat();
    assert!(alone(&left).violations.is_empty());
}

#[test]
fn a_frame_without_need_is_listed() {
    // push rbx; pop rbx; dispatch
    let report = alone(&[&[0x53, 0x5b], DISPATCH].concat());
    assert!(report.violations.is_empty());
    assert_eq!(report.spilling, ["A"]);
    // test eax, eax; je +2; push rbx; pop rbx; dispatch: there is a path without
    let report = alone(&[&[0x85, 0xc0, 0x74, 0x02, 0x53, 0x5b], DISPATCH].concat());
    assert!(report.spilling.is_empty());
}

#[test]
fn slow_paths_count_as_ways_on() {
    // jmp 0x2000
    let to = [0xe9, 0xfb, 0x0f, 0, 0];
    assert!(report(&program(&[(0x1000, &to), (0x2000, DISPATCH)])).violations.is_empty());
    let lost = report(&program(&[(0x1000, &to), (0x2000, &[0xc3])]));
    violates(&lost, "never goes on");
}

#[test]
fn switches_are_followed() {
    // lea rdx, [rip + 0x2ff9]; movsxd rax, [rdx + rax*4]; add rax, rdx; jmp rax; then push rbx; dispatch
    let switch =
        [0x48, 0x8d, 0x15, 0xf9, 0x2f, 0, 0, 0x48, 0x63, 0x04, 0x82, 0x48, 0x01, 0xd0, 0xff, 0xe0];
    let mut bytes = program(&[(0x1000, &[&switch[..], &[0x53], DISPATCH].concat())]);
    bytes.offsets.insert(0x4000, 0x1010 - 0x4000);
    bytes.offsets.insert(0x4004, 0x1011 - 0x4000);
    let report = report(&bytes);
    assert_eq!(report.dispatches, 2, "{report:?}");
    violates(&report, "with a stack of 8 bytes");
}

#[test]
fn what_is_no_code_is_a_violation() {
    violates(&alone(&[0x06]), "no instruction");
    violates(&alone(&[0x53]), "runs on");
    violates(&report(&Bytes::default()), "no function");
}
