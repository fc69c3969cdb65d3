//! What the parser rejects, in CPython's words.
//!
//! [`depth`] bounds the recursion of everything after parsing; [`tokens`] finds what CPython's tokenizer
//! complains about before its parser sees anything; [`parser`] maps the parser's errors.

mod depth;
mod escapes;
mod nodes;
mod parser;
mod tokens;

pub(crate) use depth::{MAX_DEPTH, depth, with_stack};
pub(crate) use parser::check_parsed;
pub(crate) use tokens::check_tokens;
