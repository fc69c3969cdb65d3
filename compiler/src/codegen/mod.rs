//! AST to instructions.
//!
//! One [`Unit`] per code object on a stack; every construct has a file of its own. Instructions get
//! the source range that CPython gives them, since tracebacks show it. Control flow is labels and
//! pseudo instructions, resolved by [`crate::assemble`].
//!
//! # Invariants
//! 1. Code that cannot be reached is emitted all the same and removed by the assembler; its names are
//!    resolved, its errors reported.
//! 2. A variable of an inlined comprehension has a slot of its own, so nothing has to be saved around it.

mod annotations;
mod assign;
mod call;
mod class;
mod compare;
mod comprehension;
mod control;
mod display;
mod expr;
mod fstring;
mod function;
mod import;
pub(crate) mod instr;
mod names;
mod stmt;
mod try_stmt;
mod type_params;
pub(crate) mod unit;
mod unparse;
mod with_stmt;

pub(crate) use self::control::truth;

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use ruff_python_ast::{ModModule, Stmt};
use ruff_text_size::{Ranged, TextRange};

use self::instr::{Label, pseudo};
use self::unit::{Overflow, Unit};
use crate::assemble::assemble;
use crate::code::{Code, CodeFlags, Const, LocalKind, Position};
use crate::failure::{Failure, Place};
use crate::fold::Folder;
use crate::future::Features;
use crate::intrinsics::{Intrinsic1, Intrinsic2};
use crate::opcode as op;
use crate::source::Source;
use crate::symtable::{Resolution, Scope, ScopeId, ScopeKind, SymbolTable, flags};

/// Result of compiling a construct.
pub(crate) type Emit = Result<(), Failure>;

/// The compiler of one module.
pub(crate) struct Compiler<'a> {
    pub(crate) source: &'a Source,
    pub(crate) table: &'a SymbolTable,
    pub(crate) features: Features,
    pub(crate) filename: Rc<str>,
    pub(crate) folder: Folder<'a>,
    pub(crate) units: Vec<Unit<'a>>,
}

/// Compiles a module.
pub(crate) fn compile(
    module: &ModModule,
    source: &Source,
    table: &SymbolTable,
    features: Features,
    filename: &str,
) -> Result<Code, Failure> {
    let folder = Folder::new(source);
    let mut compiler =
        Compiler { source, table, features, filename: filename.into(), folder, units: Vec::new() };
    compiler.compile_module(&module.body)
}

impl<'a> Compiler<'a> {
    fn compile_module(&mut self, body: &'a [Stmt]) -> Result<Code, Failure> {
        let line_one = Position { line: 1, end_line: 1, col: 0, end_col: 0 };
        let start = body.first().map_or(line_one, |first| self.at(first));
        self.enter(self.table.module(), "<module>", 1, CodeFlags::MODULE);
        self.compile_annotated_body(body, start)?;
        self.load_none(Position::NONE);
        self.emit(op::RETURN_VALUE, Position::NONE);
        self.leave()
    }

    /// Compiles the body of a module or class: docstring, statements, annotations.
    pub(crate) fn compile_annotated_body(&mut self, body: &'a [Stmt], start: Position) -> Emit {
        let scope = self.unit().scope;
        if self.features.annotations && contains_annotation(body) {
            self.setup_annotations(start);
        }
        let annotations = self.table.annotations_of(scope);
        if self.table.get(scope).has_conditional_annotations {
            self.emit_arg(op::BUILD_SET, 0, start);
            self.store_name("__conditional_annotations__", start)?;
        }
        let insert_at = self.unit().instrs.len();
        let mut statements = body;
        if let Some((doc, position)) = self.docstring(body) {
            self.load_const(doc, position);
            self.store_name("__doc__", Position::NONE)?;
            statements = &body[1..];
        }
        self.compile_all(statements)?;
        if let Some(annotations) = annotations {
            if self.unit().flags.contains(CodeFlags::MODULE) {
                self.insert_module_annotate(annotations, insert_at, start)?;
            } else {
                self.compile_annotate(annotations, start)?;
                self.store_name("__annotate_func__", start)?;
            }
        }
        Ok(())
    }

    /// A module's annotations are reachable from its first statement on.
    fn insert_module_annotate(&mut self, annotations: ScopeId, at: usize, start: Position) -> Emit {
        let tail = self.unit_mut().instrs.split_off(at);
        let labels = self.unit().labels.len();
        self.compile_annotate(annotations, start)?;
        self.store_name("__annotate__", start)?;
        let unit = self.unit_mut();
        let shift = u32::try_from(unit.instrs.len() - at).unwrap_or(0);
        for label in unit.labels[..labels].iter_mut().flatten() {
            // A label before the first statement may be a loop's: it moves with it.
            if *label as usize >= at {
                *label += shift;
            }
        }
        unit.instrs.extend(tail);
        Ok(())
    }

    /// Returns the docstring of a body and its position.
    pub(crate) fn docstring(&mut self, body: &'a [Stmt]) -> Option<(Const, Position)> {
        let Some(Stmt::Expr(first)) = body.first() else { return None };
        let string = first.value.as_string_literal_expr()?;
        let text = crate::literal::string(string, self.source);
        Some((Const::Str(crate::literal::clean_doc(&text).into()), self.at(string)))
    }

    /// Opens a code object for a scope, with its cells and free variables.
    pub(crate) fn enter(&mut self, scope: ScopeId, name: &str, first_line: u32, kind: CodeFlags) {
        let symbols = self.table.get(scope);
        let qualname = self.qualified(name, symbols);
        let mut unit = Unit::new(scope, name.into(), qualname, first_line);
        unit.flags = kind;
        unit.private = symbols.private.clone();
        if symbols.kind.is_function_like() {
            unit.flags = unit.flags | CodeFlags::OPTIMIZED | CodeFlags::NEW_LOCALS;
            let parent = symbols.parent.map(|parent| self.table.get(parent).kind);
            if parent == Some(ScopeKind::Class) {
                unit.flags = unit.flags | CodeFlags::METHOD;
            }
        }
        if symbols.is_nested && symbols.kind.is_function_like() {
            unit.flags = unit.flags | CodeFlags::NESTED;
        }
        if symbols.is_generator {
            unit.flags = unit.flags | CodeFlags::GENERATOR;
        }
        if self.features.annotations {
            unit.flags = unit.flags | CodeFlags::FUTURE_ANNOTATIONS;
        }
        self.units.push(unit);
    }

    /// Emits what a code object begins with. The parameters have their slots already.
    pub(crate) fn prologue(&mut self) {
        let scope = self.table.get(self.unit().scope);
        let start = Position {
            line: self.unit().first_line,
            end_line: self.unit().first_line,
            col: 0,
            end_col: 0,
        };
        if scope.is_generator {
            self.emit(op::RETURN_GENERATOR, start);
            self.emit(op::POP_TOP, start);
        }
        let mut cells: Vec<Rc<str>> = Vec::new();
        let mut frees: Vec<Rc<str>> = Vec::new();
        for symbol in scope.symbols() {
            if symbol.resolution == Resolution::Cell {
                cells.push(symbol.name.clone());
            }
            if symbol.resolution == Resolution::Free || symbol.flags & flags::FREE_CLASS != 0 {
                frees.push(symbol.name.clone());
            }
        }
        if scope.needs_class_cell {
            cells.push("__class__".into());
        }
        if scope.needs_classdict {
            cells.push("__classdict__".into());
        }
        cells.sort_unstable();
        cells.dedup();
        frees.sort_unstable();
        frees.dedup();
        if !frees.is_empty() {
            let count = u32::try_from(frees.len()).unwrap_or(0);
            self.emit_arg(op::COPY_FREE_VARS, count, start);
        }
        for name in cells {
            let unit = self.unit_mut();
            let slot = match unit.slots.get(&name) {
                Some(&slot) => {
                    unit.locals[slot as usize].kind = LocalKind::ArgCell;
                    slot
                }
                None => {
                    let slot = unit.add_slot(name.clone(), LocalKind::Cell);
                    unit.slots.insert(name, slot);
                    slot
                }
            };
            self.emit_arg(op::MAKE_CELL, slot, start);
        }
        for name in frees {
            let unit = self.unit_mut();
            let slot = unit.add_slot(name.clone(), LocalKind::Free);
            unit.slots.insert(name, slot);
        }
        let unit = self.unit_mut();
        unit.body_start = unit.instrs.len();
    }

    /// Closes the innermost code object.
    pub(crate) fn leave(&mut self) -> Result<Code, Failure> {
        let Some(unit) = self.units.pop() else {
            return Err(Failure::new(
                crate::SyntaxErrorKind::SyntaxError,
                "internal error: no unit",
                Place::Nowhere,
            ));
        };
        let failure = |message: &str| {
            Failure::new(crate::SyntaxErrorKind::SyntaxError, message, Place::Line(unit.first_line))
        };
        match unit.overflow {
            Some(Overflow::Names) => return Err(failure("too many names")),
            Some(Overflow::Locals) => return Err(failure("too many local variables")),
            None => {}
        }
        assemble(unit, &self.filename)
    }

    fn qualified(&self, name: &str, symbols: &Scope) -> Rc<str> {
        let mut outer = self.units.iter().rev();
        let Some(mut parent) = outer.next() else { return name.into() };
        let is_type_params =
            |unit: &Unit<'_>| self.table.get(unit.scope).kind == ScopeKind::TypeParams;
        if is_type_params(parent) {
            match outer.next() {
                Some(next) => parent = next,
                None => return name.into(),
            }
        }
        let scope = self.table.get(parent.scope);
        if scope.kind == ScopeKind::Module {
            return name.into();
        }
        if matches!(symbols.kind, ScopeKind::Function | ScopeKind::Class) {
            let mangled = scope.mangled(name);
            if scope
                .symbol(&mangled)
                .is_some_and(|symbol| symbol.resolution == Resolution::GlobalExplicit)
            {
                return name.into();
            }
        }
        let is_plain_function =
            matches!(scope.kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Generator);
        if is_plain_function {
            format!("{}.<locals>.{name}", parent.qualname).into()
        } else {
            format!("{}.{name}", parent.qualname).into()
        }
    }

    pub(crate) fn unit(&self) -> &Unit<'a> {
        self.units.last().expect("a unit is open while code is emitted")
    }

    pub(crate) fn unit_mut(&mut self) -> &mut Unit<'a> {
        self.units.last_mut().expect("a unit is open while code is emitted")
    }

    /// Returns the position of a node.
    pub(crate) fn at(&self, node: impl Ranged) -> Position {
        self.source.position(node.range())
    }

    pub(crate) fn at_range(&self, range: TextRange) -> Position {
        self.source.position(range)
    }

    pub(crate) fn emit(&mut self, op: u16, position: Position) {
        self.unit_mut().emit(op, 0, position);
    }

    pub(crate) fn emit_arg(&mut self, op: u16, arg: u32, position: Position) {
        self.unit_mut().emit(op, arg, position);
    }

    /// Emits an instruction with a count that has to fit its operand.
    pub(crate) fn emit_count(&mut self, op: u16, count: usize, position: Position) -> Emit {
        match u16::try_from(count) {
            Ok(count) => {
                self.emit_arg(op, count.into(), position);
                Ok(())
            }
            Err(_) => Err(Failure::new(
                crate::SyntaxErrorKind::SyntaxError,
                "too many operands",
                Place::Line(position.line.max(1)),
            )),
        }
    }

    pub(crate) fn emit_jump(&mut self, op: u16, target: Label, position: Position) {
        self.unit_mut().emit_jump(op, target, position);
    }

    /// Jumps without a position of its own.
    pub(crate) fn jump(&mut self, target: Label) {
        self.emit_jump(pseudo::JUMP, target, Position::NONE);
    }

    pub(crate) fn new_label(&mut self) -> Label {
        self.unit_mut().new_label()
    }

    pub(crate) fn place(&mut self, label: Label) {
        self.unit_mut().place(label);
    }

    pub(crate) fn load_none(&mut self, position: Position) {
        self.emit(op::LOAD_NONE, position);
    }

    /// Pushes a constant.
    pub(crate) fn load_const(&mut self, value: Const, position: Position) {
        if value == Const::None {
            return self.load_none(position);
        }
        if let Const::Int(int) = &value
            && let Some(small) = small_int(int)
        {
            return self.emit_arg(op::LOAD_SMALL_INT, small, position);
        }
        let index = self.unit_mut().constant(value);
        self.emit_arg(op::LOAD_CONST, index, position);
    }

    pub(crate) fn load_str(&mut self, text: &str, position: Position) {
        self.load_const(Const::str(text), position);
    }

    pub(crate) fn intrinsic_1(&mut self, function: Intrinsic1, position: Position) {
        self.emit_arg(op::CALL_INTRINSIC_1, function.number(), position);
    }

    pub(crate) fn intrinsic_2(&mut self, function: Intrinsic2, position: Position) {
        self.emit_arg(op::CALL_INTRINSIC_2, function.number(), position);
    }
}

fn small_int(int: &BigInt) -> Option<u32> {
    int.to_u16().map(u32::from)
}

/// Says whether a body has an annotated assignment outside inner functions and classes.
fn contains_annotation(body: &[Stmt]) -> bool {
    let any = |body: &[Stmt]| contains_annotation(body);
    body.iter().any(|statement| match statement {
        Stmt::AnnAssign(_) => true,
        Stmt::For(node) => any(&node.body) || any(&node.orelse),
        Stmt::While(node) => any(&node.body) || any(&node.orelse),
        Stmt::If(node) => {
            any(&node.body) || node.elif_else_clauses.iter().any(|clause| any(&clause.body))
        }
        Stmt::With(node) => any(&node.body),
        Stmt::Try(node) => {
            let handlers = node.handlers.iter().any(|handler| {
                let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                any(&handler.body)
            });
            any(&node.body) || handlers || any(&node.orelse) || any(&node.finalbody)
        }
        _ => false,
    })
}
