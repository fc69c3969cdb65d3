//! How names of the definition are spelled in Rust.

/// Words that can be the name of an operand but not of a Rust variable.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The identifier for a name: raw if it is a keyword.
pub(super) fn ident(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else if matches!(name, "self" | "Self" | "super" | "crate") {
        format!("{name}_")
    } else {
        name.to_string()
    }
}

/// The identifier for a name where generated text has names of its own.
pub(super) fn ident_beside(name: &str, reserved: &[&str]) -> String {
    if reserved.contains(&name) { format!("{name}_") } else { ident(name) }
}

/// The name of the Rust function for an instruction: `BINARY_OP` is `binary_op`.
pub(super) fn function(inst: &str) -> String {
    ident(&inst.to_lowercase())
}

/// The name of a Rust function derived from an instruction: `binary_op_miss`.
pub(super) fn function_with(inst: &str, suffix: &str) -> String {
    format!("{}_{suffix}", inst.to_lowercase())
}
