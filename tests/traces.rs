//! What `trefoil trace` shows of small programs: the guards that are left and those that are not, with reasons, exits and side traces.
//!
//! Asserted on its JSON (`src/commands/trace/JSON.md`); of the text, that it holds the source and the reasons.

use serde_json::Value;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trefoil"));
    command.arg("trace").args(arguments).stdin(Stdio::null());
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/traces"));
    command.env("NO_COLOR", "1").env("COLUMNS", "100").env_remove("PYTHONPATH");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

fn traces(arguments: &[&str]) -> Vec<Value> {
    let output = run(&[&["--format", "json"], arguments].concat());
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(all["format"], 1);
    all["traces"].as_array().unwrap().clone()
}

/// The rows of a part of a trace.
fn rows<'a>(trace: &'a Value, part: &str) -> &'a Vec<Value> {
    trace[part].as_array().unwrap()
}

/// What the guards of some rows test that test a certain thing.
fn tests<'a>(rows: &'a [Value], what: &str) -> Vec<&'a str> {
    let left = rows.iter().flat_map(|row| row["left"].as_array().unwrap());
    left.filter(|it| it["tests"] == what).map(|it| it["text"].as_str().unwrap()).collect()
}

#[test]
fn a_loop_of_additions_tests_no_type() {
    let traces = traces(&["talk_ints.py"]);
    let trace = traces.iter().find(|it| it["function"] == "f" && it["end"] == "loop").unwrap();
    let body = rows(trace, "body");
    let guards: Vec<&Value> = body.iter().filter(|row| row["op"] == "_GUARD_BOTH_INT").collect();
    assert_eq!(guards.len(), 3);
    for guard in guards {
        assert_eq!(guard["left"].as_array().unwrap().len(), 0, "{guard}");
        let removed = guard["removed"].as_array().unwrap();
        assert_eq!(removed.len(), 2, "{guard}");
        assert!(removed.iter().all(|it| it["what"] == "exit" && it["kinds"][0] == "type"));
    }
    assert_eq!(tests(body, "type"), [""; 0]);
    // The first iteration makes sure.
    let first = ["exit if stack0 is no RangeIter", "exit if b is no Int", "exit if a is no Int"];
    assert_eq!(tests(rows(trace, "head"), "type"), first);
    assert!(trace["iterations"].as_u64().unwrap() > 900);
}

#[test]
fn a_side_trace_tests_nothing_again() {
    let traces = traces(&["--function", "f", "talk_side_exit.py"]);
    let root = traces.iter().find(|it| it["function"] == "f" && it["end"] == "loop").unwrap();
    // The multiplication's guard on `c`.
    let exits = root["exits"].as_array().unwrap();
    let hot = exits.iter().max_by_key(|it| it["taken"].as_u64()).unwrap();
    assert_eq!((&hot["op"], &hot["cause"]), (&"_GUARD_BOTH_INT".into(), &"guard".into()));
    let side = traces.iter().find(|it| it["number"] == hot["side"]).unwrap();
    assert_eq!(side["parent"]["trace"], root["number"]);
    assert_eq!(side["parent"]["exit"], hot["number"]);
    let head = rows(side, "head");
    assert_eq!(tests(head, "type"), ["exit if c is no Float"]);
    assert!(head.iter().any(|row| row["op"] == "_BINARY_OP_MUL_FLOAT"));
    assert_eq!(side["linked"], root["number"]);
    assert!(side["entered"].as_u64().unwrap() > 2000);
}

/// A field that a guard has made a constant of was still read by that guard.
#[test]
fn known_fields_say_where_they_were_read() {
    let traces = traces(&["talk_ints.py"]);
    let rows = rows(&traces[0], "body");
    let guard = rows.iter().find(|row| row["op"] == "_GUARD_RANGE_STEP_ONE").unwrap();
    let reason = guard["removed"][0]["reason"].as_str().unwrap();
    assert_eq!(reason, "step known from _GUARD_RANGE_STEP_ONE before the loop");
}

/// The text has the source beside the reasons, in the columns that there are, and the program's output is not in it.
#[test]
fn the_text_fits() {
    let output = run(&["talk_ints.py"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("    3          a += b + b + b\n"), "{text}");
    assert!(text.contains("no exit: b Int, tested by _GUARD_BOTH_INT before the loop"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert!(!text.contains("6001"), "{text}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("6001"));
}

/// With tier 2, `--stats` says how much ran in traces.
#[test]
fn counts_of_a_run() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trefoil"));
    command.args(["--stats", "--tier2=executor", "--tier2-threshold=40", "talk_ints.py"]);
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/traces"));
    let stats = String::from_utf8(command.output().unwrap().stderr).unwrap();
    let count = |what: &str| -> u64 {
        let line = stats.lines().find(|line| line.starts_with(what)).unwrap_or("");
        line[what.len()..].split_whitespace().next().unwrap_or("").parse().unwrap()
    };
    assert!(count("in traces") > 8 * count("instructions"), "{stats}");
    assert!(4 * count("guards executed") < count("guards recorded"), "{stats}");
    assert_eq!(count("traces made"), 1, "{stats}");
}

/// Traces that are too many are dropped, the least useful first: the program goes on as before.
#[test]
fn traces_are_bounded() {
    let run = |size: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trefoil"));
        command.args(["--stats", "--tier2=executor", "--tier2-threshold=40"]);
        command.args(["--tier2-size", size, "globals.py"]);
        command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/traces"));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let stats = String::from_utf8(output.stderr).unwrap();
        let dropped = stats.lines().any(|line| line.ends_with("no room"));
        (output.stdout, dropped)
    };
    let (printed, dropped) = run("1000000");
    assert!(!dropped);
    assert_eq!(run("10"), (printed, true));
}

/// An exception that a call raises and the loop catches is part of the loop.
#[test]
fn exceptions_are_caught_in_traces() {
    let traces = traces(&["caught.py"]);
    let of_f = traces.iter().find(|it| it["function"] == "f" && it["end"] == "loop").unwrap();
    let body = rows(of_f, "body");
    let ops: Vec<&str> = body.iter().map(|row| row["op"].as_str().unwrap_or("")).collect();
    for op in ["_PUSH_FRAME", "RAISE_VARARGS", "PUSH_EXC_INFO", "CHECK_EXC_MATCH", "POP_EXCEPT"] {
        assert!(ops.contains(&op), "{op}: {ops:?}");
    }
    let raises = &body[ops.iter().position(|op| *op == "RAISE_VARARGS").unwrap()];
    let text = raises["left"][0]["text"].as_str().unwrap();
    assert!(text.contains(" = raised by raise_varargs("), "{text}");
    // It always raises: nothing has to be tested.
    assert!(raises["left"].as_array().unwrap().iter().all(|it| it["tests"].is_null()), "{raises}");
    assert!(of_f["iterations"].as_u64().unwrap() > 1000);
    assert!(of_f["exits"].as_array().unwrap().iter().all(|it| it["taken"].as_u64() < Some(3)));
}

/// Globals and builtins cost nothing in a loop: nobody may change them without ending the trace.
#[test]
fn globals_and_builtins_are_constants() {
    let traces = traces(&["globals.py"]);
    let of_f: Vec<&Value> =
        traces.iter().filter(|it| it["function"] == "f" && it["end"] == "loop").collect();
    // One for each value of the number: the first was dropped when it changed.
    assert_eq!(
        of_f.iter().map(|it| it["valid"].as_bool().unwrap()).collect::<Vec<_>>(),
        [false, true]
    );
    for trace in of_f {
        let mut reads = 0;
        for row in rows(trace, "body") {
            let op = row["op"].as_str().unwrap();
            if !op.starts_with("_LOAD_GLOBAL") && op != "_GUARD_EXACT_FUNCTION" {
                continue;
            }
            reads += 1;
            assert_eq!(row["left"].as_array().unwrap().len(), 0, "{row}");
            let removed = row["removed"].as_array().unwrap();
            let watched = |what: &str| {
                removed.iter().any(|it| {
                    it["what"] == what
                        && it["kinds"][0] == "watched"
                        && it["reason"].as_str().unwrap().ends_with("is watched")
                })
            };
            assert!(watched("load") && watched("exit"), "{row}");
        }
        // A function, which is called, a number, a builtin.
        assert_eq!(reads, 4);
    }
}

/// What a loop writes itself is read: a trace that relied on it would end in its first iteration.
#[test]
fn what_a_loop_writes_is_no_constant() {
    let traces = traces(&["globals.py"]);
    let of_counts: Vec<&Value> = traces.iter().filter(|it| it["function"] == "counts").collect();
    assert!(of_counts.iter().all(|it| it["valid"] == true));
    let trace = of_counts.iter().find(|it| it["end"] == "loop").unwrap();
    assert!(trace["iterations"].as_u64().unwrap() > 900);
}

/// A module keeps its namespace, so what it holds is a constant as globals are.
#[test]
fn attributes_of_modules_are_constants() {
    let traces = traces(&["--function", "pies", "globals.py"]);
    let trace = traces.iter().find(|it| it["end"] == "loop").unwrap();
    let body = rows(trace, "body");
    let read = body.iter().find(|row| row["op"] == "_LOAD_MODULE_ATTRIBUTE").unwrap();
    assert_eq!(read["left"].as_array().unwrap().len(), 0, "{read}");
    assert!(trace["iterations"].as_u64().unwrap() > 1900);
}
