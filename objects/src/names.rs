//! Names that the VM itself uses, interned once: `vm.names.__init__` is a `Str`.
//!
//! A name that is not here is interned at its use with `vm.intern("...")`; add it to the list if that is hot.

use crate::string::Str;
use crate::vm::Vm;

macro_rules! names {
    ($($name:ident)*) => {
        /// See the module. Fields are named as what they hold; `r#` names drop the prefix, `_` is spelled out.
        #[allow(missing_docs, non_snake_case, reason = "each holds the string of its name")]
        #[derive(Debug)]
        pub struct Names { $(pub $name: Str,)* }
        impl Names {
            /// Interns all of them.
            pub(crate) fn new(vm: &Vm) -> Names {
                Names { $($name: vm.intern(stringify!($name).trim_start_matches("r#")),)* }
            }
        }
    };
}

names! {
    // Construction and classes.
    __new__ __init__ __del__ __call__ __init_subclass__ __set_name__ __class_getitem__ __mro_entries__ __prepare__ __classcell__
    __class__ __classdict__ __classdictcell__ __bases__ __base__ __mro__ mro __subclasses__ __subclasshook__ __instancecheck__
    __subclasscheck__ __slots__ __dict__ __weakref__ __abstractmethods__ __static_attributes__ __firstlineno__ __orig_bases__
    __orig_class__ __match_args__ __basicsize__ __itemsize__ __flags__ __dictoffset__ __isabstractmethod__
    // Attributes.
    __getattribute__ __getattr__ __setattr__ __delattr__ __get__ __set__ __delete__ __dir__ __objclass__
    __name__ __qualname__ __module__ __doc__ __defaults__ __kwdefaults__ __code__ __closure__ __globals__ __builtins__
    __annotations__ __annotate__ __annotate_func__ __annotations_cache__ __conditional_annotations__
    __type_params__ __wrapped__ __func__ __self__ __self_class__ __thisclass__ __text_signature__ __signature__
    __file__ __path__ __spec__ __loader__ __package__ __all__ __cached__ __main__ __build_class__ __import__ __debug__
    // Text, identity, conversion.
    __repr__ __str__ __format__ __bytes__ __hash__ __bool__ __int__ __float__ __complex__ __index__ __round__ __trunc__ __floor__ __ceil__
    __sizeof__ __reduce__ __reduce_ex__ __getstate__ __setstate__ __getnewargs__ __getnewargs_ex__ __copy__ __deepcopy__ __fspath__
    __replace__
    // Comparison.
    __lt__ __le__ __eq__ __ne__ __gt__ __ge__
    // Containers and iteration.
    __len__ __length_hint__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ __next__ __reversed__ __missing__
    __enter__ __exit__ __await__ __aiter__ __anext__ __aenter__ __aexit__ __buffer__
    // Operators.
    __neg__ __pos__ __abs__ __invert__ __divmod__ __rdivmod__
    __add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __pow__ __lshift__ __rshift__ __and__ __or__ __xor__ __matmul__
    __radd__ __rsub__ __rmul__ __rtruediv__ __rfloordiv__ __rmod__ __rpow__ __rlshift__ __rrshift__ __rand__ __ror__ __rxor__
    __rmatmul__
    __iadd__ __isub__ __imul__ __itruediv__ __ifloordiv__ __imod__ __ipow__ __ilshift__ __irshift__ __iand__ __ior__ __ixor__
    __imatmul__
    // Exceptions.
    args value code name obj msg path name_from errno strerror filename filename2 characters_written lineno offset text end_lineno
    end_offset print_file_and_line encoding object start end reason message exceptions derive split subgroup add_note with_traceback
    __notes__ __cause__ __context__ __suppress_context__ __traceback__ tb_frame tb_lineno tb_lasti tb_next
    // Generic types.
    __origin__ __args__ __parameters__ __unpacked__ __typing_unpacked_tuple_args__ __typing_subst__ __typing_prepare_subst__
    __bound__ __constraints__ __default__ __covariant__ __contravariant__ __infer_variance__ __value__ evaluate_bound evaluate_constraints
    evaluate_default evaluate_value has_default
    // Methods that the VM calls, keywords that it takes, and modules.
    len isinstance all any keys values items get send throw close append extend pop metaclass key reverse default sep file flush
    write read readline fget fset fdel doc copy update builtins sys function stdout stderr stdin modules argv
    displayhook excepthook ps1 ps2 strict step stop maxsplit errors byteorder signed length bases dict
    encode decode join format __version__
}
