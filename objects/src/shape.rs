//! Shapes (hidden classes): what a 32-bit id in an object's header says about it.
//!
//! A shape names the class of the object and, for instances, which attribute lies in which slot. The shapes of a class form a
//! tree from its root shape (no attributes) by "attribute `name` was added". Ids are never reused, so that an inline cache that
//! holds an id can never mean another shape. Built-in classes have fixed ids, in [`id`], which makes `is_list` one compare.
//! The idea is that of Self's maps (Chambers, Ungar, Lee 1989).
//!
//! Slots `0..members` of an instance are those of `__slots__` (empty ones are null); attributes follow. An instance whose attributes
//! live in a dict has a shape with `dictionary` set, one per root, and the dict is in slot `members`. How many slots lie in the object
//! itself is fixed when it is made, so each such number has a root shape of its own; a class learns a better number from instances
//! that overflow (see `instance`).

use crate::class::Class;
use crate::string::Str;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell, UnsafeCell};

/// Fixed shape ids of built-in classes: instances of exactly that class have them.
#[allow(missing_docs, reason = "each is the shape of the class of that name")]
pub mod id {
    macro_rules! ids {
        ($($name:ident),* $(,)?) => { ids!(@ 1u32; $($name,)*); };
        (@ $n:expr; $name:ident, $($rest:ident,)*) => { pub const $name: u32 = $n; ids!(@ $n + 1; $($rest,)*); };
        (@ $n:expr;) => { /// The first id that is not fixed.
            pub const FIRST_DYNAMIC: u32 = $n; };
    }
    ids!(
        INT,
        FLOAT,
        BOOL,
        NONE,
        ELLIPSIS,
        NOT_IMPLEMENTED,
        STR,
        BYTES,
        BYTEARRAY,
        LIST,
        TUPLE,
        DICT,
        SET,
        FROZENSET,
        RANGE,
        SLICE,
        FUNCTION,
        BUILTIN,
        METHOD_DESCRIPTOR,
        BOUND_METHOD,
        CELL,
        CODE,
        GENERATOR,
        TYPE,
        OBJECT,
        MODULE,
        TRACEBACK,
        PROPERTY,
        CLASSMETHOD,
        STATICMETHOD,
        SUPER,
        MEMBER_DESCRIPTOR,
        GETSET,
        LIST_ITER,
        TUPLE_ITER,
        RANGE_ITER,
        STR_ITER,
        DICT_KEYS,
        DICT_VALUES,
        DICT_ITEMS,
        DICT_KEY_ITER,
        DICT_VALUE_ITER,
        DICT_ITEM_ITER,
        SET_ITER,
        SEQ_ITER,
        CALLABLE_ITER,
        ENUMERATE,
        ZIP,
        MAP,
        FILTER,
        REVERSED,
        ARRAY,
        MAPPING_PROXY,
        TYPE_ALIAS,
        TYPE_VAR,
        GENERIC_ALIAS,
        UNION,
        RANDOM,
        WRAPPER_DESCRIPTOR,
        METHOD_WRAPPER,
        CLASSMETHOD_DESCRIPTOR,
        FRAME,
        PARAM_SPEC,
        TYPE_VAR_TUPLE,
        STR_WIDE_ITER,
        BYTES_ITER,
        BYTEARRAY_ITER,
        ARRAY_ITER,
        LONG_RANGE_ITER,
        LIST_REVERSE_ITER,
        DICT_REVERSE_KEY_ITER,
        DICT_REVERSE_VALUE_ITER,
        DICT_REVERSE_ITEM_ITER,
    );
}

/// Attributes in slots of one instance; more go to a dict.
const MAX_SLOTS: u32 = 256;
/// Different attributes that may follow one shape; a class whose instances differ more is used like a dict.
const MAX_CHILDREN: usize = 128;
/// Shapes with fewer attributes are searched along their parents, others through a map.
const LINEAR: u32 = 4;

/// What a shape id stands for.
#[derive(Debug)]
pub struct Shape {
    /// The class of objects with this shape.
    pub class: Class,
    /// The shape without its last attribute.
    pub parent: u32,
    /// The root shape that it grew from, itself for a root.
    pub root: u32,
    /// The attribute that this shape adds to its parent; `None` for a root.
    pub name: Option<Str>,
    /// Attributes in slots: the slot of `name` is `slots - 1`.
    pub slots: u32,
    /// Slots of `__slots__`, which come first and are not in `name`.
    pub members: u32,
    /// Slots in the object itself; later ones are in its overflow array.
    pub in_place: u32,
    /// The attributes live in a dict (slot `members` holds it): `__dict__` was asked for, or too many attributes, or a deletion.
    pub dictionary: bool,
    /// Code may have cached that attributes of objects with this shape are in its slots.
    pub(crate) cached: Cell<bool>,
    /// The shape of the same root with `dictionary`, or 0 while there is none.
    dictionary_form: Cell<u32>,
    /// Slot by name, for shapes that are looked up.
    slot_of: RefCell<FxHashMap<Str, u32>>,
    /// Shapes with one attribute more.
    children: RefCell<FxHashMap<Str, u32>>,
}

/// All shapes of a VM. Rows are never removed, and stay where they are.
#[derive(Default)]
pub struct Shapes {
    /// By id. The rows of fixed ids are empty until their class is made.
    rows: UnsafeCell<Vec<Option<Box<Shape>>>>,
    /// Root shapes of a class by the number of slots in place.
    roots: RefCell<FxHashMap<(Class, u32), u32>>,
}

impl Shapes {
    /// The shape with an id.
    #[inline]
    pub fn get(&self, id: u32) -> &Shape {
        // SAFETY: rows are added by `put` alone, which holds no reference while it runs, and rows are boxed and never removed or
        // replaced: the reference that leaves this function points into the box, not into the vector.
        let rows = unsafe { &*self.rows.get() };
        match rows.get(id as usize) {
            Some(Some(shape)) => shape,
            _ => no_such_shape(id),
        }
    }
    /// Whether there is a shape with an id.
    pub fn has(&self, id: u32) -> bool {
        // SAFETY: as in `get`; the reference ends here.
        unsafe { &*self.rows.get() }.get(id as usize).is_some_and(Option::is_some)
    }
    /// Number of ids in use.
    pub fn len(&self) -> usize {
        // SAFETY: as in `get`.
        unsafe { &*self.rows.get() }.len()
    }
    /// Whether there is none: before bootstrap.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Calls `visit` for each shape: what they name is alive.
    pub fn each(&self, mut visit: impl FnMut(&Shape)) {
        for id in 0..self.len() {
            // SAFETY: as in `get`; the reference ends before `visit` could add a row.
            let shape = unsafe { &*self.rows.get() }[id].as_deref().map(std::ptr::from_ref);
            if let Some(shape) = shape {
                // SAFETY: the row is boxed and never removed.
                visit(unsafe { &*shape });
            }
        }
    }

    fn put(&self, id: u32, shape: Shape) {
        // SAFETY: no reference into the vector is alive here: `get` and `each` return or hold references into boxes only.
        let rows = unsafe { &mut *self.rows.get() };
        if rows.len() <= id as usize {
            rows.resize_with(id as usize + 1, || None);
        }
        debug_assert!(rows[id as usize].is_none(), "shape ids are never reused");
        rows[id as usize] = Some(Box::new(shape));
    }
    fn next_id(&self) -> u32 {
        (self.len() as u32).max(id::FIRST_DYNAMIC)
    }
    fn put_root(&self, id: u32, class: Class, members: u32, in_place: u32) {
        self.put(
            id,
            Shape {
                class,
                parent: id,
                root: id,
                name: None,
                slots: members,
                members,
                in_place,
                dictionary: false,
                cached: Cell::new(false),
                dictionary_form: Cell::new(0),
                slot_of: RefCell::default(),
                children: RefCell::default(),
            },
        );
    }
    /// Gives a built-in class its fixed shape.
    pub(crate) fn install(&self, id: u32, class: Class) {
        self.put_root(id, class, 0, 0);
    }
    /// A new shape without slots: for a class whose instances are not `Instance`s.
    pub(crate) fn fresh(&self, class: Class) -> u32 {
        let id = self.next_id();
        self.put_root(id, class, 0, 0);
        id
    }
    /// The root shape of a class for instances with so many slots in place.
    pub(crate) fn root(&self, class: Class, members: u32, in_place: u32) -> u32 {
        if let Some(&found) = self.roots.borrow().get(&(class, in_place)) {
            return found;
        }
        let id = self.next_id();
        self.put_root(id, class, members, in_place);
        self.roots.borrow_mut().insert((class, in_place), id);
        id
    }

    /// The slot of an attribute. `name` is interned. Members of `__slots__` have no name here.
    pub fn slot_of(&self, shape: u32, name: Str) -> Option<u32> {
        let shape = self.get(shape);
        if shape.slots - shape.members <= LINEAR {
            return self.search(shape, name);
        }
        if let Some(&found) = shape.slot_of.borrow().get(&name) {
            return Some(found);
        }
        if !shape.slot_of.borrow().is_empty() {
            return None;
        }
        let mut map = FxHashMap::default();
        let mut cursor = shape;
        while let Some(own) = cursor.name {
            map.insert(own, cursor.slots - 1);
            cursor = self.get(cursor.parent);
        }
        let found = map.get(&name).copied();
        *shape.slot_of.borrow_mut() = map;
        found
    }
    fn search(&self, shape: &Shape, name: Str) -> Option<u32> {
        let mut cursor = shape;
        while let Some(own) = cursor.name {
            if own == name {
                return Some(cursor.slots - 1);
            }
            cursor = self.get(cursor.parent);
        }
        None
    }
    /// The attributes of a shape in the order in which they were added.
    pub fn names(&self, shape: u32) -> Vec<Str> {
        let mut names = Vec::new();
        let mut cursor = self.get(shape);
        while let Some(own) = cursor.name {
            names.push(own);
            cursor = self.get(cursor.parent);
        }
        names.reverse();
        names
    }
    /// The shape with one attribute more; its slot is `slots - 1`. `None`: the object should have a dict instead.
    pub fn add(&self, shape: u32, name: Str) -> Option<u32> {
        let parent = self.get(shape);
        if let Some(&found) = parent.children.borrow().get(&name) {
            return Some(found);
        }
        let fan_out = parent.children.borrow().len();
        if parent.dictionary || parent.slots >= MAX_SLOTS || fan_out >= MAX_CHILDREN {
            return None;
        }
        let id = self.next_id();
        let child = Shape {
            class: parent.class,
            parent: shape,
            root: parent.root,
            name: Some(name),
            slots: parent.slots + 1,
            members: parent.members,
            in_place: parent.in_place,
            dictionary: false,
            cached: Cell::new(false),
            dictionary_form: Cell::new(0),
            slot_of: RefCell::default(),
            children: RefCell::default(),
        };
        self.put(id, child);
        parent.children.borrow_mut().insert(name, id);
        Some(id)
    }
    /// The shape for the same object with its attributes in a dict.
    pub fn dictionary_form(&self, id: u32) -> u32 {
        let shape = self.get(id);
        if shape.dictionary {
            return id;
        }
        let root = self.get(shape.root);
        if root.dictionary_form.get() != 0 {
            return root.dictionary_form.get();
        }
        let id = self.next_id();
        let form = Shape {
            class: root.class,
            parent: shape.root,
            root: shape.root,
            name: None,
            slots: root.members + 1,
            members: root.members,
            in_place: root.in_place,
            dictionary: true,
            cached: Cell::new(false),
            dictionary_form: Cell::new(id),
            slot_of: RefCell::default(),
            children: RefCell::default(),
        };
        self.put(id, form);
        root.dictionary_form.set(id);
        id
    }
}

impl Shapes {
    /// The roots of the shapes in code's caches whose class is `class` or derives from it.
    pub(crate) fn cached_roots(&self, class: Class) -> Vec<u32> {
        let mut roots = Vec::new();
        self.each(|shape| {
            if shape.cached.get()
                && !roots.contains(&shape.root)
                && shape.class.is_subclass_of(class)
            {
                roots.push(shape.root);
            }
        });
        roots
    }
    /// A new shape that says the same as another, grown from a new root. The first call for a root makes new instances have the new root.
    pub(crate) fn renew(&self, id: u32, new_roots: &mut FxHashMap<u32, u32>) -> u32 {
        let old = self.get(id);
        let new_root = *new_roots.entry(old.root).or_insert_with(|| {
            self.roots.borrow_mut().remove(&(old.class, old.in_place));
            let renewed = self.root(old.class, old.members, old.in_place);
            if old.class.root_shape.get() == old.root {
                old.class.root_shape.set(renewed);
            }
            renewed
        });
        if old.dictionary {
            return self.dictionary_form(new_root);
        }
        // The new tree has no more attributes and children than the old one, so that there is room.
        self.names(id)
            .into_iter()
            .fold(new_root, |shape, name| self.add(shape, name).unwrap_or(shape))
    }
}

#[cold]
fn no_such_shape(id: u32) -> ! {
    unreachable!("object with shape {id}, which was never made")
}
