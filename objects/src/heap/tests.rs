//! Tests of the heap: allocation alone, and collections of random graphs in a whole machine.

use super::mark::CodeCaches;
use super::{Heap, RootVec};
use crate::dict::{Dict, DictObject};
use crate::list::{List, ListObject};
use crate::object::{Header, Kind, Object, Ref, object};
use crate::shape::{Shapes, id};
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Settings, Vm};
use std::cell::Cell;

const NO_CACHES: CodeCaches = |_, _| ();

/// A cell with the layout of `Kind::Cell`, so that graphs can be made without a machine.
#[repr(C)]
struct Node {
    header: Header,
    next: Cell<Value>,
}
object!(Node: Cell);

fn node(heap: &Heap, next: Value) -> Ref<Node> {
    heap.allocate(Node { header: Header::new(Kind::Cell, id::CELL), next: Cell::new(next) })
}

fn leaf<T: Object>(_: Ref<T>, heap: &Heap, size: usize) -> usize {
    let place = heap.allocate_variable(size);
    // SAFETY: the memory is fresh and at least as large as a header.
    unsafe { place.cast::<Header>().write(Header::new(Kind::Other, id::NONE)) };
    place as usize
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

#[test]
fn reachable_chains_survive_and_the_rest_is_reused() {
    let (heap, shapes) = (Heap::new(None, false), Shapes::default());
    let mut kept = RootVec::register(&heap, Vec::new());
    for round in 0..5 {
        let mut chain = Value::NULL;
        for _ in 0..10_000 {
            chain = node(&heap, chain).value();
            node(&heap, Value::NULL);
        }
        kept.push(chain);
        let used = heap.used();
        heap.collect_with(&shapes, NO_CACHES, |_| ());
        assert!(heap.used() < used, "round {round}");
        for &chain in kept.iter() {
            let (mut length, mut at) = (0, chain);
            while let Some(node) = at.cast::<Node>() {
                length += 1;
                at = node.next.get();
            }
            assert_eq!(length, 10_000);
        }
    }
    assert_eq!(heap.used(), 5 * 10_000 * 16);
}

#[test]
fn objects_of_all_sizes_have_their_own_memory() {
    let heap = Heap::new(None, true);
    let shapes = Shapes::default();
    let first = node(&heap, Value::NULL);
    let mut random = Random(1);
    for _ in 0..3 {
        let mut taken: Vec<(usize, usize)> = (0..2000)
            .map(|_| {
                let size = match random.below(3) {
                    0 => 16 + random.below(500),
                    1 => 16 + random.below(9000),
                    _ => 16 + random.below(200_000),
                };
                (leaf(first, &heap, size), size)
            })
            .collect();
        for &(address, size) in &taken {
            assert_eq!(address % 16, 0);
            for inside in [address, address + 1, address + size / 2, address + size - 1] {
                assert_eq!(heap.object_around(inside), Some(address));
            }
        }
        taken.sort_unstable();
        assert!(taken.windows(2).all(|pair| pair[0].0 + pair[0].1 <= pair[1].0));
        heap.collect_with(&shapes, NO_CACHES, |_| ());
        assert!(taken.iter().all(|&(address, _)| heap.object_around(address).is_none()));
        assert_eq!(heap.used(), 0);
    }
}

#[test]
fn marking_does_not_recurse() {
    let (heap, shapes) = (Heap::new(None, false), Shapes::default());
    let mut chain = Value::NULL;
    for _ in 0..2_000_000 {
        chain = node(&heap, chain).value();
    }
    let _kept = RootVec::register(&heap, vec![chain]);
    heap.collect_with(&shapes, NO_CACHES, |_| ());
    assert_eq!(heap.used(), 2_000_000 * 16);
}

#[test]
fn absurd_requests_are_refused() {
    let heap = Heap::new(Some(64 << 20), false);
    assert!(heap.reserve(1 << 20).is_ok());
    assert!(heap.reserve(100 << 20).is_err());
    let heap = Heap::new(None, false);
    assert!(heap.reserve(1 << 60).is_err());
    assert!(heap.reserve(usize::MAX).is_err());
}

fn machine() -> Box<Vm> {
    Vm::new(Settings { gc_stress: true, ..Settings::default() })
}

fn collect(vm: &Vm) {
    vm.heap.collect(vm, vm.stack.get().0);
}

/// What a random container holds: numbers of other containers, by which a copy of the graph is kept in Rust.
#[test]
fn random_graphs_of_containers_keep_their_shape() {
    let vm = machine();
    let mut random = Random(42);
    let mut objects = RootVec::new(&vm);
    let mut model: Vec<Vec<usize>> = Vec::new();
    for step in 0..4000 {
        let (links, targets): (Vec<usize>, Vec<Value>) = (0..random.below(6))
            .filter(|_| !objects.is_empty())
            .map(|_| random.below(objects.len().max(1)))
            .map(|target| (target, objects[target]))
            .unzip();
        let object = match random.below(3) {
            0 => vm.new_tuple(&targets).value(),
            1 => {
                let list = vm.new_list(&[]);
                targets.iter().for_each(|&target| list.push(&vm, target));
                list.value()
            }
            _ => {
                let dict = vm.new_dict();
                for (number, &target) in targets.iter().enumerate() {
                    let key = vm.new_str(&format!("key {number}"));
                    dict.set_name(&vm, key, target);
                }
                dict.value()
            }
        };
        objects.push(object);
        model.push(links);
        if step % 500 == 499 {
            // Forget all but a few; what they reach must stay.
            let kept: Vec<usize> = (0..8).map(|_| random.below(objects.len())).collect();
            let roots: Vec<Value> = kept.iter().map(|&number| objects[number]).collect();
            *objects.as_vec_mut() = roots;
            collect(&vm);
            let mut next_model = Vec::new();
            let mut pending: Vec<(Value, usize)> =
                objects.iter().copied().zip(kept.iter().copied()).collect();
            let mut seen = std::collections::HashSet::new();
            while let Some((value, number)) = pending.pop() {
                if seen.insert(number) {
                    let found = contents(value);
                    assert_eq!(found.len(), model[number].len());
                    pending.extend(found.into_iter().zip(model[number].iter().copied()));
                }
            }
            for _ in 0..objects.len() {
                next_model.push(Vec::new());
            }
            // Start again from leaves, so that numbers stay simple.
            *objects.as_vec_mut() = next_model.iter().map(|_| vm.new_tuple(&[]).value()).collect();
            model = next_model;
        }
    }
}

fn contents(value: Value) -> Vec<Value> {
    if let Some(list) = value.cast::<ListObject>() {
        list.items().to_vec()
    } else if let Some(tuple) = value.cast::<TupleObject>() {
        tuple.items().to_vec()
    } else {
        let dict: Dict = Ref::<DictObject>::from_value(value);
        for entry in dict.entries() {
            assert!(entry.key.has_kind(Kind::Str));
        }
        dict.entries().iter().map(|entry| entry.value).collect()
    }
}

#[test]
fn dead_lists_give_their_buffers_back() {
    let vm = machine();
    collect(&vm);
    let before = vm.heap.used();
    make_garbage(&vm);
    assert!(vm.heap.used() > before + (20 << 20));
    collect(&vm);
    assert!(vm.heap.used() < before + (2 << 20), "{} then {}", before, vm.heap.used());
}

#[inline(never)]
fn make_garbage(vm: &Vm) {
    for _ in 0..100 {
        let list: List = vm.new_list(&vec![Value::small(1); 32 << 10]);
        list.push(vm, list.value());
    }
}

#[test]
fn a_reference_in_a_local_keeps_its_object() {
    let vm = machine();
    let list = std::hint::black_box(vm.new_list(&[vm.new_str("in a list, on the stack").value()]));
    for _ in 0..10 {
        collect(&vm);
        make_garbage(&vm);
    }
    let text = list.items()[0].cast::<crate::string::StrObject>();
    assert_eq!(
        text.map(|text| text.as_str().to_owned()).as_deref(),
        Some("in a list, on the stack")
    );
}

#[test]
fn memory_beyond_the_limit_is_a_memory_error_at_a_safepoint() {
    let vm = Vm::new(Settings { max_memory: Some(64 << 20), ..Settings::default() });
    // Garbage alone never reaches the limit.
    for _ in 0..200 {
        drop_list(&vm, 1 << 17);
        assert_eq!(vm.poll_native(), Ok(()));
    }
    assert!(vm.heap.statistics().collections() > 2);
    let mut kept = RootVec::new(&vm);
    let error = loop {
        kept.push(vm.new_list(&vec![Value::NONE; 1 << 17]).value());
        if let Err(error) = vm.poll_native() {
            break error;
        }
        assert!(kept.len() < 100);
    };
    assert_eq!(error, crate::vm::Raised);
    assert!(vm.raised_is(vm.classes.memory_error));
    vm.clear_raised();
    assert!(kept.len() > 50, "{} lists of a megabyte", kept.len());
    // The handler can go on, and once memory is free again all is well.
    assert_eq!(vm.poll_native(), Ok(()));
    kept.truncate(1);
    collect(&vm);
    assert!(vm.heap.used() < 16 << 20);
    assert!(vm.reserve(100 << 20).is_err());
}

#[inline(never)]
fn drop_list(vm: &Vm, len: usize) {
    std::hint::black_box(vm.new_list(&vec![Value::NONE; len]));
}
