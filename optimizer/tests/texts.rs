//! Recordings as files, with the traces that come of them: `traces/*.trace`.
//!
//! A file says what it shows, then what was recorded, an instruction of `bytecodes.def` a line with its operand, then behind `---` the
//! trace. A second recording starts at a leave of the first trace. `BLESS=1 cargo test -p trefoil-optimizer --test texts` writes the traces
//! anew.
//!
//! ```text
//! locals 2                                   of the frame in which it starts
//! function 0 code 1 locals 1 parameters 1    what is entered: the function is the object 0
//! LOAD_FAST 0
//! POP_JUMP_IF_FALSE_BOOL 3 jumps             a branch that was taken
//! CALL_PY_EXACT 1 enters 0
//! RETURN_VALUE
//! BINARY_SUBSCR caught 1 20 0                 it raises: frames left, the unit of the handler, operands that stay there
//! end loop                                   or: end header; end 7
//! side leave 3
//! ```

mod definitions;

use definitions::VM;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use trefoil_optimizer::Cx;
use trefoil_optimizer::generated::ty;
use trefoil_optimizer::host::Ignorant;
use trefoil_optimizer::semantics::{Datum, Semantics};
use trefoil_optimizer::trace::peel::optimize;
use trefoil_optimizer::trace::recording::{Callee, Caught, End, Place, Recorded, Recording};
use trefoil_optimizer::trace::side::{Start, optimize_side};
use trefoil_optimizer::trace::verify::{Stage, verify};
use trefoil_optimizer::trace::{Definition, Passes, Trace, text};

#[allow(unused, missing_docs, reason = "generated")]
mod metadata {
    include!(concat!(env!("OUT_DIR"), "/vm_metadata.rs"));
}

const SEM: &Semantics = VM.sem;

fn definition(passes: Passes) -> Definition {
    Definition {
        sem: SEM,
        insts: &metadata::INSTS,
        actions: &[],
        function_code: None,
        suspension: None,
        passes,
    }
}

/// What a file says.
#[derive(Default)]
struct Case {
    recording: Recording,
    /// Where the next instruction lies, in each frame.
    places: Vec<Place>,
    without: Option<Passes>,
    side: Option<(u32, Box<Case>)>,
}

fn number(word: Option<&str>) -> u32 {
    word.and_then(|it| it.parse().ok()).expect("a number")
}

impl Case {
    fn read(text: &str) -> Case {
        let mut case = Case::default();
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
        for line in lines.filter(|line| !line.is_empty()) {
            match &mut case.side {
                Some((_, side)) => side.line(line),
                None => case.line(line),
            }
        }
        case
    }

    fn line(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let recording = &mut self.recording;
        match words.next().unwrap_or_default() {
            "locals" => recording.locals = number(words.next()),
            "without" => self.without = words.next().and_then(Passes::named),
            "function" => {
                let [function, code, locals, parameters] =
                    [0; 4].map(|_| number(words.by_ref().find(|it| it.parse::<u32>().is_ok())));
                recording.callees.push(Callee {
                    function: Datum::new(ty::FUNCTION, function.into()),
                    code: code.into(),
                    locals,
                    parameters: Some(parameters),
                    arranged: 0,
                    resumed: None,
                });
            }
            "end" => match words.next() {
                Some("loop") => recording.end = End::Loop,
                Some("header") => recording.end = End::Header,
                at => recording.last.at = number(at),
            },
            "side" => {
                let leave = number(words.nth(1));
                self.side = Some((leave, Box::default()));
            }
            name => self.instruction(name, words),
        }
    }

    fn instruction<'w>(&mut self, name: &str, words: impl Iterator<Item = &'w str>) {
        let recording = &mut self.recording;
        let inst = metadata::INSTS.iter().position(|it| it.name == name);
        let inst = inst.unwrap_or_else(|| panic!("no instruction {name}"));
        if self.places.is_empty() {
            self.places.push(Place::default());
        }
        let innermost = self.places.len() - 1;
        let mut step = Recorded {
            place: self.places[innermost],
            inst: inst as u16,
            oparg: 0,
            caches: recording.caches.len() as u32,
            taken: None,
            callee: None,
            caller: None,
            caught: None,
        };
        self.places[innermost].at += u32::from(metadata::INSTS[inst].units);
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            match word {
                "jumps" => step.taken = Some(0),
                "enters" => step.callee = Some(number(words.next())),
                "caught" => {
                    let [frames, at, depth] = [0; 3].map(|_| number(words.next()));
                    self.places.truncate(self.places.len() - frames as usize);
                    let handler = self.places.last_mut().expect("a frame");
                    handler.at = at;
                    let place = *handler;
                    recording.caught.push(Caught { frames, place, depth, raised_at: None });
                    step.caught = Some(recording.caught.len() as u32 - 1);
                }
                _ => step.oparg = number(Some(word)),
            }
        }
        // A loop of few instructions: what else is cached is a number.
        let parts = metadata::INSTS[inst].ops.iter();
        let caches = parts.flat_map(|it| SEM.ops[usize::from(it.op)].caches);
        recording.caches.extend(caches.map(|_| Datum::new(SEM.int, 1)));
        if let Some(row) = step.callee {
            let code = recording.callees[row as usize].code;
            self.places.push(Place { code, at: 0 });
        } else if name.starts_with("RETURN") {
            self.places.pop();
        }
        recording.steps.push(step);
    }

    /// The traces.
    fn traces(&mut self) -> Vec<Trace> {
        let passes = Passes::ALL;
        let definition = definition(self.without.map_or(passes, |it| passes.without(it)));
        let mut host = Ignorant;
        let mut cx = Cx::new(SEM, &mut host);
        let trace = optimize(definition, &self.recording, &mut cx).expect("a trace");
        let Some((leave, side)) = &mut self.side else { return vec![*trace] };
        side.start(&trace, *leave);
        let start = Start { parent: &trace, leave: *leave, root: Some(&trace) };
        let side = optimize_side(definition, &side.recording, start, &mut cx);
        vec![*trace, *side.expect("a side trace")]
    }

    /// The recording starts where a trace is left.
    fn start(&mut self, parent: &Trace, leave: u32) {
        let frame = parent.leaves[leave as usize].frame;
        let snapshots = &parent.snapshots;
        let recording = &mut self.recording;
        recording.start = snapshots.frame(frame).place;
        recording.locals = snapshots.locals(frame).len() as u32;
        recording.stack = snapshots.stack(frame).len() as u32;
        let from = recording.steps.first().map_or(0, |it| it.place.at);
        recording.steps.iter_mut().for_each(|it| it.place.at += recording.start.at - from);
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traces")
}

/// The files, by name.
fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("a folder");
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("a file").path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "trace"));
    files.sort();
    files
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn recordings_become_these_traces() {
    let mut different = Vec::new();
    for path in files() {
        let found = read(&path);
        let (recorded, _) = found.split_once("---\n").unwrap_or((&found, ""));
        let mut text = recorded.to_string();
        for trace in Case::read(recorded).traces() {
            let _ = write!(text, "---\n{}", text::write(SEM, &trace));
        }
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, text).expect("the file can be written");
        } else if text != found {
            different.push(format!("{}:\n{text}", path.display()));
        }
    }
    assert!(
        different.is_empty(),
        "{}\nBLESS=1 cargo test -p trefoil-optimizer --test texts writes these anew",
        different.join("\n")
    );
}

#[test]
fn traces_are_read_as_they_were_written() {
    let files = files();
    assert!(files.len() >= 12, "{} files", files.len());
    for path in files {
        let found = read(&path);
        let (_, traces) = found.split_once("---\n").expect("a trace");
        for written in traces.split("---\n") {
            let trace = text::parse(SEM, written)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(text::write(SEM, &trace), written, "{}", path.display());
            assert_eq!(verify(SEM, &trace, Stage::Finished), Ok(()), "{}", path.display());
        }
    }
}
