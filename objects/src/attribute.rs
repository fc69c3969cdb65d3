//! Attribute access: `obj.name`, for every kind of object.
//!
//! The protocol is Python's: a data descriptor of the class goes before the object's own attribute, which goes before anything else in the class;
//! then `__getattr__`. Classes look in themselves between their metaclass's data descriptors and its other attributes. The parts of the protocol
//! that are data work on dicts and slots are in `own_attribute`; how descriptors bind is in `descriptor::bind`; the inline-cache
//! side is in `inline_cache`.

use crate::class::{Class, ClassObject, flag};
use crate::function::BoundMethodObject;
use crate::module::ModuleObject;
use crate::object::{Kind, Ref};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::super_::SuperObject;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// Ends the recursion of attribute access through user code.
const DOING: &str = "";

impl Vm {
    /// The class of a value.
    #[inline]
    pub fn class_of(&self, value: Value) -> Class {
        let shape = if value.is_object() {
            value.header().shape()
        } else if value.is_int() {
            id::INT
        } else if value.is_float() {
            id::FLOAT
        } else {
            match value {
                Value::TRUE | Value::FALSE => id::BOOL,
                Value::ELLIPSIS => id::ELLIPSIS,
                Value::NOT_IMPLEMENTED => id::NOT_IMPLEMENTED,
                _ => id::NONE,
            }
        };
        self.shapes.get(shape).class
    }
    /// The name of the class of a value, for messages.
    pub fn class_name(&self, value: Value) -> String {
        self.name_in_messages(self.class_of(value))
    }
    /// The name of a class in messages: of those that CPython has in C, with their module.
    pub fn name_in_messages(&self, class: Class) -> String {
        let name = class.name.get();
        let name = name.as_str();
        if class.has(flag::HEAP) || class.has(flag::PYTHON) {
            return name.to_owned();
        }
        let module = class.dict.get().get_name(self.names.__module__);
        match module.and_then(|module| module.cast::<StrObject>()) {
            Some(module) if module.as_str() != "builtins" => format!("{}.{name}", module.as_str()),
            _ => name.to_owned(),
        }
    }
    /// The interned string equal to a string: what attributes are looked up by.
    #[inline]
    pub fn intern_name(&self, name: Str) -> Str {
        if name.is_interned() { name } else { self.intern(name.as_str()) }
    }
    /// The name that `getattr` and such were given, interned.
    pub fn attribute_name(&self, name: Value) -> Result<Str> {
        match name.cast::<StrObject>() {
            Some(name) => Ok(self.intern_name(name)),
            None => {
                let found = self.class_name(name);
                Err(self.type_error(format!("attribute name must be string, not '{found}'")))
            }
        }
    }

    // ---- get

    /// `obj.name`
    pub fn get_attribute(&self, obj: Value, name: Str) -> Result {
        if let Some(value) = self.cached_slot(obj, name) {
            return Ok(value);
        }
        match self.try_attribute(obj, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(obj, name)),
        }
    }
    /// `obj.name`, or `None` where that would be an AttributeError; mostly none is made.
    pub fn find_attribute(&self, obj: Value, name: Str) -> Result<Option<Value>> {
        let found = self.try_attribute(obj, name);
        Ok(self.catch(found, self.classes.attribute_error)?.flatten())
    }
    /// `obj.name`; `None` if there is no such attribute and no user code has raised an AttributeError that says so.
    fn try_attribute(&self, obj: Value, name: Str) -> Result<Option<Value>> {
        let name = self.intern_name(name);
        let class = self.class_of(obj);
        if class.has(flag::CUSTOM_GETATTRIBUTE | flag::HAS_GETATTR) {
            return self.custom_attribute(obj, class, name);
        }
        self.default_attribute(obj, class, name)
    }
    #[cold]
    fn custom_attribute(&self, obj: Value, class: Class, name: Str) -> Result<Option<Value>> {
        self.enter_native(DOING)?;
        let found = if class.has(flag::CUSTOM_GETATTRIBUTE) {
            match self.lookup(class, self.names.__getattribute__) {
                Some(hook) => self.call_hook(hook, obj, class, &[name.value()]).map(Some),
                None => self.default_attribute(obj, class, name),
            }
        } else {
            self.default_attribute(obj, class, name)
        };
        let Some(fallback) = self.lookup(class, self.names.__getattr__) else { return found };
        match self.catch(found, self.classes.attribute_error)?.flatten() {
            Some(value) => Ok(Some(value)),
            None => self.call_hook(fallback, obj, class, &[name.value()]).map(Some),
        }
    }
    /// Calls a special method that was found in the class of an object.
    pub(crate) fn call_hook(
        &self,
        hook: Value,
        obj: Value,
        class: Class,
        args: &[Value],
    ) -> Result {
        if hook.has_shape(id::FUNCTION) {
            return self.call_prepended(hook, obj, args, &[]);
        }
        let bound = self.bind(hook, obj, class)?;
        self.call(bound, args)
    }
    /// `obj.name` as the `__getattribute__` of the object's layout says, whatever its class overrides.
    pub fn default_get(&self, obj: Value, name: Str) -> Result {
        let name = self.intern_name(name);
        match self.default_attribute(obj, self.class_of(obj), name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(obj, name)),
        }
    }
    /// What the `__getattribute__` of the object's layout does.
    fn default_attribute(&self, obj: Value, class: Class, name: Str) -> Result<Option<Value>> {
        match obj.kind() {
            Some(Kind::Class) => self.class_attribute(Ref::from_value(obj), name),
            Some(Kind::Module) => self.module_attribute(Ref::from_value(obj), name),
            Some(Kind::Super) => self.attribute_of_super(Ref::from_value(obj), name),
            Some(Kind::GenericAlias) => self.alias_attribute(Ref::from_value(obj), name),
            Some(Kind::BoundMethod) => self.method_attribute(Ref::from_value(obj), name),
            _ => self.generic_attribute(obj, class, name),
        }
    }
    /// `object.__getattribute__`; `None` if there is no such attribute.
    pub fn generic_attribute(&self, obj: Value, class: Class, name: Str) -> Result<Option<Value>> {
        let in_class = self.lookup(class, name);
        if let Some(attribute) = in_class
            && self.is_data_descriptor(attribute)
            && self.is_getter(attribute)
        {
            return self.bind(attribute, obj, class).map(Some);
        }
        if let Some(own) = self.own_attribute(obj, name) {
            return Ok(Some(own));
        }
        match in_class {
            Some(attribute) => self.bind(attribute, obj, class).map(Some),
            None => Ok(None),
        }
    }
    /// `type.__getattribute__`
    pub fn class_attribute(&self, class: Class, name: Str) -> Result<Option<Value>> {
        let metaclass = self.class_of(class.value());
        let in_metaclass = self.lookup(metaclass, name);
        if let Some(attribute) = in_metaclass
            && self.is_data_descriptor(attribute)
            && self.is_getter(attribute)
        {
            return self.bind(attribute, class.value(), metaclass).map(Some);
        }
        if let Some(attribute) = self.lookup(class, name) {
            return self.bind(attribute, Value::NULL, class).map(Some);
        }
        match in_metaclass {
            Some(attribute) => self.bind(attribute, class.value(), metaclass).map(Some),
            None => Ok(None),
        }
    }
    /// `module.__getattribute__`: with the module's own `__getattr__`.
    pub fn module_attribute(&self, module: Ref<ModuleObject>, name: Str) -> Result<Option<Value>> {
        let class = self.class_of(module.value());
        if let Some(found) = self.generic_attribute(module.value(), class, name)? {
            return Ok(Some(found));
        }
        match module.dict.get_name(self.names.__getattr__) {
            Some(hook) => self.call(hook, &[name.value()]).map(Some),
            None => Ok(None),
        }
    }
    /// `method.__getattribute__`: what a method does not have itself is its function's.
    fn method_attribute(&self, method: Ref<BoundMethodObject>, name: Str) -> Result<Option<Value>> {
        let class = self.class_of(method.value());
        match self.lookup(class, name) {
            Some(attribute) => self.bind(attribute, method.value(), class).map(Some),
            None => self.get_attribute(method.function, name).map(Some),
        }
    }
    fn attribute_of_super(&self, object: Ref<SuperObject>, name: Str) -> Result<Option<Value>> {
        if name != self.names.__class__
            && let Some(found) = crate::super_::find(self, object, name)?
        {
            return Ok(Some(found));
        }
        self.generic_attribute(object.value(), self.class_of(object.value()), name)
    }

    /// Raises the AttributeError of a missing attribute.
    #[cold]
    pub fn no_attribute(&self, obj: Value, name: Str) -> Raised {
        let text = name.as_str();
        let message = if let Some(class) = obj.cast::<ClassObject>() {
            format!("type object '{}' has no attribute '{text}'", class.name.get().as_str())
        } else if let Some(module) = obj.cast::<ModuleObject>() {
            crate::module::no_attribute(self, module, text)
        } else {
            format!("'{}' object has no attribute '{text}'", self.class_name(obj))
        };
        self.attribute_error_of(obj, name, message)
    }

    // ---- set and delete

    /// `obj.name = value`
    pub fn set_attribute(&self, obj: Value, name: Str, value: Value) -> Result<()> {
        self.store_attribute(obj, name, value)
    }
    /// `del obj.name`
    pub fn delete_attribute(&self, obj: Value, name: Str) -> Result<()> {
        self.store_attribute(obj, name, Value::NULL)
    }
    /// Sets an attribute, or deletes it if `value` is null.
    fn store_attribute(&self, obj: Value, name: Str, value: Value) -> Result<()> {
        if !value.is_null() && self.store_cached_slot(obj, name, value) {
            return Ok(());
        }
        let name = self.intern_name(name);
        let class = self.class_of(obj);
        if class.has(flag::CUSTOM_SETATTR) {
            let n = &*self.names;
            let (hook, args) = if value.is_null() {
                (n.__delattr__, &[name.value()][..])
            } else {
                (n.__setattr__, &[name.value(), value][..])
            };
            if let Some(hook) = self.lookup(class, hook) {
                self.enter_native(DOING)?;
                self.call_hook(hook, obj, class, args)?;
                return Ok(());
            }
        }
        self.default_store(obj, class, name, value)
    }
    /// What the `__setattr__` and `__delattr__` of the object's layout do; `value` is null to delete.
    pub(crate) fn default_store(
        &self,
        obj: Value,
        class: Class,
        name: Str,
        value: Value,
    ) -> Result<()> {
        match obj.cast::<ClassObject>() {
            Some(target) => self.store_class_attribute(target, name, value),
            None => self.generic_store(obj, class, name, value),
        }
    }
    /// `object.__setattr__` and `object.__delattr__`
    pub fn generic_store(&self, obj: Value, class: Class, name: Str, value: Value) -> Result<()> {
        let in_class = self.lookup(class, name);
        if let Some(attribute) = in_class
            && self.store_through_descriptor(attribute, obj, value)?
        {
            return Ok(());
        }
        if !self.has_attribute_dict(obj) {
            return Err(self.cannot_store(obj, name, in_class.is_some()));
        }
        if !value.is_null() {
            self.set_own_attribute(obj, name, value);
        } else if !self.delete_own_attribute(obj, name) {
            let message =
                format!("'{}' object has no attribute '{}'", self.class_name(obj), name.as_str());
            return Err(self.attribute_error_of(obj, name, message));
        }
        Ok(())
    }
    #[cold]
    fn cannot_store(&self, obj: Value, name: Str, in_class: bool) -> Raised {
        let (class, text) = (self.class_name(obj), name.as_str());
        let message = if in_class {
            format!("'{class}' object attribute '{text}' is read-only")
        } else {
            format!(
                "'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes"
            )
        };
        self.attribute_error_of(obj, name, message)
    }
    /// `type.__setattr__` and `type.__delattr__`
    pub fn store_class_attribute(&self, class: Class, name: Str, value: Value) -> Result<()> {
        if !class.has(flag::HEAP) || class.has(flag::IMMUTABLE) {
            let (class, text) = (class.name.get(), name.as_str());
            return Err(self.type_error(format!(
                "cannot set '{text}' attribute of immutable type '{}'",
                class.as_str()
            )));
        }
        let metaclass = self.class_of(class.value());
        if let Some(attribute) = self.lookup(metaclass, name)
            && self.store_through_descriptor(attribute, class.value(), value)?
        {
            return Ok(());
        }
        let old = class.dict.get().get_name(name).unwrap_or(Value::NULL);
        if !value.is_null() {
            class.dict.get().set_name(self, name, value);
        } else if !class.dict.get().delete_name(self, name) {
            let message = format!(
                "type object '{}' has no attribute '{}'",
                class.name.get().as_str(),
                name.as_str()
            );
            return Err(self.attribute_error_of(class.value(), name, message));
        }
        self.class_changed(class, Some(name));
        self.retire_if_hidden(class, name, old, value);
        Ok(())
    }
}
