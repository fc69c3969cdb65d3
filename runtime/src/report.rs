//! How a program ends: exit statuses and uncaught exceptions.

use crate::machine::{Value, Vm};
use trefoil_objects::ops;
use trefoil_objects::vm::Result;

/// Reports what a program raised, flushes its output, and gives its exit status.
pub fn finish(vm: &Vm, result: Result) -> u8 {
    let mut status = match result {
        Ok(_) => 0,
        Err(_) => uncaught(vm, vm.take_raised()),
    };
    if vm.flush_output().is_err() {
        vm.clear_raised();
        status = 120;
    }
    status
}

fn uncaught(vm: &Vm, exception: Value) -> u8 {
    let text = match ops::repr(vm, exception) {
        Ok(text) => text.as_str().to_string(),
        Err(_) => "<exception>".to_string(),
    };
    let _ = vm.flush_output();
    let _ = vm.write_stderr(&format!("{text}\n"));
    1
}
