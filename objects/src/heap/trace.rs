//! What objects refer to and what they own: one row per kind.
//!
//! Most objects keep all their references in the struct itself, where each word is a reference or none: they are traced word by word. Kinds with
//! variable parts, with Rust collections, or that are frequent have code of their own. A new kind does not compile without its rows.

use super::mark::Marker;
use super::{Heap, layout};
use crate::bytes::{ByteArrayObject, BytesObject};
use crate::class::ClassObject;
use crate::code::CodeObject;
use crate::descriptor::{
    GetSetObject, MappingProxyObject, MemberObject, PropertyObject, WrapperObject,
};
use crate::dict::DictObject;
use crate::exception::ExceptionObject;
use crate::exception::traceback::TracebackObject;
use crate::float::FloatObject;
use crate::function::{BoundMethodObject, BuiltinObject, CellObject, FunctionObject};
use crate::generator::GeneratorObject;
use crate::generic::{GenericAliasObject, TypeAliasObject, TypeVarObject, UnionObject};
use crate::instance::InstanceObject;
use crate::int::BigIntObject;
use crate::iter::{
    CallableIterObject, DictIterObject, DictViewObject, EnumerateObject, FilterObject,
    ListIterObject, MapObject, RangeIterObject, ReversedObject, SeqIterObject, SetIterObject,
    StrIterObject, TupleIterObject, ZipObject,
};
use crate::list::ListObject;
use crate::module::ModuleObject;
use crate::modules::array::ArrayObject;
use crate::modules::random::RandomObject;
use crate::object::{Header, Kind, Object, Ref};
use crate::range::RangeObject;
use crate::set::SetObject;
use crate::slice::SliceObject;
use crate::string::StrObject;
use crate::super_::SuperObject;
use crate::tuple::TupleObject;
use crate::value::Value;

/// The layout of each kind: the struct that `size`, `drop` and tracing by words go by.
macro_rules! with_layout {
    ($kind:expr, $then:ident) => {
        match $kind {
            Kind::Free | Kind::Buffer | Kind::Other => $then!(none),
            Kind::ByteArray => $then!(ByteArrayObject),
            Kind::BigInt => $then!(BigIntObject),
            Kind::Float => $then!(FloatObject),
            Kind::Str => $then!(StrObject),
            Kind::Bytes => $then!(BytesObject),
            Kind::List => $then!(ListObject),
            Kind::Tuple => $then!(TupleObject),
            Kind::Dict => $then!(DictObject),
            Kind::Set | Kind::FrozenSet => $then!(SetObject),
            Kind::Range => $then!(RangeObject),
            Kind::Slice => $then!(SliceObject),
            Kind::Function => $then!(FunctionObject),
            Kind::Builtin => $then!(BuiltinObject),
            Kind::BoundMethod => $then!(BoundMethodObject),
            Kind::Cell => $then!(CellObject),
            Kind::Code => $then!(CodeObject),
            Kind::Generator => $then!(GeneratorObject),
            Kind::Class => $then!(ClassObject),
            Kind::Instance => $then!(InstanceObject),
            Kind::Module => $then!(ModuleObject),
            Kind::Exception => $then!(ExceptionObject),
            Kind::Traceback => $then!(TracebackObject),
            Kind::Property => $then!(PropertyObject),
            Kind::ClassMethod | Kind::StaticMethod => $then!(WrapperObject),
            Kind::Super => $then!(SuperObject),
            Kind::MemberDescriptor => $then!(MemberObject),
            Kind::GetSet => $then!(GetSetObject),
            Kind::ListIter => $then!(ListIterObject),
            Kind::TupleIter => $then!(TupleIterObject),
            Kind::RangeIter => $then!(RangeIterObject),
            Kind::StrIter => $then!(StrIterObject),
            Kind::DictView => $then!(DictViewObject),
            Kind::DictIter => $then!(DictIterObject),
            Kind::SetIter => $then!(SetIterObject),
            Kind::SeqIter => $then!(SeqIterObject),
            Kind::CallableIter => $then!(CallableIterObject),
            Kind::Enumerate => $then!(EnumerateObject),
            Kind::Zip => $then!(ZipObject),
            Kind::Map => $then!(MapObject),
            Kind::Filter => $then!(FilterObject),
            Kind::Reversed => $then!(ReversedObject),
            Kind::Array => $then!(ArrayObject),
            Kind::MappingProxy => $then!(MappingProxyObject),
            Kind::TypeAlias => $then!(TypeAliasObject),
            Kind::TypeVar => $then!(TypeVarObject),
            Kind::GenericAlias => $then!(GenericAliasObject),
            Kind::Union => $then!(UnionObject),
            Kind::Random => $then!(RandomObject),
        }
    };
}

/// Bytes of the struct of a kind; `None` if it has none.
pub(super) fn fixed_size(kind: Kind) -> Option<usize> {
    macro_rules! size {
        (none) => {
            None
        };
        ($T:ty) => {
            Some(size_of::<$T>())
        };
    }
    with_layout!(kind, size)
}

/// The object as its layout.
///
/// # Safety
/// The kind of `object` must say that it is a `T`.
#[inline(always)]
unsafe fn cast<T: Object>(object: Ref<Header>) -> Ref<T> {
    // SAFETY: by this function's contract.
    unsafe { Ref::from_address(object.address()) }
}

impl Marker<'_> {
    /// Marks what an object refers to.
    #[inline]
    pub(super) fn trace(&mut self, object: Ref<Header>) {
        // SAFETY: each cast is to the layout that the kind names.
        unsafe {
            match object.kind() {
                Kind::Instance => return self.instance(cast(object)),
                Kind::Tuple => self.values(cast::<TupleObject>(object).items()),
                Kind::List => self.list(cast(object)),
                Kind::Dict => self.dict(cast(object)),
                Kind::Set | Kind::FrozenSet => {
                    let set = cast::<SetObject>(object);
                    if let Some(table) = set.heap_table() {
                        self.leaf(table);
                    }
                    set.each_key(|key| self.value(key));
                }
                Kind::Str => self.value(cast::<StrObject>(object).companion.get()),
                Kind::Cell => self.value(cast::<CellObject>(object).value.get()),
                Kind::BoundMethod => {
                    let method = cast::<BoundMethodObject>(object);
                    self.value(method.function);
                    self.value(method.receiver);
                }
                Kind::ListIter => self.object(cast::<ListIterObject>(object).list),
                Kind::Generator => self.generator(cast(object)),
                Kind::Code => self.code(cast(object)),
                // Nothing but data.
                Kind::Free
                // Its list traces the values that are in use.
                | Kind::Buffer
                | Kind::Other
                | Kind::BigInt
                | Kind::Float
                | Kind::Bytes
                | Kind::ByteArray
                | Kind::RangeIter
                | Kind::Array
                | Kind::Random => {}
                Kind::Range
                | Kind::Slice
                | Kind::Function
                | Kind::Builtin
                | Kind::Class
                | Kind::Module
                | Kind::Exception
                | Kind::Traceback
                | Kind::Property
                | Kind::ClassMethod
                | Kind::StaticMethod
                | Kind::Super
                | Kind::MemberDescriptor
                | Kind::GetSet
                | Kind::TupleIter
                | Kind::StrIter
                | Kind::DictView
                | Kind::DictIter
                | Kind::SetIter
                | Kind::SeqIter
                | Kind::CallableIter
                | Kind::Enumerate
                | Kind::Zip
                | Kind::Map
                | Kind::Filter
                | Kind::Reversed
                | Kind::MappingProxy
                | Kind::TypeAlias
                | Kind::TypeVar
                | Kind::GenericAlias
                | Kind::Union => self.words(object),
            }
        }
        if object.shape() >= crate::shape::id::FIRST_DYNAMIC {
            self.attributes(object);
        }
    }
    /// Marks what the words of the struct may refer to: a value, a `Ref`, or neither.
    fn words(&mut self, object: Ref<Header>) {
        let size = fixed_size(object.kind()).unwrap_or(size_of::<Header>());
        for offset in (8..size).step_by(8) {
            // SAFETY: the word lies in the object. It may be padding: the read is volatile, and only its bits are looked at.
            self.word(unsafe { ((object.address() + offset) as *const usize).read_volatile() });
        }
    }
    /// Marks the attributes of an instance of a subclass of a built-in class.
    #[cold]
    fn attributes(&mut self, object: Ref<Header>) {
        if layout::has_attribute_word(self.shapes.get(object.shape()).class)
            && let Some(word) = layout::attribute_word(&object)
        {
            self.value(word.get());
        }
    }
    #[inline]
    fn instance(&mut self, instance: Ref<InstanceObject>) {
        let in_place = self.shapes.get(instance.header().shape()).in_place as usize;
        // SAFETY: an instance has `in_place` slots after its struct, and as many in its overflow array as its capacity says; all of them
        // are initialized.
        unsafe {
            let first = instance.as_ptr().add(1).cast::<Value>();
            self.values(std::slice::from_raw_parts(first, in_place));
            let overflow = instance.overflow.get();
            if !overflow.is_null() {
                self.values(std::slice::from_raw_parts(overflow, instance.overflow_capacity()));
            }
        }
    }
    #[inline]
    fn list(&mut self, list: Ref<ListObject>) {
        if let Some(buffer) = list.heap_buffer() {
            self.leaf(buffer);
        }
        self.values(list.items());
    }
    fn dict(&mut self, dict: Ref<DictObject>) {
        for entry in dict.entries() {
            self.value(entry.key);
            self.value(entry.value);
        }
    }
    fn generator(&mut self, generator: Ref<GeneratorObject>) {
        self.words(generator.header());
        // SAFETY: `saved` words after the struct are initialized; they are slots of the suspended frame.
        let saved = unsafe {
            std::slice::from_raw_parts(
                generator.as_ptr().add(1).cast::<Value>(),
                generator.saved.get() as usize,
            )
        };
        self.values(saved);
    }
    fn code(&mut self, code: Ref<CodeObject>) {
        self.words(code.header());
        self.values(&code.consts);
        self.values(&code.names);
        let space = &code.space;
        self.values(&[space.globals.get(), space.original.get(), space.copy.get()]);
        code.local_names.iter().for_each(|&name| self.object(name));
        (self.code_caches)(code, &mut |value| self.value(value));
    }
}

/// Whether objects of a kind can own memory outside the heap.
#[inline(always)]
fn owns_memory(kind: Kind) -> bool {
    macro_rules! needs_drop {
        (none) => {
            false
        };
        ($T:ty) => {
            std::mem::needs_drop::<$T>()
        };
    }
    match kind {
        Kind::List | Kind::Dict | Kind::Set | Kind::FrozenSet | Kind::Array | Kind::Instance => {
            true
        }
        kind => with_layout!(kind, needs_drop),
    }
}

impl Heap {
    /// Frees what a dead object owns outside the heap.
    ///
    /// # Safety
    /// As for [`Heap::free_owned`].
    #[inline(always)]
    pub(super) unsafe fn finalize(&self, object: Ref<Header>) {
        // SAFETY: the kind names the layout.
        let owns = unsafe {
            match object.kind() {
                Kind::List => cast::<ListObject>(object).external_capacity().is_some(),
                Kind::Set | Kind::FrozenSet => cast::<SetObject>(object).is_external(),
                kind => owns_memory(kind),
            }
        };
        if owns {
            // SAFETY: by this function's contract.
            unsafe { self.free_owned(object) }
        }
    }
    /// Frees what a dead object of a kind that can own memory owns.
    ///
    /// # Safety
    /// Nobody may use the object afterwards. Other objects that it refers to may be dead and freed already: nothing here looks at them.
    unsafe fn free_owned(&self, object: Ref<Header>) {
        macro_rules! drop {
            (none) => {{}};
            ($T:ty) => {
                if std::mem::needs_drop::<$T>() {
                    std::ptr::drop_in_place(cast::<$T>(object).as_ptr());
                }
            };
        }
        // SAFETY: the kind names the layout, and by this function's contract this is the object's last use.
        unsafe {
            match object.kind() {
                Kind::List => cast::<ListObject>(object).free_buffer(self),
                Kind::Dict => cast::<DictObject>(object).free_buffers(self),
                Kind::Set | Kind::FrozenSet => cast::<SetObject>(object).free_buffers(self),
                Kind::Array => cast::<ArrayObject>(object).free_buffer(self),
                Kind::Instance => {
                    let freed = cast::<InstanceObject>(object).free_overflow();
                    if freed != 0 {
                        self.account(-(freed as isize));
                    }
                }
                Kind::BigInt => {
                    let integer = cast::<BigIntObject>(object);
                    self.account(-(integer.external_bytes() as isize));
                    std::ptr::drop_in_place(integer.as_ptr());
                }
                Kind::ByteArray => {
                    let array = cast::<ByteArrayObject>(object);
                    self.account(-(array.external_bytes() as isize));
                    std::ptr::drop_in_place(array.as_ptr());
                }
                kind => with_layout!(kind, drop),
            }
        }
    }
}
