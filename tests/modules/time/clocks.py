"""Clocks of `time`: types, monotony, sleeping; calendar functions on fixed instants."""
import time
for name in ["time", "monotonic", "perf_counter", "process_time"]:
    f = getattr(time, name)
    a, b = f(), f()
    print(name, type(a).__name__, b >= a, a > 0 if name == "time" else a >= 0)
    g = getattr(time, name + "_ns")
    a, b = g(), g()
    print(name + "_ns", type(a).__name__, b >= a)
start = time.perf_counter()
time.sleep(0.002)
print(time.perf_counter() - start >= 0.002, time.sleep(0), time.sleep(False))
print(time.time() > 1_700_000_000, abs(time.time() - time.time_ns() / 1e9) < 5)
for bad in [lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.sleep(), lambda: time.sleep(None), lambda: time.time(1), lambda: time.nope, lambda: time.sleep(float("nan"))]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
