//! Random Python programs: from a seed to a text.
//!
//! A program defines some classes, functions and generator functions, and then acts on them. It is made to get loops hot and then to break what a
//! trace has assumed: types change after some iterations, attributes come and go, globals, methods and builtins are bound anew, and exceptions are raised and
//! caught at any depth. `kind.rs` has what is known of values, `expressions.rs` and `statements.rs` what is made of them, `loops.rs` loops and
//! what happens in one of their iterations, `raising.rs` exceptions, `aliasing.rs` several ways to one object, `definitions.rs`, `classes.rs` what is called, `calls.rs` calls of it.
//! `prologue.py` stands at the beginning of each program.
//!
//! # Invariants
//! 1. The text is a function of the seed.
//! 2. A program ends, after a number of steps that is estimated while it is written: every repetition multiplies what is in it, and
//!    no frame goes beyond its budget. Recursion has a counter that falls.
//! 3. A program prints the same wherever it runs: no addresses, no order of hashes of text, no time. Nothing that is observed depends on when an
//!    object dies.
//! 4. Values stay small: what is stored in a loop has lost what a product, a shift or a doubling could have given it.

mod aliasing;
mod calls;
mod classes;
mod definitions;
mod expressions;
mod kind;
mod loops;
mod raising;
mod statements;
mod text;

use fastrand::Rng;

use kind::{Item, Kind};
use text::Text;

/// Steps that the actions of a program may take, times its scale.
const MAIN_BUDGET: u32 = 3000;

/// Steps that one call of a function may take, times the scale of the program.
const FUNCTION_BUDGET: u32 = 260;

/// How long programs run: in some nothing gets hot but what is called often, in others loops see all that can change.
/// A seed takes one in turn.
const SCALES: &[u32] = &[1, 1, 2, 3, 4, 6];

/// Writes a line of the program, as `format!` would.
macro_rules! line {
    ($generator:expr, $($format:tt)+) => {{
        let line = format!($($format)+);
        $generator.text.line(&line);
    }};
}
use line;

/// The program of `seed`.
pub fn program(seed: u64) -> String {
    Generator::new(seed).program()
}

/// How long the program of `seed` runs, in units of the shortest.
pub fn scale(seed: u64) -> u32 {
    SCALES[(seed % SCALES.len() as u64) as usize]
}

/// A name that can be read, and perhaps assigned.
#[derive(Clone)]
struct Variable {
    name: String,
    kind: Kind,
    /// Whether an assignment in this frame reaches it.
    writable: bool,
    /// Of the module, not of a function.
    global: bool,
}

/// Something to call.
#[derive(Clone)]
struct Function {
    name: String,
    parameters: Vec<Parameter>,
    /// Takes any number of further ints.
    variadic: bool,
    /// What it returns, or what it yields.
    result: Kind,
    /// Steps of one call.
    cost: u32,
}

#[derive(Clone)]
struct Parameter {
    name: String,
    kind: Kind,
    has_default: bool,
    keyword_only: bool,
}

/// A loop that is being written.
struct Loop {
    /// A variable that counts its iterations.
    counter: String,
    trips: u32,
    /// Whether `break` and `continue` may stand here: a `while` loop counts at its head.
    is_open: bool,
}

/// A function, method or module that is being written.
struct Frame {
    variables: Vec<Variable>,
    /// Functions that are local to it.
    functions: Vec<Function>,
    loops: Vec<Loop>,
    /// How often the place that is being written runs in one call.
    repetitions: u32,
    /// Steps so far.
    cost: u32,
    budget: u32,
    place: Place,
    is_module: bool,
    /// Enclosing `try` statements that catch.
    guarded: u32,
    /// Whether calls may stand here. Methods are bound anew, so that one that calls something might come to call itself.
    calls: bool,
    /// Blocks around the place.
    depth: u32,
}

/// What a frame is a frame of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Module,
    Function(Kind),
    Generator(Kind),
}

/// A program that is being written.
struct Generator {
    rng: Rng,
    /// How long it may run.
    scale: u32,
    text: Text,
    /// Names that were given, by their first letter: no two things of a program are called alike.
    names: u32,
    globals: Vec<Variable>,
    functions: Vec<Function>,
    generators: Vec<Function>,
    classes: Vec<classes::Class>,
    frame: Frame,
}

impl Frame {
    fn new(place: Place, budget: u32) -> Frame {
        Frame {
            variables: Vec::new(),
            functions: Vec::new(),
            loops: Vec::new(),
            repetitions: 1,
            cost: 0,
            budget,
            place,
            is_module: place == Place::Module,
            guarded: 0,
            calls: true,
            depth: 0,
        }
    }

    /// How often something of `cost` steps could be repeated here.
    fn room(&self, cost: u32) -> u32 {
        self.budget.saturating_sub(self.cost) / (self.repetitions * cost.max(1))
    }

    /// Something of `cost` steps was written.
    fn pay(&mut self, cost: u32) {
        self.cost = self.cost.saturating_add(cost.saturating_mul(self.repetitions));
    }
}

impl Generator {
    fn new(seed: u64) -> Generator {
        let scale = scale(seed);
        Generator {
            rng: Rng::with_seed(seed),
            scale,
            text: Text::default(),
            names: 0,
            globals: Vec::new(),
            functions: Vec::new(),
            generators: Vec::new(),
            classes: Vec::new(),
            frame: Frame::new(Place::Module, MAIN_BUDGET * scale),
        }
    }

    fn program(mut self) -> String {
        for line in include_str!("prologue.py").lines() {
            self.text.line(line);
        }
        for _ in 0..self.rng.usize(1..=3) {
            self.class();
        }
        self.global_variables();
        for _ in 0..self.rng.usize(2..=5) {
            match self.rng.u32(0..10) {
                0..5 => self.function(),
                5 => self.recursive_function(),
                6 => self.mutual_recursion(),
                7 => self.method_later(),
                _ => self.generator_function(),
            }
        }
        self.frame.variables = self.globals.clone();
        let actions = self.rng.usize(3..=6);
        for _ in 0..actions {
            self.action();
        }
        self.report();
        if self.chance(1, 3) {
            self.last_words();
        }
        self.text.finish()
    }

    /// Variables of the module, of many kinds.
    fn global_variables(&mut self) {
        for kind in [Kind::Int, Kind::Num, Kind::Mixed, Kind::Instance] {
            self.global(kind);
        }
        for _ in 0..self.rng.usize(1..=4) {
            let kind = self.any_kind();
            self.global(kind);
        }
    }

    fn global(&mut self, kind: Kind) {
        let name = self.name("g");
        let value = self.fresh(kind);
        line!(self, "{name} = {value}");
        self.globals.push(Variable { name, kind, writable: true, global: true });
    }

    /// A part of what the module does: it says what it has raised, and goes on.
    fn action(&mut self) {
        self.text.line("try:");
        self.block(|it| {
            it.frame.guarded += 1;
            let statements = it.rng.usize(1..=3);
            // What is called from here has got its arguments from here.
            it.driver();
            it.statements(statements);
            it.frame.guarded -= 1;
        });
        self.text.line("except Exception as e:");
        self.text.line("    tell(e)");
        if self.chance(1, 3) {
            self.text.line("for name in ('len', 'abs', 'min', 'max', 'sum'):");
            self.text.line("    globals().pop(name, None)");
        }
    }

    /// Prints what the program has come to.
    fn report(&mut self) {
        self.text.line("globals().pop('len', None)");
        self.text.line("print('rest', rest)");
        // CPython writes tracebacks with a module in Python, which calls these.
        self.text.line("builtins.abs, builtins.len = real_abs, real_len");
        for variable in self.globals.clone() {
            let name = &variable.name;
            match variable.kind {
                Kind::Set => line!(self, "print('{name}', sorted({name}))"),
                Kind::Instance => {
                    line!(self, "print('{name}', {name}, list(getattr({name}, '__dict__', ())))")
                }
                _ => line!(self, "print('{name}', {name})"),
            }
        }
    }

    /// Something at the end that may raise, for its traceback.
    fn last_words(&mut self) {
        self.driver();
        let raising = self.raising_expression();
        line!(self, "print({raising})");
    }

    /// Writes an indented block. What it makes is not known after it, since it may not have run.
    fn block(&mut self, write: impl FnOnce(&mut Generator)) {
        let (variables, functions) = (self.frame.variables.len(), self.frame.functions.len());
        self.text.indent();
        self.frame.depth += 1;
        write(self);
        self.frame.depth -= 1;
        self.text.dedent();
        self.frame.variables.truncate(variables);
        self.frame.functions.truncate(functions);
    }

    /// A name that nothing else has.
    fn name(&mut self, letter: &str) -> String {
        self.names += 1;
        format!("{letter}{}", self.names)
    }

    /// True in `times` of `of` cases.
    fn chance(&mut self, times: u32, of: u32) -> bool {
        self.rng.u32(0..of) < times
    }

    fn choose<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.rng.usize(0..of.len())]
    }

    fn item(&mut self) -> Item {
        self.choose(Item::CHOICES)
    }

    fn any_kind(&mut self) -> Kind {
        match self.rng.u32(0..20) {
            0..4 => Kind::Int,
            4..6 => Kind::Float,
            6 => Kind::Bool,
            7..9 => Kind::Str,
            9..11 => Kind::Num,
            11..13 => Kind::Mixed,
            13..15 => Kind::Instance,
            15..17 => Kind::List(self.item()),
            17 => Kind::Tuple(self.item()),
            18 => Kind::Dict(self.item()),
            _ => Kind::Set,
        }
    }

    /// A variable that can be read here and fits `kind`; parameters and locals come before globals.
    fn variable(&mut self, kind: Kind) -> Option<String> {
        let fitting: Vec<&Variable> =
            self.frame.variables.iter().filter(|it| it.kind.fits(kind)).collect();
        let count = fitting.len();
        if count == 0 {
            return None;
        }
        // Later ones are nearer: they come more often.
        let (one, other) = (self.rng.usize(0..count), self.rng.usize(0..count));
        Some(fitting[one.max(other)].name.clone())
    }

    /// A variable that can be assigned here, of a kind that is wanted.
    fn target(&mut self, wanted: impl Fn(Kind) -> bool) -> Option<(String, Kind)> {
        self.one_of(|it| it.writable && wanted(it.kind))
    }

    /// A variable of a kind that is wanted.
    fn any_variable(&mut self, wanted: impl Fn(Kind) -> bool) -> Option<(String, Kind)> {
        self.one_of(|it| wanted(it.kind))
    }

    fn one_of(&mut self, wanted: impl Fn(&Variable) -> bool) -> Option<(String, Kind)> {
        let fitting: Vec<&Variable> = self.frame.variables.iter().filter(|it| wanted(it)).collect();
        if fitting.is_empty() {
            return None;
        }
        let chosen = fitting[self.rng.usize(0..fitting.len())];
        Some((chosen.name.clone(), chosen.kind))
    }

    /// A variable that exists from here on.
    fn declare(&mut self, name: String, kind: Kind) {
        let global = self.frame.is_module;
        self.frame.variables.push(Variable { name, kind, writable: true, global });
    }

    /// A variable that exists from here on, and that nothing else assigns: a loop ends by it.
    fn declare_counter(&mut self, name: String) {
        let kind = Kind::Int;
        self.frame.variables.push(Variable { name, kind, writable: false, global: false });
    }
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn a_seed_is_one_program() {
        for seed in 0..50 {
            assert_eq!(program(seed), program(seed));
        }
        assert_ne!(program(1), program(2));
    }

    /// What the programs of some seeds must have among them: otherwise a part of the generator is never reached.
    #[test]
    fn programs_have_everything() {
        let texts: String = (0..300).map(program).collect();
        for part in [
            "nonlocal ",
            "global ",
            "yield from ",
            ".send(",
            ".close()",
            ".throw(",
            "finally:",
            "else:",
            "break",
            "continue",
            "while ",
            "lambda ",
            "del ",
            "super().",
            "@property",
            "@classmethod",
            "@staticmethod",
            "__slots__",
            "__getattr__",
            "__iter__",
            "__getitem__",
            "__bool__",
            "__exit__",
            "with ",
            "raise ",
            "handled()",
            " from e",
            ".__class__ = ",
            "builtins.",
            "float('nan')",
            " := ",
            "assert ",
            " if ",
            "*args",
            "**{",
            "[::-1]",
        ] {
            assert!(texts.contains(part), "no program has `{part}`");
        }
    }
}
