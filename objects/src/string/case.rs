//! Case mappings and predicates of whole texts. Plain Rust.

use super::unicode;

/// `str.upper`
pub fn upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { by_parts(text, str::to_uppercase) }
}
/// `str.lower`
pub fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { by_parts(text, str::to_lowercase) }
}
/// Maps what lies between letters that are newer than Python's version of Unicode.
fn by_parts(text: &str, map: fn(&str) -> String) -> String {
    if !text.contains(unicode::is_newer) {
        return map(text);
    }
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(unicode::is_newer) {
        let end = part.char_indices().next_back().filter(|(_, c)| unicode::is_newer(*c));
        let (plain, newer) = part.split_at(end.map_or(part.len(), |(at, _)| at));
        out.push_str(&map(plain));
        out.push_str(newer);
    }
    out
}
/// `str.casefold`
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| unicode::fold_case(c, &mut out));
    out
}
/// `str.swapcase`
pub fn swap(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if unicode::is_upper(c) {
            push_lower(text, at, c, &mut out);
        } else if unicode::is_lower(c) {
            unicode::push_upper(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}
/// `str.title`
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_cased = false;
    for (at, c) in text.char_indices() {
        if after_cased {
            push_lower(text, at, c, &mut out);
        } else {
            unicode::title_case(c, &mut out);
        }
        after_cased = unicode::is_cased(c);
    }
    out
}
/// `str.capitalize`
pub fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if at == 0 {
            unicode::title_case(c, &mut out);
        } else {
            push_lower(text, at, c, &mut out);
        }
    }
    out
}

/// Appends the lower case of the code point at `at`: a capital sigma at the end of a word has one of its own.
fn push_lower(text: &str, at: usize, c: char, out: &mut String) {
    if c != 'Σ' {
        unicode::push_lower(c, out);
        return;
    }
    // The standard library knows the rule for whole texts: of sigma and its neighbours, skipping what is neither cased nor a letter.
    let before = text[..at].chars().rev().find(|c| !is_case_ignorable(*c));
    let after = text[at + c.len_utf8()..].chars().find(|c| !is_case_ignorable(*c));
    let last = before.is_some_and(unicode::is_cased) && !after.is_some_and(unicode::is_cased);
    out.push(if last { 'ς' } else { 'σ' });
}

/// Whether a code point is skipped when looking for cased neighbours. The standard library keeps the property to itself, but shows it
/// in how it lowers a sigma after the code point.
fn is_case_ignorable(c: char) -> bool {
    let ends_word = |before: &str| format!("{before}{c}Σ").to_lowercase().ends_with('ς');
    ends_word("A") && !ends_word("")
}

/// Whether all code points satisfy a predicate and there is one.
pub fn all(text: &str, predicate: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(predicate)
}
/// `str.islower`
pub fn is_lower(text: &str) -> bool {
    !text.chars().any(|c| unicode::is_upper(c) || unicode::is_title(c))
        && text.chars().any(unicode::is_lower)
}
/// `str.isupper`
pub fn is_upper(text: &str) -> bool {
    !text.chars().any(|c| unicode::is_lower(c) || unicode::is_title(c))
        && text.chars().any(unicode::is_upper)
}
/// `str.istitle`
pub fn is_title(text: &str) -> bool {
    let (mut after_cased, mut found) = (false, false);
    for c in text.chars() {
        if unicode::is_upper(c) || unicode::is_title(c) {
            if after_cased {
                return false;
            }
            (after_cased, found) = (true, true);
        } else if unicode::is_lower(c) {
            if !after_cased {
                return false;
            }
            found = true;
        } else {
            after_cased = false;
        }
    }
    found
}
/// `str.isidentifier`
pub fn is_identifier(text: &str) -> bool {
    let mut rest = text.chars();
    rest.next().is_some_and(unicode::is_identifier_start) && rest.all(unicode::is_identifier)
}
