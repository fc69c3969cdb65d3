//! `time.struct_time`: the nine fields of a broken-down time, by name and by index.

use crate::class::flag;
use crate::class_spec::{ClassSpec, GetSetSpec, NativeSpec};
use crate::modules::sys::record;
use crate::object::Kind;
use crate::ops;
use crate::parameters::parse;
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Result, Vm};

const FIELDS: [&str; 9] = [
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
];
/// Fields that may follow in the argument: the time zone. They are not kept.
const ZONE_FIELDS: usize = 2;

fn new(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let [sequence, _] = parse(vm, "structseq", ["sequence", "dict"], (1, 2), &args[1..], names)?;
    let class = vm.expect_subclass(args[0], vm.defaults.struct_time, "time.struct_time")?;
    let items = match ops::collect(vm, sequence) {
        Ok(items) => items,
        Err(raised) if !vm.raised_is(vm.classes.type_error) => return Err(raised),
        Err(_) => {
            vm.clear_raised();
            return Err(vm.type_error("constructor requires a sequence"));
        }
    };
    let (given, most) = (items.len(), FIELDS.len() + ZONE_FIELDS);
    if given < FIELDS.len() || given > most {
        let (bound, count) =
            if given < FIELDS.len() { ("least", FIELDS.len()) } else { ("most", most) };
        return Err(vm.type_error(format!(
            "time.struct_time() takes an at {bound} {count}-sequence ({given}-sequence given)"
        )));
    }
    Ok(vm.new_tuple_of(class, &items[..FIELDS.len()]).value())
}

/// `time.struct_time`
pub(crate) const CLASS: ClassSpec = ClassSpec {
    module: "time",
    base: Some(id::TUPLE),
    methods: &[
        NativeSpec::keyword_static_method("__new__", new, 1, 3, ""),
        NativeSpec::method(
            "__repr__",
            |vm, args| record::repr(vm, args[0], "time.struct_time", &FIELDS),
            1,
            1,
            "Return repr(self).",
        ),
    ],
    getters: &[
        GetSetSpec::member("tm_year", record::item::<0>),
        GetSetSpec::member("tm_mon", record::item::<1>),
        GetSetSpec::member("tm_mday", record::item::<2>),
        GetSetSpec::member("tm_hour", record::item::<3>),
        GetSetSpec::member("tm_min", record::item::<4>),
        GetSetSpec::member("tm_sec", record::item::<5>),
        GetSetSpec::member("tm_wday", record::item::<6>),
        GetSetSpec::member("tm_yday", record::item::<7>),
        GetSetSpec::member("tm_isdst", record::item::<8>),
    ],
    doc: "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().  May be considered as a\nsequence of 9 integers.",
    flags: flag::FINAL | flag::SEQUENCE,
    ..ClassSpec::new("struct_time", Kind::Tuple, 0)
};
