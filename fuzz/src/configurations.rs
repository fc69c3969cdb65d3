//! The configurations of the VM that must agree: the only table of them here.

use crate::generate::scale;

/// Flags of the command, under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// What reports call it.
    pub name: &'static str,
    /// Whether loops run as traces, which they do early.
    pub has_traces: bool,
    /// What else the command is given.
    pub flags: &'static [&'static str],
    /// It runs one in so many programs: what leaves out one optimization of many seldom differs.
    pub every: u64,
    /// Whether it runs short programs only. A collection at every safepoint takes long.
    pub short: bool,
}

/// What loops run as traces with. They are hot at their second iteration: programs are short.
const TRACES: &[&str] = &["--tier2=executor", "--tier2-threshold=2"];

/// The first is what the others are compared with.
pub const CONFIGURATIONS: &[Configuration] = &[
    bytecode("default", &[], 1),
    bytecode("no-specialize", &["--no-specialize"], 2),
    bytecode("trampoline", &["--dispatch=trampoline"], 8),
    bytecode("gc-stress", &["--gc-stress"], 4).for_short_programs(),
    traces("executor", &[], 1),
    traces("executor-gc-stress", &["--gc-stress"], 2).for_short_programs(),
    traces("exit-stress", &["--exit-stress"], 1),
    traces("exit-stress-gc-stress", &["--exit-stress", "--gc-stress"], 4).for_short_programs(),
    traces("no-room", &["--tier2-size=300"], 4),
    traces("no-specialize-executor", &["--no-specialize"], 16),
    traces("without-watches", &["--tier2-without=watches"], 8),
    traces("without-guards", &["--tier2-without=guards"], 8),
    traces("without-folding", &["--tier2-without=folding"], 8),
    traces("without-overflow", &["--tier2-without=overflow"], 8),
    traces("without-subexpressions", &["--tier2-without=subexpressions"], 8),
    traces("without-forwarding", &["--tier2-without=forwarding"], 8),
    traces("without-inlining", &["--tier2-without=inlining"], 8),
    traces("without-peeling", &["--tier2-without=peeling"], 8),
    traces("without-deferring", &["--tier2-without=deferring"], 8),
    traces("without-dead-code", &["--tier2-without=dead-code"], 8),
    traces("without-side-traces", &["--tier2-without=side-traces"], 8),
    traces("without-linking", &["--tier2-without=linking"], 8),
    traces("without-strengthening", &["--tier2-without=strengthening"], 8),
];

const fn bytecode(name: &'static str, flags: &'static [&'static str], every: u64) -> Configuration {
    Configuration { name, has_traces: false, flags, every, short: false }
}

const fn traces(name: &'static str, flags: &'static [&'static str], every: u64) -> Configuration {
    Configuration { name, has_traces: true, flags, every, short: false }
}

impl Configuration {
    /// What the command is given.
    pub fn arguments(&self) -> impl Iterator<Item = &'static str> + use<> {
        let traces = if self.has_traces { TRACES } else { &[] };
        traces.iter().chain(self.flags).copied()
    }

    /// Whether it runs the program of `seed`. Different configurations leave out different programs.
    pub fn runs(&self, seed: u64) -> bool {
        if self.short && scale(seed) > 1 {
            return false;
        }
        // Programs of one scale come at regular intervals: a hash does not keep step with them.
        let name = self.name.bytes().fold(seed, |all, byte| {
            (all ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(29)
        });
        name.is_multiple_of(self.every)
    }

    const fn for_short_programs(self) -> Configuration {
        Configuration { short: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::CONFIGURATIONS;

    /// Reports and `--only` name them.
    #[test]
    fn names_are_unique() {
        for (number, one) in CONFIGURATIONS.iter().enumerate() {
            assert!(CONFIGURATIONS[..number].iter().all(|it| it.name != one.name), "{}", one.name);
            let flags: Vec<&str> = one.arguments().collect();
            let same = |it: &super::Configuration| it.arguments().eq(flags.iter().copied());
            assert!(!CONFIGURATIONS[..number].iter().any(same), "{}", one.name);
        }
    }

    #[test]
    fn each_runs_its_share_of_programs() {
        for it in CONFIGURATIONS {
            let (of, programs) = if it.short { (3, 6000) } else { (1, 2000) };
            let share = (0..programs).filter(|&seed| it.runs(seed)).count() as u64;
            let expected = programs / of / it.every;
            assert!(share.abs_diff(expected) <= expected / 3, "{}: {share}, {expected}", it.name);
        }
    }

    #[test]
    fn the_first_runs_everything() {
        assert_eq!(CONFIGURATIONS[0].every, 1);
    }
}
