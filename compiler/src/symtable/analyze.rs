//! Second pass of the symbol table: every name gets its [`Resolution`].
//!
//! Scopes are visited outside in, carrying the names that enclosing functions bind; on the way back
//! the names that inner scopes need decide which locals become cells. A scope hands its parent two
//! sets: names that another *code object* needs (their binding becomes a cell) and names that only
//! inlined comprehensions use (their binding stays what it is, since the comprehension runs in the
//! same frame).

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Resolution, ScopeId, ScopeKind, SymbolTable, flags};
use crate::failure::Failure;

type Names = FxHashSet<Rc<str>>;

/// Names that a scope needs from its parents.
#[derive(Default)]
struct Needs {
    /// Through a closure.
    closed_over: Names,
    /// In the same frame.
    inlined: Names,
}

/// A set of names over that of the enclosing scope, which all scopes in it share.
#[derive(Clone, Default)]
struct Visible {
    /// Names that were added, or taken out.
    changes: FxHashMap<Rc<str>, bool>,
    below: Option<Rc<Visible>>,
}

impl Visible {
    fn over(below: &Rc<Visible>) -> Visible {
        // An empty layer needs none over it.
        if below.changes.is_empty() {
            return Visible { changes: FxHashMap::default(), below: below.below.clone() };
        }
        Visible { changes: FxHashMap::default(), below: Some(below.clone()) }
    }

    fn contains(&self, name: &str) -> bool {
        let mut layer = self;
        loop {
            if let Some(&is_in) = layer.changes.get(name) {
                return is_in;
            }
            match &layer.below {
                Some(below) => layer = below,
                None => return false,
            }
        }
    }

    fn insert(&mut self, name: Rc<str>) {
        self.changes.insert(name, true);
    }

    fn remove(&mut self, name: &Rc<str>) {
        if self.contains(name) {
            self.changes.insert(name.clone(), false);
        }
    }
}

/// What enclosing scopes say about names.
#[derive(Clone, Default)]
struct Outer {
    /// Bound by an enclosing function.
    bound: Visible,
    /// Of these, bound as type parameters.
    type_params: Visible,
    /// Declared global by an enclosing scope.
    global: Visible,
    /// The class whose names are visible, in an annotation scope.
    class: Option<ScopeId>,
}

/// What a scope says about names to the scopes in it.
struct Inner {
    bound: Rc<Visible>,
    type_params: Rc<Visible>,
    global: Rc<Visible>,
    class: Option<ScopeId>,
}

impl Inner {
    fn of(outer: Outer) -> Inner {
        let Outer { bound, type_params, global, class } = outer;
        Inner {
            bound: Rc::new(bound),
            type_params: Rc::new(type_params),
            global: Rc::new(global),
            class,
        }
    }

    fn for_child(&self, class: Option<ScopeId>) -> Outer {
        Outer {
            bound: Visible::over(&self.bound),
            type_params: Visible::over(&self.type_params),
            global: Visible::over(&self.global),
            class,
        }
    }
}

/// Resolves all names.
pub(super) fn analyze(table: &mut SymbolTable) -> Result<(), Failure> {
    let module = table.module();
    analyze_scope(table, module, Outer::default()).map(drop)
}

fn analyze_scope(table: &mut SymbolTable, id: ScopeId, mut outer: Outer) -> Result<Needs, Failure> {
    let kind = table.get(id).kind;
    let mut local = Names::default();
    let mut own = Names::default();
    let class_outer = (kind == ScopeKind::Class).then(|| outer.clone());
    for index in 0..table.get(id).symbols.len() {
        resolve(table, id, index, &mut outer, &mut local, &mut own)?;
    }
    let inner = Inner::of(inner_view(kind, id, outer, class_outer, &local, table));
    let mut needs = Needs::default();
    for child in table.get(id).children.clone() {
        let class = if kind == ScopeKind::Class { Some(id) } else { inner.class };
        let class = class.filter(|_| table.get(child).sees_class);
        let from_child = analyze_scope(table, child, inner.for_child(class))?;
        needs.closed_over.extend(from_child.closed_over);
        needs.inlined.extend(from_child.inlined);
    }
    match kind {
        ScopeKind::Class => drop_class_names(table, id, &mut needs),
        ScopeKind::Module => {}
        _ => make_cells(table, id, &mut needs),
    }
    propagate(table, id, &needs, &inner.bound);
    Ok(hand_up(kind, needs, own))
}

/// Decides one name, as far as the scope itself and the enclosing ones determine it.
fn resolve(
    table: &mut SymbolTable,
    id: ScopeId,
    index: usize,
    outer: &mut Outer,
    local: &mut Names,
    own: &mut Names,
) -> Result<(), Failure> {
    let (kind, symbol) = (table.get(id).kind, table.get(id).symbols[index].clone());
    let name = symbol.name;
    let directive = || symbol.directive.unwrap_or_default();
    let resolution = if symbol.flags & flags::GLOBAL != 0 {
        if symbol.flags & flags::NONLOCAL != 0 {
            return Err(Failure::syntax(
                format!("name '{name}' is nonlocal and global"),
                directive(),
            ));
        }
        outer.global.insert(name.clone());
        outer.bound.remove(&name);
        Resolution::GlobalExplicit
    } else if symbol.flags & flags::NONLOCAL != 0 {
        if kind == ScopeKind::Module {
            let message = "nonlocal declaration not allowed at module level";
            return Err(Failure::syntax(message, directive()));
        }
        if !outer.bound.contains(&name) {
            return Err(Failure::syntax(
                format!("no binding for nonlocal '{name}' found"),
                directive(),
            ));
        }
        if outer.type_params.contains(&name) {
            let message = format!("nonlocal binding not allowed for type parameter '{name}'");
            return Err(Failure::syntax(message, directive()));
        }
        own.insert(name.clone());
        Resolution::Free
    } else if symbol.flags & flags::BOUND != 0 {
        local.insert(name.clone());
        outer.global.remove(&name);
        if symbol.flags & flags::TYPE_PARAM != 0 {
            outer.type_params.insert(name.clone());
        } else {
            outer.type_params.remove(&name);
        }
        Resolution::Local
    } else {
        resolve_use(table, &name, outer, own)
    };
    table.get_mut(id).symbols[index].resolution = resolution;
    Ok(())
}

/// Decides a name that the scope only uses.
fn resolve_use(table: &SymbolTable, name: &Rc<str>, outer: &Outer, own: &mut Names) -> Resolution {
    if let Some(symbol) = outer.class.and_then(|class| table.get(class).symbol(name)) {
        if symbol.flags & flags::GLOBAL != 0 {
            return Resolution::GlobalExplicit;
        }
        if symbol.flags & flags::BOUND != 0
            && symbol.flags & flags::NONLOCAL == 0
            && !outer.bound.contains(name)
        {
            return Resolution::GlobalImplicit;
        }
    }
    if outer.bound.contains(name) {
        own.insert(name.clone());
        return Resolution::Free;
    }
    Resolution::GlobalImplicit
}

/// Returns what the children of a scope see.
fn inner_view(
    kind: ScopeKind,
    id: ScopeId,
    outer: Outer,
    class_outer: Option<Outer>,
    local: &Names,
    table: &SymbolTable,
) -> Outer {
    if let Some(mut view) = class_outer {
        // Names of a class body are invisible inside it; `global` in it does not reach further in.
        view.bound.insert("__class__".into());
        view.bound.insert("__classdict__".into());
        if table.get(id).has_conditional_annotations {
            view.bound.insert("__conditional_annotations__".into());
        }
        return view;
    }
    let mut view = outer;
    if kind.is_function_like() {
        local.iter().for_each(|name| view.bound.insert(name.clone()));
    }
    view
}

/// Turns locals that inner code objects need into cells.
fn make_cells(table: &mut SymbolTable, id: ScopeId, needs: &mut Needs) {
    let scope = table.get_mut(id);
    for symbol in &mut scope.symbols {
        if symbol.resolution == Resolution::Local {
            if needs.closed_over.remove(&symbol.name) {
                symbol.resolution = Resolution::Cell;
            }
            needs.inlined.remove(&symbol.name);
        }
    }
}

/// Takes out the names that a class body itself provides to its methods.
fn drop_class_names(table: &mut SymbolTable, id: ScopeId, needs: &mut Needs) {
    let scope = table.get_mut(id);
    // An inlined comprehension in the class body reads `__class__` like any unbound name.
    needs.inlined.remove("__class__");
    if needs.closed_over.remove("__class__") {
        scope.needs_class_cell = true;
    }
    let inlined = needs.inlined.remove("__classdict__");
    if needs.closed_over.remove("__classdict__") || inlined {
        scope.needs_classdict = true;
    }
    if scope.has_conditional_annotations && needs.closed_over.remove("__conditional_annotations__")
    {
        scope.symbol_mut(&"__conditional_annotations__".into()).resolution = Resolution::Cell;
    }
}

/// Gives a scope free variables for what passes through it.
fn propagate(table: &mut SymbolTable, id: ScopeId, needs: &Needs, bound: &Visible) {
    let scope = table.get_mut(id);
    let is_class = scope.kind == ScopeKind::Class;
    for name in needs.closed_over.iter().chain(&needs.inlined) {
        match scope.by_name.get(name).copied() {
            Some(index) => {
                let symbol = &mut scope.symbols[index];
                if is_class && symbol.flags & (flags::BOUND | flags::GLOBAL) != 0 {
                    symbol.flags |= flags::FREE_CLASS;
                }
            }
            None if bound.contains(name) => scope.symbol_mut(name).resolution = Resolution::Free,
            None => {}
        }
    }
}

/// Returns what the parent has to provide.
fn hand_up(kind: ScopeKind, mut needs: Needs, own: Names) -> Needs {
    if kind == ScopeKind::Inlined {
        needs.inlined.extend(own);
        return needs;
    }
    let mut closed_over = needs.closed_over;
    closed_over.extend(needs.inlined);
    closed_over.extend(own);
    Needs { closed_over, inlined: Names::default() }
}
