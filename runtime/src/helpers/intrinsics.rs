//! What is too rare for an instruction of its own.

use super::prelude::*;
use trefoil_compiler::intrinsics::{Intrinsic1, Intrinsic2};
use trefoil_objects::generic;

/// The running module's namespace.
fn globals(vm: &Vm) -> Dict {
    let (_, _, fp) = vm.saved.get();
    // SAFETY: the instruction has saved the state of the running frame.
    unsafe { fp.function().globals }
}

/// A function of one operand.
pub fn intrinsic_1(vm: &Vm, operand: Value, which: u32) -> Result {
    let Some(which) = Intrinsic1::from_number(which) else {
        return Err(vm.system_error("unknown intrinsic"));
    };
    match which {
        Intrinsic1::ImportStar => crate::import::import_star(vm, operand, globals(vm)),
        Intrinsic1::StopIterationError => Ok(vm.stop_iteration_error(operand)),
        Intrinsic1::ListToTuple => Ok(vm.new_tuple(List::from_value(operand).items()).value()),
        Intrinsic1::TypeVar => generic::new_type_var(vm, operand),
        Intrinsic1::ParamSpec => generic::new_param_spec(vm, operand),
        Intrinsic1::TypeVarTuple => generic::new_type_var_tuple(vm, operand),
        Intrinsic1::SubscriptGeneric => generic::subscript_generic(vm, operand),
        Intrinsic1::TypeAlias => generic::new_type_alias(vm, operand),
        Intrinsic1::SetupAnnotations => setup_annotations(vm, operand),
    }
}

/// A function of two operands.
pub fn intrinsic_2(vm: &Vm, left: Value, right: Value, which: u32) -> Result {
    let Some(which) = Intrinsic2::from_number(which) else {
        return Err(vm.system_error("unknown intrinsic"));
    };
    match which {
        Intrinsic2::PrepReraiseStar => vm.prep_reraise_star(left, right),
        Intrinsic2::TypeVarWithBound => generic::new_type_var_with_bound(vm, left, right),
        Intrinsic2::TypeVarWithConstraints => {
            generic::new_type_var_with_constraints(vm, left, right)
        }
        Intrinsic2::SetFunctionTypeParams => {
            Function::from_value(left).type_params.set(right);
            Ok(left)
        }
        Intrinsic2::SetTypeParamDefault => generic::set_type_param_default(vm, left, right),
    }
}

/// Binds `__annotations__` to a new dict unless it is bound.
fn setup_annotations(vm: &Vm, namespace: Value) -> Result {
    let namespace = if namespace.is_none() { globals(vm).value() } else { namespace };
    let name = vm.names.__annotations__.value();
    if !ops::contains(vm, namespace, name)? {
        ops::set_item(vm, namespace, name, vm.new_dict().value())?;
    }
    Ok(Value::NONE)
}
