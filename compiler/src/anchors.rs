//! What tracebacks point at within the source text of an instruction.
//!
//! CPython marks the operator of a binary operation, the brackets of a subscript and the parentheses of a call. Positions are in
//! characters, as its `traceback` module counts them. A text that does not parse has no anchors.

use crate::source::Source;
use crate::syntax_errors;
use ruff_python_ast::{Expr, ModModule, Stmt};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextSize};

/// The part of a source text that is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Anchors {
    /// Line of the first marked character, from 0.
    pub left_line: usize,
    /// Its column in characters, from 0.
    pub left_col: usize,
    /// Line of the last marked character.
    pub right_line: usize,
    /// The column after it.
    pub right_col: usize,
}

/// Where the text is in what is parsed: after a parenthesis and a line feed, which let an expression span lines.
const OFFSET: u32 = 2;

/// Finds the operator or brackets in the text of an expression.
pub fn anchors(segment: &str) -> Option<Anchors> {
    with_module(&format!("(\n{segment}\n)"), |module| match module.body.as_slice() {
        [Stmt::Expr(statement)] => of_expression(&statement.value, &Lines::new(segment)),
        _ => None,
    })?
}

/// Whether lines are `return f(...)` or `name = f(...)` with the call exactly from byte `start` of the first line to byte `end` of the last: such a
/// call is not marked. `None`: the lines are no program.
pub fn is_plain_call(lines: &str, start: usize, end: usize) -> Option<bool> {
    with_module(lines, |module| {
        let call = match module.body.first()? {
            Stmt::Return(statement) => statement
                .value
                .as_deref()
                .and_then(Expr::as_call_expr)
                .filter(|call| call.func.is_name_expr()),
            Stmt::Assign(statement) if matches!(statement.targets.as_slice(), [Expr::Name(_)]) => {
                statement.value.as_call_expr()
            }
            _ => None,
        };
        let last_line = lines.rfind('\n').map_or(0, |newline| newline + 1);
        Some(call.is_some_and(|call| {
            call.start().to_usize() == start
                && !lines[..call.start().to_usize()].contains('\n')
                && call.end().to_usize() == last_line + end
        }))
    })?
}
/// Whether lines contain no statement at all. `None`: they are no program.
pub fn is_empty(lines: &str) -> Option<bool> {
    with_module(lines, |module| module.body.is_empty())
}

/// Parses a text and looks at it, with as much stack as its depth needs.
fn with_module<T>(text: &str, look: impl FnOnce(&ModModule) -> T) -> Option<T> {
    let source = Source::new(text.to_owned());
    if syntax_errors::lex(&source).too_deep().is_some() {
        return None;
    }
    let options = ruff_python_parser::ParseOptions::from(ruff_python_parser::Mode::Module)
        .with_target_version(ruff_python_ast::PythonVersion::PY314);
    let parsed: Parsed<ModModule> =
        ruff_python_parser::parse_unchecked(text, options).try_into_module()?;
    let depth = syntax_errors::survey(parsed.syntax()).depth;
    syntax_errors::with_stack(depth, || {
        let result = parsed.errors().is_empty().then(|| look(parsed.syntax()));
        // Dropping a deep tree recurses as well.
        drop(parsed);
        result
    })
}

fn of_expression(expression: &Expr, lines: &Lines) -> Option<Anchors> {
    match expression {
        Expr::BinOp(operation) => {
            // The first character after the left operand that is neither blank nor a closing parenthesis starts the operator.
            let after = lines.valid(lines.place(operation.left.end()))?;
            let (line, col) = lines.find(after, |c| !c.is_whitespace() && c != ')')?;
            let next = lines
                .char_at((line, col + 1))
                .filter(|c| !c.is_whitespace() && !"\\#".contains(*c));
            let double = next.is_some() && (line, col + 1) < lines.place(operation.right.start());
            Some(Anchors {
                left_line: line,
                left_col: col,
                right_line: line,
                right_col: col + 1 + usize::from(double),
            })
        }
        Expr::Subscript(subscript) => lines.brackets(subscript.value.end(), subscript.end(), '['),
        Expr::Call(call) => lines.brackets(call.func.end(), call.end(), '('),
        _ => None,
    }
}

/// A line and a column in characters, both from 0.
type Place = (usize, usize);

/// The characters of a text by line.
struct Lines<'a> {
    text: &'a str,
    lines: Vec<Vec<char>>,
}

impl Lines<'_> {
    fn new(text: &str) -> Lines<'_> {
        Lines { text, lines: text.split('\n').map(|line| line.chars().collect()).collect() }
    }
    /// The place of an offset in the parsed text.
    fn place(&self, offset: TextSize) -> Place {
        let offset = offset.to_usize().saturating_sub(OFFSET as usize).min(self.text.len());
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count(), before[line_start..].chars().count())
    }
    fn char_at(&self, (line, col): Place) -> Option<char> {
        self.lines.get(line)?.get(col).copied()
    }
    /// The place itself if there is a character, else the first character of a later line.
    fn valid(&self, (mut line, mut col): Place) -> Option<Place> {
        while col >= self.lines.get(line)?.len() {
            col = 0;
            line += 1;
        }
        Some((line, col))
    }
    /// The first place from `place` on whose character will do. Comments and continued line ends are skipped.
    fn find(&self, mut place: Place, will_do: impl Fn(char) -> bool) -> Option<Place> {
        loop {
            let c = self.char_at(place)?;
            place = match c {
                '\\' | '#' => self.valid((place.0 + 1, 0))?,
                c if will_do(c) => return Some(place),
                _ => self.valid((place.0, place.1 + 1))?,
            };
        }
    }
    /// From the opening bracket after `inner` to `end`.
    fn brackets(&self, inner: TextSize, end: TextSize, bracket: char) -> Option<Anchors> {
        let (left_line, left_col) = self.find(self.valid(self.place(inner))?, |c| c == bracket)?;
        let (right_line, right_col) = self.place(end);
        Some(Anchors { left_line, left_col, right_line, right_col })
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchors, anchors, is_plain_call};

    fn marked(segment: &str) -> Option<(usize, usize, usize, usize)> {
        anchors(segment).map(|Anchors { left_line, left_col, right_line, right_col }| {
            (left_line, left_col, right_line, right_col)
        })
    }

    #[test]
    fn operators_and_brackets_are_found() {
        assert_eq!(marked("a + b"), Some((0, 2, 0, 3)));
        assert_eq!(marked("(a) // b"), Some((0, 4, 0, 6)));
        assert_eq!(marked("a + -b"), Some((0, 2, 0, 3)));
        assert_eq!(marked("a +-b"), Some((0, 2, 0, 3)));
        assert_eq!(marked("ü[1]"), Some((0, 1, 0, 4)));
        assert_eq!(marked("f(\n  1\n)"), Some((0, 1, 2, 1)));
        assert_eq!(marked("a # +\n** b"), Some((1, 0, 1, 2)));
        assert_eq!(marked("a.b"), None);
        assert_eq!(marked("a +"), None);
        assert_eq!(marked(""), None);
    }

    #[test]
    fn plain_calls_are_recognized() {
        assert_eq!(is_plain_call("return f(1)", 7, 11), Some(true));
        assert_eq!(is_plain_call("x = a.f(1)", 4, 10), Some(true));
        assert_eq!(is_plain_call("return a.f(1)", 7, 13), Some(false));
        assert_eq!(is_plain_call("if x:", 3, 4), None);
    }
}
