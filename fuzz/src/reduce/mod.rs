//! Makes a program small while it keeps a property.
//!
//! A program is lines, each with the block below it (`lines.rs`). First blocks go, large ones before small ones; then the heads of blocks, so that what was in them
//! stays; then parts of lines (`simplify.rs`). All of it again until nothing changes. What is tried need not be a valid program: that none is kept
//! is up to the property.
//!
//! # Invariants
//! 1. The result has the property, if the beginning has it.
//! 2. Every step makes the program smaller, so it ends.

mod lines;
mod simplify;

use lines::Lines;

/// The smallest program that was found with the property of `text`.
pub fn reduce(text: &str, keeps: &mut dyn FnMut(&str) -> bool) -> String {
    let mut lines = Lines::parse(text);
    if !keeps(&lines.text()) {
        // Indentation was not by fours, or a text goes over several lines: nothing can be said of blocks.
        return text.to_string();
    }
    loop {
        let mut changed = delete(&mut lines, keeps);
        changed |= unwrap(&mut lines, keeps);
        changed |= shorten(&mut lines, keeps);
        if !changed {
            return lines.text();
        }
    }
}

/// Takes `candidate` in place of `lines` if it is another program and has the property.
fn accept(lines: &mut Lines, candidate: Lines, keeps: &mut dyn FnMut(&str) -> bool) -> bool {
    let better = candidate != *lines && keeps(&candidate.text());
    if better {
        *lines = candidate;
    }
    better
}

/// Removes neighbours with what is below them: half of all, a quarter, down to one.
fn delete(lines: &mut Lines, keeps: &mut dyn FnMut(&str) -> bool) -> bool {
    let mut changed = false;
    let mut depth = 0;
    while depth <= lines.deepest() {
        let mut size = lines.blocks(depth).len();
        while size > 0 {
            let mut at = 0;
            loop {
                let blocks = lines.blocks(depth);
                if at >= blocks.len() {
                    break;
                }
                let range = Lines::neighbours(&blocks, at, size);
                if accept(lines, lines.without(range), keeps) {
                    changed = true;
                    // A block that became `pass` stays where it is.
                    let after = lines.blocks(depth);
                    at += usize::from(after.len() >= blocks.len());
                } else {
                    // A `try` and its handlers go together or not at all: windows of a few overlap.
                    at += if size <= 4 { 1 } else { size };
                }
            }
            size = if size > 4 { size / 2 } else { size - 1 };
        }
        depth += 1;
    }
    changed
}

/// Replaces a statement by what is in it.
fn unwrap(lines: &mut Lines, keeps: &mut dyn FnMut(&str) -> bool) -> bool {
    let mut changed = false;
    let mut at = 0;
    while at < lines.len() {
        let has_changed = lines.unwrapped(at).into_iter().any(|it| accept(lines, it, keeps));
        changed |= has_changed;
        at += usize::from(!has_changed);
    }
    changed
}

/// Makes single lines shorter.
fn shorten(lines: &mut Lines, keeps: &mut dyn FnMut(&str) -> bool) -> bool {
    let mut changed = false;
    for at in 0..lines.len() {
        while simplify::candidates(lines.line(at))
            .into_iter()
            .any(|line| accept(lines, lines.with_line(at, line), keeps))
        {
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::reduce;

    const PROGRAM: &str = "\
import builtins
def f(a, b):
    x = 1
    for i in range(20):
        try:
            x = (x + (a * b)) % 7
            print(x, i)
        except ValueError as e:
            print(e)
        finally:
            x += 1
    return x
print(f(2, 3))
print('end')
";

    #[test]
    fn what_matters_stays() {
        let small = reduce(PROGRAM, &mut |text| text.contains("a * b"));
        assert_eq!(small, "a * b\n");
    }

    #[test]
    fn structure_is_kept_where_the_property_needs_it() {
        // As an interpreter would: a loop must be in a function, and something must follow.
        let mut tried = 0;
        let small = reduce(PROGRAM, &mut |text| {
            tried += 1;
            let lines: Vec<&str> = text.lines().collect();
            let at = |part: &str| lines.iter().position(|line| line.contains(part));
            match (at("def f"), at("    for i in range"), at("print('end')")) {
                (Some(def), Some(inner), Some(end)) => def < inner && inner < end,
                _ => false,
            }
        });
        assert_eq!(small, "def f:\n    for i in range:\n        pass\nprint('end')\n");
        assert!(tried < 400, "{tried}");
    }

    #[test]
    fn numbers_become_small() {
        let small = reduce("x = 1000\n", &mut |text| {
            let number = text.trim_start_matches("x = ").trim();
            number.parse::<u32>().is_ok_and(|number| number >= 40)
        });
        let number: u32 = small.trim_start_matches("x = ").trim().parse().expect("a number");
        assert_eq!(number, 40);
    }

    #[test]
    fn what_has_not_the_property_stays_as_it_is() {
        assert_eq!(reduce("a\nb\n", &mut |_| false), "a\nb\n");
    }
}
