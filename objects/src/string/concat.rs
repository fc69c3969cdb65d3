//! Concatenation and repetition.
//!
//! `s += x` in a loop must not copy `s` each time. Who else holds `s` is not known, so nothing can be extended in place; instead the
//! *second* time that the result of a concatenation is extended its text goes to a buffer with room at the end. The result is a view of
//! the buffer's first bytes. Extending a view that ends where the bytes in use end writes behind it, which no other view sees.
//! Text that is concatenated once is copied exactly once and has no spare room.

use super::{BUFFER, GROWN, Str, count_chars, fill, header, text_after};
use crate::shape::id;
use crate::vm::{Result, Vm};

/// Shorter results are copied: that is cheaper than a view.
const LONG: usize = 192;

impl Vm {
    /// `a + b` of instances of exactly class `str`.
    ///
    /// # Errors
    /// MemoryError.
    pub fn concat_str(&self, a: Str, b: Str) -> Result<Str> {
        if b.is_empty() && a.header().shape() == id::STR {
            return Ok(a);
        }
        if a.is_empty() && b.header().shape() == id::STR {
            return Ok(b);
        }
        let total = a.bytes.get() + b.bytes.get();
        if total < LONG {
            return Ok(self.copy_both(a, b));
        }
        let holder: Option<Str> = a.companion.get().cast();
        match holder.filter(|holder| holder.header.flags.get() & BUFFER != 0) {
            Some(buffer) => self.extend_view(a, b, buffer, total),
            None if a.header.flags.get() & GROWN != 0 => self.start_buffer(a, b, total),
            None => {
                self.reserve(total)?;
                Ok(self.copy_both(a, b))
            }
        }
    }
    fn copy_both(&self, a: Str, b: Str) -> Str {
        let (first, second) = (a.as_str(), b.as_str());
        let total = first.len() + second.len();
        let made = self.heap.allocate_with(header(total, a.chars + b.chars), total);
        let place = text_after(made);
        // SAFETY: the object was allocated with room for both texts after the struct, and nobody reads it yet.
        unsafe {
            std::ptr::copy_nonoverlapping(first.as_ptr(), place, first.len());
            std::ptr::copy_nonoverlapping(second.as_ptr(), place.add(first.len()), second.len());
        }
        made.data.set(place);
        made.header.flags.set(if total < LONG { 0 } else { GROWN });
        made
    }
    fn extend_view(&self, a: Str, b: Str, buffer: Str, total: usize) -> Result<Str> {
        if buffer.bytes.get() != a.bytes.get() {
            // Somebody else has extended this view before.
            self.reserve(total)?;
            return Ok(self.copy_both(a, b));
        }
        if total > buffer.chars {
            return self.start_buffer(a, b, total);
        }
        Ok(self.append(buffer, b, a.chars + b.chars))
    }
    fn start_buffer(&self, a: Str, b: Str, total: usize) -> Result<Str> {
        let capacity = total.saturating_mul(2);
        self.reserve(capacity)?;
        // Of a buffer `bytes` is what is in use and `chars` the capacity.
        let buffer = self.heap.allocate_with(header(0, capacity), capacity);
        fill(buffer, a.as_str());
        buffer.header.flags.set(BUFFER);
        buffer.bytes.set(a.bytes.get());
        Ok(self.append(buffer, b, a.chars + b.chars))
    }
    /// Writes text behind the bytes in use and makes a view of all.
    fn append(&self, buffer: Str, b: Str, chars: usize) -> Str {
        let (used, text) = (buffer.bytes.get(), b.as_str());
        // SAFETY: callers have checked that the buffer has room; no view covers bytes behind those in use. `text` may be in this
        // same buffer, but before them.
        unsafe {
            std::ptr::copy_nonoverlapping(text.as_ptr(), text_after(buffer).add(used), text.len())
        };
        buffer.bytes.set(used + text.len());
        let view = self.heap.allocate(header(used + text.len(), chars));
        view.data.set(text_after(buffer));
        view.companion.set(buffer.value());
        view.header.flags.set(GROWN);
        view
    }
    /// `s * count`, of class `str`.
    ///
    /// # Errors
    /// MemoryError.
    pub fn repeat_str(&self, s: Str, count: usize) -> Result<Str> {
        if count == 1 && s.header().shape() == id::STR {
            return Ok(s);
        }
        let text = s.as_str();
        let Some(total) = text.len().checked_mul(count).filter(|n| *n <= isize::MAX as usize / 2)
        else {
            return Err(self.memory_error());
        };
        self.reserve(total)?;
        Ok(self.new_str(&text.repeat(count)))
    }
    /// The `str` of text that may be large.
    ///
    /// # Errors
    /// MemoryError.
    pub fn long_str(&self, text: &str) -> Result<Str> {
        self.reserve(text.len())?;
        Ok(if text.len() <= 1 {
            self.new_str(text)
        } else {
            self.fresh_str(text, count_chars(text))
        })
    }
}

/// Whether the text lies in another object.
pub(super) fn is_view(s: Str) -> bool {
    s.data.get() != text_after(s).cast_const()
}
