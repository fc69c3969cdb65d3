//! Module `time`: clocks, sleeping, and broken-down time.

mod calendar;
mod struct_time;

pub(crate) use struct_time::CLASS as STRUCT_TIME;

use self::calendar::Calendar;
use super::ModuleSpec;
use crate::function::NativeSpec;
use crate::int::IntRef;
use crate::ops;
use crate::string::StrObject;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::time::{Duration, Instant};

/// The module.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    in_file: false,
    functions: FUNCTIONS,
    init: |vm, dict| {
        let clocks = [
            ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
            ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
            ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
            ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
        ];
        for (name, clock) in clocks {
            dict.set_name(vm, vm.intern(name), Value::small(clock.into()));
        }
        let zone = calendar::zone();
        dict.set_name(vm, vm.intern("timezone"), vm.new_int(zone.offset));
        dict.set_name(vm, vm.intern("altzone"), vm.new_int(zone.summer_offset));
        dict.set_name(
            vm,
            vm.intern("daylight"),
            Value::small((zone.offset != zone.summer_offset).into()),
        );
        dict.set_name(vm, vm.intern("struct_time"), vm.defaults.struct_time.value());
        let names = zone.names.map(|name| vm.new_str(&name).value());
        dict.set_name(vm, vm.intern("tzname"), vm.new_tuple(&names).value());
        Ok(())
    },
};

const FUNCTIONS: &[NativeSpec] = &[
    NativeSpec::function(
        "time",
        |vm, _| seconds(vm, libc::CLOCK_REALTIME),
        0,
        0,
        "Return the current time in seconds since the Epoch.",
    ),
    NativeSpec::function(
        "time_ns",
        |vm, _| nanoseconds(vm, libc::CLOCK_REALTIME),
        0,
        0,
        "Return the current time in nanoseconds since the Epoch.",
    ),
    NativeSpec::function(
        "perf_counter",
        |vm, _| seconds(vm, libc::CLOCK_MONOTONIC),
        0,
        0,
        "Performance counter for benchmarking.",
    ),
    NativeSpec::function(
        "perf_counter_ns",
        |vm, _| nanoseconds(vm, libc::CLOCK_MONOTONIC),
        0,
        0,
        "Performance counter for benchmarking as nanoseconds.",
    ),
    NativeSpec::function(
        "monotonic",
        |vm, _| seconds(vm, libc::CLOCK_MONOTONIC),
        0,
        0,
        "Monotonic clock, cannot go backward.",
    ),
    NativeSpec::function(
        "monotonic_ns",
        |vm, _| nanoseconds(vm, libc::CLOCK_MONOTONIC),
        0,
        0,
        "Monotonic clock, cannot go backward, as nanoseconds.",
    ),
    NativeSpec::function(
        "process_time",
        |vm, _| seconds(vm, libc::CLOCK_PROCESS_CPUTIME_ID),
        0,
        0,
        "Process time for profiling: sum of the kernel and user-space CPU time.",
    ),
    NativeSpec::function(
        "process_time_ns",
        |vm, _| nanoseconds(vm, libc::CLOCK_PROCESS_CPUTIME_ID),
        0,
        0,
        "Process time for profiling as nanoseconds.",
    ),
    NativeSpec::function(
        "thread_time",
        |vm, _| seconds(vm, libc::CLOCK_THREAD_CPUTIME_ID),
        0,
        0,
        "Thread time for profiling: sum of the kernel and user-space CPU time.",
    ),
    NativeSpec::function(
        "thread_time_ns",
        |vm, _| nanoseconds(vm, libc::CLOCK_THREAD_CPUTIME_ID),
        0,
        0,
        "Thread time for profiling as nanoseconds.",
    ),
    NativeSpec::function("sleep", sleep, 1, 1, "Delay execution for a given number of seconds."),
    NativeSpec::function(
        "gmtime",
        |vm, args| broken_down(vm, args, Calendar::utc),
        0,
        1,
        "Convert seconds since the Epoch to a time tuple expressing UTC.",
    ),
    NativeSpec::function(
        "localtime",
        |vm, args| broken_down(vm, args, Calendar::local),
        0,
        1,
        "Convert seconds since the Epoch to a time tuple expressing local time.",
    ),
    NativeSpec::function(
        "mktime",
        make_time,
        1,
        1,
        "Convert a time tuple in local time to seconds since the Epoch.",
    ),
    NativeSpec::function(
        "strftime",
        format_time,
        1,
        2,
        "Convert a time tuple to a string according to a format specification.",
    ),
    NativeSpec::function(
        "asctime",
        ascii_time,
        0,
        1,
        "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
    ),
    NativeSpec::function(
        "ctime",
        ctime,
        0,
        1,
        "Convert a time in seconds since the Epoch to a string in local time.",
    ),
];

/// What a clock shows, in nanoseconds.
fn clock(clock: libc::clockid_t) -> i128 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `now` is a valid place for the result. An unknown clock leaves it at zero.
    unsafe { libc::clock_gettime(clock, &raw mut now) };
    i128::from(now.tv_sec) * 1_000_000_000 + i128::from(now.tv_nsec)
}

fn seconds(vm: &Vm, id: libc::clockid_t) -> Result {
    Ok(vm.new_float(clock(id) as f64 / 1e9))
}

fn nanoseconds(vm: &Vm, id: libc::clockid_t) -> Result {
    Ok(vm.new_integer(clock(id)))
}

fn sleep(vm: &Vm, args: &[Value]) -> Result {
    let seconds = match (args[0].as_any_float(), args[0].as_integer()) {
        (Some(seconds), _) => seconds,
        (_, Some(seconds)) => seconds.to_f64(),
        _ => match ops::special(vm, args[0], vm.names.__index__) {
            Some(_) => ops::to_index(vm, args[0])?.as_integer().map_or(0.0, IntRef::to_f64),
            None => {
                let found = vm.class_name(args[0]);
                return Err(vm.type_error(format!(
                    "'{found}' object cannot be interpreted as an integer or float"
                )));
            }
        },
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let Ok(length) = Duration::try_from_secs_f64(seconds) else {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    };
    let start = Instant::now();
    // In slices, so that Ctrl-C is noticed.
    const SLICE: Duration = Duration::from_millis(20);
    loop {
        vm.poll_native()?;
        let Some(rest) = length.checked_sub(start.elapsed()).filter(|rest| !rest.is_zero()) else {
            return Ok(Value::NONE);
        };
        std::thread::sleep(rest.min(SLICE));
    }
}

/// The time that an optional argument names, in seconds since the Epoch.
fn moment(vm: &Vm, args: &[Value]) -> Result<i64> {
    match args.first().filter(|value| !value.is_none()) {
        None => Ok((clock(libc::CLOCK_REALTIME) / 1_000_000_000) as i64),
        Some(value) => {
            let seconds = match value.as_any_float() {
                Some(seconds) => seconds.floor(),
                None => ops::to_index(vm, *value)?.as_integer().map_or(0.0, IntRef::to_f64),
            };
            if seconds.abs() < 1e17 {
                return Ok(seconds as i64);
            }
            Err(vm.overflow_error("timestamp out of range for platform time_t"))
        }
    }
}

fn broken_down(vm: &Vm, args: &[Value], convert: fn(i64) -> Option<Calendar>) -> Result {
    match convert(moment(vm, args)?) {
        Some(calendar) => Ok(tuple(vm, &calendar)),
        None => Err(vm.overflow_error("timestamp out of range for platform time_t")),
    }
}

fn tuple(vm: &Vm, calendar: &Calendar) -> Value {
    let fields = calendar.fields().map(|field| vm.new_int(field));
    vm.new_tuple_of(vm.defaults.struct_time, &fields).value()
}

/// The time that a tuple argument holds; now if there is none.
fn time_argument(vm: &Vm, value: Option<&Value>) -> Result<Calendar> {
    let Some(value) = value else {
        return Ok(Calendar::local(moment(vm, &[])?).unwrap_or_default());
    };
    let Some(tuple) = value.cast::<TupleObject>() else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    let mut fields = [0; 9];
    if tuple.len() != 9 {
        return Err(vm.type_error("time tuple must have exactly 9 elements"));
    }
    for (field, item) in fields.iter_mut().zip(tuple.items()) {
        *field = ops::to_isize(vm, *item)? as i64;
    }
    Calendar::from_fields(fields).map_err(|message| vm.value_error(message))
}

fn make_time(vm: &Vm, args: &[Value]) -> Result {
    match time_argument(vm, args.first())?.local_seconds() {
        Some(seconds) => Ok(vm.new_float(seconds as f64)),
        None => Err(vm.overflow_error("mktime argument out of range")),
    }
}

fn format_time(vm: &Vm, args: &[Value]) -> Result {
    let Some(format) = args[0].cast::<StrObject>() else {
        let found = vm.class_name(args[0]);
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {found}")));
    };
    let calendar = time_argument(vm, args.get(1))?;
    Ok(vm.new_str(&calendar.format(format.as_str())).value())
}

fn ascii_time(vm: &Vm, args: &[Value]) -> Result {
    let calendar = time_argument(vm, args.first())?;
    Ok(vm.new_str(&calendar.ascii()).value())
}

fn ctime(vm: &Vm, args: &[Value]) -> Result {
    let calendar = Calendar::local(moment(vm, args)?).unwrap_or_default();
    Ok(vm.new_str(&calendar.ascii()).value())
}
