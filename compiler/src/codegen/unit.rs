//! A code object under construction: instructions, constants, names, slots, and the stack of
//! enclosing control structures.

use std::collections::BTreeSet;
use std::rc::Rc;

use ruff_python_ast::{Stmt, StmtAnnAssign};
use rustc_hash::FxHashMap;

use super::instr::{Instr, Label};
use crate::code::{CodeFlags, Const, LocalInfo, LocalKind, Position};
use crate::symtable::ScopeId;

/// A control structure that a jump out of it has to unwind.
#[derive(Clone, Debug)]
pub(crate) enum Frame<'a> {
    While { start: Label, end: Label },
    For { start: Label, end: Label },
    TryExcept,
    FinallyTry { body: &'a [Stmt] },
    FinallyEnd,
    With { position: Position },
    ExceptHandler,
    ExceptGroupHandler,
    HandlerCleanup { name: Option<&'a str> },
    PopValue,
}

/// An inlined comprehension that is being compiled.
#[derive(Debug)]
pub(crate) struct InlineScope {
    pub(crate) scope: ScopeId,
    pub(crate) slots: FxHashMap<Rc<str>, u32>,
}

/// Why a unit exceeds the encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Overflow {
    Names,
    Locals,
}

/// A code object under construction.
#[derive(Debug)]
pub(crate) struct Unit<'a> {
    pub(crate) scope: ScopeId,
    pub(crate) name: Rc<str>,
    pub(crate) qualname: Rc<str>,
    pub(crate) private: Option<Rc<str>>,
    pub(crate) first_line: u32,
    pub(crate) flags: CodeFlags,
    pub(crate) arg_count: u32,
    pub(crate) posonly_count: u32,
    pub(crate) kwonly_count: u32,
    pub(crate) instrs: Vec<Instr>,
    /// For each label the index of the instruction it stands before.
    pub(crate) labels: Vec<Option<u32>>,
    pub(crate) consts: Vec<Const>,
    const_index: FxHashMap<Const, u32>,
    pub(crate) names: Vec<Rc<str>>,
    name_index: FxHashMap<Rc<str>, u32>,
    pub(crate) locals: Vec<LocalInfo>,
    pub(crate) slots: FxHashMap<Rc<str>, u32>,
    pub(crate) inline: Vec<InlineScope>,
    /// Slots of inlined comprehensions that have ended, by what they are for.
    spare: FxHashMap<(Rc<str>, LocalKind), Vec<u32>>,
    pub(crate) frames: Vec<Frame<'a>>,
    pub(crate) in_conditional: bool,
    /// Annotations of a module or class, with their index if they may not be reached.
    pub(crate) annotations: Vec<(&'a StmtAnnAssign, Option<u32>)>,
    pub(crate) conditional_count: u32,
    pub(crate) static_attributes: BTreeSet<Rc<str>>,
    /// Index of the first instruction after the prologue.
    pub(crate) body_start: usize,
    pub(crate) overflow: Option<Overflow>,
}

impl<'a> Unit<'a> {
    pub(crate) fn new(
        scope: ScopeId,
        name: Rc<str>,
        qualname: Rc<str>,
        first_line: u32,
    ) -> Unit<'a> {
        Unit {
            scope,
            name,
            qualname,
            private: None,
            first_line,
            flags: CodeFlags::default(),
            arg_count: 0,
            posonly_count: 0,
            kwonly_count: 0,
            instrs: Vec::new(),
            labels: Vec::new(),
            consts: Vec::new(),
            const_index: FxHashMap::default(),
            names: Vec::new(),
            name_index: FxHashMap::default(),
            locals: Vec::new(),
            slots: FxHashMap::default(),
            inline: Vec::new(),
            spare: FxHashMap::default(),
            frames: Vec::new(),
            in_conditional: false,
            annotations: Vec::new(),
            conditional_count: 0,
            static_attributes: BTreeSet::new(),
            body_start: 0,
            overflow: None,
        }
    }

    pub(crate) fn emit(&mut self, op: u16, arg: u32, position: Position) {
        self.instrs.push(Instr { op, arg, cache: 0, target: None, position });
    }

    pub(crate) fn emit_jump(&mut self, op: u16, target: Label, position: Position) {
        self.instrs.push(Instr { op, arg: 0, cache: 0, target: Some(target), position });
    }

    pub(crate) fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(u32::try_from(self.labels.len() - 1).unwrap_or(u32::MAX))
    }

    /// Puts a label before the next instruction.
    pub(crate) fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = u32::try_from(self.instrs.len()).ok();
    }

    /// Returns the index of a constant.
    pub(crate) fn constant(&mut self, value: Const) -> u32 {
        let next = u32::try_from(self.consts.len()).unwrap_or(u32::MAX);
        *self.const_index.entry(value).or_insert_with_key(|value| {
            self.consts.push(value.clone());
            next
        })
    }

    /// Returns the index of a global or attribute name.
    pub(crate) fn name(&mut self, name: &Rc<str>) -> u32 {
        if let Some(&index) = self.name_index.get(name) {
            return index;
        }
        let next = self.names.len();
        if next > usize::from(u16::MAX) {
            self.overflow = Some(Overflow::Names);
            return 0;
        }
        let next = u32::try_from(next).unwrap_or(0);
        self.names.push(name.clone());
        self.name_index.insert(name.clone(), next);
        next
    }

    /// Adds a slot.
    pub(crate) fn add_slot(&mut self, name: Rc<str>, kind: LocalKind) -> u32 {
        let next = self.locals.len();
        if next > usize::from(u16::MAX) {
            self.overflow = Some(Overflow::Locals);
            return 0;
        }
        self.locals.push(LocalInfo { name, kind });
        u32::try_from(next).unwrap_or(0)
    }

    /// Returns the slot of a variable of the unit's own scope, a local if it is new.
    pub(crate) fn slot(&mut self, name: &Rc<str>) -> u32 {
        if let Some(&slot) = self.slots.get(name) {
            return slot;
        }
        let slot = self.add_slot(name.clone(), LocalKind::Local);
        self.slots.insert(name.clone(), slot);
        slot
    }

    /// Returns a slot for a variable of an inlined comprehension.
    pub(crate) fn hidden_slot(&mut self, name: &Rc<str>, kind: LocalKind) -> u32 {
        if let Some(slot) = self.spare.get_mut(&(name.clone(), kind)).and_then(Vec::pop) {
            return slot;
        }
        self.add_slot(name.clone(), kind)
    }

    /// Ends the innermost inlined comprehension.
    pub(crate) fn leave_inline(&mut self) {
        if let Some(inline) = self.inline.pop() {
            let mut slots: Vec<u32> = inline.slots.into_values().collect();
            slots.sort_unstable();
            for slot in slots.into_iter().rev() {
                let local = &self.locals[slot as usize];
                self.spare.entry((local.name.clone(), local.kind)).or_default().push(slot);
            }
        }
    }
}
