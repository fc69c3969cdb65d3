//! What runs programs: the VM in all its configurations, and CPython.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::compare::{self, Disagreement, What};
use crate::configurations::{CONFIGURATIONS, Configuration};
use crate::execute::{self, End, Run};

/// What reports call CPython.
pub const CPYTHON: &str = "cpython";

/// How each program runs.
#[derive(Clone, Debug)]
pub struct Machines {
    /// The command of the VM.
    pub binary: PathBuf,
    /// CPython 3.14, with arguments: it is compared with where it is given.
    pub python: Option<Vec<OsString>>,
    /// For one run.
    pub limit: Duration,
    /// Only configurations of these names run besides the first. None of them: all.
    pub only: Vec<String>,
}

impl Machines {
    /// Runs `text` in `folder`, in the configurations that are for `seed`, or in all of them, and finds the first that disagrees.
    ///
    /// # Errors
    /// If the program cannot be written, or a command cannot be run.
    pub fn check(
        &self,
        text: &str,
        folder: &Path,
        seed: Option<u64>,
    ) -> io::Result<Option<Disagreement>> {
        let path = write(text, folder)?;
        let (first, others) = CONFIGURATIONS.split_first().expect("the table is not empty");
        let reference = self.run(first, &path, folder)?;
        if let Some(what) = bad(&reference) {
            return Ok(Some(disagreement(first.name, first.name, what, &reference, &reference)));
        }
        if let Some(python) = &self.python {
            let expected = self.run_python(python, &path, folder)?;
            if let Some(what) = compare::difference(&expected, &reference) {
                return Ok(Some(disagreement(CPYTHON, first.name, what, &expected, &reference)));
            }
        }
        let wanted = |it: &&Configuration| match seed {
            _ if !self.only.is_empty() => self.only.iter().any(|name| name == it.name),
            None => true,
            Some(seed) => it.runs(seed),
        };
        for other in others.iter().filter(wanted) {
            let found = self.run(other, &path, folder)?;
            if let Some(what) = compare::difference(&reference, &found) {
                return Ok(Some(disagreement(first.name, other.name, what, &reference, &found)));
            }
        }
        Ok(None)
    }

    /// Runs `text` where `known` was found, and says what is found now.
    ///
    /// # Errors
    /// As [`Machines::check`].
    pub fn check_again(
        &self,
        text: &str,
        folder: &Path,
        known: &Disagreement,
    ) -> io::Result<Option<Disagreement>> {
        let path = write(text, folder)?;
        let by_name = |name: &str| CONFIGURATIONS.iter().find(|it| it.name == name);
        let expected = match (&self.python, by_name(&known.reference)) {
            (Some(python), None) => self.run_python(python, &path, folder)?,
            (_, Some(configuration)) => self.run(configuration, &path, folder)?,
            (None, None) => return Ok(None),
        };
        let Some(other) = by_name(&known.other) else { return Ok(None) };
        let found = self.run(other, &path, folder)?;
        Ok(compare::difference(&expected, &found)
            .map(|what| disagreement(&known.reference, &known.other, what, &expected, &found)))
    }

    fn run(&self, configuration: &Configuration, path: &Path, folder: &Path) -> io::Result<Run> {
        let mut command = Command::new(&self.binary);
        command.args(configuration.arguments()).arg(path);
        self.finish(command, folder)
    }

    fn run_python(&self, python: &[OsString], path: &Path, folder: &Path) -> io::Result<Run> {
        let (program, arguments) = python.split_first().ok_or(io::ErrorKind::InvalidInput)?;
        let mut command = Command::new(program);
        command.args(arguments).args(["-W", "ignore"]).arg(path);
        command.env("PYTHONHASHSEED", "0").env("PYTHON_COLORS", "0");
        self.finish(command, folder)
    }

    fn finish(&self, mut command: Command, folder: &Path) -> io::Result<Run> {
        command.env("NO_COLOR", "1").env_remove("PYTHONPATH");
        let run = execute::run(&mut command, self.limit)?;
        Ok(compare::normalize(run, &format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR)))
    }
}

fn write(text: &str, folder: &Path) -> io::Result<PathBuf> {
    let path = folder.join("program.py");
    fs::write(&path, text)?;
    Ok(path)
}

/// What is wrong with a run whatever others do.
fn bad(run: &Run) -> Option<What> {
    if compare::has_crashed(run) {
        return Some(What::Crash);
    }
    (run.end == End::TimedOut).then_some(What::TimeOut)
}

fn disagreement(
    reference: &str,
    other: &str,
    what: What,
    expected: &Run,
    found: &Run,
) -> Disagreement {
    Disagreement {
        reference: reference.to_string(),
        other: other.to_string(),
        what,
        expected: expected.clone(),
        found: found.clone(),
    }
}
