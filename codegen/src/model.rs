//! What a definition means: the one model that every emitter, check and document works from.
//!
//! [`crate::analyze`] makes it from syntax: names are resolved to ids, bodies are typed trees, macros are lists of
//! ops, effects and stack effects are computed. A [`Program`] has no error in it, so that emitters are total.
//! Everything here is in definition order, and nothing here knows how Rust text is spelled.

mod queries;

use crate::source::{Name, Span};
use crate::table::{Table, id};

id!(/// A [`Type`] of [`Program::types`].
    TypeId);
id!(/// An [`Object`] of [`Program::objects`].
    ObjectId);
id!(/// A [`Field`] of [`Program::fields`].
    FieldId);
id!(/// A [`Const`] of [`Program::consts`].
    ConstId);
id!(/// A [`Helper`] of [`Program::helpers`].
    HelperId);
id!(/// An [`Op`] of [`Program::ops`].
    OpId);
id!(/// An [`Inst`] of [`Program::insts`].
    InstId);
id!(/// A [`Family`] of [`Program::families`].
    FamilyId);
id!(/// A [`Pseudo`] of [`Program::pseudos`].
    PseudoId);

/// A whole definition, free of errors.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Names of the source texts, by `FileId`.
    pub files: Vec<String>,
    /// Byte offsets of line starts per file, to turn a [`Span`] into a line number.
    pub line_starts: Vec<Vec<u32>>,
    /// Dynamic types of values. At most 64: a type set is one word.
    pub types: Table<TypeId, Type>,
    /// Heap object layouts.
    pub objects: Table<ObjectId, Object>,
    /// Fields of all objects.
    pub fields: Table<FieldId, Field>,
    /// Named constants.
    pub consts: Table<ConstId, Const>,
    /// Helpers that bodies may call.
    pub helpers: Table<HelperId, Helper>,
    /// Micro-ops.
    pub ops: Table<OpId, Op>,
    /// Instructions (family heads, family members, plain, macros, superinstructions): opcode numbers follow the order.
    pub insts: Table<InstId, Inst>,
    /// Families of specializations.
    pub families: Table<FamilyId, Family>,
    /// Instructions that only the source compiler sees.
    pub pseudos: Table<PseudoId, Pseudo>,
}

/// A machine representation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scalar {
    /// `bool`
    Bool,
    /// `iN`, 2 to 64 bits, signed.
    Int(u8),
    /// `uN`, 1 to 64 bits, unsigned.
    Uint(u8),
    /// `f64`
    F64,
}

/// `type Int : i62 { test: is_int, unbox: as_int, box: from_int }`
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name; also the Rust name of its handle when it is an object type.
    pub name: Name,
    /// Doc comment, lines joined by `\n`, without slashes.
    pub doc: String,
    /// What a value of the type is, once its type is known.
    pub repr: Repr,
    /// Rust method `fn test(self) -> bool` of the value.
    pub test: Name,
    /// Rust method that takes a value of this type apart. Scalar types only.
    pub unbox: Option<Name>,
    /// Rust associated function of the value type that makes one. Scalar and unit types only.
    pub boxed: Option<Name>,
    /// Boxing may allocate: the box function takes the VM as its first argument.
    pub box_allocates: bool,
    /// No value of the language has this type: it marks an empty slot. `Value` excludes it, `Value?` includes it.
    pub absent: bool,
}

/// What a value is once its type is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repr {
    /// A machine scalar.
    Scalar(Scalar),
    /// Exactly one value.
    Unit,
    /// A reference to an object.
    Object(ObjectId),
}

/// `object List { len: i62 [mut, range(0, 2^60)], items: [Value; len] [mut] }`
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name; the handle type in Rust has the same.
    pub name: Name,
    /// Doc comment.
    pub doc: String,
    /// The type whose values refer to such objects.
    pub ty: TypeId,
    /// Its fields in declaration order.
    pub fields: Vec<FieldId>,
    /// Ends in `...`: the runtime's struct has fields that bodies cannot reach. There is no `new!` of it.
    pub open: bool,
}

/// One field of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// The object that has it.
    pub object: ObjectId,
    /// Its name.
    pub name: Name,
    /// What it holds, or what each item holds.
    pub ty: Ty,
    /// `[T; len]`: the field that says how many items there are. `None` for a scalar field.
    pub len: Option<FieldId>,
    /// Whether the field is an array.
    pub array: bool,
    /// May change after construction.
    pub mutable: bool,
    /// Somebody can be told before it changes.
    pub watch: bool,
    /// Suspending and resuming frames writes it too.
    pub suspend: bool,
    /// Inclusive range of an integer field.
    pub range: Option<(i64, i64)>,
}

/// `const ADD = 0;`
#[derive(Clone, Debug)]
pub struct Const {
    /// Its name.
    pub name: Name,
    /// Doc comment.
    pub doc: String,
    /// Its value.
    pub value: i64,
}

/// `extern fn binary_op(left: Value, right: Value, op: u32) -> Value [errors, escapes];`
#[derive(Clone, Debug)]
pub struct Helper {
    /// Its name, a Rust function in scope of the generated interpreter.
    pub name: Name,
    /// Doc comment.
    pub doc: String,
    /// Parameters.
    pub params: Vec<(Name, Ty)>,
    /// What it returns.
    pub result: Ty,
    /// It raises whenever it is called: `-> !`.
    pub never: bool,
    /// Inclusive range of an integer result.
    pub range: Option<(i64, i64)>,
    /// Fill helpers return a tuple of these; only `fill` may call them, and they return `Option`.
    pub fill: Option<Vec<Ty>>,
    /// Declared effects.
    pub effects: HelperEffects,
}

/// The contract of a helper.
#[derive(Clone, Debug, Default)]
pub struct HelperEffects {
    /// Depends on nothing but its arguments and fields that never change. Does not take the VM.
    pub pure_: bool,
    /// Reads these mutable fields.
    pub reads: Vec<FieldId>,
    /// Writes these fields.
    pub writes: Vec<FieldId>,
    /// May allocate.
    pub allocates: bool,
    /// The result is a new object that aliases nothing.
    pub fresh: bool,
    /// Works on the frame of the instruction: its locals, or operands in place.
    pub frame: bool,
    /// May raise: returns `Result`, and bodies write `?` after the call.
    pub errors: bool,
    /// May run arbitrary code of the user's program, which may read and write any mutable field of an escaped object.
    pub escapes: bool,
    /// May see the locals of frames, and with them what only they refer to.
    pub locals: bool,
}

/// A static type inside a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ty {
    /// An unboxed scalar.
    Scalar(Scalar),
    /// A boxed value of one of these types (bit = `TypeId` index). The set of all non-absent types is `Value`.
    Value(TypeSet),
    /// A value known to be an object of this type (its handle in Rust).
    Object(TypeId),
    /// Several stack slots or items.
    Array(Box<Ty>),
    /// Nothing.
    Unit,
}

/// A set of types; bit `n` is the type with index `n`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct TypeSet(pub u64);

/// A micro-op: the grain of traces.
#[derive(Clone, Debug)]
pub struct Op {
    /// Its name.
    pub name: Name,
    /// Doc comment.
    pub doc: String,
    /// Inline-cache fields, which belong to the op like const generics.
    pub caches: Vec<CacheField>,
    /// Consumed operands, deepest first. Variables `0..inputs.len()` of [`Op::vars`].
    pub inputs: Vec<Operand>,
    /// Produced operands, deepest first. One with an input's name at the same depth is a peek or a narrowed input.
    pub outputs: Vec<Operand>,
    /// The variables of the body: first the inputs, then outputs that are not inputs, then `let`s.
    pub vars: Vec<Var>,
    /// The typed body.
    pub body: Block,
    /// Hand-written abstract meaning, if any: same language, replaces the derived one.
    pub abstract_: Option<Block>,
    /// Number of exit atoms (`exit_if!`, `deopt_if!` after splitting `|`), in body order.
    pub exits: u32,
    /// Number of `if`s.
    pub ifs: u32,
    /// Number of `branch_if!`s. They have indices of their own.
    pub branches: u32,
    /// How many of the outputs are pushed when the (first) `branch_if!` jumps: a prefix. `None` without a branch.
    pub branch_outputs: Option<u32>,
    /// Computed effects, each with its reason.
    pub effects: Effects,
    /// What the op is to the recorder and the optimizer. Computed.
    pub role: Role,
    /// Fixed oparg of a replica.
    pub replica: Option<u32>,
    /// The definition, from the doc comment's first line to the closing brace.
    pub span: Span,
    /// The text of the body with its braces.
    pub source: String,
}

/// A cache field of an op.
#[derive(Clone, Debug)]
pub struct CacheField {
    /// Its name.
    pub name: Name,
    /// `u16`, `u32`, `u64`, `i62` or an object type; `Ty::Value` for any constant value.
    pub ty: Ty,
}

/// A stack operand of an op.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Its name; `_` for one that the body does not read.
    pub name: Name,
    /// Its static type: `Value?` where nothing is written.
    pub ty: Ty,
    /// The number of slots of an array: `scale * oparg + offset`.
    pub count: Option<Count>,
    /// The variable of the body.
    pub var: VarId,
}

/// `scale * oparg + offset`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Count {
    /// Factor of `oparg`.
    pub scale: i32,
    /// Constant part.
    pub offset: i32,
}

/// A variable of a body: index into [`Op::vars`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct VarId(pub u32);

/// A variable of a body.
#[derive(Clone, Debug)]
pub struct Var {
    /// Its name.
    pub name: String,
    /// Its type when it is first bound. A guard narrows it from there on: see [`StmtKind::Narrow`].
    pub ty: Ty,
}

/// Statements and, where the block is used as a value, its value.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The statements.
    pub stmts: Vec<Stmt>,
    /// The value of the block.
    pub value: Option<Box<Expr>>,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `let x = e;`
    Let(VarId, Expr),
    /// `let (r, o) = a.overflowing_add(b);`: result and flag.
    LetOverflowing(VarId, VarId, Overflowing, Vec<Expr>),
    /// `let (a, b) = helper(..)` inside `fill`.
    LetFill(Vec<VarId>, HelperId, Vec<Expr>),
    /// `x = e;` for an output or a `let` without a value.
    Assign(VarId, Expr),
    /// `list.len = e;`
    Store {
        /// The field.
        field: FieldId,
        /// The object, of known type.
        object: Expr,
        /// What is stored.
        value: Expr,
    },
    /// `list.items[i] = e;`
    StoreItem {
        /// The array field.
        field: FieldId,
        /// The object, of known type.
        object: Expr,
        /// The index, an integer of any width.
        index: Expr,
        /// What is stored.
        value: Expr,
    },
    /// `local!(i) = e;`
    SetLocal(Expr, Expr),
    /// One atom of `exit_if!(a | b)`: leaves if it is true. `index` counts atoms over the op.
    Exit {
        /// Counts atoms over the op.
        index: u32,
        /// Leaves if it is true.
        cond: Expr,
        /// `deopt_if!`: no side trace grows here.
        deopt: bool,
    },
    /// What the exit or branch before it established: from here to the end of the block the variable has this type, and
    /// is unboxed. Where the type is still [`Ty::Value`], of fewer types, its representation does not change.
    Narrow(VarId, Ty),
    /// `if c { } else { }` as a statement. `assigned`: the variables that an arm assigns.
    If {
        /// Counts `if`s over the op.
        index: u32,
        /// The condition.
        cond: Expr,
        /// The arm for true.
        then: Block,
        /// The arm for false.
        otherwise: Block,
        /// The variables from outside that an arm assigns, in order.
        assigned: Vec<VarId>,
    },
    /// A call for its effect.
    Expr(Expr),
    /// `branch_if!(c)`: jumps forward by `oparg` if true; outputs not yet assigned are then not pushed.
    BranchIf {
        /// Counts branches over the op.
        index: u32,
        /// Jumps if it is true.
        cond: Expr,
    },
    /// `jump!(oparg)` (forward) or `jump_back!(oparg)`.
    Jump {
        /// `jump_back!`
        back: bool,
        /// In units, from the next instruction.
        distance: Expr,
    },
    /// `safepoint!()`: here the VM may collect or be interrupted.
    Safepoint {
        /// `safepoint!(heat)`: the index of the op's cache field in which the VM counts how often control comes by, until it is hot.
        heat: Option<u32>,
    },
    /// `push_frame!`, `pop_frame!`, `yield_frame!`, `resume_frame!` with their arguments. Ends the instruction.
    Frame(FrameOp, Vec<Expr>),
}

/// The arithmetic that reports overflow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Overflowing {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a / b`, rounds to zero; overflows for MIN / -1.
    Div,
    /// `-a`
    Neg,
    /// `a << b`, exact; overflows when bits are lost or `b` is not in `0..N`.
    Shl,
}

/// The primitives on frames.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FrameOp {
    /// `push_frame!(callee, args)` or `push_frame!(callee, args, action)`: args is an array operand (in place on the
    /// stack) or `[a, b]`.
    Push,
    /// `pop_frame!(value)`
    Pop,
    /// `yield_frame!(value)`
    Yield,
    /// `resume_frame!(generator, sent)` or `resume_frame!(generator, sent, action)`
    Resume,
}

/// A typed expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it computes.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Ty,
    /// Where it stands.
    pub span: Span,
}

/// What an expression computes.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// An integer literal or a folded constant, of the type of the expression.
    Int(i64),
    /// A float literal, by bits.
    Float(u64),
    /// A bool literal.
    Bool(bool),
    /// `oparg`, as `u32`.
    Oparg,
    /// A named constant.
    Const(ConstId),
    /// A cache field of the op.
    Cache(u32),
    /// A variable.
    Var(VarId),
    /// `None`-like value of a unit type: `null`, `none`, by the name of the type in lower case.
    Unit(TypeId),
    /// Boxes a scalar into a value. Inserted where a scalar meets a `Value`.
    Box(TypeId, Box<Expr>),
    /// Forgets the static type of an object: handle to value. Inserted.
    Upcast(Box<Expr>),
    /// `!b` of a bool.
    Not(Box<Expr>),
    /// `-x` of a float.
    FNeg(Box<Expr>),
    /// A binary primitive on scalars of one type.
    Binary(BinOp, Box<Expr>, Box<Expr>),
    /// A method of a scalar.
    Method(Method, Box<Expr>, Vec<Expr>),
    /// `e as T`: between integers (truncating or extending), `bool as iN`, `iN as f64`.
    Cast(Scalar, Box<Expr>),
    /// `a == b` by identity, on values and handles. `!=` is `Not` of it. A comparison with the one value of a unit type
    /// is a [`ExprKind::Test`] instead.
    Same(Box<Expr>, Box<Expr>),
    /// `x.is_int()`
    Test(TypeId, Box<Expr>),
    /// `list.len`
    Load(FieldId, Box<Expr>),
    /// `list.items[i]`
    LoadItem(FieldId, Box<Expr>, Box<Expr>),
    /// `tuple.items[..oparg]`
    LoadSlice(FieldId, Box<Expr>, Count),
    /// `args[0]` of an array operand.
    Element(VarId, Box<Expr>),
    /// `new!(Tuple { len: oparg, items: values })`
    New(ObjectId, Vec<(FieldId, Expr)>),
    /// `local!(i)`
    Local(Box<Expr>),
    /// `constant!(i)`
    Constant(Box<Expr>),
    /// `name!(i)`
    NameAt(Box<Expr>),
    /// `[a, b]` as the arguments of a frame or a helper. In `push_frame!` the last may be an array operand, whose slots
    /// then follow.
    Array(Vec<Expr>),
    /// `[item; n]`, an array field of a new object. `n` is an integer that is known before the body runs.
    Repeat(Box<Expr>, Box<Expr>),
    /// A call of a helper; `tried` if `?` follows.
    Call {
        /// The helper.
        helper: HelperId,
        /// As many as it has parameters, each of its parameter's type.
        args: Vec<Expr>,
        /// `?` follows.
        tried: bool,
    },
    /// `if c { a } else { b }` as a value.
    If {
        /// Counts `if`s over the op, those of statements included.
        index: u32,
        /// The condition.
        cond: Box<Expr>,
        /// The arm for true, with a value.
        then: Block,
        /// The arm for false, with a value.
        otherwise: Block,
    },
}

/// Binary primitives. Comparisons give `bool`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BinOp {
    /// Float `+`.
    FAdd,
    /// Float `-`.
    FSub,
    /// Float `*`.
    FMul,
    /// Float `/`.
    FDiv,
    /// Integer `/`, rounds to zero. Partial.
    Div,
    /// Integer `%`, sign of the dividend. Partial.
    Rem,
    /// `&` on integers.
    And,
    /// `|` on integers.
    Or,
    /// `^` on integers.
    Xor,
    /// `&` or `&&` on bools (both operands are pure).
    BAnd,
    /// `|` or `||` on bools.
    BOr,
    /// `^` on bools.
    BXor,
    /// `>>` on integers (arithmetic for signed); the count is masked to be below the width by a guard before it. Partial.
    Shr,
    /// `==` on integers.
    Eq,
    /// `!=` on integers.
    Ne,
    /// `<` on integers.
    Lt,
    /// `<=` on integers.
    Le,
    /// `>` on integers.
    Gt,
    /// `>=` on integers.
    Ge,
    /// `==` on bools.
    BEq,
    /// `!=` on bools.
    BNe,
    /// `==` on floats.
    FEq,
    /// `!=` on floats.
    FNe,
    /// `<` on floats.
    FLt,
    /// `<=` on floats.
    FLe,
    /// `>` on floats.
    FGt,
    /// `>=` on floats.
    FGe,
}

/// Methods of scalars.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Method {
    /// `a.wrapping_add(b)`
    WrappingAdd,
    /// `a.wrapping_sub(b)`
    WrappingSub,
    /// `a.wrapping_mul(b)`
    WrappingMul,
    /// `a.wrapping_neg()`
    WrappingNeg,
    /// `a.wrapping_shl(b)`
    WrappingShl,
    /// `!a` on integers.
    BitNot,
    /// `a.min(b)` on integers.
    Min,
    /// `a.max(b)` on integers.
    Max,
    /// `x.abs()` on floats.
    FAbs,
    /// `x.sqrt()`
    FSqrt,
    /// `x.floor()`
    FFloor,
}

/// What an op does, computed from its body, each with the first place that shows it.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// Reasons in body order; one op may have several of one kind.
    pub reasons: Vec<Reason>,
    /// Fields that the body reads itself, whether they may change or not.
    pub loads: Vec<FieldId>,
}

/// Why an op has an effect.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The effect.
    pub effect: Effect,
    /// The place in the body.
    pub span: Span,
    /// The words of `trefoil explain`: "calls `list_push`, which is declared `writes(List.len)`".
    pub because: String,
}

/// One effect.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effect {
    /// Leaves at an exit.
    Exits,
    /// Raises.
    Errors,
    /// May run user code.
    Escapes,
    /// Allocates.
    Allocates,
    /// Reads a mutable field.
    Reads(FieldId),
    /// Writes a field.
    Writes(FieldId),
    /// Reads a local variable.
    ReadsLocal,
    /// Writes a local variable.
    WritesLocal,
    /// Depends on `oparg`.
    UsesOparg,
    /// Jumps or branches.
    Jumps,
    /// Pushes, pops, yields or resumes a frame.
    Frames,
    /// May collect, be interrupted, become hot.
    Safepoint,
    /// An effect stands in an arm of an `if`: opaque to the optimizer.
    Opaque,
}

/// What an op is to the recorder and the optimizer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Moves values between stack, locals and constants.
    Move,
    /// Checks its inputs, passes them on, has no effect.
    Guard,
    /// Computes.
    Compute,
    /// Ends in `branch_if!` or `jump!`.
    Branch,
    /// Pushes, pops, yields or resumes a frame.
    Frame,
}

/// An instruction: one opcode, one tier-1 handler.
#[derive(Clone, Debug)]
pub struct Inst {
    /// Its name.
    pub name: Name,
    /// Doc comment.
    pub doc: String,
    /// How it is defined.
    pub kind: InstKind,
    /// Its ops in order.
    pub ops: Vec<InstOp>,
    /// Cache fields in layout order, with their offsets. Family members have their family's size.
    pub caches: Vec<CacheSlot>,
    /// Length in 32-bit units, opcode unit included.
    pub units: u32,
    /// Slots consumed by the whole instruction, deepest first.
    pub pops: Count,
    /// Slots produced.
    pub pushes: Count,
    /// Slots produced when its `branch_if!` jumps: fewer where an output is only set on the way through.
    pub branch_pushes: Option<Count>,
    /// The operands that the whole instruction takes and gives, by name, for people.
    pub signature: String,
    /// The family that it belongs to.
    pub family: Option<FamilyId>,
    /// The definition.
    pub span: Span,
}

/// Where control goes after an instruction that neither leaves at an exit nor raises.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Flow {
    /// To the next instruction, also where a frame is entered or suspended in between.
    Next,
    /// To the next instruction or to the target of its `branch_if!`.
    Branch,
    /// To the target of its `jump!`.
    Jump,
    /// Nowhere: it leaves its frame, or calls a helper that always raises.
    End,
}

/// How an instruction is defined.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InstKind {
    /// `inst` or `macro`, not in a family.
    Plain,
    /// The generic head of its family.
    Head,
    /// A specialization.
    Member,
    /// A concatenation of instructions, whose code units stay in place: only the first opcode is rewritten.
    Super(Vec<InstId>),
}

/// One op of an instruction.
#[derive(Clone, Debug)]
pub struct InstOp {
    /// The op.
    pub op: OpId,
    /// For each cache field of the op, its slot in [`Inst::caches`].
    pub caches: Vec<u32>,
    /// Start of a component in a superinstruction: units from the start of the instruction. The resume point of its exits.
    pub resume: u32,
}

/// Where a cache field lies.
#[derive(Clone, Debug)]
pub struct CacheSlot {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// 32-bit units after the opcode unit (a family's counter is at 1).
    pub offset: u32,
    /// Its size in units: 1 or 2.
    pub units: u32,
}

/// A head with its specializations.
#[derive(Clone, Debug)]
pub struct Family {
    /// The head's name.
    pub name: Name,
    /// The generic instruction.
    pub head: InstId,
    /// The members in the order that the specializer tries.
    pub members: Vec<Member>,
}

/// A specialization of a family.
#[derive(Clone, Debug)]
pub struct Member {
    /// The instruction.
    pub inst: InstId,
    /// The `when` condition over `oparg` and constants.
    pub when: Option<Expr>,
    /// The `fill` block: statements over the inputs of the head and the family's cache names. Assigns to cache
    /// fields by `LetFill`/`Let` of variables named like them.
    pub fill: Option<Fill>,
}

/// How a member's caches get their values. Its block may leave by [`StmtKind::Exit`] (with indices of their own): the
/// member then does not fit, like where a helper returns `None`.
#[derive(Clone, Debug)]
pub struct Fill {
    /// Variables: the head's inputs first.
    pub vars: Vec<Var>,
    /// The statements.
    pub block: Block,
    /// For each cache slot of the instruction, the variable that holds its value.
    pub values: Vec<(u32, VarId)>,
}

/// `pseudo JUMP_IF = ...;` for the source compiler.
#[derive(Clone, Debug)]
pub struct Pseudo {
    /// Its name.
    pub name: Name,
    /// Doc comment.
    pub doc: String,
    /// Its stack effect.
    pub pops: Count,
    /// Its stack effect.
    pub pushes: Count,
}
