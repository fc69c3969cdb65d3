//! Runs one command with a time limit, and takes what it prints.

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// More than this of a stream is not read: a program that prints without end is stopped by it.
const MOST: u64 = 1 << 22;

/// How a program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// By itself, with this status.
    Status(i32),
    /// By a signal.
    Signal(i32),
    /// It took too long.
    TimedOut,
}

/// What a program did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// How it ended.
    pub end: End,
}

/// Runs `command`, for at most `limit`.
///
/// # Errors
/// If it cannot be started or waited for.
pub fn run(command: &mut Command, limit: Duration) -> io::Result<Run> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let deadline = Instant::now() + limit;
    // The end of both pipes is the end of the program, near enough: nobody has to look at it again and again.
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let (stdout, one) = receive(&stdout, deadline);
    let (stderr, other) = receive(&stderr, deadline);
    let in_time = one && other;
    if !in_time {
        child.kill()?;
    }
    let status = child.wait()?;
    let end = if in_time { end(status) } else { End::TimedOut };
    Ok(Run { stdout, stderr, end })
}

/// Reads a pipe on a thread of its own, until it ends or has given enough.
fn drain(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What was read before an error is all there is.
            let _ = pipe.take(MOST).read_to_end(&mut bytes);
        }
        // Nobody listens any more after the time is over.
        let _ = sender.send(bytes);
    });
    receiver
}

/// What a pipe gave, and whether it did so in time.
fn receive(pipe: &Receiver<Vec<u8>>, deadline: Instant) -> (String, bool) {
    match pipe.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(bytes) => (String::from_utf8_lossy(&bytes).into_owned(), true),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => (String::new(), false),
    }
}

#[cfg(unix)]
fn end(status: ExitStatus) -> End {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => End::Status(code),
        (None, signal) => End::Signal(signal.unwrap_or(0)),
    }
}

#[cfg(not(unix))]
fn end(status: ExitStatus) -> End {
    End::Status(status.code().unwrap_or(-1))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(text: &str, limit: Duration) -> Run {
        run(Command::new("sh").args(["-c", text]), limit).expect("there is a shell")
    }

    #[test]
    fn takes_streams_and_status() {
        let run = shell("echo one; echo two >&2; exit 3", Duration::from_secs(20));
        assert_eq!(run.stdout, "one\n");
        assert_eq!(run.stderr, "two\n");
        assert_eq!(run.end, End::Status(3));
    }

    #[test]
    fn stops_what_takes_too_long() {
        assert_eq!(shell("exec sleep 60", Duration::from_millis(50)).end, End::TimedOut);
    }

    #[test]
    fn tells_signals() {
        assert_eq!(shell("kill -9 $$", Duration::from_secs(20)).end, End::Signal(9));
    }
}
