//! Statements of a generated function before they are text, and the removal of those whose value nobody reads.
//!
//! A body may narrow an operand that nothing reads afterwards, name a value that another op drops, load a cache
//! only for an exit that a probe does not evaluate. Emitters write all of it; [`sweep`] leaves what is read.
//! Removal is by [`Local`], not by name: a name may be bound again.

use super::code::{Code, Local};
use super::layout::Text;

/// A statement.
#[derive(Clone, Debug)]
pub(super) enum Stmt {
    /// `// text`
    Comment(String),
    /// `let name = init;`, or without a value `let name;`, which both arms of an `if` then assign.
    Let { name: String, local: Local, init: Option<Code>, mutable: bool },
    /// `let (a, b) = init;`, where what is not read becomes `_`.
    LetTuple { names: Vec<(String, Local)>, init: Code },
    /// `let Ok(name) = init else { otherwise };`
    LetElse { pattern: &'static str, names: Vec<(String, Local)>, init: Code, otherwise: Vec<Stmt> },
    /// `name = value;`
    Set { name: String, local: Local, value: Code },
    /// `if cond { then } else { otherwise }`
    If { cond: Code, then: Vec<Stmt>, otherwise: Vec<Stmt> },
    /// An expression for its effect.
    Do(Code),
    /// `return value;`
    Return(Code),
    /// The value of the function.
    Tail(Code),
}

/// Which locals are read later. Grows with the locals of a function.
#[derive(Clone, Default, Debug)]
pub(super) struct Live {
    read: Vec<bool>,
    /// Assigned after its `let` by a statement that stays.
    set: Vec<bool>,
}

impl Live {
    pub fn new(locals: u32) -> Self {
        Live { read: vec![false; locals as usize], set: vec![false; locals as usize] }
    }
    pub fn is_read(&self, local: Local) -> bool {
        self.read.get(local.0 as usize).copied().unwrap_or(false)
    }
    pub fn read(&mut self, code: &Code) {
        for local in &code.uses {
            self.mark(*local);
        }
    }
    fn mark(&mut self, local: Local) {
        if let Some(read) = self.read.get_mut(local.0 as usize) {
            *read = true;
        }
    }
    fn merge(&mut self, other: &Live) {
        for (mine, theirs) in self.read.iter_mut().zip(&other.read) {
            *mine |= theirs;
        }
        for (mine, theirs) in self.set.iter_mut().zip(&other.set) {
            *mine |= theirs;
        }
    }
}

/// Removes, from the end to the start, the statements that only bind what is not in `live`.
pub(super) fn sweep(stmts: Vec<Stmt>, live: &mut Live) -> Vec<Stmt> {
    let mut kept = Vec::with_capacity(stmts.len());
    for stmt in stmts.into_iter().rev() {
        if let Some(stmt) = sweep_one(stmt, live) {
            kept.push(stmt);
        }
    }
    kept.reverse();
    kept
}

fn sweep_one(stmt: Stmt, live: &mut Live) -> Option<Stmt> {
    match stmt {
        Stmt::Comment(_) => Some(stmt),
        Stmt::Let { name, local, init, .. } => {
            if !live.is_read(local) {
                // A value with an effect keeps the effect.
                let init = init.filter(|init| init.effect)?;
                live.read(&init);
                return Some(Stmt::Do(init));
            }
            let assigned = live.set.get(local.0 as usize).copied().unwrap_or(false);
            let mutable = init.is_some() && assigned;
            if let Some(init) = &init {
                live.read(init);
            }
            Some(Stmt::Let { name, local, init, mutable })
        }
        Stmt::LetTuple { names, init } => {
            let names = underscore(names, live);
            if names.iter().all(|(name, _)| name == "_") && !init.effect {
                return None;
            }
            live.read(&init);
            Some(Stmt::LetTuple { names, init })
        }
        Stmt::LetElse { pattern, names, init, otherwise } => {
            let names = underscore(names, live);
            let otherwise = sweep(otherwise, live);
            live.read(&init);
            Some(Stmt::LetElse { pattern, names, init, otherwise })
        }
        Stmt::Set { name, local, value } => {
            if !live.is_read(local) {
                if !value.effect {
                    return None;
                }
                live.read(&value);
                return Some(Stmt::Do(value));
            }
            if let Some(set) = live.set.get_mut(local.0 as usize) {
                *set = true;
            }
            live.read(&value);
            Some(Stmt::Set { name, local, value })
        }
        Stmt::If { cond, then, otherwise } => {
            let mut other = live.clone();
            let then = sweep(then, live);
            let otherwise = sweep(otherwise, &mut other);
            live.merge(&other);
            if then.is_empty() && otherwise.is_empty() && !cond.effect {
                return None;
            }
            live.read(&cond);
            Some(Stmt::If { cond, then, otherwise })
        }
        Stmt::Do(code) => {
            live.read(&code);
            Some(Stmt::Do(code))
        }
        Stmt::Return(code) => {
            live.read(&code);
            Some(Stmt::Return(code))
        }
        Stmt::Tail(code) => {
            live.read(&code);
            Some(Stmt::Tail(code))
        }
    }
}

fn underscore(names: Vec<(String, Local)>, live: &Live) -> Vec<(String, Local)> {
    names
        .into_iter()
        .map(
            |(name, local)| {
                if live.is_read(local) { (name, local) } else { ("_".to_string(), local) }
            },
        )
        .collect()
}

/// Writes statements as Rust.
pub(super) fn print(stmts: &[Stmt], out: &mut Text) {
    let mut rest = stmts;
    while let Some((stmt, after)) = rest.split_first() {
        // `let x; if c { ..; x = a; } else { ..; x = b; }` reads better as `let x = if c { ..; a } else { ..; b };`.
        if let (Stmt::Let { name, local, init: None, .. }, Some(Stmt::If { cond, then, otherwise })) =
            (stmt, after.first())
            && let (Some((then, a)), Some((otherwise, b))) =
                (ends_in_set(then, *local), ends_in_set(otherwise, *local))
        {
            out.push(&format!("let {name} = if {} {{\n", cond.text));
            print(then, out);
            out.push(&format!("{}\n}} else {{\n", a.text));
            print(otherwise, out);
            out.push(&format!("{}\n}};\n", b.text));
            rest = &after[1..];
            continue;
        }
        print_one(stmt, out);
        rest = after;
    }
}

fn ends_in_set(arm: &[Stmt], wanted: Local) -> Option<(&[Stmt], &Code)> {
    match arm.split_last()? {
        (Stmt::Set { local, value, .. }, before) if *local == wanted => Some((before, value)),
        _ => None,
    }
}

fn print_one(stmt: &Stmt, out: &mut Text) {
    match stmt {
        Stmt::Comment(text) => out.comment(text),
        Stmt::Let { name, init, mutable, .. } => {
            let mutable = if *mutable { "mut " } else { "" };
            match init {
                Some(init) => out.push(&format!("let {mutable}{name} = {};\n", init.text)),
                None => out.push(&format!("let {mutable}{name};\n")),
            }
        }
        Stmt::LetTuple { names, init } => {
            out.push(&format!("let {} = {};\n", tuple(names), init.text));
        }
        Stmt::LetElse { pattern, names, init, otherwise } => {
            out.push(&format!("let {pattern}({}) = {} else {{\n", tuple(names), init.text));
            print(otherwise, out);
            out.push("};\n");
        }
        Stmt::Set { name, value, .. } => out.push(&format!("{name} = {};\n", value.text)),
        Stmt::If { cond, then, otherwise } if then.is_empty() => {
            let negated = cond.clone().unary("!");
            print_if(&negated, otherwise, &[], out);
        }
        Stmt::If { cond, then, otherwise } => print_if(cond, then, otherwise, out),
        Stmt::Do(code) => out.push(&format!("{};\n", code.text)),
        Stmt::Return(code) => out.push(&format!("return {};\n", code.text)),
        Stmt::Tail(code) => out.push(&format!("{}\n", code.text)),
    }
}

fn print_if(cond: &Code, then: &[Stmt], otherwise: &[Stmt], out: &mut Text) {
    out.push(&format!("if {} {{\n", cond.text));
    print(then, out);
    match otherwise {
        [] => out.push("}\n"),
        [Stmt::If { .. }] => {
            out.push("} else ");
            print(otherwise, out);
        }
        _ => {
            out.push("} else {\n");
            print(otherwise, out);
            out.push("}\n");
        }
    }
}

fn tuple(names: &[(String, Local)]) -> String {
    match names {
        [(name, _)] => name.clone(),
        _ => {
            let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
            format!("({})", names.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bind(name: &str, id: u32, init: Code) -> Stmt {
        Stmt::Let { name: name.into(), local: Local(id), init: Some(init), mutable: false }
    }

    #[test]
    fn what_nobody_reads_goes() {
        let stmts = vec![
            bind("a", 4, Code::atom("f()").with_effect()),
            bind("b", 5, Code::local("a", Local(4))),
            bind("c", 6, Code::atom("1")),
            bind("c", 7, Code::local("c", Local(6))),
            Stmt::Tail(Code::local("c", Local(7))),
        ];
        let swept = sweep(stmts, &mut Live::new(8));
        let mut text = Text::default();
        print(&swept, &mut text);
        assert_eq!(text.into_raw(), "f();\nlet c = 1;\nlet c = c;\nc\n");
    }

    #[test]
    fn two_assigning_arms_become_a_value() {
        let set = |value: &str| {
            vec![Stmt::Set { name: "x".into(), local: Local(4), value: Code::atom(value) }]
        };
        let stmts = vec![
            Stmt::Let { name: "x".into(), local: Local(4), init: None, mutable: false },
            Stmt::If { cond: Code::atom("c"), then: set("1"), otherwise: set("2") },
            Stmt::Tail(Code::local("x", Local(4))),
        ];
        let mut text = Text::default();
        print(&sweep(stmts, &mut Live::new(8)), &mut text);
        assert_eq!(text.into_raw(), "let x = if c {\n1\n} else {\n2\n};\nx\n");
    }
}
