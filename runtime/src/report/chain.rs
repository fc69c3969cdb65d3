//! An exception with its traceback, causes, contexts and members of groups, as text.
//!
//! First everything that runs a program's code (`str` of exceptions) is collected in a tree, each exception once, then the tree is
//! laid out. Both go as deep as groups nest; chains are walked without recursion.

use super::source::Sources;
use super::{stack, syntax};
use crate::machine::{Value, Vm};
use trefoil_objects::class::Class;
use trefoil_objects::exception::{ExceptionObject, field};
use trefoil_objects::heap::RootVec;
use trefoil_objects::ops;
use trefoil_objects::string::StrObject;
use trefoil_objects::tuple::TupleObject;

/// Members of a group that are shown.
const GROUP_WIDTH: usize = 15;
/// Groups within groups that are shown.
const GROUP_DEPTH: usize = 10;

const CAUSE: &str = "The above exception was the direct cause of the following exception:";
const CONTEXT: &str = "During handling of the above exception, another exception occurred:";

/// The lines of an exception as the interpreter reports it.
pub(super) fn format(vm: &Vm, exception: Value) -> Vec<String> {
    let mut tree =
        Tree { vm, sources: Sources::new(vm), seen: RootVec::new(vm), nodes: Vec::new() };
    tree.collect(exception);
    let mut layout = Layout { nodes: &tree.nodes, lines: Vec::new(), depth: 0, need_close: false };
    layout.exception(0);
    layout.lines
}

/// One exception.
#[derive(Default)]
struct Node {
    stack: Vec<String>,
    /// The exception itself, and its notes.
    message: Vec<String>,
    cause: Option<usize>,
    context: Option<usize>,
    members: Option<Vec<usize>>,
}

/// Exceptions in the order in which they are found; `nodes[i]` is of `seen[i]`.
struct Tree<'vm> {
    vm: &'vm Vm,
    sources: Sources<'vm>,
    seen: RootVec<'vm>,
    nodes: Vec<Node>,
}

impl Tree<'_> {
    fn collect(&mut self, root: Value) {
        let mut queue = vec![self.add(root)];
        while let Some(index) = queue.pop() {
            let Some(exception) = self.seen.get(index).cast::<ExceptionObject>() else { continue };
            let cause = self.add_new(exception.cause.get());
            let wants_context = cause.is_none() && !exception.suppresses_context();
            let context = if wants_context { self.add_new(exception.context.get()) } else { None };
            let is_group = self
                .vm
                .class_of(exception.value())
                .is_subclass_of(self.vm.classes.base_exception_group);
            let members = is_group.then(|| {
                match exception.field(field::GROUP_EXCEPTIONS).cast::<TupleObject>() {
                    Some(members) => members
                        .items()
                        .iter()
                        .map(|member| self.add(*member))
                        .collect::<Vec<usize>>(),
                    None => Vec::new(),
                }
            });
            queue.extend(cause);
            queue.extend(context);
            queue.extend(members.iter().flatten());
            let node = &mut self.nodes[index];
            (node.cause, node.context, node.members) = (cause, context, members);
        }
    }
    /// Adds an exception unless it is null or was added before.
    fn add_new(&mut self, exception: Value) -> Option<usize> {
        exception.cast::<ExceptionObject>()?;
        (!self.seen.contains(&exception)).then(|| self.add(exception))
    }
    fn add(&mut self, exception: Value) -> usize {
        let index = self.nodes.len();
        self.seen.push(exception);
        let stack = match exception.cast::<ExceptionObject>() {
            Some(exception) => stack::format(self.vm, exception.traceback.get(), &mut self.sources),
            None => Vec::new(),
        };
        let message = message(self.vm, exception);
        self.nodes.push(Node { stack, message, ..Node::default() });
        index
    }
}

/// `str(value)`, or what is shown when that fails.
fn safe_text(vm: &Vm, value: Value, what: &str) -> String {
    match ops::str(vm, value) {
        Ok(text) => text.as_str().to_owned(),
        Err(_) => {
            vm.clear_raised();
            format!("<{what} str() failed>")
        }
    }
}

/// The name of a class of exceptions as reports show it.
fn class_name(vm: &Vm, class: Class) -> String {
    let qualname = class.qualname();
    let module = vm.find_attribute(class.value(), vm.names.__module__);
    let module = module.unwrap_or_else(|_| {
        vm.clear_raised();
        None
    });
    match module.map(|module| module.cast::<StrObject>()) {
        Some(Some(module)) if !matches!(module.as_str(), "__main__" | "builtins") => {
            format!("{}.{}", module.as_str(), qualname.as_str())
        }
        Some(None) => format!("<unknown>.{}", qualname.as_str()),
        _ => qualname.as_str().to_owned(),
    }
}

/// The lines of an exception itself: class and message, and notes.
fn message(vm: &Vm, value: Value) -> Vec<String> {
    let class = vm.class_of(value);
    let name = class_name(vm, class);
    let text = safe_text(vm, value, "exception");
    let mut lines = Vec::new();
    match value.cast::<ExceptionObject>() {
        Some(error) if class.is_subclass_of(vm.classes.syntax_error) => {
            lines.extend(syntax::format(error, &name))
        }
        _ if text.is_empty() => lines.push(name),
        _ => lines.extend(format!("{name}: {text}").split('\n').map(str::to_owned)),
    }
    push_notes(vm, value, &mut lines);
    lines
}

fn push_notes(vm: &Vm, exception: Value, lines: &mut Vec<String>) {
    let notes = match vm.find_attribute(exception, vm.names.__notes__) {
        Ok(Some(notes)) => notes,
        Ok(None) => return,
        Err(_) => {
            let error = vm.take_raised();
            let shown = safe_repr(vm, error);
            lines.push(format!("Ignored error getting __notes__: {shown}"));
            return;
        }
    };
    if notes.is_none() {
        return;
    }
    let is_sequence = notes.is_list() || notes.cast::<TupleObject>().is_some();
    let items = if is_sequence { ops::collect(vm, notes).ok() } else { None };
    let Some(items) = items else {
        vm.clear_raised();
        lines.push(safe_repr(vm, notes));
        return;
    };
    for index in 0..items.len() {
        lines.extend(safe_text(vm, items.get(index), "note").split('\n').map(str::to_owned));
    }
}

fn safe_repr(vm: &Vm, value: Value) -> String {
    match ops::repr(vm, value) {
        Ok(text) => text.as_str().to_owned(),
        Err(_) => {
            vm.clear_raised();
            "<__notes__ repr() failed>".to_owned()
        }
    }
}

/// Lays the tree out.
struct Layout<'a> {
    nodes: &'a [Node],
    lines: Vec<String>,
    /// How deep in groups.
    depth: usize,
    /// The innermost open frame of a group is still to be closed.
    need_close: bool,
}

impl Layout<'_> {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }
    fn emit(&mut self, line: &str) {
        self.emit_with(line, '|');
    }
    fn emit_with(&mut self, line: &str, margin: char) {
        let indent = self.indent();
        self.lines.push(if self.depth > 0 {
            format!("{indent}{margin} {line}")
        } else {
            line.to_owned()
        });
    }
    /// An exception after all that led to it.
    fn exception(&mut self, index: usize) {
        let mut chain = Vec::new();
        let mut cursor = Some((index, None));
        while let Some((index, link)) = cursor {
            let node = &self.nodes[index];
            chain.push((index, link));
            cursor = match (node.cause, node.context) {
                (Some(cause), _) => Some((cause, Some(CAUSE))),
                (None, Some(context)) => Some((context, Some(CONTEXT))),
                (None, None) => None,
            };
        }
        for (index, link) in chain.into_iter().rev() {
            self.single(index);
            if let Some(link) = link {
                ["", link, ""].iter().for_each(|line| self.emit(line));
            }
        }
    }
    fn single(&mut self, index: usize) {
        let nodes = self.nodes;
        let node = &nodes[index];
        let Some(members) = &node.members else {
            self.body(node, "Traceback (most recent call last):", '|');
            return;
        };
        if self.depth > GROUP_DEPTH {
            self.emit(&format!("... (max_group_depth is {GROUP_DEPTH})"));
            return;
        }
        let is_outermost = self.depth == 0;
        if is_outermost {
            self.depth = 1;
        }
        self.body(
            node,
            "Exception Group Traceback (most recent call last):",
            if is_outermost { '+' } else { '|' },
        );
        self.members(members);
        if is_outermost {
            self.depth = 0;
        }
    }
    fn body(&mut self, node: &Node, title: &str, margin: char) {
        if !node.stack.is_empty() {
            self.emit_with(title, margin);
            node.stack.iter().for_each(|line| self.emit(line));
        }
        node.message.iter().for_each(|line| self.emit(line));
    }
    fn members(&mut self, members: &[usize]) {
        let shown = members.len().min(GROUP_WIDTH + 1);
        self.need_close = false;
        for (number, &member) in members[..shown].iter().enumerate() {
            let is_last = number == shown - 1;
            // A group that is the last member closes the frame itself.
            self.need_close = self.need_close || is_last;
            let is_cut = number >= GROUP_WIDTH;
            let title = if is_cut { "...".to_owned() } else { (number + 1).to_string() };
            let corner = if number == 0 { "+-" } else { "  " };
            self.lines.push(format!(
                "{}{corner}+---------------- {title} ----------------",
                self.indent()
            ));
            self.depth += 1;
            if is_cut {
                let more = members.len() - GROUP_WIDTH;
                self.emit(&format!("and {more} more exception{}", if more > 1 { "s" } else { "" }));
            } else {
                self.exception(member);
            }
            if is_last && self.need_close {
                self.lines.push(format!("{}+------------------------------------", self.indent()));
                self.need_close = false;
            }
            self.depth -= 1;
        }
    }
}
