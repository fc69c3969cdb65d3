//! Splitting text and bytes. Plain Rust.

use super::search;
use super::unicode;

/// `text.split()`: at runs of blanks, at most `most` times.
pub fn blanks(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(unicode::is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let end = rest.find(unicode::is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(unicode::is_space);
    }
    parts
}

/// `text.rsplit()`: at runs of blanks, at most `most` times from the end.
pub fn blanks_from_end(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(unicode::is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let start = rest
            .char_indices()
            .rev()
            .find(|(_, c)| unicode::is_space(*c))
            .map_or(0, |(at, c)| at + c.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(unicode::is_space);
    }
    parts.reverse();
    parts
}

/// `text.split(separator)`, at most `most` times.
pub fn at<'a>(text: &'a str, separator: &str, most: usize) -> Vec<&'a str> {
    text.splitn(most.saturating_add(1), separator).collect()
}

/// `text.rsplit(separator)`, at most `most` times from the end.
pub fn at_from_end<'a>(text: &'a str, separator: &str, most: usize) -> Vec<&'a str> {
    let mut parts: Vec<&str> = text.rsplitn(most.saturating_add(1), separator).collect();
    parts.reverse();
    parts
}

/// `text.splitlines()`
pub fn lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (end, next) = match rest.char_indices().find(|(_, c)| unicode::is_line_break(*c)) {
            None => (rest.len(), rest.len()),
            Some((at, '\r')) if rest[at + 1..].starts_with('\n') => (at, at + 2),
            Some((at, c)) => (at, at + c.len_utf8()),
        };
        parts.push(&rest[..if keep_ends { next } else { end }]);
        rest = &rest[next..];
    }
    parts
}

/// Whether bytes methods take a byte for a blank.
pub fn is_blank_byte(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// `bytes.split()`
pub fn byte_blanks(bytes: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = trim_bytes_start(bytes, is_blank_byte);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let end = rest.iter().position(|b| is_blank_byte(*b)).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = trim_bytes_start(&rest[end..], is_blank_byte);
    }
    parts
}

/// `bytes.rsplit()`
pub fn byte_blanks_from_end(bytes: &[u8], most: usize) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = trim_bytes_end(bytes, is_blank_byte);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let start = rest.iter().rposition(|b| is_blank_byte(*b)).map_or(0, |at| at + 1);
        parts.push(&rest[start..]);
        rest = trim_bytes_end(&rest[..start], is_blank_byte);
    }
    parts.reverse();
    parts
}

/// `bytes.split(separator)`; the separator is not empty.
pub fn bytes_at<'a>(bytes: &'a [u8], separator: &[u8], most: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while parts.len() < most
        && let Some(at) = search::find(rest, separator)
    {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    parts
}

/// `bytes.rsplit(separator)`; the separator is not empty.
pub fn bytes_at_from_end<'a>(bytes: &'a [u8], separator: &[u8], most: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while parts.len() < most
        && let Some(at) = search::rfind(rest, separator)
    {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts.reverse();
    parts
}

/// `bytes.splitlines()`
pub fn byte_lines(bytes: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (end, next) = match rest.iter().position(|b| matches!(b, b'\n' | b'\r')) {
            None => (rest.len(), rest.len()),
            Some(at) if rest[at..].starts_with(b"\r\n") => (at, at + 2),
            Some(at) => (at, at + 1),
        };
        parts.push(&rest[..if keep_ends { next } else { end }]);
        rest = &rest[next..];
    }
    parts
}

/// Removes bytes at the start.
pub fn trim_bytes_start(bytes: &[u8], remove: impl Fn(u8) -> bool) -> &[u8] {
    let start = bytes.iter().position(|b| !remove(*b)).unwrap_or(bytes.len());
    &bytes[start..]
}

/// Removes bytes at the end.
pub fn trim_bytes_end(bytes: &[u8], remove: impl Fn(u8) -> bool) -> &[u8] {
    let end = bytes.iter().rposition(|b| !remove(*b)).map_or(0, |at| at + 1);
    &bytes[..end]
}
