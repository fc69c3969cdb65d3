//! Module `gc`: requests to the collector. There are no generations and no finalizers: what programs can see of these is constant.

use super::ModuleSpec;
use crate::function::NativeSpec;
use crate::ops;
use crate::parameters::parse;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

fn collect(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [generation] = parse(vm, "collect", ["generation"], (0, 1), args, names)?;
    if !generation.is_null() && !(0..=2).contains(&ops::to_isize(vm, generation)?) {
        return Err(vm.value_error("invalid generation"));
    }
    vm.heap.collect(vm, vm.saved.get().1.0);
    // How many objects were unreachable is not known before they are swept.
    Ok(Value::small(0))
}

fn set_enabled(vm: &Vm, enabled: bool) -> Result {
    vm.heap.set_enabled(enabled);
    Ok(Value::NONE)
}

fn count(vm: &Vm, _: &[Value]) -> Result {
    Ok(vm
        .new_tuple(&[
            vm.new_size(vm.heap.allocated_since_collection()),
            Value::small(0),
            Value::small(0),
        ])
        .value())
}

fn threshold(vm: &Vm, _: &[Value]) -> Result {
    Ok(vm.new_tuple(&vm.gc_threshold.get().map(|number| vm.new_int(number))).value())
}

/// Remembers thresholds. There are no generations that they could steer.
fn set_threshold(vm: &Vm, args: &[Value]) -> Result {
    let mut thresholds = vm.gc_threshold.get();
    for (place, value) in thresholds.iter_mut().zip(args) {
        *place = ops::to_isize(vm, *value)? as i64;
    }
    vm.gc_threshold.set(thresholds);
    Ok(Value::NONE)
}

fn stats(vm: &Vm, _: &[Value]) -> Result {
    let rows = vm.new_list(&[]);
    for generation in 0..3 {
        let row = vm.new_dict();
        let collections =
            if generation == 2 { vm.heap.statistics().collections() as i64 } else { 0 };
        for (name, number) in [("collections", collections), ("collected", 0), ("uncollectable", 0)]
        {
            row.set_name(vm, vm.intern(name), Value::small(number));
        }
        rows.push(vm, row.value());
    }
    Ok(rows.value())
}

const fn constant(
    name: &'static str,
    code: fn(&Vm, &[Value]) -> Result,
    doc: &'static str,
) -> NativeSpec {
    NativeSpec::function(name, code, 0, 0, doc)
}

/// Module `gc`.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    in_file: false,
    functions: &[
        NativeSpec::keyword_function("collect", collect, 0, 1, "Run the garbage collector."),
        constant("enable", |vm, _| set_enabled(vm, true), "Enable automatic garbage collection."),
        constant(
            "disable",
            |vm, _| set_enabled(vm, false),
            "Disable automatic garbage collection.",
        ),
        constant(
            "isenabled",
            |vm, _| Ok(Value::from_bool(vm.heap.is_enabled())),
            "Returns true if automatic garbage collection is enabled.",
        ),
        constant("get_count", count, "Return a three-tuple of the current collection counts."),
        constant("get_threshold", threshold, "Return the current collection thresholds."),
        NativeSpec::function(
            "set_threshold",
            set_threshold,
            1,
            3,
            "Set the collection thresholds (the collection threshold).",
        ),
        constant(
            "get_stats",
            stats,
            "Return a list of dictionaries containing per-generation statistics.",
        ),
        constant(
            "freeze",
            |_, _| Ok(Value::NONE),
            "Freeze all current tracked objects and ignore them for future collections.",
        ),
        constant(
            "unfreeze",
            |_, _| Ok(Value::NONE),
            "Unfreeze all objects in the permanent generation.",
        ),
        constant(
            "get_freeze_count",
            |_, _| Ok(Value::small(0)),
            "Return the number of objects in the permanent generation.",
        ),
        constant(
            "get_debug",
            |_, _| Ok(Value::small(0)),
            "Get the garbage collection debugging flags.",
        ),
        NativeSpec::function(
            "set_debug",
            |_, _| Ok(Value::NONE),
            1,
            1,
            "Set the garbage collection debugging flags.",
        ),
        NativeSpec::function(
            "is_tracked",
            |_, args| Ok(Value::from_bool(args[0].is_object())),
            1,
            1,
            "Returns true if the object is tracked by the garbage collector.",
        ),
        NativeSpec::function(
            "is_finalized",
            |_, _| Ok(Value::FALSE),
            1,
            1,
            "Returns true if the object has been already finalized by the GC.",
        ),
    ],
    init: |vm, namespace| {
        namespace.set_name(vm, vm.intern("garbage"), vm.new_list(&[]).value());
        namespace.set_name(vm, vm.intern("callbacks"), vm.new_list(&[]).value());
        Ok(())
    },
};
