//! The symbol table: which scope every name of a program belongs to.
//!
//! [`build`] walks the AST and records definitions and uses, [`analyze`] then decides for every name
//! of every scope whether it is local, a cell, free or global. Codegen finds the scope of a node by
//! [`SymbolTable::scope_of`].
//!
//! A list, set or dict comprehension is a scope, but not a code object: it is inlined into its
//! parent. What it uses of its parent does not turn into a cell for that (see [`analyze`]).

mod analyze;
mod build;
mod build_expr;
mod mangle;

use std::rc::Rc;

use ruff_python_ast::ModModule;
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::failure::Failure;
use crate::future::Features;

pub(crate) use mangle::mangle;

/// An index into the scopes of a [`SymbolTable`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(crate) struct ScopeId(u32);

/// What kind of source construct a scope is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// A list, set or dict comprehension: part of its parent's code.
    Inlined,
    Generator,
    /// The `__annotate__` function of a module, class or function.
    Annotations,
    /// The function around a generic definition, that creates its type parameters.
    TypeParams,
    TypeAlias,
    /// The bound or the default of a type parameter.
    TypeVariable,
}

impl ScopeKind {
    /// Says whether variables of the scope live in fast slots.
    pub(crate) fn is_function_like(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }
}

/// Which of the scopes that belong to one AST node is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(crate) enum Role {
    Body,
    TypeParams,
    Annotations,
    Bound,
    Default,
}

/// Definitions and uses of a name in one scope, a bit set.
pub(crate) mod flags {
    pub(crate) const GLOBAL: u16 = 1;
    pub(crate) const LOCAL: u16 = 2;
    pub(crate) const PARAM: u16 = 4;
    pub(crate) const NONLOCAL: u16 = 8;
    pub(crate) const USE: u16 = 16;
    pub(crate) const IMPORT: u16 = 32;
    pub(crate) const ANNOTATED: u16 = 64;
    pub(crate) const COMP_TARGET: u16 = 128;
    pub(crate) const TYPE_PARAM: u16 = 256;
    /// Bound in a class body, and free in a scope inside it with another meaning.
    pub(crate) const FREE_CLASS: u16 = 512;
    pub(crate) const BOUND: u16 = LOCAL | PARAM | IMPORT | TYPE_PARAM;
}

/// Where a name is looked up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Resolution {
    Local,
    Cell,
    Free,
    GlobalExplicit,
    GlobalImplicit,
}

/// A name in a scope.
#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    pub(crate) name: Rc<str>,
    pub(crate) flags: u16,
    pub(crate) resolution: Resolution,
    /// Where a `global` or `nonlocal` statement names it, for errors found later.
    pub(crate) directive: Option<TextRange>,
}

/// A scope.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) name: Rc<str>,
    pub(crate) parent: Option<ScopeId>,
    pub(crate) children: Vec<ScopeId>,
    symbols: Vec<Symbol>,
    by_name: FxHashMap<Rc<str>, usize>,
    /// Name of the class whose private names are mangled here.
    pub(crate) private: Option<Rc<str>>,
    /// If set, only these names are mangled.
    pub(crate) mangled_names: Option<FxHashSet<Rc<str>>>,
    pub(crate) is_nested: bool,
    pub(crate) is_generator: bool,
    pub(crate) has_varargs: bool,
    pub(crate) has_varkeywords: bool,
    /// A class whose methods refer to `__class__`.
    pub(crate) needs_class_cell: bool,
    /// A class whose annotation scopes look names up in the namespace.
    pub(crate) needs_classdict: bool,
    /// An annotation scope in a class body.
    pub(crate) sees_class: bool,
    /// A module or class with annotations that may not be reached.
    pub(crate) has_conditional_annotations: bool,
    /// A scope of annotations that has at least one.
    pub(crate) annotations_used: bool,
    /// Deepest nesting of comprehension iterables that is being visited.
    comp_iter_depth: u32,
    in_conditional: bool,
    in_comp_target: bool,
    /// What an annotation scope is the value of, for messages.
    description: &'static str,
}

impl Scope {
    /// Returns the symbol of a (mangled) name.
    pub(crate) fn symbol(&self, name: &str) -> Option<&Symbol> {
        self.by_name.get(name).map(|&index| &self.symbols[index])
    }

    /// Returns all symbols, in order of first appearance.
    pub(crate) fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    fn symbol_mut(&mut self, name: &Rc<str>) -> &mut Symbol {
        let next = self.symbols.len();
        let index = *self.by_name.entry(name.clone()).or_insert(next);
        if index == next {
            let resolution = Resolution::GlobalImplicit;
            self.symbols.push(Symbol { name: name.clone(), flags: 0, resolution, directive: None });
        }
        &mut self.symbols[index]
    }
}

/// All scopes of a program.
#[derive(Debug, Default)]
pub(crate) struct SymbolTable {
    scopes: Vec<Scope>,
    by_node: FxHashMap<(usize, Role), ScopeId>,
}

impl SymbolTable {
    /// Builds and analyzes the table of a module.
    pub(crate) fn of_module(
        module: &ModModule,
        features: Features,
    ) -> Result<SymbolTable, Failure> {
        let mut table = build::build(module, features)?;
        analyze::analyze(&mut table)?;
        Ok(table)
    }

    /// Returns the scope of the module.
    pub(crate) fn module(&self) -> ScopeId {
        ScopeId(0)
    }

    /// Returns a scope.
    pub(crate) fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }

    /// Returns the scope of an AST node in a role, if it has one.
    pub(crate) fn scope_of<T>(&self, node: &T, role: Role) -> Option<ScopeId> {
        self.by_node.get(&(address_of(node), role)).copied()
    }
}

/// Identifies a node of an AST that does not move while the table exists.
fn address_of<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}
