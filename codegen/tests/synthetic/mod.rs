//! Definitions of any size, to see how time grows with the number of ops.

use trefoil_codegen::Sources;

/// The name of the definition.
pub const ENTRY: &str = "scale.def";

const PRELUDE: &str = r"
type Int : i62 { test: is_int, unbox: as_int, box: from_int }
type Null : unit { test: is_null, box: null } [absent]
type Instance : &Instance { test: is_instance }
object Instance { shape: u32 [mut], total: i62 [mut] }
extern fn binary_op(left: Value, right: Value, op: u32) -> Value [errors, escapes];
extern fn find_shape(left: Value) -> (u32) [fill];
";

/// The ops of one member, [`OPS`] of them: guards, caches, arithmetic, a join, a store. `@` is its number.
const MEMBER: &str = r"
op _GUARD_@(left, right -- left: Instance, right: Int) { exit_if!(!left.is_instance() || !right.is_int()); }
op _SHAPE_@<shape: u32>(left: Instance, right: Int -- left: Instance, right: Int) { exit_if!(left.shape != shape); }
/// Loads a field.
op _LOAD_@(left: Instance, right: Int -- left: Instance, right: Int, total: Int) { total = left.total; }
op _ADD_@(right: Int, total: Int -- right: Int, total: Int) {
    let (sum, overflow) = total.overflowing_add(right);
    exit_if!(overflow);
    total = sum;
}
op _MASK_@(total: Int -- total: Int) { total = total & 1023; }
op _FLOOR_@(right: Int, total: Int -- total: Int) {
    exit_if!(right == 0);
    let remainder = total % right;
    total = if (remainder != 0) & ((remainder ^ right) < 0) { remainder.wrapping_add(right) } else { remainder };
}
op _STEP_@(total: Int -- total: Int) { total = total.wrapping_mul(3); }
op _LIMIT_@(total: Int -- total: Int) { exit_if!(total > 1000000); }
op _CLAMP_@(total: Int -- total: Int) { total = total.max(0); }
op _STORE_@(left: Instance, total: Int -- total: Int) { left.total = total; }
";
const OPS: usize = 10;
const CHAIN: [&str; OPS] =
    ["GUARD", "SHAPE", "LOAD", "ADD", "MASK", "FLOOR", "STEP", "LIMIT", "CLAMP", "STORE"];

/// Members of one family. Instructions are few beside ops: there are no more than 1,024.
const MEMBERS: usize = 50;

/// A definition of about `ops` ops, by the name `scale.def`.
pub fn synthesize(ops: usize) -> Sources {
    let mut text = PRELUDE.to_string();
    let members: Vec<usize> = (0..ops.div_ceil(OPS)).collect();
    for (number, family) in members.chunks(MEMBERS).enumerate() {
        let head = format!("BINARY_{number}");
        text.push_str(&format!(
            "inst {head}(left, right -- res) {{ res = binary_op(left, right, oparg)?; }}\n"
        ));
        for member in family {
            text.push_str(&MEMBER.replace('@', &member.to_string()));
        }
        text.push_str(&format!("family {head} {{\n"));
        for member in family {
            let chain = CHAIN.map(|op| format!("_{op}_{member}")).join(" + ");
            text.push_str(&format!(
                "MEMBER_{member} when oparg == {member} = {chain} fill {{ let (shape) = find_shape(left)?; }};\n"
            ));
        }
        text.push_str("}\n");
    }
    Sources::from([(ENTRY.to_string(), text)])
}
