//! Rust expressions as text with what is needed to put them together: precedence and the locals they read.

/// A local of a generated function. Every binding is a new one, also when it has the name of an older one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Local(pub u32);

/// Parameters of every handler.
pub(super) const PC: Local = Local(0);
pub(super) const SP: Local = Local(1);
pub(super) const FP: Local = Local(2);
pub(super) const VM: Local = Local(3);

/// How tightly the outermost operator of an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Prec {
    /// `if`, `return`, closures.
    Low,
    Or,
    And,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Cast,
    Unary,
    /// Literals, paths, calls, method calls.
    Atom,
}

/// A Rust expression.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub text: String,
    pub prec: Prec,
    /// The locals that it reads.
    pub uses: Vec<Local>,
    /// Evaluating it does more than give a value.
    pub effect: bool,
}

impl Code {
    pub fn atom(text: impl Into<String>) -> Self {
        Code { text: text.into(), prec: Prec::Atom, uses: Vec::new(), effect: false }
    }

    pub fn local(name: &str, local: Local) -> Self {
        Code { text: name.to_string(), prec: Prec::Atom, uses: vec![local], effect: false }
    }

    pub fn pc() -> Self {
        Code::local("pc", PC)
    }
    pub fn sp() -> Self {
        Code::local("sp", SP)
    }
    pub fn fp() -> Self {
        Code::local("fp", FP)
    }
    pub fn vm() -> Self {
        Code::local("vm", VM)
    }

    /// The same, with an effect.
    pub fn with_effect(mut self) -> Self {
        self.effect = true;
        self
    }

    /// The text where the context binds as tightly as `prec`.
    fn at(&self, prec: Prec) -> String {
        if self.prec >= prec { self.text.clone() } else { format!("({})", self.text) }
    }

    /// `receiver.method(args)`
    pub fn method(self, name: &str, args: impl IntoIterator<Item = Code>) -> Self {
        let mut text = format!("{}.{name}(", self.at(Prec::Atom));
        let mut whole =
            Code { text: String::new(), prec: Prec::Atom, uses: self.uses, effect: self.effect };
        push_args(&mut text, &mut whole, args);
        whole.text = text;
        whole
    }

    /// `function(args)`; also a macro, if `function` ends in `!`.
    pub fn call(function: &str, args: impl IntoIterator<Item = Code>) -> Self {
        let mut text = format!("{function}(");
        let mut whole = Code::atom("");
        push_args(&mut text, &mut whole, args);
        whole.text = text;
        whole
    }

    /// `left op right`; comparisons do not associate, everything else does to the left.
    pub fn binary(self, op: &str, prec: Prec, right: Code) -> Self {
        let tighter = next(prec);
        let mut left_text = self.at(if prec == Prec::Compare { tighter } else { prec });
        // `a as T < b` would start generic arguments.
        if op.starts_with('<') && self.prec == Prec::Cast {
            left_text = format!("({left_text})");
        }
        let text = format!("{left_text} {op} {}", right.at(tighter));
        let effect = self.effect || right.effect;
        let mut uses = self.uses;
        uses.extend(right.uses);
        Code { text, prec, uses, effect }
    }

    /// `op x`
    pub fn unary(self, op: &str) -> Self {
        let text = format!("{op}{}", self.at(Prec::Unary));
        Code { text, prec: Prec::Unary, ..self }
    }

    /// `x as T`
    pub fn cast(self, ty: &str) -> Self {
        let text = format!("{} as {ty}", self.at(Prec::Cast));
        Code { text, prec: Prec::Cast, ..self }
    }
}

fn push_args(text: &mut String, whole: &mut Code, args: impl IntoIterator<Item = Code>) {
    for (index, arg) in args.into_iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&arg.text);
        whole.uses.extend(arg.uses);
        whole.effect |= arg.effect;
    }
    text.push(')');
}

fn next(prec: Prec) -> Prec {
    match prec {
        Prec::Low => Prec::Or,
        Prec::Or => Prec::And,
        Prec::And => Prec::Compare,
        Prec::Compare => Prec::BitOr,
        Prec::BitOr => Prec::BitXor,
        Prec::BitXor => Prec::BitAnd,
        Prec::BitAnd => Prec::Shift,
        Prec::Shift => Prec::Sum,
        Prec::Sum => Prec::Product,
        Prec::Product => Prec::Cast,
        Prec::Cast => Prec::Unary,
        Prec::Unary | Prec::Atom => Prec::Atom,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parentheses_only_where_needed() {
        let (a, b, c) = (Code::atom("a"), Code::atom("b"), Code::atom("c"));
        let sum = a.clone().binary("-", Prec::Sum, b.clone());
        assert_eq!(sum.clone().binary("-", Prec::Sum, c.clone()).text, "a - b - c");
        assert_eq!(c.clone().binary("-", Prec::Sum, sum.clone()).text, "c - (a - b)");
        assert_eq!(sum.clone().method("abs", []).text, "(a - b).abs()");
        assert_eq!(sum.clone().cast("u32").text, "(a - b) as u32");
        assert_eq!(
            a.clone().cast("u32").binary("<", Prec::Compare, b.clone()).text,
            "(a as u32) < b"
        );
        assert_eq!(
            a.clone().cast("u32").binary(">", Prec::Compare, b.clone()).text,
            "a as u32 > b"
        );
        let less = a.binary("<", Prec::Compare, b);
        assert_eq!(less.clone().binary("==", Prec::Compare, c).text, "(a < b) == c");
        assert_eq!(less.unary("!").text, "!(a < b)");
    }
}
