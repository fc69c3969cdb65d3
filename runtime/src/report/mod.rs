//! How a program ends: exit statuses, and uncaught exceptions as CPython shows them, but for suggestions.
//!
//! [`chain`] lays out exceptions and what led to them, [`stack`] their tracebacks, [`carets`] the marked source lines,
//! [`syntax`] syntax errors, [`warning`] what the compiler warns of.

mod carets;
mod chain;
mod source;
mod stack;
mod syntax;
mod text;
pub(crate) mod warning;
mod wide;

use crate::machine::{Value, Vm};
use trefoil_objects::class_spec::NativeSpec;
use trefoil_objects::exception::ExceptionObject;
use trefoil_objects::modules::sys;
use trefoil_objects::ops;
use trefoil_objects::vm::Result;

/// Exit status after an uncaught exception.
const FAILURE: u8 = 1;
/// Exit status when standard output cannot be written at the end.
const UNWRITTEN: u8 = 120;

/// How a program has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// With an exit status.
    Status(u8),
    /// By a KeyboardInterrupt that nothing caught: the process is to end as one that Ctrl-C ends.
    Interrupted,
}

/// What the module adds to `sys`.
pub const FUNCTIONS: &[NativeSpec] = &[NativeSpec::function(
    "excepthook",
    excepthook,
    3,
    3,
    "Handle an exception by displaying it with a traceback on sys.stderr.",
)];

/// Adds the functions to `sys`.
pub fn install(vm: &Vm) {
    if let Some(sys) = sys::namespace(vm) {
        vm.add_functions(vm.names.sys, sys, FUNCTIONS);
        let hook = vm.intern("excepthook");
        if let Some(function) = sys.get_name(hook) {
            sys.set_name(vm, vm.intern("__excepthook__"), function);
        }
    }
}

/// Reports what a program raised, flushes its output, and says how it ends.
pub fn finish(vm: &Vm, result: Result) -> Exit {
    let exit = match result {
        Ok(_) => Exit::Status(0),
        Err(_) => uncaught(vm, vm.take_raised()),
    };
    flush_replaced(vm);
    if vm.flush_output().is_ok() {
        return exit;
    }
    let error = vm.take_raised();
    let mut lines = vec!["Exception ignored while flushing sys.stdout:".to_owned()];
    lines.extend(chain::format(vm, error));
    // Nothing can be done about errors of standard error.
    let _ = vm.write_stderr(&joined(&lines));
    vm.clear_raised();
    Exit::Status(UNWRITTEN)
}

/// Flushes streams that the program has put in place of the standard ones.
fn flush_replaced(vm: &Vm) {
    for stream in [sys::current_stdout(vm), sys::current_stderr(vm)].into_iter().flatten() {
        if !sys::streams::is_standard(stream)
            && !stream.is_none()
            && vm.call_method(stream, vm.names.flush, &[]).is_err()
        {
            vm.clear_raised();
        }
    }
}

fn joined(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// Writes text to `sys.stderr`.
fn write_error(vm: &Vm, text: &str) {
    let text = vm.new_str(text);
    let result = match sys::current_stderr(vm) {
        Some(stderr) if stderr.is_none() => Ok(()),
        Some(stderr) => sys::write_text(vm, stderr, text),
        None => vm.write_stderr(text.as_str()),
    };
    if result.is_err() {
        vm.clear_raised();
    }
}

fn uncaught(vm: &Vm, exception: Value) -> Exit {
    // What was printed before comes before the report, where both go to one place.
    if vm.output.borrow_mut().stdout.flush().is_err() {
        vm.clear_raised();
    }
    let class = vm.class_of(exception);
    if class.is_subclass_of(vm.classes.system_exit) {
        return Exit::Status(exit_status(vm, exception));
    }
    show(vm, exception);
    if class.is_subclass_of(vm.classes.keyboard_interrupt) {
        Exit::Interrupted
    } else {
        Exit::Status(FAILURE)
    }
}

/// The status that a SystemExit asks for. What is no number is printed.
fn exit_status(vm: &Vm, exception: Value) -> u8 {
    let code = vm.find_attribute(exception, vm.names.code).unwrap_or_else(|_| {
        vm.clear_raised();
        None
    });
    let code = code.unwrap_or(exception);
    if code.is_none() {
        return 0;
    }
    if let Some(integer) = code.as_integer() {
        // The system keeps the lowest byte; what does not fit a C long is -1.
        return integer.to_i64().unwrap_or(-1) as u8;
    }
    let text = match ops::str(vm, code) {
        Ok(text) => text.as_str().to_owned(),
        Err(_) => {
            vm.clear_raised();
            String::new()
        }
    };
    write_error(vm, &format!("{text}\n"));
    FAILURE
}

/// Shows an uncaught exception by `sys.excepthook`.
fn show(vm: &Vm, exception: Value) {
    let Some(sys) = sys::namespace(vm) else { return print(vm, exception) };
    let own = sys.get_text("__excepthook__");
    match sys.get_text("excepthook") {
        None => {
            write_error(vm, "sys.excepthook is missing\n");
            print(vm, exception);
        }
        hook if hook == own => print(vm, exception),
        Some(hook) => {
            let traceback =
                exception.cast::<ExceptionObject>().map(|exception| exception.traceback.get());
            let traceback =
                traceback.filter(|traceback| !traceback.is_null()).unwrap_or(Value::NONE);
            let class = vm.class_of(exception).value();
            if vm.call(hook, &[class, exception, traceback]).is_err() {
                let error = vm.take_raised();
                if vm.class_of(error).is_subclass_of(vm.classes.system_exit) {
                    return;
                }
                write_error(vm, "Error in sys.excepthook:\n");
                print(vm, error);
                write_error(vm, "\nOriginal exception was:\n");
                print(vm, exception);
            }
        }
    }
}

/// Prints an exception with its traceback to `sys.stderr`.
fn print(vm: &Vm, exception: Value) {
    let text = joined(&chain::format(vm, exception));
    write_error(vm, &text);
}

/// `sys.excepthook(type, value, traceback)`
fn excepthook(vm: &Vm, args: &[Value]) -> Result {
    let Some(exception) = args[1].cast::<ExceptionObject>() else {
        let found = vm.class_name(args[1]);
        let text =
            format!("TypeError: print_exception(): Exception expected for value, {found} found\n");
        write_error(vm, &text);
        return Ok(Value::NONE);
    };
    if exception.traceback.get().is_null() && !args[2].is_none() {
        exception.traceback.set(args[2]);
    }
    print(vm, exception.value());
    Ok(Value::NONE)
}
