//! Which exits have been taken, and which evaluated and not taken: every `exit_if!` has two sides.
//!
//! In watched builds (`build.rs`) handlers report each exit that they evaluate. [`save`] merges what a process has seen into a file, if the
//! variable `TREFOIL_COVERAGE` names a folder for it: one line per exit, `_OP ordinal taken passed`, where `-` stands for a side that
//! was not seen. `tests/programs.rs` compares the file with what is known to be out of reach. Release builds note nothing.

/// The file in the folder that `TREFOIL_COVERAGE` names.
pub const FILE: &str = "exits";

#[cfg(watched)]
mod watched {
    use crate::machine::Vm;
    use std::fmt::Write as _;
    use std::io::{self, Read, Seek, Write};
    use std::path::Path;
    use std::sync::atomic::{AtomicU8, Ordering};
    use trefoil_compiler::metadata::OPS;

    mod table {
        use trefoil_compiler::metadata::op;
        include!(concat!(env!("OUT_DIR"), "/exits.rs"));
    }
    use table::{EXIT_STARTS, EXITS};

    const TAKEN: u8 = 1;
    const PASSED: u8 = 2;

    static SEEN: [AtomicU8; EXITS.len()] = [const { AtomicU8::new(0) }; EXITS.len()];

    /// What handlers report to.
    pub trait Covers {
        /// Notes an evaluation of an exit; gives `taken` back.
        fn cover_exit(&self, op: u16, ordinal: u32, taken: bool) -> bool;
    }

    impl Covers for Vm {
        #[inline(always)]
        fn cover_exit(&self, op: u16, ordinal: u32, taken: bool) -> bool {
            let seen = &SEEN[(EXIT_STARTS[usize::from(op)] + ordinal) as usize];
            let side = if taken { TAKEN } else { PASSED };
            seen.store(seen.load(Ordering::Relaxed) | side, Ordering::Relaxed);
            taken
        }
    }

    /// Merges what was seen into the file in a folder.
    pub fn save_in(folder: &Path) -> io::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        let path = folder.join(super::FILE);
        let mut file = options.read(true).write(true).create(true).truncate(false).open(path)?;
        // Released when the file is closed.
        file.lock()?;
        let mut before = String::new();
        file.read_to_string(&mut before)?;
        let text = render(&before);
        file.seek(io::SeekFrom::Start(0))?;
        file.write_all(text.as_bytes())?;
        file.set_len(text.len() as u64)
    }

    /// The lines of the file, with what an earlier process saw in it. The line of each exit is where it was then.
    fn render(before: &str) -> String {
        let mut lines = before.lines();
        let mut text = String::new();
        for (site, seen) in EXITS.iter().zip(&SEEN) {
            let earlier = lines.next().unwrap_or("");
            let seen = seen.load(Ordering::Relaxed);
            let name = OPS[usize::from(site.op)].name;
            let known = |side, word| {
                let earlier = earlier.split(' ').any(|text| text == word);
                if seen & side != 0 || earlier { word } else { "-" }
            };
            let _ = writeln!(
                text,
                "{name} {} {} {} {}:{} {}",
                site.ordinal,
                known(TAKEN, "taken"),
                known(PASSED, "passed"),
                site.file,
                site.line,
                site.condition
            );
        }
        text
    }
}

#[cfg(watched)]
pub use watched::Covers;

/// Merges what this process has seen into the file that `TREFOIL_COVERAGE` asks for, if it does. Errors are reported to standard error.
pub fn save() {
    #[cfg(watched)]
    if let Some(folder) = std::env::var_os("TREFOIL_COVERAGE")
        && let Err(error) = watched::save_in(folder.as_ref())
    {
        eprintln!("trefoil: cannot save what exits were taken: {error}");
    }
}
