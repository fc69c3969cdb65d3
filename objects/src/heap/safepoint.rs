//! Safepoints: where bytecode and long native loops let the collector and the user in.

use crate::frame::Sp;
use crate::vm::{Result, Vm, poll};
use std::sync::atomic::Ordering;

impl Vm {
    /// Does what [`Vm::poll`] asks for. `sp` is the top of the VM stack.
    ///
    /// # Errors
    /// KeyboardInterrupt after Ctrl-C; MemoryError if memory is beyond the limit even after a collection.
    #[cold]
    #[inline(never)]
    pub fn safepoint(&self, sp: Sp) -> Result<()> {
        let bits = self
            .poll
            .fetch_and(!(poll::COLLECT | poll::INTERRUPT | poll::MEMORY), Ordering::Relaxed);
        if bits & (poll::COLLECT | poll::MEMORY | poll::STRESS) != 0 {
            self.heap.collect(self, sp.0);
        }
        if bits & poll::INTERRUPT != 0 {
            // The memory question stays for the next safepoint.
            self.poll.fetch_or(bits & poll::MEMORY, Ordering::Relaxed);
            return Err(self.raise(self.classes.keyboard_interrupt, ""));
        }
        if bits & poll::MEMORY != 0 && self.heap.is_exhausted() {
            return Err(self.memory_error());
        }
        Ok(())
    }
    /// A safepoint for native loops: every few thousand iterations.
    ///
    /// # Errors
    /// As for [`Vm::safepoint`].
    #[inline]
    pub fn poll_native(&self) -> Result<()> {
        if self.poll.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        self.safepoint(self.saved.get().1)
    }
    /// Asks for `bytes` that may be many, before they are allocated.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub fn reserve(&self, bytes: usize) -> Result<()> {
        self.heap.reserve(bytes).map_err(|_| self.memory_error())
    }
}

impl super::Heap {
    /// After a collection: whether memory is beyond the limit. When it is, the handler of the MemoryError gets a part of the limit on top.
    fn is_exhausted(&self) -> bool {
        let (used, limit) = (self.used(), self.limit.get());
        if used <= limit {
            self.raise_above.set(limit);
            return false;
        }
        let exhausted = used > self.raise_above.get();
        self.raise_above.set(used + limit / 8);
        self.withdraw(poll::MEMORY);
        exhausted
    }
}
