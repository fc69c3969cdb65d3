//! What making traces may cost: a share of the time that the program has run since its first place was hot.
//!
//! A program that ends soon would lose with traces what it never gets back; one that runs on gets all of them, the hottest first,
//! because what cannot be afforded waits for as many arrivals again. So the cost is bounded whatever a trace costs.

use super::Tier2;
use crate::machine::Vm;
use std::cell::Cell;
use std::time::{Duration, Instant};

/// What a trace is taken to cost before it is made: that of some 130 micro-ops.
const TYPICAL: Duration = Duration::from_micros(100);

/// Since when time counts.
#[derive(Debug, Default)]
pub struct Budget {
    since: Cell<Option<Instant>>,
}

/// Whether another trace can be made now.
pub fn affords(vm: &Vm, tier2: &Tier2) -> bool {
    let Some(percent) = vm.settings.tier2_budget else { return true };
    let since = tier2.budget.since.get().unwrap_or_else(Instant::now);
    tier2.budget.since.set(Some(since));
    let spent = tier2.counts.recording.get() + tier2.counts.optimizing.get();
    let wanted = Duration::from_nanos(spent) + TYPICAL;
    wanted * 100 <= since.elapsed() * percent
}
