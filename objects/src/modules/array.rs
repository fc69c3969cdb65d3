//! Module `array`: typed, contiguous storage. Instructions access items of `'d'` and `'i'` in place.

use super::ModuleSpec;
use crate::bytes::BytesObject;
use crate::class::Class;
use crate::class_spec::{ANY, ClassSpec, GetSetSpec};
use crate::function::NativeSpec;
use crate::heap::Heap;
use crate::int::IntRef;
use crate::list::ListObject;
use crate::object::{Header, Kind, Ref, object};
use crate::ops::{self, CompareOp};
use crate::shape::id;
use crate::slice::SliceObject;
use crate::string::{Str, StrObject};
use crate::value::Value;
use crate::vm::{Result, Vm};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error, realloc};
use std::cell::Cell;

/// An `array.array`.
#[repr(C)]
#[derive(Debug)]
pub struct ArrayObject {
    header: Header,
    /// The type code, a character.
    pub(crate) typecode: u32,
    /// Bytes of an item.
    item_size: u32,
    /// Number of items.
    pub(crate) len: Cell<usize>,
    /// Room for items.
    capacity: Cell<usize>,
    /// The items, aligned to 8.
    pub(crate) data: Cell<*mut u8>,
}
object!(ArrayObject: Array);

/// A reference to an array.
pub type Array = Ref<ArrayObject>;

const TYPECODES: &str = "bBuwhHiIlLqQfd";
const ALIGN: usize = 8;

fn item_size(typecode: char) -> Option<u32> {
    Some(match typecode {
        'b' | 'B' => 1,
        'h' | 'H' => 2,
        'u' | 'w' | 'i' | 'I' | 'f' => 4,
        'l' | 'L' | 'q' | 'Q' | 'd' => 8,
        _ => return None,
    })
}

fn layout(bytes: usize) -> Layout {
    Layout::from_size_align(bytes, ALIGN)
        .expect("arrays are reserved before they grow beyond memory")
}

/// The bytes of an item: the first `item_size` of these.
type Item = [u8; 8];

impl ArrayObject {
    fn empty(typecode: char) -> ArrayObject {
        ArrayObject {
            header: Header::new(Kind::Array, id::ARRAY),
            typecode: typecode as u32,
            item_size: item_size(typecode).unwrap_or(8),
            len: Cell::new(0),
            capacity: Cell::new(0),
            data: Cell::new(std::ptr::without_provenance_mut(ALIGN)),
        }
    }
    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }
    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The type code.
    pub fn typecode(&self) -> char {
        char::from_u32(self.typecode).unwrap_or('B')
    }
    fn size(&self) -> usize {
        self.item_size as usize
    }
    /// The items as bytes. The slice must not be kept across user code or a change of the array.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: the first `len * item_size` bytes are initialized, and by the rule above do not change meanwhile.
        unsafe { std::slice::from_raw_parts(self.data.get(), self.len() * self.size()) }
    }
    fn raw(&self, index: usize) -> Item {
        let (size, mut item) = (self.size(), [0; 8]);
        item[..size].copy_from_slice(&self.bytes()[index * size..][..size]);
        item
    }
    fn set_raw(&self, index: usize, item: Item) {
        assert!(index < self.len());
        // SAFETY: the index is below the length.
        unsafe {
            std::ptr::copy_nonoverlapping(
                item.as_ptr(),
                self.data.get().add(index * self.size()),
                self.size(),
            );
        }
    }
    /// Replaces items `start..stop` with those of other bytes, which must not be the array's own.
    fn splice(&self, vm: &Vm, start: usize, stop: usize, bytes: &[u8]) {
        let (size, len) = (self.size(), self.len());
        let added = bytes.len() / size;
        let new = len - (stop - start) + added;
        if new > self.capacity.get() {
            self.grow(vm, new);
        }
        // SAFETY: there is room for `new` items; the tail moves first, then the gap is filled.
        unsafe {
            let place = self.data.get().add(start * size);
            let tail = place.add((stop - start) * size);
            std::ptr::copy(tail, place.add(added * size), (len - stop) * size);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), place, added * size);
        }
        self.len.set(new);
    }
    fn extend(&self, vm: &Vm, bytes: &[u8]) {
        self.splice(vm, self.len(), self.len(), bytes);
    }
    fn push(&self, vm: &Vm, item: Item) {
        self.extend(vm, &item[..self.size()]);
    }
    fn grow(&self, vm: &Vm, wanted: usize) {
        let old = self.capacity.get();
        let new = wanted.max(old + old / 4 + 8);
        let (old_bytes, new_layout) = (old * self.size(), layout(new * self.size()));
        // SAFETY: the old buffer, if any, was allocated with the layout of `old` items; the new layout is not empty.
        let data = unsafe {
            if old == 0 {
                alloc(new_layout)
            } else {
                realloc(self.data.get(), layout(old_bytes), new_layout.size())
            }
        };
        if data.is_null() {
            handle_alloc_error(new_layout);
        }
        self.data.set(data);
        self.capacity.set(new);
        vm.heap.account((new_layout.size() - old_bytes) as isize);
    }
    /// Frees the buffer. The collector calls this when the array dies.
    pub(crate) fn free_buffer(&self, heap: &Heap) {
        let bytes = self.capacity.replace(0) * self.size();
        self.len.set(0);
        if bytes != 0 {
            // SAFETY: the buffer was allocated with this layout, and the array has let go of it.
            unsafe {
                dealloc(self.data.replace(std::ptr::without_provenance_mut(ALIGN)), layout(bytes))
            };
            heap.account(-(bytes as isize));
        }
    }
}

// ---- items

/// The value of an item.
fn unpack(vm: &Vm, typecode: char, item: Item) -> Value {
    let [a, b, c, d, ..] = item;
    match typecode {
        'b' => Value::small(i64::from(a as i8)),
        'B' => Value::small(i64::from(a)),
        'h' => Value::small(i64::from(i16::from_ne_bytes([a, b]))),
        'H' => Value::small(i64::from(u16::from_ne_bytes([a, b]))),
        'i' => Value::small(i64::from(i32::from_ne_bytes([a, b, c, d]))),
        'I' => Value::small(i64::from(u32::from_ne_bytes([a, b, c, d]))),
        'f' => vm.new_float(f64::from(f32::from_ne_bytes([a, b, c, d]))),
        'd' => vm.new_float(f64::from_ne_bytes(item)),
        'u' | 'w' => {
            let char = char::from_u32(u32::from_ne_bytes([a, b, c, d]))
                .unwrap_or(char::REPLACEMENT_CHARACTER);
            vm.char_str(char).value()
        }
        'L' | 'Q' => vm.new_integer(u64::from_ne_bytes(item)),
        _ => vm.new_int(i64::from_ne_bytes(item)),
    }
}

impl Array {
    /// The item at an index below the length.
    pub fn item(self, vm: &Vm, index: usize) -> Value {
        unpack(vm, self.typecode(), self.raw(index))
    }
}

/// An integer within bounds. `names`: how CPython calls the type.
fn bounded(vm: &Vm, number: Option<i64>, low: i64, high: i64, name: &str) -> Result<i64> {
    match number {
        None => Err(vm.overflow_error("Python int too large to convert to C long")),
        Some(number) if number < low => {
            Err(vm.overflow_error(format!("{name} is less than minimum")))
        }
        Some(number) if number > high => {
            Err(vm.overflow_error(format!("{name} is greater than maximum")))
        }
        Some(number) => Ok(number),
    }
}

/// The bytes of an item from its value.
fn pack(vm: &Vm, typecode: char, value: Value) -> Result<Item> {
    match typecode {
        'd' => return Ok(ops::to_float(vm, value)?.to_ne_bytes()),
        'f' => return Ok(wide((ops::to_float(vm, value)? as f32).to_ne_bytes())),
        'u' | 'w' => return pack_char(vm, value),
        _ => {}
    }
    let index = ops::to_index(vm, value)?;
    let integer = index.as_integer().unwrap_or(IntRef::from(0));
    let signed = integer.to_i64();
    // CPython reads narrow items as wider ones first, and complains of those in their names.
    match typecode {
        'b' => {
            bounded(vm, signed, i16::MIN.into(), i16::MAX.into(), "signed short integer")?;
        }
        'H' => {
            bounded(vm, signed, i32::MIN.into(), i32::MAX.into(), "signed integer")?;
        }
        _ => {}
    }
    let ranges: (i64, i64, &str) = match typecode {
        'b' => (i8::MIN.into(), i8::MAX.into(), "signed char"),
        'B' => (0, u8::MAX.into(), "unsigned byte integer"),
        'h' => (i16::MIN.into(), i16::MAX.into(), "signed short integer"),
        'H' => (0, u16::MAX.into(), "unsigned short"),
        'i' => (i32::MIN.into(), i32::MAX.into(), "signed integer"),
        'I' | 'L' | 'Q' => return pack_unsigned(vm, typecode, integer),
        'q' if signed.is_none() => return Err(vm.overflow_error("int too big to convert")),
        _ => (i64::MIN, i64::MAX, "signed integer"),
    };
    bounded(vm, signed, ranges.0, ranges.1, ranges.2).map(i64::to_ne_bytes).map(low_bytes_first)
}

fn pack_unsigned(vm: &Vm, typecode: char, integer: IntRef) -> Result<Item> {
    if integer.is_negative() {
        let what = if typecode == 'Q' { "int to unsigned" } else { "value to unsigned int" };
        return Err(vm.overflow_error(format!("can't convert negative {what}")));
    }
    match integer.to_usize() {
        None if typecode == 'Q' => Err(vm.overflow_error("int too big to convert")),
        None => Err(vm.overflow_error("Python int too large to convert to C unsigned long")),
        Some(number) if typecode == 'I' && number > u32::MAX as usize => {
            Err(vm.overflow_error("unsigned int is greater than maximum"))
        }
        Some(number) => Ok(low_bytes_first((number as u64).to_ne_bytes())),
    }
}

/// Brings the bytes that a narrower integer has to the front.
fn low_bytes_first(bytes: Item) -> Item {
    // On a big-endian machine narrow items would need their last bytes: items are then shifted by their width instead.
    if cfg!(target_endian = "little") {
        bytes
    } else {
        unreachable!("big-endian machines are not supported")
    }
}

fn wide(bytes: [u8; 4]) -> Item {
    let [a, b, c, d] = bytes;
    [a, b, c, d, 0, 0, 0, 0]
}

fn pack_char(vm: &Vm, value: Value) -> Result<Item> {
    let Some(text) = value.cast::<StrObject>() else {
        let found = vm.class_name(value);
        return Err(vm.type_error(format!("array item must be a unicode character, not {found}")));
    };
    match text.single() {
        Some(char) => Ok(wide((char as u32).to_ne_bytes())),
        None => {
            let length = text.chars();
            let message =
                format!("array item must be a unicode character, not a string of length {length}");
            Err(vm.type_error(message))
        }
    }
}

// ---- methods

fn this(args: &[Value]) -> Array {
    Ref::from_value(args[0])
}

fn new(vm: &Vm, args: &[Value], names: &[Str]) -> Result {
    let given = args.len() - 1;
    if !names.is_empty() && args[0] == array_class(vm) {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    if given == 0 || given > 2 {
        let bound = if given == 0 { "at least 1 argument" } else { "at most 2 arguments" };
        return Err(vm.type_error(format!("array() takes {bound} ({given} given)")));
    }
    let Some(code) = args[1].cast::<StrObject>() else {
        let found = vm.class_name(args[1]);
        return Err(
            vm.type_error(format!("array() argument 1 must be a unicode character, not {found}"))
        );
    };
    let Some(typecode) = code.single() else {
        let length = code.chars();
        let message = format!(
            "array() argument 1 must be a unicode character, not a string of length {length}"
        );
        return Err(vm.type_error(message));
    };
    if item_size(typecode).is_none() {
        let message = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";
        return Err(vm.value_error(message));
    }
    let array = vm.allocate_of(Class::from_value(args[0]), ArrayObject::empty(typecode));
    if let Some(&initial) = args.get(2) {
        fill(vm, array, initial)?;
    }
    Ok(array.value())
}

fn array_class(vm: &Vm) -> Value {
    vm.shapes.get(id::ARRAY).class.value()
}

fn is_text(typecode: char) -> bool {
    matches!(typecode, 'u' | 'w')
}

fn fill(vm: &Vm, array: Array, initial: Value) -> Result<()> {
    if initial.has_kind(Kind::Str) && !is_text(array.typecode()) {
        let typecode = array.typecode();
        let message = format!("cannot use a str to initialize an array with typecode '{typecode}'");
        return Err(vm.type_error(message));
    }
    match (initial.cast::<BytesObject>(), initial.cast::<ArrayObject>()) {
        (Some(bytes), _) if !is_text(array.typecode()) => append_bytes(vm, array, bytes.as_bytes()),
        (_, Some(other)) if other.typecode == array.typecode => {
            array.extend(vm, other.bytes());
            Ok(())
        }
        _ => append_all(vm, array, initial),
    }
}

fn append_bytes(vm: &Vm, array: Array, bytes: &[u8]) -> Result<()> {
    if !bytes.len().is_multiple_of(array.size()) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    vm.reserve(bytes.len())?;
    array.extend(vm, bytes);
    Ok(())
}

fn append_all(vm: &Vm, array: Array, iterable: Value) -> Result<()> {
    ops::for_each(vm, iterable, |value| {
        let item = pack(vm, array.typecode(), value)?;
        array.push(vm, item);
        Ok(())
    })
}

fn append(vm: &Vm, args: &[Value]) -> Result {
    let item = pack(vm, this(args).typecode(), args[1])?;
    this(args).push(vm, item);
    Ok(Value::NONE)
}

fn extend(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    match args[1].cast::<ArrayObject>() {
        Some(other) if other.typecode == array.typecode => {
            let bytes = other.bytes().to_vec();
            array.extend(vm, &bytes);
        }
        Some(_) => return Err(vm.type_error("can only extend with array of same kind")),
        None => append_all(vm, array, args[1])?,
    }
    Ok(Value::NONE)
}

fn insert(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    let at = ops::to_isize(vm, args[1])?;
    let item = pack(vm, array.typecode(), args[2])?;
    let len = array.len() as isize;
    let at = (if at < 0 { at.saturating_add(len).max(0) } else { at.min(len) }) as usize;
    array.splice(vm, at, at, &item[..array.size()]);
    Ok(Value::NONE)
}

fn pop(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    let at = args.get(1).map_or(Ok(-1), |&index| ops::to_isize(vm, index))?;
    if array.is_empty() {
        return Err(vm.index_error("pop from empty array"));
    }
    let at = if at < 0 { at.wrapping_add(array.len() as isize) } else { at } as usize;
    if at >= array.len() {
        return Err(vm.index_error("pop index out of range"));
    }
    let value = array.item(vm, at);
    array.splice(vm, at, at + 1, &[]);
    Ok(value)
}

fn position(
    vm: &Vm,
    array: Array,
    value: Value,
    start: usize,
    stop: usize,
) -> Result<Option<usize>> {
    let mut index = start;
    while index < stop.min(array.len()) {
        if ops::equal(vm, array.item(vm, index), value)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn remove(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    match position(vm, array, args[1], 0, usize::MAX)? {
        Some(at) => {
            array.splice(vm, at, at + 1, &[]);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("array.remove(x): x not in array")),
    }
}

fn index(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    let (start, stop) = ops::search_bounds(vm, array.len(), args.get(2), args.get(3))?;
    match position(vm, array, args[1], start, stop)? {
        Some(at) => Ok(Value::small(at as i64)),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

fn count(vm: &Vm, args: &[Value]) -> Result {
    let (array, mut found, mut at) = (this(args), 0, 0);
    while at < array.len() {
        found += i64::from(ops::equal(vm, array.item(vm, at), args[1])?);
        at += 1;
    }
    Ok(Value::small(found))
}

fn contains(vm: &Vm, args: &[Value]) -> Result {
    Ok(Value::from_bool(position(vm, this(args), args[1], 0, usize::MAX)?.is_some()))
}

fn reverse(_: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    let (mut low, mut high) = (0, array.len());
    while low + 1 < high {
        high -= 1;
        let (a, b) = (array.raw(low), array.raw(high));
        array.set_raw(low, b);
        array.set_raw(high, a);
        low += 1;
    }
    Ok(Value::NONE)
}

fn byteswap(_: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    for index in 0..array.len() {
        let mut item = array.raw(index);
        item[..array.size()].reverse();
        array.set_raw(index, item);
    }
    Ok(Value::NONE)
}

fn clear(vm: &Vm, args: &[Value]) -> Result {
    this(args).free_buffer(&vm.heap);
    Ok(Value::NONE)
}

fn tobytes(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    vm.reserve(array.bytes().len())?;
    if array.typecode() != 'd' {
        return Ok(vm.new_bytes(array.bytes()).value());
    }
    // The payload of a NaN is the machine's own affair.
    let mut bytes = array.bytes().to_vec();
    for item in bytes.as_chunks_mut::<8>().0 {
        let number = f64::from_ne_bytes(*item);
        if number.is_nan() {
            *item = f64::NAN.copysign(number).to_ne_bytes();
        }
    }
    Ok(vm.new_bytes(&bytes).value())
}

fn frombytes(vm: &Vm, args: &[Value]) -> Result {
    match args[1].cast::<BytesObject>() {
        Some(bytes) => append_bytes(vm, this(args), bytes.as_bytes())?,
        None => match args[1].cast::<ArrayObject>() {
            Some(other) => {
                let bytes = other.bytes().to_vec();
                append_bytes(vm, this(args), &bytes)?;
            }
            None => {
                let found = vm.class_name(args[1]);
                return Err(
                    vm.type_error(format!("a bytes-like object is required, not '{found}'"))
                );
            }
        },
    }
    Ok(Value::NONE)
}

fn tolist(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    let list = vm.new_list(&[]);
    for index in 0..array.len() {
        list.push(vm, array.item(vm, index));
    }
    Ok(list.value())
}

fn fromlist(vm: &Vm, args: &[Value]) -> Result {
    let Some(list) = args[1].cast::<ListObject>() else {
        return Err(vm.type_error("arg must be list"));
    };
    let (array, before) = (this(args), this(args).len());
    let mut index = 0;
    while let Some(value) = list.get(index) {
        match pack(vm, array.typecode(), value) {
            Ok(item) => array.push(vm, item),
            Err(raised) => {
                // All or nothing.
                array.splice(vm, before.min(array.len()), array.len(), &[]);
                return Err(raised);
            }
        }
        index += 1;
    }
    Ok(Value::NONE)
}

fn tounicode(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    if !is_text(array.typecode()) {
        let message = "tounicode() may only be called on unicode type arrays ('u' or 'w')";
        return Err(vm.value_error(message));
    }
    Ok(vm.new_str(&text_of(array)).value())
}

fn text_of(array: Array) -> String {
    (0..array.len())
        .map(|index| {
            let [a, b, c, d, ..] = array.raw(index);
            char::from_u32(u32::from_ne_bytes([a, b, c, d])).unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect()
}

fn fromunicode(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    if !is_text(array.typecode()) {
        let message = "fromunicode() may only be called on unicode type arrays ('u' or 'w')";
        return Err(vm.value_error(message));
    }
    let Some(text) = args[1].cast::<StrObject>() else {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("fromunicode() argument must be str, not {found}")));
    };
    for char in text.as_str().chars() {
        array.push(vm, wide((char as u32).to_ne_bytes()));
    }
    Ok(Value::NONE)
}

fn buffer_info(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    let address = vm.new_size(array.data.get() as usize);
    Ok(vm.new_tuple(&[address, Value::small(array.len() as i64)]).value())
}

fn copy(vm: &Vm, args: &[Value]) -> Result {
    Ok(slice_of(vm, this(args), this(args).bytes()))
}

fn slice_of(vm: &Vm, like: Array, bytes: &[u8]) -> Value {
    let array = vm.heap.allocate(ArrayObject::empty(like.typecode()));
    array.extend(vm, bytes);
    array.value()
}

const WRONG_INDEX: &str = "array indices must be integers";

fn index_of(vm: &Vm, key: Value, length: usize, out_of_range: &str) -> Result<usize> {
    if !key.is_any_int() && ops::special(vm, key, vm.names.__index__).is_none() {
        return Err(vm.type_error(WRONG_INDEX));
    }
    ops::sequence_index(vm, key, length, WRONG_INDEX, out_of_range)
}

/// `array[key]`
///
/// # Errors
/// IndexError, TypeError.
pub fn array_get_item(vm: &Vm, array: Array, key: Value) -> Result {
    if let Some(slice) = key.cast::<SliceObject>() {
        let indices = slice.bounds(vm)?.apply(array.len());
        let size = array.size();
        let bytes: Vec<u8> = indices
            .iter()
            .flat_map(|index| array.bytes()[index * size..][..size].iter().copied())
            .collect();
        return Ok(slice_of(vm, array, &bytes));
    }
    let index = index_of(vm, key, array.len(), "array index out of range")?;
    if index >= array.len() {
        return Err(vm.index_error("array index out of range"));
    }
    Ok(array.item(vm, index))
}

/// `array[key] = value`
///
/// # Errors
/// IndexError, TypeError, OverflowError.
pub fn array_set_item(vm: &Vm, array: Array, key: Value, value: Value) -> Result<()> {
    if let Some(slice) = key.cast::<SliceObject>() {
        return set_slice(vm, array, slice, value);
    }
    let out_of_range = "array assignment index out of range";
    let index = index_of(vm, key, array.len(), out_of_range)?;
    let item = pack(vm, array.typecode(), value)?;
    if index >= array.len() {
        return Err(vm.index_error(out_of_range));
    }
    array.set_raw(index, item);
    Ok(())
}

fn set_slice(vm: &Vm, array: Array, slice: Ref<SliceObject>, value: Value) -> Result<()> {
    let Some(other) = value.cast::<ArrayObject>() else {
        let found = vm.class_name(value);
        return Err(
            vm.type_error(format!("can only assign array (not \"{found}\") to array slice"))
        );
    };
    if other.typecode != array.typecode {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let (bytes, indices) = (other.bytes().to_vec(), slice.bounds(vm)?.apply(array.len()));
    if indices.step == 1 {
        let start = indices.start as usize;
        array.splice(vm, start, start.max(indices.stop.max(0) as usize), &bytes);
        return Ok(());
    }
    let given = bytes.len() / array.size();
    if given != indices.len {
        let room = indices.len;
        return Err(vm.value_error(format!(
            "attempt to assign array of size {given} to extended slice of size {room}"
        )));
    }
    for (index, chunk) in indices.iter().zip(bytes.chunks_exact(array.size())) {
        let mut item = [0; 8];
        item[..chunk.len()].copy_from_slice(chunk);
        array.set_raw(index, item);
    }
    Ok(())
}

fn delete_item(vm: &Vm, args: &[Value]) -> Result {
    let array = this(args);
    if let Some(slice) = args[1].cast::<SliceObject>() {
        let indices = slice.bounds(vm)?.apply(array.len()).ascending();
        let doomed: Vec<usize> = indices.iter().collect();
        for index in doomed.into_iter().rev() {
            array.splice(vm, index, index + 1, &[]);
        }
        return Ok(Value::NONE);
    }
    let index = index_of(vm, args[1], array.len(), "array assignment index out of range")?;
    array.splice(vm, index, index + 1, &[]);
    Ok(Value::NONE)
}

fn repr(vm: &Vm, args: &[Value]) -> Result {
    let (array, name) = (this(args), vm.class_of(args[0]).name());
    let name = name.as_str();
    let typecode = array.typecode();
    if array.is_empty() {
        return Ok(vm.new_str(&format!("{name}('{typecode}')")).value());
    }
    let items = if is_text(typecode) {
        ops::repr(vm, vm.new_str(&text_of(array)).value())?
    } else {
        ops::repr(vm, tolist(vm, args)?)?
    };
    Ok(vm.long_str(&format!("{name}('{typecode}', {})", items.as_str()))?.value())
}

fn add(vm: &Vm, args: &[Value]) -> Result {
    let (array, Some(other)) = (this(args), args[1].cast::<ArrayObject>()) else {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("can only append array (not \"{found}\") to array")));
    };
    if other.typecode != array.typecode {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    vm.reserve(array.bytes().len() + other.bytes().len())?;
    Ok(slice_of(vm, array, &[array.bytes(), other.bytes()].concat()))
}

fn iadd(vm: &Vm, args: &[Value]) -> Result {
    if !args[1].has_kind(Kind::Array) {
        let found = vm.class_name(args[1]);
        return Err(vm.type_error(format!("can only extend array with array (not \"{found}\")")));
    }
    extend(vm, args)?;
    Ok(args[0])
}

fn repeated(vm: &Vm, array: Array, count: isize) -> Result<Vec<u8>> {
    let count = count.max(0) as usize;
    match array.bytes().len().checked_mul(count).filter(|total| *total <= isize::MAX as usize / 2) {
        Some(total) => {
            vm.reserve(total)?;
            Ok(array.bytes().repeat(count))
        }
        None => Err(vm.memory_error()),
    }
}

fn mul(vm: &Vm, args: &[Value]) -> Result {
    let Some(count) = ops::repeat_count(vm, args[1])? else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(slice_of(vm, this(args), &repeated(vm, this(args), count)?))
}

fn imul(vm: &Vm, args: &[Value]) -> Result {
    let Some(count) = ops::repeat_count(vm, args[1])? else { return Ok(Value::NOT_IMPLEMENTED) };
    let bytes = repeated(vm, this(args), count)?;
    this(args).splice(vm, 0, this(args).len(), &bytes);
    Ok(args[0])
}

fn compare(vm: &Vm, args: &[Value], op: CompareOp) -> Result {
    let (a, Some(b)) = (this(args), args[1].cast::<ArrayObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let differ = a.len() != b.len();
    if differ && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::from_bool(op == CompareOp::Ne));
    }
    for index in 0..a.len().min(b.len()) {
        let (x, y) = (a.item(vm, index), b.item(vm, index));
        if !ops::equal(vm, x, y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => ops::compare(vm, x, y, op),
            };
        }
    }
    Ok(Value::from_bool(op.holds(a.len().cmp(&b.len()))))
}

const METHODS: &[NativeSpec] = &[
    NativeSpec::keyword_static_method("__new__", new, 1, ANY, ""),
    NativeSpec::method("append", append, 2, 2, "Append new value v to the end of the array."),
    NativeSpec::method(
        "buffer_info",
        buffer_info,
        1,
        1,
        "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.",
    ),
    NativeSpec::method("byteswap", byteswap, 1, 1, "Byteswap all items of the array."),
    NativeSpec::method("clear", clear, 1, 1, "Remove all items from the array."),
    NativeSpec::method("count", count, 2, 2, "Return number of occurrences of v in the array."),
    NativeSpec::method("extend", extend, 2, 2, "Append items to the end of the array."),
    NativeSpec::method(
        "frombytes",
        frombytes,
        2,
        2,
        "Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method.",
    ),
    NativeSpec::method("fromlist", fromlist, 2, 2, "Append items to array from list."),
    NativeSpec::method(
        "fromunicode",
        fromunicode,
        2,
        2,
        "Extends this array with data from the unicode string ustr.",
    ),
    NativeSpec::method(
        "index",
        index,
        2,
        4,
        "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.",
    ),
    NativeSpec::method(
        "insert",
        insert,
        3,
        3,
        "Insert a new item v into the array before position i.",
    ),
    NativeSpec::method(
        "pop",
        pop,
        1,
        2,
        "Return the i-th element and delete it from the array.\n\ni defaults to -1.",
    ),
    NativeSpec::method("remove", remove, 2, 2, "Remove the first occurrence of v in the array."),
    NativeSpec::method("reverse", reverse, 1, 1, "Reverse the order of the items in the array."),
    NativeSpec::method(
        "tobytes",
        tobytes,
        1,
        1,
        "Convert the array to an array of machine values and return the bytes representation.",
    ),
    NativeSpec::method(
        "tolist",
        tolist,
        1,
        1,
        "Convert array to an ordinary list with the same items.",
    ),
    NativeSpec::method("tounicode", tounicode, 1, 1, "Convert the array to a unicode string."),
    NativeSpec::method("__copy__", copy, 1, 1, "Return a copy of the array."),
    NativeSpec::method("__deepcopy__", copy, 2, 2, "Return a copy of the array."),
    NativeSpec::method(
        "__len__",
        |vm, args| Ok(vm.new_size(this(args).len())),
        1,
        1,
        "Return len(self).",
    ),
    NativeSpec::method(
        "__getitem__",
        |vm, args| array_get_item(vm, this(args), args[1]),
        2,
        2,
        "Return self[key].",
    ),
    NativeSpec::method(
        "__setitem__",
        |vm, args| array_set_item(vm, this(args), args[1], args[2]).map(|()| Value::NONE),
        3,
        3,
        "Set self[key] to value.",
    ),
    NativeSpec::method("__delitem__", delete_item, 2, 2, "Delete self[key]."),
    NativeSpec::method("__contains__", contains, 2, 2, "Return bool(key in self)."),
    NativeSpec::method(
        "__iter__",
        |vm, args| Ok(vm.new_seq_iter(args[0])),
        1,
        1,
        "Implement iter(self).",
    ),
    NativeSpec::method("__repr__", repr, 1, 1, "Return repr(self)."),
    NativeSpec::method("__add__", add, 2, 2, "Return self+value."),
    NativeSpec::method("__iadd__", iadd, 2, 2, "Implement self+=value."),
    NativeSpec::method("__mul__", mul, 2, 2, "Return self*value."),
    NativeSpec::method("__rmul__", mul, 2, 2, "Return value*self."),
    NativeSpec::method("__imul__", imul, 2, 2, "Implement self*=value."),
    NativeSpec::method(
        "__lt__",
        |vm, args| compare(vm, args, CompareOp::Lt),
        2,
        2,
        "Return self<value.",
    ),
    NativeSpec::method(
        "__le__",
        |vm, args| compare(vm, args, CompareOp::Le),
        2,
        2,
        "Return self<=value.",
    ),
    NativeSpec::method(
        "__eq__",
        |vm, args| compare(vm, args, CompareOp::Eq),
        2,
        2,
        "Return self==value.",
    ),
    NativeSpec::method(
        "__ne__",
        |vm, args| compare(vm, args, CompareOp::Ne),
        2,
        2,
        "Return self!=value.",
    ),
    NativeSpec::method(
        "__gt__",
        |vm, args| compare(vm, args, CompareOp::Gt),
        2,
        2,
        "Return self>value.",
    ),
    NativeSpec::method(
        "__ge__",
        |vm, args| compare(vm, args, CompareOp::Ge),
        2,
        2,
        "Return self>=value.",
    ),
    crate::generic::alias::CLASS_GETITEM,
];

/// `array.array`
pub const CLASS: ClassSpec = ClassSpec {
    module: "array",
    methods: METHODS,
    getters: &[
        GetSetSpec::get("typecode", |vm, a| {
            Ok(vm.char_str(Array::from_value(a).typecode()).value())
        }),
        GetSetSpec::get("itemsize", |_, a| Ok(Value::small(Array::from_value(a).size() as i64))),
    ],
    doc: "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.",
    ..ClassSpec::new("array", Kind::Array, id::ARRAY)
};

/// Module `array`.
pub const MODULE: ModuleSpec = ModuleSpec {
    name: "array",
    doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n",
    in_file: false,
    functions: &[],
    init: |vm, namespace| {
        let class = array_class(vm);
        namespace.set_name(vm, vm.intern("array"), class);
        namespace.set_name(vm, vm.intern("ArrayType"), class);
        namespace.set_name(vm, vm.intern("typecodes"), vm.new_str(TYPECODES).value());
        Ok(())
    },
};
