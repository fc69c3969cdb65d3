//! Functions that get other code while frames of them run: the frames keep the code that they have.
//!
//! A frame finds its code, with constants and names, through its function. When `__code__` is set, frames on the stack and suspended generators
//! are therefore given a *twin* of the function: another object, which no program sees, with the code from before.

use super::{Function, FunctionObject, Guarded};
use crate::code::Code;
use crate::generator::GeneratorObject;
use crate::object::{Header, Kind};
use crate::shape::id;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

impl Vm {
    /// A function that is as another one but has other code, for frames that run that code.
    pub fn twin_of(&self, function: Function, code: Code) -> Function {
        self.heap.allocate(FunctionObject {
            header: Header::new(Kind::Function, id::FUNCTION),
            version: Guarded::new(self.fresh_version()),
            exact_arguments: Guarded::new(super::attributes::exact_arguments(code)),
            code: Guarded::new(code),
            globals: function.globals,
            builtins: function.builtins,
            defaults: function.defaults.clone(),
            keyword_defaults: function.keyword_defaults.clone(),
            closure: function.closure.clone(),
            name: function.name.clone(),
            qualname: function.qualname.clone(),
            doc: function.doc.clone(),
            module: function.module.clone(),
            annotations: Cell::new(Value::NULL),
            annotate: Cell::new(Value::NULL),
            type_params: function.type_params.clone(),
            attributes: Cell::new(Value::NULL),
        })
    }
    /// To be called before a function gets other code: gives what runs of it to a twin.
    pub(super) fn keep_running_code(&self, function: Function) {
        let twin = self.twin_of(function, function.code.get());
        let bottom = self.stack.get().0;
        let mut fp = self.saved.get().2;
        while !fp.0.is_null() && fp.0 != bottom {
            // SAFETY: the instruction that runs has saved its frame; from there links lead to the bottom of the stack, which is none.
            unsafe {
                if fp.function() == function {
                    fp.set_function(twin);
                }
                fp = fp.link().caller();
            }
        }
        self.heap.each_object(|object| {
            if let Some(generator) = object.value().cast::<GeneratorObject>()
                && generator.function.get() == function
            {
                generator.function.set(twin);
            }
        });
    }
}
