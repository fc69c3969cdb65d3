//! The compiler's product: code objects as plain data.
//!
//! Nothing here knows the object model of the VM: constants are plain Rust values that the loader
//! turns into objects. The layout of `units` is described in [`crate::opcode`].
//!
//! # Invariants
//! 1. `locals` is ordered: parameters (in signature order, `*args` after the positional ones and
//!    keyword-only ones, `**kwargs` last), other locals, cells, then free variables. A name has one slot.
//! 2. `exception_table` is sorted by `start`, its ranges are disjoint, and each is already resolved
//!    to its innermost handler.
//! 3. `positions` is sorted by `start`; the first entry is at unit 0.

use std::hash::{Hash, Hasher};
use std::ops::BitOr;
use std::rc::Rc;

use num_bigint::BigInt;

/// A set of properties of a code object.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    /// Locals live in fast slots (functions and everything compiled like one).
    pub const OPTIMIZED: CodeFlags = CodeFlags(0x1);
    /// A call creates a new namespace.
    pub const NEW_LOCALS: CodeFlags = CodeFlags(0x2);
    /// Takes `*args`.
    pub const VARARGS: CodeFlags = CodeFlags(0x4);
    /// Takes `**kwargs`.
    pub const VARKEYWORDS: CodeFlags = CodeFlags(0x8);
    /// Defined inside another function.
    pub const NESTED: CodeFlags = CodeFlags(0x10);
    /// A call returns a generator.
    pub const GENERATOR: CodeFlags = CodeFlags(0x20);
    /// `from __future__ import annotations` is in effect.
    pub const FUTURE_ANNOTATIONS: CodeFlags = CodeFlags(0x100_0000);
    /// `consts[0]` is the docstring.
    pub const HAS_DOCSTRING: CodeFlags = CodeFlags(0x400_0000);
    /// A function defined in a class body.
    pub const METHOD: CodeFlags = CodeFlags(0x800_0000);
    /// A class body: local 0 is the namespace mapping (see [`Code::locals`]).
    pub const CLASS_BODY: CodeFlags = CodeFlags(0x1000_0000);
    /// The top level of a module.
    pub const MODULE: CodeFlags = CodeFlags(0x2000_0000);

    /// Says whether all flags of `other` are set.
    pub fn contains(self, other: CodeFlags) -> bool {
        self.0 & other.0 == other.0
    }
}

impl BitOr for CodeFlags {
    type Output = CodeFlags;
    fn bitor(self, other: CodeFlags) -> CodeFlags {
        CodeFlags(self.0 | other.0)
    }
}

/// What a slot of the fast locals holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum LocalKind {
    /// A parameter.
    Arg,
    /// A parameter that inner functions see: the slot holds the argument until `MAKE_CELL` wraps it.
    ArgCell,
    /// A local variable.
    Local,
    /// A variable of an inlined comprehension: not a local of the function as programs see it.
    Hidden,
    /// A local that inner functions see: the slot holds a cell after `MAKE_CELL`.
    Cell,
    /// A cell of an inlined comprehension.
    HiddenCell,
    /// A variable of an enclosing function: the slot holds a cell after `COPY_FREE_VARS`.
    Free,
}

impl LocalKind {
    /// Says whether the slot holds a cell once the prologue has run.
    pub fn is_cell(self) -> bool {
        matches!(
            self,
            LocalKind::ArgCell | LocalKind::Cell | LocalKind::HiddenCell | LocalKind::Free
        )
    }
}

/// A slot of the fast locals.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct LocalInfo {
    /// The variable's name, mangled.
    pub name: Rc<str>,
    /// What the slot holds.
    pub kind: LocalKind,
}

/// A source range: lines from 1, columns in UTF-8 bytes from 0, both as CPython counts them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Position {
    /// First line; 0 when the instruction has no position.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// First column.
    pub col: u32,
    /// Column after the last byte; equal to `col` on one line when only the line is known.
    pub end_col: u32,
}

impl Position {
    /// No position at all.
    pub const NONE: Position = Position { line: 0, end_line: 0, col: 0, end_col: 0 };

    /// Says whether the instruction has a line.
    pub fn is_known(self) -> bool {
        self.line != 0
    }
}

/// The position of the instructions from unit `start` to the next entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct PositionEntry {
    /// First unit it holds for.
    pub start: u32,
    /// The position.
    pub position: Position,
}

/// A range of units and the handler of exceptions raised in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct ExceptionEntry {
    /// First unit of the range.
    pub start: u32,
    /// Unit after the range.
    pub end: u32,
    /// First unit of the handler.
    pub target: u32,
    /// Stack depth to cut to before the exception (and the instruction offset) is pushed.
    pub depth: u16,
    /// Whether the offset of the raising instruction is pushed, as an int, before the exception.
    pub push_lasti: bool,
}

/// A constant.
#[derive(Clone, Debug)]
pub enum Const {
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// `True` or `False`
    Bool(bool),
    /// An int of any size.
    Int(BigInt),
    /// A float; equality and hash go by bits, so that `0.0` and `-0.0` are two constants.
    Float(f64),
    /// A string in generalized UTF-8: every code point, surrogates included, in the UTF-8 scheme,
    /// each surrogate of a pair by itself. Valid UTF-8 unless the string contains surrogates.
    Str(Rc<[u8]>),
    /// A bytes object.
    Bytes(Rc<[u8]>),
    /// A tuple.
    Tuple(Rc<[Const]>),
    /// A frozenset; elements in source order, possibly repeated.
    FrozenSet(Rc<[Const]>),
    /// A `slice` of constants.
    Slice(Rc<[Const; 3]>),
    /// A nested code object.
    Code(Rc<Code>),
}

impl Const {
    /// Makes a string constant.
    pub fn str(text: &str) -> Const {
        Const::Str(text.as_bytes().into())
    }

    fn tag(&self) -> u8 {
        match self {
            Const::None => 0,
            Const::Ellipsis => 1,
            Const::Bool(_) => 2,
            Const::Int(_) => 3,
            Const::Float(_) => 4,
            Const::Str(_) => 5,
            Const::Bytes(_) => 6,
            Const::Tuple(_) => 7,
            Const::FrozenSet(_) => 8,
            Const::Slice(_) => 9,
            Const::Code(_) => 10,
        }
    }
}

impl PartialEq for Const {
    fn eq(&self, other: &Const) -> bool {
        match (self, other) {
            (Const::Bool(a), Const::Bool(b)) => a == b,
            (Const::Int(a), Const::Int(b)) => a == b,
            (Const::Float(a), Const::Float(b)) => a.to_bits() == b.to_bits(),
            (Const::Str(a), Const::Str(b)) | (Const::Bytes(a), Const::Bytes(b)) => a == b,
            (Const::Tuple(a), Const::Tuple(b)) | (Const::FrozenSet(a), Const::FrozenSet(b)) => {
                a == b
            }
            (Const::Slice(a), Const::Slice(b)) => a == b,
            (Const::Code(a), Const::Code(b)) => Rc::ptr_eq(a, b),
            _ => self.tag() == other.tag() && self.tag() < 2,
        }
    }
}

impl Eq for Const {}

impl Hash for Const {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tag().hash(state);
        match self {
            Const::None | Const::Ellipsis => {}
            Const::Bool(b) => b.hash(state),
            Const::Int(i) => i.hash(state),
            Const::Float(f) => f.to_bits().hash(state),
            Const::Str(s) | Const::Bytes(s) => s.hash(state),
            Const::Tuple(items) | Const::FrozenSet(items) => items.hash(state),
            Const::Slice(parts) => parts.hash(state),
            Const::Code(code) => Rc::as_ptr(code).addr().hash(state),
        }
    }
}

/// A code object.
#[derive(Clone, Debug)]
pub struct Code {
    /// `__name__` of what it defines.
    pub name: Rc<str>,
    /// `__qualname__` of what it defines.
    pub qualname: Rc<str>,
    /// The file it was compiled from.
    pub filename: Rc<str>,
    /// First line, of the first decorator if there is one.
    pub first_line: u32,
    /// Properties.
    pub flags: CodeFlags,
    /// Number of positional parameters, positional-only ones included, `*args` not.
    pub arg_count: u32,
    /// Number of positional-only parameters.
    pub posonly_count: u32,
    /// Number of keyword-only parameters.
    pub kwonly_count: u32,
    /// The fast locals. A class body has a first parameter `.namespace`, its namespace mapping.
    pub locals: Vec<LocalInfo>,
    /// Deepest stack any path needs.
    pub stack_size: u32,
    /// Instructions and their inline caches.
    pub units: Vec<u32>,
    /// Constants; the docstring first if `flags` says so.
    pub consts: Vec<Const>,
    /// Names of globals and attributes.
    pub names: Vec<Rc<str>>,
    /// Ranges with handlers.
    pub exception_table: Vec<ExceptionEntry>,
    /// Positions of instructions.
    pub positions: Vec<PositionEntry>,
}

impl Code {
    /// Returns the position of the instruction at `unit`.
    pub fn position_at(&self, unit: u32) -> Position {
        let after = self.positions.partition_point(|entry| entry.start <= unit);
        after.checked_sub(1).map_or(Position::NONE, |index| self.positions[index].position)
    }

    /// Returns the handler of an exception raised by the instruction at `unit`.
    pub fn handler_at(&self, unit: u32) -> Option<&ExceptionEntry> {
        let after = self.exception_table.partition_point(|entry| entry.start <= unit);
        let entry = &self.exception_table[after.checked_sub(1)?];
        (unit < entry.end).then_some(entry)
    }

    /// Returns the names of the slots of one kind.
    pub fn names_of(&self, is_kind: impl Fn(LocalKind) -> bool) -> impl Iterator<Item = &str> {
        self.locals.iter().filter(move |local| is_kind(local.kind)).map(|local| &*local.name)
    }

    /// Returns the number of free variables: the length of the closure tuple.
    pub fn free_count(&self) -> usize {
        self.locals.iter().filter(|local| local.kind == LocalKind::Free).count()
    }
}
