//! What is known of each instruction and each op of a VM: the types of the tables that `codegen` emits.
//!
//! The disassembler, the recorder, the optimizer and the source compiler work from these tables; none of them names an
//! instruction. Everything is `'static` and usable in constants.

/// `scale * oparg + offset`: how many slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SlotCount {
    /// Factor of `oparg`.
    pub scale: i32,
    /// Constant part.
    pub offset: i32,
}

impl SlotCount {
    /// No slot.
    pub const ZERO: SlotCount = SlotCount::new(0, 0);

    /// `scale * oparg + offset`.
    pub const fn new(scale: i32, offset: i32) -> SlotCount {
        SlotCount { scale, offset }
    }

    /// The number of slots for an oparg.
    pub const fn at(self, oparg: u32) -> i64 {
        self.scale as i64 * oparg as i64 + self.offset as i64
    }
}

/// How an instruction is defined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InstKind {
    /// Neither of the others.
    Plain,
    /// The generic head of a family.
    Head,
    /// A specialization.
    Member,
    /// A concatenation of instructions that stay in place behind it.
    Super,
}

/// What an op is to the recorder and the optimizer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Moves values between stack, locals and constants.
    Move,
    /// Checks its inputs and passes them on.
    Guard,
    /// Computes.
    Compute,
    /// Jumps or branches.
    Branch,
    /// Pushes, pops, yields or resumes a frame.
    Frame,
}

/// What the oparg of an instruction means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpargKind {
    /// It is not read.
    Unused,
    /// A number: a count, a selector, flags.
    Plain,
    /// The index of a local variable.
    Local,
    /// The index of a constant.
    Constant,
    /// The index of a name.
    Name,
    /// A distance forward from the next instruction.
    Jump,
    /// A distance back from the next instruction.
    JumpBack,
}

/// What a cache field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CacheKind {
    /// A scalar of at most 32 bits, in one unit.
    Scalar,
    /// A scalar of up to 64 bits, in two units.
    Wide,
    /// A value or an object, in two units. The collector marks it.
    Object,
}

/// Where control goes after an instruction that neither leaves at an exit nor raises.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// To the next instruction, also where a frame is entered or suspended in between.
    Next,
    /// To the next instruction or to the target of its jump.
    Branch,
    /// To the target of its jump.
    Jump,
    /// Nowhere: it leaves its frame, or always raises.
    End,
}

/// A cache field in the code units after an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CacheMeta {
    /// Its name.
    pub name: &'static str,
    /// Its first unit, counted from the opcode unit.
    pub unit: u16,
    /// What it holds.
    pub kind: CacheKind,
}

/// A set of effects.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Effects(pub u32);

impl Effects {
    /// Leaves at an exit.
    pub const EXITS: Effects = Effects(1);
    /// May raise.
    pub const ERRORS: Effects = Effects(1 << 1);
    /// May run user code.
    pub const ESCAPES: Effects = Effects(1 << 2);
    /// May allocate.
    pub const ALLOCATES: Effects = Effects(1 << 3);
    /// Reads a mutable field.
    pub const READS: Effects = Effects(1 << 4);
    /// Writes a field.
    pub const WRITES: Effects = Effects(1 << 5);
    /// Reads a local variable.
    pub const READS_LOCAL: Effects = Effects(1 << 6);
    /// Writes a local variable.
    pub const WRITES_LOCAL: Effects = Effects(1 << 7);
    /// Depends on `oparg`.
    pub const USES_OPARG: Effects = Effects(1 << 8);
    /// Jumps or branches.
    pub const JUMPS: Effects = Effects(1 << 9);
    /// Pushes, pops, yields or resumes a frame.
    pub const FRAMES: Effects = Effects(1 << 10);
    /// May collect, be interrupted, become hot.
    pub const SAFEPOINT: Effects = Effects(1 << 11);
    /// Opaque to the optimizer: an effect stands in an arm of an `if`.
    pub const OPAQUE: Effects = Effects(1 << 12);
    /// Calls a helper that is not pure.
    pub const CALLS: Effects = Effects(1 << 13);

    /// Whether all effects of `other` are among these.
    pub const fn contains(self, other: Effects) -> bool {
        self.0 & other.0 == other.0
    }

    /// These effects and those of `other`.
    pub const fn union(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }
}

/// An op of an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartMeta {
    /// The op's number.
    pub op: u16,
    /// The resume point of its exits: units from the start of the instruction.
    pub resume: u16,
    /// For each cache field of the op its first unit, from the start of the instruction.
    pub caches: &'static [u16],
}

/// An instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InstMeta {
    /// Its name.
    pub name: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// What it consists of, or its operands: the first line of its handler's documentation.
    pub expansion: &'static str,
    /// How it is defined.
    pub kind: InstKind,
    /// Its length in code units.
    pub units: u16,
    /// Slots that it consumes.
    pub pops: SlotCount,
    /// Slots that it produces.
    pub pushes: SlotCount,
    /// Slots that it produces when its branch is taken, where it has one.
    pub branch_pushes: Option<SlotCount>,
    /// One slot more lies on the stack when control comes to the next instruction: what the frame that it enters has
    /// returned, or what was sent to the frame that it suspends.
    pub frame_result: bool,
    /// Where control goes.
    pub flow: Flow,
    /// Its cache fields.
    pub caches: &'static [CacheMeta],
    /// The unit in which its safepoint counts, if it does.
    pub heat: Option<u16>,
    /// Its family.
    pub family: Option<u16>,
    /// The opcode that does the same without assumptions: of the head for a member, of the first component for a
    /// superinstruction, else its own.
    pub generic: u16,
    /// Its ops in order.
    pub ops: &'static [PartMeta],
    /// The opcodes of a superinstruction's components.
    pub components: &'static [u16],
    /// What its oparg means.
    pub oparg: OpargKind,
    /// The oparg that a replica stands for.
    pub replica: Option<u32>,
    /// The effects of its ops together.
    pub effects: Effects,
}

impl InstMeta {
    /// An instruction that does nothing: what an entry of a table does not mention is as here.
    pub const NONE: InstMeta = InstMeta {
        name: "",
        doc: "",
        expansion: "",
        kind: InstKind::Plain,
        units: 1,
        pops: SlotCount::ZERO,
        pushes: SlotCount::ZERO,
        branch_pushes: None,
        frame_result: false,
        flow: Flow::Next,
        caches: &[],
        heat: None,
        family: None,
        generic: 0,
        ops: &[],
        components: &[],
        oparg: OpargKind::Unused,
        replica: None,
        effects: Effects(0),
    };

    /// Slots that it has produced when control comes to the next instruction.
    pub const fn pushes_through(&self) -> SlotCount {
        SlotCount::new(self.pushes.scale, self.pushes.offset + self.frame_result as i32)
    }

    /// Slots that it has produced when control comes to the target of its jump. Of an instruction without a jump, those
    /// of the way through.
    pub const fn pushes_at_target(&self) -> SlotCount {
        match self.branch_pushes {
            Some(pushes) => pushes,
            None => self.pushes_through(),
        }
    }

    /// Whether control can come to the next instruction.
    pub const fn falls_through(&self) -> bool {
        matches!(self.flow, Flow::Next | Flow::Branch)
    }

    /// Whether control can come to another place than the next instruction.
    pub const fn jumps(&self) -> bool {
        matches!(self.flow, Flow::Branch | Flow::Jump)
    }
}

/// An op.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpMeta {
    /// Its name.
    pub name: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// What it is.
    pub role: Role,
    /// The number of its exits.
    pub exits: u16,
    /// Slots that it consumes.
    pub pops: SlotCount,
    /// Slots that it produces.
    pub pushes: SlotCount,
    /// Its effects.
    pub effects: Effects,
    /// The oparg that a replica stands for.
    pub replica: Option<u32>,
}

impl OpMeta {
    /// An op that does nothing: what an entry of a table does not mention is as here.
    pub const NONE: OpMeta = OpMeta {
        name: "",
        doc: "",
        role: Role::Move,
        exits: 0,
        pops: SlotCount::ZERO,
        pushes: SlotCount::ZERO,
        effects: Effects(0),
        replica: None,
    };
}

/// A family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FamilyMeta {
    /// The head's name.
    pub name: &'static str,
    /// The opcode of the head.
    pub head: u16,
    /// The opcodes of the members in the order that the specializer tries.
    pub members: &'static [u16],
}

/// A superinstruction: what has to lie in a row for it, longest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SuperMeta {
    /// Its opcode.
    pub opcode: u16,
    /// The opcodes of its components.
    pub components: &'static [u16],
    /// Where each component starts: units from the start of the first.
    pub starts: &'static [u16],
}

/// A specialization of an instruction to one oparg by `replicate`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReplicaMeta {
    /// The opcode of the instruction that reads its oparg.
    pub original: u16,
    /// The oparg.
    pub oparg: u32,
    /// The opcode of the replica.
    pub opcode: u16,
}

/// An instruction that only the source compiler knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PseudoMeta {
    /// Its name.
    pub name: &'static str,
    /// Its documentation.
    pub doc: &'static str,
    /// Slots that it consumes.
    pub pops: SlotCount,
    /// Slots that it produces.
    pub pushes: SlotCount,
}

/// A place where a handler may leave: one atom of an `exit_if!` or `deopt_if!`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExitSite {
    /// The number of the op that it stands in.
    pub op: u16,
    /// Counts the exits of the op, from 0.
    pub ordinal: u16,
    /// It is a `deopt_if!`.
    pub deopt: bool,
    /// The text of the definition that it stands in.
    pub file: &'static str,
    /// The line in that text, from 1.
    pub line: u32,
    /// What it leaves on, as it is written.
    pub condition: &'static str,
}
