//! The method resolution order: C3 linearization (Barrett et al. 1996), as in CPython.

use super::{Class, ClassObject};
use crate::object::Ref;
use crate::tuple::{Tuple, TupleObject};
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// The linearization of a class with these bases.
pub(super) fn linearize(vm: &Vm, class: Class, bases: &[Class]) -> Result<Vec<Value>> {
    if let Some(index) = (1..bases.len()).find(|&index| bases[..index].contains(&bases[index])) {
        let name = bases[index].name.get();
        return Err(vm.type_error(format!("duplicate base class {}", name.as_str())));
    }
    let mut lists: Vec<Vec<Value>> =
        bases.iter().map(|base| base.mro.get().items().to_vec()).collect();
    lists.push(bases.iter().map(|base| base.value()).collect());
    let mut order = vec![class.value()];
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let good = |head: &Value| lists.iter().all(|list| !list[1..].contains(head));
        let Some(head) = lists.iter().map(|list| list[0]).find(good) else {
            return Err(inconsistent(vm, &lists));
        };
        order.push(head);
        for list in &mut lists {
            if list[0] == head {
                list.remove(0);
            }
        }
    }
}

#[cold]
fn inconsistent(vm: &Vm, lists: &[Vec<Value>]) -> Raised {
    let mut names: Vec<String> = Vec::new();
    for list in lists {
        let name = Ref::<ClassObject>::from_value(list[0]).name.get().as_str().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    vm.type_error(format!(
        "Cannot create a consistent method resolution order (MRO) for bases {}",
        names.join(", ")
    ))
}

/// The classes of a tuple of bases.
pub(super) fn classes_of(bases: Tuple) -> Vec<Class> {
    bases.items().iter().filter_map(|base| base.cast()).collect()
}

impl Vm {
    /// Computes `__mro__` anew: by the `mro` of the metaclass if it has its own.
    pub(super) fn recompute_mro(&self, class: Class) -> Result<()> {
        let metaclass = self.class_of(class.value());
        let own = self.lookup_with_owner(metaclass, self.names.mro);
        let mro = match own {
            Some((owner, method)) if owner != self.classes.type_ => {
                let made = self.call(method, &[class.value()])?;
                let made: Tuple = match made.cast::<TupleObject>() {
                    Some(made) => made,
                    None => Ref::from_value(self.call(self.classes.tuple.value(), &[made])?),
                };
                self.check_mro(made)?;
                made
            }
            _ => {
                let order = linearize(self, class, &classes_of(class.bases.get()))?;
                self.new_tuple(&order)
            }
        };
        class.mro.set(mro);
        Ok(())
    }
    fn check_mro(&self, mro: Tuple) -> Result<()> {
        match mro.items().iter().find(|item| item.cast::<ClassObject>().is_none()) {
            Some(item) => {
                let found = self.class_name(*item);
                Err(self.type_error(format!("mro() returned a non-class ('{found}')")))
            }
            None => Ok(()),
        }
    }
}
