//! Methods and attributes of generators. Running one is the interpreter's (`Hooks::resume`).

use super::{Generator, State};
use crate::class::{ClassObject, flag};
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::exception::ExceptionObject;
use crate::exception::traceback::TracebackObject;
use crate::object::{Kind, Ref};
use crate::shape::id;
use crate::string::StrObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

fn this(value: Value) -> Generator {
    Ref::from_value(value)
}

impl super::GeneratorObject {
    /// What a suspended generator delegates to: it stands at the `yield` of a `yield from`, which its operand tells, and the receiver is on top of
    /// its stack.
    fn delegate(&self) -> Option<Value> {
        if self.state.get() != State::Suspended {
            return None;
        }
        let code = self.function.get().code.get();
        let unit = code.units.get((self.resume_unit() as usize).checked_sub(1)?)?.get();
        if unit >> 16 != 1 {
            return None;
        }
        // SAFETY: the saved words lie after the struct, and under `yield from` there is at least the receiver.
        Some(unsafe { *self.words().add(self.saved.get() as usize - 1) })
    }
}

impl Vm {
    /// Goes on with a generator: `value` is what its `yield` returns. `None`: it has returned, and the value is in `vm.returned`.
    pub fn generator_send(&self, generator: Generator, value: Value) -> Result<Option<Value>> {
        match generator.state.get() {
            State::Running => Err(self.value_error("generator already executing")),
            State::Finished => {
                self.returned.set(Value::NONE);
                Ok(None)
            }
            State::Created if !value.is_none() => {
                Err(self.type_error("can't send non-None value to a just-started generator"))
            }
            _ => {
                self.enter_native("")?;
                (self.hooks.get().resume)(self, generator.value(), value, false)
            }
        }
    }
    /// Raises the exception that travels (`vm.raised`) in the generator: at its `yield`, or, under `yield from`, in what it delegates to first.
    pub fn generator_throw(&self, generator: Generator) -> Result<Option<Value>> {
        let Some(delegate) = generator.delegate() else { return self.generator_raise(generator) };
        self.enter_native("")?;
        let exception = self.take_raised();
        // While its delegate runs, so does the generator: it may not be resumed from there.
        generator.state.set(State::Running);
        let result = self.throw_to_delegate(delegate, exception);
        generator.state.set(State::Suspended);
        match result {
            Ok(Some(value)) => Ok(Some(value)),
            // What the delegate has raised, or the end of it, arrives at the `yield from`.
            Ok(None) => {
                let _ = self.stop_iteration(self.returned.get());
                self.generator_raise(generator)
            }
            Err(_) => self.generator_raise(generator),
        }
    }
    /// What the delegate yields; `None` when it has returned.
    fn throw_to_delegate(&self, delegate: Value, exception: Value) -> Result<Option<Value>> {
        let inner = delegate.cast::<super::GeneratorObject>();
        if self.class_of(exception).is_subclass_of(self.classes.generator_exit) {
            match inner {
                Some(inner) => self.generator_close(inner)?,
                None => match self.find_attribute(delegate, self.names.close)? {
                    Some(close) => self.call(close, &[])?,
                    None => Value::NONE,
                },
            };
            return Err(self.reraise(exception));
        }
        if let Some(inner) = inner {
            let _ = self.reraise(exception);
            return self.generator_throw(inner);
        }
        match self.find_attribute(delegate, self.names.throw)? {
            Some(throw) => self.call(throw, &[exception]).map(Some),
            None => Err(self.reraise(exception)),
        }
    }
    /// Raises the exception that travels at the generator's `yield`.
    fn generator_raise(&self, generator: Generator) -> Result<Option<Value>> {
        let exception = self.take_raised();
        match generator.state.get() {
            State::Running => Err(self.value_error("generator already executing")),
            State::Finished => Err(self.reraise(exception)),
            _ => {
                self.enter_native("")?;
                self.raised.set(exception);
                (self.hooks.get().resume)(self, generator.value(), Value::NONE, true)
            }
        }
    }
    /// `generator.close()`: what it returned, or None.
    pub fn generator_close(&self, generator: Generator) -> Result {
        match generator.state.get() {
            State::Finished => return Ok(Value::NONE),
            State::Created => {
                generator.state.set(State::Finished);
                return Ok(Value::NONE);
            }
            _ => {}
        }
        let exit = self.make_exception(self.classes.generator_exit, &[])?;
        let _ = self.raise_value(exit);
        match self.generator_throw(generator) {
            Ok(Some(_)) => Err(self.runtime_error("generator ignored GeneratorExit")),
            Ok(None) => Ok(self.returned.get()),
            Err(_) if self.raised_is(self.classes.generator_exit) => {
                self.clear_raised();
                Ok(Value::NONE)
            }
            Err(_) if self.raised_is(self.classes.stop_iteration) => {
                let stop = self.take_raised();
                let value = stop.cast::<ExceptionObject>().map(|stop| stop.field(0));
                Ok(value.unwrap_or(Value::NONE))
            }
            Err(raised) => Err(raised),
        }
    }
    /// What a Python-level `send` or `__next__` makes of the end of a generator.
    fn yielded(&self, result: Result<Option<Value>>) -> Result {
        match result? {
            Some(value) => Ok(value),
            None => Err(self.stop_iteration(self.returned.get())),
        }
    }
}

fn iterate(_: &Vm, args: &[Value]) -> Result {
    Ok(args[0])
}
fn next(vm: &Vm, args: &[Value]) -> Result {
    vm.yielded(vm.generator_send(this(args[0]), Value::NONE))
}
fn send(vm: &Vm, args: &[Value]) -> Result {
    vm.yielded(vm.generator_send(this(args[0]), args[1]))
}
fn throw(vm: &Vm, args: &[Value]) -> Result {
    let exception = thrown(vm, &args[1..])?;
    // The generator's own handlers decide what the context is.
    let _ = vm.reraise(exception);
    vm.yielded(vm.generator_throw(this(args[0])))
}
/// The exception that the arguments of `throw(type[, value[, traceback]])` mean.
fn thrown(vm: &Vm, args: &[Value]) -> Result {
    let [kind, rest @ ..] = args else {
        return Err(vm.type_error("throw expected at least 1 argument, got 0"));
    };
    let value = rest.first().copied().unwrap_or(Value::NONE);
    let traceback = rest.get(1).copied().unwrap_or(Value::NONE);
    if !traceback.is_none() && !traceback.has_shape(id::TRACEBACK) {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let exception = if kind.has_kind(Kind::Exception) {
        if !value.is_none() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        *kind
    } else if let Some(class) =
        kind.cast::<ClassObject>().filter(|c| c.is_subclass_of(vm.classes.base_exception))
    {
        if vm.class_of(value).is_subclass_of(class) {
            value
        } else if value.is_none() {
            vm.call(*kind, &[])?
        } else if let Some(args) = value.cast::<crate::tuple::TupleObject>() {
            vm.call(*kind, args.items())?
        } else {
            vm.call(*kind, &[value])?
        }
    } else {
        let found = vm.class_name(*kind);
        return Err(vm.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {found}"
        )));
    };
    if let (Some(exception), Some(traceback)) =
        (exception.cast::<ExceptionObject>(), traceback.cast::<TracebackObject>())
    {
        exception.traceback.set(traceback.value());
    }
    Ok(exception)
}
fn close(vm: &Vm, args: &[Value]) -> Result {
    vm.generator_close(this(args[0]))
}
fn repr(vm: &Vm, args: &[Value]) -> Result {
    let generator = this(args[0]);
    let name = generator.qualname.get();
    let text = format!("<generator object {} at {:#x}>", name.as_str(), generator.address());
    Ok(vm.new_str(&text).value())
}
fn name(_: &Vm, g: Value) -> Result {
    Ok(this(g).name.get().value())
}
fn qualname(_: &Vm, g: Value) -> Result {
    Ok(this(g).qualname.get().value())
}
fn set_name(vm: &Vm, g: Value, value: Value) -> Result<()> {
    match value.cast::<StrObject>() {
        Some(text) => this(g).name.set(text),
        None => return Err(vm.type_error("__name__ must be set to a string object")),
    }
    Ok(())
}
fn set_qualname(vm: &Vm, g: Value, value: Value) -> Result<()> {
    match value.cast::<StrObject>() {
        Some(text) => this(g).qualname.set(text),
        None => return Err(vm.type_error("__qualname__ must be set to a string object")),
    }
    Ok(())
}
fn running(_: &Vm, g: Value) -> Result {
    Ok(Value::from_bool(this(g).state.get() == State::Running))
}
fn suspended(_: &Vm, g: Value) -> Result {
    Ok(Value::from_bool(this(g).state.get() == State::Suspended))
}
fn code(_: &Vm, g: Value) -> Result {
    Ok(this(g).function.get().code.get().shown())
}
fn delegate(_: &Vm, g: Value) -> Result {
    Ok(this(g).delegate().unwrap_or(Value::NONE))
}
fn frame(vm: &Vm, g: Value) -> Result {
    let generator = this(g);
    if generator.state.get() == State::Finished {
        return Ok(Value::NONE);
    }
    let code = generator.function.get().code.get();
    let offset = generator.resume_unit();
    let after = code.positions.partition_point(|position| position.start <= offset);
    let line = after.checked_sub(1).map_or(code.first_line, |index| code.positions[index].line);
    Ok(vm.new_frame_object(generator.function.get(), offset, line))
}

/// `generator`
pub const GENERATOR: ClassSpec = ClassSpec {
    methods: &[
        NativeSpec::method("__iter__", iterate, 1, 1, ""),
        NativeSpec::method("__next__", next, 1, 1, ""),
        NativeSpec::method(
            "send",
            send,
            2,
            2,
            "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.",
        ),
        NativeSpec::method(
            "throw",
            throw,
            2,
            4,
            "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.",
        ),
        NativeSpec::method(
            "close",
            close,
            1,
            1,
            "close() -> raise GeneratorExit inside generator.",
        ),
        NativeSpec::method("__repr__", repr, 1, 1, ""),
        crate::generic::alias::CLASS_GETITEM,
    ],
    getters: &[
        GetSetSpec::get_set("__name__", name, set_name),
        GetSetSpec::get_set("__qualname__", qualname, set_qualname),
        GetSetSpec::get("gi_running", running),
        GetSetSpec::get("gi_suspended", suspended),
        GetSetSpec::get("gi_code", code),
        GetSetSpec::get("gi_yieldfrom", delegate),
        GetSetSpec::get("gi_frame", frame),
    ],
    flags: flag::FINAL | flag::NO_NEW,
    ..ClassSpec::new("generator", Kind::Generator, id::GENERATOR)
};
