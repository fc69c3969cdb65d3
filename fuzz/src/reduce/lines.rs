//! A program as lines that know how deep they stand.

use std::ops::Range;

/// Lines in their order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lines(Vec<Line>);

#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    depth: usize,
    text: String,
}

impl Lines {
    /// Reads a program. Empty lines and comments go. Any indentation will do.
    pub fn parse(text: &str) -> Lines {
        let mut lines = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for line in text.lines() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            let indentation = line.len() - line.trim_start().len();
            while open.last().is_some_and(|&it| it >= indentation) {
                open.pop();
            }
            lines.push(Line { depth: open.len(), text: trimmed.to_string() });
            open.push(indentation);
        }
        Lines(lines)
    }

    /// The program.
    pub fn text(&self) -> String {
        self.0.iter().map(|it| format!("{}{}\n", "    ".repeat(it.depth), it.text)).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Line number `at`, without its indentation.
    pub fn line(&self, at: usize) -> &str {
        &self.0[at].text
    }

    /// The program with another line number `at`.
    pub fn with_line(&self, at: usize, text: String) -> Lines {
        let mut lines = self.clone();
        lines.0[at].text = text;
        lines
    }

    /// How deep the deepest stands.
    pub fn deepest(&self) -> usize {
        self.0.iter().map(|it| it.depth).max().unwrap_or(0)
    }

    /// The line `at` with what is below it.
    fn block(&self, at: usize) -> Range<usize> {
        let depth = self.0[at].depth;
        let below = self.0[at + 1..].iter().take_while(|it| it.depth > depth).count();
        at..at + 1 + below
    }

    /// All lines at `depth`, each with what is below it.
    pub fn blocks(&self, depth: usize) -> Vec<Range<usize>> {
        (0..self.len()).filter(|&at| self.0[at].depth == depth).map(|at| self.block(at)).collect()
    }

    /// From number `at` of `blocks` on, as many as `size` that belong to one block around.
    pub fn neighbours(blocks: &[Range<usize>], at: usize, size: usize) -> Range<usize> {
        let mut end = blocks[at].end;
        for next in blocks[at + 1..].iter().take(size.saturating_sub(1)) {
            if next.start != end {
                break;
            }
            end = next.end;
        }
        blocks[at].start..end
    }

    /// The program without some lines; `pass` where a block would be empty.
    pub fn without(&self, range: Range<usize>) -> Lines {
        let depth = self.0[range.start].depth;
        let is_alone = range.start > 0
            && self.0[range.start - 1].depth < depth
            && self.0.get(range.end).is_none_or(|it| it.depth < depth);
        let mut lines = self.0.clone();
        let rest = is_alone.then(|| Line { depth, text: "pass".to_string() });
        lines.splice(range, rest);
        Lines(lines)
    }

    /// Programs in which the statement at `at` is replaced by what is in it: alone, or together with the parts that follow, such as
    /// `else` and `except`.
    pub fn unwrapped(&self, at: usize) -> Vec<Lines> {
        let block = self.block(at);
        if block.len() == 1 {
            return Vec::new();
        }
        let depth = self.0[at].depth;
        let inner: Vec<Line> = self.0[at + 1..block.end]
            .iter()
            .map(|it| Line { depth: it.depth - 1, text: it.text.clone() })
            .collect();
        let mut ends = vec![block.end];
        let mut end = block.end;
        while self.0.get(end).is_some_and(|it| it.depth == depth && continues(&it.text)) {
            end = self.block(end).end;
        }
        ends.push(end);
        ends.dedup();
        let replaced = ends.into_iter().rev().map(|end| {
            let mut lines = self.0.clone();
            lines.splice(at..end, inner.clone());
            Lines(lines)
        });
        replaced.collect()
    }
}

/// Whether a line belongs to the statement before it.
fn continues(line: &str) -> bool {
    ["else", "elif ", "except", "finally"].iter().any(|word| line.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn texts_come_back() {
        let text = "if a:\n    b\nelse:\n    for c in d:\n        e\nf\n";
        assert_eq!(Lines::parse(text).text(), text);
        assert_eq!(Lines::parse("if a:\n  # why\n\n  b\n").text(), "if a:\n    b\n");
    }

    #[test]
    fn empty_blocks_pass() {
        let lines = Lines::parse("if a:\n    b\n    c\nd\n");
        assert_eq!(lines.without(1..3).text(), "if a:\n    pass\nd\n");
        assert_eq!(lines.without(1..2).text(), "if a:\n    c\nd\n");
        assert_eq!(lines.without(0..3).text(), "d\n");
    }

    #[test]
    fn statements_are_replaced_by_what_is_in_them() {
        let lines = Lines::parse("try:\n    a\nexcept E:\n    b\nc\n");
        let texts: Vec<String> = lines.unwrapped(0).iter().map(Lines::text).collect();
        assert_eq!(texts, ["a\nc\n", "a\nexcept E:\n    b\nc\n"]);
    }
}
