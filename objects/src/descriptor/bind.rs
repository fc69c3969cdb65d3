//! How attributes found in a class bind to an instance or to the class: `__get__`, `__set__`, `__delete__`.

use super::{GetSetObject, MemberObject, PropertyObject, WrapperObject, getset, member, property};
use crate::class::Class;
use crate::function::{BoundMethod, BoundMethodObject, BuiltinObject};
use crate::object::{Header, Kind, Ref};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Result, Vm};

impl Vm {
    /// What an attribute found in a class is for an instance, or for the class itself if `obj` is null.
    pub fn bind(&self, attribute: Value, obj: Value, class: Class) -> Result {
        if !attribute.is_object() {
            return Ok(attribute);
        }
        match attribute.header().shape() {
            id::FUNCTION if obj.is_null() => Ok(attribute),
            id::FUNCTION => Ok(self.new_bound_method(attribute, obj).value()),
            id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR if obj.is_null() => Ok(attribute),
            id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR => self.bind_builtin(attribute, obj),
            id::CLASSMETHOD_DESCRIPTOR => {
                let builtin: Ref<BuiltinObject> = Ref::from_value(attribute);
                Ok(self.new_builtin(builtin.spec, builtin.owner, class.value()))
            }
            id::CLASSMETHOD => {
                let wrapper: Ref<WrapperObject> = Ref::from_value(attribute);
                Ok(self.new_bound_method(wrapper.function.get(), class.value()).value())
            }
            id::STATICMETHOD => Ok(Ref::<WrapperObject>::from_value(attribute).function.get()),
            id::PROPERTY | id::MEMBER_DESCRIPTOR | id::GETSET if obj.is_null() => Ok(attribute),
            id::PROPERTY => property::get(self, Ref::<PropertyObject>::from_value(attribute), obj),
            id::MEMBER_DESCRIPTOR => {
                member::get(self, Ref::<MemberObject>::from_value(attribute), obj)
            }
            id::GETSET => getset::get(self, Ref::<GetSetObject>::from_value(attribute), obj),
            shape if shape < id::FIRST_DYNAMIC => Ok(attribute),
            _ => self.bind_by_class(attribute, obj, class),
        }
    }
    /// Descriptors of classes written in Python.
    fn bind_by_class(&self, attribute: Value, obj: Value, class: Class) -> Result {
        let own = self.class_of(attribute);
        let Some(get) = self.lookup(own, self.names.__get__) else { return Ok(attribute) };
        self.enter_native("")?;
        let obj = if obj.is_null() { Value::NONE } else { obj };
        self.call_hook(get, attribute, own, &[obj, class.value()])
    }
    /// A bound method.
    #[inline]
    pub fn new_bound_method(&self, function: Value, receiver: Value) -> BoundMethod {
        let header = Header::new(Kind::BoundMethod, id::BOUND_METHOD);
        self.heap.allocate(BoundMethodObject { header, function, receiver })
    }
    /// A built-in method bound to an object, which must be an instance of its class.
    pub fn bind_builtin(&self, method: Value, obj: Value) -> Result {
        let builtin: Ref<BuiltinObject> = Ref::from_value(method);
        if !self.class_of(obj).is_subclass_of(Ref::from_value(builtin.owner)) {
            return Err(crate::call::wrong_receiver(self, builtin, obj));
        }
        Ok(self.new_builtin(builtin.spec, builtin.owner, obj))
    }

    /// Whether an attribute of a class goes before the instance's own.
    #[inline]
    pub fn is_data_descriptor(&self, attribute: Value) -> bool {
        if !attribute.is_object() {
            return false;
        }
        match attribute.header().shape() {
            id::PROPERTY | id::MEMBER_DESCRIPTOR | id::GETSET => true,
            shape if shape < id::FIRST_DYNAMIC => false,
            _ => {
                let class = self.class_of(attribute);
                self.lookup(class, self.names.__set__).is_some()
                    || self.lookup(class, self.names.__delete__).is_some()
            }
        }
    }
    /// Whether a data descriptor has a say in how the attribute is read: one that has only `__set__` or `__delete__` has none.
    pub fn is_getter(&self, descriptor: Value) -> bool {
        descriptor.header().shape() < id::FIRST_DYNAMIC
            || self.lookup(self.class_of(descriptor), self.names.__get__).is_some()
    }
    /// Sets an attribute through a data descriptor (deletes it if `value` is null); `false` if `attribute` is none.
    pub fn store_through_descriptor(
        &self,
        attribute: Value,
        obj: Value,
        value: Value,
    ) -> Result<bool> {
        if !attribute.is_object() {
            return Ok(false);
        }
        match attribute.header().shape() {
            id::PROPERTY => property::set(self, Ref::from_value(attribute), obj, value)?,
            id::MEMBER_DESCRIPTOR => member::set(self, Ref::from_value(attribute), obj, value)?,
            id::GETSET => getset::set(self, Ref::from_value(attribute), obj, value)?,
            shape if shape < id::FIRST_DYNAMIC => return Ok(false),
            _ => return self.store_by_class(attribute, obj, value),
        }
        Ok(true)
    }
    fn store_by_class(&self, attribute: Value, obj: Value, value: Value) -> Result<bool> {
        let class = self.class_of(attribute);
        let set = self.lookup(class, self.names.__set__);
        let delete = self.lookup(class, self.names.__delete__);
        self.enter_native("")?;
        match (value.is_null(), set, delete) {
            (_, None, None) => return Ok(false),
            (false, Some(set), _) => self.call_hook(set, attribute, class, &[obj, value])?,
            (true, _, Some(delete)) => self.call_hook(delete, attribute, class, &[obj])?,
            (false, None, _) => return Err(self.attribute_error("__set__")),
            (true, _, None) => return Err(self.attribute_error("__delete__")),
        };
        Ok(true)
    }
}
