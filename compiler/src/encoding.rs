//! Source files to text, as CPython decodes them.
//!
//! CPython reads line by line, so that what its tokenizer rejects in the lines before comes first.

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::source::{Source, without_text};
use crate::syntax_errors;

/// Decodes a file: byte order mark, encoding cookie, line ends.
pub(crate) fn decode(bytes: &[u8], filename: &str) -> Result<String, SyntaxError> {
    let (bytes, has_mark) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message = "source code cannot contain null bytes".to_owned();
        let end = |line: &Line<'_>| at - line.start;
        return Err(at_line(bytes, at, message, |line| {
            line.text[..end(line).min(line.text.len())].to_vec()
        }));
    }
    let (encoding, rest) = cookie(bytes).unwrap_or_default();
    match encoding.as_str() {
        "" | "utf-8" => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(normalize_newlines(text)),
            Err(error) if encoding.is_empty() && !has_mark => {
                Err(not_utf8(bytes, error.valid_up_to(), filename))
            }
            Err(error) => Err(wrong_utf8(bytes, error)),
        },
        _ if has_mark => {
            let message = format!("encoding problem: {encoding} with BOM");
            Err(at_line(bytes, 0, message, |line| line.text.to_vec()))
        }
        "iso-8859-1" => {
            Ok(normalize_newlines(&bytes.iter().map(|&byte| char::from(byte)).collect::<String>()))
        }
        "ascii" => match std::str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => Ok(normalize_newlines(text)),
            _ => {
                let at = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
                // The decoder starts at the end of the line with the cookie.
                let position = (at + 1).saturating_sub(rest);
                let message = format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {position}: ordinal not in range(128)",
                    bytes[at]
                );
                Err(without_text(message, SyntaxErrorKind::SyntaxError))
            }
        },
        _ => {
            let message = format!("unknown encoding: {encoding}");
            Err(without_text(message, SyntaxErrorKind::SyntaxError))
        }
    }
}

/// A line of a file.
struct Line<'a> {
    number: u32,
    start: usize,
    text: &'a [u8],
}

/// The line that a byte is in.
fn line_of(bytes: &[u8], at: usize) -> Line<'_> {
    let is_end = |byte: &u8| *byte == b'\n';
    let start = bytes[..at].iter().rposition(is_end).map_or(0, |newline| newline + 1);
    let length = bytes[start..].iter().position(is_end).unwrap_or(bytes.len() - start);
    let number = bytes[..start].iter().filter(|byte| is_end(byte)).count() + 1;
    let text = &bytes[start..start + length];
    Line { number: number_of(number), start, text: text.strip_suffix(b"\r").unwrap_or(text) }
}

fn number_of(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// An error in the line of a byte, without a column.
fn at_line(
    bytes: &[u8],
    at: usize,
    message: String,
    shown: impl FnOnce(&Line<'_>) -> Vec<u8>,
) -> SyntaxError {
    let line = line_of(bytes, at);
    if let Some(error) = error_before(&bytes[..line.start]) {
        return error;
    }
    let text = Some(String::from_utf8_lossy(&shown(&line)).into_owned());
    let kind = SyntaxErrorKind::SyntaxError;
    SyntaxError {
        kind,
        message,
        line: line.number,
        col: 0,
        end_line: line.number,
        end_col: 0,
        text,
    }
}

/// What the tokenizer rejects in the lines before the one that cannot be decoded.
fn error_before(lines: &[u8]) -> Option<SyntaxError> {
    let source = Source::new(normalize_newlines(std::str::from_utf8(lines).ok()?));
    let failure = syntax_errors::lex(&source).into_error_inside()?;
    Some(source.error(failure))
}

fn not_utf8(bytes: &[u8], at: usize, filename: &str) -> SyntaxError {
    let line = line_of(bytes, at);
    if let Some(error) = error_before(&bytes[..line.start]) {
        return error;
    }
    // CPython has read the second line before it counts it, unless it is in a string.
    let is_in_string = || {
        let source = Source::new(String::from_utf8_lossy(&bytes[..line.start]).into_owned());
        syntax_errors::lex(&source).ends_in_string()
    };
    let number = if line.number == 2 && !is_in_string() { 1 } else { line.number };
    let message = format!(
        "Non-UTF-8 code starting with '\\x{:02x}' in file {filename} on line {number}, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
        bytes[at]
    );
    let col = String::from_utf8_lossy(&bytes[line.start..at]).chars().count() + 1;
    let (kind, col) = (SyntaxErrorKind::SyntaxError, number_of(col));
    let text = Some(String::from_utf8_lossy(line.text).into_owned());
    SyntaxError { kind, message, line: number, col, end_line: number, end_col: col, text }
}

/// A file that says that it is UTF-8 and is not.
fn wrong_utf8(bytes: &[u8], error: std::str::Utf8Error) -> SyntaxError {
    let at = error.valid_up_to();
    let byte = bytes[at];
    let reason = match error.error_len() {
        None => "unexpected end of data",
        Some(1) if !(0xC2..0xF5).contains(&byte) => "invalid start byte",
        Some(_) => "invalid continuation byte",
    };
    let position = at - line_of(bytes, at).start;
    let message = format!(
        "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {position}: {reason}"
    );
    at_line(bytes, at, message, |line| line.text.to_vec())
}

fn normalize_newlines(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Finds `coding: name` in a comment of the first two lines; returns the normalized name, and where the line ends.
fn cookie(bytes: &[u8]) -> Option<(String, usize)> {
    let mut end = 0;
    for line in bytes.split(|&byte| byte == b'\n').take(2) {
        end += line.len() + 1;
        let line = String::from_utf8_lossy(line);
        let trimmed = line.trim_start_matches([' ', '\t', '\x0c']);
        if !trimmed.starts_with('#') {
            if trimmed.trim_end().is_empty() {
                continue;
            }
            return None;
        }
        let Some(at) = trimmed.find("coding") else { continue };
        let rest = &trimmed[at + "coding".len()..];
        let Some(rest) = rest.strip_prefix([':', '=']) else { continue };
        let rest = rest.trim_start_matches([' ', '\t']);
        let name: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
            .collect();
        if !name.is_empty() {
            return Some((normalize_encoding(&name), end));
        }
    }
    None
}

fn normalize_encoding(name: &str) -> String {
    let lower = name.to_ascii_lowercase().replace('_', "-");
    let is = |base: &str| lower == base || lower.starts_with(&format!("{base}-"));
    if is("utf-8") || lower == "utf8" {
        "utf-8".to_owned()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") || lower == "latin1" {
        "iso-8859-1".to_owned()
    } else if lower == "ascii" || lower == "us-ascii" {
        "ascii".to_owned()
    } else {
        name.to_owned()
    }
}
