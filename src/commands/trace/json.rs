//! Traces as JSON; `src/commands/trace/JSON.md` says what is where.

use serde_json::{Value, json};
use trefoil_runtime::tier2::report::{Exit, Left, Removed, Row, Step, TraceView, View};

/// Changes when something that was there is gone or means something else.
const FORMAT: u32 = 1;

/// The traces.
pub fn render(view: &View) -> String {
    let counted = |rows: &[(String, u64)]| -> Vec<Value> {
        rows.iter().map(|(reason, count)| json!({ "reason": reason, "count": count })).collect()
    };
    let all = json!({
        "format": FORMAT,
        "traces": view.traces.iter().map(trace).collect::<Vec<_>>(),
        "given_up": counted(&view.given_up),
        "dropped": counted(&view.dropped),
    });
    format!("{all:#}\n")
}

fn trace(it: &TraceView) -> Value {
    json!({
        "number": it.number,
        "function": it.function,
        "file": it.file,
        "lines": [it.lines.0, it.lines.1],
        "parent": it.parent.map(|(trace, exit)| json!({ "trace": trace, "exit": exit })),
        "end": it.end,
        "stopped": if it.stopped.is_empty() { Value::Null } else { json!(it.stopped) },
        "linked": it.linked,
        "valid": it.valid,
        "entered": it.entered,
        "iterations": it.iterations,
        "instructions": it.instructions,
        "guards": {
            "recorded": it.guards_recorded,
            "left": it.guards_left,
            "recorded_in_all": it.guards_recorded_in_all,
            "executed": it.guards_executed,
        },
        "micro_ops": it.ops,
        "nanoseconds": it.nanoseconds,
        "steps": it.steps.iter().map(step).collect::<Vec<_>>(),
        "head": it.head.iter().map(row).collect::<Vec<_>>(),
        "body": it.body.as_ref().map(|rows| rows.iter().map(row).collect::<Vec<_>>()),
        "exits": it.exits.iter().map(exit).collect::<Vec<_>>(),
    })
}

fn step(it: &Step) -> Value {
    json!({
        "depth": it.depth,
        "function": it.function,
        "file": it.file,
        "line": it.line,
        "instruction": it.instruction,
        "operand": it.operand,
        "ops": it.ops.iter().map(|op| op.0).collect::<Vec<_>>(),
    })
}

fn row(it: &Row) -> Value {
    json!({
        "step": it.step,
        "op": it.op,
        "operand": it.operand,
        "left": it.left.iter().map(left).collect::<Vec<_>>(),
        "removed": it.removed.iter().map(removed).collect::<Vec<_>>(),
    })
}

fn left(it: &Left) -> Value {
    json!({ "text": it.text, "exit": it.exit, "tests": it.tests })
}

fn removed(it: &Removed) -> Value {
    json!({ "what": it.what, "name": it.name, "kinds": it.kinds, "reason": it.reason })
}

fn exit(it: &Exit) -> Value {
    json!({
        "number": it.number,
        "cause": it.cause,
        "op": it.op,
        "function": it.function,
        "line": it.line,
        "in_loop": it.in_loop,
        "taken": it.taken,
        "side": it.side,
    })
}
