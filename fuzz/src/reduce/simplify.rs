//! Shorter lines to try in place of a line.
//!
//! A line is read as brackets, strings and words. What is in brackets, and what follows `=`, `return`, `if` and their like, is an expression: it may become one of
//! its operands or a constant. Numbers may become smaller.

/// What an expression may become.
const CONSTANTS: &[&str] = &["0", "1", "2", "None", "()", "[]", "''"];

/// What stands between operands.
const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "<", "<=", ">", ">=", "==",
    "!=", "and", "or", "is", "in", "not", "if", "else", ":=",
];

/// Words and signs after which the rest of a line is an expression.
const HEADS: &[&str] = &[" = ", " += ", " -= ", " *= ", " &= ", " |= ", " ^= "];
const WORDS: &[&str] =
    &["return ", "raise ", "yield ", "if ", "elif ", "while ", "assert ", "del ", "yield from "];

/// Lines to try in place of `line`, all of them smaller: shorter, or with a smaller number.
pub fn candidates(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    if line == "pass" {
        // What is smaller would be removed again, which leaves `pass`.
        return found;
    }
    for (start, end) in expressions(line) {
        let inner = &line[start..end];
        let mut replace = |start: usize, end: usize, by: &str| {
            let text = format!("{}{by}{}", &line[..start], &line[end..]);
            if text.len() < line.len() {
                found.push(text);
            }
        };
        let is_bracketed = start > 0 && matches!(line.as_bytes()[start - 1], b'(' | b'[' | b'{');
        let outer = if is_bracketed { (callee(line, start - 1), end + 1) } else { (start, end) };
        for constant in CONSTANTS {
            replace(outer.0, outer.1, constant);
        }
        if is_bracketed {
            replace(outer.0, outer.1, inner);
            replace(outer.0, start - 1, "");
            replace(start - 1, end + 1, "");
        }
        if !line.ends_with(':') {
            replace(0, line.len(), inner);
        }
        let pieces = split(inner);
        if pieces.len() > 1 {
            for &(from, to) in &pieces {
                replace(outer.0, outer.1, &inner[from..to]);
                replace(start, end, &inner[from..to]);
            }
        }
        // Without one of the items between commas.
        for (number, &(from, to)) in pieces.iter().enumerate() {
            let after = pieces.get(number + 1).map_or(to, |next| next.0);
            if inner[to..].trim_start().starts_with(',') {
                replace(start + from, start + after.max(to), "");
            } else if inner[..from].trim_end().ends_with(',') {
                let before = inner[..from].trim_end().len() - 1;
                replace(start + before, start + to, "");
            }
        }
    }
    found.extend(smaller_numbers(line));
    found.sort_by_key(String::len);
    found.dedup();
    found
}

/// Where expressions begin and end: what is in brackets, and the right sides of statements.
fn expressions(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    let mut quote = None;
    for (at, byte) in line.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => open.push(at + 1),
            (None, b')' | b']' | b'}') => {
                if let Some(start) = open.pop() {
                    found.push((start, at));
                }
            }
            _ => {}
        }
    }
    let end = line.len() - usize::from(line.ends_with(':'));
    for head in HEADS {
        if let Some(at) = line.find(head) {
            found.push((at + head.len(), end));
        }
    }
    for word in WORDS {
        if line.starts_with(word) {
            found.push((word.len(), end));
        }
    }
    if let (true, Some(at)) = (line.starts_with("for "), line.find(" in ")) {
        found.push((at + " in ".len(), end));
    }
    if !line.ends_with(':') {
        found.push((0, end));
    }
    // Larger ones first.
    found.retain(|it| it.0 < it.1);
    found.sort_by_key(|it| it.0 as isize - it.1 as isize);
    found
}

/// Where the name begins that is called or indexed by the bracket at `open`.
fn callee(line: &str, open: usize) -> usize {
    let name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    line[..open].trim_end_matches(name).len()
}

/// The operands and items of an expression.
fn split(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let (mut depth, mut quote, mut start) = (0_u32, None, 0);
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            (None, b' ' | b',' | b':') if depth == 0 => {
                words.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    words.push((start, text.len()));
    // Words that no operator separates are one operand.
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut joins = false;
    for (from, to) in words {
        let word = &text[from..to];
        if word.is_empty() {
            joins = false;
            continue;
        }
        if OPERATORS.contains(&word) {
            joins = false;
            continue;
        }
        match pieces.last_mut() {
            Some(last) if joins => last.1 = to,
            _ => pieces.push((from, to)),
        }
        joins = !text[to..].starts_with([',', ':']);
    }
    pieces
}

/// `line` with each of its numbers smaller.
fn smaller_numbers(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is_name = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        let digits = bytes[at..].iter().take_while(|it| it.is_ascii_digit()).count();
        if digits == 0 || is_name {
            at += digits.max(1);
            continue;
        }
        if let Ok(number) = line[at..at + digits].parse::<u128>() {
            let mut smaller = vec![0, 1, 2, number / 2, number.saturating_sub(1)];
            smaller.retain(|&it| it < number);
            smaller.sort_unstable();
            smaller.dedup();
            for other in smaller {
                found.push(format!("{}{other}{}", &line[..at], &line[at + digits..]));
            }
        }
        at += digits;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn parts_of_expressions() {
        let found = candidates("x = f((a + 1), b[2])");
        for wanted in ["x = 0", "x = f(a, b[2])", "x = f((a + 1))", "x = f(b[2])", "x = f(1, b[2])"]
        {
            assert!(found.iter().any(|it| it == wanted), "{wanted}: {found:#?}");
        }
    }

    #[test]
    fn candidates_are_smaller() {
        for line in ["if (a < 12 and b):", "for i in range(100):", "print('a b', (x if y else z))"]
        {
            for candidate in candidates(line) {
                let shrinks = candidate.len() < line.len();
                let digits =
                    |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                assert!(shrinks || digits(&candidate) < digits(line), "{line}: {candidate}");
            }
        }
    }
}
