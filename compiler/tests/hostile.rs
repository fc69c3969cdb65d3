//! Programs that are deep, long or large: they are compiled to sound code or rejected, in little time, whatever stack the
//! caller has.

use trefoil_compiler::{compile_module, verify};

/// How deep.
const DEEP: usize = 100_000;
/// How deep where a program is broken besides, which takes longer to tell.
const BROKEN: usize = 20_000;

/// What a program is to give: code, or an error with a text in its message.
enum Wanted {
    Code,
    Error(&'static str),
    /// One or the other: how deep the compiler goes is its own affair.
    Either,
}
use Wanted::{Code, Either, Error};

fn check(name: &str, program: &str, wanted: Wanted) {
    let found = compile_module(program.as_bytes(), "hostile.py");
    if let Ok(code) = &found {
        assert_eq!(verify::verify(code), Ok(()), "{name}");
    }
    match (found, wanted) {
        (Ok(_), Code | Either) | (Err(_), Either) => {}
        (Err(error), Error(text)) => {
            let shown = error.to_string();
            assert!(shown.contains(text), "{name}: {shown} instead of {text}");
        }
        (Ok(_), Error(text)) => panic!("{name}: compiles, instead of {text}"),
        (Err(error), Code) => panic!("{name}: {error}"),
    }
}

/// `count` times what `make` makes of a number.
fn each(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

/// Blocks in blocks: each header a level deeper than the one before.
fn nested(depth: usize, header: &str, innermost: &str) -> String {
    let line = |level: usize, text: &str| format!("{}{text}\n", " ".repeat(level));
    each(depth, |level| line(level, header)) + &line(depth, innermost)
}

#[test]
fn deep_expressions() {
    let chain = |unit: &str, end: &str| format!("x = {}{end}\n", unit.repeat(DEEP));
    check(
        "parentheses",
        &format!("{}{}\n", "(".repeat(DEEP), ")".repeat(DEEP)),
        Error("too many nested parentheses"),
    );
    check("open brackets", &chain("[", ""), Error("too many nested parentheses"));
    check(
        "brackets in an f-string",
        &format!("f'{{{}'\n", "(".repeat(DEEP)),
        Error("too many nested parentheses"),
    );
    check("f-strings", &chain("f'{", ""), Error("too many nested parentheses"));
    for (name, unit) in [
        ("sum", "a + "),
        ("power", "a ** "),
        ("not", "not "),
        ("sign", "-"),
        ("lambda", "lambda: "),
        ("conditional", "a if b else "),
        ("await", "await "),
    ] {
        check(name, &chain(unit, "a"), Either);
        check(name, &format!("x = {}\n", unit.repeat(BROKEN)), Error(""));
    }
    for (name, unit) in [("attributes", ".b"), ("calls", "()"), ("subscripts", "[0]")] {
        check(name, &format!("x = a{}\n", unit.repeat(DEEP)), Either);
        check(name, &format!("x = a{} b\n", unit.repeat(BROKEN)), Error(""));
    }
    check("comparison", &chain("a < ", "a"), Code);
    check("and, or", &chain("a and b or ", "a"), Code);
    check("for in a comprehension", &format!("x = [x {}]\n", "for x in y ".repeat(DEEP)), Either);
    check("if in a comprehension", &format!("x = [x for x in y {}]\n", "if x ".repeat(DEEP)), Code);
    check(
        "comprehensions",
        &format!("x = {}x{}\n", "[".repeat(150), " for x in y]".repeat(150)),
        Code,
    );
    check("a long sum", &format!("x = {}a\n", "a + ".repeat(1_000)), Code);
    for (open, close) in [("([", "])"), ("{1:(", ")}"), ("f(a=[", "])"), ("[(lambda a:", ")]")] {
        let program = format!("x = {}a b{}\n", open.repeat(90), close.repeat(90));
        check(open, &program, Error("Perhaps you forgot a comma"));
    }
}

#[test]
fn deep_statements() {
    check("functions", &nested(98, "def f():", "pass"), Code);
    check("classes", &nested(95, "class A:", "pass"), Code);
    check(
        "too many indentations",
        &nested(300, "if a:", "pass"),
        Error("too many levels of indentation"),
    );
    check(
        "too many loops",
        &nested(30, "while a:", "pass"),
        Error("too many statically nested blocks"),
    );
    check("an error deep in blocks", &nested(90, "if a:", "x y"), Error("invalid syntax"));
    let elifs = |end: &str| format!("if a: pass\n{}{end}\n", "elif a: pass\n".repeat(DEEP));
    check("elif", &elifs("else: pass"), Code);
    check("elif and an error", &elifs("else pass"), Error(""));
    check("decorators", &format!("{}def f(): pass\n", "@a\n".repeat(DEEP)), Code);
    check(
        "decorators of nothing",
        &format!("{}x = 1\n", "@a\n".repeat(DEEP)),
        Error("invalid syntax"),
    );
    check("targets", &format!("{}1\n", "a = ".repeat(DEEP)), Code);
    check("cases", &format!("match x:\n{}", " case 1: pass\n".repeat(DEEP)), Either);
    // The body of each `finally` is compiled twice.
    let finals = each(12, |level| {
        let blanks = " ".repeat(level);
        format!("{blanks}try: pass\n{blanks}finally:\n")
    });
    check("finally", &format!("{finals}{}pass\n", " ".repeat(12)), Code);
}

#[test]
fn large_programs() {
    check("a long literal", &format!("x = '{}'\n", "a".repeat(10_000_000)), Code);
    check(
        "a long open literal",
        &format!("x = '{}\n", "a".repeat(10_000_000)),
        Error("unterminated string literal"),
    );
    check("a long list", &format!("x = [{}]\n", "1,".repeat(300_000)), Code);
    check(
        "an error in a long list",
        &format!("x = [{} 2 3]\n", "1,".repeat(100_000)),
        Error("invalid syntax"),
    );
    check(
        "an error after a long list",
        &format!("x = [{}]\ny = = 2\n", "1,".repeat(300_000)),
        Error("line 2, column 5"),
    );
    let class =
        format!("class A:\n{}", each(20_000, |n| format!(" def f{n}(self): return self.a\n")));
    check("an error in a long class", &format!("{class} x y\n"), Error("line 20002, column 4"));
    check("4300 digits", &format!("x = {}\n", "1".repeat(4300)), Code);
    check("4301 digits", &format!("x = {}\n", "1".repeat(4301)), Error("value has 4301 digits"));
    check("hexadecimal digits", &format!("x = 0x{}\n", "f".repeat(100_000)), Code);
    check("line ends", &"\n".repeat(1_000_000), Code);
    check("blanks", &format!("{}x\n", " ".repeat(1_000_000)), Error("unexpected indent"));
}

#[test]
fn operands_beyond_16_bits() {
    let many = 70_000;
    let names = |count: usize, between: &str| each(count, |n| format!("a{n}{between}"));
    check(
        "locals",
        &format!("def f():\n{}", each(many, |n| format!(" a{n} = 1\n"))),
        Error("too many local variables"),
    );
    check("constants", &format!("def f():\n{}", each(many, |n| format!(" x = {n}.5\n"))), Code);
    check("names", &each(many, |n| format!("a{n} = 1\n")), Error("too many names"));
    check("arguments", &format!("f({})\n", "a,".repeat(many)), Code);
    check("keyword arguments", &format!("f({})\n", names(many, "=1,")), Code);
    check(
        "the same keyword",
        &format!("f({}a5=1)\n", names(many, "=1,")),
        Error("keyword argument repeated: a5"),
    );
    check("a dict", &format!("x = {{{}}}\n", each(many, |n| format!("{n}:a,"))), Code);
    check("unpacking", &format!("{} = x\n", "a,".repeat(many)), Error(""));
    check(
        "starred",
        &format!("{}*b = x\n", "a,".repeat(many)),
        Error("too many expressions in star-unpacking"),
    );
    let body = "   x = a.b\n".repeat(30_000);
    check(
        "a long loop",
        &format!("def f(a):\n while a:\n  if a:\n{body}  else:\n   y = 1\n return 1\n"),
        Code,
    );
    check("a long for", &format!("def f(a):\n for i in a:\n  if a:\n{body} return 1\n"), Code);
    check(
        "a long try",
        &format!("def f(a):\n try:\n  if a:\n{body} except E:\n  g()\n finally:\n  g()\n"),
        Code,
    );
}
