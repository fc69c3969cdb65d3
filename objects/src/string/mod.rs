//! `str` objects: immutable Unicode text, and the table of interned ones.
//!
//! Text is UTF-8, with its length in code points beside it: ASCII text (bytes == chars) is indexed directly, other text through
//! an index of byte offsets that the first access by index makes (`index.rs`). A lone surrogate U+D800+n, which UTF-8 cannot hold, is
//! stored as the unassigned code point U+DF800+n and turned back wherever code points become visible (`ord`, `repr`, encoding).
//!
//! The text lies in place after the struct, except for the results of `s += x` in a loop: such a string is a *view* of a *buffer* with
//! room at its end (`concat.rs`), so that building text piece by piece is linear without knowing who else holds `s`.

pub mod case;
pub mod class;
pub mod codec;
mod concat;
pub mod escape;
mod index;
pub mod methods;
pub mod search;
pub mod split;
#[cfg(test)]
mod tests;
pub mod translate;
pub mod unicode;
pub mod unicode_data;

pub use class::{CLASS, str_contains, str_get_item};

use crate::class::Class;
use crate::object::{Header, Kind, Ref, object};
use crate::value::Value;
use crate::vm::Vm;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;

/// Set in `Header::flags` of an interned string: equal interned strings are identical.
pub const INTERNED: u8 = 1;
/// Set in `Header::flags` of the result of a long concatenation: if it is extended again, room is left for more.
const GROWN: u8 = 2;
/// Set in `Header::flags` of a buffer. No program sees one.
const BUFFER: u8 = 4;

/// A `str`. Its text follows unless it is a view.
#[repr(C)]
#[derive(Debug)]
pub struct StrObject {
    header: Header,
    /// Hash, 0 while not computed.
    pub(crate) hash: Cell<u64>,
    /// Bytes of text; of a buffer, those in use.
    bytes: Cell<usize>,
    /// Code points; of a buffer, its capacity in bytes.
    chars: usize,
    /// Where the text is. A field, so that reading text needs no test for views.
    data: Cell<*const u8>,
    /// What else belongs to it: of a view the `str` that holds its text, of other text its index of offsets, or null. The collector
    /// traces it.
    pub(crate) companion: Cell<Value>,
}
object!(StrObject: Str);

/// A reference to a `str`.
pub type Str = Ref<StrObject>;

impl StrObject {
    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        // SAFETY: whoever makes a `str` sets `data` to `bytes` bytes of valid UTF-8, in this object or in its companion, which it
        // keeps alive; neither changes these bytes again, and objects do not move.
        unsafe {
            let text = std::slice::from_raw_parts(self.data.get(), self.bytes.get());
            std::str::from_utf8_unchecked(text)
        }
    }
    /// Length in code points, `len(s)`.
    #[inline]
    pub fn chars(&self) -> usize {
        self.chars
    }
    /// Whether it has no text.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }
    /// Whether every code point is below 128.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.bytes.get() == self.chars
    }
    /// Whether equal strings with this property are identical.
    #[inline]
    pub fn is_interned(&self) -> bool {
        self.header.flags.get() & INTERNED != 0
    }
    /// The hash of the text, computed once. Never 0.
    #[inline]
    pub fn hash(&self) -> u64 {
        match self.hash.get() {
            0 => self.compute_hash(),
            hash => hash,
        }
    }
    #[cold]
    fn compute_hash(&self) -> u64 {
        let hash = hash_bytes(self.as_str().as_bytes());
        self.hash.set(hash);
        hash
    }
}

/// The hash of text and bytes. Never 0, and never -1 as a signed number.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(bytes);
    hasher.finish().clamp(1, u64::MAX - 1)
}

impl Str {
    /// Whether two strings have the same text.
    #[inline]
    pub fn equals(self, other: Str) -> bool {
        self == other
            || self.bytes.get() == other.bytes.get()
                && !(self.is_interned() && other.is_interned())
                && self.as_str().as_bytes() == other.as_str().as_bytes()
    }
    /// The order of two strings by code points.
    pub fn compare(self, other: Str) -> Ordering {
        if self.is_ascii() || other.is_ascii() {
            return self.as_str().cmp(other.as_str());
        }
        // Bytes of UTF-8 are in the order of code points, except for the stand-ins of surrogates.
        let points = |text: Str| text.as_str().chars().map(unicode::code_point).collect::<Vec<_>>();
        let has_stand_ins =
            |text: Str| text.as_str().chars().any(|c| unicode::surrogate(c).is_some());
        if has_stand_ins(self) || has_stand_ins(other) {
            return points(self).cmp(&points(other));
        }
        self.as_str().cmp(other.as_str())
    }
    /// The only code point, if there is exactly one.
    pub fn single(self) -> Option<char> {
        if self.chars != 1 {
            return None;
        }
        self.as_str().chars().next()
    }
}

/// The interned strings. They live as long as the VM.
#[derive(Debug)]
pub struct Interner {
    table: RefCell<FxHashMap<&'static str, Str>>,
    /// The strings of the code points below 256, and the empty one, once needed. Interned.
    latin1: Box<[Cell<Option<Str>>]>,
}

const EMPTY: usize = 256;

impl Default for Interner {
    fn default() -> Interner {
        Interner { table: RefCell::default(), latin1: vec![Cell::new(None); EMPTY + 1].into() }
    }
}

impl Vm {
    /// Makes a `str` of text. Text that may be large is asked for with [`Vm::reserve`] first.
    pub fn new_str(&self, text: &str) -> Str {
        if text.len() <= 1 {
            return self.short_str(text);
        }
        self.fresh_str(text, count_chars(text))
    }
    /// Makes a `str` of text of known length in code points.
    pub(crate) fn fresh_str(&self, text: &str, chars: usize) -> Str {
        let made = self.heap.allocate_with(header(text.len(), chars), text.len());
        fill(made, text);
        made
    }
    fn short_str(&self, text: &str) -> Str {
        let number = text.bytes().next().map_or(EMPTY, usize::from);
        self.cached_str(number, text)
    }
    fn cached_str(&self, number: usize, text: &str) -> Str {
        let place = &self.interner.latin1[number];
        if let Some(found) = place.get() {
            return found;
        }
        let made = self.intern(text);
        place.set(Some(made));
        made
    }
    /// The `str` of one code point; always the same object below 256.
    #[inline]
    pub fn char_str(&self, c: char) -> Str {
        let number = c as usize;
        if number < EMPTY
            && let Some(found) = self.interner.latin1[number].get()
        {
            return found;
        }
        let mut buffer = [0; 4];
        let text = c.encode_utf8(&mut buffer);
        if number < EMPTY { self.cached_str(number, text) } else { self.fresh_str(text, 1) }
    }
    /// The empty string.
    pub fn empty_str(&self) -> Str {
        self.short_str("")
    }
    /// Makes an instance of `class`, which is `str` or a subclass of it.
    pub fn new_str_of(&self, class: Class, text: &str) -> Str {
        if class == self.classes.str {
            return self.new_str(text);
        }
        let object = header(text.len(), count_chars(text));
        let made = self.allocate_of_with(class, object, text.len());
        fill(made, text);
        made
    }
    /// The interned `str` of text: the same object for the same text, for ever.
    pub fn intern(&self, text: &str) -> Str {
        if let Some(&found) = self.interner.table.borrow().get(text) {
            return found;
        }
        let made = self.fresh_str(text, count_chars(text));
        made.header.flags.set(made.header.flags.get() | INTERNED);
        // SAFETY: interned strings are roots and never freed or moved while the VM lives; the table dies with the VM.
        let key: &'static str = unsafe { std::mem::transmute::<&str, &'static str>(made.as_str()) };
        self.interner.table.borrow_mut().insert(key, made);
        made
    }
    /// The interned `str` equal to `text`, if there is one.
    pub fn interned(&self, text: &str) -> Option<Str> {
        self.interner.table.borrow().get(text).copied()
    }
}

fn count_chars(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// A `str` without text yet.
fn header(bytes: usize, chars: usize) -> StrObject {
    StrObject {
        header: Header::new(Kind::Str, crate::shape::id::STR),
        hash: Cell::new(0),
        bytes: Cell::new(bytes),
        chars,
        data: Cell::new(std::ptr::null()),
        companion: Cell::new(Value::NULL),
    }
}

/// Copies text to its place after the struct, which was allocated with room for it.
fn fill(made: Str, text: &str) {
    let place = text_after(made);
    // SAFETY: the object was allocated with `text.len()` bytes after the struct, and nobody reads them yet.
    unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), place, text.len()) };
    made.data.set(place);
}

/// The first byte after the struct.
fn text_after(object: Str) -> *mut u8 {
    object.as_ptr().wrapping_add(1).cast()
}

impl Interner {
    /// Calls `visit` for each interned string: they are roots.
    pub fn each(&self, mut visit: impl FnMut(Str)) {
        self.table.borrow().values().for_each(|s| visit(*s));
    }
}
