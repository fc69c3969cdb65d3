//! When two runs of a program agree.

use std::fmt;

use crate::execute::{End, Run};

/// What a disagreement is about. The first that applies, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    /// The VM has ended by a signal or a panic. Nothing is compared then.
    Crash,
    /// One of them, or both, took too long.
    TimeOut,
    /// Standard output.
    Output,
    /// Standard error: a traceback.
    Traceback,
    /// The exit status.
    Status,
}

impl fmt::Display for What {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            What::Crash => "crash",
            What::TimeOut => "time-out",
            What::Output => "output",
            What::Traceback => "traceback",
            What::Status => "status",
        })
    }
}

/// Two runs of one program that are not alike.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// Who is compared with: a configuration, or `cpython`.
    pub reference: String,
    /// Who differs.
    pub other: String,
    /// In what.
    pub what: What,
    /// What it was expected to do.
    pub expected: Run,
    /// What it did.
    pub found: Run,
}

impl Disagreement {
    /// Whether it is the same finding, perhaps in another program.
    pub fn is_like(&self, other: &Disagreement) -> bool {
        (self.what, &self.reference, &self.other) == (other.what, &other.reference, &other.other)
    }

    /// The first line in which the two differ: what was expected, what was found.
    pub fn first_difference(&self) -> (String, String) {
        let (one, other) = match self.what {
            What::Output => (&self.expected.stdout, &self.found.stdout),
            What::Crash => (&String::new(), &self.found.stderr),
            What::Traceback => (&self.expected.stderr, &self.found.stderr),
            What::TimeOut | What::Status => {
                return (format!("{:?}", self.expected.end), format!("{:?}", self.found.end));
            }
        };
        let (mut expected, mut found) = (one.lines(), other.lines());
        loop {
            match (expected.next(), found.next()) {
                (Some(one), Some(other)) if one == other => {}
                (None, None) => {
                    return (format!("{:?}", self.expected.end), format!("{:?}", self.found.end));
                }
                (one, other) => {
                    let text = |line: Option<&str>| line.unwrap_or("(end)").to_string();
                    return (text(one), text(other));
                }
            }
        }
    }
}

/// In what two runs differ, if they do.
pub fn difference(expected: &Run, found: &Run) -> Option<What> {
    if has_crashed(found) || has_crashed(expected) {
        return Some(What::Crash);
    }
    if expected.end == End::TimedOut || found.end == End::TimedOut {
        return Some(What::TimeOut);
    }
    if expected.stdout != found.stdout {
        return Some(What::Output);
    }
    if expected.stderr != found.stderr {
        return Some(What::Traceback);
    }
    (expected.end != found.end).then_some(What::Status)
}

/// Whether a run has shown a bug by itself.
pub fn has_crashed(run: &Run) -> bool {
    matches!(run.end, End::Signal(_)) || run.stderr.contains("panicked at")
}

/// What may differ between two runs although they agree: where the program lies, where objects lie, and CPython's suggestions, which
/// Trefoil does not make.
pub fn normalize(run: Run, folder: &str) -> Run {
    let stderr = run.stderr.replace(folder, "");
    let stderr: Vec<&str> = stderr.lines().map(without_suggestion).collect();
    Run {
        stdout: without_addresses(&without_suggestions(&run.stdout.replace(folder, ""))),
        stderr: without_addresses(&stderr.join("\n")),
        end: run.end,
    }
}

fn without_suggestions(text: &str) -> String {
    text.lines().map(without_suggestion).fold(String::with_capacity(text.len()), |mut all, line| {
        all += line;
        all.push('\n');
        all
    })
}

fn without_suggestion(line: &str) -> &str {
    let marks = [". Did you mean", ". Did you forget", ", did you forget"];
    match marks.iter().filter_map(|mark| line.find(mark)).min() {
        Some(at) if line.ends_with('?') => &line[..at],
        _ => line,
    }
}

/// `0x7f..` without its digits.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("at 0x") {
        let (before, after) = rest.split_at(at + "at 0x".len());
        out += before;
        rest = after.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(stdout: &str, stderr: &str, end: End) -> Run {
        Run { stdout: stdout.to_string(), stderr: stderr.to_string(), end }
    }

    #[test]
    fn differences() {
        let base = run("1\n", "", End::Status(0));
        assert_eq!(difference(&base, &base), None);
        let cases = [
            (run("2\n", "", End::Status(0)), What::Output),
            (run("1\n", "ValueError", End::Status(0)), What::Traceback),
            (run("1\n", "", End::Status(1)), What::Status),
            (run("1\n", "", End::TimedOut), What::TimeOut),
            (run("1\n", "", End::Signal(11)), What::Crash),
            (run("1\n", "thread panicked at x", End::Status(101)), What::Crash),
        ];
        for (other, what) in cases {
            assert_eq!(difference(&base, &other), Some(what));
        }
    }

    #[test]
    fn what_may_differ_is_removed() {
        let stderr = "  File \"/tmp/a/program.py\"\nNameError: name 'ab'. Did you mean: 'abs'?";
        let found = normalize(run("<f at 0x7f00ab>\n", stderr, End::Status(1)), "/tmp/a/");
        assert_eq!(found.stdout, "<f at 0x>\n");
        assert_eq!(found.stderr, "  File \"program.py\"\nNameError: name 'ab'");
    }
}
