//! Raising from Rust: `return Err(vm.type_error("..."))`.
//!
//! [`Raised`] says that the exception is in `vm.raised`. Exceptions raised while another one is being handled get it as `__context__` here,
//! as soon as they are raised (see [`super::chain`]).

use super::{Exception, ExceptionObject, field};
use crate::class::Class;
use crate::object::Kind;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

impl Vm {
    /// Raises an exception of a class with a message as its only argument.
    #[cold]
    pub fn raise(&self, class: Class, message: impl AsRef<str>) -> Raised {
        let message = self.new_str(message.as_ref());
        self.raise_with(class, &[message.value()])
    }
    /// Raises an exception of a built-in class with arguments.
    #[cold]
    pub fn raise_with(&self, class: Class, args: &[Value]) -> Raised {
        match self.make_exception(class, args) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }
    /// An exception of a class, as a call of the class makes it.
    pub fn make_exception(&self, class: Class, args: &[Value]) -> Result {
        let plain = class.instance_kind.get() == Kind::Exception
            && !class.has(crate::class::flag::HEAP)
            && !class.is_subclass_of(self.classes.base_exception_group)
            && !class.is_subclass_of(self.classes.os_error);
        if !plain {
            return self.call(class.value(), args);
        }
        let exception = self.new_exception(class, self.new_tuple(args));
        super::constructors::initialize(self, exception, args)?;
        Ok(exception.value())
    }
    /// Raises an exception object; `exception` is one.
    #[cold]
    pub fn raise_value(&self, exception: Value) -> Raised {
        self.chain_context(exception);
        self.raised.set(exception);
        Raised
    }
    /// Lets an exception that was caught travel on: its context stays as it is.
    pub fn reraise(&self, exception: Value) -> Raised {
        self.raised.set(exception);
        Raised
    }
    /// Takes the exception that travels; null if none does.
    pub fn take_raised(&self) -> Value {
        self.raised.replace(Value::NULL)
    }
    /// Whether the exception that travels is of a class.
    pub fn raised_is(&self, class: Class) -> bool {
        let raised = self.raised.get();
        !raised.is_null() && self.class_of(raised).is_subclass_of(class)
    }
    /// Forgets the exception that travels.
    pub fn clear_raised(&self) {
        self.raised.set(Value::NULL);
    }
    /// `Ok(None)` if the exception that travels is of a class (and forgets it), the error otherwise.
    pub fn catch<T>(&self, result: Result<T>, class: Class) -> Result<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.raised_is(class) => {
                self.clear_raised();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Raises `StopIteration(value)`; without argument if the value is None or null.
    #[cold]
    pub fn stop_iteration(&self, value: Value) -> Raised {
        let class = self.classes.stop_iteration;
        if value.is_none() || value.is_null() {
            self.raise_with(class, &[])
        } else {
            self.raise_with(class, &[value])
        }
    }
    /// Raises `KeyError(key)`.
    #[cold]
    pub fn key_error(&self, key: Value) -> Raised {
        self.raise_with(self.classes.key_error, &[key])
    }
    /// Raises `AttributeError` with `name` and `obj`.
    #[cold]
    pub fn attribute_error_of(&self, obj: Value, name: Str, message: impl AsRef<str>) -> Raised {
        let raised = self.raise(self.classes.attribute_error, message);
        self.annotate(&[(field::ATTRIBUTE_NAME, name.value()), (field::ATTRIBUTE_OBJ, obj)]);
        raised
    }
    /// Raises `NameError: name '...' is not defined`.
    #[cold]
    pub fn undefined_name(&self, name: Str) -> Raised {
        let text = format!("name '{}' is not defined", name.as_str());
        let raised = self.raise(self.classes.name_error, text);
        self.annotate(&[(field::NAME_NAME, name.value())]);
        raised
    }
    /// Raises `UnboundLocalError` for a local variable.
    #[cold]
    pub fn unbound_local(&self, name: Str) -> Raised {
        let name_text = name.as_str();
        let text = format!(
            "cannot access local variable '{name_text}' where it is not associated with a value"
        );
        let raised = self.raise(self.classes.unbound_local_error, text);
        self.annotate(&[(field::NAME_NAME, name.value())]);
        raised
    }
    /// Raises `NameError` for a free variable that its function has not bound.
    #[cold]
    pub fn unbound_free(&self, name: Str) -> Raised {
        let name_text = name.as_str();
        let text = format!(
            "cannot access free variable '{name_text}' where it is not associated with a value in enclosing scope"
        );
        let raised = self.raise(self.classes.name_error, text);
        self.annotate(&[(field::NAME_NAME, name.value())]);
        raised
    }
    /// Raises `ImportError` with `name` and `path` (None if there is none).
    #[cold]
    pub fn import_error_of(&self, message: impl AsRef<str>, name: Str, path: Value) -> Raised {
        let raised = self.raise(self.classes.import_error, message);
        self.annotate(&[(field::IMPORT_NAME, name.value()), (field::IMPORT_PATH, path)]);
        raised
    }
    /// Raises `ModuleNotFoundError` with `name`.
    #[cold]
    pub fn module_not_found(&self, message: impl AsRef<str>, name: Str) -> Raised {
        let raised = self.raise(self.classes.module_not_found_error, message);
        self.annotate(&[(field::IMPORT_NAME, name.value())]);
        raised
    }
    /// The value of the StopIteration that travels, which is forgotten.
    pub fn stopped_value(&self) -> Value {
        let raised = self.take_raised();
        match raised.cast::<ExceptionObject>() {
            Some(stop) => stop.field(field::STOP_ITERATION_VALUE),
            None => Value::NONE,
        }
    }
    /// Raises the `OSError` of an error of the operating system: the subclass of its number, `filename` null if there is none.
    #[cold]
    pub fn os_error(&self, error: &std::io::Error, filename: Value) -> Raised {
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or(&text);
        let message = self.new_str(text).value();
        let Some(number) = error.raw_os_error() else {
            let class = if error.kind() == std::io::ErrorKind::BrokenPipe {
                self.classes.broken_pipe_error
            } else {
                self.classes.os_error
            };
            return self.raise_with(class, &[message]);
        };
        let number = Value::small(i64::from(number));
        let with_name = [number, message, filename];
        let args = if filename.is_null() { &with_name[..2] } else { &with_name[..] };
        let exception = super::os_error::new_os_error(self, self.classes.os_error, args);
        self.raise_value(exception.value())
    }
    /// Sets named attributes of the exception that travels, if it is a built-in one.
    fn annotate(&self, values: &[(usize, Value)]) {
        if let Some(exception) = self.raised.get().cast::<ExceptionObject>() {
            for &(index, value) in values {
                exception.fields[index].set(value);
            }
        }
    }
    /// The exception that travels, as an object.
    pub fn raised_exception(&self) -> Option<Exception> {
        self.raised.get().cast()
    }
}

impl Vm {
    /// Raises `RecursionError`. Making the exception may itself call, which must not count where no depth and little stack are left.
    #[cold]
    pub fn recursion_error(&self, message: impl AsRef<str>) -> Raised {
        let depth = self.depth.replace(0);
        let limit = self.native_limit.get();
        self.native_limit.set(limit - crate::vm::NATIVE_RESERVE / 2);
        let raised = self.raise(self.classes.recursion_error, message);
        self.native_limit.set(limit);
        self.depth.set(depth);
        raised
    }
}

macro_rules! shortcuts {
    ($($(#[$doc:meta])* $method:ident = $class:ident),* $(,)?) => {
        impl Vm {
            $(
                $(#[$doc])*
                #[cold]
                pub fn $method(&self, message: impl AsRef<str>) -> Raised {
                    self.raise(self.classes.$class, message)
                }
            )*
        }
    };
}

shortcuts! {
    /// Raises `TypeError`.
    type_error = type_error,
    /// Raises `ValueError`.
    value_error = value_error,
    /// Raises `AttributeError` without `name` and `obj`.
    attribute_error = attribute_error,
    /// Raises `NameError`.
    name_error = name_error,
    /// Raises `IndexError`.
    index_error = index_error,
    /// Raises `LookupError`.
    lookup_error = lookup_error,
    /// Raises `ZeroDivisionError`.
    zero_division = zero_division_error,
    /// Raises `OverflowError`.
    overflow_error = overflow_error,
    /// Raises `ArithmeticError`.
    arithmetic_error = arithmetic_error,
    /// Raises `RuntimeError`.
    runtime_error = runtime_error,
    /// Raises `ImportError`.
    import_error = import_error,
    /// Raises `NotImplementedError`.
    not_implemented_error = not_implemented_error,
    /// Raises `AssertionError`.
    assertion_error = assertion_error,
    /// Raises `SystemError`.
    system_error = system_error,
    /// Raises `BufferError`.
    buffer_error = buffer_error,
    /// Raises `EOFError`.
    eof_error = eof_error,
    /// Raises `SyntaxError` without a position.
    syntax_error_message = syntax_error,
    /// Raises `UnicodeError`.
    unicode_error = unicode_error,
}

impl Vm {
    /// Raises `MemoryError`.
    #[cold]
    pub fn memory_error(&self) -> Raised {
        self.raise_with(self.classes.memory_error, &[])
    }
}
