//! Abstract functions as people read them.

use trefoil_codegen::model::Program;
use trefoil_codegen::{Sources, analyze, emit};

const DEFINITION: &str = r#"
type Int : i62 { test: is_int, unbox: as_int, box: from_int }
type Bool : bool { test: is_bool, unbox: as_bool, box: from_bool }
type List : &List { test: is_list }
object List { len: i62 [mut, range(0, 2^60)], items: [Value; len] [mut] }
extern fn call(callable: Value, items: [Value]) -> Value [errors, escapes];

op _GUARD_LIST(list -- list: List) { exit_if!(!list.is_list()); }
op _ADD(left: Int, right: Int -- res: Int) {
    let (sum, overflow) = left.overflowing_add(right);
    exit_if!(overflow);
    res = sum;
}
/// Counts from the end if the index is negative.
op _INDEX(list: List, index: Int -- res) {
    let at = if index < 0 { index.wrapping_add(list.len) } else { index };
    exit_if!((at < 0) | (at >= list.len));
    res = list.items[at];
}
op _BUILD(items[oparg] -- res: List) { res = new!(List { len: oparg as i62, items: items }); }
op _CALL(callable, _, items[oparg] -- res) { res = call(callable, items)?; }
op _SELECT(value: Int, flag: Bool -- res: Int, kept: Bool) {
    if flag { res = value; kept = true; } else { res = 0; kept = value > 5; }
}
op _JUMP_UNLESS(flag: Bool --) { branch_if!(!flag); }
"#;

fn program() -> Program {
    let sources = Sources::from([("test.def".to_string(), DEFINITION.to_string())]);
    let analysis = analyze("test.def", &sources);
    let found: Vec<String> = analysis.diagnostics.iter().map(|it| it.message.clone()).collect();
    analysis.program.unwrap_or_else(|| panic!("{found:?}"))
}

#[test]
fn functions_read_like_their_bodies() {
    let program = program();
    let texts: Vec<String> =
        program.ops.ids().map(|op| emit::abstracts::op_text(&program, op)).collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("abstract_functions", texts.join("\n"));
    });
}

#[test]
fn whole_modules_are_rust() {
    let program = program();
    for text in [emit::abstracts::module(&program), emit::model_ops::module(&program)] {
        syn::parse_file(&text).expect("generated text parses");
    }
}
