//! Buffered standard output and error.
//!
//! A stream to a terminal is flushed after each line, others when the buffer is full, when asked, and at exit. A reader that
//! has gone away is an `io::Error` of kind `BrokenPipe` at the write or flush that meets it, never a panic or a signal (the
//! command ignores SIGPIPE, as Rust does by default). Once a stream is broken, what is buffered is dropped, so that the flush
//! at exit does not fail a second time. Output to standard error flushes standard output first only if asked by the caller.

use std::io::{self, ErrorKind, IsTerminal, Read, Write};

/// Bytes buffered before they are written.
const BUFFER: usize = 1 << 16;

/// Where a stream's bytes go.
enum Sink {
    Stdout,
    Stderr,
    /// Kept in memory: for embedding and tests.
    Memory,
}

/// One output stream.
pub struct Stream {
    sink: Sink,
    buffer: Vec<u8>,
    line_buffered: bool,
}

impl Stream {
    fn new(sink: Sink, line_buffered: bool) -> Stream {
        Stream { sink, buffer: Vec::new(), line_buffered }
    }
    /// Writes text.
    ///
    /// # Errors
    /// What the operating system says when bytes had to be written out, `BrokenPipe` among it.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER || self.line_buffered && bytes.contains(&b'\n') {
            return self.flush();
        }
        Ok(())
    }
    /// Writes out what is buffered.
    ///
    /// # Errors
    /// What the operating system says. What was buffered is dropped then.
    pub fn flush(&mut self) -> io::Result<()> {
        if matches!(self.sink, Sink::Memory) || self.buffer.is_empty() {
            return Ok(());
        }
        let result = match self.sink {
            Sink::Stdout => write_all(io::stdout().lock(), &self.buffer),
            Sink::Stderr => write_all(io::stderr().lock(), &self.buffer),
            Sink::Memory => Ok(()),
        };
        self.buffer.clear();
        result
    }
    /// Takes what was written to a stream in memory.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.buffer)
    }
}

/// Rust's standard output has a line buffer of its own, so a flush follows the bytes.
fn write_all(mut to: impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes)?;
    to.flush()
}

/// Both output streams, and input.
pub struct Output {
    /// Standard output.
    pub stdout: Stream,
    /// Standard error. Line-buffered always, as CPython's.
    pub stderr: Stream,
    /// Input that was read and given back.
    unread: String,
}

impl Default for Output {
    fn default() -> Output {
        Output {
            stdout: Stream::new(Sink::Stdout, io::stdout().is_terminal()),
            stderr: Stream::new(Sink::Stderr, true),
            unread: String::new(),
        }
    }
}

impl Output {
    /// Streams that keep what is written, for embedding and tests.
    pub fn in_memory() -> Output {
        Output {
            stdout: Stream::new(Sink::Memory, false),
            stderr: Stream::new(Sink::Memory, false),
            unread: String::new(),
        }
    }
    /// Flushes both streams and returns the first error.
    ///
    /// # Errors
    /// As [`Stream::flush`].
    pub fn flush(&mut self) -> io::Result<()> {
        let stdout = self.stdout.flush();
        let stderr = self.stderr.flush();
        stdout.and(stderr)
    }
    /// Reads a line of standard input with its `\n`, after flushing output; empty at the end. Bytes that are not UTF-8 are
    /// replaced.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn read_line(&mut self) -> io::Result<String> {
        if let Some(end) = self.unread.find('\n') {
            let rest = self.unread.split_off(end + 1);
            return Ok(std::mem::replace(&mut self.unread, rest));
        }
        self.flush()?;
        let mut bytes = std::mem::take(&mut self.unread).into_bytes();
        let mut stdin = io::stdin().lock();
        io::BufRead::read_until(&mut stdin, b'\n', &mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
    /// Gives back input: the next read starts with it.
    pub fn unread(&mut self, text: String) {
        self.unread.insert_str(0, &text);
    }
    /// Reads standard input to its end.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn read_all(&mut self) -> io::Result<String> {
        self.flush()?;
        let mut bytes = std::mem::take(&mut self.unread).into_bytes();
        io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Whether an error says that nobody reads any more.
pub fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_keeps_everything_past_the_buffer_size() {
        let mut output = Output::in_memory();
        let line = [b'x'; 1000];
        for _ in 0..100 {
            output.stdout.write(&line).unwrap();
        }
        output.flush().unwrap();
        assert_eq!(output.stdout.take().len(), 100_000);
        assert!(output.stderr.take().is_empty());
    }
}
