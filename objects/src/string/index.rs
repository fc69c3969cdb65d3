//! Access by index of code point.
//!
//! ASCII is direct. Other text of more than [`STRIDE`] code points gets, at its first access, an index: the byte offset of every
//! `STRIDE`th code point, in a hidden `bytes` object. A view gets a copy of its text first, since its companion is its buffer.

use super::concat::is_view;
use super::{BUFFER, Str, text_after};
use crate::bytes::{Bytes, BytesObject};
use crate::vm::Vm;

/// Code points between entries of the index.
const STRIDE: usize = 64;

/// Bytes of an entry.
const ENTRY: usize = size_of::<u64>();

impl Vm {
    /// The code point at an index that is in range.
    #[inline]
    pub fn char_at(&self, s: Str, index: usize) -> char {
        if s.is_ascii() {
            return s.as_str().as_bytes().get(index).map_or('\0', |byte| *byte as char);
        }
        let start = self.byte_offset(s, index);
        s.as_str()[start..].chars().next().unwrap_or('\0')
    }
    /// The byte offset of a code point; the length for an index out of range.
    pub fn byte_offset(&self, s: Str, index: usize) -> usize {
        if s.is_ascii() || index == 0 {
            return index.min(s.as_str().len());
        }
        if index >= s.chars() {
            return s.as_str().len();
        }
        let start = if index < STRIDE { 0 } else { self.indexed(s, index / STRIDE) };
        let rest = &s.as_str()[start..];
        rest.char_indices()
            .nth(index % STRIDE)
            .map_or(s.as_str().len(), |(offset, _)| start + offset)
    }
    fn indexed(&self, s: Str, entry: usize) -> usize {
        let holder = if is_view(s) { self.detached(s) } else { s };
        let table = match holder.companion.get().cast::<BytesObject>() {
            Some(table) => table,
            None => self.make_index(holder),
        };
        let place = table.as_bytes().get(entry * ENTRY..).and_then(|rest| rest.first_chunk());
        place.map_or(0, |bytes| u64::from_le_bytes(*bytes) as usize)
    }
    #[cold]
    fn make_index(&self, s: Str) -> Bytes {
        let offsets = s.as_str().char_indices().step_by(STRIDE);
        let table: Vec<u8> =
            offsets.flat_map(|(offset, _)| (offset as u64).to_le_bytes()).collect();
        let table = self.new_bytes(&table);
        s.companion.set(table.value());
        table
    }
    /// The `str` that holds the text of a view and nothing else: a copy, from the first time on.
    fn detached(&self, view: Str) -> Str {
        let holder = Str::from_value(view.companion.get());
        if holder.header.flags.get() & BUFFER == 0 {
            return holder;
        }
        let copy = self.fresh_str(view.as_str(), view.chars);
        view.data.set(text_after(copy));
        view.companion.set(copy.value());
        copy
    }
    /// The text between two indices of code points.
    pub fn substring(&self, s: Str, start: usize, end: usize) -> Str {
        if start >= end {
            return self.empty_str();
        }
        if start == 0 && end >= s.chars() && s.header().shape() == crate::shape::id::STR {
            return s;
        }
        let end = end.min(s.chars());
        if end - start == 1 {
            return self.char_str(self.char_at(s, start));
        }
        let (from, to) = (self.byte_offset(s, start), self.byte_offset(s, end));
        self.fresh_str(&s.as_str()[from..to], end - start)
    }
    /// The index of the code point at a byte offset.
    pub fn char_index(&self, s: Str, offset: usize) -> usize {
        if s.is_ascii() { offset } else { s.as_str()[..offset].chars().count() }
    }
}
