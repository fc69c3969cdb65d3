//! Attributes of code objects: `co_*`.

use crate::class::flag as class_flag;
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::code::{Code, CodeObject, flag};
use crate::object::{Kind, Ref};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};

fn this(value: Value) -> Code {
    Ref::from_value(value)
}
fn small(number: u32) -> Result {
    Ok(Value::small(i64::from(number)))
}
fn argcount(_: &Vm, code: Value) -> Result {
    small(this(code).arg_count)
}
fn posonly(_: &Vm, code: Value) -> Result {
    small(this(code).posonly_count)
}
fn kwonly(_: &Vm, code: Value) -> Result {
    small(this(code).kwonly_count)
}
fn stack_size(_: &Vm, code: Value) -> Result {
    small(this(code).stack_size)
}
fn first_line(_: &Vm, code: Value) -> Result {
    small(this(code).first_line)
}
fn local_count(_: &Vm, code: Value) -> Result {
    small(variables(code).len() as u32)
}
fn flags(_: &Vm, code: Value) -> Result {
    let own = this(code).flags;
    // CPython's numbers: CO_OPTIMIZED | CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_HAS_DOCSTRING.
    let plain = own & (flag::CLASS_BODY | flag::MODULE) == 0;
    let bits = [
        (plain, 3),
        (own & flag::VARARGS != 0, 4),
        (own & flag::VARKEYWORDS != 0, 8),
        (own & flag::GENERATOR != 0, 32),
        (own & flag::DOCSTRING != 0, 0x400_0000),
    ];
    small(bits.iter().filter(|(set, _)| *set).map(|(_, bit)| bit).sum())
}
fn consts(vm: &Vm, code: Value) -> Result {
    Ok(vm.new_tuple(&this(code).consts).value())
}
fn names(vm: &Vm, code: Value) -> Result {
    Ok(vm.new_tuple(&this(code).names).value())
}
/// Names of locals: parameters, cells that are parameters too, and plain ones.
fn variables(code: Value) -> Vec<Value> {
    let code = this(code);
    let parameters = crate::bind::parameter_count(code);
    let rows = code.local_names.iter().zip(&code.local_kinds).enumerate();
    rows.filter(|(index, (_, kind))| **kind == 0 || (**kind == 1 && *index < parameters))
        .map(|(_, (name, _))| name.value())
        .collect()
}
fn of_kind(vm: &Vm, code: Value, wanted: u8) -> Result {
    let code = this(code);
    let rows = code.local_names.iter().zip(&code.local_kinds);
    let names: Vec<Value> =
        rows.filter(|(_, kind)| **kind == wanted).map(|(n, _)| n.value()).collect();
    Ok(vm.new_tuple(&names).value())
}
fn variable_names(vm: &Vm, code: Value) -> Result {
    Ok(vm.new_tuple(&variables(code)).value())
}
fn cell_names(vm: &Vm, code: Value) -> Result {
    of_kind(vm, code, 1)
}
fn free_names(vm: &Vm, code: Value) -> Result {
    of_kind(vm, code, 2)
}
fn name(_: &Vm, code: Value) -> Result {
    Ok(this(code).name.value())
}
fn qualname(_: &Vm, code: Value) -> Result {
    Ok(this(code).qualname.value())
}
fn filename(_: &Vm, code: Value) -> Result {
    Ok(this(code).filename.value())
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let code = this(args[0]);
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        code.name.as_str(),
        code.address(),
        code.filename.as_str(),
        code.first_line
    );
    Ok(vm.new_str(&text).value())
}
/// `(start_line, end_line, start_column, end_column)` of each unit.
fn positions(vm: &Vm, args: &[Value]) -> Result {
    let code: Ref<CodeObject> = this(args[0]);
    let mut rows = Vec::with_capacity(code.units.len());
    for unit in 0..code.units.len() as u32 {
        let after = code.positions.partition_point(|position| position.start <= unit);
        let row =
            match after.checked_sub(1).map(|index| code.positions[index]).filter(|p| p.line != 0) {
                Some(p) => {
                    [p.line, p.end_line, p.col, p.end_col].map(|n| Value::small(i64::from(n)))
                }
                None => [Value::NONE; 4],
            };
        rows.push(vm.new_tuple(&row).value());
    }
    crate::ops::iter(vm, vm.new_tuple(&rows).value())
}
/// `(start, end, line)` of each run of units of one line.
fn lines(vm: &Vm, args: &[Value]) -> Result {
    let code: Ref<CodeObject> = this(args[0]);
    let mut rows = Vec::new();
    for (index, position) in code.positions.iter().enumerate() {
        let end = code.positions.get(index + 1).map_or(code.units.len() as u32, |next| next.start);
        let line =
            if position.line == 0 { Value::NONE } else { Value::small(i64::from(position.line)) };
        let [start, end] = [position.start, end].map(|n| Value::small(i64::from(n) * 2));
        rows.push(vm.new_tuple(&[start, end, line]).value());
    }
    crate::ops::iter(vm, vm.new_tuple(&rows).value())
}

/// `code`
pub const CODE: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        NativeSpec::method("co_positions", positions, 1, 1, ""),
        NativeSpec::method("co_lines", lines, 1, 1, ""),
    ],
    getters: &[
        GetSetSpec::get("co_argcount", argcount),
        GetSetSpec::get("co_posonlyargcount", posonly),
        GetSetSpec::get("co_kwonlyargcount", kwonly),
        GetSetSpec::get("co_stacksize", stack_size),
        GetSetSpec::get("co_flags", flags),
        GetSetSpec::get("co_nlocals", local_count),
        GetSetSpec::get("co_consts", consts),
        GetSetSpec::get("co_names", names),
        GetSetSpec::get("co_varnames", variable_names),
        GetSetSpec::get("co_cellvars", cell_names),
        GetSetSpec::get("co_freevars", free_names),
        GetSetSpec::get("co_name", name),
        GetSetSpec::get("co_qualname", qualname),
        GetSetSpec::get("co_filename", filename),
        GetSetSpec::get("co_firstlineno", first_line),
    ],
    flags: class_flag::FINAL | class_flag::NO_NEW,
    ..ClassSpec::new("code", Kind::Code, id::CODE)
};
