//! Names: from a name and its symbol to the instruction that loads, stores or deletes it.

use std::rc::Rc;

use super::{Compiler, Emit};
use crate::code::Position;
use crate::failure::Failure;
use crate::opcode as op;
use crate::symtable::{Resolution, ScopeId, ScopeKind, mangle};

/// What to do with a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Access {
    Load,
    Store,
    Delete,
}

/// Where a name lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Location {
    Fast(u32),
    Cell(u32),
    Global,
    /// The namespace of a class body, then globals.
    Class,
    /// The namespace of a class body, then a cell.
    ClassCell(u32),
    /// An annotation scope in a class: its namespace, then globals.
    DictGlobal,
    /// An annotation scope in a class: its namespace, then a cell.
    DictCell(u32),
}

impl<'a> Compiler<'a> {
    /// Returns the name that a source name stands for.
    pub(crate) fn mangled(&self, name: &str) -> Rc<str> {
        let scope = self.table.get(self.current_scope());
        if scope.mangled_names.is_some() {
            return scope.mangled(name);
        }
        mangle(scope.private.as_deref(), name)
    }

    /// Returns the innermost scope: that of an inlined comprehension, or the unit's.
    pub(crate) fn current_scope(&self) -> ScopeId {
        self.unit().inline.last().map_or(self.unit().scope, |inline| inline.scope)
    }

    /// Finds a mangled name.
    pub(crate) fn locate(&mut self, name: &Rc<str>) -> Location {
        let unit = self.unit();
        let unit_scope = self.table.get(unit.scope);
        let sees_class = unit_scope.sees_class;
        for inline in unit.inline.iter().rev() {
            let symbol = self.table.get(inline.scope).symbol(name);
            match symbol.map(|symbol| symbol.resolution) {
                Some(Resolution::Local) => {
                    if let Some(&slot) = inline.slots.get(name) {
                        return Location::Fast(slot);
                    }
                }
                Some(Resolution::Cell) => {
                    if let Some(&slot) = inline.slots.get(name) {
                        return Location::Cell(slot);
                    }
                }
                Some(Resolution::GlobalExplicit) => return Location::Global,
                Some(Resolution::GlobalImplicit) => {
                    return if sees_class { Location::DictGlobal } else { Location::Global };
                }
                Some(Resolution::Free) | None => {}
            }
        }
        let in_comprehension = !unit.inline.is_empty();
        let resolution = unit_scope.symbol(name).map(|symbol| symbol.resolution);
        match (unit_scope.kind, resolution) {
            (ScopeKind::Module, _) => Location::Global,
            (ScopeKind::Class, resolution) => {
                self.locate_in_class(name, resolution, in_comprehension)
            }
            (_, Some(Resolution::Local)) => Location::Fast(self.unit_mut().slot(name)),
            (_, Some(Resolution::Cell)) => Location::Cell(self.unit_mut().slot(name)),
            (_, Some(Resolution::Free)) => {
                let slot = self.unit_mut().slot(name);
                if sees_class && &**name != "__classdict__" {
                    Location::DictCell(slot)
                } else {
                    Location::Cell(slot)
                }
            }
            (_, Some(Resolution::GlobalExplicit)) => Location::Global,
            (_, Some(Resolution::GlobalImplicit) | None) => {
                if sees_class {
                    Location::DictGlobal
                } else {
                    Location::Global
                }
            }
        }
    }

    fn locate_in_class(
        &self,
        name: &Rc<str>,
        resolution: Option<Resolution>,
        in_comprehension: bool,
    ) -> Location {
        let slot = self.unit().slots.get(name).copied();
        match (resolution, slot) {
            (_, Some(slot)) if in_comprehension => Location::Cell(slot),
            (Some(Resolution::Cell), Some(slot)) => Location::Cell(slot),
            (Some(Resolution::Free), Some(slot)) => Location::ClassCell(slot),
            (Some(Resolution::GlobalExplicit), _) => Location::Global,
            _ if in_comprehension => Location::Global,
            _ => Location::Class,
        }
    }

    /// Loads, stores or deletes a name as it is written in the source.
    pub(crate) fn name_op(&mut self, name: &str, access: Access, position: Position) -> Emit {
        if access != Access::Load && name == "__debug__" {
            return Err(Failure::new(
                crate::SyntaxErrorKind::SyntaxError,
                "cannot assign to __debug__",
                crate::failure::Place::Line(position.line.max(1)),
            ));
        }
        let mangled = self.mangled(name);
        let location = self.locate(&mangled);
        self.access(&mangled, location, access, position)
    }

    pub(crate) fn store_name(&mut self, name: &str, position: Position) -> Emit {
        self.name_op(name, Access::Store, position)
    }

    pub(crate) fn load_name(&mut self, name: &str, position: Position) -> Emit {
        self.name_op(name, Access::Load, position)
    }

    fn access(
        &mut self,
        name: &Rc<str>,
        location: Location,
        access: Access,
        position: Position,
    ) -> Emit {
        use Access::{Delete, Load, Store};
        match (location, access) {
            (Location::Fast(slot), Load) => self.emit_arg(op::LOAD_FAST, slot, position),
            (Location::Fast(slot), Store) => self.emit_arg(op::STORE_FAST, slot, position),
            (Location::Fast(slot), Delete) => self.emit_arg(op::DELETE_FAST, slot, position),
            (Location::Cell(slot), Load) => self.emit_arg(op::LOAD_DEREF, slot, position),
            (Location::ClassCell(slot), Load) => {
                self.emit_arg(op::LOAD_CLASS_DEREF, slot, position)
            }
            (Location::DictCell(slot), Load) => {
                self.load_classdict(position);
                self.emit_arg(op::LOAD_DICT_OR_DEREF, slot, position);
            }
            (
                Location::Cell(slot) | Location::ClassCell(slot) | Location::DictCell(slot),
                Store,
            ) => {
                self.emit_arg(op::STORE_DEREF, slot, position);
            }
            (
                Location::Cell(slot) | Location::ClassCell(slot) | Location::DictCell(slot),
                Delete,
            ) => {
                self.emit_arg(op::DELETE_DEREF, slot, position);
            }
            (Location::DictGlobal, Load) => {
                self.load_classdict(position);
                self.emit_name(op::LOAD_DICT_OR_GLOBAL, name, position);
            }
            (Location::Global, Load) => self.emit_name(op::LOAD_GLOBAL, name, position),
            (Location::Global | Location::DictGlobal, Store) => {
                self.emit_name(op::STORE_GLOBAL, name, position)
            }
            (Location::Global | Location::DictGlobal, Delete) => {
                self.emit_name(op::DELETE_GLOBAL, name, position)
            }
            (Location::Class, Load) => self.emit_name(op::LOAD_CLASS_NAME, name, position),
            (Location::Class, Store) => self.emit_name(op::STORE_CLASS_NAME, name, position),
            (Location::Class, Delete) => self.emit_name(op::DELETE_CLASS_NAME, name, position),
        }
        Ok(())
    }

    /// Pushes the namespace of the class around an annotation scope.
    fn load_classdict(&mut self, position: Position) {
        let name: Rc<str> = "__classdict__".into();
        match self.locate(&name) {
            Location::Cell(slot) | Location::DictCell(slot) => {
                self.emit_arg(op::LOAD_DEREF, slot, position)
            }
            _ => self.emit_name(op::LOAD_GLOBAL, &name, position),
        }
    }

    /// Emits an instruction whose operand is a name.
    pub(crate) fn emit_name(&mut self, op: u16, name: &Rc<str>, position: Position) {
        let index = self.unit_mut().name(name);
        self.emit_arg(op, index, position);
    }

    /// Emits an instruction whose operand is an attribute name as written in the source.
    pub(crate) fn emit_attr(&mut self, op: u16, attr: &str, position: Position) {
        let name = self.mangled(attr);
        self.emit_name(op, &name, position);
    }

    /// Pushes the cell that a closure captures by a (mangled) name.
    pub(crate) fn load_cell(&mut self, name: &Rc<str>, position: Position) {
        match self.locate(name) {
            Location::Cell(slot)
            | Location::ClassCell(slot)
            | Location::DictCell(slot)
            | Location::Fast(slot) => {
                self.emit_arg(op::LOAD_FAST, slot, position);
            }
            // A name of the class body that is free in it, too.
            _ => {
                let slot = self.unit_mut().slot(name);
                self.emit_arg(op::LOAD_FAST, slot, position);
            }
        }
    }
}
