//! One function of machine code: how it can be left, what it calls, and how its stack pointer moves on the way.
//!
//! [`Function::read`] decodes x86-64 instructions and follows every path from the first. What the paths mean for dispatch is
//! decided in `audit.rs`; where the bytes come from, and what lies at an address outside of them, in `binary.rs`.

use std::collections::BTreeMap;

use iced_x86::{
    Code, Decoder, DecoderOptions, FlowControl, Instruction, Mnemonic, OpKind, Register,
};

/// What the code of a function refers to.
pub trait Image {
    /// The word of a slot that the loader fills, such as one of the global offset table.
    fn pointer_at(&self, address: u64) -> Option<u64>;
    /// 32 bits of read-only data: an entry of a jump table.
    fn offset_at(&self, address: u64) -> Option<i32>;
}

/// A way out of a function, or a call on the way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Transfer {
    /// `jmp` to another function.
    Jump(u64),
    /// `jmp` to what an entry of the dispatch table holds: the next instruction.
    Dispatch,
    /// `jmp` to another unknown place.
    JumpUnknown,
    /// `ret`
    Return,
    /// `call` of a function.
    Call(u64),
    /// `call` of what an entry of the dispatch table holds.
    CallDispatch,
    /// `call` of an unknown place: a function pointer.
    CallUnknown,
}

/// A transfer, where it stands, and how far the stack pointer is then from where it was at the start: `None` if that is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Site {
    /// Its address.
    pub address: u64,
    /// What it does.
    pub transfer: Transfer,
    /// Bytes by which the stack pointer is below its value at the start.
    pub depth: Option<i64>,
}

/// What is known of a function.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// In the order of addresses; a site that paths of different depths reach occurs for each.
    pub sites: Vec<Site>,
    /// A path without any call leads from the start to a dispatch.
    pub dispatches_without_call: bool,
    /// Such a path leaves the stack pointer alone: it saves no register and spills nothing.
    pub dispatches_without_frame: bool,
}

/// The state on a path: displacements of the stack pointer and the frame pointer, and what has happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct State {
    depth: Option<i64>,
    frame_pointer: Option<i64>,
    framed: bool,
    called: bool,
}

const START: State = State { depth: Some(0), frame_pointer: None, framed: false, called: false };

/// More states than any function has that a compiler made: nothing is known of such a function.
const STATES: usize = 1 << 20;

impl Function {
    /// Follows the paths of the function whose code starts at an address.
    ///
    /// # Errors
    /// Says where the bytes are no instruction, or where a path leaves them.
    pub fn read(bytes: &[u8], start: u64, image: &dyn Image) -> Result<Function, String> {
        let code = decode(bytes, start);
        let end = start + bytes.len() as u64;
        let mut function = Function::default();
        let mut seen: BTreeMap<(u64, State), ()> = BTreeMap::new();
        let mut pending = vec![(start, START)];
        while let Some((address, state)) = pending.pop() {
            if seen.insert((address, state), ()).is_some() {
                continue;
            }
            if seen.len() > STATES {
                return Err("too many paths".to_string());
            }
            let instruction =
                code.get(&address).ok_or_else(|| format!("no instruction at {address:#x}"))?;
            if instruction.is_invalid() {
                return Err(format!("no instruction at {address:#x}"));
            }
            let step = Step { code: &code, image, range: start..end, instruction, state };
            step.follow(&mut function, &mut pending)?;
        }
        function.sites.sort_by_key(|site| (site.address, site.depth));
        function.sites.dedup();
        Ok(function)
    }
}

fn decode(bytes: &[u8], start: u64) -> BTreeMap<u64, Instruction> {
    let decoder = Decoder::with_ip(64, bytes, start, DecoderOptions::NONE);
    decoder.into_iter().map(|instruction| (instruction.ip(), instruction)).collect()
}

/// One instruction in one state.
struct Step<'a> {
    code: &'a BTreeMap<u64, Instruction>,
    image: &'a dyn Image,
    range: std::ops::Range<u64>,
    instruction: &'a Instruction,
    state: State,
}

impl Step<'_> {
    fn follow(
        &self,
        function: &mut Function,
        pending: &mut Vec<(u64, State)>,
    ) -> Result<(), String> {
        let instruction = self.instruction;
        let next = instruction.next_ip();
        match instruction.mnemonic() {
            Mnemonic::Ret => self.note(function, Transfer::Return),
            Mnemonic::Ud2 | Mnemonic::Int3 | Mnemonic::Hlt => {}
            Mnemonic::Call => {
                self.note(function, self.call_target());
                // A call that does not come back may stand at the end.
                if self.range.contains(&next) {
                    pending.push((next, State { called: true, ..self.state }));
                }
            }
            Mnemonic::Jmp => match self.switch_targets() {
                Some(targets) => pending.extend(targets.into_iter().map(|at| (at, self.state))),
                None => match self.jump_target() {
                    Transfer::Jump(target) if self.range.contains(&target) => {
                        pending.push((target, self.state));
                    }
                    transfer => self.note(function, transfer),
                },
            },
            _ if is_conditional(instruction) => {
                let target = instruction.near_branch_target();
                if self.range.contains(&target) {
                    pending.push((target, self.state));
                } else {
                    self.note(function, Transfer::Jump(target));
                }
                pending.push((next, self.state));
            }
            _ => {
                if !self.range.contains(&next) {
                    return Err(format!("the code runs on behind {:#x}", instruction.ip()));
                }
                pending.push((next, after(instruction, self.state)));
            }
        }
        Ok(())
    }

    fn note(&self, function: &mut Function, transfer: Transfer) {
        let State { depth, framed, called, .. } = self.state;
        function.sites.push(Site { address: self.instruction.ip(), transfer, depth });
        if transfer == Transfer::Dispatch && !called {
            function.dispatches_without_call = true;
            function.dispatches_without_frame |= !framed;
        }
    }

    fn call_target(&self) -> Transfer {
        match self.target() {
            Target::Known(address) => Transfer::Call(address),
            Target::Table => Transfer::CallDispatch,
            Target::Unknown => Transfer::CallUnknown,
        }
    }

    fn jump_target(&self) -> Transfer {
        match self.target() {
            Target::Known(address) => Transfer::Jump(address),
            Target::Table => Transfer::Dispatch,
            Target::Unknown => Transfer::JumpUnknown,
        }
    }

    /// Where a `jmp` or `call` goes.
    fn target(&self) -> Target {
        let instruction = self.instruction;
        match instruction.op0_kind() {
            OpKind::NearBranch64 | OpKind::NearBranch32 => {
                Target::Known(instruction.near_branch_target())
            }
            OpKind::Memory => self.memory_target(instruction),
            OpKind::Register => {
                match self.writer_of(instruction.ip(), instruction.op0_register()) {
                    Some(load)
                        if load.mnemonic() == Mnemonic::Mov
                            && load.op1_kind() == OpKind::Memory =>
                    {
                        self.memory_target(load)
                    }
                    _ => Target::Unknown,
                }
            }
            _ => Target::Unknown,
        }
    }

    /// What a load from memory gives. The dispatch table is the first field of the VM: its entries lie at a register plus an index.
    fn memory_target(&self, load: &Instruction) -> Target {
        if load.is_ip_rel_memory_operand() {
            let slot = self.image.pointer_at(load.ip_rel_memory_address());
            return slot.map_or(Target::Unknown, Target::Known);
        }
        let indexed = load.memory_index() != Register::None && load.memory_index_scale() == 8;
        let table = indexed && load.memory_base() != Register::None;
        if table && load.memory_displacement64() == 0 { Target::Table } else { Target::Unknown }
    }

    /// The last instruction before `address` that writes a register, without a label of a jump in mind: compilers load a target
    /// where they use it.
    fn writer_of(&self, address: u64, register: Register) -> Option<&Instruction> {
        let before = self.code.range(..address).rev().map(|(_, instruction)| instruction);
        before.take(WINDOW).find(|instruction| {
            instruction.op0_kind() == OpKind::Register
                && instruction.op0_register().full_register() == register.full_register()
                && !matches!(
                    instruction.mnemonic(),
                    Mnemonic::Cmp | Mnemonic::Test | Mnemonic::Push
                )
        })
    }

    /// The targets of `lea t, [table]; movsxd r, [t + i*4]; add r, t; jmp r`.
    fn switch_targets(&self) -> Option<Vec<u64>> {
        let jump = self.instruction;
        if jump.op0_kind() != OpKind::Register {
            return None;
        }
        let add = self.writer_of(jump.ip(), jump.op0_register())?;
        if add.mnemonic() != Mnemonic::Add || add.op1_kind() != OpKind::Register {
            return None;
        }
        let load = self.writer_of(add.ip(), add.op0_register())?;
        if load.mnemonic() != Mnemonic::Movsxd || load.op1_kind() != OpKind::Memory {
            return None;
        }
        let base = self.writer_of(load.ip(), load.memory_base())?;
        if base.mnemonic() != Mnemonic::Lea || !base.is_ip_rel_memory_operand() {
            return None;
        }
        let table = base.ip_rel_memory_address();
        let mut targets = Vec::new();
        for index in 0.. {
            let Some(offset) = self.image.offset_at(table + 4 * index) else { break };
            let target = table.wrapping_add_signed(offset.into());
            // The next table, or other data, begins where an entry is no instruction of this function.
            if !self.range.contains(&target) || !self.code.contains_key(&target) {
                break;
            }
            targets.push(target);
        }
        (!targets.is_empty()).then_some(targets)
    }
}

/// How far back the load of a target may stand.
const WINDOW: usize = 24;

/// Where a transfer goes.
enum Target {
    Known(u64),
    Table,
    Unknown,
}

fn is_conditional(instruction: &Instruction) -> bool {
    instruction.flow_control() == FlowControl::ConditionalBranch
}

/// The state after an instruction that goes on to the next.
fn after(instruction: &Instruction, state: State) -> State {
    let lowered =
        |bytes: i64| State { depth: state.depth.map(|depth| depth + bytes), framed: true, ..state };
    let to = instruction.op0_register();
    match instruction.mnemonic() {
        Mnemonic::Push => lowered(8),
        Mnemonic::Pop => {
            let frame_pointer = if to == Register::RBP { None } else { state.frame_pointer };
            State { frame_pointer, ..lowered(-8) }
        }
        Mnemonic::Leave => {
            let depth = state.frame_pointer.map(|depth| depth - 8);
            State { depth, frame_pointer: None, ..state }
        }
        Mnemonic::Sub if to == Register::RSP && is_immediate(instruction) => {
            lowered(instruction.immediate(1) as i64)
        }
        Mnemonic::Add if to == Register::RSP && is_immediate(instruction) => {
            lowered(-(instruction.immediate(1) as i64))
        }
        Mnemonic::Mov if to == Register::RBP && instruction.op1_register() == Register::RSP => {
            State { frame_pointer: state.depth, ..state }
        }
        Mnemonic::Mov if to == Register::RSP && instruction.op1_register() == Register::RBP => {
            State { depth: state.frame_pointer, framed: true, ..state }
        }
        Mnemonic::Lea if to == Register::RSP => {
            let base = match instruction.memory_base() {
                Register::RSP => state.depth,
                Register::RBP => state.frame_pointer,
                _ => None,
            };
            let displacement = instruction.memory_displacement64() as i64;
            State { depth: base.map(|depth| depth - displacement), framed: true, ..state }
        }
        _ if writes_stack_pointer(instruction) => State { depth: None, framed: true, ..state },
        _ => state,
    }
}

fn is_immediate(instruction: &Instruction) -> bool {
    instruction.op1_kind() != OpKind::Register && instruction.op1_kind() != OpKind::Memory
}

fn writes_stack_pointer(instruction: &Instruction) -> bool {
    instruction.op_count() > 0
        && instruction.op0_kind() == OpKind::Register
        && instruction.op0_register().full_register() == Register::RSP
        && !matches!(instruction.mnemonic(), Mnemonic::Cmp | Mnemonic::Test)
        && instruction.code() != Code::INVALID
}
