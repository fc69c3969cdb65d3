//! Holds helpers to the effects that the definition declares for them, in watched builds (`build.rs`).
//!
//! Each `extern fn` has a wrapper ([`helpers`], generated) that generated code calls in its stead. It compares the machine before the call
//! and after it, and panics with the helper's name and its line in the definition where the helper did more than declared: raised without
//! `errors`, ran code of the program without `escapes`, allocated without `allocates`, changed a field of an argument
//! without `writes`, collected, or returned what the declaration excludes.
//!
//! What is compared of a field is in `fields.rs`. Not seen: a change of an object that is no argument (but of a version, where objects share a
//! counter), and reads. A helper that `escapes` may do everything but raise without saying so.

mod fields;

#[cfg(test)]
use crate::machine::fields::List;
use crate::machine::{Slots, Value, Vm};
use std::cell::Cell;

/// The wrappers, by the names of the helpers.
pub mod helpers {
    include!(concat!(env!("OUT_DIR"), "/monitor.rs"));
}

thread_local! {
    /// How often native code has entered bytecode on this thread.
    static ENTRIES: Cell<u64> = const { Cell::new(0) };
}

/// Native code enters bytecode.
pub fn entering() {
    ENTRIES.with(|entries| entries.set(entries.get() + 1));
}

/// What a definition declares of a helper.
#[derive(Debug)]
pub struct Contract {
    /// Its name.
    pub name: &'static str,
    /// Where it is declared: file and line.
    pub place: &'static str,
    /// It may raise.
    pub errors: bool,
    /// It may run code of the program, which may do anything.
    pub escapes: bool,
    /// It may allocate.
    pub allocates: bool,
    /// The fields that it may write: `"List.len"`.
    pub writes: &'static [&'static str],
}

/// Counters of the machine that an effect moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Counters {
    entries: u64,
    allocated: u64,
    collections: u64,
    function_versions: u32,
    depth: u32,
}

impl Counters {
    fn of(vm: &Vm) -> Counters {
        Counters {
            entries: ENTRIES.with(Cell::get),
            allocated: vm.heap.allocated_bytes(),
            collections: vm.heap.statistics().collections(),
            function_versions: vm.last_function_version(),
            depth: vm.depth.get(),
        }
    }
}

/// A call that is being watched.
pub struct Watch<'a> {
    vm: Option<&'a Vm>,
    contract: &'static Contract,
    before: Option<Counters>,
    /// The arguments and what their fields held, unless the helper may do anything.
    fields: Vec<(Value, fields::State)>,
}

impl<'a> Watch<'a> {
    /// Looks at the machine before a call. `vm` is `None` for helpers that are pure.
    pub fn start(
        vm: Option<&'a Vm>,
        contract: &'static Contract,
        arguments: &[Slots],
    ) -> Watch<'a> {
        let mut fields = Vec::new();
        if !contract.escapes {
            for slots in arguments {
                // SAFETY: the slots are operands of the running instruction or lie in the caller's frame; nothing writes them now.
                for value in unsafe { slots.as_slice() } {
                    fields.push((*value, fields::State::of(vm, *value)));
                }
            }
        }
        if let Some(vm) = vm
            && !vm.raised.get().is_null()
            && !contract.name.starts_with("reraise")
        {
            // An exception that travels when an instruction begins would have ended the one before.
            violated(contract, "is called while an exception travels");
        }
        Watch { vm, contract, before: vm.map(Counters::of), fields }
    }

    /// Looks at the machine after the call.
    pub fn end(&self, succeeded: bool) {
        let Watch { contract, .. } = self;
        if let (Some(vm), Some(before)) = (self.vm, self.before) {
            if vm.raised.get().is_null() != succeeded {
                let what = if succeeded { "leaves an exception behind" } else { "raises nothing" };
                violated(contract, what);
            }
            let after = Counters::of(vm);
            if after.depth != before.depth {
                violated(contract, "leaves another depth of calls behind");
            }
            if !contract.escapes {
                self.compare(before, after, succeeded);
            }
        }
        for (value, state) in &self.fields {
            for field in state.changed(&fields::State::of(self.vm, *value)) {
                if !contract.writes.contains(&field) {
                    violated(contract, &format!("writes {field}"));
                }
            }
        }
    }

    fn compare(&self, before: Counters, after: Counters, succeeded: bool) {
        let Watch { contract, .. } = self;
        if after.entries != before.entries {
            violated(contract, "runs code of the program");
        }
        if after.collections != before.collections {
            violated(contract, "collects");
        }
        // An exception is an object; `errors` says that there may be one.
        if after.allocated != before.allocated && !contract.allocates && succeeded {
            violated(contract, "allocates");
        }
        let versions = after.function_versions != before.function_versions;
        if versions && !contract.allocates && !contract.writes.contains(&"Function.version") {
            violated(contract, "changes the version of a function");
        }
    }

    /// Says whether a result is of the declared types.
    pub fn result(&self, as_declared: bool, value: Value) {
        if !as_declared {
            violated(self.contract, &format!("returns {value:?}, which is of another type"));
        }
    }

    /// Says whether a result is in the declared range.
    pub fn range(&self, as_declared: bool) {
        if !as_declared {
            violated(self.contract, "returns what is out of range");
        }
    }

    /// Checks that a result is a new object.
    pub fn fresh(&self, result: Value) {
        if self.fields.iter().any(|(argument, _)| *argument == result) {
            violated(self.contract, "returns an argument where it declares a fresh object");
        }
        if let (Some(vm), Some(before)) = (self.vm, self.before)
            && !self.contract.escapes
            && Counters::of(vm).allocated == before.allocated
        {
            violated(self.contract, "returns an old object where it declares a fresh one");
        }
    }
}

#[cold]
#[inline(never)]
fn violated(contract: &Contract, what: &str) -> ! {
    panic!("helper `{}` {what}, which its declaration ({}) excludes", contract.name, contract.place)
}

#[cfg(test)]
mod tests;
