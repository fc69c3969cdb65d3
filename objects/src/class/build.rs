//! Making classes: what `type(name, bases, namespace)` does.

use super::layout::{self, Slots};
use super::{Class, ClassObject, Version, flag, mro};
use crate::class_spec::GetSetSpec;
use crate::descriptor::{getset, member};
use crate::dict::{Dict, DictObject};
use crate::exception::ExceptionObject;
use crate::function::{CellObject, FunctionObject};
use crate::object::{Header, Kind};
use crate::shape::id;
use crate::string::{Str, StrObject};
use crate::tuple::{Tuple, TupleObject};
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::cell::{Cell, RefCell};

/// The attributes that hold what `object` and classes with `__dict__` compute.
const WEAKREF: GetSetSpec = GetSetSpec::get("__weakref__", |_, _| Ok(Value::NONE));
const DICT: GetSetSpec = super::object_methods::DICT;

const METACLASS_CONFLICT: &str = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
     metaclasses of all its bases";

impl Vm {
    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`. `args` are the first three and the keyword values.
    pub fn new_class(&self, metaclass: Class, args: &[Value], keywords: &[Str]) -> Result {
        let [name, bases, namespace, values @ ..] = args else {
            return Err(self.type_error("type.__new__() takes exactly 3 arguments"));
        };
        let wrong = |place: usize, wanted: &str, value: Value| {
            let found = self.class_name(value);
            self.type_error(format!(
                "type.__new__() argument {place} must be {wanted}, not {found}"
            ))
        };
        let Some(name) = name.cast::<StrObject>() else { return Err(wrong(1, "str", *name)) };
        let Some(given_bases) = bases.cast::<TupleObject>() else {
            return Err(wrong(2, "tuple", *bases));
        };
        let Some(namespace) = namespace.cast::<DictObject>() else {
            return Err(wrong(3, "dict", *namespace));
        };
        let bases = self.check_bases(given_bases)?;
        let winner = self.calculate_metaclass(metaclass, bases.items())?;
        if winner != metaclass
            && let Some(new) = self.lookup(winner, self.names.__new__)
            && new != self.defaults.type_new
        {
            let new = self.bind(new, Value::NULL, winner)?;
            return self.call_prepended(new, winner.value(), args, keywords);
        }
        if name.as_str().contains('\0') {
            return Err(self.value_error("type name must not contain null characters"));
        }
        let class = self.assemble_class(winner, self.intern_name(name), bases, namespace)?;
        self.set_names(class)?;
        self.call_init_subclass(class, values, keywords)?;
        Ok(class.value())
    }
    /// The bases as classes; `object` if there are none.
    fn check_bases(&self, bases: Tuple) -> Result<Tuple> {
        if bases.is_empty() {
            return Ok(self.new_tuple(&[self.classes.object.value()]));
        }
        for &base in bases.items() {
            if base.cast::<ClassObject>().is_some() {
                continue;
            }
            let entries = self.find_attribute(base, self.names.__mro_entries__)?;
            if entries.is_none() && self.class_of(base) != self.classes.object {
                return Err(self.type_error(METACLASS_CONFLICT));
            }
            return Err(self.type_error(if entries.is_some() {
                "type() doesn't support MRO entry resolution; use types.new_class()"
            } else {
                "bases must be types"
            }));
        }
        Ok(bases)
    }
    /// The most derived metaclass of a class statement.
    pub(super) fn calculate_metaclass(&self, metaclass: Class, bases: &[Value]) -> Result<Class> {
        let mut winner = metaclass;
        for &base in bases {
            let candidate = self.class_of(base);
            if winner.is_subclass_of(candidate) {
                continue;
            }
            if !candidate.is_subclass_of(winner) {
                return Err(self.type_error(METACLASS_CONFLICT));
            }
            winner = candidate;
        }
        Ok(winner)
    }

    /// The class object, before anything of it runs.
    fn assemble_class(
        &self,
        metaclass: Class,
        name: Str,
        bases: Tuple,
        namespace: Dict,
    ) -> Result<Class> {
        let base_classes = mro::classes_of(bases);
        if let Some(final_base) = base_classes.iter().find(|base| base.has(flag::FINAL)) {
            let name = final_base.name.get();
            return Err(
                self.type_error(format!("type '{}' is not an acceptable base type", name.as_str()))
            );
        }
        let Some(base) = layout::best_of(self, &base_classes) else {
            return Err(self.type_error("multiple bases have instance lay-out conflict"));
        };
        let slots = layout::read_slots(self, name, base, namespace)?;
        let class = self.blank_class(metaclass, name, bases, base, namespace);
        let any = |bit: u32| base_classes.iter().any(|base| base.has(bit));
        let mut flags = flag::HEAP | layout::dict_flags(base, slots.as_ref());
        // Of several bases of one layout any may have a dict.
        if base.instance_kind.get() == Kind::Instance
            && base_classes.iter().any(|base| layout::has_dict(*base))
        {
            flags &= !flag::NO_DICT;
        }
        for inherited in [flag::EXCEPTION, flag::SEQUENCE, flag::MAPPING] {
            if any(inherited) {
                flags |= inherited;
            }
        }
        class.flags.set(flags);
        self.finish_namespace(class, base, slots.as_ref())?;
        self.recompute_mro(class)?;
        self.set_instance_layout(class, base, slots.as_ref());
        for base in base_classes {
            base.subclasses.borrow_mut().push(class);
        }
        self.update_flags(class);
        Ok(class)
    }
    fn blank_class(
        &self,
        metaclass: Class,
        name: Str,
        bases: Tuple,
        base: Class,
        namespace: Dict,
    ) -> Class {
        let shape =
            if metaclass == self.classes.type_ { id::TYPE } else { metaclass.root_shape.get() };
        self.allocate_of(
            metaclass,
            ClassObject {
                header: Header::new(Kind::Class, shape),
                version: Version::default(),
                root_shape: Cell::new(0),
                in_place: Cell::new(0),
                flags: Cell::new(flag::HEAP),
                instance_kind: Cell::new(base.instance_kind.get()),
                members: Cell::new(base.members.get()),
                name: Cell::new(name),
                qualname: Cell::new(name),
                bases: Cell::new(bases),
                mro: Cell::new(bases),
                dict: Cell::new(self.copy_dict(namespace)),
                subclasses: RefCell::default(),
                traits: Cell::new(0),
            },
        )
    }
    /// Adjusts the attributes that mean more than themselves.
    fn finish_namespace(&self, class: Class, base: Class, slots: Option<&Slots>) -> Result<()> {
        let (dict, n) = (class.dict.get(), &*self.names);
        if let Some(qualname) = dict.get_name(n.__qualname__) {
            let Some(text) = qualname.cast::<StrObject>() else {
                let found = self.class_name(qualname);
                return Err(
                    self.type_error(format!("type __qualname__ must be a str, not {found}"))
                );
            };
            class.qualname.set(text);
            dict.delete_name(self, n.__qualname__);
        }
        if dict.get_name(n.__module__).is_none()
            && let Some(function) =
                (self.hooks.get().current_function)(self).cast::<FunctionObject>()
            && let Some(module) = function.globals.get_name(n.__name__)
        {
            dict.set_name(self, n.__module__, module);
        }
        self.wrap_special_methods(dict);
        self.take_cells(class)?;
        if dict.get_name(n.__eq__).is_some() && dict.get_name(n.__hash__).is_none() {
            dict.set_name(self, n.__hash__, Value::NONE);
        }
        let first = base.members.get();
        for (index, &name) in slots.map_or(&[][..], |slots| &slots.names).iter().enumerate() {
            let descriptor = member::new(self, class, name, first + index as u32);
            dict.set_name(self, name, descriptor);
        }
        let adds_dict = layout::has_dict(class) && !layout::has_dict(base);
        if adds_dict && dict.get_name(n.__dict__).is_none() {
            dict.set_name(self, n.__dict__, getset::new(self, class, &DICT));
        }
        let adds_weak = class.has(flag::WEAK_REFERENCES) && !base.has(flag::WEAK_REFERENCES);
        if adds_weak
            && dict.get_name(n.__weakref__).is_none()
            && class.instance_kind.get() == Kind::Instance
        {
            dict.set_name(self, n.__weakref__, getset::new(self, class, &WEAKREF));
        }
        if dict.get_name(n.__doc__).is_none() {
            dict.set_name(self, n.__doc__, Value::NONE);
        }
        Ok(())
    }
    fn wrap_special_methods(&self, dict: Dict) {
        let n = &*self.names;
        let plain = |name: Str| dict.get_name(name).filter(|value| value.has_shape(id::FUNCTION));
        if let Some(new) = plain(n.__new__) {
            dict.set_name(self, n.__new__, self.new_staticmethod(new));
        }
        for name in [n.__init_subclass__, n.__class_getitem__] {
            if let Some(method) = plain(name) {
                dict.set_name(self, name, self.new_classmethod(method));
            }
        }
    }
    /// Fills the cells through which methods see `__class__` and annotations see the namespace.
    fn take_cells(&self, class: Class) -> Result<()> {
        let (dict, n) = (class.dict.get(), &*self.names);
        for (name, content) in
            [(n.__classcell__, class.value()), (n.__classdictcell__, dict.value())]
        {
            let Some(cell) = dict.get_name(name) else { continue };
            let Some(cell) = cell.cast::<CellObject>() else {
                let found = self.repr_text(self.class_of(cell).value())?;
                let name = name.as_str();
                return Err(self.type_error(format!("{name} must be a nonlocal cell, not {found}")));
            };
            cell.value.set(content);
            dict.delete_name(self, name);
        }
        Ok(())
    }
    /// Sets the shape and the number of slots of instances.
    fn set_instance_layout(&self, class: Class, base: Class, slots: Option<&Slots>) {
        let members = base.members.get() + slots.map_or(0, |slots| slots.names.len() as u32);
        class.members.set(members);
        if class.instance_kind.get() != Kind::Instance {
            class.root_shape.set(self.shapes.fresh(class));
            return;
        }
        let in_place = if class.has(flag::NO_DICT) {
            members
        } else {
            members + self.expected_attributes(class)
        };
        // Members always are in place; the limit is for attributes.
        let in_place = in_place.min(crate::instance::MAX_IN_PLACE.max(members));
        class.in_place.set(in_place);
        class.root_shape.set(self.shapes.root(class, members, in_place));
    }
    /// How many attributes instances will probably have: those that the methods of the class and its bases assign.
    fn expected_attributes(&self, class: Class) -> u32 {
        const UNKNOWN: usize = 2;
        let mut names: Vec<Value> = Vec::new();
        for ancestor in class.linearization() {
            let found = ancestor.dict.get().get_name(self.names.__static_attributes__);
            let Some(found) = found.and_then(|found| found.cast::<TupleObject>()) else { continue };
            for name in found.items() {
                if !names.contains(name) {
                    names.push(*name);
                }
            }
        }
        names.len().max(UNKNOWN) as u32
    }

    // ---- what runs code of the program

    /// Calls `__set_name__` of the attributes.
    fn set_names(&self, class: Class) -> Result<()> {
        let attributes =
            crate::heap::RootVec::from_vec(self, crate::own_attribute::keys_of(class.dict.get()));
        for &key in attributes.iter() {
            let Some(name) = key.cast::<StrObject>() else { continue };
            let Some(value) = class.dict.get().get_name(name) else { continue };
            let own = self.class_of(value);
            let Some(hook) = self.lookup(own, self.names.__set_name__) else { continue };
            let Err(raised) = self.call_hook(hook, value, own, &[class.value(), key]) else {
                continue;
            };
            self.note_set_name(class, own, key)?;
            return Err(raised);
        }
        Ok(())
    }
    /// Says in a note of the exception that travels which attribute failed.
    fn note_set_name(&self, class: Class, own: Class, key: Value) -> Result<()> {
        let exception = self.take_raised();
        let key = self.repr_text(key)?;
        let (own, class) = (own.name.get(), class.name.get());
        let text = format!(
            "Error calling __set_name__ on '{}' instance {key} in '{}'",
            own.as_str(),
            class.as_str()
        );
        if exception.cast::<ExceptionObject>().is_some() {
            self.call_method(exception, self.names.add_note, &[self.new_str(&text).value()])?;
        }
        self.raised.set(exception);
        Ok(())
    }
    /// `super(cls, cls).__init_subclass__(**keywords)`
    fn call_init_subclass(&self, class: Class, values: &[Value], keywords: &[Str]) -> Result<()> {
        let hook = self.super_get(class, class.value(), self.names.__init_subclass__)?;
        self.call_keywords(hook, values, keywords).map(drop)
    }

    /// `class` as a subclass of `base`, for `base.__new__(class)`.
    pub fn expect_subclass(&self, class: Value, base: Class, name: &str) -> Result<Class> {
        let Some(class) = class.cast::<ClassObject>() else {
            let found = self.class_name(class);
            return Err(
                self.type_error(format!("{name}.__new__(X): X is not a type object ({found})"))
            );
        };
        let own = class.name.get();
        let own = own.as_str();
        if !class.is_subclass_of(base) {
            return Err(
                self.type_error(format!("{name}.__new__({own}): {own} is not a subtype of {name}"))
            );
        }
        Ok(class)
    }
}
