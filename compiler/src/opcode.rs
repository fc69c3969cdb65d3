//! Opcode numbers, names and lengths.
//!
//! A unit is 32 bits: opcode in the low half, operand in the high half. After it come the inline
//! cache units of the instruction, zeros until the VM fills them; [`units`] counts them all. Jump
//! operands are distances in units from the next instruction (after the caches), forward except in
//! `JUMP_BACKWARD*`. `*_WIDE` instructions carry a 32-bit operand in their first cache unit.

/// Declares the opcodes: name and number of units.
macro_rules! opcodes {
    ($($name:ident $units:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Number { $($name,)* }
        $(
            #[doc = concat!("Opcode `", stringify!($name), "`.")]
            pub const $name: u16 = Number::$name as u16;
        )*
        const TABLE: &[(&str, usize)] = &[$((stringify!($name), $units),)*];
    };
}

opcodes! {
    NOP 1, POP_TOP 1, COPY 1, SWAP 1, PUSH_NULL 1, PUSH_LINK 1,
    LOAD_FAST 1, LOAD_FAST_CHECK 1, LOAD_FAST_AND_CLEAR 1, STORE_FAST 1, DELETE_FAST 1,
    LOAD_CONST 1, LOAD_CONST_WIDE 2, LOAD_SMALL_INT 1, LOAD_NONE 1,
    LOAD_GLOBAL 6, LOAD_GLOBAL_CALLEE 6, STORE_GLOBAL 4, DELETE_GLOBAL 1,
    LOAD_CLASS_NAME 1, STORE_CLASS_NAME 1, DELETE_CLASS_NAME 1, LOAD_CLASS_DEREF 1,
    LOAD_DICT_OR_GLOBAL 1, LOAD_DICT_OR_DEREF 1,
    MAKE_CELL 1, COPY_FREE_VARS 1, LOAD_DEREF 1, STORE_DEREF 1, DELETE_DEREF 1,
    LOAD_ATTR 6, STORE_ATTR 6, DELETE_ATTR 1, LOAD_METHOD 6, LOAD_SUPER_ATTR 2, LOAD_SUPER_METHOD 2,
    BINARY_OP 2, BINARY_SUBSCR 2, STORE_SUBSCR 2, DELETE_SUBSCR 1, BINARY_SLICE 1, STORE_SLICE 1, BUILD_SLICE 1,
    UNARY_NEGATIVE 1, UNARY_POSITIVE 1, UNARY_INVERT 1, UNARY_NOT 1, COMPARE_OP 2, CONTAINS_OP 2, IS_OP 1,
    POP_JUMP_IF_FALSE 2, POP_JUMP_IF_TRUE 2, POP_JUMP_IF_NONE 1, POP_JUMP_IF_NOT_NONE 1,
    JUMP_FORWARD 1, JUMP_BACKWARD 2, JUMP_FORWARD_WIDE 2, JUMP_BACKWARD_WIDE 3,
    GET_ITER 1, FOR_ITER 2, UNPACK_SEQUENCE 2, UNPACK_EX 1,
    BUILD_TUPLE 1, BUILD_LIST 1, BUILD_SET 1, BUILD_STRING 1, BUILD_MAP 1,
    LIST_APPEND 1, SET_ADD 1, MAP_ADD 1, LIST_EXTEND 1, SET_UPDATE 1, DICT_UPDATE 1, DICT_MERGE 1,
    CALL_INTRINSIC_1 1, CALL_INTRINSIC_2 1, CONVERT_VALUE 1, FORMAT_SIMPLE 1, FORMAT_WITH_SPEC 1,
    MAKE_FUNCTION 1, SET_FUNCTION_ATTRIBUTE 1, LOAD_BUILD_CLASS 1, LOAD_COMMON_CONSTANT 1,
    CALL 4, CALL_METHOD 4, CALL_KW 4, CALL_EX 1, RETURN_VALUE 1,
    RETURN_GENERATOR 1, YIELD_VALUE 1, GET_YIELD_FROM_ITER 1, SEND 2, END_SEND 1, CLEANUP_THROW 1,
    RAISE_VARARGS 1, RERAISE 1, PUSH_EXC_INFO 1, POP_EXCEPT 1, CHECK_EXC_MATCH 1, CHECK_EG_MATCH 1,
    LOAD_SPECIAL 1, LOAD_SPECIAL_BOUND 1, WITH_EXCEPT_START 1, IMPORT_NAME 1, IMPORT_FROM 1,
}

/// Returns the number of units of an instruction, its caches included; 1 for an unknown opcode.
pub fn units(opcode: u16) -> usize {
    TABLE.get(usize::from(opcode)).map_or(1, |row| row.1)
}

/// Returns the name of an instruction.
pub fn name(opcode: u16) -> &'static str {
    TABLE.get(usize::from(opcode)).map_or("UNKNOWN", |row| row.0)
}
