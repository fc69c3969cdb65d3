//! Chaining: `__context__` when one exception is raised while another is handled, and `raise X from Y`.

use super::{Exception, ExceptionObject};
use crate::class::ClassObject;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

impl Vm {
    /// Makes the exception being handled the context of one that is raised. A cycle is cut where it would close.
    pub(crate) fn chain_context(&self, raised: Value) {
        let handled = self.handled.get();
        if handled.is_null() || handled == raised {
            return;
        }
        let (Some(exception), Some(context)) =
            (raised.cast::<ExceptionObject>(), handled.cast::<ExceptionObject>())
        else {
            return;
        };
        cut_cycle(context, raised);
        exception.context.set(handled);
    }

    /// `raise` without operands: the exception that is being handled travels on.
    pub fn raise_again(&self) -> Raised {
        self.raise_statement(Value::NULL, Value::NULL)
    }
    /// What leaves a generator in place of an exception that its body has raised: RuntimeError for StopIteration, which would end the loop over
    /// the generator, else the exception itself.
    pub fn stop_iteration_error(&self, exception: Value) -> Value {
        if !self.class_of(exception).is_subclass_of(self.classes.stop_iteration) {
            return exception;
        }
        let _ = self.runtime_error("generator raised StopIteration");
        let error = self.take_raised();
        if let Some(error) = error.cast::<ExceptionObject>() {
            error.cause.set(exception);
            error.context.set(exception);
            error.set_suppress_context(true);
        }
        error
    }
    /// The `raise` statement. `exception` is null for a bare `raise`; `cause` is null without `from`.
    pub fn raise_statement(&self, exception: Value, cause: Value) -> Raised {
        if exception.is_null() {
            let handled = self.handled.get();
            if handled.is_null() {
                return self.runtime_error("No active exception to reraise");
            }
            return self.reraise(handled);
        }
        match self.prepare_raise(exception, cause) {
            Ok(exception) => self.raise_value(exception.value()),
            Err(raised) => raised,
        }
    }
    fn prepare_raise(&self, exception: Value, cause: Value) -> Result<Exception> {
        let Some(made) = self.exception_from(exception)? else {
            return Err(self.type_error("exceptions must derive from BaseException"));
        };
        if !cause.is_null() {
            let value = if cause.is_none() {
                Value::NULL
            } else {
                match self.exception_from(cause)? {
                    Some(cause) => cause.value(),
                    None => {
                        return Err(
                            self.type_error("exception causes must derive from BaseException")
                        );
                    }
                }
            };
            made.cause.set(value);
            made.set_suppress_context(true);
        }
        Ok(made)
    }
    /// The exception that `raise X` raises: X itself, or what the class X makes. `None`: X is neither.
    pub fn exception_from(&self, value: Value) -> Result<Option<Exception>> {
        if let Some(exception) = value.cast::<ExceptionObject>() {
            return Ok(Some(exception));
        }
        let Some(class) = value.cast::<ClassObject>() else { return Ok(None) };
        if !class.is_subclass_of(self.classes.base_exception) {
            return Ok(None);
        }
        let made = self.make_exception(class, &[])?;
        match made.cast::<ExceptionObject>() {
            Some(exception) => Ok(Some(exception)),
            None => {
                let class = self.repr_text(value)?;
                let found = self.repr_text(self.class_of(made).value())?;
                Err(self.type_error(format!(
                    "calling {class} should have returned an instance of BaseException, not {found}"
                )))
            }
        }
    }
}

/// Removes `raised` from the chain of contexts that starts at `context`, so that it can have that context itself. The chain may already
/// contain a cycle that a program made: Floyd's second pointer ends the walk then.
fn cut_cycle(context: Exception, raised: Value) {
    let mut cursor = context;
    let mut slow = context;
    let mut step = false;
    while let Some(next) = cursor.context.get().cast::<ExceptionObject>() {
        if next.value() == raised {
            cursor.context.set(Value::NULL);
            return;
        }
        cursor = next;
        if cursor == slow {
            return;
        }
        if step && let Some(next) = slow.context.get().cast::<ExceptionObject>() {
            slow = next;
        }
        step = !step;
    }
}
