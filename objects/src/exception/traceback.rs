//! Traceback objects, and the minimal frame objects that they show.
//!
//! A traceback entry records the function and where in its code it stood. `tb_frame` is made on demand from the same facts, with
//! the layout of a traceback and the shape of `frame`: the real frame is gone by then, and with it its variables and its caller. What
//! `sys._getframe` returns is a picture of the running frame, its variables and its callers.

use super::Exception;
use crate::class_spec::{ClassSpec, GetSetSpec};
use crate::code::Code;
use crate::function::Function;
use crate::object::{Header, Kind, Ref, object};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

/// An entry of a traceback.
#[repr(C)]
#[derive(Debug)]
pub struct TracebackObject {
    header: Header,
    /// `tb_next`: the entry of the frame that this one called, or null.
    pub next: Cell<Value>,
    /// The function whose frame it is.
    pub function: Function,
    /// Its code.
    pub code: Code,
    /// Offset of the instruction, in units.
    pub offset: u32,
    /// `tb_lineno`
    pub line: u32,
    /// `f_locals` of a frame, where they are known; else null.
    pub locals: Value,
}
object!(TracebackObject: Traceback);

/// A reference to a traceback entry.
pub type Traceback = Ref<TracebackObject>;

impl Vm {
    /// Records that an exception passed through a frame: prepends an entry to its `__traceback__`.
    pub fn add_traceback(&self, exception: Exception, function: Function, offset: u32, line: u32) {
        let entry = self.heap.allocate(TracebackObject {
            header: Header::new(Kind::Traceback, id::TRACEBACK),
            next: exception.traceback.clone(),
            function,
            code: function.code.get(),
            offset,
            line,
            locals: Value::NULL,
        });
        exception.traceback.set(entry.value());
    }
    /// A frame object as `tb_frame` shows it.
    pub fn new_frame_object(&self, function: Function, offset: u32, line: u32) -> Value {
        self.new_running_frame(function, offset, line, Value::NULL, Value::NULL)
    }
    /// A frame object with the frame object of its caller and its variables, either null if not known.
    pub fn new_running_frame(
        &self,
        function: Function,
        offset: u32,
        line: u32,
        caller: Value,
        locals: Value,
    ) -> Value {
        let frame = self.heap.allocate(TracebackObject {
            header: Header::new(Kind::Traceback, id::FRAME),
            next: Cell::new(caller),
            function,
            code: function.code.get(),
            offset,
            line,
            locals,
        });
        frame.value()
    }
}

fn entry(value: Value) -> Traceback {
    Ref::from_value(value)
}

fn tb_frame(vm: &Vm, tb: Value) -> Result {
    let tb = entry(tb);
    Ok(vm.new_frame_object(tb.function, tb.offset, tb.line))
}
fn line(_: &Vm, tb: Value) -> Result {
    Ok(Value::small(i64::from(entry(tb).line)))
}
fn offset(_: &Vm, tb: Value) -> Result {
    Ok(Value::small(i64::from(entry(tb).offset) * 2))
}
fn tb_next(_: &Vm, tb: Value) -> Result {
    let next = entry(tb).next.get();
    Ok(if next.is_null() { Value::NONE } else { next })
}
fn set_tb_next(vm: &Vm, tb: Value, next: Value) -> Result<()> {
    if next.is_null() {
        return Err(vm.type_error("can't delete tb_next attribute"));
    }
    if next.is_none() {
        entry(tb).next.set(Value::NULL);
        return Ok(());
    }
    let Some(mut cursor) = next.cast::<TracebackObject>().filter(|_| next.has_shape(id::TRACEBACK))
    else {
        let found = vm.class_name(next);
        return Err(vm.type_error(format!("expected traceback object or None, got '{found}'")));
    };
    loop {
        if cursor.value() == tb {
            return Err(vm.value_error("traceback loop detected"));
        }
        match cursor.next.get().cast::<TracebackObject>() {
            Some(following) => cursor = following,
            None => break,
        }
    }
    entry(tb).next.set(next);
    Ok(())
}

fn f_code(_: &Vm, frame: Value) -> Result {
    Ok(entry(frame).code.value())
}
fn f_globals(_: &Vm, frame: Value) -> Result {
    Ok(entry(frame).function.globals.value())
}
fn f_builtins(_: &Vm, frame: Value) -> Result {
    Ok(entry(frame).function.builtins.value())
}
fn f_back(_: &Vm, frame: Value) -> Result {
    let caller = entry(frame).next.get();
    Ok(if caller.is_null() { Value::NONE } else { caller })
}
fn f_locals(vm: &Vm, frame: Value) -> Result {
    let frame = entry(frame);
    if !frame.locals.is_null() {
        return Ok(frame.locals);
    }
    // The frame's variables are gone; a module's are its globals.
    if frame.code.flags & crate::code::flag::MODULE != 0 {
        return Ok(frame.function.globals.value());
    }
    Ok(vm.new_dict().value())
}

/// `traceback`
pub const TRACEBACK: ClassSpec = ClassSpec {
    getters: &[
        GetSetSpec::get("tb_frame", tb_frame),
        GetSetSpec::get("tb_lineno", line),
        GetSetSpec::get("tb_lasti", offset),
        GetSetSpec::get_set("tb_next", tb_next, set_tb_next),
    ],
    ..ClassSpec::new("traceback", Kind::Traceback, id::TRACEBACK)
};

/// `frame`
pub const FRAME: ClassSpec = ClassSpec {
    getters: &[
        GetSetSpec::get("f_code", f_code),
        GetSetSpec::get("f_lineno", line),
        GetSetSpec::get("f_lasti", offset),
        GetSetSpec::get("f_globals", f_globals),
        GetSetSpec::get("f_builtins", f_builtins),
        GetSetSpec::get("f_locals", f_locals),
        GetSetSpec::get("f_back", f_back),
    ],
    ..ClassSpec::new("frame", Kind::Traceback, id::FRAME)
};
