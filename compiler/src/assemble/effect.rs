//! What each instruction takes from and puts on the stack.

use crate::codegen::instr::pseudo;
use crate::opcode as op;

/// Values popped and pushed, in normal flow or, with `jumps`, when the instruction jumps.
pub(crate) fn effect(opcode: u16, arg: u32, jumps: bool) -> (u32, u32) {
    match opcode {
        op::NOP | op::DELETE_FAST | op::DELETE_GLOBAL | op::DELETE_CLASS_NAME => (0, 0),
        op::MAKE_CELL | op::COPY_FREE_VARS | op::DELETE_DEREF => (0, 0),
        op::JUMP_FORWARD | op::JUMP_BACKWARD | op::JUMP_FORWARD_WIDE | op::JUMP_BACKWARD_WIDE => {
            (0, 0)
        }
        pseudo::JUMP | pseudo::POP_BLOCK | pseudo::CLEAR_SLOT => (0, 0),
        pseudo::SETUP_FINALLY | pseudo::SETUP_CLEANUP | pseudo::SETUP_WITH => (0, 0),
        op::POP_TOP
        | op::STORE_FAST
        | op::STORE_GLOBAL
        | op::STORE_CLASS_NAME
        | op::STORE_DEREF => (1, 0),
        op::COPY => (arg, arg + 1),
        op::SWAP => (arg, arg),
        op::PUSH_NULL
        | op::LOAD_NONE
        | op::LOAD_CONST
        | op::LOAD_CONST_WIDE
        | op::LOAD_SMALL_INT => (0, 1),
        op::LOAD_FAST | op::LOAD_FAST_CHECK | op::LOAD_FAST_AND_CLEAR | op::LOAD_DEREF => (0, 1),
        op::LOAD_GLOBAL | op::LOAD_CLASS_NAME | op::LOAD_CLASS_DEREF => (0, 1),
        op::LOAD_BUILD_CLASS | op::LOAD_COMMON_CONSTANT | op::RETURN_GENERATOR => (0, 1),
        op::LOAD_DICT_OR_GLOBAL | op::LOAD_DICT_OR_DEREF => (1, 1),
        op::PUSH_LINK => (0, 2),
        op::LOAD_GLOBAL_CALLEE => (0, 3),
        op::LOAD_ATTR | op::LOAD_SPECIAL_BOUND => (1, 1),
        op::STORE_ATTR | op::DELETE_SUBSCR => (2, 0),
        op::DELETE_ATTR => (1, 0),
        op::LOAD_METHOD | op::LOAD_SPECIAL => (1, 4),
        op::LOAD_SUPER_ATTR => (3, 1),
        op::LOAD_SUPER_METHOD => (3, 4),
        op::BINARY_OP | op::BINARY_SUBSCR | op::COMPARE_OP | op::CONTAINS_OP | op::IS_OP => (2, 1),
        op::STORE_SUBSCR => (3, 0),
        op::BINARY_SLICE => (3, 1),
        op::STORE_SLICE => (4, 0),
        op::UNARY_NEGATIVE | op::UNARY_POSITIVE | op::UNARY_INVERT | op::UNARY_NOT => (1, 1),
        op::POP_JUMP_IF_FALSE
        | op::POP_JUMP_IF_TRUE
        | op::POP_JUMP_IF_NONE
        | op::POP_JUMP_IF_NOT_NONE => (1, 0),
        op::GET_ITER | op::GET_YIELD_FROM_ITER => (1, 1),
        op::FOR_ITER => (1, if jumps { 1 } else { 2 }),
        op::UNPACK_SEQUENCE => (1, arg),
        op::UNPACK_EX => (1, arg),
        op::BUILD_TUPLE | op::BUILD_LIST | op::BUILD_SET | op::BUILD_STRING | op::BUILD_SLICE => {
            (arg, 1)
        }
        op::BUILD_MAP => (2 * arg, 1),
        op::LIST_APPEND | op::SET_ADD | op::LIST_EXTEND | op::SET_UPDATE => (arg + 1, arg),
        op::DICT_UPDATE => (arg + 1, arg),
        op::DICT_MERGE => (arg + 5, arg + 4),
        op::MAP_ADD => (arg + 2, arg),
        op::CALL_INTRINSIC_1 | op::CONVERT_VALUE | op::FORMAT_SIMPLE | op::MAKE_FUNCTION => (1, 1),
        op::CALL_INTRINSIC_2
        | op::FORMAT_WITH_SPEC
        | op::SET_FUNCTION_ATTRIBUTE
        | op::IMPORT_NAME => (2, 1),
        op::IMPORT_FROM => (1, 2),
        op::CALL => (arg + 3, 1),
        op::CALL_METHOD | op::CALL_KW => (arg + 4, 1),
        op::CALL_EX => (5, 1),
        op::RETURN_VALUE => (1, 0),
        op::YIELD_VALUE => (1, 1),
        op::SEND => (2, 2),
        op::END_SEND => (2, 1),
        op::CLEANUP_THROW => (3, 2),
        op::RAISE_VARARGS => (arg, 0),
        op::RERAISE => (arg + 1, arg),
        op::PUSH_EXC_INFO => (1, 2),
        op::POP_EXCEPT => (1, 0),
        op::CHECK_EXC_MATCH | op::CHECK_EG_MATCH => (2, 2),
        op::WITH_EXCEPT_START => (4, 5),
        _ => (0, 0),
    }
}
