//! What the heap has done, for `--stats` and the `gc` module.

use std::cell::Cell;
use std::fmt;
use std::time::Duration;

/// Counters of a heap.
#[derive(Default, Debug)]
pub struct Statistics {
    objects: Cell<u64>,
    bytes: Cell<u64>,
    collections: Cell<u64>,
    pause: Cell<Duration>,
    longest: Cell<Duration>,
}

impl Statistics {
    /// Cells given out for allocation (the last run of each size class may be partly unused).
    pub fn objects(&self) -> u64 {
        self.objects.get()
    }
    /// Bytes of these cells.
    pub fn bytes(&self) -> u64 {
        self.bytes.get()
    }
    /// Collections.
    pub fn collections(&self) -> u64 {
        self.collections.get()
    }
    /// Time spent in collections, lazy sweeping not counted.
    pub fn pause(&self) -> Duration {
        self.pause.get()
    }
    /// The longest collection.
    pub fn longest_pause(&self) -> Duration {
        self.longest.get()
    }
    pub(super) fn count(&self, objects: usize, bytes: usize) {
        self.objects.set(self.objects.get() + objects as u64);
        self.bytes.set(self.bytes.get() + bytes as u64);
    }
    pub(super) fn collected(&self, pause: Duration) {
        self.collections.set(self.collections.get() + 1);
        self.pause.set(self.pause.get() + pause);
        self.longest.set(self.longest.get().max(pause));
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mebibytes = self.bytes() as f64 / (1 << 20) as f64;
        writeln!(f, "allocated    {} objects, {mebibytes:.1} MiB", self.objects())?;
        writeln!(
            f,
            "collections  {}, {:.1} ms, longest {:.1} ms",
            self.collections(),
            self.pause().as_secs_f64() * 1e3,
            self.longest_pause().as_secs_f64() * 1e3
        )
    }
}
