//! Fields, allocation, helpers and watched places by the ids of traces. All of it is generated from the definition.

use crate::helpers;
use crate::machine::fields::*;
use crate::machine::{Int, Slots, Value, Vm};
use trefoil_objects::watch::Place as Watch;
use trefoil_optimizer::exec::Raised;
use trefoil_optimizer::generated::{field, helper, ty};
use trefoil_optimizer::semantics::{Datum, Field, Helper, Type};

include!(concat!(env!("OUT_DIR"), "/bridge.rs"));
