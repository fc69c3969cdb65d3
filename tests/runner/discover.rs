//! Finds the programs, their directives and their expectations. `bless.py` has the same rules.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::{Case, Output, Suite};

/// Which programs to run.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Texts of which a program's name must contain one; all programs if empty.
    texts: Vec<String>,
    /// Whether to list the programs instead (`--list`).
    pub list: bool,
}

impl Filter {
    /// Reads `TREFOIL_TESTS` and the arguments. Flags of libtest other than `--list` mean nothing here.
    pub fn from_environment() -> Self {
        let mut filter = Self::default();
        filter.texts.extend(env::var("TREFOIL_TESTS").ok().filter(|text| !text.is_empty()));
        for argument in env::args().skip(1) {
            if argument == "--list" {
                filter.list = true;
            } else if !argument.starts_with('-') {
                filter.texts.push(argument);
            }
        }
        filter
    }

    /// Whether every program is to run.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    fn admits(&self, name: &str) -> bool {
        self.texts.is_empty() || self.texts.iter().any(|text| name.contains(text))
    }
}

/// The programs of `suites` below `tests` that `filter` admits, sorted by name, and how many it does not admit.
///
/// # Errors
/// Says which folder or file cannot be read, which program has no expectation, or that there is no program.
pub fn discover(
    tests: &Path,
    suites: &[Suite],
    filter: &Filter,
) -> Result<(Vec<Case>, usize), String> {
    let mut cases = Vec::new();
    for suite in suites {
        let mut paths = Vec::new();
        let folder = tests.join(suite.folder);
        collect(&folder, &mut paths).map_err(|error| format!("{}: {error}", folder.display()))?;
        for path in paths {
            let name = name_of(tests, &path);
            if !cases.iter().any(|case: &Case| case.name == name) {
                cases.push(read_case(name, path, suite)?);
            }
        }
    }
    if cases.is_empty() {
        return Err(format!("no programs below {}", tests.display()));
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    let found = cases.len();
    cases.retain(|case| filter.admits(&case.name));
    let filtered_out = found - cases.len();
    Ok((cases, filtered_out))
}

/// Adds the programs in `folder` to `paths`. A folder with a `main.py` holds that one program.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    let main = folder.join("main.py");
    if main.exists() {
        paths.push(main);
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            paths.push(path);
        }
    }
    Ok(())
}

/// `path` relative to `tests`, with `/` on every platform.
fn name_of(tests: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(tests).unwrap_or(path);
    let parts: Vec<_> =
        relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn read_case(name: String, path: PathBuf, suite: &Suite) -> Result<Case, String> {
    // Some programs test malformed sources: they are not UTF-8.
    let bytes = fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
    let source = String::from_utf8_lossy(&bytes);
    let (argv, pythonpath) = directives(&source);
    let expected = read_expectation(&name, &path)?;
    Ok(Case { name, path, argv, pythonpath, configurations: suite.configurations, expected })
}

/// The arguments and the `PYTHONPATH` that the leading comments ask for.
fn directives(source: &str) -> (Vec<String>, Option<String>) {
    let (mut argv, mut pythonpath) = (Vec::new(), None);
    for line in source.lines() {
        let Some(comment) = line.strip_prefix('#') else { break };
        match comment.trim().split_once(':') {
            Some(("argv", value)) => argv = value.split_whitespace().map(str::to_owned).collect(),
            Some(("PYTHONPATH", value)) => pythonpath = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    (argv, pythonpath)
}

/// What `bless.py` wrote beside the program.
fn read_expectation(name: &str, path: &Path) -> Result<Output, String> {
    let read = |extension: &str| {
        let file = path.with_extension(extension);
        if !file.exists() {
            return Ok(None);
        }
        fs::read_to_string(&file).map(Some).map_err(|error| format!("{}: {error}", file.display()))
    };
    let (stdout, stderr) = (read("out")?, read("err")?);
    if stdout.is_none() && stderr.is_none() {
        return Err(format!("{name}: no expectation; write it with `tests/bless.py {name}`"));
    }
    let status = match read("status")? {
        Some(text) => text.trim().parse().map_err(|_| format!("{name}: malformed .status"))?,
        None => 0,
    };
    Ok(Output { stdout: stdout.unwrap_or_default(), stderr: stderr.unwrap_or_default(), status })
}
