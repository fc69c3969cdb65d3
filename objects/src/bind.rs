//! Binding of arguments to the parameters of a bytecode function: data work that runs no user code and cannot collect.
//!
//! Locals begin with the parameters in this order: positional ones, keyword-only ones, `*args`, `**kwargs`. The interpreter binds in place: the
//! arguments lie where the locals will be.

use crate::code::{Code, flag};
use crate::dict::{Dict, DictObject};
use crate::function::Function;
use crate::string::Str;
use crate::suggestion::suggest;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// Number of locals that are parameters.
pub fn parameter_count(code: Code) -> usize {
    let varargs = usize::from(code.flags & flag::VARARGS != 0);
    let varkeywords = usize::from(code.flags & flag::VARKEYWORDS != 0);
    (code.arg_count + code.kwonly_count) as usize + varargs + varkeywords
}

/// Binds `args`, the last `names.len()` of which are keyword values, to the parameters of `function`, at `base`. The arguments may lie at `base` themselves:
/// they are read before anything is written over them.
///
/// # Safety
/// At `base` there is room for as many values as the function has parameters, and nobody else uses that memory meanwhile.
pub unsafe fn bind_arguments(
    vm: &Vm,
    function: Function,
    args: &[Value],
    names: &[Str],
    base: *mut Value,
) -> Result<()> {
    let code = function.code.get();
    let count = parameter_count(code);
    let (positional, keywords) = args.split_at(args.len() - names.len());
    let direct = positional.len().min(code.arg_count as usize);
    let rest = if code.flags & flag::VARARGS != 0 {
        vm.new_tuple(&positional[direct..]).value()
    } else {
        Value::NULL
    };
    let positional_count = positional.len();
    // The keyword values may lie where parameters will be written. Nothing collects before they are in their places.
    let keywords = keywords.to_vec();
    // SAFETY: there is room for `direct` values, which is no more than the function has parameters; `copy` allows overlap.
    unsafe { std::ptr::copy(positional.as_ptr(), base, direct) };
    for index in direct..count {
        // SAFETY: there is room for `count` values. `args` is not used any more.
        unsafe { base.add(index).write(Value::NULL) };
    }
    // SAFETY: all `count` values are initialized now: the first `direct` were arguments.
    let locals = unsafe { std::slice::from_raw_parts_mut(base, count) };
    Binder { vm, function, code }.finish(positional_count, rest, &keywords, names, locals)
}

struct Binder<'vm> {
    vm: &'vm Vm,
    function: Function,
    code: Code,
}

impl Binder<'_> {
    /// What remains when positional arguments are in place: keywords, `*args`, defaults. `rest` is the tuple of `*args` or null.
    fn finish(
        &self,
        positional: usize,
        rest: Value,
        keywords: &[Value],
        names: &[Str],
        locals: &mut [Value],
    ) -> Result<()> {
        let code = self.code;
        let (arg_count, kwonly) = (code.arg_count as usize, code.kwonly_count as usize);
        let mut next = arg_count + kwonly;
        if code.flags & flag::VARARGS != 0 {
            locals[next] = rest;
            next += 1;
        }
        let mut collected = None;
        if code.flags & flag::VARKEYWORDS != 0 {
            let dict = self.vm.new_dict();
            locals[next] = dict.value();
            collected = Some(dict);
        }
        for (&name, &value) in names.iter().zip(keywords) {
            self.bind_keyword(name, value, collected, names, locals)?;
        }
        if positional > arg_count && code.flags & flag::VARARGS == 0 {
            return Err(self.too_many(positional, locals));
        }
        if positional < arg_count {
            self.fill_defaults(positional, locals)?;
        }
        if kwonly > 0 { self.fill_keyword_defaults(locals) } else { Ok(()) }
    }
    fn bind_keyword(
        &self,
        name: Str,
        value: Value,
        collected: Option<Dict>,
        names: &[Str],
        locals: &mut [Value],
    ) -> Result<()> {
        let code = self.code;
        let name = self.vm.intern_name(name);
        let first = code.posonly_count as usize;
        let last = (code.arg_count + code.kwonly_count) as usize;
        match code.local_names[first..last].iter().position(|&parameter| parameter == name) {
            Some(index) if locals[first + index].is_null() => {
                locals[first + index] = value;
                Ok(())
            }
            Some(_) => {
                Err(self.error(&format!("got multiple values for argument '{}'", name.as_str())))
            }
            None => match collected {
                Some(dict) => {
                    dict.set_name(self.vm, name, value);
                    Ok(())
                }
                None => Err(self.unexpected(name, names)),
            },
        }
    }
    fn fill_defaults(&self, positional: usize, locals: &mut [Value]) -> Result<()> {
        let arg_count = self.code.arg_count as usize;
        let defaults = self.function.defaults.get().cast::<TupleObject>();
        let defaults = defaults.as_ref().map_or(&[][..], |tuple| tuple.items());
        let first_default = arg_count.saturating_sub(defaults.len());
        let missing: Vec<usize> =
            (positional..first_default).filter(|&index| locals[index].is_null()).collect();
        if !missing.is_empty() {
            return Err(self.missing("positional", &missing));
        }
        let skipped = defaults.len().saturating_sub(arg_count);
        for index in positional.max(first_default)..arg_count {
            if locals[index].is_null() {
                locals[index] = defaults[skipped + index - first_default];
            }
        }
        Ok(())
    }
    fn fill_keyword_defaults(&self, locals: &mut [Value]) -> Result<()> {
        let first = self.code.arg_count as usize;
        let defaults = self.function.keyword_defaults.get().cast::<DictObject>();
        let mut missing = Vec::new();
        let count = self.code.kwonly_count as usize;
        for (index, local) in locals.iter_mut().enumerate().skip(first).take(count) {
            if !local.is_null() {
                continue;
            }
            let name = self.code.local_names[index];
            match defaults.and_then(|defaults| defaults.get_name(name)) {
                Some(value) => *local = value,
                None => missing.push(index),
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(self.missing("keyword-only", &missing)) }
    }

    #[cold]
    fn error(&self, message: &str) -> Raised {
        self.vm.type_error(format!("{}() {message}", self.function.qualname.get().as_str()))
    }
    #[cold]
    fn missing(&self, kind: &str, indices: &[usize]) -> Raised {
        let names: Vec<String> = indices
            .iter()
            .map(|&index| format!("'{}'", self.code.local_names[index].as_str()))
            .collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
            [] => String::new(),
        };
        let s = if names.len() == 1 { "" } else { "s" };
        self.error(&format!("missing {} required {kind} argument{s}: {list}", names.len()))
    }
    #[cold]
    fn too_many(&self, given: usize, locals: &[Value]) -> Raised {
        let code = self.code;
        let arg_count = code.arg_count as usize;
        let defaults =
            self.function.defaults.get().cast::<TupleObject>().map_or(0, |tuple| tuple.len());
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (takes, s) = if defaults > 0 {
            (format!("from {} to {arg_count}", arg_count.saturating_sub(defaults)), "s")
        } else {
            (arg_count.to_string(), plural(arg_count))
        };
        let keyword_only = arg_count..arg_count + code.kwonly_count as usize;
        let named = locals[keyword_only].iter().filter(|value| !value.is_null()).count();
        let were = if given == 1 && named == 0 { "was" } else { "were" };
        let also = if named == 0 {
            String::new()
        } else {
            let (p, k) = (plural(given), plural(named));
            format!(" positional argument{p} (and {named} keyword-only argument{k})")
        };
        self.error(&format!("takes {takes} positional argument{s} but {given}{also} {were} given"))
    }
    #[cold]
    fn unexpected(&self, name: Str, names: &[Str]) -> Raised {
        let code = self.code;
        let positional_only: Vec<&str> = code.local_names[..code.posonly_count as usize]
            .iter()
            .map(|name| name.as_str())
            .filter(|parameter| names.iter().any(|name| name.as_str() == *parameter))
            .collect();
        if !positional_only.is_empty() {
            let list = positional_only.join(", ");
            return self.error(&format!(
                "got some positional-only arguments passed as keyword arguments: '{list}'"
            ));
        }
        let last = (code.arg_count + code.kwonly_count) as usize;
        let possible =
            code.local_names[code.posonly_count as usize..last].iter().map(|name| name.as_str());
        let hint = match suggest(name.as_str(), possible) {
            Some(better) => format!(". Did you mean '{better}'?"),
            None => String::new(),
        };
        self.error(&format!("got an unexpected keyword argument '{}'{hint}", name.as_str()))
    }
}
