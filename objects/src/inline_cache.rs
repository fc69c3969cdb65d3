//! What the specializer asks of the object model: whether an attribute access, a method call or an instantiation has a cheap form for the
//! operands at hand, and the facts that an inline cache then keeps.
//!
//! `None` means "not applicable". Nothing here has an effect that a program can see.
//!
//! The facts stand as long as the shape and the class version that are returned with them: a shape says which attributes the instance has itself,
//! a class version what its classes have. A function that returns a shape alone has made sure that the class does not interfere: it has no data
//! descriptor of that name, and no attribute hooks, at the time; when it gets one later the shape is retired (see `class::retire`).

use crate::class::{Class, ClassObject, flag};
use crate::descriptor::{MemberObject, PropertyObject, WrapperObject};
use crate::function::{Binding, BuiltinObject};
use crate::instance::{Instance, InstanceObject};
use crate::object::{Kind, Ref};
use crate::shape::{Shape, id};
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// An instance with ordinary attribute lookup.
    fn plain_instance(&self, owner: Value) -> Option<(Instance, &Shape)> {
        let instance = owner.cast::<InstanceObject>()?;
        let shape = self.shapes.get(instance.header().shape());
        (!shape.class.has(flag::CUSTOM_GETATTRIBUTE)).then_some((instance, shape))
    }
    /// The slot that an attribute is read from: a plain one, or one of `__slots__`.
    fn readable_slot(&self, owner: Value, name: Str) -> Option<(Instance, &Shape, u32)> {
        let (instance, shape) = self.plain_instance(owner)?;
        let id = instance.header().shape();
        match self.lookup(shape.class, name) {
            Some(attribute) => match attribute.cast::<MemberObject>() {
                Some(member) if shape.class.is_subclass_of(member.class) => {
                    Some((instance, shape, member.slot))
                }
                Some(_) => None,
                None if self.is_data_descriptor(attribute) => None,
                None => Some((instance, shape, self.own_slot(shape, id, name)?)),
            },
            None => Some((instance, shape, self.own_slot(shape, id, name)?)),
        }
    }
    fn own_slot(&self, shape: &Shape, id: u32, name: Str) -> Option<u32> {
        if shape.dictionary { None } else { self.shapes.slot_of(id, name) }
    }
    /// An attribute in a slot in place: shape and slot. For loads. Slots of `__slots__` may be
    /// empty (null) in other instances: a load checks for that.
    pub fn instance_slot(&self, owner: Value, name: Str) -> Option<(u32, u32)> {
        let (instance, shape, slot) = self.readable_slot(owner, name)?;
        shape.cached.set(true);
        (slot < shape.in_place).then_some((instance.header().shape(), slot))
    }
    /// An attribute in the overflow array: shape and index in the array.
    pub fn instance_overflow_slot(&self, owner: Value, name: Str) -> Option<(u32, u32)> {
        let (instance, shape, slot) = self.readable_slot(owner, name)?;
        let index = slot.checked_sub(shape.in_place)?;
        shape.cached.set(true);
        Some((instance.header().shape(), index))
    }
    /// An attribute that a store adds in place: shape before, shape after, slot.
    pub fn instance_add_slot(&self, owner: Value, name: Str) -> Option<(u32, u32, u32)> {
        let instance = owner.cast::<InstanceObject>()?;
        let before = instance.header().shape();
        let shape = self.shapes.get(before);
        if shape.dictionary || shape.class.has(flag::CUSTOM_SETATTR | flag::NO_DICT) {
            return None;
        }
        let in_class = self.lookup(shape.class, name);
        if in_class.is_some_and(|attribute| self.is_data_descriptor(attribute))
            || self.shapes.slot_of(before, name).is_some()
            || shape.slots >= shape.in_place
        {
            return None;
        }
        shape.cached.set(true);
        Some((before, self.shapes.add(before, name)?, shape.slots))
    }
    /// The same for a store to an attribute that exists.
    pub fn instance_store_slot(&self, owner: Value, name: Str) -> Option<(u32, u32)> {
        if self.class_of(owner).has(flag::CUSTOM_SETATTR) {
            return None;
        }
        self.instance_slot(owner, name)
    }
    /// The same in the overflow array.
    pub fn instance_store_overflow_slot(&self, owner: Value, name: Str) -> Option<(u32, u32)> {
        if self.class_of(owner).has(flag::CUSTOM_SETATTR) {
            return None;
        }
        self.instance_overflow_slot(owner, name)
    }

    /// An attribute of the class that instances of this shape do not hide, with the class and its version.
    fn through_class(&self, owner: Value, name: Str) -> Option<(u32, Class, u32, Value)> {
        let (instance, shape) = self.plain_instance(owner)?;
        let id = instance.header().shape();
        // In dictionary mode the shape does not say which attributes there are.
        if shape.dictionary || self.shapes.slot_of(id, name).is_some() {
            return None;
        }
        let found = self.lookup(shape.class, name)?;
        match self.class_version(shape.class) {
            0 => None,
            version => Some((id, shape.class, version, found)),
        }
    }
    /// A function of the class of an instance: shape, class, class version, function. The call prepends the instance.
    pub fn instance_method(&self, owner: Value, name: Str) -> Option<(u32, Class, u32, Value)> {
        self.through_class(owner, name).filter(|(.., found)| found.has_shape(id::FUNCTION))
    }
    /// A value that the class of an instance holds and that does not bind: shape, class, class version, value.
    pub fn instance_class_value(
        &self,
        owner: Value,
        name: Str,
    ) -> Option<(u32, Class, u32, Value)> {
        let (shape, class, version, found) = self.through_class(owner, name)?;
        let value = match found.kind() {
            Some(Kind::StaticMethod) if found.has_shape(id::STATICMETHOD) => {
                Ref::<WrapperObject>::from_value(found).function.get()
            }
            _ if self.binds(found) => return None,
            _ => found,
        };
        Some((shape, class, version, value))
    }
    /// The getter of a property of the class: shape, class, class version, getter.
    pub fn instance_property(&self, owner: Value, name: Str) -> Option<(u32, Class, u32, Value)> {
        let (instance, shape) = self.plain_instance(owner)?;
        let found = self.lookup(shape.class, name)?;
        // `__getattr__` takes over when a getter raises AttributeError: nothing would see to that in a frame of the getter's own.
        if !found.has_shape(id::PROPERTY) || shape.class.has(flag::HAS_GETATTR) {
            return None;
        }
        let getter = Ref::<PropertyObject>::from_value(found).getter.get();
        match self.class_version(shape.class) {
            0 => None,
            version => Some((instance.header().shape(), shape.class, version, getter)),
        }
    }
    /// A method of a built-in class, found by the shape of the owner alone: built-in classes do not change. The owner has no attributes itself.
    pub fn builtin_method(&self, owner: Value, name: Str) -> Option<Value> {
        let class = self.class_of(owner);
        let has_own_attributes = matches!(
            owner.kind(),
            Some(Kind::Instance | Kind::Class | Kind::Module | Kind::Super | Kind::GenericAlias)
        ) || self.has_attribute_dict(owner);
        if class.has(flag::HEAP | flag::CUSTOM_GETATTRIBUTE) || has_own_attributes {
            return None;
        }
        let method = self.lookup(class, name)?.cast::<BuiltinObject>()?;
        let unbound = method.spec.binding == Binding::Method && method.receiver.is_null();
        unbound.then(|| method.value())
    }
    /// Whether an attribute of a class is something else for its instances.
    fn binds(&self, attribute: Value) -> bool {
        if !attribute.is_object() {
            return false;
        }
        match attribute.header().shape() {
            id::FUNCTION
            | id::METHOD_DESCRIPTOR
            | id::WRAPPER_DESCRIPTOR
            | id::CLASSMETHOD_DESCRIPTOR
            | id::CLASSMETHOD
            | id::STATICMETHOD
            | id::PROPERTY
            | id::MEMBER_DESCRIPTOR
            | id::GETSET => true,
            shape if shape < id::FIRST_DYNAMIC => false,
            _ => self.lookup(self.class_of(attribute), self.names.__get__).is_some(),
        }
    }
    /// An attribute of a class that is accessed on the class itself: class, version, and what the access gives.
    pub fn cached_class_attribute(&self, owner: Value, name: Str) -> Option<(Class, u32, Value)> {
        let class = owner.cast::<ClassObject>()?;
        let metaclass = self.class_of(owner);
        if metaclass.has(flag::CUSTOM_GETATTRIBUTE)
            || self
                .lookup(metaclass, name)
                .is_some_and(|attribute| self.is_data_descriptor(attribute))
        {
            return None;
        }
        // A metaclass written in Python may get a data descriptor later, which the class's version would not tell.
        if metaclass != self.classes.type_ {
            return None;
        }
        let found = self.lookup(class, name)?;
        let value = match found.is_object().then(|| found.header().shape()) {
            Some(id::STATICMETHOD) => Ref::<WrapperObject>::from_value(found).function.get(),
            Some(id::FUNCTION | id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR) => found,
            _ if self.binds(found) => return None,
            _ => found,
        };
        match self.class_version(class) {
            0 => None,
            version => Some((class, version, value)),
        }
    }
    /// The function that `super(class, receiver).name` finds, where the receiver is an instance. It stands as long as the version of the receiver's class.
    pub fn cached_super_method(&self, class: Value, receiver: Value, name: Str) -> Option<Value> {
        let class = class.cast::<ClassObject>()?;
        let own = self.class_of(receiver);
        if receiver.has_kind(Kind::Class)
            || !own.is_subclass_of(class)
            || self.class_version(own) == 0
        {
            return None;
        }
        crate::super_::search(class, own, name).filter(|found| found.has_shape(id::FUNCTION))
    }

    /// The `__init__` of a class that is instantiated plainly: `type.__call__`, `object.__new__`, and an `__init__` written in Python; with the
    /// class's version.
    pub fn class_init(&self, class: Class) -> Option<(u32, Value)> {
        if !self.is_plain_class(class) {
            return None;
        }
        let init = self.lookup(class, self.names.__init__)?;
        if !init.has_shape(id::FUNCTION) {
            return None;
        }
        match self.class_version(class) {
            0 => None,
            version => Some((version, init)),
        }
    }
    /// The version of a class that is instantiated plainly and has no `__init__` but `object`'s.
    pub fn class_without_init(&self, class: Class) -> Option<u32> {
        let plain = self.is_plain_class(class)
            && self.lookup(class, self.names.__init__) == Some(self.defaults.object_init);
        match self.class_version(class) {
            0 => None,
            version => plain.then_some(version),
        }
    }
    /// The shape of new instances of a class, and how many slots they have in place. They stand as long as the version of the class.
    pub fn new_instance_layout(&self, class: Class) -> (u32, u32) {
        (class.root_shape.get(), class.in_place.get())
    }
    /// Whether a call of a class makes an instance by `object.__new__`.
    fn is_plain_class(&self, class: Class) -> bool {
        class.has(flag::HEAP)
            && !class.has(flag::ABSTRACT | flag::NO_NEW)
            && class.instance_kind.get() == Kind::Instance
            && self.class_of(class.value()) == self.classes.type_
            && self.lookup(class, self.names.__new__) == Some(self.defaults.object_new)
    }

    // ---- what instructions ask when nothing is cached

    /// What `owner.name(...)` calls: the callable, and the receiver to be prepended or null.
    pub fn get_method(&self, owner: Value, name: Str) -> crate::vm::Result<(Value, Value)> {
        if let Some(function) = self.cached_function(owner, name) {
            return Ok((function, owner));
        }
        let name = self.intern_name(name);
        let class = self.class_of(owner);
        let ordinary = !class.has(flag::CUSTOM_GETATTRIBUTE)
            && !matches!(
                owner.kind(),
                Some(Kind::Class | Kind::Module | Kind::Super | Kind::GenericAlias)
            );
        if ordinary
            && let Some(found) = self.lookup(class, name)
            && (found.has_shape(id::FUNCTION)
                || found.has_shape(id::METHOD_DESCRIPTOR)
                || found.has_shape(id::WRAPPER_DESCRIPTOR))
            && self.own_attribute(owner, name).is_none()
        {
            return Ok((found, owner));
        }
        Ok((self.get_attribute(owner, name)?, Value::NULL))
    }
    /// `__enter__` or `__exit__` of a context manager, bound.
    ///
    /// # Errors
    /// TypeError if its class has none.
    pub fn context_method(&self, owner: Value, exit: bool) -> crate::vm::Result {
        let (class, n) = (self.class_of(owner), &*self.names);
        let name = if exit { n.__exit__ } else { n.__enter__ };
        if let Some(found) = self.lookup(class, name) {
            return self.bind(found, owner, class);
        }
        let full = class.name.get();
        let full = full.as_str();
        let missed = name.as_str();
        let asynchronous =
            [n.__aenter__, n.__aexit__].iter().all(|name| self.lookup(class, *name).is_some());
        let hint = if asynchronous {
            " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
        } else {
            ""
        };
        Err(self.type_error(format!(
            "'{full}' object does not support the context manager protocol (missed {missed} method){hint}"
        )))
    }
}
