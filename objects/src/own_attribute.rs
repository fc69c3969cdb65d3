//! The attributes that an object has by itself: slots of an instance, or a dict that it refers to.

use crate::class::flag;
use crate::descriptor::WrapperObject;
use crate::dict::{Dict, DictObject};
use crate::exception::ExceptionObject;
use crate::function::FunctionObject;
use crate::heap::layout::object_attributes;
use crate::instance::InstanceObject;
use crate::module::ModuleObject;
use crate::object::{Kind, Ref};
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::Cell;

impl Vm {
    /// Lets `action` use the word that holds the dict of the object's attributes (or null), if it has such a word.
    fn with_attribute_word<R>(
        &self,
        obj: Value,
        action: impl FnOnce(&Cell<Value>) -> R,
    ) -> Option<R> {
        if !obj.is_object() {
            return None;
        }
        let header = obj.header();
        match header.kind() {
            Kind::Exception => Some(action(&Ref::<ExceptionObject>::from_value(obj).attributes)),
            Kind::Function => Some(action(&Ref::<FunctionObject>::from_value(obj).attributes)),
            Kind::ClassMethod | Kind::StaticMethod => {
                Some(action(&Ref::<WrapperObject>::from_value(obj).attributes))
            }
            Kind::Instance | Kind::Class | Kind::Module => None,
            _ => object_attributes(self, &header).map(action),
        }
    }
    /// The object's own attribute of a name; its class is not considered.
    pub fn own_attribute(&self, obj: Value, name: Str) -> Option<Value> {
        if let Some(instance) = obj.cast::<InstanceObject>() {
            return self.instance_get(instance, name);
        }
        if let Some(module) = obj.cast::<ModuleObject>() {
            return module.dict.get_name(name);
        }
        let dict = self.with_attribute_word(obj, Cell::get)?;
        dict.cast::<DictObject>()?.get_name(name)
    }
    /// Whether attributes can be set on the object.
    pub fn has_attribute_dict(&self, obj: Value) -> bool {
        let Some(kind) = obj.kind() else { return false };
        let class = self.class_of(obj);
        match kind {
            Kind::Instance => !class.has(flag::NO_DICT),
            Kind::Module => true,
            Kind::Class => false,
            _ => !class.has(flag::HIDDEN_DICT) && self.with_attribute_word(obj, |_| ()).is_some(),
        }
    }
    /// Sets the object's own attribute; it has a place for attributes.
    pub fn set_own_attribute(&self, obj: Value, name: Str, value: Value) {
        if let Some(instance) = obj.cast::<InstanceObject>() {
            return self.instance_set(instance, name, value);
        }
        if let Some(dict) = self.attribute_dict(obj) {
            dict.set_name(self, name, value);
        }
    }
    /// Deletes the object's own attribute; whether there was one.
    pub fn delete_own_attribute(&self, obj: Value, name: Str) -> bool {
        if let Some(instance) = obj.cast::<InstanceObject>() {
            return self.instance_delete(instance, name);
        }
        self.attribute_dict(obj).is_some_and(|dict| dict.delete_name(self, name))
    }
    /// The object's `__dict__`, made if need be. Hidden ones too.
    pub fn attribute_dict(&self, obj: Value) -> Option<Dict> {
        match obj.kind()? {
            Kind::Instance if self.class_of(obj).has(flag::NO_DICT) => None,
            Kind::Instance => Some(self.instance_dict(Ref::from_value(obj))),
            Kind::Module => Some(Ref::<ModuleObject>::from_value(obj).dict),
            Kind::Class => None,
            _ => self.with_attribute_word(obj, |word| {
                if let Some(dict) = word.get().cast::<DictObject>() {
                    return dict;
                }
                let dict = self.new_dict();
                word.set(dict.value());
                dict
            }),
        }
    }
    /// The names of the object's own attributes, in order, without making a dict of them.
    pub fn own_attribute_names(&self, obj: Value) -> Vec<Str> {
        if let Some(instance) = obj.cast::<InstanceObject>()
            && self.instance_dict_if_any(instance).is_none()
        {
            return self.shapes.names(instance.header().shape());
        }
        match self.attribute_dict_if_any(obj) {
            Some(dict) => keys_of(dict).iter().filter_map(|key| key.cast()).collect(),
            None => Vec::new(),
        }
    }
    /// The object's `__dict__` if there already is one.
    pub fn attribute_dict_if_any(&self, obj: Value) -> Option<Dict> {
        match obj.kind()? {
            Kind::Instance => self.instance_dict_if_any(Ref::from_value(obj)),
            Kind::Module => Some(Ref::<ModuleObject>::from_value(obj).dict),
            Kind::Class => None,
            _ => self.with_attribute_word(obj, Cell::get)?.cast(),
        }
    }
    /// `obj.__dict__ = value`
    pub fn set_attribute_dict(&self, obj: Value, value: Value) -> Result<()> {
        // Deleted, it begins anew.
        let value = if value.is_null() { self.new_dict().value() } else { value };
        let Some(dict) = value.cast::<DictObject>() else {
            let found = self.class_name(value);
            return Err(
                self.type_error(format!("__dict__ must be set to a dictionary, not a '{found}'"))
            );
        };
        if let Some(instance) = obj.cast::<InstanceObject>() {
            self.set_instance_dict(instance, dict);
        } else {
            self.with_attribute_word(obj, |word| word.set(value));
        }
        Ok(())
    }
}

/// The keys of a dict in order.
pub fn keys_of(dict: Dict) -> Vec<Value> {
    dict.entries().iter().map(|entry| entry.key).filter(|key| !key.is_null()).collect()
}
