//! Runs one program in one configuration, with a time limit.

use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::{Case, Configuration, Outcome, Output};

/// How often a running program is looked at. Programs take a few milliseconds.
const POLL: Duration = Duration::from_millis(1);

/// Runs `case` and compares what it did with what was expected.
pub fn run(
    binary: &Path,
    case: &Case,
    configuration: &Configuration,
    timeout: Duration,
    exits: &Path,
) -> Outcome {
    match try_run(
        command(binary, case, configuration).env("TREFOIL_COVERAGE", exits),
        case,
        timeout,
    ) {
        Ok((output, true)) if output == case.expected => Outcome::Passed,
        Ok((output, true)) => Outcome::Differs(output),
        Ok((output, false)) => Outcome::TimedOut(output),
        Err(error) => Outcome::NotRun(error.to_string()),
    }
}

/// The output, and whether the program ended by itself.
fn try_run(command: &mut Command, case: &Case, timeout: Duration) -> io::Result<(Output, bool)> {
    let mut child = command.spawn()?;
    // Both pipes are drained while the program runs, or it would block on a full one.
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let status = wait(&mut child, timeout)?;
    let ended = status.is_some();
    let output = Output {
        stdout: text(stdout)?,
        stderr: without_folder(text(stderr)?, case),
        status: status.map_or(-9, status_number),
    };
    Ok((output, ended))
}

fn command(binary: &Path, case: &Case, configuration: &Configuration) -> Command {
    let mut command = Command::new(binary);
    command.args(configuration.flags).args(case.path.file_name()).args(&case.argv);
    if let Some(folder) = case.path.parent() {
        command.current_dir(folder);
    }
    command.env("NO_COLOR", "1").env_remove("PYTHONPATH");
    if let Some(pythonpath) = &case.pythonpath {
        command.env("PYTHONPATH", pythonpath);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Waits for the end of `child`, or kills it after `timeout` and returns `None`.
fn wait(child: &mut Child, timeout: Duration) -> io::Result<Option<ExitStatus>> {
    let deadline = Instant::now() + timeout;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(POLL);
    }
}

/// Reads a pipe to its end on a thread of its own.
fn drain(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<io::Result<Vec<u8>>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    })
}

fn text(pipe: JoinHandle<io::Result<Vec<u8>>>) -> io::Result<String> {
    let bytes = pipe.join().map_err(|_| io::Error::other("the reader of a pipe panicked"))??;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Removes the program's own folder from paths, which depends on the place of the checkout.
fn without_folder(stderr: String, case: &Case) -> String {
    match case.path.parent() {
        Some(folder) => stderr.replace(&format!("{}{MAIN_SEPARATOR}", folder.display()), ""),
        None => stderr,
    }
}

#[cfg(unix)]
fn status_number(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().or_else(|| status.signal().map(|signal| -signal)).unwrap_or(-1)
}

#[cfg(not(unix))]
fn status_number(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}
