//! Turns the compiler's code objects into heap objects, ready to run.

use crate::machine::adapt;
use crate::machine::{Pc, Value, Vm};
use crate::opcode;
use crate::tier2::count;
use std::cell::Cell;
use trefoil_compiler::metadata::INSTS;
use trefoil_compiler::{self as compiler, CodeFlags, Const, LocalKind};
use trefoil_objects::code::{Code, CodeObject, Handler, Position, Space, flag};
use trefoil_objects::heap::RootVec;
use trefoil_objects::string::Str;

/// Makes the code object of compiled code, and those of the code in its constants.
pub fn load(vm: &Vm, code: &compiler::Code) -> Code {
    load_as(vm, code, 0)
}

/// The same, of code whose frames are not to be seen.
pub fn load_hidden(vm: &Vm, code: &compiler::Code) -> Code {
    load_as(vm, code, flag::HIDDEN)
}

fn load_as(vm: &Vm, code: &compiler::Code, more: u32) -> Code {
    // Constants lie in Rust memory until the code object holds them, and making a set of them can run `__hash__`.
    let mut consts = RootVec::new(vm);
    for constant in &code.consts {
        consts.push(load_const(vm, constant));
    }
    let names: Vec<Value> = code.names.iter().map(|name| vm.intern(name).value()).collect();
    let local_names: Vec<Str> = code.locals.iter().map(|local| vm.intern(&local.name)).collect();
    let parameter_count = code.locals.iter().filter(|local| is_parameter(local.kind)).count();
    let parts = CodeParts {
        flags: flags(code, parameter_count) | more,
        parameter_count: parameter_count as u32,
        consts: consts.to_vec().into_boxed_slice(),
        names: names.into_boxed_slice(),
        local_names: local_names.into_boxed_slice(),
    };
    let made = make(vm, code, parts);
    get_ready(vm, made);
    made
}

/// Prepares code that has not run.
fn get_ready(vm: &Vm, code: Code) {
    prepare(code, count::patience(vm));
    if vm.settings.specialize {
        combine_plain(code);
    }
}

/// A copy of code that has not run: without specializations and what is in inline caches.
pub fn copy(vm: &Vm, code: Code) -> Code {
    let copy = vm.new_code(CodeObject {
        header: CodeObject::header(),
        version: vm.fresh_version(),
        arg_count: code.arg_count,
        posonly_count: code.posonly_count,
        kwonly_count: code.kwonly_count,
        parameter_count: code.parameter_count,
        local_count: code.local_count,
        stack_size: code.stack_size,
        heat: Cell::new(count::patience_of_entries(vm)),
        flags: code.flags,
        first_line: code.first_line,
        units: generic_units(code),
        consts: code.consts.clone(),
        names: code.names.clone(),
        local_names: code.local_names.clone(),
        local_kinds: code.local_kinds.clone(),
        name: code.name,
        qualname: code.qualname,
        filename: code.filename,
        handlers: code.handlers.clone(),
        positions: code.positions.clone(),
        space: Space::default(),
    });
    get_ready(vm, copy);
    copy
}

/// The code units without specializations, and with inline caches as the source compiler leaves them, which is empty.
fn generic_units(code: Code) -> Box<[Cell<u32>]> {
    let from = Pc(code.units.as_ptr() as *mut u32);
    let units: Box<[Cell<u32>]> = code.units.iter().map(|_| Cell::new(0)).collect();
    let to = Pc(units.as_ptr() as *mut u32);
    let mut at = 0;
    while at < units.len() {
        // SAFETY: as in `prepare`, in both arrays, which are of one length.
        unsafe {
            let first = opcode::first_of(from.advance(at).opcode());
            units[at].set(code.units[at].get());
            to.advance(at).set_opcode(INSTS[usize::from(first)].generic);
            at += opcode::units(first);
        }
    }
    units
}

struct CodeParts {
    flags: u32,
    parameter_count: u32,
    consts: Box<[Value]>,
    names: Box<[Value]>,
    local_names: Box<[Str]>,
}

fn make(vm: &Vm, code: &compiler::Code, parts: CodeParts) -> Code {
    vm.new_code(CodeObject {
        header: CodeObject::header(),
        version: vm.fresh_version(),
        arg_count: code.arg_count,
        posonly_count: code.posonly_count,
        kwonly_count: code.kwonly_count,
        parameter_count: parts.parameter_count,
        local_count: code.locals.len() as u32,
        stack_size: code.stack_size,
        heat: Cell::new(count::patience_of_entries(vm)),
        flags: parts.flags,
        first_line: code.first_line,
        units: code.units.iter().map(|unit| Cell::new(*unit)).collect(),
        consts: parts.consts,
        names: parts.names,
        local_names: parts.local_names,
        local_kinds: code.locals.iter().map(|local| kind_number(local.kind)).collect(),
        name: vm.intern(&code.name),
        qualname: vm.new_str(&code.qualname),
        filename: vm.intern(&code.filename),
        handlers: code.exception_table.iter().map(handler).collect(),
        positions: code.positions.iter().map(position).collect(),
        space: Space::default(),
    })
}

fn is_parameter(kind: LocalKind) -> bool {
    matches!(kind, LocalKind::Arg | LocalKind::ArgCell)
}

fn kind_number(kind: LocalKind) -> u8 {
    match kind {
        LocalKind::Arg | LocalKind::Local => 0,
        LocalKind::ArgCell | LocalKind::Cell => 1,
        LocalKind::Free => 2,
        LocalKind::Hidden => 3,
        LocalKind::HiddenCell => 4,
    }
}

fn flags(code: &compiler::Code, parameter_count: usize) -> u32 {
    let pairs = [
        (CodeFlags::VARARGS, flag::VARARGS),
        (CodeFlags::VARKEYWORDS, flag::VARKEYWORDS),
        (CodeFlags::GENERATOR, flag::GENERATOR),
        (CodeFlags::CLASS_BODY, flag::CLASS_BODY),
        (CodeFlags::MODULE, flag::MODULE),
        (CodeFlags::HAS_DOCSTRING, flag::DOCSTRING),
    ];
    let mut flags = 0;
    for (from, to) in pairs {
        if code.flags.contains(from) {
            flags |= to;
        }
    }
    if code.arg_count as usize == parameter_count {
        flags |= flag::SIMPLE;
    }
    flags
}

fn handler(entry: &compiler::ExceptionEntry) -> Handler {
    Handler {
        start: entry.start,
        end: entry.end,
        target: entry.target,
        depth: u32::from(entry.depth),
        push_lasti: entry.push_lasti,
    }
}

fn position(entry: &compiler::PositionEntry) -> Position {
    let at = entry.position;
    Position {
        start: entry.start,
        line: at.line,
        end_line: at.end_line,
        col: at.col,
        end_col: at.end_col,
    }
}

fn load_const(vm: &Vm, constant: &Const) -> Value {
    match constant {
        Const::None => Value::NONE,
        Const::Ellipsis => Value::ELLIPSIS,
        Const::Bool(value) => Value::from_bool(*value),
        Const::Int(value) => vm.new_integer(value.clone()),
        Const::Float(value) => vm.new_float(*value),
        Const::Str(bytes) => load_str(vm, bytes),
        Const::Bytes(bytes) => vm.new_bytes(bytes).value(),
        Const::Tuple(items) => {
            let values = load_consts(vm, items);
            vm.new_tuple(&values).value()
        }
        Const::FrozenSet(items) => {
            let values = load_consts(vm, items);
            match trefoil_objects::set::build_frozenset(vm, &values) {
                Ok(set) => set.value(),
                // Constants are numbers, strings and tuples of them: hashing them raises nothing.
                Err(_) => unreachable!("a constant cannot be hashed"),
            }
        }
        Const::Slice(parts) => {
            let values = load_consts(vm, parts.as_slice());
            vm.new_slice(values.get(0), values.get(1), values.get(2)).value()
        }
        Const::Code(code) => load(vm, code).value(),
    }
}

fn load_consts<'vm>(vm: &'vm Vm, constants: &[Const]) -> RootVec<'vm> {
    let mut values = RootVec::new(vm);
    for constant in constants {
        values.push(load_const(vm, constant));
    }
    values
}

/// Strings that look like identifiers are interned: they are keys and attribute names more often than not.
fn load_str(vm: &Vm, bytes: &[u8]) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text)
            if text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') =>
        {
            vm.intern(text).value()
        }
        Ok(text) => vm.new_str(text).value(),
        Err(_) => vm.new_str(&with_surrogates(bytes)).value(),
    }
}

/// Text of generalized UTF-8: surrogates become the code points that stand for them in a `str` object.
fn with_surrogates(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = bytes;
    loop {
        match std::str::from_utf8(rest) {
            Ok(valid) => {
                text.push_str(valid);
                return text;
            }
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                // A surrogate in generalized UTF-8 is three bytes: ED, A0..BF, 80..BF.
                let [_, second, third, tail @ ..] = after else { return text };
                let code = 0xd000 | u32::from(*second & 0x3f) << 6 | u32::from(*third & 0x3f);
                text.extend(trefoil_objects::string::unicode::from_code_point(code));
                rest = tail;
            }
        }
    }
}

/// Notes for each adaptive instruction how far back the one before it is, and for each safepoint how often it comes by until it is hot.
fn prepare(code: Code, patience: u32) {
    let start = Pc(code.units.as_ptr() as *mut u32);
    let count = code.units.len();
    let mut before: Option<usize> = None;
    let mut at = 0;
    while at < count {
        // SAFETY: `at` walks the instructions of the code from its start, so it is always at one.
        unsafe {
            let pc = start.advance(at);
            let opcode = pc.opcode();
            let units = opcode::units(opcode);
            if opcode::is_adaptive(opcode)
                && let Some(distance) = before.map(|b| at - b).filter(|d| *d < 256)
            {
                pc.set_cache_u32(1, (distance as u32) << 24);
            }
            count::set_heat(pc, patience);
            before = Some(at);
            at += units;
        }
    }
}

/// Installs what needs no run to be known: superinstructions of plain instructions, and replicas.
fn combine_plain(code: Code) {
    let start = Pc(code.units.as_ptr() as *mut u32);
    let count = code.units.len();
    let mut at = 0;
    while at < count {
        // SAFETY: as in `prepare`; the second instruction exists as `at` plus the first one's units is below the count.
        unsafe {
            let pc = start.advance(at);
            let first = pc.opcode();
            at += opcode::units(first);
            if at >= count {
                break;
            }
            adapt::combine(pc);
            if pc.opcode() != first {
                // Both components are taken; the next pair starts after the second.
                at += opcode::units(start.advance(at).opcode());
            } else if let Some(replica) = opcode::replica_of(first, pc.oparg()) {
                pc.set_opcode(replica);
            }
        }
    }
}

/// Calls `visit` with every object in the inline caches of a code object.
pub fn visit_caches(code: Code, visit: &mut dyn FnMut(Value)) {
    let start = Pc(code.units.as_ptr() as *mut u32);
    let mut at = 0;
    while at < code.units.len() {
        // SAFETY: as in `prepare`; the layout of an instruction's caches is that of its opcode now.
        unsafe {
            let pc = start.advance(at);
            let first = opcode::first_of(pc.opcode());
            for unit in opcode::object_caches(first) {
                let bits = pc.cache_u64(usize::from(unit));
                if bits != 0 {
                    visit(Value::from_bits(bits));
                }
            }
            at += opcode::units(first);
        }
    }
}
