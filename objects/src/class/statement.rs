//! The `class` statement: what `__build_class__` does.

use super::{Class, ClassObject};
use crate::class_spec::{ANY, NativeSpec};
use crate::function::CellObject;
use crate::heap::RootVec;
use crate::object::Kind;
use crate::string::{Str, StrObject};
use crate::tuple::{Tuple, TupleObject};
use crate::value::Value;
use crate::vm::{Result, Vm};

/// `builtins.__build_class__`
pub(crate) const FUNCTIONS: &[NativeSpec] = &[NativeSpec::keyword_function(
    "__build_class__",
    build_class,
    0,
    ANY,
    "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement.",
)];

fn build_class(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    vm.build_class(args, names)
}

impl Vm {
    /// `__build_class__(body, name, *bases, metaclass=..., **keywords)`. The last `names.len()` of `args` are keyword values. The body is a function of one
    /// argument, the namespace.
    pub fn build_class(&self, args: &[Value], names: &[Str]) -> Result {
        let (positional, values) = args.split_at(args.len() - names.len());
        let [body, name, bases @ ..] = positional else {
            return Err(self.type_error("__build_class__: not enough arguments"));
        };
        if !body.has_kind(Kind::Function) {
            return Err(self.type_error("__build_class__: func must be a function"));
        }
        if name.cast::<StrObject>().is_none() {
            return Err(self.type_error("__build_class__: name is not a string"));
        }
        let original = self.new_tuple(bases);
        let bases = self.resolve_bases(original)?;
        let mut keywords: Vec<Str> = names.to_vec();
        let mut values = RootVec::from_slice(self, values);
        let mut metaclass = Value::NULL;
        if let Some(index) = keywords.iter().position(|key| key.as_str() == "metaclass") {
            metaclass = values.get(index);
            keywords.remove(index);
            values.as_vec_mut().remove(index);
        } else if let Some(first) = bases.items().first() {
            metaclass = self.class_of(*first).value();
        }
        if metaclass.is_null() {
            metaclass = self.classes.type_.value();
        }
        if let Some(class) = metaclass.cast::<ClassObject>() {
            metaclass = self.calculate_metaclass(class, bases.items())?.value();
        }
        let namespace = self.prepare_namespace(metaclass, *name, bases, &values, &keywords)?;
        let cell = self.call(*body, &[namespace])?;
        if bases != original {
            crate::ops::set_item(
                self,
                namespace,
                self.names.__orig_bases__.value(),
                original.value(),
            )?;
        }
        let mut all = RootVec::from_slice(self, &[*name, bases.value(), namespace]);
        all.extend_from_slice(&values);
        let class = self.call_keywords(metaclass, &all, &keywords)?;
        self.check_class_cell(class, cell, *name)?;
        Ok(class)
    }
    /// Replaces bases that are not classes by what their `__mro_entries__` says.
    fn resolve_bases(&self, bases: Tuple) -> Result<Tuple> {
        let mut resolved = RootVec::new(self);
        let mut changed = false;
        for &base in bases.items() {
            if base.cast::<ClassObject>().is_none()
                && let Some(entries) = self.find_attribute(base, self.names.__mro_entries__)?
            {
                let entries = self.call(entries, &[bases.value()])?;
                let Some(entries) = entries.cast::<TupleObject>() else {
                    return Err(self.type_error("__mro_entries__ must return a tuple"));
                };
                resolved.extend_from_slice(entries.items());
                changed = true;
            } else {
                resolved.push(base);
            }
        }
        Ok(if changed { self.new_tuple(&resolved) } else { bases })
    }
    fn prepare_namespace(
        &self,
        metaclass: Value,
        name: Value,
        bases: Tuple,
        values: &[Value],
        keywords: &[Str],
    ) -> Result {
        if metaclass == self.classes.type_.value() {
            return Ok(self.new_dict().value());
        }
        let Some(prepare) = self.find_attribute(metaclass, self.names.__prepare__)? else {
            return Ok(self.new_dict().value());
        };
        let mut all = RootVec::from_slice(self, &[name, bases.value()]);
        all.extend_from_slice(values);
        let namespace = self.call_keywords(prepare, &all, keywords)?;
        let is_mapping = self.lookup(self.class_of(namespace), self.names.__getitem__).is_some();
        if !is_mapping {
            let owner = match metaclass.cast::<ClassObject>() {
                Some(class) => class.name.get().as_str().to_owned(),
                None => "<metaclass>".to_owned(),
            };
            let found = self.class_name(namespace);
            return Err(self
                .type_error(format!("{owner}.__prepare__() must return a mapping, not {found}")));
        }
        Ok(namespace)
    }
    /// `type.__new__` must have been given the cell through which methods see `__class__`.
    fn check_class_cell(&self, class: Value, cell: Value, name: Value) -> Result<()> {
        let (Some(cell), Some(_)) = (cell.cast::<CellObject>(), class.cast::<ClassObject>()) else {
            return Ok(());
        };
        let content = cell.value.get();
        if content == class {
            return Ok(());
        }
        let (name, class) = (self.repr_text(name)?, self.repr_text(class)?);
        if content.is_null() {
            return Err(self.runtime_error(format!(
                "__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?"
            )));
        }
        let content = self.repr_text(content)?;
        Err(self.type_error(format!("__class__ set to {content} defining {name} as {class}")))
    }

    /// `isinstance(value, class)`: with `__instancecheck__`, tuples and unions.
    pub fn is_instance_of(&self, value: Value, class: Value) -> Result<bool> {
        if let Some(class) = class.cast::<ClassObject>()
            && (self.class_of(value) == class || self.class_of(class.value()) == self.classes.type_)
        {
            return self.default_is_instance(value, class.value());
        }
        self.enter_native("in __instancecheck__")?;
        if let Some(classes) = class.cast::<TupleObject>() {
            return self.any_of(classes, |class| self.is_instance_of(value, class));
        }
        if let Some(union) = class.cast::<crate::generic::UnionObject>() {
            return self.any_of(union.args, |class| self.is_instance_of(value, class));
        }
        let metaclass = self.class_of(class);
        if let Some(hook) = self.lookup(metaclass, self.names.__instancecheck__) {
            let answer = self.call_hook(hook, class, metaclass, &[value])?;
            return crate::ops::truth(self, answer);
        }
        self.default_is_instance(value, class)
    }
    fn any_of(&self, classes: Tuple, test: impl Fn(Value) -> Result<bool>) -> Result<bool> {
        for &class in classes.items() {
            if test(class)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
    /// `type.__instancecheck__`
    pub fn default_is_instance(&self, value: Value, class: Value) -> Result<bool> {
        let Some(class) = class.cast::<ClassObject>() else {
            return Err(
                self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")
            );
        };
        let own = self.class_of(value);
        if own.is_subclass_of(class) {
            return Ok(true);
        }
        if !self.may_claim_class(own) {
            return Ok(false);
        }
        let claimed = self.find_attribute(value, self.names.__class__)?;
        let claimed = claimed.and_then(|claimed| claimed.cast::<ClassObject>());
        Ok(claimed.is_some_and(|claimed| claimed != own && claimed.is_subclass_of(class)))
    }
    /// Whether the `__class__` of instances of a class may be another class: a proxy may claim it, if its class is written in Python.
    pub fn may_claim_class(&self, class: Class) -> bool {
        class.has(super::flag::HEAP)
            && (class.has(super::flag::CUSTOM_GETATTRIBUTE)
                || self.lookup(class, self.names.__class__) != Some(self.defaults.object_class))
    }
    /// Whether a value is an instance of a class, as `isinstance` says.
    pub fn is_instance(&self, value: Value, class: Class) -> Result<bool> {
        self.is_instance_of(value, class.value())
    }
    /// `issubclass(derived, class)`: with `__subclasscheck__`, tuples and unions.
    pub fn is_subclass(&self, derived: Value, class: Value) -> Result<bool> {
        if class.cast::<ClassObject>().is_some() && self.class_of(class) == self.classes.type_ {
            return self.default_is_subclass(derived, class);
        }
        self.enter_native("in __subclasscheck__")?;
        if let Some(classes) = class.cast::<TupleObject>() {
            return self.any_of(classes, |class| self.is_subclass(derived, class));
        }
        if let Some(union) = class.cast::<crate::generic::UnionObject>() {
            return self.any_of(union.args, |class| self.is_subclass(derived, class));
        }
        let metaclass = self.class_of(class);
        if let Some(hook) = self.lookup(metaclass, self.names.__subclasscheck__) {
            let answer = self.call_hook(hook, class, metaclass, &[derived])?;
            return crate::ops::truth(self, answer);
        }
        self.default_is_subclass(derived, class)
    }
    /// `type.__subclasscheck__`
    pub fn default_is_subclass(&self, derived: Value, class: Value) -> Result<bool> {
        let Some(derived) = derived.cast::<ClassObject>() else {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        };
        match class.cast::<ClassObject>() {
            Some(class) => Ok(derived.is_subclass_of(class)),
            None => Err(self
                .type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")),
        }
    }
}
