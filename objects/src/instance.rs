//! Instances of classes written in Python: shape, slots in place, and an overflow array for the rest.
//!
//! An instance is made with as many slots in place as its class asks for. The class first guesses from the attributes that its methods
//! assign (`__static_attributes__`), and asks for more after an instance has overflowed. Once the attributes are in a dict
//! (`Shape::dictionary`) they stay there.

use crate::class::Class;
use crate::dict::Dict;
use crate::object::{Header, Kind, Ref, object};
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;
use std::alloc::Layout;
use std::cell::Cell;

/// Most slots that an instance has in place.
pub(crate) const MAX_IN_PLACE: u32 = 32;
/// Fewest slots of an overflow array.
const MIN_OVERFLOW: usize = 4;

/// An instance. `Shape::in_place` slots follow.
#[repr(C)]
#[derive(Debug)]
pub struct InstanceObject {
    header: Header,
    /// Slots beyond `Shape::in_place`, an own allocation of the Rust allocator; null if none. Its capacity is in `Header::extra`.
    pub(crate) overflow: Cell<*mut Value>,
}
object!(InstanceObject: Instance);

/// A reference to an instance.
pub type Instance = Ref<InstanceObject>;

impl InstanceObject {
    /// The overflow array; null if there is none.
    #[inline(always)]
    pub fn overflow_ptr(&self) -> *mut Value {
        self.overflow.get()
    }
}

impl Ref<InstanceObject> {
    /// The slots in place.
    #[inline]
    fn in_place(self) -> *mut Value {
        // SAFETY: the slots follow the struct in the same allocation; one past the struct is within or at its end.
        unsafe { self.as_ptr().add(1).cast() }
    }
    /// Slots in the overflow array.
    #[inline]
    pub(crate) fn overflow_capacity(self) -> usize {
        self.header().extra.get() as usize
    }
    #[inline]
    fn place(self, in_place: u32, slot: u32) -> *mut Value {
        if slot < in_place {
            // SAFETY: the object was allocated with `in_place` slots.
            unsafe { self.in_place().add(slot as usize) }
        } else {
            debug_assert!(((slot - in_place) as usize) < self.overflow_capacity());
            // SAFETY: a shape with this slot is only given to an instance after `reserve_slot` made room for it.
            unsafe { self.overflow.get().add((slot - in_place) as usize) }
        }
    }
    /// What is in a slot of an instance whose shape has that slot; `in_place` is of the shape.
    #[inline]
    pub fn slot(self, in_place: u32, slot: u32) -> Value {
        // SAFETY: `place` returns an initialized slot; nobody holds a reference to it.
        unsafe { self.place(in_place, slot).read() }
    }
    /// Sets a slot.
    #[inline]
    pub fn set_slot(self, in_place: u32, slot: u32, value: Value) {
        // SAFETY: as in `slot`.
        unsafe { self.place(in_place, slot).write(value) }
    }
    /// Frees the overflow array. The collector calls this when the instance dies. Returns the bytes freed.
    pub(crate) fn free_overflow(self) -> usize {
        let capacity = self.overflow_capacity();
        if capacity == 0 {
            return 0;
        }
        // SAFETY: the array was allocated by `reserve_slot` with this layout, and is not used after.
        unsafe { std::alloc::dealloc(self.overflow.get().cast(), overflow_layout(capacity)) };
        self.overflow.set(std::ptr::null_mut());
        self.header().extra.set(0);
        overflow_layout(capacity).size()
    }
    /// Makes room for a slot beyond those in place.
    fn reserve_slot(self, vm: &Vm, in_place: u32, slot: u32) {
        let old = self.overflow_capacity();
        if slot < in_place || ((slot - in_place) as usize) < old {
            return;
        }
        let new = ((slot - in_place) as usize + 1).next_power_of_two().max(MIN_OVERFLOW);
        let layout = overflow_layout(new);
        // SAFETY: the layout is not empty. The old slots are copied, the others become null before anybody reads them.
        unsafe {
            let array: *mut Value = std::alloc::alloc(layout).cast();
            if array.is_null() {
                std::alloc::handle_alloc_error(layout);
            }
            if old > 0 {
                std::ptr::copy_nonoverlapping(self.overflow.get(), array, old);
            }
            for index in old..new {
                array.add(index).write(Value::NULL);
            }
            self.free_overflow();
            self.overflow.set(array);
        }
        self.header().extra.set(new as u16);
        vm.heap.account(((new - old) * size_of::<Value>()) as isize);
    }
}

fn overflow_layout(capacity: usize) -> Layout {
    // Slots are at most `shape::MAX_SLOTS`, so the size never overflows.
    Layout::array::<Value>(capacity).unwrap_or(Layout::new::<Value>())
}

impl Vm {
    /// A new instance without attributes; nothing of the class runs. `class.instance_kind` is `Instance`.
    #[inline]
    pub fn new_instance(&self, class: Class) -> Instance {
        debug_assert_eq!(class.instance_kind.get(), Kind::Instance);
        let in_place = class.in_place.get() as usize;
        self.new_instance_of(class.root_shape.get(), in_place, |_| Value::NULL)
    }
    /// A new instance of a shape, with as many slots as the shape has in place. All slots of the shape are in place.
    #[inline]
    pub fn new_instance_of(
        &self,
        shape: u32,
        in_place: usize,
        slot: impl Fn(usize) -> Value,
    ) -> Instance {
        debug_assert_eq!(self.shapes.get(shape).in_place as usize, in_place);
        debug_assert!(self.shapes.get(shape).slots as usize <= in_place);
        let size = size_of::<InstanceObject>() + in_place * size_of::<Value>();
        // SAFETY: the heap returns fresh memory of `size` bytes: the struct and its slots, which are all written here.
        unsafe {
            let place: *mut InstanceObject = self.heap.allocate_variable(size).cast();
            place.write(InstanceObject {
                header: Header::new(Kind::Instance, shape),
                overflow: Cell::new(std::ptr::null_mut()),
            });
            let slots: *mut Value = place.add(1).cast();
            for index in 0..in_place {
                slots.add(index).write(slot(index));
            }
            Ref::from_address(place as usize)
        }
    }

    /// The dict of an instance whose attributes live in one.
    pub fn instance_dict_if_any(&self, instance: Instance) -> Option<Dict> {
        let shape = self.shapes.get(instance.header().shape());
        if shape.dictionary { instance.slot(shape.in_place, shape.members).cast() } else { None }
    }
    /// The instance's own attribute, its class not considered.
    pub fn instance_get(&self, instance: Instance, name: Str) -> Option<Value> {
        let id = instance.header().shape();
        let shape = self.shapes.get(id);
        if shape.dictionary {
            return self.instance_dict_if_any(instance)?.get_name(name);
        }
        let slot = self.shapes.slot_of(id, name)?;
        Some(instance.slot(shape.in_place, slot))
    }
    /// Sets the instance's own attribute.
    pub fn instance_set(&self, instance: Instance, name: Str, value: Value) {
        let id = instance.header().shape();
        if self.shapes.get(id).dictionary {
            self.instance_dict(instance).set_name(self, name, value);
        } else if let Some(slot) = self.shapes.slot_of(id, name) {
            instance.set_slot(self.shapes.get(id).in_place, slot, value);
        } else if let Some(next) = self.shapes.add(id, name) {
            let shape = self.shapes.get(next);
            let slot = shape.slots - 1;
            if slot >= shape.in_place {
                self.learn_capacity(shape.class, shape.slots);
            }
            instance.reserve_slot(self, shape.in_place, slot);
            instance.set_slot(shape.in_place, slot, value);
            instance.header().set_shape(next);
        } else {
            self.instance_dict(instance).set_name(self, name, value);
        }
    }
    /// Deletes the instance's own attribute; whether it was there. The last one is simply forgotten; after any other deletion the
    /// attributes live in a dict.
    pub fn instance_delete(&self, instance: Instance, name: Str) -> bool {
        let id = instance.header().shape();
        let shape = self.shapes.get(id);
        if shape.dictionary {
            return self.instance_dict(instance).delete_name(self, name);
        }
        let Some(slot) = self.shapes.slot_of(id, name) else { return false };
        if shape.name == Some(name) {
            instance.set_slot(shape.in_place, slot, Value::NULL);
            instance.header().set_shape(shape.parent);
            return true;
        }
        self.instance_dict(instance).delete_name(self, name)
    }
    /// The instance's `__dict__`: from now on its attributes live in it.
    pub fn instance_dict(&self, instance: Instance) -> Dict {
        if let Some(dict) = self.instance_dict_if_any(instance) {
            return dict;
        }
        let dict = self.instance_attributes(instance);
        self.set_instance_dict(instance, dict);
        dict
    }
    /// Makes a dict the instance's `__dict__`.
    pub fn set_instance_dict(&self, instance: Instance, dict: Dict) {
        let old = self.shapes.get(instance.header().shape());
        let form = self.shapes.dictionary_form(instance.header().shape());
        for slot in old.members..old.slots {
            instance.set_slot(old.in_place, slot, Value::NULL);
        }
        instance.reserve_slot(self, old.in_place, old.members);
        instance.set_slot(old.in_place, old.members, dict.value());
        instance.header().set_shape(form);
    }
    /// A new dict with the instance's own attributes; the instance stays as it is.
    pub fn instance_attributes(&self, instance: Instance) -> Dict {
        let id = instance.header().shape();
        let shape = self.shapes.get(id);
        let dict = self.new_dict();
        for (index, name) in self.shapes.names(id).into_iter().enumerate() {
            let slot = shape.members + index as u32;
            dict.set_name(self, name, instance.slot(shape.in_place, slot));
        }
        dict
    }
    /// Moves an instance to another class with the same `__slots__` layout; its attributes stay.
    pub(crate) fn instance_change_class(&self, instance: Instance, class: Class) {
        let id = instance.header().shape();
        let old = self.shapes.get(id);
        let mut next = self.shapes.root(class, old.members, old.in_place);
        if old.dictionary {
            instance.header().set_shape(self.shapes.dictionary_form(next));
            return;
        }
        for name in self.shapes.names(id) {
            match self.shapes.add(next, name) {
                Some(shape) => next = shape,
                None => {
                    let dict = self.instance_attributes(instance);
                    self.set_instance_dict(instance, dict);
                    let root = self.shapes.root(class, old.members, old.in_place);
                    instance.header().set_shape(self.shapes.dictionary_form(root));
                    return;
                }
            }
        }
        instance.header().set_shape(next);
    }

    /// An instance of `class` has grown to `slots`: later ones get more in place.
    fn learn_capacity(&self, class: Class, slots: u32) {
        let now = class.in_place.get();
        if slots <= now || now >= MAX_IN_PLACE {
            return;
        }
        let wanted = (slots + slots / 2).next_multiple_of(2).min(MAX_IN_PLACE);
        class.in_place.set(wanted);
        class.root_shape.set(self.shapes.root(class, class.members.get(), wanted));
        // Code that makes instances has the shape and the number of slots under the version.
        self.class_changed(class, None);
    }
}
