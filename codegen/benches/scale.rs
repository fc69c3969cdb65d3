//! How long it takes to generate everything: for the instruction set of this repository, and against the number of ops,
//! where it has to be linear.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use trefoil_codegen::emit::{self, Options};
use trefoil_codegen::model::Program;
use trefoil_codegen::{Sources, Style, compile, includes};

#[path = "../tests/synthetic/mod.rs"]
mod synthetic;

fn program(entry: &str, sources: &Sources) -> Program {
    compile(entry, sources)
        .unwrap_or_else(|errors| panic!("{}", errors.render(sources, Style::Plain)))
}

/// Every output that a build script may want, as it is before formatting.
fn emit_all(program: &Program, options: &Options) {
    black_box(emit::interpreter_unformatted(program, options));
    black_box(emit::metadata_unformatted(program));
    black_box(emit::abstracts::module_unformatted(program));
    black_box(emit::model_ops::module_unformatted(program));
}

/// The same, formatted.
fn emit_all_formatted(program: &Program, options: &Options) {
    black_box(emit::interpreter(program, options));
    black_box(emit::metadata(program));
    black_box(emit::abstracts::module(program));
    black_box(emit::model_ops::module(program));
}

fn measure(criterion: &mut Criterion, group: &str, entry: &str, sources: &Sources, ops: usize) {
    let mut group = criterion.benchmark_group(group);
    group.sample_size(10);
    let program = program(entry, sources);
    let options = Options::default();
    group.throughput(Throughput::Elements(ops as u64));
    group.bench_with_input(BenchmarkId::new("compile", ops), sources, |bencher, sources| {
        bencher.iter(|| black_box(compile(entry, sources).is_ok()));
    });
    group.bench_with_input(BenchmarkId::new("emit", ops), &program, |bencher, program| {
        bencher.iter(|| emit_all(program, &options));
    });
    group.bench_with_input(
        BenchmarkId::new("emit and format", ops),
        &program,
        |bencher, program| {
            bencher.iter(|| emit_all_formatted(program, &options));
        },
    );
    group.finish();
}

/// The instruction set of the VM in this repository.
fn instruction_set(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut sources = Sources::new();
    let mut names = vec!["bytecodes.def".to_string()];
    while let Some(name) = names.pop() {
        let text = fs::read_to_string(folder.join(&name)).expect("the definition is there");
        names.extend(includes(&text).into_iter().filter(|name| !sources.contains_key(name)));
        sources.insert(name, text);
    }
    let ops = program("bytecodes.def", &sources).ops.len();
    measure(criterion, "bytecodes.def", "bytecodes.def", &sources, ops);
}

fn scale(criterion: &mut Criterion) {
    for ops in [100, 1_000, 10_000] {
        measure(criterion, "scale", synthetic::ENTRY, &synthetic::synthesize(ops), ops);
    }
}

criterion_group!(benches, instruction_set, scale);
criterion_main!(benches);
