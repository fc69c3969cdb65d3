//! Constants: versions, sizes, what was on the command line.

use super::limits::{DEFAULT_DIGITS, MIN_DIGITS};
use super::record::{FLAGS, FLOAT_INFO, HASH_INFO, INT_INFO, NAMESPACE, VERSION_INFO};
use crate::class_spec::ClassSpec;
use crate::dict::Dict;
use crate::value::Value;
use crate::vm::{Result, Vm};

/// Version of the language: major, minor, micro.
const VERSION: (i64, i64, i64) = (3, 14, 0);
/// `releaselevel='final', serial=0` in `sys.hexversion`.
const FINAL: i64 = 0xf0;

/// Modules that are part of the machine.
const BUILTIN_MODULES: &[&str] = &["array", "builtins", "gc", "math", "sys", "time"];
/// Modules of the standard library.
const STANDARD_MODULES: &[&str] = &[
    "__future__",
    "abc",
    "array",
    "builtins",
    "collections",
    "gc",
    "math",
    "random",
    "sys",
    "time",
    "types",
];

/// Adds them to the namespace of the module.
pub(super) fn add(vm: &Vm, dict: Dict) -> Result<()> {
    let (major, minor, micro) = VERSION;
    let hexversion = Value::small(major << 24 | minor << 16 | micro << 8 | FINAL);
    let text = |text: &str| vm.new_str(text).value();
    let version_info = record(
        vm,
        &VERSION_INFO,
        &[
            Value::small(major),
            Value::small(minor),
            Value::small(micro),
            text("final"),
            Value::small(0),
        ],
    );
    let package = env!("CARGO_PKG_VERSION");
    let version = format!("{major}.{minor}.{micro} (Trefoil {package})");
    let settings = &vm.settings;
    let executable =
        std::env::current_exe().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    let original: Vec<String> =
        std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let entries = [
        ("argv", texts(vm, &settings.argv)),
        ("path", texts(vm, &settings.path)),
        ("orig_argv", texts(vm, &original)),
        ("warnoptions", vm.new_list(&[]).value()),
        ("version", text(&version)),
        ("version_info", version_info),
        ("hexversion", hexversion),
        ("api_version", Value::small(1013)),
        ("copyright", text("Copyright (c) the Trefoil authors.")),
        ("implementation", implementation(vm, version_info, hexversion)?),
        ("platform", text(platform())),
        ("byteorder", text(if cfg!(target_endian = "little") { "little" } else { "big" })),
        ("maxsize", vm.new_int(i64::MAX)),
        ("maxunicode", Value::small(0x10_ffff)),
        ("executable", text(&executable)),
        ("prefix", text("")),
        ("exec_prefix", text("")),
        ("dont_write_bytecode", Value::TRUE),
        ("float_info", float_info(vm)),
        ("int_info", int_info(vm)),
        ("hash_info", hash_info(vm)),
        ("flags", flags(vm)),
        ("builtin_module_names", names(vm, BUILTIN_MODULES)),
        (
            "stdlib_module_names",
            vm.call(vm.classes.frozenset.value(), &[names(vm, STANDARD_MODULES)])?,
        ),
    ];
    for (name, value) in entries {
        dict.set_name(vm, vm.intern(name), value);
    }
    Ok(())
}

fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

fn record(vm: &Vm, class: &'static ClassSpec, items: &[Value]) -> Value {
    let class = vm.add_class(class);
    vm.new_tuple_of(class, items).value()
}
fn texts(vm: &Vm, texts: &[String]) -> Value {
    let values: Vec<Value> = texts.iter().map(|text| vm.new_str(text).value()).collect();
    vm.new_list(&values).value()
}
fn names(vm: &Vm, names: &[&str]) -> Value {
    let values: Vec<Value> = names.iter().map(|name| vm.intern(name).value()).collect();
    vm.new_tuple(&values).value()
}

fn implementation(vm: &Vm, version: Value, hexversion: Value) -> Result {
    let class = vm.add_class(&NAMESPACE);
    let namespace = vm.new_instance(class).value();
    let name = vm.intern("trefoil").value();
    for (key, value) in [
        ("name", name),
        ("cache_tag", Value::NONE),
        ("version", version),
        ("hexversion", hexversion),
    ] {
        vm.set_attribute(namespace, vm.intern(key), value)?;
    }
    Ok(namespace)
}

fn float_info(vm: &Vm) -> Value {
    let float = |number: f64| vm.new_float(number);
    record(
        vm,
        &FLOAT_INFO,
        &[
            float(f64::MAX),
            Value::small(i64::from(f64::MAX_EXP)),
            Value::small(i64::from(f64::MAX_10_EXP)),
            float(f64::MIN_POSITIVE),
            Value::small(i64::from(f64::MIN_EXP)),
            Value::small(i64::from(f64::MIN_10_EXP)),
            Value::small(i64::from(f64::DIGITS)),
            Value::small(i64::from(f64::MANTISSA_DIGITS)),
            float(f64::EPSILON),
            Value::small(i64::from(f64::RADIX)),
            Value::small(1),
        ],
    )
}

fn int_info(vm: &Vm) -> Value {
    let sizes = [30, 4, DEFAULT_DIGITS as i64, MIN_DIGITS as i64];
    record(vm, &INT_INFO, &sizes.map(Value::small))
}

fn hash_info(vm: &Vm) -> Value {
    let small = Value::small;
    let algorithm = vm.new_str("siphash13").value();
    let modulus = vm.new_int((1 << 61) - 1);
    record(
        vm,
        &HASH_INFO,
        &[
            small(64),
            modulus,
            small(314_159),
            small(0),
            small(1_000_003),
            algorithm,
            small(64),
            small(128),
            small(0),
        ],
    )
}

fn flags(vm: &Vm) -> Value {
    let mut items = [Value::small(0); 18];
    items[13] = Value::FALSE;
    items[16] = Value::FALSE;
    items[17] = Value::small(DEFAULT_DIGITS as i64);
    record(vm, &FLAGS, &items)
}
