//! The built-in classes by name: `vm.classes.list`, `vm.classes.value_error`.

use super::Class;
use crate::shape::id;
use crate::vm::Vm;

macro_rules! well_known {
    ($($name:ident = $id:ident),* $(,)? ; $($exception:ident)*) => {
        /// See the module.
        #[allow(missing_docs, reason = "each is the class of that name")]
        #[derive(Clone, Copy, Debug)]
        pub struct WellKnownClasses { $(pub $name: Class,)* $(pub $exception: Class,)* }
        impl WellKnownClasses {
            /// Collects the classes; `exception` finds one by its name in Python.
            pub(crate) fn new(vm: &Vm, exception: impl Fn(&str) -> Class) -> WellKnownClasses {
                WellKnownClasses {
                    $($name: vm.shapes.get(id::$id).class,)*
                    $($exception: exception(&camel_case(stringify!($exception))),)*
                }
            }
        }
    };
}

/// `value_error` to `ValueError`.
fn camel_case(name: &str) -> String {
    match name {
        "os_error" => return "OSError".into(),
        "eof_error" => return "EOFError".into(),
        _ => {}
    }
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_uppercase() + rest
        })
        .collect()
}

well_known! {
    object = OBJECT, type_ = TYPE, int = INT, float = FLOAT, bool = BOOL, none_type = NONE, ellipsis_type = ELLIPSIS,
    not_implemented_type = NOT_IMPLEMENTED, str = STR, bytes = BYTES, bytearray = BYTEARRAY, list = LIST, tuple = TUPLE, dict = DICT,
    set = SET, frozenset = FROZENSET, range = RANGE, filter = FILTER, slice = SLICE, function = FUNCTION, builtin = BUILTIN,
    method_descriptor = METHOD_DESCRIPTOR, wrapper_descriptor = WRAPPER_DESCRIPTOR, method_wrapper = METHOD_WRAPPER,
    classmethod_descriptor = CLASSMETHOD_DESCRIPTOR, method = BOUND_METHOD, cell = CELL, code = CODE, generator = GENERATOR,
    module = MODULE, traceback = TRACEBACK, frame = FRAME, property = PROPERTY, classmethod = CLASSMETHOD,
    staticmethod = STATICMETHOD, super_ = SUPER, member_descriptor = MEMBER_DESCRIPTOR, getset_descriptor = GETSET,
    mapping_proxy = MAPPING_PROXY, type_alias = TYPE_ALIAS, type_var = TYPE_VAR, param_spec = PARAM_SPEC,
    type_var_tuple = TYPE_VAR_TUPLE, generic_alias = GENERIC_ALIAS, union = UNION;
    base_exception exception base_exception_group exception_group generator_exit keyboard_interrupt system_exit
    arithmetic_error floating_point_error overflow_error zero_division_error assertion_error attribute_error buffer_error eof_error
    import_error module_not_found_error lookup_error index_error key_error memory_error name_error unbound_local_error
    os_error blocking_i_o_error child_process_error connection_error broken_pipe_error connection_aborted_error
    connection_refused_error connection_reset_error file_exists_error file_not_found_error interrupted_error is_a_directory_error
    not_a_directory_error permission_error process_lookup_error timeout_error
    reference_error runtime_error not_implemented_error python_finalization_error recursion_error stop_iteration
    stop_async_iteration syntax_error indentation_error tab_error system_error type_error value_error unicode_error
    unicode_decode_error unicode_encode_error unicode_translate_error
    warning bytes_warning deprecation_warning encoding_warning future_warning import_warning pending_deprecation_warning
    resource_warning runtime_warning syntax_warning unicode_warning user_warning
}
