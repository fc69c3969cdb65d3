//! The functions of `builtins`.

use super::ModuleSpec;
use crate::function::{Binding, Native, NativeSpec};
use crate::ops;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// The functions; the classes and constants are put beside them when the machine is made.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "builtins",
    functions: &[
        NativeSpec {
            name: "print",
            native: Native::Keywords(print),
            min: 0,
            max: u8::MAX,
            binding: Binding::Function,
            doc: "Prints the values to a stream, or to sys.stdout by default.",
        },
        NativeSpec::function("len", |vm, args| Ok(vm.new_size(ops::length(vm, args[0])?)), 1, 1, "The number of items in a container."),
    ],
    init: |_, _| Ok(()),
};

fn print(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let (values, _keywords) = args.split_at(args.len() - names.len());
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            vm.write_stdout(" ")?;
        }
        let text = ops::str(vm, *value)?;
        vm.write_stdout(text.as_str())?;
    }
    vm.write_stdout("\n")?;
    Ok(Value::NONE)
}
