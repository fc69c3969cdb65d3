//! How long it takes to generate everything, against the number of ops: it has to be linear.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use trefoil_codegen::emit::{self, Options};
use trefoil_codegen::{Sources, Style};

/// The instructions of one group: a family with two members, an accessor with caches, a loop. Eight ops.
const GROUP: &str = r#"
inst BINARY_@(left, right -- res) { res = binary_op(left, right, oparg)?; }
op _GUARD_INT_@(left, right -- left: Int, right: Int) { exit_if!(!left.is_int() || !right.is_int()); }
/// Adds two ints.
op _ADD_@(left: Int, right: Int -- res: Int) {
    let (sum, overflow) = left.overflowing_add(right);
    exit_if!(overflow);
    res = sum;
}
op _FLOOR_@(left: Int, right: Int -- res: Int) {
    exit_if!(right == 0);
    let remainder = left % right;
    res = if (remainder != 0) & ((remainder ^ right) < 0) { remainder.wrapping_add(right) } else { remainder };
}
family BINARY_@ {
    BINARY_ADD_@ when oparg == 0 = _GUARD_INT_@ + _ADD_@;
    BINARY_FLOOR_@ when oparg == 1 = _GUARD_INT_@ + _FLOOR_@;
}
inst LOAD_@(owner -- value) { value = load_attr(owner, name!(oparg))?; }
op _GUARD_SHAPE_@<shape: u32>(owner -- owner: Instance) { exit_if!(!owner.is_instance() || owner.shape != shape); }
op _LOAD_SLOT_@<slot: u16>(owner: Instance -- value: Value) {
    let held = owner.slots[slot];
    exit_if!(held.is_null());
    value = held;
}
family LOAD_@ { LOAD_SLOT_@ = _GUARD_SHAPE_@ + _LOAD_SLOT_@ fill { let (shape, slot) = find_slot(owner, name!(oparg))?; }; }
inst STORE_@(value, rest[oparg] -- rest[oparg]) { local!(oparg) = value; }
"#;

const PRELUDE: &str = r"
type Int : i62 { test: is_int, unbox: as_int, box: from_int }
type Null : unit { test: is_null, box: null } [absent]
type Instance : &Instance { test: is_instance }
object Instance { shape: u32 [mut], slots: [Value?] [mut] }
extern fn binary_op(left: Value, right: Value, op: u32) -> Value [errors, escapes];
extern fn load_attr(owner: Value, name: Value) -> Value [errors, escapes];
extern fn find_slot(owner: Value, name: Value) -> (u32, u16) [fill];
";

/// A definition of about `ops` ops.
fn synthesize(ops: usize) -> Sources {
    let mut text = PRELUDE.to_string();
    for group in 0..ops.div_ceil(8) {
        text.push_str(&GROUP.replace('@', &group.to_string()));
    }
    Sources::from([("scale.def".to_string(), text)])
}

fn scale(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scale");
    group.sample_size(10);
    for ops in [100, 1_000, 10_000] {
        let sources = synthesize(ops);
        let program = trefoil_codegen::compile("scale.def", &sources)
            .unwrap_or_else(|errors| panic!("{}", errors.render(&sources, Style::Plain)));
        let options = Options::default();
        group.throughput(Throughput::Elements(ops as u64));
        group.bench_with_input(BenchmarkId::new("compile", ops), &sources, |bencher, sources| {
            bencher.iter(|| black_box(trefoil_codegen::compile("scale.def", sources).is_ok()));
        });
        group.bench_with_input(BenchmarkId::new("emit", ops), &program, |bencher, program| {
            bencher.iter(|| {
                black_box(emit::interpreter_unformatted(program, &options));
                black_box(emit::metadata_unformatted(program));
            });
        });
        group.bench_with_input(
            BenchmarkId::new("emit and format", ops),
            &program,
            |bencher, program| {
                bencher.iter(|| {
                    black_box(emit::interpreter(program, &options));
                    black_box(emit::metadata(program));
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, scale);
criterion_main!(benches);
