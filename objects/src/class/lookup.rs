//! Lookup of attributes along the MRO, and the versions that caches of it rely on.

use super::{Class, flag};
use crate::object::Ref;
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;
use crate::watch;
use std::cell::Cell;

/// Entries of the cache; a power of two.
const SIZE: usize = 4096;

/// One answer: class version and name (an address), and the value, null if there is no such attribute.
#[derive(Clone, Copy)]
struct Entry {
    version: u32,
    name: usize,
    value: Value,
}

/// Remembers what lookups along MROs found.
///
/// An entry for a version stays true, since a change gives the class another version; its value is alive as long as a class has that version,
/// since it is in the dict of a class of the MRO. So entries are never removed and are not roots.
pub struct MethodCache {
    entries: Box<[Cell<Entry>]>,
    last_version: Cell<u32>,
}

impl Default for MethodCache {
    fn default() -> MethodCache {
        let empty = Entry { version: 0, name: 0, value: Value::NULL };
        MethodCache { entries: vec![Cell::new(empty); SIZE].into(), last_version: Cell::new(0) }
    }
}

/// What a class leaves as `object` has it.
pub(crate) mod traits {
    /// The other bits are known.
    pub const KNOWN: u32 = 1;
    /// Equality is identity: neither `__eq__` nor `__ne__` is overridden.
    pub const IDENTITY_EQUALITY: u32 = 2;
    /// Instances are true: there is neither `__bool__` nor `__len__`.
    pub const ALWAYS_TRUE: u32 = 4;
}

impl Vm {
    /// Whether a class has a trait of [`traits`].
    #[inline]
    pub(crate) fn class_has_trait(&self, class: Class, wanted: u32) -> bool {
        let known = match class.traits.get() {
            0 => self.find_traits(class),
            known => known,
        };
        known & wanted != 0
    }
    #[cold]
    fn find_traits(&self, class: Class) -> u32 {
        let n = &*self.names;
        let object = self.classes.object;
        let inherited = |name: Str| self.lookup(class, name) == self.lookup(object, name);
        let mut found = traits::KNOWN;
        if inherited(n.__eq__) && inherited(n.__ne__) {
            found |= traits::IDENTITY_EQUALITY;
        }
        if [n.__bool__, n.__len__].iter().all(|name| self.lookup(class, *name).is_none()) {
            found |= traits::ALWAYS_TRUE;
        }
        // A change of the class resets what is known by way of its version.
        if self.class_version(class) != 0 {
            class.traits.set(found);
        }
        found
    }
    /// The version of a class, assigned if it has none. 0: versions have run out, do not cache.
    #[inline]
    pub fn class_version(&self, class: Class) -> u32 {
        match class.version() {
            0 => self.assign_version(class),
            version => version,
        }
    }
    #[cold]
    fn assign_version(&self, class: Class) -> u32 {
        for base in class.bases.get().items() {
            if self.class_version(Ref::from_value(*base)) == 0 {
                return 0;
            }
        }
        let last = self.method_cache.last_version.get();
        if last == u32::MAX {
            return 0;
        }
        self.method_cache.last_version.set(last + 1);
        class.version.0.set(last + 1);
        last + 1
    }

    /// The attribute of a class or of its bases, as it is in the dict: nothing is bound. `name` is interned.
    #[inline]
    pub fn lookup(&self, class: Class, name: Str) -> Option<Value> {
        let version = self.class_version(class);
        let hash = (name.address() >> 4) ^ (version as usize).wrapping_mul(31);
        let place = &self.method_cache.entries[hash & (SIZE - 1)];
        let entry = place.get();
        if entry.version == version && entry.name == name.address() && version != 0 {
            return if entry.value.is_null() { None } else { Some(entry.value) };
        }
        let found = self.lookup_slow(class, name);
        if version != 0 {
            place.set(Entry { version, name: name.address(), value: found.unwrap_or(Value::NULL) });
        }
        found
    }
    /// The same as [`Vm::lookup`]: what the VM asks for `__add__` and such.
    #[inline]
    pub fn lookup_special(&self, class: Class, name: Str) -> Option<Value> {
        self.lookup(class, name)
    }
    fn lookup_slow(&self, class: Class, name: Str) -> Option<Value> {
        class.linearization().find_map(|c| c.dict.get().get_name(name))
    }
    /// The class of the MRO in whose dict an attribute is found, with the attribute.
    pub fn lookup_with_owner(&self, class: Class, name: Str) -> Option<(Class, Value)> {
        class.linearization().find_map(|c| Some((c, c.dict.get().get_name(name)?)))
    }

    /// To be called after any change of the dict or the bases of a class: caches that know it are invalid. `name`: what changed, if one
    /// attribute did.
    pub fn class_changed(&self, class: Class, name: Option<Str>) {
        self.reset_versions(class);
        if name.is_none_or(|name| self.steers_attribute_access(name)) {
            self.update_flags(class);
        }
    }
    fn reset_versions(&self, class: Class) {
        if class.version() == 0 {
            return;
        }
        if watch::is_watched(&class.header()) {
            watch::version_changes(&class.header());
        }
        class.version.0.set(0);
        class.traits.set(0);
        let count = class.subclasses.borrow().len();
        for index in 0..count {
            let subclass = class.subclasses.borrow().get(index).copied();
            if let Some(subclass) = subclass {
                self.reset_versions(subclass);
            }
        }
    }
    /// To be called after a change that caches do not notice, of something that the dict of any class may hold: caches that know any class
    /// are invalid.
    pub(crate) fn all_classes_changed(&self) {
        self.reset_versions(self.classes.object);
    }
    fn steers_attribute_access(&self, name: Str) -> bool {
        let n = &*self.names;
        [n.__getattribute__, n.__getattr__, n.__setattr__, n.__delattr__, n.__del__].contains(&name)
    }
    /// Recomputes the flags that say which attribute hooks a class overrides, of the class and its subclasses.
    pub(crate) fn update_flags(&self, class: Class) {
        let n = &*self.names;
        let overridden = |name: Str| {
            let owner = self.lookup_with_owner(class, name).map(|(owner, _)| owner);
            owner.is_some_and(|owner| owner.has(flag::HEAP))
        };
        class.set_flag(flag::CUSTOM_GETATTRIBUTE, overridden(n.__getattribute__));
        class.set_flag(flag::HAS_GETATTR, self.lookup_with_owner(class, n.__getattr__).is_some());
        class
            .set_flag(flag::CUSTOM_SETATTR, overridden(n.__setattr__) || overridden(n.__delattr__));
        class.set_flag(flag::HAS_DEL, overridden(n.__del__));
        let subclasses = class.subclasses.borrow().clone();
        subclasses.into_iter().for_each(|subclass| self.update_flags(subclass));
    }
}
