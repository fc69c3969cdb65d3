//! Finding and replacing, in text and in bytes. Plain Rust; offsets are in bytes.

use memchr::memmem;

/// Where `needle` first occurs.
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memchr(*byte, haystack),
        _ => memmem::find(haystack, needle),
    }
}

/// Where `needle` last occurs.
pub fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [byte] => memchr::memrchr(*byte, haystack),
        _ => memmem::rfind(haystack, needle),
    }
}

/// How often `needle`, which is not empty, occurs without overlap.
pub fn count(haystack: &[u8], needle: &[u8], most: usize) -> usize {
    match needle {
        [byte] => memchr::memchr_iter(*byte, haystack).take(most).count(),
        _ => memmem::find_iter(haystack, needle).take(most).count(),
    }
}

/// Replaces the first `most` occurrences of bytes.
pub fn replace(text: &[u8], old: &[u8], new: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    if old.is_empty() {
        for (index, byte) in text.iter().enumerate() {
            if index < most {
                out.extend_from_slice(new);
            }
            out.push(*byte);
        }
        if text.len() < most {
            out.extend_from_slice(new);
        }
        return out;
    }
    let mut at = 0;
    for next in memmem::find_iter(text, old).take(most) {
        out.extend_from_slice(&text[at..next]);
        out.extend_from_slice(new);
        at = next + old.len();
    }
    out.extend_from_slice(&text[at..]);
    out
}

/// The bounds of a slice of a sequence of `len` items, as methods with `start` and `end` take them.
pub fn bounds(len: usize, start: isize, end: isize) -> (usize, usize) {
    let absolute = |bound: isize| {
        if bound < 0 { len.saturating_sub(bound.unsigned_abs()) } else { (bound as usize).min(len) }
    };
    // A start behind the end stays behind it: then nothing is found, not even the empty text.
    let start = if start >= 0 { start as usize } else { absolute(start) };
    (start, absolute(end))
}
