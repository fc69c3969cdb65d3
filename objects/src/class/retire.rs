//! Retiring shapes: what happens when a class gets an attribute that must be asked before the slots of instances.
//!
//! Code caches that an attribute is in a slot under the shape alone: one compare guards it. That is sound as long as the class has no data descriptor of
//! that name and no attribute hooks. When it gets one (or loses a member descriptor that a cached slot belongs to), every instance
//! of it and of its subclasses is given another shape that says the same, so that no cache matches any more. This walks the heap; it happens when a
//! program changes a class in this way after code that uses its instances has become warm, which is rare.

use super::Class;
use crate::descriptor::MemberObject;
use crate::object::Kind;
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;
use rustc_hash::FxHashMap;

impl Vm {
    /// To be called after attribute `name` of a class has changed from `old` to `new` (null: none): keeps cached slots true.
    pub(crate) fn retire_if_hidden(&self, class: Class, name: Str, old: Value, new: Value) {
        let n = &*self.names;
        if [n.__get__, n.__set__, n.__delete__].contains(&name) {
            // Objects that are attributes of any class become descriptors, or other ones.
            self.all_classes_changed();
            self.retire_shapes(self.classes.object);
        } else if [n.__getattribute__, n.__setattr__, n.__delattr__].contains(&name)
            || old.cast::<MemberObject>().is_some()
            || self.is_data_descriptor(new)
        {
            self.retire_shapes(class);
        }
    }
    /// Gives the instances of a class and its subclasses shapes that are in no cache.
    pub(crate) fn retire_shapes(&self, class: Class) {
        let stale = self.shapes.cached_roots(class);
        if stale.is_empty() {
            return;
        }
        let mut roots = FxHashMap::default();
        let mut moved: FxHashMap<u32, u32> = FxHashMap::default();
        // Classes that have no instance now must not go on with the old root either.
        for &root in &stale {
            self.shapes.renew(root, &mut roots);
        }
        self.heap.each_object(|object| {
            let id = object.shape();
            if object.kind() != Kind::Instance || !stale.contains(&self.shapes.get(id).root) {
                return;
            }
            let renewed = *moved.entry(id).or_insert_with(|| self.shapes.renew(id, &mut roots));
            object.set_shape(renewed);
        });
    }
}
