//! Syntax: what the texts say, before any name is resolved.
//!
//! [`crate::parse`] makes it; [`crate::analyze`] gives it meaning. Bodies are already reduced to the subset of Rust that
//! has a meaning in every tier, so that no later stage sees `syn`.

use crate::source::{Name, Span};

/// One item.
#[derive(Clone, Debug)]
pub struct Item {
    /// Doc comment, lines joined by `\n`, without slashes.
    pub doc: String,
    /// From the doc comment to the end.
    pub span: Span,
    /// What it declares.
    pub kind: ItemKind,
}

/// What an item declares.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// `include "name";`
    Include(Name),
    /// `const NAME = 1;`
    Const(Name, Integer),
    /// `type Int : i62 { .. }`
    Type(TypeItem),
    /// `object List { .. }`
    Object(ObjectItem),
    /// `extern fn ..;`
    Helper(HelperItem),
    /// `op` or `inst`.
    Op(Box<OpItem>),
    /// `macro A = _X + _Y;`
    Macro(Name, Vec<Name>),
    /// `super A_B = A + B;`
    Super(Name, Vec<Name>),
    /// `family HEAD { .. }`
    Family(Name, Vec<Member>),
    /// `pseudo NAME(ins -- outs);`
    Pseudo(Name, Vec<Operand>, Vec<Operand>),
}

/// An integer with its place. It has been checked to fit.
#[derive(Clone, Copy, Debug)]
pub struct Integer {
    /// The value.
    pub value: i64,
    /// Where it stands.
    pub span: Span,
}

/// `name(arguments)` in square brackets.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its arguments.
    pub arguments: Vec<Argument>,
}

/// The argument of an attribute.
#[derive(Clone, Debug)]
pub enum Argument {
    /// `List.len` or `Int`
    Path(Name, Option<Name>),
    /// `2^60`
    Integer(Integer),
}

/// A type as written.
#[derive(Clone, Debug)]
pub struct TypeExpr {
    /// Its form.
    pub kind: TypeExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of types.
#[derive(Clone, Debug)]
pub enum TypeExprKind {
    /// `A`, `A | B`, and with `?` also absent.
    Names(Vec<Name>, bool),
    /// `[T]` or `[T; len]`
    Array(Box<TypeExpr>, Option<Name>),
    /// `(A, B)`
    Tuple(Vec<TypeExpr>),
}

/// `type Int : i62 { test: is_int, unbox: as_int, box: from_int }`
#[derive(Clone, Debug)]
pub struct TypeItem {
    /// Its name.
    pub name: Name,
    /// `i62`, or `List` in `&List`.
    pub repr: Name,
    /// Whether `&` stands before the representation.
    pub reference: bool,
    /// `test: is_int`, with attributes.
    pub properties: Vec<(Name, Name, Vec<Attribute>)>,
    /// Attributes of the type.
    pub attributes: Vec<Attribute>,
}

/// `object List { .. }`
#[derive(Clone, Debug)]
pub struct ObjectItem {
    /// Its name.
    pub name: Name,
    /// Its fields.
    pub fields: Vec<FieldItem>,
    /// Ends in `...`: has fields that the language does not know.
    pub open: bool,
}

/// A field of an object.
#[derive(Clone, Debug)]
pub struct FieldItem {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpr,
    /// `mut`, `watch`, `suspend`, `range(..)`.
    pub attributes: Vec<Attribute>,
}

/// `extern fn ..`
#[derive(Clone, Debug)]
pub struct HelperItem {
    /// Its name.
    pub name: Name,
    /// Parameters.
    pub params: Vec<(Name, TypeExpr)>,
    /// What it returns, if anything.
    pub result: Option<TypeExpr>,
    /// `-> !`
    pub never: bool,
    /// Inclusive bounds of the result.
    pub bounds: Option<(i64, i64, Span)>,
    /// Its contract.
    pub attributes: Vec<Attribute>,
    /// Whether square brackets were written.
    pub attested: bool,
}

/// `op` or `inst`.
#[derive(Clone, Debug)]
pub struct OpItem {
    /// Whether it is an instruction as well.
    pub inst: bool,
    /// `override`
    pub override_: Option<Span>,
    /// `replicate(lo..hi)`, exclusive.
    pub replicate: Option<(i64, i64, Span)>,
    /// Its name.
    pub name: Name,
    /// Inline-cache fields.
    pub caches: Vec<(Name, TypeExpr)>,
    /// Consumed operands.
    pub inputs: Vec<Operand>,
    /// Produced operands.
    pub outputs: Vec<Operand>,
    /// The body. `None`: it did not parse, which has been reported.
    pub body: Option<Block>,
    /// The text of the body with its braces.
    pub source: String,
    /// The `abstract` clause; inside `None`: it did not parse.
    pub abstract_: Option<Option<Block>>,
}

/// A stack operand.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Its name.
    pub name: Name,
    /// Its type if written.
    pub ty: Option<TypeExpr>,
    /// The number of slots of an array.
    pub count: Option<Expr>,
}

/// A member of a family.
#[derive(Clone, Debug)]
pub struct Member {
    /// Doc comment.
    pub doc: String,
    /// From the doc comment to the end.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// `when ..`; inside `None`: it did not parse.
    pub when: Option<Option<Expr>>,
    /// Its ops.
    pub ops: Vec<Name>,
    /// `fill { .. }`; inside `None`: it did not parse.
    pub fill: Option<Option<Block>>,
}

/// A block in braces.
#[derive(Clone, Debug)]
pub struct Block {
    /// Statements.
    pub stmts: Vec<Stmt>,
    /// What stands at the end without `;`: a value, or one more statement.
    pub value: Option<Box<Expr>>,
    /// With the braces.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// `let x;` or `let x = e;`
    Let(Name, Option<Expr>),
    /// `let (a, b) = e;`
    LetTuple(Vec<Name>, Expr),
    /// An expression for its effect.
    Expr(Expr),
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of expressions.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Something that has been reported.
    Error,
    /// An integer literal, perhaps with a type.
    Int(u64, Option<String>),
    /// A float literal.
    Float(f64),
    /// `true`, `false`
    Bool(bool),
    /// A name.
    Name(String),
    /// `!e`
    Not(Box<Expr>),
    /// `-e`
    Neg(Box<Expr>),
    /// `a + b`
    Binary(BinOp, Box<Expr>, Box<Expr>),
    /// `e as T`
    Cast(Box<Expr>, Name),
    /// `e.m(args)`
    Method(Box<Expr>, Name, Vec<Expr>),
    /// `e.f`
    Field(Box<Expr>, Name),
    /// `e[i]`
    Index(Box<Expr>, Box<Expr>),
    /// `e[..n]`
    SliceTo(Box<Expr>, Box<Expr>),
    /// `f(args)`
    Call(Name, Vec<Expr>),
    /// `e?`
    Try(Box<Expr>),
    /// `m!(args)`
    Macro(Name, Vec<Expr>),
    /// `T { f: e }`, the argument of `new!`.
    Struct(Name, Vec<(Name, Expr)>),
    /// `[a, b]`
    Array(Vec<Expr>),
    /// `[item; n]`
    Repeat(Box<Expr>, Box<Expr>),
    /// `..rest`, the last of an array: operands in place.
    Spread(Box<Expr>),
    /// `if c { .. } else { .. }`
    If(Box<Expr>, Block, Option<Block>),
    /// `a = b`
    Assign(Box<Expr>, Box<Expr>),
}

/// Operators as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `&&`
    AndAnd,
    /// `||`
    OrOr,
    /// `>>`
    Shr,
    /// `<<`
    Shl,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

impl BinOp {
    /// How it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mul => "*",
            BinOp::Div => "/",
            BinOp::Rem => "%",
            BinOp::And => "&",
            BinOp::Or => "|",
            BinOp::Xor => "^",
            BinOp::AndAnd => "&&",
            BinOp::OrOr => "||",
            BinOp::Shr => ">>",
            BinOp::Shl => "<<",
            BinOp::Eq => "==",
            BinOp::Ne => "!=",
            BinOp::Lt => "<",
            BinOp::Le => "<=",
            BinOp::Gt => ">",
            BinOp::Ge => ">=",
        }
    }
}
