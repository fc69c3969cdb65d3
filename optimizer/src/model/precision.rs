//! What the abstract meaning does not know: outputs of which nothing is known although the inputs are of their types.

use crate::cx::Cx;
use crate::event::EventKind;
use crate::host::Ignorant;
use crate::semantics::{Datum, OpInfo, Semantics, Site, slots};
use crate::term::{Prim, T};

/// An output of which nothing is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loss {
    /// The op.
    pub op: &'static str,
    /// The output.
    pub output: &'static str,
    /// Why: the helper, the field or the join that it comes from.
    pub because: String,
}

/// Runs every abstract function on inputs of which the declared types are known and nothing else, and lists the outputs
/// that come out as any value, with the reason. An op that passes an untyped input on has lost nothing.
pub fn precision(sem: &'static Semantics) -> Vec<Loss> {
    let mut losses = Vec::new();
    for (index, info) in sem.ops.iter().enumerate() {
        let mut host = Ignorant;
        let mut cx = Cx::new(sem, &mut host);
        let oparg = info.replica.unwrap_or(2);
        let mut inputs = Vec::new();
        for operand in info.inputs {
            let count = operand.count.map_or(1, |(scale, offset)| slots(oparg, scale, offset));
            for _ in 0..count {
                inputs.push(cx.any(&operand.content));
            }
        }
        let caches: Vec<Datum> = info
            .caches
            .iter()
            .map(|content| Datum::new(content.types.types().next().unwrap_or(sem.int), 1))
            .collect();
        let mut outputs = Vec::new();
        let site = Site { oparg, taken: None, caches: &caches };
        cx.run(crate::semantics::Op(index as u16), &site, &inputs, &mut outputs);
        for (output, t) in info.outputs.iter().zip(&outputs) {
            if output.count.is_some() {
                break;
            }
            if let Some(because) = loss(&cx, info, &inputs, *t) {
                losses.push(Loss { op: info.name, output: output.name, because });
            }
        }
    }
    losses
}

/// Why nothing is known of a term, if nothing is.
fn loss(cx: &Cx<'_>, info: &OpInfo, inputs: &[T], t: T) -> Option<String> {
    let sem = cx.semantics();
    let values = sem.types.iter().enumerate().filter(|(_, ty)| !ty.absent && !ty.machine);
    let present = values.fold(0, |set, (index, _)| set | 1u64 << index);
    if cx.fact(t).types().0 & present != present || inputs.contains(&t) {
        return None;
    }
    let term = cx.terms().get(t);
    Some(match term.prim {
        Prim::Sel => "joins arms of an `if`".to_string(),
        Prim::Call(helper) => format!("result of `{}`", sem.helper(helper).name),
        _ => {
            let made = cx.events().iter().find_map(|event| match &event.kind {
                EventKind::Load { result, field, .. } if *result == t => {
                    Some(format!("load of `{}`", sem.field(*field).name))
                }
                EventKind::Call { result, helper, .. } if *result == t => {
                    Some(format!("result of `{}`", sem.helper(*helper).name))
                }
                EventKind::Whole { .. } => Some("has an effect in an arm of an `if`".to_string()),
                _ => None,
            });
            made.unwrap_or_else(|| match info.role {
                crate::semantics::Role::Move => "a local, a constant or a name".to_string(),
                _ => "unknown".to_string(),
            })
        }
    })
}
