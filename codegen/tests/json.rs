//! The JSON model: a snapshot of a small definition, and what JSON.md says of its form.

use serde_json::Value;
use trefoil_codegen::{Sources, Style, compile, json};

const DEFINITION: &str = "\
/// A number.
type Int : i62 { test: is_int, unbox: as_int, box: from_int }
type NoneType : unit { test: is_none, box: none }
type Null : unit { test: is_null, box: null } [absent]
type List : &List { test: is_list }
object List { len: i62 [mut, range(0, 2^60)], items: [Value; len] [mut] }
const ADD = 0;
extern fn get(list: Value, index: Value) -> Value [errors, escapes];
extern fn list_version(list: Value) -> (u32) [fill];
op _LIST<version: u32>(list, index -- list: List, index) { exit_if!(!list.is_list() || version == 0); }
op _ITEM(list: List, index -- item) { item = list.items[oparg]; local!(0) = index; }
/// Gets an item.
inst GET(list, index -- item) { item = get(list, index)?; }
family GET {
    GET_LIST when oparg == ADD || oparg > 5 = _LIST + _ITEM fill { let (version) = list_version(list)?; };
}
inst NEXT(list -- list, item) { branch_if!(oparg == 3); item = none; }
super GET_NEXT = GET + NEXT;
pseudo SETUP(a --);
";

fn model() -> String {
    let sources = Sources::from([("a.def".to_string(), DEFINITION.to_string())]);
    let program = compile("a.def", &sources)
        .unwrap_or_else(|found| panic!("{}", found.render(&sources, Style::Plain)));
    json::model(&program)
}

#[test]
fn a_small_definition() {
    insta::assert_snapshot!(model());
}

#[test]
fn every_key_is_documented() {
    let documentation = include_str!("../JSON.md");
    let mut stack: Vec<Value> = vec![serde_json::from_str(&model()).unwrap()];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let known = documentation.contains(&format!("`{key}`"))
                        || documentation.contains(&format!("\"{key}\""));
                    assert!(known, "`{key}` is not in JSON.md");
                    stack.push(value);
                }
            }
            Value::Array(values) => stack.extend(values),
            _ => {}
        }
    }
}

#[test]
fn keys_are_sorted() {
    let text = model();
    let again = serde_json::from_str::<Value>(&text).unwrap();
    assert_eq!(serde_json::to_string_pretty(&again).unwrap() + "\n", text);
}
