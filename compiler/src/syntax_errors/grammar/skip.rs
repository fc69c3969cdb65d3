//! Which statements need no second look: what the parser has accepted is far from the error.

use super::report::text;
use crate::source::Source;
use crate::syntax_errors::lexer::{Token, TokenKind};

/// Words that begin what belongs to the statement before.
const CONTINUING: &[&str] = &["elif", "else", "except", "finally", "case"];

/// Words that begin statements whose error may be found in the statement behind them.
const COMPOUND: &[&str] = &[
    "if", "elif", "else", "while", "for", "def", "class", "with", "try", "except", "finally",
    "async", "match", "case", "@",
];

/// A statement of a block: its first token, and whether what follows may still belong to it.
#[derive(Clone, Copy)]
struct Start {
    token: u32,
    is_compound: bool,
}

/// For each token that starts a statement which ends before the one that `near` is in, the token behind it; else 0.
///
/// Of a compound statement, the statement behind it must end as well: an error in its header or of its block is found there.
pub(super) fn valid_statements(tokens: &[Token], source: &Source, near: u32) -> Vec<u32> {
    let mut valid = vec![0; tokens.len()];
    // The last two statements of each open block.
    let mut blocks: Vec<(Option<Start>, Option<Start>)> = vec![(None, None)];
    let mut starts_line = true;
    let mut is_decorated = false;
    for (index, token) in (0..).zip(tokens) {
        match token.kind {
            TokenKind::Indent => blocks.push((None, None)),
            TokenKind::Dedent if blocks.len() > 1 => _ = blocks.pop(),
            TokenKind::Newline => starts_line = true,
            _ if !starts_line => {}
            _ => {
                starts_line = false;
                if token.start > near {
                    break;
                }
                let word = text(source, token);
                let Some(block) = blocks.last_mut() else { break };
                if !CONTINUING.contains(&word) && !is_decorated {
                    let start = Start { token: index, is_compound: COMPOUND.contains(&word) };
                    enter(&mut valid, block, start);
                }
                is_decorated = word == "@";
            }
        }
    }
    valid
}

/// Notes that a statement starts: which of those before it are valid follows.
fn enter(valid: &mut [u32], block: &mut (Option<Start>, Option<Start>), start: Start) {
    let (before, last) = *block;
    let mut set = |statement: Start, end: u32| {
        if let Some(entry) = valid.get_mut(statement.token as usize) {
            *entry = end;
        }
    };
    if let (Some(before), Some(last)) = (before, last) {
        set(before, last.token);
    }
    if let Some(last) = last
        && !last.is_compound
    {
        set(last, start.token);
    }
    *block = (last, Some(start));
}
