//! Where the operands of an instruction live while its ops run: in their stack slot, in a Rust local, or in both.
//!
//! Heights are counted from the stack pointer at entry, upwards: the topmost operand lies at -1, the first free slot is
//! 0. The stack pointer stays where it was until the end, so a height is the negated index of `sp.peek`. Sizes of
//! arrays are linear in `oparg`, so heights are [`Linear`]; a superinstruction has an `oparg` per component.
//!
//! # Invariants
//! 1. An array operand that comes from the stack is in memory.
//! 2. An operand that is not at home is in a local.

use super::code::{Code, Local, Prec};
use crate::model::{Count, Ty};

/// `offset + sum of factor * oparg[component]`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Linear {
    pub offset: i64,
    /// By component, ascending, without zero factors.
    pub terms: Vec<(usize, i64)>,
}

impl Linear {
    pub fn constant(offset: i64) -> Self {
        Linear { offset, terms: Vec::new() }
    }

    /// The count of an operand of component `component`; a fixed oparg is put in.
    pub fn count(count: Count, component: usize, fixed: Option<u32>) -> Self {
        let (scale, offset) = (i64::from(count.scale), i64::from(count.offset));
        match fixed {
            Some(oparg) => Linear::constant(scale * i64::from(oparg) + offset),
            None if scale == 0 => Linear::constant(offset),
            None => Linear { offset, terms: vec![(component, scale)] },
        }
    }

    pub fn plus(&self, other: &Linear) -> Self {
        self.combine(other, 1)
    }

    pub fn minus(&self, other: &Linear) -> Self {
        self.combine(other, -1)
    }

    pub fn negated(&self) -> Self {
        Linear::default().minus(self)
    }

    fn combine(&self, other: &Linear, sign: i64) -> Self {
        let mut terms = self.terms.clone();
        for &(component, factor) in &other.terms {
            match terms.iter_mut().find(|(c, _)| *c == component) {
                Some((_, mine)) => *mine += sign * factor,
                None => terms.push((component, sign * factor)),
            }
        }
        terms.retain(|(_, factor)| *factor != 0);
        terms.sort_unstable();
        Linear { offset: self.offset + sign * other.offset, terms }
    }

    /// The constant, if it does not depend on an oparg.
    pub fn as_constant(&self) -> Option<i64> {
        self.terms.is_empty().then_some(self.offset)
    }

    /// Spells it as a value of an integer type of Rust.
    pub fn code(&self, ty: &str, oparg: &dyn Fn(usize) -> Code) -> Code {
        let mut sum: Option<Code> = None;
        // A leading negative constant would read `-1 + oparg`; put it last instead.
        let offset_first = self.offset > 0 || self.terms.is_empty();
        if offset_first {
            sum = Some(number(self.offset));
        }
        for &(component, factor) in &self.terms {
            let oparg = oparg(component).cast(ty);
            let size = factor.abs();
            let term =
                if size == 1 { oparg } else { number(size).binary("*", Prec::Product, oparg) };
            sum = Some(match sum {
                None if factor < 0 => term.unary("-"),
                None => term,
                Some(sum) => sum.binary(if factor < 0 { "-" } else { "+" }, Prec::Sum, term),
            });
        }
        if !offset_first && self.offset != 0 {
            sum = Some(match sum {
                Some(sum) => sum.binary("-", Prec::Sum, number(-self.offset)),
                None => number(self.offset),
            });
        }
        sum.unwrap_or_else(|| number(0))
    }
}

fn number(value: i64) -> Code {
    let prec = if value < 0 { Prec::Unary } else { Prec::Atom };
    Code { prec, ..Code::atom(value.to_string()) }
}

/// A Rust local that holds an operand.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Held {
    pub name: String,
    pub local: Local,
    /// The static type of the local; what is in the slot is the boxed value of it.
    pub ty: Ty,
}

impl Held {
    pub fn code(&self) -> Code {
        Code::local(&self.name, self.local)
    }
}

/// An operand on the stack.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Item {
    /// The height of its deepest slot.
    pub height: Linear,
    /// The number of slots of an array.
    pub count: Option<Linear>,
    /// Its slots hold it.
    pub home: bool,
    /// The local that holds it.
    pub held: Option<Held>,
}

impl Item {
    pub fn size(&self) -> Linear {
        self.count.clone().unwrap_or_else(|| Linear::constant(1))
    }
}

/// The operands that an instruction has touched, deepest first; what lies below is in memory and untouched.
#[derive(Clone, Default, Debug)]
pub(super) struct Operands {
    pub items: Vec<Item>,
    /// The height of the deepest item.
    pub bottom: Linear,
}

impl Operands {
    /// The height of the first free slot.
    pub fn top(&self) -> Linear {
        self.items.last().map_or_else(|| self.bottom.clone(), |item| item.height.plus(&item.size()))
    }

    /// Whether the topmost operands can be taken one by one as operands of these sizes (`None`: a single slot).
    pub fn match_shape(&self, sizes: &[Option<Linear>]) -> bool {
        self.items.iter().rev().zip(sizes.iter().rev()).all(|(item, size)| item.count == *size)
    }

    /// Takes operands of these sizes, given deepest first. What has not been touched is taken from memory.
    pub fn pop(&mut self, sizes: &[Option<Linear>]) -> Vec<Item> {
        let mut popped = Vec::with_capacity(sizes.len());
        for size in sizes.iter().rev() {
            popped.push(self.items.pop().unwrap_or_else(|| {
                let slots = size.clone().unwrap_or_else(|| Linear::constant(1));
                self.bottom = self.bottom.minus(&slots);
                Item { height: self.bottom.clone(), count: size.clone(), home: true, held: None }
            }));
        }
        popped.reverse();
        popped
    }

    /// Forgets the operands, which must all be at home, so that they can be taken in other sizes.
    pub fn forget(&mut self) {
        self.bottom = self.top();
        self.items.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_text() {
        let oparg = |component: usize| Code::atom(if component == 0 { "oparg" } else { "oparg_2" });
        let text = |offset, terms: &[(usize, i64)]| {
            Linear { offset, terms: terms.to_vec() }.code("isize", &oparg).text
        };
        assert_eq!(text(0, &[]), "0");
        assert_eq!(text(-2, &[]), "-2");
        assert_eq!(text(2, &[(0, 1)]), "2 + oparg as isize");
        assert_eq!(text(-1, &[(0, 2)]), "2 * oparg as isize - 1");
        assert_eq!(text(0, &[(0, -1)]), "-(oparg as isize)");
        assert_eq!(text(0, &[(0, 1), (1, -1)]), "oparg as isize - oparg_2 as isize");
    }

    #[test]
    fn untouched_operands_come_from_memory() {
        let mut operands = Operands::default();
        let oparg = Linear { offset: 0, terms: vec![(0, 1)] };
        let popped = operands.pop(&[None, Some(oparg)]);
        assert_eq!(popped[1].height, Linear { offset: 0, terms: vec![(0, -1)] });
        assert_eq!(popped[0].height, Linear { offset: -1, terms: vec![(0, -1)] });
        assert_eq!(operands.top(), operands.bottom);
    }
}
