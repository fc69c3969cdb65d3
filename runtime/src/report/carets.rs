//! The source lines of a traceback entry with `~~~^~~~` below them.

use super::text::{dedent, display_width};
use std::collections::BTreeSet;
use trefoil_compiler::anchors::{self, Anchors};
use trefoil_objects::code::Position;

/// The lines to show for an instruction that spans `lines`, the source lines of its position.
pub(super) fn mark(lines: &[String], position: Position) -> Vec<String> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Vec::new() };
    let (start, end) = (char_offset(first, position.col), char_offset(last, position.end_col));
    let dedented = dedent(lines);
    let removed = first.chars().count() - dedented[0].chars().count();
    let marked = Marked::new(&dedented, start.saturating_sub(removed), end.saturating_sub(removed));
    dedent(&marked.significant())
}

/// A column in characters for one in bytes.
fn char_offset(line: &str, bytes: u32) -> usize {
    let mut end = (bytes as usize).min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line[..end].chars().count()
}

/// Dedented lines and what is marked in them.
struct Marked {
    lines: Vec<Vec<char>>,
    /// Column of the first line where the instruction starts, on a terminal.
    start: usize,
    /// Column of the last line where it ends.
    end: usize,
    /// With columns on a terminal, from the starts of lines.
    anchors: Option<Anchors>,
    show_carets: bool,
}

impl Marked {
    fn new(texts: &[String], start: usize, end: usize) -> Marked {
        let lines: Vec<Vec<char>> = texts.iter().map(|line| line.chars().collect()).collect();
        let segment = segment(&lines, start, end);
        let found = anchors::anchors(&segment);
        let show_carets = should_show(texts, &lines, start, end, found.is_some());
        let last = lines.len() - 1;
        let anchors = found.map(|mut found| {
            // Columns in the first line of the segment do not count what comes before the instruction.
            found.left_col += if found.left_line == 0 { start } else { 0 };
            found.right_col += if found.right_line == 0 { start } else { 0 };
            found.left_col = display_width(&lines[found.left_line.min(last)], found.left_col);
            found.right_col = display_width(&lines[found.right_line.min(last)], found.right_col);
            found
        });
        let (start, end) = (display_width(&lines[0], start), display_width(&lines[last], end));
        Marked { lines, start, end, anchors, show_carets }
    }
    /// First and last line and those around anchors; the others are summed up.
    fn significant(&self) -> Vec<String> {
        let count = self.lines.len();
        let mut shown = BTreeSet::from([0, count - 1]);
        if let Some(anchors) = self.anchors {
            for line in [anchors.left_line, anchors.right_line] {
                shown.extend(line.saturating_sub(1)..(line + 2).min(count));
            }
        }
        let mut result = Vec::new();
        let mut previous: Option<usize> = None;
        for line in shown {
            match previous.map(|previous| line - previous) {
                Some(2) => self.push_line(&mut result, line - 1),
                Some(distance) if distance > 2 => {
                    result.push(format!("...<{} lines>...", distance - 1))
                }
                _ => {}
            }
            self.push_line(&mut result, line);
            previous = Some(line);
        }
        result
    }
    fn push_line(&self, result: &mut Vec<String>, number: usize) {
        let line = &self.lines[number];
        result.push(line.iter().collect());
        if !self.show_carets {
            return;
        }
        let blanks = line.iter().take_while(|c| c.is_whitespace()).count();
        let width =
            if number == self.lines.len() - 1 { self.end } else { display_width(line, line.len()) };
        let caret = |col: usize| {
            if col < blanks || number == 0 && col < self.start {
                return ' ';
            }
            match self.anchors {
                Some(anchors) if is_secondary(anchors, number, col) => '^',
                Some(_) => '~',
                None => '^',
            }
        };
        result.push((0..width).map(caret).collect());
    }
}

fn is_secondary(anchors: Anchors, line: usize, col: usize) -> bool {
    (line, col) >= (anchors.left_line, anchors.left_col)
        && (line, col) < (anchors.right_line, anchors.right_col)
}

/// The text of the instruction itself.
fn segment(lines: &[Vec<char>], start: usize, end: usize) -> String {
    let joined = lines.join(&'\n');
    let after = lines.last().map_or(0, |last| last.len().saturating_sub(end));
    joined.get(start..joined.len() - after).unwrap_or_default().iter().collect()
}

/// Carets say nothing new below an instruction that is all of its lines, and none are shown below plain calls.
fn should_show(
    texts: &[String],
    lines: &[Vec<char>],
    start: usize,
    end: usize,
    anchored: bool,
) -> bool {
    let program = texts.join("\n");
    if anchors::is_empty(&program) == Some(true)
        || anchors::is_plain_call(&program, start, end) == Some(true)
    {
        return false;
    }
    let blank =
        |chars: Option<&[char]>| chars.unwrap_or_default().iter().all(|c| c.is_whitespace());
    let last = &lines[lines.len() - 1];
    anchored || !blank(lines[0].get(..start)) || !blank(last.get(end..))
}
