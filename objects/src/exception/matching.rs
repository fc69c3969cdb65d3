//! `except` and `except*`: which exceptions a clause catches.

use super::{Exception, ExceptionObject, group};
use crate::class::{Class, ClassObject};
use crate::heap::RootVec;
use crate::list::ListObject;
use crate::object::Ref;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};

impl Vm {
    /// Whether `except pattern` catches an exception.
    ///
    /// # Errors
    /// TypeError if the pattern is not an exception class or a tuple of such.
    pub fn exception_matches(&self, exception: Value, pattern: Value) -> Result<bool> {
        self.check_pattern(pattern)?;
        Ok(self.is_exception_of(exception, pattern))
    }
    fn check_pattern(&self, pattern: Value) -> Result<()> {
        let items = pattern.cast::<TupleObject>();
        let classes = items.as_ref().map_or(std::slice::from_ref(&pattern), |items| items.items());
        if classes.iter().all(|class| self.exception_class(*class).is_some()) {
            return Ok(());
        }
        Err(self
            .type_error("catching classes that do not inherit from BaseException is not allowed"))
    }
    /// The class, if a value is a class of exceptions.
    pub fn exception_class(&self, value: Value) -> Option<Class> {
        value
            .cast::<ClassObject>()
            .filter(|class| class.is_subclass_of(self.classes.base_exception))
    }
    /// Whether an exception is of a class, or of one in a tuple. Nothing is checked.
    pub fn is_exception_of(&self, exception: Value, pattern: Value) -> bool {
        let class = self.class_of(exception);
        match pattern.cast::<TupleObject>() {
            Some(items) => items.items().iter().any(|item| self.is_exception_of(exception, *item)),
            None => {
                pattern.cast::<ClassObject>().is_some_and(|pattern| class.is_subclass_of(pattern))
            }
        }
    }

    /// What `except* pattern` takes of an exception, and what is left: None where nothing.
    ///
    /// # Errors
    /// TypeError if the pattern cannot be caught so, and what `split` of the group raises.
    pub fn exception_group_match(
        &self,
        exception: Value,
        pattern: Value,
    ) -> Result<(Value, Value)> {
        if exception.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        self.check_star_pattern(pattern)?;
        let is_group = self.class_of(exception).is_subclass_of(self.classes.base_exception_group);
        if self.is_exception_of(exception, pattern) {
            if is_group {
                return Ok((exception, Value::NONE));
            }
            let wrapped = group::wrap(self, &[exception])?;
            if let (Some(wrapped), Some(inner)) =
                (wrapped.cast::<ExceptionObject>(), exception.cast::<ExceptionObject>())
            {
                wrapped.traceback.set(inner.traceback.get());
            }
            return Ok((wrapped, Value::NONE));
        }
        if !is_group {
            return Ok((Value::NONE, exception));
        }
        let pair = self.call_method(exception, self.names.split, &[pattern])?;
        match pair.cast::<TupleObject>().map(|pair| (pair.items().len(), pair)) {
            Some((length, pair)) if length >= 2 => Ok((pair.items()[0], pair.items()[1])),
            Some((length, _)) => {
                let class = self.class_name(exception);
                Err(self.type_error(format!(
                    "{class}.split must return a 2-tuple, got tuple of size {length}"
                )))
            }
            None => {
                let (class, found) = (self.class_name(exception), self.class_name(pair));
                Err(self.type_error(format!("{class}.split must return a tuple, not {found}")))
            }
        }
    }
    /// The same the other way round: what is left, and what the clause takes.
    pub fn split_group(&self, exception: Value, pattern: Value) -> Result<(Value, Value)> {
        let (taken, rest) = self.exception_group_match(exception, pattern)?;
        Ok((rest, taken))
    }
    /// [`Vm::prepare_reraise_star`] of a list.
    pub fn prep_reraise_star(&self, original: Value, raised: Value) -> Result {
        let raised: Vec<Value> = Ref::<ListObject>::from_value(raised).items().to_vec();
        self.prepare_reraise_star(original, &RootVec::from_vec(self, raised))
    }
    fn check_star_pattern(&self, pattern: Value) -> Result<()> {
        self.check_pattern(pattern)?;
        let items = pattern.cast::<TupleObject>();
        let classes = items.as_ref().map_or(std::slice::from_ref(&pattern), |items| items.items());
        let group = self.classes.base_exception_group;
        if classes
            .iter()
            .any(|class| self.exception_class(*class).is_some_and(|c| c.is_subclass_of(group)))
        {
            return Err(self.type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            ));
        }
        Ok(())
    }

    /// What is to be raised after all `except*` clauses have run: `raised` are the exceptions that they raised or re-raised and what was not caught
    /// (None among them). None: nothing.
    pub fn prepare_reraise_star(&self, original: Value, raised: &[Value]) -> Result {
        let exceptions = || raised.iter().copied().filter(|value| !value.is_none());
        if !self.class_of(original).is_subclass_of(self.classes.base_exception_group) {
            // A lone exception was wrapped; only one clause can have run.
            return Ok(exceptions().next().unwrap_or(Value::NONE));
        }
        let (reraised, mut fresh): (Vec<Value>, Vec<Value>) =
            exceptions().partition(|exception| self.same_metadata(*exception, original));
        let mut leaves = Vec::new();
        reraised.iter().for_each(|exception| group::leaves(self, *exception, &mut leaves));
        let kept = group::project(self, original, &RootVec::from_vec(self, leaves))?;
        if fresh.is_empty() {
            return Ok(kept);
        }
        if !kept.is_none() {
            fresh.push(kept);
        }
        if let [one] = fresh[..] {
            return Ok(one);
        }
        group::wrap(self, &RootVec::from_vec(self, fresh))
    }
    /// Whether two exceptions have the same traceback, notes, cause and context: one is then a part of the other that was re-raised.
    fn same_metadata(&self, a: Value, b: Value) -> bool {
        let (Some(a), Some(b)) = (a.cast::<ExceptionObject>(), b.cast::<ExceptionObject>()) else {
            return false;
        };
        let notes =
            |exception: Exception| self.own_attribute(exception.value(), self.names.__notes__);
        notes(a) == notes(b)
            && a.traceback.get() == b.traceback.get()
            && a.cause.get() == b.cause.get()
            && a.context.get() == b.context.get()
    }
}
