//! What has to hold of every generated handler in machine code, so that the native stack does not grow from instruction to instruction.
//!
//! # Rules
//! 1. A handler, or a function that it tail-calls, goes on to the next instruction by an indirect `jmp` through the dispatch table.
//! 2. Nowhere in these functions is a handler, or what handlers tail-call, `call`ed: neither by name nor through the table.
//! 3. On every way out the stack pointer is where it was at the start.
//!
//! And what should hold for speed: where a path leads to the next instruction without a call, one does so without a frame.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{Function, Image, Transfer};

/// A program whose handlers can be audited.
pub trait Program: Image {
    /// The code of the function that starts at an address, and its symbol.
    fn function_at(&self, address: u64) -> Option<(&[u8], &str)>;
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What breaks the rules, as sentences. One of a function that many handlers jump to occurs once.
    pub violations: Vec<String>,
    /// Handlers that have a frame on every path to the next instruction, although one of these paths makes no call.
    pub spilling: Vec<String>,
    /// The functions that were looked at.
    pub functions: usize,
    /// Dispatches found in them.
    pub dispatches: usize,
}

/// Checks handlers, by name and address, and all functions that they tail-call.
pub fn audit(program: &dyn Program, handlers: &[(String, u64)]) -> Report {
    let mut report = Report::default();
    let functions = reachable(program, handlers, &mut report);
    report.functions = functions.len();
    for (address, function) in &functions {
        check(program, *address, function, &functions, &mut report);
    }
    let ending = ending_in_dispatch(&functions);
    for (name, address) in handlers {
        if functions.contains_key(address) && !ending.contains(address) {
            report
                .violations
                .push(format!("{name} never goes on to another instruction by a jump"));
        }
        let Some(function) = functions.get(address) else { continue };
        if function.dispatches_without_call && !function.dispatches_without_frame {
            report.spilling.push(name.clone());
        }
    }
    report
}

/// The handlers and what they tail-call, directly or not.
fn reachable(
    program: &dyn Program,
    handlers: &[(String, u64)],
    report: &mut Report,
) -> BTreeMap<u64, Function> {
    let mut functions = BTreeMap::new();
    let mut pending: Vec<(u64, &str)> =
        handlers.iter().map(|(name, address)| (*address, name.as_str())).collect();
    while let Some((address, from)) = pending.pop() {
        if functions.contains_key(&address) {
            continue;
        }
        let read = match program.function_at(address) {
            Some((bytes, _)) => Function::read(bytes, address, program),
            None => Err("no function starts there".to_string()),
        };
        match read {
            Ok(function) => {
                for site in &function.sites {
                    if let Transfer::Jump(target) = site.transfer {
                        pending.push((target, from));
                    }
                }
                functions.insert(address, function);
            }
            Err(problem) => {
                report.violations.push(format!("{from} comes to {address:#x}: {problem}"));
                functions.insert(address, Function::default());
            }
        }
    }
    functions
}

/// Rules 2 and 3 in one function.
fn check(
    program: &dyn Program,
    address: u64,
    function: &Function,
    functions: &BTreeMap<u64, Function>,
    report: &mut Report,
) {
    let name = program.function_at(address).map_or("?", |(_, name)| name);
    for site in &function.sites {
        let at = site.address;
        let leaves = match site.transfer {
            Transfer::Call(target) => {
                if functions.contains_key(&target) {
                    let callee = program.function_at(target).map_or("?", |(_, name)| name);
                    report.violations.push(format!("{name} calls {callee} at {at:#x}"));
                }
                false
            }
            Transfer::CallDispatch => {
                report
                    .violations
                    .push(format!("{name} calls through the dispatch table at {at:#x}"));
                false
            }
            Transfer::CallUnknown => false,
            Transfer::Dispatch => {
                report.dispatches += 1;
                true
            }
            Transfer::Jump(_) | Transfer::JumpUnknown | Transfer::Return => true,
        };
        if leaves && site.depth != Some(0) {
            let depth = site.depth.map_or("unknown".to_string(), |depth| format!("{depth} bytes"));
            report.violations.push(format!("{name} leaves at {at:#x} with a stack of {depth}"));
        }
    }
}

/// The functions from which jumps lead to a dispatch.
fn ending_in_dispatch(functions: &BTreeMap<u64, Function>) -> BTreeSet<u64> {
    let mut ending = BTreeSet::new();
    loop {
        let before = ending.len();
        for (address, function) in functions {
            let goes_on = function.sites.iter().any(|site| match site.transfer {
                Transfer::Dispatch => true,
                Transfer::Jump(target) => ending.contains(&target),
                _ => false,
            });
            if goes_on {
                ending.insert(*address);
            }
        }
        if ending.len() == before {
            return ending;
        }
    }
}
