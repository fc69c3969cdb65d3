//! What the engine knows of a virtual machine: tables that codegen writes from its definition.
//!
//! The engine works from these tables alone, so that any definition can use it. Ids are rows of the tables.

use crate::cx::Cx;
use crate::lattice::{Elem, Range, TypeSet};
use crate::term::T;
use trefoil_primitives::Width;

macro_rules! id {
    ($(#[$doc:meta])* $Name:ident, $int:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $Name(pub $int);
    };
}
id!(
    /// A row of [`Semantics::types`]; bit `n` of a type set is the type `n`.
    Type, u8);
id!(
    /// A row of [`Semantics::fields`].
    Field, u16);
id!(
    /// A row of [`Semantics::helpers`].
    Helper, u16);
id!(
    /// A row of [`Semantics::ops`].
    Op, u16);

impl Type {
    /// The set of this type alone.
    pub const fn set(self) -> TypeSet {
        TypeSet(1 << self.0)
    }
}

/// A definition, as the engine sees it.
#[derive(Debug)]
pub struct Semantics {
    /// Dynamic types.
    pub types: &'static [TypeInfo],
    /// Sets of them.
    pub sets: Sets,
    /// Fields of objects.
    pub fields: &'static [FieldInfo],
    /// Object layouts, by the order of their declaration.
    pub objects: &'static [ObjectInfo],
    /// Helpers.
    pub helpers: &'static [HelperInfo],
    /// Micro-ops.
    pub ops: &'static [OpInfo],
    /// The type that unboxed integers have: the first declared one, or one that the definition does not name.
    pub int: Type,
    /// The type that unboxed bools have.
    pub bool: Type,
    /// The type that unboxed floats have.
    pub float: Type,
}

/// A dynamic type.
#[derive(Debug)]
pub struct TypeInfo {
    /// Its name.
    pub name: &'static str,
    /// What a value of it is.
    pub repr: Repr,
    /// Marks an empty slot; no value of the language has it.
    pub absent: bool,
    /// No value has it: it stands for unboxed scalars where the definition declares no type for them.
    pub machine: bool,
    /// Boxing one value twice may give two identities, so that identity is never known to hold.
    pub fresh_identity: bool,
}

/// Types that have something in common.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sets {
    /// Those that values have.
    any: u64,
    /// Those of them that do not mark empty slots.
    present: u64,
    /// Integers and bools.
    ints: u64,
    /// References to objects.
    objects: u64,
    /// Those whose values have no lasting identity.
    fresh_identity: u64,
}

impl Sets {
    /// The sets of all types of a definition.
    pub const fn of(types: &[TypeInfo]) -> Sets {
        let mut sets = Sets { any: 0, present: 0, ints: 0, objects: 0, fresh_identity: 0 };
        let mut row = 0;
        while row < types.len() {
            let (ty, bit) = (&types[row], 1 << row);
            if !ty.machine {
                sets.any |= bit;
            }
            if !ty.machine && !ty.absent {
                sets.present |= bit;
            }
            match ty.repr {
                Repr::Int(_) | Repr::Bool => sets.ints |= bit,
                Repr::Object => sets.objects |= bit,
                Repr::Float | Repr::Unit => {}
            }
            if ty.fresh_identity {
                sets.fresh_identity |= bit;
            }
            row += 1;
        }
        sets
    }
}

/// What a value is once its type is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repr {
    /// An integer.
    Int(Width),
    /// A bool.
    Bool,
    /// A float.
    Float,
    /// Exactly one value.
    Unit,
    /// A reference to an object.
    Object,
}

/// What a field, an operand or a result may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Content {
    /// The types; unboxed scalars have [`Semantics::int`], [`Semantics::bool`], [`Semantics::float`].
    pub types: TypeSet,
    /// The smallest integer.
    pub lo: i64,
    /// The largest integer.
    pub hi: i64,
}

/// A field of an object.
#[derive(Debug)]
pub struct FieldInfo {
    /// `Object.field`.
    pub name: &'static str,
    /// The type of the object that has it.
    pub object: Type,
    /// What it holds, or what each item holds.
    pub content: Content,
    /// It is an array.
    pub array: bool,
    /// The field that says how many items the array has.
    pub len: Option<Field>,
    /// May change after construction.
    pub mutable: bool,
    /// Somebody can be told before it changes.
    pub watch: bool,
}

/// An object layout.
#[derive(Debug)]
pub struct ObjectInfo {
    /// Its type.
    pub ty: Type,
    /// Its fields.
    pub fields: &'static [Field],
}

/// The contract of a helper.
#[derive(Debug)]
pub struct HelperInfo {
    /// Its name.
    pub name: &'static str,
    /// What the parameters hold; of an array, what each item holds.
    pub params: &'static [ParamInfo],
    /// What it returns; `None` if nothing.
    pub result: Option<Content>,
    /// Depends on its arguments and on immutable fields alone, and has no effect.
    pub pure_: bool,
    /// Fields that it may write.
    pub writes: &'static [Field],
    /// The result is a new object.
    pub fresh: bool,
    /// Works on the frame of the instruction: traces do not call it.
    pub frame: bool,
    /// May allocate.
    pub allocates: bool,
    /// May raise.
    pub errors: bool,
    /// Raises whenever it is called.
    pub never: bool,
    /// May run arbitrary code.
    pub escapes: bool,
    /// May see the locals of frames.
    pub locals: bool,
    /// Only fills caches: no body calls it.
    pub fill: bool,
}

/// A parameter of a helper.
#[derive(Debug)]
pub struct ParamInfo {
    /// What it holds.
    pub content: Content,
    /// It is an array.
    pub array: bool,
}

/// An operand of an op.
#[derive(Debug)]
pub struct OperandInfo {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub content: Content,
    /// `scale * oparg + offset` slots; `None` for one.
    pub count: Option<(i32, i32)>,
}

/// What an op is to a driver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Moves values.
    Move,
    /// Checks its inputs and passes them on.
    Guard,
    /// Computes.
    Compute,
    /// Ends in a branch or jump.
    Branch,
    /// Works on frames.
    Frame,
}

/// A micro-op.
#[derive(Debug)]
pub struct OpInfo {
    /// Its name.
    pub name: &'static str,
    /// What it is to a driver.
    pub role: Role,
    /// What its caches hold.
    pub caches: &'static [Content],
    /// Inputs, deepest first.
    pub inputs: &'static [OperandInfo],
    /// Outputs, deepest first.
    pub outputs: &'static [OperandInfo],
    /// The fixed oparg of a replica.
    pub replica: Option<u32>,
    /// Number of exit atoms.
    pub exits: u32,
    /// Fields that it reads itself.
    pub loads: &'static [Field],
    /// Fields that it may write itself or through helpers.
    pub writes: &'static [Field],
    /// May run arbitrary code.
    pub escapes: bool,
    /// May raise.
    pub errors: bool,
    /// Writes locals.
    pub writes_locals: bool,
    /// Has a condition on the recorded direction.
    pub branches: bool,
    /// An abstract clause of its own replaces the derived meaning.
    pub has_abstract: bool,
    /// The abstract function.
    pub meaning: Meaning,
}

/// The abstract function of an op: takes the inputs, pushes the outputs.
pub type Meaning = fn(&mut Cx<'_>, &Site<'_>, &[T], &mut Vec<T>);

/// What an op was recorded with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Site<'a> {
    /// The argument of the instruction.
    pub oparg: u32,
    /// Which `branch_if!` jumped, if one did.
    pub taken: Option<u32>,
    /// The values of the cache fields.
    pub caches: &'a [Datum],
}

impl Site<'_> {
    /// Whether `branch_if!` number `index` jumped.
    pub fn takes(&self, index: u32) -> bool {
        self.taken == Some(index)
    }
}

/// A number of slots that is linear in `oparg`; negative ones are none.
pub fn slots(oparg: u32, scale: i32, offset: i32) -> usize {
    usize::try_from(i64::from(scale) * i64::from(oparg) + i64::from(offset)).unwrap_or(0)
}

/// A constant: one value of a type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Datum {
    /// Its type.
    pub ty: Type,
    /// An integer or bool as a word, the bits of a float, zero for a unit, for an object what the host chooses: equal
    /// words are the same object.
    pub bits: u64,
}

impl std::fmt::Debug for Datum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.ty.0, self.bits as i64)
    }
}

impl Datum {
    /// Makes a constant.
    pub const fn new(ty: Type, bits: u64) -> Datum {
        Datum { ty, bits }
    }
    /// The word of an integer or bool.
    pub const fn word(self) -> i64 {
        self.bits as i64
    }
    /// The float.
    pub const fn float(self) -> f64 {
        f64::from_bits(self.bits)
    }
}

impl Semantics {
    /// The row of a type.
    pub fn ty(&self, ty: Type) -> &'static TypeInfo {
        &self.types[usize::from(ty.0)]
    }
    /// The row of a field.
    pub fn field(&self, field: Field) -> &'static FieldInfo {
        &self.fields[usize::from(field.0)]
    }
    /// The row of a helper.
    pub fn helper(&self, helper: Helper) -> &'static HelperInfo {
        &self.helpers[usize::from(helper.0)]
    }
    /// The row of an op.
    pub fn op(&self, op: Op) -> &'static OpInfo {
        &self.ops[usize::from(op.0)]
    }
    /// All types that values have.
    pub fn any(&self) -> TypeSet {
        TypeSet(self.sets.any)
    }
    /// The types of values of the language: all but those that mark empty slots.
    pub fn present(&self) -> TypeSet {
        TypeSet(self.sets.present)
    }
    /// The types of `set` whose values are references to objects.
    pub fn objects_of(&self, set: TypeSet) -> TypeSet {
        TypeSet(set.0 & self.sets.objects)
    }
    /// The types of `set` whose values have no lasting identity.
    pub fn without_identity(&self, set: TypeSet) -> TypeSet {
        TypeSet(set.0 & self.sets.fresh_identity)
    }
    /// Everything that values of these types may be.
    pub fn of_types(&self, set: TypeSet) -> Elem {
        // What nothing is known of has types that are not declared.
        let ints = TypeSet(set.0 & self.sets.ints);
        let range = ints.types().fold(Range::EMPTY, |range, ty| {
            range.join(&match self.ty(ty).repr {
                Repr::Int(width) if !self.ty(ty).machine => Range::of_width(width),
                Repr::Int(_) => Range::ANY,
                _ => Range::BOOL,
            })
        });
        Elem::new(ints.0, set.0 & !ints.0, range, None)
    }
    /// Everything that a content may be.
    pub fn of_content(&self, content: &Content) -> Elem {
        let types = self.of_types(content.types);
        if types.ints().is_empty() {
            return types;
        }
        let mut range = Range::between(content.lo, content.hi);
        if content.types != self.int.set() {
            range = range.meet(&types.range());
        }
        Elem::new(types.ints().0, types.others().0, range, None)
    }
    /// Exactly one constant.
    pub fn of_datum(&self, datum: Datum) -> Elem {
        match self.ty(datum.ty).repr {
            Repr::Int(_) | Repr::Bool => {
                Elem::new(datum.ty.set().0, 0, Range::just(datum.word()), None)
            }
            Repr::Unit => Elem::new(0, datum.ty.set().0, Range::EMPTY, None),
            Repr::Float | Repr::Object => {
                Elem::new(0, datum.ty.set().0, Range::EMPTY, Some(datum.bits))
            }
        }
    }
    /// The only value of an element, if it has just one.
    pub fn constant(&self, elem: &Elem) -> Option<Datum> {
        let ty = elem.types().only()?;
        if elem.others().is_empty() {
            return elem.range().single().map(|word| Datum::new(ty, word as u64));
        }
        match self.ty(ty).repr {
            Repr::Unit => Some(Datum::new(ty, 0)),
            _ => elem.konst().map(|bits| Datum::new(ty, bits)),
        }
    }
    /// Any unboxed bool.
    pub fn a_bool(&self) -> Elem {
        Elem::new(self.bool.set().0, 0, Range::BOOL, None)
    }
    /// A known unboxed bool.
    pub fn just_bool(&self, value: bool) -> Elem {
        Elem::new(self.bool.set().0, 0, Range::just(i64::from(value)), None)
    }
    /// A bool of which something may be known.
    pub fn maybe_bool(&self, value: Option<bool>) -> Elem {
        value.map_or_else(|| self.a_bool(), |value| self.just_bool(value))
    }
    /// Any unboxed float.
    pub fn a_float(&self) -> Elem {
        Elem::new(0, self.float.set().0, Range::EMPTY, None)
    }
    /// An unboxed integer in a range.
    pub fn an_int(&self, range: Range) -> Elem {
        Elem::new(self.int.set().0, 0, range, None)
    }
}
